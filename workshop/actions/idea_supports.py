"""The action by which a participant supports another person's idea instead of posting the same."""

from sqlalchemy import and_, delete, insert, select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.activity_lookups import activity_of, writing_step
from workshop.actions.idea_helpers import in_any_state, of_forum
from workshop.actions.registry import UNDO, Done, action
from workshop.contract import commands
from workshop.domain import activity_states, ideas
from workshop.domain.errors import Refusal
from workshop.projections.idea_supports import digest_of
from workshop.storage.tables import Forum, Idea, support


@action(commands.IdeaSupport)
def change(db: Session, command: commands.IdeaSupport, actor: Actor, forum: Forum, now: int) -> Done:
    """Support an idea that everyone sees while its activity is open, at most once; or support it no more, at any time
    before the end, also when its author has taken it back. Raises Refusal idea_gone, rights for one's own."""
    if actor.participant is None:
        raise Refusal("rights")
    if command.supports:
        idea = of_forum(db, forum, command.idea)
        _supportable(db, forum, idea, actor, now)
    else:
        idea = in_any_state(db, forum, command.idea)
    its = and_(support.c.idea == idea.id, support.c.participant == actor.participant)
    before = db.execute(select(support.c.seen).where(its)).first()
    seen = before.seen if before else digest_of(idea.text)
    if before and not command.supports:
        db.execute(delete(support).where(its))
    elif command.supports and not before:
        db.execute(insert(support).values(idea=idea.id, participant=actor.participant, seen=seen))
    back = commands.IdeaSupport(key=UNDO, idea=idea.id, supports=before is not None)
    said: dict[str, object] = {"idea": idea.id, "supports": command.supports, "seen": seen}
    return Done(own={actor.participant}, inverse=[back], body=said)


def _supportable(db: Session, forum: Forum, idea: Idea, actor: Actor, now: int) -> None:
    if idea.participant == actor.participant:
        raise Refusal("rights")
    if idea.state not in ideas.SEEN_BY_EVERYONE:
        raise Refusal("idea_gone")
    activity_states.permit(
        commands.IdeaSupport.verb, writing_step(forum, activity_of(db, forum, idea.activity), now), now
    )
