"""HTTP limits per TCP connection: deadlines for a request's head and body, the number of open connections, and a rate
limit for requests.

Both servers (eventlet's and Werkzeug's) create one handler object per TCP connection; `bounded` derives from their
class one that keeps these limits. A connection that is incomplete (the rest of a request is due or, on Socket.IO, it
has not joined yet, or has left) has a deadline. When all places are taken, a new connection displaces an incomplete
one: the oldest of the address that has most of them. A connection that has joined is never displaced, except for those
that one browser has open beyond four. So a thousand phones behind one address can come in, and a thousand half-open
connections (a slowloris attack) keep no phone out.

Depends on `environ["eventlet.input"]` and on what both handlers inherit from the standard library's;
tests/live/test_http_limits.py tests it.
"""

import io
import re
import socket as tcp
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from email import errors
from email.message import Message
from math import inf
from socketserver import BaseRequestHandler
from typing import BinaryIO, cast
from wsgiref.types import WSGIApplication, WSGIEnvironment

from workshop.runtime import loop
from workshop.runtime.jobs import Job
from workshop.runtime.metrics import seen
from workshop.runtime.token_bucket import Rate
from workshop.transport.arrivals import BATCH, PROXIED_BATCH, Arrivals
from workshop.transport.page_turns import Known, PageTurns, WsgiServer
from workshop.transport.waiting_places import Gone, WaitingPlace

CONNECTION = "workshop.connection"
"""Key in a request's environ of its TCP connection: `has_joined()` is to be called once the request's sender has joined
on Socket.IO, `has_left()` once it has left again while this connection is still open."""
UPGRADED = "workshop.upgraded"
"""Key of a function to call once the request's connection is a websocket."""
AFTER_RESPONSE = ("eventlet.input", "eventlet.posthooks")
"""What eventlet reads of a handler's environ after the application has returned."""
AFTER_WEBSOCKET = ("REQUEST_METHOD", "HTTP_ORIGIN")
"""What engine.io reads of the environ of a websocket after its end."""
NO_HEADERS = Message()
WIRE = "/socket.io"
COOKIE_BYTES, HEAD_BYTES = 8192, 16_384
"""Our cookies have some hundred bytes; a browser adds those of other programs on the same host. A whole head is kept in
memory as long as its websocket."""
LENGTH = re.compile(r"[0-9]{1,15}")
BROKEN = (
    errors.MissingHeaderBodySeparatorDefect,
    errors.FirstHeaderLineIsContinuationDefect,
    errors.InvalidHeaderDefect,
)
"""What the parser finds in a head that two parsers may read in two ways (request smuggling)."""
SLICE = 50
"""Connections closed before other green threads run."""
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
REFUSED = b"HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


@dataclass(frozen=True, kw_only=True)
class HttpLimits:
    """Seconds from the last response to the next complete head, and to its complete body; the rate of requests."""

    head: float = 15
    request: float = 30
    rate: Rate = Rate(200, 0.02)


