"""When a step of a self-paced forum opens and ends by itself. Times are epoch milliseconds."""

from dataclasses import dataclass
from typing import Final

from workshop.domain import planned_times
from workshop.domain.errors import Refusal
from workshop.runtime.epoch_ms import MINUTE

MOST_LATE = 14 * 24 * 60
"""The most minutes in which late entries may be taken."""


@dataclass(frozen=True)
class Timetable:
    """When a step opens and when it is due, None for by hand; in the `late_minutes` after that it still takes what
    comes, which is late."""

    opens_at: int | None = None
    due_at: int | None = None
    late_minutes: int = 0

    @property
    def last_at(self) -> int | None:
        """From when on nothing is taken, not even late."""
        return None if self.due_at is None else self.due_at + self.late_minutes * MINUTE

    def opens(self, now: int) -> bool:
        """Whether its time to open has come, and its end has not."""
        return self.opens_at is not None and self.opens_at <= now and not self.is_over(now)

    def is_over(self, now: int) -> bool:
        """Whether nothing is taken any more."""
        return self.last_at is not None and now >= self.last_at

    def is_late(self, at: int) -> bool:
        """Whether what came at this time is late."""
        return self.due_at is not None and at >= self.due_at

    def check(self) -> None:
        """Raises Refusal date_bad as `planned_times.check`, times_bad when it would end before it opens, minutes_bad
        for too long a time for late entries."""
        planned_times.check(self.opens_at, self.due_at)
        if self.opens_at is not None and self.due_at is not None and self.due_at <= self.opens_at:
            raise Refusal("times_bad")
        if not 0 <= self.late_minutes <= MOST_LATE:
            raise Refusal("minutes_bad")


BY_HAND: Final = Timetable()
