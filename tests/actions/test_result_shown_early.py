"""A result that was shown too soon, taken back and voted on: nothing was counted again, and files say that people voted
after the hall had seen it."""

import pytest

from tests.conftest import Room
from workshop.i18n import catalogues
from workshop.reports import vote_wording
from workshop.reports.vote_summary import VoteSummary


@pytest.fixture
def vote(room: Room) -> tuple[Room, int, int]:
    """A vote with dots on one idea, in which two have voted, closed and shown."""
    wall, step = room.step("ideas", 2), room.step("dots")
    room.must("agenda.go", activity=wall)
    idea = int(room.must("idea.add", room.comes("ada"), activity=wall, text="Sauna")["idea"])
    room.must("agenda.go", activity=step)
    for name in ("ada", "ben"):
        room.must("ballot.set", room.comes(name), activity=step, n=1, marks={str(idea): 1})
    room.must("ballot.set", room.comes("cee"), activity=step, n=1, marks={str(idea): 1})
    room.must("ballot.set", room.comes("cee"), activity=step, n=2, marks={})
    shown(room, step)
    return room, step, idea


def shown(room: Room, step: int) -> None:
    room.now += 60_000
    room.must("activity.close", activity=step)
    room.now += 60_000
    room.must("activity.reveal", activity=step)


def taken_back_by_undo(room: Room, step: int) -> None:
    room.must("undo")
    room.must("undo")


def hidden_and_opened_again(room: Room, step: int) -> None:
    room.must("activity.reveal", activity=step, shown=False)
    room.must("activity.open", activity=step)


def told(room: Room) -> VoteSummary:
    [vote] = room.summary().votes
    return vote


@pytest.mark.parametrize("take_back", [taken_back_by_undo, hidden_and_opened_again])
def test_voting_that_went_on_after_a_result_was_shown_is_told_and_is_no_recount(
    vote: tuple[Room, int, int], take_back: object
) -> None:
    """Hands that were counted once were told as counted again, and nobody read that the hall had seen a result."""
    room, step, idea = vote
    assert callable(take_back)
    room.now += 1000
    take_back(room, step)
    room.must("ballot.set", room.comes("dan"), activity=step, n=1, marks={str(idea): 1})
    room.must("hands.set", activity=step, target=idea, count=6, value=1)
    shown(room, step)
    made = told(room)
    assert made.recounted is None and made.recounted_because == "" and made.shown_early is not None
    assert "Puhelimella oli siihen mennessä äänestänyt 2." in " ".join(vote_wording.notes(made, "fi"))
    for lang in ("fi", "sv", "en"):
        [said] = vote_wording.notes(made, lang)
        assert catalogues.time(lang, made.shown_early) in said


def test_hands_that_are_counted_anew_after_the_last_showing_are_a_recount(vote: tuple[Room, int, int]) -> None:
    room, step, idea = vote
    room.must("hands.set", activity=step, target=idea, count=6, value=1)
    made = told(room)
    assert made.shown_early is None and made.recounted_because == "hands"
    room.now += 1000
    assert len(vote_wording.notes(made, "fi")) == 1
