"""The action by which a participant says, after the end, whether the results are what people said."""

import secrets

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.base import Done, action
from workshop.contract import commands
from workshop.contract.base import TEXT_MAX
from workshop.domain import text
from workshop.domain.errors import Refusal
from workshop.storage.tables import Forum, confirmation


@action(commands.ResultsConfirm)
def confirm(db: Session, command: commands.ResultsConfirm, actor: Actor, forum: Forum, now: int) -> Done:
    """Store the answer in the place of the one before. The log names it by a random id, as it does ballots. Raises
    Refusal rights, not_ended, and what `text.optional` raises."""
    if actor.participant is None:
        raise Refusal("rights")
    if forum.state != "ended":
        raise Refusal("not_ended")
    missing = "" if command.complete else text.optional(command.missing, TEXT_MAX)
    said: dict[str, object] = {"complete": command.complete, "missing": missing}
    theirs = confirmation.c.participant == actor.participant
    name = db.scalar(select(confirmation.c.id).where(theirs))
    if name is None:
        name = secrets.token_hex(8)
        db.execute(insert(confirmation).values(id=name, forum=forum.id, participant=actor.participant, at=now, **said))
    else:
        db.execute(update(confirmation).where(theirs).values(at=now, **said))
    return Done(own={actor.participant}, name=name, body=said)
