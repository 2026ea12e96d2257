"""The action that lets a forum go on from an earlier one: a step shows what that came to, and its themes are there
again."""

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.activity_lookups import activity_of
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.contract.shared_types import EarlierTheme
from workshop.domain.activities import KINDS
from workshop.domain.cluster_letters import next_letter
from workshop.domain.errors import Refusal
from workshop.storage.tables import Cluster, Forum


@action(commands.ActivityRecall)
def recall(db: Session, command: commands.ActivityRecall, actor: Actor, forum: Forum, now: int) -> Done:
    """Let a step show what an earlier forum came to, or nothing; with `themes` also go on from that forum's themes.
    Raises Refusal wrong_activity for a step of another kind, too_many_clusters."""
    row = activity_of(db, forum, command.activity)
    if not KINDS[row.kind].recalls or (command.earlier and command.earlier.forum == forum.id):
        raise Refusal("wrong_activity")
    row.earlier = msgspec.to_builtins(command.earlier) if command.earlier else {}
    result = Done(touched={("activity", row.id)})
    if command.themes and command.earlier:
        result.touched |= {("cluster", one) for one in _go_on(db, forum, command.earlier.themes)}
    return result


def _go_on(db: Session, forum: Forum, themes: list[EarlierTheme]) -> list[int]:
    """Add a cluster for each theme from which none goes on yet, behind the others; their ids. A letter is kept where no
    cluster of this forum has had it."""
    there = list(db.scalars(select(Cluster).where(Cluster.forum == forum.id)))
    used, known = {one.letter for one in there}, {one.came_from for one in there}
    last = db.scalar(select(func.max(Cluster.position)).where(Cluster.forum == forum.id)) or 0
    made = []
    for place, theme in enumerate((one for one in themes if one.cluster not in known), last + 1):
        letter = theme.letter if theme.letter not in used else next_letter(used)
        if letter is None:
            raise Refusal("too_many_clusters")
        used.add(letter)
        made.append(Cluster(forum=forum.id, letter=letter, title=theme.title, position=place, came_from=theme.cluster))
    db.add_all(made)
    db.flush()
    return [one.id for one in made]
