"""Ballots: those of a vote without their owners, and each participant's own."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.domain.activities import KINDS
from workshop.domain.methods import merging
from workshop.domain.methods.base import Ballot, Mark
from workshop.projections import merged_clusters, merges, targets
from workshop.projections.base import Ids, these
from workshop.storage.prepared_statements import AnyRow, PreparedIn
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


def naming(ballots: Iterable[Ballot], named: Mapping[int, int]) -> list[Ballot]:
    """The ballots with those of their marks that name one of these things, each as what it counts for: what was removed
    since may come back."""
    return [
        replace(one, marks={target: named[mark] for target, mark in one.marks.items() if mark in named})  # type: ignore[index]
        for one in ballots
    ]


def _marks(db: Session, which: ColumnElement[bool]) -> dict[str, dict[int, Mark]]:
    """Ballot → target → mark."""
    marks: dict[str, dict[int, Mark]] = {}
    for row in db.execute(select(mark).join(ballot).where(which).order_by(mark.c.target)):
        marks.setdefault(row.ballot, {})[int(row.target)] = row.x if row.y is None else (row.x, row.y)
    return marks


def own_ballots(db: Session, people: Sequence[int], activities: Ids) -> list[tuple[int, shapes.OwnBallot]]:
    """Each ballot of these participants in these activities, with its owner's id. Its marks are those that count: what
    was given to ideas that are merged now stands under the one that they are merged into, and a cluster that is
    merged now is named by the one that it is merged into."""
    marks: dict[tuple[int, int, int], dict[int, Mark]] = {}
    found: list[AnyRow] = []
    if activities is None:
        found += db.execute(_OWN_BALLOTS, {"people": people})
    for one in activities or ():
        found += _OWN_BALLOTS_IN.run(db.connection(), one, people)
    for participant, activity, n, target, x, y in found:
        paper = marks.setdefault((participant, activity, n), {})
        if target is not None:
            paper[int(target)] = int(x) if y is None else (int(x), int(y))
    shown = _as_merged(db, {activity for _, activity, _ in marks})
    return [(person, shown(activity, n, given)) for (person, activity, n), given in marks.items()]


def stored_marks(db: Session, activity: int, people: Sequence[int]) -> dict[int, dict[int, Mark]]:
    """Participant → target → mark, as stored, of these participants' ballots in one activity."""
    found: dict[int, dict[int, Mark]] = {}
    for participant, _, _, target, x, y in _OWN_BALLOTS_IN.run(db.connection(), activity, people):
        if target is not None:
            found.setdefault(participant, {})[int(target)] = int(x) if y is None else (int(x), int(y))
    return found


def _as_merged(db: Session, activities: Collection[int]) -> Callable[[int, int, Mapping[int, Mark]], shapes.OwnBallot]:
    """A function that makes the shape of a ballot from its vote (all are of one forum), `n` and marks as stored. Which
    merged ideas are in it is said, because their authors know them by number."""
    merged = merges.merged(db, next(iter(activities))) if activities else {}
    about = db.scalars(select(Activity).where(Activity.id.in_(activities))).all() if activities else ()
    on_ideas = {vote.id for vote in about if KINDS[vote.kind].of(vote.settings) == "ideas"}
    seen = {vote.id: _seen(db, vote, merged) for vote in about}

    def shape(activity: int, n: int, given: Mapping[int, Mark]) -> shapes.OwnBallot:
        counts = seen[activity](given)
        inside = [merged[target] for target in given if target in merged] if activity in on_ideas else []
        return shapes.OwnBallot(
            id=activity,
            n=n,
            marks={str(target): mark for target, mark in counts.items()},
            merged={str(one.number): one.into for one in inside},
        )

    return shape


def _seen(
    db: Session, vote: Activity, merged: Mapping[int, merges.Merged]
) -> Callable[[Mapping[int, Mark]], Mapping[int, Mark]]:
    """A function from the marks of a ballot as stored to those that its owner sees. `merged`: the ideas that are
    merged in its forum."""
    kind = KINDS[vote.kind]
    if kind.of(vote.settings) == "clusters":
        leads = merged_clusters.leads(db, vote.forum)
    else:
        leads = {idea: one.into for idea, one in merged.items()}
    if not leads and not kind.into:
        return lambda given: given
    as_one, gone, names = kind.as_one, targets.gone_named(db, vote), targets.named(db, vote) or {}
    return lambda given: merging.own_ballot(given, leads, as_one, gone, names)


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
