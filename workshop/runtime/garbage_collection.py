"""Schedules Python's full garbage collection for moments without traffic: with thousands of phones it stops every
thread for half a second.

Young generations are collected all the time, as usual; that takes a millisecond. Objects that exist at the start are
frozen and never examined.
"""

import gc
import time

from workshop.runtime.jobs import Job
from workshop.runtime.metrics import metrics

LOOK_SECONDS = 1.0
DUE = 10
"""Collections of the young generation after which a full one is worth while; Python's own threshold."""
NEVER = 1_000_000_000
MANY, LONGEST = 60, 300.0
"""Young collections, or seconds, after which a full collection runs even without a quiet moment: some thousand phones
that came and went."""


class Garbage:
    """When everything was last looked through, and how busy the server was by then."""

    def __init__(self) -> None:
        self._done, self._before = 0.0, (0, 0)
        self.job = Job(name="garbage", begin=self._begin, run=self._look, every=LOOK_SECONDS)

    def _begin(self) -> None:
        gc.collect()
        gc.freeze()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, NEVER)
        self._done, self._before = time.monotonic(), _busy()

    def _look(self) -> None:
        now, due = _busy(), gc.get_count()[2]
        if due > DUE and (now == self._before or due > MANY or time.monotonic() - self._done > LONGEST):
            gc.collect()
            self._done = time.monotonic()
        self._before = now


def _busy() -> tuple[int, int]:
    """Changes with each group of commands and each snapshot; requests for pages do not count as traffic."""
    return metrics.batch_sizes.n, sum(metrics.snapshots_sent.values())
