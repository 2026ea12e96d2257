"""Who typed too many wrong codes: counted by address, in memory, only to slow guessing down.

A whole hall shares one address, so nobody is ever refused here: past the limit a typed code from that address waits a little. Phones
that scanned the QR or are already in never wait. Pure: the clock is given, the waiting is done by the page.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable

MOST_WRONG = 30
WINDOW = 600.0
"""Seconds in which MOST_WRONG wrong codes are forgiven."""
WAIT = 3.0
"""Seconds that a typed code waits after that."""
MOST_KNOWN = 20_000


class WrongCodes:
    """Remembers wrong codes by address, and the phones that came by the QR. One for a server; used from the loop only."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()
        self._scanned: OrderedDict[str, float] = OrderedDict()

    def wrong(self, address: str) -> None:
        """A code typed at `address` was that of no forum."""
        times = self._wrong.setdefault(address, deque(maxlen=MOST_WRONG + 1))
        times.append(self._clock())
        self._wrong.move_to_end(address)
        _trim(self._wrong)

    def delay(self, address: str) -> float:
        """Seconds that a code typed at `address` must wait before anybody looks at it; 0.0 nearly always."""
        times = self._wrong.get(address)
        if times is None or len(times) <= MOST_WRONG:
            return 0.0
        return WAIT if self._clock() - times[0] <= WINDOW else 0.0

    def scanned(self, device: str) -> None:
        """This phone came with the QR's secret: what it asks for next is no guess."""
        self._scanned[device] = self._clock()
        self._scanned.move_to_end(device)
        _trim(self._scanned)

    def came_by_qr(self, device: str) -> bool:
        """Whether this phone scanned the QR within the window."""
        at = self._scanned.get(device) if device else None
        return at is not None and self._clock() - at <= WINDOW


def _trim(known: "OrderedDict[str, deque[float]] | OrderedDict[str, float]") -> None:
    while len(known) > MOST_KNOWN:
        known.popitem(last=False)
