"""Rate and size limits below the packet level, patched into the websocket of either library (eventlet,
simple-websocket): frames and bytes per second, size of a message.

Depends on private attributes of eventlet's and simple-websocket's sockets, as socketio_connections.py does on
engine.io's.
"""

import time
from contextlib import suppress
from typing import Any

from workshop.runtime.token_bucket import Rate, TokenBucket
from workshop.transport.reader import SocketReader, unmask


def limit_websocket(ws: Any, socket: Any) -> SocketReader | None:
    """Limit what never becomes a packet: control frames and endless fragments. `socket` is the LimitedSocket that the
    websocket belongs to.

    Returns the SocketReader that now reads an eventlet websocket, which the caller must stop; None for the other
    library.
    """
    if hasattr(ws, "_recv_frame"):
        return _limit_eventlet(ws, socket)
    if hasattr(ws, "ws"):
        _limit_simple_websocket(ws.ws, socket)
    return None


def _limit_eventlet(ws: Any, socket: Any) -> SocketReader:
    most = socket.guard.limits.message_bytes
    read_frame = ws._recv_frame

    def check(size: int) -> None:
        if size > most or not socket.frames.take():
            raise _LimitExceeded

    def recv_frame(message: Any = None) -> Any:
        check(0)
        frame = read_frame(message=message)
        if sum(map(len, frame.data)) > most:
            raise _LimitExceeded
        return frame

    ws._recv_frame, ws._apply_mask, ws.log = recv_frame, unmask, _NO_LOG
    reader = SocketReader(ws, check)
    ws.wait = reader.message
    return reader


def _limit_simple_websocket(ws: Any, socket: Any) -> None:
    limits = socket.guard.limits
    ws.max_message_size = limits.message_bytes
    budget = TokenBucket(Rate(limits.message_bytes * 4, 1 / limits.message_bytes), time.monotonic)
    take_in, handle, leave = ws.ws.receive_data, ws._handle_events, ws.close

    def receive_data(data: bytes) -> Any:
        if socket.closed or not budget.take(len(data)):
            raise OSError("too much data")  # its reading thread takes this for a lost connection
        return take_in(data)

    def handle_events() -> bool:
        if handle():
            return True
        ws.connected = False  # the library sets this only after waking its reader, which may then sleep for ever
        ws.event.set()
        return False

    def close(*how: Any, **more: Any) -> None:
        with suppress(OSError):  # the other side may be gone before the close frame
            leave(*how, **more)

    ws.ws.receive_data, ws._handle_events, ws.close = receive_data, handle_events, close


class _NullLog:
    """A file that discards what is written: eventlet would log clients' addresses into it."""

    def write(self, _text: str) -> None:
        """Discard."""


_NO_LOG = _NullLog()


def tcp_of(ws: Any) -> Any:
    """The TCP socket below a websocket of either library."""
    return ws.ws.sock if hasattr(ws, "ws") else ws.socket


class _LimitExceeded(Exception):
    """Ends the reading of a websocket that exceeded its limits."""
