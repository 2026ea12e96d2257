"""Early entry in the office: in which step people who have the invitation may write before the forum begins, and
when."""

from dataclasses import dataclass

from flask import Response, request
from sqlalchemy.orm import Session

from workshop.actions.activity_lookups import early_entry_of
from workshop.contract.commands import ForumEarly
from workshop.domain.activities import KINDS
from workshop.domain.early_entry import EarlyEntry
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.pages.office import date_fields, view_models
from workshop.pages.office.base import again, field, go, number_field, pages
from workshop.storage.tables import Forum

PAGE = "office/early_entry.html"


@dataclass(frozen=True)
class TypedWindow:
    """The form as it was filled in. `step`: an activity, 0 for none."""

    step: int
    opens: tuple[str, str]
    due: tuple[str, str]


@pages.get("/office/forum/<ref>/early")
def early_entry(ref: str) -> Response:
    """The form."""
    forum = base.look(view_models.forum, ref)
    return base.render(PAGE, **_facts(forum, _saved(forum.id)), refusal="", done=request.args.get("done", ""))


@pages.post("/office/forum/<ref>/early")
def save_early_entry(ref: str) -> Response:
    """Save it; what was typed stays when it is refused."""
    forum = base.look(view_models.forum, ref)
    opens, due = ((field(name), field(f"{name}-hour")) for name in ("opens", "due"))
    typed = TypedWindow(number_field("step") or 0, opens, due)
    try:
        base.do(_command(typed), forum.id)
    except Refusal as refusal:
        return again(PAGE, refusal, **_facts(forum, typed), done="")
    return go("office.early_entry", ref=ref, done="early" if typed.step else "early_off")


def _command(typed: TypedWindow) -> ForumEarly:
    if not typed.step:
        return ForumEarly(key=base.new_key(), activity=None, opens_at=None, due_at=None)
    tz = base.services().settings.tz
    opens, due = date_fields.exact_moment(*typed.opens, tz), date_fields.exact_moment(*typed.due, tz)
    return ForumEarly(key=base.new_key(), activity=typed.step, opens_at=opens, due_at=due)


def _saved(forum: int) -> TypedWindow:
    tz, lang, early = base.services().settings.tz, base.language(), base.look(_read, forum)
    opens, due = date_fields.fields(early.opens_at, tz, lang), date_fields.fields(early.due_at, tz, lang)
    return TypedWindow(early.step or 0, opens, due)


def _read(db: Session, forum: int) -> EarlyEntry:
    return early_entry_of(db.get_one(Forum, forum))


def _facts(forum: view_models.EditedForum, typed: TypedWindow) -> dict[str, object]:
    steps = [step for step in forum.steps if KINDS[step.kind].collects == "ideas"]
    return {"forum": forum, "steps": steps, "typed": typed}
