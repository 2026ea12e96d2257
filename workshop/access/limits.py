"""How guessing and crowding are slowed down: counted by address, in memory.

Codes: a whole hall shares one address, so the right code passes at once whatever else is typed there. Past the limit
wrong ones wait in one queue, one after another, and when that is very long are sent away. New devices: a hall comes in
at once, and after that a script that invents phones gets no more than a few a second. Passwords: each try costs a tenth
of a second, so only a few may wait at once. Pure: the clock is given, the waiting is done by the page.
"""

import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable

"""In a request's environ: to be called before it waits on purpose, so that others of its address go on meanwhile."""

MOST_WRONG = 30
WINDOW = 600.0
"""Seconds in which MOST_WRONG wrong codes are forgiven."""
WAIT = 3.0
"""Seconds between two wrong codes of one address after that."""
LONGEST_QUEUE = 15.0
"""Seconds that a wrong code or a new device waits for its turn at most; whoever would wait longer is asked to try
later."""
NEW_AT_ONCE, NEW_EVERY = 1_200, 0.5
"""New devices of one address that come in without waiting (a hall of a thousand has one), and the seconds between two
after that."""
MOST_KNOWN = 20_000
OWN = ("127.0.0.1", "::1")
TRIES_OF_AN_ADDRESS, TRIES_IN_ALL = 8, 24
"""Passwords that may wait to be looked at, at once."""


class WrongCodes:
    """Remembers wrong codes by address. One for a server; used from the loop only."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()
        self._turns: OrderedDict[str, float] = OrderedDict()

    def wrong(self, address: str) -> None:
        """A code typed at `address` was that of no forum."""
        times = self._wrong.setdefault(address, deque(maxlen=MOST_WRONG + 1))
        times.append(self._clock())
        self._wrong.move_to_end(address)
        _trim(self._wrong)

    def turn(self, address: str) -> float | None:
        """Seconds until whoever typed a wrong code at `address` is told so: 0.0 nearly always, None when too many wait
        there.

        Each call takes a place in the address's queue, so that many codes at once are answered no faster than one after
        another.
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
    """Remembers how many phones came in lately from each address. One for a server; used from the loop only."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._taken: OrderedDict[str, float] = OrderedDict()
        """until when each address has used up its places, were they given one every NEW_EVERY seconds"""

    def turn(self, address: str) -> float | None:
        """Seconds that one more new device from `address` waits: 0.0 nearly always, None when too many wait there.

        The machine's own address counts for nobody: rehearsals come from there, and everybody does behind a proxy.
        """
        if address in OWN:
            return 0.0
        now = self._clock()
        mine = max(self._taken.get(address, 0.0), now) + NEW_EVERY
        wait = mine - now - NEW_AT_ONCE * NEW_EVERY
        if wait > LONGEST_QUEUE:
            return None
        self._taken[address] = mine
        self._taken.move_to_end(address)
        _trim(self._taken)
        return max(0.0, wait)


class Crowd:
    """Counts the passwords that wait to be looked at, by where they come from. One for a server; used from the loop
    only."""

    def __init__(self) -> None:
        self._waiting: Counter[str] = Counter()

    def enter(self, place: str, known: bool) -> bool:
        """Whether one more try from `place` may wait. A browser that was in before (`known`) is held up by no other
        place's tries."""
        full = not known and self._waiting.total() >= TRIES_IN_ALL
        if full or self._waiting[place] >= TRIES_OF_AN_ADDRESS:
            return False
        self._waiting[place] += 1
        return True

    def leave(self, place: str) -> None:
        """A try that was let in has been looked at."""
        self._waiting[place] -= 1
        self._waiting += Counter()  # forgets the places where nobody waits


def _trim(known: "OrderedDict[str, deque[float]] | OrderedDict[str, float]") -> None:
    while len(known) > MOST_KNOWN:
        known.popitem(last=False)
