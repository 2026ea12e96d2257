"""Undo and redo: a person undoes their own newest deed, or the one that was named, and never what another person did
since."""

import json
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import Room
from workshop.access.authentication import Credentials
from workshop.actions.registry import UNDO, Done
from workshop.contract import commands
from workshop.contract.answer import Answer
from workshop.projections import undoable_deeds
from workshop.storage.database import reading, transaction
from workshop.storage.log import Entry, append
from workshop.storage.tables import log


@dataclass
class Lead:
    """One facilitator of a room, come by a link of their own."""

    room: Room
    who: Credentials
    name: str

    def must(self, verb: str, **body: Any) -> dict[str, Any]:
        return self.room.must(verb, self.who, **body)

    def code(self, verb: str, **body: Any) -> str:
        return self.room.do(verb, self.who, **body).code

    def shown(self, which: str = "undo") -> Any:
        """What the button of this facilitator says."""
        return self.room.sees("facilitators")["forum"][str(self.room.forum)][which].get(self.name)


@dataclass
class Evening:
    """Four shown ideas by Ada, and two who lead."""

    room: Room
    a: Lead
    b: Lead
    ideas: list[int]
    step: int

    def idea(self, nth: int) -> dict[str, Any]:
        shape: dict[str, Any] = self.room.sees("facilitators")["idea"][str(self.ideas[nth])]
        return shape

    def forum(self) -> dict[str, Any]:
        shape: dict[str, Any] = self.room.sees("facilitators")["forum"][str(self.room.forum)]
        return shape


ADA = Credentials(device="device-of-ada")


@pytest.fixture
def evening(room: Room) -> Evening:
    ada, step = room.comes("ada"), room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    ideas = [int(room.must("idea.add", ada, activity=step, text=text)["idea"]) for text in ("a", "b", "c", "d")]
    room.must("activity.reveal", activity=step)
    return Evening(room, Lead(room, *room.leader("Maija")), Lead(room, *room.leader("Bertil")), ideas, step)


def test_the_answer_names_the_row_that_undo_would_take_and_tells_a_participant_none(evening: Evening) -> None:
    def hides() -> Answer:
        return evening.room.do(
            "idea.hide", evening.a.who, idea=evening.ideas[0], reason="insult", key="a-key-of-hiding"
        )

    assert hides().n == evening.a.shown()["n"]
    again = hides()
    assert (again.ok, again.n) == (True, 0), "the row of a retry is not stored"
    assert evening.room.do("participant.language", ADA, language="sv").n == 0, "rows say when somebody did something"


def test_my_undo_takes_back_what_i_did_and_leaves_the_insult_hidden(evening: Evening) -> None:
    theme = evening.a.must("cluster.add", title="Ruoka")["cluster"]
    evening.a.must("idea.place", ideas=[evening.ideas[0]], cluster=theme)
    evening.b.must("idea.hide", idea=evening.ideas[1], reason="insult")
    assert evening.a.must("undo")["command"] == "idea.place"
    assert evening.idea(0)["cluster"] is None and evening.idea(1)["state"] == "hidden"


def test_my_undo_takes_back_neither_going_on_nor_the_reveal_of_another(evening: Evening) -> None:
    room, dots = evening.room, evening.room.step("dots")
    room.must("agenda.go", activity=dots)
    before = room.sees("facilitators")["activity"][str(dots)]["ends_at"]
    evening.a.must("activity.time", activity=dots, seconds=60)
    evening.b.must("activity.close", activity=dots)
    evening.b.must("activity.reveal", activity=dots)
    evening.b.must("agenda.go", activity=room.step("results"))
    assert evening.a.must("undo")["command"] == "activity.time"
    step = room.sees("facilitators")["activity"][str(dots)]
    assert (step["state"], step["revealed"], step["ends_at"]) == ("closed", True, before)
    assert evening.forum()["now"] == room.step("results")


def test_who_pressed_at_once_takes_back_one_each(evening: Evening) -> None:
    evening.a.must("screen.freeze", on=True)
    evening.b.must("screen.code", on=True)
    assert {evening.a.must("undo")["command"], evening.b.must("undo")["command"]} == {"screen.freeze", "screen.code"}
    assert (evening.a.code("undo"), evening.b.code("undo")) == ("nothing_to_undo", "nothing_to_undo")


