"""A connection on asyncio, as a simulated person's page holds it. It knows nothing of forums.

A hundred phones get the same bytes, so a frame is decoded once for all of them.
"""

import asyncio
import json
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from workshop.client.protocol import WireSession, greeting

JOIN_SECONDS = 10
SILENCE_SECONDS = 60
"""Seconds without data after which the connection counts as dead; the server sends a heartbeat at least every
twenty."""
MOST_KNOWN = 512

Event = tuple[str, object]
"""The name of an event, and what came with it, if anything."""
Answer = Any
"""The answer to an event, as decoded from JSON: whoever asks knows its form."""
Hear = Callable[[str, object], None]


class Refused(Exception):
    """The server refused the connection; the message is its reason (out, reload, host, server)."""


class Known:
    """A cache of decoded events for all connections of this process: bytes → event."""

    def __init__(self) -> None:
        self._messages: dict[bytes, Event] = {}

    def event(self, payload: bytes) -> Event:
        """The event of a packet. Callers must not change what came with it: it is shared."""
        found = self._messages.get(payload)
        if found is None:
            if len(self._messages) >= MOST_KNOWN:
                self._messages.clear()
            name, *data = json.loads(payload[2:])
            found = self._messages[payload] = name, data[0] if data else None
        return found


async def dial(base: str, auth: Mapping[str, object], cookies: str, known: Known, hear: Hear) -> "WebsocketConnection":
    """Connect to `base` and join. `hear(event, data)` is called for each event. Raises Refused, OSError or
    TimeoutError."""
    parts = urlsplit(base)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(JOIN_SECONDS):
        made, line = await loop.create_connection(
            lambda: WebsocketConnection(auth, known, hear),
            parts.hostname or "",
            port,
            ssl=ssl.create_default_context() if secure else None,
        )
        try:
            made.write(greeting(parts.netloc, base, cookies))
            await line.admitted
        except BaseException:
            made.abort()
            raise
    return line


class WebsocketConnection(WireSession, asyncio.Protocol):
    """A websocket. `admitted` is done when it has joined; `gone` is set when it has ended for any reason."""

    def __init__(self, auth: Mapping[str, object], known: Known, hear: Hear) -> None:
        super().__init__(auth)
        self.admitted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.gone = asyncio.Event()
        self.heard_at = time.monotonic()
        self._known, self._hear = known, hear
        self._transport: asyncio.Transport | None = None
        self._answers: set[asyncio.Future[Answer]] = set()

    def ask(self, event: str, *given: object) -> "asyncio.Future[Answer]":
        """Send an event; the future is its answer. ConnectionError when the connection ends first."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        if self.gone.is_set():
            answer.set_exception(ConnectionResetError())
            return answer
        self._answers.add(answer)
        answer.add_done_callback(self._answers.discard)
        self.request(partial(_settle, answer), event, *given)
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
        for answer in [self.admitted, *self._answers]:
            if not answer.done():
                answer.set_exception(ConnectionResetError())
                answer.exception()  # marks the exception as retrieved: no task may be waiting any more

    def data_received(self, data: bytes) -> None:
        """Received bytes, in pieces of any size."""
        self.heard_at = time.monotonic()
        self.feed(data)

    # -- the session's side ------------------------------------------------------------------------------------------

    def write(self, data: bytes) -> None:
        """Send bytes, unless the connection has ended."""
        if self._transport is not None and not self.gone.is_set():
            self._transport.write(data)

    def event(self, raw: bytes, text: bytes) -> None:
        """An event arrived."""
        self._hear(*self._known.event(text))

    def joined(self) -> None:
        """The server admitted the connection."""
        if not self.admitted.done():
            self.admitted.set_result(None)

    def refused(self, reason: str) -> None:
        """The server refused the connection."""
        if not self.admitted.done():
            self.admitted.set_exception(Refused(reason))
        self.hang_up()

    def closed(self) -> None:
        """The server closed the connection."""
        self.hang_up()


def _settle(answer: "asyncio.Future[Answer]", value: object) -> None:
    if not answer.done():
        answer.set_result(value)


async def until_gone(line: WebsocketConnection) -> None:
    """Wait until the connection has ended, and close it when nothing arrives any more."""
    while not line.gone.is_set():
        with suppress(TimeoutError):
            async with asyncio.timeout(SILENCE_SECONDS / 4):  # not wait_for, which may swallow a cancellation
                await line.gone.wait()
        if line.is_dead:
            line.hang_up()
