"""Refusals and errors as responses: what happened, whether the text is safe, what to do."""

import re

from flask import Response, current_app, jsonify, request
from markupsafe import escape
from sqlalchemy.exc import DBAPIError

from workshop.contract import refusals
from workshop.domain import join_codes as codes_of_forums
from workshop.domain.errors import Refusal
from workshop.i18n import catalogues, languages
from workshop.pages.base import language, render, services, text_of
from workshop.pages.page_cache import Slots
from workshop.pages.post_checks import is_foreign, is_scripts
from workshop.storage.database import is_full

TYPED = re.compile(
    r"text|missing|edit-\d+|place|organiser|(title|intro|name|prompt|instruction|next_steps)(-("
    + "|".join(languages.WRITTEN)
    + r"))?"
)
"""Form fields with words that take time to write."""


def refusal_sentence(refusal: Refusal, lang: str = "") -> str:
    """A refusal as text: what happened, whether the text is safe, what to do."""
    return catalogues.refusal(lang or language(), refusal.code, refusal.facts)


def form_sentence(refusal: Refusal) -> str:
    """The text for a refused form. It differs for people without scripts: their phone keeps no text and sends nothing
    again. Who only asked for a page is told nothing of saving."""
    own = "office.refusal." if request.blueprint == "office" else "phone.refusal."
    if _only_reads(refusal):
        own = "read.refusal."
    return catalogues.refusal(language(), refusal.code, refusal.facts, own)


def _only_reads(refusal: Refusal) -> bool:
    """Whether a page could not be made for which nothing was sent: it is simply asked for again."""
    return refusal.code == "server" and request.method in ("GET", "HEAD")


def refusal_response(refusal: Refusal) -> Response:
    """The response for a refusal that no page caught: a page, or JSON for scripts. Never a traceback."""
    status = refusals.status(refusal.code)
    if is_scripts():
        answer = jsonify({"ok": False, "code": refusal.code, "facts": refusal.facts})
        answer.status_code = status
        return answer
    typed = _typed(refusal)
    if typed:
        facts = {"again": "".join(_again(refusal.code)), "cookies": refusal.code == "no_cookies", "typed": typed}
        return render("refusal.html", status, sentence=form_sentence(refusal), **facts)
    return Response(_prepared(refusal), status)


def _prepared(refusal: Refusal) -> str:
    """The page of a refusal, rendered once for all who get the same: one stranger may ask for thousands."""
    sentence, cookies, (page, code) = form_sentence(refusal), refusal.code == "no_cookies", _again(refusal.code)
    read = _only_reads(refusal)

    def made(slots: Slots) -> str:
        again = page + slots.place("code") if code else page
        return text_of("refusal.html", sentence=sentence, again=again, cookies=cookies, typed=[], read=read)

    place = ("refusal", language(), sentence, cookies, page, bool(code))
    return services().page_cache.get(place, services().release, made).filled({"code": lambda: str(escape(code))})


def _again(code: str) -> tuple[str, str]:
    """The page whose form this request was, to be opened again, in two parts: the second is the forum's code, or empty.
    Nothing for a refusal after which that would be no use."""
    if code not in ("no_cookies", "signed_out"):
        return "", ""
    _, room, *rest = request.path.split("/")
    if room == "j" and rest:
        return "/j/", codes_of_forums.tidy(rest[0])
    return ("/office/sign-in" if room == "office" else "/"), ""


def _typed(refusal: Refusal) -> list[str]:
    """What was typed into the refused form, to be copied from the refusal page; empty for what another site put into
    one."""
    if request.method != "POST" or refusal.code == "too_large" or is_foreign():
        return []
    return [text for name, text in request.form.items() if TYPED.fullmatch(name) and text.strip()]


def error_response(error: Exception) -> Response:
    """The response for an unexpected error. A full disk is logged without a traceback, other errors with one."""
    if is_full(error):
        current_app.logger.error(
            "%s cannot be written: %s", request.endpoint, error.orig if isinstance(error, DBAPIError) else error
        )
        return refusal_response(Refusal("disk_full"))
    current_app.logger.error("a page failed", exc_info=error)
    return refusal_response(Refusal("server"))