def test_two_presses_that_wait_for_the_writer_together_take_back_one_each(evening: Evening) -> None:
    evening.a.must("screen.freeze", on=True)
    evening.b.must("screen.code", on=True)
    evening.room.writer.open()
    try:
        with ThreadPoolExecutor(2) as presses:
            undone = list(presses.map(lambda lead: lead.must("undo")["command"], (evening.a, evening.b)))
    finally:
        evening.room.writer.close()
    assert undone == ["screen.freeze", "screen.code"]


def test_the_deed_of_another_is_taken_back_by_its_row_alone_and_once(evening: Evening) -> None:
    evening.a.must("screen.freeze", on=True)
    evening.b.must("idea.hide", idea=evening.ideas[2], reason="insult")
    deed = evening.b.shown()
    assert deed == {
        "n": deed["n"],
        "command": "idea.hide",
        "idea": 3,
        "activity": None,
        "off": False,
        "ends": False,
        "by": "Bertil",
    }
    assert evening.a.must("undo", n=deed["n"])["idea"] == 3
    assert evening.idea(2)["state"] == "shown" and evening.forum()["frozen"]
    assert evening.b.shown() is None
    assert evening.a.code("undo", n=deed["n"]) == "undone_already"
    assert evening.a.code("undo", n=1) == evening.a.code("undo", n=99_999) == "nothing_to_undo"
    assert evening.a.must("redo")["command"] == "idea.hide"
    assert evening.idea(2)["state"] == "hidden"


def test_what_another_has_hidden_since_stays_hidden(evening: Evening) -> None:
    evening.a.must("idea.hide", idea=evening.ideas[0], reason="test")
    evening.b.must("idea.hide", idea=evening.ideas[0], reason="insult")
    assert evening.a.shown() is None and evening.a.code("undo") == "undo_idea_changed"
    assert evening.idea(0)["state"] == "hidden"


def test_undo_takes_nothing_older_when_the_newest_was_changed_by_its_author(evening: Evening) -> None:
    """Who shows an idea whose author changes it just then pressed Z, and the hall left the step."""
    evening.a.must("agenda.go", activity=evening.room.step("clusters"))
    gone = evening.a.shown()["n"]
    evening.a.must("idea.hide", idea=evening.ideas[1], reason="test")
    hidden = evening.a.shown()["n"]
    evening.room.now += 1000
    evening.room.must("idea.edit", ADA, idea=evening.ideas[1], text="muuta")
    for body in ({}, {"n": hidden}):
        answer = evening.room.do("undo", evening.a.who, **body)
        assert (answer.code, answer.facts) == ("undo_idea_changed", {"number": 2})
    assert evening.forum()["now"] == evening.room.step("clusters")
    assert evening.a.shown()["command"] == "agenda.go", "the button names what it takes"
    assert evening.a.must("undo", n=gone)["command"] == "agenda.go"


def test_of_many_let_through_those_go_back_that_nobody_changed_since(evening: Evening) -> None:
    """Two of six are changed by their author and hidden by a colleague: undo takes back the other four, and says that
    two stay."""
    room, texts = evening.room, ("e", "f", "g", "h", "i", "j")
    evening.a.must("moderation.set", mode="before")
    ideas = [int(room.must("idea.add", ADA, activity=evening.step, text=text)["idea"]) for text in texts]
    evening.a.must("ideas.show", ideas=ideas)
    room.now += 1000
    room.must("idea.edit", ADA, idea=ideas[1], text="muuta")
    evening.b.must("idea.hide", idea=ideas[4], reason="insult")
    assert evening.a.shown()["command"] == "ideas.show", "the button names what it takes"
    assert evening.a.must("undo")["left"] == 2

    def states() -> list[str]:
        seen = room.sees("facilitators")["idea"]
        return [seen[str(idea)]["state"] for idea in ideas]

    assert states() == ["waiting"] * 4 + ["hidden", "waiting"]
    assert evening.a.must("redo")["left"] == 0 and states() == ["shown", "waiting", "shown", "shown", "hidden", "shown"]


