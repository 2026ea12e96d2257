"""Two processes on one PostgreSQL with clients at both: all end with the same snapshot, even if a process or a service
is down meanwhile."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.live.people import Person, Server
from tests.tools.pace import limit
from workshop.bench.postgres_and_redis import PostgreSQL, Redis

pytestmark = pytest.mark.several
MODE = os.environ.get("WORKSHOP_ASYNC", "eventlet")
EQUAL_WITHIN = 5.0
"""Seconds within which all clients must be equal."""


class House:
    """Two processes, one forum; a facilitator and a screen at each, phones at both."""

    def __init__(self, first: Server, second: Server, phones: int = 3) -> None:
        self.servers = (first, second)
        self.links = first.forum()
        self.people: list[Person] = []
        self.leads = [self.at(server).lead(on(self.links["console"], server)) for server in self.servers]
        self.screens = [self.at(server).watch(on(self.links["screen"], server)) for server in self.servers]
        self.phones = [self.at(server).scan(self.links["join"]) for server in self.servers for _ in range(phones)]
        picture = self.leads[0].wait(lambda event, data: event == "snapshot")["put"]["activity"].values()
        self.steps = {shape["position"]: int(shape["id"]) for shape in picture}

    def at(self, server: Server) -> Person:
        """A person whose connection goes to this process."""
        self.people.append(Person(server))
        return self.people[-1]

    def go(self, position: int, lead: int = 0) -> int:
        """Go to an activity, and wait until all clients have received it."""
        assert self.leads[lead].do("agenda.go", activity=self.steps[position])["ok"]
        step = self.steps[position]
        for person in (*self.phones, *self.screens):
            until(lambda who=person: (who.sees("activity", step) or {}).get("state") == "open")  # type: ignore[misc]
        return step

    def all_equal(self) -> None:
        """Every client holds what a newcomer would be given: each stream, and each person's own things."""
        until(lambda: not self.differences(), EQUAL_WITHIN, self.differences)

    def differences(self) -> list[str]:
        """The clients that hold something else than a newcomer would be given now."""
        found = []
        for people in ((*self.phones, *self.screens), self.leads):
            fresh = whole(asked(people[0]), "put")
            found += [f"{person.boot['page']} at {person.server.port}" for person in people if held(person) != fresh]
        found += [
            f"own of {person.server.port}" for person in self.phones if own(person) != whole(asked(person), "yours")
        ]
        return found

    def close(self) -> None:
        """Close all connections."""
        for person in self.people:
            person.close()


def on(address: str, server: Server) -> str:
    """This path at another process."""
    return server.base + "/" + address.split("/", 3)[3]


def until(good: Callable[[], Any], seconds: float = 10.0, told: Callable[[], Any] = lambda: "") -> None:
    """Wait until `good()` is true."""
    end = time.monotonic() + limit(seconds)
    while not good():
        assert time.monotonic() < end, f"not within {seconds} s; {told()}"
        time.sleep(0.05)


def asked(person: Person) -> dict[str, Any]:
    """A fresh snapshot, requested on a new connection as a newcomer would."""
    other = Person(person.server)
    other.jar, other.boot = person.jar, person.boot
    try:
        other.connect()
        return dict(other.wait(lambda event, data: event == "snapshot"))
    finally:
        other.close()


def whole(snapshot: dict[str, Any], part: str) -> dict[str, Any]:
    """A part of a snapshot without head-counts, which arrive at no fixed time."""
    return {kind: shapes for kind, shapes in snapshot[part].items() if shapes and kind != "presence"}


