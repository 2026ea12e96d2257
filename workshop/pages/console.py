"""The console: the facilitator's page, the admission to it by link, and the secrets on it that only the server can
make.

Contains no rules: other commands go over the socket, and what is shown comes over it.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec
from flask import Blueprint, Response, jsonify, request
from sqlalchemy.orm import Session

from workshop.access import authentication, facilitator_links, random_codes_and_keys
from workshop.access.base_url_and_allowed_hosts import base_url, candidates
from workshop.access.qr import qr_svg
from workshop.contract import commands
from workshop.domain import screening
from workshop.domain.errors import Refusal
from workshop.i18n import catalogues, languages
from workshop.pages import desk_language
from workshop.pages.base import (
    desk,
    do,
    language,
    look,
    new_key,
    render,
    services,
    set_desk,
    to,
    words_url,
)
from workshop.pages.post_checks import csrf, sent
from workshop.pages.refusal_responses import refusal_sentence
from workshop.runtime import loop
from workshop.runtime.epoch_ms import clock
from workshop.storage.tables import Forum

FEWEST_PILES, MOST_PILES = 2, 26
pages = Blueprint("console", __name__)
desk_language.kept_by(pages)


@dataclass(frozen=True)
class Led:
    """The forum that a console leads. `screen` is the secret of its screen's link."""

    id: int
    ref: str
    title: dict[str, str]
    code: str
    screen: str
    address: str


@pages.get("/console/<ref>")
def console(ref: str) -> Response:
    """The page; with `?key=` first the admission, then a redirect to the page without the key in its address."""
    key = request.args.get("key", "")
    if key:
        return _by_link(ref, key)
    forum = look(_led, ref, desk())
    if forum is None:
        return _not_admitted()
    return render(
        "console.html",
        forum=forum,
        start=_boot(forum, look(_me, forum.id, desk())),
        organiser=look(_organises, desk()),
        offered=languages.WHOLE,
    )


@pages.post("/console/<ref>/links")
def add_link(ref: str) -> Response:
    """Make a co-facilitator's link. JSON {label} in, {link, address, qr} out: the only time the secret is shown."""
    forum = _led_forum(ref)
    secret, hashed = facilitator_links.new_secret()
    made = do(commands.LinkAdd(key=new_key(), secret_hash=hashed, label=_given("label")), forum.id)
    address = facilitator_links.address(_base(forum.address), ref, secret)
    code = qr_svg(address)
    return jsonify({"ok": True, "link": made["link"], "address": address, "qr": {"size": code.size, "path": code.path}})


@pages.post("/console/<ref>/secret")
def renew(ref: str) -> Response:
    """Replace the secret in the joining QR; participants who have joined stay."""
    do(commands.JoinRenew(key=new_key(), secret=random_codes_and_keys.join_secret()), _led_forum(ref).id)
    return jsonify({"ok": True})


@pages.post("/console/<ref>/screen")
def renew_screen(ref: str) -> Response:
    """Replace the secret of the screen's link; screens with the old one go dark. JSON {screen} out."""
    secret = random_codes_and_keys.long_secret()
    do(commands.ScreenRenew(key=new_key(), secret=secret), _led_forum(ref).id)
    return jsonify({"ok": True, "screen": f"/screen/{secret}"})


@pages.post("/console/<ref>/address")
def choose_address(ref: str) -> Response:
    """Choose which of this machine's addresses the QR carries. JSON {url} in; empty means the likeliest."""
    forum, url = _led_forum(ref), _given("url")
    if url and url not in [each["url"] for each in _candidates()]:
        raise Refusal("malformed")
    do(commands.JoinAddress(key=new_key(), url=url), forum.id)
    return jsonify({"ok": True, "address": _base(url)})


@pages.get("/console/<ref>/suggestions")
def suggestions(ref: str) -> Response:
    """What the board may suggest: `suggestions_for_board.Suggestions` as JSON. With an entity tag, because a console
    asks again and again, and mostly nothing has changed."""
    body = msgspec.json.encode(services().suggestions.of(_led_forum(ref).id))
    response = Response(body, mimetype="application/json")
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


