"""The event loop's mode with native threads: one for each request, and Werkzeug's server. See `loop.py`."""

import logging
import os
import queue
import select
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVarTuple, cast
from wsgiref.types import WSGIApplication, WSGIEnvironment

from workshop.runtime.loop_mode_types import (
    GRACE,
    THREADING,
    Call,
    Cancellable,
    Derive,
    GreenThread,
    HandlerClass,
    Hub,
    Stop,
    Waiter,
    logged,
)

HANDLERS_RUN = 0.5
"""Longest interval in seconds at which the main thread checks for signals."""

Args = TypeVarTuple("Args")
log = logging.getLogger(__name__)

# Bound before eventlet patches anything: native threads must never use a green version of these.
_Queue, _sleep = queue.SimpleQueue, time.sleep
_read, _write, _poll = os.read, os.write, select.poll


def read(pipe: int, size: int, seconds: float) -> bytes:
    """Up to `size` bytes from a pipe, b"" at its end. Only in a native thread, which it holds up. Raises TimeoutError
    when there is nothing for `seconds`."""
    _wait(pipe, select.POLLIN, seconds)
    return _read(pipe, size)


def write(pipe: int, message: bytes | memoryview, seconds: float) -> int:
    """Writes to a pipe that does not block; returns how many bytes it took. Only in a native thread. Raises
    TimeoutError when it takes none for `seconds`."""
    _wait(pipe, select.POLLOUT, seconds)
    return _write(pipe, message)


def _wait(pipe: int, event: int, seconds: float) -> None:
    waiting = _poll()
    waiting.register(pipe, event)
    if not waiting.poll(max(0, seconds) * 1000):
        raise TimeoutError(f"nothing on the pipe within {seconds:.1f} s")


class NativeWaiter:
    """A native thread waits."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self.wait, self.fire = self._event.wait, self._event.set


class NativeThreads:
    """Native threads only; Werkzeug serves."""

    name = THREADING

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Call] = _Queue()
        self._caller: threading.Thread | None = None
        self._lock = threading.Lock()
        self.sleep = _sleep
        self.waiter: Callable[[], Waiter] = NativeWaiter

    def spawn(self, fn: Callable[[*Args], object], *args: *Args) -> None:
        threading.Thread(target=fn, args=args, daemon=True).start()

    def spawn_after(self, seconds: float, fn: Callable[[*Args], object], *args: *Args) -> Cancellable:
        timer = threading.Timer(seconds, fn, args)
        timer.daemon = True
        timer.start()
        return timer

    def hub(self) -> tuple[Hub, Callable[[], GreenThread]]:
        raise RuntimeError("native threads have no poll")

    def call_soon(self, fn: Callable[[*Args], object], *args: *Args) -> None:
        if self._caller is None:
            with self._lock:
                if self._caller is None:
                    self._caller = threading.Thread(target=self._call, name="loop", daemon=True)
                    self._caller.start()
        self._calls.put((fn, args))

    def _call(self) -> None:
        while True:
            fn, args = self._calls.get()
            logged(fn, *args)

    def serve(
        self,
        listener: socket.socket,
        app: WSGIApplication,
        _size: int,
        timeout: float,
        stop: Stop,
        bounds: Derive,
        _handler: Derive | None,
    ) -> None:
        from werkzeug.serving import WSGIRequestHandler, make_server

        host, port = listener.getsockname()[:2]
        log.warning("serving with native threads: a fallback for fewer phones (WORKSHOP_ASYNC=threading)")
        derived = cast(type[WSGIRequestHandler], bounds(_quiet_handler(timeout)))
        server = make_server(host, port, app, threaded=True, request_handler=derived, fd=listener.fileno())
        thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        # The system may deliver a signal to any thread, but only this one runs its handler, and not during an endless
        # wait.
        while not stop.done:
            with suppress(TimeoutError):
                stop.wait(HANDLERS_RUN)
        server.shutdown()
        thread.join(GRACE)


def _quiet_handler(patience: float) -> HandlerClass:
    """Werkzeug's handler class without its access log, with a timeout that ends where a websocket begins."""
    from werkzeug.serving import WSGIRequestHandler

    class Handler(WSGIRequestHandler):
        timeout = patience

        def log(self, type: str, message: str, *args: object) -> None:
            """Log nothing: addresses and paths are personal data."""

        def make_environ(self) -> WSGIEnvironment:
            environ = super().make_environ()
            if environ.get("HTTP_UPGRADE", "").lower() == "websocket":
                self.connection.settimeout(None)
            return environ

    return Handler
