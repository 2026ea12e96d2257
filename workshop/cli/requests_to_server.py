"""Runs administrator requests where the data is owned: sends them to the running server over loopback or, when there is
none, has `requests_in_this_process` run them on the data in this process.

Must not: import what only `requests_in_this_process` needs, because a command that asks a server is over before it
would be loaded.
"""

import http.client
import json
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from workshop.domain.errors import Refusal
from workshop.runtime import logs
from workshop.runtime.settings import Settings
from workshop.storage.data_dir import DataDirError, RunningServer, awaited

SILENCE_SECONDS, BYTES_A_SECOND = 60, 1000
"""Seconds after which the server is asked whether it is well, and one more for so many bytes that were sent: an import
of half a megabyte takes two minutes on a fast machine. While it says anything, its answer is waited for: a check of
several million votes takes minutes. A server that has ended breaks the connection, and nobody waits for it."""

READS = {"verify", "user.list", "forum.list", "forum.export", "import.progress"}
"""Requests that only read, so they create no data where there is none."""
AGAIN = "Wait a moment and try again, or stop it and start it anew."
UNSURE = (
    "What you asked for may be done already, or still going on. Look before you ask again (workshop forum list, "
    "workshop user list): it would be done a second time."
)


class Client(Protocol):
    """Runs administrator requests."""

    def run(self, name: str, given: dict[str, object]) -> dict[str, object]:
        """Run one request by name. Raises Refusal."""


class _Answer(msgspec.Struct, frozen=True):
    """What the server answers: what it did, or a refusal."""

    ok: bool
    done: dict[str, object] = {}
    code: str = ""
    facts: dict[str, object] = {}


class _Remote:
    def __init__(self, server: RunningServer) -> None:
        self._server = server

    def run(self, name: str, given: dict[str, object]) -> dict[str, object]:
        changes = name not in READS
        said = asked(self._server, "POST", f"/admin/{name}", json.dumps(given), changes)
        answer = msgspec.json.decode(said, type=_Answer)
        if not answer.ok:
            raise Refusal(answer.code, **answer.facts)
        return answer.done


@contextmanager
def through(settings: Settings, makes: bool = True) -> Iterator[Client]:
    """A client for the data folder's owner: the running server, or this process while the block lasts.

    Where there is no data yet it is created. With `makes` False this raises DataDirError instead: a command that only
    reads would report on data that it created itself.
    """
    server = awaited(settings.data)
    if server is not None:
        yield _Remote(server)
        return
    from workshop.cli.requests_in_this_process import opened

    with opened(settings, makes) as here:
        yield here


def asked(server: RunningServer, method: str, path: str, body: str | None = None, changes: bool = False) -> bytes:
    """The response of this machine's running server, asked with its key, however long it works on it. Raises
    DataDirError when it does not answer and does not say how it is either; when the request `changes` something and has
    reached the server, it says that this may be done all the same."""
    where, sent = urlsplit(server.url), False
    patience = SILENCE_SECONDS + len(body or "") / BYTES_A_SECOND
    line = http.client.HTTPConnection(where.hostname or "127.0.0.1", where.port, timeout=patience)
    try:
        line.connect()
        sent = True
        line.request(method, path, body, {"Content-Type": "application/json", "X-Workshop-Key": server.key})
        _await_answer(line, server, patience)
        return line.getresponse().read()
    except (OSError, http.client.HTTPException) as error:
        raise DataDirError(
            f"The server that uses this data folder (process {server.pid}) does not answer at {server.url}: "
            f"{logs.told(error)}. {UNSURE if changes and sent else AGAIN}"
        ) from None
    finally:
        line.close()


def _await_answer(line: http.client.HTTPConnection, server: RunningServer, patience: float) -> None:
    """Return when the answer begins to arrive. Raises OSError or HTTPException when the server is silent for longer
    than `patience` seconds and says nothing at its health page either."""
    while not select.select([line.sock], [], [], patience)[0]:
        _ask_health(server)
        if sys.stderr.isatty():
            sys.stderr.write(f"The server (process {server.pid}) answers and is still at work on it …\n")
        patience = SILENCE_SECONDS


def _ask_health(server: RunningServer) -> None:
    """Whatever it answers, it answers: also that its writer has been at one change for long."""
    where = urlsplit(server.url)
    line = http.client.HTTPConnection(where.hostname or "127.0.0.1", where.port, timeout=SILENCE_SECONDS)
    try:
        line.request("GET", "/healthz")
        line.getresponse().read()
    finally:
        line.close()
