"""Several clusters made or named, or ideas moved to several, as one deed, when proposals are taken together: one undo,
and what somebody placed or named stays."""

import pytest

from tests.conftest import Room
from workshop.contract.commands.clusters import IdeasInto, NewCluster, NewName
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
    made = loose.must("clusters.add", clusters=wanted)
    assert themes(loose) == {"Oma": [1, 4], "Kasa": [2], "Muut": [3]}
    assert made["placed"] == 2, "the ideas that went into them, as the console tells"
    loose.must("undo")
    assert themes(loose) == {"Oma": [1, 4]}


def test_of_names_without_ideas_each_makes_one_theme(loose: Room) -> None:
    loose.must("cluster.add", title="Oma", ideas=[])
    names = [NewCluster(title=title, ideas=[]) for title in ("Sauna", "oma", " sauna ", "")]
    loose.must("clusters.add", clusters=names)
    assert themes(loose) == {"Oma": [], "Sauna": []}


def test_a_proposal_of_which_nothing_is_left_is_refused(loose: Room) -> None:
    loose.must("cluster.add", title="Oma", ideas=[1])
    assert loose.do("clusters.add", clusters=[NewCluster(title="x", ideas=[1])]).code == "gone"
    assert (
        loose.do("clusters.add", clusters=[NewCluster(title="x", ideas=[2]), NewCluster(title="y", ideas=[99])]).code
        == "idea_gone"
    )
    assert loose.do("clusters.add", loose.comes("ada"), clusters=[NewCluster(title="x", ideas=[2])]).code == "rights"
    assert themes(loose) == {"Oma": [1]}


@pytest.fixture
def two(loose: Room) -> tuple[int, int]:
    """Two clusters; idea 1 is in the first."""
    made = [loose.must("cluster.add", title=title, ideas=ideas) for title, ideas in (("Oma", [1]), ("Muu", []))]
    return int(made[0]["cluster"]), int(made[1]["cluster"])  # type: ignore[arg-type]


def test_ideas_go_to_several_clusters_as_one_deed(loose: Room, two: tuple[int, int]) -> None:
    before = loose.sees("everyone")
    places = [IdeasInto(cluster=two[0], ideas=[2]), IdeasInto(cluster=two[1], ideas=[3, 4])]
    assert loose.must("ideas.place", places=places) == {"placed": 3}
    assert themes(loose) == {"Oma": [1, 2], "Muu": [3, 4]}
    loose.must("undo")
    assert loose.sees("everyone") == before
    loose.must("redo")
    assert themes(loose) == {"Oma": [1, 2], "Muu": [3, 4]}
    assert verify(str(loose.engine.url))["problems"] == []


def test_an_idea_that_was_placed_or_hidden_meanwhile_is_not_moved(loose: Room, two: tuple[int, int]) -> None:
    loose.must("idea.hide", idea=5, reason="test")
    places = [IdeasInto(cluster=two[1], ideas=[1, 2, 5]), IdeasInto(cluster=two[0], ideas=[2, 3])]
    assert loose.must("ideas.place", places=places) == {"placed": 2}
    assert themes(loose) == {"Oma": [1, 3], "Muu": [2]}


def test_nothing_moves_where_a_cluster_is_gone_or_no_idea_is_left(loose: Room, two: tuple[int, int]) -> None:
    loose.must("cluster.remove", cluster=two[1])
    places = [IdeasInto(cluster=two[0], ideas=[2]), IdeasInto(cluster=two[1], ideas=[3])]
    assert loose.do("ideas.place", places=places).code == "gone"
    assert loose.do("ideas.place", places=[IdeasInto(cluster=two[0], ideas=[1])]).code == "gone"
    assert loose.do("ideas.place", places=[IdeasInto(cluster=two[0], ideas=[99])]).code == "idea_gone"
    assert loose.do("ideas.place", loose.comes("ada"), places=[IdeasInto(cluster=two[0], ideas=[2])]).code == "rights"
    assert themes(loose) == {"Oma": [1]}


def test_a_theme_into_which_another_facilitator_moved_ideas_is_not_undone(loose: Room) -> None:
    (mine, _), (theirs, _) = loose.leader("Maija"), loose.leader("Bertil")
    made = int(loose.must("cluster.add", mine, title="Oma")["cluster"])  # type: ignore[arg-type]
    loose.must("ideas.place", theirs, places=[IdeasInto(cluster=made, ideas=[2])])
    assert loose.do("undo", mine).code == "undo_changed"
    assert themes(loose) == {"Oma": [2]}


def names(*titles: str, version: int = 1) -> list[NewName]:
    """These titles for the clusters 1, 2 …"""
    return [NewName(cluster=at, title=title, version=version) for at, title in enumerate(titles, 1)]


@pytest.fixture
def unnamed(loose: Room) -> Room:
    """Three clusters without names, of one idea each."""
    for number in (1, 2, 3):
        loose.must("cluster.add", title="", ideas=[number])
    return loose


def titles(room: Room) -> list[str]:
    return [one["title"] for one in room.sees("everyone")["cluster"].values()]


def test_clusters_are_named_together_as_one_deed_and_each_can_be_corrected(unnamed: Room) -> None:
    assert unnamed.must("clusters.rename", names=names("Sauna", "Kahvila", "Ranta")) == {"named": 3}
    assert titles(unnamed) == ["Sauna", "Kahvila", "Ranta"]
    unnamed.must("undo")
    assert titles(unnamed) == ["", "", ""]
    unnamed.must("redo")
    assert titles(unnamed) == ["Sauna", "Kahvila", "Ranta"]
    version = unnamed.sees("facilitators")["cluster"]["2"]["version"]
    unnamed.must("cluster.rename", cluster=2, title="Kahvila ja terassi", version=version)
    assert titles(unnamed) == ["Sauna", "Kahvila ja terassi", "Ranta"]
    assert verify(str(unnamed.engine.url))["problems"] == []


def test_a_cluster_that_a_colleague_named_or_removed_meanwhile_stays_so(unnamed: Room) -> None:
    bea, _ = unnamed.leader("Bea")
    unnamed.must("cluster.rename", bea, cluster=1, title="Löyly", version=1)
    unnamed.must("cluster.remove", bea, cluster=2)
    assert unnamed.must("clusters.rename", names=names("Sauna", "Kahvila", "Ranta")) == {"named": 1}
    assert titles(unnamed) == ["Löyly", "Ranta"]
    unnamed.must("undo")
    assert titles(unnamed) == ["Löyly", ""]


def test_names_of_which_none_can_be_given_are_refused(unnamed: Room) -> None:
    assert unnamed.do("clusters.rename", names=names("Sauna", version=9)).code == "changed"
    assert unnamed.do("clusters.rename", names=names("Sauna", "x" * 81)).code == "theme_long"
    assert unnamed.do("clusters.rename", unnamed.comes("ada"), names=names("Sauna")).code == "rights"
    assert titles(unnamed) == ["", "", ""], "a name that is too long names none of them"
