"""A forum's own reasons for hiding an idea in the office: the list, adding one, removing one."""

from flask import Response

from workshop.contract.commands import ReasonAdd, ReasonRemove
from workshop.contract.shared_types import REASONS
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.pages.office import view
from workshop.pages.office.base import again, form_key, go, pages, texts

PAGE = "office/reasons.html"


@pages.get("/office/forum/<ref>/reasons")
def reasons(ref: str) -> Response:
    """The reasons of every forum, this one's own, and the form for one more."""
    return base.render(PAGE, forum=base.look(view.forum, ref), typed={}, refusal="", reasons=REASONS)


@pages.post("/office/forum/<ref>/reasons")
def add_reason(ref: str) -> Response:
    """Add a reason; what was typed stays in the form when it is refused."""
    whole = base.look(view.forum, ref)
    try:
        base.do(ReasonAdd(key=form_key(), words=texts("words")), whole.id)
    except Refusal as refusal:
        return again(PAGE, refusal, forum=whole, typed=texts("words"), reasons=REASONS)
    return go("office.reasons", ref=ref)


@pages.post("/office/forum/<ref>/reasons/<name>/remove")
def remove_reason(ref: str, name: str) -> Response:
    """Offer a reason no longer. One that was removed already stays removed."""
    whole = base.look(view.forum, ref)
    if name in whole.reasons:
        base.do(ReasonRemove(key=base.new_key(), reason=name), whole.id)
    return go("office.reasons", ref=ref)
