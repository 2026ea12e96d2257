"""A real server in a child process, and clients that connect to it by Socket.IO and HTTP without using the program's
code."""

import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

import engineio
import socketio

from tests.live.loaded_program import Forked, can_fork, forked
from tests.tools.pace import limit
from workshop.bench.postgres_and_redis import free_port
from workshop.contract import PROTOCOL

TOP = Path(__file__).resolve().parents[2]
PATIENCE = limit(10)


class Server:
    """`workshop serve` on loopback with its own folder; can be killed, stopped and started again."""

    def __init__(self, folder: Path, mode: str, top: Path = TOP, **environ: str) -> None:
        """`top` is the folder of the program."""
        self.folder, self.top, self.port = folder, top, free_port()
        self.base = f"http://{environ.get('WORKSHOP_HOST', '127.0.0.1')}:{self.port}"
        self.environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("WORKSHOP_")},
            "WORKSHOP_DATA": str(folder),
            "WORKSHOP_HOST": "127.0.0.1",
            "WORKSHOP_ASYNC": mode,
            "PORT": str(self.port),
            **environ,
        }
        self.errors, self.says = folder / "stderr.txt", folder / "stdout.txt"
        self.process: subprocess.Popen[bytes] | Forked | None = None

    def start(self) -> None:
        """Start and wait until it answers. One that does not come up is not left running."""
        try:
            self._start()
        except BaseException:
            if self.process is not None:
                self.stop(signal.SIGKILL)
            raise

    def _start(self) -> None:
        self.folder.mkdir(exist_ok=True)
        with self.errors.open("ab") as errors, self.says.open("ab") as says:
            if self.top == TOP and can_fork(self.environ):
                self.process = forked(self.environ, self.says, self.errors)
            else:
                command = [sys.executable, "-m", "workshop", "serve"]
                self.process = subprocess.Popen(command, cwd=self.top, env=self.environ, stdout=says, stderr=errors)
        deadline = time.monotonic() + limit(60)
        while time.monotonic() < deadline:
            try:
                if (self.folder / "run/server.json").exists():
                    self.health()
                    return
            except OSError:
                pass
            if self.process.poll() is not None:
                raise RuntimeError(self.errors.read_text())
            time.sleep(0.05)
        raise RuntimeError("the server did not come up: " + self.errors.read_text())

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End the process by its id and wait for it."""
        if self.process is not None:
            self.process.send_signal(how)
            try:
                self.process.wait(limit(15))
            except subprocess.TimeoutExpired:
                self.process.kill()  # whatever comes next must not meet it
                self.process.wait()
                raise
            finally:
                self.process = None

    def health(self) -> dict[str, Any]:
        """What /healthz says."""
        with urllib.request.urlopen(f"{self.base}/healthz", timeout=PATIENCE) as answer:
            return dict(json.load(answer))

    def errand(self, name: str, **given: Any) -> dict[str, Any]:
        """An administrator's errand."""
        key = json.loads((self.folder / "run/server.json").read_text())["key"]
        asked = urllib.request.Request(
            f"{self.base}/admin/{name}",
            json.dumps(given).encode(),
            {"Content-Type": "application/json", "X-Workshop-Key": key},
        )
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            return dict(json.load(answer)["done"])

    def forum(self) -> dict[str, Any]:
        """A forum from the first template with its addresses."""
        return self.errand("forum.create", template="forum-1", title="Koe")

    def tracebacks(self) -> list[str]:
        """Lines of the server's log that no visitor may cause."""
        return [
            line for line in self.errors.read_text().splitlines() if "Traceback" in line or '"level": "error"' in line
        ]


class InOrder(engineio.Client):  # type: ignore[misc]
    """Handles messages in the order in which they come: the library gives each a thread, in which one may overtake."""

    def _trigger_event(self, event: str, *args: Any, **kwargs: Any) -> Any:
        return super()._trigger_event(event, *args, **{**kwargs, "run_async": False})


