"""Calendars whose texts hold line breaks and control characters: each stays one property."""

from zoneinfo import ZoneInfo

from icalendar import Calendar

from tests.conftest import Room
from workshop.reports import calendar_file
from workshop.reports.calendar_file import CalendarEvent
from workshop.storage.database import reading
from workshop.storage.tables import Series

BROKEN = "A\nATTENDEE:x\r\nB\vC\x85D\u2028E\x00;F,G"
WHOLE = "A\nATTENDEE:x\nB\nC\nD\nE;F,G"


def test_no_text_begins_a_property_of_its_own() -> None:
    """A series whose name had a line break had no calendar."""
    event = CalendarEvent("uid", BROKEN, BROKEN, BROKEN, 1_800_000_000_000, 1_800_003_600_000)
    made = calendar_file.write([event], 1_800_000_000_000, ZoneInfo("Europe/Helsinki"), BROKEN, BROKEN)
    read = Calendar.from_ical(made)
    (its,) = read.walk("VEVENT")
    assert [str(its[name]) for name in ("summary", "location", "description")] == [WHOLE] * 3
    assert b"\r\nATTENDEE" not in made and "attendee" not in its
    assert b"X-WR-CALNAME:A\\nATTENDEE:x\\nB\\nC\\nD\\nE\\;F\\,G\r\n" in made


def test_a_series_is_called_by_one_line(room: Room) -> None:
    added = room.must("series.add", title="A\nATTENDEE:x")
    room.must("series.rename", series=added["series"], title="B\u2028ATTENDEE:x\nC")
    with reading(room.engine) as db:
        assert db.get_one(Series, added["series"]).title == "B ATTENDEE:x C"
