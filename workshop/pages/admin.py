"""The administrator's door: errands from a terminal on this machine, with the key that only run/server.json tells."""

import hmac

from flask import Blueprint, Response, jsonify, request

from workshop.admin import ERRANDS, Admin
from workshop.domain.errors import Refusal
from workshop.pages.base import house, sent
from workshop.runtime import loop

pages = Blueprint("admin", __name__)
LOOPBACK = ("127.0.0.1", "::1")


@pages.post("/admin/<errand>")
def run(errand: str) -> Response:
    """One errand: JSON in, `{ok, done}` or `{ok, code, facts}` out."""
    owner = house()
    given = request.headers.get("X-Workshop-Key", "")
    here = request.remote_addr in (*LOOPBACK, owner.settings.host)
    if not here or not owner.owner_key or not hmac.compare_digest(given.encode(), owner.owner_key.encode()):
        raise Refusal("page")
    body = sent()
    if errand not in ERRANDS or not isinstance(body, dict):
        raise Refusal("malformed")
    desk = Admin(owner.settings, owner.engine, owner.writer, owner.hosts.port)
    done = loop.in_thread(ERRANDS[errand], desk, body, pool="errands")  # to look through every log takes its time
    owner.live.gateway.look_again()  # whoever an errand has signed out is out at once
    return jsonify({"ok": True, "done": done})
