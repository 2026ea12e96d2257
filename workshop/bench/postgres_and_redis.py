"""PostgreSQL and Redis servers for the benchmark and the tests: uses the programs installed on the machine, on loopback
in temporary folders.

It must not touch the machine's own services; what it starts is ended by its process id.
"""

import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PATIENCE = 120
"""Seconds for a program that hangs: one that only takes long on a slow or busy machine is awaited."""
UNPRIVILEGED = ("postgres", "nobody")
"""The users that PostgreSQL may run as when we are root, because it refuses to run as root."""
SYSTEM = "/usr/sbin:/usr/local/sbin"
"""Where Debian puts programs for administrators; this is not on every user's path."""


def postgresql_programs() -> str | None:
    """The folder of the installed initdb, postgres and psql. Debian keeps several versions side by side, and none of
    them on the path."""
    debians = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True)
    folders = [*debians, str(Path(shutil.which("initdb") or "/nonexistent/initdb").parent)]
    return next((folder for folder in folders if _runs(f"{folder}/postgres")), None)


def program(name: str) -> str | None:
    """The path of an installed program."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:{SYSTEM}")


def free_port() -> int:
    """A free port below the range that the system gives to outgoing connections, so that a stopped server can use it
    again."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class Service:
    """One server process with a folder for its data."""

    def __init__(self, command: list[str], user: str | None, folder: Path) -> None:
        self._command, self._user, self._folder = command, user, folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, ready: Callable[[], bool]) -> None:
        """Start, and wait until it is ready. Tries again if it ends immediately: children of a killed one may still
        hold its port."""
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
        """End the process, and wait until it is gone."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)
            self._process = None


class PostgreSQL:
    """A PostgreSQL server that makes databases on request. Without `fsync` commits do not wait for the disk."""

    def __init__(self, programs: str, fsync: bool = True) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="workshop-postgresql-"))
        self._programs, self._port, self._made = programs, free_port(), 0
        user = next((name for name in UNPRIVILEGED if _is_user(name)), None) if os.geteuid() == 0 else None
        if user:
            shutil.chown(self._folder, user)
        data = str(self._folder / "data")
        options = [
            "--username=house",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            f"--pgdata={data}",
        ]
        subprocess.run(
            [f"{programs}/initdb", *options], check=True, stdout=subprocess.DEVNULL, user=user, cwd=self._folder
        )
        settings = [
            f"port={self._port}",
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={self._folder}",
            f"fsync={'on' if fsync else 'off'}",
        ]
        command = [f"{programs}/postgres", "-D", data, *(word for one in settings for word in ("-c", one))]
        self._service = Service(command, user, self._folder)

    def start(self) -> None:
        """Start serving."""
        self._service.start(self._answers)

    def stop(self, how: int = signal.SIGINT) -> None:
        """SIGINT cuts connections and keeps data; SIGQUIT stops as a power failure would."""
        self._service.stop(how)

    def remove(self) -> None:
        """Stop, and delete the folder."""
        self._service.stop(signal.SIGQUIT)
        shutil.rmtree(self._folder, ignore_errors=True)

    def database(self, like: str = "template1") -> str:
        """The address of a new database: an empty one, or a copy of one that has no connections."""
        self._made += 1
        self._run(f"CREATE DATABASE forum_{self._made} TEMPLATE {like.rpartition('/')[2]}")
        return f"postgresql://house@127.0.0.1:{self._port}/forum_{self._made}"

    def drop(self, url: str) -> None:
        """Drop a database. After a crash the server syncs every file that exists before it serves again, so fewer are
        better."""
        self._run(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def _answers(self) -> bool:
        with suppress(subprocess.CalledProcessError):
            self._run("SELECT 1")
            return True
        return False

    def _run(self, statement: str) -> None:
        where = ["--host=127.0.0.1", f"--port={self._port}", "--username=house", "--dbname=postgres"]
        command = [f"{self._programs}/psql", *where, "--no-psqlrc", "--quiet", f"--command={statement}"]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)


class Redis:
    """A Redis server that stores nothing on disk."""

    def __init__(self, path: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="workshop-redis-"))
        self._port = free_port()
        self.url = f"redis://127.0.0.1:{self._port}/0"
        command = [path, "--port", str(self._port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._service = Service(command, None, self._folder)

    def start(self) -> None:
        """Start serving."""
        self._service.start(self._answers)

    def stop(self) -> None:
        """Kill it, as `kill -9` does."""
        self._service.stop(signal.SIGKILL)

    def remove(self) -> None:
        """Stop, and delete the folder."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self._port), 1) as line:
            line.sendall(b"PING\r\n")
            return line.recv(7) == b"+PONG\r\n"
        return False


def _runs(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=20, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _is_user(name: str) -> bool:
    try:
        return bool(pwd.getpwnam(name))
    except KeyError:
        return False
