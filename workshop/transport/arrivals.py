"""Admission of new TCP connections in batches: starts a few of those that arrive at the same moment, then lets the
event loop run everything else before the next batch.

Reading the request head of a connection takes half a millisecond, and hundreds that arrive together are all ready to be
read. Without batches a visitor who comes after six hundred others waits for six hundred heads. Client addresses take
turns (round robin, a fair queue), so a stranger with thousands of connections delays a hall of phones only by one
address's share. Used with eventlet's server only; native threads are scheduled by the operating system.
"""

from collections import deque

from workshop.runtime import loop
from workshop.transport.waiting_places import Waiting, WaitingPlace, first_waiting

BATCH, PROXIED_BATCH = 8, 32
"""Connections in one batch: some 4 ms of reading heads, or 16. Behind a proxy all have one address, and only larger
batches shorten the wait of the others."""


class Arrivals:
    """The waiting connections of one server."""

    def __init__(self, batch: int = BATCH) -> None:
        self._batch, self._admitted = batch, 0
        self._waiting: dict[str, deque[WaitingPlace]] = {}
        """address → its waiting connections in order of arrival; the address whose turn is next comes first"""

    def wait(self, address: str, handler: Waiting) -> None:
        """Block until the connection of `handler` may be handled; raises Gone when it was closed meanwhile."""
        if not self._admitted:
            loop.spawn(self._admit_batches)
        if self._admitted < self._batch:
            self._admitted += 1
            return
        handler.place = WaitingPlace(handler.connection)
        self._waiting.setdefault(address, deque()).append(handler.place)
        handler.place.wait()

    def _admit_batches(self) -> None:
        """Admit one batch after another until no connection waits."""
        while self._admitted:
            loop.sleep(0)  # the loop runs all other green threads
            self._admitted = 0
            while self._waiting and self._admitted < self._batch:
                if place := self._next():
                    self._admitted += 1
                    place.admit()

    def _next(self) -> WaitingPlace | None:
        """The next connection of the address whose turn it is; None when all of that address have gone."""
        address = next(iter(self._waiting))
        theirs = self._waiting.pop(address)
        place = first_waiting(theirs)
        if theirs:
            self._waiting[address] = theirs  # behind the other addresses
        return place
