"""How slow this machine is, measured at the start of a run: no limit in seconds in the tests fails a slow or busy
machine.

    from tests.tools.pace import in_time, late_each_time, limit
    thing.wait(limit(10))           # for waiting: it ends when what is awaited comes, so generosity costs nothing
    assert in_time(took, 0.5)       # for what is promised: measured again when it is late, as the machine may have
                                    # become busy since the start
    assert not late_each_time(wait_of_a_neighbour, 0.25)
                                    # for the worst of many waits, which one pause of the machine decides

The measurement is a short fixed piece of work, typical of what tests wait for: two Python processes at the same time
that start, import, read and write JSON. It never makes a limit shorter. Durations that are no limits (how long a flood
lasts, how long nothing may come) are not multiplied.
"""

import functools
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

USUAL_SECONDS = 0.45
"""Seconds that the work takes on the machine for which the limits are written: two idle cores."""
TRIES = 3
SPARE = 3
"""How much longer than at the start of the run things may take: other programs come and go on the same machine."""
AT_ONCE = 2
ATTEMPTS = 3
"""How often a worst wait is measured: a pause of the machine makes one late, a program that is held up each."""
SETTING = "TEST_PACE"
"""The environment variable that carries the factor to the processes of the same run."""
WORK = """
import decimal, email.message, hashlib, http.client, json, sqlite3, ssl, xml.etree.ElementTree
for number in range(40_000):
    json.loads(json.dumps({"number": number, "text": "museo " * 5}))
"""


def limit(seconds: float) -> float:
    """How long to wait on this machine for what takes at most so many seconds on the usual one."""
    return scaled(seconds) * SPARE


def limit_ms(milliseconds: float) -> float:
    """The same in milliseconds."""
    return limit(milliseconds)


def scaled(seconds: float) -> float:
    """The same work on this machine, with nothing to spare."""
    return seconds * pace()


def in_time(took: float, seconds: float, calm: float = 0.0) -> bool:
    """Whether `took` is what the usual machine does in so many seconds, on top of `calm`, the time that the same takes
    in peace. What seems late is compared with a new measurement."""
    return took <= scaled(seconds) + calm or took <= seconds * factor([work() for _ in range(TRIES)]) + calm


def late_each_time(measure: Callable[[], float], seconds: float, calm: float = 0.0) -> list[float]:
    """What `measure` gave in each of the attempts if all were late (see `in_time`); [] as soon as one is in time."""
    late: list[float] = []
    while len(late) < ATTEMPTS:
        took = measure()
        if in_time(took, seconds, calm):
            return []
        late.append(round(took, 3))
    return late


@functools.cache
def pace() -> float:
    """How many times slower than the usual machine this one is; 1 for one that is as fast or faster."""
    if SETTING not in os.environ:
        os.environ[SETTING] = f"{factor([work() for _ in range(TRIES)]):.2f}"
    return float(os.environ[SETTING])


def factor(took: list[float]) -> float:
    """The factor, from the seconds that the work took."""
    return max(1.0, statistics.median(took) / USUAL_SECONDS)


def work() -> float:
    """Seconds for the fixed piece of work."""
    began = time.monotonic()
    children = [subprocess.Popen([sys.executable, "-I", "-c", WORK]) for _ in range(AT_ONCE)]
    for child in children:
        child.wait()
    return time.monotonic() - began


def in_words() -> str:
    """What `make test` prints about the machine; "" when it is as fast as the usual one."""
    if pace() < 1.1:
        return ""
    return (
        f"This machine is {pace():.1f} times slower than the usual one (or busy); "
        "every limit in seconds is that much longer."
    )
