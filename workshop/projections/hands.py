"""The view of hands counted in the hall."""

from collections.abc import Iterator

from sqlalchemy import select

from workshop.contract import shapes
from workshop.projections.base import Look, view
from workshop.storage.tables import Activity, ballot, mark


@view(shapes.HandsShape)
def hands(look: Look) -> Iterator[shapes.HandsShape]:
    """The hands counted in each vote, by target and mark."""
    query = select(ballot.c.activity, mark.c.target, mark.c.x, ballot.c.weight).join(mark, mark.c.ballot == ballot.c.id)
    query = query.join(Activity, Activity.id == ballot.c.activity).where(
        Activity.forum == look.forum, ballot.c.source == "hand"
    )
    counts: dict[int, dict[str, dict[str, int]]] = {}
    for row in look.db.execute(query.where(*look.among(ballot.c.activity)).order_by(mark.c.target, mark.c.x)):
        per_mark = counts.setdefault(row.activity, {}).setdefault(str(row.target), {})
        per_mark[str(row.x)] = int(row.weight)
    for activity, per_target in counts.items():
        yield shapes.HandsShape(id=activity, counts=per_target)
