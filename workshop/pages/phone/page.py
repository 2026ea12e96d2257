"""The phone page and its plain HTML forms: every action works without JavaScript. With it, the same commands go over
the socket.

Contains no rules: a form becomes a command, and a refusal is shown beside the form, with everything that was typed
still in its field (`typed`).
"""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from urllib.parse import urlencode

from flask import Blueprint, Response, g, request
from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from workshop.actions.parse import decoded
from workshop.actions.writer import clock
from workshop.contract import refusals
from workshop.contract.base import TEXT_MAX, Mark
from workshop.contract.idea_states import WITHDRAWN
from workshop.contract.shapes import EVERYONE, OwnBallot, OwnIdea
from workshop.domain import join_codes
from workshop.domain.activities import NAMES
from workshop.domain.errors import Refusal
from workshop.i18n import catalogues
from workshop.pages.base import do_rate_limited, look, new_key, script, services, t, text_of, to, words_url
from workshop.pages.kind_files import is_drawn_at_once
from workshop.pages.page_cache import Slots
from workshop.pages.phone import view
from workshop.pages.phone.idea_by_number import idea_of
from workshop.pages.phone.typed_fields import LONGEST, NOTHING, SET, WAS, Typed, placed, typed
from workshop.pages.phone.view_model import PLACES, Picture
from workshop.pages.phone_participant import on_phone
from workshop.pages.post_checks import csrf
from workshop.pages.refusal_responses import form_sentence
from workshop.pages.whole_numbers import whole
from workshop.projections.cache import Snapshot, SnapshotCache
from workshop.projections.own_things import own_things
from workshop.projections.put_and_drop import Put, things

pages = Blueprint("phone", __name__)
REFRESH = 30
"""Seconds after which a page without JavaScript reloads itself, unless that would disturb its reader (see `_stays`)."""
WHOLE = re.compile(r"-?[0-9]{1,9}")
SAVE = "save"
"""The name of the button that saves a ballot, where several marks are sent together."""
ENTER = "enter"
"""The name of the hidden button of the form of all fields. A browser presses a form's first button at Enter, in any
field: who typed a theme and pressed Enter wants to propose it."""


@dataclass(frozen=True)
class Place:
    """Where on the page a participant was: facts for the page, which its address carries too, and the fragment of
    that. `did`: what the form has done, for the page to say (a key of DEEDS)."""

    facts: dict[str, int] = field(default_factory=dict)
    fragment: str = ""
    did: str = ""


TOP = Place()
DEEDS = {
    "saved": "phone.saved",
    "taken": "idea.withdraw.done",
    "restored": "idea.restored",
    "proposed": "sort.propose.sent",
    "undone": "phone.suggest.undone",
}
"""What a form has done → the sentence in the status line. Votes have a sentence there anyway."""


@pages.post("/j/<code>/idea")
def add(code: str) -> Response:
    """Post an idea."""
    key, text = request.form.get("key", "") or new_key(), request.form.get("text", "")[:LONGEST]
    activity = _number("activity")
    body = {"key": _key_of(key, activity, text), "activity": activity, "text": text}
    return _do(code, "idea.add", body, place=Place(did="saved"), sent={"text"}, near="idea")


