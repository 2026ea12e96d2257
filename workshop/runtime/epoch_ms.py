"""The time as data has it everywhere: epoch milliseconds; and the spans that are counted in them."""

import datetime as dt
import time
from typing import Final

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR


def clock() -> int:
    """Now, in epoch milliseconds."""
    return time.time_ns() // 1_000_000


def local(at: int, tz: dt.tzinfo) -> dt.datetime:
    """A moment as clocks in `tz` show it, to the second."""
    return dt.datetime.fromtimestamp(at // SECOND, tz)


def of(moment: dt.datetime) -> int:
    """A moment to the second, in epoch milliseconds."""
    return round(moment.timestamp()) * SECOND
