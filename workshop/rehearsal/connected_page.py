"""An open page as a client: its cookies, its connection, the shapes that it has received, and an outbox that retries
without end.

It is the base of the simulated phone, screen and console. A page that lost its connection reconnects; a command is sent
again under its idempotency key until it is answered.
"""

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from workshop.client.browser import AWAY, Browser, FetchedPage, Unexpected, origin_of
from workshop.client.connection import Known, Refused, WebsocketConnection, dial, until_gone
from workshop.client.protocol import new_key
from workshop.contract.base import PROTOCOL
from workshop.rehearsal.journal import Journal

T = TypeVar("T")
ANSWER_SECONDS = 5.0
SOONEST, LATEST = 0.3, 2.0
"""Seconds before a page tries again: the first time, and the maximum."""
AGAIN = {"too_fast": 2.0, "slow_down": 1.0, "server": 1.0, "disk_full": 2.0, "ideas_paused": 1.0}
"""Refusals that ask to try again, with the seconds to wait."""
BROWSERS_AT_ONCE = 12
OWN = ("me", "mine", "ballot", "dealt")
"""Kinds that come in `yours` and are no part of a snapshot's `put`."""

Store = dict[str, dict[str, Any]]


@dataclass
class RehearsalHall:
    """What all participants of one rehearsal share."""

    chance: random.Random
    journal: Journal = field(default_factory=Journal)
    known: Known = field(default_factory=Known)
    threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(BROWSERS_AT_ONCE, "browser"))

    async def browse(self, fn: Callable[..., FetchedPage], *args: Any) -> FetchedPage:
        """Fetch a page in a thread; tries again until a server answers."""
        loop, wait = asyncio.get_running_loop(), SOONEST
        while True:
            try:
                answer = await loop.run_in_executor(self.threads, fn, *args)
            except AWAY:
                await asyncio.sleep(self.spread(wait))
                wait = min(LATEST, wait * 2)
                continue
            self.journal.heard_at = time.monotonic()
            return answer

    def spread(self, seconds: float) -> float:
        """The delay with jitter (50 to 150 %), so that a hundred pages do not reconnect in the same moment."""
        return seconds * self.chance.uniform(0.5, 1.5)


