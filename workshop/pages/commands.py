"""Commands by HTTP POST, the fallback while the socket is down: the JSON that the socket would carry. The idempotency
key makes a command sent both ways harmless."""

from flask import Blueprint, Response, jsonify
from sqlalchemy.orm import Session

from workshop.access import authentication
from workshop.actions.parse import as_json, sent_by
from workshop.contract.answer import Answer
from workshop.contract.base import Command
from workshop.domain.errors import Refusal
from workshop.pages.base import carried, look, services
from workshop.pages.phone_participant import on_phone
from workshop.pages.post_checks import sent
from workshop.runtime.epoch_ms import clock

pages = Blueprint("do", __name__)


@pages.post("/j/<code>/do")
def phone(code: str) -> Response:
    """`[verb, body]` from a participant, as JSON."""
    who, command = on_phone(code), _sent_by("phone")
    return _answer(services().limited.execute(who.participant, command, carried(), who.forum))


@pages.post("/console/<ref>/do")
def console(ref: str) -> Response:
    """`[verb, body]` from a facilitator, as JSON."""
    forum, command = look(_at_console, ref, carried().desk), _sent_by("console")
    return _answer(services().writer.execute(command, carried(), forum))


def _sent_by(page: str) -> Command:
    message = sent()
    if not isinstance(message, list) or len(message) != 2:
        raise Refusal("malformed")
    return sent_by(page, *message)


def _answer(answer: Answer) -> Response:
    return jsonify(as_json(answer))


def _at_console(db: Session, ref: str, token: str) -> int:
    return authentication.must_lead(db, token, ref, clock()).id
