"""Simulated phones, screens and consoles that connect through the faulty proxy. The journal records everything they
send and receive."""

import asyncio
import hashlib
import json
import random
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urljoin

from tests.chaos.journal import Ear, Journal, Op
from tests.tools.pace import scaled
from workshop.client.browser import AWAY, Browser, FetchedPage, find_form, origin_of
from workshop.client.connection import Refused, WebsocketConnection, dial
from workshop.contract.base import PROTOCOL

ANSWER_SECONDS = scaled(4.0)
SOONEST, LATEST = 0.15, 1.0
AGAIN = {"too_fast": 1.5, "slow_down": 0.5, "server": 0.5, "disk_full": 0.5}
OWN = ("me", "mine", "ballot", "dealt")
GIVES_UP = 0.08
"""The share of commands with an unknown outcome that is never sent again: the person closed the page."""


class Hall:
    """What all clients of a round share."""

    def __init__(self, journal: Journal, seed: int) -> None:
        self.journal, self.chance = journal, random.Random(seed)
        self.threads = ThreadPoolExecutor(12, "browser")
        self.over = asyncio.Event()

    async def browse(self, fn: Callable[..., FetchedPage], *args: Any) -> FetchedPage:
        """Fetch a page; tries again until a server answers."""
        while True:
            try:
                answer = await asyncio.get_running_loop().run_in_executor(self.threads, fn, *args)
                if answer.status < 500:
                    return answer
            except AWAY:
                pass
            await asyncio.sleep(self.chance.uniform(SOONEST, LATEST))


