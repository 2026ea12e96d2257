"""The personal data of a forum is deleted on its day: what is gone then, what stays, and that the log tells it."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import MetaData, func, select

from tests.conftest import MINUTE, Room, furnish, minute_of
from workshop import forum_templates
from workshop.access.authentication import Credentials
from workshop.contract.commands import BackgroundQuestion
from workshop.domain.retention import deletes_at, is_left
from workshop.live.personal_data_deletion import PersonalDataKeeper
from workshop.runtime.settings import Settings
from workshop.storage.database import reading
from workshop.storage.tables import Contact, Forum, Participant, Row, admission, background_answer, key, log
from workshop.verifier.check import verify

DAY = 24 * 3_600_000
TURKU = ZoneInfo("Europe/Helsinki")
QUESTION = BackgroundQuestion(words={"fi": "Ensi kertaa?"}, choices=[{"fi": "Kyllä"}, {"fi": "En"}])


@pytest.fixture
def held(room: Room) -> Room:
    """A forum with everything that is personal, ended."""
    room.must("background.edit", questions=[QUESTION], version=1)
    ada, ben = room.comes("ada"), room.comes("ben")
    room.leader("cai")
    room.must("background.answer", ada, question=1, choice=1, version=2)
    call = room.must("activity.add", kind="proposals", minutes=3, prompt={"fi": "Mitä syksyllä?"})["activity"]
    room.must("agenda.go", activity=call)
    form = {"text": "Konsertti", "description": "Pihalla", "wished": "", "group": "Kuoro"}
    room.must("form.send", ben, activity=call, sealed="sealed-contact-of-ben", **form)
    room.must("forum.end")
    return room


def everything_stored(room: Room) -> str:
    tables: MetaData = Row.metadata
    with reading(room.engine) as db:
        return "\n".join(str(tuple(row)) for table in tables.sorted_tables for row in db.execute(select(table)))


def count(room: Room, what: object) -> int:
    with reading(room.engine) as db:
        return db.scalar(select(func.count()).select_from(what)) or 0  # type: ignore[arg-type]


def deleted_at(room: Room) -> int | None:
    with reading(room.engine) as db:
        return db.get_one(Forum, room.forum).personal_deleted_at


def test_what_is_personal_is_gone_and_the_results_stay(held: Room) -> None:
    with reading(held.engine) as db:
        phones = list(db.scalars(select(Participant.token_hash)))
    before, people = held.sees("everyone"), count(held, Participant)
    held.now += DAY
    held.must("personal.delete")
    stored = everything_stored(held)
    with reading(held.engine) as db:
        answers = db.scalars(select(key.c.answer).where(key.c.forum == held.forum)).all()
    assert not any(gone in stored for gone in (*phones, *(one[:40] for one in phones), "sealed-contact-of-ben"))
    assert [count(held, one) for one in (Contact, background_answer, admission)] == [0, 0, 0]
    assert [one["verb"] for one in answers] == ["personal.delete"], "only the answer to the deletion itself"
    assert held.sees("everyone") == before and count(held, Participant) == people
    assert verify(str(held.engine.url))["problems"] == []
    assert held.do("results.confirm", Credentials(device="device-of-ada"), complete=True).code == "not_joined"


def test_only_an_organiser_deletes_it_after_the_end_and_once(room: Room) -> None:
    ada, cai = room.comes("ada"), room.leader("cai")[0]
    assert room.do("personal.delete").code == "not_over"
    room.must("forum.end")
    assert [room.do("personal.delete", who).code for who in (ada, cai)] == ["rights", "rights"]
    room.now += DAY
    room.must("personal.delete")
    assert room.do("personal.delete").code == "gone"


def test_a_forum_whose_personal_data_is_deleted_does_not_go_on(room: Room) -> None:
    """A phone that had voted could vote again: nobody knows any more which one it was."""
    vote, other = room.step("dots"), room.step("ideas")
    room.must("agenda.go", activity=vote)
    room.must("forum.end")
    room.must("forum.end", ended=False)
    room.must("activity.open", activity=vote)
    room.must("forum.end")
    room.now += DAY
    room.must("personal.delete")
    ways: tuple[tuple[str, dict[str, Any]], ...] = (
        ("forum.end", {"ended": False}),
        ("activity.open", {"activity": vote}),
        ("agenda.go", {"activity": other}),
    )
    assert [room.do(verb, **body).code for verb, body in ways] == ["personal_deleted"] * 3
    assert not room.do("undo").ok
    assert room.sees("everyone")["activity"][str(vote)]["state"] == "closed"


def test_a_day_that_is_over_is_not_chosen(room: Room) -> None:
    now = minute_of(room.now)
    assert room.do("personal.until", at=now).code == "day_over"
    assert room.do("personal.until", at=now + MINUTE).ok and room.do("personal.until", at=None).ok


@pytest.mark.parametrize(
    ("chosen", "months", "by"),
    [(None, 24, "2028-11-30"), (None, 3, "2027-02-28"), (None, 15, "2028-02-29"), (5, 24, "1970-01-01")],
)
def test_the_usual_day_is_some_months_after_the_forum(chosen: int | None, months: int, by: str) -> None:
    import datetime as dt

    held = round(dt.datetime(2026, 11, 30, 20, 0, tzinfo=TURKU).timestamp()) * 1000
    at = deletes_at(chosen, held - 3 * 3_600_000, held, held + 90 * DAY, months, TURKU)
    local = dt.datetime.fromtimestamp(at / 1000, TURKU)
    assert f"{local:%Y-%m-%d}" == by and (chosen or (local.hour, local.minute) == (0, 0))


@pytest.mark.parametrize(
    ("ended", "deleted", "left"), [(None, None, False), (5, None, True), (5, 4, True), (5, 5, False), (None, 4, False)]
)
def test_what_came_after_a_deletion_is_left(ended: int | None, deleted: int | None, left: bool) -> None:
    assert is_left(ended, deleted) is left


def test_the_program_does_it_on_the_day_and_not_before(held: Room, settings: Settings) -> None:
    keeper = PersonalDataKeeper(held.engine, held.writer, replace(settings, keep_months=1))
    keeper.look()
    held.now = minute_of(held.now)
    held.must("personal.until", at=held.now + 60 * DAY)
    held.now += 59 * DAY
    keeper.look()
    assert deleted_at(held) is None, "a month is over, but the organiser chose another day"
    held.now += DAY
    keeper.look()
    keeper.look()
    assert deleted_at(held) == held.now
    with reading(held.engine) as db:
        rows = db.execute(select(log.c.role, log.c.actor).where(log.c.command == "personal.delete")).all()
    assert [tuple(row) for row in rows] == [("administrator", "program")]


def test_one_that_nobody_ended_counts_from_what_last_happened_in_it() -> None:
    assert deletes_at(None, 0, None, 90 * DAY, 1, TURKU) == deletes_at(None, 0, 90 * DAY, 200 * DAY, 1, TURKU)
    assert deletes_at(None, 90 * DAY, None, 0, 1, TURKU) == deletes_at(None, 0, 90 * DAY, 0, 1, TURKU), "it is to come"
    assert deletes_at(5 * DAY, None, None, 4 * DAY, 1, TURKU) == 11 * DAY, "a chosen day waits until a week is quiet"
    assert deletes_at(50 * DAY, None, None, 4 * DAY, 1, TURKU) == 50 * DAY


def test_the_program_ends_what_nobody_ended_on_the_day_and_leaves_what_nobody_entered(
    held: Room, settings: Settings
) -> None:
    keeper = PersonalDataKeeper(held.engine, held.writer, replace(settings, keep_months=1))
    empty = furnish(held.engine, forum_templates.load("forum-1")).forum
    held.must("forum.end", ended=False)
    assert held.do("personal.delete").code == "not_over", "a person ends it first"
    held.now += 20 * DAY
    held.comes("dan")
    held.now += 20 * DAY
    keeper.look()
    assert deleted_at(held) is None
    held.now += 20 * DAY
    keeper.look()
    assert deleted_at(held) == held.now and count(held, background_answer) == 0
    with reading(held.engine) as db:
        row, untouched = db.get_one(Forum, held.forum), db.get_one(Forum, empty)
        assert (row.state, row.ended_at, row.now is not None) == ("ended", held.now, True)
        assert (untouched.state, untouched.personal_deleted_at) == ("planned", None)
    assert verify(str(held.engine.url))["problems"] == []


def test_a_running_server_looks_for_it(app: Flask) -> None:
    assert "personal_data" in {job.name for job in app.extensions["services"].live.jobs}
