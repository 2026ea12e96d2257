"""The front page: a field for a forum's code, a choice of language."""

from flask import Blueprint, Response, request

from workshop.domain import idea_receipts, join_codes
from workshop.domain.errors import Refusal
from workshop.domain.typed_codes import TYPED_CHARACTERS
from workshop.i18n import languages
from workshop.pages import join
from workshop.pages.base import to

pages = Blueprint("home", __name__)
SHOWN = 60
"""Characters of a wrong code that stay in the field."""


@pages.get("/")
def home() -> Response:
    """The field for a code, or a redirect to the forum whose code was typed. The whole address from the QR is accepted
    too, and a receipt."""
    typed = request.args.get("code", "")[:TYPED_CHARACTERS]
    if not typed.strip():
        return join.front()
    tidied = join_codes.tidy(typed)
    if join_codes.is_secret(tidied):
        return to(f"/J/{tidied}")
    if idea_receipts.is_receipt(idea_receipts.tidy(typed)):
        return to(f"/r/{idea_receipts.tidy(typed)}{_language()}")
    try:
        visit = join.find(tidied)
    except Refusal as refusal:
        return join.front(typed[:SHOWN], refusal)
    return to(f"/j/{visit.ticket or visit.code}{_language()}")


@pages.get("/<word>")
def at_the_top(word: str) -> Response:
    """`host/CODE`, typed as the screen or a ticket shows it: redirect to the forum's address, which reports a wrong
    code. Any other word is 404."""
    tidied = join_codes.tidy(word)
    if not join_codes.could_be(tidied) and not join_codes.is_ticket(tidied):
        raise Refusal("page")
    return to(f"/j/{tidied}{_language()}")


def _language() -> str:
    """The language that was asked for, as a query for the next address."""
    asked = request.args.get("lang", "")
    return f"?lang={asked}" if asked in languages.LANGUAGES else ""
