"""HTTP limits for each TCP connection: deadlines for a request's head and body, the number of open connections, and a
rate limiter for requests.

A connection that is incomplete (the rest of a request is due or, on Socket.IO, it has not joined yet, or has left) has
a deadline. When all places are taken, a new connection displaces an incomplete one: the oldest of the address that has
most of them. A connection that has joined is never displaced, except for those that one browser has open beyond four.
So a thousand phones behind one address can come in, and a thousand half-open connections (a slowloris attack) keep no
phone out. `http_handler` applies these limits to the servers' handlers.
"""

import socket as tcp
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from typing import Protocol

from workshop.runtime import loop
from workshop.runtime.jobs import Job
from workshop.runtime.metrics import metrics
from workshop.runtime.token_bucket import Rate
from workshop.transport.batched_admission import BATCH, PROXIED_BATCH, Arrivals
from workshop.transport.fair_page_queue import Known, PageTurns
from workshop.transport.queue_places import WaitingPlace

SLICE = 50
"""Connections closed before other green threads run."""


@dataclass(frozen=True, kw_only=True)
class HttpLimits:
    """Seconds from the last response to the next complete head, and to its complete body; the rate of requests."""

    head: float = 15
    request: float = 30
    rate: Rate = Rate(200, 0.02)


class HttpConnection(Protocol):
    """What is used of a connection: its handler, one object for each."""

    client_address: tuple[str, int]
    connection: tcp.socket
    place: WaitingPlace | None
    """its place in the queue in which it waits, or waited last"""
    full_at: float
    """when its bucket of requests is full again"""

    def has_sent_all(self) -> bool:
        """Whether a body was announced and all of it has arrived."""


class Connections:
    """The open connections of one server. `proxied`: they come from a proxy, and each carries the requests of many
    people."""

    def __init__(self, *, proxied: bool = False, limits: HttpLimits | None = None, known: Known | None = None) -> None:
        self.limits, self._proxied = limits or HttpLimits(), proxied
        self.most = 0
        """how many may be open at a time"""
        self.turns = PageTurns(proxied, known) if known else PageTurns(proxied)
        self.arrivals = Arrivals(PROXIED_BATCH if proxied else BATCH)
        self.job = Job(name="requests", run=lambda: self._look(time.monotonic()), every=1)
        self._lock = threading.Lock()  # held only for bookkeeping, never while waiting
        self._open: set[HttpConnection] = set()
        self._owing: dict[str, dict[HttpConnection, float]] = {}
        """address → its incomplete connections, oldest first, with their deadlines (time.monotonic)"""

    def enter(self, one: HttpConnection) -> bool:
        """Register a new connection. Returns False when all places are taken by connections that have joined."""
        with self._lock:
            while len(self._open) >= self.most and self._owing:
                most = max(self._owing.values(), key=len)
                self._drop(next(iter(most)), "no room")
            if len(self._open) >= self.most:
                return False
            self._open.add(one)
            return True

    def leave(self, one: HttpConnection) -> None:
        """A connection has closed."""
        with self._lock:
            self._open.discard(one)
            self._owes_nothing(one)

    def owes(self, one: HttpConnection, deadline: float) -> None:
        """Mark a connection as incomplete until `deadline`."""
        with self._lock:
            self._owes_nothing(one)
            if one in self._open:
                self._owing.setdefault(one.client_address[0], {})[one] = deadline

    def settle(self, one: HttpConnection) -> None:
        """Mark a connection as complete: it has no deadline and is not displaced."""
        with self._lock:
            self._owes_nothing(one)

    def pause(self, one: HttpConnection) -> float:
        """Seconds until the next request of a connection is read (rate limiter): 0 unless it sends hundreds in a
        burst."""
        if self._proxied:
            return 0.0
        now, rate = time.monotonic(), self.limits.rate
        one.full_at = rate.taken(one.full_at, now)
        return rate.wait(one.full_at, now)

    def _owes_nothing(self, one: HttpConnection) -> None:
        theirs = self._owing.get(one.client_address[0], {})
        theirs.pop(one, None)
        if not theirs:
            self._owing.pop(one.client_address[0], None)

    def _drop(self, one: HttpConnection, why: str) -> None:
        self._open.discard(one)
        self._owes_nothing(one)
        metrics.cut_connections[why] += 1
        if one.place is not None:
            one.place.cancel()
        with suppress(OSError):  # wakes the thread that reads there
            one.connection.shutdown(tcp.SHUT_RDWR)

    def _look(self, now: float) -> None:
        """Complete the connections that have sent their whole body; close those past their deadline."""
        with self._lock:
            late = [
                one
                for theirs in self._owing.values()
                for one, deadline in theirs.items()
                if deadline < now or one.has_sent_all()
            ]
        for start in range(0, len(late), SLICE):
            with self._lock:
                for one in late[start : start + SLICE]:
                    self._settle_or_drop(one, now)
            loop.sleep(0)  # each dropped connection wakes its thread, which closes it

    def _settle_or_drop(self, one: HttpConnection, now: float) -> None:
        if one.has_sent_all():
            self._owes_nothing(one)
        elif self._owing.get(one.client_address[0], {}).get(one, inf) < now:
            self._drop(one, "too slow")
