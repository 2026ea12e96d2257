"""The view of the likely themes that organisers wrote for their steps."""

from collections.abc import Iterator

from sqlalchemy import select

from workshop.contract import shapes
from workshop.domain.activities import KINDS
from workshop.projections.base import Look, view
from workshop.storage.tables import Activity


@view(shapes.LikelyThemesShape)
def likely_themes(look: Look) -> Iterator[shapes.LikelyThemesShape]:
    """Those of each step that has any."""
    preparing = [name for name, kind in KINDS.items() if kind.has_likely_themes]
    query = select(Activity).where(Activity.forum == look.forum, Activity.kind.in_(preparing))
    for step in look.db.scalars(query.where(*look.among(Activity.id)).order_by(Activity.position)):
        names = KINDS[step.kind].likely_themes(step.settings)
        if names:
            yield shapes.LikelyThemesShape(id=step.id, names=names)
