"""Commands by HTTP POST, the fallback while the socket is down: the JSON that the socket would carry. The idempotency
key makes a command sent both ways harmless."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access import authentication
from workshop.actions.parse import as_json, decoded
from workshop.actions.rate_limit import ParticipantRateLimiter
from workshop.actions.writer import clock
from workshop.contract.base import TAKE_PART
from workshop.domain import join_codes
from workshop.domain.errors import Refusal
from workshop.pages.base import carried, device, look, services
from workshop.pages.post_checks import sent
from workshop.storage.tables import Forum

pages = Blueprint("do", __name__)


@pages.post("/j/<code>/do")
def phone(code: str) -> Response:
    """`[verb, body]` from a participant, as JSON."""
    forum, participant = look(on_phone, code, device())
    return _answer(forum, f"{forum}/{participant}", phone=True)


@pages.post("/console/<ref>/do")
def console(ref: str) -> Response:
    """`[verb, body]` from a facilitator, as JSON."""
    return _answer(look(_at_console, ref, carried().desk), "", phone=False)


def _answer(forum: int, person: str, phone: bool) -> Response:
    message = sent()
    if not isinstance(message, list) or len(message) != 2:
        raise Refusal("malformed")
    command = decoded(*message)
    if (command.needs == TAKE_PART) != phone:
        raise Refusal("rights")
    if phone:
        return jsonify(
            as_json(
                ParticipantRateLimiter(services().writer, services().rates).execute(person, command, carried(), forum)
            )
        )
    return jsonify(as_json(services().writer.execute(command, carried(), forum)))


def on_phone(db: Session, code: str, token: str) -> tuple[int, int]:
    """The forum with this code and the participant that a phone is in it, by their ids. Raises Refusal not_joined."""
    forum = db.scalar(select(Forum).where(Forum.code == join_codes.tidy(code)))
    person = authentication.participant(db, token, forum) if forum is not None else None
    if forum is None or person is None:
        raise Refusal("not_joined")
    return forum.id, person.id


def _at_console(db: Session, ref: str, token: str) -> int:
    return authentication.must_lead(db, token, ref, clock()).id
