"""The change of one connection from polling to a websocket: one at a time, in time, and until it is done it goes on by
polling.

Leans on inner parts of python-engineio; tests/live/test_transport_connection.py names the version this was written
against.
"""

import socket as tcp
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Any

import engineio.socket
from engineio.packet import NOOP
from engineio.packet import Packet as EnginePacket

from workshop.runtime import loop
from workshop.transport.limits import tcp_of

HOLD = 0.3
"""Seconds that a poll with nothing to bring is held during a change: the client completes the change after it."""


class Upgrade(engineio.socket.Socket):  # type: ignore[misc]
    """A connection that may change once. Whoever inherits handles the websocket in `_websocket_handler`, within
    `in_time`."""

    def __init__(self, server: Any, sid: str) -> None:
        super().__init__(server, sid)
        self._change = threading.Lock()
        """held while this connection changes from polling to websocket, and for as long as it has one by that way"""
        self._claim: ExitStack | None = None
        self._ws: Any = None

    def _upgrade_websocket(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Who came by polling changes to one websocket, the first that asked; the next is refused before it is shaken
        hands with."""
        if not self._change.acquire(blocking=False):  # with native threads two may ask in the same moment
            raise OSError("a change to websocket is under way or done")
        with ExitStack() as self._claim:
            self._claim.callback(self._change.release)
            return super()._upgrade_websocket(environ, start_response)

    def polled_meanwhile(self) -> list[Any]:
        """
        A poll while the change to websocket is under way. The library answers "nothing" to each at once, without end
        where a proxy swallows what the websocket answers; here what waits goes by polling until the client says that it
        has changed. It can say so only once its poll has ended, so none is held for long.
        """
        until = time.monotonic() + HOLD
        while self.upgrading and self.queue.empty() and time.monotonic() < until:
            loop.sleep(HOLD / 6)
        return [EnginePacket(NOOP)] if self.upgraded or self.queue.empty() else self.poll()

    def change_failed(self, ws: Any) -> None:
        """Another try may begin before the client hears of the end, which it must: Werkzeug would go on to read
        requests from the line."""
        if self._claim is not None:
            self._claim.close()
        shut(ws)

    def in_time(self, seconds: float) -> loop.Cancellable:
        """Give the change up after so many seconds."""
        return loop.spawn_after(seconds, self._give_up)

    def _give_up(self) -> None:
        """A change to websocket was not completed in time: the line goes on by polling. Once it is done, pings tell who
        is gone."""
        if not self.upgraded and self._ws is not None:
            shut(self._ws)


def shut(ws: Any) -> None:
    """No byte in or out any more."""
    with suppress(OSError, AttributeError):
        tcp_of(ws).shutdown(tcp.SHUT_RDWR)
