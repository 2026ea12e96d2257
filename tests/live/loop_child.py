"""Runs one check of the event loop in a separate process: python loop_child.py MODE CHECK. Prints one line of JSON."""

import _thread
import json
import logging
import sys
import threading
import time
from typing import Any

from workshop.runtime import eventlet_loop, loop
from workshop.runtime.listening import PortTaken

MODE, CHECK = sys.argv[1:3]
start_native = _thread.start_new_thread  # taken before patching: a native thread whatever the loop does to `threading`
sys.setswitchinterval(1e-5)  # threads meet at every step
loop.patch(MODE)
logging.basicConfig(level=logging.INFO)


def crowd() -> dict[str, Any]:
    """A native writer and 1,000 waiting tasks log against each other; how many are answered?"""
    answers: list[loop.Future[int]] = [loop.Future() for _ in range(1000)]
    ready: list[int] = []

    def write() -> None:
        for number, answer in enumerate(answers):
            logging.info("writer %d", number)
            answer.set(number)

    def wait(number: int) -> None:
        logging.info("before %d", number)
        got = answers[number].wait(20)
        logging.info("after %d", number)
        ready.append(got)

    for number in range(1000):
        loop.spawn(wait, number)
    start_native(write, ())
    until(lambda: len(ready) == 1000, 20)
    return {"answered": len(ready), "distinct": len(set(ready))}


def batch() -> dict[str, Any]:
    """Answers set at once cost one wake-up (eventlet); each waiter gets its own value."""
    written = []
    really = eventlet_loop._write

    def counted(pipe: int, data: bytes) -> int:
        written.append(1)
        return really(pipe, data)

    eventlet_loop._write = counted  # type: ignore[assignment]
    answers: list[loop.Future[int]] = [loop.Future() for _ in range(200)]
    got: list[int] = []
    for answer in answers:
        loop.spawn(lambda answer=answer: got.append(answer.wait(10)))
    loop.sleep(0.2)
    setter = threading.Thread(target=lambda: [answer.set(number) for number, answer in enumerate(answers)], daemon=True)
    setter.start()
    setter.join()  # a native join: the loop stands still meanwhile
    until(lambda: len(got) == 200, 10)
    return {"right": sorted(got) == list(range(200)), "wake_ups": len(written)}


def between() -> dict[str, Any]:
    """A call that comes at the very moment when the loop reads its wake-ups must not silence those after it."""
    really, seen = eventlet_loop._read, []

    def read(*args: Any) -> bytes:
        loop.call_soon(seen.append, "between")
        return really(*args)

    eventlet_loop._read = read
    loop.call_soon(seen.append, "first")
    until(lambda: len(seen) >= 2 or MODE == "threading" and bool(seen), 5)
    eventlet_loop._read = really
    loop.call_soon(seen.append, "last")
    until(lambda: "last" in seen, 5)
    return {"heard": seen[0] == "first" and seen[-1] == "last"}


def answers() -> dict[str, Any]:
    """Time limit, first setting wins, failing, waiting in a native thread, setting before waiting."""
    late: loop.Future[int] = loop.Future()
    began = time.monotonic()
    try:
        late.wait(0.2)
        timed_out = False
    except TimeoutError:
        timed_out = True
    took = time.monotonic() - began
    late.set(1)
    late.set(2)
    late.fail(RuntimeError("too late"))
    failed: loop.Future[int] = loop.Future()
    failed.fail(LookupError("no"))
    elsewhere: loop.Future[int] = loop.Future()
    loop.spawn_after(0.1, elsewhere.set, 7)
    return {
        "timed_out": timed_out and 0.15 < took < 1,
        "first_wins": late.wait(0),
        "failed": raised(failed.wait, 0),
        "native_wait": loop.in_thread(elsewhere.wait, 5),
        "done": late.done,
    }


def in_thread() -> dict[str, Any]:
    """Native threads by name: results, exceptions, one at a time, and the loop goes on meanwhile."""
    beats: list[float] = []

    def beat() -> None:
        while len(beats) < 40:
            beats.append(time.monotonic())
            loop.sleep(0.01)

    loop.spawn(beat)
    name = loop.in_thread(lambda: threading.current_thread().name)
    loop.in_thread(native_sleep, 0.3)
    during = len(beats)
    return {
        "name": name,
        "other": loop.in_thread(lambda: threading.current_thread().name, pool="hash"),
        "native": loop.in_thread(threading.get_ident) != threading.get_ident(),
        "beats": during,
        "raised": raised(loop.in_thread, int, "x"),
        "left": raised(loop.in_thread, sys.exit, 3),
        "nested": loop.in_thread(lambda: loop.in_thread(lambda: 5)),
    }


def call_soon() -> dict[str, Any]:
    """Calls from a native thread run in the loop, in order, also when one raises and one waits."""
    seen: list[int] = []
    threads: set[int] = set()
    slow: loop.Future[int] = loop.Future()

    def note(number: int) -> None:
        threads.add(threading.get_ident())
        seen.append(number)
        if number == 10:
            raise ValueError("logged, and the rest goes on")
        if number == 20:
            slow.wait(5)

    def call() -> None:
        for number in range(100):
            loop.call_soon(note, number)
        slow.set(1)

    threading.Thread(target=call, daemon=True).start()
    until(lambda: len(seen) == 100, 10)
    cancelled: list[int] = []
    loop.spawn_after(0.1, cancelled.append, 1).cancel()
    loop.sleep(0.3)
    return {"order": seen == list(range(100)), "threads": len(threads), "cancelled": not cancelled}


def serve() -> dict[str, Any]:
    """A plain Socket.IO server that says its port and serves until it is told to stop."""
    from flask import Flask
    from flask_socketio import SocketIO

    app = Flask(__name__)
    socketio = SocketIO(app, async_mode=loop.socketio_mode())
    app.add_url_rule("/", view_func=lambda: "ok")
    socketio.on_event("echo", lambda data: data)
    port = int(sys.argv[3])
    loop.listen_and_serve(
        app, "127.0.0.1", port, socket_timeout=1, on_ready=lambda port: print(json.dumps({"port": port}), flush=True)
    )
    return {"stopped": True}


def taken() -> dict[str, Any]:
    """The port of the server above is refused with the holder's name."""
    try:
        loop.listen_and_serve(lambda *_: [], "127.0.0.1", int(sys.argv[3]))
    except PortTaken as error:
        return {"port": error.port, "holder": error.holder}
    return {}


def until(true: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        loop.sleep(0.01)


def raised(fn: Any, *args: Any) -> str:
    try:
        fn(*args)
    except (Exception, SystemExit) as error:
        return type(error).__name__
    return ""


def native_sleep(seconds: float) -> None:
    threading.Event().wait(seconds)


print(json.dumps(globals()[CHECK]()), flush=True)
