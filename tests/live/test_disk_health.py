"""A full disk while people act: nothing is acknowledged, all pages are notified, and everything continues once there is
space again."""

import os
import resource
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.live.conftest import MODE, Hall
from tests.live.people import Server
from tests.tools.pace import in_time

pytestmark = [pytest.mark.live, pytest.mark.one_mode]
SOON = 5.0
"""Seconds within which all must be well again once there is room."""


class Full:
    """A real disk of a few megabytes, filled to the last byte."""

    def __init__(self, server: Server, disk: Path) -> None:
        self.server, self.ballast = server, disk / "ballast"

    def begin(self) -> None:
        with self.ballast.open("wb", buffering=0) as file:
            for size in (65536, 512):
                with suppress(OSError):
                    while True:
                        file.write(bytes(size))

    def end(self) -> None:
        self.ballast.unlink()


class Refusing:
    """No file may grow: writes fail as they do on a disk with a defect (SQLite says I/O error, not full)."""

    LIMIT = 32_000
    """Less than the write-ahead log reaches, more than the server's own log."""

    def __init__(self, server: Server, disk: Path) -> None:
        self.server, self.disk = server, disk
        self.reader = sqlite3.connect(server.folder / "forum.db", isolation_level=None)

    def begin(self) -> None:
        assert self.server.process is not None
        assert (self.server.folder / "forum.db-wal").stat().st_size > self.LIMIT > self.server.errors.stat().st_size
        self.reader.execute("BEGIN")  # who reads keeps the write-ahead log from beginning anew, at its first byte
        self.reader.execute("SELECT count(*) FROM log").fetchone()
        resource.prlimit(self.server.process.pid, resource.RLIMIT_FSIZE, (self.LIMIT, resource.RLIM_INFINITY))

    def end(self) -> None:
        assert self.server.process is not None
        resource.prlimit(
            self.server.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        )
        self.reader.close()


@pytest.fixture
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A small disk of its own where this machine lets us mount one, for the tests that ask for it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if request.node.callspec.params["fault"] is not Full:
        yield folder
        return
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "none", folder]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small disk could be mounted: this needs root; the other kind of refusal is tried everywhere")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def server(disk: Path, tmp_path: Path) -> Iterator[Server]:
    """A server whose data lie on that disk, and whose log does not."""
    made = Server(disk / "data", MODE)
    made.errors, made.says = tmp_path / "stderr.txt", tmp_path / "stdout.txt"
    made.start()
    yield made
    made.stop()


@pytest.mark.parametrize("fault", [Full, Refusing])
def test_nothing_is_acknowledged_everybody_is_told_and_it_heals(server: Server, disk: Path, fault: Any) -> None:
    hall = Hall(server)
    try:
        step = hall.go(3)
        assert hall.ada.do("idea.add", activity=step, text="Ennen")["ok"]
        sent = [
            (hall.ada, "idea.add", {"text": "Kesken"}),
            (hall.ben, "idea.add", {"text": "Mitt i"}),
            (hall.lead, "idea.enter", {"text": "Lapulta", "source": "paper"}),
        ]
        disk_health = fault(server, disk)
        disk_health.begin()
        answers = [who.do(verb, key=f"full-key-{n}", activity=step, **body) for n, (who, verb, body) in enumerate(sent)]
        assert [answer.get("code") for answer in answers] == ["disk_full"] * len(sent), "the fault never happened"
        for person in (hall.ada, hall.ben, hall.lead, hall.screen):
            fact = person.wait(lambda event, data: event == "trouble" and not data["saving"])
            assert ("low" in fact) == (person is hall.lead), "how much room there is concerns the facilitators"
        health = server.health()
        assert health["ok"] and not health["saving"], "a restart would not help, so none is asked for"
        late = hall.someone().watch(hall.links["screen"])
        late.wait(lambda event, data: event == "trouble" and not data["saving"])
        disk_health.end()
        room_again = time.monotonic()
        hall.ben.wait(lambda event, data: event == "trouble" and data["saving"])
        took = time.monotonic() - room_again
        for n, (who, verb, body) in enumerate(sent):
            assert who.do(verb, key=f"full-key-{n}", activity=step, **body)["ok"]
        assert in_time(time.monotonic() - room_again, SOON), f"told after {took:.1f} s"
        print(f"told {took:.1f} s after there was room again")
        assert server.health()["saving"]
        assert server.errand("forum.list")["forums"][0]["ideas"] == 1 + len(sent)
        assert server.errand("verify")["ok"]
        assert said(server, "trouble.begun") == said(server, "trouble.over") == 1, (
            "told once, not for each that was refused"
        )
    finally:
        hall.close()


def said(server: Server, event: str) -> int:
    """How often an event stands in the server's log."""
    return server.errors.read_text().count(f'"event": "{event}"')
