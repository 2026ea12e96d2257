"""The socket reader: reads short, complete text frames of one eventlet websocket, which is what phones send. Leaves
every other frame to eventlet's own reader.

For one small frame eventlet makes up to four system calls, registers with the poll and leaves it again, and unmasks
byte by byte. Here the connection stays registered with the poll, all bytes that have arrived are read in one call, and
a frame that is complete, masked and plain text is decoded from them. Anything else (control frames, fragments, partial
frames, invalid bytes) stays in the buffer for eventlet's reader, which therefore still decides what a valid frame is
and how an invalid one is answered.

Depends on eventlet's websocket (`wait`, `socket`) and green socket (`fd`); tests/live/test_socketio_connections.py
names the versions this was written against.
"""

import socket as tcp
from collections.abc import Callable, Iterable

from workshop.transport.socket_readiness import Readiness
from workshop.transport.websocket_types import EventletWebsocket, GreenSocket

PIECE = 4096
"""Bytes read from the kernel in one call."""
WHOLE_TEXT, MASKED, TWO_MORE = 0x81, 0x80, 126
"""RFC 6455, section 5.2: first byte of an unfragmented text message; the mask bit in the second byte; the length that
says two more length bytes follow."""


class SocketReader:
    """Takes the place of one websocket's green socket. `allowed(bytes)` is called before each frame that is decoded
    here, with its payload's size; it may raise to end the reading."""

    __slots__ = ("_allowed", "_readiness", "_buffer", "_socket", "_wait")

    def __init__(self, ws: EventletWebsocket, allowed: Callable[[int], object]) -> None:
        self._socket: GreenSocket = ws.socket
        self._wait, self._allowed, self._buffer = ws.wait, allowed, b""
        self._readiness = Readiness(self._socket.fileno())
        # An urgent byte would else wake the poll for ever and never be read. Inline it is an ordinary invalid byte and
        # is answered as one.
        self._socket.fd.setsockopt(tcp.SOL_SOCKET, tcp.SO_OOBINLINE, 1)
        ws.socket = self

    def message(self) -> str | bytes | None:
        """The next message as text; None when the connection has ended. Waits."""
        if not self._buffer:
            self._buffer = self._arrived()
        text = self._text_frame()
        return self._wait() if text is None else text

    def recv(self, most: int) -> bytes:
        """Called by eventlet: at most `most` bytes; waits when the buffer is empty."""
        data = self._buffer or self._arrived()
        self._buffer = data[most:]
        return data[:most]

    def stop(self) -> None:
        """Stop reading; call before the descriptor is closed. (Not named `close`: eventlet's call of that name goes
        through to the socket.)"""
        self._readiness.close()

    def _arrived(self) -> bytes:
        """Bytes that have arrived; b"" when the connection has ended. Waits for the poll before each call, so a client
        that always has more to send does not starve the others."""
        while True:
            self._readiness.wait()
            try:
                return self._socket.fd.recv(PIECE)
            except BlockingIOError:
                continue
            except OSError:
                return b""

    def _text_frame(self) -> str | None:
        """A complete plain text frame from the buffer, or None, which leaves the buffer as it is."""
        data = self._buffer
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
        self._buffer = data[end:]
        return text

    def __getattr__(self, name: str) -> object:
        return getattr(self._socket, name)


def unmask(data: bytes, mask: Iterable[int], length: int | None = None, offset: int = 0) -> bytes:
    """The payload of a websocket frame without its mask. Eventlet's own function works byte by byte: a few large frames
    would stop the whole server."""
    size = len(data) if length is None else length
    key = bytes(mask)
    turned = key[offset % 4 :] + key[: offset % 4]
    stream = (turned * (size // 4 + 1))[:size]
    return (int.from_bytes(data[:size], "little") ^ int.from_bytes(stream, "little")).to_bytes(size, "little")
