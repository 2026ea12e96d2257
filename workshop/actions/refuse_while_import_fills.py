"""Refuses what people do in a new forum while an import fills it: an idea or a merge in between would change what the
votes that are still to come are about."""

from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.contract.base import ADMINISTRATOR, PARTICIPANT
from workshop.contract.commands import BallotsImport, BallotsTakeBack, ForumRemove, IdeasImport, ParticipantJoin
from workshop.contract.forum_states import PLANNED
from workshop.domain.errors import Refusal
from workshop.storage import unfinished_import_notes

OWN = frozenset(one.verb for one in (IdeasImport, BallotsImport, BallotsTakeBack, ForumRemove))
"""What the import itself sends as administrator, also to remove a forum of which not everything came."""


def permit(db: Session, verb: str, actor: Actor, ref: str, forum_state: str) -> None:
    """Raises Refusal importing for a command in a forum that is being filled, unless it is the import's own; for a
    phone, which has no sentence for that, not_open, and forum_filling for one that wants to join. Such a forum is never
    live, so a hall that votes costs no query."""
    if forum_state != PLANNED or (actor.role == ADMINISTRATOR and verb in OWN):
        return
    if ref in unfinished_import_notes.being_filled(db):
        if verb == ParticipantJoin.verb:
            raise Refusal("forum_filling")
        raise Refusal("not_open" if actor.role == PARTICIPANT else "importing")
