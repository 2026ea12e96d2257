"""The one table of an idea's states: every action moves ideas as it says, and every state has its words."""

from typing import Any

import pytest

from tests.conftest import ADMINISTRATOR, Room
from workshop.access.authentication import Credentials
from workshop.contract.base import COMMANDS, LEAD, TAKE_PART
from workshop.contract.idea_states import (
    HIDDEN,
    IDEA_MOVES,
    IDEA_STATES,
    MERGED,
    NEW,
    PRIVATE,
    SHOWN,
    WAITING,
    WITHDRAWN,
)
from workshop.domain import ideas
from workshop.domain.errors import Refusal
from workshop.i18n import catalogues, languages

ADA, EVA = Credentials(device="device-of-ada"), Credentials(device="device-of-eva")
MORE = {"idea.edit": {"text": "Toinen keinu"}, "idea.hide": {"reason": "test"}}
OF_ONE = [verb for verb in IDEA_MOVES if verb.startswith("idea.") and NEW not in IDEA_MOVES[verb]]


@pytest.fixture
def room(room: Room) -> Room:
    for name in ("ada", "eva"):
        room.comes(name)
    return room


def idea_in(room: Room, state: str) -> int:
    """An idea of Ada's in this state."""
    step = room.step("ideas", 1 if state == PRIVATE else 0)
    room.must("agenda.go", activity=step)
    idea = int(str(room.must("idea.add", ADA, activity=step, text="Keinu")["idea"]))
    way = {HIDDEN: "idea.hide", WAITING: "idea.review", WITHDRAWN: "idea.withdraw"}.get(state)
    if state == MERGED:
        room.must("idea.merge", into=another(room, idea), ideas=[idea])
    if way:
        room.must(way, ADA if way == "idea.withdraw" else ADMINISTRATOR, idea=idea, **MORE.get(way, {}))
    assert state_of(room, idea) == state
    return idea


def another(room: Room, idea: int) -> int:
    """An idea of Eva's in the same activity."""
    step = room.sees("facilitators")["idea"][str(idea)]["activity"]
    room.must("activity.open", activity=step)
    return int(str(room.must("idea.add", EVA, activity=step, text="Kiikku")["idea"]))


def about(room: Room, verb: str, idea: int) -> dict[str, Any]:
    """The body of a command about this idea."""
    if verb == "idea.merge":
        return {"into": another(room, idea), "ideas": [idea]}
    return {"ideas": [idea]} if verb == "idea.unmerge" else {"idea": idea, **MORE.get(verb, {})}


def state_of(room: Room, idea: int) -> str:
    return str(room.sees("facilitators")["idea"][str(idea)]["state"])


@pytest.mark.parametrize("verb", OF_ONE)
@pytest.mark.parametrize("state", IDEA_STATES)
def test_every_command_moves_an_idea_as_the_table_says(room: Room, verb: str, state: str) -> None:
    idea, possible = idea_in(room, state), IDEA_MOVES[verb].get(state)
    who = ADA if COMMANDS[verb].needs == TAKE_PART else ADMINISTRATOR
    answer = room.do(verb, who, **about(room, verb, idea))
    if possible is None:
        assert (answer.ok, answer.code, state_of(room, idea)) == (False, "idea_gone", state)
    else:
        assert answer.ok and state_of(room, idea) in possible


@pytest.mark.parametrize("verb", [verb for verb in OF_ONE if COMMANDS[verb].needs == TAKE_PART])
def test_what_needs_no_more_than_taking_part_is_for_the_author_alone(room: Room, verb: str) -> None:
    idea = idea_in(room, next(iter(IDEA_MOVES[verb])))
    assert room.do(verb, EVA, idea=idea, **MORE.get(verb, {})).code == "idea_gone"


@pytest.mark.parametrize("state", IDEA_STATES)
def test_each_audience_sees_what_the_table_says(room: Room, state: str) -> None:
    idea, its = idea_in(room, state), IDEA_STATES[state]
    assert (str(idea) in room.sees("everyone").get("idea", {})) == its.everyone
    assert bool(room.sees("facilitators")["idea"][str(idea)]["text"]) == its.words
    others = len(room.sees("facilitators")["idea"]) - 1
    counted = sum(one["count"] for one in room.sees("everyone")["activity"].values())
    assert counted - others == its.counts


def test_a_hidden_idea_that_was_taken_back_comes_back_hidden() -> None:
    assert [ideas.restored(WITHDRAWN, before, kept_back=False) for before in (SHOWN, PRIVATE, WAITING, HIDDEN)] == [
        SHOWN,
        SHOWN,
        WAITING,
        HIDDEN,
    ]


def test_what_the_table_does_not_know_happens_to_no_idea() -> None:
    with pytest.raises(Refusal, match="idea_gone"):
        ideas.hidden(WITHDRAWN)
    with pytest.raises(ValueError, match=r"idea\.withdraw"):
        ideas.moved("idea.withdraw", SHOWN, HIDDEN)


def test_the_table_names_commands_and_states_that_there_are() -> None:
    for verb, moves in IDEA_MOVES.items():
        assert COMMANDS[verb].needs in (TAKE_PART, LEAD)
        assert {*moves, *(state for after in moves.values() for state in after)} <= {NEW, *IDEA_STATES}


@pytest.mark.parametrize("lang", languages.WHOLE)
@pytest.mark.parametrize("state", IDEA_STATES)
def test_reports_have_words_for_every_state(lang: str, state: str) -> None:
    wanted = [f"report.numbers.{state}", f"report.state.{state}"]
    wanted += [] if state in ideas.EVERYONE else [f"report.unshown.{state}"]
    assert [key for key in wanted if not catalogues.has(lang, key)] == []
