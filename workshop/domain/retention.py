"""When a forum's personal data is deleted: on the day that the organiser chose, else some months after the forum."""

import calendar
import datetime as dt


def deletes_at(
    chosen: int | None, starts_at: int | None, ended_at: int | None, created_at: int, months: int, tz: dt.tzinfo
) -> int:
    """The moment in epoch milliseconds, as are all given ones: what was `chosen`, else the beginning of the day in `tz`
    that is `months` after the last of the others."""
    if chosen is not None:
        return chosen
    last = max(at for at in (starts_at, ended_at, created_at) if at is not None)
    day = dt.datetime.fromtimestamp(last // 1000, tz)
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    number = min(day.day, calendar.monthrange(year, month + 1)[1])
    return round(dt.datetime(year, month + 1, number, tzinfo=tz).timestamp()) * 1000


def is_left(ended_at: int | None, deleted_at: int | None) -> bool:
    """Whether a forum that has ended may still hold personal data: none was deleted since its end."""
    return ended_at is not None and (deleted_at is None or deleted_at < ended_at)
