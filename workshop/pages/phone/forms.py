"""The forms of the phone page: every action works without JavaScript. With it, the same commands go over the socket.

Contains no rules: a form becomes a command, and a refusal is shown beside the form.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from flask import Blueprint, Response, g, request
from sqlalchemy.orm import Session

from workshop.actions.parse import decoded
from workshop.contract.base import Mark
from workshop.contract.shapes import OwnBallot
from workshop.domain import join_codes
from workshop.domain.derived_keys import derived_key
from workshop.domain.errors import Refusal
from workshop.pages.base import do_rate_limited, look, new_key, to
from workshop.pages.phone.ballot_fields import ENTER, changes, targets_in
from workshop.pages.phone.idea_by_number import idea_of
from workshop.pages.phone.page import chosen_activity, page
from workshop.pages.phone.typed_fields import FIELD_CHARACTERS, MISSING, SET, typed
from workshop.pages.phone_participant import on_phone
from workshop.projections.participant_private_view import own_things
from workshop.projections.shape_changes import things
from workshop.runtime.whole_numbers import whole

pages = Blueprint("phone", __name__)


@dataclass(frozen=True)
class Place:
    """Where on the page a participant was: facts for the page, which its address carries too, and the fragment of
    that. `did`: what the form has done, for the page to say (a key of DEEDS)."""

    facts: dict[str, int] = field(default_factory=dict)
    fragment: str = ""
    did: str = ""


TOP = Place()


@pages.post("/j/<code>/idea")
def add(code: str) -> Response:
    """Post an idea."""
    key, text = request.form.get("key", "") or new_key(), request.form.get("text", "")[:FIELD_CHARACTERS]
    activity = _number("activity")
    body = {"key": _key_of(key, activity, text), "activity": activity, "text": text}
    return _do(code, "idea.add", body, place=Place(did="saved"), sent={"text"}, near="idea")


def _key_of(key: str, *content: object) -> str:
    """The idempotency key for what a form sends: sent twice (two clicks) it is the same, written otherwise (after the
    browser's Back) it is another idea."""
    return derived_key("\n".join(map(str, (key, *content))))


@pages.post("/j/<code>/idea/<int:idea>")
def change(code: str, idea: int) -> Response:
    """Edit, withdraw or restore an own idea, or support another person's no more."""
    act = request.form.get("act")
    if act == "withdraw":
        return _do(code, "idea.withdraw", {"idea": idea}, place=Place({"taken": idea}, did="taken"))
    if act == "restore":
        return _do(code, "idea.restore", {"idea": idea}, place=Place(did="restored"))
    if act == "unsupport":
        return _do(code, "idea.support", {"idea": idea, "supports": False}, place=Place(did="saved"))
    text = request.form.get(f"edit-{idea}", request.form.get("text", ""))[:FIELD_CHARACTERS]
    body, name = {"idea": idea, "text": text}, f"edit-{idea}"
    return _do(code, "idea.edit", body, place=Place(did="saved"), sent={name}, near=name)


@pages.post("/j/<code>/look")
def look_again(code: str) -> Response:
    """The page as it is now, with everything still in its field; `all` shows every idea of others, `choose` another
    activity or (0) the list of those that are open, `close` takes away the texts that were not sent."""
    forum, person, g.language, _ = on_phone(code)
    return page(forum, person, left=typed(request.form), facts={"all": "all" in request.form})


@pages.post("/j/<code>/ballot")
def vote(code: str) -> Response:
    """Vote: sends the whole ballot with the changes of this form. `n` comes from the page, so that a second tap is
    harmless (compare-and-set). A button `done` also says that its sender is done, once the ballot is stored."""
    if ENTER in request.form and request.form.get("title", "").strip():
        return propose(code)
    activity, n = _number("activity"), _number("n")
    marks: dict[str, Mark | None] = {**look(_marks, on_phone(code).participant, activity)}
    changed = targets_in(request.form)
    if not changed and "done" in request.form:
        return _say_done(code)
    try:
        marks |= changes(request.form)
    except Refusal as refused:
        return _refused(code, refused)
    given = {target: mark for target, mark in marks.items() if mark is not None}
    sent = {SET + target for target in changed}
    answer = _do(
        code, "ballot.set", {"activity": activity, "n": n, "marks": given}, place=_place_of(changed), sent=sent
    )
    return _say_done(code, sent) if "done" in request.form and answer.status_code < 400 else answer


def _place_of(changed: list[str]) -> Place:
    """The card whose button was pressed; the top for a form of several."""
    card = whole(changed[0]) if len(changed) == 1 else None
    return TOP if card is None else Place({"at": card}, f"p{card}")


@pages.post("/j/<code>/deal")
def deal(code: str) -> Response:
    """Ask for the next few targets of a vote in which they are dealt."""
    return _do(code, "ballot.deal", {"activity": _number("activity")})


@pages.post("/j/<code>/done")
def done(code: str) -> Response:
    """Mark the activity as done, or not done."""
    return _say_done(code)


def _say_done(code: str, sent: Collection[str] = ()) -> Response:
    is_done = request.form.get("done") == "yes"
    return _do(code, "activity.done", {"activity": _number("activity"), "done": is_done}, sent=sent)


@pages.post("/j/<code>/placement")
def suggest(code: str) -> Response:
    """Suggest a theme for the idea with this number, or take that back."""
    theme = whole(request.form.get("theme", "")) or None
    try:
        idea = look(idea_of, on_phone(code).forum, request.form.get("number", ""), theme)
    except Refusal as refused:
        return _refused(code, refused, near="suggest")
    body, sent = {"idea": idea, "cluster": theme}, {"number", "theme"}
    place = Place(fragment="suggest", did="proposed" if theme else "undone")
    return _do(code, "placement.suggest", body, place=place, sent=sent, near="suggest")


@pages.post("/j/<code>/proposal")
def propose(code: str) -> Response:
    """Propose a theme that is missing."""
    activity, title = _number("activity"), request.form.get("title", "")[:FIELD_CHARACTERS]
    body = {"key": _key_of("proposal", activity, title), "activity": activity, "title": title}
    place = Place(fragment="propose", did="proposed")
    return _do(code, "proposal.add", body, place=place, sent={"title"}, near="title")


@pages.post("/j/<code>/confirm")
def confirm(code: str) -> Response:
    """Say that the results are what people said, or that something is missing, and what. With the first answer, words
    in the field are not sent, and stay there."""
    complete, words = request.form.get("complete") == "yes", request.form.get(MISSING, "")[:FIELD_CHARACTERS]
    body = {"complete": complete, "missing": "" if complete else words}
    if not complete:
        return _do(code, "results.confirm", body, place=Place(did="answered"), sent={MISSING}, near=MISSING)
    place = Place(did="kept" if words.strip() else "answered")
    return _do(code, "results.confirm", body, place=place, withheld={MISSING}, near=MISSING)


@pages.post("/j/<code>/language")
def speak(code: str) -> Response:
    """Choose another language."""
    spoken = {"language": request.form.get("language", "")}
    return _do(code, "participant.language", spoken, place=Place(fragment="languages"))


@pages.get("/j/<code>/<any(idea, look, ballot, deal, done, placement, proposal, confirm, language):form>")
@pages.get("/j/<code>/idea/<int:idea>")
def opened_again(code: str, form: str = "", idea: int = 0) -> Response:
    """The address of a form, opened anew: after a form that was answered with the page itself, that is what stands in
    the browser's address bar."""
    return to(f"/j/{join_codes.tidy(code)}")


def _do(
    code: str,
    verb: str,
    body: Mapping[str, object],
    place: Place = TOP,
    sent: Collection[str] = (),
    near: str = "",
    withheld: Collection[str] = (),
) -> Response:
    """One form: done and back to the page (at `place`), or the page with the refusal (beside the field `near`).

    `sent`: the fields that the command holds. What was typed in others is in no address: then the answer is the page
    itself, as it is after a refusal, which brings all of it back. `withheld`: see `typed`.
    """
    forum, person, language, chooses = on_phone(code)
    g.language = language
    try:
        do_rate_limited(decoded(verb, {"key": new_key(), **body}), forum, person)
    except Refusal as refusal:
        return _refused(code, refusal, near)
    left = typed(request.form, sent, withheld)
    if left:
        return page(forum, person, left=left, facts=dict(place.facts), did=place.did)
    return to(_address(code, place, chooses))


def _refused(code: str, refusal: Refusal, near: str = "") -> Response:
    """The page that says why a form was refused, with everything that was typed. Of an idea that is merged its field
    has the number that the refusal offers instead."""
    left = typed(request.form)
    if refusal.code == "suggest_merged":
        left = replace(left, lines={**left.lines, "number": str(refusal.facts["into"])})
    return page(*on_phone(code)[:2], refusal, left, near=near)


def _address(code: str, place: Place, chooses: bool) -> str:
    """The address of the page at a place; where phones choose, in the activity that this one is in."""
    here = chosen_activity() if chooses else 0
    facts: dict[str, int | str] = {**place.facts}
    query = urlencode(facts | ({"activity": here} if here else {}) | ({"did": place.did} if place.did else {}))
    return f"/j/{join_codes.tidy(code)}{'?' if query else ''}{query}{'#' if place.fragment else ''}{place.fragment}"


def _number(name: str) -> int:
    found = whole(request.form.get(name, ""))
    if found is None:
        raise Refusal("malformed")
    return found


def _marks(db: Session, participant: int, activity: int) -> dict[str, Mark]:
    """The marks on a participant's ballot."""
    found = things(own_things(db, participant).put, OwnBallot).get(activity)
    return {} if found is None else dict(found.marks)
