"""Counted hands and votes on paper: a count for each target and mark, of the marks that the kind allows."""

from collections.abc import Iterable
from typing import Any

import msgspec
import pytest

from tests.conftest import ADMINISTRATOR, Room
from workshop.contract import Malformed, commands, decode
from workshop.domain.activities import KINDS
from workshop.domain.activities.base import Kind, Settings
from workshop.domain.methods.base import Ballot, MarkRange, Measure, Result, TargetRow, ranked
from workshop.projections import audience_views
from workshop.storage.database import reading
from workshop.verifier.check import verify

COUNTS: list[int] = []


def best(ballots: Iterable[Ballot], targets: Iterable[int], _settings: Settings) -> Result:
    """The sum of marks, hands too; remembers each count in COUNTS."""
    COUNTS.append(1)
    sums = dict.fromkeys(targets, 0)
    for ballot in ballots:
        for target, mark in ballot.marks.items():
            assert isinstance(mark, int)
            sums[target] += ballot.weight * mark
    return Result([TargetRow(target, rank, {"sum": sums[target]}) for target, rank in ranked(sums)], {"ballots": 0})


SCALE = Kind(
    "scale",
    collects="votes",
    marks=lambda _: MarkRange(0, 3),
    hands=lambda _: (0, 1, 2, 3),
    tally=best,
    measures=(Measure("sum", "points"),),
)
SPOKEN = Kind("spoken", collects="votes", marks=lambda _: MarkRange(0, 3), hands=lambda _: ())


@pytest.fixture
def vote(room: Room, monkeypatch: pytest.MonkeyPatch) -> tuple[Room, int, list[int]]:
    """An open vote on a scale from 0 to 3, on two ideas."""
    for kind in (SCALE, SPOKEN):
        monkeypatch.setitem(KINDS, kind.name, kind)
    room.must("agenda.go", activity=room.step("ideas", 2))
    ada = room.comes("ada")
    ideas = [
        int(room.must("idea.add", ada, activity=room.step("ideas", 2), text=text)["idea"])
        for text in ("sauna", "kahvila")
    ]
    return room, opened(room, "scale"), ideas


def opened(room: Room, kind: str) -> int:
    step = int(room.must("activity.add", kind=kind, minutes=3, prompt={"fi": "?"}, settings={})["activity"])
    room.must("agenda.go", activity=step)
    return step


def counts(room: Room, step: int) -> Any:
    return room.sees("facilitators").get("hands", {}).get(str(step), {"counts": {}})["counts"]


def test_hands_are_counted_for_each_mark_and_target(vote: tuple[Room, int, list[int]]) -> None:
    room, step, (sauna, cafe) = vote
    for target, value, count in ((sauna, 3, 4), (sauna, 0, 2), (cafe, 3, 1), (sauna, 3, 5)):
        room.must("hands.set", activity=step, target=target, value=value, count=count)
    assert counts(room, step) == {str(sauna): {"0": 2, "3": 5}, str(cafe): {"3": 1}}
    room.must("undo")
    assert counts(room, step)[str(sauna)] == {"0": 2, "3": 4}
    room.must("hands.set", activity=step, target=sauna, value=0, count=0)
    assert counts(room, step)[str(sauna)] == {"3": 4}
    room.must("activity.close", activity=step)
    room.must("activity.reveal", activity=step)
    rows = room.sees("everyone")["tally"][str(step)]["rows"]
    assert [(row["target"], row["measures"]["sum"]) for row in rows] == [(sauna, 12), (cafe, 3)]
    assert verify(str(room.engine.url))["problems"] == []


def test_zero_is_an_answer_that_the_log_proves(vote: tuple[Room, int, list[int]]) -> None:
    room, step, (sauna, cafe) = vote
    ada = room.comes("ada")
    room.must("ballot.set", ada, activity=step, n=1, marks={str(sauna): 0, str(cafe): 2})
    assert room.sees_own(ada)["ballot"][str(step)]["marks"] == {str(sauna): 0, str(cafe): 2}
    assert verify(str(room.engine.url))["problems"] == []


