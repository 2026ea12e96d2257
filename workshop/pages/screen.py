"""The screen: the projector's page, found by the secret in its link, and the join card that it shows. Reads only.

The QR's secret is in the page and in the card, never in frames; the page requests the card again when the forum
changes, because the address and the Wi-Fi may have changed with it.
"""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access import address
from workshop.access.qr import QrCode, qr_svg
from workshop.domain.errors import Refusal
from workshop.i18n import catalogues
from workshop.pages.base import house, look, pick, render, words_url
from workshop.storage.tables import Forum

pages = Blueprint("screen", __name__)
MOST_LANGUAGES = 2
THEMES = ("light", "dark")


@pages.get("/screen/<token>")
def show(token: str) -> Response:
    """The page with title and join card; everything else comes over the socket. Unknown links raise Refusal page."""
    forum = look(_forum, token)
    card = card_of(forum)
    first = card["languages"][0]["lang"]
    boot = {
        "page": "screen",
        "forum": forum["id"],
        "token": token,
        "lang": first,
        "words": words_url("screen", first),
        "csrf": "",
        "post": "",
        "url": card["url"],
        "card": card,
        "cards": f"/screen/{token}/card",
        "zone": str(house().settings.tz),
    }
    return _unkept(
        render(
            "screen.html",
            title=pick(forum["title"], first),
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
    return _unkept(jsonify(card_of(look(_forum, token))))


def card_of(forum: dict[str, Any]) -> dict[str, Any]:
    """How to join: `{code, url, host, qr, wifi, languages}`.

    `qr` is `{size, path}`, or None while this machine has no address that a phone could reach; `host` is what people
    type, without the scheme. `wifi` is `{network, password, qr}` or None. `languages` are the screen's, the prominent
    one first, each with the address of its catalogue.
    """
    url = address.best(house().settings, house().hosts.port, forum["address"] or None)
    shown = [lang for lang in forum["screen_languages"] if lang in catalogues.LANGUAGES][:MOST_LANGUAGES] or ["fi"]
    return {
        "code": forum["code"],
        "url": url or "",
        "host": urlsplit(url).netloc if url else "",
        "qr": _qr(address.qr_payload(url, forum["join_secret"])) if url else None,
        "wifi": _wifi(forum["wifi_network"], forum["wifi_password"]),
        "languages": [{"lang": lang, "words": words_url("screen", lang)} for lang in shown],
    }


def _wifi(network: str, password: str) -> dict[str, Any] | None:
    if not network:
        return None
    return {"network": network, "password": password, "qr": _qr(address.wifi_payload(network, password))}


@lru_cache(maxsize=64)
def _code(text: str) -> QrCode:
    """Cached: every screen requests its card now and then, and drawing takes tens of milliseconds."""
    return qr_svg(text)


def _qr(text: str) -> dict[str, Any]:
    code = _code(text)
    return {"size": code.size, "path": code.path}


def _forum(db: Session, token: str) -> dict[str, Any]:
    row = db.scalar(select(Forum).where(Forum.screen_token == token))
    if row is None:
        raise Refusal("page")
    names = ("id", "title", "code", "join_secret", "address", "screen_languages", "wifi_network", "wifi_password")
    return {name: getattr(row, name) for name in names}


def _unkept(response: Response) -> Response:
    """Forbid caching: the page holds a secret."""
    response.headers["Cache-Control"] = "no-store"
    return response
