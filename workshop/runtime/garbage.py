"""When Python looks through everything for circles of garbage: in a quiet moment, for with thousands of phones it stops
all for half a second.

Young things are looked through all the time, as ever; that takes a millisecond. What the program itself is made of is
never looked through.
"""

import gc
import time

from workshop.runtime import loop
from workshop.runtime.metrics import seen

LOOK_SECONDS = 1.0
DUE = 10
"""Collections of young things after which a whole one is worth while; Python's own measure."""
NEVER = 1_000_000_000
MANY, LONGEST = 60, 300.0
"""Young collections, or seconds, without a quiet moment after which it is done all the same: some thousand phones that
came and went."""


def tidy() -> None:
    """For as long as the server runs."""
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
    """Moves with each group of commands and each whole picture; pages alone do not count."""
    return seen.group.n, sum(seen.snapshots.values())
