"""The console's button that starts and ends simulated people in a rehearsal. Refused for a real forum."""

import hashlib
import hmac

from flask import Blueprint, Response, jsonify
from sqlalchemy.orm import Session

from workshop.access import authentication
from workshop.access.base_url_and_allowed_hosts import inner
from workshop.access.qr_payloads import qr_payload
from workshop.domain.errors import Refusal
from workshop.pages.base import desk, look, services
from workshop.pages.post_checks import sent
from workshop.runtime import loop
from workshop.runtime.epoch_ms import clock
from workshop.runtime.simulated_participants_processes import PEOPLE, AlreadyThere, TooMany

pages = Blueprint("practice", __name__)


@pages.get("/console/<ref>/practice")
def there(ref: str) -> Response:
    """JSON {people: how many are there, call: how many a call brings}."""
    return _state(look(_rehearsal, ref, desk())[0])


@pages.post("/console/<ref>/practice")
def call_or_send_away(ref: str) -> Response:
    """JSON {on: true|false} in. Raises Refusal practice_on, practice_many, and practice_only for a real forum."""
    forum, secret = look(_rehearsal, ref, desk())
    body = sent()
    if not isinstance(body, dict) or not isinstance(body.get("on"), bool):
        raise Refusal("malformed")
    people = services().practice
    if not body["on"]:
        people.send_away(forum)
        return _state(forum)
    link = qr_payload(inner(services().settings.host, services().hosts.port), secret)
    try:
        loop.in_thread(people.call, forum, link, _phones(forum), pool="access")
    except AlreadyThere:
        raise Refusal("practice_on") from None
    except TooMany:
        raise Refusal("practice_many") from None
    return _state(forum)


def _phones(forum: int) -> tuple[str, str]:
    """The name of the phones' cookie, and what the tokens of this forum's simulated phones follow from: the same at
    each call and after a restart, and not to be guessed by others."""
    secret = hmac.new(services().secret.encode(), f"practice/{forum}".encode(), hashlib.sha256).hexdigest()
    return services().cookies.device, secret


def _state(forum: int) -> Response:
    return jsonify({"ok": True, "people": PEOPLE if services().practice.are_in(forum) else 0, "call": PEOPLE})


def _rehearsal(db: Session, ref: str, token: str) -> tuple[int, str]:
    """Number and joining secret of a rehearsal that this desk leads. Raises Refusal."""
    row = authentication.must_lead(db, token, ref, clock())
    if not row.rehearsal:
        raise Refusal("practice_only")
    return row.id, row.join_secret
