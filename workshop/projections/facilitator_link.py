"""The view of the links of co-facilitators."""

from collections.abc import Iterator

from sqlalchemy import select

from workshop.contract import shapes
from workshop.domain.link_lifetime import link_until
from workshop.projections.base import Look, view
from workshop.storage.tables import Forum, Link


@view(shapes.LinkShape)
def links(look: Look) -> Iterator[shapes.LinkShape]:
    """The links that still admit, the oldest first."""
    query = select(Link, Forum.starts_at).join(Forum, Forum.id == Link.forum)
    query = query.where(Link.forum == look.forum, Link.revoked_at.is_(None), *look.among(Link.id)).order_by(Link.id)
    for row, starts_at in look.db.execute(query):
        end = link_until(row.created_at, starts_at)
        yield shapes.LinkShape(id=row.id, label=row.label, at=row.created_at, until=end)