class Connections:
    """The open connections of one server. `proxied`: they come from a proxy, and each carries the requests of many
    people."""

    def __init__(self, *, proxied: bool = False, limits: HttpLimits | None = None, known: Known | None = None) -> None:
        self.limits, self._proxied, self._most = limits or HttpLimits(), proxied, 0
        self.turns = PageTurns(proxied, known) if known else PageTurns(proxied)
        self.arrivals = Arrivals(PROXIED_BATCH if proxied else BATCH)
        self.job = Job(name="requests", run=lambda: self._look(time.monotonic()), every=1)
        self._lock = threading.Lock()  # held only for bookkeeping, never while waiting
        self._open: set[_Bounded] = set()
        self._owing: dict[str, dict[_Bounded, float]] = {}
        """address → its incomplete connections, oldest first, with their deadlines (time.monotonic)"""

    def bounded(self, base: type[BaseRequestHandler], most: int) -> type[BaseRequestHandler]:
        """A subclass of the server's handler class `base` that keeps the limits, for at most `most` connections."""
        self._most = most
        return type("Handler", (_Bounded, base), {"bounds": self, "tells": hasattr(base, "get_environ")})

    def enter(self, one: "_Bounded") -> bool:
        """Register a new connection. Returns False when all places are taken by connections that have joined."""
        with self._lock:
            while len(self._open) >= self._most and self._owing:
                most = max(self._owing.values(), key=len)
                self._drop(next(iter(most)), "no room")
            if len(self._open) >= self._most:
                return False
            self._open.add(one)
            return True

    def leave(self, one: "_Bounded") -> None:
        """A connection has closed."""
        with self._lock:
            self._open.discard(one)
            self._owes_nothing(one)

    def owes(self, one: "_Bounded", deadline: float) -> None:
        """Mark a connection as incomplete until `deadline`."""
        with self._lock:
            self._owes_nothing(one)
            if one in self._open:
                self._owing.setdefault(one.client_address[0], {})[one] = deadline

    def settle(self, one: "_Bounded") -> None:
        """Mark a connection as complete: it has no deadline and is not displaced."""
        with self._lock:
            self._owes_nothing(one)

    def pause(self, one: "_Bounded") -> float:
        """Seconds until the next request of a connection is read (rate limiter): 0 unless it sends hundreds in a
        burst."""
        if self._proxied:
            return 0.0
        now, rate = time.monotonic(), self.limits.rate
        one.full_at = rate.taken(one.full_at, now)
        return rate.wait(one.full_at, now)

    def _owes_nothing(self, one: "_Bounded") -> None:
        theirs = self._owing.get(one.client_address[0], {})
        theirs.pop(one, None)
        if not theirs:
            self._owing.pop(one.client_address[0], None)

    def _drop(self, one: "_Bounded", why: str) -> None:
        self._open.discard(one)
        self._owes_nothing(one)
        seen.cuts[why] += 1
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

    def _settle_or_drop(self, one: "_Bounded", now: float) -> None:
        if one.has_sent_all():
            self._owes_nothing(one)
        elif self._owing.get(one.client_address[0], {}).get(one, inf) < now:
            self._drop(one, "too slow")