class Page:
    """One page. `open` it, then run `stay` beside its other tasks."""

    kind = "phone"

    def __init__(self, hall: RehearsalHall, name: str, language: str = "fi") -> None:
        self.hall, self.name = hall, name
        self.browser = Browser(language)
        self.boot: dict[str, Any] = {}
        self.base = ""
        self.store: Store = {}
        self._line: WebsocketConnection | None = None
        self._up = asyncio.Event()
        self._gone_at = 0.0
        """when the connection was last lost, on time.monotonic's clock; 0 before that"""
        self._place = ("", "", -1)
        self._watched: list[tuple[Callable[[], Any], asyncio.Future[Any]]] = []

    def starts_from(self, page: FetchedPage) -> None:
        """Read the boot block of an opened page. Raises Unexpected when the page has none of this kind."""
        boot = page.boot
        if boot is None or boot.get("page") != self.kind:
            raise Unexpected(f"the {self.kind} page answered {page.status} without what its script starts from")
        self.boot, self.base = boot, origin_of(page.url)

    # -- the connection ----------------------------------------------------------------------------------------------

    async def stay(self) -> None:
        """Keep a connection open until cancelled."""
        wait, first = SOONEST, True
        while True:
            try:
                self._line = await dial(
                    self.base, self._auth(), self.browser.cookie_header, self.hall.known, self._hear
                )
            except (OSError, TimeoutError, Refused) as error:
                if isinstance(error, Refused) and str(error) in ("out", "reload"):
                    raise Unexpected(f"the line of the {self.kind} was refused: {error}") from None
                await asyncio.sleep(self.hall.spread(wait))
                wait = min(LATEST, wait * 2)
                continue
            if not first:
                self.hall.journal.reconnections += 1
            wait, first = SOONEST, False
            self._line.emit("sync")
            await self._while_up(self._line)
            await asyncio.sleep(self.hall.spread(wait))

    async def _while_up(self, line: WebsocketConnection) -> None:
        if self._gone_at:
            self.hall.journal.away.append(time.monotonic() - self._gone_at)
        self._up.set()
        try:
            await until_gone(line)
        finally:
            self._gone_at = time.monotonic()
            self._up.clear()
            line.hang_up()

    def lose_line(self) -> None:
        """Drop the connection, as a lost network does."""
        if self._line is not None:
            self._line.hang_up()

    @property
    def is_up(self) -> bool:
        """Whether it has a connection."""
        return self._up.is_set()

    @property
    def heard_at(self) -> float:
        """When anything last arrived on the connection, on time.monotonic's clock."""
        return 0.0 if self._line is None else self._line.heard_at

    def _auth(self) -> dict[str, Any]:
        return {"v": PROTOCOL, "page": self.kind, "forum": self.boot["forum"], "token": self.boot.get("token", "")}

    # -- sending -------------------------------------------------------------------------------------------------------

    async def tell(self, verb: str, timed: bool = False, **body: Any) -> dict[str, Any]:
        """Send one command until it is answered: acknowledged, or refused for good."""
        journal = self.hall.journal
        entry = journal.begin(self.name, verb, new_key(), body, timed)
        while True:
            line = await self._open_line()
            journal.sent(entry)
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    answer: dict[str, Any] = await line.ask("do", verb, {**body, "key": entry.key})
            except ConnectionError:
                journal.cut(entry)
                continue
            except TimeoutError:
                journal.cut(entry)
                line.hang_up()
                continue
            if answer["ok"] or answer.get("code") not in AGAIN:
                journal.answered(entry, answer)
                return answer
            journal.again(entry)
            await asyncio.sleep(self.hall.spread(AGAIN[answer["code"]]))

    async def _open_line(self) -> WebsocketConnection:
        while True:
            await self._up.wait()
            if self._line is not None and not self._line.gone.is_set():
                return self._line
            await asyncio.sleep(0.01)  # `stay` is about to notice

    def signal(self, **facts: Any) -> None:
        """Send something that may be lost."""
        if self._line is not None and self._up.is_set():
            self._line.emit("signal", facts)

    # -- receiving -----------------------------------------------------------------------------------------------------

    def _hear(self, event: str, data: Any) -> None:
        if event == "frame":
            self._frame(data)
        elif event == "snapshot":
            self._place = (data["stream"], data["epoch"], data["n"])
            self.store = {kind: dict(shapes) for kind, shapes in data["put"].items()} | {
                kind: self.store.get(kind, {}) for kind in OWN
            }
            self._put(data.get("yours", {}))
        elif event == "yours":
            self._put(data["put"])
        self.news(event, data)
        self._look_again()

    def _frame(self, frame: dict[str, Any]) -> None:
        stream, epoch, n = self._place
        if n < 0:
            return  # the snapshot that is on its way includes it
        if (frame["stream"], frame["epoch"]) != (stream, epoch) or frame["n"] > n + 1:
            self._place = ("", "", -1)
            if self._line is not None:
                self._line.emit("sync")
            return
        if frame["n"] <= n:
            return
        self._place = (stream, epoch, frame["n"])
        self._put(frame["put"])
        for kind, things in frame["drop"].items():
            for thing in things:
                self.store.get(kind, {}).pop(str(thing), None)

    def _put(self, put: dict[str, dict[str, Any]]) -> None:
        for kind, shapes in put.items():
            self.store.setdefault(kind, {}).update(shapes)

    def news(self, event: str, data: Any) -> None:
        """For subclasses that need more of the events than the store."""

    # -- reading the store ---------------------------------------------------------------------------------------------

    @property
    def forum(self) -> dict[str, Any]:
        """The forum, or {} before the first snapshot."""
        return next(iter(self.store.get("forum", {}).values()), {})

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The agenda, in its order."""
        return sorted(self.store.get("activity", {}).values(), key=lambda step: int(step["position"]))

    def step(self, activity: int) -> dict[str, Any]:
        """One activity as it is now."""
        return dict(self.store.get("activity", {}).get(str(activity), {}))

    async def see(self, look: Callable[[], T]) -> T:
        """Wait until `look()` returns something true; it is called after every event."""
        found = look()
        if found:
            return found
        waiting: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._watched.append((look, waiting))
        return await waiting

    def _look_again(self) -> None:
        if not self._watched:
            return
        still = []
        for look, waiting in self._watched:
            if waiting.done():
                continue
            found = look()
            if found:
                waiting.set_result(found)
            else:
                still.append((look, waiting))
        self._watched = still
