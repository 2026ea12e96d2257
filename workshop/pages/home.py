"""The front page: type a forum's code, choose a language."""

from flask import Blueprint, Response, request

from workshop import words
from workshop.domain import codes
from workshop.domain.errors import Refusal
from workshop.pages import join
from workshop.pages.base import to

pages = Blueprint("home", __name__)


@pages.get("/")
def home() -> Response:
    """The field for a code, or on to the forum whose code was typed."""
    typed = request.args.get("code", "")[:40]
    if not typed.strip():
        return join.front()
    try:
        door = join.find(codes.tidy(typed))
    except Refusal as refusal:
        return join.front(typed, refusal)
    asked = request.args.get("lang", "")
    return to(f"/j/{door.code}" + (f"?lang={asked}" if asked in words.LANGUAGES else ""))
