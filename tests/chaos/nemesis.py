"""The nemesis: causes faults, ends them, and says whether each had an effect. A seeded random generator drives it, so a
plan can be run again."""

import asyncio
import json
import random
import signal
import socket
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from tests.chaos.clients import Page
from tests.chaos.journal import Ear
from tests.chaos.proxy import Proxy
from tests.chaos.room import Room
from tests.chaos.server import Victim, clock_shifter
from tests.tools.pace import limit, scaled
from workshop.client.connection import Refused, dial
from workshop.contract.base import PROTOCOL

POINTS = ("before the commit", "after the commit", "before the frame")
CRASHED = 86
TRIES = 3
GARBAGE = (
    b"\x00\xff\xfe" * 50,
    b"",
    b"4",
    b"9",
    b"4zzz",
    b"42[",
    b'42["do"]',
    b'42["do",1,2,3]',
    b'420["do","idea.add",null]',
    b'4211["connect",{}]',
    b'451-["do",{"_placeholder":true,"num":0}]',
    b'42["do","ballot.set",' + b"[" * 3000,
    b"42" + b"x" * 20_000,
    b"40",
    b'43999["ok"]',
    b"6" * 900,
    b'42["do","idea.add",{"text":"\\ud800"}]',
    b'42["sync",' + b"9" * 5000 + b"]",
)


