"""`workshop demo`: starts a server with a forum and simulated participants, so that a newcomer sees the screen come
alive.

It only starts and stops processes: the server and the participants run in child processes, and the participants use the
same pages and sockets as people do.
"""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

TOP = Path(__file__).resolve().parents[2]
READY_SECONDS = 300
"""After so many seconds a server that starts is taken to hang. One that has ended is reported immediately."""
STOP_SECONDS = 10

Process = subprocess.Popen[bytes]


class DemoError(Exception):
    """The demonstration cannot start. The message says why."""


def demo(people: int, fill: Callable[[Mapping[str, str]], str] | None = None) -> int:
    """Run until Ctrl-C. 0 when it was stopped, 1 when it could not start or the server ended without being stopped.
    `fill`, given the environment of the server, first puts something into its data, and returns the path of a page that
    shows it."""
    signal.signal(signal.SIGTERM, _stop)
    folder = Path(
        tempfile.mkdtemp(prefix="workshop-demo-")
    )  # overrides WORKSHOP_DATA: these forums must not get among the real ones
    environ = {**os.environ, "WORKSHOP_DATA": str(folder), "WORKSHOP_LOG": os.environ.get("WORKSHOP_LOG", "warning")}
    environ.pop("DATABASE_URL", None)
    try:
        results = fill(environ) if fill else ""
        with _running(["serve"], environ, quiet=True) as server:
            forum = _forum(_wait_for(folder, server))
            print(_welcome(forum, people, results), flush=True)
            with _running(["rehearse", "--practise", "--forum", forum["code"], "--participants", str(people)], environ):
                return server.wait() or 1
    except KeyboardInterrupt:
        print("\n  Stopped.")
        return 0
    except DemoError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stop(_number: int, _frame: Any) -> None:
    raise KeyboardInterrupt


@contextmanager
def _running(arguments: list[str], environ: dict[str, str], quiet: bool = False) -> Iterator[Process]:
    """One of our commands as a child process, ended with the block."""
    command = [sys.executable, "-m", "workshop", *arguments]
    child = subprocess.Popen(command, cwd=TOP, env=environ, stdout=subprocess.DEVNULL if quiet else None)
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _wait_for(folder: Path, server: Process) -> dict[str, Any]:
    """The server's file `run/server.json`, once the server is open. Raises DemoError."""
    note = folder / "run" / "server.json"
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            raise DemoError("The server did not start.")
        if note.exists():
            found: dict[str, Any] = json.loads(note.read_text() or "{}")
            if found.get("pid") == server.pid:
                return found
        time.sleep(0.1)
    raise DemoError(f"The server was not open after {READY_SECONDS} seconds.")


def _forum(server: dict[str, Any]) -> dict[str, str]:
    """Create a forum on the server; its addresses. Raises DemoError."""
    where = urlsplit(server["url"])
    line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=READY_SECONDS)
    headers = {"Content-Type": "application/json", "X-Workshop-Key": server["key"]}
    try:
        line.request("POST", "/admin/forum.create", json.dumps({"template": "forum-1", "rehearsal": True}), headers)
        answer = json.loads(line.getresponse().read())
    finally:
        line.close()
    if not answer["ok"]:
        raise DemoError(f"The server made no forum: {answer['code']}")
    made: dict[str, str] = answer["done"]
    return made


def _welcome(forum: dict[str, str], people: int, results: str) -> str:
    parts = urlsplit(forum["screen"])
    lines = [
        "",
        f"  A forum is ready, and {people} people are on their way to it.",
        "",
        f"  Screen    {forum['screen']}",
        "            Open this first, as large as you can, and wait a minute.",
        f"  Console   {forum['console']}",
        "            Lead the forum yourself: from your first move on, people follow you.",
        f"  Phone     {parts.scheme}://{parts.netloc}/j/{forum['code']}",
        "            Join with your own phone, or scan the code on the screen.",
        *_past(f"{parts.scheme}://{parts.netloc}", results),
        "",
        "  Stop with Ctrl-C. Nothing is kept.",
        "",
        "  Nothing is expected of you: until you lead, the forum goes on by itself, like this:",
    ]
    return "\n".join(lines)


def _past(base: str, results: str) -> list[str]:
    if not results:
        return []
    return [
        f"  Results   {base}{results}",
        "            A series of six forums that was held, and what became of its ideas.",
    ]
