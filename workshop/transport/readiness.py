"""Hears when a websocket can be read: one green thread waits for it, again and again.

Leans on the listeners of eventlet's hub, as direct.py and inlet.py do on its websockets;
tests/live/test_transport_connection.py names the version. Between two waits the connection stays with eventlet's poll.
To come and to go each time is most of what reading a small packet costs.
"""

from typing import Any

from workshop.runtime import loop


class Readiness:
    """One connection's. Raises RuntimeError with native threads, which just read."""

    __slots__ = ("_current", "_descriptor", "_hub", "_listener", "_waiting")

    def __init__(self, descriptor: int) -> None:
        self._hub, self._current = loop.hub()
        self._descriptor = descriptor
        self._listener: Any = None
        self._waiting: Any = None

    def wait(self) -> None:
        """Until there is something to read, or the other side is gone."""
        if self._listener is None:
            self._listener = self._hub.add(self._hub.READ, self._descriptor, self._ring, self._throw, self._forget)
        self._waiting = self._current()
        try:
            self._hub.switch()
        finally:
            self._waiting = None

    def close(self) -> None:
        """Nobody waits any more; must come before the descriptor is closed. Harmless twice."""
        listener, self._listener = self._listener, None
        if listener is not None:
            self._hub.remove(listener)

    def _ring(self, _descriptor: int) -> None:
        if self._waiting is None:  # busy with something else: the poll would ring without end
            self.close()
        else:
            self._waiting.switch()

    def _throw(self, error: BaseException) -> None:
        if self._waiting is not None:
            self._waiting.throw(error)

    def _forget(self) -> None:
        self._listener = None
