"""Admission of requests in batches: reads the heads of a few of those that arrive at the same moment, then lets the
event loop run everything else before the next batch.

Reading a request's head takes half a millisecond, and hundreds that arrive together are all ready to be read: on new
connections, and on open ones whose client always has one more. Without batches a visitor who comes after six hundred
others waits for six hundred heads, several times. Client addresses take turns (round robin, a fair queue), and in each
of them new connections and open ones do; so a stranger with thousands of connections delays a hall of phones only by
one address's share, and a newcomer at that address does not wait for all the requests that it has already sent. Used
with eventlet's server only; native threads are scheduled by the operating system.
"""

from collections import deque

from workshop.runtime import loop
from workshop.transport.queue_places import Waiting, WaitingPlace, first_waiting

BATCH, PROXIED_BATCH = 8, 32
"""Requests in one batch: some 4 ms of reading heads, or 16. Behind a proxy all have one address, and only larger
batches shorten the wait of the others."""


class Arrivals:
    """The connections of one server that wait to have a request read."""

    def __init__(self, batch: int = BATCH) -> None:
        self._batch, self._admitted = batch, 0
        self._waiting: dict[tuple[str, bool], deque[WaitingPlace]] = {}
        """address, and whether they had a request before → waiting connections in order; whose turn is next comes
        first"""

    def wait(self, address: str, handler: Waiting, again: bool = False) -> None:
        """Block until a request of the handler's connection may be read: its first, or `again` one. Raises Gone when
        the connection was closed meanwhile."""
        if not self._admitted:
            loop.spawn(self._admit_batches)
        if self._admitted < self._batch:
            self._admitted += 1
            return
        handler.place = WaitingPlace(handler.connection)
        self._waiting.setdefault((address, again), deque()).append(handler.place)
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
        """The next connection of those whose turn it is; None when all of them have gone."""
        whose = next(iter(self._waiting))
        theirs = self._waiting.pop(whose)
        place = first_waiting(theirs)
        if theirs:
            self._waiting[whose] = theirs  # behind the others
        return place
