"""Limits below packets, in the two websocket libraries: how fast frames may come, how large they may grow, how they are read.

Leans on inner parts of eventlet's and simple-websocket's sockets, as guard.py does on engine.io's.
"""

import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from workshop import loop

PIECE = 4096
"""Bytes asked of the kernel at once."""


def tame(ws: Any, socket: Any) -> None:
    """Limits for what never becomes a packet: control frames and endless fragments. `socket` is the guarded connection it belongs to."""
    if hasattr(ws, "_recv_frame"):
        _tame_green(ws, socket)
    elif hasattr(ws, "ws"):
        _tame_native(ws.ws, socket)


def _tame_green(ws: Any, socket: Any) -> None:
    ws.socket = _Reading(ws.socket)
    read_frame = ws._recv_frame

    def recv_frame(message: Any = None) -> Any:
        if not socket.frames.take():
            raise _TooMuch
        frame = read_frame(message=message)
        if sum(map(len, frame.data)) > socket.guard.limits.message_bytes:
            raise _TooMuch
        return frame

    ws._recv_frame, ws._apply_mask, ws.log = recv_frame, unmask, _Silence()


class _Reading:
    """A green socket that is read from in large pieces: eventlet asks the kernel up to four times for one small frame.

    Who always has more to read would never let the others run, so what is there without waiting is taken after a turn of the others.
    """

    __slots__ = ("_rest", "_socket")

    def __init__(self, socket: Any) -> None:
        self._socket, self._rest = socket, b""

    def recv(self, most: int) -> bytes:
        """At most so many bytes; waits when there are none."""
        data = self._rest or self._piece()
        self._rest = data[most:]
        return data[:most]

    def _piece(self) -> bytes:
        try:
            data: bytes = self._socket.fd.recv(PIECE)
            loop.sleep(0)
        except OSError:  # mostly: nothing there yet
            data = self._socket.recv(PIECE)
        return data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)


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


def unmask(data: bytes, mask: Iterable[int], length: int | None = None, offset: int = 0) -> bytes:
    """A websocket frame's payload in the clear; eventlet's own goes byte by byte, which lets a few large frames stop the house."""
    size = len(data) if length is None else length
    key = bytes(mask)
    turned = key[offset % 4 :] + key[: offset % 4]
    stream = (turned * (size // 4 + 1))[:size]
    return (int.from_bytes(data[:size], "little") ^ int.from_bytes(stream, "little")).to_bytes(size, "little")


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
