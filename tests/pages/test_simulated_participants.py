"""Simulated people started by a button: in rehearsals only, by facilitators only, one group at a time."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.conftest import Room
from tests.pages.test_console import ask, boot, come_in, network, ref
from tests.tools.pace import limit
from workshop.pages.base import Services
from workshop.runtime.jobs import Child, Jobs
from workshop.runtime.simulated_participants_processes import MOST_FORUMS, PEOPLE, PracticePeople
from workshop.storage.database import transaction
from workshop.storage.tables import Forum

__all__ = ["network"]

PHONES = ("device", "secret")


class Called(Child):
    """A child process that was begun, for as long as nobody ends it."""

    def __init__(self) -> None:
        self.ended = self.left = False

    @property
    def alive(self) -> bool:
        return not self.ended

    def leave(self) -> None:
        self.left = True


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Called]]:
    """Who was called in, and where to: no process is begun."""
    found: list[tuple[str, Called]] = []

    def begin(_jobs: Jobs, _name: str, _command: object, link: str) -> Child:
        found.append((link, Called()))
        return found[-1][1]

    monkeypatch.setattr(Jobs, "child", begin)
    return found


@pytest.fixture
def rehearsal(room: Room) -> Room:
    """The forum, marked as a rehearsal."""
    mark(room, True)
    return room


def mark(room: Room, rehearsal: bool) -> None:
    with transaction(room.engine) as db:
        db.execute(update(Forum).where(Forum.id == room.forum).values(rehearsal=rehearsal))


def test_they_are_called_sent_away_and_called_again(
    client: FlaskClient, rehearsal: Room, called: list[tuple[str, Called]]
) -> None:
    start = come_in(client, rehearsal)
    address = f"/console/{ref(rehearsal)}/practice"
    assert client.get(address).json == {"ok": True, "people": 0, "call": PEOPLE}
    assert ask(client, rehearsal, "practice", start, on=True).json["people"] == PEOPLE
    assert called[0][0].lower().startswith("http://127.0.0.1:"), (
        "by this machine's own door, whatever the hall's address is"
    )
    assert client.get(address).json["people"] == PEOPLE
    assert ask(client, rehearsal, "practice", start, on=True).json["code"] == "practice_on"
    assert ask(client, rehearsal, "practice", start, on=False).json["people"] == 0
    assert ask(client, rehearsal, "practice", start, on=True).json["people"] == PEOPLE and len(called) == 2


def test_who_is_called_again_is_the_same_participant(
    client: FlaskClient, rehearsal: Room, called: list[tuple[str, Called]]
) -> None:
    start = come_in(client, rehearsal)
    for on in (True, False, True):
        ask(client, rehearsal, "practice", start, on=on)
    assert called[0][0] == called[1][0], "their phones' tokens follow from the same secret"
    link, cookie, secret = called[0][0].split()
    assert cookie == "device" and len(secret) >= 32 and secret not in link


def test_they_come_in_where_the_server_listens(
    client: FlaskClient,
    rehearsal: Room,
    called: list[tuple[str, Called]],
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = come_in(client, rehearsal)
    monkeypatch.setattr(services, "settings", replace(services.settings, host="127.0.0.2"))
    ask(client, rehearsal, "practice", start, on=True)
    assert called[0][0].lower().startswith("http://127.0.0.2:")


def test_those_who_left_by_themselves_may_be_called_again(
    client: FlaskClient, rehearsal: Room, called: list[tuple[str, Called]]
) -> None:
    start = come_in(client, rehearsal)
    ask(client, rehearsal, "practice", start, on=True)
    called[0][1].ended = True
    assert client.get(f"/console/{ref(rehearsal)}/practice").json["people"] == 0
    assert ask(client, rehearsal, "practice", start, on=True).json["people"] == PEOPLE


def test_a_real_forum_has_none(client: FlaskClient, room: Room, called: list[tuple[str, Called]]) -> None:
    start = come_in(client, room)
    assert client.get(f"/console/{ref(room)}/practice").status_code >= 400
    for on in (True, False):
        assert ask(client, room, "practice", start, on=on).json["code"] == "practice_only"
    assert called == []


def test_nobody_calls_them_who_does_not_lead(
    client: FlaskClient, rehearsal: Room, called: list[tuple[str, Called]], app: Any
) -> None:
    start = come_in(client, rehearsal)
    stranger = app.test_client()
    stranger.environ_base["HTTP_HOST"] = "localhost:5999"
    assert stranger.get(f"/console/{ref(rehearsal)}/practice").status_code == 403
    assert not ask(stranger, rehearsal, "practice", start, on=True).json["ok"]
    for bad in ({}, {"on": 1}, {"on": "true"}, {"on": None}):
        assert ask(client, rehearsal, "practice", start, **bad).json["code"] == "malformed"
    assert client.post(f"/console/{ref(rehearsal)}/practice", json={"on": True}).json["code"] == "form_stale"
    assert called == []


def test_only_so_many_rehearsals_have_them_at_once(
    client: FlaskClient, rehearsal: Room, called: list[tuple[str, Called]], services: Services
) -> None:
    start = come_in(client, rehearsal)
    for other in range(MOST_FORUMS):
        services.practice.call(1000 + other, "http://127.0.0.1/j/x", PHONES)
    assert ask(client, rehearsal, "practice", start, on=True).json["code"] == "practice_many"
    services.practice.send_away(1000)
    assert ask(client, rehearsal, "practice", start, on=True).json["code"] == "practice_many", "they have not left yet"
    called[0][1].ended = True
    assert ask(client, rehearsal, "practice", start, on=True).json["ok"]


def test_nobody_waits_while_their_process_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    people, said = PracticePeople(Jobs()), list[bool]()
    began(monkeypatch, lambda: elsewhere(lambda: said.append(people.are_in(1))))
    people.call(1, "http://127.0.0.1/j/x", PHONES)
    assert said == [True], "asked while they were on their way"


def test_sent_away_on_their_way_they_turn_back(monkeypatch: pytest.MonkeyPatch) -> None:
    people, child = PracticePeople(Jobs()), Called()
    began(monkeypatch, lambda: elsewhere(lambda: people.send_away(1)), child)
    people.call(1, "http://127.0.0.1/j/x", PHONES)
    assert not people.are_in(1) and child.left


def test_a_process_that_cannot_begin_leaves_the_button_free(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory() -> None:
        raise OSError("Cannot allocate memory")

    people = PracticePeople(Jobs())
    began(monkeypatch, no_memory)
    with pytest.raises(OSError, match="memory"):
        people.call(1, "http://127.0.0.1/j/x", PHONES)
    assert not people.are_in(1)


def began(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object], child: Any = None) -> None:
    """Instead of beginning a process: this happens while it begins, and then there is `child`."""

    def begin(*_: object) -> Child:
        meanwhile()
        return child or Called()

    monkeypatch.setattr(Jobs, "child", begin)


def elsewhere(ask_or_do: Callable[[], object]) -> None:
    """In another thread, for as long as that may take."""
    thread = threading.Thread(target=ask_or_do, daemon=True)
    thread.start()
    thread.join(limit(2))


def test_a_button_pressed_on_and_off_brings_no_crowd(
    client: FlaskClient, rehearsal: Room, called: list[tuple[str, Called]]
) -> None:
    start = come_in(client, rehearsal)
    for _ in range(25):
        ask(client, rehearsal, "practice", start, on=True)
        ask(client, rehearsal, "practice", start, on=False)
    assert len(called) == MOST_FORUMS


def test_the_console_has_a_place_for_the_button(client: FlaskClient, rehearsal: Room) -> None:
    come_in(client, rehearsal)
    page = client.get(f"/console/{ref(rehearsal)}").get_data(as_text=True)
    assert boot(page) and 'id="practice"' in page
