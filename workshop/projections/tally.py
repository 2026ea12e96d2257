"""The view of the tallies: votes that are revealed, counted from their ballots.

A result depends only on its forum's log, so it is counted once for each end of the log, for all who read it: both
audiences, first paint, frames and reports.
"""

from collections.abc import Iterable, Iterator, Mapping
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Pool, select
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.domain.activities import KINDS, collecting
from workshop.domain.activities.base import Kind
from workshop.domain.methods import merged_targets
from workshop.domain.methods.base import PAPER, Ballot, Number
from workshop.domain.places import unit_written
from workshop.projections import settled_by_results, vote_targets
from workshop.projections.ballot import cast_in, counting
from workshop.projections.base import Look, view
from workshop.storage.tables import Activity, Forum

MOST_CACHED = 64
"""Forums of one database whose tallies are cached."""


class _Counted(NamedTuple):
    """The tallies counted so far at one end of a forum's log. `head` is its hash: a state that another transaction
    sees, or that was rolled back, has another one."""

    head: str
    tallies: dict[int, shapes.TallyShape]


_cache: WeakKeyDictionary[Pool, dict[int, _Counted]] = WeakKeyDictionary()
"""By forum, while its database is open; keyed by the pool, because readers and the writer have separate engines on the
same one."""
_lock = Lock()


@view(shapes.TallyShape)
def tallies(look: Look) -> Iterator[shapes.TallyShape]:
    """The revealed votes, in the order of the agenda."""
    query = select(Activity).where(
        Activity.forum == look.forum, Activity.revealed, Activity.kind.in_(collecting("votes"))
    )
    revealed = look.db.scalars(query.where(*look.among(Activity.id)).order_by(Activity.position)).all()
    counted = _counted(look.db, look.forum) if revealed else {}
    for row in revealed:
        if row.id not in counted:
            counted[row.id] = count(look.db, row)
        yield counted[row.id]


def _counted(db: Session, forum: int) -> dict[int, shapes.TallyShape]:
    """What was counted already at the end of the log that this transaction sees; callers add to it."""
    head = db.scalars(select(Forum.log_head).where(Forum.id == forum)).one()
    with _lock:
        forums = _cache.setdefault(db.get_bind().engine.pool, {})
        found = forums.pop(forum, None)
        if found is None or found.head != head:
            found = _Counted(head, {})
        while len(forums) >= MOST_CACHED:
            forums.pop(next(iter(forums)))
        forums[forum] = found
        return found.tallies


def count(db: Session, activity: Activity) -> shapes.TallyShape:
    """The tally of a vote as its ballots are now, revealed or not."""
    kind = KINDS[activity.kind]
    main = kind.measures[0]
    about = vote_targets.of(db, activity)
    there = vote_targets.votable_among(about)
    cast = cast_in(db, activity)
    ballots = merged_targets.only_on(counting(db, activity, about, cast), set(there))
    result = kind.tally(ballots, there, activity.settings)
    again = settled_by_results.recounted(db, activity)
    return shapes.TallyShape(
        id=activity.id,
        method=kind.name,
        chart=kind.chart,
        drawn=list(kind.drawn),
        scale=_scale(kind, activity),
        main=main.name,
        unit=unit_written(main.unit, [(row.rank, row.measures.get(main.name, 0)) for row in result.rows]),
        adds_up=main.adds_up,
        chooses=kind.chooses,
        facts={**result.facts, **_who_voted(cast, result.facts)},
        recounted=again.at if again else None,
        rows=[shapes.TallyRow(target=row.target, rank=row.rank, measures=dict(row.measures)) for row in result.rows],
        themes=None if result.themes is None else {str(target): theme for target, theme in result.themes.items()},
    )


def _who_voted(cast: Iterable[Ballot], counted: Mapping[str, Number]) -> dict[str, Number]:
    """How many voted, and how many of these on paper: everybody whose ballot holds a mark, as `ActivityShape.voted` and
    `voter_counts` say it, also when what they voted on was taken out since. `void`: how many of them count for nothing
    in the result for that reason."""
    voted = [one for one in cast if one.marks and not one.raised]
    paper = sum(one.source == PAPER for one in voted)
    void = len(voted) - counted["ballots"]
    return {"ballots": len(voted), **({"paper": paper} if paper else {}), **({"void": void} if void else {})}


def _scale(kind: Kind, activity: Activity) -> list[int]:
    marks = kind.marks(activity.settings) if kind.marks else None
    return [marks.least, marks.most] if marks else []
