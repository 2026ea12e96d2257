"""The way in of one eventlet websocket: short whole text frames, which is what phones send, are read here; all else
eventlet reads.

For one small frame eventlet asks the kernel up to four times, goes to the poll and back, and checks byte by byte. Here
the connection stays with the poll, a piece of what has come is read at once, and a frame in it that is whole, masked
and plain text is taken as it is. What is anything else (control frames, fragments, rests, nonsense) stays where it is
for eventlet's own reader, so what is a valid frame and how a wrong one is answered is still decided there.

Leans on eventlet's websocket (`wait`, `socket`) and green socket (`fd`); tests/live/test_transport_connection.py names
the versions this was written against.
"""

import socket as tcp
from collections.abc import Callable, Iterable
from typing import Any

from workshop.transport.readiness import Readiness

PIECE = 4096
"""Bytes asked of the kernel at once."""
WHOLE_TEXT, MASKED, TWO_MORE = 0x81, 0x80, 126
"""RFC 6455, section 5.2: a whole text message's first byte; the second one's mask bit, and the length in it that two
more bytes tell."""


class SocketReader:
    """Stands in for the green socket of one websocket. `allowed(bytes)` is asked before each frame that is read here;
    it may raise."""

    __slots__ = ("_allowed", "_ear", "_rest", "_socket", "_wait")

    def __init__(self, ws: Any, allowed: Callable[[int], Any]) -> None:
        self._socket, self._wait, self._allowed, self._rest = ws.socket, ws.wait, allowed, b""
        self._ear = Readiness(self._socket.fileno())
        # An urgent byte would else ring for ever and never be read; in its place among the others it is nonsense, and
        # answered so.
        self._socket.fd.setsockopt(tcp.SOL_SOCKET, tcp.SO_OOBINLINE, 1)
        ws.socket = self

    def message(self) -> Any:
        """The next message, as text; None when there will be no more."""
        if not self._rest:
            self._rest = self._piece()
        text = self._whole()
        return self._wait() if text is None else text

    def recv(self, most: int) -> bytes:
        """For eventlet: at most so many bytes; waits when there are none."""
        data = self._rest or self._piece()
        self._rest = data[most:]
        return data[:most]

    def rest(self) -> None:
        """Nobody reads here any more."""
        self._ear.close()

    def _piece(self) -> bytes:
        """What has come. Who always has more to send does not keep the others waiting: the poll is asked before each
        piece."""
        while True:
            self._ear.wait()
            try:
                return self._socket.fd.recv(PIECE)  # type: ignore[no-any-return]
            except BlockingIOError:
                continue
            except OSError:
                return b""

    def _whole(self) -> str | None:
        """A whole plain text frame from what has come, if there is one; else nothing is taken."""
        data = self._rest
        if len(data) < 6 or data[0] != WHOLE_TEXT or not data[1] & MASKED:
            return None
        size, start = data[1] & ~MASKED, 2
        if size > TWO_MORE:
            return None
        if size == TWO_MORE:
            size, start = int.from_bytes(data[2:4], "big"), 4
        end = start + 4 + size
        if len(data) < end:
            return None
        try:
            text = unmask(data[start + 4 : end], data[start : start + 4]).decode()
        except UnicodeDecodeError:
            return None
        self._allowed(size)
        self._rest = data[end:]
        return text

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)


def unmask(data: bytes, mask: Iterable[int], length: int | None = None, offset: int = 0) -> bytes:
    """A websocket frame's payload in the clear; eventlet's own goes byte by byte, which lets a few large frames stop
    the house."""
    size = len(data) if length is None else length
    key = bytes(mask)
    turned = key[offset % 4 :] + key[: offset % 4]
    stream = (turned * (size // 4 + 1))[:size]
    return (int.from_bytes(data[:size], "little") ^ int.from_bytes(stream, "little")).to_bytes(size, "little")
