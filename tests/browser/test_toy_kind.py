"""A kind of vote that is no sum and takes pairs goes through the whole program with nothing but its own files, its
words and one line: shape, phone with and without JavaScript, screen, console, rehearsal and export."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HALL, NAME, Hall
from tests.live.people import Server
from tests.live.test_rehearsal import few_ideas
from tests.tools import toy_kind
from tests.tools.pace import limit

Keep = Callable[[Page, str], None]
BESIDE = """() => document.querySelector(".win .sum").getBoundingClientRect().right
  <= document.getElementById("stage").getBoundingClientRect().right"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program that has the toy kind."""
    return toy_kind.copy(tmp_path_factory.mktemp("program"))


@pytest.fixture(scope="module")
def server(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Its server."""
    made = Server(tmp_path_factory.mktemp("toy") / "data", os.environ.get("WORKSHOP_ASYNC", "eventlet"), program)
    made.environ["WORKSHOP_URL"] = f"http://{NAME}:{made.port}"
    made.start()
    yield made
    made.stop()
    assert made.tracebacks() == []


def test_a_kind_touches_one_shared_line_and_the_catalogues(program: Path) -> None:
    shared = {toy_kind.LIST, *toy_kind.CATALOGUES}
    generated = {f"static/js/kinds.{page}.js" for page in ("phone_second", "screen", "console")}
    files = (path for path in toy_kind.TOY.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
    own = {path.relative_to(toy_kind.TOY).as_posix() for path in files}
    assert toy_kind.differences(program) == own - {"words.json"} | shared | generated
    before, after = ((top / toy_kind.LIST).read_text().splitlines() for top in (toy_kind.ROOT, program))
    assert len(before) == len(after) and sum(a != b for a, b in zip(before, after, strict=True)) == 1


def opened(hall: Hall) -> tuple[int, list[int]]:
    """Three ideas, and the toy vote on them, which is open: its id and those of the ideas."""
    writing = hall.go(hall.step("ideas"))
    texts = ("Sauna", "Kahvila", "Laituri")
    made = [hall.must("idea.enter", activity=writing, text=text, source="paper") for text in texts]
    return hall.go(hall.step("plot")), [int(one["idea"]) for one in made]


def test_it_is_voted_on_seen_revealed_and_exported(halls: Callable[..., Hall], picture: Keep) -> None:
    hall = halls(template="plot")
    vote, (sauna, cafe, _) = opened(hall)
    phone, screen = hall.phone(), hall.open(hall.links["screen"], viewport=HALL)
    console, plain = hall.open(hall.links["console"]), hall.phone(java_script_enabled=False)
    expect(screen.locator(".how")).to_contain_text("Anna kummallekin 0–4")
    expect(console.locator("#work .progress")).to_contain_text("Anna kummallekin 0–4")
    expect(console.locator("#work .handwork")).to_be_hidden()
    expect(console.locator(".mini.ballots")).to_be_visible()

    card = phone.locator("article.plot", has_text="Sauna")
    expect(card, "its style sheet is loaded").to_have_css("outline-color", "rgb(1, 2, 3)")
    card.locator("input").nth(0).fill("4")
    card.locator("input").nth(1).fill("1")
    card.locator("input").nth(1).blur()
    expect(screen.locator(".tall b")).to_have_text("1")
    for name, marks in ((sauna, ("3", "0")), (cafe, ("0", "0"))):
        for axis in (0, 1):
            plain.locator(f"input[name='set:{name}']").nth(axis).fill(marks[axis])
    plain.get_by_role("button", name="Tallenna").click()
    expect(plain.locator(f"input[name='set:{cafe}']").nth(1)).to_have_value("0")
    expect(console.locator("#work .progress .big")).to_contain_text("2")
    picture(phone, "toy_kind_phone")

    hall.must("activity.close", activity=vote)
    hall.must("activity.reveal", activity=vote)
    hall.must("screen.uncover", activity=vote, uncovered=9)
    for page in (phone, screen, console):
        expect(page.get_by_text("3,5", exact=True).first).to_be_visible()
        expect(page.locator(".plane circle")).to_have_count(2)
        expect(page.locator(".plane")).to_contain_text("Hyöty (0–4)")
    assert screen.evaluate(BESIDE), "the value has room beside its bar"
    picture(screen, "toy_kind_screen")
    picture(console, "toy_kind_console")
    plain.goto(plain.url)
    expect(plain.get_by_text("3,5", exact=True).first).to_be_visible()
    expect(plain.locator(".plane circle")).to_have_count(2)
    assert_exported(exported(hall.server, str(hall.links["code"])), vote, sauna, cafe)


def exported(server: Server, code: str) -> dict[str, Any]:
    """The forum's file for programs; every other format must be written too."""
    for form in ("csv", "xlsx", "html"):
        assert base64.b64decode(server.errand("forum.export", code=code, format=form, lang="fi")["base64"])
    made: dict[str, Any] = json.loads(
        base64.b64decode(server.errand("forum.export", code=code, format="json", lang="fi")["base64"])
    )
    return made


def assert_exported(made: dict[str, Any], vote: int, sauna: int, cafe: int) -> None:
    found = next(one for one in made["votes"] if one["activity"] == vote)
    first, second, third = found["rows"]
    assert (first["target"], first["benefit"], first["effort"], first["placed"]) == (sauna, 3.5, 0.5, 2)
    assert {second["placed"], third["placed"]} == {0, 1}, "a place at 0, 0 is a place, and no place is none"
    marks = [ballot["marks"] for ballot in found["ballots"]]
    assert {str(sauna): [4, 1]} in marks and {str(sauna): [3, 0], str(cafe): [0, 0]} in marks


def test_it_is_rehearsed(server: Server, program: Path, tmp_path: Path) -> None:
    made = server.errand("forum.create", template="plot", title="Harjoitus", rehearsal=True)
    command = [sys.executable, "-m", "workshop", "rehearse", "--participants", "6", "--duration", "4", "--seed", "1"]
    done = subprocess.run(
        [*command, "--console", made["console"], "--url", server.base, "--json", "--ideas", few_ideas(tmp_path, 12)],
        cwd=program,
        env=server.environ,
        capture_output=True,
        text=True,
        timeout=limit(60),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["votes_counted"] == said["votes_acknowledged"]
    plotted = next(one for one in exported(server, made["code"])["votes"] if one["method"] == "plot")
    assert len(plotted["ballots"]) == 6 and all(len(mark) == 2 for mark in plotted["ballots"][0]["marks"].values())
