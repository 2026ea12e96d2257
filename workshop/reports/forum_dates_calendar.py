"""The dates of forums as a file for calendars."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from workshop.domain.early_entry import EarlyEntry
from workshop.i18n import catalogues
from workshop.reports import calendar_file, wording
from workshop.reports.calendar_file import CalendarEvent
from workshop.runtime import epoch_ms

USUAL_MINUTES = 60
"""How long a forum is shown in calendars whose agenda has no times."""


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
    join: str = ""
    """the address to join at; empty where it is not told"""
    early: EarlyEntry = EarlyEntry()
    """when people may write before it begins"""
    by_ticket: bool = False
    """people come in with a ticket only: neither code nor address lets anybody in"""


def write(
    forums: Iterable[DatedForum], now: int, tz: ZoneInfo, lang: str, licensed: wording.Licensed, name: str = ""
) -> bytes:
    """An event for each forum, made at `now` (epoch ms), under the licence of the house. `name`: what a calendar that
    subscribes to it is called."""
    events = [_event(forum, tz, lang) for forum in forums]
    return calendar_file.write(events, now, tz, wording.licence(licensed, lang), name)


def _event(forum: DatedForum, tz: ZoneInfo, lang: str) -> CalendarEvent:
    said = [forum.intro, "\n".join(_way_in(forum, lang)), _early(forum.early, tz, lang)]
    return CalendarEvent(
        uid=f"{forum.ref}@forum",
        title=forum.title,
        description="\n\n".join(filter(None, said)),
        place=forum.place,
        starts_at=forum.starts_at,
        ends_at=forum.starts_at + (forum.minutes or USUAL_MINUTES) * epoch_ms.MINUTE,
        url="" if forum.by_ticket else forum.join,
    )


def _way_in(forum: DatedForum, lang: str) -> list[str]:
    if forum.by_ticket:
        return [catalogues.say(lang, "office.calendar.ticket")]
    join = [catalogues.say(lang, "office.calendar.join", url=forum.join)] if forum.join else []
    code = f"{forum.code[:3]} {forum.code[3:]}"
    return join + ([catalogues.say(lang, "office.calendar.code", code=code)] if forum.code else [])


def _early(early: EarlyEntry, tz: ZoneInfo, lang: str) -> str:
    if early.opens_at is None:
        return ""
    opens, until = (_moment(at, tz, lang) for at in (early.opens_at, early.due_at))
    key = "office.calendar.early" if until else "office.calendar.early.from"
    return catalogues.say(lang, key, opens=opens, until=until)


def _moment(at: int | None, tz: ZoneInfo, lang: str) -> str:
    if at is None:
        return ""
    moment = epoch_ms.local(at, tz)
    return catalogues.say(lang, "print.when", date=catalogues.date(lang, moment), time=catalogues.time(lang, moment))
