"""When the steps of a self-paced forum open and end by themselves: one form for all of them in the office."""

import datetime as dt
from dataclasses import dataclass, replace

from flask import Response, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract.commands import ActivitySchedule
from workshop.domain.errors import Refusal
from workshop.domain.timetable import MOST_LATE, Timetable
from workshop.pages import base
from workshop.pages.office import date_fields, view_models
from workshop.pages.office.base import again, field, go, number_field, pages
from workshop.runtime.whole_numbers import whole
from workshop.storage.tables import Activity

PAGE = "office/timetable.html"


@dataclass(frozen=True)
class TimedStep:
    """A step as the form has it: the day and hour of its opening and of its end, as typed."""

    id: int
    name: dict[str, str]
    kind: str
    prompt: dict[str, str]
    version: int
    saved: Timetable
    opens: tuple[str, str]
    due: tuple[str, str]
    late: str


@pages.get("/office/forum/<ref>/times")
def times(ref: str) -> Response:
    """The form."""
    forum = base.look(view_models.forum, ref)
    done = request.args.get("done", "")
    return base.render(PAGE, forum=forum, steps=_steps(forum), refusal="", refused=0, done=done)


@pages.post("/office/forum/<ref>/times")
def save_times(ref: str) -> Response:
    """Save the steps whose times were changed, in their order, up to one that is refused; what was typed stays."""
    forum = base.look(view_models.forum, ref)
    steps = [_typed(step) for step in _steps(forum)]
    for step in steps:
        try:
            table = _read(step)
            if table != step.saved:
                base.do(_command(step, table), forum.id)
        except Refusal as refusal:
            return again(PAGE, refusal, forum=forum, steps=steps, refused=step.id, done="")
    return go("office.times", ref=ref, done="times")


def _steps(forum: view_models.EditedForum) -> list[TimedStep]:
    tz, lang = base.services().settings.tz, base.language()
    return base.look(_read_steps, forum.id, tz, lang)


def _read_steps(db: Session, forum: int, tz: dt.tzinfo, lang: str) -> list[TimedStep]:
    rows = db.scalars(select(Activity).where(Activity.forum == forum).order_by(Activity.position))
    return [_step(row, tz, lang) for row in rows]


def _step(row: Activity, tz: dt.tzinfo, lang: str) -> TimedStep:
    return TimedStep(
        id=row.id,
        name=row.name,
        kind=row.kind,
        prompt=row.prompt,
        version=row.version,
        saved=Timetable(row.opens_at, row.due_at, row.late_minutes),
        opens=date_fields.fields(row.opens_at, tz, lang),
        due=date_fields.fields(row.due_at, tz, lang),
        late=str(row.late_minutes or ""),
    )


def _typed(step: TimedStep) -> TimedStep:
    """The step as the form came; one that the form did not have stays as it is."""
    if f"version-{step.id}" not in request.form:
        return step
    return replace(
        step,
        version=number_field(f"version-{step.id}") or 0,
        opens=(field(f"opens-{step.id}"), field(f"opens-{step.id}-hour")),
        due=(field(f"due-{step.id}"), field(f"due-{step.id}-hour")),
        late=field(f"late-{step.id}"),
    )


def _read(step: TimedStep) -> Timetable:
    tz = base.services().settings.tz
    late = whole(step.late.strip() or "0", digits=9)
    if late is None or late > MOST_LATE:
        raise Refusal("minutes_bad")
    return Timetable(date_fields.exact_moment(*step.opens, tz), date_fields.exact_moment(*step.due, tz), late)


def _command(step: TimedStep, table: Timetable) -> ActivitySchedule:
    return ActivitySchedule(
        key=base.new_key(),
        activity=step.id,
        opens_at=table.opens_at,
        due_at=table.due_at,
        late_minutes=table.late_minutes,
        version=step.version,
    )
