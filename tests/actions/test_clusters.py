"""Clusters are put in order, marked with a colour, merged and split, each with one undo of one's own."""

import pytest

from tests.actions.test_participants_placement_suggestions import grouping
from tests.conftest import Room
from workshop.contract import shapes
from workshop.contract.commands.clusters import NewCluster
from workshop.domain.cluster_letters import in_order, next_letter
from workshop.projections import cluster_references
from workshop.storage.database import transaction
from workshop.storage.tables import Cluster
from workshop.verifier.check import verify


@pytest.fixture
def board(room: Room) -> Room:
    """Idea 1 in theme A, idea 2 in theme B, and an empty theme C."""
    grouping(room)
    room.must("idea.place", ideas=[2], cluster=2)
    room.must("cluster.add", title="Tyhjä")
    return room


def titles(room: Room) -> list[str]:
    """The titles of the themes, in the order in which people read them."""
    found = room.sees("everyone")["cluster"].values()
    return [one["title"] for one in sorted(found, key=lambda one: in_order(shapes.ClusterShape(**one)))]


def places(room: Room) -> dict[int, int | None]:
    return {one["id"]: one["cluster"] for one in room.sees("everyone")["idea"].values()}


def test_consoles_know_which_idea_came_into_a_theme_first(board: Room) -> None:
    """An unnamed theme is called by it."""
    board.must("idea.place", ideas=[1], cluster=2)
    assert _by_placing(board) == [2, 1]
    board.must("idea.place", ideas=[2], cluster=None)
    board.must("undo")
    assert _by_placing(board) == [2, 1], "as before it was taken out"
    board.must("idea.place", ideas=[2], cluster=None)
    assert board.sees("facilitators")["idea"]["2"]["placed"] == 0
    board.must("idea.place", ideas=[2], cluster=2)
    assert _by_placing(board) == [1, 2]


def _by_placing(room: Room) -> list[int]:
    """The ideas in theme B, the one that came first first."""
    found = [one for one in room.sees("facilitators")["idea"].values() if one["cluster"] == 2]
    return [one["number"] for one in sorted(found, key=lambda one: one["placed"])]


def test_letters_go_on_after_z_and_none_comes_twice(board: Room) -> None:
    made = [board.must("cluster.add", title=str(n))["letter"] for n in range(25)]
    assert made == [*"DEFGHIJKLMNOPQRSTUVWXYZ", "AA", "AB"]
    assert titles(board)[-3:] == ["22", "23", "24"], "AA stands behind Z, not behind A"
    board.must("cluster.remove", cluster=4)
    assert board.must("cluster.add", title="")["letter"] == "AC"
    board.must("undo")
    board.must("undo")
    letters = [one["letter"] for one in board.sees("everyone")["cluster"].values()]
    assert len(letters) == len(set(letters)), "a theme that comes back has its letter for itself"


def test_a_letter_is_free_again_once_the_making_of_its_theme_is_taken_back(board: Room) -> None:
    wanted = [NewCluster(title=str(n), ideas=[n]) for n in (1, 2)]
    board.must("idea.place", ideas=[1, 2], cluster=None)
    before = board.sees("everyone")
    board.must("clusters.add", clusters=wanted)
    assert letters(board) == [*"ABCDE"]
    board.must("undo")
    assert board.sees("everyone") == before
    assert board.must("cluster.add", title="Uusi")["letter"] == "D", "the proposal used up no letter"
    board.must("undo")
    assert verify(str(board.engine.url))["problems"] == []


def test_a_theme_that_is_made_again_has_its_letter_unless_another_has_it_now(board: Room) -> None:
    (bea, _), (cai, _) = board.leader("bea"), board.leader("cai")
    board.must("cluster.add", bea, title="Bean")
    board.must("undo", bea)
    board.must("redo", bea)
    assert letters(board) == [*"ABCD"]
    board.must("undo", bea)
    assert board.must("cluster.add", cai, title="Cain")["letter"] == "D"
    board.must("redo", bea)
    assert sorted(letters(board)) == [*"ABCDE"] and titles(board)[-2:] == ["Bean", "Cain"]
    board.must("undo", bea)
    assert letters(board) == [*"ABCD"] and titles(board)[-1] == "Cain"
    assert verify(str(board.engine.url))["problems"] == []


