"""The event loop and threads: the only module that imports eventlet. Knows nothing of forums.

Two modes, one of which is chosen once at the start by `patch(mode)`:

- ``eventlet`` (default): one native thread runs all requests as green threads. `threading`, `queue` and `logging` stay
  native, so that a native writer thread can log and answer without touching a green lock; it wakes the loop through a
  pipe.
- ``threading``: Werkzeug's threaded server. A fallback for the day eventlet no longer installs; it serves fewer phones.

A process that never calls `patch` (export, rehearse, bench) is in threading mode and never imports eventlet. Green code
must hold no native lock while it waits: everything here that waits yields to the loop.
"""

import _thread
import logging
import os
import queue
import select
import signal
import socket
import threading
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from socketserver import BaseRequestHandler
from types import FrameType
from typing import Any, Generic, Protocol, TypeVar, TypeVarTuple, cast
from wsgiref.types import WSGIApplication, WSGIEnvironment

from workshop.runtime.listening import listen, raise_file_limit

EVENTLET, THREADING = "eventlet", "threading"
MODES = (EVENTLET, THREADING)
LARGE = 64_000
"""Bytes of a request's body up to which its connection is kept alive for the next request."""
HANDLERS_RUN = 0.5
"""Longest interval in seconds at which the main thread checks for signals."""
LEAVING = 50
"""Connections beyond the maximum that are accepted in order to be refused."""
GRACE = 3.0
"""Seconds that running requests may take to end after a stop was requested."""

T = TypeVar("T")
Args = TypeVarTuple("Args")
HandlerClass = type[BaseRequestHandler]
Derive = Callable[[HandlerClass], HandlerClass]
"""Makes the handler class that a server uses of its own."""
log = logging.getLogger(__name__)

# Bound before anything is patched: native threads must never use a green version of these.
_Queue, _RLock = queue.SimpleQueue, threading.RLock
_sleep, _read, _write, _poll = time.sleep, os.read, os.write, select.poll


Call = tuple[Callable[..., object], tuple[object, ...]]
"""A function and its arguments."""
Former = Callable[[int, FrameType | None], object] | int | None
"""How a signal was handled before."""


class _Event(Protocol):
    """Eventlet's event, on which a green thread waits."""

    def send(self) -> object: ...


class Cancellable(Protocol):
    """What `spawn_after` returns."""

    def cancel(self) -> object:
        """Cancel the call if it has not begun."""


class _Waiter(Protocol):
    """One thread that waits for an `Answer`."""

    def wait(self, timeout: float | None) -> object: ...

    def fire(self) -> None: ...


# ---------------------------------------------------------------------------------------------- public names


def patch(mode: str) -> None:
    """Choose the mode (`eventlet` or `threading`). First statement of `serve`, before sockets or databases are
    imported. Raises ValueError."""
    global _running
    if mode not in MODES:
        raise ValueError(f"unknown mode {mode!r}; one of {', '.join(MODES)}")
    if mode != _running.name:
        _running = _Eventlet() if mode == EVENTLET else _Threading()


def mode() -> str:
    """`eventlet` or `threading`; `/healthz` reports it."""
    return _running.name


def socketio_mode() -> str:
    """The `async_mode` to pass to Flask-SocketIO."""
    return _running.name


def spawn(fn: Callable[[*Args], object], *args: *Args) -> None:
    """Run `fn` concurrently. An exception in it is logged and ends only that call."""
    _running.spawn(_logged, fn, *args)


def spawn_after(seconds: float, fn: Callable[[*Args], object], *args: *Args) -> Cancellable:
    """Run `fn` after `seconds`; the result's `cancel()` prevents it."""
    return _running.spawn_after(seconds, _logged, fn, *args)


def sleep(seconds: float = 0) -> None:
    """Yield to other green threads for `seconds`. In a native thread it is the ordinary sleep."""
    _running.sleep(seconds)


def call_soon(fn: Callable[[*Args], object], *args: *Args) -> None:
    """From any thread or a signal handler: run `fn` in the loop, in the order of the calls. Calls in quick succession
    share one wake-up."""
    _running.call_soon(fn, *args)


def hub() -> tuple[Any, Callable[[], Any]]:
    """Eventlet's hub (its poll), and a function that returns the current green thread. Raises RuntimeError with native
    threads, which have neither."""
    if not isinstance(_running, _Eventlet):
        raise RuntimeError("native threads have no poll")
    return _running.eventlet.hubs.get_hub(), _running.eventlet.getcurrent


