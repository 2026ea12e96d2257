"""Kills the server while people write and vote: every acknowledged command is there afterwards, exactly once. A fault
without effect fails the test.

`KILLS_SEED=123` repeats the random choices, but not the machine's timing.
"""

import asyncio
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kills.storm import IDEAS, Storm, on_their_way
from tests.live.people import TOP, Server
from tests.tools.pace import in_time, limit
from workshop.rehearsal.recount import Count

pytestmark = [pytest.mark.kills, pytest.mark.timeout(150)]
KILLS, MOST_TRIES, PEOPLE, MANY = 10, 16, 30, 500
MODE = os.environ.get("WORKSHOP_ASYNC", "eventlet")


@pytest.fixture
def seed() -> int:
    """Printed, so that a failure can be run again."""
    chosen = int(os.environ.get("KILLS_SEED") or random.randrange(1_000_000))
    print(f"KILLS_SEED={chosen}")
    return chosen


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server for this test, on a port that it keeps after a restart."""
    made = Server(tmp_path / "data", MODE)
    made.start()
    yield made
    made.stop()


def test_ten_kills_lose_nothing_and_double_nothing(server: Server, seed: int) -> None:
    links = server.errand("forum.create", template="forum-1", rehearsal=True, self_paced=True)
    storm = asyncio.run(killed_again_and_again(server, Storm(links, seed)))
    answered = Counter(entry.verb for entry in storm.journal.entries if entry.taken)
    print(f"answered {dict(answered)}; sent again {storm.journal.resent}")
    assert storm.journal.problems == {}
    assert answered["idea.add"] >= PEOPLE and answered["ballot.set"] >= PEOPLE * KILLS / 2, (
        "too little happened to prove anything"
    )
    assert storm.journal.resent >= KILLS
    assert server.errand("verify")["ok"], "the log's chain is whole"
    assert server.tracebacks() == []


async def killed_again_and_again(server: Server, storm: Storm) -> Storm:
    """Ten kills that each cut off at least one command; then the count."""
    await storm.begin(PEOPLE)
    met = 0
    for number in range(1, MOST_TRIES + 1):
        await storm.all_back()
        await asyncio.sleep(storm.chance.uniform(0.2, 0.9))
        met += bool(await kill(server, storm, number))
        if met == KILLS:
            break
    assert met == KILLS, f"only {met} kills met a command on its way"
    await storm.all_back()
    count, export = await storm.end()
    await storm.room.close()
    print(count)
    assert count.lost == count.duplicated == 0
    assert count.posted == count.acknowledged == count.stored == len(export["ideas"])
    assert count.votes_counted == count.votes_acknowledged > 0
    return storm


async def kill(server: Server, storm: Storm, number: int) -> int:
    """Kill -9 while commands are sent and unanswered, and start again. How many of those the killed server never
    answered."""
    journal, process = storm.journal, server.process
    assert process is not None
    while True:
        while not on_their_way(journal):
            await asyncio.sleep(0)
        await asyncio.sleep(
            storm.chance.uniform(0, 0.005)
        )  # so that the kill comes before they are read, while they are written or while they are answered
        sent = on_their_way(journal)
        if sent:
            break
    process.send_signal(signal.SIGKILL)
    await storm.all_gone()
    unanswered, verbs = sum(1 for entry in sent if entry.answer is None), Counter(entry.verb for entry in sent)
    began = time.monotonic()
    await asyncio.to_thread(server.stop, signal.SIGKILL)
    await asyncio.to_thread(server.start)
    away = time.monotonic() - began
    print(
        f"kill {number}: {len(sent)} on their way {dict(verbs)}, {unanswered} never answered by it; "
        f"serving again after {away:.1f} s"
    )
    return unanswered


@pytest.mark.long
def test_five_hundred_vote_while_the_server_is_started_again(server: Server, seed: int) -> None:
    storm = Storm(server.errand("forum.create", template="forum-1", rehearsal=True, self_paced=True), seed)
    count, away = asyncio.run(started_again(server, storm))
    away.sort()
    print(
        f"{len(away)} lines lost and found again: half within {away[len(away) // 2]:.1f} s, "
        f"the slowest after {away[-1]:.1f} s; {count}"
    )
    assert len(away) >= MANY, "nobody noticed the restart"
    assert in_time(away[-1], 5)
    assert count.lost == count.duplicated == 0 and count.votes_counted == count.votes_acknowledged > 0
    assert storm.journal.problems == {} and server.tracebacks() == []


async def started_again(server: Server, storm: Storm) -> tuple[Count, list[float]]:
    """All vote, the server is restarted, all go on. The count, and how long each phone had no connection."""
    await storm.begin(MANY, writers=0, pause=10.0)
    await asyncio.sleep(5)
    await asyncio.to_thread(server.stop)
    await asyncio.to_thread(server.start)
    await storm.all_back()
    await asyncio.sleep(3)
    count, _ = await storm.end()
    away = list(storm.journal.away)
    await storm.room.close()
    return count, away


def test_a_restart_in_the_middle_of_a_rehearsal_changes_no_count(server: Server, seed: int) -> None:
    command = [
        sys.executable,
        "-m",
        "workshop",
        "rehearse",
        "--participants",
        "40",
        "--ideas",
        str(IDEAS),
        "--duration",
        "12",
    ]
    with subprocess.Popen(
        [*command, "--seed", str(seed), "--json"],
        cwd=TOP,
        env=server.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as rehearsal:
        try:
            until_ideas(server, 25)
            server.stop(signal.SIGTERM)
            time.sleep(1)
            server.start()
            out, err = rehearsal.communicate(timeout=limit(80))
        finally:
            rehearsal.kill()
    print(out, err)
    report = json.loads(out)
    assert rehearsal.returncode == 0
    assert report["participants"] == 40 and report["posted"] == report["acknowledged"] == report["stored"] == 132
    assert report["lost"] == report["duplicated"] == report["errors"] == 0
    assert report["votes_counted"] == report["votes_acknowledged"] == 40 * 3
    found = re.search(r"(\d+) lines? lost and found again", err)
    assert found and int(found[1]) >= 40, "nobody noticed the restart"
    assert server.tracebacks() == []


def until_ideas(server: Server, number: int) -> None:
    """Wait until so many ideas are in the newest forum."""
    end = time.monotonic() + limit(60)
    while time.monotonic() < end:
        forums = server.errand("forum.list")["forums"]
        if forums and forums[0]["ideas"] >= number:
            return
        time.sleep(0.1)
    raise AssertionError("the rehearsal never got going")
