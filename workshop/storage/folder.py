"""The data folder: one owner at a time, and where a running server can be found by commands on the same machine."""

import fcntl
import json
import os
import pwd
import secrets
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

NETWORK = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ncpfs",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.davfs2",
        "fuse.glusterfs",
    ]
)
"""File systems on which several machines see the same files."""


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
        made = not self.path.exists()
        try:
            self.run.mkdir(parents=True, exist_ok=True, mode=0o700)
            for folder in (self.path, self.run):
                probe = folder / f".probe-{os.getpid()}"
                probe.write_text("")
                probe.unlink()
            for path in self.path.glob("forum.db*"):
                with path.open("r+b"):
                    pass
        except OSError as error:
            where = error.filename or self.path
            raise FolderError(
                f"The data folder {self.path} cannot be written{_whose(self.path)}: {error.strerror} ({where}). "
                "Give it to the user who starts the server, or choose another with WORKSHOP_DATA."
            ) from None

        if made or (self.path / "forum.db").exists():
            _for_its_owner(self.path)

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


def _for_its_owner(path: Path) -> None:
    """Nobody else on the machine reads what people wrote. A folder that others use too (/tmp) stays as it is."""
    with suppress(OSError):
        if path.stat().st_mode & stat.S_ISVTX:
            return
    backups = path / "backups"
    for folder in (path, path / "run", backups):
        with suppress(OSError):  # a memory stick knows no owners
            folder.chmod(0o700)
    for file in (*path.glob("forum.db*"), *backups.glob("*.db*")):
        with suppress(OSError):
            file.chmod(0o600)


def _whose(path: Path) -> str:
    """Who owns the folder and who we are, when those are two."""
    try:
        owner = path.stat().st_uid
    except OSError:
        return ""
    if owner == os.geteuid():
        return ""
    return f" by {_name(os.geteuid())}; it belongs to {_name(owner)}"


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"user {user}"


def on_network(path: Path, mounts: str | None = None) -> str:
    """The kind of network file system that a folder lies on; empty when it lies on none, or when this machine does not tell.

    `mounts` is the text of /proc/self/mountinfo. On these, locks and shared memory between processes are not what SQLite needs.
    """
    if mounts is None:
        try:
            mounts = Path("/proc/self/mountinfo").read_text()
        except OSError:
            return ""
    best, kind = "", ""
    for line in mounts.splitlines():
        before, mark, after = line.partition(" - ")
        fields = before.split()
        if not mark or len(fields) < 5:
            continue
        point = fields[4].replace("\\040", " ")
        if path.resolve().is_relative_to(point) and len(point) >= len(best):
            best, kind = point, after.split()[0]
    return kind if kind in NETWORK else ""


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
