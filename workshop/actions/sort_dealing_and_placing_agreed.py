"""Actions on what a hall sorts: dealing ideas to phones, and placing ideas where the hall agrees."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.activity_lookups import activity_of, step_of
from workshop.actions.batch_by_activity import by_activity
from workshop.actions.clusters import put
from workshop.actions.registry import Done, action, together
from workshop.actions.writer_cache import ForumHead
from workshop.contract import commands
from workshop.domain import activity_states, idea_dealing
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.domain.methods import agreement
from workshop.domain.methods.agreement import ENOUGH, percent
from workshop.projections import vote_targets
from workshop.projections.dealt_targets import dealt_to, times_seen
from workshop.projections.sorting import counted
from workshop.storage.tables import Activity, Forum, Idea, dealt

MOST_SHARE = 100
SCATTER = 0x9E3779B1
"""2³² divided by the golden ratio: multiplied by it, numbers that follow each other land far apart (Knuth's
multiplicative hashing)."""


@together(commands.BallotDeal)
def deal(
    db: Session, asked: Sequence[tuple[Actor, commands.BallotDeal]], forum: ForumHead, now: int
) -> Sequence[Done | Refusal]:
    """Deal each person the next targets. Who still holds one without an answer gets no others."""
    results, tables = by_activity(asked, partial(_table, db, forum, now), lambda table, who, _: table.deal(who))
    if rows := [row for table in tables for row in table.rows]:
        db.connection().execute(insert(dealt), rows)
    return results


def _table(db: Session, forum: ForumHead, now: int, activity: int, people: Sequence[int]) -> "_Table | Refusal":
    try:
        found = activity_of(db, forum, activity)
        step = step_of(found)
        activity_states.permit(commands.BallotDeal.verb, step, now)
        if not step.kind.deals(step.settings):
            raise Refusal("wrong_activity")
        return _Table(db, found, people, now)
    except Refusal as refusal:
        return refusal


class _Table:
    """Deals the targets of one activity to several people, from state that was read once."""

    def __init__(self, db: Session, activity: Activity, people: Sequence[int], now: int) -> None:
        self.activity, self.now = activity.id, now
        self.size = KINDS[activity.kind].deals(activity.settings)
        about = vote_targets.of(db, activity)
        there, counts_for = vote_targets.votable_among(about), vote_targets.counting(about)
        gone = vote_targets.gone_named(db, activity)
        self.seen = dict.fromkeys(there, 0)
        for target, times in times_seen(db, activity.id, now - idea_dealing.LEASE, gone).items():
            if target in counts_for:
                self.seen[counts_for[target]] += times
        self.held = dealt_to(db, activity.id, people, gone)
        for held in self.held.values():  # who holds an idea that is merged now holds the one it is merged into
            for target in [one for one in held if counts_for.get(one, one) != one]:
                held[counts_for[target]] = held.get(counts_for[target], False) or held[target]
        self.own: dict[int, set[int]] = {person: set() for person in people}
        for row in db.execute(select(Idea.id, Idea.participant).where(Idea.participant.in_(people))):
            self.own[row.participant].add(row.id)
        # Scattered, so that what was posted together is not dealt together.
        self.place = {target: (target * SCATTER + activity.id) % 2**32 for target in there}
        self.rows: list[dict[str, int]] = []

    def deal(self, person: int) -> Done:
        """Deal one person the next targets."""
        held = self.held[person]
        if any(target in self.seen and not answered for target, answered in held.items()):
            return Done()
        new = idea_dealing.next_ideas(self.size, self.seen, held, self.own[person], self.place)
        for target in new:
            self.seen[target] += 1
            self.rows.append({"activity": self.activity, "participant": person, "target": target, "at": self.now})
        return Done(own={person}, ballots={self.activity})


@action(commands.SortTake)
def take(db: Session, command: commands.SortTake, actor: Actor, forum: Forum, now: int) -> Done:
    """Place what the hall agrees on, with one inverse."""
    activity = activity_of(db, forum, command.activity)
    if not KINDS[activity.kind].into:
        raise Refusal("wrong_activity")
    if not 1 <= command.share <= MOST_SHARE:
        raise Refusal("count_bad")
    loose = set(db.scalars(select(Idea.id).where(Idea.forum == forum.id, Idea.cluster.is_(None))))
    into: dict[int, list[int]] = {}
    for idea, one in agreement.sorted_items(counted(db, activity)).items():
        agreed = one.seen >= ENOUGH and percent(one.share) >= command.share
        if idea in loose and agreed and one.theme is not None:
            into.setdefault(one.theme, []).append(idea)
    result = Done(made={"placed": sum(map(len, into.values()))})
    for cluster, ideas in into.items():
        result.then(put(db, forum, ideas, cluster))
    return result
