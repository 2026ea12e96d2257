"""The TCP port that the server listens on: opens it, names the process that holds a taken one, raises the limit of open
files.

Imports nothing of ours. Call after `loop.patch`, so that sockets made here are those of the chosen mode.
"""

import errno
import logging
import resource
import socket
from contextlib import suppress
from pathlib import Path

from workshop.runtime.whole_numbers import is_digits

log = logging.getLogger(__name__)


class PortTaken(Exception):
    """Another process listens on this port. `holder` is its name and number, or None when the machine does not tell."""

    def __init__(self, port: int, holder: str | None) -> None:
        super().__init__(f"port {port} is taken by {holder or 'another program'}")
        self.port, self.holder = port, holder


def listen(host: str, port: int, backlog: int, reuse_port: bool) -> socket.socket:
    """A listening socket; with `reuse_port` several processes share the port. Raises PortTaken, OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if reuse_port:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # accepted sockets inherit it
        listener.bind((host, port))
        listener.listen(backlog)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(port, port_holder(port)) from error
        raise
    return listener


def raise_file_limit(wanted: int) -> int:
    """Raise the limit of open files as far as the machine allows; returns how many connections that leaves room for."""
    spare = 100
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    top = max(wanted * 2 + spare, soft)
    if hard != resource.RLIM_INFINITY:
        top = min(top, hard)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (top, hard))
    except (ValueError, OSError):
        top = soft
    if top < wanted + spare:
        log.warning("only %d files may be open: %d connections at most (ulimit -n)", top, top - spare)
    return max(top - spare, 1)


def port_holder(port: int) -> str | None:
    """Name and number of the process that listens on `port`, where /proc shows it."""
    inodes = {f"socket:[{inode}]" for inode in _listening(port)}
    if not inodes:
        return None
    for process in filter(lambda path: is_digits(path.name), Path("/proc").iterdir()):
        with suppress(OSError):  # processes of other users, and those that just ended
            if inodes & set(map(_link, (process / "fd").iterdir())):
                return f"{(process / 'comm').read_text(errors='replace').strip()} (process {process.name})"
    return None


def _link(path: Path) -> str:
    with suppress(OSError):
        return str(path.readlink())
    return ""


def _listening(port: int) -> list[str]:
    """Inodes of the listening TCP sockets on a port (/proc/net/tcp: local address, state 0A, inode in column 10)."""
    found = []
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        rows = [line.split() for line in table.read_text().splitlines()[1:]] if table.exists() else []
        found += [row[9] for row in rows if row[3] == "0A" and int(row[1].rpartition(":")[2], 16) == port]
    return found