def in_thread(fn: Callable[[*Args], T], *args: *Args, pool: str = "reader") -> T:
    """Run `fn` in the native thread named `pool` (one thread per name), wait without stopping the loop, return or raise
    its result."""
    if getattr(_here, "pool", None) == pool:
        return fn(*args)  # already in that thread; waiting for itself would be a deadlock
    answer: Answer[T] = Answer()
    _pool(pool).submit(_work, answer, fn, args)
    return answer.wait(None)


def native_read(pipe: int, size: int, seconds: float) -> bytes:
    """Up to `size` bytes from a pipe, b"" at its end. Only in a native thread, which it holds up. Raises TimeoutError
    when there is nothing for `seconds`."""
    waiting = _poll()
    waiting.register(pipe, select.POLLIN)
    if not waiting.poll(max(0, seconds) * 1000):
        raise TimeoutError(f"nothing to read within {seconds:.1f} s")
    return _read(pipe, size)


def listen_and_serve(
    app: WSGIApplication,
    host: str,
    port: int,
    *,
    max_size: int = 4000,
    backlog: int = 2048,
    socket_timeout: float = 15,
    reuse_port: bool = False,
    on_ready: Callable[[int], object] | None = None,
    handler: Derive | None = None,
    bounds: Callable[[HandlerClass, int], HandlerClass] | None = None,
) -> None:
    """Serve the WSGI `app` until SIGTERM, SIGINT or `stop_serving()`; then stop accepting and return, so that the
    caller can close its resources.

    `max_size` connections at a time (fewer where the machine allows fewer files); a plain request may be silent for
    `socket_timeout` seconds, which does not apply to a websocket. `on_ready(port)` is called once the port is open.
    `handler` receives eventlet's HTTP handler class and returns the one to use; native threads ignore it. `bounds`
    receives either server's class and the number of connections, before `handler`. Raises PortTaken.
    """
    room = raise_file_limit(max_size)
    listener = listen(host, port, backlog, reuse_port)
    stop = Answer[None]()
    _serving.append(stop)
    handlers = _catch_signals()
    try:
        if on_ready:
            spawn(on_ready, listener.getsockname()[1])
        size = min(max_size, room)
        _running.serve(listener, app, size, socket_timeout, stop, _wrapped(bounds, size), handler)
    finally:
        _serving.remove(stop)
        for number, former in handlers.items():
            signal.signal(number, former)
        listener.close()


def stop_serving() -> None:
    """Ask every `listen_and_serve` of this process to return. Safe in any thread."""
    for stop in tuple(_serving):
        stop.set(None)


class Answer(Generic[T]):
    """A future: a result that one thread passes to another. Set once, from any thread; later calls are ignored."""

    __slots__ = ("_done", "_error", "_lock", "_value", "_waiters")

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._done = False
        self._value: T | None = None
        self._error: BaseException | None = None
        self._waiters: list[_Waiter] = []

    def set(self, value: T) -> None:
        """Set the result."""
        self._settle(value, None)

    def fail(self, error: BaseException) -> None:
        """Set the exception that `wait` raises."""
        self._settle(None, error)

    @property
    def done(self) -> bool:
        """Whether a result or an exception has been set."""
        return self._done

    def wait(self, timeout: float | None) -> T:
        """The result, or raise its exception; TimeoutError after `timeout` seconds (None: no limit)."""
        with self._lock:
            waiter = None if self._done else _running.waiter()
            if waiter:
                self._waiters.append(waiter)
        if waiter:
            waiter.wait(timeout)
        if not self._done:
            raise TimeoutError(f"no answer within {timeout} s")
        if self._error:
            raise self._error
        return cast(T, self._value)

    def _settle(self, value: T | None, error: BaseException | None) -> None:
        with self._lock:
            if self._done:
                return
            self._value, self._error, self._done = value, error, True
            waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            waiter.fire()


# ---------------------------------------------------------------------------------------------- shared inside


_serving: list[Answer[None]] = []
_pools: dict[str, ThreadPoolExecutor] = {}
_pools_lock = threading.Lock()
_here = threading.local()


def _wrapped(bounds: Callable[[HandlerClass, int], HandlerClass] | None, size: int) -> Derive:
    return (lambda handler: handler) if bounds is None else (lambda handler: bounds(handler, size))


def _logged(fn: Callable[[*Args], object], *args: *Args) -> None:
    try:
        fn(*args)
    except Exception:
        log.exception("%s failed", getattr(fn, "__qualname__", fn))


def _pool(name: str) -> ThreadPoolExecutor:
    with _pools_lock:
        if name not in _pools:
            _pools[name] = ThreadPoolExecutor(
                1, thread_name_prefix=name, initializer=setattr, initargs=(_here, "pool", name)
            )
        return _pools[name]


