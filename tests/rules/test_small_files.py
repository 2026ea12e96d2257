"""Files in small: the entry of a calendar holds the times to the second, and the rows of a table with headings are read
by the names of its columns, each case with the one beside it that is refused."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from workshop.domain.errors import Refusal
from workshop.imports.headed_records import by_column, checked_to_the_end, columns
from workshop.reports import calendar_file
from workshop.reports.calendar_file import CalendarEvent

HELSINKI = ZoneInfo("Europe/Helsinki")
STARTS = int(dt.datetime(2026, 11, 30, 18, 0, tzinfo=HELSINKI).timestamp() * 1000)


def event(**changed: Any) -> CalendarEvent:
    fields: dict[str, Any] = {
        "uid": "forum-1@museo.fi",
        "title": "Museo",
        "starts_at": STARTS,
        "ends_at": STARTS + 7_200_000,
        "place": "",
        "description": "",
        "url": "",
    }
    return CalendarEvent(**fields | changed)


def entry(made: CalendarEvent) -> Any:
    """The entry of this event, as a calendar reads it."""
    file = calendar_file.write([made], STARTS - 999, HELSINKI, "")
    return Calendar.from_ical(file.decode()).walk("VEVENT")[0]


def test_an_entry_begins_and_ends_to_the_second_in_the_houses_time() -> None:
    read = entry(event())
    assert read.decoded("dtstart") == dt.datetime(2026, 11, 30, 18, 0, tzinfo=HELSINKI)
    assert read.decoded("dtend") - read.decoded("dtstart") == dt.timedelta(hours=2)
    assert read.decoded("dtstamp") == dt.datetime.fromtimestamp((STARTS - 999) // 1000, dt.UTC)
    assert str(read["uid"]) == "forum-1@museo.fi"


@pytest.mark.parametrize(("field", "name"), [("place", "location"), ("description", "description"), ("url", "url")])
def test_an_entry_has_no_line_for_what_is_not_known(field: str, name: str) -> None:
    assert name not in entry(event())
    assert str(entry(event(**{field: "Linna"}))[name]) == "Linna"


@pytest.mark.parametrize(
    ("heading", "needed", "refused"),
    [
        (["a", "b"], ["a"], ""),
        ([" a ", "b"], ["a", "b"], ""),
        (["a", "", ""], ["a"], ""),
        (["a", "b", "a"], [], "import_heading_twice"),
        (["a", "a "], [], "import_heading_twice"),
        (["a"], ["b"], "import_heading"),
        ([], ["a"], "import_heading"),
    ],
)
def test_each_column_has_a_name_of_its_own(heading: Sequence[str], needed: Sequence[str], refused: str) -> None:
    if not refused:
        assert columns(heading, needed) == [name.strip() for name in heading]
        return
    with pytest.raises(Refusal) as answer:
        columns(heading, needed)
    assert answer.value.code == refused


def test_a_table_may_have_so_many_rows_and_a_short_row_lacks_its_last_cells() -> None:
    rows = [(2, ["1", "2"]), (3, ["3"])]
    assert list(by_column(["a", "b"], rows, 2)) == [(2, {"a": "1", "b": "2"}), (3, {"a": "3"})]
    with pytest.raises(Refusal) as answer:
        list(by_column(["a", "b"], rows, 1))
    assert (answer.value.code, answer.value.facts) == ("import_rows", {"n": 1})


@pytest.mark.parametrize(
    ("text", "last", "is_cut"),
    [
        ("a,b\n1,2", ["1", "2"], False),
        ("a,b\n1", ["1"], True),
        ("a,b\n1\n", ["1"], False),
        ("a,b\r1\r", ["1"], False),
        ("a,b", ["a", "b"], False),
    ],
)
def test_a_file_that_was_cut_off_within_its_last_row_is_refused(text: str, last: list[str], is_cut: bool) -> None:
    read = checked_to_the_end(text, ["a", "b"], [(2, last)])
    if not is_cut:
        assert list(read) == [(2, last)]
        return
    with pytest.raises(Refusal) as answer:
        list(read)
    assert (answer.value.code, answer.value.facts) == ("import_cut", {"row": 2})
