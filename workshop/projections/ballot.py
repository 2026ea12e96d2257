"""Ballots: those of a vote without their owners, and each participant's own."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.domain.activities import KINDS
from workshop.domain.methods import merged_targets
from workshop.domain.methods.base import Ballot, Mark
from workshop.domain.methods.merged_targets import AsSeen
from workshop.projections import merged_clusters, merged_ideas, vote_targets
from workshop.projections.base import Ids, these
from workshop.projections.vote_targets import Vote
from workshop.storage.frequent_queries_compiled_once import AnyRow, PreparedIn
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


def cast_in(db: Session, activity: Activity) -> list[Ballot]:
    """The ballots of a vote as they were cast."""
    return ballots_in(db, ballot.c.activity == activity.id).get(activity.id, [])


def counting_in(db: Session, activity: Activity, about: Mapping[int, int | None]) -> list[Ballot]:
    """The ballots of a vote by what their marks count for now, as `counting`."""
    return counting(db, activity, about, cast_in(db, activity))


def counting(db: Session, activity: Activity, about: Mapping[int, int | None], cast: Sequence[Ballot]) -> list[Ballot]:
    """What the ballots that were `cast` in a vote count for now. `about`: its targets, as `vote_targets.of` gives
    them."""
    named = vote_targets.named(db, activity)
    those = cast if named is None else _naming(cast, named)
    return merged_targets.all_ballots(those, vote_targets.counting(about), KINDS[activity.kind].as_one)


def _naming(ballots: Iterable[Ballot], named: Mapping[int, int]) -> list[Ballot]:
    """The ballots with those of their marks that name one of these things, each as what it counts for: what was removed
    since may come back."""
    return [replace(one, marks=_named_marks(one.marks, named)) for one in ballots]


def _named_marks(marks: Mapping[int, Mark], named: Mapping[int, int]) -> dict[int, Mark]:
    return {target: named[mark] for target, mark in marks.items() if isinstance(mark, int) and mark in named}


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
        found += _OWN_BALLOTS.run(db.connection(), people)
    for one in activities or ():
        found += _OWN_BALLOTS_IN.run(db.connection(), people, activity=one)
    for participant, activity, n, target, x, y in found:
        paper = marks.setdefault((participant, activity, n), {})
        if target is not None:
            paper[int(target)] = int(x) if y is None else (int(x), int(y))
    shape = _shape_of(db, {activity for _, activity, _ in marks})
    return [(person, shape(activity, n, given)) for (person, activity, n), given in marks.items()]


def stored_marks(db: Session, activity: int, people: Sequence[int]) -> dict[int, dict[int, Mark]]:
    """Participant → target → mark, as stored, of these participants' ballots in one activity."""
    found: dict[int, dict[int, Mark]] = {}
    for participant, _, _, target, x, y in _OWN_BALLOTS_IN.run(db.connection(), people, activity=activity):
        if target is not None:
            found.setdefault(participant, {})[int(target)] = int(x) if y is None else (int(x), int(y))
    return found


def as_seen(db: Session, vote: Vote, leads: Mapping[int, int]) -> AsSeen:
    """How the owners of a vote's ballots see them. `leads`: merged idea → the one that it is merged into."""
    kind, named = KINDS[vote.kind], vote_targets.named(db, vote) or {}
    return AsSeen(
        leads=leads if kind.of(vote.settings) == "ideas" else merged_clusters.leads(db, vote.forum),
        as_one=kind.as_one,
        gone=frozenset(vote_targets.gone_named(db, vote)),
        names={one: into for one, into in named.items() if one != into},
    )


def _shape_of(db: Session, activities: Collection[int]) -> Callable[[int, int, Mapping[int, Mark]], shapes.OwnBallot]:
    """A function that makes the shape of a ballot from its vote (all are of one forum), `n` and marks as stored. Which
    merged ideas are in it is said, because their authors know them by number."""
    merged = merged_ideas.merged(db, next(iter(activities))) if activities else {}
    about = vote_targets.votes(db, activities) if activities else ()
    leads = {idea: one.into for idea, one in merged.items()}
    on_ideas = {vote.id for vote in about if KINDS[vote.kind].of(vote.settings) == "ideas"}
    adding = {vote.id for vote in about if KINDS[vote.kind].measures[0].adds_up}
    votes = {vote.id: as_seen(db, vote, leads) for vote in about}

    def shape(activity: int, n: int, given: Mapping[int, Mark]) -> shapes.OwnBallot:
        seen = votes[activity]
        inside = [merged[one] for one in given if one in seen.leads] if activity in on_ideas else []
        lost = seen.uncounted(given, activity in adding) if inside else {}
        return shapes.OwnBallot(
            id=activity,
            n=n,
            marks={str(target): mark for target, mark in seen.own_ballot(given).items()},
            merged={str(one.number): one.into for one in inside},
            uncounted={str(target): n for target, n in lost.items()},
        )

    return shape


_BALLOTS = (
    select(ballot_owner.c.participant, ballot.c.activity, ballot.c.n, mark.c.target, mark.c.x, mark.c.y)
    .select_from(ballot_owner)
    .join(ballot)
    .outerjoin(mark)
    .order_by(ballot.c.activity, mark.c.target)
)
"""A row for each mark, and one without a mark for an empty ballot."""
_OWN_BALLOTS = PreparedIn(_BALLOTS.where(these(ballot_owner.c.participant)), "people")
_OWN_BALLOTS_IN = PreparedIn(
    _BALLOTS.where(ballot_owner.c.activity == bindparam("activity"), these(ballot_owner.c.participant)),
    "people",
)
