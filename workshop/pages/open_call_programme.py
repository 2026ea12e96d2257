"""The programme of an open call, `/programme/<code>`: for everybody once the organiser has published it, on screen, on
paper and as a file for calendars. Without scripts. Contains no rules."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response

from workshop.domain import join_codes
from workshop.domain.errors import Refusal
from workshop.domain.open_call_programme import USUAL
from workshop.pages import base, join
from workshop.pages.base import language, look, pick, render, services
from workshop.projections import open_call_programme
from workshop.projections.open_call_programme import Programme, ProgrammeItem
from workshop.reports import calendar_file, wording
from workshop.reports.calendar_file import CalendarEvent
from workshop.runtime import epoch_ms
from workshop.runtime.epoch_ms import clock

pages = Blueprint("programme", __name__)


@dataclass(frozen=True)
class Day:
    """The events of one day in the house's time zone. `weekday`: 0 for Monday; `at`: its first event, epoch
    milliseconds."""

    weekday: int
    at: int
    items: list[ProgrammeItem]


@pages.get("/programme/<code>")
def show(code: str) -> Response:
    """The page; before the programme is published, that it is not. Raises Refusal as `join.find`."""
    code = join_codes.tidy(code)
    found = _published(code)
    if found is None:
        return render("programme.html", 404, code=code, programme=None, days=[])
    return render("programme.html", code=code, programme=found, days=_days(found))


@pages.get("/programme/<code>/calendar.ics")
def calendar(code: str) -> Response:
    """The programme as a file for calendars, to import or to subscribe to. Raises Refusal page while there is none."""
    found = _published(code)
    if found is None:
        raise Refusal("page")
    events = [_event(found, item) for item in found.items]
    settings = services().settings
    licence = wording.licence(settings, language())
    made = calendar_file.write(events, clock(), settings.tz, licence, pick(found.title, language()))
    return base.attachment(made, "text/calendar; charset=utf-8", f"{base.t('programme.file')}-{found.code}.ics")


def _published(code: str) -> Programme | None:
    visit = join.find(join_codes.tidy(code))
    return look(open_call_programme.published, visit.id)


def _days(found: Programme) -> list[Day]:
    timed = [(_local(item.starts_at), item) for item in found.items if item.starts_at is not None]
    grouped = groupby(timed, key=lambda pair: pair[0].date())
    days = [(date, [item for _, item in pairs]) for date, pairs in grouped]
    return [Day(date.weekday(), items[0].starts_at or 0, items) for date, items in days]


def _local(at: int) -> dt.datetime:
    return epoch_ms.local(at, services().settings.tz)


def _event(found: Programme, item: ProgrammeItem) -> CalendarEvent:
    starts = item.starts_at or 0
    said = [item.details.get(name, "") for name in ("description", "group")]
    return CalendarEvent(
        uid=f"{found.ref}-{item.number}@programme",
        title=item.title,
        description="\n\n".join(filter(None, said)),
        place=item.place or found.place,
        starts_at=starts,
        ends_at=item.ends_at or starts + USUAL,
    )
