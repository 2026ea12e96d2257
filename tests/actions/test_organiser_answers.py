"""What the organisers answer, and which answer counts for an idea."""

import pytest

from tests.conftest import Room, minute_of
from workshop.access.authentication import Credentials
from workshop.projections import organiser_answers
from workshop.projections.organiser_answers import Answers
from workshop.storage.database import reading
from workshop.verifier.check import verify

WHY = {"fi": "Ei ole varaa"}


@pytest.fixture
def board(room: Room) -> Room:
    """Three ideas, 1 and 2 in theme A."""
    step = room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    for text in ("Kahvila", "Sauna", "Ratikka"):
        room.must("idea.enter", activity=step, text=text, source="paper")
    room.must("cluster.add", title="Viihtyminen", ideas=[1, 2])
    return room


def answered(room: Room) -> Answers:
    with reading(room.engine) as db:
        return organiser_answers.of_forum(db, room.forum)


def status(room: Room, idea: int) -> str | None:
    found = answered(room).of_idea(idea)
    return None if found is None else found.status


def test_a_theme_is_answered_once_for_all_its_ideas(board: Room) -> None:
    board.must("cluster.answer", cluster=1, status="progress", words={"fi": "Suunnittelu alkaa"})
    assert [status(board, idea) for idea in (1, 2, 3)] == ["progress", "progress", None]
    board.must("idea.place", ideas=[3], cluster=1)
    assert status(board, 3) == "progress"
    theme = answered(board).of_theme(1)
    assert theme is not None and theme.words == {"fi": "Suunnittelu alkaa"} and theme.at > 0


def test_an_idea_keeps_its_own_decision_and_taking_it_back_gives_it_its_themes(board: Room) -> None:
    board.must("ideas.answer", ideas=[1, 3], status="not_now", words=WHY)
    board.must("cluster.answer", cluster=1, status="done", words={})
    assert [status(board, idea) for idea in (1, 2, 3)] == ["not_now", "done", "not_now"]
    board.must("ideas.answer", ideas=[1, 3], status="received", words={})
    assert [status(board, idea) for idea in (1, 2, 3)] == ["done", "done", None]
    assert [one.status for one in answered(board).history(1)] == ["not_now", "done", "received"]


def test_words_without_a_decision_count_until_there_is_one(board: Room) -> None:
    board.must("ideas.answer", ideas=[1], status="received", words={"fi": "Vastaamme keväällä"})
    assert status(board, 1) == "received"
    board.must("cluster.answer", cluster=1, status="progress", words={})
    assert status(board, 1) == "progress"


def test_a_merged_idea_has_the_answer_of_the_idea_that_it_is_merged_into(board: Room) -> None:
    board.must("idea.merge", into=2, ideas=[3])
    board.must("ideas.answer", ideas=[2], status="done", words={})
    assert [status(board, idea) for idea in (1, 2, 3)] == [None, "done", "done"]
    board.must("cluster.answer", cluster=1, status="progress", words={})
    assert status(board, 3) == "done"
    board.must("idea.unmerge", ideas=[3])
    assert status(board, 3) in (None, "progress")


@pytest.mark.parametrize("why", [{"status": "not_now"}, {"status": "done", "departure": True}])
@pytest.mark.parametrize("words", [{}, {"fi": "  "}])
def test_a_no_and_a_departure_from_the_vote_need_their_reason(
    board: Room, why: dict[str, object], words: dict[str, str]
) -> None:
    for verb, to in (("ideas.answer", {"ideas": [1]}), ("cluster.answer", {"cluster": 1})):
        assert board.do(verb, **to, words=words, **why).code == "answer_reason"
        board.must(verb, **to, words=WHY, **why)
    found = answered(board).of_idea(1)
    assert found is not None and found.departure == ("departure" in why) and found.words == WHY


def test_answers_are_proven_and_go_with_their_forum(board: Room) -> None:
    board.must("ideas.answer", ideas=[1, 2], status="done", words=WHY)
    board.must("cluster.answer", cluster=1, status="progress", words={})
    board.must("forum.answer_by", at=minute_of(board.now))
    assert verify(str(board.engine.url))["problems"] == []
    board.must("forum.end")
    board.must("ideas.answer", ideas=[3], status="done", words={})
    board.must("forum.remove")
    assert answered(board) == Answers()


def test_what_cannot_be_answered_changes_nothing(board: Room) -> None:
    assert board.do("ideas.answer", ideas=[1, 99], status="done", words={}).code == "idea_gone"
    assert board.do("cluster.answer", cluster=99, status="done", words={}).code == "gone"
    board.must("cluster.remove", cluster=1)
    assert board.do("cluster.answer", cluster=1, status="done", words={}).code == "gone"
    assert board.do("ideas.answer", ideas=[1], status="done", words={"fi": "x" * 601}).facts == {"n": 1}
    facilitator, _ = board.leader("cai")
    for who in (facilitator, board.comes("ada"), Credentials()):
        assert not board.do("ideas.answer", who, ideas=[1], status="done", words={}).ok
    assert answered(board).to_ideas == {}
