"""Rate limiters by network address, in memory: wrong codes, new devices and password tries.

Wrong codes: a whole hall shares one address, so the right code passes immediately however many wrong ones come from
there. Past the limit, wrong codes wait in one queue for each address, one after another, and are refused when it is
full. New devices: a hall comes in together; after that a script that invents phones gets a few a second at most.
Passwords: each try costs a tenth of a second, so only a few may wait at the same time. Pure: the clock is given, and
the page does the waiting.
"""

import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable

from workshop.runtime.token_bucket import Rate

MOST_WRONG = 30
WINDOW = 600.0
"""Seconds after which MOST_WRONG wrong codes are forgotten."""
WAIT = 3.0
"""Seconds between two wrong codes of one address beyond that limit."""
LONGEST_QUEUE = 15.0
"""The longest wait of a wrong code or a new device, in seconds; when it would be longer, the person is asked to try
later."""
NEW_AT_ONCE, NEW_EVERY = 1_200, 0.5
"""New devices of one address that come in without waiting (a hall of a thousand shares one), and the seconds between
two after that."""
MOST_KNOWN = 20_000
OWN = ("127.0.0.1", "::1")
TRIES_OF_AN_ADDRESS, TRIES_IN_ALL = 8, 24
"""Password tries that may wait for hashing at the same time."""


class WrongCodes:
    """Counts wrong codes by address. One for a server; used only on the event loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()
        self._turns: OrderedDict[str, float] = OrderedDict()

    def wrong(self, address: str) -> None:
        """Count a code typed at `address` that belongs to no forum."""
        times = self._wrong.setdefault(address, deque(maxlen=MOST_WRONG + 1))
        times.append(self._clock())
        self._wrong.move_to_end(address)
        _trim(self._wrong)

    def turn(self, address: str) -> float | None:
        """Seconds until a wrong code typed at `address` is answered: 0.0 nearly always, None when its queue is full.

        Each call takes a place in the address's queue, so that many tries in parallel are answered no faster than one
        after another.
        """
        now, times = self._clock(), self._wrong.get(address)
        if times is None or len(times) <= MOST_WRONG or now - times[0] > WINDOW:
            return 0.0
        mine = max(self._turns.get(address, 0.0), now) + WAIT
        if mine - now > LONGEST_QUEUE:
            return None
        self._turns[address] = mine
        self._turns.move_to_end(address)
        _trim(self._turns)
        return mine - now


class NewDevices:
    """Limits the new phones from each address (a token bucket). One for a server; used only on the event loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._rate = clock, Rate(NEW_AT_ONCE, NEW_EVERY)
        self._full_at: OrderedDict[str, float] = OrderedDict()
        """address → when its bucket is full again"""

    def turn(self, address: str) -> float | None:
        """Seconds that one more new device from `address` waits: 0.0 nearly always, None when its queue is full.

        The machine's own address is not counted: rehearsals come from there, and behind a proxy all phones do.
        """
        if address in OWN:
            return 0.0
        now = self._clock()
        full_at = self._rate.taken(self._full_at.get(address, now), now)
        wait = self._rate.wait(full_at, now)
        if wait > LONGEST_QUEUE:
            return None
        self._full_at[address] = full_at
        self._full_at.move_to_end(address)
        _trim(self._full_at)
        return wait


class Crowd:
    """Counts the password tries that wait for hashing, by source. One for a server; used only on the event loop."""

    def __init__(self) -> None:
        self._waiting: Counter[str] = Counter()

    def enter(self, place: str, known: bool) -> bool:
        """Whether one more try from `place` may wait. Tries from other places never hold up a browser that was in
        before (`known`)."""
        full = not known and self._waiting.total() >= TRIES_IN_ALL
        if full or self._waiting[place] >= TRIES_OF_AN_ADDRESS:
            return False
        self._waiting[place] += 1
        return True

    def leave(self, place: str) -> None:
        """Count down: a try that was let in has been checked."""
        self._waiting[place] -= 1
        self._waiting += Counter()  # drops the places where none waits


def _trim(entries: "OrderedDict[str, deque[float]] | OrderedDict[str, float]") -> None:
    while len(entries) > MOST_KNOWN:
        entries.popitem(last=False)
