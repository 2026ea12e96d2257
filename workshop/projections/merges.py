"""Which ideas are merged into which, and who and what is concerned by it in votes. Only reads."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import bindparam, literal, select
from sqlalchemy.orm import Session

from workshop.domain.activities import KINDS
from workshop.storage.prepared_statements import Prepared
from workshop.storage.tables import Activity, Idea, ballot, ballot_owner, dealt, mark


class Concerned(NamedTuple):
    """People whose ballots name certain ideas or who were dealt them, the votes in which they do or were, and votes in
    which hands were raised for them."""

    people: set[int]
    votes: set[int]
    hands: set[int]


class Merged(NamedTuple):
    """Where an idea is that is merged into another one."""

    number: int
    into: int


def merged(db: Session, activity: int) -> dict[int, Merged]:
    """The merged ideas of the forum of this activity, by id."""
    found = _MERGED.run(db.connection(), {"activity": activity})
    return {int(idea): Merged(int(number), int(into)) for idea, number, into in found}


def leads(db: Session, activity: int) -> dict[int, int]:
    """Idea → the idea that it is merged into, in the forum of this activity."""
    return {idea: one.into for idea, one in merged(db, activity).items()}


def concerned(db: Session, forum: int, ideas: Collection[int]) -> Concerned:
    """Who and what has to do with these ideas, in any vote of the forum."""
    found, about = Concerned(set(), set(), set()), {"forum": forum, "ideas": list(ideas)}
    for row in (*db.execute(_MARKS, about), *db.execute(_DEALT, about)):
        if KINDS[row.kind].of(row.settings) != "ideas":
            continue
        if row.participant is not None:
            found.people.add(row.participant)
            found.votes.add(row.id)
        elif row.source == "hand":
            found.hands.add(row.id)
    return found


_IDEA, _STEP = Idea.__table__.c, Activity.__table__.c
_MERGED = Prepared(
    select(_IDEA.id, _IDEA.number, _IDEA.merged_into).where(
        _IDEA.merged_into.is_not(None),
        _IDEA.forum == select(_STEP.forum).where(_STEP.id == bindparam("activity")).scalar_subquery(),
    )
)
"""Built once, because each vote needs it."""
_MARKS = (
    select(_STEP.id, _STEP.kind, _STEP.settings, ballot.c.source, ballot_owner.c.participant)
    .join(ballot, ballot.c.activity == _STEP.id)
    .join(mark, mark.c.ballot == ballot.c.id)
    .outerjoin(ballot_owner, (ballot_owner.c.activity == ballot.c.activity) & (ballot_owner.c.ballot == ballot.c.id))
    .where(_STEP.forum == bindparam("forum"), mark.c.target.in_(bindparam("ideas", expanding=True)))
)
_DEALT = (
    select(_STEP.id, _STEP.kind, _STEP.settings, literal("phone").label("source"), dealt.c.participant)
    .join(dealt, dealt.c.activity == _STEP.id)
    .where(_STEP.forum == bindparam("forum"), dealt.c.target.in_(bindparam("ideas", expanding=True)))
)
