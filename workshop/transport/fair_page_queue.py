"""A fair queue for page requests: handles a few requests of each client address at a time, while the others wait
without blocking other addresses.

Thousands of requests that arrive at the same moment from one address therefore take no more of the event loop than a
few would: visitors from other addresses, and everyone on Socket.IO, run in between. Within one address (a whole hall
may share one), requests with a phone's cookie go first, then the first request of each connection: a newcomer's phone
has a cookie from its first page on, and only others ask again without one. Used with eventlet's server only; native
threads are scheduled by the operating system.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from email.message import Message
from typing import Protocol
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

from workshop.transport.queue_places import Waiting, WaitingPlace, first_waiting

AT_ONCE = 8
"""Requests of one address that are handled at the same time."""
KNOWN, NEW, AGAIN = range(3)
"""The order of the requests of one address: with a phone's cookie; the first one of a connection; others."""
RANKS = 3
WIRE = "/socket.io"
STEP_ASIDE = "workshop.aside"
"""Key in a request's environ of a function to call before the handler delays its response on purpose: it gives up the
request's turn."""

Known = Callable[[Message], bool]
"""Given a request's headers: whether it carries a phone's cookie."""


class WsgiServer(Protocol):
    """What is used of a server."""

    @property
    def app(self) -> WSGIApplication:
        """The application that it serves."""


class Handler(Waiting, Protocol):
    """What is used of a server's handler: one object for each connection."""

    server: WsgiServer
    client_address: tuple[str, int]
    headers: Message
    path: str
    turns: int
    """Turns that its connection has had."""

    def has_turn(self) -> None:
        """The request's turn has come."""


class PageTurns:
    """The queues of one server.

    `proxied`: the client's address is read from the proxy's X-Forwarded-For header. `known` is given a request's
    headers and returns whether it carries a phone's cookie (which is not checked: a stranger may make one up).
    """

    def __init__(self, proxied: bool = False, known: Known = lambda headers: "cookie" in headers) -> None:
        self._proxied, self._known = proxied, known
        self._lock = threading.Lock()  # held only for bookkeeping, never while waiting
        self._working: dict[str, int] = {}
        self._waiting: dict[str, tuple[deque[WaitingPlace], ...]] = {}
        """address → its queues, one for each rank"""

    def around(self, handler: Handler, reads: bool = False) -> WSGIApplication:
        """Wait for the turn of the handler's request; returns its WSGI application, which gives up the turn
        afterwards, or with `reads` as soon as it reads a body that is still to come.

        Socket.IO requests are not queued: they wait long and cost little. Raises Gone when the connection was closed
        meanwhile.
        """
        app = handler.server.app
        if handler.path.startswith(WIRE):
            return app
        address = self._address(handler)
        self.take(address, self._rank(handler), handler)
        handler.has_turn()
        turn = [address]

        def in_turn(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            environ[STEP_ASIDE] = lambda: self._give_once(turn)
            if reads:
                environ["wsgi.input"] = _Aside(environ["wsgi.input"], environ[STEP_ASIDE])
            try:
                return app(environ, start_response)
            finally:
                self._give_once(turn)

        return in_turn

    def take(self, address: str, rank: int, handler: Handler) -> None:
        """Wait for a turn, behind requests of the same or a lower rank; raises Gone when the handler's connection was
        closed meanwhile."""
        with self._lock:
            if self._working.get(address, 0) < AT_ONCE:
                self._working[address] = self._working.get(address, 0) + 1
                return
            handler.place = WaitingPlace(handler.connection)
            self._waiting.setdefault(address, tuple(deque() for _ in range(RANKS)))[rank].append(handler.place)
        try:
            handler.place.wait()
        except Exception:
            if not handler.place.cancelled:  # it had its turn by then
                self.give(address)
            raise

    def give(self, address: str) -> None:
        """Pass the turn on to the next request of this address, if one waits."""
        with self._lock:
            queues = self._waiting.get(address, ())
            following = next(filter(None, map(first_waiting, queues)), None)
            if not any(queues):
                self._waiting.pop(address, None)
            if following is None:
                self._working[address] -= 1
                if not self._working[address]:
                    del self._working[address]
            else:
                following.admit()

    def _give_once(self, turn: list[str]) -> None:
        if turn:
            self.give(turn.pop())

    def _rank(self, handler: Handler) -> int:
        """KNOWN, NEW or AGAIN. A proxy's connections carry many people, so its visitors are all as if new."""
        if self._known(handler.headers):
            return KNOWN
        return NEW if self._proxied or not handler.turns else AGAIN

    def _address(self, handler: Handler) -> str:
        forwarded = str(handler.headers.get("x-forwarded-for", "")) if self._proxied else ""
        return forwarded.rpartition(",")[2].strip() or str(handler.client_address[0])


class _Aside:
    """A request's body that gives up the turn when it is first read: it may come slowly."""

    def __init__(self, body: InputStream, step_aside: Callable[[], None]) -> None:
        self._body, self._step_aside = body, step_aside

    def __getattr__(self, name: str) -> object:
        self._step_aside()
        return getattr(self._body, name)

    def __iter__(self) -> Iterator[bytes]:
        self._step_aside()
        return iter(self._body)


def step_aside(environ: WSGIEnvironment) -> None:
    """Give up the turn of a request that is about to wait on purpose."""
    give_up_turn: Callable[[], None] | None = environ.get(STEP_ASIDE)
    if give_up_turn is not None:
        give_up_turn()