def held(person: Person) -> dict[str, Any]:
    """What this page holds now: the last snapshot with every frame after it, numbered without a gap."""
    picture: dict[str, dict[str, Any]] = {}
    number = 1_000_000
    for event, data in list(person.heard):
        if event == "snapshot":
            picture, number = {kind: dict(shapes) for kind, shapes in data["put"].items()}, data["n"]
        elif event == "frame" and data["n"] > number:
            assert data["n"] == number + 1
            number += 1
            for kind, shapes in data["put"].items():
                picture.setdefault(kind, {}).update(shapes)
            for kind, things in data["drop"].items():
                for thing in things:
                    picture.get(kind, {}).pop(str(thing), None)
    return {kind: shapes for kind, shapes in picture.items() if shapes and kind != "presence"}


def own(person: Person) -> dict[str, Any]:
    """The participant's own things as this phone holds them."""
    last: dict[str, Any] = {}
    for event, data in list(person.heard):
        if event == "snapshot":
            last = {kind: dict(shapes) for kind, shapes in data["yours"].items()}
        elif event == "yours":
            for kind, shapes in data["put"].items():
                last.setdefault(kind, {}).update(shapes)
    return {kind: shapes for kind, shapes in last.items() if shapes}


Start = Callable[..., tuple[Server, Server]]


@pytest.fixture
def start(postgresql: PostgreSQL, tmp_path: Path) -> Iterator[Start]:
    """Starts two processes on one new database, with separate data folders as on two machines."""
    made: list[Server] = []

    def begin(**environ: str) -> tuple[Server, Server]:
        url = postgresql.database()
        made.extend(Server(tmp_path / name, MODE, DATABASE_URL=url, **environ) for name in ("one", "two"))
        for server in made:
            server.start()
        return made[0], made[1]

    yield begin
    with ExitStack() as every:  # the second ends even if the first fails to
        for server in made:
            every.callback(server.stop)
    assert [server.tracebacks() for server in made] == [[] for _ in made]


def an_evening(house: House, pause: Callable[[], None] = lambda: None) -> None:
    """Ideas, moderation, clusters and a vote: each person at one process, led from both."""
    leads, phones = house.leads, house.phones
    step = house.go(5)
    ideas = [phone.do("idea.add", activity=step, text=f"Ajatus {n}")["made"]["idea"] for n, phone in enumerate(phones)]
    pause()
    until(lambda: all(lead.sees("idea", idea) for lead in leads for idea in ideas))
    assert leads[1].do("idea.hide", idea=ideas[0], reason="test")["ok"]
    house.go(6, lead=1)
    house.all_equal()
    assert leads[0].do("cluster.add", title="Ruoka", ideas=ideas[1:3])["ok"]
    assert leads[1].do("undo")["ok"] and leads[0].do("redo")["ok"]
    dots = house.go(8)
    for n, phone in enumerate(phones):
        assert phone.do("ballot.set", activity=dots, n=1, marks={str(ideas[1 + n % 3]): 1})["ok"]
    pause()
    for page in (*phones, *house.screens, *leads):
        until(lambda page=page: page.sees("activity", dots)["voted"] == len(phones))  # type: ignore[misc]
    house.all_equal()
    assert leads[1].do("activity.close", activity=dots)["ok"]
    until(lambda: leads[0].sees("activity", dots)["state"] == "closed", 20)
    assert leads[0].do("activity.reveal", activity=dots)["ok"]
    house.all_equal()
    votes = {row["target"]: row["measures"]["votes"] for row in house.screens[1].sees("tally", dots)["rows"]}
    assert sum(votes.values()) == len(phones)
    assert house.servers[0].errand("verify") == house.servers[1].errand("verify")
    assert house.servers[1].errand("verify")["ok"], "the log is one chain without a gap"


def test_everybody_sees_the_same_with_redis(start: Start, redis: Redis) -> None:
    """Within this test the fallback poll for lost pub/sub messages does not come: every wait is for a message."""
    house = House(*start(REDIS_URL=redis.url, NEWS_LOOK="900"))
    an_evening(house)
    house.close()


def test_everybody_sees_the_same_without_redis(start: Start) -> None:
    house = House(*start())
    an_evening(house)
    house.close()


