"""How fast one participant may go: token buckets in memory, by person, never by address, for a venue shares one
address."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from workshop.domain.errors import Refusal


@dataclass(frozen=True)
class Rate:
    """`burst` at once, then one every `seconds`."""

    burst: float
    seconds: float


RATES = {
    "idea.add": Rate(3, 5.0),
    "idea.edit": Rate(20, 3.0),
    "idea.withdraw": Rate(20, 3.0),
    "idea.restore": Rate(20, 3.0),
    "ballot.set": Rate(40, 0.1),
}
OTHERWISE = Rate(40, 0.1)
REFUSALS = {"idea.add": "too_fast"}
MOST_BUCKETS = 50_000
AGAIN = "again"
"""What a command is counted as that is under way or done already: the same verb under the same key."""


class Rates:
    """Remembers how much each person has left of each command."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._left: dict[tuple[str, str], tuple[float, float]] = {}
        self._counted: OrderedDict[tuple[str, str, str], None] = OrderedDict()

    def take(self, person: str, verb: str, key: str = "") -> None:
        """Count one command. Raises Refusal too_fast or slow_down when it came too fast.

        Sent again under the same key, for the answer was lost, it takes nothing of what its verb allows. That holds for
        what is under way or done: whoever refuses it afterwards calls `forget`, or keys could be paid for while there
        is nothing to say.
        """
        again = (person, verb, key) in self._counted
        self._take(person, AGAIN if again else verb)
        if key and not again:
            self._counted[person, verb, key] = None
            if len(self._counted) > MOST_BUCKETS:
                self._counted.popitem(last=False)

    def forget(self, person: str, verb: str, key: str) -> None:
        """It was not done: under the same key it costs as much as any other."""
        self._counted.pop((person, verb, key), None)

    def _take(self, person: str, verb: str) -> None:
        rate, now = RATES.get(verb, OTHERWISE), self._now()
        left, at = self._left.get((person, verb), (rate.burst, now))
        left = min(rate.burst, left + (now - at) / rate.seconds)
        if left < 1:
            raise Refusal(REFUSALS.get(verb, "slow_down"))
        if len(self._left) > MOST_BUCKETS:
            self._left.clear()
        self._left[person, verb] = (left - 1, now)