def test_many_let_through_and_all_changed_since_stay(evening: Evening) -> None:
    evening.a.must("moderation.set", mode="before")
    ideas = [evening.room.must("idea.add", ADA, activity=evening.step, text=text)["idea"] for text in ("e", "f")]
    evening.a.must("ideas.show", ideas=ideas)
    for idea in ideas:
        evening.b.must("idea.hide", idea=idea, reason="insult")
    assert evening.a.code("undo") == "undo_changed"


def test_undo_takes_nothing_older_when_a_colleague_changed_the_newest(evening: Evening) -> None:
    evening.a.must("screen.freeze", on=True)
    evening.a.must("screen.code", on=True)
    evening.b.must("screen.code", on=False)
    assert evening.a.code("undo") == "undo_changed" and evening.forum()["frozen"]


def test_redo_takes_nothing_older_when_the_newest_was_changed(evening: Evening) -> None:
    evening.a.must("screen.freeze", on=True)
    evening.a.must("idea.hide", idea=evening.ideas[0], reason="test")
    evening.a.must("screen.code", on=True)
    for _ in range(3):
        evening.a.must("undo")
    evening.b.must("screen.freeze", on=True)
    assert evening.a.shown("redo") is None and evening.a.code("redo") == "nothing_to_redo"
    assert evening.idea(0)["state"] == "shown"


def test_redo_does_not_bring_back_what_another_hid_in_between(evening: Evening) -> None:
    hidden = evening.ideas[0]
    evening.b.must("idea.hide", idea=hidden, reason="insult")
    evening.a.must("idea.show", idea=hidden)
    evening.a.must("undo")
    assert evening.a.shown("redo")["command"] == "idea.show"
    evening.b.must("idea.hide", idea=hidden, reason="personal")
    assert evening.a.shown("redo") is None and evening.a.code("redo") == "nothing_to_redo"


def test_words_written_anew_are_not_shown_by_undo_of_the_hiding(evening: Evening) -> None:
    evening.a.must("idea.hide", idea=evening.ideas[0], reason="insult")
    evening.room.now += 1000
    evening.room.must("idea.edit", ADA, idea=evening.ideas[0], text="vielä pahempi")
    assert evening.a.shown() is None and evening.a.code("undo") == "undo_idea_changed"
    assert evening.idea(0)["state"] == "waiting"


def test_a_theme_in_which_another_has_put_something_is_not_taken_away(evening: Evening) -> None:
    theme = evening.a.must("cluster.add", title="Ruoka", ideas=evening.ideas[:1])["cluster"]
    evening.b.must("idea.place", ideas=evening.ideas[1:2], cluster=theme)
    assert evening.a.code("undo") == "undo_changed"
    evening.b.must("undo")
    assert evening.a.must("undo")["command"] == "cluster.add"


def test_of_many_moved_those_go_back_that_nobody_moved_since(evening: Evening) -> None:
    one, other = (evening.a.must("cluster.add", title=title)["cluster"] for title in ("Yksi", "Kaksi"))
    evening.a.must("idea.place", ideas=evening.ideas, cluster=one)
    evening.b.must("idea.place", ideas=evening.ideas[:1], cluster=other)
    evening.room.must("idea.withdraw", ADA, idea=evening.ideas[3])
    evening.a.must("undo")
    assert [evening.idea(nth)["cluster"] for nth in range(3)] == [other, None, None]


def test_a_theme_comes_back_with_the_ideas_that_are_still_loose(evening: Evening) -> None:
    one, other = (evening.a.must("cluster.add", title=title)["cluster"] for title in ("Yksi", "Kaksi"))
    evening.a.must("idea.place", ideas=evening.ideas, cluster=one)
    evening.a.must("cluster.remove", cluster=one)
    evening.b.must("idea.place", ideas=evening.ideas[:1], cluster=other)
    evening.a.must("undo")
    assert [evening.idea(nth)["cluster"] for nth in range(3)] == [other, one, one]


