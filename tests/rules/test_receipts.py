"""Receipts: codes that can be read aloud and typed, one for each idea, known to nobody but its author."""

import json
import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, select

from tests.conftest import Room
from workshop.domain.idea_receipts import grouped, is_receipt, tidy
from workshop.projections import report_data
from workshop.projections.idea_receipts import follow
from workshop.storage import table_structure
from workshop.storage.database import reading
from workshop.storage.new_idea_receipt import new_receipt
from workshop.storage.tables import Idea, log


@pytest.mark.parametrize(
    "typed",
    [
        "ACDE-FGHJ-KMNP",
        "acdefghjkmnp",
        " acde fghj kmnp ",
        "ＡＣＤＥ—ＦＧＨＪ—ＫＭＮＰ",
        "https://foorumi.example/r/acde-fghj-kmnp?lang=sv",
        "HTTPS://FOORUMI.EXAMPLE/R/ACDEFGHJKMNP/",
        "Kuitti ACDE-FGHJ-KMNP",
        "minun kuittini on: acde fghj kmnp.",
        "Kvitto\nACDEFGHJKMNP, tack",
    ],
)
def test_it_is_understood_however_people_type_it(typed: str) -> None:
    assert tidy(typed) == "ACDEFGHJKMNP" and grouped(tidy(typed)) == "ACDE-FGHJ-KMNP"


@pytest.mark.parametrize(
    "typed", ["", "ACDE-FGHJ", "ACDE-FGHJ-KMNPQ", "ACDE-FGHJ-KMN0", "' OR 1=1 --", "å" * 12, "XACDE-FGHJ-KMNP"]
)
def test_what_is_no_receipt_is_none(typed: str) -> None:
    assert not is_receipt(tidy(typed))


def test_they_are_random_and_have_no_letters_that_look_alike() -> None:
    made = {new_receipt() for _ in range(500)}
    assert len(made) == 500 and all(is_receipt(one) for one in made)
    assert not set("".join(made)) & set("O0I1LS5B8Z2")


def stored(room: Room) -> list[str]:
    with room.engine.connect() as link:
        return [str(one) for one in link.exec_driver_sql("SELECT receipt FROM idea ORDER BY number").scalars()]


def test_each_idea_gets_one_that_only_its_author_sees(room: Room) -> None:
    ada, step = room.comes("ada"), room.step("ideas")
    room.must("agenda.go", activity=step)
    room.must("idea.add", ada, activity=step, text="Kahvila")
    entered = room.must("idea.enter", activity=step, text="Sauna", source="paper")
    receipts = stored(room)
    assert entered["receipt"] == receipts[1], "to be handed to the person who wrote it"
    assert len(set(receipts)) == 2 and all(map(is_receipt, receipts))
    assert [one["receipt"] for one in room.sees_own(ada)["mine"].values()] == receipts[:1]
    told = json.dumps([room.sees("everyone"), room.sees("facilitators")])
    with reading(room.engine) as db:
        told += str(report_data.everything(db, room.forum, room.now))
    with room.engine.connect() as link:
        told += str(link.exec_driver_sql("SELECT * FROM log").fetchall())
    assert not any(receipt in told for receipt in receipts)


@pytest.mark.parametrize("clock", [0, -3_600_000], ids=["as ever", "set back"])
def test_a_long_log_is_not_read_for_a_receipt(room: Room, clock: int) -> None:
    """Each look at one read all rows of the log. Where the clock was set back, it still finds the right one."""
    step = room.step("ideas", 2)
    room.must("agenda.go", activity=step)
    ada = room.comes("ada")
    for n in range(30):
        room.must("idea.add", ada, activity=step, text=f"Sauna {n}")
        room.now += 1_000 + (clock if n == 20 else 0)
    asked = list[tuple[str, object]]()
    event.listen(room.engine, "before_cursor_execute", lambda _c, _cur, said, given, *_: asked.append((said, given)))
    with reading(room.engine) as db:
        for idea in db.scalars(select(Idea).where(Idea.number.in_([1, 12, 30]))).all():
            found = follow(db, idea.receipt or "")
            body = db.scalar(select(log.c.body).where(log.c.n == (found.proof.row if found and found.proof else 0)))
            assert found and found.proof and found.proof.as_sent and f'"{idea.id}"' in (body or "")
    spans = [given[-1] - given[-2] for said, given in asked if "BETWEEN" in said]  # type: ignore[index]
    assert spans and (clock or max(spans) < 5), "only the rows of the same moment"


def test_ideas_of_before_get_one_when_the_data_is_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with create_engine(f"sqlite:///{path}").begin() as link:
        table_structure.migrate(link, "0022")
    with sqlite3.connect(path) as line:
        line.execute("PRAGMA foreign_keys = OFF")
        columns = "forum, activity, number, text, key, source, state, flags, created_at, left_out"
        for number in (1, 2, 3):
            values = f"1, 1, {number}, 'x', 'k', 'phone', 'shown', '[]', 1, 0"
            line.execute(f"INSERT INTO idea ({columns}) VALUES ({values})")
    with create_engine(f"sqlite:///{path}").begin() as link:
        table_structure.migrate(link, "head")
        receipts = link.exec_driver_sql("SELECT receipt FROM idea").scalars().all()
    assert len(set(receipts)) == 3 and all(re.fullmatch("[A-Z0-9]{12}", str(one)) for one in receipts)
