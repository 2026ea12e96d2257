"""The data folder: one owner at a time, and where a running server can be found by commands on the same machine."""

import fcntl
import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO


class FolderError(Exception):
    """The folder cannot be used. The message says what is wrong and what to do."""


@dataclass(frozen=True)
class Server:
    """A running server as it wrote itself down. `key` is the administrator's."""

    url: str
    pid: int
    key: str


class Folder:
    """A data folder that this process owns from `claim` to `release`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.run = path / "run"
        self._lock: IO[str] | None = None
        self.key = secrets.token_urlsafe(24)

    def prepare(self) -> None:
        """Make the folder, readable by its owner alone. Raises FolderError."""
        try:
            self.run.mkdir(parents=True, exist_ok=True, mode=0o700)
            probe = self.run / f".probe-{os.getpid()}"
            probe.write_text("")
            probe.unlink()
        except OSError as error:
            raise FolderError(
                f"The data folder {self.path} cannot be written: {error.strerror}. Choose another with WORKSHOP_DATA."
            ) from None

    def claim(self) -> None:
        """Become the owner. Raises FolderError when another process owns it."""
        self._lock = (self.run / "lock").open("a+")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            self._lock = None
            raise FolderError(
                f"Another server already uses the data folder {self.path}. Stop it first, or choose another with WORKSHOP_DATA."
            ) from None

    def announce(self, port: int) -> None:
        """Write down where this server answers and the administrator's key, for this user alone."""
        path = self.run / "server.json"
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump({"url": f"http://127.0.0.1:{port}", "pid": os.getpid(), "key": self.key}, file)

    def release(self) -> None:
        """No longer the owner."""
        if self._lock is None:
            return
        with suppress(OSError):
            (self.run / "server.json").unlink(missing_ok=True)
        self._lock.close()
        self._lock = None


def running(path: Path) -> Server | None:
    """The server that owns this data folder right now, if any."""
    lock, note = path / "run" / "lock", path / "run" / "server.json"
    if not lock.exists() or not note.exists():
        return None
    with lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            with suppress(OSError, ValueError, KeyError):
                found = json.loads(note.read_text())
                return Server(found["url"], found["pid"], found["key"])
    return None
