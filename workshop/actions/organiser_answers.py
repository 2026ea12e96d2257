"""Actions on answers: what the organisers say became of ideas. Every answer is a row of its own that is never changed,
so nobody can say later that something else was answered."""

from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.idea_helpers import all_of_forum
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.contract.base import ANSWER_MAX
from workshop.contract.shared_types import NOT_NOW
from workshop.domain import planned_times, text
from workshop.domain.errors import Refusal
from workshop.storage.tables import Cluster, Forum, OrganiserAnswer


@action(commands.IdeasAnswer)
def answer_ideas(db: Session, command: commands.IdeasAnswer, actor: Actor, forum: Forum, now: int) -> Done:
    """Answer these ideas. Raises Refusal idea_gone and answer_reason."""
    for idea in all_of_forum(db, forum, command.ideas):
        db.add(_answer(command, forum, now, idea=idea.id))
    return Done()


@action(commands.ClusterAnswer)
def answer_cluster(db: Session, command: commands.ClusterAnswer, actor: Actor, forum: Forum, now: int) -> Done:
    """Answer a theme. Raises Refusal gone and answer_reason."""
    cluster = db.get(Cluster, command.cluster)
    if cluster is None or cluster.forum != forum.id or cluster.removed:
        raise Refusal("gone")
    db.add(_answer(command, forum, now, cluster=cluster.id))
    return Done()


@action(commands.ForumAnswerBy)
def answer_by(db: Session, command: commands.ForumAnswerBy, actor: Actor, forum: Forum, now: int) -> Done:
    """Promise a date. Raises Refusal date_bad as `planned_times.check`."""
    planned_times.check(command.at)
    forum.answer_by = command.at
    return Done()


def _answer(
    command: commands.IdeasAnswer | commands.ClusterAnswer,
    forum: Forum,
    now: int,
    *,
    idea: int | None = None,
    cluster: int | None = None,
) -> OrganiserAnswer:
    words = text.by_language(command.words, ANSWER_MAX)
    if not words and (command.status == NOT_NOW or command.departure):
        raise Refusal("answer_reason")
    return OrganiserAnswer(
        forum=forum.id,
        idea=idea,
        cluster=cluster,
        status=command.status,
        words=words,
        departure=command.departure,
        created_at=now,
    )
