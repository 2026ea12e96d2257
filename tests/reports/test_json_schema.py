"""The JSON export and its published schema say the same: every field is described, and every forum's file fits."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator, FormatChecker
from sqlalchemy import Engine

from tests.conftest import ADMINISTRATOR, Room, in_room
from tests.reports import small_summary
from tests.reports.forums import reported, run
from tests.tools.large_summary import large
from workshop import docs, forum_templates
from workshop.actions import build_forum_add
from workshop.reports import FORMATS, SERIES_FORMATS
from workshop.reports import json as json_format
from workshop.reports.series_summary import build as build_series
from workshop.reports.series_summary import part_of
from workshop.reports.summary import Summary

SCHEMA = json.loads(docs.schema("forum-1.json"))


def strict(part: Any) -> Any:
    """The schema without room for fields that it does not name: readers must expect new ones, we may not forget any."""
    if isinstance(part, list):
        return [strict(one) for one in part]
    if not isinstance(part, dict):
        return part
    found = {name: strict(one) for name, one in part.items()}
    return {"additionalProperties": False, **found} if "properties" in found and "type" in found else found


VALIDATOR = Draft202012Validator(strict(SCHEMA), format_checker=FormatChecker())


def problems(summary: Summary) -> list[str]:
    exported = json.loads(FORMATS["json"].write(summary, "fi"))
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(exported)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == f"forum-{json_format.VERSION}.json"


def test_a_forum_that_was_run_fits(room: Room) -> None:
    run(room)
    room.must("forum.end")
    idea = next(iter(room.sees("facilitators")["idea"].values()))["id"]
    room.must("ideas.answer", ideas=[idea], status="progress", words={"fi": "Suunnittelu alkaa"})
    found = reported(room)
    assert (
        found.ideas[0].answer
        and found.votes
        and any(not idea.read for idea in found.everything)
        and problems(found) == []
    )


def test_an_empty_one_a_running_one_and_a_large_one_fit(room: Room) -> None:
    assert problems(reported(room)) == []
    room.must("agenda.go", activity=room.step("ideas"))
    assert problems(reported(room)) == []
    assert problems(large(then="rating")) == []


def test_answered_ideas_and_themes_fit(room: Room) -> None:
    run(room)
    room.must("ideas.answer", ideas=[1], status="not_now", words={"fi": "Rahat eivät riitä"}, departure=True)
    theme = int(next(iter(room.sees("everyone")["cluster"])))
    room.must("cluster.answer", cluster=theme, status="progress", words={})
    found = reported(room)
    assert any(idea.answer for idea in found.ideas) and any(theme.answer for theme in found.themes)
    assert problems(found) == []


def test_a_rehearsal_fits(engine: Engine) -> None:
    rehearsal = in_room(engine)
    command = build_forum_add.from_template(forum_templates.load("forum-1"), None, "", True)
    rehearsal.forum = int(str(rehearsal.writer.execute(command, ADMINISTRATOR).made["forum"]))
    wall = rehearsal.step("ideas", 2)
    rehearsal.must("agenda.go", activity=wall)
    rehearsal.must("idea.add", rehearsal.comes("ada"), activity=wall, text="Kahvila")
    found = reported(rehearsal)
    assert found.rehearsal and found.everything[0].key and problems(found) == []


@pytest.mark.parametrize("name", ["ideas", "votes", "forum"])
def test_a_field_that_is_missing_or_new_is_found(room: Room, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    exported = json.loads(FORMATS["json"].write(reported(run(room)), "fi"))
    part = exported[name] if name == "forum" else exported[name][0]
    part["new"] = part.popitem()[1]
    assert len(list(VALIDATOR.iter_errors(exported))) == 2


def test_every_description_is_a_sentence() -> None:
    def described(part: Any) -> Iterator[str]:
        for name, one in part.items() if isinstance(part, dict) else ():
            if name == "properties":
                yield from (f"{key}: {one[key].get('description', '.')}" for key in one)
            yield from described(one)

    assert [said for said in described(SCHEMA) if not said.endswith((".", "…"))] == []


def test_every_server_has_it_at_the_address_that_files_name(client: FlaskClient, room: Room) -> None:
    named = json.loads(FORMATS["json"].write(reported(room), "fi"))["$schema"]
    answer = client.get(named)
    assert answer.status_code == 200 and answer.json == SCHEMA and answer.mimetype == "application/schema+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/schema/forum-0.json").status_code == 404
    assert client.get("/schema/..%2fsettings.md").status_code == 404


def test_the_file_of_a_series_names_its_schema_and_fits_it(client: FlaskClient) -> None:
    """A series' JSON file named no schema, and there was none."""
    told = replace(small_summary.summary(), ref="a", votes=[small_summary.vote((4, 1))])
    parts = [part_of(told), part_of(replace(told, ref="b", votes=[], state="planned"))]
    now = told.made_at
    for one in (build_series("Sarja", parts, now, {"fi": "Jatkamme."}), build_series("", [], now)):
        exported = json.loads(SERIES_FORMATS["json"].write(one, "fi"))
        answer = client.get(exported["$schema"])
        Draft202012Validator.check_schema(answer.json)
        problems = Draft202012Validator(strict(answer.json), format_checker=FormatChecker()).iter_errors(exported)
        assert [f"{error.json_path}: {error.message}" for error in problems] == []
