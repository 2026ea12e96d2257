"""Early entry: before a led forum begins, people write in one of its steps, in a window of time, and nothing else of
the evening changes."""

import json

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.conftest import MINUTE, Room, forum_fields, minute_of
from tests.pages.test_self_paced import Visitor
from tests.reports.forums import reported
from workshop.i18n.catalogues import say
from workshop.pages.base import Services
from workshop.pages.phone import page as phone_page
from workshop.reports import FORMATS, idea_wording, open_tables
from workshop.storage.database import transaction
from workshop.storage.tables import Forum


def early(room: Room, step: int | None, opens: int = 0, due: int | None = 60) -> str:
    """Set early entry, in minutes from now; the code of the refusal, or empty."""
    now = minute_of(room.now)
    at = None if step is None else now + opens * MINUTE
    until = None if step is None or due is None else now + due * MINUTE
    return room.do("forum.early", activity=step, opens_at=at, due_at=until).code or ""


def written(room: Room, who: object, step: int, text: str = "Sauna") -> str:
    return room.do("idea.add", who, activity=step, text=text).code or ""


def test_people_write_in_the_window_and_in_no_other_step(room: Room) -> None:
    ada, step, other = room.comes("ada"), room.step("ideas"), room.step("ideas", 1)
    assert written(room, ada, step) == "not_open"
    assert early(room, step, opens=10) == ""
    assert written(room, ada, step) == "not_open", "not yet"
    room.now += 10 * MINUTE
    assert written(room, ada, step) == "" and written(room, ada, other) == "not_open"
    assert early(room, step, opens=-20, due=None) == "", "until the forum begins"
    room.now += 1_000 * MINUTE
    assert written(room, ada, step, "Keinu") == ""
    assert early(room, None) == "" and written(room, ada, step, "Liian myöhään") == "not_open"


def test_what_was_written_beforehand_is_there_in_the_evening_and_marked(room: Room) -> None:
    ada, step = room.comes("ada"), room.step("ideas")
    early(room, step)
    written(room, ada, step, "Ennakkoon")
    assert room.sees("everyone")["activity"][str(step)]["state"] == "waiting", "the agenda stands still"
    room.now += 90 * MINUTE
    assert written(room, ada, step, "Ikkunan jälkeen") == "not_open"
    room.must("agenda.go", activity=room.step("welcome"))
    assert room.sees("everyone")["forum"][str(room.forum)]["early"] is None
    room.must("agenda.go", activity=step)
    assert written(room, ada, step, "Illalla") == ""
    seen = {one["text"]: one["beforehand"] for one in room.sees("facilitators")["idea"].values()}
    assert seen == {"Ennakkoon": True, "Illalla": False}
    found = reported(room)
    assert [idea_wording.fate(found, idea, "fi") for idea in found.ideas] == [
        "Näkyy (kirjoitettu ennakkoon)",
        "Näkyy",
    ]
    assert [one["beforehand"] for one in json.loads(FORMATS["json"].write(found, "fi"))["ideas"]] == [True, False]
    assert b",true," in open_tables.files(found, "fi")["ideas.csv"].splitlines()[1]


def test_early_entry_ends_when_the_forum_begins(room: Room) -> None:
    ada, step = room.comes("ada"), room.step("ideas")
    early(room, step, due=None)
    room.must("agenda.go", activity=room.step("welcome"))
    assert written(room, ada, step) == "not_open"
    assert early(room, step) == "early_begun"


def test_early_entry_is_for_steps_of_led_forums_in_which_people_write(room: Room) -> None:
    step = room.step("ideas")
    assert early(room, room.step("dots")) == "wrong_activity"
    assert early(room, step, opens=5, due=5) == "early_times"
    assert room.do("forum.early", activity=step, opens_at=None, due_at=None).code == "early_start_missing"
    leader, _ = room.leader("cai")
    assert room.do("forum.early", leader, activity=step, opens_at=1, due_at=None).code == "rights"
    assert early(room, step) == ""
    room.must("activity.remove", activity=step)
    assert room.sees("everyone")["forum"][str(room.forum)]["early"] is None
    room.must("forum.edit", **forum_fields(self_paced=True))
    assert early(room, room.step("ideas")) == "early_begun"


@pytest.fixture
def visitor(client: FlaskClient, room: Room, services: Services, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """A phone without scripts at the room's clock."""
    services.writer.now = lambda: room.now
    monkeypatch.setattr(phone_page, "clock", lambda: room.now)
    made = Visitor(client, room)
    with transaction(room.engine) as db:
        db.execute(update(Forum).values(self_paced=False))
    return made


def test_who_comes_in_is_told_of_the_screen_from_an_hour_before_the_forum(visitor: Visitor, room: Room) -> None:
    starts = minute_of(room.now) + 120 * MINUTE
    room.must("forum.edit", **forum_fields(starts_at=starts))
    for before, there in ((60 * MINUTE + 1, False), (60 * MINUTE, True)):
        room.now = starts - before
        assert (say("fi", "join.wait") in visitor.look()) is there, "although nothing but the time has changed"


def test_a_phone_without_scripts_shows_the_step_in_the_window_only(visitor: Visitor, room: Room) -> None:
    step = room.step("ideas")
    early(room, step, opens=10, due=20)
    before = visitor.look()
    assert 'id="idea"' not in before and "Avautuu " in before
    room.now += 10 * MINUTE
    assert 'id="idea"' in visitor.look(), "although nothing but the time has changed"
    room.now += 10 * MINUTE
    assert 'id="idea"' not in visitor.look()
