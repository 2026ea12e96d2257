"""The console's button for simulated people, with real child processes: they join, write when a person leads, leave
when sent away, and end with the server."""

import json
import signal
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.live.conftest import MODE
from tests.live.people import PATIENCE, Person, Server
from tests.live.test_rehearsal import until

pytestmark = [pytest.mark.live, pytest.mark.one_mode]


def press(lead: Person, on: bool) -> dict[str, Any]:
    """What the console's button sends."""
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in lead.jar)
    headers = {
        "Content-Type": "application/json",
        "X-CSRF": lead.boot["csrf"],
        "Cookie": cookies,
        "Origin": lead.server.base,
    }
    address = f"{lead.server.base}/console/{lead.boot['ref']}/practice"
    with urllib.request.urlopen(
        urllib.request.Request(address, json.dumps({"on": on}).encode(), headers), timeout=PATIENCE
    ) as answer:
        return dict(json.load(answer))


def counted(server: Server, code: str) -> dict[str, Any]:
    return next(forum for forum in server.errand("forum.list")["forums"] if forum["code"] == code)


def called_by(server: Server) -> list[int]:
    """The processes that this server has called people in by."""
    assert server.process is not None
    threads = Path(f"/proc/{server.process.pid}/task").glob("*/children")
    return [pid for thread in threads for pid in children_of(thread) if is_running(pid)]


def children_of(thread: Path) -> list[int]:
    """Those that a thread started; none of a thread that ended since it was listed."""
    try:
        return [int(pid) for pid in thread.read_text().split()]
    except OSError:
        return []


@pytest.fixture
def open_steps() -> Callable[[Person], list[int]]:
    """The steps of the agenda in which everybody writes to all."""

    def found(lead: Person) -> list[int]:
        steps = lead.wait(lambda event, data: event == "snapshot")["put"]["activity"].values()
        return [step["id"] for step in steps if step["kind"] == "ideas" and step["settings"].get("style") == "open"]

    return found


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Server]:
    """A server whose practice participants hurry."""
    made = Server(tmp_path / "data", MODE, PRACTICE_HURRY="20")
    made.start()
    yield made
    made.stop()
    assert made.tracebacks() == []


def test_people_are_called_in_follow_who_leads_and_are_sent_away(
    quick: Server, open_steps: Callable[[Person], list[int]]
) -> None:
    server = quick
    made = server.errand("forum.create", template="forum-1", rehearsal=True)
    lead = Person(server).lead(made["console"])
    try:
        assert press(lead, on=True)["people"] == 30
        until(lambda: counted(server, made["code"])["participants"] == 30, 40)
        assert counted(server, made["code"])["state"] == "planned", "nobody but the person leads"
        assert lead.do("agenda.go", activity=open_steps(lead)[0])["ok"]
        until(lambda: counted(server, made["code"])["ideas"] >= 2, 30)
        assert len(called_by(server)) == 1
        assert press(lead, on=False)["people"] == 0
        until(lambda: called_by(server) == [], 10)
        written = counted(server, made["code"])["ideas"]
        assert press(lead, on=True)["people"] == 30, "they may be called again"
        until(lambda: counted(server, made["code"])["ideas"] > written, 60)
        until(lambda: counted(server, made["code"])["participants"] == 30, 20)
        assert lead.do("forum.end")["ok"]
        until(lambda: called_by(server) == [], 20)
    finally:
        lead.close()


def test_they_outlive_no_server(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", MODE)
    server.start()
    try:
        made = server.errand("forum.create", template="forum-1", rehearsal=True)
        lead = Person(server).lead(made["console"])
        press(lead, on=True)
        (pid,) = called_by(server)
        lead.close()
    finally:
        server.stop(signal.SIGKILL)
    until(lambda: not is_running(pid), 20)


def is_running(pid: int) -> bool:
    """Whether there is such a process and it is not merely waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
