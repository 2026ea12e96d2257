"""The websockets of the two libraries, as far as this room uses them: neither library has types of its own, and much of
this is private to it. tests/live/test_socketio_connections.py names the versions that this was written against."""

import socket as tcp
from collections.abc import Callable, Iterable
from typing import Any, Protocol

Message = str | bytes | None
"""What a websocket received; None when the connection has ended."""


class GreenSocket(Protocol):
    """Eventlet's socket, around the one of the standard library."""

    fd: tcp.socket

    def fileno(self) -> int:
        """The descriptor."""

    def shutdown(self, how: int, /) -> object:
        """Shut the TCP connection."""

    def sendall(self, data: bytes, /) -> object:
        """Send, and wait until the kernel has taken all."""


class SendLock(Protocol):
    """The lock of whoever writes to an eventlet websocket: a semaphore."""

    counter: int
    _waiters: Iterable[object]

    def acquire(self) -> object:
        """Take the lock, perhaps after waiting for it."""

    def release(self) -> object:
        """Give the lock back."""


class ReadFrame(Protocol):
    """One frame that eventlet has read."""

    data: list[bytes]


class EventletWebsocket(Protocol):
    """Eventlet's websocket (RFC 6455)."""

    socket: Any
    """a GreenSocket, or the SocketReader that has taken its place"""
    wait: Callable[[], Message]
    log: object
    _recv_frame: Callable[..., ReadFrame]
    _apply_mask: Callable[..., bytes]
    _pack_message: Callable[[str | bytes], bytes]
    _sendlock: SendLock


class WebsocketState(Protocol):
    """The protocol of a simple-websocket's connection: the library wsproto."""

    receive_data: Callable[[bytes], object]


class SimpleWebsocket(Protocol):
    """simple-websocket's server side of a connection."""

    sock: tcp.socket
    ws: WebsocketState
    max_message_size: int | None
    connected: bool
    event: "Flag"
    close: Callable[..., object]
    _handle_events: Callable[[], bool]


class Flag(Protocol):
    """What wakes a simple-websocket's reader."""

    def set(self) -> None:
        """Wake it."""


class WrappedWebsocket(Protocol):
    """engine.io's wrapper around a simple-websocket, which makes it look like eventlet's."""

    ws: SimpleWebsocket
    wait: Callable[[], Message]


Websocket = EventletWebsocket | WrappedWebsocket
"""What engine.io gives its handler of websockets."""
