"""What happens to people's data, in the words of the room: what is stored, who sees it, for how long, whom to ask.

It says what the program does and nothing else; an organisation's own notice, with its controller and its legal grounds,
is a matter of the organisation. Change the words in the same commit as what they tell of.
"""

from flask import Blueprint, Response, request

from workshop.domain import codes
from workshop.pages.base import DEVICE_DAYS, render

pages = Blueprint("privacy", __name__)
PARTS = ("stored", "phone", "who", "long", "ask")


@pages.get("/privacy")
def show() -> Response:
    """The page; `?code=` is the forum to go back to."""
    code = codes.tidy(request.args.get("code", "")[:40])
    return render(
        "phone/privacy.html",
        parts=PARTS,
        days=DEVICE_DAYS,
        back=f"/j/{code}" if codes.is_code(code) else "/",
        code=code,
    )
