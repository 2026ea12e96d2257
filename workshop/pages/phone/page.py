"""The phone page as one participant sees it now, with everything that was typed and not sent still in its field
(`typed_fields`). Its forms are in `forms.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from flask import Response, g, request
from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from workshop.contract import refusals
from workshop.contract.base import TEXT_MAX
from workshop.contract.idea_states import WITHDRAWN
from workshop.contract.shapes import EVERYONE, OwnIdea
from workshop.domain.activities import NAMES
from workshop.domain.errors import Refusal
from workshop.pages.base import look, new_key, script, services, t, text_of, words_url
from workshop.pages.files_by_kind import is_drawn_at_once
from workshop.pages.page_cache import Slots
from workshop.pages.phone import view
from workshop.pages.phone.typed_fields import NOTHING, Typed, placed
from workshop.pages.phone.view_model import Picture
from workshop.pages.post_checks import csrf
from workshop.pages.refusal_responses import form_sentence
from workshop.projections.participant_private_view import own_things
from workshop.projections.shape_changes import Put, things
from workshop.projections.snapshot_cache import Snapshot, SnapshotCache
from workshop.runtime.epoch_ms import clock
from workshop.runtime.whole_numbers import whole

REFRESH = 30
"""Seconds after which a page without JavaScript reloads itself, unless that would disturb its reader (see `_stays`)."""
DEEDS = {
    "saved": "phone.saved",
    "taken": "idea.withdraw.done",
    "restored": "idea.restored",
    "proposed": "phone.proposal.sent",
    "undone": "phone.suggest.undone",
    "answered": "confirm.thanks",
    "kept": "confirm.kept",
    "known": "background.done.saved",
    "forgotten": "background.done.deleted",
}
"""What a form has done → the sentence in the status line. Votes have a sentence there anyway."""

UNFIT = ("empty", "too_long", "theme_nameless", "theme_long")
"""The refusals because of the text in a field, which is then marked as invalid."""


@dataclass(frozen=True)
class FormOutcome:
    """What became of the form that led to this page."""

    refused: str = ""
    """why it was refused, in a sentence"""
    code: str = ""
    """the code of that refusal"""
    near: str = ""
    """beside which field the sentence stands"""
    told: str = ""
    """what it has done, in a sentence"""
    at: Mapping[str, int] = field(default_factory=dict)
    """where it is on the page"""

    @property
    def is_unfit(self) -> bool:
        """Whether it was refused because of the text in its field."""
        return self.code in UNFIT

    @property
    def came_late(self) -> bool:
        """Whether it had an idea for a step that takes no more."""
        return self.code == "ideas_closed" and self.near == "idea"


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
    plain = not did and refused is None and not left and not facts and not _asked("all") and not chosen_activity()
    if plain and view.is_new(own) and view.is_alike(snapshot.put, now):
        return Response(_newcomers_page(forum, snapshot, now))
    outcome = FormOutcome(near=near, told=t(DEEDS[did]) if did in DEEDS else "", at=facts or {})
    if refused is not None:
        outcome = replace(outcome, refused=form_sentence(refused), code=refused.code)
    text = _text(snapshot.put, own, now, left.key or new_key(), left, outcome)
    return Response(text, 200 if refused is None else refusals.status(refused.code))


def _newcomers_page(forum: int, snapshot: Snapshot, now: int) -> str:
    """The page of a participant who has done nothing yet, from the page cache: it contains no one's own things."""

    def rendered(left: Slots) -> str:
        return _text(snapshot.put, view.newcomer(g.language), now, key=left.place("key"), host=left.place("host"))

    stamp = (snapshot.edition, view.changes_at(snapshot.put, now))
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
    left: Typed = NOTHING,
    outcome: FormOutcome = FormOutcome(),
    host: str = "",
) -> str:
    every = bool(outcome.at.get("all") or _asked("all"))
    editing = {_asked("edit"), *left.edits}
    see = view.picture(put, own, now, None if every else view.SHOWN_AT_ONCE, chosen_activity(), editing)
    kept = placed(left, see, things(own, OwnIdea))
    if outcome.came_late and kept.here.drafts:  # in the field of another step now, of which nothing is wrong
        outcome = replace(outcome, refused=t("phone.refusal.ideas_closed.here"), near="")
    here = [("here", str(see.activity.id if see.activity else 0))] if see.forum.self_paced else []
    facts = _of_form(outcome, own) | {
        "see": see,
        "key": key,
        "kept": kept.here,
        "text": next(iter(kept.here.drafts.values()), ""),
        "chosen": kept.here.chosen(see.activity.id if see.activity else 0),
        "drafts": kept.along.drafts,
        "along": kept.along.fields() + here,
        "unsent": kept.lost,
        "start": _start(see),
        "limit": TEXT_MAX,
        "refresh": REFRESH,
        "host": host or request.host,
        "at_once": is_drawn_at_once(see.mode),
    }
    work = Markup(text_of(see.template, **facts))
    return text_of("phone/page.html", work=work, stays=_stays(see, bool(kept.along)), cards=_cards(g.language), **facts)


def _of_form(outcome: FormOutcome, own: Put) -> dict[str, object]:
    """What the templates say of the form that led to this page."""
    return {
        "refused": outcome.refused,
        "unfit": outcome.is_unfit,
        "near": outcome.near,
        "told": outcome.told,
        "at": outcome.at.get("at") or _asked("at"),
        "taken": _taken(own, outcome.at.get("taken") or _asked("taken")),
    }


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


def chosen_activity() -> int:
    """The activity that this phone is in, as its forms or its address say; 0 for none. A led forum does not ask for
    it."""
    if request.method == "GET":
        return _asked("activity")
    form = request.form
    return whole(form.get("choose", form.get("here", form.get("activity", "")))) or 0


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
