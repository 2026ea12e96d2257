"""A hall under test: a server with an empty data folder, a forum with ideas, a console that leads it, and connected
phones.

With several processes on one database the phones connect to them in turn; forum and console are at the first process.
"""

import http.client
import json
import re
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workshop.bench.child_processes import BenchProcess, Failed
from workshop.bench.generator_loop import Poll
from workshop.bench.phone_connections import Heard, PhoneConnection
from workshop.bench.simulated_newcomers import let_in, sit_down
from workshop.client.browser import Browser
from workshop.client.protocol import new_key
from workshop.contract.base import PROTOCOL

IDEAS = 30
TEXT = "Iso valoisa aula, jossa vanhat laivat ja uudet unelmat kohtaavat, numero {}"
SETTINGS = {"dots": 3, "cap": 2, "of": "ideas"}
PATIENCE = 20
COPIED = 7.0
"""Seconds until the automatic backup that follows the end of an activity is finished, so that it does not disturb the
next vote."""
BURST = 34
"""Commands that one connection may send in a burst; after them the rate limiter allows ten a second."""


class BenchServer(BenchProcess):
    """`workshop serve` on loopback with an empty data folder."""

    def __init__(self, folder: Path, phones: int, **environ: str) -> None:
        data = folder / "data"
        super().__init__(
            [sys.executable, "-m", "workshop", "serve"],
            folder,
            WORKSHOP_DATA=str(data),
            WORKSHOP_HOST="127.0.0.1",
            PORT="0",
            WORKSHOP_PHONES=str(max(phones * 2 + 200, 1000)),
            WORKSHOP_LOG="warning",
            **environ,
        )
        self.data, self._announced = data, data / "run" / "server.json"
        self.until(self._announced.exists)
        self.until(lambda: "Ctrl-C" in self.said)
        about = json.loads(self._announced.read_text())
        self.number, self.key = urlsplit(about["url"]).port or 0, about["key"]
        self.base = f"http://127.0.0.1:{self.number}"

    def forum(self) -> dict[str, str]:
        """Create a forum; its addresses."""
        line = http.client.HTTPConnection("127.0.0.1", self.number, timeout=PATIENCE)
        headers = {"Content-Type": "application/json", "X-Workshop-Key": self.key}
        line.request("POST", "/admin/forum.create", json.dumps({"template": "forum-1"}), headers)
        answer = json.loads(line.getresponse().read())
        line.close()
        return dict(answer["done"])

    def organiser(self) -> Browser:
        """A browser that is signed in as the first organiser, through the one-time link."""
        found = re.search(r"/office/setup\?key=\S+", self.said)
        if found is None:
            raise Failed("the server told no one-time link")
        browser = Browser("en")
        page = browser.get(self.base + found[0])
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        given = {"called": "Bench", "email": "bench@example.org", "password": secrets.token_urlsafe(12)}
        browser.post(self.base + "/office/setup", {**hidden, **given})
        return browser


class Console:
    """The facilitator's connection, one command at a time."""

    def __init__(self, poll: Poll, server: BenchServer, browser: Browser, address: str) -> None:
        boot = browser.get(server.base + urlsplit(address).path + "?" + urlsplit(address).query).boot
        if boot is None:
            raise Failed("the console did not open")
        self._poll, self.heard, self.picture, self._said = poll, Heard(), dict[str, Any](), 0
        auth = {"v": PROTOCOL, "page": "console", "forum": boot["forum"], "token": ""}
        self.line = PhoneConnection(poll, server.number, 0, self.heard, auth, browser.cookie_header)
        self.line.hear_event = self._hear
        self.line.ready = lambda line: line.emit("sync")
        poll.run(lambda: bool(self.picture), PATIENCE)

    def do(self, verb: str, **body: Any) -> dict[str, Any]:
        """Send one command and return what it made. Raises Failed when it is refused."""
        answers: list[dict[str, Any]] = []
        self.line.ask(lambda answer, _when: answers.append(answer), "do", verb, {**body, "key": new_key()})
        self._poll.run(lambda: bool(answers), PATIENCE)
        if not answers or not answers[0]["ok"]:
            raise Failed(f"{verb} was refused: {answers} {self.heard.refused}")
        self._said += 1
        self._poll.rest(0.01 if self._said < BURST else 0.11)
        return dict(answers[0].get("made", {}))

    def _hear(self, event: str, data: Any) -> None:
        if event == "snapshot":
            self.picture = data


