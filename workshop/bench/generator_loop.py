"""The generator's event loop: one epoll that is polled every few milliseconds and never blocks.

A receiver that blocks in epoll_wait makes each send() of the server pay for waking it, and that time would be charged
to the server (5 to 35 µs a message in a virtual machine). So the loop sleeps a few milliseconds and then reads
everything that has arrived. The price: times are accurate to about four milliseconds.
"""

import heapq
import itertools
import resource
import select
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

NAP = 0.0035
AT_ONCE = 1024
BUFFER = 65536
Fn = Callable[[], None]


class Taker(Protocol):
    """A connection that the loop reads for."""

    sock: socket.socket

    def take(self, data: bytes, now: float) -> None:
        """Received bytes, in pieces of any size."""

    def ended(self) -> None:
        """The other side closed the connection."""


class Poll:
    """One loop for all connections of the bench."""

    def __init__(self) -> None:
        self._epoll = select.epoll()
        self._takers: dict[int, Taker] = {}
        self._later: list[tuple[float, int, Fn]] = []
        self._count = itertools.count()

    def add(self, taker: Taker) -> None:
        """Read for this connection from now on."""
        self._takers[taker.sock.fileno()] = taker
        self._epoll.register(taker.sock.fileno(), select.EPOLLIN)

    def drop(self, taker: Taker) -> None:
        """Close it and stop reading."""
        number = taker.sock.fileno()
        if self._takers.pop(number, None) is not None:
            self._epoll.unregister(number)
        taker.sock.close()

    def at(self, when: float, fn: Fn) -> None:
        """Call `fn` at about this moment of time.monotonic, while the loop runs."""
        heapq.heappush(self._later, (when, next(self._count), fn))

    @contextmanager
    def guests(self) -> Iterator[None]:
        """Connections opened and calls planned inside it end with it, so that what a failed measurement left can
        disturb no later one."""
        stay, later = {id(taker) for taker in self._takers.values()}, self._later
        self._later = []
        try:
            yield
        finally:
            self._later = later
            for taker in [taker for taker in self._takers.values() if id(taker) not in stay]:
                self.drop(taker)

    def run(self, until: Callable[[], bool], seconds: float) -> bool:
        """Run until `until()` is true, at most so many seconds. Whether it became true."""
        end = time.monotonic() + seconds
        while not until():
            if time.monotonic() > end:
                return False
            self._due()
            if self._step() < AT_ONCE // 8:
                time.sleep(NAP)
        return True

    def rest(self, seconds: float) -> None:
        """Run for so many seconds."""
        self.run(lambda: False, seconds)

    def _due(self) -> None:
        while self._later and self._later[0][0] <= time.monotonic():
            heapq.heappop(self._later)[2]()

    def _step(self) -> int:
        events = self._epoll.poll(0, AT_ONCE)
        for number, _ in events:
            taker = self._takers.get(number)
            if taker is None:
                continue
            try:
                data = taker.sock.recv(BUFFER)
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            if data:
                taker.take(data, time.monotonic())
            else:
                self.drop(taker)
                taker.ended()
        return len(events)


def dialled(port: int, number: int = 0) -> socket.socket:
    """A connection to this machine. `number` chooses the loopback address that it comes from, so that a crowd has more
    than one address."""
    sock = socket.socket()
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.bind((source(number), 0))
    sock.connect(("127.0.0.1", port))
    sock.setblocking(False)
    return sock


def source(number: int) -> str:
    """The loopback address of the phone with this number."""
    return f"127.{1 + number // 62500 % 200}.{1 + number // 250 % 250}.{1 + number % 250}"


def allow_files(wanted: int) -> int:
    """Raise the limit of open files as far as the machine allows. The limit that now holds."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    top = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if top > soft:
        resource.setrlimit(resource.RLIMIT_NOFILE, (top, hard))
    return max(top, soft)
