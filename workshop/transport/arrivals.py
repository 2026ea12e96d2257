"""Admission of new TCP connections in batches: starts a few of those that arrive at the same moment, then lets the
event loop run everything else before the next batch.

Reading the request head of a connection takes half a millisecond, and hundreds that arrive together are all ready to be
read. Without batches a visitor who comes after six hundred others waits for six hundred heads. Client addresses take
turns (round robin, a fair queue), so a stranger with thousands of connections delays a hall of phones only by one
address's share. Used with eventlet's server only; native threads are scheduled by the operating system.
"""

from collections import deque

from workshop.runtime import loop

BATCH = 8
"""Connections in one batch."""


class Arrivals:
    """The waiting connections of one server."""

    def __init__(self) -> None:
        self._admitted = 0
        self._waiting: dict[str, deque[loop.Answer[None]]] = {}
        """address → its waiting connections in order of arrival; the address whose turn is next comes first"""

    def wait(self, address: str) -> None:
        """Block until the connection from `address` may be handled."""
        if not self._admitted:
            loop.spawn(self._admit_batches)
        if self._admitted < BATCH:
            self._admitted += 1
            return
        mine = loop.Answer[None]()
        self._waiting.setdefault(address, deque()).append(mine)
        mine.wait(None)

    def _admit_batches(self) -> None:
        """Admit one batch after another until no connection waits."""
        while self._admitted:
            loop.sleep(0)  # the loop runs all other green threads
            self._admitted = 0
            while self._waiting and self._admitted < BATCH:
                self._admitted += 1
                self._next().set(None)

    def _next(self) -> loop.Answer[None]:
        address = next(iter(self._waiting))
        theirs = self._waiting.pop(address)
        mine = theirs.popleft()
        if theirs:
            self._waiting[address] = theirs  # behind the other addresses
        return mine