def test_a_spotlight_chosen_since_stays(evening: Evening) -> None:
    evening.a.must("screen.spotlight", idea=evening.ideas[0])
    evening.a.must("idea.hide", idea=evening.ideas[0], reason="test")
    evening.b.must("screen.spotlight", idea=evening.ideas[1])
    assert evening.a.must("undo")["command"] == "idea.hide"
    assert evening.idea(0)["state"] == "shown" and evening.forum()["spotlight"] == evening.ideas[1]


def hands_then(evening: Evening, what: str) -> str:
    """A counts hands, B does something that lets nobody count hands there any more."""
    vote = evening.room.step("dots")
    evening.b.must("agenda.go", activity=vote)
    evening.a.must("hands.set", activity=vote, target=evening.ideas[0], count=4)
    if what == "the vote waits again":
        evening.b.must("undo")
    if what == "the idea is hidden":
        evening.b.must("idea.hide", idea=evening.ideas[0], reason="test")
    return "hands.set"


def one_then_another_large(evening: Evening, what: str) -> str:
    """A shows one thing large, then another; B takes the first out of sight."""
    if what == "the former idea is hidden":
        evening.a.must("screen.spotlight", idea=evening.ideas[0])
        evening.a.must("screen.spotlight", idea=evening.ideas[1])
        evening.b.must("idea.hide", idea=evening.ideas[0], reason="test")
        return "screen.spotlight"
    one, other = (evening.a.must("cluster.add", title=title)["cluster"] for title in ("Yksi", "Kaksi"))
    evening.a.must("screen.cluster", cluster=one)
    evening.a.must("screen.cluster", cluster=other)
    evening.b.must("cluster.remove", cluster=one)
    return "screen.cluster"


@pytest.mark.parametrize(
    ("arrange", "what"),
    [
        (hands_then, "the vote waits again"),
        (hands_then, "the idea is hidden"),
        (one_then_another_large, "the former idea is hidden"),
        (one_then_another_large, "the former theme is removed"),
    ],
)
def test_what_the_button_says_can_be_taken_back(evening: Evening, arrange: Any, what: str) -> None:
    command = arrange(evening, what)
    assert evening.a.shown()["command"] == command
    assert evening.a.must("undo")["command"] == command
    assert evening.forum()["spotlight"] is None and evening.forum()["cluster"] is None


def test_what_is_taken_back_about_a_step_says_which(evening: Evening) -> None:
    dots = evening.room.step("dots")
    evening.a.must("agenda.go", activity=dots)
    assert evening.a.shown()["activity"] == dots
    evening.a.must("idea.hide", idea=evening.ideas[0], reason="insult")
    assert evening.a.shown()["activity"] is None
    evening.a.must("undo")
    assert evening.a.must("undo")["activity"] == dots
    assert evening.a.shown("redo")["activity"] == dots


BOTH_WAYS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "forum.end": ({"ended": True}, {"ended": False}),
    "ideas.pause": ({"on": True}, {"on": False}),
    "moderation.set": ({"mode": "before"}, {"mode": "off"}),
    "screen.blank": ({"on": True}, {"on": False}),
    "screen.code": ({"on": True}, {"on": False}),
    "screen.freeze": ({"on": True}, {"on": False}),
}


@pytest.mark.parametrize("verb", BOTH_WAYS)
def test_what_is_taken_back_says_which_way_it_went(evening: Evening, verb: str) -> None:
    on, off = BOTH_WAYS[verb]
    evening.a.must(verb, **on)
    assert evening.a.shown()["off"] is False
    evening.a.must(verb, **off)
    assert evening.a.shown()["off"] is True
    assert evening.a.must("undo")["off"] is True
    assert evening.a.shown("redo")["off"] is True and evening.a.shown()["off"] is False


