"""The activities of a forum's agenda in the office: adding, ordering, editing, removing. The page is the forum's own
with one activity's form open.

A new activity is created only when its form is saved, so that nothing incomplete stands in the agenda.
"""

from dataclasses import replace

from flask import Response, request

from workshop.contract.commands import ActivityAdd, ActivityEdit, ActivityMove, ActivityRemove
from workshop.domain.activities import KINDS
from workshop.domain.activities.base import Setting, Value
from workshop.domain.activity_states import MOST_MINUTES
from workshop.domain.errors import Refusal
from workshop.i18n.catalogues import has, say
from workshop.i18n.languages import WHOLE, WRITTEN
from workshop.pages import base
from workshop.pages.office import view_models
from workshop.pages.office.base import again, field, form_key, go, number_field, pages, texts, version_after
from workshop.pages.office.view_models import EditedForum, EditedStep

MINUTES = 10
PAGE = "office/forum.html"


@pages.get("/office/forum/<ref>/activity")
def new_step(ref: str) -> Response:
    """The forum's page with the form of a new activity at its place: `?kind=…&at=…`."""
    forum = base.look(view_models.forum, ref)
    draft = _draft(request.args.get("kind", ""), request.args.get("at", type=int), forum)
    return base.render(PAGE, forum=forum, open=0, form=draft, refusal="", kinds=KINDS, offered=offered())


@pages.post("/office/forum/<ref>/activity")
def add_step(ref: str) -> Response:
    """Create the activity; what was typed stays in the form when it is refused."""
    forum = base.look(view_models.forum, ref)
    typed = _typed(_draft(field("kind"), number_field("at"), forum))
    try:
        made = base.do(_as_new(typed), forum.id)
    except Refusal as refusal:
        return again(PAGE, refusal, forum=forum, open=0, form=typed, kinds=KINDS, offered=offered())
    return go("office.forum", ref=ref, anchor=f"step-{made['activity']}")


@pages.get("/office/forum/<ref>/activity/<int:step>")
def step(ref: str, step: int) -> Response:
    """The forum's page with this activity's form open."""
    forum = base.look(view_models.forum, ref)
    return base.render(PAGE, forum=forum, open=step, form=_of(forum, step), refusal="", kinds=KINDS, offered=offered())


@pages.post("/office/forum/<ref>/activity/<int:step>")
def save_step(ref: str, step: int) -> Response:
    """Save; what was typed stays in the form when it is refused, also because another person saved first."""
    forum = base.look(view_models.forum, ref)
    saved = _of(forum, step)
    typed = replace(_typed(saved), version=number_field("version") or 0)
    try:
        base.do(_as_edit(typed), forum.id)
    except Refusal as refusal:
        now = saved if refusal.code == "changed" else None
        typed = replace(typed, version=version_after(refusal, saved.version))
        return again(PAGE, refusal, forum=forum, open=step, form=typed, now=now, kinds=KINDS, offered=offered())
    return go("office.forum", ref=ref, anchor=f"step-{step}")


@pages.post("/office/forum/<ref>/activity/<int:step>/move")
def move_step(ref: str, step: int) -> Response:
    """Move to another place of the agenda. The next page focuses the arrow that was pressed, for moving on."""
    forum = base.look(view_models.forum, ref)
    to = max(1, number_field("to") or 1)
    base.do(ActivityMove(key=base.new_key(), activity=step, position=to), forum.id)
    return go("office.forum", ref=ref, moved="up" if to < _of(forum, step).position else "down", anchor=f"step-{step}")


@pages.post("/office/forum/<ref>/activity/<int:step>/remove")
def remove_step(ref: str, step: int) -> Response:
    """Remove from the agenda; refused when people have given something in it."""
    forum = base.look(view_models.forum, ref)
    try:
        base.do(ActivityRemove(key=base.new_key(), activity=step), forum.id)
    except Refusal as refusal:
        if refusal.code == "gone":
            raise
        return again(PAGE, refusal, forum=forum, open=step, form=_of(forum, step), kinds=KINDS, offered=offered())
    return go("office.forum", ref=ref, anchor="agenda")


def _of(forum: EditedForum, step: int) -> EditedStep:
    found = next((one for one in forum.steps if one.id == step), None)
    if found is None:
        raise Refusal("gone")
    return found


def _draft(offer: str, at: int | None, forum: EditedForum) -> EditedStep:
    """A new activity of the kind that was chosen, with that kind's instruction in every language. A break is named from
    the start."""
    kind = offered().get(offer)
    if kind is None:
        raise Refusal("malformed")
    last = len(forum.steps) + 1
    name = {} if offer == kind else {language: say(language, f"kind.{offer}") for language in WHOLE}
    settings = {offer: True} if offer != kind and offer in KINDS[kind].settings else {}
    key = f"instruction.{offer}"
    instruction = {language: say(language, key) for language in WRITTEN} if has("fi", key) else {}
    return view_models.draft(kind, min(max(1, at or last), last), name, instruction, MINUTES, settings)


def _typed(step: EditedStep) -> EditedStep:
    """The activity as typed into the form; minutes that are no number become −1, which is refused."""
    minutes = number_field("minutes")
    return replace(
        step,
        prompt=texts("prompt"),
        instruction=texts("instruction"),
        name=texts("name"),
        settings=_settings(step.kind),
        minutes=-1 if minutes is None else minutes,
    )


def _as_new(step: EditedStep) -> ActivityAdd:
    return ActivityAdd(
        key=form_key(),
        kind=step.kind,
        minutes=_minutes(step),
        prompt=step.prompt,
        instruction=step.instruction,
        settings=step.settings,
        name=step.name,
        position=step.position,
    )


def _as_edit(step: EditedStep) -> ActivityEdit:
    return ActivityEdit(
        key=base.new_key(),
        activity=step.id,
        minutes=_minutes(step),
        prompt=step.prompt,
        instruction=step.instruction,
        settings=step.settings,
        name=step.name,
        version=step.version,
    )


def _minutes(step: EditedStep) -> int:
    if not 0 <= step.minutes <= MOST_MINUTES:
        raise Refusal("minutes_bad")
    return step.minutes


def _settings(kind: str) -> dict[str, Value]:
    return {name: _value(f"set-{name}", setting) for name, setting in KINDS[kind].settings.items()}


def _value(name: str, setting: Setting) -> Value:
    """One setting from the form, in the setting's own type; the domain checks its value."""
    if isinstance(setting.default, bool):
        return bool(field(name))
    if isinstance(setting.default, int):
        given = number_field(name)
        return -1 if given is None else given
    return field(name)


def offered() -> dict[str, str]:
    """What an organiser chooses from when adding an activity → its kind.

    A break is a text for everyone that has the name of a break and says so in its settings.
    """
    return {name: kind.name for kind in KINDS.values() for name in (kind.name, *kind.also)}
