"""Which moments people may plan: one rule for all that has a date in advance, such as a forum, the times of a step, or
the day on which personal data is deleted. Times are epoch milliseconds."""

from typing import Final

from workshop.domain.errors import Refusal
from workshop.runtime.epoch_ms import DAY, MINUTE

YEARS: Final = range(2000, 2100)
"""Years of the local time: another one is a slip of the pen."""
_FIRST: Final = 946_684_800_000 - DAY
_END: Final = 4_102_444_800_000
"""The bounds of these years, in any time zone."""


def check(*moments: int | None) -> None:
    """Raises Refusal date_bad for a moment that is no whole minute of YEARS: pages show no seconds, so a time that
    binds people has none. None is no moment."""
    for at in moments:
        if at is not None and (at % MINUTE or not _FIRST <= at < _END):
            raise Refusal("date_bad")
