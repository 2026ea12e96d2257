"""The console: the facilitator's page, who is admitted to it, and the three things on it that only the server can make
(secrets).

No rules here: commands go through the write door, what is shown comes over the wire.
"""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify, request
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from workshop.access import actors, codes, links
from workshop.access.address import base_url, candidates
from workshop.access.qr import qr_svg
from workshop.actions.writer import clock
from workshop.contract import commands
from workshop.domain.errors import Refusal
from workshop.i18n import catalogues
from workshop.pages.base import (
    csrf,
    desk,
    do,
    house,
    language,
    look,
    new_key,
    refusal_sentence,
    render,
    sent,
    set_desk,
    to,
    words_url,
)
from workshop.runtime import loop
from workshop.storage.database import transaction
from workshop.storage.tables import Forum

pages = Blueprint("console", __name__)
Facts = dict[str, Any]


@pages.get("/console/<ref>")
def console(ref: str) -> Response:
    """The page itself; with `?key=` first the admission, then the page without the key in its address."""
    key = request.args.get("key", "")
    if key:
        return _by_link(ref, key)
    forum = look(_led, ref, desk())
    if forum is None:
        return _outside()
    return render(
        "console.html",
        forum=forum,
        start=_boot(forum, look(_me, forum["id"], desk())),
        organiser=look(_organises, desk()),
    )


@pages.post("/console/<ref>/links")
def add_link(ref: str) -> Response:
    """A co-facilitator's link, made on demand. JSON {label} in, {link, address, qr} out: the only time the secret is
    told."""
    forum = _mine(ref)
    secret, hashed = links.new_secret()
    made = do(commands.LinkAdd(key=new_key(), secret_hash=hashed, label=_given("label")[:60]), forum["id"])
    address = links.address(_base(forum["address"]), ref, secret)
    code = qr_svg(address)
    return jsonify({"ok": True, "link": made["link"], "address": address, "qr": {"size": code.size, "path": code.path}})


@pages.post("/console/<ref>/secret")
def renew(ref: str) -> Response:
    """Another secret in the joining QR; people already in stay."""
    do(commands.JoinRenew(key=new_key(), secret=codes.join_secret()), _mine(ref)["id"])
    return jsonify({"ok": True})


@pages.post("/console/<ref>/screen")
def renew_screen(ref: str) -> Response:
    """Another link to the screen; what shows the old one goes dark. The new one out."""
    secret = codes.long_secret()
    do(commands.ScreenRenew(key=new_key(), secret=secret), _mine(ref)["id"])
    return jsonify({"ok": True, "screen": f"/screen/{secret}"})


@pages.post("/console/<ref>/address")
def choose_address(ref: str) -> Response:
    """Which of this machine's addresses the QR carries. JSON {url} in; empty means the likeliest."""
    forum, url = _mine(ref), _given("url")
    if url and url not in [each["url"] for each in _candidates()]:
        raise Refusal("malformed")
    do(commands.JoinAddress(key=new_key(), url=url), forum["id"])
    return jsonify({"ok": True, "address": _base(url)})


def _by_link(ref: str, key: str) -> Response:
    clean = to(f"/console/{ref}")
    if look(_led, ref, desk()) is not None:
        return clean
    token = loop.in_thread(_admit, house().engine, ref, key, desk(), pool="access")
    if not token:
        return _outside()
    set_desk(clean, token)
    return clean


def _admit(engine: Engine, ref: str, key: str, before: str) -> str:
    with transaction(engine) as db:
        return links.admit(db, ref, key, before, clock())


def _outside() -> Response:
    """Not admitted, whatever the reason: a forum that does not exist looks the same from outside."""
    return render("console/outside.html", 403, sentence=refusal_sentence(Refusal("rights")), after=request.path)


def _mine(ref: str) -> Facts:
    """The forum that this desk leads; raises Refusal."""
    return look(_must_lead, ref, desk())


def _must_lead(db: Session, ref: str, token: str) -> Facts:
    return _facts(actors.must_lead(db, token, ref, clock()))


def _led(db: Session, ref: str, token: str) -> Facts | None:
    row = actors.led(db, token, ref, clock())
    return None if row is None else _facts(row)


def _organises(db: Session, token: str) -> bool:
    """Whether the office is open to this desk, too: a link admits to the console alone."""
    return actors.account(db, token, clock()) is not None


def _me(db: Session, forum: int, token: str) -> str:
    """How the log calls whoever leads from this desk: undo takes back what they did."""
    found = actors.desk_actor(db, token, db.get(Forum, forum), clock())
    return "" if found is None else found.name


def _facts(row: Forum) -> Facts:
    return {
        "id": row.id,
        "ref": row.ref,
        "title": dict(row.title),
        "code": row.code,
        "screen": row.screen_token,
        "address": row.address,
    }


def _boot(forum: Facts, me: str) -> Facts:
    """What console.js starts from."""
    base = _base(forum["address"])
    return {
        "page": "console",
        "forum": forum["id"],
        "ref": forum["ref"],
        "lang": language(),
        "words": words_url("console"),
        "csrf": csrf(),
        "post": f"/console/{forum['ref']}/do",
        "url": base,
        "screen": f"/screen/{forum['screen']}",
        "candidates": _candidates(),
        "fixed": bool(house().settings.url),
        "languages": {name: catalogues.html_lang(name) for name in catalogues.LANGUAGES},
        "zone": str(house().settings.tz),
        "me": me,
    }


def _candidates() -> list[dict[str, str]]:
    settings, port = house().settings, house().hosts.port
    if settings.url:
        return [{"url": settings.url, "host": urlsplit(settings.url).netloc, "kind": "other"}]
    return [
        {"url": each.url, "host": urlsplit(each.url).netloc, "kind": each.kind}
        for each in candidates(port, settings.host)
    ]


def _base(override: str) -> str:
    """The address people use; where the machine has no network, its own name for itself (the page says that no phone
    gets there)."""
    return base_url(house().settings, house().hosts.port, override)


def _given(name: str) -> str:
    """One text of the JSON object that was sent; nothing when it has none. Raises Refusal malformed."""
    body = sent()
    text = body.get(name, "") if isinstance(body, dict) else None
    if not isinstance(text, str):
        raise Refusal("malformed")
    return text
