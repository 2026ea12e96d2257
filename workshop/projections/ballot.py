"""Ballots: those of a vote without their owners, and each participant's own."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.domain.activities import KINDS
from workshop.domain.methods import merging
from workshop.domain.methods.base import Ballot, Mark
from workshop.projections import merges
from workshop.projections.base import Ids, these
from workshop.storage.prepared import PreparedIn
from workshop.storage.tables import Activity, ballot, ballot_owner, mark


def ballots_in(db: Session, which: ColumnElement[bool]) -> dict[int, list[Ballot]]:
    """Activity → its ballots without their owners, sorted by their random ids, so that the order does not reveal who
    voted when."""
    marks = _marks(db, which)
    found: dict[int, list[Ballot]] = {}
    for row in db.execute(select(ballot).where(which).order_by(ballot.c.id)):
        found.setdefault(int(row.activity), []).append(
            Ballot(row.id, row.source, int(row.weight), marks.get(row.id, {}))
        )
    return found


def naming(ballots: Iterable[Ballot], named: Collection[int]) -> list[Ballot]:
    """The ballots with those of their marks that name one of these things: what was removed since may come back."""
    return [
        replace(one, marks={target: mark for target, mark in one.marks.items() if mark in named}) for one in ballots
    ]


def _marks(db: Session, which: ColumnElement[bool]) -> dict[str, dict[int, Mark]]:
    """Ballot → target → mark."""
    marks: dict[str, dict[int, Mark]] = {}
    for row in db.execute(select(mark).join(ballot).where(which).order_by(mark.c.target)):
        marks.setdefault(row.ballot, {})[int(row.target)] = row.x if row.y is None else (row.x, row.y)
    return marks


def own_ballots(db: Session, people: Sequence[int], activities: Ids) -> list[tuple[int, shapes.OwnBallot]]:
    """Each ballot of these participants in these activities, with its owner's id. Its marks are those that count: what
    was given to ideas that are merged now stands under the one that they are merged into."""
    marks: dict[tuple[int, int, int], dict[int, Mark]] = {}
    found: list[Any] = []
    if activities is None:
        found += db.execute(_OWN_BALLOTS, {"people": people})
    for one in activities or ():
        found += _OWN_BALLOTS_IN.run(db.connection(), one, people)
    for participant, activity, n, target, x, y in found:
        paper = marks.setdefault((participant, activity, n), {})
        if target is not None:
            paper[int(target)] = int(x) if y is None else (int(x), int(y))
    counted = _as_merged(db, {activity for _, activity, _ in marks})
    return [
        (person, shapes.OwnBallot(id=activity, n=n, marks={str(target): x for target, x in counted(activity, given)}))
        for (person, activity, n), given in marks.items()
    ]


def _as_merged(
    db: Session, activities: Collection[int]
) -> Callable[[int, Mapping[int, Mark]], Iterable[tuple[int, Mark]]]:
    """A function from a vote (all are of one forum) and the marks of a ballot in it to those that count."""
    leads = merges.leads(db, next(iter(activities))) if activities else {}
    if not leads:
        return lambda activity, given: given.items()
    query = select(Activity.id, Activity.kind, Activity.settings).where(Activity.id.in_(activities))
    kinds = {row.id: KINDS[row.kind] for row in db.execute(query) if KINDS[row.kind].of(row.settings) == "ideas"}

    def counted(activity: int, given: Mapping[int, Mark]) -> Iterable[tuple[int, Mark]]:
        kind = kinds.get(activity)
        return (given if kind is None else merging.one_ballot(given, leads, kind.as_one)).items()

    return counted


_BALLOTS = (
    select(ballot_owner.c.participant, ballot.c.activity, ballot.c.n, mark.c.target, mark.c.x, mark.c.y)
    .select_from(ballot_owner)
    .join(ballot)
    .outerjoin(mark)
    .order_by(ballot.c.activity, mark.c.target)
)
"""A row for each mark, and one without a mark for an empty ballot."""
_OWN_BALLOTS = _BALLOTS.where(these(ballot_owner.c.participant))
_OWN_BALLOTS_IN = PreparedIn(
    _BALLOTS.where(ballot_owner.c.activity == bindparam("activity"), these(ballot_owner.c.participant)),
    "activity",
    "people",
)
