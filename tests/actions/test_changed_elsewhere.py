"""LogChanges: what log rows written by another process touched."""

import pytest

from tests.conftest import Room
from workshop.access.authentication import Credentials
from workshop.projections import changed_elsewhere
from workshop.storage.database import reading

Hall = tuple[Room, Credentials, int, int]


@pytest.fixture
def hall(room: Room) -> Hall:
    """An open vote and Ada, who is here; the last row of the log."""
    ada = room.comes("ada")
    dots = room.step("dots")
    room.must("agenda.go", activity=dots)
    return room, ada, int(next(iter(room.sees_own(ada)["me"]))), dots


def since(room: Room, n: int, *here: int) -> changed_elsewhere.LogChanges:
    with reading(room.engine) as db:
        return changed_elsewhere.since(db, room.forum, n, here)


def test_a_ballot_touches_its_step_and_its_voter(hall: Hall) -> None:
    room, ada, number, dots = hall
    end = since(room, 0).n
    room.must("ballot.set", ada, activity=dots, n=1, marks={})
    found = since(room, end, number, number + 1)
    assert (found.n, found.touched, found.own, found.whole) == (
        end + 1,
        {("activity", dots), ("sorting", dots)},
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
    assert since(room, end, number) == changed_elsewhere.LogChanges(end)


def test_one_look_goes_through_so_many_rows(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    room, ada, number, dots = hall
    end = since(room, 0).n
    monkeypatch.setattr(changed_elsewhere, "_ROWS", changed_elsewhere._ROWS.limit(2))
    for n in range(1, 6):
        room.must("ballot.set", ada, activity=dots, n=n, marks={})
    assert [since(room, n, number).n for n in (end, end + 2, end + 4)] == [end + 2, end + 4, end + 5]
