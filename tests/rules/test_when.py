"""Date and time of a forum: from local wall-clock time to one instant and back, also in the nights when clocks
change."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from workshop.domain.errors import Refusal
from workshop.pages.office import date_fields

TURKU = ZoneInfo("Europe/Helsinki")


def utc(at: int | None) -> str:
    assert at is not None
    return f"{dt.datetime.fromtimestamp(at // 1000, dt.UTC):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("day", "hour", "there"),
    [
        ("2027-04-25", "17:00", "2027-04-25 14:00"),
        ("25.4.2027", "17.00", "2027-04-25 14:00"),
        (" 25.4.2027 ", "17", "2027-04-25 14:00"),
        ("2027-01-25", "17:00", "2027-01-25 15:00"),
        ("2027-03-28", "03:30", "2027-03-28 01:30"),  # an hour that there is not: an hour later
        ("2027-10-31", "03:30", "2027-10-31 00:30"),  # an hour that comes twice: the first
    ],
)
def test_a_day_and_an_hour_are_one_moment(day: str, hour: str, there: str) -> None:
    assert utc(date_fields.moment(day, hour, TURKU)) == there


def test_what_was_saved_comes_back_into_the_form() -> None:
    for day, hour in (("2027-04-25", "17.00"), ("2027-10-31", "3.30"), ("2027-12-31", "23.59")):
        at = date_fields.moment(day, hour, TURKU)
        assert date_fields.fields(at, TURKU, "fi") == (day, hour) and date_fields.fields(at, TURKU, "en") == (
            day,
            hour.replace(".", ":"),
        )
    assert date_fields.fields(None, TURKU, "sv") == ("", "") and date_fields.moment(" ", "", TURKU) is None


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        ("2027-04-25", ""),
        ("", "17:00"),
        ("25.4.", "17"),
        ("31.4.2027", "17"),
        ("2027-04-25", "25:00"),
        ("2027-04-25", "17:60"),
        ("huomenna", "17"),
        ("٢٠٢٧-٠٤-٢٥", "17:00x"),
        ("9999-01-01", "12:00"),
        ("25.4.27", "17"),
    ],
)
def test_what_is_no_day_or_no_hour_is_refused(day: str, hour: str) -> None:
    with pytest.raises(Refusal, match="date_bad"):
        date_fields.moment(day, hour, TURKU)
