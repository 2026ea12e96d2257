"""The administrator's endpoint: requests from a terminal on this machine, authenticated by the key in
run/server.json."""

import hmac

from flask import Blueprint, Response, jsonify, request

from workshop.administrator_requests import LONG, REQUESTS
from workshop.administrator_requests.base import Admin
from workshop.domain.errors import Refusal
from workshop.pages.base import services
from workshop.pages.body_limits import ADMIN_BYTES
from workshop.pages.post_checks import sent, without_form_token
from workshop.runtime import loop

pages = Blueprint("admin", __name__)
LOOPBACK = ("127.0.0.1", "::1")


@pages.post("/admin/<name>")
@without_form_token
def run(name: str) -> Response:
    """Run one request: JSON in, `{ok, done}` or `{ok, code, facts}` out."""
    owner = services()
    given = request.headers.get("X-Workshop-Key", "")
    here = request.remote_addr in (*LOOPBACK, owner.settings.host)
    if not here or not owner.owner_key or not hmac.compare_digest(given.encode(), owner.owner_key.encode()):
        raise Refusal("page")
    request.max_content_length = ADMIN_BYTES
    body = sent()
    if name not in REQUESTS or not isinstance(body, dict):
        raise Refusal("malformed")
    desk = Admin(owner.settings, owner.engine, owner.writer, owner.hosts.port, owner.downloads)
    # checking every log takes a while
    done = loop.in_thread(REQUESTS[name], desk, body, pool=f"admin {name}" if name in LONG else "admin")
    owner.live.gateway.look_again()  # sessions that the request ended are disconnected immediately
    return jsonify({"ok": True, "done": done})
