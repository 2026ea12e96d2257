"""A Socket.IO client on asyncio: as much of websocket, engine.io 4 and Socket.IO 5 as our pages use.

It knows nothing of forums. It must be cheap, because it shares the machine with the server that it measures: a hundred
phones get the same bytes, so a frame is decoded once for all of them.
"""

import asyncio
import base64
import json
import os
import ssl
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

JOIN_SECONDS = 10
SILENCE_SECONDS = 60
"""Seconds without data after which the connection counts as dead; the server sends a heartbeat at least every
twenty."""
MOST_KNOWN = 512

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
Hear = Callable[[str, Any], None]


class Refused(Exception):
    """The server refused the connection; the message is its reason (out, reload, host, server)."""


class Known:
    """A cache of decoded events for all connections of this process: bytes → event."""

    def __init__(self) -> None:
        self._messages: dict[bytes, list[Any]] = {}

    def event(self, payload: bytes) -> list[Any]:
        """`[name, …]` of an event packet. Callers must not change it: it is shared."""
        found = self._messages.get(payload)
        if found is None:
            if len(self._messages) >= MOST_KNOWN:
                self._messages.clear()
            found = self._messages[payload] = json.loads(payload[2:])
        return found


async def dial(base: str, auth: dict[str, Any], cookies: str, known: Known, hear: Hear) -> "Line":
    """Connect to `base` and join. `hear(event, data)` is called for each event. Raises Refused, OSError or
    TimeoutError."""
    parts = urlsplit(base)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(JOIN_SECONDS):
        made, line = await loop.create_connection(
            lambda: Line(auth, known, hear),
            parts.hostname or "",
            port,
            ssl=ssl.create_default_context() if secure else None,
        )
        try:
            made.write(_greeting(parts.netloc, base, cookies))
            await line.joined
        except BaseException:
            made.abort()
            raise
    return line


class Line(asyncio.Protocol):
    """A websocket. `joined` is done when it has joined; `gone` is set when it has ended for any reason."""

    def __init__(self, auth: dict[str, Any], known: Known, hear: Hear) -> None:
        loop = asyncio.get_running_loop()
        self.joined: asyncio.Future[None] = loop.create_future()
        self.gone = asyncio.Event()
        self.heard_at = time.monotonic()
        self._auth, self._known, self._hear = auth, known, hear
        self._transport: asyncio.Transport | None = None
        self._upgraded = False
        self._rest = b""
        self._asked: dict[int, asyncio.Future[Any]] = {}
        self._number = 0

    def emit(self, event: str, *given: Any) -> None:
        """Send an event that needs no answer."""
        self._say("42" + _json([event, *given]))

    def ask(self, event: str, *given: Any) -> "asyncio.Future[Any]":
        """Send an event; the future is its answer. ConnectionError when the connection ends first."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        if self.gone.is_set():
            answer.set_exception(ConnectionResetError())
            return answer
        self._number += 1
        self._asked[self._number] = answer
        self._say(f"42{self._number}{_json([event, *given])}")
        return answer

    def hang_up(self) -> None:
        """Close without a closing handshake, as a lost network does."""
        self.gone.set()
        if self._transport is not None:
            self._transport.abort()

    @property
    def is_dead(self) -> bool:
        """Whether nothing has arrived for so long that the other side must be gone."""
        return time.monotonic() - self.heard_at > SILENCE_SECONDS

    # -- asyncio's side ----------------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The TCP connection is open."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        """The connection ended: pending answers fail with ConnectionError."""
        self.gone.set()
        for answer in [self.joined, *self._asked.values()]:
            if not answer.done():
                answer.set_exception(ConnectionResetError())
                answer.exception()  # marks the exception as retrieved: no task may be waiting any more
        self._asked.clear()

    def data_received(self, data: bytes) -> None:
        """Received bytes, in pieces of any size."""
        self.heard_at = time.monotonic()
        data = self._rest + data if self._rest else data
        if not self._upgraded:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self._rest = head
                return
            if b" 101 " not in head.split(b"\r\n", 1)[0]:
                self._refuse(head.split(b"\r\n", 1)[0].decode("ascii", "replace"))
                return
            self._upgraded = True
        self._rest = self._take_frames(data)

    # -- websocket ---------------------------------------------------------------------------------------------------

    def _take_frames(self, data: bytes) -> bytes:
        at, end = 0, len(data)
        while end - at >= 2:
            size, start = data[at + 1] & 127, at + 2
            if size == 126:
                size, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            elif size == 127:
                size, start = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
            if start + size > end:
                break
            self._take(data[at] & 15, data[start : start + size])
            at = start + size
        return data[at:]

    def _take(self, kind: int, payload: bytes) -> None:
        if kind == TEXT:
            self._packet(payload)
        elif kind == PING:
            self._write(PONG, payload)
        elif kind == CLOSE:
            self.hang_up()

    def _say(self, text: str) -> None:
        self._write(TEXT, text.encode())

    def _write(self, kind: int, payload: bytes) -> None:
        if self._transport is None or self.gone.is_set():
            return
        size = len(payload)
        head = (
            struct.pack("!BB", 0x80 | kind, 0x80 | size) if size < 126 else struct.pack("!BBH", 0x80 | kind, 0xFE, size)
        )
        self._transport.write(head + b"\0\0\0\0" + payload)  # a mask of zeros is valid and needs no work

    # -- engine.io and socket.io
    # ----------------------------------------------------------------------------------------

    def _packet(self, payload: bytes) -> None:
        if payload.startswith(b"42"):
            event = self._known.event(payload)
            self._hear(event[0], event[1] if len(event) > 1 else None)
        elif payload.startswith(b"43"):
            self._answered(payload)
        elif payload == b"2":
            self._say("3")
        elif payload.startswith(b"0"):
            self._say("40" + _json(self._auth))
        elif payload.startswith(b"40"):
            if not self.joined.done():
                self.joined.set_result(None)
        elif payload.startswith(b"44"):
            why = json.loads(payload[2:] or b'""')
            self._refuse(str(why.get("message", "") if isinstance(why, dict) else why))
        elif payload[:2] in (b"41", b"1"):
            self.hang_up()

    def _answered(self, payload: bytes) -> None:
        start = payload.index(b"[")
        waiting = self._asked.pop(int(payload[2:start]), None)
        if waiting is not None and not waiting.done():
            waiting.set_result(json.loads(payload[start:])[0])

    def _refuse(self, reason: str) -> None:
        if not self.joined.done():
            self.joined.set_exception(Refused(reason))
        self.hang_up()


def _greeting(host: str, origin: str, cookies: str) -> bytes:
    lines = [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        f"Origin: {origin}",
    ]
    if cookies:
        lines.append(f"Cookie: {cookies}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


async def until_gone(line: Line) -> None:
    """Wait until the connection has ended, and close it when nothing arrives any more."""
    while not line.gone.is_set():
        with suppress(TimeoutError):
            async with asyncio.timeout(SILENCE_SECONDS / 4):  # not wait_for, which may swallow a cancellation
                await line.gone.wait()
        if line.is_dead:
            line.hang_up()
