"""The rules of an idea's states: which state a command leaves it in. The table of states and moves is
`contract/idea_states.py`."""

from workshop.contract.idea_states import (
    HIDDEN,
    IDEA_MOVES,
    IDEA_STATES,
    MERGED,
    NEW,
    PRIVATE,
    SHOWN,
    WAITING,
    WITHDRAWN,
    IdeaStateName,
)
from workshop.domain.errors import Refusal

SEEN_BY_EVERYONE = tuple(name for name, state in IDEA_STATES.items() if state.everyone)
"""The states in which everyone sees an idea."""
READABLE = tuple(name for name, state in IDEA_STATES.items() if state.words)
"""The states in which its words are there to be read."""
COUNTED = tuple(name for name, state in IDEA_STATES.items() if state.counts)
"""The states in which it is among the ideas of its activity."""
COUNTS_TOWARD_LIMIT = tuple(name for name in READABLE if name != HIDDEN)
"""The states in which an idea takes up room in its forum (`MOST_IDEAS`). A hidden one does not: an import that was
undone, and a flood that was moderated, leave the room to the hall; nor does one that its author took back. Bringing an
idea back is never refused for lack of room: it was there before."""


def posted(looked_at_first: bool, kept_back: bool) -> IdeaStateName:
    """The state of a new idea. `looked_at_first`: a facilitator reads it before others do; `kept_back`: its activity
    keeps its ideas until all are shown."""
    return moved("idea.add", NEW, WAITING if looked_at_first else _through(kept_back))


def entered(kept_back: bool) -> IdeaStateName:
    """The state of an idea that a facilitator entered, and so has read."""
    return moved("idea.enter", NEW, _through(kept_back))


def imported(looked_at_first: bool, kept_back: bool, hidden: bool) -> IdeaStateName:
    """The state of an idea that comes from another program; `hidden`: it was hidden there."""
    state: IdeaStateName = HIDDEN if hidden else WAITING if looked_at_first else _through(kept_back)
    return moved("ideas.import", NEW, state)


def edited(state: IdeaStateName, looked_at_first: bool) -> IdeaStateName:
    """The state after its author changed the words: a hidden one is sent again, and waits."""
    waits = looked_at_first or IDEA_STATES[state].held
    return moved("idea.edit", state, WAITING if waits else state)


def withdrawn(state: str) -> IdeaStateName:
    """The state after its author took it back."""
    return moved("idea.withdraw", state, WITHDRAWN)


def restored(state: str, before: IdeaStateName, looked_at_first: bool, kept_back: bool) -> IdeaStateName:
    """The state after its author brought it back; `before` is the one that it was withdrawn from."""
    if IDEA_STATES[before].held:
        return moved("idea.restore", state, before)
    return moved("idea.restore", state, WAITING if looked_at_first else _through(kept_back))


def hidden(state: str) -> IdeaStateName:
    """The state after a facilitator hid it."""
    return moved("idea.hide", state, HIDDEN)


def let_through(state: str, kept_back: bool) -> IdeaStateName:
    """The state after a facilitator let it through."""
    return moved("idea.show", state, _through(kept_back))


def masked(state: str, kept_back: bool) -> IdeaStateName:
    """The state after a facilitator let it through with a part covered."""
    return moved("idea.mask", state, _through(kept_back))


def decided(state: str, before: IdeaStateName, kept_back: bool) -> IdeaStateName:
    """The state after the decision that had been made `before` holds again: what is let through is private where its
    activity keeps its ideas back by now."""
    return moved("idea.decided", state, before if IDEA_STATES[before].held else _through(kept_back))


def reviewed(state: str) -> IdeaStateName:
    """The state after a facilitator set it back to be read."""
    return moved("idea.review", state, WAITING)


def merged(state: str) -> IdeaStateName:
    """The state after a facilitator merged it into another idea."""
    return moved("idea.merge", state, MERGED)


def unmerged(state: str, kept_back: bool) -> IdeaStateName:
    """The state of a merged idea that is on its own again."""
    return moved("idea.unmerge", state, _through(kept_back))


def revealed(shown: bool) -> tuple[IdeaStateName, IdeaStateName]:
    """(state before, state after) of the ideas that an activity kept back, when they are shown, or kept back again."""
    if shown:
        return PRIVATE, moved("activity.reveal", PRIVATE, SHOWN)
    return SHOWN, moved("activity.reveal", SHOWN, PRIVATE)


def moved(verb: str, before: str, after: IdeaStateName) -> IdeaStateName:
    """`after`, if the table has this move. Raises Refusal idea_gone when the command moves no idea from `before`, and
    ValueError when it never leads to `after`."""
    possible = IDEA_MOVES[verb].get(before)
    if possible is None:
        raise Refusal("idea_gone")
    if after not in possible:
        raise ValueError(f"{verb} moves no idea from {before!r} to {after!r}")
    return after


def _through(kept_back: bool) -> IdeaStateName:
    return PRIVATE if kept_back else SHOWN
