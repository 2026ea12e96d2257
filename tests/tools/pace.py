"""Measures once, at the start of a run, how slow this machine is: every limit in seconds in the tests is multiplied by
the factor.

    from tests.tools.pace import limit
    PATIENCE = limit(10)            # ten seconds on the usual machine, sixteen on one 1.6 times slower

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

USUAL_SECONDS = 0.45
"""Seconds that the work takes on the machine for which the limits are written: two idle cores."""
TRIES = 3
AT_ONCE = 2
SETTING = "TEST_PACE"
"""The environment variable that carries the factor to the processes of the same run."""
WORK = """
import decimal, email.message, hashlib, http.client, json, sqlite3, ssl, xml.etree.ElementTree
for number in range(40_000):
    json.loads(json.dumps({"number": number, "text": "museo " * 5}))
"""


def limit(seconds: float) -> float:
    """The limit on this machine, for a limit in seconds on the usual machine."""
    return seconds * pace()


def limit_ms(milliseconds: float) -> float:
    """The limit on this machine in milliseconds."""
    return milliseconds * pace()


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
