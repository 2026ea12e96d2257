"""What a phone shows at moments of an evening: the server's first paint and the page's script compute the same from the
same shapes (`tests/js/phone_view.test.mjs` reads the cases). `WRITE_GOLDEN=1` writes them anew."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from msgspec.structs import replace

from tests.conftest import MINUTE, Room, minute_of, plain
from workshop.access.authentication import Credentials
from workshop.contract.shapes import EVERYONE, OwnSelf
from workshop.pages.phone import view
from workshop.pages.phone.votes_and_results_view import ResultRow, ShownResult
from workshop.projections.shape_changes import Put, things

SEEN = {
    *("id", "state", "number", "activity", "cluster", "votable", "left_out", "seed", "done", "n", "marks", "letter"),
    *(
        "now",
        "self_paced",
        "early",
        "position",
        "kind",
        "collects",
        "shows",
        "of",
        "into",
        "revealed",
        "uncovered",
        "answers",
        "ends_at",
        "closes_at",
    ),
    *("method", "chart", "drawn", "scale", "main", "unit", "adds_up", "chooses", "facts", "rows"),
}
"""The fields of shapes on which the view depends; the others are left out of the cases."""
SEED = 7
"""Of the order of a vote's targets: a phone's own is random."""
DATA = Path(__file__).parents[1] / "data"
PATH = DATA / "phone_view_cases.json"
PLACES = json.loads((DATA / "phone_places_cases.json").read_text())


def told(put: Put, own: Put, now: int) -> dict[str, Any]:
    """The view model of the first paint in plain values."""
    see = view.picture(put, own, now, None)
    tally = see.tally
    return {
        "mode": see.mode,
        "place": see.place,
        "open": see.open,
        "seconds": None if see.ends is None else max(0, (see.ends - now) / 1000),
        "others": [one.id for one in see.others],
        "targets": [[row.id, row.mark] for row in see.rows],
        "left_out": see.left_out,
        "result": None if tally is None else [[row.id, row.rank, row.value, row.own] for row in tally.rows],
        "results": [
            [one.step.id, *([row.id for row in rows] for rows in (one.rows, one.top, one.own_below))]
            for one in see.results
        ],
        "told": [[one.step.id, one.result and [row.id for row in one.result.top], one.waits] for one in see.told],
        "sums": [[one.theme and one.theme.id, one.value, len(one.rows)] for one in tally.themes] if tally else [],
        "themes": [one.theme and one.theme.id for one in see.groups] if see.collects == "votes" else [],
    }


def evening(room: Room) -> Iterator[str]:
    """Goes through an evening and stops at each moment that is compared."""
    ada, ben = room.comes("ada"), room.comes("ben")
    yield "before the first step"
    minute = minute_of(room.now)
    room.must("forum.early", activity=room.step("ideas"), opens_at=minute, due_at=minute + MINUTE)
    yield "early entry"
    room.must("forum.early", activity=room.step("ideas"), opens_at=minute + MINUTE, due_at=None)
    yield "before early entry"
    writing = room.step("ideas", 2)
    room.must("agenda.go", activity=writing)
    made = [
        int(room.must("idea.add", who, activity=writing, text=text)["idea"])
        for who, text in ((ada, "Sauna"), (ben, "Laituri"), (ada, "Kahvila"), (ben, "Tori"))
    ]
    yield "ideas"
    theme = int(room.must("cluster.add", title="Meri")["cluster"])
    room.must("idea.place", ideas=made[:2], cluster=theme)
    room.must("agenda.go", activity=room.step("clusters"))
    yield "themes"
    vote = room.step("dots")
    room.must("agenda.go", activity=vote)
    room.must("ballot.set", ada, activity=vote, n=1, marks={str(made[0]): 1})
    room.must("ballot.set", ben, activity=vote, n=1, marks={str(made[2]): 2})
    room.must("idea.leave_out", idea=made[3], out=True)
    yield "a vote"
    room.must("activity.close", activity=vote)
    yield "a closed vote"
    room.must("agenda.go", activity=room.step("results"))
    room.must("activity.reveal", activity=vote)
    yield "a result that the hall has not seen yet"
    room.must("screen.uncover", activity=vote, uncovered=9)
    yield "a result"
    place = room.sees(EVERYONE)["activity"][str(vote)]["position"] + 1
    prompt = {"fi": "Kuinka tärkeä?"}
    empty = int(room.must("activity.add", kind="rating", minutes=1, prompt=prompt, position=place)["activity"])
    for verb in ("agenda.go", "activity.close", "activity.reveal"):
        room.must(verb, activity=empty)
    room.must("agenda.go", activity=room.step("results"))
    yield "a result, and after it a vote in which nobody voted"
    rating = int(room.must("activity.add", kind="rating", minutes=1, prompt=prompt, position=place)["activity"])
    room.must("agenda.go", activity=rating)
    for who, marks in ((ada, (1, 2, 3)), (ben, (3, 2, 5))):
        stars = dict(zip(map(str, made[:3]), marks, strict=True))
        room.must("ballot.set", who, activity=rating, n=1, marks=stars)
    room.must("activity.close", activity=rating)
    room.must("agenda.go", activity=room.step("results"))
    yield "two results, of which the newer is not shown yet"
    room.must("activity.reveal", activity=rating)
    room.must("screen.uncover", activity=rating, uncovered=1)
    yield "two results, of which the newer is being shown"
    room.must("screen.uncover", activity=rating, uncovered=9)
    yield "two results"
    room.must("forum.end")
    yield "the end, after several votes"


def test_the_first_paint_is_what_the_cases_say(room: Room) -> None:
    found = []
    for name in evening(room):
        put, own = room.put(EVERYONE), room.put_own(Credentials(device="device-of-ada"))
        own = {**own, OwnSelf.thing: {one: replace(me, seed=SEED) for one, me in things(own, OwnSelf).items()}}
        shapes = {"put": short(plain(put)), "own": short(plain(own))}
        found.append({"name": name, "now": room.now, **shapes, "see": told(put, own, room.now)})
    lines = (json.dumps(one, ensure_ascii=False) for one in found)
    text = "[\n" + ",\n".join(lines) + "\n]\n"
    if os.environ.get("WRITE_GOLDEN"):
        PATH.write_text(text, "utf-8")
    assert json.loads(text) == json.loads(PATH.read_text("utf-8"))


def short(put: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The shapes with the fields of SEEN only."""
    return {
        kind: {key: {name: what for name, what in one.items() if name in SEEN} for key, one in ones.items()}
        for kind, ones in put.items()
    }


@pytest.mark.parametrize("case", PLACES, ids=lambda case: str(case["votes"]))
def test_as_many_places_as_the_script_tells(case: dict[str, Any]) -> None:
    """Ten at first, up to two more where a tie needs them, and below them the best three of the own ideas;
    tests/js/phone_view.test.mjs reads the same cases."""
    votes, own = case["votes"], case.get("own", [])
    rows = [
        ResultRow(at, at, "", rank=1 + votes.index(value), value=value, own=at in own) for at, value in enumerate(votes)
    ]
    none = cast(Any, None)
    result = ShownResult(none, "dots", "", none, "votes", "votes", {}, rows, [])
    assert len(result.top) == case["shown"]
    assert [row.id for row in result.own_below] == case.get("below", [])
