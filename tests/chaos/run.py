"""Rounds of chaos: starts a server process, runs clients through a faulty network, causes faults by a printed seed, and
runs the recount.

    python -m tests.chaos.run                       rounds until MINUTES are over
    python -m tests.chaos.run --seed 7 --rounds 1   the same plan of faults again

A fault without effect proves nothing: a run in which some kind of fault never had an effect fails. So does one in which
no command ended with an unknown outcome.
"""

import argparse
import asyncio
import json
import logging
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.chaos.clients import Console, Hall, Page
from tests.chaos.heard import EQUAL_SECONDS
from tests.chaos.journal import Journal
from tests.chaos.nemesis import Nemesis
from tests.chaos.proxy import Proxy
from tests.chaos.recount import recount
from tests.chaos.replay import Findings
from tests.chaos.room import Room
from tests.chaos.server import Victim
from tests.tools.pace import limit
from workshop.bench.postgres_and_redis import free_port

SHORT = {
    "kill": 3,
    "point 0": 1,
    "point 1": 1,
    "point 2": 1,
    "restart": 1,
    "pause": 1,
    "cut": 2,
    "stall": 1,
    "slice": 1,
    "delay": 1,
    "lost answers": 2,
    "disk full": 1,
    "locked": 1,
    "slow reader": 1,
    "malformed": 1,
    "flood": 1,
}
LONG = {
    "kill": 15,
    "point 0": 2,
    "point 1": 2,
    "point 2": 2,
    "restart": 2,
    "pause": 2,
    "cut": 9,
    "stall": 3,
    "slice": 2,
    "delay": 2,
    "lost answers": 8,
    "disk full": 2,
    "locked": 2,
    "slow reader": 2,
    "malformed": 2,
    "flood": 1,
    "clock": 1,
}
OFTEN_ENOUGH = 1 / 3
"""The share of each kind of fault that must have had an effect."""
PEOPLE = 36


@dataclass
class Sum:
    """The totals of all rounds."""

    kills: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    most: dict[str, float] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)

    def add(self, nemesis: Nemesis, findings: Findings, seed: int) -> None:
        """Add one round."""
        self.kills += nemesis.kills
        self.faults += nemesis.done
        self.met += nemesis.met
        for name, number in findings.numbers.items():
            if name in MOST:
                self.most[name] = max(number, self.most.get(name, 0))
            else:
                self.numbers[name] += int(number)
        self.found += [
            f"seed {seed}: {name}: {sentence}" for name, all_of in findings.found.items() for sentence in all_of[:5]
        ]

    def idle(self) -> list[str]:
        """Kinds of faults that had too little effect, and whether no outcome was ever unknown."""
        lazy = [
            f"{kind}: {self.met[kind]} of {times} met anything"
            for kind, times in self.faults.items()
            if self.met[kind] < max(1, OFTEN_ENOUGH * times)
        ]
        for name in (
            "unknown",
            "sent again",
            "told that the vote is closed",
            "told that another was quicker",
            "results shown",
            "ten times at once",
        ):
            if not self.numbers[name]:
                lazy.append(f"nothing was ever {name}")
        return lazy

    def told(self) -> str:
        """The report, in lines."""
        lines = [f"kills {self.kills}, faults {sum(self.faults.values())}"]
        lines += [
            "  "
            + ", ".join(f"{kind} {self.met[kind]}/{times}" for kind, times in sorted(self.faults.items()))
            + "  (met/done)"
        ]
        lines += [", ".join(f"{name} {number}" for name, number in self.numbers.items())]
        lines += [
            "at most (seconds, or as said): " + ", ".join(f"{name} {number}" for name, number in self.most.items())
        ]
        if not self.found:
            lines += [
                "What was acknowledged is there, once, and all pages are equal. "
                "The same faults again: SEED=… ROUNDS=1 make chaos"
            ]
        lines += [f"WRONG  {sentence}" for sentence in self.found]
        lines += [f"IDLE   {sentence}" for sentence in self.idle()]
        return "\n".join(lines)


EXPECTED = ("trouble.begun", "database is locked")
"""Errors that the server's log may have in a round: the full disk, and the database that another process held for
long."""
MOST = (
    "all equal after",
    "slowest start",
    "slowest start by the clock",
    "largest growth in kB",
    "most open files",
    "longest queue",
    "heard by",
    "longest without a line",
)


async def one_round(
    folder: Path, seed: int, weights: Mapping[str, int], people: int, mode: str
) -> tuple[Nemesis, Findings]:
    """Open the room, cause the faults, end them, recount."""
    chance = random.Random(seed)
    journal = Journal(folder)
    port = free_port()
    victim = Victim(folder / "data", mode, port)
    proxy = Proxy(port, victim.port, random.Random(seed + 1))
    await asyncio.to_thread(victim.start)
    hall = Hall(journal, seed + 2)
    try:
        await proxy.open()
        forum = {"template": "forum-1", "rehearsal": True, "self_paced": True}
        links = await asyncio.to_thread(victim.errand, "forum.create", **forum)
        room = Room(hall, links, people)
        await room.open()
        nemesis = Nemesis(victim, proxy, room, chance)
        watching = asyncio.create_task(watch(victim, journal))
        room.begin()
        for kind in nemesis.plan(dict(weights)):
            await nemesis.strike(kind)
        await afterwards(room, victim, nemesis, folder)
        assert not watching.done(), "nobody looked at the process any more"
        watching.cancel()
        await proxy.close()
    finally:
        await asyncio.to_thread(victim.stop)
        journal.close()
    findings = await asyncio.to_thread(recount, folder)
    findings.numbers["slowest start by the clock"] = round(max(start.seconds for start in victim.starts), 2)
    findings.numbers |= {"ten times at once": journal.counts["ten times"], "four shuffled": journal.counts["shuffled"]}
    for line in victim.tracebacks():
        findings.expect(any(words in line for words in EXPECTED), "log", line)
    return nemesis, findings


