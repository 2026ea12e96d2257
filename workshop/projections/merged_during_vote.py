"""The ideas that had no place of their own in a vote: each was part of another idea for as long as the vote was open,
and was set free since. Nobody could choose them, so they have no place in the result either. Only reads."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain import undo
from workshop.domain.activities import KINDS, collecting
from workshop.domain.activity_states import OPEN
from workshop.projections import activity_open_times, undoable_deeds
from workshop.projections.activity_open_times import Span
from workshop.storage.tables import Activity, ballot, mark


def ideas(db: Session, vote: Activity) -> set[int]:
    """Their ids, in a vote on ideas; none while it is open. An idea with marks of its own is not among them."""
    if vote.state == OPEN:
        return set()
    freed = undo.freed_again(undoable_deeds.of(db, vote.forum))
    times = activity_open_times.spans(db, vote.forum).get(vote.id) if freed else None
    found = {idea for idea, merged in freed.items() if times and all(_covered(one, merged) for one in times)}
    return found - _marked(db, vote) if found else found


def by_vote(db: Session, forum: int) -> dict[int, set[int]]:
    """Those of each vote on ideas whose result is shown; only of votes that had any."""
    shown = select(Activity).where(Activity.forum == forum, Activity.revealed, Activity.kind.in_(collecting("votes")))
    found = {vote.id: ideas(db, vote) for vote in db.scalars(shown) if KINDS[vote.kind].of(vote.settings) == "ideas"}
    return {vote: its for vote, its in found.items() if its}


def _covered(time: Span, merged: list[tuple[int, int]]) -> bool:
    return any(start < time.opened and time.closed is not None and time.closed <= end for start, end in merged)


def _marked(db: Session, vote: Activity) -> set[int]:
    of_vote = select(mark.c.target).join(ballot, ballot.c.id == mark.c.ballot).where(ballot.c.activity == vote.id)
    return set(db.scalars(of_vote.distinct()))
