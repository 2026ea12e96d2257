"""The targets of a vote: what can be voted on, and what no longer can. Every part of the server asks here."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain import ideas
from workshop.domain.activities import KINDS
from workshop.domain.activities.ideas import votable
from workshop.storage.tables import Activity, Cluster, Idea


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


def gone(db: Session, activity: Activity) -> list[int]:
    """Targets that can't be voted on now."""
    if KINDS[activity.kind].of(activity.settings) == "clusters":
        return list(db.scalars(select(Cluster.id).where(Cluster.forum == activity.forum, Cluster.removed)))
    out = Idea.state.not_in(ideas.EVERYONE) | Idea.left_out
    return list(db.scalars(select(Idea.id).where(Idea.forum == activity.forum, out)))
