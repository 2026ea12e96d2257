"""The targets of a vote: what can be voted on, and what no longer can. Every part of the server asks here."""

from typing import Protocol

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workshop.domain import ideas
from workshop.domain.activities import KINDS
from workshop.domain.activities.base import Settings
from workshop.domain.activities.ideas import votable
from workshop.storage.tables import Activity, Cluster, Idea


class Vote(Protocol):
    """What is read here and in `ready` of an activity: of `Activity` itself, or of a row with these columns."""

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


def of(db: Session, activity: Activity) -> dict[int, bool]:
    """target id → whether it can be voted on now, for clusters by letter or ideas by number. False for a target that is
    removed, hidden or left out: a phone may still name it. Ideas of an activity that is not voted on are no targets at
    all."""
    if KINDS[activity.kind].of(activity.settings) == "clusters":
        clusters = select(Cluster).where(Cluster.forum == activity.forum).order_by(Cluster.letter)
        return {one.id: not one.removed for one in db.scalars(clusters)}
    query = select(Idea.id, Idea.state, Idea.left_out, Activity.settings).join(Activity, Idea.activity == Activity.id)
    found = db.execute(query.where(Idea.forum == activity.forum).order_by(Idea.number))
    return {
        row.id: row.state in ideas.EVERYONE and not row.left_out
        for row in found
        if row.state not in ideas.EVERYONE or votable(row.settings)
    }


def named(db: Session, activity: Activity) -> frozenset[int] | None:
    """What a mark may name, where it names a cluster: those that were not removed, and 0 for none of them. None where
    marks name nothing."""
    if not KINDS[activity.kind].into:
        return None
    living = select(Cluster.id).where(Cluster.forum == activity.forum, Cluster.removed.is_(False))
    return frozenset({0, *db.scalars(living)})


def gone(db: Session, vote: Vote) -> list[int]:
    """Targets that can't be voted on now."""
    gone = _CLUSTERS_GONE if KINDS[vote.kind].of(vote.settings) == "clusters" else _IDEAS_GONE
    return list(db.scalars(gone, {"forum": vote.forum}))


_IDEA, _CLUSTER = Idea.__table__.c, Cluster.__table__.c
_CLUSTERS_GONE = select(_CLUSTER.id).where(_CLUSTER.forum == bindparam("forum"), _CLUSTER.removed)
_IDEAS_GONE = select(_IDEA.id).where(
    _IDEA.forum == bindparam("forum"), _IDEA.state.not_in(ideas.EVERYONE) | _IDEA.left_out
)
"""Built once: an open vote asks at each frame."""
