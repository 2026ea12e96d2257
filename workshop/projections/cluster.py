"""The view of the clusters."""

from collections.abc import Iterator

from sqlalchemy import func, select

from workshop.contract import shapes
from workshop.projections.base import Look, view
from workshop.storage.tables import Cluster

IN_ORDER = (Cluster.position, func.length(Cluster.letter), Cluster.letter)
"""The order of clusters for SQL, equal to `cluster_letters.in_order`."""


@view(shapes.ClusterShape)
def clusters(look: Look) -> Iterator[shapes.ClusterShape]:
    """The clusters that are not removed, in their order."""
    query = select(Cluster).where(Cluster.forum == look.forum, Cluster.removed.is_(False), *look.among(Cluster.id))
    for row in look.db.scalars(query.order_by(*IN_ORDER)):
        yield shapes.ClusterShape(
            id=row.id,
            letter=row.letter,
            title=row.title,
            position=row.position,
            colour=row.colour,
            version=row.version,
        )
