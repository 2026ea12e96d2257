"""Which clusters are merged into which, and who named one in a ballot. Only reads."""

from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workshop.domain.activities import KINDS
from workshop.storage.tables import Activity, Cluster, ballot_owner, mark

_CLUSTER, _STEP = Cluster.__table__.c, Activity.__table__.c


def counts_for(db: Session, forum: int) -> dict[int, int]:
    """Cluster → the one that an answer which names it counts for: itself, or of a merged one that which its ideas went
    into, if that is there. Clusters that count for nothing are not in it."""
    rows = db.execute(_CLUSTERS, {"forum": forum}).all()
    living = {row.id for row in rows if not row.removed}
    into = {row.id: row.merged_into for row in rows if row.removed and row.merged_into is not None}
    found = {one: one for one in living}
    for one in into:
        end, steps = one, 0
        while end in into and steps <= len(into):
            end, steps = into[end], steps + 1
        if end in living:
            found[one] = end
    return found


class NamedBy(NamedTuple):
    """The participants whose ballots name a cluster, and the votes in which they do."""

    people: set[int]
    votes: set[int]


def named_by(db: Session, forum: int, cluster: int) -> NamedBy:
    """Who names this cluster in a ballot, or one that is merged into it."""
    into = {row.id: row.merged_into for row in db.execute(_CLUSTERS, {"forum": forum}) if row.removed}
    kinds = [kind.name for kind in KINDS.values() if kind.into]
    named, more = {cluster}, {cluster}
    while more:
        more = {one for one, its in into.items() if its in more} - named
        named |= more
    rows = db.execute(_NAMING, {"forum": forum, "named": sorted(named), "kinds": kinds}).all()
    return NamedBy({row.participant for row in rows}, {row.activity for row in rows})


_CLUSTERS = select(_CLUSTER.id, _CLUSTER.removed, _CLUSTER.merged_into).where(_CLUSTER.forum == bindparam("forum"))
_NAMING = (
    select(ballot_owner.c.participant, ballot_owner.c.activity)
    .join(mark, mark.c.ballot == ballot_owner.c.ballot)
    .join(Activity.__table__, _STEP.id == ballot_owner.c.activity)
    .where(_STEP.forum == bindparam("forum"), _STEP.kind.in_(bindparam("kinds", expanding=True)))
    .where(mark.c.x.in_(bindparam("named", expanding=True)))
    .distinct()
)
"""Built once: an open vote asks at each frame."""