def test_a_letter_that_somebody_has_used_stays_with_its_theme(board: Room) -> None:
    made = board.must("cluster.add", title="Uusi")["cluster"]
    board.must("placement.suggest", board.comes("dee"), idea=1, cluster=made)
    board.must("undo")
    assert board.must("cluster.add", title="")["letter"] == "E", "somebody has said that an idea belongs to D"
    dots = board.must("activity.add", kind="dots", minutes=5, prompt={"fi": "Mikä teema?"})["activity"]
    settings = {"dots": 1, "cap": 1, "of": "clusters"}
    board.must(
        "activity.edit", activity=dots, minutes=5, settings=settings, version=1, prompt={"fi": "Mikä?"}, instruction={}
    )
    board.must("agenda.go", activity=dots)
    made = board.must("cluster.add", title="")["cluster"]
    board.must("ballot.set", board.comes("cee"), activity=dots, n=1, marks={str(made): 1})
    board.must("undo")
    assert board.must("cluster.add", title="")["letter"] == "G", "somebody has voted for F"


def test_a_letter_from_which_another_theme_goes_on_is_kept(board: Room) -> None:
    with transaction(board.engine) as db:
        assert not cluster_references.exist(db, board.forum, 3)
        db.get_one(Cluster, 2).came_from = 3
        db.flush()
        assert cluster_references.exist(db, board.forum, 3)


def letters(board: Room) -> list[str]:
    """The letters of the themes, in the order in which people read them."""
    found = [shapes.ClusterShape(**one) for one in board.sees("everyone")["cluster"].values()]
    return [one.letter for one in sorted(found, key=in_order)]


def test_letters_end_with_zz() -> None:
    used: set[str] = set()
    while (letter := next_letter(used)) is not None:
        used.add(letter)
    assert len(used) == 26 + 26 * 26 and max(map(len, used)) == 2


def test_two_clusters_become_one_and_one_undo_brings_both_back(board: Room) -> None:
    before = board.sees("everyone")["cluster"]
    board.must("cluster.merge", cluster=2, into=1)
    assert places(board) == {1: 1, 2: 1} and titles(board) == ["Ruoka", "Tyhjä"]
    board.must("undo")
    assert places(board) == {1: 1, 2: 2} and board.sees("everyone")["cluster"] == before
    board.must("redo")
    assert places(board) == {1: 1, 2: 1} and titles(board) == ["Ruoka", "Tyhjä"]
    assert verify(str(board.engine.url))["problems"] == []


def test_what_a_colleague_moved_since_a_merge_stays_when_it_is_undone(board: Room) -> None:
    (bea, _), (cai, _) = board.leader("bea"), board.leader("cai")
    board.must("cluster.merge", bea, cluster=2, into=1)
    board.must("idea.place", cai, ideas=[2], cluster=3)
    undone = board.must("undo", bea)
    assert undone["left"] == 1 and places(board) == {1: 1, 2: 3} and "Lämpö" in titles(board)


def test_a_merge_of_clusters_that_are_gone_or_the_same_is_refused(board: Room) -> None:
    assert board.do("cluster.merge", cluster=1, into=1).code == "gone"
    board.must("cluster.merge", cluster=2, into=1)
    for body in ({"cluster": 2, "into": 1}, {"cluster": 1, "into": 2}, {"cluster": 1, "into": 99}):
        assert board.do("cluster.merge", **body).code == "gone"
    assert board.do("cluster.colour", cluster=2, colour="red").code == "gone"
    assert board.do("cluster.order", cluster=1, behind=99).code == "gone"


def test_a_cluster_that_is_large_on_the_screen_leaves_it_when_it_is_merged(board: Room) -> None:
    board.must("screen.cluster", cluster=2)
    board.must("cluster.merge", cluster=2, into=1)
    assert board.sees("everyone")["forum"][str(board.forum)]["cluster"] is None
    board.must("undo")
    assert board.sees("everyone")["forum"][str(board.forum)]["cluster"] == 2


