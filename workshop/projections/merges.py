"""Which ideas are merged into which, and who and what is concerned by it in votes. Only reads."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workshop.domain.activities import KINDS
from workshop.storage.prepared import Prepared
from workshop.storage.tables import Activity, Idea, ballot, ballot_owner, mark


class Concerned(NamedTuple):
    """People whose ballots name certain ideas, and votes in which hands were raised for them."""

    people: set[int]
    hands: set[int]


def leads(db: Session, activity: int) -> dict[int, int]:
    """Idea → the idea that it is merged into, in the forum of this activity."""
    merged: Iterable[Any] = _LEADS.run(db.connection(), {"activity": activity})
    return {int(idea): int(into) for idea, into in merged}


def concerned(db: Session, forum: int, ideas: Collection[int]) -> Concerned:
    """Who and what has marks for these ideas, in any vote of the forum."""
    found = Concerned(set(), set())
    for row in db.execute(_MARKS, {"forum": forum, "ideas": list(ideas)}):
        if KINDS[row.kind].of(row.settings) != "ideas":
            continue
        if row.participant is not None:
            found.people.add(row.participant)
        elif row.source == "hand":
            found.hands.add(row.id)
    return found


_IDEA, _STEP = Idea.__table__.c, Activity.__table__.c
_LEADS = Prepared(
    select(_IDEA.id, _IDEA.merged_into).where(
        _IDEA.merged_into.is_not(None),
        _IDEA.forum == select(_STEP.forum).where(_STEP.id == bindparam("activity")).scalar_subquery(),
    )
)
"""Built once: asked whenever somebody votes."""
_MARKS = (
    select(_STEP.id, _STEP.kind, _STEP.settings, ballot.c.source, ballot_owner.c.participant)
    .join(ballot, ballot.c.activity == _STEP.id)
    .join(mark, mark.c.ballot == ballot.c.id)
    .outerjoin(ballot_owner, (ballot_owner.c.activity == ballot.c.activity) & (ballot_owner.c.ballot == ballot.c.id))
    .where(_STEP.forum == bindparam("forum"), mark.c.target.in_(bindparam("ideas", expanding=True)))
)
