"""Measures the event loop's lag: a job that runs after each fixed pause records by how much it was late."""

import time

from workshop.runtime.jobs import Job
from workshop.runtime.metrics import metrics

BEAT = 0.1


class LoopLag:
    """The time since the last measurement, which is the pause and the lag."""

    def __init__(self) -> None:
        self._before = 0.0
        self.job = Job(name="loop_lag", begin=self._begin, run=self._measure, every=BEAT)

    def _begin(self) -> None:
        self._before = time.monotonic()

    def _measure(self) -> None:
        now = time.monotonic()
        metrics.loop_lag_seconds.add(max(0.0, now - self._before - BEAT))
        self._before = now
