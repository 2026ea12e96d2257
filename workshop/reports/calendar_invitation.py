"""The dates of forums as a file for calendars."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from workshop.i18n import catalogues
from workshop.reports import calendar_file
from workshop.reports.calendar_file import CalendarEvent

USUAL_MINUTES = 60
"""How long a forum is shown in calendars whose agenda has no times."""
MINUTE = 60_000


@dataclass(frozen=True)
class DatedForum:
    """What the entry says of a forum. `starts_at`: epoch milliseconds; title and intro in one language; `code` is empty
    where it is not told."""

    ref: str
    code: str
    title: str
    intro: str
    starts_at: int
    minutes: int
    place: str


def write(forums: Iterable[DatedForum], now: int, tz: ZoneInfo, lang: str, name: str = "") -> bytes:
    """An event for each forum, made at `now` (epoch ms). `name`: what a calendar that subscribes to it is called."""
    return calendar_file.write([_event(forum, lang) for forum in forums], now, tz, name)


def _event(forum: DatedForum, lang: str) -> CalendarEvent:
    code = f"{forum.code[:3]} {forum.code[3:]}"
    said = [forum.intro, catalogues.say(lang, "office.calendar.code", code=code) if forum.code else ""]
    return CalendarEvent(
        uid=f"{forum.ref}@forum",
        title=forum.title,
        description="\n\n".join(filter(None, said)),
        place=forum.place,
        starts_at=forum.starts_at,
        ends_at=forum.starts_at + (forum.minutes or USUAL_MINUTES) * MINUTE,
    )
