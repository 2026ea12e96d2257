"""The phone page, and its plain forms: every action works without a script. With one, the same actions go over the
wire.

Holds no rules: a form becomes a command, and a refusal comes back beside the thing, with the text still in its field.
"""

import hashlib
from typing import Any

from flask import Blueprint, Response, g, request
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access import actors
from workshop.actions.parse import decoded
from workshop.actions.writer import clock
from workshop.contract import refusals
from workshop.contract.base import TEXT_MAX
from workshop.contract.shapes import EVERYONE
from workshop.domain import codes
from workshop.domain.errors import Refusal
from workshop.i18n import catalogues
from workshop.pages.base import csrf, device, do_paced, form_sentence, house, look, new_key, text_of, to, words_url
from workshop.pages.page_cache import Slots
from workshop.pages.phone import view
from workshop.projections import state
from workshop.projections.cache import Snapshot, SnapshotCache
from workshop.storage.tables import Forum

pages = Blueprint("phone", __name__)
LONGEST = 16_000
"""Characters of a text that are looked at; its real limit is a rule."""
REFRESH = 30
"""Seconds after which a phone without scripts looks again, unless it would take something from its reader (see
`_stays`)."""
FIELD, DRAWER = "<textarea", "<details"


@pages.post("/j/<code>/idea")
def add(code: str) -> Response:
    """Post an idea."""
    key, text = request.form.get("key", "") or new_key(), request.form.get("text", "")[:LONGEST]
    activity = _number("activity")
    return _do(
        code,
        "idea.add",
        {"key": _key_of(key, activity, text), "activity": activity, "text": text},
        kept={"text": text, "key": key},
    )


def _key_of(key: str, *content: object) -> str:
    """The idempotency key for what a form sends: sent twice (two clicks) it is the same, written otherwise (after the
    browser's Back) it is another idea."""
    return hashlib.sha256("\n".join(map(str, (key, *content))).encode("utf-8", "surrogatepass")).hexdigest()[:40]


@pages.post("/j/<code>/idea/<int:idea>")
def change(code: str, idea: int) -> Response:
    """Change or take back an own idea, or think again."""
    act, draft = request.form.get("act"), _draft()
    if act == "withdraw":
        return _do(
            code, "idea.withdraw", {"idea": idea}, back=f"?taken={idea}", draft=draft | {"taken": idea} if draft else {}
        )
    if act == "restore":
        return _do(code, "idea.restore", {"idea": idea}, draft=draft)
    text = request.form.get(f"edit-{idea}", request.form.get("text", ""))[:LONGEST]
    return _do(code, "idea.edit", {"idea": idea, "text": text}, kept={**draft, "idea": idea, "edit": text}, draft=draft)


@pages.post("/j/<code>/look")
def look_again(code: str) -> Response:
    """The page as it is now, with the draft still in its field; `all` shows every idea of others."""
    forum, person, g.language = _who(code)
    return page(forum, person, kept={**_draft(), "all": "all" in request.form})


@pages.post("/j/<code>/ballot")
def vote(code: str) -> Response:
    """Give or take one dot: the whole ballot as it is, with that one change. `n` is the page's, so that a second tap is
    harmless."""
    activity, n = _number("activity"), _number("n")
    marks, at = look(_marks, _who(code)[1], activity), ""
    for name, step in (("give", 1), ("take", -1)):
        target = request.form.get(name, "")
        if target.isascii() and target.isdigit():
            marks[target], at = max(0, marks.get(target, 0) + step), f"?at={target}#p{target}"
    return _do(code, "ballot.set", {"activity": activity, "n": n, "marks": marks}, back=at)


@pages.post("/j/<code>/done")
def done(code: str) -> Response:
    """Ready, or not after all."""
    return _do(code, "activity.done", {"activity": _number("activity"), "done": request.form.get("done") == "yes"})


@pages.post("/j/<code>/language")
def speak(code: str) -> Response:
    """Read on in another language."""
    return _do(
        code, "participant.language", {"language": request.form.get("language", "")}, back="#languages", draft=_draft()
    )


def page(forum: int, participant: int, refused: Refusal | None = None, kept: dict[str, Any] | None = None) -> Response:
    """The phone page of one participant now; with what was typed (`kept`), and why when a form could not be taken
    (`refused`)."""
    now = clock()
    picture, own = look(_picture, house().pictures, forum, participant, now)
    g.language = view.me(own)["language"]
    if refused is None and not kept and not _asked("all") and view.is_new(own) and view.is_alike(picture.put):
        return Response(_of_newcomer(forum, picture, now))
    sentence = "" if refused is None else form_sentence(refused)
    status = 200 if refused is None else refusals.status(refused.code)
    return Response(
        _text(picture.put, own, now, key=(kept or {}).get("key") or new_key(), refused=sentence, kept=kept), status
    )


