"""When a forum's personal data is deleted: on the day that the organiser chose, else some months after the forum."""

import calendar
import datetime as dt

from workshop.runtime import epoch_ms

QUIET = 7 * epoch_ms.DAY
"""Milliseconds without any command after which a forum that nobody ended may be taken for over."""


def deletes_at(
    chosen: int | None, starts_at: int | None, ended_at: int | None, last_at: int, months: int, tz: dt.tzinfo
) -> int:
    """The moment in epoch milliseconds, as are all given ones: what was `chosen`, else the beginning of the day in `tz`
    that is `months` after its end or, for a forum that nobody ended, after `last_at`, when anything last happened in
    it; never before it starts. A day chosen for one that nobody ended waits until it is QUIET."""
    over = last_at if ended_at is None else ended_at
    if chosen is not None:
        return chosen if ended_at is not None else max(chosen, last_at + QUIET)
    last = max(over, starts_at or 0)
    day = epoch_ms.local(last, tz)
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    number = min(day.day, calendar.monthrange(year, month + 1)[1])
    return epoch_ms.of(dt.datetime(year, month + 1, number, tzinfo=tz))


def is_left(ended_at: int | None, deleted_at: int | None) -> bool:
    """Whether a forum that has ended may still hold personal data: none was deleted since its end."""
    return ended_at is not None and (deleted_at is None or deleted_at < ended_at)
