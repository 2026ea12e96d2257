"""Whether anything that people see or did points to a cluster, so that its letter must stay its own. Only reads."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workshop.projections import merged_clusters
from workshop.storage.tables import Cluster, OrganiserAnswer, placement


def exist(db: Session, forum: int, cluster: int) -> bool:
    """Whether it has marks, was suggested for an idea, has an answer of the organisers, or another cluster was merged
    into it or goes on from it."""
    goes_on = select(Cluster.id).where(or_(Cluster.merged_into == cluster, Cluster.came_from == cluster))
    suggested = select(placement.c.idea).where(placement.c.cluster == cluster)
    answered = select(OrganiserAnswer.id).where(OrganiserAnswer.cluster == cluster)
    pointing = (db.scalar(query.limit(1)) is not None for query in (goes_on, suggested, answered))
    return any(pointing) or merged_clusters.is_marked(db, forum, cluster)
