"""Rate and size limits below the packet level, patched into the websocket of either library (eventlet,
simple-websocket): frames and bytes per second, size of a message.

Depends on private attributes of eventlet's and simple-websocket's sockets, as socketio_connections.py does on
engine.io's.
"""

import time
from contextlib import suppress
from socket import socket as TcpSocket
from typing import Protocol

from workshop.runtime.token_bucket import Rate, TokenBucket
from workshop.transport.socket_reader import SocketReader, unmask
from workshop.transport.websocket_types import EventletWebsocket, GreenSocket, ReadFrame, SimpleWebsocket, Websocket


class Limited(Protocol):
    """What is asked of the connection that a websocket belongs to (`limited_socket.LimitedSocket`)."""

    closed: bool
    frames: TokenBucket


def limit_websocket(ws: Websocket, socket: Limited, most: int) -> SocketReader | None:
    """Limit what never becomes a packet: control frames and endless fragments. `socket` is the connection that the
    websocket belongs to, `most` the bytes of its longest message.

    Returns the SocketReader that now reads an eventlet websocket, which the caller must stop; None for the other
    library.
    """
    if hasattr(ws, "ws"):
        _limit_simple_websocket(ws.ws, socket, most)
        return None
    return _limit_eventlet(ws, socket, most)


def _limit_eventlet(ws: EventletWebsocket, socket: Limited, most: int) -> SocketReader:
    read_frame = ws._recv_frame

    def check(size: int) -> None:
        if size > most or not socket.frames.take():
            raise _LimitExceeded

    def recv_frame(message: object = None) -> ReadFrame:
        check(0)
        frame = read_frame(message=message)
        if sum(map(len, frame.data)) > most:
            raise _LimitExceeded
        return frame

    ws._recv_frame, ws._apply_mask, ws.log = recv_frame, unmask, _NO_LOG
    reader = SocketReader(ws, check)
    ws.wait = reader.message
    return reader


def _limit_simple_websocket(ws: SimpleWebsocket, socket: Limited, most: int) -> None:
    ws.max_message_size = most
    budget = TokenBucket(Rate(most * 4, 1 / most), time.monotonic)
    take_in, handle, leave = ws.ws.receive_data, ws._handle_events, ws.close

    def receive_data(data: bytes) -> object:
        if socket.closed or not budget.take(len(data)):
            raise OSError("too much data")  # its reading thread takes this for a lost connection
        return take_in(data)

    def handle_events() -> bool:
        if handle():
            return True
        ws.connected = False  # the library sets this only after waking its reader, which may then sleep for ever
        ws.event.set()
        return False

    def close(*how: object, **more: object) -> None:
        with suppress(OSError):  # the other side may be gone before the close frame
            leave(*how, **more)

    ws.ws.receive_data, ws._handle_events, ws.close = receive_data, handle_events, close


class _NullLog:
    """A file that discards what is written: eventlet would log clients' addresses into it."""

    def write(self, _text: str) -> None:
        """Discard."""


_NO_LOG = _NullLog()


def tcp_of(ws: Websocket) -> GreenSocket | TcpSocket:
    """The TCP socket below a websocket of either library."""
    found: GreenSocket | TcpSocket = ws.ws.sock if hasattr(ws, "ws") else ws.socket
    return found


class _LimitExceeded(Exception):
    """Ends the reading of a websocket that exceeded its limits."""
