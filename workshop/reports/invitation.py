"""The date of a forum as a file for calendars."""

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
    """What the entry says of a forum. `starts_at`: epoch milliseconds; title and intro in one language."""

    ref: str
    code: str
    title: str
    intro: str
    starts_at: int
    minutes: int
    place: str


def write(forum: DatedForum, now: int, tz: ZoneInfo, lang: str) -> bytes:
    """One event, made at `now` (epoch ms)."""
    said = catalogues.say(lang, "office.calendar.code", code=f"{forum.code[:3]} {forum.code[3:]}")
    event = CalendarEvent(
        uid=f"{forum.ref}@forum",
        title=forum.title,
        description=f"{forum.intro}\n\n{said}" if forum.intro else said,
        place=forum.place,
        starts_at=forum.starts_at,
        ends_at=forum.starts_at + (forum.minutes or USUAL_MINUTES) * MINUTE,
    )
    return calendar_file.write([event], now, tz)
