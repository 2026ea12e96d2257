"""The office's blueprint, and what its pages share: who is signed in, dates, forms that are shown again with their
text.

Only organisers are admitted; the few open pages are listed here. Contains no rules: what may be done is decided by the
actions.
"""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, g, request, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.exceptions import RequestEntityTooLarge

from workshop.access import authentication
from workshop.contract import refusals
from workshop.contract.base import (
    ANSWER_MAX,
    BACKGROUND_MAX,
    INTRO_MAX,
    NAME_MAX,
    NEXT_MAX,
    PLACE_MAX,
    PROMPT_MAX,
    REASON_MAX,
    TITLE_MAX,
)
from workshop.domain.activities import KINDS
from workshop.domain.derived_keys import derived_key
from workshop.domain.errors import Refusal
from workshop.domain.planned_times import YEARS
from workshop.domain.text import surplus
from workshop.i18n import catalogues, languages
from workshop.pages import base, desk_language, form_after_sign_in, post_checks
from workshop.pages.form_after_sign_in import OPEN
from workshop.pages.refusal_responses import form_sentence, refusal_response, refusal_sentence
from workshop.reports.idea_wording import numbers
from workshop.runtime.epoch_ms import MINUTE, clock
from workshop.runtime.whole_numbers import whole

pages = Blueprint("office", __name__)
desk_language.kept_by(pages)
FOR_LEADERS = frozenset(
    {
        "office.summary",
        "office.download",
        "office.making",
        "office.printing",
        "office.print_file",
        "office.invitation_qr",
        "office.print_preview",
        "office.ticket_page",
        "office.add_tickets",
        "office.revoke_tickets",
        "office.require_tickets",
        "office.print_tickets",
    }
)
"""Pages that a facilitator admitted by a link may open too; each checks that it belongs to their own forum."""
MOST = {
    "title": TITLE_MAX,
    "intro": INTRO_MAX,
    "name": NAME_MAX,
    "prompt": PROMPT_MAX,
    "place": PLACE_MAX,
    "reason": REASON_MAX,
    "background": BACKGROUND_MAX,
    "answer": ANSWER_MAX,
    "next_steps": NEXT_MAX,
}
"""Most characters of a text by field, equal to the domain's limits. No field has them as `maxlength`: a browser would
cut what is pasted, and say nothing. They tell in which field the text stands that was refused."""


@dataclass(frozen=True)
class Me:
    """The account that is signed in."""

    id: int
    email: str
    called: str


@pages.before_request
def gate() -> Response | None:
    """Admit organisers; redirect others to the sign-in page, and from there back to the page they wanted."""
    g.me = base.look(_me, base.desk())
    if g.me is not None or request.endpoint in OPEN | FOR_LEADERS:
        return None
    if request.method != "GET":
        return ask(Refusal("signed_out"))
    return (
        go("office.sign_in", next=request.full_path.rstrip("?"))
        if request.path.rstrip("/") != "/office"
        else go("office.sign_in")
    )


@pages.context_processor
def at_hand() -> dict[str, object]:
    """Values and functions for the office's templates, besides the texts."""
    here = str(g.get("here", request.path)).rstrip("/")
    return {
        "me": g.get("me"),
        "here": here,
        "not_done": " ".join(base.t(key) for key in form_after_sign_in.sentences())
        if g.get("held") in form_after_sign_in.BUTTONS
        else "",
        "answers_a_form": request.method == "POST",
        "aside": _aside(),
        "office_languages": languages.WHOLE,
        "written": languages.WRITTEN,
        "step_name": step_name,
        "most": MOST,
        "surplus_of": surplus,
        "as_typed": as_typed,
        "years": (YEARS[0], YEARS[-1]),
        "minute": MINUTE,
        "span": span,
        "said_in": catalogues.say,
        "after_start": after_start,
        "numbers": lambda states: numbers(states, base.language()),
    }


def _aside() -> dict[str, Markup]:
    """How links leave the answer to a form, whose page would lose what was typed: beside it, in a new tab, which the
    words for screen readers say. Both are empty on other pages."""
    if request.method != "POST":
        return {"tab": Markup(), "said": Markup()}
    said = Markup('<span class="hidden"> {}</span>').format(base.t("office.new_tab"))
    return {"tab": Markup(' target="_blank" rel="noopener"'), "said": said}


@pages.errorhandler(Refusal)
def tell(refusal: Refusal) -> Response:
    """The response for a refusal that no form caught: for people who are signed in a page of the office, with the way
    back."""
    if (
        refusal.code in ("form_stale", "no_cookies")
        and post_checks.is_ours()
        and request.endpoint not in OPEN | FOR_LEADERS
    ):
        return _once_more(refusal)
    if refusal.code == "too_large":
        _recognise()  # its body was not read, so nobody was asked for yet
    if g.get("me") is None:
        return refusal_response(refusal)
    sentence = base.t("office.gone") if refusal.code == "gone" else form_sentence(refusal)
    return base.render("office/refusal.html", refusals.status(refusal.code), sentence=sentence)