def _key_of(key: str, *content: object) -> str:
    """The idempotency key for what a form sends: sent twice (two clicks) it is the same, written otherwise (after the
    browser's Back) it is another idea."""
    return hashlib.sha256("\n".join(map(str, (key, *content))).encode("utf-8", "surrogatepass")).hexdigest()[:40]


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
    text = request.form.get(f"edit-{idea}", request.form.get("text", ""))[:LONGEST]
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
    harmless (compare-and-set).

    Every kind of vote has the same fields: `set:<target>` holds the new mark of that target, or nothing to take it
    away; two numbers (or two fields of one name) are a pair. Targets without a field keep their marks, and so do those
    whose field is as the page gave it (`was-set:<target>`): what somebody did not touch may count for something else by
    now. A button `done` also says that its sender is done, once the ballot is stored.
    """
    if ENTER in request.form and request.form.get("title", "").strip():
        return propose(code)
    activity, n = _number("activity"), _number("n")
    marks: dict[str, Mark | None] = {**look(_marks, on_phone(code).participant, activity)}
    changed = [name.removeprefix(SET) for name in request.form if name.startswith(SET)]
    if not changed and "done" in request.form:
        return _say_done(code)
    try:
        marks |= _changes(changed)
    except Refusal as refused:
        return _refused(code, refused)
    given = {target: mark for target, mark in marks.items() if mark is not None}
    sent = {SET + target for target in changed}
    answer = _do(
        code, "ballot.set", {"activity": activity, "n": n, "marks": given}, place=_place_of(changed), sent=sent
    )
    return _say_done(code, sent) if "done" in request.form and answer.status_code < 400 else answer


def _changes(targets: list[str]) -> dict[str, Mark | None]:
    """Target → its new mark, or None for none, of those that are not as the page gave them. Raises Refusal
    nothing_marked for a form that is sent without any, malformed for one of a former release, and ballot_bad for what
    is no mark."""
    if not targets:
        raise Refusal("nothing_marked" if SAVE in request.form or ENTER in request.form else "malformed")
    given = {target: request.form.getlist(SET + target) for target in targets}
    return {
        target: _mark(fields)
        for target, fields in given.items()
        if ",".join(fields) != request.form.get(f"{WAS}{SET}{target}")
    }


def _mark(fields: list[str]) -> Mark | None:
    """The mark that the fields of one target hold, or None for none. Raises Refusal ballot_bad for anything else."""
    numbers = [one.strip() for one in ",".join(fields).split(",")]
    if not any(numbers):
        return None
    if len(numbers) > 2 or not all(WHOLE.fullmatch(one) for one in numbers):
        raise Refusal("ballot_bad")
    return int(numbers[0]) if len(numbers) == 1 else (int(numbers[0]), int(numbers[1]))


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
    activity, title = _number("activity"), request.form.get("title", "")[:LONGEST]
    body = {"key": _key_of("proposal", activity, title), "activity": activity, "title": title}
    return _do(code, "proposal.add", body, place=Place(fragment="propose", did="proposed"), sent={"title"})


@pages.post("/j/<code>/confirm")
def confirm(code: str) -> Response:
    """Say that the results are what people said, or that something is missing, and what."""
    complete = request.form.get("complete") == "yes"
    missing = "" if complete else request.form.get("missing", "")[:LONGEST]
    return _do(code, "results.confirm", {"complete": complete, "missing": missing}, place=Place(did="saved"))


@pages.post("/j/<code>/language")
def speak(code: str) -> Response:
    """Choose another language."""
    spoken = {"language": request.form.get("language", "")}
    return _do(code, "participant.language", spoken, place=Place(fragment="languages"))


def page(
    forum: int,
    participant: int,
    refused: Refusal | None = None,
    left: Typed = NOTHING,
    facts: Mapping[str, int] | None = None,
    near: str = "",
    did: str = "",
) -> Response:
    """The phone page of one participant; `left` is what was typed and not sent, `refused` why a form was refused,
    `near` beside which field that stands, `facts` where they are on the page, `did` what their form has done."""
    now = clock()
    snapshot, own = look(_snapshot, services().snapshots, forum, participant, now)
    g.language = view.me(own).language
    did = did or request.args.get("did", "")
    plain = not did and refused is None and not left and not facts and not _asked("all") and not _chosen()
    if plain and view.is_new(own) and view.is_alike(snapshot.put):
        return Response(_newcomers_page(forum, snapshot, now))
    sentence = "" if refused is None else form_sentence(refused)
    status = 200 if refused is None else refusals.status(refused.code)
    key = left.key or new_key()
    told = t(DEEDS[did]) if did in DEEDS else ""
    text = _text(snapshot.put, own, now, key=key, refused=sentence, left=left, at=facts or {}, near=near, told=told)
    return Response(text, status)


def _newcomers_page(forum: int, snapshot: Snapshot, now: int) -> str:
    """The page of a participant who has done nothing yet, from the page cache: it contains no one's own things."""

    def rendered(left: Slots) -> str:
        return _text(snapshot.put, view.newcomer(g.language), now, key=left.place("key"), host=left.place("host"))

    stamp = (snapshot.edition, view.seconds_left(snapshot.put, now))
    own = {"csrf": csrf, "key": new_key, "host": lambda: str(escape(request.host))}
    return services().page_cache.get(("phone", forum, g.language), stamp, rendered).filled(own)


@cache
def _cards(language: str) -> Markup:
    """The cards that the page's script fills: the macros of the finished ones, with their slots marked."""
    paths = (f"activities/{name}/cards.html" for name in NAMES)
    there = [path for path in paths if (services().static.parent / "templates" / path).is_file()]
    return Markup(text_of("phone/cards.html", slots=True, of_kinds=there))


