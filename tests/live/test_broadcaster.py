"""The broadcaster without a server: deadlines by the wall clock, even when it is set meanwhile; what is sent after
failures and snapshots."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import Room
from tests.tools.pace import limit
from workshop.access.authentication import Credentials
from workshop.actions.command_batch import Effect
from workshop.live.broadcaster import Broadcaster
from workshop.live.presence import Connection, PresenceTracker
from workshop.live.unsent_effects import UnsentEffects
from workshop.projections import audience_views
from workshop.runtime import loop, strict_json

pytestmark = pytest.mark.one_mode

PATIENCE = limit(10)
SECOND = 1000


class Ear:
    """Hears what phones are told of one activity's state."""

    def __init__(self) -> None:
        self.states: list[str] = []
        self.frames: list[Any] = []
        self.yours: list[Any] = []
        self.deaf = 0
        """so many frames are lost on the way to it"""
        self._news = threading.Condition()

    def __call__(self, event: str, data: Any, room: str) -> None:
        if event == "yours":
            with self._news:
                self.yours.append(strict_json.loads(data)["put"])
                self._news.notify_all()
        if event != "frame" or not room.startswith("phone-"):
            return
        if self.deaf:
            self.deaf -= 1
            raise OSError("the line is away")
        with self._news:
            self.frames.append(data)
            self.states += [shape["state"] for shape in strict_json.loads(data)["put"].get("activity", {}).values()]
            self._news.notify_all()

    def hears_frame(self) -> Any:
        with self._news:
            assert self._news.wait_for(lambda: self.frames, PATIENCE)
            return self.frames[-1]

    def hears_own(self) -> Any:
        with self._news:
            assert self._news.wait_for(lambda: self.yours, PATIENCE)
            return self.yours.pop()

    def hears(self, state: str) -> None:
        with self._news:
            assert self._news.wait_for(lambda: self.states[-1:] == [state], PATIENCE), self.states


@pytest.fixture
def closing(room: Room) -> Iterator[tuple[Room, Ear]]:
    """A room where twenty seconds to finish have just begun, and a phone that heard so."""
    ear, presence = Ear(), PresenceTracker(lambda: 0.0)
    presence.add(phone := Connection("sid", "phone", room.forum, Credentials(), participant=1), "")
    presence.subscribe(phone)
    broadcaster = Broadcaster(room.engine, presence, ear, lambda: room.now, 0.01)
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    room.writer.on_commit = broadcaster.committed
    room.must("activity.close", activity=step, grace=20)
    ear.hears("closing")
    yield room, ear


def test_a_clock_set_forward_ends_the_time_to_finish(closing: tuple[Room, Ear]) -> None:
    room, ear = closing
    room.now += 3600 * SECOND
    ear.hears("closed")


def test_a_clock_set_back_only_makes_it_longer(closing: tuple[Room, Ear]) -> None:
    room, ear = closing
    room.now -= 3600 * SECOND
    room.must("idea.add", room.comes("ada"), activity=room.step("ideas"), text="vielä yksi")
    room.now += 3600 * SECOND + 21 * SECOND
    ear.hears("closed")


def test_a_clock_set_back_for_good_gives_no_hour_more(closing: tuple[Room, Ear]) -> None:
    room, _ = closing
    over = threading.Event()
    broadcaster = Broadcaster(room.engine, PresenceTracker(lambda: 0.0), Ear(), lambda: room.now, 0.01)
    broadcaster.overdue = lambda forum, activity: over.set()
    step = room.step("ideas")
    at = int(next(shape["closes_at"] for shape in room.sees("everyone")["activity"].values() if shape["id"] == step))
    room.now -= 3600 * SECOND
    broadcaster._check_clocks(room.forum, step, at, time.monotonic() + 60)
    assert not over.wait(0.2), "its own time is not over yet"
    broadcaster._check_clocks(room.forum, step, at, time.monotonic() - 60)
    assert over.wait(PATIENCE)


def test_a_clock_set_back_just_as_the_time_was_up_is_asked_again(
    closing: tuple[Room, Ear], monkeypatch: pytest.MonkeyPatch
) -> None:
    room, ear = closing
    asked = threading.Event()
    tell = Broadcaster.note

    def note(broadcaster: Broadcaster, *args: Any) -> None:
        room.now -= 30 * SECOND
        monkeypatch.setattr(Broadcaster, "note", tell)
        tell(broadcaster, *args)
        asked.set()

    monkeypatch.setattr(Broadcaster, "note", note)
    room.now += 21 * SECOND
    assert asked.wait(PATIENCE)
    room.now += 30 * SECOND
    ear.hears("closed")


