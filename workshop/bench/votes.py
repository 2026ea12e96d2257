"""A vote by all phones: measures its cost for the server, and when the slowest phone received each count."""

import http.client
import math
import random
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from workshop.bench.child_processes import BenchProcess
from workshop.bench.generator_loop import Poll
from workshop.bench.measurement_statistics import delays, lag_percentile, percentile, seen_by_all
from workshop.bench.phone_connections import Heard, PhoneConnection
from workshop.bench.running_hall import BenchHall, BenchServer
from workshop.client.protocol import new_key

PROBE_SECONDS = 0.05
WAIT = 30


@dataclass
class Cost:
    """Processor and wall-clock time in seconds; of several processes the busiest counts."""

    cpu: float
    wall: float
    generator: float

    @property
    def busy(self) -> float:
        """The generator's share of a core."""
        return self.generator / self.wall


class Meter:
    """Reads the clocks when it is made and at `stop`."""

    def __init__(self, *children: BenchProcess) -> None:
        self._began = [(child, child.cpu()) for child in children]
        self._wall, self._own = time.monotonic(), time.process_time()

    def stop(self) -> Cost:
        """The cost since the start."""
        busiest = max(child.cpu() - before for child, before in self._began)
        return Cost(busiest, time.monotonic() - self._wall, time.process_time() - self._own)


@dataclass
class Storm:
    """The result of one vote. Times in milliseconds."""

    cost: Cost
    voters: int
    deliveries: int
    answered: int = 0
    refused: list[str] = field(default_factory=list)
    unseen: int = 0
    """votes whose count some phone never received"""
    to_answer: list[float] = field(default_factory=list)
    from_send: list[float] = field(default_factory=list)
    """from the voter's sending to the last phone's receiving"""
    from_commit: list[float] = field(default_factory=list)
    """from the commit to the last phone's receiving; empty when the database cannot be read"""
    stall: float | None = None
    """p99 of the event loop's lag, from the server's metrics, else from probes"""
    stall_from: str = ""

    @property
    def trouble(self) -> str:
        """Why the result does not count; "" when it does."""
        if self.answered < self.voters or self.refused:
            return f"{self.answered} of {self.voters} votes answered, refused: {self.refused[:3]}"
        return f"{self.unseen} votes were never seen by some phone" if self.unseen else ""


@dataclass
class BallotTimes:
    """The times of one vote."""

    sent: float = 0.0
    answered: float = 0.0


def spaced(number: int, seconds: float, seed: int) -> list[float]:
    """Random moments, equal for every variant of a round."""
    chance = random.Random(seed)
    return sorted(chance.uniform(0, seconds) for _ in range(number))


def even(number: int, pause: float) -> list[float]:
    """Evenly spaced moments, `pause` seconds apart."""
    return [place * pause for place in range(number)]


def vote(hall: BenchHall, moments: Sequence[float], probing: bool = False) -> Storm:
    """As many phones as there are moments vote in a new activity; runs until all phones have received the full
    count."""
    moments = moments[: len(hall.lines)]  # each phone votes once
    step, server = hall.new_vote(), hall.server
    hall.heard.forget()
    before, already = _metrics(server), _votes(hall)
    probes = Probes(hall.poll, hall.lines) if probing and "loop_lag" not in before else None
    meter = Meter(*hall.servers)
    storm = cast(hall.poll, hall.lines, hall.heard, moments, lambda place: _ballot(hall, step, place), meter)
    if probes is not None:
        probes.stop()
        storm.stall, storm.stall_from = percentile(probes.found, 0.99), f"{len(probes.found)} probes from outside"
    elif (lag := lag_percentile(before, _metrics(server), 0.99)) is not None:
        storm.stall, storm.stall_from = lag, "the server's own readings"
    offset = time.time() - time.monotonic()
    commits = [at / 1000 - offset for at in _commits(hall, already)]
    seen = seen_by_all(((frame.voted, frame.arrivals) for frame in hall.heard.frames), len(hall.lines))
    if len(commits) == len(moments):
        storm.from_commit = [one * 1000 for one in delays(commits, seen)]
    return storm


