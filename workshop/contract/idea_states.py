"""The states of an idea as data: what each one means, who sees the idea in it, and which command moves it to another.

The one table of them: `domain/ideas.py` has the rules on it, and scripts get it in `static/js/wire/contract.js`. A new
state is a new line here; a test then names every text and move that it still lacks.
"""

from typing import Final, Literal

import msgspec

IdeaStateName = Literal["shown", "waiting", "private", "hidden", "withdrawn", "merged"]
SHOWN: Final = "shown"
WAITING: Final = "waiting"
PRIVATE: Final = "private"
HIDDEN: Final = "hidden"
WITHDRAWN: Final = "withdrawn"
MERGED: Final = "merged"
NEW = ""
"""What an idea was before it was posted."""


class IdeaState(msgspec.Struct, frozen=True, kw_only=True):
    """What is true of an idea in a state."""

    everyone: bool = False
    """phones, screen and published results show it, and it can be voted on"""
    words: bool = True
    """facilitators and its author can read its words; else facilitators see only that its number was used"""
    counts: bool = False
    """it is among the ideas of its activity: everyone sees it, or will see it together with the others"""
    held: bool = False
    """a facilitator has not let it through: brought back by its author, it is held again"""


IDEA_STATES: dict[str, IdeaState] = {
    SHOWN: IdeaState(everyone=True, counts=True),
    WAITING: IdeaState(held=True),
    PRIVATE: IdeaState(counts=True),
    HIDDEN: IdeaState(held=True),
    WITHDRAWN: IdeaState(words=False),
    MERGED: IdeaState(),
}
"""Every state, in the order in which reports list them."""

_READABLE = tuple(name for name, state in IDEA_STATES.items() if state.words)
_ON_ITS_OWN = tuple(name for name in _READABLE if name != MERGED)

IDEA_MOVES: dict[str, dict[str, tuple[str, ...]]] = {
    "idea.add": {NEW: (SHOWN, WAITING, PRIVATE)},
    "idea.enter": {NEW: (SHOWN, PRIVATE)},
    "ideas.import": {NEW: (SHOWN, WAITING, PRIVATE, HIDDEN)},
    "idea.edit": {
        SHOWN: (SHOWN, WAITING),
        WAITING: (WAITING,),
        PRIVATE: (PRIVATE, WAITING),
        HIDDEN: (WAITING,),
        MERGED: (MERGED, WAITING),
    },
    "idea.withdraw": dict.fromkeys(_READABLE, (WITHDRAWN,)),
    "idea.restore": {WITHDRAWN: (SHOWN, WAITING, PRIVATE, HIDDEN)},
    "idea.hide": dict.fromkeys(_READABLE, (HIDDEN,)),
    "idea.show": dict.fromkeys(_ON_ITS_OWN, (SHOWN, PRIVATE)),
    "idea.review": dict.fromkeys(_ON_ITS_OWN, (WAITING,)),
    "idea.mask": dict.fromkeys(_ON_ITS_OWN, (SHOWN, PRIVATE)),
    "idea.decided": dict.fromkeys(_ON_ITS_OWN, (SHOWN, WAITING, PRIVATE, HIDDEN)),
    "idea.words": dict.fromkeys((SHOWN, PRIVATE, MERGED), (WAITING,)),
    "author.hide": dict.fromkeys(_READABLE, (HIDDEN,)),
    "idea.merge": dict.fromkeys((SHOWN, PRIVATE, MERGED), (MERGED,)),
    "idea.unmerge": {MERGED: (SHOWN, PRIVATE)},
    "activity.reveal": {PRIVATE: (SHOWN,), SHOWN: (PRIVATE,)},
}
"""Command → state before → the states after it that are possible. Who may send a command is in the command (`needs`);
those that need only `take_part` are for the idea's author."""
