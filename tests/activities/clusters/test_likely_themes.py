"""Likely themes that the organiser writes down before the forum: checked when saved, read by who leads and by nobody
else, and made to themes only when a facilitator does so."""

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from tests.conftest import Room
from tests.pages.test_office import Browser, forum, kaisa, row, step_edit, steps, stranger
from workshop.contract.commands.clusters import NewCluster
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.domain.theme_names import likely_themes
from workshop.pages.base import Services
from workshop.projections import report_data
from workshop.reports import FORMATS
from workshop.reports.build_summary import build
from workshop.reports.public_summary import public
from workshop.storage import table_structure, whole_database_value_check
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Activity
from workshop.verifier.check import verify

__all__ = ["forum", "kaisa", "stranger"]
NAMES = "Kahvila\nSauna ja uinti"


def wrote(room: Room, names: str) -> int:
    """The grouping step, with these likely themes."""
    step = room.step("clusters")
    with reading(room.engine) as db:
        version = db.get_one(Activity, step).version
    fields: dict[str, Any] = {"minutes": 10, "prompt": {"fi": "Mitkä?"}, "instruction": {}}
    room.must("activity.edit", activity=step, settings={"likely_themes": names}, version=version, **fields)
    return step


def titles(room: Room) -> list[str]:
    return [one["title"] for one in room.sees("everyone").get("cluster", {}).values()]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", []),
        (" \r\n\r\n\u200b\n", []),
        ("Kahvila\r\n\r\n  Sauna   ja uinti \n", ["Kahvila", "Sauna ja uinti"]),
        ("x" * 80, ["x" * 80]),
        ("\n".join(f"Teema {n}" for n in range(26)), [f"Teema {n}" for n in range(26)]),
    ],
)
def test_a_list_is_one_name_a_line(typed: str, stored: list[str]) -> None:
    assert likely_themes(typed) == stored
    assert KINDS["clusters"].complete({"likely_themes": typed})["likely_themes"] == "\n".join(stored)


@pytest.mark.parametrize(
    ("typed", "code", "facts"),
    [
        ("Kahvila\n\n" + "x" * 83, "likely_theme_long", {"row": 3, "n": 3}),
        ("Kahvila\nSauna\nkahvila ", "likely_theme_twice", {"name": "kahvila"}),
        ("\n".join(f"Teema {n}" for n in range(27)), "likely_themes_many", {"n": 26}),
    ],
)
def test_a_list_that_is_refused_says_which_line(typed: str, code: str, facts: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        likely_themes(typed)
    assert (refused.value.code, refused.value.facts) == (code, facts)


def test_only_who_leads_reads_them_and_nothing_is_made_of_them(room: Room) -> None:
    step = wrote(room, NAMES)
    assert room.sees("facilitators")["likely_themes"] == {str(step): {"id": step, "names": NAMES.split("\n")}}
    assert "Sauna" not in str(room.sees("everyone")) and titles(room) == []
    wrote(room, "")
    assert ("likely_themes", step) in room.effects[-1].touched, "open consoles drop them"
    assert "likely_themes" not in room.sees("facilitators")
    assert verify(str(room.engine.url))["problems"] == []


def test_consoles_drop_the_likely_themes_of_a_step_that_is_removed(room: Room) -> None:
    step = wrote(room, NAMES)
    room.must("activity.remove", activity=step)
    assert ("likely_themes", step) in room.effects[-1].touched


def test_they_are_in_the_organisers_file_and_in_no_public_one(room: Room) -> None:
    step = wrote(room, NAMES)
    with reading(room.engine) as db:
        put, facts = report_data.everything(db, room.forum, room.now)
    summary = build(put, facts, room.now, ZoneInfo("Europe/Helsinki"))
    agendas = [json.loads(FORMATS["json"].write(told, "fi"))["agenda"] for told in (summary, public(summary))]
    settings = [next(one["settings"] for one in agenda if one["id"] == step) for agenda in agendas]
    assert settings == [{"reveals": True, "likely_themes": NAMES}, {"reveals": True}]


def test_a_step_from_before_there_were_likely_themes_is_whole(room: Room) -> None:
    step = room.step("clusters")
    with transaction(room.engine) as db:
        db.execute(update(Activity).where(Activity.id == step).values(settings={"reveals": True}))
        assert list(whole_database_value_check.problems(db.connection(), table_structure.HEAD, lambda: None)) == []
        db.execute(update(Activity).where(Activity.id == step).values(settings={"likely_themes": ""}))
        (problem,) = whole_database_value_check.problems(db.connection(), table_structure.HEAD, lambda: None)
        assert f"settings of step id {step}" in problem, "every release had the other setting"
        db.execute(update(Activity).where(Activity.id == step).values(settings={"reveals": True}))
    assert "likely_themes" not in room.sees("facilitators")
    assert wrote(room, NAMES) == step
    assert len(room.sees("facilitators")["likely_themes"]) == 1


def test_all_of_them_become_empty_themes_by_one_deed(room: Room) -> None:
    room.must("cluster.add", title="kahvila")
    before = room.sees("everyone")
    names = ("Kahvila", "Sauna", "Pelit pihalla", "Sauna", " pelit  pihalla")
    wanted = [NewCluster(title=title, ideas=[]) for title in names]
    room.must("clusters.add", clusters=wanted)
    assert titles(room) == ["kahvila", "Sauna", "Pelit pihalla"], "what another has made meanwhile is not made again"
    assert room.do("clusters.add", clusters=wanted[:2]).code == "gone"
    room.must("undo")
    assert room.sees("everyone") == before
    room.must("redo")
    assert titles(room) == ["kahvila", "Sauna", "Pelit pihalla"]
    assert verify(str(room.engine.url))["problems"] == []


def test_the_office_keeps_the_list_and_copies_take_it_along(kaisa: Browser, services: Services, forum: str) -> None:
    step = next(one for one in steps(services, forum) if one.kind == "clusters")
    page = f"/office/forum/{forum}/activity/{step.id}"
    twice = kaisa.post(page, page, **step_edit(**{"set-likely_themes": "Sauna\r\nsauna"}))
    assert twice.status_code == 422 and "”sauna” on kahdesti" in twice.get_data(True)
    assert ">\nSauna\nsauna</textarea>" in twice.get_data(True).replace("\r", ""), "what was typed stays"
    assert kaisa.post(page, page, **step_edit(**{"set-likely_themes": "Sauna\r\n\r\nKahvila"})).status_code == 303
    assert ">\nSauna\nKahvila</textarea>" in kaisa.text(page)
    asked = f"/office/forum/{forum}/copy"
    copied = kaisa.post(asked, asked, **{"title-fi": "Kevään foorumi"})
    ref = row(services, str(copied.location).rsplit("/", 1)[1]).ref
    again = next(one for one in steps(services, ref) if one.kind == "clusters")
    assert again.settings == {"reveals": False, "likely_themes": "Sauna\nKahvila"}
