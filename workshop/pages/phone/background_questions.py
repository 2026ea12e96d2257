"""The page of the background questions on a phone: a plain form, in which every question may be left open. Who has
answered is back on the forum's page, because this page has no connection: nothing could call a phone back from here.
Until then it asks now and then whether the forum has begun, and says so (`static/js/phone/background.js`).

A page of its own whose form is the same with and without scripts, so that nobody has to pass it before writing or
voting, and so that answers are in no store of the phone. Contains no rules: each answer becomes a command.
"""

from flask import Blueprint, Response, g, jsonify, request

from workshop.contract import refusals
from workshop.contract.commands import BackgroundAnswer
from workshop.domain import join_codes
from workshop.domain.errors import Refusal
from workshop.pages.base import do_rate_limited, look, new_key, render, to
from workshop.pages.phone_participant import OnPhone, on_phone
from workshop.pages.refusal_responses import form_sentence
from workshop.projections import background_questions
from workshop.projections.background_questions import OwnBackground
from workshop.runtime.whole_numbers import whole

pages = Blueprint("background", __name__)


@pages.get("/j/<code>/background")
def show(code: str) -> Response:
    """The questions with one's own answers."""
    return _page(code, on_phone(code))


@pages.get("/j/<code>/background/begun")
def begun(code: str) -> Response:
    """Whether the forum is live, for the page's script: {"begun": …}."""
    who = on_phone(code)
    return jsonify({"begun": look(background_questions.asked, who.forum, who.participant).live})


@pages.post("/j/<code>/background")
def answer(code: str) -> Response:
    """Store what is answered otherwise than before, or take all answers back. Each answer is a command of its own, so
    that the log does not say which belong together."""
    who = on_phone(code)
    asked = look(background_questions.asked, who.forum, who.participant)
    deletes = request.form.get("act") == "delete"
    version = whole(request.form.get("version", "")) or 0
    try:
        for question, choice in _changed(asked, deletes):
            command = BackgroundAnswer(key=new_key(), question=question, choice=choice, version=version)
            do_rate_limited(command, who.forum, who.participant)
    except Refusal as refusal:
        return _page(code, who, refusal)
    return to(f"/j/{join_codes.tidy(code)}?did={'forgotten' if deletes else 'known'}")


def _changed(asked: OwnBackground, deletes: bool) -> list[tuple[int, int | None]]:
    """(question, choice or None) of the answers that this form changes."""
    numbers = range(1, len(asked.questions) + 1)
    given = {n: None if deletes else whole(request.form.get(f"answer-{n}", "")) for n in numbers}
    return [(n, choice) for n, choice in given.items() if choice != asked.own.get(n)]


def _page(code: str, who: OnPhone, refusal: Refusal | None = None) -> Response:
    """Raises Refusal gone for a forum without questions."""
    g.language = who.language
    asked = look(background_questions.asked, who.forum, who.participant)
    if not asked.questions:
        raise Refusal("gone")
    return render(
        "phone/background.html",
        200 if refusal is None else refusals.status(refusal.code),
        asked=asked,
        code=join_codes.tidy(code),
        refused="" if refusal is None else form_sentence(refusal),
    )