@pytest.fixture
def telling(room: Room) -> tuple[Room, Ear, Broadcaster]:
    """A room with a phone in it that has heard nothing yet. Nobody tells the tick of commits: the test does."""
    ear, presence = Ear(), PresenceTracker(lambda: 0.0)
    presence.add(phone := Connection("sid", "phone", room.forum, Credentials(), participant=1), "")
    presence.subscribe(phone)
    return room, ear, Broadcaster(room.engine, presence, ear, lambda: room.now, 0.01)


def here(picture: Any) -> int:
    return int(next(iter(strict_json.loads(picture)["put"]["forum"].values()))["here"])


def test_a_picture_with_a_frames_number_holds_what_the_frame_held(telling: tuple[Room, Ear, Broadcaster]) -> None:
    room, ear, broadcaster = telling
    assert here(broadcaster.snapshot(room.forum, "everyone", None)) == 0
    room.comes("ada")  # committed, but the writer has not said so yet
    broadcaster.note(room.forum, {("forum", room.forum)})
    ear.hears_frame()
    assert here(broadcaster.snapshot(room.forum, "everyone", None)) == 1


@pytest.mark.parametrize("by", ["this process", "another"])
def test_a_frame_is_one_state_though_a_commit_was_not_noted_yet(
    telling: tuple[Room, Ear, Broadcaster], by: str
) -> None:
    room, ear, broadcaster = telling
    if by == "this process":
        room.writer.before_commit = broadcaster.in_flight.committing
    else:
        broadcaster.frame_maker.several = True
    broadcaster.snapshot(room.forum, "everyone", None)
    room.must("agenda.go", activity=room.step("dots"))  # committed, but the writer has not said so yet
    broadcaster.note(room.forum, {("forum", room.forum)})  # somebody joined
    put = strict_json.loads(ear.hears_frame())["put"]
    now = put["forum"][str(room.forum)]["now"]
    assert now == room.step("dots") and put["activity"][str(now)]["state"] == "open"


def test_effects_are_in_flight_until_a_beat_takes_them() -> None:
    flying, first, second = UnsentEffects(), [Effect({("forum", 1)}, forum=1)], [Effect({("idea", 7)}, forum=1)]
    flying.committing(second)  # fails
    flying.committing(first)
    assert flying.of(1) == first and flying.of(2) == []
    flying.committed(first)
    flying.committing(second)
    flying.noted()
    assert flying.of(1) == first + second, "noted, but the beat that runs does not have it"
    flying.taken()
    assert flying.of(1) == second
    flying.committed(second)
    flying.taken()
    assert flying.of(1) == second, "not noted"


def test_what_changed_and_changed_back_around_a_snapshot_is_told(telling: tuple[Room, Ear, Broadcaster]) -> None:
    room, ear, broadcaster = telling
    broadcaster.note(room.forum, {("forum", room.forum)})
    assert not blank(ear.hears_frame())
    ear.frames.clear()
    room.must("screen.blank", on=True)
    assert blank(broadcaster.snapshot(room.forum, "everyone", None)), "a newcomer sees the dark screen"
    room.must("screen.blank", on=False)
    broadcaster.note(room.forum, {("forum", room.forum)})
    assert not blank(ear.hears_frame()), "the newcomer hears that it is light again"


def test_beats_start_no_closer_together_than_one_lasts(
    telling: tuple[Room, Ear, Broadcaster], monkeypatch: pytest.MonkeyPatch
) -> None:
    room, ear, _ = telling
    broadcaster = Broadcaster(room.engine, PresenceTracker(lambda: 0.0), ear, lambda: room.now, beat=5)
    waits: list[float] = []
    monkeypatch.setattr(loop, "spawn_after", lambda seconds, fn, *args: waits.append(seconds))
    broadcaster.note(room.forum, {("forum", room.forum)})
    broadcaster.note(room.forum, {("idea", 1)})
    assert waits == [0.0], "the first begins at once, with all that was noted"
    began = time.monotonic()
    broadcaster._beat_once()
    broadcaster.note(room.forum, {("forum", room.forum)})
    assert time.monotonic() + waits[1] >= began + 5


