"""A command that leads the hall and arrives late does not undo what another person has decided since."""

from typing import Any

import pytest

from tests.conftest import Room
from workshop.access.authentication import Credentials
from workshop.contract.base import COMMANDS, leads


@pytest.fixture
def two(room: Room) -> tuple[Credentials, Credentials]:
    """Two who lead a forum whose second step is on."""
    room.must("agenda.go", activity=room.step("ideas"))
    return room.leader("Maija")[0], room.leader("Bertil")[0]


def forum(room: Room) -> dict[str, Any]:
    shape: dict[str, Any] = room.sees("facilitators")["forum"][str(room.forum)]
    return shape


def test_an_end_pressed_before_another_went_on_is_refused_and_ends_nothing(
    room: Room, two: tuple[Credentials, Credentials]
) -> None:
    one, other = two
    seen = forum(room)["led"]
    room.must("forum.end", other, seen=seen)
    room.must("forum.end", ended=False)
    before, log_n = forum(room), room.effects[-1].n
    assert room.do("forum.end", one, seen=seen).code == "changed_meanwhile"
    assert forum(room) == before and before["state"] == "live"
    assert room.must("screen.code", one, on=True, seen=before["led"]) is not None, "who has seen it leads on"
    assert room.effects[-1].n == log_n + 1, "what was refused is not in the log"


def test_a_late_press_goes_through_while_nobody_else_has_led(room: Room, two: tuple[Credentials, Credentials]) -> None:
    one, other = two
    seen, person = forum(room)["led"], room.comes("ada")
    room.must("idea.add", person, activity=room.step("ideas"), text="Kahvila")
    room.must("cluster.add", other, title="Ruoka")
    room.must("screen.code", one, on=True, seen=seen)
    room.must("agenda.go", one, activity=room.step("dots"), seen=seen)
    assert forum(room)["now"] == room.step("dots"), "two presses in a row may name the same picture"


def test_a_retry_of_what_was_done_gets_its_answer(room: Room, two: tuple[Credentials, Credentials]) -> None:
    one, other = two
    press = {"activity": room.step("dots"), "seen": forum(room)["led"], "key": "press-of-one"}
    room.must("agenda.go", one, **press)
    room.must("agenda.go", other, activity=room.step("results"))
    assert room.do("agenda.go", one, **press).ok and forum(room)["now"] == room.step("results")


def test_undo_and_redo_are_not_hindered_and_lead_the_hall_for_others(
    room: Room, two: tuple[Credentials, Credentials]
) -> None:
    one, other = two
    room.must("agenda.go", other, activity=room.step("dots"), seen=forum(room)["led"])
    for verb in ("undo", "redo"):
        seen = forum(room)["led"]
        room.must(verb, other)
        assert forum(room)["led"] > seen
        assert room.do("activity.time", one, activity=room.step("ideas"), seconds=60, seen=seen).code == (
            "changed_meanwhile"
        )
    room.must("cluster.add", other, title="Ruoka")
    room.must("undo", other)
    assert room.do("agenda.go", one, activity=room.step("results"), seen=seen + 1).ok, "a theme leads nobody"


def test_an_emergency_stop_is_never_refused_but_its_end_may_be(
    room: Room, two: tuple[Credentials, Credentials]
) -> None:
    one, other = two
    seen = forum(room)["led"]
    room.must("screen.blank", other, on=True)
    room.must("forum.emergency", one, on=True, seen=seen)
    assert room.do("forum.emergency", other, on=False, seen=seen).code == "changed_meanwhile"
    assert forum(room)["emergency"]


def test_what_says_nothing_of_what_it_saw_is_done_as_before(room: Room, two: tuple[Credentials, Credentials]) -> None:
    one, other = two
    room.must("agenda.go", other, activity=room.step("dots"))
    room.must("agenda.go", one, activity=room.step("results"))
    assert forum(room)["now"] == room.step("results")


def test_what_no_console_of_this_forum_can_have_seen_is_refused(
    room: Room, two: tuple[Credentials, Credentials]
) -> None:
    """A `seen` from another forum, or from before a backup was restored, is older or newer than what led here."""
    one, other = two
    room.must("agenda.go", other, activity=room.step("dots"))
    before = forum(room)
    for seen in (0, before["led"] + 1, 2**53 - 1):
        assert room.do("forum.end", one, seen=seen).code == "changed_meanwhile"
    assert forum(room) == before


def test_commands_that_lead_are_those_on_agenda_and_screen() -> None:
    assert {verb for verb in COMMANDS if leads(verb)} == {
        *(verb for verb in COMMANDS if verb.startswith("screen.") and verb != "screen.renew"),
        *("agenda.go", "activity.open", "activity.close", "activity.reveal", "activity.time"),
        *("forum.end", "forum.emergency", "ideas.pause"),
    }
