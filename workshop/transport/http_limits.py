"""The limits below HTTP: how long a request may take to come, how many may be on their way, how fast one may follow the
next.

Both servers (eventlet's and Werkzeug's) make one handler object for each TCP connection; `bounded` makes of their class
one that keeps these limits. A connection that owes something (the rest of a request, or, on the wire, to say who it is)
has a deadline, and when all places are taken it gives way to a new one: the oldest of the address that has most of
them. Who is in is never sent away for others, but for the lines that one browser has open beyond four.
So a thousand phones behind one address come in as they like, and a thousand half-open connections keep nobody out.

Leans on `environ["eventlet.input"]` and on what both handlers have of the standard library's;
tests/live/test_http_limits.py holds it to what it says.
"""

import io
import re
import socket as tcp
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email import errors
from email.message import Message
from functools import partial
from math import inf
from typing import Any

from workshop.runtime import loop
from workshop.runtime.metrics import seen
from workshop.transport.arrivals import Arrivals
from workshop.transport.page_turns import PageTurns

ARRIVED = "workshop.arrived"
"""In a request's environ: to be called once whoever sends it has been let in on the wire."""
WIRE = "/socket.io"
COOKIE_BYTES, HEAD_BYTES = 8192, 16_384
"""Ours have some hundred; a browser brings those of other programs on the same host. A whole head is kept as long as
its websocket."""
LENGTH = re.compile(r"[0-9]{1,15}")
BROKEN = (
    errors.MissingHeaderBodySeparatorDefect,
    errors.FirstHeaderLineIsContinuationDefect,
    errors.InvalidHeaderDefect,
)
"""What the parser finds in a head that two readers may read in two ways."""
SLICE = 50
"""Connections that are sent away before others have a turn."""
REFUSED = b"HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


@dataclass(frozen=True, kw_only=True)
class HttpLimits:
    """Seconds from the last answer to the next whole head, and to its whole body; requests at once, and seconds for
    each one more."""

    head: float = 15
    request: float = 30
    burst: int = 200
    every: float = 0.02


class Connections:
    """The connections of one server. `proxied`: they are a proxy's, and one carries many people's requests."""

    def __init__(self, *, proxied: bool = False, limits: HttpLimits | None = None) -> None:
        self.limits, self._proxied, self._most = limits or HttpLimits(), proxied, 0
        self.turns, self.arrivals = PageTurns(proxied), Arrivals()
        self._lock = threading.Lock()  # nothing waits while it is held
        self._open: set[Any] = set()
        self._owing: dict[str, dict[Any, float]] = {}
        """address → its connections that owe something, longest first, with their deadlines (time.monotonic)"""

    def bounded(self, base: Any, most: int) -> Any:
        """The handler class that keeps the limits, made of the server's own, for at most so many connections."""
        self._most = most
        loop.spawn(self._watch)
        return type("Handler", (_Bounded, base), {"bounds": self, "tells": hasattr(base, "get_environ")})

    def enter(self, one: Any) -> bool:
        """A place for a new connection; False when everybody who has one is in."""
        with self._lock:
            while len(self._open) >= self._most and self._owing:
                most = max(self._owing.values(), key=len)
                self._drop(next(iter(most)), "no room")
            if len(self._open) >= self._most:
                return False
            self._open.add(one)
            return True

    def leave(self, one: Any) -> None:
        """It is over."""
        with self._lock:
            self._open.discard(one)
            self._owes_nothing(one)

    def owes(self, one: Any, deadline: float) -> None:
        """From now on it owes something until `deadline`."""
        with self._lock:
            self._owes_nothing(one)
            if one in self._open:
                self._owing.setdefault(one.client_address[0], {})[one] = deadline

    def settle(self, one: Any) -> None:
        """It owes nothing."""
        with self._lock:
            self._owes_nothing(one)

    def pause(self, one: Any) -> float:
        """Seconds until its next request is read (GCRA): 0 for everybody who does not send hundreds at once."""
        if self._proxied:
            return 0.0
        now, limits = time.monotonic(), self.limits
        one.paid_until = max(one.paid_until, now - limits.burst * limits.every) + limits.every
        return max(0.0, float(one.paid_until - now))

    def _owes_nothing(self, one: Any) -> None:
        theirs = self._owing.get(one.client_address[0], {})
        theirs.pop(one, None)
        if not theirs:
            self._owing.pop(one.client_address[0], None)

    def _drop(self, one: Any, why: str) -> None:
        self._open.discard(one)
        self._owes_nothing(one)
        seen.cuts[why] += 1
        with suppress(OSError):  # whoever reads there wakes up
            one.connection.shutdown(tcp.SHUT_RDWR)

    def _watch(self) -> None:
        while True:
            loop.sleep(1)
            self._look(time.monotonic())

    def _look(self, now: float) -> None:
        """Who has sent all by now owes nothing; whose time is over goes."""
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
            loop.sleep(0)  # each that is dropped wakes up and closes

    def _settle_or_drop(self, one: Any, now: float) -> None:
        if one.has_sent_all():
            self._owes_nothing(one)
        elif self._owing.get(one.client_address[0], {}).get(one, inf) < now:
            self._drop(one, "too slow")


