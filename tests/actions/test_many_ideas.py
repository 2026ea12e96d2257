"""A command on many ideas asks the database as often as one on a few: votes wait for the same writer."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import Room, statements_of
from workshop.contract.commands.clusters import IdeasInto, NewCluster
from workshop.contract.commands.moderation import Hiding

FEW, MANY = 4, 60


@pytest.fixture
def asked(room: Room) -> Iterator[list[str]]:
    """The statements so far."""
    with statements_of(room.engine) as found:
        yield found


def ideas(room: Room, count: int) -> list[int]:
    wall = room.step("ideas", 2)
    return [
        int(room.must("idea.enter", activity=wall, text=f"Ajatus {n}", source="paper")["idea"]) for n in range(count)
    ]


def of(verb: str, its: list[int]) -> dict[str, Any]:
    """A command's fields for these ideas."""
    if verb == "clusters.add":
        return {"clusters": [NewCluster(title="Pino", ideas=its[0::2]), NewCluster(title="Toinen", ideas=its[1::2])]}
    if verb == "ideas.place":
        return {"places": [IdeasInto(cluster=1, ideas=its)]}
    if verb == "cluster.add":
        return {"title": "Pino", "ideas": its}
    if verb == "idea.merge":
        return {"into": its[0], "ideas": its[1:]}
    if verb == "ideas.hide":
        return {"hidings": [Hiding(idea=one, reason="test") for one in its]}
    return {"ideas": its, "cluster": None} if verb == "idea.place" else {"ideas": its}


@pytest.mark.parametrize(
    "verb", ["idea.place", "ideas.place", "cluster.add", "clusters.add", "idea.merge", "idea.unmerge", "ideas.hide"]
)
def test_many_ideas_take_as_many_queries_as_a_few(room: Room, asked: list[str], verb: str) -> None:
    room.must("agenda.go", activity=room.step("ideas", 2))
    counts = []
    for count in (FEW, MANY):
        its = ideas(room, count)
        if verb == "ideas.place" and count == FEW:
            room.must("cluster.add", title="Pino")
        if verb == "idea.unmerge":
            room.must("idea.merge", into=its[0], ideas=its[1:])
        asked.clear()
        room.must(verb, **of(verb, its))
        counts.append(sum(one.startswith("SELECT") for one in asked))
    assert counts[1] <= counts[0] + 2, f"{verb}: {counts[1]} queries for {MANY} ideas, {counts[0]} for {FEW}"