def _of_newcomer(forum: int, picture: Snapshot, now: int) -> str:
    """The page of somebody who has done nothing yet, from the one that all of them share: nobody's own things are
    looked at for that."""

    def blank(left: Slots) -> str:
        return _text(picture.put, view.nobody(g.language), now, key=left.place("key"))

    stamp = (picture.edition, view.seconds_left(picture.put, now))
    return house().shells.get(("phone", forum, g.language), stamp, blank).filled({"csrf": csrf, "key": new_key})


def _text(
    put: view.Put, own: view.Put, now: int, key: str, refused: str = "", kept: dict[str, Any] | None = None
) -> str:
    kept = kept or {}
    see = view.picture(put, own, now, most=None if kept.get("all") or _asked("all") else view.SHOWN_AT_ONCE)
    facts = {"see": see, "own": own, "refused": refused, "kept": kept, "key": key, "start": _start(see)}
    facts |= {"at": _asked("at"), "taken": _taken(own, kept.get("taken") or _asked("taken"))}
    facts |= {"limit": TEXT_MAX, "refresh": REFRESH, "places": view.PLACES, "countdown": catalogues.countdown}
    work = Markup(text_of(f"phone/{see.mode}.html", **facts))
    unsent = _unsent(kept, work)
    return text_of("phone/page.html", work=work, unsent=unsent, stays=_stays(see, work, unsent), **facts)


def _unsent(kept: dict[str, Any], work: str) -> list[str]:
    """What was typed and is not sent, when its field is no longer on the page: it must stay somewhere for its author to
    copy or to show."""
    fields = {"text": 'id="idea"', "edit": f'name="edit-{kept.get("idea")}"'}
    return [kept[name] for name, field in fields.items() if field not in work and kept.get(name, "").strip()]


def _stays(see: view.Picture, work: str, unsent: list[str]) -> str:
    """Why the page must not load itself anew: somebody may "write" there, or "read" on in what they opened. Nothing
    when it may."""
    if FIELD in work or unsent:
        return "write"
    return "read" if DRAWER in work or (see.open and see.collects == "votes") else ""


def _start(see: view.Picture) -> dict[str, Any]:
    code = see.forum["code"]
    return {
        "page": "phone",
        "forum": see.forum["id"],
        "code": code,
        "lang": g.language,
        "words": words_url("phone"),
        "csrf": csrf(),
        "post": f"/j/{code}/do",
        "url": f"/j/{code}",
    }


def _do(
    code: str,
    verb: str,
    body: dict[str, Any],
    kept: dict[str, Any] | None = None,
    back: str = "",
    draft: dict[str, Any] | None = None,
) -> Response:
    """One form: done and back to the page (at `back`), or the page with the refusal and what was typed (`kept`).

    A draft that came along is in no address: then the answer is the page itself.
    """
    forum, person, language = _who(code)
    g.language = language
    try:
        do_paced(decoded(verb, {"key": new_key(), **body}), forum, person)
    except Refusal as refusal:
        return page(forum, person, refusal, kept or draft)
    return page(forum, person, kept=draft) if draft else to(f"/j/{codes.tidy(code)}{back}")


def _draft() -> dict[str, Any]:
    """What stands in the field for a new idea, when a button with another purpose sent it along: its form is the one
    with a key."""
    text, key = request.form.get("text", "")[:LONGEST], request.form.get("key", "")
    return {"text": text, "key": key} if text.strip() and key else {}


def _who(code: str) -> tuple[int, int, str]:
    """Forum, participant and language of this phone; raises Refusal not_joined."""
    found = look(_participant, codes.tidy(code), device())
    if found is None:
        raise Refusal("not_joined")
    return found


def _number(name: str) -> int:
    raw = request.form.get(name, "")
    if not (raw.isascii() and raw.isdigit() and len(raw) < 16):
        raise Refusal("malformed")
    return int(raw)


def _asked(name: str) -> int:
    raw = request.args.get(name, "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 16 else 0


def _taken(own: view.Put, idea: int) -> int:
    """The own idea that the form before this page took back, while it still is."""
    return idea if own.get("mine", {}).get(str(idea), {}).get("state") == "withdrawn" else 0


def _participant(db: Session, code: str, token: str) -> tuple[int, int, str] | None:
    forum = db.scalar(select(Forum).where(Forum.code == code))
    person = None if forum is None else actors.participant(db, token, forum)
    return None if forum is None or person is None else (forum.id, person.id, person.language)


def _picture(db: Session, pictures: SnapshotCache, forum: int, participant: int, now: int) -> tuple[Snapshot, view.Put]:
    own: Any = state.own(db, participant).put
    picture = pictures.look(db, forum, EVERYONE, now)
    if picture is None:
        raise Refusal("gone")
    return picture, own


def _marks(db: Session, participant: int, activity: int) -> dict[str, int]:
    own: Any = state.own(db, participant).put
    found: dict[str, int] = own.get("ballot", {}).get(str(activity), {}).get("marks", {})
    return dict(found)
