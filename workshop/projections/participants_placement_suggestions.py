"""What participants suggest for ideas: how many people which cluster, for facilitators; and each person's own.

A suggestion holds while everyone sees the idea, it is where it was when the suggestion was made, and the cluster is
there.
"""

from collections.abc import Collection, Iterable
from typing import TypeVarTuple

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from workshop.domain.ideas import SEEN_BY_EVERYONE
from workshop.projections.base import Look, among_ids, these
from workshop.storage.frequent_queries_compiled_once import PreparedIn
from workshop.storage.tables import Cluster, Idea, placement

Columns = TypeVarTuple("Columns")


def suggested(look: Look) -> dict[int, dict[str, int]]:
    """Idea → cluster (its id as text) → how many people suggest it, most first. Dismissed ones are among them."""
    found: dict[int, dict[str, int]] = {}
    for row in look.rows(_SUGGESTED, _SOME_SUGGESTED):
        found.setdefault(row.idea, {})[str(row.cluster)] = row.people
    return found


def own(db: Session, people: Collection[int]) -> dict[int, dict[str, int]]:
    """Participant → idea (its id as text) → the cluster that this person suggests for it."""
    found: dict[int, dict[str, int]] = {}
    for row in db.execute(_OWN, {"people": list(people)}) if people else ():
        found.setdefault(row.participant, {})[str(row.idea)] = row.cluster
    return found


def of_cluster(db: Session, cluster: int) -> tuple[set[int], set[int]]:
    """The ideas for which this cluster was suggested, and the participants who did that."""
    rows = db.execute(select(placement.c.idea, placement.c.participant).where(placement.c.cluster == cluster)).all()
    return {row.idea for row in rows}, {row.participant for row in rows}


def people(db: Session, ideas: Collection[int]) -> set[int]:
    """Who has suggested something for any of these ideas."""
    rows: Iterable[int] = db.scalars(select(placement.c.participant).where(placement.c.idea.in_(ideas)))
    return set(rows) if ideas else set()


def _holding(query: Select[*Columns]) -> Select[*Columns]:
    joined = query.join(Idea, Idea.id == placement.c.idea).join(Cluster, Cluster.id == placement.c.cluster)
    stays = Idea.cluster.is_not_distinct_from(placement.c.away_from)
    return joined.where(stays, Idea.state.in_(SEEN_BY_EVERYONE), Cluster.removed.is_(False))


_PEOPLE = func.count().label("people")
_SUGGESTED = (
    _holding(select(placement.c.idea, placement.c.cluster, _PEOPLE))
    .where(Idea.forum == bindparam("forum"))
    .group_by(placement.c.idea, placement.c.cluster)
    .order_by(_PEOPLE.desc(), placement.c.cluster)
)
_SOME_SUGGESTED = PreparedIn(_SUGGESTED.where(among_ids(Idea.id)), "ids")
_OWN = _holding(select(placement.c.participant, placement.c.idea, placement.c.cluster)).where(
    these(placement.c.participant)
)
"""Built once, as they are read with every snapshot of a phone and every frame with an idea."""
