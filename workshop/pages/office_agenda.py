"""The steps of a forum's agenda in the office: adding, ordering, editing, removing. The page is the forum's own with one step opened."""

from dataclasses import replace
from typing import Any

from flask import Response

from workshop.contract.commands import ActivityAdd, ActivityEdit, ActivityMove, ActivityRemove
from workshop.domain.activities import KINDS
from workshop.domain.activities.base import Setting, Value
from workshop.domain.errors import Refusal
from workshop.pages import base, office_read
from workshop.pages.office_base import again, field, go, number_field, pages, texts
from workshop.pages.office_read import Step, Whole
from workshop.words import WRITTEN, say

MINUTES = 10


@pages.post("/office/forum/<ref>/activity")
def add_step(ref: str) -> Response:
    """A new step at the end, opened for writing. Its kind's name stands in for the question until there is one."""
    kind = field("kind")
    if kind not in KINDS:
        raise Refusal("malformed")
    prompt = {language: say(language, f"kind.{kind}") for language in WRITTEN}
    command = ActivityAdd(key=base.new_key(), kind=kind, minutes=MINUTES, prompt=prompt)
    made = base.do(command, base.look(office_read.forum, ref).id)
    return go("office.step", ref=ref, step=made["activity"], anchor="step")


@pages.get("/office/forum/<ref>/activity/<int:step>")
def step(ref: str, step: int) -> Response:
    """The forum's page with this step's form open."""
    whole = base.look(office_read.forum, ref)
    return base.render("office/forum.html", forum=whole, open=step, form=_of(whole, step), refusal="", kinds=KINDS)


@pages.post("/office/forum/<ref>/activity/<int:step>")
def save_step(ref: str, step: int) -> Response:
    """Save; what was typed stays when it is refused, and when somebody else was quicker."""
    whole = base.look(office_read.forum, ref)
    saved = _of(whole, step)
    version = number_field("version") or 0
    typed = replace(saved, prompt=texts("prompt"), instruction=texts("instruction"), settings=_settings(saved.kind), version=version)
    try:
        base.do(_as_command(typed, number_field("minutes")), whole.id)
    except Refusal as refusal:
        minutes = number_field("minutes")
        typed = replace(typed, version=saved.version, minutes=typed.minutes if minutes is None else minutes)
        return again("office/forum.html", refusal, forum=whole, open=step, form=typed, kinds=KINDS)
    return go("office.forum", ref=ref, anchor=f"step-{step}")


@pages.post("/office/forum/<ref>/activity/<int:step>/move")
def move_step(ref: str, step: int) -> Response:
    """To another place of the agenda."""
    command = ActivityMove(key=base.new_key(), activity=step, position=max(1, number_field("to") or 1))
    base.do(command, base.look(office_read.forum, ref).id)
    return go("office.forum", ref=ref, anchor=f"step-{step}")


@pages.post("/office/forum/<ref>/activity/<int:step>/remove")
def remove_step(ref: str, step: int) -> Response:
    """Out of the agenda, unless somebody has given something to it."""
    whole = base.look(office_read.forum, ref)
    try:
        base.do(ActivityRemove(key=base.new_key(), activity=step), whole.id)
    except Refusal as refusal:
        if refusal.code == "gone":
            raise
        return again("office/forum.html", refusal, forum=whole, open=step, form=_of(whole, step), kinds=KINDS)
    return go("office.forum", ref=ref, anchor="agenda")


def _of(whole: Whole, step: int) -> Step:
    found = next((one for one in whole.steps if one.id == step), None)
    if found is None:
        raise Refusal("gone")
    return found


def _as_command(step: Step, minutes: int | None) -> ActivityEdit:
    if minutes is None or minutes > 10_000:
        raise Refusal("minutes_bad")
    return ActivityEdit(
        key=base.new_key(), activity=step.id, minutes=minutes, prompt=step.prompt, instruction=step.instruction, settings=step.settings,
        version=step.version,
    )  # fmt: skip


def _settings(kind: str) -> dict[str, Any]:
    return {name: _value(f"set-{name}", setting) for name, setting in KINDS[kind].settings.items()}


def _value(name: str, setting: Setting) -> Value:
    """What the form says of one setting, in the setting's own type; the rules say whether it may be that."""
    if isinstance(setting.default, bool):
        return bool(field(name))
    if isinstance(setting.default, int):
        given = number_field(name)
        return -1 if given is None else given
    return field(name)
