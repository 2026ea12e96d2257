"""The action by which a participant says, after the end, whether the results are what people said."""

import secrets

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.contract.base import TEXT_MAX
from workshop.contract.forum_states import ENDED
from workshop.domain import text
from workshop.domain.errors import Refusal
from workshop.storage.tables import Forum, confirmation

_OF_MISSING = {"too_long": "missing_long", "empty": "missing_unseen"}
"""Refusals of a text in words about ideas → the same in words about what is missing."""


@action(commands.ResultsConfirm)
def confirm(db: Session, command: commands.ResultsConfirm, actor: Actor, forum: Forum, now: int) -> Done:
    """Store the answer in the place of the one before. The log names it by a random id, as it does ballots. Raises
    Refusal rights, not_ended, and what `_what_is_missing` raises."""
    if actor.participant is None:
        raise Refusal("rights")
    if forum.state != ENDED:
        raise Refusal("not_ended")
    missing = "" if command.complete else _what_is_missing(command.missing)
    said: dict[str, object] = {"complete": command.complete, "missing": missing}
    theirs = confirmation.c.participant == actor.participant
    name = db.scalar(select(confirmation.c.id).where(theirs))
    if name is None:
        name = secrets.token_hex(8)
        db.execute(insert(confirmation).values(id=name, forum=forum.id, participant=actor.participant, at=now, **said))
    else:
        db.execute(update(confirmation).where(theirs).values(at=now, **said))
    return Done(own={actor.participant}, name=name, body=said)


def _what_is_missing(raw: str) -> str:
    """The cleaned text, or "". Raises Refusal missing_long with the surplus as n, missing_unseen for characters that
    nobody sees, text_unreadable."""
    try:
        return text.optional(raw, TEXT_MAX)
    except Refusal as refusal:
        if refusal.code not in _OF_MISSING:
            raise
        raise Refusal(_OF_MISSING[refusal.code], **refusal.facts) from None