def cast(
    poll: Poll, lines: Sequence[PhoneConnection], heard: Heard, moments: Sequence[float], body: Any, meter: Meter
) -> Storm:
    """The phones send their votes, and wait for their answers and for the frame that counts them all."""
    ballots = [BallotTimes() for _ in moments]
    refused: list[str] = []
    left = [len(moments)]

    def send(place: int) -> None:
        one = ballots[place]

        def answered(answer: Any, when: float) -> None:
            one.answered = when
            left[0] -= 1
            if not answer["ok"]:
                refused.append(str(answer.get("code")))

        one.sent = time.monotonic()
        lines[place % len(lines)].ask(answered, "do", "ballot.set", body(place))

    began = time.monotonic() + 0.05
    for place, moment in enumerate(moments):
        poll.at(began + moment, partial(send, place))
    told = _Told(heard, len(lines), len(moments))
    poll.run(lambda: not left[0] and told(), moments[-1] + WAIT)
    poll.rest(0.15)
    storm = Storm(meter.stop(), len(moments), heard.deliveries, len(moments) - left[0], refused)
    seen = seen_by_all(((frame.voted, frame.arrivals) for frame in heard.frames), len(lines))
    done = sorted((one for one in ballots if one.answered), key=lambda one: one.answered)
    storm.to_answer = [(one.answered - one.sent) * 1000 for one in done]
    # Answers come in the order of the commits, or nearly: the third vote counted is the one that was answered third.
    storm.from_send = [one * 1000 for one in delays([one.sent for one in done], seen)]
    storm.unseen = sum(1 for one in storm.from_send if math.isinf(one))
    return storm


class _Told:
    """Whether every phone has received the full count; cheap to call often."""

    def __init__(self, heard: Heard, phones: int, votes: int) -> None:
        self._heard, self._phones, self._votes = heard, phones, votes

    def __call__(self) -> bool:
        last = [frame for frame in self._heard.frames if frame.voted >= self._votes]
        if sum(len(frame.arrivals) for frame in last) < self._phones:
            return False
        return len({phone for frame in last for phone, _ in frame.arrivals}) >= self._phones


class Probes:
    """Measures the event loop's latency with events that need no thread and no database, each from another phone."""

    def __init__(self, poll: Poll, lines: Sequence[PhoneConnection]) -> None:
        self._poll, self._lines, self._place, self._on = poll, lines, 0, True
        self.found: list[float] = []
        self._send()

    def stop(self) -> None:
        """Send no more."""
        self._on = False

    def _send(self) -> None:
        if not self._on:
            return
        self._place += 1
        sent = time.monotonic()
        self._lines[-1 - self._place % len(self._lines)].ask(
            lambda _, when: self.found.append((when - sent) * 1000), "bench"
        )
        self._poll.at(sent + PROBE_SECONDS, self._send)


def _ballot(hall: BenchHall, step: int, place: int) -> dict[str, Any]:
    ideas = hall.ideas
    marks = {ideas[(place * 7) % len(ideas)]: 2, ideas[(place * 7 + 3) % len(ideas)]: 1}
    return {"key": new_key(), "activity": step, "n": 1, "marks": marks}


def _votes(hall: BenchHall) -> int:
    return len(_commits(hall, 0))


def _commits(hall: BenchHall, after: int) -> list[float]:
    """When each vote was written according to the log, in the order of the log: epoch milliseconds, a little before its
    commit."""
    where = hall.server.data / "forum.db"
    if not where.exists():
        return []
    db = sqlite3.connect(f"file:{where}?mode=ro", uri=True)
    try:
        query = "SELECT at FROM log WHERE forum = ? AND command = 'ballot.set' ORDER BY n LIMIT -1 OFFSET ?"
        return [float(at) for (at,) in db.execute(query, (hall.forum, after))]
    finally:
        db.close()


def _metrics(server: BenchServer) -> str:
    """The server's /metrics, or "" when it does not serve them."""
    line = http.client.HTTPConnection("127.0.0.1", server.number, timeout=10)
    try:
        line.request("GET", "/metrics", headers={"X-Workshop-Key": server.key})
        answer = line.getresponse()
        body = answer.read().decode("utf-8", "replace")
        return body if answer.status == 200 else ""
    finally:
        line.close()