class Page:
    """One open page that always reconnects."""

    kind = "screen"

    def __init__(self, hall: Hall, name: str, link: str) -> None:
        self.hall, self.name, self.link, self.journal = hall, name, link, hall.journal
        self.browser = Browser("fi")
        self.boot: dict[str, Any] = {}
        self.base = ""
        self.store: dict[str, dict[str, Any]] = {}
        self._line: WebsocketConnection | None = None
        self._up = asyncio.Event()
        self._place = ("", "", -1)
        self._staying: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """From the link to the first snapshot."""
        page = await self._first_page()
        assert page.boot is not None and page.boot["page"] == self.kind, f"{self.name}: {page.status}"
        self.boot, self.base = page.boot, origin_of(page.url)
        self._staying = asyncio.create_task(self._stay())
        while not self.store:
            await asyncio.sleep(0.02)
            self.check()

    async def _first_page(self) -> FetchedPage:
        return await self.hall.browse(self.browser.get, self.link)

    def check(self) -> None:
        """Raises the error that ended this page for good, if any."""
        if self._staying is not None and self._staying.done() and not self._staying.cancelled():
            self._staying.result()

    def close(self) -> None:
        """Close the page."""
        if self._staying is not None:
            self._staying.cancel()
        self.lose_line()

    # -- the line ----------------------------------------------------------------------------------------------------

    async def _stay(self) -> None:
        wait = SOONEST
        while True:
            auth = {"v": PROTOCOL, "page": self.kind, "forum": self.boot["forum"], "token": self.boot.get("token", "")}
            ear: Any = Ear(self.journal, self.name)
            try:
                self._line = await dial(self.base, auth, self.browser.cookie_header, ear, self._hear)
            except (OSError, TimeoutError, Refused) as error:
                if isinstance(error, Refused) and str(error) in ("out", "reload", "host"):
                    self.journal.tell("put_out", who=self.name, why=str(error))
                    if str(error) == "reload" and not self.store:
                        raise  # it speaks another protocol and would wait for ever to come in
                await asyncio.sleep(self.hall.chance.uniform(wait / 2, wait))
                wait = min(LATEST, wait * 2)
                continue
            wait, self._place = SOONEST, ("", "", -1)
            self.journal.line(self.name, True)
            self._line.emit("sync")
            self._up.set()
            try:
                await self._line.gone.wait()
            finally:
                self._up.clear()
                self._line.hang_up()
                self.journal.line(self.name, False)

    @property
    def is_up(self) -> bool:
        """Whether it has a connection and a snapshot."""
        return self._up.is_set() and self._place[2] >= 0

    def lose_line(self) -> None:
        """Drop the connection, as a phone does that leaves the network."""
        if self._line is not None:
            self._line.hang_up()

    # -- saying ------------------------------------------------------------------------------------------------------

    def plan(self, verb: str, **body: Any) -> Op:
        """A command with its key, not sent yet."""
        return self.journal.op(self.name, verb, secrets.token_urlsafe(12), body)

    async def send(self, op: Op) -> dict[str, Any] | None:
        """Send it once. The answer, or None when the outcome is unknown."""
        while self._line is None or self._line.gone.is_set() or not self._up.is_set():
            await self._up.wait()
            await asyncio.sleep(0.01)
        line, sending = self._line, self.journal.invoke(op)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                answer: dict[str, Any] = await line.ask("do", op.verb, {**op.body, "key": op.key})
        except (ConnectionError, TimeoutError) as error:
            self.journal.unknown(op, sending)
            if isinstance(error, TimeoutError):
                line.hang_up()
            return None
        self.journal.answered(op, sending, answer)
        return answer

    async def settle(self, op: Op) -> dict[str, Any]:
        """Send it until it is answered, or now and then give up. The answer, or one that says that it gave up."""
        while True:
            answer = await self.send(op)
            if answer is None and self.hall.chance.random() < GIVES_UP:
                return {"ok": False, "code": "gave up"}
            if answer is not None and (answer["ok"] or answer["code"] not in AGAIN or self.hall.over.is_set()):
                return answer
            await asyncio.sleep(AGAIN[answer["code"]] if answer else 0)

    async def do(self, verb: str, **body: Any) -> dict[str, Any]:
        """Send one command until it is answered."""
        return await self.settle(self.plan(verb, **body))

    # -- hearing -----------------------------------------------------------------------------------------------------

    def _hear(self, event: str, data: Any) -> None:
        if event == "frame":
            self._frame(data)
        elif event == "snapshot":
            self._place = (data["stream"], data["epoch"], data["n"])
            self.store = {kind: dict(things) for kind, things in data["put"].items()} | {
                kind: self.store.get(kind, {}) for kind in OWN
            }
            self._put(data.get("yours", {}))
        elif event == "yours":
            self._put(data["put"])
        elif event == "trouble" and not data["saving"]:
            self.journal.troubled += 1

    def _frame(self, frame: dict[str, Any]) -> None:
        stream, epoch, n = self._place
        if n < 0 or (frame["epoch"] == epoch and frame["n"] <= n):
            return
        if (frame["stream"], frame["epoch"], frame["n"]) != (stream, epoch, n + 1):
            self._place = ("", "", -1)
            if self._line is not None:
                self._line.emit("sync")
            return
        self._place = (stream, epoch, frame["n"])
        self._put(frame["put"])
        for kind, things in frame["drop"].items():
            for thing in things:
                self.store.get(kind, {}).pop(str(thing), None)

    def _put(self, put: dict[str, dict[str, Any]]) -> None:
        for kind, things in put.items():
            self.store.setdefault(kind, {}).update(things)

    # -- seeing ------------------------------------------------------------------------------------------------------

    @property
    def forum(self) -> dict[str, Any]:
        """The forum as last received."""
        return next(iter(self.store.get("forum", {}).values()), {})

    def step(self, position: int) -> dict[str, Any]:
        """The activity at this place of the agenda."""
        return next(step for step in self.store["activity"].values() if step["position"] == position)

    def fingerprint(self) -> str:
        """A hash of the shapes that must be equal for all pages of this stream."""
        shared = {kind: things for kind, things in self.store.items() if things and kind not in (*OWN, "presence")}
        return hashlib.sha256(json.dumps(shared, sort_keys=True).encode()).hexdigest()[:16]


class Phone(Page):
    """A participant, with the page kind and the cookies of a phone."""

    kind = "phone"

    def __init__(self, hall: Hall, name: str, link: str) -> None:
        super().__init__(hall, name, link)
        self.mine: list[int] = []
        self.ballots = 0
        self._who = 0

    async def _first_page(self) -> FetchedPage:
        page = await super()._first_page()
        while page.boot is None:
            form = find_form(page, "join")
            fields = {**form.fields, "language": "fi"}
            page = await self.hall.browse(self.browser.post, urljoin(page.url, form.action), fields)
        return page

    def _hear(self, event: str, data: Any) -> None:
        super()._hear(event, data)
        me = next(iter(self.store.get("me", {}).values()), None)
        if me is not None and me["id"] != self._who:
            self._who = me["id"]
            self.journal.tell("me", who=self.name, id=self._who)


class Console(Page):
    """A facilitator's page."""

    kind = "console"

    async def download(self) -> bytes:
        """The forum's JSON, as a facilitator downloads it."""
        address = urljoin(self.base, f"/office/forum/{self.boot['ref']}/download/json")
        return (await self.hall.browse(self.browser.download, address)).body
