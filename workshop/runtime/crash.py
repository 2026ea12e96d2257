"""Places at which a test may end this process as a power cut would: nothing is closed, nothing is said. Without
CRASH_AT nothing happens.

`CRASH_AT="after the commit:17"` ends it when that place is passed for the seventeenth time. No setting: nobody who runs
a forum needs it.
"""

import os
from collections.abc import Callable

EXIT_CODE = 86


def _prepared(asked: str) -> Callable[[str], None]:
    place, _, passes = asked.rpartition(":")
    left = int(passes or 1)

    def end_here(name: str) -> None:
        nonlocal left
        if name == place:
            left -= 1
            if left <= 0:
                os._exit(EXIT_CODE)

    return end_here if place else lambda name: None


point = _prepared(os.environ.get("CRASH_AT", ""))
"""`point(name)` stands where the order of things matters: around the commit, before a frame."""
