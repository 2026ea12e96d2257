"""What happens to a merge when an idea leaves it by another command: hidden, taken back, or set back to be read.

An idea that is merged into another leaves without effect on the rest. When an idea leaves that others are merged into,
the first of those leads the rest from then on, in the theme where the card was.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.activity_lookups import kept_back
from workshop.actions.registry import UNDO, Done
from workshop.contract import commands
from workshop.contract.base import Command
from workshop.domain import ideas
from workshop.projections import merged_ideas, participants_placement_suggestions
from workshop.storage.tables import Activity, Idea


def members(db: Session, leading: Collection[int]) -> Sequence[Idea]:
    """The ideas that are merged into any of these, by number."""
    query = select(Idea).where(Idea.merged_into.in_(leading)).order_by(Idea.number)
    return db.scalars(query).all() if leading else []


def merged_among(db: Session, given: Collection[Idea]) -> set[int]:
    """The ids of those of these ideas that are merged into others, or that others are merged into."""
    leading = select(Idea.merged_into).where(Idea.merged_into.in_({idea.id for idea in given})).distinct()
    return {idea.id for idea in given if idea.merged_into is not None} | {one for one in db.scalars(leading) if one}


def set_free(idea: Idea, activity: Activity) -> None:
    """Set a merged idea on its own again, in the state that its activity gives it now."""
    idea.state = ideas.unmerged(idea.state, kept_back(activity))
    idea.merged_into = None


def leave(db: Session, idea: Idea, theme: int | None, result: Done) -> None:
    """Take an idea, whose state was changed already, out of its merge. `theme` is where it was. Adds to `result` what
    else changed, and its inverse if the command has one."""
    if idea.merged_into is not None:
        back: list[Command] = inverse({idea.id: idea.merged_into})
        touch(db, result, [idea], [idea.merged_into])
        idea.merged_into = None
    else:
        back = _next_leads(db, idea, theme, result)
    result.led_to(back)


def _next_leads(db: Session, idea: Idea, theme: int | None, result: Done) -> list[Command]:
    left = members(db, [idea.id])
    if not left:
        return []
    back = inverse({one.id: idea.id for one in left})
    first, *others = left
    set_free(first, db.get_one(Activity, first.activity))
    if theme is not None and theme != first.cluster:
        back.append(commands.IdeaPlace(key=UNDO, ideas=[first.id], cluster=first.cluster))
        first.cluster = theme
        result.own |= participants_placement_suggestions.people(db, [first.id])
    for one in others:
        one.merged_into = first.id
    touch(db, result, left, [idea.id])
    return back


def inverse(before: Mapping[int, int | None]) -> list[Command]:
    """The commands that merge ideas again as they were. `before`: idea → the one that it was merged into, None for one
    on its own. Those come first, because others may have been merged into them."""
    free = [idea for idea, into in before.items() if into is None]
    back: list[Command] = [commands.IdeaUnmerge(key=UNDO, ideas=free)] if free else []
    into: dict[int, list[int]] = {}
    for idea, lead in before.items():
        if lead is not None:
            into.setdefault(lead, []).append(idea)
    return back + [commands.IdeaMerge(key=UNDO, into=lead, ideas=its) for lead, its in into.items()]


def touch(db: Session, result: Done, changed: Collection[Idea], leading: Collection[int]) -> None:
    """Add to what a command changed: ideas that were merged or set free, those that they were merged into, and what is
    shown of marks for any of them."""
    result.touched |= {("idea", one) for one in leading}
    for one in changed:
        result.touched |= {("idea", one.id), ("activity", one.activity)}
        result.own |= {one.participant} if one.participant is not None else set()
    for forum in {one.forum for one in changed}:
        voted = merged_ideas.votes_about(db, forum, {*leading, *(one.id for one in changed)})
        result.own |= voted.people
        result.ballots |= voted.votes
        result.touched |= {("hands", vote) for vote in voted.hands}
