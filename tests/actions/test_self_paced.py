"""A self-paced forum: several activities are open, each on its own, and the hall looks at one of them. A led forum is
as it ever was."""

from typing import Any

import pytest
from sqlalchemy import Engine, update

from tests.conftest import ADMINISTRATOR, Room, furnish
from workshop import forum_templates
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Forum
from workshop.verifier.check import verify


@pytest.fixture
def call(engine: Engine) -> Room:
    """The first template as an open call, before anything is open."""
    return furnish(engine, {**forum_templates.load("forum-1"), "self_paced": True})


def states(room: Room) -> dict[int, str]:
    return {int(one): shape["state"] for one, shape in room.sees("everyone")["activity"].items()}


def now(room: Room) -> Any:
    return room.sees("everyone")["forum"][str(room.forum)]["now"]


def state(room: Room) -> Any:
    return room.sees("everyone")["forum"][str(room.forum)]["state"]


def opened(room: Room, *kinds: tuple[str, int]) -> list[int]:
    steps = [room.step(kind, nth) for kind, nth in kinds]
    for step in steps:
        room.must("activity.open", activity=step)
    return steps


def edited(room: Room, **changes: Any) -> dict[str, Any]:
    """The fields of the office's form, with changes."""
    with reading(room.engine) as db:
        row = db.get_one(Forum, room.forum)
        names = ("title", "intro", "languages", "screen_languages", "wifi_network", "wifi_password", "series")
        return {**{name: getattr(row, name) for name in (*names, "version")}, **changes}


def test_several_activities_take_what_people_give_at_the_same_time(call: Room) -> None:
    ada = call.comes("ada")
    first, second, dots = opened(call, ("ideas", 0), ("ideas", 1), ("dots", 0))
    one = call.must("idea.add", ada, activity=first, text="Muistan torin")["idea"]
    call.must("idea.add", ada, activity=second, text="Katolle puutarha")
    call.must("ballot.set", ada, activity=dots, n=1, marks={})
    call.must("activity.done", ada, activity=first, done=True)
    shapes = call.sees("everyone")["activity"]
    assert [shapes[str(step)]["done"] for step in (first, second, dots)] == [1, 0, 0]
    assert call.sees_own(ada)["me"] and str(one) in call.sees_own(ada)["mine"]


def test_what_the_hall_looks_at_opens_and_closes_nothing(call: Room) -> None:
    ideas, dots = call.step("ideas"), call.step("dots")
    call.must("agenda.go", activity=ideas)
    assert (states(call)[ideas], now(call)) == ("waiting", ideas)
    assert call.do("idea.add", call.comes("ada"), activity=ideas, text="Liian aikaisin").code == "not_open"
    opened(call, ("ideas", 0), ("dots", 0))
    call.must("agenda.go", activity=dots)
    assert (states(call)[ideas], states(call)[dots]) == ("open", "open")
    call.must("undo")
    assert (now(call), states(call)[ideas], states(call)[dots]) == (ideas, "open", "open")


def test_one_closes_with_its_own_time_to_finish_and_the_others_stay_open(call: Room) -> None:
    ada = call.comes("ada")
    first, second = opened(call, ("ideas", 0), ("ideas", 1))
    call.must("activity.close", activity=first, grace=20)
    call.must("idea.add", ada, activity=first, text="Vielä tämä")
    call.now += 21_000
    assert call.do("idea.add", ada, activity=first, text="Myöhässä").code == "ideas_closed"
    call.must("idea.add", ada, activity=second, text="Tänne vielä ehtii")


def test_opening_the_first_begins_the_forum_and_undo_takes_that_back(call: Room) -> None:
    opened(call, ("ideas", 0))
    with reading(call.engine) as db:
        row = db.get_one(Forum, call.forum)
        assert (row.state, row.started_at, row.now) == ("live", call.now, None)
    call.must("undo")
    assert call.sees("everyone")["forum"][str(call.forum)]["state"] == "planned"
    assert set(states(call).values()) == {"waiting"}
    call.must("redo")
    assert list(states(call).values()).count("open") == 1


