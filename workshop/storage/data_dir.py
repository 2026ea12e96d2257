"""The data folder: locks it for one owner, and publishes where a running server can be reached by commands on the same
machine.

With PostgreSQL the folder holds no data, and several servers on one machine may share it: each has an entry in
run/server.json, and all have the same administrator's key. Servers on other machines have their own folders.
"""

import fcntl
import json
import os
import pwd
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
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
"""Network file systems, on which several machines see the same files."""

STARTING, POLL = 10.0, 0.2
"""Seconds that a command waits for a server that is starting (on a small computer a start takes some), and between two
looks."""


class DataDirError(Exception):
    """The folder cannot be used. The message says what is wrong and what to do."""


@dataclass(frozen=True)
class RunningServer:
    """A running server's entry in run/server.json. `key` is the administrator's key."""

    url: str
    pid: int
    key: str


class DataDir:
    """A data folder that this process owns from `claim` to `release`, exclusively or (`shared`) with others."""

    def __init__(self, path: Path, shared: bool = False) -> None:
        self.path, self.shared = path, shared
        self.run = path / "run"
        self._lock: IO[str] | None = None
        self.key = secrets.token_urlsafe(24)

    def prepare(self) -> None:
        """Make the folder, readable only by its owner. Raises DataDirError."""
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
            raise DataDirError(
                f"The data folder {self.path} cannot be written{_whose(self.path)}: {error.strerror} ({where}). "
                "Give it to the user who starts the server, or choose another with WORKSHOP_DATA."
            ) from None

        if made or (self.path / "forum.db").exists():
            _make_private(self.path)

    def claim(self) -> None:
        """Take the lock, exclusive or shared. Raises DataDirError when another process holds it exclusively."""
        self._lock = (self.run / "lock").open("a+")
        try:
            fcntl.flock(self._lock, (fcntl.LOCK_SH if self.shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            self._lock = None
            raise DataDirError(
                f"Another server already uses the data folder {self.path}. "
                "Stop it first, or choose another with WORKSHOP_DATA."
            ) from None
        if self.shared:
            self._publish("")  # before anyone comes in: from here on the other servers use the same key

    def announce(self, url: str) -> None:
        """Publish the address of this server for programs on this machine, and the administrator's key, readable only
        by this user."""
        self._publish(url)

    def release(self) -> None:
        """Remove the server's entry and unlock the folder."""
        if self._lock is None:
            return
        with suppress(OSError), self._entries() as entries:
            entries[:] = [one for one in entries if one.pid != os.getpid()]
        self._lock.close()
        self._lock = None

    def _publish(self, url: str) -> None:
        with self._entries() as entries:
            others = [one for one in entries if one.pid != os.getpid()]
            if self.shared and others:
                self.key = others[0].key
            entries[:] = [RunningServer(url, os.getpid(), self.key), *others]

    @contextmanager
    def _entries(self) -> Iterator[list[RunningServer]]:
        """The entries of servers that still run, to be changed in place; the last server to go removes the file."""
        note = self.run / "server.json"
        with (self.run / "note").open("a+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            entries = _living(note) if self.shared else []
            yield entries
            fresh = note.with_name(f".server-{os.getpid()}.json")
            fresh.unlink(missing_ok=True)
            if not entries:
                note.unlink(missing_ok=True)
                return
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                newest, *others = [asdict(one) for one in entries]
                json.dump(newest | {"others": others} if others else newest, file)
            fresh.replace(note)


def _living(note: Path) -> list[RunningServer]:
    """The entries of processes that still exist: a killed process could not remove its entry."""
    with suppress(OSError, ValueError, KeyError):
        newest = json.loads(note.read_text())
        found = [RunningServer(one["url"], one["pid"], one["key"]) for one in (newest, *newest.get("others", ()))]
        return [one for one in found if _runs(one.pid)]
    return []


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _make_private(path: Path) -> None:
    """Make the folder and its files readable only by their owner. A folder that others use too (/tmp) stays as it
    is."""
    with suppress(OSError):
        if path.stat().st_mode & stat.S_ISVTX:
            return
    backups = path / "backups"
    for folder in (path, path / "run", backups):
        with suppress(OSError):  # a memory stick has no file owners
            folder.chmod(0o700)
    for file in (*path.glob("forum.db*"), *backups.glob("*.db*")):
        with suppress(OSError):
            file.chmod(0o600)


def _whose(path: Path) -> str:
    """Who owns the folder and who we are, when these differ; else ""."""
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
    """The type of network file system that a folder lies on; "" when it lies on none, or when this machine does not
    say.

    `mounts` is the text of /proc/self/mountinfo. On these file systems, locks and shared memory between processes are
    not reliable enough for SQLite.
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


def running(path: Path) -> RunningServer | None:
    """A server that owns this data folder right now, or None, also while one is only starting."""
    return next((one for one in _living(path / "run" / "server.json") if one.url), None) if _in_use(path) else None


def awaited(path: Path) -> RunningServer | None:
    """The server that owns this data folder, or None. Waits up to STARTING seconds for one that is starting or
    stopping, or for another command to end. Raises DataDirError when the folder is still in use then and there is no
    server to ask."""
    until = time.monotonic() + STARTING
    while _in_use(path):
        server = running(path)
        if server is not None:
            return server
        if time.monotonic() > until:
            raise DataDirError(
                f"A server is just starting or stopping with the data folder {path}, or another command is working on "
                "it. Try again in a moment."
            )
        time.sleep(POLL)
    return None


def _in_use(path: Path) -> bool:
    """Whether a server or a command holds the lock of this data folder."""
    lock = path / "run" / "lock"
    if not lock.exists():
        return False
    with lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
