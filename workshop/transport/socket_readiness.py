"""Waits until a websocket has bytes to read, keeping its registration with the poll between two waits. One green thread
per connection may wait.

Registering and unregistering each time is most of what reading a small packet costs. Depends on the listeners of
eventlet's hub, as socket_writer.py and socket_reader.py do on its websockets;
tests/live/test_socketio_connections.py names the version.
"""

from workshop.runtime import loop
from workshop.runtime.loop_mode_types import GreenThread


class Readiness:
    """The read event of one connection. Raises RuntimeError with native threads, which need no poll."""

    __slots__ = ("_current", "_descriptor", "_hub", "_listener", "_waiting")

    def __init__(self, descriptor: int) -> None:
        self._hub, self._current = loop.hub()
        self._descriptor = descriptor
        self._listener: object = None
        self._waiting: GreenThread | None = None

    def wait(self) -> None:
        """Block until there are bytes to read or the other side has closed."""
        if self._listener is None:
            self._listener = self._hub.add(self._hub.READ, self._descriptor, self._ring, self._throw, self._forget)
        self._waiting = self._current()
        try:
            self._hub.switch()
        finally:
            self._waiting = None

    def close(self) -> None:
        """Unregister. Call before the descriptor is closed; a second call does nothing."""
        listener, self._listener = self._listener, None
        if listener is not None:
            self._hub.remove(listener)

    def _ring(self, _descriptor: int) -> None:
        if self._waiting is None:  # its thread is busy: the poll would fire again and again
            self.close()
        else:
            self._waiting.switch()

    def _throw(self, error: BaseException) -> None:
        if self._waiting is not None:
            self._waiting.throw(error)

    def _forget(self) -> None:
        self._listener = None