def test_redis_away_for_five_seconds_in_the_middle_loses_nothing(start: Start, redis: Redis) -> None:
    house = House(*start(REDIS_URL=redis.url))
    step = house.go(5)
    ideas = []

    def everybody_writes() -> None:
        ideas.extend(
            phone.do("idea.add", activity=step, text=f"Ajatus {len(ideas)}")["made"]["idea"]
            for phone in house.phones[::2]
        )

    everybody_writes()
    redis.stop()
    away = time.monotonic()
    everybody_writes()
    until(lambda: all(lead.sees("idea", idea) for lead in house.leads for idea in ideas), 5)
    house.all_equal()
    time.sleep(
        max(0.0, away + 5 - time.monotonic())
    )  # the fault itself: Redis is away for five seconds, however quick the rest was
    redis.start()
    everybody_writes()
    house.all_equal()
    assert all(lead.sees("idea", idea) for lead in house.leads for idea in ideas)
    says = house.servers[0].errors.read_text()
    assert "redis.down" in says
    until(lambda: house.servers[0].errors.read_text().count("redis.up") == 2)
    house.close()


def test_phones_of_a_killed_process_go_on_at_the_other(start: Start, redis: Redis) -> None:
    first, second = start(REDIS_URL=redis.url)
    house = House(first, second)
    step = house.go(5)
    ideas = [
        phone.do("idea.add", activity=step, text=f"Ajatus {n}")["made"]["idea"] for n, phone in enumerate(house.phones)
    ]
    second.stop(signal.SIGKILL)
    for phone in house.phones[3:]:  # as behind a proxy: the address leads to the remaining process
        phone.close()
        phone.server, phone.line = first, Person(first).line
        phone.heard.clear()
        for event in ("snapshot", "frame", "yours", "out", "trouble"):
            phone.line.on(event, lambda data=None, event=event, phone=phone: phone._hear(event, data))
        phone.connect()
        assert [idea["id"] for idea in own(phone)["mine"].values()] == [ideas[house.phones.index(phone)]]
        ideas.append(phone.do("idea.add", activity=step, text="Vielä yksi")["made"]["idea"])
    until(lambda: all(house.leads[0].sees("idea", idea) for idea in ideas))
    until(lambda: heads(house.leads[0], "connected", "lost", "screens") == (len(house.phones), 0, 1), 15)
    house.close()


def test_heads_are_counted_over_both(start: Start) -> None:
    house = House(*start())
    until(lambda: [heads(lead, "connected", "screens") for lead in house.leads] == [(6, 2)] * 2)
    house.close()


def heads(lead: Person, *names: str) -> tuple[int, ...]:
    """The head-counts that a facilitator last received."""
    told = [data["put"]["presence"] for event, data in list(lead.heard) if "presence" in data.get("put", {})]
    return tuple(next(iter(told[-1].values()))[name] for name in names) if told else ()


def test_two_in_one_folder_share_port_and_key(start: Start, postgresql: PostgreSQL, tmp_path: Path) -> None:
    environ = {"DATABASE_URL": postgresql.database(), "WORKSHOP_SHARE_PORT": "yes"}
    first = Server(tmp_path / "both", MODE, **environ)
    second = Server(tmp_path / "both", MODE, **environ)
    second.environ["PORT"], second.base, second.port = str(first.port), first.base, first.port
    try:
        first.start()
        second.start()
        until(lambda: entries(tmp_path / "both") == 2)
        assert all(first.forum()["ref"] for _ in range(12)), "whichever of the two is asked knows the key"
        first.stop(signal.SIGKILL)
        assert second.errand("verify")["ok"], "the entry of a killed process is passed over"
    finally:
        first.stop()
        second.stop()
    assert not (tmp_path / "both/run/server.json").exists()


def entries(folder: Path) -> int:
    """The servers of this folder that clients can connect to."""
    note = json.loads((folder / "run/server.json").read_text())
    return sum(1 for one in (note, *note.get("others", ())) if one["url"])