class Line(socketio.Client):  # type: ignore[misc]
    """A connection by Socket.IO whose events are heard in order."""

    def _engineio_client_class(self) -> type[InOrder]:
        return InOrder


class Person:
    """Somebody with a page open: cookies, a socket, everything heard."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.jar = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.boot: dict[str, Any] = {}
        self.line = Line(reconnection=False)
        self.heard: list[tuple[str, Any]] = []
        self._news = threading.Condition()
        for event in ("snapshot", "frame", "yours", "out", "trouble"):
            self.line.on(event, lambda data=None, event=event: self._hear(event, data))

    def get(self, address: str) -> str:
        """A page, with redirects followed."""
        with self.browser.open(address, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def post(self, address: str, fields: dict[str, str]) -> str:
        """A form."""
        with self.browser.open(address, urllib.parse.urlencode(fields).encode(), timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def scan(self, join: str, language: str = "fi") -> "Person":
        """Scan the QR, come in, open the line."""
        return self.open(self.come_in(join, language))

    def come_in(self, join: str, language: str = "fi") -> str:
        """Scan the QR and come in; the page that follows. From then on the cookies say who this is."""
        base, _, secret = join.lower().rpartition("/j/")
        page = self.get(f"{self.server.base}/J/{secret.upper()}")
        assert base
        where = re.search(r'action="(/j/[A-Z0-9]+)"', page)
        token = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
        assert where and token, page[:2000]
        return self.post(self.server.base + where[1], {"csrf": token[1], "language": language})

    def lead(self, console: str) -> "Person":
        """Follow a facilitator's link and open the line."""
        return self.open(self.get(console))

    def watch(self, screen: str) -> "Person":
        """Open the screen."""
        return self.open(self.get(screen))

    def open(self, page: str) -> "Person":
        """Read a page's boot block and connect as it does."""
        found = re.search(r'<script type="application/json" id="boot">(.*?)</script>', page, re.S)
        assert found, page[:2000]
        self.boot = json.loads(found[1])
        self.connect()
        return self

    def connect(self) -> None:
        """Connect and wait for the first picture."""
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)
        auth = {
            "v": PROTOCOL,
            "page": self.boot["page"],
            "forum": self.boot["forum"],
            "token": self.boot.get("token", ""),
        }
        self.line.connect(
            self.server.base, auth=auth, transports=["websocket"], headers={"Cookie": cookies}, wait_timeout=PATIENCE
        )
        self.line.emit("sync")
        self.wait(lambda event, data: event == "snapshot")

    def do(self, verb: str, **body: Any) -> dict[str, Any]:
        """One command over the socket, and its answer."""
        body.setdefault("key", os.urandom(9).hex())
        return dict(self.line.call("do", (verb, body), timeout=PATIENCE))

    def wait(self, good: Any, timeout: float = PATIENCE) -> Any:
        """The first thing heard that is `good(event, data)`; waits for it."""
        with self._news:
            found: list[Any] = []

            def seen() -> bool:
                found[:] = [data for event, data in self.heard if good(event, data)]
                return bool(found)

            assert self._news.wait_for(seen, timeout), f"never heard; last: {self.heard[-3:]}"
            return found[0]

    def sees(self, kind: str, thing: int) -> Any:
        """One shape as this page has it now, or None: the last picture with every frame after it."""
        held: Any = None
        for event, data in list(self.heard):
            if event not in ("snapshot", "frame"):
                continue
            if event == "snapshot" or thing in data["drop"].get(kind, []):
                held = None
            held = data["put"].get(kind, {}).get(str(thing), held)
        return held

    def close(self) -> None:
        """Leave, as a phone does that is switched off: the client's polite goodbye can wait for ever for its answer."""
        sock = getattr(getattr(self.line.eio, "ws", None), "sock", None)
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        self.line.disconnect()
        if sock is not None:
            sock.close()  # the client forgets to, when its reader saw the end first

    def _hear(self, event: str, data: Any) -> None:
        with self._news:
            self.heard.append((event, data))
            self._news.notify_all()
