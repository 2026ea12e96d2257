"""Files for calendars (iCalendar, RFC 5545), with times in the time zone of the house."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from workshop.runtime import epoch_ms

if TYPE_CHECKING:
    from icalendar import Event

_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
PRODUCT = "-//Osallisuusfoorumi//workshop//FI"


@dataclass(frozen=True)
class CalendarEvent:
    """One event. `uid` is the same in every file, so that a later one moves the event instead of adding another.
    `starts_at` and `ends_at`: epoch milliseconds; the texts are in one language, and may be empty but for the title."""

    uid: str
    title: str
    description: str
    place: str
    starts_at: int
    ends_at: int
    url: str = ""


def write(events: Iterable[CalendarEvent], now: int, tz: ZoneInfo, about: str, name: str = "") -> bytes:
    """The file, made at `now` (epoch ms). `about`: what is said of the whole calendar (RFC 7986, 5.2), the licence;
    `name`: what a calendar that subscribes to it is called."""
    from icalendar import (  # loaded when the first file is made: it would take a twentieth of a server's start
        Calendar,
        Timezone,
        vText,
    )

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("description", _plain(about))
    if name:
        calendar.add("x-wr-calname", vText(_plain(name)))  # a name of no standard is not escaped otherwise
    for event in events:
        calendar.add_component(_component(event, now, tz))
    calendar.add_missing_timezones()
    if not calendar.subcomponents:  # a file without any component is none, and who subscribed to it is told of a fault
        calendar.add_component(Timezone.from_tzinfo(tz))
    made: bytes = calendar.to_ical()
    return made


def _component(event: CalendarEvent, now: int, tz: ZoneInfo) -> "Event":
    from icalendar import Event

    made = Event()
    made.add("uid", event.uid)
    made.add("dtstamp", epoch_ms.local(now, dt.UTC))
    made.add("summary", _plain(event.title))
    made.add("dtstart", epoch_ms.local(event.starts_at, tz))
    made.add("dtend", epoch_ms.local(event.ends_at, tz))
    for name, words in (("location", event.place), ("description", event.description), ("url", event.url)):
        if words:
            made.add(name, _plain(words))
    return made


def _plain(words: str) -> str:
    """With no line break but "\\n", which is escaped, and no control character: the format has no place for them."""
    return _CONTROL.sub("", _BREAK.sub("\n", words))