class _Bounded:
    """What is put in front of a server's handler class: one object a connection."""

    bounds: Connections
    tells: bool
    """whether the server tells how much of a body has come; native threads do not, there each read has its own limit"""
    client_address: Any
    connection: Any
    headers: Any
    path: str
    environ: dict[str, Any]
    rfile: Any
    application: Any
    close_connection: bool
    paid_until = 0.0
    _body = 0

    def handle(self) -> None:
        if not self.bounds.enter(self):
            _refuse(self, b"503 Service Unavailable")
            return
        try:
            if self.tells:
                self.bounds.owes(self, inf)  # while it waits it gives way to newcomers
                self.bounds.arrivals.wait(self.client_address[0])
            super().handle()  # type: ignore[misc]
        finally:
            self.bounds.leave(self)

    def handle_one_request(self) -> None:
        self._since, self._body = time.monotonic(), 0
        self.bounds.owes(self, self._since + self.bounds.limits.head)
        super().handle_one_request()  # type: ignore[misc]
        if not self.close_connection:
            loop.sleep(
                self.bounds.pause(self)
            )  # even without a pause: whoever always has one more would never let others run

    def parse_request(self) -> bool:
        file = self.rfile
        self.rfile = head = _Head(file)
        try:
            read = super().parse_request()  # type: ignore[misc]
        finally:
            self.rfile = file
        if not (read and head.whole):
            self.close_connection = self.close_connection or not head.whole
            return False
        if not is_sound(self.headers):
            _refuse(self, b"400 Bad Request")
            return False
        self.head_is_here(int(self.headers.get("content-length") or 0), self.path.startswith(WIRE))
        return True

    def head_is_here(self, body: int = 0, wire: bool = False) -> None:
        """The whole head of a request has been read: so many bytes are to follow, and on the wire to say who it is."""
        self._body = body if self.tells else 0
        if self._body:
            self.bounds.owes(self, self._since + self.bounds.limits.request)
        elif wire:
            self.bounds.owes(self, inf)
        else:
            self.bounds.settle(self)

    def handle_one_response(self) -> None:
        """Of eventlet's handler: the page is asked once its request is whole, and a body that was cut off asks
        nothing."""
        body = self._whole_body()
        if body is None:
            return
        if body:
            self.environ["eventlet.input"].rfile = io.BytesIO(body)
            self.head_is_here(wire=self.path.startswith(WIRE))
        if not self._body:
            self.bounds.owes(self, inf)  # while it waits for its turn it gives way to newcomers
        self.application = self.bounds.turns.around(self)
        super().handle_one_response()  # type: ignore[misc]

    def has_turn(self) -> None:
        """Its page is being made."""
        if not self._body:
            self.bounds.settle(self)

    def run_wsgi(self) -> None:
        """The same of Werkzeug's."""
        body, file = self._whole_body(), self.rfile
        if body is None:
            return
        self.rfile = io.BytesIO(body) if body else file
        try:
            super().run_wsgi()  # type: ignore[misc]
        finally:
            self.rfile = file

    def _whole_body(self) -> bytes | None:
        """A small body; nothing of a large one, or of one that waits to be asked for; None when it was cut off."""
        size = int(self.headers.get("content-length") or 0)
        if size > loop.LARGE or "expect" in self.headers:
            return b""
        with suppress(OSError):
            body: bytes = self.rfile.read(size)
            if len(body) == size:
                return body
        self.close_connection = True
        return None

    def has_sent_all(self) -> bool:
        """Whether a body was announced and all of it has come."""
        return bool(self._body) and self.environ["eventlet.input"].position >= self._body

    def get_environ(self) -> Any:
        return self._with_arrived(super().get_environ())  # type: ignore[misc]

    def make_environ(self) -> Any:
        return self._with_arrived(super().make_environ())  # type: ignore[misc]

    def _with_arrived(self, environ: dict[str, Any]) -> dict[str, Any]:
        environ[ARRIVED] = partial(self.bounds.settle, self)
        return environ


class _Head:
    """A file while a head is read from it: a head without an empty line at its end was cut off."""

    def __init__(self, file: Any) -> None:
        self._file, self.whole = file, False

    def readline(self, size: int = -1) -> bytes:
        line: bytes = self._file.readline(size)
        self.whole = line in (b"\r\n", b"\n")
        return line


def is_sound(headers: Message) -> bool:
    """Whether a head says in one way only where its request ends, and carries no more cookies than a browser would.

    No browser and no proxy in front sends a body in chunks, so nobody may.
    """
    lengths = headers.get_all("content-length", [])
    if (
        len(lengths) > 1
        or "transfer-encoding" in headers
        or any(isinstance(defect, BROKEN) for defect in headers.defects)
    ):
        return False
    if any(not LENGTH.fullmatch(length.strip(" \t")) for length in lengths):
        return False
    cookies, whole = (
        sum(map(len, headers.get_all("cookie", []))),
        sum(len(name) + len(value) for name, value in headers.items()),
    )
    return cookies <= COOKIE_BYTES and whole <= HEAD_BYTES


def arrived(environ: dict[str, Any]) -> None:
    """Whoever sent this request is in: their connection gives way to nobody."""
    told: Callable[[], None] | None = environ.get(ARRIVED)
    if told is not None:
        told()


def _refuse(handler: Any, status: bytes) -> None:
    handler.close_connection = True
    with suppress(OSError):
        handler.connection.sendall(REFUSED % status)
