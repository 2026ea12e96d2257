"""A proxy on loopback that acts as those of hotels and banks: plain requests pass; websockets are refused immediately,
never answered, or accepted and then left without a word from the server.

    with ClosedRoad("refuse", behind=8000) as road: …  # http://127.0.0.1:<road.port>

It runs in a separate thread and ends with the block. `polls` counts the polling requests that passed.
"""

import asyncio
import threading
from contextlib import suppress
from types import TracebackType
from typing import Literal, Self

from tests.tools.pace import limit

PIECE = 65_536
HEAD_END = b"\r\n\r\n"


class ClosedRoad:
    """Listens on a free `port` of 127.0.0.1 and forwards to the port `behind`."""

    def __init__(self, mode: Literal["refuse", "hang", "swallow"], behind: int) -> None:
        self.mode, self.behind, self.port, self.polls = mode, behind, 0, 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(limit(10))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(limit(10))

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._end = asyncio.Event()
        server = await asyncio.start_server(self._take, "127.0.0.1", 0, backlog=256)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._end.wait()
        server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            await self._one(await reader.readuntil(HEAD_END), reader, writer)
        writer.transport.abort()

    async def _one(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request for each connection, so that every head is seen."""
        upgrades = b"upgrade: websocket" in head.lower()
        if upgrades and self.mode != "swallow":
            if self.mode == "hang":
                await self._end.wait()
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
            return
        self.polls += b"transport=polling" in head
        lines = [
            line for line in head.removesuffix(HEAD_END).split(b"\r\n") if not line.lower().startswith(b"connection:")
        ]
        back, forth = await asyncio.open_connection("127.0.0.1", self.behind)
        forth.write(b"\r\n".join([*lines, b"Connection: Upgrade" if upgrades else b"Connection: close"]) + HEAD_END)
        up = asyncio.create_task(_pass(reader, forth))
        try:
            if upgrades:
                writer.write(await back.readuntil(HEAD_END))
                await self._end.wait()
            await _pass(back, writer)
        finally:
            up.cancel()
            forth.transport.abort()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(PIECE):
            writer.write(data)
            await writer.drain()
