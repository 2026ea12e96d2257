"""The upgrade of one connection from polling to a websocket: one attempt at a time, with a timeout. Until it completes,
polling goes on.

Depends on private parts of python-engineio; tests/live/test_socketio_connections.py names the version this was written
against.
"""

import socket as tcp
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from wsgiref.types import StartResponse, WSGIEnvironment

import engineio.socket
from engineio import Server as EngineServer
from engineio.packet import NOOP
from engineio.packet import Packet as EnginePacket

from workshop.runtime import loop
from workshop.transport.websocket_limits import tcp_of
from workshop.transport.websocket_types import Websocket

HOLD = 0.3
"""Seconds that a poll without packets is held during an upgrade: the client completes the upgrade after its poll has
ended."""


class Upgrade(engineio.socket.Socket):  # type: ignore[misc]  # it has no types
    """A connection that may be upgraded once. A subclass handles the websocket in `_websocket_handler`, within
    `in_time`."""

    def __init__(self, server: EngineServer, sid: str) -> None:
        super().__init__(server, sid)
        self._upgrade_lock = threading.Lock()
        """held during an upgrade, and afterwards while the connection has the websocket"""
        self._claim: object = None
        """the attempt that holds the lock"""
        self._ws: Websocket | None = None

    def _upgrade_websocket(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Upgrade to the websocket that asks first; a second request is refused before the handshake (OSError)."""
        if not self._upgrade_lock.acquire(blocking=False):  # with native threads two may ask in the same moment
            raise OSError("a change to websocket is under way or done")
        claim = self._claim = object()
        try:
            answer: Iterable[bytes] = super()._upgrade_websocket(environ, start_response)
            return answer
        finally:
            self._give_up(claim)

    def _give_up(self, claim: object) -> None:
        """Allow another attempt, unless this one was given up before."""
        if claim is not None and self._claim is claim:
            self._claim = None
            self._upgrade_lock.release()

    def polled_meanwhile(self) -> list[EnginePacket]:
        """Answer a poll that arrives during an upgrade: the packets for it.

        The library answers each with a no-op immediately, for ever where a proxy swallows what the websocket answers.
        Here queued packets go out by polling until the client reports the upgrade. It can do so only once its poll has
        ended, so a poll is held for HOLD seconds at most.
        """
        until = time.monotonic() + HOLD
        while self.upgrading and self.queue.empty() and time.monotonic() < until:
            loop.sleep(HOLD / 6)
        return [EnginePacket(NOOP)] if self.upgraded or self.queue.empty() else self.poll()

    def change_failed(self, ws: Websocket) -> None:
        """Allow another attempt, then shut this websocket: the client must hear of the end, and Werkzeug would go on to
        read requests from it."""
        self._give_up(self._claim)
        shut(ws)

    def in_time(self, seconds: float) -> loop.Cancellable:
        """Start the timeout of an upgrade, in seconds."""
        return loop.spawn_after(seconds, self._timed_out)

    def _timed_out(self) -> None:
        """The upgrade timed out: shut the websocket, polling goes on. After an upgrade, pings find dead connections."""
        if not self.upgraded and self._ws is not None:
            shut(self._ws)


def shut(ws: Websocket) -> None:
    """Shut the TCP connection in both directions."""
    with suppress(OSError, AttributeError):
        tcp_of(ws).shutdown(tcp.SHUT_RDWR)
