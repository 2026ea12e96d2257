"""The pitfalls of `connect` handlers: an exception there would admit a stranger, and a TypeError would call the handler
again without credentials."""

from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from socketio.exceptions import ConnectionRefusedError

from workshop.access.authentication import Credentials
from workshop.contract import PROTOCOL
from workshop.live.gateway import Gateway
from workshop.live.presence import Connection
from workshop.runtime import loop

pytestmark = pytest.mark.one_mode


@pytest.fixture
def gateway(app: Flask) -> Gateway:
    found: Gateway = app.extensions["services"].live.gateway
    return found


@pytest.mark.parametrize("mishap", [ValueError("x"), TypeError("x"), KeyError("x"), RuntimeError("x")])
def test_whatever_goes_wrong_in_connect_ends_in_a_refusal(
    gateway: Gateway, mishap: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def admit(*_: Any) -> Any:
        raise mishap

    monkeypatch.setattr(gateway, "_admit", admit)
    with pytest.raises(ConnectionRefusedError):
        gateway.connect("sid", {}, {"v": PROTOCOL})


@pytest.mark.parametrize("page", ["phone", "screen", "console"])
@pytest.mark.parametrize("version", [PROTOCOL - 1, PROTOCOL + 1])
def test_a_page_of_another_protocol_is_told_to_reload(gateway: Gateway, page: str, version: int) -> None:
    with pytest.raises(ConnectionRefusedError, match="reload"):
        gateway.connect("sid", {"HTTP_HOST": "localhost"}, {"v": version, "page": page, "forum": 1, "token": ""})


def test_connect_cannot_be_called_without_credentials(gateway: Gateway) -> None:
    with pytest.raises(TypeError):
        gateway.connect("sid", {})  # type: ignore[call-arg]


def test_who_left_while_being_looked_up_gets_no_seat(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    presence, engine = gateway._presence, gateway._server.eio
    monkeypatch.setattr(gateway, "_admit", lambda sid, *_: Connection(sid, "screen", 1, Credentials()))
    sid = gateway._server.manager.connect("engine-sid", "/")
    with pytest.raises(ConnectionRefusedError):
        gateway.connect(sid, {}, {"v": PROTOCOL})
    assert presence.count() == 0
    settled: list[bool] = []
    monkeypatch.setitem(
        engine.sockets, "engine-sid", SimpleNamespace(closed=False, settle=lambda: settled.append(True))
    )
    gateway.connect(sid, {}, {"v": PROTOCOL})
    assert presence.count() == 1
    assert settled, "who is in gives way to nobody"


def test_a_handler_that_fails_still_answers(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "execute", lambda *_: 1 / 0)
    monkeypatch.setattr(gateway._presence, "get", lambda _: object())
    assert gateway.do("sid", "idea.add", {}) == {"ok": False, "code": "server"}


@pytest.mark.parametrize("answers", [True, False])
def test_who_revokes_the_own_link_hears_first_that_it_was_done(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, answers: bool
) -> None:
    """A command that does not end keeps nobody in."""
    sid = gateway._server.manager.connect("engine-sid", "/")
    socket = SimpleNamespace(handling=True, close=lambda: None)
    told: list[str] = []
    later: list[Any] = []

    def passes(_: float) -> None:
        socket.handling = not answers
        told.append("waited")

    monkeypatch.setitem(gateway._server.eio.sockets, "engine-sid", socket)
    monkeypatch.setattr(gateway._server, "emit", lambda event, **_: told.append(event))
    monkeypatch.setattr(gateway._server, "disconnect", lambda *_: None)
    monkeypatch.setattr(gateway, "_unadmitted", lambda *_: [Connection(sid, "console", 1, Credentials())])
    monkeypatch.setattr(loop, "in_thread", lambda work, *given: work(*given))
    monkeypatch.setattr(loop, "spawn", lambda work, *given: later.append((work, given)))
    monkeypatch.setattr(loop, "sleep", passes)
    monkeypatch.setattr("workshop.live.gateway.ANSWERED_WITHIN", 0.01)
    gateway.after(1, {("link", 1)})
    assert told == [], "its command is still being answered"
    for work, given in later:
        work(*given)
    assert told[0] == "waited"
    assert told[-1] == "out"