def blank(picture: Any) -> bool:
    return bool(next(iter(strict_json.loads(picture)["put"]["forum"].values()))["blank"])


def test_what_one_beat_could_not_tell_the_next_one_tells(
    telling: tuple[Room, Ear, Broadcaster], monkeypatch: pytest.MonkeyPatch
) -> None:
    room, ear, broadcaster = telling
    room.comes("ada")
    changed, failures = audience_views.changed, [OSError("the disk is away")]

    def looked(*args: Any, **more: Any) -> Any:
        if failures:
            raise failures.pop()
        return changed(*args, **more)

    monkeypatch.setattr(audience_views, "changed", looked)
    broadcaster.note(room.forum, {("forum", room.forum)})
    assert here(ear.hears_frame()) == 1


@pytest.fixture
def voting(room: Room) -> tuple[Room, Ear, Broadcaster, Credentials, int, tuple[int, int]]:
    """Ada has voted in one step; another is open. Her phone is here."""
    ada = room.comes("ada")
    number = int(next(iter(room.sees_own(ada)["me"])))
    writing = room.step("ideas", 1)
    room.must("agenda.go", activity=writing)
    idea = str(room.must("idea.add", ada, activity=writing, text="kahvila")["idea"])
    room.must("agenda.go", activity=room.step("clusters"))
    first = room.step("dots")
    settings = {"dots": 3, "cap": 2, "of": "ideas"}
    second = int(
        room.must("activity.add", kind="dots", minutes=5, prompt={"fi": "Toinen"}, settings=settings)["activity"]
    )
    room.must("agenda.go", activity=first)
    room.must("ballot.set", ada, activity=first, n=1, marks={idea: 2})
    room.must("agenda.go", activity=second)
    ear, presence = Ear(), PresenceTracker(lambda: 0.0)
    presence.add(phone := Connection("sid", "phone", room.forum, Credentials(), participant=number), "")
    presence.subscribe(phone)
    return room, ear, Broadcaster(room.engine, presence, ear, lambda: room.now, 0.01), ada, number, (first, second)


Voting = tuple[Room, Ear, Broadcaster, Credentials, int, tuple[int, int]]


def test_who_votes_is_told_of_that_ballot_alone(voting: Voting) -> None:
    room, ear, broadcaster, ada, number, (first, second) = voting
    room.must("ballot.set", ada, activity=second, n=1, marks={})
    broadcaster.committed(room.effects[-1:])
    assert ear.hears_own()["ballot"].keys() == {str(second)}
    assert room.sees_own(ada)["ballot"].keys() == {str(first), str(second)}


def test_what_a_commit_touched_and_nobody_noted_is_told_all_the_same(
    voting: Voting, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, ear, broadcaster, ada, number, (first, second) = voting
    broadcaster.snapshot(room.forum, "everyone", number)
    writer, failures = room.writer, [RuntimeError("a fault in a hook")]

    def fails_once(effects: list[Effect]) -> None:
        if failures:
            raise failures.pop()
        broadcaster.committed(effects)

    writer.on_commit, writer.on_missed = fails_once, broadcaster.missed
    room.must("ballot.set", ada, activity=second, n=1, marks={})
    assert ear.hears_own()["ballot"].keys() == {str(first), str(second)}, "her own things, all of them"
    failures.append(RuntimeError("again"))
    ear.frames.clear()
    room.must("screen.blank", on=True)
    assert blank(ear.hears_frame())
    assert not failures


def test_own_things_written_elsewhere_are_told_even_after_a_beat_that_failed(voting: Voting) -> None:
    room, ear, broadcaster, ada, number, (first, second) = voting
    broadcaster.frame_maker.several = True
    told = strict_json.loads(broadcaster.snapshot(room.forum, "everyone", number) or "")["yours"]
    assert told["ballot"].keys() == {str(first)}
    ear.deaf = 1
    # By another process, as far as this tick knows.
    room.must("ballot.set", ada, activity=second, n=1, marks=told["ballot"][str(first)]["marks"])
    broadcaster.note(room.forum, set(), elsewhere=True)
    assert ear.hears_own()["ballot"].keys() == {str(first), str(second)}
    assert not ear.deaf