class Nemesis:
    """Plans and causes the faults of one round."""

    def __init__(self, victim: Victim, proxy: Proxy, room: Room, chance: random.Random) -> None:
        self.victim, self.proxy, self.room, self.chance = victim, proxy, room, chance
        self.journal = room.hall.journal
        self.kills = 0
        self.met: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self.healed = 0.0
        self._readers: list[socket.socket] = []
        self.kinds: dict[str, Callable[[], Awaitable[bool]]] = {
            "kill": self.kill,
            "point 0": self.point(0),
            "point 1": self.point(1),
            "point 2": self.point(2),
            "restart": self.restart,
            "pause": self.pause,
            "cut": self.cut,
            "stall": self.stall,
            "slice": self.slice,
            "delay": self.delay,
            "lost answers": self.lose,
            "disk full": self.disk,
            "locked": self.lock,
            "slow reader": self.slow_reader,
            "malformed": self.malformed,
            "flood": self.flood,
        }
        if clock_shifter():
            self.kinds["clock"] = self.clock

    def plan(self, weights: dict[str, int]) -> list[str]:
        """The order of the faults: so many of each kind, shuffled."""
        kinds = [kind for kind, times in weights.items() if kind in self.kinds for _ in range(times)]
        self.chance.shuffle(kinds)
        return kinds

    async def strike(self, kind: str) -> None:
        """Cause one kind of fault until it has an effect: while a vote is closed it may find no client busy."""
        for _ in range(TRIES):
            if await self._once(kind):
                return

    async def _once(self, kind: str) -> bool:
        """Cause a fault once, after clients have recovered from the last one and a command has been acknowledged
        since."""
        await self._quiet()
        began = time.monotonic()
        self.journal.tell("fault", kind=kind, begin=began)
        met = bool(await self.kinds[kind]())
        self.healed = time.monotonic()
        self.done[kind] += 1
        self.met[kind] += met
        self.journal.tell("healed", kind=kind, met=met, seconds=self.healed - began)
        return met

    async def _quiet(self) -> None:
        before, end = self.journal.counts["ok"], time.monotonic() + limit(8)
        pages = self.room.pages
        while time.monotonic() < end:
            up = sum(page.is_up for page in pages)
            if up >= 0.9 * len(pages) and self.journal.counts["ok"] >= before + len(pages):
                break
            await asyncio.sleep(0.02)
        self.room.check()
        await asyncio.sleep(self.chance.uniform(0, 0.5))

    # -- the process -------------------------------------------------------------------------------------------------

    async def kill(self) -> bool:
        """kill -9 while commands are pending, then start again."""
        on_their_way = await self._outstanding()
        self.victim.process.send_signal(signal.SIGKILL)  # type: ignore[union-attr]
        self.kills += 1
        await self.victim.again(signal.SIGKILL)
        return on_their_way > 0

    def point(self, which: int) -> Callable[[], Awaitable[bool]]:
        """The server ends its process at a named point in its code, some passes after its start."""

        async def crash() -> bool:
            self.kills += 2
            await self.victim.again(signal.SIGKILL, CRASH_AT=f"{POINTS[which]}:{self.chance.randint(2, 30)}")
            code = await self.victim.died(20)
            await self.victim.again(signal.SIGKILL)
            return code == CRASHED

        return crash

    async def restart(self) -> bool:
        """SIGTERM, as for an update."""
        await self._outstanding()
        await self.victim.again(signal.SIGTERM)
        return True

    async def clock(self) -> bool:
        """Restart with a clock that is wrong by an hour."""
        shift = self.chance.choice(("+3600", "-3600"))
        self.kills += 1
        await self.victim.again(signal.SIGKILL, LD_PRELOAD=clock_shifter(), FAKETIME=shift)
        self.victim.starts.pop()  # the time that this library takes is not the server's
        acknowledged = self.journal.counts["ok"]
        await self._quiet()
        told = await self._server_clock()
        await self.victim.again(signal.SIGKILL)
        self.kills += 1
        return self.journal.counts["ok"] > acknowledged and abs(told / 1000 - time.time()) > 1800

    async def pause(self) -> bool:
        """Stop the process for a while (SIGSTOP)."""
        self.victim.process.send_signal(signal.SIGSTOP)  # type: ignore[union-attr]
        try:
            await asyncio.sleep(0.3)  # data that was already on its way
            before = self.journal.counts["ok"]
            await asyncio.sleep(self.chance.uniform(0.7, 2.5))
            return self.journal.counts["ok"] == before
        finally:
            self.victim.process.send_signal(signal.SIGCONT)  # type: ignore[union-attr]

    # -- the network -------------------------------------------------------------------------------------------------

    async def cut(self) -> bool:
        """Reset some connections."""
        return self.proxy.cut(self.chance.uniform(0.1, 1.0)) > 0

    async def stall(self) -> bool:
        """Hold some connections back."""
        return await self.proxy.stall(self.chance.uniform(0.2, 1.0), self.chance.uniform(0.3, 2.0)) > 0

    async def slice(self) -> bool:
        """Pass a few bytes at a time on some connections."""
        return await self.proxy.slice(self.chance.uniform(0.1, 0.3), self.chance.uniform(0.3, 1.0)) > 0

    async def delay(self) -> bool:
        """Delay some connections."""
        return (
            await self.proxy.delay(
                self.chance.uniform(0.2, 0.6), self.chance.uniform(0.3, 1.0), self.chance.uniform(0.05, 0.3)
            )
            > 0
        )

    async def lose(self) -> bool:
        """Requests arrive and answers are lost: every command must be sent again under its key."""
        before = self.journal.counts["unknown"]
        await self.proxy.lose_answers(self.chance.uniform(0.3, 1.0), self.chance.uniform(0.2, 0.8))
        await asyncio.sleep(0.05)
        return self.journal.counts["unknown"] > before

    # -- the disk ----------------------------------------------------------------------------------------------------

    async def disk(self) -> bool:
        """No file may grow, as on a full disk; the server must recover without a restart."""
        before, troubled = self.journal.codes["disk_full"], self.journal.troubled
        self.victim.fill_disk(True)
        try:
            await asyncio.sleep(self.chance.uniform(0.6, 1.5))
        finally:
            self.victim.fill_disk(False)
        return self.journal.codes["disk_full"] > before and self.journal.troubled > troubled

    async def lock(self) -> bool:
        """Another process holds the database's lock; no command may be acknowledged meanwhile."""
        seconds = self.chance.choice((0.5, 1.0, 1.5, 6.0)) if self.chance.random() < 0.5 else 0.7
        other = await asyncio.create_subprocess_exec(
            "/usr/bin/env",
            "python3",
            "-c",
            _HOLD,
            str(self.victim.folder / "forum.db"),
            str(seconds),
            stdout=asyncio.subprocess.PIPE,
        )
        assert other.stdout is not None
        held = (await other.stdout.readline()).strip() == b"held"
        await asyncio.sleep(0.15)  # answers that were on their way
        before = self.journal.counts["ok"]
        await asyncio.sleep(max(0.0, seconds - 0.3))
        silent = self.journal.counts["ok"] == before
        await other.wait()
        return held and silent

    # -- hostile clients ---------------------------------------------------------------------------------------------

    async def slow_reader(self) -> bool:
        """A client that joins and never reads."""
        page, line = self.room.screen, socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.setblocking(False)
        loop, host = asyncio.get_running_loop(), f"127.0.0.1:{self.victim.port}"
        try:
            await loop.sock_connect(line, ("127.0.0.1", self.victim.port))
            hello = f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\n"
            hello += "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            hello += (
                f"Sec-WebSocket-Key: {'A' * 22}==\r\nSec-WebSocket-Version: 13\r\nOrigin: {self.victim.base}\r\n\r\n"
            )
            await loop.sock_sendall(line, hello.encode())
            opened = await loop.sock_recv(line, 200)
            auth = {"v": PROTOCOL, "page": "screen", "forum": page.boot["forum"], "token": page.boot["token"]}
            await loop.sock_sendall(line, _masked(b"40" + json.dumps(auth).encode()))
            await asyncio.sleep(0.1)
            for _ in range(20):
                await loop.sock_sendall(line, _masked(b'42["sync"]'))
        except OSError:
            return False
        finally:
            self._readers.append(line)
        await asyncio.sleep(0.3)
        return b" 101 " in opened

    async def malformed(self) -> bool:
        """Packets that break the protocol, each on a connection that has joined."""
        phone, heard = self.chance.choice(self.room.phones), 0
        for garbage in self.chance.sample(GARBAGE, 6):
            try:
                line = await self._dial(phone)
            except (OSError, TimeoutError, Refused):
                continue
            line.say(garbage) if len(garbage) < 65_000 else None
            await asyncio.sleep(0.05)
            line.hang_up()
            heard += 1
        return heard > 0

    async def flood(self) -> bool:
        """One client sends as fast as it can; the server must cut this connection and no other."""
        try:
            line = await self._dial(self.chance.choice(self.room.phones))
        except (OSError, TimeoutError, Refused):
            return False
        for number in range(400):
            line.emit("signal", {"writing": True})
            if number % 20 == 19:
                await asyncio.sleep(0)
                if line.gone.is_set():
                    break
        with suppress(TimeoutError):
            async with asyncio.timeout(scaled(3)):
                await line.gone.wait()
        cut = line.gone.is_set()
        line.hang_up()
        return cut

    def leave(self) -> None:
        """Close everything that it opened."""
        for line in self._readers:
            line.close()

    # -- helpers -----------------------------------------------------------------------------------------------------

    async def _dial(self, page: Page) -> Any:
        """Open one more connection with a phone's cookie, straight to the server."""
        auth = {"v": PROTOCOL, "page": page.kind, "forum": page.boot["forum"], "token": ""}
        ear: Any = Ear(self.journal, page.name + "/second")
        return await dial(self.victim.base, auth, page.browser.cookie_header, ear, lambda event, data: None)

    async def _server_clock(self) -> int:
        """The server's time, from a snapshot."""
        told: list[int] = []
        page = self.room.screen
        auth = {"v": PROTOCOL, "page": "screen", "forum": page.boot["forum"], "token": page.boot["token"]}
        ear: Any = Ear(self.journal, "clock")
        try:
            line = await dial(
                self.victim.base,
                auth,
                "",
                ear,
                lambda event, data: told.append(data["now"]) if event == "snapshot" else None,
            )
        except (OSError, TimeoutError, Refused):
            return int(time.time() * 1000)
        line.emit("sync")
        await asyncio.sleep(0.5)
        line.hang_up()
        return told[0] if told else int(time.time() * 1000)

    async def _outstanding(self) -> int:
        """Wait for pending commands, then a moment more, so that the fault comes before they are read, while they are
        written or while they are answered."""
        end = time.monotonic() + limit(3)
        while not self.journal.outstanding and time.monotonic() < end:
            await asyncio.sleep(0)
        await asyncio.sleep(self.chance.uniform(0, 0.004))
        return len(self.journal.outstanding)


_HOLD = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=5)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
db.execute("ROLLBACK")
"""


def _masked(payload: bytes) -> bytes:
    """One websocket frame as a client sends it."""
    size = len(payload)
    head = bytes((0x81, 0x80 | size)) if size < 126 else bytes((0x81, 0xFE)) + size.to_bytes(2, "big")
    return head + b"\0\0\0\0" + payload
