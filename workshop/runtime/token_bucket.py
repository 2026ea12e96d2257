"""The token bucket (rate limiter) of everything that has a rate, as the generic cell rate algorithm (GCRA): its whole
state is the time at which it is full again, one number for each person. Pure: the clock is given."""

from collections.abc import Callable
from dataclasses import dataclass

ROUNDING = 1e-6
"""Seconds that are taken for none: sums of times are rounded."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A bucket holds `burst` tokens and regains one every `seconds`."""

    burst: float
    seconds: float

    def taken(self, full_at: float, now: float, tokens: float = 1) -> float:
        """The time at which a bucket that was to be full at `full_at` is full again when `tokens` are taken now."""
        return max(full_at, now) + tokens * self.seconds

    def wait(self, full_at: float, now: float) -> float:
        """Seconds until a bucket in this state owes nothing: 0 unless more was taken than it held."""
        owed = full_at - now - self.burst * self.seconds
        return owed if owed > ROUNDING else 0.0


class TokenBucket:
    """One bucket, from which is only taken what it holds."""

    __slots__ = ("_clock", "_full_at", "_rate")

    def __init__(self, rate: Rate, clock: Callable[[], float]) -> None:
        self._rate, self._clock, self._full_at = rate, clock, 0.0

    def take(self, tokens: float = 1) -> bool:
        """Take tokens. False, and nothing is taken, when it holds fewer."""
        now = self._clock()
        full_at = self._rate.taken(self._full_at, now, tokens)
        if self._rate.wait(full_at, now):
            return False
        self._full_at = full_at
        return True
