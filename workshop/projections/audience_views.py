"""What each audience may see of a forum: all of it, or what changed. First paint, live frames, snapshots, reports and
tests all read from here.

A thing is (kind, id). What an audience may not see of a thing is a drop for that audience, so hiding and deleting are
the same on the wire. Only reads; never commits.
"""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from workshop.projections.activity import activities
from workshop.projections.base import Look, Thing
from workshop.projections.cluster import clusters
from workshop.projections.facilitator_link import links
from workshop.projections.forum import forums
from workshop.projections.idea import ideas
from workshop.projections.likely_themes import likely_themes
from workshop.projections.raised_hands import raised_hands
from workshop.projections.shape_changes import Projection
from workshop.projections.sorting import sortings
from workshop.projections.tally import tallies
from workshop.projections.theme_proposals import proposals

VIEWS = {
    view.kind: view
    for view in (
        forums,
        activities,
        ideas,
        clusters,
        tallies,
        raised_hands,
        sortings,
        proposals,
        likely_themes,
        links,
    )
}


def everything(db: Session, forum: int, audience: str, now: int) -> Projection:
    """All that `audience` may see of a forum at `now` (epoch ms): the snapshot."""
    projection = Projection()
    for view in VIEWS.values():
        if view.is_for(audience):
            projection.show(*view.read(Look(db, forum, None, audience, now)))
    return projection


def changed(
    db: Session, forum: int, things: Iterable[Thing], audience: str, now: int, other: Projection | None = None
) -> Projection:
    """The named things as `audience` may see them at `now` (epoch ms); what it may not see is dropped.

    `other` is the projection of the same things for another audience at the same time: kinds that are equal for both
    are taken from it.
    """
    wanted: dict[str, set[int]] = {}
    for kind, thing in things:
        wanted.setdefault(kind, set()).add(thing)
    projection = Projection()
    for kind, ids in wanted.items():
        view = VIEWS.get(kind)
        if view is None or not view.is_for(audience):
            continue
        if other is None or not view.is_alike:
            projection.show(*view.read(Look(db, forum, ids, audience, now)))
        elif kind in other.put:
            projection.put[kind] = other.put[kind]
        missing = sorted(ids - projection.put.get(kind, {}).keys())
        if missing:
            projection.drop[kind] = missing
    return projection
