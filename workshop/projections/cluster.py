"""The view of the clusters."""

from collections.abc import Iterator

from sqlalchemy import select

from workshop.contract import shapes
from workshop.projections.base import Look, view
from workshop.storage.tables import Cluster


@view(shapes.ClusterShape)
def clusters(look: Look) -> Iterator[shapes.ClusterShape]:
    """The clusters that are not removed, by letter."""
    query = select(Cluster).where(Cluster.forum == look.forum, Cluster.removed.is_(False), *look.among(Cluster.id))
    for row in look.db.scalars(query.order_by(Cluster.letter)):
        yield shapes.ClusterShape(id=row.id, letter=row.letter, title=row.title, version=row.version)