def test_each_opening_is_undone_alone(call: Room) -> None:
    bea, _ = call.leader("bea")
    first, second = call.step("ideas"), call.step("ideas", 1)
    call.must("activity.open", activity=first)
    call.must("activity.open", bea, activity=second)
    call.must("activity.close", activity=first)
    call.must("undo", bea)
    assert (states(call)[first], states(call)[second]) == ("closed", "waiting")
    call.must("undo")
    assert (states(call)[first], states(call)[second]) == ("open", "waiting")


@pytest.mark.parametrize(
    ("before", "first"), [("planned", "activity.open"), ("planned", "agenda.go"), ("ended", "activity.open")]
)
def test_what_began_the_forum_is_not_taken_back_from_under_a_colleague(call: Room, before: str, first: str) -> None:
    bea, _ = call.leader("bea")
    one, other = call.step("ideas"), call.step("ideas", 1)
    if before == "ended":
        opened(call, ("dots", 0))
        call.must("forum.end")
    call.must(first, activity=one)
    call.must("activity.open", bea, activity=other)
    call.must("idea.add", call.comes("ada"), activity=other, text="Penkkejä rantaan")
    assert call.do("undo").code == "undo_changed"
    assert (state(call), states(call)[other]) == ("live", "open")
    call.must("undo", bea)
    call.must("undo")
    assert state(call) == before, "nobody is in it any more"
    call.must("redo")
    assert state(call) == "live"
    assert verify(call.engine.url.render_as_string(hide_password=False))["problems"] == []


def test_nothing_opens_again_in_a_forum_that_a_colleague_ended(call: Room) -> None:
    bea, _ = call.leader("bea")
    (ideas,) = opened(call, ("ideas", 0))
    call.must("activity.close", activity=ideas)
    call.must("forum.end", bea)
    assert call.do("undo").code == "undo_changed"
    call.must("undo", bea)
    call.must("undo")
    assert (state(call), states(call)[ideas]) == ("live", "open")


def test_the_end_is_not_done_again_over_what_a_colleague_opened(call: Room) -> None:
    bea, _ = call.leader("bea")
    opened(call, ("ideas", 0))
    call.must("forum.end")
    call.must("undo")
    call.must("activity.open", bea, activity=call.step("ideas", 1))
    assert call.do("redo").code == "nothing_to_redo"
    assert state(call) == "live"


def test_grouping_that_is_opened_shows_what_was_kept_back(call: Room) -> None:
    ada = call.comes("ada")
    (private,) = opened(call, ("ideas", 1))
    idea = call.must("idea.add", ada, activity=private, text="Vain minulle")["idea"]
    call.must("agenda.go", activity=call.step("clusters"))
    assert str(idea) not in call.sees("everyone").get("idea", {})
    opened(call, ("clusters", 0))
    assert str(idea) in call.sees("everyone")["idea"]
    call.must("undo")
    assert str(idea) not in call.sees("everyone").get("idea", {})


def test_the_end_closes_all_and_going_on_brings_back_none_unasked(call: Room) -> None:
    steps = opened(call, ("ideas", 0), ("ideas", 1), ("dots", 0))
    call.must("forum.end")
    assert {states(call)[step] for step in steps} == {"closed"}
    call.must("undo")
    assert {states(call)[step] for step in steps} == {"open"}


def test_an_open_activity_stays_in_the_agenda(call: Room) -> None:
    (ideas,) = opened(call, ("ideas", 0))
    assert call.do("activity.remove", activity=ideas).code == "in_use"
    call.must("activity.close", activity=ideas)
    call.must("activity.remove", activity=ideas)


def test_one_queue_of_what_waits_for_review(call: Room) -> None:
    ada = call.comes("ada")
    call.must("moderation.set", mode="before")
    steps = opened(call, ("ideas", 0), ("ideas", 1))
    made = [call.must("idea.add", ada, activity=step, text="Penkkejä")["idea"] for step in steps]
    call.must("ideas.show", ideas=made)
    assert {idea["state"] for idea in call.sees("facilitators")["idea"].values()} == {"shown", "private"}


