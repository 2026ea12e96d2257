"""How late the event loop is: sleeps a moment, again and again, and counts by how much each sleep was too long."""

import time

from workshop.runtime import loop
from workshop.runtime.metrics import seen

BEAT = 0.1


def pulse() -> None:
    """For as long as the server runs."""
    while True:
        began = time.monotonic()
        loop.sleep(BEAT)
        seen.lag.add(max(0.0, time.monotonic() - began - BEAT))
