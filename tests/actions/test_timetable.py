"""Steps of a self-paced forum open and end by themselves, to the minute, once for each time that was set."""

from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from tests.conftest import ADMINISTRATOR, MINUTE, Room, forum_fields, furnish, minute_of
from workshop import forum_templates
from workshop.domain.errors import Refusal
from workshop.domain.timetable import Timetable
from workshop.live.timetable import TimetableKeeper
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Activity, Forum
from workshop.verifier.check import verify

EVENING = 1_800_000_000_000
"""A moment that is a whole minute."""


@pytest.fixture
def call(engine: Engine) -> Room:
    """The first template as an open call, before anything is open."""
    made = furnish(engine, {**forum_templates.load("forum-1"), "self_paced": True})
    made.now = minute_of(made.now)
    return made


def schedule(room: Room, step: int, who: Any = ADMINISTRATOR, **times: int | None) -> Any:
    body = {"opens_at": None, "due_at": None, "late_minutes": 0, "version": version(room, step), **times}
    return room.do("activity.schedule", who, activity=step, **body)


def version(room: Room, step: int) -> int:
    with reading(room.engine) as db:
        return db.scalars(select(Activity.version).where(Activity.id == step)).one()


def state(room: Room, step: int) -> str:
    return str(room.sees("everyone")["activity"][str(step)]["state"])


def look(room: Room) -> None:
    """What a server does every second; each is new, as after a restart."""
    TimetableKeeper(room.engine, room.writer).look()


def test_a_step_opens_and_ends_at_its_times_and_late_ideas_are_marked(call: Room) -> None:
    step, ada = call.step("ideas"), call.comes("ada")
    opens, due = call.now + 5 * MINUTE, call.now + 60 * MINUTE
    assert schedule(call, step, opens_at=opens, due_at=due, late_minutes=10).ok
    look(call)
    assert state(call, step) == "waiting"
    assert call.do("idea.add", ada, activity=step, text="Liian aikaisin").code == "not_open"
    call.now = opens
    look(call)
    assert state(call, step) == "open"
    call.must("idea.add", ada, activity=step, text="Ajoissa")
    call.now = due
    look(call)
    call.must("idea.add", ada, activity=step, text="Vähän myöhässä")
    assert [Timetable(due_at=due).is_late(one["at"]) for one in call.sees("facilitators")["idea"].values()] == [
        False,
        True,
    ]
    call.now = due + 10 * MINUTE
    assert call.do("idea.add", ada, activity=step, text="Liian myöhään").code == "ideas_closed", "not closed yet"
    look(call)
    assert state(call, step) == "closed"
    assert verify(call.engine.url.render_as_string(hide_password=False))["problems"] == []


def test_what_was_missed_is_done_at_the_next_start_and_what_a_person_closed_stays_closed(call: Room) -> None:
    step = call.step("ideas")
    schedule(call, step, opens_at=call.now + MINUTE)
    call.now += 30 * MINUTE
    look(call)
    assert state(call, step) == "open"
    call.must("activity.close", activity=step, grace=0)
    look(call)
    assert state(call, step) == "closed"


def test_a_step_does_not_open_by_hand_after_its_end(call: Room) -> None:
    step = call.step("ideas")
    schedule(call, step, due_at=call.now + MINUTE)
    call.now += MINUTE
    assert call.do("activity.open", activity=step).code == "deadline_passed"
    schedule(call, step, due_at=call.now + MINUTE)
    assert call.do("activity.open", activity=step).ok


@pytest.mark.parametrize(
    ("times", "code"),
    [
        ({"opens_at": EVENING + MINUTE, "due_at": EVENING}, "times_bad"),
        ({"opens_at": EVENING, "due_at": EVENING}, "times_bad"),
        ({"due_at": EVENING, "late_minutes": 10_000}, ""),
        ({"due_at": EVENING, "version": 99}, "changed"),
    ],
)
def test_times_that_make_no_sense_are_refused(call: Room, times: dict[str, int], code: str) -> None:
    assert (schedule(call, call.step("ideas"), **times).code or "") == code


def test_the_most_late_minutes() -> None:
    with pytest.raises(Refusal, match="minutes_bad"):
        Timetable(due_at=EVENING, late_minutes=14 * 24 * 60 + 1).check()


def test_a_led_forum_has_no_timetable_and_a_phone_sets_none(room: Room, engine: Engine) -> None:
    assert schedule(room, room.step("ideas"), due_at=room.now).code == "led_forum"
    assert schedule(room, room.step("ideas"), who=room.comes("ada"), due_at=room.now).code == "rights"


def test_a_forum_that_is_led_from_now_on_forgets_its_times(call: Room) -> None:
    step, ada = call.step("ideas"), call.comes("ada")
    schedule(call, step, due_at=call.now + MINUTE)
    call.must("forum.edit", **forum_fields(self_paced=False))
    call.now += 2 * MINUTE
    call.must("agenda.go", activity=step)
    call.must("idea.add", ada, activity=step, text="Ehtiihän tämä")
    assert verify(call.engine.url.render_as_string(hide_password=False))["problems"] == []


def test_a_time_that_a_led_forum_still_has_closes_nothing(call: Room) -> None:
    """Such as in data of an older release: whoever leads it closes its steps."""
    step = call.step("ideas")
    schedule(call, step, due_at=call.now + MINUTE)
    call.must("activity.open", activity=step)
    with transaction(call.engine) as db:
        db.execute(update(Forum).where(Forum.id == call.forum).values(self_paced=False))
    call.now += 2 * MINUTE
    look(call)
    assert state(call, step) == "open"
