"""Schedules Python's full garbage collection for moments without traffic: with thousands of phones it stops every
thread for half a second.

Young generations are collected all the time, as usual; that takes a millisecond. Objects that exist at the start are
frozen and never examined.
"""

import gc
import time

from workshop.runtime import loop
from workshop.runtime.metrics import seen

LOOK_SECONDS = 1.0
DUE = 10
"""Collections of the young generation after which a full one is worth while; Python's own threshold."""
NEVER = 1_000_000_000
MANY, LONGEST = 60, 300.0
"""Young collections, or seconds, after which a full collection runs even without a quiet moment: some thousand phones
that came and went."""


def collect_garbage() -> None:
    """Run until the process ends."""
    gc.collect()
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, NEVER)
    done, before = time.monotonic(), _busy()
    while True:
        loop.sleep(LOOK_SECONDS)
        now = _busy()
        due = gc.get_count()[2]
        if due > DUE and (now == before or due > MANY or time.monotonic() - done > LONGEST):
            gc.collect()
            done = time.monotonic()
        before = now


def _busy() -> tuple[int, int]:
    """Changes with each group of commands and each snapshot; requests for pages do not count as traffic."""
    return seen.group.n, sum(seen.snapshots.values())
