"""Crash points for tests: named places at which the environment variable CRASH_AT ends this process as a power cut
would, without closing or logging anything. Without it they do nothing.

`CRASH_AT="after the commit:17"` ends the process when that place is passed for the seventeenth time. Not a setting: it
has no use outside tests.
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
"""`point(name)` marks a place where the order of operations matters: around the commit, before a frame."""
