"""When each activity was open, as the log says it: reports of an open call tell the dates."""

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import START, Room
from workshop.projections import activity_open_times, report_data
from workshop.projections.activity_open_times import Span
from workshop.reports import FORMATS
from workshop.reports.build_summary import build
from workshop.storage.database import reading

DAY = 86_400_000
HOURS = "15.11.2023 klo 0.13\xa0– 16.11.2023 klo 0.13"


def spans(room: Room, step: int) -> list[Span]:
    with reading(room.engine) as db:
        return activity_open_times.spans(db, room.forum).get(step, [])


def report(room: Room, name: str) -> bytes:
    with reading(room.engine) as db:
        put, facts = report_data.everything(db, room.forum, room.now)
    return bytes(FORMATS[name].write(build(put, facts, room.now, ZoneInfo("Europe/Helsinki")), "fi"))


def test_every_opening_and_closing_has_its_time(room: Room) -> None:
    step = room.step("ideas")
    assert spans(room, step) == []
    room.must("agenda.go", activity=step)
    assert spans(room, step) == [(START, None)]
    room.now += DAY
    room.must("activity.close", activity=step)
    room.now += DAY
    room.must("activity.open", activity=step)
    room.now += DAY
    room.must("forum.end")
    assert spans(room, step) == [(START, START + DAY), (START + 2 * DAY, START + 3 * DAY)]


def test_a_led_evening_has_them_too_with_the_time_to_finish(room: Room) -> None:
    first, second = room.step("ideas"), room.step("ideas", 1)
    room.must("agenda.go", activity=first)
    room.now += 60_000
    room.must("agenda.go", activity=second)
    assert (spans(room, first), spans(room, second)) == ([(START, START + 80_000)], [(START + 60_000, None)])
    room.now += 5_000
    room.must("agenda.go", activity=first)
    assert spans(room, first) == [(START, None)], "it was opened again before the time to finish had ended"


def test_what_was_taken_back_did_not_happen(room: Room) -> None:
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    room.now += 1_000
    room.must("undo")
    assert spans(room, step) == []
    room.must("redo")
    room.now += 1_000
    room.must("activity.close", activity=step)
    room.now += 1_000
    room.must("undo")
    assert spans(room, step) == [(START + 1_000, None)], "a closing that was taken back closed nothing"


def test_an_opening_that_people_used_stays_when_it_is_taken_back(room: Room) -> None:
    ada, step = room.comes("ada"), room.step("ideas")
    room.must("agenda.go", activity=step)
    room.must("idea.add", ada, activity=step, text="Ehdin jo kirjoittaa")
    room.now += 1_000
    room.must("undo")
    assert spans(room, step) == [(START, START + 1_000)]


@pytest.mark.parametrize("left", [{"state": "closed"}, {"state": "closing", "closes_at": 1}, {"state": "waiting"}, {}])
def test_a_log_that_begins_in_the_middle_says_nothing_false(left: dict[str, Any]) -> None:
    assert (
        activity_open_times.of([(START, "activity.close", {"3": left}), (START, "activity.remove", {"3": None})]) == {}
    )


def test_reports_say_when_each_was_open(room: Room) -> None:
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    room.now += DAY
    room.must("activity.close", activity=step)
    agenda = json.loads(report(room, "json"))["agenda"]
    said = next(one["open"] for one in agenda if one["id"] == step)
    assert said == [{"from": "2023-11-15T00:13:20+02:00", "to": "2023-11-16T00:13:20+02:00"}]
    assert HOURS not in report(room, "html").decode(), "a led evening has its hours"


def test_the_summary_of_an_open_call_has_the_dates(room: Room) -> None:
    from sqlalchemy import update

    from workshop.storage.database import transaction
    from workshop.storage.tables import Forum

    with transaction(room.engine) as db:
        db.execute(update(Forum).values(self_paced=True))
    step, other = room.step("ideas"), room.step("dots")
    room.must("activity.open", activity=step)
    room.must("activity.open", activity=other)
    room.now += DAY
    room.must("activity.close", activity=step)
    page = report(room, "html").decode()
    assert HOURS in page and "15.11.2023 klo 0.13 alkaen" in page