def _work(answer: Answer[T], fn: Callable[[*Args], T], args: tuple[*Args]) -> None:
    try:
        answer.set(fn(*args))
    except (Exception, SystemExit) as error:
        answer.fail(error)


def _catch_signals() -> dict[int, Former]:
    """On SIGTERM and SIGINT request the stop; a second signal has its former effect. Returns the former handlers; empty
    outside the main thread, the only one that may set them."""
    if threading.current_thread() is not threading.main_thread():
        return {}
    former: dict[int, Former] = {}

    def asked(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, former[number] or signal.SIG_DFL)
        _thread.start_new_thread(stop_serving, ())  # this thread may hold the very lock that setting an answer takes

    for number in (signal.SIGTERM, signal.SIGINT):
        former[number] = signal.signal(number, asked)
    return former


# ---------------------------------------------------------------------------------------------- native threads


class _NativeWaiter:
    def __init__(self) -> None:
        self._event = threading.Event()
        self.wait, self.fire = self._event.wait, self._event.set


class _Threading:
    """Native threads only; Werkzeug serves."""

    name = THREADING

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Call] = _Queue()
        self._caller: threading.Thread | None = None
        self.sleep = _sleep
        self.waiter: Callable[[], _Waiter] = _NativeWaiter

    def spawn(self, fn: Callable[[*Args], object], *args: *Args) -> None:
        threading.Thread(target=fn, args=args, daemon=True).start()

    def spawn_after(self, seconds: float, fn: Callable[[*Args], object], *args: *Args) -> Cancellable:
        timer = threading.Timer(seconds, fn, args)
        timer.daemon = True
        timer.start()
        return timer

    def call_soon(self, fn: Callable[[*Args], object], *args: *Args) -> None:
        if self._caller is None:
            with _pools_lock:
                if self._caller is None:
                    self._caller = threading.Thread(target=self._call, name="loop", daemon=True)
                    self._caller.start()
        self._calls.put((fn, args))

    def _call(self) -> None:
        while True:
            fn, args = self._calls.get()
            _logged(fn, *args)

    def serve(
        self,
        listener: socket.socket,
        app: WSGIApplication,
        _size: int,
        timeout: float,
        stop: Answer[None],
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


# ---------------------------------------------------------------------------------------------- eventlet


class _GreenWaiter:
    """A green thread waits; another thread wakes it through the pipe."""

    def __init__(self, loop: "_Eventlet") -> None:
        self._loop, self._event = loop, loop.eventlet.Event()

    def wait(self, timeout: float | None) -> object:
        return self._event.wait(timeout)

    def fire(self) -> None:
        self._loop.wake(self._event)


class _Eventlet:
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
        # eventlet installs slow Python versions of these even when told to leave threads unpatched
        queue.SimpleQueue, threading.RLock = _Queue, _RLock  # type: ignore[misc]
        self.eventlet: Any = eventlet
        self._thread = threading.get_ident()
        self._inbox: queue.SimpleQueue[Call | _Event] = _Queue()
        self._woken = False
        self._calls = eventlet.Queue()
        self._pipe_out, self._pipe_in = os.pipe()
        os.set_blocking(self._pipe_out, False)
        os.set_blocking(self._pipe_in, False)
        eventlet.spawn(self._receive)
        eventlet.spawn(self._call)

    def waiter(self) -> _Waiter:
        return _GreenWaiter(self) if self._at_home() else _NativeWaiter()

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
        """Fires events itself; passes calls to a second green thread, so that a call may wait for an answer."""
        while True:
            self.eventlet.hubs.trampoline(self._pipe_out, read=True)
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
            _logged(fn, *args)

    def _at_home(self) -> bool:
        return threading.get_ident() == self._thread

    def serve(
        self,
        listener: socket.socket,
        app: WSGIApplication,
        size: int,
        timeout: float,
        stop: Answer[None],
        bounds: Derive,
        handler: Derive | None,
    ) -> None:
        import eventlet.wsgi

        protocol = bounds(_impatient(eventlet.wsgi.HttpProtocol))
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


def _impatient(base: Any) -> HandlerClass:
    """Eventlet's HTTP handler class, which closes the connection after a large body that the page did not read: reading
    it then would never yield to other green threads."""

    class Protocol(base):  # type: ignore[misc]
        def handle_one_response(self) -> None:
            length = self.headers.get("content-length") or "0"
            if int(length) > LARGE or self.headers.get("transfer-encoding"):
                self.close_connection = 1
            super().handle_one_response()

    return Protocol


_running: _Threading | _Eventlet = _Threading()
