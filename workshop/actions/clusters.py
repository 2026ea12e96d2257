"""Actions on clusters: add, rename, colour, put in order, merge, remove, restore, and move ideas between them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.idea_helpers import all_of_forum, large_again
from workshop.actions.registry import UNDO, Done, action, must_change
from workshop.contract import commands
from workshop.contract.base import Command
from workshop.domain import activity_states, ideas
from workshop.domain.activities import KINDS
from workshop.domain.cluster_letters import in_order, next_letter
from workshop.domain.errors import Refusal
from workshop.domain.theme_names import name_of, same_theme_key
from workshop.projections import (
    cluster_references,
    merged_clusters,
    participants_placement_suggestions,
    settled_by_results,
    undoable_deeds,
)
from workshop.storage.tables import Activity, Cluster, Forum, Idea

ANY_VERSION = 0
"""The version in what undo restores, regardless of changes in between."""


def _name_or_none(raw: str) -> str:
    return name_of(raw) if raw.strip() else ""


@action(commands.ClusterAdd)
def add(db: Session, command: commands.ClusterAdd, actor: Actor, forum: Forum, now: int) -> Done:
    """Add a cluster behind the others, under a letter that none has had, with these ideas in it."""
    title, letter = _name_or_none(command.title), _free_letter(db, forum)
    last = db.scalar(select(func.max(Cluster.position)).where(Cluster.forum == forum.id)) or 0
    cluster = Cluster(forum=forum.id, letter=letter, title=title, position=last + 1)
    db.add(cluster)
    db.flush()
    back = commands.ClusterRemove(key=UNDO, cluster=cluster.id, unmade=True)
    made = {"cluster": cluster.id, "letter": cluster.letter}
    result = Done(touched={("cluster", cluster.id)}, made=made, inverse=[back])
    result.then(put(db, forum, command.ideas, cluster.id))
    return result


def _free_letter(db: Session, forum: Forum, wanted: str = "") -> str:
    """A letter that no cluster has had, if it can be this one. Raises Refusal too_many_clusters."""
    used = set(db.scalars(select(Cluster.letter).where(Cluster.forum == forum.id)))
    letter = wanted if wanted and wanted not in used else next_letter(used)
    if letter is None:
        raise Refusal("too_many_clusters")
    return letter


@action(commands.ClustersAdd)
def add_several(db: Session, command: commands.ClustersAdd, actor: Actor, forum: Forum, now: int) -> Done:
    """Add clusters with those of the ideas that are in none yet, and without ideas those whose name no cluster has.
    Raises Refusal idea_gone, too_many_clusters, gone when none is left to be made."""
    result, made, placed = Done(), list[object](), 0
    names = _names(db, forum)
    for wanted in command.clusters:
        there = all_of_forum(db, forum, wanted.ideas)
        its = [one.id for one in there if _is_loose(one)]
        name = same_theme_key(_name_or_none(wanted.title))
        if not its and (wanted.ideas or name in names):
            continue
        names.add(name)
        one = add(db, commands.ClusterAdd(key=UNDO, title=wanted.title, ideas=its), actor, forum, now)
        result.then(one)
        made.append(one.made["cluster"])
        placed += len(its)
    if not made:
        raise Refusal("gone")
    result.made = {"clusters": made, "placed": placed}
    return result


def _names(db: Session, forum: Forum) -> set[str]:
    titles = select(Cluster.title).where(Cluster.forum == forum.id, Cluster.removed.is_(False))
    return {same_theme_key(title) for title in db.scalars(titles)} | {""}


def _is_loose(idea: Idea) -> bool:
    return idea.cluster is None and idea.state in ideas.COUNTED


@action(commands.ClusterRename)
def rename(db: Session, command: commands.ClusterRename, actor: Actor, forum: Forum, now: int) -> Done:
    """Rename a cluster, unless another person was quicker (compare-and-set on `version`)."""
    cluster = living(db, forum, command.cluster)
    if command.version != cluster.version and command.key != UNDO:
        raise Refusal("changed")
    _changes_no_result(db, cluster)
    before = cluster.title
    cluster.title, cluster.version = _name_or_none(command.title), cluster.version + 1
    inverse = commands.ClusterRename(key=UNDO, cluster=cluster.id, title=before, version=ANY_VERSION)
    return Done(touched={("cluster", cluster.id)}, inverse=[inverse])


@action(commands.ClustersRename)
def rename_several(db: Session, command: commands.ClustersRename, actor: Actor, forum: Forum, now: int) -> Done:
    """Rename those of the clusters that are as the sender saw them, with one inverse. Raises Refusal changed, gone or
    result_shown, whichever held the last one, when none of them is; theme_long for a name that is too long."""
    result, named, refused = Done(), 0, Refusal("gone")
    names = [(one, _name_or_none(one.title)) for one in command.names]
    for one, title in names:
        wanted = commands.ClusterRename(key=command.key, cluster=one.cluster, title=title, version=one.version)
        try:
            result.then(rename(db, wanted, actor, forum, now))
            named += 1
        except Refusal as refusal:
            refused = refusal
    if not named:
        raise refused
    result.made = {"named": named}
    return result


@action(commands.ClusterColour)
def colour(db: Session, command: commands.ClusterColour, actor: Actor, forum: Forum, now: int) -> Done:
    """Mark a cluster with a colour, or with none. Raises Refusal changed when it is so already."""
    cluster = living(db, forum, command.cluster)
    must_change(command, command.colour != cluster.colour)
    before, cluster.colour = cluster.colour, command.colour
    inverse = commands.ClusterColour(key=UNDO, cluster=cluster.id, colour=before)
    return Done(touched={("cluster", cluster.id)}, inverse=[inverse])


@action(commands.ClusterOrder)
def order(db: Session, command: commands.ClusterOrder, actor: Actor, forum: Forum, now: int) -> Done:
    """Put a cluster behind another one, or before all. Removed ones keep their place among the others, so undo finds it
    again."""
    moved = living(db, forum, command.cluster)
    every = sorted(db.scalars(select(Cluster).where(Cluster.forum == forum.id)), key=in_order)
    at = every.index(moved)
    inverse = commands.ClusterOrder(key=UNDO, cluster=moved.id, behind=every[at - 1].id if at else None)
    every.remove(moved)
    ids = [None, *(one.id for one in every)]
    if command.behind not in ids:
        raise Refusal("gone")
    every.insert(ids.index(command.behind), moved)
    result = Done(inverse=[inverse])
    for place, one in enumerate(every, 1):
        if one.position != place:
            one.position = place
            result.touched.add(("cluster", one.id))
    return result


@action(commands.ClusterMerge)
def merge(db: Session, command: commands.ClusterMerge, actor: Actor, forum: Forum, now: int) -> Done:
    """Put all ideas of a cluster into another one and remove it; one undo brings both back as they were. Until then,
    its votes count for the other one, and who sorted an idea into it has sorted it into the other one. The result of a
    sorting that was shown is then counted again, and says so (`settled_by_results.recounted`)."""
    cluster, into = living(db, forum, command.cluster), living(db, forum, command.into)
    if cluster is into:
        raise Refusal("gone")
    _changes_no_result(db, cluster)
    result = put(db, forum, _inside(db, cluster), into.id)
    cluster.merged_into = into.id
    result.then(_removed(db, cluster, forum, commands.ClusterRestore(key=UNDO, cluster=cluster.id, ideas=[])))
    return result


@action(commands.ClusterRemove)
def remove(db: Session, command: commands.ClusterRemove, actor: Actor, forum: Forum, now: int) -> Done:
    """Remove a cluster; its ideas are then in no cluster. Raises Refusal theme_voted or theme_sorted where that would
    take away what people gave."""
    cluster = living(db, forum, command.cluster)
    _changes_no_result(db, cluster)
    _takes_no_votes_away(db, cluster, now)
    inside = _inside(db, cluster)
    emptied = put(db, forum, inside, None)
    given_up = cluster.letter if command.unmade and not cluster_references.exist(db, forum.id, cluster.id) else ""
    back = commands.ClusterRestore(key=UNDO, cluster=cluster.id, ideas=inside, letter=given_up)
    result = _removed(db, cluster, forum, back)
    result |= emptied
    if given_up:
        cluster.letter = ""
    return result


@action(commands.ClusterRestore)
def restore(db: Session, command: commands.ClusterRestore, actor: Actor, forum: Forum, now: int) -> Done:
    """Bring a removed cluster back with its ideas, except those that were moved elsewhere since."""
    cluster = db.get(Cluster, command.cluster)
    if cluster is None or cluster.forum != forum.id or not cluster.removed:
        raise Refusal("changed")
    _changes_no_result(db, cluster)
    into, cluster.merged_into, cluster.removed = cluster.merged_into, None, False
    cluster.letter = cluster.letter or _free_letter(db, forum, command.letter)
    result = Done(touched={("cluster", cluster.id)})
    _touch_suggestions(db, cluster, result)
    _touch_ballots(db, cluster, result)
    free = Idea.cluster.is_(None), Idea.state.in_(ideas.READABLE)
    inside = list(db.scalars(select(Idea.id).where(Idea.id.in_(command.ideas), *free)))
    result |= put(db, forum, inside, cluster.id)
    again: Command = commands.ClusterRemove(key=UNDO, cluster=cluster.id, unmade=bool(command.letter))
    if into is not None:
        again = commands.ClusterMerge(key=UNDO, cluster=cluster.id, into=into)
    result.inverse = [again]
    return result


@action(commands.IdeaPlace)
def place(db: Session, command: commands.IdeaPlace, actor: Actor, forum: Forum, now: int) -> Done:
    """Move ideas into a cluster, or out of every cluster."""
    if command.cluster is not None:
        living(db, forum, command.cluster)
    return put(db, forum, command.ideas, command.cluster)


@action(commands.IdeasPlace)
def place_several(db: Session, command: commands.IdeasPlace, actor: Actor, forum: Forum, now: int) -> Done:
    """Move those of the ideas that are in no cluster yet, with one inverse. Raises Refusal idea_gone, gone for a
    removed cluster or when no idea is left."""
    result, taken = Done(), set[int]()
    for wanted in command.places:
        into = living(db, forum, wanted.cluster)
        there = all_of_forum(db, forum, wanted.ideas)
        its = [one.id for one in there if one.id not in taken and _is_loose(one)]
        taken.update(its)
        result.then(put(db, forum, its, into.id))
    if not taken:
        raise Refusal("gone")
    result.made = {"placed": len(taken)}
    return result


def living(db: Session, forum: Forum, cluster: int) -> Cluster:
    """A cluster of this forum that was not removed; raises Refusal gone."""
    found = living_or_removed(db, forum, cluster)
    if found.removed:
        raise Refusal("gone")
    return found


def living_or_removed(db: Session, forum: Forum, cluster: int) -> Cluster:
    """A cluster of this forum, also one that was removed; raises Refusal gone."""
    found = db.get(Cluster, cluster)
    if found is None or found.forum != forum.id:
        raise Refusal("gone")
    return found


def _changes_no_result(db: Session, cluster: Cluster) -> None:
    """Raises Refusal result_shown for a cluster that has marks in a vote whose result has been shown."""
    if cluster.id in settled_by_results.settled(db, cluster.forum, "clusters"):
        raise Refusal("result_shown")


def _takes_no_votes_away(db: Session, cluster: Cluster, now: int) -> None:
    """Raises Refusal theme_voted for a cluster with marks in a vote that is closed and whose result was not shown yet,
    and theme_sorted for one that answers name in a sorting that is closed or whose result has been shown: nobody could
    give these marks to another one."""
    voted = merged_clusters.votes_about(db, cluster.forum, cluster.id)
    shown = undoable_deeds.of(db, cluster.forum).revealed()
    for vote in db.scalars(select(Activity).where(Activity.id.in_(voted.votes | voted.hands))):
        closed = activity_states.effective(vote.state, vote.closes_at, now) == activity_states.CLOSED
        if KINDS[vote.kind].into and (closed or vote.id in shown):
            raise Refusal("theme_sorted")
        if closed and KINDS[vote.kind].of(vote.settings) == "clusters":
            raise Refusal("theme_voted")


def _inside(db: Session, cluster: Cluster) -> list[int]:
    return list(db.scalars(select(Idea.id).where(Idea.cluster == cluster.id)))


def _removed(db: Session, cluster: Cluster, forum: Forum, back: Command) -> Done:
    """Remove an emptied cluster, also from the screen. `back` restores it."""
    cluster.removed = True
    result = Done(touched={("cluster", cluster.id)}, inverse=[back])
    _touch_suggestions(db, cluster, result)
    _touch_ballots(db, cluster, result)
    if forum.cluster == cluster.id:
        result.led_to(large_again(forum))
        result.touched.add(("forum", forum.id))
        forum.cluster = None
    return result


def _touch_suggestions(db: Session, cluster: Cluster, result: Done) -> None:
    """A cluster that is gone is suggested for no idea; one that is back is again."""
    ideas, people = participants_placement_suggestions.of_cluster(db, cluster.id)
    result.touched |= {("idea", one) for one in ideas}
    result.own |= people


def _touch_ballots(db: Session, cluster: Cluster, result: Done) -> None:
    """What marks of a cluster count for has changed, or what those that name it do: people are sent their ballots in
    these votes again, because a later tap sends all that the phone shows."""
    voted = merged_clusters.votes_about(db, cluster.forum, cluster.id)
    result.own |= voted.people
    result.ballots |= voted.votes
    result.touched |= {("activity", vote) for vote in voted.votes} | {("hands", vote) for vote in voted.hands}


def put(db: Session, forum: Forum, ideas: list[int], cluster: int | None) -> Done:
    """Move ideas. The inverse has one command for each cluster they came from."""
    result, came_from = Done(), dict[int | None, list[int]]()
    for idea in all_of_forum(db, forum, ideas):
        came_from.setdefault(idea.cluster, []).append(idea.id)
        idea.cluster = cluster
        result.touched.add(("idea", idea.id))
        if idea.participant is not None:
            result.own.add(idea.participant)
    result.own |= participants_placement_suggestions.people(
        db, [idea for moved in came_from.values() for idea in moved]
    )
    result.inverse = [commands.IdeaPlace(key=UNDO, ideas=its, cluster=place) for place, its in came_from.items()]
    return result
