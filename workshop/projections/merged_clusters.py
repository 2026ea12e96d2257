"""Which clusters are merged into which, and in which votes, and by whom, they were marked. Only reads."""

from collections.abc import Collection

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workshop.domain.activities import KINDS
from workshop.domain.methods.base import HAND
from workshop.projections.merged_ideas import VotesAbout
from workshop.storage.tables import Activity, Cluster, ballot, ballot_owner, mark

_CLUSTER, _STEP = Cluster.__table__.c, Activity.__table__.c


def counts_for(db: Session, forum: int) -> dict[int, int]:
    """Cluster → the one that marks of it, or answers which name it, count for: itself, or of a merged one that which
    its ideas went into, if that is there. Clusters that count for nothing are not in it."""
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


def leads(db: Session, forum: int) -> dict[int, int]:
    """Merged cluster → the one that its marks count for."""
    return {one: into for one, into in counts_for(db, forum).items() if into != one}


def with_leads(db: Session, forum: int, clusters: Collection[int]) -> set[int]:
    """These clusters and all that they are merged into, one after the other, there or not."""
    into = _into(db, forum)
    found, more = set(clusters), set(clusters)
    while more:
        more = {into[one] for one in more if one in into} - found
        found |= more
    return found


def with_merged(db: Session, forum: int, cluster: int) -> set[int]:
    """This cluster and all that are merged into it."""
    into = _into(db, forum)
    found, more = {cluster}, {cluster}
    while more:
        more = {one for one, its in into.items() if its in more} - found
        found |= more
    return found


def votes_about(db: Session, forum: int, cluster: int) -> VotesAbout:
    """Where this cluster, or one that is merged into it, was voted on or named by a mark, in any vote of the forum."""
    found = VotesAbout(set(), set(), set())
    for vote, source, participant in _marks(db, forum, with_merged(db, forum, cluster)):
        if participant is not None:
            found.people.add(participant)
            found.votes.add(vote)
        elif source == HAND:
            found.hands.add(vote)
    return found


def named_in(db: Session, forum: int, vote: int) -> set[int]:
    """The clusters that marks of this vote name, and all that these are merged into."""
    names = select(mark.c.x).join(ballot, ballot.c.id == mark.c.ballot).where(ballot.c.activity == vote).distinct()
    return with_leads(db, forum, {int(one) for one in db.scalars(names) if one})


def is_marked(db: Session, forum: int, cluster: int) -> bool:
    """Whether this cluster was voted on or named by a mark on whatever ballot."""
    return bool(_marks(db, forum, {cluster}))


def _marks(db: Session, forum: int, clusters: Collection[int]) -> list[tuple[int, str, int | None]]:
    """The votes in which one of these clusters was voted on or named by a mark, each with the source and the owner of
    the ballot."""
    about = {"forum": forum, "clusters": sorted(clusters)}
    rows = [row for row in db.execute(_MARKED, about) if KINDS[row.kind].of(row.settings) == "clusters"]
    rows += [row for row in db.execute(_NAMED, about) if KINDS[row.kind].into]
    return [(row.id, row.source, row.participant) for row in rows]


def _into(db: Session, forum: int) -> dict[int, int]:
    return {row.id: row.merged_into for row in db.execute(_CLUSTERS, {"forum": forum}) if row.merged_into is not None}


_CLUSTERS = select(_CLUSTER.id, _CLUSTER.removed, _CLUSTER.merged_into).where(_CLUSTER.forum == bindparam("forum"))
_VOTED = (
    select(_STEP.id, _STEP.kind, _STEP.settings, ballot.c.source, ballot_owner.c.participant)
    .join(ballot, ballot.c.activity == _STEP.id)
    .join(mark, mark.c.ballot == ballot.c.id)
    .outerjoin(ballot_owner, (ballot_owner.c.activity == ballot.c.activity) & (ballot_owner.c.ballot == ballot.c.id))
    .where(_STEP.forum == bindparam("forum"))
)
_MARKED = _VOTED.where(mark.c.target.in_(bindparam("clusters", expanding=True)))
_NAMED = _VOTED.where(mark.c.x.in_(bindparam("clusters", expanding=True)))
"""Built once: an open vote asks at each frame."""
