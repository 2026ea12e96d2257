"""PostgreSQL and Redis of the tests' own: on loopback, in temporary folders, ended by their ids. Nothing on the machine is touched."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from tests.live.people import free_port

PATIENCE = 30
UNPRIVILEGED = ("postgres", "nobody")
"""Whose name PostgreSQL runs under where the tests are root's, for it refuses to run as root."""


class Child:
    """One server process in a folder of its own."""

    def __init__(self, command: list[str], user: str | None, folder: Path) -> None:
        self._command, self._user, self._folder = command, user, folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, ready: Callable[[], bool]) -> None:
        """Start, and wait until it is ready. Again where it ended at once: children of one that was killed may still hold its place."""
        end = time.monotonic() + PATIENCE
        while not ready():
            if self._process is None or self._process.poll() is not None:
                self._process = self._begun()
            if time.monotonic() > end:
                raise RuntimeError((self._folder / "says.txt").read_text())
            time.sleep(0.05)

    def _begun(self) -> "subprocess.Popen[bytes]":
        with (self._folder / "says.txt").open("ab") as says:
            return subprocess.Popen(self._command, stdout=says, stderr=says, user=self._user, cwd=self._folder)

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End it, and wait until it is gone."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)
            self._process = None


class PostgreSQL:
    """A server with fsync on, a database for whoever asks."""

    def __init__(self, programs: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="several-pg-"))
        self._port, self._made = free_port(), 0
        user = next((name for name in UNPRIVILEGED if _is_user(name)), None) if os.geteuid() == 0 else None
        if user:
            shutil.chown(self._folder, user)
        data = str(self._folder / "data")
        options = ["--username=house", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", f"--pgdata={data}"]
        subprocess.run([f"{programs}/initdb", *options], check=True, stdout=subprocess.DEVNULL, user=user, cwd=self._folder)
        settings = [f"port={self._port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={self._folder}", "fsync=on"]
        command = [f"{programs}/postgres", "-D", data, *(word for one in settings for word in ("-c", one))]
        self._child = Child(command, user, self._folder)

    def start(self) -> None:
        """Serve."""
        self._child.start(self._answers)

    def stop(self, how: int = signal.SIGINT) -> None:
        """SIGINT: connections are cut, data is kept; SIGQUIT: as when the power fails."""
        self._child.stop(how)

    def remove(self) -> None:
        """End, and leave nothing behind."""
        self._child.stop(signal.SIGQUIT)
        shutil.rmtree(self._folder, ignore_errors=True)

    def database(self, like: str = "template1") -> str:
        """The address of a new database: an empty one, or a copy of one that nobody uses."""
        self._made += 1
        self._run(f"CREATE DATABASE forum_{self._made} TEMPLATE {like.rpartition('/')[2]}")
        return f"postgresql://house@127.0.0.1:{self._port}/forum_{self._made}"

    def drop(self, url: str) -> None:
        """Away with a database: after a fall the server syncs every file that there is, before it serves again."""
        self._run(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def _answers(self) -> bool:
        with suppress(OperationalError):
            self._run("SELECT 1")
            return True
        return False

    def _run(self, statement: str) -> None:
        url = f"postgresql+psycopg2://house@127.0.0.1:{self._port}/postgres"
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as line:
            line.execute(text(statement))
        engine.dispose()


class Redis:
    """A server that keeps nothing."""

    def __init__(self, program: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="several-redis-"))
        self._port = free_port()
        self.url = f"redis://127.0.0.1:{self._port}/0"
        command = [program, "--port", str(self._port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._child = Child(command, None, self._folder)

    def start(self) -> None:
        """Serve."""
        self._child.start(self._answers)

    def stop(self) -> None:
        """Gone, as after a kill -9."""
        self._child.stop(signal.SIGKILL)

    def remove(self) -> None:
        """End, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self._port), 1) as line:
            line.sendall(b"PING\r\n")
            return line.recv(7) == b"+PONG\r\n"
        return False


def _is_user(name: str) -> bool:
    try:
        return bool(pwd.getpwnam(name))
    except KeyError:
        return False
