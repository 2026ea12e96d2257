"""A faulty network: a TCP proxy on loopback that cuts, holds back, delays, slices or loses the clients' bytes."""

import asyncio
import random
from contextlib import suppress

from tests.tools.pace import scaled

PIECE = 65_536


class _Pipe:
    """One client's connection. It counts the bytes that it held back, so that a fault without effect is noticed."""

    def __init__(self) -> None:
        self.writers: list[asyncio.StreamWriter] = []
        self.flows = asyncio.Event()
        self.flows.set()
        self.slices = self.loses = False
        self.wait = 0.0
        self.met = 0

    def cut(self) -> None:
        """Reset both ends."""
        for writer in self.writers:
            writer.transport.abort()


class Proxy:
    """Listens on `port` and forwards to `behind`. A fault affects a share of the connections and ends after its
    time."""

    def __init__(self, port: int, behind: int, chance: random.Random) -> None:
        self.port, self._behind, self._chance = port, behind, chance
        self._pipes: set[_Pipe] = set()
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Start to listen."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, backlog=512)

    async def close(self) -> None:
        """Close all connections."""
        assert self._server is not None
        self._server.close()
        self.cut(1.0)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut(self, share: float) -> int:
        """Reset some connections; how many."""
        chosen = self._some(share)
        for pipe in chosen:
            pipe.cut()
        return len(chosen)

    async def stall(self, share: float, seconds: float) -> int:
        """Hold all bytes back for a while, then send them."""
        return await self._during(
            self._some(share), seconds, lambda pipe, on: pipe.flows.clear() if on else pipe.flows.set()
        )

    async def slice(self, share: float, seconds: float) -> int:
        """Pass a few bytes at a time."""
        return await self._during(self._some(share), seconds, lambda pipe, on: setattr(pipe, "slices", on))

    async def delay(self, share: float, seconds: float, wait: float) -> int:
        """Delay each piece."""
        return await self._during(self._some(share), seconds, lambda pipe, on: setattr(pipe, "wait", wait * on))

    async def lose_answers(self, share: float, seconds: float) -> int:
        """Drop what the server sends and forward what it receives; then reset the connections, as TCP would in the
        end."""
        chosen = self._some(share)
        met = await self._during(chosen, seconds, lambda pipe, on: setattr(pipe, "loses", on or pipe.loses))
        for pipe in chosen:
            pipe.cut()
        return met

    async def _during(self, chosen: list[_Pipe], seconds: float, turn: object) -> int:
        assert callable(turn)
        for pipe in chosen:
            pipe.met = 0
            turn(pipe, True)
        await asyncio.sleep(seconds)
        for pipe in chosen:
            turn(pipe, False)
        return sum(1 for pipe in chosen if pipe.met)

    def _some(self, share: float) -> list[_Pipe]:
        pipes = list(self._pipes)
        return self._chance.sample(pipes, min(len(pipes), max(1, round(share * len(pipes)))))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        pipe = _Pipe()
        pipe.writers.append(writer)
        try:
            back, forth = await asyncio.open_connection("127.0.0.1", self._behind)
            pipe.writers.append(forth)
            self._pipes.add(pipe)
            both = [
                asyncio.create_task(_hand_on(reader, forth, pipe, False)),
                asyncio.create_task(_hand_on(back, writer, pipe, True)),
            ]
            try:
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
                await asyncio.wait(both, timeout=scaled(0.5))  # data that was sent before the end still arrives
            finally:
                for one in both:
                    one.cancel()
                await asyncio.gather(*both, return_exceptions=True)
        except (OSError, asyncio.CancelledError):
            pass  # the proxy itself is closing: no caller awaits this task
        finally:
            self._pipes.discard(pipe)
            pipe.cut()


async def _hand_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pipe: _Pipe, answers: bool) -> None:
    with suppress(OSError):
        while data := await reader.read(PIECE):
            pipe.met += 1
            if not pipe.flows.is_set():
                await pipe.flows.wait()
            if pipe.wait:
                await asyncio.sleep(pipe.wait)
            if pipe.loses and answers:
                continue
            if pipe.slices:
                await _in_slices(writer, data)
            else:
                writer.write(data)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()


async def _in_slices(writer: asyncio.StreamWriter, data: bytes) -> None:
    """The first hundred bytes three at a time, because headers are sensitive to it; the rest in a few larger pieces."""
    for start in range(0, min(len(data), 99), 3):
        writer.write(data[start : start + 3])
        await asyncio.sleep(0)
    for start in range(99, len(data), 1500):
        writer.write(data[start : start + 1500])
        await asyncio.sleep(0.001)