@pages.get("/console/<ref>/piles")
def piles(ref: str) -> Response:
    """About as many piles as `?about=` says (2 to 26): `suggestions_for_board.ProposedPiles` as JSON. Raises
    Refusal malformed, busy when no suggestions can be computed now."""
    about = request.args.get("about", 0, type=int)
    if not FEWEST_PILES <= about <= MOST_PILES:
        raise Refusal("malformed")
    found = loop.in_thread(services().suggestions.piles, _led_forum(ref).id, about, pool="piles")
    return Response(msgspec.json.encode(found), mimetype="application/json", headers={"Cache-Control": "no-store"})


def _by_link(ref: str, key: str) -> Response:
    clean = to(f"/console/{ref}")
    if look(_led, ref, desk()) is not None:
        return clean
    token = loop.in_thread(facilitator_links.admit, services().engine, ref, key, desk(), clock(), pool="access")
    if not token:
        return _not_admitted()
    set_desk(clean, token)
    return clean


def _not_admitted() -> Response:
    """The page for people who are not admitted. A forum that does not exist looks the same, so that it cannot be
    probed."""
    return render("console/outside.html", 403, sentence=refusal_sentence(Refusal("rights")), after=request.path)


def _led_forum(ref: str) -> Led:
    """The forum that this desk leads. Raises Refusal."""
    return look(_must_lead, ref, desk())


def _must_lead(db: Session, ref: str, token: str) -> Led:
    return _facts(authentication.must_lead(db, token, ref, clock()))


def _led(db: Session, ref: str, token: str) -> Led | None:
    row = authentication.forum_led_by(db, token, ref, clock())
    return None if row is None else _facts(row)


def _organises(db: Session, token: str) -> bool:
    """Whether this desk may open the office too: a link admits to the console only."""
    return authentication.account(db, token, clock()) is not None


def _me(db: Session, forum: int, token: str) -> str:
    """The name in the log of the person at this desk, whose commands their undo takes back."""
    found = authentication.desk_actor(db, token, db.get(Forum, forum), clock())
    return "" if found is None else found.name


def _facts(row: Forum) -> Led:
    return Led(row.id, row.ref, dict(row.title), row.code, row.screen_token, row.address)


def _boot(forum: Led, me: str) -> dict[str, object]:
    """The facts that console.js starts from."""
    base = _base(forum.address)
    return {
        "page": "console",
        "forum": forum.id,
        "ref": forum.ref,
        "lang": language(),
        "words": words_url("console"),
        "csrf": csrf(),
        "post": f"/console/{forum.ref}/do",
        "url": base,
        "screen": f"/screen/{forum.screen}",
        "candidates": _candidates(),
        "fixed": bool(services().settings.url),
        "languages": {name: catalogues.html_lang(name) for name in languages.LANGUAGES},
        "zone": str(services().settings.tz),
        "me": me,
        "reason_of_flag": screening.REASON_OF,
    }


def _candidates() -> list[dict[str, str]]:
    settings, port = services().settings, services().hosts.port
    if settings.url:
        return [{"url": settings.url, "host": urlsplit(settings.url).netloc, "kind": "other"}]
    return [
        {"url": each.url, "host": urlsplit(each.url).netloc, "kind": each.kind}
        for each in candidates(port, settings.host)
    ]


def _base(override: str) -> str:
    """The address people use; where the machine has no network, its loopback address (the page warns that no phone can
    reach it)."""
    return base_url(services().settings, services().hosts.port, override)


def _given(name: str) -> str:
    """One text of the JSON object that was sent; "" when it has none. Raises Refusal malformed."""
    body = sent()
    text = body.get(name, "") if isinstance(body, dict) else None
    if not isinstance(text, str):
        raise Refusal("malformed")
    return text
