"""The HTTP handler that applies `http_limits`. `handler_class` derives it from the handler class of either server,
eventlet's or Werkzeug's, which make one such object for each TCP connection.

Depends on `environ["eventlet.input"]` and on what both
handlers inherit from the standard library's; tests/live/test_http_limits.py tests it.
"""

import io
import socket as tcp
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from email.message import Message
from math import inf
from socketserver import BaseRequestHandler
from typing import TYPE_CHECKING, BinaryIO, cast
from wsgiref.types import WSGIApplication, WSGIEnvironment

from workshop.runtime import loop
from workshop.transport import lingering_close
from workshop.transport.fair_page_queue import WIRE, WsgiServer
from workshop.transport.http_head import HeadReader, is_sound
from workshop.transport.http_limits import Connections
from workshop.transport.queue_places import Gone, WaitingPlace

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
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
REFUSED = b"HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


def handler_class(connections: Connections, base: type[BaseRequestHandler], most: int) -> type[BaseRequestHandler]:
    """A subclass of a server's handler class `base` that keeps the limits, for at most `most` connections."""
    connections.most = most
    return type("Handler", (LimitedHandler, base), {"bounds": connections, "tells": hasattr(base, "get_environ")})


if TYPE_CHECKING:

    class _Handler:
        """What either server's handler class does, in front of which `LimitedHandler` stands."""

        def handle(self) -> None: ...
        def finish(self) -> None: ...
        def handle_one_request(self) -> None: ...
        def parse_request(self) -> bool: ...
        def handle_one_response(self) -> None: ...
        def run_wsgi(self) -> None: ...
        def get_environ(self) -> WSGIEnvironment: ...
        def make_environ(self) -> WSGIEnvironment: ...

else:
    _Handler = object


class LimitedHandler(_Handler):
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
    request_version: str
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
            super().handle()
        except Gone:
            self.close_connection = True
        finally:
            self.bounds.leave(self)

    def finish(self) -> None:
        """Close both files of the connection, also when the client is gone: an open one keeps the socket open."""
        with suppress(OSError):
            super().finish()
        for file in (self.wfile, self.rfile):
            with suppress(OSError, ValueError):
                file.close()

    def handle_one_request(self) -> None:
        self._since, self._body = time.monotonic(), 0
        self.bounds.owes(self, self._since + self.bounds.limits.head)
        if self.tells:
            self._wait_to_be_read()
        super().handle_one_request()
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
        head = HeadReader(file)
        self.rfile = cast(BinaryIO, head)
        try:
            read = super().parse_request()
        finally:
            self.rfile = file
        if not (read and head.whole):
            self.close_connection = self.close_connection or not head.whole
            return False
        if not is_sound(self.headers, self.request_version):
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
        super().handle_one_response()
        self._drop_unread()

    def _drop_unread(self) -> None:
        """Let the sender of a large body read the answer when the page did not read all of it."""
        taken = self.environ["eventlet.input"]
        unread = self._body - taken.position if self._body > loop.LARGE else 0
        if unread > 0 and not taken.should_send_hundred_continue:  # who was not asked for it sends none
            self._body = 0  # so that what is dropped does not complete the connection
            self.bounds.owes(self, time.monotonic() + lingering_close.SECONDS)
            lingering_close.drop_rest(cast(io.BufferedReader, self.rfile), unread)

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
            super().run_wsgi()
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
        return self._with_connection(super().get_environ())

    def make_environ(self) -> WSGIEnvironment:
        return self._with_connection(super().make_environ())

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


def _refuse(handler: LimitedHandler, status: bytes) -> None:
    handler.close_connection = True
    with suppress(OSError):
        handler.connection.sendall(REFUSED % status)
