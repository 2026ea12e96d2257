"""What the two modes of the event loop (`threading_loop.py`, `eventlet_loop.py`) have in common: the types of what they
take and give, and how a failed call is logged."""

import logging
import socket
from collections.abc import Callable
from socketserver import BaseRequestHandler
from typing import Protocol, TypeVarTuple
from wsgiref.types import WSGIApplication

EVENTLET, THREADING = "eventlet", "threading"
LARGE = 64_000
"""Bytes of a request's body up to which its connection is kept alive for the next request."""
GRACE = 3.0
"""Seconds that running requests may take to end after a stop was requested."""

Args = TypeVarTuple("Args")
HandlerClass = type[BaseRequestHandler]
Derive = Callable[[HandlerClass], HandlerClass]
"""Makes the handler class that a server uses of its own."""
Call = tuple[Callable[..., object], tuple[object, ...]]
"""A function and its arguments."""
log = logging.getLogger(__name__)


class Cancellable(Protocol):
    """What `spawn_after` returns."""

    def cancel(self) -> object:
        """Cancel the call if it has not begun."""


class Waiter(Protocol):
    """One thread that waits for an `Answer`."""

    def wait(self, timeout: float | None) -> object:
        """Block until `fire`, or for `timeout` seconds."""

    def fire(self) -> None:
        """Wake it, from any thread."""


class GreenThread(Protocol):
    """A green thread of eventlet."""

    def switch(self) -> object:
        """Run it now."""

    def throw(self, error: BaseException, /) -> object:
        """Raise an exception where it waits."""


class Hub(Protocol):
    """Eventlet's poll, and what decides which green thread runs next."""

    READ: str

    def add(
        self,
        event: str,
        descriptor: int,
        ring: Callable[[int], object],
        throw: Callable[[BaseException], object],
        forget: Callable[[], object],
        /,
    ) -> object:
        """Register a descriptor; returns the listener, which calls `ring` for each event."""

    def remove(self, listener: object, /) -> object:
        """Unregister a listener."""

    def switch(self) -> object:
        """Run other green threads until this one is switched to."""


class Stop(Protocol):
    """An `Answer` that is set when the server is to stop."""

    @property
    def done(self) -> bool:
        """Whether it was set."""

    def set(self, value: None) -> None:
        """Ask the server to stop."""

    def wait(self, timeout: float | None) -> None:
        """Block until it is set; raises TimeoutError after `timeout` seconds."""


class Mode(Protocol):
    """What both modes do; the functions of the same names in `loop.py` say what."""

    name: str

    def waiter(self) -> Waiter:
        """What the present thread can wait on."""

    def spawn(self, fn: Callable[[*Args], object], *args: *Args) -> None: ...

    def spawn_after(self, seconds: float, fn: Callable[[*Args], object], *args: *Args) -> Cancellable: ...

    def sleep(self, seconds: float, /) -> None: ...

    def call_soon(self, fn: Callable[[*Args], object], *args: *Args) -> None: ...

    def hub(self) -> tuple[Hub, Callable[[], GreenThread]]: ...

    def serve(
        self,
        listener: socket.socket,
        app: WSGIApplication,
        size: int,
        timeout: float,
        stop: Stop,
        bounds: Derive,
        handler: Derive | None,
        /,
    ) -> None: ...


def logged(fn: Callable[[*Args], object], *args: *Args) -> None:
    """Call `fn`; an exception in it is logged and goes no further."""
    try:
        fn(*args)
    except Exception:
        log.exception("%s failed", getattr(fn, "__qualname__", fn))
