"""The privacy page: what is stored about people, who sees it, for how long, whom to ask.

It describes what the program does and nothing else; an organisation's own notice, with its controller and legal
grounds, is the organisation's matter. Change its texts in the same commit as the behaviour they describe.
"""

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from workshop.domain import join_codes
from workshop.domain.errors import Refusal
from workshop.pages.base import DEVICE_DAYS, look, render, services
from workshop.pages.phone_participant import on_phone
from workshop.projections.personal_data import deletes_at
from workshop.runtime.settings import Settings
from workshop.storage.tables import Forum

pages = Blueprint("privacy", __name__)
PARTS = ("stored", "phone", "who", "long", "ask")


@pages.get("/privacy")
def show() -> Response:
    """The page; `?code=` is the forum to go back to."""
    code = join_codes.tidy(request.args.get("code", "")[:40])
    return render(
        "phone/privacy.html",
        parts=PARTS,
        days=DEVICE_DAYS,
        back=f"/j/{code}" if join_codes.is_code(code) else "/",
        code=code,
        until=_until(code),
    )


def _until(code: str) -> int | None:
    """When the personal data of the forum is deleted, in epoch milliseconds: only for those who are in it, so that the
    page tells nobody which codes there are."""
    try:
        return look(_deletes_at, on_phone(code).forum, services().settings) if code else None
    except Refusal:
        return None


def _deletes_at(db: Session, forum: int, settings: Settings) -> int:
    return deletes_at(db, db.get_one(Forum, forum), settings.keep_months, settings.tz)
