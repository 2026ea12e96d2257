"""The position effect of the revealed votes, as a figure over all phones. Only reads.

It needs the order of each ballot's owner, so this is the one place beside the own things that reads whose ballot it is;
nothing of a single person leaves it.
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.activities import KINDS, collecting
from workshop.domain.activities.base import Kind
from workshop.domain.methods import merged_targets
from workshop.domain.methods.base import Mark
from workshop.domain.methods.position_effect import OwnList, PositionEffect, position_effect
from workshop.projections import vote_targets
from workshop.storage.tables import Activity, Cluster, Idea, Participant, ballot, ballot_owner, mark


def of_forum(db: Session, forum: int) -> dict[int, PositionEffect]:
    """Activity → the effect, of the revealed votes of a forum in which phones have lists and enough people voted."""
    votes = select(Activity).where(Activity.forum == forum, Activity.revealed, Activity.kind.in_(collecting("votes")))
    found = {vote.id: _of_vote(db, vote) for vote in db.scalars(votes) if not KINDS[vote.kind].deals(vote.settings)}
    return {vote: effect for vote, effect in found.items() if effect is not None}


def _of_vote(db: Session, vote: Activity) -> PositionEffect | None:
    kind, about = KINDS[vote.kind], vote_targets.of(db, vote)
    counts_for, there = vote_targets.counting(about), vote_targets.votable_among(about)
    marks = {
        owner: merged_targets.one_ballot(given, counts_for, kind.as_one) for owner, given in _marks(db, vote.id).items()
    }
    themes = _themes(db, vote) if kind.of(vote.settings) == "ideas" else {}
    lists = [OwnList(seed, _given(kind, own, set(there))) for (_, seed), own in marks.items()]
    return position_effect(lists, {target: themes.get(target, 0) for target in there})


def _given(kind: Kind, marks: Mapping[int, Mark], there: set[int]) -> dict[int, int]:
    """How much a ballot gave to which target: its votes, or where marks are no votes one for each mark."""
    adds_up = kind.measures[0].adds_up
    return {
        target: mark if adds_up and isinstance(mark, int) else 1 for target, mark in marks.items() if target in there
    }


def _marks(db: Session, vote: int) -> dict[tuple[int, int], dict[int, Mark]]:
    """(Participant, seed) → target → mark, as stored."""
    query = (
        select(Participant.id, Participant.seed, mark.c.target, mark.c.x, mark.c.y)
        .join(ballot_owner, ballot_owner.c.participant == Participant.id)
        .join(ballot, ballot.c.id == ballot_owner.c.ballot)
        .join(mark, mark.c.ballot == ballot.c.id)
        .where(ballot_owner.c.activity == vote)
    )
    found: dict[tuple[int, int], dict[int, Mark]] = {}
    for row in db.execute(query):
        mine = found.setdefault((row.id, row.seed), {})
        mine[int(row.target)] = int(row.x) if row.y is None else (int(row.x), int(row.y))
    return found


def _themes(db: Session, vote: Activity) -> dict[int, int]:
    """Idea → its theme, of those that have one."""
    query = select(Idea.id, Idea.cluster).join(Cluster, Cluster.id == Idea.cluster)
    found = db.execute(query.where(Idea.forum == vote.forum, Cluster.removed.is_(False)))
    return {row.id: row.cluster for row in found}