def test_clusters_stand_where_they_are_put(board: Room) -> None:
    assert titles(board) == ["Ruoka", "Lämpö", "Tyhjä"]
    board.must("cluster.order", cluster=3, behind=None)
    assert titles(board) == ["Tyhjä", "Ruoka", "Lämpö"]
    board.must("cluster.order", cluster=3, behind=1)
    assert titles(board) == ["Ruoka", "Tyhjä", "Lämpö"]
    board.must("cluster.add", title="Uusi")
    assert titles(board)[-1] == "Uusi", "a new one comes last"
    for _ in range(3):
        board.must("undo")
    assert titles(board) == ["Ruoka", "Lämpö", "Tyhjä"]


def test_a_colour_can_be_taken_away(board: Room) -> None:
    board.must("cluster.colour", cluster=1, colour="green")
    assert board.sees("everyone")["cluster"]["1"]["colour"] == "green"
    board.must("cluster.colour", cluster=1, colour="")
    board.must("undo")
    assert board.sees("everyone")["cluster"]["1"]["colour"] == "green"


def test_two_who_arrange_different_clusters_do_not_disturb_each_other(board: Room) -> None:
    (bea, _), (cai, _) = board.leader("bea"), board.leader("cai")
    board.must("cluster.order", bea, cluster=3, behind=None)
    board.must("cluster.colour", cai, cluster=3, colour="red")
    board.must("cluster.rename", cai, cluster=2, title="Sauna", version=1)
    board.must("undo", bea)
    assert titles(board) == ["Ruoka", "Sauna", "Tyhjä"]
    assert board.sees("everyone")["cluster"]["3"]["colour"] == "red"


def test_no_version_that_one_can_name_passes_for_every_version(board: Room) -> None:
    (bea, _), (cai, _) = board.leader("bea"), board.leader("cai")
    board.must("cluster.rename", bea, cluster=2, title="Sauna", version=1)
    assert board.do("cluster.rename", cai, cluster=2, title="Löyly", version=0).code == "changed"
    board.must("undo", bea)
    assert titles(board) == ["Ruoka", "Lämpö", "Tyhjä"]


def test_a_cluster_with_marks_in_a_shown_result_is_not_merged_away(board: Room) -> None:
    dots = board.must("activity.add", kind="dots", minutes=5, prompt={"fi": "Mikä teema?"})["activity"]
    settings = {"dots": 1, "cap": 1, "of": "clusters"}
    texts = {"prompt": {"fi": "Mikä teema?"}, "instruction": {}}
    board.must("activity.edit", activity=dots, minutes=5, settings=settings, version=1, **texts)
    board.must("agenda.go", activity=dots)
    board.must("ballot.set", board.comes("cee"), activity=dots, n=1, marks={"2": 1})
    board.must("activity.close", activity=dots)
    board.must("activity.reveal", activity=dots)
    assert board.do("cluster.merge", cluster=2, into=1).code == "result_shown"
    assert places(board) == {1: 1, 2: 2}
    board.must("cluster.merge", cluster=3, into=2)


def test_a_name_that_is_too_long_or_cannot_be_seen_is_refused_in_words_about_names(room: Room) -> None:
    room.must("agenda.go", activity=room.step("clusters"))
    theme = room.must("cluster.add", title="Talo\npiha", ideas=[])["cluster"]
    assert room.sees("everyone")["cluster"][str(theme)]["title"] == "Talo piha", "a name is one line"
    for verb, fields in (("cluster.add", {"ideas": []}), ("cluster.rename", {"cluster": theme, "version": 1})):
        refused = room.do(verb, title="x" * 83, **fields)
        assert (refused.code, refused.facts) == ("theme_long", {"n": 3})
        assert room.do(verb, title="\u200d", **fields).code == "theme_nameless"
    room.must("cluster.rename", cluster=theme, title=" ", version=1)
    assert room.sees("everyone")["cluster"][str(theme)]["title"] == "", "no name is one, too"
