"""The reasons for hiding an idea in the office, a forum's own and those of the house for all forums: the list, adding
one, removing one."""

from flask import Response, request
from sqlalchemy.orm import Session

from workshop.contract.commands import HouseReasonAdd, HouseReasonRemove, ReasonAdd, ReasonRemove
from workshop.contract.shared_types import REASONS
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.pages.office import view_models
from workshop.pages.office.base import again, form_key, go, pages, texts
from workshop.projections import hiding_reasons

OF_FORUM, OF_HOUSE = "office/reasons.html", "office/house_reasons.html"


@pages.get("/office/forum/<ref>/reasons")
def reasons(ref: str) -> Response:
    """The reasons of every forum, this one's own, the house's, and the form for one more."""
    done = request.args.get("done", "")
    return base.render(OF_FORUM, typed={}, refusal="", done=done, **_facts(base.look(view_models.forum, ref)))


@pages.post("/office/forum/<ref>/reasons")
def add_reason(ref: str) -> Response:
    """Add a reason; what was typed stays in the form when it is refused."""
    forum = base.look(view_models.forum, ref)
    try:
        base.do(ReasonAdd(key=form_key(), words=texts("words")), forum.id)
    except Refusal as refusal:
        return again(OF_FORUM, refusal, typed=texts("words"), done="", **_facts(forum))
    return go("office.reasons", ref=ref, done="reason")


@pages.post("/office/forum/<ref>/reasons/<name>/remove")
def remove_reason(ref: str, name: str) -> Response:
    """Offer a reason no longer. One that was removed already stays removed."""
    forum = base.look(view_models.forum, ref)
    if name in forum.reasons:
        base.do(ReasonRemove(key=base.new_key(), reason=name), forum.id)
    return go("office.reasons", ref=ref, done="reason_removed")


@pages.get("/office/reasons")
def house_reasons() -> Response:
    """The reasons of the house, and the form for one more."""
    done = request.args.get("done", "")
    return base.render(OF_HOUSE, typed={}, refusal="", done=done, reasons=REASONS, house=base.look(_offered))


@pages.post("/office/reasons")
def add_house_reason() -> Response:
    """Add a reason for all forums; what was typed stays in the form when it is refused."""
    try:
        base.do(HouseReasonAdd(key=form_key(), words=texts("words")))
    except Refusal as refusal:
        typed = texts("words")
        return again(OF_HOUSE, refusal, typed=typed, done="", reasons=REASONS, house=base.look(_offered))
    base.services().live.broadcaster.house_changed()
    return go("office.house_reasons", done="reason")


@pages.post("/office/reasons/<name>/remove")
def remove_house_reason(name: str) -> Response:
    """Offer a reason no longer in any forum. One that was removed already stays removed."""
    if name in base.look(_offered):
        base.do(HouseReasonRemove(key=base.new_key(), reason=name))
        base.services().live.broadcaster.house_changed()
    return go("office.house_reasons", done="reason_removed")


def _facts(forum: view_models.EditedForum) -> dict[str, object]:
    return {"forum": forum, "reasons": REASONS, "house": base.look(_offered)}


def _offered(db: Session) -> dict[str, dict[str, str]]:
    """The house's reasons that are offered: name → words by language."""
    return {one.name: one.words for one in hiding_reasons.of_house(db) if one.offered}
