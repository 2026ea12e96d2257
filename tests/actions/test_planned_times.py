"""Every moment that people plan is a whole minute of the years that office forms can say; any other is refused."""

from collections.abc import Callable
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from tests.conftest import MINUTE, Room, forum_fields
from workshop.actions import build_forum_add
from workshop.contract import COMMANDS
from workshop.contract.base import Moment
from workshop.forum_templates import load

EVENING, DAY = 1_800_000_000_000, 24 * 60 * MINUTE
CENTURY = 4_102_444_800_000
BAD = (0, 946_684_800_000 - DAY - MINUTE, EVENING + 1, EVENING + 30_000, CENTURY)


def a_forum(room: Room) -> dict[str, Any]:
    command = build_forum_add.from_template(load("forum-1"))
    return {name: value for name, value in msgspec.structs.asdict(command).items() if name != "key"}


def a_proposal(room: Room) -> dict[str, Any]:
    call = room.must("activity.add", kind="proposals", minutes=3, prompt={"fi": "Mitä syksyllä?"})["activity"]
    room.must("agenda.go", activity=call)
    form = {"text": "Konsertti", "description": "Pihalla", "wished": "", "group": "Kuoro", "sealed": "x"}
    idea = room.must("form.send", room.comes("ada"), activity=call, **form)["idea"]
    return {"idea": idea, "listed": True, "starts_at": EVENING, "ends_at": EVENING + MINUTE, "place": ""}


def self_paced(room: Room) -> dict[str, Any]:
    room.must("forum.edit", **forum_fields(self_paced=True))
    times = {"opens_at": EVENING, "due_at": EVENING + MINUTE, "late_minutes": 0, "version": 1}
    return {"activity": room.step("ideas"), **times}


def early(room: Room) -> dict[str, Any]:
    return {"activity": room.step("ideas"), "opens_at": EVENING, "due_at": EVENING + MINUTE}


PLANNED: dict[str, Callable[[Room], dict[str, Any]]] = {
    "forum.add": a_forum,
    "forum.edit": lambda room: forum_fields(),
    "forum.early": early,
    "forum.answer_by": lambda room: {},
    "activity.schedule": self_paced,
    "programme.set": a_proposal,
    "personal.until": lambda room: {},
}
"""Command → its fields, in a forum where it is accepted."""


def moments(verb: str) -> list[str]:
    hints = get_type_hints(COMMANDS[verb], include_extras=True)
    return [name for name, hint in hints.items() if hint == Moment or Moment in get_args(hint)]


def test_every_command_that_plans_a_moment_is_here() -> None:
    assert {verb for verb in COMMANDS if moments(verb)} == PLANNED.keys()


@pytest.mark.parametrize("verb", PLANNED)
def test_a_moment_that_no_form_can_say_is_refused(verb: str, room: Room) -> None:
    fields = PLANNED[verb](room)
    for name in moments(verb):
        for at in BAD:
            assert room.do(verb, **{**fields, name: at}).code == "date_bad", (name, at)
    room.must(verb, **{**fields, **({"at": EVENING} if "at" in moments(verb) else {})})


def test_the_first_and_the_last_minute_in_any_time_zone_are_accepted(room: Room) -> None:
    for version, at in enumerate((946_684_800_000 - 14 * 60 * MINUTE, CENTURY - MINUTE), 1):
        room.must("forum.edit", **forum_fields(starts_at=at, version=version))