def _text(
    put: Put,
    own: Put,
    now: int,
    key: str,
    refused: str = "",
    left: Typed = NOTHING,
    at: Mapping[str, int] = MappingProxyType({}),
    near: str = "",
    told: str = "",
    host: str = "",
) -> str:
    every = bool(at.get("all") or _asked("all"))
    see = view.picture(put, own, now, None if every else view.SHOWN_AT_ONCE, _chosen())
    kept = placed(left, see, things(own, OwnIdea))
    facts = {"see": see, "refused": refused, "near": near, "told": told, "kept": kept.here, "key": key}
    facts |= {"text": next(iter(kept.here.drafts.values()), ""), "start": _start(see), "drafts": kept.along.drafts}
    facts |= {"chosen": kept.here.chosen(see.activity.id if see.activity else 0)}
    facts |= {"at": at.get("at") or _asked("at"), "taken": _taken(own, at.get("taken") or _asked("taken"))}
    facts |= {"limit": TEXT_MAX, "refresh": REFRESH, "places": PLACES, "countdown": catalogues.countdown}
    facts |= {"host": host or request.host}
    here = [("here", str(see.activity.id if see.activity else 0))] if see.forum.self_paced else []
    facts |= {"unsent": kept.lost, "along": kept.along.fields() + here, "at_once": is_drawn_at_once(see.mode)}
    work = Markup(text_of(see.template, **facts))
    facts |= {"stays": _stays(see, bool(kept.along)), "cards": _cards(g.language)}
    return text_of("phone/page.html", work=work, **facts)


def _stays(see: Picture, carries: bool) -> str:
    """Why the page must not reload itself: "write" where the visitor may be typing or the page carries typed texts,
    "read" where they may have opened something; "" when it may."""
    if see.has_field or carries:
        return "write"
    return "read" if see.has_drawer or (see.open and see.collects == "votes") else ""


def _start(see: Picture) -> dict[str, object]:
    code = see.forum.code
    return {
        "page": "phone",
        "forum": see.forum.id,
        "code": code,
        "lang": g.language,
        "words": words_url("phone"),
        "second": script("phone_second"),
        "csrf": csrf(),
        "post": f"/j/{code}/do",
        "url": f"/j/{code}",
        "zone": str(services().settings.tz),
    }


def _do(
    code: str,
    verb: str,
    body: Mapping[str, object],
    place: Place = TOP,
    sent: Collection[str] = (),
    near: str = "",
) -> Response:
    """One form: done and back to the page (at `place`), or the page with the refusal (beside the field `near`).

    `sent`: the fields that the command holds. What was typed in others is in no address: then the answer is the page
    itself, as it is after a refusal, which brings all of it back.
    """
    forum, person, language, chooses = on_phone(code)
    g.language = language
    try:
        do_rate_limited(decoded(verb, {"key": new_key(), **body}), forum, person)
    except Refusal as refusal:
        return _refused(code, refusal, near)
    left = typed(request.form, sent)
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
    here = _chosen() if chooses else 0
    facts: dict[str, int | str] = {**place.facts}
    query = urlencode(facts | ({"activity": here} if here else {}) | ({"did": place.did} if place.did else {}))
    return f"/j/{join_codes.tidy(code)}{'?' if query else ''}{query}{'#' if place.fragment else ''}{place.fragment}"


def _chosen() -> int:
    """The activity that this phone is in, as its forms or its address say; 0 for none. A led forum does not ask for
    it."""
    if request.method == "GET":
        return _asked("activity")
    form = request.form
    return whole(form.get("choose", form.get("here", form.get("activity", "")))) or 0


def _number(name: str) -> int:
    found = whole(request.form.get(name, ""))
    if found is None:
        raise Refusal("malformed")
    return found


def _asked(name: str) -> int:
    return whole(request.args.get(name, "")) or 0


def _taken(own: Put, idea: int) -> int:
    """The own idea that the previous form withdrew, while it is still withdrawn; else 0."""
    found = things(own, OwnIdea).get(idea)
    return idea if found is not None and found.state == WITHDRAWN else 0


def _snapshot(db: Session, snapshots: SnapshotCache, forum: int, participant: int, now: int) -> tuple[Snapshot, Put]:
    own = own_things(db, participant).put
    snapshot = snapshots.look(db, forum, EVERYONE, now)
    if snapshot is None:
        raise Refusal("gone")
    return snapshot, own


def _marks(db: Session, participant: int, activity: int) -> dict[str, Mark]:
    """The marks on a participant's ballot."""
    found = things(own_things(db, participant).put, OwnBallot).get(activity)
    return {} if found is None else dict(found.marks)
