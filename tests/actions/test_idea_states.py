"""The one table of an idea's states: every action moves ideas as it says, and every state has its words.

What is expected is written down here once more, and not read from the table: a table that is wrong turns these red.
"""

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
MORE = {
    "idea.edit": {"text": "Toinen keinu"},
    "idea.hide": {"reason": "test"},
    "idea.decided": {"state": "hidden", "reason": "test", "flags": [], "masked": []},
    "author.hide": {"reason": "test"},
}
GONE = "idea_gone"
STATES = (SHOWN, WAITING, PRIVATE, HIDDEN, WITHDRAWN, MERGED)
AFTER = {
    #                  shown      waiting    private    hidden     withdrawn  merged
    "idea.edit": (SHOWN, WAITING, PRIVATE, WAITING, GONE, MERGED),
    "idea.withdraw": (WITHDRAWN, WITHDRAWN, WITHDRAWN, WITHDRAWN, GONE, WITHDRAWN),
    "idea.restore": (GONE, GONE, GONE, GONE, SHOWN, GONE),
    "idea.hide": (HIDDEN, HIDDEN, HIDDEN, HIDDEN, GONE, HIDDEN),
    "idea.show": (SHOWN, SHOWN, PRIVATE, SHOWN, GONE, GONE),
    "idea.review": (WAITING, WAITING, WAITING, WAITING, GONE, GONE),
    "idea.merge": (MERGED, GONE, MERGED, GONE, GONE, MERGED),
    "idea.unmerge": (GONE, GONE, GONE, GONE, GONE, SHOWN),
    "idea.mask": (SHOWN, SHOWN, PRIVATE, SHOWN, GONE, GONE),
    "idea.decided": (HIDDEN, HIDDEN, HIDDEN, HIDDEN, GONE, GONE),
    "author.hide": (HIDDEN, HIDDEN, HIDDEN, HIDDEN, WITHDRAWN, HIDDEN),
}
"""Command → what becomes of an idea in each of STATES where nothing is reviewed first; GONE is the refusal."""
SEEN = {
    #           everyone sees it, facilitators can read it, it counts among the ideas of its activity
    SHOWN: (True, True, True),
    WAITING: (False, True, False),
    PRIVATE: (False, True, True),
    HIDDEN: (False, True, False),
    WITHDRAWN: (False, False, False),
    MERGED: (False, True, False),
}
BY_AUTHORS = ("idea.edit", "idea.withdraw", "idea.restore")


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
    if room.sees("facilitators")["activity"][str(step)]["state"] != "open":
        room.must("activity.open", activity=step)
    return int(str(room.must("idea.add", EVA, activity=step, text="Kiikku")["idea"]))


def about(room: Room, verb: str, idea: int) -> dict[str, Any]:
    """The body of a command about this idea."""
    if verb == "idea.merge":
        return {"into": another(room, idea), "ideas": [idea]}
    return {"ideas": [idea]} if verb == "idea.unmerge" else {"idea": idea, **MORE.get(verb, {})}


def state_of(room: Room, idea: int) -> str:
    return str(room.sees("facilitators")["idea"][str(idea)]["state"])


@pytest.mark.parametrize("verb", AFTER)
@pytest.mark.parametrize("state", STATES)
def test_every_command_moves_an_idea_to_the_right_state(room: Room, verb: str, state: str) -> None:
    idea, after = idea_in(room, state), AFTER[verb][STATES.index(state)]
    if verb == "idea.mask" and state not in (WITHDRAWN, MERGED):
        room.must("idea.edit", ADA, idea=idea, text="Keinu pihalle, soita 040 123 4567")
    answer = room.do(verb, ADA if verb in BY_AUTHORS else ADMINISTRATOR, **about(room, verb, idea))
    if after == GONE:
        assert (answer.ok, answer.code, state_of(room, idea)) == (False, GONE, state)
    else:
        assert (answer.ok, state_of(room, idea)) == (True, after)


@pytest.mark.parametrize(
    ("mode", "nth", "states"),
    [
        ("off", 0, (SHOWN, SHOWN)),
        ("off", 1, (PRIVATE, PRIVATE)),
        ("before", 0, (WAITING, SHOWN)),
        ("before", 1, (WAITING, PRIVATE)),
    ],
)
def test_a_new_idea_waits_where_all_are_read_first_and_an_entered_one_never(
    room: Room, mode: str, nth: int, states: tuple[str, str]
) -> None:
    step = room.step("ideas", nth)
    room.must("agenda.go", activity=step)
    room.must("moderation.set", mode=mode)
    made = [room.must("idea.add", ADA, activity=step, text="Keinu")]
    made.append(room.must("idea.enter", activity=step, text="Liukumäki", source="helper"))
    assert tuple(state_of(room, int(str(one["idea"]))) for one in made) == states


@pytest.mark.parametrize(("state", "after"), [(SHOWN, WAITING), (PRIVATE, WAITING), (HIDDEN, WAITING)])
def test_changed_words_are_read_first_where_all_are(room: Room, state: str, after: str) -> None:
    idea = idea_in(room, state)
    room.must("moderation.set", mode="before")
    room.must("idea.edit", ADA, idea=idea, text="Toinen keinu")
    assert state_of(room, idea) == after


