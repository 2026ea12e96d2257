"""The rate limiter of participants: token buckets in memory, one for each person and command. Never by address, because
a whole venue shares one."""

import time
from collections import OrderedDict
from collections.abc import Callable

from workshop.domain.errors import Refusal
from workshop.runtime.token_bucket import Rate

RATES = {
    "idea.add": Rate(3, 5.0),
    "idea.edit": Rate(20, 3.0),
    "form.send": Rate(3, 20.0),
    "form.change": Rate(20, 3.0),
    "idea.withdraw": Rate(20, 3.0),
    "idea.restore": Rate(20, 3.0),
    "idea.support": Rate(10, 3.0),
    "ballot.set": Rate(40, 0.1),
    "ballot.deal": Rate(20, 3.0),
    "placement.suggest": Rate(20, 2.0),
    "proposal.add": Rate(5, 5.0),
    "results.confirm": Rate(10, 3.0),
    "background.answer": Rate(20, 3.0),
    "similar": Rate(5, 2.0),
}
OTHERWISE = Rate(40, 0.1)
REFUSALS = {"idea.add": "too_fast"}
MOST_BUCKETS = 50_000
AGAIN = "again"
"""The bucket of retries: commands with the same verb and idempotency key as one that is under way or done."""


def person_of(forum: int, participant: int) -> str:
    """The name by which buckets know a participant."""
    return f"{forum}/{participant}"


class Rates:
    """The token buckets: what each person has left of each command."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._full_at: dict[tuple[str, str], float] = {}
        """(person, verb) → when the bucket is full again"""
        self._counted: OrderedDict[tuple[str, str, str], None] = OrderedDict()

    def take(self, person: str, verb: str, key: str = "") -> None:
        """Count one command. Raises Refusal too_fast or slow_down when it came too fast.

        A retry under the same idempotency key, because the answer was lost, takes nothing from its verb's bucket. That
        holds for what is under way or done: a caller that refuses the command afterwards calls `forget`, otherwise a
        client could pay for keys before it has anything to send.
        """
        again = (person, verb, key) in self._counted
        self._take(person, AGAIN if again else verb)
        if key and not again:
            self._counted[person, verb, key] = None
            if len(self._counted) > MOST_BUCKETS:
                self._counted.popitem(last=False)

    def forget(self, person: str, verb: str, key: str) -> None:
        """Forget a key, because its command was not done: the next try costs as much as any other."""
        self._counted.pop((person, verb, key), None)

    def give_back(self, person: str, verb: str) -> None:
        """Take a command from the bucket of retries instead of its verb's: it was refused, so its author corrects it or
        waits for the step to open again, and has said nothing yet. With that bucket empty it costs what it cost."""
        try:
            self._take(person, AGAIN)
        except Refusal:
            return
        if (person, verb) in self._full_at:  # else all buckets were just dropped, as there were too many
            self._full_at[person, verb] -= _rate(verb).seconds

    def _take(self, person: str, verb: str) -> None:
        rate, now = _rate(verb), self._now()
        full_at = rate.taken(self._full_at.get((person, verb), now), now)
        if rate.wait(full_at, now):
            raise Refusal(REFUSALS.get(verb, "slow_down"))
        if len(self._full_at) > MOST_BUCKETS:
            self._full_at.clear()
        self._full_at[person, verb] = full_at


def _rate(verb: str) -> Rate:
    return RATES.get(verb, OTHERWISE)