class BenchHall:
    """A server or several, the console, the ideas and the phones."""

    def __init__(self, poll: Poll, folder: Path, phones: int, processes: int = 1, **environ: str) -> None:
        self.poll, self.phones, self.heard = poll, phones, Heard()
        self.servers: list[BenchServer] = []
        self.lines: list[PhoneConnection] = []
        self.warm = self.full = 0
        """resident bytes of the server with a tenth of the phones connected, and with all"""
        try:
            for number in range(processes):
                self.servers.append(BenchServer(folder / str(number), phones, **environ))
            self.links = self.server.forum()
            self.join = urlsplit(self.links["join"]).path
            organiser = self.servers[-1].organiser()  # the newest one-time link is the valid one
            self.console = Console(poll, self.server, organiser, self.links["console"])
            self.forum = int(next(iter(self.console.picture["put"]["forum"].values()))["id"])
            self.ideas = self._write()
        except BaseException:
            self._stop()
            raise

    @property
    def server(self) -> BenchServer:
        """The first process."""
        return self.servers[0]

    def fill(self) -> None:
        """All phones join and connect. Memory is read with a tenth of them connected, and with all."""
        first = max(1, self.phones // 10)
        for part in (range(first), range(first, self.phones)):
            newcomers = let_in(self.poll, self.server.number, self.join, part)
            if wrong := [one.trouble for one in newcomers if one.trouble] or (
                ["some never came in"] if len(newcomers) < len(part) else []
            ):
                raise Failed(f"{len(wrong)} of {len(part)} could not come in: {wrong[0]}")
            for number, server in enumerate(self.servers):
                self.lines += sit_down(
                    self.poll, server.number, self.heard, newcomers[number :: len(self.servers)], self.forum
                )
                self.heard.forget()
            self.poll.rest(1.0)
            if not self.warm:
                self.warm = self.server.memory()
        self.full = self.server.memory()
        if self.heard.lost or self.heard.refused or not all(line.has_joined for line in self.lines):
            raise Failed(f"{self.heard.lost} lines were lost, {self.heard.refused[:3]}")

    @property
    def memory_per_phone(self) -> float:
        """Bytes of resident memory for each additional phone."""
        return (self.full - self.warm) / (self.phones - max(1, self.phones // 10))

    def new_vote(self) -> int:
        """Add and open an activity to vote in; its number."""
        prompt = {"fi": "Mikä on sinulle tärkeintä?"}
        step = int(
            self.console.do("activity.add", kind="dots", minutes=60, prompt=prompt, settings=SETTINGS)["activity"]
        )
        self.console.do("agenda.go", activity=step)
        self.poll.rest(COPIED)
        return step

    def close(self) -> None:
        """Stop the servers and close all connections."""
        self._stop()
        for line in [*self.lines, self.console.line]:
            line.close()

    def _stop(self) -> None:
        for server in self.servers:
            server.stop()

    def _write(self) -> list[str]:
        steps = sorted(self.console.picture["put"]["activity"].values(), key=lambda step: int(step["position"]))
        step = next(
            one["id"] for one in steps if one["settings"].get("votable") and one["settings"].get("style") == "open"
        )
        self.console.do("agenda.go", activity=step)
        made = [
            self.console.do("idea.enter", activity=step, text=TEXT.format(place), source="paper")
            for place in range(IDEAS)
        ]
        return [str(one["idea"]) for one in made]