def test_what_is_taken_back_says_which_way_ideas_results_and_the_clock_went(evening: Evening) -> None:
    idea, vote = evening.ideas[0], evening.room.step("dots")
    cluster = evening.a.must("cluster.add", title="Yksi")["cluster"]
    evening.b.must("agenda.go", activity=vote)
    ways: list[tuple[str, dict[str, Any], bool]] = [
        ("idea.place", {"ideas": [idea], "cluster": cluster}, False),
        ("idea.place", {"ideas": [idea], "cluster": None}, True),
        ("idea.leave_out", {"idea": idea, "out": True}, False),
        ("idea.leave_out", {"idea": idea, "out": False}, True),
        ("screen.spotlight", {"idea": idea}, False),
        ("screen.spotlight", {"idea": None}, True),
        ("screen.cluster", {"cluster": cluster}, False),
        ("screen.cluster", {"cluster": None}, True),
        ("activity.time", {"activity": vote, "seconds": 60}, False),
        ("activity.time", {"activity": vote, "seconds": -60}, True),
        ("activity.close", {"activity": vote, "grace": 0}, False),
        ("activity.reveal", {"activity": vote}, False),
        ("screen.uncover", {"activity": vote, "uncovered": 2}, False),
        ("screen.uncover", {"activity": vote, "uncovered": 1}, True),
        ("activity.reveal", {"activity": vote, "shown": False}, True),
    ]
    for verb, body, off in ways:
        evening.a.must(verb, **body)
        assert (evening.a.shown()["command"], evening.a.shown()["off"]) == (verb, off), body


def test_what_would_end_the_forum_when_taken_back_or_done_again_says_so(evening: Evening) -> None:
    evening.a.must("forum.end")
    assert evening.a.shown()["ends"] is False
    evening.a.must("undo")
    assert evening.a.shown("redo")["ends"] is True
    evening.a.must("redo")
    evening.a.must("forum.end", ended=False)
    assert evening.a.shown()["ends"] is True
    evening.a.must("undo")
    # Going to a step opens the forum again.
    evening.a.must("agenda.go", activity=evening.room.step("dots"))
    assert evening.a.shown()["ends"] is True
    evening.a.must("activity.close", activity=evening.room.step("dots"), grace=0)
    assert evening.a.shown()["ends"] is False


def test_no_idea_comes_back_into_a_vote_whose_result_was_shown(evening: Evening) -> None:
    vote = evening.room.step("dots")
    for idea in evening.ideas[:2]:
        evening.a.must("idea.leave_out", idea=idea, out=True)
    evening.a.must("undo")
    evening.b.must("agenda.go", activity=vote)
    evening.b.must("activity.close", activity=vote, grace=0)
    evening.b.must("activity.reveal", activity=vote)
    assert (evening.a.shown() or {}).get("command") != "idea.leave_out"
    assert evening.a.code("undo") == "undo_idea_changed"
    evening.b.must("undo")
    assert (evening.a.shown() or {}).get("command") != "idea.leave_out", "what was seen stays seen"
    assert evening.a.code("undo") == "undo_idea_changed"


def test_undo_goes_as_deep_as_the_log(evening: Evening) -> None:
    for nth in range(60):
        (evening.a if nth % 2 else evening.b).must(
            "idea.hide" if nth % 4 < 2 else "idea.show",
            idea=evening.ideas[nth % 2],
            **({"reason": "test"} if nth % 4 < 2 else {}),
        )
    for _ in range(30):
        evening.a.must("undo")
        evening.b.must("undo")
    assert [evening.idea(nth)["state"] for nth in range(2)] == ["shown", "shown"]
    for _ in range(30):
        evening.a.must("redo")
    assert evening.a.code("redo") == "nothing_to_redo" and evening.b.shown("redo") is not None


def test_the_log_alone_tells_what_was_taken_back(evening: Evening) -> None:
    evening.a.must("screen.freeze", on=True)
    deed = evening.a.shown()
    evening.a.must("undo")
    with reading(evening.room.engine) as db:
        rows = db.execute(select(log.c.n, log.c.body, log.c.undone_by).where(log.c.forum == evening.room.forum)).all()
    assert json.loads(rows[-1].body) == {"n": deed["n"], "left": {"forum": {"1": {"frozen": False}}}}
    assert {row.n: row.undone_by for row in rows}[deed["n"]] == rows[-1].n


# -- what is kept between two looks
# ----------------------------------------------------------------------------------------


