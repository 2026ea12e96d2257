"""LogChanges: what log rows written by another process touched."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Room
from workshop.access.authentication import Credentials
from workshop.contract.commands import BackgroundQuestion
from workshop.projections import changes_by_other_processes
from workshop.storage.database import reading

Hall = tuple[Room, Credentials, int, int]


@pytest.fixture
def hall(room: Room) -> Hall:
    """An open vote and Ada, who is here; the last row of the log."""
    ada = room.comes("ada")
    dots = room.step("dots")
    room.must("agenda.go", activity=dots)
    return room, ada, int(next(iter(room.sees_own(ada)["me"]))), dots


def since(room: Room, n: int, *here: int) -> changes_by_other_processes.LogChanges:
    with reading(room.engine) as db:
        return changes_by_other_processes.since(db, room.forum, n, here)


def test_a_ballot_touches_its_step_and_its_voter(hall: Hall) -> None:
    room, ada, number, dots = hall
    end = since(room, 0).n
    room.must("ballot.set", ada, activity=dots, n=1, marks={})
    found = since(room, end, number, number + 1)
    assert (found.n, found.touched, found.own, found.whole) == (
        end + 1,
        {("activity", dots)},
        {number},
        False,
    )
    assert not since(room, end, number + 1).own, "she has no line here"


def test_a_newcomer_touches_the_head_count(hall: Hall) -> None:
    room, _, number, _ = hall
    end = since(room, 0).n
    room.comes("ben")
    found = since(room, end, number)
    assert (found.touched, found.own, found.whole) == ({("forum", room.forum)}, set(), False)


def test_what_a_facilitator_does_may_touch_anything(hall: Hall) -> None:
    room, _, number, dots = hall
    end = since(room, 0).n
    room.must("activity.close", activity=dots)
    found = since(room, end, number)
    assert found.whole and found.own == {number}


def test_nothing_new_touches_nothing(hall: Hall) -> None:
    room, _, number, _ = hall
    end = since(room, 0).n
    assert since(room, end, number) == changes_by_other_processes.LogChanges(end)


def test_one_look_goes_through_so_many_rows(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    room, ada, number, dots = hall
    end = since(room, 0).n
    monkeypatch.setattr(changes_by_other_processes, "_ROWS", changes_by_other_processes._ROWS.limit(2))
    for n in range(1, 6):
        room.must("ballot.set", ada, activity=dots, n=n, marks={})
    assert [since(room, n, number).n for n in (end, end + 2, end + 4)] == [end + 2, end + 4, end + 5]


def sorts(room: Room) -> int:
    """An open sorting of an idea into a theme."""
    wall = room.step("ideas", 2)
    room.must("agenda.go", activity=wall)
    room.must("idea.enter", activity=wall, text="Sauna", source="paper")
    room.must("cluster.add", title="Meri", ideas=[])
    made = room.must("activity.add", kind="sort", minutes=5, prompt={"fi": "Mihin?"}, settings={"hand": 4})
    room.must("agenda.go", activity=made["activity"])
    return int(made["activity"])


def groups(room: Room) -> tuple[int, int]:
    """An idea and a theme that the hall may suggest for it."""
    step = room.step("ideas", 2)
    room.must("agenda.go", activity=step)
    idea = int(room.must("idea.enter", activity=step, text="Sauna", source="paper")["idea"])
    theme = int(room.must("cluster.add", title="Meri", ideas=[])["cluster"])
    room.must("agenda.go", activity=room.step("clusters"))
    return idea, theme


def votes(room: Room) -> int:
    """An open vote with dots."""
    dots = room.step("dots")
    room.must("agenda.go", activity=dots)
    return dots


def writes(room: Room) -> int:
    """Somebody else's idea, in an activity that is open."""
    step = room.step("ideas", 2)
    room.must("agenda.go", activity=step)
    return int(room.must("idea.enter", activity=step, text="Sauna", source="paper")["idea"])


def asks(room: Room) -> dict[str, Any]:
    """An answer to a background question that is asked."""
    question = BackgroundQuestion(words={"fi": "Ensimmäistä kertaa?"}, choices=[{"fi": "Kyllä"}, {"fi": "En"}])
    room.must("background.edit", questions=[question], version=1)
    return {"question": 1, "choice": 2, "version": 2}


BY_A_HALL: list[tuple[str, Callable[[Room], dict[str, Any]]]] = [
    ("ballot.set", lambda room: {"activity": votes(room), "n": 1, "marks": {}}),
    ("ballot.set", lambda room: {"activity": sorts(room), "n": 1, "marks": {}}),
    ("ballot.deal", lambda room: {"activity": sorts(room)}),
    ("activity.done", lambda room: {"activity": votes(room), "done": True}),
    ("placement.suggest", lambda room: dict(zip(("idea", "cluster"), groups(room), strict=True))),
    ("idea.support", lambda room: {"idea": writes(room), "supports": True}),
    ("participant.join", lambda room: {"language": "sv"}),
    ("participant.language", lambda room: {"language": "sv"}),
    ("results.confirm", lambda room: (room.must("forum.end"), {"complete": True})[1]),
    ("background.answer", asks),
]


@pytest.mark.parametrize(("verb", "body"), BY_A_HALL)
def test_what_a_hall_sends_touches_the_same_at_every_process(
    room: Room, verb: str, body: Callable[[Room], dict[str, Any]]
) -> None:
    """Else phones at another process are sent empty frames, or less than those at the one that did it."""
    ada = Credentials(device="a-device-that-is-new") if verb == "participant.join" else room.comes("ada")
    said = body(room)
    end = since(room, 0).n
    room.must(verb, ada, **said)
    here, there = room.effects[-1], since(room, end, room.number_of(ada))
    assert (there.touched, there.own, there.whole) == (here.touched, here.own | here.voters or there.own, False)


def test_every_command_of_a_hall_is_tried() -> None:
    assert {verb for verb, _ in BY_A_HALL} == changes_by_other_processes.LIGHT.keys()


def test_what_a_hall_can_touch_for_others_is_known_without_reading_it_again() -> None:
    joins, others = (
        {"participant.join", "participant.language"},
        {"idea.support", "ballot.deal", "results.confirm", "background.answer"},
    )
    assert set(changes_by_other_processes.COMING) == joins | others
