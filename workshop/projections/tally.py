"""The view of the tallies: votes that are revealed, counted from their ballots."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract import shapes
from workshop.domain.activities import KINDS, collecting
from workshop.domain.activities.base import Kind
from workshop.projections import targets
from workshop.projections.ballot import ballots_in
from workshop.projections.base import Look, view
from workshop.storage.tables import Activity, ballot


@view(shapes.TallyShape)
def tallies(look: Look) -> Iterator[shapes.TallyShape]:
    """The revealed votes, in the order of the agenda."""
    query = select(Activity).where(
        Activity.forum == look.forum, Activity.revealed, Activity.kind.in_(collecting("votes"))
    )
    for row in look.db.scalars(query.where(*look.among(Activity.id)).order_by(Activity.position)):
        yield _tally(look.db, row)


def _tally(db: Session, activity: Activity) -> shapes.TallyShape:
    kind = KINDS[activity.kind]
    main = kind.measures[0]
    ballots = ballots_in(db, ballot.c.activity == activity.id).get(activity.id, [])
    there = [target for target, votable in targets.of(db, activity).items() if votable]
    result = kind.tally(ballots, there, activity.settings)
    return shapes.TallyShape(
        id=activity.id,
        method=kind.name,
        chart=kind.chart,
        drawn=list(kind.drawn),
        scale=_scale(kind, activity),
        main=main.name,
        unit=main.unit,
        adds_up=main.adds_up,
        facts=dict(result.facts),
        rows=[shapes.TallyRow(target=row.target, rank=row.rank, measures=dict(row.measures)) for row in result.rows],
    )


def _scale(kind: Kind, activity: Activity) -> list[int]:
    marks = kind.marks(activity.settings) if kind.marks else None
    return [marks.least, marks.most] if marks else []