def test_only_authors_change_take_back_and_bring_back_their_ideas() -> None:
    assert {verb for verb in AFTER if COMMANDS[verb].needs == TAKE_PART} == {*BY_AUTHORS}
    assert {verb for verb in AFTER if COMMANDS[verb].needs == LEAD} == {*AFTER} - {*BY_AUTHORS}


@pytest.mark.parametrize("verb", BY_AUTHORS)
def test_what_needs_no_more_than_taking_part_is_for_the_author_alone(room: Room, verb: str) -> None:
    idea = idea_in(room, WITHDRAWN if verb == "idea.restore" else SHOWN)
    assert room.do(verb, EVA, idea=idea, **MORE.get(verb, {})).code == GONE


@pytest.mark.parametrize("state", STATES)
def test_each_audience_sees_an_idea_in_the_right_states(room: Room, state: str) -> None:
    idea = idea_in(room, state)
    everyone, facilitators = room.sees("everyone"), room.sees("facilitators")
    counted = sum(one["count"] for one in everyone["activity"].values()) - (len(facilitators["idea"]) - 1)
    words = facilitators["idea"][str(idea)]["text"]
    assert (str(idea) in everyone.get("idea", {}), words == "Keinu", counted == 1) == SEEN[state]
    assert words in ("Keinu", "") and counted in (0, 1)


def test_a_hidden_idea_that_was_taken_back_comes_back_hidden() -> None:
    assert [
        ideas.restored(WITHDRAWN, before, False, kept_back=False) for before in (SHOWN, PRIVATE, WAITING, HIDDEN)
    ] == [
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
    others = {"idea.add", "idea.enter", "ideas.import", "idea.words", "activity.reveal"}
    assert tuple(IDEA_STATES) == STATES and {*AFTER, *others} == {*IDEA_MOVES}
    for moves in IDEA_MOVES.values():
        assert {*moves, *(state for after in moves.values() for state in after)} <= {NEW, *IDEA_STATES}


@pytest.mark.parametrize("lang", languages.WHOLE)
@pytest.mark.parametrize("state", IDEA_STATES)
def test_reports_have_words_for_every_state(lang: str, state: str) -> None:
    wanted = [f"report.numbers.{state}", f"report.state.{state}"]
    wanted += [] if state in ideas.SEEN_BY_EVERYONE else [f"report.unshown.{state}"]
    assert [key for key in wanted if not catalogues.has(lang, key)] == []


@pytest.mark.parametrize(
    ("verb", "mode", "large"),
    [
        ("idea.hide", "off", False),
        ("idea.withdraw", "off", False),
        ("idea.edit", "before", False),
        ("idea.edit", "off", True),
        ("idea.leave_out", "off", True),
    ],
)
def test_what_is_out_of_sight_is_not_large_on_the_screen(room: Room, verb: str, mode: str, large: bool) -> None:
    idea = idea_in(room, SHOWN)
    room.must("screen.spotlight", idea=idea)
    room.must("moderation.set", mode=mode)
    room.must(
        verb,
        ADA if verb in BY_AUTHORS else ADMINISTRATOR,
        idea=idea,
        **{"idea.leave_out": {"out": True}, **MORE}.get(verb, {}),
    )
    assert room.sees("everyone")["forum"][str(room.forum)]["spotlight"] == (idea if large else None)


def test_another_idea_that_is_large_stays_when_one_is_hidden(room: Room) -> None:
    first = idea_in(room, SHOWN)
    second = room.must("idea.add", ADA, activity=room.step("ideas"), text="Liukumäki")["idea"]
    room.must("screen.spotlight", idea=first)
    room.must("idea.hide", idea=second, reason="test")
    assert room.sees("everyone")["forum"][str(room.forum)]["spotlight"] == first


def test_an_idea_that_was_entered_for_somebody_has_no_author_who_could_change_it(room: Room) -> None:
    first = idea_in(room, SHOWN)
    wall = room.sees("facilitators")["idea"][str(first)]["activity"]
    made = room.must("idea.enter", activity=wall, text="Liukumäki", source="paper", table=3)
    assert made["number"] == 2
    for verb in BY_AUTHORS:
        for who in (ADA, ADMINISTRATOR):
            assert room.do(verb, who, idea=made["idea"], **MORE.get(verb, {})).code == GONE
    shape = room.sees("facilitators")["idea"][str(made["idea"])]
    assert (shape["state"], shape["text"], shape["source"], shape["table"]) == (SHOWN, "Liukumäki", "paper", 3)


def test_an_author_may_bring_an_idea_back_for_a_minute(room: Room) -> None:
    idea = idea_in(room, WITHDRAWN)
    room.now += 60_000
    assert room.do("idea.restore", EVA, idea=idea).code == GONE
    assert room.do("idea.restore", ADMINISTRATOR, idea=idea).code == GONE
    room.must("idea.restore", ADA, idea=idea)
    assert room.do("idea.restore", ADA, idea=idea).code == GONE, "it is back already"
    room.must("idea.withdraw", ADA, idea=idea)
    room.now += 60_001
    assert room.do("idea.restore", ADA, idea=idea).code == GONE
