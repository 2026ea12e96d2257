"""Which ideas are merged into which, and in which votes, and by whom, they were marked. Only reads."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import bindparam, literal, select
from sqlalchemy.orm import Session

from workshop.domain.activities import KINDS
from workshop.domain.methods.base import HAND
from workshop.storage.frequent_queries_compiled_once import PreparedSelect
from workshop.storage.tables import Activity, Idea, ballot, ballot_owner, dealt, mark


class VotesAbout(NamedTuple):
    """Where certain ideas or clusters were voted on: the people whose ballots name them or who were dealt them, the
    votes in which that was, and the votes in which hands were raised for them."""

    people: set[int]
    votes: set[int]
    hands: set[int]


class Merged(NamedTuple):
    """Where an idea is that is merged into another one."""

    number: int
    into: int


def merged(db: Session, activity: int) -> dict[int, Merged]:
    """The merged ideas of the forum of this activity, by id."""
    found = _MERGED.run(db.connection(), activity=activity)
    return {int(idea): Merged(int(number), int(into)) for idea, number, into in found}


def leads(db: Session, activity: int) -> dict[int, int]:
    """Idea → the idea that it is merged into, in the forum of this activity."""
    return {idea: one.into for idea, one in merged(db, activity).items()}


def votes_about(db: Session, forum: int, ideas: Collection[int]) -> VotesAbout:
    """Where these ideas were voted on, in any vote of the forum."""
    found, about = VotesAbout(set(), set(), set()), {"forum": forum, "ideas": list(ideas)}
    for row in (*db.execute(_MARKS, about), *db.execute(_DEALT, about)):
        if KINDS[row.kind].of(row.settings) != "ideas":
            continue
        if row.participant is not None:
            found.people.add(row.participant)
            found.votes.add(row.id)
        elif row.source == HAND:
            found.hands.add(row.id)
    return found


_IDEA, _STEP = Idea.__table__.c, Activity.__table__.c
_MERGED = PreparedSelect(
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