@pages.errorhandler(RequestEntityTooLarge)
def tell_too_large(_: RequestEntityTooLarge) -> Response:
    """The response for a body that turns out to be too large while it is read."""
    return tell(Refusal("too_large"))


def _recognise() -> None:
    """Ask who sends this request where the checks before it ended early."""
    g.language = desk_language.chosen()
    g.me = base.look(_me, base.desk())


def _once_more(refusal: Refusal) -> Response:
    """A form from before its sender signed out or in again: shown once more, after signing in if necessary."""
    _recognise()
    if g.me is None:
        return ask(refusal)
    return form_after_sign_in.shown(form_after_sign_in.of_refused()) or refusal_response(refusal)


def ask(refusal: Refusal) -> Response:
    """The sign-in form, which carries the refused form along."""
    facts = {"wanted": url_for("office.home"), "email": "", "first": False, "held": form_after_sign_in.of_refused()}
    return base.render(
        "office/sign_in.html",
        refusals.status(refusal.code),
        refusal=refusal_sentence(Refusal("signed_out")),
        **facts,
    )


def signed_in(token: str) -> None:
    """Treat the browser as signed in for the rest of this request."""
    g.desk = token
    g.me = base.look(_me, token)


def _me(db: Session, desk: str) -> Me | None:
    row = authentication.account(db, desk, clock())
    return None if row is None else Me(row.id, row.email, row.called)


def go(endpoint: str, **values: Any) -> Response:
    """Redirect the browser to another page, by GET."""
    anchor = values.pop("anchor", None)
    return base.to(url_for(endpoint, _anchor=anchor, **values))


def back_to(path: str) -> str:
    """Where to go after signing in: a path of the office or of a console, else the office's first page. Never another
    host."""
    inner = (
        path.startswith(("/office/", "/office?", "/console/"))
        and "\\" not in path
        and "//" not in path.split("?", 1)[0]
    )
    return path if inner and path.isprintable() and len(path) < 300 else url_for("office.home")


def again(template: str, refusal: Refusal, **facts: object) -> Response:
    """The form again with what was typed, and the reason beside it."""
    if g.get("held"):
        return base.render(template, refusal=" ".join(base.t(key) for key in form_after_sign_in.sentences()), **facts)
    return base.render(template, refusals.status(refusal.code), refusal=sentence(refusal), **facts)


def sentence(refusal: Refusal) -> str:
    """A refusal as text, in the office's own words where they differ from the phone's."""
    return catalogues.refusal(base.language(), refusal.code, refusal.facts, "office.refusal.")


def span(starts_at: int, minutes: int) -> str:
    """Start and end: 17.00–18.57; only the start when it has no length."""
    begins, ends = base.hour(starts_at), base.hour(starts_at + minutes * MINUTE)
    return f"{begins}–{ends}" if minutes else begins


def after_start(minutes: int) -> str:
    """When an activity begins where no clock time is known: minutes after the start."""
    return "+" + catalogues.say(base.language(), "office.min", n=minutes)


def step_name(name: dict[str, str], kind: str, prompt: dict[str, str]) -> tuple[str, str]:
    """An activity's name in the reader's language, and the language of that name."""
    return catalogues.step_name(base.language(), name, kind, prompt if KINDS[kind].shows == "words" else {})


@pages.app_template_global()
def once_field() -> Markup:
    """A hidden field that identifies one opening of a form that creates something."""
    return Markup('<input type="hidden" name="once" value="{}" autocomplete="off">').format(base.new_key())


def form_key() -> str:
    """The idempotency key of a form that creates something: equal when it is sent twice (two clicks), another when it
    is filled in differently (after Back)."""
    if not field("once"):
        return base.new_key()
    said = [
        request.path,
        *(f"{name}={value}" for name, value in request.form.items(multi=True) if name not in ("csrf", "password")),
    ]
    return derived_key("\n".join(said))


def version_after(refusal: Refusal, saved: int) -> int:
    """The version that a refused form carries on: the one it was opened with, so that a colleague's change is not
    overwritten unseen; the saved one only after `changed`, which shows that change beside every field."""
    return saved if refusal.code == "changed" else number_field("version") or 0


def texts(name: str) -> dict[str, str]:
    """The fields `<name>-fi`, `-sv`, `-en`, `-fi-simple` of the form, by language."""
    return {language: field(f"{name}-{language}") for language in languages.WRITTEN}


def field(name: str) -> str:
    """One field of the form, as it was typed."""
    return request.form.get(name, "")


def as_typed(name: str, value: object) -> object:
    """What stands in a field for a number: what was typed, where a form is shown again, also where it is no number."""
    return request.form.get(name, value) if request.method == "POST" else value


def number_field(name: str) -> int | None:
    """A whole number from the form, or None when it is none."""
    return whole(field(name).strip(), digits=9)
