"""The event loop and threads: starting, waiting, and serving HTTP. Knows nothing of forums.

Two modes, one of which is chosen once at the start by `patch(mode)`:

- ``eventlet`` (default, `eventlet_loop.py`): one native thread runs all requests as green threads.
- ``threading`` (`threading_loop.py`): Werkzeug's threaded server. A fallback for the day eventlet no longer installs;
  it serves fewer phones.

A process that never calls `patch` (export, rehearse, bench) is in threading mode and never imports eventlet. Green code
must hold no native lock while it waits: everything here that waits yields to the loop.
"""

import _thread
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from types import FrameType
from typing import Generic, TypeVar, TypeVarTuple, cast
from wsgiref.types import WSGIApplication

from workshop.runtime.eventlet_loop import EventletLoop
from workshop.runtime.listening import listen, raise_file_limit
from workshop.runtime.loop_mode_types import (
    EVENTLET,
    THREADING,
    Derive,
    GreenThread,
    HandlerClass,
    Hub,
    Mode,
    Waiter,
    logged,
)
from workshop.runtime.loop_mode_types import LARGE as LARGE
from workshop.runtime.loop_mode_types import Cancellable as Cancellable
from workshop.runtime.threading_loop import NativeThreads

MODES = (EVENTLET, THREADING)
T = TypeVar("T")
Args = TypeVarTuple("Args")
Former = Callable[[int, FrameType | None], object] | int | None
"""How a signal was handled before."""


# ---------------------------------------------------------------------------------------------- public names


def patch(mode: str) -> None:
    """Choose the mode (`eventlet` or `threading`). First statement of `serve`, before sockets or databases are
    imported. Raises ValueError."""
    global _running
    if mode not in MODES:
        raise ValueError(f"unknown mode {mode!r}; one of {', '.join(MODES)}")
    if mode != _running.name:
        _running = EventletLoop() if mode == EVENTLET else NativeThreads()


def mode() -> str:
    """`eventlet` or `threading`; `/healthz` reports it."""
    return _running.name


def socketio_mode() -> str:
    """The `async_mode` to pass to Flask-SocketIO."""
    return _running.name


def spawn(fn: Callable[[*Args], object], *args: *Args) -> None:
    """Run `fn` concurrently. An exception in it is logged and ends only that call."""
    _running.spawn(logged, fn, *args)


def spawn_after(seconds: float, fn: Callable[[*Args], object], *args: *Args) -> Cancellable:
    """Run `fn` after `seconds`; the result's `cancel()` prevents it."""
    return _running.spawn_after(seconds, logged, fn, *args)


def sleep(seconds: float = 0) -> None:
    """Yield to other green threads for `seconds`. In a native thread it is the ordinary sleep."""
    _running.sleep(seconds)


def call_soon(fn: Callable[[*Args], object], *args: *Args) -> None:
    """From any thread or a signal handler: run `fn` in the loop, in the order of the calls. Calls in quick succession
    share one wake-up."""
    _running.call_soon(fn, *args)


def hub() -> tuple[Hub, Callable[[], GreenThread]]:
    """Eventlet's hub (its poll), and a function that returns the current green thread. Raises RuntimeError with native
    threads, which have neither."""
    return _running.hub()


def in_thread(fn: Callable[[*Args], T], *args: *Args, pool: str = "reader") -> T:
    """Run `fn` in the native thread named `pool` (one thread per name), wait without stopping the loop, return or raise
    its result."""
    if getattr(_here, "pool", None) == pool:
        return fn(*args)  # already in that thread; waiting for itself would be a deadlock
    answer: Future[T] = Future()
    _pool(pool).submit(_work, answer, fn, args)
    return answer.wait(None)


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
    with closing(listener), _asked_to_stop() as stop:
        if on_ready:
            spawn(on_ready, listener.getsockname()[1])
        size = min(max_size, room)
        _running.serve(listener, app, size, socket_timeout, stop, _wrapped(bounds, size), handler)


@contextmanager
def _asked_to_stop() -> Iterator["Future[None]"]:
    """What a signal or `stop_serving` sets while the block lasts."""
    stop = Future[None]()
    _serving.append(stop)
    handlers = _catch_signals()
    try:
        yield stop
    finally:
        _serving.remove(stop)
        for number, former in handlers.items():
            signal.signal(number, former)


def stop_serving() -> None:
    """Ask every `listen_and_serve` of this process to return. Safe in any thread."""
    for stop in tuple(_serving):
        stop.set(None)


class Future(Generic[T]):
    """A future: a result that one thread passes to another. Set once, from any thread; later calls are ignored."""

    __slots__ = ("_done", "_error", "_lock", "_value", "_waiters")

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._done = False
        self._value: T | None = None
        self._error: BaseException | None = None
        self._waiters: list[Waiter] = []

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


_serving: list[Future[None]] = []
_pools: dict[str, ThreadPoolExecutor] = {}
_pools_lock = threading.Lock()
_here = threading.local()


def _wrapped(bounds: Callable[[HandlerClass, int], HandlerClass] | None, size: int) -> Derive:
    return (lambda handler: handler) if bounds is None else (lambda handler: bounds(handler, size))


def _pool(name: str) -> ThreadPoolExecutor:
    with _pools_lock:
        if name not in _pools:
            _pools[name] = ThreadPoolExecutor(
                1, thread_name_prefix=name, initializer=setattr, initargs=(_here, "pool", name)
            )
        return _pools[name]


def _work(answer: Future[T], fn: Callable[[*Args], T], args: tuple[*Args]) -> None:
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


_running: Mode = NativeThreads()