async def afterwards(room: Room, victim: Victim, nemesis: Nemesis, folder: Path) -> None:
    """After the last fault: waits until the clients have stopped and all pages are equal, then downloads the report."""
    journal = room.hall.journal
    for start in victim.starts:
        journal.tell("served", seconds=start.seconds, own_seconds=start.own_seconds)
    await room.end()
    began = time.monotonic()
    while not (same := await all_equal(room, victim)) and time.monotonic() - nemesis.healed < EQUAL_SECONDS:
        await asyncio.sleep(0.05)
    journal.tell("equal", equal=same, seconds=time.monotonic() - nemesis.healed, stopped=time.monotonic() - began)
    await room.finish()
    end = time.monotonic() + EQUAL_SECONDS
    while not await all_equal(room, victim) and time.monotonic() < end:
        await asyncio.sleep(0.05)
    (folder / "export.json").write_bytes(await room.lead.download())
    nemesis.leave()
    await room.close()


async def all_equal(room: Room, victim: Victim) -> bool:
    """Whether every page holds what the server sends to a new one that connects without the proxy."""
    pages = [page for page in room.pages if page.is_up]
    if len(pages) < len(room.pages):
        return False
    fresh = []
    for like in (room.screen, room.lead):
        page: Page = Page(room.hall, "fresh", "") if like is room.screen else Console(room.hall, "console-fresh", "")
        page.boot, page.base, page.browser = like.boot, like.base, like.browser
        page._staying = asyncio.create_task(page._stay())
        fresh.append(page)
    with suppress(TimeoutError):
        async with asyncio.timeout(limit(2)):
            while not all(page.is_up for page in fresh):
                await asyncio.sleep(0.01)
    told = {page.kind: page.fingerprint() for page in fresh}
    for page in fresh:
        page.close()
    return all(page.fingerprint() == told["console" if page.kind == "console" else "screen"] for page in pages)


async def watch(victim: Victim, journal: Journal) -> None:
    """Sample the process now and then."""
    while True:
        size = victim.size() if victim.process is not None and victim.pid == victim.served else {}
        if size:  # a process that has just begun has no figures
            journal.tell("sample", **size, queue=await asyncio.to_thread(victim.queue))
        await asyncio.sleep(0.5)


def run(
    seed: int, rounds: int, minutes: float, weights: Mapping[str, int], people: int, keep: Path | None, mode: str
) -> Sum:
    """Run rounds until there are enough or the time is over."""
    total, began = Sum(), time.monotonic()
    for number in range(rounds):
        if number and time.monotonic() - began > minutes * 60:
            break
        folder = Path(tempfile.mkdtemp(prefix="chaos-", dir=keep))
        at = time.monotonic()
        nemesis, findings = asyncio.run(one_round(folder, seed + number, weights, people, mode))
        total.add(nemesis, findings, seed + number)
        state = "ok" if not findings.found else f"WRONG, kept in {folder}"
        print(
            f"round {number + 1}, seed {seed + number}: {nemesis.kills} kills, {sum(nemesis.done.values())} faults, "
            f"{int(findings.numbers['acknowledged'])} acknowledged, {time.monotonic() - at:.0f} s: {state}",
            flush=True,
        )
        for name, sentences in findings.found.items():
            print(f"  {name}: {len(sentences)}: {sentences[:3]}", flush=True)
        if not findings.found and keep is None:
            shutil.rmtree(folder)
    return total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--rounds", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--short", action="store_true", help="the round that runs with the tests")
    parser.add_argument("--only", action="append", help="this kind of fault alone (and again), five times")
    parser.add_argument("--keep", type=Path, help="leave everything there")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    weights = dict.fromkeys(wanted.only, 5) if wanted.only else SHORT if wanted.short else LONG
    logging.getLogger("asyncio").setLevel(logging.ERROR)  # it reports broken connections, which are intended here
    print(f"seed {wanted.seed}; a round takes two minutes", flush=True)
    mode = os.environ.get("WORKSHOP_ASYNC", "eventlet")
    total = run(wanted.seed, wanted.rounds, wanted.minutes, weights, wanted.people, wanted.keep, mode)
    print(total.told())
    if wanted.json:
        facts: dict[str, Any] = {
            "kills": total.kills,
            "faults": total.faults,
            "met": total.met,
            **total.numbers,
            **total.most,
        }
        print(json.dumps({**facts, "wrong": total.found, "idle": total.idle()}))
    return 1 if total.found or total.idle() else 0


if __name__ == "__main__":
    sys.exit(main())
