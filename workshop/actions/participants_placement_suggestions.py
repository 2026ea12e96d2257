"""Actions on suggestions of a cluster for an idea: participants suggest, a facilitator dismisses. Neither moves an
idea."""

from sqlalchemy import and_, delete, insert
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.activity_lookups import running
from workshop.actions.clusters import living, living_or_removed
from workshop.actions.idea_helpers import of_forum
from workshop.actions.registry import UNDO, Done, action
from workshop.contract import commands
from workshop.domain import ideas
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.projections import mass_command_effects
from workshop.storage.tables import Activity, Forum, Idea, placement


@action(commands.PlacementSuggest)
def suggest(db: Session, command: commands.PlacementSuggest, actor: Actor, forum: Forum, now: int) -> Done:
    """Suggest a cluster for an idea, at most one for each person and idea. It holds as long as the idea stays where it
    is: the row says where that was, so that undo of a move brings the suggestion back."""
    if actor.participant is None:
        raise Refusal("rights")
    idea = _shown(db, forum, command.idea)
    if command.cluster is not None:
        living(db, forum, command.cluster)
        _grouping(db, forum, now)
    wanted = None if command.cluster == idea.cluster else command.cluster
    its = and_(placement.c.idea == idea.id, placement.c.participant == actor.participant)
    db.execute(delete(placement).where(its))
    if wanted is not None:
        row = {"idea": idea.id, "participant": actor.participant, "cluster": wanted, "away_from": idea.cluster}
        db.execute(insert(placement).values(row))
    said: dict[str, object] = {"idea": idea.id, "cluster": wanted, "away_from": idea.cluster}
    return Done(touched=mass_command_effects.by_suggesting(idea.id), own={actor.participant}, body=said)


def _shown(db: Session, forum: Forum, idea: int) -> Idea:
    """Raises Refusal suggest_merged with the number of the idea that it is merged into, and idea_gone for one that is
    not shown."""
    found = of_forum(db, forum, idea)
    if found.merged_into is not None:
        into = db.get_one(Idea, found.merged_into).number
        raise Refusal("suggest_merged", number=found.number, into=into)
    if found.state not in ideas.SEEN_BY_EVERYONE:
        raise Refusal("idea_gone")
    return found


def _grouping(db: Session, forum: Forum, now: int) -> None:
    """Raises Refusal grouping_closed unless ideas are being grouped."""
    open_now = [KINDS[db.get_one(Activity, one).kind] for one in running(db, forum.id, now)]
    if not any(kind.shows == "themes" for kind in open_now):
        raise Refusal("grouping_closed")


@action(commands.PlacementDismiss)
def dismiss(db: Session, command: commands.PlacementDismiss, actor: Actor, forum: Forum, now: int) -> Done:
    """Dismiss a cluster as a suggestion for an idea, also for later suggestions, or allow it again."""
    idea = of_forum(db, forum, command.idea)
    cluster = living_or_removed(db, forum, command.cluster)
    before = cluster.id in idea.dismissed
    others = [one for one in idea.dismissed if one != cluster.id]
    idea.dismissed = sorted([*others, cluster.id]) if command.dismissed else others
    back = commands.PlacementDismiss(key=UNDO, idea=idea.id, cluster=cluster.id, dismissed=before)
    return Done(touched={("idea", idea.id)}, inverse=[back])
