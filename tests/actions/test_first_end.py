"""The time at which a forum ended, in files: an end that was taken back and pressed again keeps it, unless the forum
went on in between."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import MINUTE, START, Room
from workshop.projections import report_data
from workshop.storage.database import reading
from workshop.verifier.check import verify

BACK: dict[str, Callable[[Room], Any]] = {
    "undo": lambda room: room.must("undo"),
    "continued": lambda room: room.must("forum.end", ended=False),
    "undo, redo, undo": lambda room: [room.must(verb) for verb in ("undo", "redo", "undo")],
    "twice": lambda room: [room.must(verb) for verb in ("undo", "forum.end", "undo")],
    "the screen": lambda room: (room.must("undo"), room.must("screen.freeze", on=True)),
}
GOES_ON: dict[str, Callable[[Room, int], Any]] = {
    "an idea": lambda room, step: room.must("idea.add", room.comes("ada"), activity=step, text="Ehdin vielä"),
    "somebody comes": lambda room, step: room.comes("late"),
    "the next step": lambda room, step: room.must("agenda.go", activity=room.step("dots")),
    "there and back": lambda room, step: (room.must("agenda.go", activity=room.step("dots")), room.must("undo")),
    "more time": lambda room, step: room.must("activity.time", activity=step, seconds=60),
}


@pytest.fixture
def over(room: Room) -> int:
    """The step that was open when the forum ended a minute ago."""
    step = room.step("ideas")
    room.comes("ada")
    room.must("agenda.go", activity=step)
    room.now += MINUTE
    room.must("forum.end")
    room.now += MINUTE
    return step


def told(room: Room, step: int) -> tuple[int | None, int | None]:
    """When files say that the forum ended, and that its step was closed."""
    with reading(room.engine) as db:
        facts = report_data.facts(db, room.forum)
    return facts.ended_at, facts.spans[step][-1].closed


@pytest.mark.parametrize("how", BACK)
def test_an_end_that_is_pressed_again_keeps_its_time(room: Room, over: int, how: str) -> None:
    """A PDF said "23.00–23.15", and the results page "23.00–23.22" later."""
    assert room.do("forum.end").code == "changed"
    BACK[how](room)
    room.now += MINUTE
    room.must("forum.end")
    assert told(room, over) == (START + MINUTE, START + MINUTE)
    assert verify(str(room.engine.url))["problems"] == []


@pytest.mark.parametrize("how", GOES_ON)
def test_a_forum_that_went_on_ended_later(room: Room, over: int, how: str) -> None:
    room.must("undo")
    GOES_ON[how](room, over)
    room.now += MINUTE
    room.must("forum.end")
    assert told(room, over)[0] == START + 3 * MINUTE
