"""Who leads a forum with simulated people: the simulated facilitator until a person makes a move, and never again after
one."""

import asyncio
import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop.domain.places import uncovered
from workshop.rehearsal import practice
from workshop.rehearsal.connected_page import RehearsalHall
from workshop.rehearsal.facilitator import Facilitator
from workshop.rehearsal.participants import Doors, Room

CASES = [
    case
    for case in json.loads((Path(__file__).parents[1] / "data" / "places_cases.json").read_text())
    if "usual" not in case
]
"""Of results in the hall."""
Change = Callable[[dict[str, dict[str, Any]]], None]


def picture() -> dict[str, dict[str, Any]]:
    """A snapshot of a forum in its second activity, with one theme."""
    steps = {
        str(number): {
            "id": number,
            "position": number,
            "kind": "ideas",
            "state": state,
            "revealed": False,
            "uncovered": 0,
            "ends_at": None,
        }
        for number, state in enumerate(("closed", "open", "waiting", "waiting"), 1)
    }
    forum: dict[str, Any] = {"state": "live", "now": 2, "blank": False, "frozen": False, "spotlight": None, "here": 9}
    forum |= {"moderation": "off", "moderation_chosen": False, "vote": None}
    return {"forum": {"1": forum}, "activity": steps, "cluster": {"5": {"id": 5, "title": "Puistot"}}}


@pytest.fixture
def tool() -> Facilitator:
    """The simulated facilitator, leading that forum."""
    made = Facilitator(RehearsalHall(random.Random(1)), "http://127.0.0.1/console/x")
    shows(made, picture())
    assert made.leads
    return made


def shows(tool: Facilitator, put: dict[str, dict[str, Any]]) -> None:
    """The console receives a frame."""
    tool._hear("snapshot", {"stream": "facilitators", "epoch": "e", "n": 1, "put": put})


def changed(change: Change) -> dict[str, dict[str, Any]]:
    """The snapshot after a change."""
    made = copy.deepcopy(picture())
    change(made)
    return made


MOVES: dict[str, Change] = {
    "back to an earlier step": lambda put: put["forum"]["1"].update(now=1),
    "on to the next step": lambda put: put["forum"]["1"].update(now=3),
    "a step closed": lambda put: put["activity"]["2"].update(state="closing"),
    "another minute": lambda put: put["activity"]["2"].update(ends_at=1000),
    "a result shown": lambda put: put["activity"]["1"].update(revealed=True),
    "another result on the screen": lambda put: put["forum"]["1"].update(vote=4),
    "a place uncovered": lambda put: put["activity"]["1"].update(uncovered=1),
    "a theme named": lambda put: put["cluster"]["5"].update(title="Pihat"),
    "review chosen": lambda put: put["forum"]["1"].update(moderation_chosen=True),
    "the screen dark": lambda put: put["forum"]["1"].update(blank=True),
    "the forum ended": lambda put: put["forum"]["1"].update(state="ended"),
}


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES.keys())
def test_at_the_first_move_of_somebody_else_the_lead_is_theirs_for_good(tool: Facilitator, move: Change) -> None:
    shows(tool, changed(move))
    assert not tool.leads
    shows(tool, picture())
    assert not tool.leads, "a move back does not give the lead back"


@pytest.mark.parametrize(
    ("state", "rehearsal", "led"), [("planned", 1, True), ("planned", 0, False), ("live", 1, False)]
)
def test_a_real_forum_is_led_by_people_only(state: str, rehearsal: bool, led: bool) -> None:
    room = Room(Doors(console="http://127.0.0.1/console/x"), 1)
    shows(room.facilitator, changed(lambda put: put["forum"]["1"].update(state=state, rehearsal=bool(rehearsal))))
    assert room.nobody_leads is led


@pytest.mark.parametrize(
    "happens",
    [
        lambda put: put["forum"]["1"].update(here=12),
        lambda put: put["activity"]["2"].update(count=7, voted=3, done=2),
        lambda put: put.update(idea={"8": {"id": 8, "cluster": None}}),
    ],
    ids=["people come", "people do things", "an idea"],
)
def test_what_the_hall_does_is_no_move(tool: Facilitator, happens: Change) -> None:
    shows(tool, changed(happens))
    assert tool.leads


def test_the_end_of_the_time_to_finish_is_no_move(tool: Facilitator) -> None:
    closing = changed(lambda put: put["activity"]["1"].update(state="closing"))
    shows(tool, closing)
    assert tool.leads
    shows(tool, picture())
    assert tool.leads


def test_its_own_move_is_its_own_and_going_back_to_a_step_it_chose_is_not(
    tool: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def told(verb: str, **body: Any) -> dict[str, Any]:
        shows(tool, changed(lambda put: put["forum"]["1"].update(now=body["activity"])))
        return {"ok": True}

    monkeypatch.setattr(tool, "tell", told)
    asyncio.run(tool.go(3))
    assert tool.leads
    asyncio.run(tool.go(4))
    assert tool.leads
    shows(tool, changed(lambda put: put["forum"]["1"].update(now=3)))
    assert not tool.leads


def test_somebody_elses_step_in_the_middle_of_its_own_move_is_seen(
    tool: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def told(verb: str, **body: Any) -> dict[str, Any]:
        shows(tool, changed(lambda put: put["forum"]["1"].update(now=4)))
        return {"ok": True}

    monkeypatch.setattr(tool, "tell", told)
    asyncio.run(tool.go(3))
    assert not tool.leads


def test_what_nobody_rated_is_no_place_to_uncover() -> None:
    rows = [
        {"rank": 1, "measures": {"median": 4}},
        {"rank": 2, "measures": {}},
        {"rank": 2, "measures": {"median": 0}},
    ]
    assert practice.presses({"main": "median", "rows": rows}) == [1]


@pytest.mark.parametrize("case", CASES, ids=lambda one: str(one["votes"]))
def test_each_press_of_the_simulated_facilitator_uncovers_what_the_console_would(case: dict[str, Any]) -> None:
    votes = sorted(case["votes"], reverse=True)
    ranks = [1 + sum(other > one for other in votes) for one in votes]
    pressed = practice.presses(
        {"main": "votes", "rows": [{"rank": r, "measures": {"votes": n}} for r, n in zip(ranks, votes, strict=True)]}
    )
    at_the_console: list[int] = []
    while (at := at_the_console[-1] if at_the_console else 0) < case["shown"]:
        at_the_console.append(uncovered(ranks[: case["shown"]], at + 1))
    assert pressed == at_the_console
