"""Ballots on paper, entered at a console: each one person's whole ballot, checked, numbered, counted and undoable."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from tests.conftest import Room
from workshop.contract import Malformed, decode
from workshop.domain.activities import KINDS, collecting
from workshop.projections import voter_counts
from workshop.storage import table_structure
from workshop.storage.database import reading
from workshop.verifier.check import verify

FEW = 4


@pytest.fixture
def dots(room: Room) -> tuple[Room, int, list[int]]:
    """An open vote with three dots, two at most for one of three ideas."""
    wall, ada = room.step("ideas", 2), room.comes("ada")
    room.must("agenda.go", activity=wall)
    ideas = [
        int(room.must("idea.add", ada, activity=wall, text=text)["idea"]) for text in ("sauna", "kahvila", "arkku")
    ]
    step = int(room.must("activity.add", kind="dots", minutes=3, prompt={"fi": "?"}, settings={})["activity"])
    room.must("agenda.go", activity=step)
    return room, step, ideas


Vote = tuple[Room, int, list[int]]


def enter(vote: Vote, *marks: int, **more: Any) -> int:
    """Enters a ballot with these marks for the first ideas. Its number."""
    room, step, ideas = vote
    given = {str(idea): mark for idea, mark in zip(ideas, marks, strict=False) if mark}
    return int(room.must("ballot.enter", activity=step, marks=given, **more)["paper"])


def shown(vote: Vote) -> dict[str, Any]:
    """The revealed tally."""
    room, step, _ = vote
    seen = room.sees("facilitators")["activity"][str(step)]
    if seen["state"] != "closed":
        room.must("activity.close", activity=step)
    if not seen["revealed"]:
        room.must("activity.reveal", activity=step)
    tally: dict[str, Any] = room.sees("everyone")["tally"][str(step)]
    return tally


def test_a_ballot_on_paper_counts_as_much_as_one_by_phone(dots: Vote) -> None:
    room, step, (sauna, cafe, chest) = dots
    ada = room.comes("ada")
    room.must("ballot.set", ada, activity=step, n=1, marks={str(sauna): 2, str(cafe): 1})
    assert [enter(dots, 1, 2), enter(dots, 0, 2, 1)] == [1, 2]
    seen = room.sees("facilitators")["activity"][str(step)]
    assert (seen["voted"], seen["papers"]) == (3, 2)
    tally = shown(dots)
    assert tally["facts"] == {"ballots": 3, "paper": 2, "hands": 0}
    assert {row["target"]: row["measures"]["votes"] for row in tally["rows"]} == {cafe: 5, sauna: 3, chest: 1}
    assert {row["target"]: row["measures"]["voters"] for row in tally["rows"]} == {cafe: 3, sauna: 2, chest: 1}
    with reading(room.engine) as db:
        assert voter_counts.by_forum(db, room.forum) == {room.forum: 3}
    assert verify(str(room.engine.url))["problems"] == []


def test_it_is_checked_by_the_rules_of_its_kind(dots: Vote) -> None:
    room, step, (sauna, cafe, chest) = dots
    for marks, code in (
        ({str(sauna): 3}, "dot_cap"),
        ({str(sauna): 2, str(cafe): 2}, "no_dots"),
        ({str(sauna): -1}, "ballot_bad"),
        ({"999": 1}, "ballot_bad"),
        ({"x": 1}, "ballot_bad"),
    ):
        assert room.do("ballot.enter", activity=step, marks=marks).code == code
    assert room.do("ballot.enter", room.comes("ada"), activity=step, marks={str(chest): 1}).code == "rights"
    assert room.do("ballot.enter", activity=room.step("ideas"), marks={}).code == "wrong_activity"
    with pytest.raises(Malformed):
        decode("ballot.enter", {"key": "k" * 12, "activity": step, "paper": -1, "marks": {}})
    assert room.sees("facilitators")["activity"][str(step)]["papers"] == 0


def test_one_can_be_corrected_and_taken_out_and_every_step_undone(dots: Vote) -> None:
    room, step, (sauna, *_) = dots
    first, second = enter(dots, 1), enter(dots, 0, 1)
    assert enter(dots, 2, paper=first) == first
    room.must("ballot.enter", activity=step, paper=second, marks=None)
    assert room.do("ballot.enter", activity=step, paper=7, marks={str(sauna): 1}).code == "gone"
    assert room.sees("facilitators")["activity"][str(step)]["papers"] == 1
    for papers in (2, 2, 1, 0):  # back: the taking out, the correction, both entries
        room.must("undo")
        assert room.sees("facilitators")["activity"][str(step)]["papers"] == papers
        assert verify(str(room.engine.url))["problems"] == []
    for _ in range(3):
        room.must("redo")
    assert {row["target"]: row["measures"]["votes"] for row in shown(dots)["rows"]}[sauna] == 2
    assert verify(str(room.engine.url))["problems"] == []


def test_a_number_is_given_once_in_a_vote(dots: Vote) -> None:
    """The sheet of a ballot that was taken out still has its number on it."""
    room, step, _ = dots
    assert enter(dots, 1) == 1
    room.must("ballot.enter", activity=step, paper=1, marks=None)
    assert enter(dots, 0, 1) == 2
    room.must("undo")
    assert enter(dots, 2) == 3
    assert verify(str(room.engine.url))["problems"] == []


def test_numbers_that_were_taken_out_before_the_upgrade_are_not_given_again(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with create_engine(f"sqlite:///{path}").begin() as link:
        table_structure.migrate(link, "0033")
    said = json.dumps({"left": {"paper_ballot": {"7": {"3": None}, "8": {"1": None}}}})
    with sqlite3.connect(path) as line:
        line.execute("PRAGMA foreign_keys = OFF")
        for step in (7, 8, 9):
            columns = (
                "id, forum, position, kind, name, prompt, instruction, minutes, settings, state, revealed, uncovered"
            )
            values = f"{step}, 1, {step}, 'dots', '{{}}', '{{}}', '{{}}', 3, '{{}}', 'open', 0, 0"
            line.execute(f"INSERT INTO activity ({columns}, version) VALUES ({values}, 1)")
        for n, activity in ((1, 7), (2, 8)):
            line.execute(f"INSERT INTO ballot VALUES ('b{n}', {activity}, 'paper', {n}, 1, 1)")
        columns = "forum, n, at, role, actor, command, body, commitment, prev, hash"
        line.execute(f"INSERT INTO log ({columns}) VALUES (1, 1, 1, 'x', 'x', 'undo', ?, '', '', '')", [said])
    with create_engine(f"sqlite:///{path}").begin() as link:
        table_structure.migrate(link, "head")
        rows = link.exec_driver_sql("SELECT id, last_paper FROM activity").fetchall()
    assert dict(map(tuple, rows)) == {7: 3, 8: 2, 9: 0}


def test_none_is_added_while_the_result_is_seen(dots: Vote) -> None:
    """The difference would say what one person gave."""
    room, step, _ = dots
    enter(dots, 1)
    shown(dots)
    assert room.do("ballot.enter", activity=step, marks={}).code == "result_open"
    assert room.do("undo").made["command"] == "activity.reveal"
    enter(dots, 1)
    assert shown(dots)["facts"]["paper"] == 2


def test_on_a_merged_idea_it_counts_for_the_one_it_is_merged_into(dots: Vote) -> None:
    room, step, (sauna, cafe, _) = dots
    room.must("idea.merge", into=sauna, ideas=[cafe])
    enter(dots, 1, 1)
    enter(dots, 0, 2)
    assert {row["target"]: row["measures"]["votes"] for row in shown(dots)["rows"]}[sauna] == 3


@pytest.mark.parametrize("kind", [name for name in collecting("votes") if not KINDS[name].into])
def test_votes_of_every_kind_take_paper(room: Room, kind: str) -> None:
    wall, ada = room.step("ideas", 2), room.comes("ada")
    room.must("agenda.go", activity=wall)
    idea = room.must("idea.add", ada, activity=wall, text="sauna")["idea"]
    step = int(room.must("activity.add", kind=kind, minutes=3, prompt={"fi": "?"}, settings={})["activity"])
    assert room.do("ballot.enter", activity=step, marks={str(idea): 1}).code == "not_open"
    room.must("agenda.go", activity=step)
    room.must("ballot.enter", activity=step, marks={str(idea): 1})
    room.must("activity.close", activity=step)
    room.must("ballot.enter", activity=step, marks={str(idea): 1})
    room.must("activity.reveal", activity=step)
    facts = room.sees("everyone")["tally"][str(step)]["facts"]
    assert (facts["ballots"], facts["paper"], facts["hands"]) == (2, 2, 0)


def test_sorting_takes_none(room: Room) -> None:
    step = int(room.must("activity.add", kind="sort", minutes=3, prompt={"fi": "?"}, settings={})["activity"])
    room.must("agenda.go", activity=step)
    assert room.do("ballot.enter", activity=step, marks={}).code == "wrong_activity"


def test_results_say_how_many_were_on_paper_and_never_which(dots: Vote) -> None:
    """Whoever is known to be one of a few on paper must not be found in a file of all ballots."""
    room, step, (sauna, *_) = dots
    for n in range(5):
        room.must("ballot.set", room.comes(f"p{n}"), activity=step, n=1, marks={str(sauna): 1})
    for _ in range(FEW):
        enter(dots, 0, 1)
    shown(dots)
    summary = room.summary()
    (vote,) = (one for one in summary.votes if one.step.id == step)
    assert (vote.ballots, vote.paper, vote.hands, summary.paper, summary.voted) == (9, FEW, 0, FEW, 9)
    assert {one.source for one in vote.each} == {"phone_or_paper"}
    room.must("undo")
    enter(dots, 0, 1)
    shown(dots)
    (vote,) = (one for one in room.summary().votes if one.step.id == step)
    assert sorted(one.source for one in vote.each) == ["paper"] * 5 + ["phone"] * 5
