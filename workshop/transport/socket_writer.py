"""The socket writer: sends packets of one eventlet websocket straight to the kernel where that is safe, past
engine.io's queue.

It is safe when the connection's queue is empty and no other thread is writing. A packet for a thousand phones is framed
once; each phone then costs one system call. Bytes that the kernel did not take are sent under the connection's own
write lock before anything else is written, so the bytes and their order are those that the queue would give.

Depends on eventlet's websocket (`_pack_message`, `_sendlock`) and on its green socket (`fd`);
tests/live/test_socketio_connections.py names the versions this was written against. With WORKSHOP_DIRECT=no, and with
native threads, all packets take the queue.
"""

from collections.abc import Callable
from typing import TypeGuard

from engineio.packet import Packet as EnginePacket

from workshop.runtime import loop
from workshop.transport.websocket_types import EventletWebsocket, Websocket


class SocketWriter:
    """Writes to one websocket. Calls `lost()` in a new green thread when the connection turns out to be dead."""

    __slots__ = ("_lock", "_lost", "_pack", "_send", "_socket")

    def __init__(self, ws: EventletWebsocket, lost: Callable[[], None]) -> None:
        self._lock, self._pack, self._socket, self._send, self._lost = (
            ws._sendlock,
            ws._pack_message,
            ws.socket,
            ws.socket.fd.send,
            lost,
        )

    @staticmethod
    def fits(ws: Websocket) -> TypeGuard[EventletWebsocket]:
        """Whether this is a websocket that SocketWriter can write to."""
        return hasattr(ws, "_sendlock") and hasattr(getattr(ws, "socket", None), "fd")

    def write(self, packet: EnginePacket) -> bool:
        """Send a packet now. Returns False when it must take the queue. The caller has checked that the queue is
        empty."""
        lock = self._lock
        if lock.counter != 1 or lock._waiters:  # a waiter has not taken the lock yet when it is released
            return False
        try:
            ready = packet.framed  # as a websocket frame, encoded once for all connections
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
            lock.acquire()  # free, as checked above: this does not block; other writers now do
            loop.spawn(self._finish, ready[sent:])
        return True

    def _finish(self, rest: bytes) -> None:
        try:
            self._socket.sendall(rest)
        except OSError:
            self._lost()
        finally:
            self._lock.release()