def test_a_led_evening_may_go_on_as_an_open_call_and_back(room: Room) -> None:
    ada, ideas, dots = room.comes("ada"), room.step("ideas"), room.step("dots")
    room.must("agenda.go", activity=ideas)
    room.must("forum.edit", ADMINISTRATOR, **edited(room, self_paced=True))
    room.must("activity.open", activity=dots)
    assert room.do("forum.edit", ADMINISTRATOR, **edited(room, self_paced=False)).code == "several_open"
    room.must("idea.add", ada, activity=ideas, text="Molemmat ovat auki")
    room.must("activity.close", activity=dots, grace=20)
    assert room.do("forum.edit", ADMINISTRATOR, **edited(room, self_paced=False)).code == "several_open"
    room.now += 21_000
    room.must("forum.edit", ADMINISTRATOR, **edited(room, self_paced=False))
    room.must("forum.edit", ADMINISTRATOR, **edited(room))
    assert room.sees("everyone")["forum"][str(room.forum)]["self_paced"] is False


def test_the_log_says_how_a_forum_is_paced(call: Room) -> None:
    opened(call, ("ideas", 0), ("dots", 0))
    call.must("forum.edit", ADMINISTRATOR, **edited(call, self_paced=True))
    where = call.engine.url.render_as_string(hide_password=False)
    assert verify(where)["problems"] == []
    with transaction(call.engine) as db:
        db.execute(update(Forum).values(self_paced=False))
    assert any("its self_paced is not what the log left" in one for one in verify(where)["problems"])


def test_a_led_forum_opens_an_activity_only_by_going_to_it(room: Room) -> None:
    """A facilitator's client that opens another one would leave people in an activity that no phone shows."""
    first, second = room.step("ideas"), room.step("ideas", 1)
    assert room.do("activity.open", activity=first).code == "led_forum", "before the forum"
    assert state(room) == "planned"
    room.must("agenda.go", activity=first)
    room.must("agenda.go", activity=second)
    for other in (first, room.step("dots")):
        before = states(room)
        assert room.do("activity.open", activity=other).code == "led_forum"
        assert (states(room), now(room)) == (before, second)
    room.must("activity.close", activity=second)
    room.must("activity.open", activity=second)
    assert states(room)[second] == "open", "what the hall looks at is opened again"


def test_what_the_hall_looks_at_begins_when_an_open_call_goes_on_together(room: Room) -> None:
    """Going there while it was self-paced opened nothing, and to go there again is refused."""
    room.must("forum.edit", ADMINISTRATOR, **edited(room, self_paced=True))
    ada = room.comes("ada")
    (private,) = opened(room, ("ideas", 1))
    idea = room.must("idea.add", ada, activity=private, text="Vain minulle")["idea"]
    room.must("activity.close", activity=private)
    grouping = room.step("clusters")
    room.must("agenda.go", activity=grouping)
    room.must("forum.edit", ADMINISTRATOR, **edited(room, self_paced=False))
    assert room.do("agenda.go", activity=grouping).code == "changed"
    room.must("activity.open", activity=grouping)
    assert states(room)[grouping] == "open" and str(idea) in room.sees("everyone")["idea"]


def test_undo_opens_nothing_beside_what_a_led_hall_looks_at(room: Room) -> None:
    """An opening or a closing of the open call that it was before."""
    room.must("forum.edit", ADMINISTRATOR, **edited(room, self_paced=True))
    (ideas,) = opened(room, ("ideas", 0))
    room.must("activity.close", activity=ideas)
    room.must("forum.edit", ADMINISTRATOR, **edited(room, self_paced=False))
    assert room.do("undo").code == "undo_changed"
    assert states(room)[ideas] == "closed"
    room.must("agenda.go", activity=room.step("dots"))
    room.must("undo")
    assert (states(room)[ideas], states(room)[room.step("dots")]) == ("closed", "waiting")


def test_the_end_closes_what_is_open_and_lets_what_never_began_be(room: Room) -> None:
    opened = room.step("ideas")
    room.must("agenda.go", activity=opened)
    room.must("forum.end")
    states = {shape["id"]: shape["state"] for shape in room.sees("everyone")["activity"].values()}
    assert states.pop(opened) == "closed" and set(states.values()) == {"waiting"}
