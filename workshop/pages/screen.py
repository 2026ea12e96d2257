"""The screen: the projector's page, found by the secret in its link, and the join card that it shows. Reads only.

The QR's secret is in the page and in the card, never in frames; the page requests the card again when the forum
changes, because the address and the Wi-Fi may have changed with it.
"""

from dataclasses import dataclass, fields
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access import base_url_and_allowed_hosts, qr_payloads
from workshop.access.qr import QrCode, qr_svg
from workshop.domain.errors import Refusal
from workshop.i18n import catalogues, languages
from workshop.pages.base import look, pick, render, services, unkept, words_url
from workshop.storage.tables import Forum

pages = Blueprint("screen", __name__)
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Shown:
    """What the page and the card need of a forum."""

    id: int
    title: dict[str, str]
    code: str
    join_secret: str
    address: str
    screen_languages: list[str]
    wifi_network: str
    wifi_password: str
    slug: str | None
    published_at: int | None
    next_steps: dict[str, str]
    rehearsal: bool
    by_ticket: bool


@pages.get("/screen/<token>")
def show(token: str) -> Response:
    """The page with title and join card; everything else comes over the socket. Unknown links raise Refusal page."""
    forum = look(_forum, token)
    card = card_of(forum)
    first = _languages(forum)[0]
    boot = {
        "page": "screen",
        "forum": forum.id,
        "token": token,
        "lang": first,
        "words": words_url("screen", first),
        "csrf": "",
        "post": "",
        "url": card["url"],
        "card": card,
        "cards": f"/screen/{token}/card",
        "zone": str(services().settings.tz),
    }
    return unkept(
        render(
            "screen.html",
            title=pick(forum.title, first),
            card=card,
            first=first,
            starts=boot,
            say=lambda key, **facts: catalogues.say(first, key, **facts),
            theme=request.args.get("theme") if request.args.get("theme") in THEMES else "",
        )
    )


@pages.get("/screen/<token>/card")
def card(token: str) -> Response:
    """The join card as it is now: JSON, see card_of."""
    return unkept(jsonify(card_of(look(_forum, token))))


def card_of(forum: Shown) -> dict[str, object]:
    """How to join: `{by_ticket, code, url, host, qr, wifi, languages, results, published, next}`.

    `qr` is `{size, path}`, or None while this machine has no address that a phone could reach; `host` is what people
    type, without the scheme. Where people need a ticket, `by_ticket`, there is neither `code` nor `qr`: each ticket has
    its own. `wifi` is `{network, password, qr}` or None. `languages` are the screen's, the prominent
    one first, each with the address of its catalogue. `results` is `{host, qr}` of the results page, or None;
    `published`, whether that may be read; `next`, what the organiser wrote on it about what happens next, by language,
    once it is published.
    """
    url = base_url_and_allowed_hosts.best(services().settings, services().hosts.port, forum.address or None)
    return {
        "by_ticket": forum.by_ticket,
        "code": "" if forum.by_ticket else forum.code,
        "url": url or "",
        "host": urlsplit(url).netloc if url else "",
        "qr": _qr(qr_payloads.qr_payload(url, forum.join_secret)) if url and not forum.by_ticket else None,
        "wifi": _wifi(forum.wifi_network, forum.wifi_password),
        "results": _results(f"{url}/results/{forum.slug}") if url and forum.slug and not forum.rehearsal else None,
        "published": forum.published_at is not None,
        "next": forum.next_steps if forum.published_at is not None else {},
        "languages": [{"lang": lang, "words": words_url("screen", lang)} for lang in _languages(forum)],
    }


def _languages(forum: Shown) -> list[str]:
    """The screen's languages, the prominent one first."""
    return [lang for lang in forum.screen_languages if lang in languages.LANGUAGES][: languages.MOST_TOGETHER] or ["fi"]


def _wifi(network: str, password: str) -> dict[str, object] | None:
    if not network:
        return None
    return {"network": network, "password": password, "qr": _qr(qr_payloads.wifi_payload(network, password))}


def _results(url: str) -> dict[str, object]:
    return {"host": url.partition("//")[2], "qr": _qr(url)}


@lru_cache(maxsize=64)
def _code(text: str) -> QrCode:
    """Cached: every screen requests its card now and then, and drawing takes tens of milliseconds."""
    return qr_svg(text)


def _qr(text: str) -> dict[str, object]:
    code = _code(text)
    return {"size": code.size, "path": code.path}


def _forum(db: Session, token: str) -> Shown:
    row = db.scalar(select(Forum).where(Forum.screen_token == token))
    if row is None:
        raise Refusal("page")
    return Shown(**{one.name: getattr(row, one.name) for one in fields(Shown)})