class _Bounded:
    """Mixin in front of a server's handler class: one object per connection."""

    bounds: Connections
    tells: bool
    """whether the server reports how much of a body has arrived; native threads do not, each of their reads has a
    timeout"""
    server: WsgiServer
    client_address: tuple[str, int]
    connection: tcp.socket
    headers: Message
    path: str
    environ: WSGIEnvironment
    rfile: BinaryIO
    wfile: BinaryIO
    application: WSGIApplication
    close_connection: bool
    full_at = 0.0
    """when its bucket of requests is full again"""
    turns = 0
    place: WaitingPlace | None = None
    """its place in the queue in which it waits, or waited last"""
    _body = 0
    _begun = False
    """whether a request of it was read before"""

    def handle(self) -> None:
        if not self.bounds.enter(self):
            _refuse(self, b"503 Service Unavailable")
            return
        try:
            super().handle()  # type: ignore[misc]
        except Gone:
            self.close_connection = True
        finally:
            self.bounds.leave(self)

    def finish(self) -> None:
        """Close both files of the connection, also when the client is gone: an open one keeps the socket open."""
        with suppress(OSError):
            super().finish()  # type: ignore[misc]
        for file in (self.wfile, self.rfile):
            with suppress(OSError, ValueError):
                file.close()

    def handle_one_request(self) -> None:
        self._since, self._body = time.monotonic(), 0
        self.bounds.owes(self, self._since + self.bounds.limits.head)
        if self.tells:
            self._wait_to_be_read()
        super().handle_one_request()  # type: ignore[misc]
        if not self.close_connection:
            # Even a pause of 0: a client that always has one more request would starve the others.
            loop.sleep(self.bounds.pause(self))

    def _wait_to_be_read(self) -> None:
        """Wait until something of a request has arrived, then for its turn to be read; raises Gone, also when nothing
        arrives in time or the connection breaks: a file that has timed out cannot be read again."""
        try:
            arrived = cast(io.BufferedReader, self.rfile).peek(1)
        except (OSError, ValueError):
            raise Gone from None
        if arrived:
            self.bounds.arrivals.wait(self.client_address[0], self, again=self._begun)
        self._begun = True

    def parse_request(self) -> bool:
        file = self.rfile
        head = _Head(file)
        self.rfile = cast(BinaryIO, head)
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
        """The head of a request is complete: `body` bytes are to follow; on Socket.IO (`wire`) the sender has yet to
        join."""
        self._body = body if self.tells else 0
        if self._body:
            self.bounds.owes(self, self._since + self.bounds.limits.request)
        elif wire:
            self.bounds.owes(self, inf)
        else:
            self.bounds.settle(self)

    def handle_one_response(self) -> None:
        """Override of eventlet's handler: call the application once its request is complete; drop a request whose body
        was cut off."""
        body = self._whole_body()
        if body is None:
            return
        if body:
            self.environ["eventlet.input"].rfile = io.BytesIO(body)
            self.head_is_here(wire=self.path.startswith(WIRE))
        if not self._body:
            self.bounds.owes(self, inf)  # while it waits for its turn it may be displaced
        self.application = self.bounds.turns.around(self, reads=body == b"" and self._body > 0)
        super().handle_one_response()  # type: ignore[misc]

    def has_joined(self) -> None:
        """The sender has joined on Socket.IO: the connection is complete."""
        self.bounds.settle(self)

    def has_left(self) -> None:
        """The sender has left on Socket.IO: the connection may be displaced until it is closed."""
        self.bounds.owes(self, inf)

    def has_turn(self) -> None:
        """The request's turn has come: its page is being rendered."""
        self.turns += 1
        if not self._body:
            self.bounds.settle(self)

    def run_wsgi(self) -> None:
        """Override of Werkzeug's handler, which calls this where eventlet's calls `handle_one_response`."""
        body, file = self._whole_body(), self.rfile
        if body is None:
            return
        self.rfile = io.BytesIO(body) if body else file
        try:
            super().run_wsgi()  # type: ignore[misc]
        finally:
            self.rfile = file

    def _whole_body(self) -> bytes | None:
        """The body if it is small; b"" for a large one, which the application reads; None when it was cut off."""
        size = int(self.headers.get("content-length") or 0)
        if size > loop.LARGE:
            return b""
        self._continue()
        with suppress(OSError):
            body: bytes = self.rfile.read(size)
            if len(body) == size:
                return body
        self.close_connection = True
        return None

    def handle_expect_100(self) -> bool:
        """Override of the standard library's, which would ask for a body while its head is parsed."""
        return True

    def _continue(self) -> None:
        """Ask for a body whose sender waits for "100 Continue", so that it is read before anything is done for it."""
        if self.headers.get("expect", "").strip().lower() != "100-continue":
            return
        del self.headers["expect"]
        with suppress(OSError):
            self.connection.sendall(CONTINUE)
        if self.tells:
            self.environ["eventlet.input"].wfile = None  # it would ask again

    def has_sent_all(self) -> bool:
        """Whether a body was announced and all of it has arrived."""
        return bool(self._body) and self.environ["eventlet.input"].position >= self._body

    def get_environ(self) -> WSGIEnvironment:
        return self._with_connection(super().get_environ())  # type: ignore[misc]

    def make_environ(self) -> WSGIEnvironment:
        return self._with_connection(super().make_environ())  # type: ignore[misc]

    def _with_connection(self, environ: WSGIEnvironment) -> WSGIEnvironment:
        environ[CONNECTION] = self
        if self.tells:
            environ[UPGRADED] = self._drop_http
        return environ

    def _drop_http(self) -> None:
        """The connection is a websocket until its end: drop what only HTTP needs. The buffers of both files alone are
        24 kB, and a hall of phones would keep theirs all evening."""
        for file in (self.wfile, self.rfile):
            file.close()
        keep_only(self.environ, AFTER_RESPONSE)
        self.headers, self.place = NO_HEADERS, None


class _Head:
    """A file while a request head is read from it. `whole` is False when the head did not end with an empty line (cut
    off)."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.whole = file, False

    def readline(self, size: int = -1) -> bytes:
        line: bytes = self._file.readline(size)
        self.whole = line in (b"\r\n", b"\n")
        return line


def is_sound(headers: Message) -> bool:
    """Whether a head defines the end of its request unambiguously (no request smuggling) and carries no more cookies
    than a browser would.

    No browser and no proxy in front sends a chunked body, so chunked bodies are refused.
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


def upgraded(environ: WSGIEnvironment) -> None:
    """The connection of this request is a websocket from now on: forget the request."""
    drop_http: Callable[[], None] | None = environ.get(UPGRADED)
    keep_only(environ, AFTER_WEBSOCKET)
    if drop_http is not None:
        drop_http()


def keep_only(environ: WSGIEnvironment, names: Iterable[str]) -> None:
    """Remove everything else from an environ, which some callers may hold as long as a connection lasts."""
    kept = {name: environ[name] for name in names if name in environ}
    environ.clear()  # also gives back the dict's table, which removing single keys would not
    environ.update(kept)


def _refuse(handler: _Bounded, status: bytes) -> None:
    handler.close_connection = True
    with suppress(OSError):
        handler.connection.sendall(REFUSED % status)
