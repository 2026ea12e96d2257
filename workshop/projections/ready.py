"""Who is ready with a vote. Dots that come back while a vote is open, because what they were given to left it (hidden,
left out, waiting again, its theme removed), make their voters not ready until they say so again; when it returns they
are ready as before.

Computed from the ballots each time, because a log that said whose dots came back would say who voted for what.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from workshop.domain import agenda
from workshop.domain.activities import KINDS, collecting
from workshop.projections import targets
from workshop.storage.tables import Activity, ballot_owner, done, mark

OPEN = (agenda.OPEN, agenda.CLOSING)
NOT_ANY_MORE = -1
"""In `done.gone`: got dots back and has voted since, so that the ballot no longer shows it."""


def gone(db: Session, activity: Activity, participant: int) -> int:
    """How many targets of a person's ballot have left the vote."""
    papers = _marks(activity, targets.gone(db, activity)).where(ballot_owner.c.participant == participant)
    return len(db.execute(papers).all())


def not_after_all(db: Session, which: ColumnElement[bool]) -> dict[int, set[int]]:
    """Activity → participants who said that they are ready and have got dots back since, among these open votes."""
    found: dict[int, set[int]] = {}
    for vote in _open(db, which):
        back = _ready(vote, targets.gone(db, vote)).group_by(ballot_owner.c.participant, done.c.gone)
        voted = select(done.c.participant).where(done.c.activity == vote.id, done.c.gone == NOT_ANY_MORE)
        again = [*db.execute(back.having(func.count() > done.c.gone)), *db.execute(voted)]
        found[vote.id] = {row.participant for row in again}
    return found


def concerned(db: Session, forum: int, touched: Collection[tuple[str, int]]) -> dict[int, set[int]]:
    """Open vote → ready participants whose ballot names one of the touched ideas or clusters: what is computed of them
    may have changed."""
    if not any(kind in ("idea", "cluster") for kind, _ in touched):
        return {}
    found: dict[int, set[int]] = {}
    for vote in _open(db, Activity.forum == forum):
        kind = "cluster" if KINDS[vote.kind].of(vote.settings) == "clusters" else "idea"
        named = [thing for its, thing in touched if its == kind]
        people = {row.participant for row in db.execute(_ready(vote, named))}
        if people:
            found[vote.id] = people
    return found


def _open(db: Session, which: ColumnElement[bool]) -> list[Activity]:
    votes = select(Activity).where(which, Activity.state.in_(OPEN), Activity.kind.in_(collecting("votes")))
    return list(db.scalars(votes))


def _marks(vote: Activity, among: Collection[int]) -> Select[tuple[int]]:
    """A row with the participant for each of these targets that a ballot names."""
    return (
        select(ballot_owner.c.participant)
        .join(mark, mark.c.ballot == ballot_owner.c.ballot)
        .where(ballot_owner.c.activity == vote.id, mark.c.target.in_(among))
    )


def _ready(vote: Activity, among: Collection[int]) -> Select[tuple[int]]:
    """The same of those who said that they are ready."""
    both = and_(done.c.activity == ballot_owner.c.activity, done.c.participant == ballot_owner.c.participant)
    return _marks(vote, among).join(done, both)
