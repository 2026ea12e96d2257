"""The way out of one websocket: ready bytes go to the kernel at once where that is safe, instead of through engine.io's
queue.

Safe means: nothing waits in the connection's queue and nobody is writing on it. The same packet to a thousand phones is
framed once; each phone then costs one call to the kernel. A rest that the kernel did not take is finished under the
connection's own write lock before anything else is written, so the bytes and their order are the same as through the
queue.

Leans on eventlet's websocket (`_pack_message`, `_sendlock`) and on its green socket (`fd`);
tests/live/test_transport_connection.py names the versions this was written against. With WORKSHOP_DIRECT=no, and with
native threads, everything takes the queue.
"""

from collections.abc import Callable
from typing import Any

from workshop.runtime import loop


class SocketWriter:
    """One eventlet websocket's way out. `lost()` is called, in a green thread of its own, when the connection turns out
    dead."""

    __slots__ = ("_lock", "_lost", "_pack", "_send", "_socket")

    def __init__(self, ws: Any, lost: Callable[[], None]) -> None:
        self._lock, self._pack, self._socket, self._send, self._lost = (
            ws._sendlock,
            ws._pack_message,
            ws.socket,
            ws.socket.fd.send,
            lost,
        )

    @staticmethod
    def fits(ws: Any) -> bool:
        """Whether this is a websocket we know how to write on."""
        return hasattr(ws, "_sendlock") and hasattr(getattr(ws, "socket", None), "fd")

    def write(self, packet: Any) -> bool:
        """Send a packet now. False when it has to take the queue; the caller has seen that nothing waits there."""
        lock = self._lock
        if lock.counter != 1 or lock._waiters:  # who waits has not taken the lock yet when it is given back
            return False
        try:
            ready = packet.framed  # as a websocket frame, made once however many phones it goes to
        except AttributeError:
            ready = packet.framed = self._pack(packet.encode())
        try:
            sent = self._send(ready)
        except BlockingIOError:
            return False
        except OSError:
            loop.spawn(self._lost)
            return True
        if sent < len(ready):
            lock.acquire()  # free, as seen above: this does not wait, and from here on the others do
            loop.spawn(self._finish, ready[sent:])
        return True

    def _finish(self, rest: bytes) -> None:
        try:
            self._socket.sendall(rest)
        except OSError:
            self._lost()
        finally:
            self._lock.release()