def test_undo_of_one_mark_leaves_what_another_person_counted_for_the_next(vote: tuple[Room, int, list[int]]) -> None:
    room, step, (sauna, _) = vote
    ada, _ = room.leader("Ada")
    ben, _ = room.leader("Ben")
    room.must("hands.set", ada, activity=step, target=sauna, value=3, count=4)
    room.must("hands.set", ben, activity=step, target=sauna, value=2, count=7)
    room.must("undo", ada)
    assert counts(room, step) == {str(sauna): {"2": 7}}


@pytest.mark.parametrize("value", [4, -1])
def test_a_mark_out_of_range_is_refused(vote: tuple[Room, int, list[int]], value: int) -> None:
    room, step, (sauna, _) = vote
    assert room.do("hands.set", activity=step, target=sauna, value=value, count=1).code == "count_bad"
    assert counts(room, step) == {}


def test_a_count_that_no_hall_has_is_refused_with_the_number_that_was_typed(vote: tuple[Room, int, list[int]]) -> None:
    room, step, (sauna, cafe) = vote
    room.must("hands.set", activity=step, target=sauna, value=3, count=5_000)
    typed = decode("hands.set", {"key": "key-typed", "activity": step, "target": cafe, "value": 3, "count": 5_001})
    assert room.writer.execute(typed, ADMINISTRATOR, room.forum).code == "count_bad"
    assert isinstance(decode("hands.set", {**msgspec.to_builtins(typed), "count": 12_000}), commands.HandsSet)
    assert counts(room, step) == {str(sauna): {"3": 5_000}}


def test_dots_are_counted_one_a_hand(vote: tuple[Room, int, list[int]]) -> None:
    room, _, (sauna, _) = vote
    dots = room.step("dots")
    room.must("agenda.go", activity=dots)
    assert room.do("hands.set", activity=dots, target=sauna, value=2, count=1).code == "count_bad"
    room.must("hands.set", activity=dots, target=sauna, count=3)
    assert counts(room, dots) == {str(sauna): {"1": 3}}, "the former release's page names no mark"


def test_a_kind_that_hands_cannot_say_takes_none(vote: tuple[Room, int, list[int]]) -> None:
    room, _, (sauna, _) = vote
    step = opened(room, "spoken")
    assert room.do("hands.set", activity=step, target=sauna, value=1, count=1).code == "wrong_activity"
    assert room.do("hands.set", activity=room.step("ideas", 2), target=sauna, count=1).code == "wrong_activity"


@pytest.mark.parametrize("value", [float("nan"), 1.5, True, "3", [1, 2], None, 10**9])
def test_what_is_no_number_is_no_command(value: object) -> None:
    body = {"key": "key-00000001", "activity": 1, "target": 1, "count": 1, "value": value}
    with pytest.raises(Malformed):
        decode("hands.set", body)


def test_a_result_is_counted_once_for_each_end_of_the_log(vote: tuple[Room, int, list[int]]) -> None:
    room, step, (sauna, _) = vote
    room.must("activity.close", activity=step)
    COUNTS.clear()
    room.sees("facilitators")
    assert COUNTS == [], "nobody may know it yet"
    room.must("activity.reveal", activity=step)
    for _ in range(2):
        for audience in ("everyone", "facilitators"):
            room.sees(audience)
            with reading(room.engine) as db:
                audience_views.changed(db, room.forum, [("tally", step)], audience, room.now)
    assert len(COUNTS) == 1
    room.must("hands.set", activity=step, target=sauna, value=2, count=5)
    seen = [room.sees(audience)["tally"][str(step)] for audience in ("everyone", "facilitators")]
    assert len(COUNTS) == 2
    assert seen[0] == seen[1] and seen[0]["rows"][0]["measures"]["sum"] == 10


def test_a_count_is_told_to_those_who_see_it(vote: tuple[Room, int, list[int]]) -> None:
    room, step, (sauna, _) = vote
    room.must("hands.set", activity=step, target=sauna, count=4, value=2)
    assert {("hands", step), ("activity", step)} <= room.effects[-1].touched
    assert ("tally", step) not in room.effects[-1].touched, "nobody sees the result yet"
    room.must("activity.close", activity=step)
    room.must("activity.reveal", activity=step)
    room.must("hands.set", activity=step, target=sauna, count=5, value=2)
    assert ("tally", step) in room.effects[-1].touched, "a recount of a result that is shown"
