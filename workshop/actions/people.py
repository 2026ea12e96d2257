"""Coming in, choosing a language, being ready."""

import secrets

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from workshop.access.actors import Actor
from workshop.actions.base import Done, action, activity_of, step_of
from workshop.contract import commands
from workshop.domain import agenda
from workshop.domain.errors import Refusal
from workshop.storage.tables import Forum, Participant, done


@action(commands.ParticipantJoin)
def join(db: Session, command: commands.ParticipantJoin, actor: Actor, forum: Forum, now: int) -> Done:
    """A new participant, or the same one again with the language just chosen."""
    if actor.participant is not None:
        return language(db, commands.ParticipantLanguage(key=command.key, language=command.language), actor, forum, now)
    if forum.state == "ended":
        raise Refusal("forum_ended")
    pid = secrets.token_hex(8)
    person = Participant(
        forum=forum.id, token_hash=actor.token_hash, pid=pid, seed=secrets.randbelow(2**31), language=command.language, joined_at=now
    )  # fmt: skip
    db.add(person)
    db.flush()
    return Done(touched={("forum", forum.id)}, own={person.id}, name=pid)


@action(commands.ParticipantLanguage)
def language(db: Session, command: commands.ParticipantLanguage, actor: Actor, forum: Forum, now: int) -> Done:
    """The same forum in another language."""
    person = db.get_one(Participant, actor.participant)
    person.language = command.language
    return Done(own={person.id})


@action(commands.ActivityDone)
def ready(db: Session, command: commands.ActivityDone, actor: Actor, forum: Forum, now: int) -> Done:
    """Ready, or not after all. Saying it twice is the same as once."""
    activity = activity_of(db, forum, command.activity)
    agenda.permit(command.verb, step_of(activity), now)
    mine = (done.c.activity == activity.id, done.c.participant == actor.participant)
    said = db.execute(select(done).where(*mine)).first() is not None
    if command.done and not said:
        db.execute(insert(done).values(activity=activity.id, participant=actor.participant))
    if not command.done and said:
        db.execute(delete(done).where(*mine))
    return Done(touched={("activity", activity.id)}, own={actor.participant} if actor.participant else set())
