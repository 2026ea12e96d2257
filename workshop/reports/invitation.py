"""The date of a forum as a file for calendars (iCalendar, RFC 5545), in the forum's own time zone."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from workshop.i18n import catalogues

PRODUCT = "-//Osallisuusfoorumi//workshop//FI"
USUAL_MINUTES = 60
"""How long a forum is shown in calendars whose agenda has no times."""


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
    """One event, made at `now` (epoch ms). The event of a forum always has the same UID, so a later file moves it
    instead of adding another."""
    begins = dt.datetime.fromtimestamp(forum.starts_at // 1000, tz)
    event = Event()
    event.add("uid", f"{forum.ref}@forum")
    event.add("dtstamp", dt.datetime.fromtimestamp(now // 1000, dt.UTC))
    event.add("summary", forum.title)
    event.add("dtstart", begins)
    event.add("dtend", begins + dt.timedelta(minutes=forum.minutes or USUAL_MINUTES))
    if forum.place:
        event.add("location", forum.place)
    said = catalogues.say(lang, "office.calendar.code", code=f"{forum.code[:3]} {forum.code[3:]}")
    event.add("description", f"{forum.intro}\n\n{said}" if forum.intro else said)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made
