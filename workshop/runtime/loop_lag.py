"""Measures the event loop's lag: sleeps for a fixed time again and again, and records by how much each sleep was
late."""

import time

from workshop.runtime import loop
from workshop.runtime.metrics import seen

BEAT = 0.1


def measure_loop_lag() -> None:
    """Run until the process ends."""
    while True:
        began = time.monotonic()
        loop.sleep(BEAT)
        seen.lag.add(max(0.0, time.monotonic() - began - BEAT))
