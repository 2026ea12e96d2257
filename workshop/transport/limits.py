"""Limits below packets, in the two websocket libraries: how fast frames may come, how large they may grow.

Leans on inner parts of eventlet's and simple-websocket's sockets, as guard.py does on engine.io's.
"""

import time
from contextlib import suppress
from typing import Any

from workshop.transport.reader import SocketReader, unmask


def tame(ws: Any, socket: Any) -> SocketReader | None:
    """Limits for what never becomes a packet: control frames and endless fragments. `socket` is the guarded connection
    it belongs to.

    Where we read a websocket ourselves its way in is returned, to be put to rest when nobody reads any more.
    """
    if hasattr(ws, "_recv_frame"):
        return _tame_green(ws, socket)
    if hasattr(ws, "ws"):
        _tame_native(ws.ws, socket)
    return None


def _tame_green(ws: Any, socket: Any) -> SocketReader:
    most = socket.guard.limits.message_bytes
    read_frame = ws._recv_frame

    def allowed(size: int) -> None:
        if size > most or not socket.frames.take():
            raise _TooMuch

    def recv_frame(message: Any = None) -> Any:
        allowed(0)
        frame = read_frame(message=message)
        if sum(map(len, frame.data)) > most:
            raise _TooMuch
        return frame

    ws._recv_frame, ws._apply_mask, ws.log = recv_frame, unmask, _Silence()
    inlet = SocketReader(ws, allowed)
    ws.wait = inlet.message
    return inlet


def _tame_native(ws: Any, socket: Any) -> None:
    limits = socket.guard.limits
    ws.max_message_size = limits.message_bytes
    budget = Bucket(limits.message_bytes * 4, limits.message_bytes)
    take_in, handle, leave = ws.ws.receive_data, ws._handle_events, ws.close

    def receive_data(data: bytes) -> Any:
        if socket.closed or not budget.take(len(data)):
            raise OSError("too much data")  # which its reading thread takes for a lost connection
        return take_in(data)

    def handle_events() -> bool:
        if handle():
            return True
        ws.connected = False  # the library says so only after waking its reader, which may then sleep for ever
        ws.event.set()
        return False

    def close(*how: Any, **more: Any) -> None:
        with suppress(OSError):  # the other side may be gone before the goodbye
            leave(*how, **more)

    ws.ws.receive_data, ws._handle_events, ws.close = receive_data, handle_events, close


class _Silence:
    """In place of the log into which eventlet writes people's addresses."""

    def write(self, _text: str) -> None:
        """Nothing."""


def tcp_of(ws: Any) -> Any:
    """The TCP socket under a websocket of either library."""
    return ws.ws.sock if hasattr(ws, "ws") else ws.socket


class Bucket:
    """Tokens that come back with time."""

    __slots__ = ("_at", "_burst", "_left", "_rate")

    def __init__(self, burst: float, per_second: float) -> None:
        self._burst, self._rate, self._left, self._at = burst, per_second, burst, time.monotonic()

    def take(self, cost: float = 1) -> bool:
        """Whether there was enough; if not, nothing is taken."""
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        if cost > self._left:
            return False
        self._left -= cost
        return True


class _TooMuch(Exception):
    """Ends the reading of a websocket."""
