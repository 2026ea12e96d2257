"""The ideas that had no place of their own in a vote: each was part of another idea for as long as the vote was open,
and was set free since. Nobody could choose them, so they have no place in the result either. Only reads."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain import undo
from workshop.domain.activities import KINDS, collecting
from workshop.domain.activity_states import OPEN
from workshop.domain.undo import TimeMerged
from workshop.projections import activity_open_times, undoable_deeds
from workshop.projections.activity_open_times import Span
from workshop.storage.tables import Activity, ballot, mark


def ideas(db: Session, vote: Activity) -> dict[int, int]:
    """Each of them in a vote on ideas → the one that it was part of; none while the vote is open. An idea with marks of
    its own is not among them."""
    if vote.state == OPEN:
        return {}
    freed = undo.freed_again(undoable_deeds.of(db, vote.forum))
    times = activity_open_times.spans(db, vote.forum).get(vote.id) if freed else None
    covered = {idea: [_part_of(merged, one) for one in times or []] for idea, merged in freed.items()}
    found = {idea: into[-1] for idea, into in covered.items() if into and None not in into}
    marked = _marked(db, vote) if found else set()
    return {idea: into for idea, into in found.items() if into is not None and idea not in marked}


def by_vote(db: Session, forum: int) -> dict[int, dict[int, int]]:
    """Those of each vote on ideas whose result is shown; only of votes that had any."""
    shown = select(Activity).where(Activity.forum == forum, Activity.revealed, Activity.kind.in_(collecting("votes")))
    found = {vote.id: ideas(db, vote) for vote in db.scalars(shown) if KINDS[vote.kind].of(vote.settings) == "ideas"}
    return {vote: its for vote, its in found.items() if its}


def _part_of(merged: list[TimeMerged], time: Span) -> int | None:
    """The idea of which it was part for all of this time; None where it was on its own meanwhile."""
    if time.closed is None:
        return None
    return next((one.into for one in merged if one.start < time.opened and time.closed <= one.end), None)


def _marked(db: Session, vote: Activity) -> set[int]:
    of_vote = select(mark.c.target).join(ballot, ballot.c.id == mark.c.ballot).where(ballot.c.activity == vote.id)
    return set(db.scalars(of_vote.distinct()))