def test_a_deed_is_read_once_however_often_consoles_look(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    """An evening of 600 deeds read everything again at each of them, and kept 64 states."""
    read, once = 0, undoable_deeds._row

    def counted(*columns: Any) -> Any:
        nonlocal read
        read += 1
        return once(*columns)

    monkeypatch.setattr(undoable_deeds, "_row", counted)
    evening.a.shown()
    read = 0
    for n in range(15):
        evening.a.must("screen.freeze", on=n % 2 == 0)
        assert evening.a.shown()["command"] == "screen.freeze" and evening.b.shown() is None
    assert read == 15, "each row once"
    assert list(undoable_deeds._cache[evening.room.engine.pool]) == [evening.room.forum], (
        "one state of the forum, not one for each deed"
    )


def in_all(room: Room, *leads: Lead) -> list[Any]:
    """Everything that these can take back and do again, as it stands now."""
    with reading(room.engine) as db:
        found = undoable_deeds.of(db, room.forum)
        return [(list(found.undoable(one.name)), list(found.redoable(one.name))) for one in leads]


def test_what_is_kept_comes_to_the_same_as_reading_everything(evening: Evening) -> None:
    room, chance, taken = evening.room, random.Random(8), 0
    for n in range(24):
        lead, idea = chance.choice([evening.a, evening.b]), chance.choice(evening.ideas)
        if n % 2:
            taken += room.do(chance.choice(("undo", "redo")), lead.who).ok
        elif n % 4:
            room.do("idea.hide", lead.who, idea=idea, reason="test")
        else:
            room.do("idea.show", lead.who, idea=idea)
        kept = in_all(room, evening.a, evening.b)
        undoable_deeds._cache.clear()
        assert in_all(room, evening.a, evening.b) == kept
    assert taken > 4


def test_what_was_read_in_a_transaction_that_was_rolled_back_is_forgotten(evening: Evening) -> None:
    """The writer reads deeds of a group that may still fail as a whole."""
    room = evening.room
    evening.a.must("screen.freeze", on=True)
    lost = Entry(
        room.now,
        "facilitator",
        evening.a.name,
        "screen.code",
        {"on": True},
        [{"verb": "screen.code", "body": {"on": False}}],
    )
    with pytest.raises(ZeroDivisionError), transaction(room.engine) as db:
        append(db, room.forum, [lost])
        assert next(undoable_deeds.of(db, room.forum).undoable(evening.a.name)).first.verb == "screen.code"
        raise ZeroDivisionError
    assert evening.a.shown()["command"] == "screen.freeze"
    evening.a.must("screen.blank", on=True)
    assert [deed.first.verb for deed in in_all(room, evening.a)[0][0]] == ["screen.blank", "screen.freeze"]


def test_the_last_part_of_a_command_is_the_first_to_take_back() -> None:
    first, second, third = (commands.ScreenSpotlight(key=UNDO, idea=number) for number in (1, 2, 3))
    whole = Done()
    whole.then(Done(own={1}))
    assert whole.inverse is None, "nothing can be undone yet"
    whole.then(Done(own={2}, inverse=[first]))
    whole.then(Done(touched={("idea", 3)}, ballots={4}, voters={5}, inverse=[second]))
    whole.led_to([third])
    assert whole.inverse == [second, first, third]
    assert (whole.own, whole.touched, whole.ballots, whole.voters) == ({1, 2}, {("idea", 3)}, {4}, {5})


def test_what_going_on_shows_is_kept_back_by_undo_and_shown_again_by_redo(room: Room) -> None:
    ada, step = room.comes("ada"), room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    idea = str(room.must("idea.add", ada, activity=step, text="a")["idea"])
    room.must("agenda.go", activity=room.step("clusters"))
    for verb, there in (("undo", False), ("redo", True), ("undo", False), ("redo", True)):
        room.must(verb)
        assert (idea in room.sees("everyone").get("idea", {})) is there, verb


def test_the_clock_goes_on_after_a_detour_by_undo_once_people_have_voted(room: Room) -> None:
    ada = room.comes("ada")
    step, vote = room.step("ideas", 1), room.step("dots")
    room.must("agenda.go", activity=step)
    idea = room.must("idea.add", ada, activity=step, text="Sauna")["idea"]
    room.must("agenda.go", activity=room.step("clusters"))

    def end() -> int:
        room.must("agenda.go", activity=vote)
        return int(room.sees("everyone")["activity"][str(vote)]["ends_at"])

    first = end()
    room.now += 30_000
    room.must("undo")
    assert end() == first + 30_000, "opened by mistake: it has its whole time"
    room.must("ballot.set", ada, activity=vote, n=1, marks={str(idea): 1})
    room.now += 60_000
    room.must("undo")
    room.now += 5_000
    assert end() == first + 30_000, "people have begun: no minute more"


# -- words and the decision on them ------------------------------------------------------------------------------------

CALL = "Soita 040 765 4321, tehdään kahvila"


@pytest.fixture
def held(evening: Evening) -> int:
    """A phone number that waits, and that a facilitator wrote in other words."""
    evening.room.now += 60_000
    made = evening.room.must("idea.add", ADA, activity=evening.step, text=CALL)
    evening.b.must("idea.reword", idea=made["idea"], text="Parempi kahvila")
    return int(made["idea"])


def everyone_reads(evening: Evening, idea: int) -> Any:
    return evening.room.sees("everyone")["idea"].get(str(idea), {}).get("text")


@pytest.mark.parametrize("verb", ["idea.show", "ideas.show"])
def test_undo_of_other_words_does_not_show_what_was_never_let_through(evening: Evening, held: int, verb: str) -> None:
    reworded = evening.b.shown()["n"]
    evening.a.must(verb, **({"idea": held} if verb == "idea.show" else {"ideas": [held]}))
    assert evening.b.shown() is None
    assert evening.b.code("undo") == evening.a.code("undo", n=reworded) == "undo_idea_changed"
    assert everyone_reads(evening, held) == "Parempi kahvila"


def test_one_person_alone_takes_back_the_showing_before_the_words(evening: Evening, held: int) -> None:
    reworded = evening.b.shown()["n"]
    evening.b.must("idea.show", idea=held)
    assert evening.b.code("undo", n=reworded) == "undo_idea_changed"
    evening.b.must("undo")
    evening.b.must("undo")
    assert evening.room.sees("facilitators")["idea"][str(held)]["text"] == CALL
    assert everyone_reads(evening, held) is None
    evening.b.must("redo")
    evening.b.must("redo")
    assert everyone_reads(evening, held) == "Parempi kahvila"


def test_redo_of_a_showing_does_not_show_the_words_that_came_back(evening: Evening, held: int) -> None:
    evening.a.must("idea.show", idea=held)
    evening.a.must("undo")
    evening.b.must("undo")
    assert evening.a.code("redo") == "nothing_to_redo" and everyone_reads(evening, held) is None


def test_undo_of_hiding_does_not_show_words_that_a_colleague_wrote_since(evening: Evening) -> None:
    evening.a.must("idea.hide", idea=evening.ideas[0], reason="insult")
    evening.b.must("idea.reword", idea=evening.ideas[0], text="Toisin")
    assert evening.a.code("undo") == "undo_idea_changed" and everyone_reads(evening, evening.ideas[0]) is None


def test_words_that_must_be_read_first_wait_when_they_come_back(evening: Evening) -> None:
    evening.room.now += 60_000
    idea = int(evening.room.must("idea.add", ADA, activity=evening.step, text=CALL)["idea"])
    evening.a.must("idea.show", idea=idea)
    evening.b.must("idea.reword", idea=idea, text="Parempi kahvila")
    evening.b.must("undo")
    seen = evening.room.sees("facilitators")["idea"][str(idea)]
    assert (seen["state"], seen["flags"], everyone_reads(evening, idea)) == ("waiting", ["phone"], None)
    evening.b.must("redo")
    assert everyone_reads(evening, idea) == "Parempi kahvila"


def test_covered_words_come_back_covered(evening: Evening) -> None:
    evening.room.now += 60_000
    idea = int(evening.room.must("idea.add", ADA, activity=evening.step, text=CALL)["idea"])
    evening.a.must("idea.mask", idea=idea)
    covered = everyone_reads(evening, idea)
    evening.b.must("idea.reword", idea=idea, text="Parempi kahvila")
    evening.b.must("undo")
    assert everyone_reads(evening, idea) == covered and "040" not in covered
