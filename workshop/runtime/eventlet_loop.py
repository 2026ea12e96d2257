"""The event loop's mode with green threads: the only module that imports eventlet. See `loop.py`.

`threading`, `queue` and `logging` stay native, so that a native writer thread can log and answer without touching a
green lock; it wakes the loop through a pipe.
"""

import os
import queue
import socket
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, TypeVarTuple, cast
from wsgiref.types import WSGIApplication

from workshop.runtime.loop_mode_types import (
    EVENTLET,
    GRACE,
    LARGE,
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
from workshop.runtime.threading_loop import NativeWaiter

LEAVING = 50
"""Connections beyond the maximum that are accepted in order to be refused."""

Args = TypeVarTuple("Args")

# Bound before anything is patched: native threads must never use a green version of these.
_Queue, _RLock = queue.SimpleQueue, threading.RLock
_sleep, _read, _write = time.sleep, os.read, os.write


class _Event(Protocol):
    """Eventlet's event, on which a green thread waits."""

    def send(self) -> object: ...


class _GreenWaiter:
    """A green thread waits; another thread wakes it through the pipe."""

    def __init__(self, loop: "EventletLoop") -> None:
        self._loop, self._event = loop, loop.eventlet.Event()

    def wait(self, timeout: float | None) -> object:
        return self._event.wait(timeout)

    def fire(self) -> None:
        self._loop.wake(self._event)


class EventletLoop:
    """Green threads in the thread that called `patch`. Native threads reach it only through `wake` and `call_soon`."""

    name = EVENTLET

    def __init__(self) -> None:
        warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
        # The loop never resolves a name, and importing eventlet's own resolver is a seventh of the start-up time.
        os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
        import eventlet
        import eventlet.hubs

        # psycopg stays native too: databases are used in native threads only
        eventlet.monkey_patch(thread=False, psycopg=False)
        # eventlet installs slow Python versions of these even when asked to leave threads unpatched
        queue.SimpleQueue, threading.RLock = _Queue, _RLock  # type: ignore[misc]  # they are classes
        self.eventlet = eventlet
        self._thread = threading.get_ident()
        self._inbox: queue.SimpleQueue[Call | _Event] = _Queue()
        self._woken = False
        self._calls = eventlet.Queue()
        self._pipe_out, self._pipe_in = os.pipe()
        os.set_blocking(self._pipe_out, False)
        os.set_blocking(self._pipe_in, False)
        eventlet.spawn(self._receive)
        eventlet.spawn(self._call)

    def waiter(self) -> Waiter:
        return _GreenWaiter(self) if self._at_home() else NativeWaiter()

    def sleep(self, seconds: float) -> None:
        (self.eventlet.sleep if self._at_home() else _sleep)(seconds)

    def spawn(self, fn: Callable[[*Args], object], *args: *Args) -> None:
        if self._at_home():
            self.eventlet.spawn(fn, *args)
        else:
            self.call_soon(self.eventlet.spawn, fn, *args)

    def spawn_after(self, seconds: float, fn: Callable[[*Args], object], *args: *Args) -> Cancellable:
        if not self._at_home():
            raise RuntimeError("spawn_after belongs to the loop; use call_soon from other threads")
        return cast(Cancellable, self.eventlet.spawn_after(seconds, fn, *args))

    def hub(self) -> tuple[Hub, Callable[[], GreenThread]]:
        return self.eventlet.hubs.get_hub(), self.eventlet.getcurrent

    def call_soon(self, fn: Callable[[*Args], object], *args: *Args) -> None:
        self.wake((fn, args))

    def wake(self, message: Call | _Event) -> None:
        """Queue an event to fire, or a (function, arguments) pair to call. Safe in any thread and in signal
        handlers."""
        self._inbox.put(message)
        if self._woken:
            return
        self._woken = True  # two threads may both get here: a second wake-up is harmless
        with suppress(BlockingIOError):  # the pipe is full of wake-ups already
            _write(self._pipe_in, b"!")

    def _receive(self) -> None:
        """Fires events itself; passes calls to a second green thread, so that a call may wait for an answer. The pipe
        stays registered with the poll, as only this green thread reads it and it waits nowhere else."""
        hub, here = self.eventlet.hubs.get_hub(), self.eventlet.getcurrent()
        hub.add(hub.READ, self._pipe_out, lambda _descriptor: here.switch(), here.throw, lambda: None)
        while True:
            hub.switch()
            _read(self._pipe_out, 4096)  # never blocks: this is the pipe's only reader
            # Reset between reading and emptying: a later message then writes another byte. Before reading, that byte
            # would be read away here.
            self._woken = False
            for _ in range(self._inbox.qsize()):
                message = self._inbox.get_nowait()
                if isinstance(message, tuple):
                    self._calls.put(message)
                else:
                    message.send()

    def _call(self) -> None:
        while True:
            fn, args = self._calls.get()
            logged(fn, *args)

    def _at_home(self) -> bool:
        return threading.get_ident() == self._thread

    def serve(
        self,
        listener: socket.socket,
        app: WSGIApplication,
        size: int,
        timeout: float,
        stop: Stop,
        bounds: Derive,
        handler: Derive | None,
    ) -> None:
        import eventlet.wsgi

        protocol = bounds(_impatient())
        protocol = protocol if handler is None else handler(protocol)
        options = {
            "max_size": size + LEAVING,
            "socket_timeout": timeout,
            "protocol": protocol,
            "log_output": False,
            "debug": False,
        }
        server = eventlet.spawn(eventlet.wsgi.server, listener, app, **options)
        server.link(lambda _ended: stop.set(None))
        stop.wait(None)
        # killing the server closes idle connections (websockets count as idle) and lets the others end
        eventlet.spawn(eventlet.kill, server)
        with eventlet.Timeout(GRACE, False), suppress(eventlet.greenlet.GreenletExit):
            server.wait()


def _impatient() -> HandlerClass:
    """Eventlet's HTTP handler class, which closes the connection after a large body that the page did not read: reading
    it then would never yield to other green threads."""
    from eventlet.wsgi import HttpProtocol

    class Protocol(HttpProtocol):  # type: ignore[misc]  # eventlet has no types
        def handle_one_response(self) -> None:
            length = self.headers.get("content-length") or "0"
            if int(length) > LARGE or self.headers.get("transfer-encoding"):
                self.close_connection = 1
            super().handle_one_response()

    return Protocol
