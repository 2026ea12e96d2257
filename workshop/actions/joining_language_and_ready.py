"""Actions of participants on themselves: join, choose a language, say that they are ready."""

import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions import tickets
from workshop.actions.activity_lookups import activity_of, step_of
from workshop.actions.registry import Done, action, together
from workshop.actions.writer_cache import ForumHead
from workshop.contract import commands
from workshop.contract.forum_states import ENDED
from workshop.domain import activity_states
from workshop.domain.errors import Refusal
from workshop.projections import mass_command_effects
from workshop.projections.no_longer_ready import marks_to_give_again
from workshop.storage.tables import Forum, Participant, done


@together(commands.ParticipantJoin)
def join(
    db: Session, asked: Sequence[tuple[Actor, commands.ParticipantJoin]], forum: ForumHead, now: int
) -> Sequence[Done | Refusal]:
    """Add new participants, and give those already in the language they have just chosen."""
    new = [(actor.token_hash, command) for actor, command in asked if actor.participant is None]
    come: Mapping[str, Done | Refusal] = {} if forum.state == ENDED or not new else _admit(db, new, forum, now)
    results: list[Done | Refusal] = []
    for actor, command in asked:
        if actor.participant is not None:
            results.append(_speaks(db, actor, command.language))
        else:
            results.append(come.get(actor.token_hash) or Refusal("forum_ended"))
    return results


def _admit(
    db: Session, new: Sequence[tuple[str, commands.ParticipantJoin]], forum: ForumHead, now: int
) -> Mapping[str, Done | Refusal]:
    """Let in who may come; what became of each, by token hash. The log says of a ticket that it is used."""
    admitted: dict[str, tuple[str, int | None]] = {}
    refused: dict[str, Refusal] = {}
    for hashed, command in new:
        try:
            admitted[hashed] = command.language, tickets.admit(db, forum, command.ticket)
        except Refusal as refusal:
            refused[hashed] = refusal
    rows = [(hashed, chosen) for hashed, (chosen, _) in admitted.items()]
    come = _come_in(db, rows, forum.id, now) if rows else {}
    for hashed, (_, ticket) in admitted.items():
        come[hashed].left = {} if ticket is None else {"ticket": {str(ticket): {"used": True}}}
    return {**refused, **come}


def _come_in(db: Session, new: Sequence[tuple[str, str]], forum: int, now: int) -> dict[str, Done]:
    """Insert participants from (token hash, language); returns what was done, by token hash."""
    rows = [
        {
            "forum": forum,
            "token_hash": hashed,
            "pid": secrets.token_hex(8),
            "seed": secrets.randbelow(2**31),
            "language": chosen,
            "joined_at": now,
        }
        for hashed, chosen in new
    ]
    made = db.connection().execute(
        insert(Participant).returning(Participant.id, Participant.token_hash, Participant.pid), rows
    )
    return {
        row.token_hash: Done(touched=mass_command_effects.by_joining(forum), own={row.id}, name=row.pid) for row in made
    }


@action(commands.ParticipantLanguage)
def language(db: Session, command: commands.ParticipantLanguage, actor: Actor, forum: Forum, now: int) -> Done:
    """Switch to another language."""
    return _speaks(db, actor, command.language)


def _speaks(db: Session, actor: Actor, language: str) -> Done:
    person = db.get_one(Participant, actor.participant)
    person.language = language
    return Done(own={person.id})


@action(commands.ActivityDone)
def ready(db: Session, command: commands.ActivityDone, actor: Actor, forum: Forum, now: int) -> Done:
    """Mark the participant as ready, or not after all. Idempotent."""
    activity = activity_of(db, forum, command.activity)
    activity_states.permit(command.verb, step_of(activity), now)
    db.execute(delete(done).where(done.c.activity == activity.id, done.c.participant == actor.participant))
    if command.done and actor.participant is not None:
        gone = marks_to_give_again(db, activity, actor.participant)
        db.execute(insert(done).values(activity=activity.id, participant=actor.participant, gone=gone))
    own = {actor.participant} if actor.participant else set[int]()
    return Done(touched=mass_command_effects.by_being_ready(activity.id), own=own)
