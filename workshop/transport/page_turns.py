"""Turns at the pages: of the requests of one address a few are worked off at once, and the others wait without keeping
anybody waiting.

So thousands that come at the same moment from one address take no more of the loop than a few: visitors from elsewhere,
and everybody on the wire, have their turns in between. Of one address (a hall has one), who carries a phone's cookie
goes before who carries none. Eventlet's server alone; native threads have their turns from the system.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from workshop.runtime import loop

AT_ONCE = 8
"""Requests of one address that are worked off at the same time."""
WIRE = "/socket.io"
ASIDE = "workshop.aside"
"""In a request's environ: to be called by whoever makes its visitor wait on purpose."""


class PageTurns:
    """The turns of one server. `proxied`: the address is the one that the proxy tells."""

    def __init__(self, proxied: bool = False) -> None:
        self._proxied = proxied
        self._lock = threading.Lock()  # nothing waits while it is held
        self._working: dict[str, int] = {}
        self._waiting: dict[str, tuple[deque[loop.Answer[None]], deque[loop.Answer[None]]]] = {}
        """address → those with a cookie, those without, each in their order"""

    def around(self, handler: Any) -> Callable[..., Any]:
        """The handler's application, asked when it is this request's turn. The wire has no turns: it waits for long and
        costs little."""
        app = handler.server.app
        if handler.path.startswith(WIRE):
            return app  # type: ignore[no-any-return]
        address, known = self._address(handler), "cookie" in handler.headers

        def in_turn(environ: dict[str, Any], start_response: Any) -> Any:
            self.take(address, known)
            handler.has_turn()
            turn = [address]
            environ[ASIDE] = lambda: self._end(turn)
            try:
                return app(environ, start_response)
            finally:
                self._end(turn)

        return in_turn

    def take(self, address: str, known: bool) -> None:
        """Wait for a turn."""
        with self._lock:
            if self._working.get(address, 0) < AT_ONCE:
                self._working[address] = self._working.get(address, 0) + 1
                return
            mine = loop.Answer[None]()
            self._waiting.setdefault(address, (deque(), deque()))[0 if known else 1].append(mine)
        mine.wait(None)

    def give(self, address: str) -> None:
        """The turn goes to the next of this address, if one waits."""
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

    def _end(self, turn: list[str]) -> None:
        if turn:
            self.give(turn.pop())

    def _address(self, handler: Any) -> str:
        told = str(handler.headers.get("x-forwarded-for", "")) if self._proxied else ""
        return told.rpartition(",")[2].strip() or str(handler.client_address[0])


def step_aside(environ: dict[str, Any]) -> None:
    """This request is about to wait on purpose."""
    told: Callable[[], None] | None = environ.get(ASIDE)
    if told is not None:
        told()
