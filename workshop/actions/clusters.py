"""Actions on clusters: add, rename, remove, restore, and move ideas between them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.base import UNDO, Done, action
from workshop.actions.ideas import large_again, of_forum
from workshop.contract import commands
from workshop.contract.base import Command
from workshop.domain import ideas, text
from workshop.domain.agenda import MOST_CLUSTERS
from workshop.domain.errors import Refusal
from workshop.projections import placements, shown_results
from workshop.storage.tables import Cluster, Forum, Idea

TITLE = 80
ANY_VERSION = 0
"""Stands for any version: undo names what it restores, regardless of changes in between."""


@action(commands.ClusterAdd)
def add(db: Session, command: commands.ClusterAdd, actor: Actor, forum: Forum, now: int) -> Done:
    """Add a cluster under the next free letter, with these ideas in it."""
    title = text.optional(command.title, TITLE)
    used = set(db.scalars(select(Cluster.letter).where(Cluster.forum == forum.id)))
    free = [letter for letter in map(chr, range(ord("A"), ord("A") + MOST_CLUSTERS)) if letter not in used]
    living = select(Cluster.letter).where(Cluster.forum == forum.id, Cluster.removed.is_(False))
    if not free:  # letters of removed clusters come back only when all others are taken
        free = sorted(used - set(db.scalars(living)))
    if not free:
        raise Refusal("too_many_clusters")
    cluster = Cluster(forum=forum.id, letter=free[0], title=title)
    db.add(cluster)
    db.flush()
    result = Done(touched={("cluster", cluster.id)}, made={"cluster": cluster.id, "letter": cluster.letter})
    back = put(db, forum, command.ideas, cluster.id, result)
    result.inverse = [*back, commands.ClusterRemove(key=UNDO, cluster=cluster.id)]
    return result


@action(commands.ClusterRename)
def rename(db: Session, command: commands.ClusterRename, actor: Actor, forum: Forum, now: int) -> Done:
    """Rename a cluster, unless another person was quicker (compare-and-set on `version`)."""
    cluster = living(db, forum, command.cluster)
    if command.version not in (cluster.version, ANY_VERSION):
        raise Refusal("changed")
    _changes_no_result(db, cluster)
    before = cluster.title
    cluster.title, cluster.version = text.optional(command.title, TITLE), cluster.version + 1
    inverse = commands.ClusterRename(key=UNDO, cluster=cluster.id, title=before, version=ANY_VERSION)
    return Done(touched={("cluster", cluster.id)}, inverse=[inverse])


@action(commands.ClusterRemove)
def remove(db: Session, command: commands.ClusterRemove, actor: Actor, forum: Forum, now: int) -> Done:
    """Remove a cluster; its ideas are then in no cluster."""
    cluster = living(db, forum, command.cluster)
    _changes_no_result(db, cluster)
    inside = list(db.scalars(select(Idea.id).where(Idea.cluster == cluster.id)))
    result = Done(touched={("cluster", cluster.id)})
    put(db, forum, inside, None, result)
    cluster.removed = True
    _touch_suggestions(db, cluster, result)
    result.inverse = [commands.ClusterRestore(key=UNDO, cluster=cluster.id, ideas=inside)]
    if forum.cluster == cluster.id:
        result.inverse += large_again(forum)
        result.touched.add(("forum", forum.id))
        forum.cluster = None
    return result


@action(commands.ClusterRestore)
def restore(db: Session, command: commands.ClusterRestore, actor: Actor, forum: Forum, now: int) -> Done:
    """Bring a removed cluster back with its ideas, except those that were moved elsewhere since."""
    cluster = db.get(Cluster, command.cluster)
    if cluster is None or cluster.forum != forum.id or not cluster.removed:
        raise Refusal("changed")
    cluster.removed = False
    result = Done(touched={("cluster", cluster.id)})
    _touch_suggestions(db, cluster, result)
    free = Idea.cluster.is_(None), Idea.state.in_(ideas.READABLE)
    put(db, forum, list(db.scalars(select(Idea.id).where(Idea.id.in_(command.ideas), *free))), cluster.id, result)
    result.inverse = [commands.ClusterRemove(key=UNDO, cluster=cluster.id)]
    return result


@action(commands.IdeaPlace)
def place(db: Session, command: commands.IdeaPlace, actor: Actor, forum: Forum, now: int) -> Done:
    """Move ideas into a cluster, or out of every cluster."""
    if command.cluster is not None:
        living(db, forum, command.cluster)
    result = Done()
    result.inverse = list(put(db, forum, command.ideas, command.cluster, result))
    return result


def living(db: Session, forum: Forum, cluster: int) -> Cluster:
    """A cluster of this forum that was not removed; raises Refusal gone."""
    found = db.get(Cluster, cluster)
    if found is None or found.forum != forum.id or found.removed:
        raise Refusal("gone")
    return found


def _changes_no_result(db: Session, cluster: Cluster) -> None:
    """Raises Refusal result_shown for a cluster that has marks in a vote whose result has been shown."""
    if cluster.id in shown_results.settled(db, cluster.forum, "clusters"):
        raise Refusal("result_shown")


def _touch_suggestions(db: Session, cluster: Cluster, result: Done) -> None:
    """A cluster that is gone is suggested for no idea; one that is back is again."""
    ideas, people = placements.of_cluster(db, cluster.id)
    result.touched |= {("idea", one) for one in ideas}
    result.own |= people


def put(db: Session, forum: Forum, ideas: list[int], cluster: int | None, result: Done) -> list[Command]:
    """Move ideas and return the inverse: one command for each cluster they came from."""
    came_from: dict[int | None, list[int]] = {}
    for idea in [of_forum(db, forum, one) for one in dict.fromkeys(ideas)]:
        came_from.setdefault(idea.cluster, []).append(idea.id)
        idea.cluster = cluster
        result.touched.add(("idea", idea.id))
        if idea.participant is not None:
            result.own.add(idea.participant)
    result.own |= placements.people(db, [idea for moved in came_from.values() for idea in moved])
    return [commands.IdeaPlace(key=UNDO, ideas=moved, cluster=place) for place, moved in came_from.items()]
