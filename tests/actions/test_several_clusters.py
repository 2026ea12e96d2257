"""Several clusters made as one deed, when a proposal of piles is taken: one undo, and what somebody placed stays."""

import pytest

from tests.conftest import Room
from workshop.contract.commands.clusters import NewCluster
from workshop.verifier.check import verify


@pytest.fixture
def loose(room: Room) -> Room:
    """Six ideas in no cluster."""
    step = room.step("ideas", 2)
    room.must("agenda.go", activity=step)
    for number in range(1, 7):
        room.must("idea.enter", activity=step, text=f"Idea {number}", source="paper")
    return room


def themes(room: Room) -> dict[str, list[int]]:
    """Title → the numbers of its ideas."""
    seen = room.sees("everyone")
    return {
        one["title"]: [idea["number"] for idea in seen["idea"].values() if idea["cluster"] == one["id"]]
        for one in seen.get("cluster", {}).values()
    }


def test_all_of_them_are_one_deed(loose: Room) -> None:
    before = loose.sees("everyone")
    wanted = [NewCluster(title="Sauna", ideas=[1, 2]), NewCluster(title="", ideas=[3, 4])]
    assert len(loose.must("clusters.add", clusters=wanted)["clusters"]) == 2  # type: ignore[arg-type]
    assert themes(loose) == {"Sauna": [1, 2], "": [3, 4]}
    loose.must("undo")
    assert loose.sees("everyone") == before
    loose.must("redo")
    assert themes(loose) == {"Sauna": [1, 2], "": [3, 4]}
    assert verify(str(loose.engine.url))["problems"] == []


def test_what_was_placed_or_hidden_meanwhile_stays_so(loose: Room) -> None:
    loose.must("cluster.add", title="Oma", ideas=[1, 4])
    loose.must("idea.hide", idea=5, reason="test")
    wanted = [
        NewCluster(title="Kasa", ideas=[1, 2, 2, 5]),
        NewCluster(title="Tyhjä", ideas=[4]),
        NewCluster(title="Muut", ideas=[2, 3]),
    ]
    loose.must("clusters.add", clusters=wanted)
    assert themes(loose) == {"Oma": [1, 4], "Kasa": [2], "Muut": [3]}
    loose.must("undo")
    assert themes(loose) == {"Oma": [1, 4]}


def test_a_proposal_of_which_nothing_is_left_is_refused(loose: Room) -> None:
    loose.must("cluster.add", title="Oma", ideas=[1])
    assert loose.do("clusters.add", clusters=[NewCluster(title="x", ideas=[1])]).code == "gone"
    assert (
        loose.do("clusters.add", clusters=[NewCluster(title="x", ideas=[2]), NewCluster(title="y", ideas=[99])]).code
        == "idea_gone"
    )
    assert loose.do("clusters.add", loose.comes("ada"), clusters=[NewCluster(title="x", ideas=[2])]).code == "rights"
    assert themes(loose) == {"Oma": [1]}
