"""The event loop in both modes (or the one that WORKSHOP_ASYNC names), each check in a separate process because
patching cannot be undone."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import websocket

from tests.tools.pace import in_time, limit

pytestmark = pytest.mark.live
CHILD = Path(__file__).with_name("loop_child.py")
ROOT = CHILD.parents[2]
MODES = [os.environ["WORKSHOP_ASYNC"]] if os.environ.get("WORKSHOP_ASYNC") else ["eventlet", "threading"]
both = pytest.mark.parametrize("mode", MODES)


def start(mode: str, check: str, *more: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", str(CHILD), mode, check, *map(str, more)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ)


def run(mode: str, check: str, *more: object) -> tuple[dict[str, Any], str]:
    """The child's one answer and everything it logged."""
    with start(mode, check, *more) as child:
        try:
            out, err = child.communicate(timeout=limit(40))
        finally:
            child.kill()
    assert child.returncode == 0, err[-2000:]
    return json.loads(out.splitlines()[-1]), err


@both
def test_a_writer_that_logs_against_the_loop_answers_all(mode: str) -> None:
    got, err = run(mode, "crowd")
    assert got == {"answered": 1000, "distinct": 1000}
    assert err.count("after") == 1000
    assert "Traceback" not in err


@both
def test_many_answers_at_once_are_one_wake_up(mode: str) -> None:
    got, err = run(mode, "batch")
    assert got == {"right": True, "wake_ups": 1 if mode == "eventlet" else 0}, err[-1000:]


@both
def test_a_call_in_the_wrong_moment_does_not_silence_the_next(mode: str) -> None:
    got, err = run(mode, "between")
    assert got == {"heard": True}, err[-1000:]


@both
def test_answers(mode: str) -> None:
    got, _ = run(mode, "answers")
    assert got == {"timed_out": True, "first_wins": 1, "failed": "LookupError", "native_wait": 7, "done": True}


@both
def test_work_in_native_threads(mode: str) -> None:
    got, _ = run(mode, "in_thread")
    assert got.pop("beats") >= 10, "the loop must go on while a native thread works"
    assert got == {
        "name": "reader_0",
        "other": "hash_0",
        "native": True,
        "raised": "ValueError",
        "left": "SystemExit",
        "nested": 5,
    }


@both
def test_calls_from_other_threads_keep_their_order(mode: str) -> None:
    got, err = run(mode, "call_soon")
    assert got == {"order": True, "threads": 1, "cancelled": True}
    assert err.count("Traceback") == 1, "the call that raised is logged and harms nothing else"


@pytest.fixture(params=MODES)
def server(request: pytest.FixtureRequest) -> Iterator[tuple[subprocess.Popen[str], int]]:
    with start(request.param, "serve", 0) as child:
        assert child.stdout
        yield child, json.loads(child.stdout.readline())["port"]
        child.kill()


def test_serving_and_stopping(server: tuple[subprocess.Popen[str], int]) -> None:
    child, port = server
    with closing(socket.create_connection(("127.0.0.1", port))) as idle, closing(phone_at(port)) as phone:
        live_and_stop(child, port, idle, phone)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def phone_at(port: int) -> websocket.WebSocket:
    return websocket.create_connection(f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket", timeout=limit(5))


def live_and_stop(child: subprocess.Popen[str], port: int, idle: socket.socket, phone: websocket.WebSocket) -> None:
    assert phone.recv().startswith("0{")
    phone.send("40")
    assert phone.recv().startswith("40")

    refused, _ = run("threading", "taken", port)
    assert refused["port"] == port
    assert refused["holder"].endswith(f" (process {child.pid})")

    time.sleep(1.7)  # well over the server's socket_timeout of 1 s
    assert select.select([idle], [], [], limit(1))[0], "a connection that says nothing is closed"
    assert idle.recv(10) == b""
    phone.send('421["echo","still here"]')
    assert phone.recv() == '431["still here"]', "an idle websocket is not cut"

    began = time.monotonic()
    child.send_signal(signal.SIGTERM)
    out, err = child.communicate(timeout=limit(10))
    assert json.loads(out.splitlines()[-1]) == {"stopped": True}, "the call returns, so that the caller can close up"
    assert in_time(time.monotonic() - began, 4)
    assert child.returncode == 0
    assert "Traceback" not in err, err
