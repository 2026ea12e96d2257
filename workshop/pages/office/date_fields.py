"""Converts the date of a forum between the form's two fields and epoch milliseconds.

Local times are in the time zone of the settings. A time that the change to summer time skips becomes one hour later;
one that occurs twice is the first.
"""

import datetime as dt
import re

from workshop.domain.errors import Refusal
from workshop.domain.planned_times import YEARS
from workshop.i18n import catalogues
from workshop.runtime import epoch_ms

_FORMS = (r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)", r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{4})")
_DAYS = [re.compile(form) for form in _FORMS]
_HOUR = re.compile(r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?")


def moment(day: str, hour: str, tz: dt.tzinfo) -> int | None:
    """Epoch milliseconds of a day (2027-04-25 or 25.4.2027) and an hour (17:00, 17.00 or 17); None when both are empty.

    Raises Refusal date_bad when only one is given or one is invalid.
    """
    day, hour = day.strip(), hour.strip()
    if not day and not hour:
        return None
    on = next((found for pattern in _DAYS if (found := pattern.fullmatch(day))), None)
    at = _HOUR.fullmatch(hour)
    if on is None or at is None or int(on["year"]) not in YEARS:
        raise Refusal("date_bad")
    try:
        local = dt.datetime(
            int(on["year"]), int(on["month"]), int(on["day"]), int(at["hour"]), int(at["minute"] or 0), tzinfo=tz
        )
    except ValueError:
        raise Refusal("date_bad") from None
    return epoch_ms.of(local)


def exact_moment(day: str, hour: str, tz: dt.tzinfo) -> int | None:
    """As `moment`, for a time that binds people. Raises Refusal time_skipped for one that the change to summer time
    skips, time_twice for one that occurs twice."""
    at = moment(day, hour, tz)
    if at is None:
        return None
    local = epoch_ms.local(at, tz)
    if (local.hour, local.minute) != _clock(hour):
        raise Refusal("time_skipped")
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise Refusal("time_twice")
    return at


def _clock(hour: str) -> tuple[int, int]:
    found = _HOUR.fullmatch(hour.strip())
    assert found is not None
    return int(found["hour"]), int(found["minute"] or 0)


def fields(at: int | None, tz: dt.tzinfo, lang: str) -> tuple[str, str]:
    """The day as a date field holds it (2027-04-25), and the hour as a reader of `lang` writes it; both empty without a
    date."""
    if at is None:
        return "", ""
    local = epoch_ms.local(at, tz)
    return f"{local:%Y-%m-%d}", catalogues.time(lang, local)
