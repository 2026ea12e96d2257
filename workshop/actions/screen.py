"""Actions on what the screen shows beside the agenda: one large idea or cluster, which result, freeze, blank, the large
code, how far a result is uncovered."""

from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.activity_lookups import activity_of
from workshop.actions.clusters import living, living_or_removed
from workshop.actions.idea_helpers import large_again, of_forum
from workshop.actions.registry import UNDO, Done, action, forum_changed, must_change
from workshop.contract import commands
from workshop.contract.base import Command
from workshop.domain import ideas
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.domain.places import MOST, all_uncovered
from workshop.projections import tally
from workshop.projections.revealed_votes import ranked_values
from workshop.storage.tables import Activity, Forum


@action(commands.ScreenSpotlight)
def spotlight(db: Session, command: commands.ScreenSpotlight, actor: Actor, forum: Forum, now: int) -> Done:
    """Show one idea large, or all again. Only an idea that everyone may see. Raises Refusal changed when it is so
    already."""
    chosen = _idea_in_sight(db, forum, command)
    before = large_again(forum) or [commands.ScreenSpotlight(key=UNDO, idea=None)]
    return _large(forum, command, (chosen, None), before)


def _large(forum: Forum, command: Command, chosen: tuple[int | None, int | None], before: list[Command]) -> Done:
    """`chosen` is the idea and the cluster that are large from now on, of which at least one is None."""
    must_change(command, chosen != (forum.spotlight, forum.cluster))
    forum.spotlight, forum.cluster = chosen
    return forum_changed(forum, *before)


def _idea_in_sight(db: Session, forum: Forum, command: commands.ScreenSpotlight) -> int | None:
    """The idea's id; None when undo would bring back an idea that was hidden since. Raises Refusal idea_gone."""
    if command.idea is None or of_forum(db, forum, command.idea).state in ideas.SEEN_BY_EVERYONE:
        return command.idea
    if command.key == UNDO:
        return None
    raise Refusal("idea_gone")


@action(commands.ScreenCluster)
def cluster(db: Session, command: commands.ScreenCluster, actor: Actor, forum: Forum, now: int) -> Done:
    """Show one cluster large, with all its ideas, or all again; none when undo would bring back one that was removed
    since. Raises Refusal changed when it is so already."""
    chosen = command.cluster
    if chosen is not None:
        found = living_or_removed(db, forum, chosen) if command.key == UNDO else living(db, forum, chosen)
        chosen = None if found.removed else chosen
    before = large_again(forum) or [commands.ScreenCluster(key=UNDO, cluster=None)]
    return _large(forum, command, (None, chosen), before)


@action(commands.ScreenVote)
def vote(db: Session, command: commands.ScreenVote, actor: Actor, forum: Forum, now: int) -> Done:
    """Choose the vote whose result is shown; the newest when undo would bring back one that was removed since. Raises
    Refusal gone, wrong_activity for what is no vote, changed when it is shown already. Reveals nothing."""
    chosen = command.vote
    if chosen is not None and command.key == UNDO and db.get(Activity, chosen) is None:
        chosen = None
    if chosen is not None and not KINDS[activity_of(db, forum, chosen).kind].votes:
        raise Refusal("wrong_activity")
    must_change(command, chosen != forum.vote)
    before, forum.vote = forum.vote, chosen
    return forum_changed(forum, commands.ScreenVote(key=UNDO, vote=before))


@action(commands.ScreenFreeze)
def freeze(db: Session, command: commands.ScreenFreeze, actor: Actor, forum: Forum, now: int) -> Done:
    """Freeze what the screen shows, or let it follow again. Raises Refusal changed when it does so already."""
    must_change(command, command.on != forum.frozen)
    before, forum.frozen = forum.frozen, command.on
    return forum_changed(forum, commands.ScreenFreeze(key=UNDO, on=before))


@action(commands.ScreenBlank)
def blank(db: Session, command: commands.ScreenBlank, actor: Actor, forum: Forum, now: int) -> Done:
    """Make the screen dark, or light again; people go on writing and voting. Raises Refusal changed when it is
    so already."""
    must_change(command, command.on != forum.blank)
    before, forum.blank = forum.blank, command.on
    return forum_changed(forum, commands.ScreenBlank(key=UNDO, on=before))


@action(commands.ScreenCode)
def big_code(db: Session, command: commands.ScreenCode, actor: Actor, forum: Forum, now: int) -> Done:
    """Show the join code over everything, or take it away. Raises Refusal changed when it is so already."""
    must_change(command, command.on != forum.big_code)
    before, forum.big_code = forum.big_code, command.on
    return forum_changed(forum, commands.ScreenCode(key=UNDO, on=before))


@action(commands.ScreenUncover)
def uncover(db: Session, command: commands.ScreenUncover, actor: Actor, forum: Forum, now: int) -> Done:
    """Set how many places of a revealed result are uncovered. Once these are all, they are all also when the result is
    counted again and has more of them: what the hall has seen is not covered again. Raises Refusal wrong_activity,
    changed when so many are uncovered already."""
    activity = activity_of(db, forum, command.activity)
    if not activity.revealed:
        raise Refusal("wrong_activity")
    # Undo puts back what was there before.
    is_whole = command.key != UNDO and _uncovers_all(db, activity, command.uncovered)
    uncovered = max(command.uncovered, MOST if is_whole else 0)
    must_change(command, uncovered != activity.uncovered)
    before, activity.uncovered = activity.uncovered, uncovered
    inverse = commands.ScreenUncover(key=UNDO, activity=activity.id, uncovered=before)
    return Done(touched={("activity", activity.id)}, inverse=[inverse])


def _uncovers_all(db: Session, activity: Activity, asked: int) -> bool:
    if not asked or KINDS[activity.kind].collects != "votes":
        return False
    rows = ranked_values(tally.count(db, activity))
    return any(value > 0 for _, value in rows) and all_uncovered(rows, asked)
