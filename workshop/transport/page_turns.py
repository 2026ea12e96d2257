"""A fair queue for page requests: handles a few requests of each client address at a time, while the others wait
without blocking other addresses.

Thousands of requests that arrive at the same moment from one address therefore take no more of the event loop than a
few would: visitors from other addresses, and everyone on Socket.IO, run in between. Within one address (a whole hall
may share one), requests with a phone's cookie go before requests without. Used with eventlet's server only; native
threads are scheduled by the operating system.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from workshop.runtime import loop

AT_ONCE = 8
"""Requests of one address that are handled at the same time."""
WIRE = "/socket.io"
STEP_ASIDE = "workshop.aside"
"""Key in a request's environ of a function to call before the handler delays its response on purpose: it gives up the
request's turn."""


class PageTurns:
    """The queues of one server. `proxied`: the client's address is read from the proxy's X-Forwarded-For header."""

    def __init__(self, proxied: bool = False) -> None:
        self._proxied = proxied
        self._lock = threading.Lock()  # held only for bookkeeping, never while waiting
        self._working: dict[str, int] = {}
        self._waiting: dict[str, tuple[deque[loop.Answer[None]], deque[loop.Answer[None]]]] = {}
        """address → queue of requests with a cookie, queue of those without"""

    def around(self, handler: Any) -> Callable[..., Any]:
        """The handler's WSGI application, wrapped so that it waits for its turn. Socket.IO requests are not queued:
        they wait long and cost little."""
        app = handler.server.app
        if handler.path.startswith(WIRE):
            return app  # type: ignore[no-any-return]
        address, known = self._address(handler), "cookie" in handler.headers

        def in_turn(environ: dict[str, Any], start_response: Any) -> Any:
            self.take(address, known)
            handler.has_turn()
            turn = [address]
            environ[STEP_ASIDE] = lambda: self._give_once(turn)
            try:
                return app(environ, start_response)
            finally:
                self._give_once(turn)

        return in_turn

    def take(self, address: str, known: bool) -> None:
        """Wait for a turn. `known`: the request carries a cookie."""
        with self._lock:
            if self._working.get(address, 0) < AT_ONCE:
                self._working[address] = self._working.get(address, 0) + 1
                return
            mine = loop.Answer[None]()
            self._waiting.setdefault(address, (deque(), deque()))[0 if known else 1].append(mine)
        mine.wait(None)

    def give(self, address: str) -> None:
        """Pass the turn on to the next request of this address, if one waits."""
        with self._lock:
            first, then = self._waiting.get(address, (deque(), deque()))
            following = (first or then).popleft() if first or then else None
            if not (first or then):
                self._waiting.pop(address, None)
            if following is None:
                self._working[address] -= 1
                if not self._working[address]:
                    del self._working[address]
        if following is not None:
            following.set(None)

    def _give_once(self, turn: list[str]) -> None:
        if turn:
            self.give(turn.pop())

    def _address(self, handler: Any) -> str:
        forwarded = str(handler.headers.get("x-forwarded-for", "")) if self._proxied else ""
        return forwarded.rpartition(",")[2].strip() or str(handler.client_address[0])


def step_aside(environ: dict[str, Any]) -> None:
    """Give up the turn of a request that is about to wait on purpose."""
    give_up_turn: Callable[[], None] | None = environ.get(STEP_ASIDE)
    if give_up_turn is not None:
        give_up_turn()
