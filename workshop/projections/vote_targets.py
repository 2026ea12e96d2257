"""The targets of a vote: what can be voted on, and what no longer can. Every part of the server asks here."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from workshop.domain import ideas
from workshop.domain.activities import KINDS
from workshop.domain.activities.base import Settings
from workshop.domain.activities.ideas import votable
from workshop.projections import merged_clusters, merged_during_vote
from workshop.projections.cluster import IN_ORDER
from workshop.storage.frequent_queries_compiled_once import PreparedIn
from workshop.storage.tables import Activity, Cluster, Idea


class Vote(Protocol):
    """What is read of an activity here and in `no_longer_ready`: of `Activity` itself, or of a row with these
    columns."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def forum(self) -> int:
        """Its forum's number."""

    @property
    def kind(self) -> str:
        """The name of its kind."""

    @property
    def settings(self) -> Settings:
        """Its settings."""

    @property
    def state(self) -> str:
        """Its state as stored."""


def votes(db: Session, activities: Collection[int]) -> Sequence[Vote]:
    """What is read here of these activities."""
    return _VOTES_AMONG.run(db.connection(), list(activities))


def of(db: Session, activity: Activity) -> dict[int, int | None]:
    """target id → the target that its marks count for, for clusters in their order or ideas by number: itself while it
    can be voted on, of a merged one that which it is merged into, None for one that is removed, hidden or left out. A
    phone may still name each. Ideas of an activity that is not voted on are no targets at all, nor are those that were
    part of another one while this vote was open."""
    if KINDS[activity.kind].of(activity.settings) == "clusters":
        into = merged_clusters.counts_for(db, activity.forum)
        clusters = select(Cluster.id).where(Cluster.forum == activity.forum).order_by(*IN_ORDER)
        return {one: into.get(one) for one in db.scalars(clusters)}
    columns = Idea.id, Idea.state, Idea.left_out, Idea.merged_into, Activity.settings
    query = select(*columns).join(Activity, Idea.activity == Activity.id).where(Idea.forum == activity.forum)
    found = {row.id: row for row in db.execute(query.order_by(Idea.number))}
    voted = {
        row.id
        for row in found.values()
        if row.state in ideas.SEEN_BY_EVERYONE and not row.left_out and votable(row.settings)
    }
    apart = merged_during_vote.ideas(db, activity)
    return {
        row.id: lead if (lead := row.merged_into or row.id) in voted else None
        for row in found.values()
        if (row.state not in ideas.SEEN_BY_EVERYONE or votable(row.settings)) and row.id not in apart
    }


def named(db: Session, activity: Vote) -> dict[int, int] | None:
    """What a mark may name, where it names a cluster → the cluster that this counts for: those that were not removed or
    are merged into one that is there, and 0 for none of them. None where marks name nothing."""
    return {0: 0, **merged_clusters.counts_for(db, activity.forum)} if KINDS[activity.kind].into else None


def votable_among(targets: Mapping[int, int | None]) -> list[int]:
    """Those of the targets `of` a vote that can be voted on now."""
    return [target for target, counts_for in targets.items() if counts_for == target]


def counting(targets: Mapping[int, int | None]) -> dict[int, int]:
    """Those of the targets `of` a vote whose marks count, each with the one that they count for."""
    return {target: counts_for for target, counts_for in targets.items() if counts_for is not None}


def gone(db: Session, vote: Vote) -> list[int]:
    """Targets whose marks count for nothing now."""
    if KINDS[vote.kind].of(vote.settings) == "clusters":
        return _clusters_gone(db, vote.forum)
    return list(db.scalars(_IDEAS_GONE, {"forum": vote.forum}))


def votable_count(db: Session, vote: Vote) -> int:
    """How many targets can be voted on now: as many as `votable_among` finds, without reading each."""
    if KINDS[vote.kind].of(vote.settings) == "clusters":
        return db.scalar(_CLUSTERS_THERE, {"forum": vote.forum}) or 0
    rows = db.execute(_IDEAS_THERE, {"forum": vote.forum})
    return sum(row.there for row in rows if votable(row.settings))


def gone_named(db: Session, vote: Vote) -> list[int]:
    """Clusters that marks may still name, where marks name one, though they were removed and not merged into one that
    is there."""
    return _clusters_gone(db, vote.forum) if KINDS[vote.kind].into else []


def _clusters_gone(db: Session, forum: int) -> list[int]:
    there = merged_clusters.counts_for(db, forum)
    return [one for one in db.scalars(_CLUSTERS_REMOVED, {"forum": forum}) if one not in there]


_IDEA, _CLUSTER = Idea.__table__.c, Cluster.__table__.c
_CLUSTERS_REMOVED = select(_CLUSTER.id).where(_CLUSTER.forum == bindparam("forum"), _CLUSTER.removed)
_CLUSTERS_THERE = select(func.count()).where(_CLUSTER.forum == bindparam("forum"), _CLUSTER.removed.is_(False))
_STEP = Activity.__table__.c
VOTES = select(_STEP.id, _STEP.forum, _STEP.kind, _STEP.settings, _STEP.state)
"""Rows with the columns of `Vote`."""
_VOTES_AMONG = PreparedIn(VOTES.where(_STEP.id.in_(bindparam("activities", expanding=True))), "activities")
_IDEAS_THERE = select(
    _STEP.settings,
    select(func.count())
    .where(_IDEA.activity == _STEP.id)
    .where(_IDEA.state.in_(ideas.SEEN_BY_EVERYONE), _IDEA.left_out.is_(False))
    .correlate(Activity.__table__)
    .scalar_subquery()
    .label("there"),
).where(_STEP.forum == bindparam("forum"))
_INTO = Idea.__table__.alias("lead")
_LEAD = _INTO.c
_IDEAS_GONE = (
    select(_IDEA.id)
    .outerjoin(_INTO, _LEAD.id == _IDEA.merged_into)
    .where(_IDEA.forum == bindparam("forum"))
    .where(
        func.coalesce(_LEAD.state, _IDEA.state).not_in(ideas.SEEN_BY_EVERYONE)
        | func.coalesce(_LEAD.left_out, _IDEA.left_out)
    )
)
"""Built once: an open vote asks at each frame."""
