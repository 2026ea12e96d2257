"""The privacy page: what is stored about people, who sees it, for how long, whom to ask.

It describes what the program does and nothing else; an organisation's own notice, with its controller and legal
grounds, is the organisation's matter. Change its texts in the same commit as the behaviour they describe.
"""

from flask import Blueprint, Response, request

from workshop.domain import join_codes
from workshop.pages.base import DEVICE_DAYS, render

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
    )
