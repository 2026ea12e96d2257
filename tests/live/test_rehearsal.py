"""`rehearse` and `demo` as people start them: against a real server, over Socket.IO, with the report that scripts rely
on."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.live.conftest import MODE
from tests.live.people import TOP, Person, Server
from tests.tools.pace import limit

pytestmark = pytest.mark.live
IDEAS = TOP / "tests" / "data" / "ideas.tsv"
QUICK = ("--participants", "12", "--duration", "2", "--seed", "7")
FIELDS = {
    "participants",
    "posted",
    "acknowledged",
    "stored",
    "lost",
    "duplicated",
    "votes_acknowledged",
    "votes_counted",
    "delay_ms",
    "errors",
}


def workshop(environ: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "workshop", *arguments]
    return subprocess.run(
        command, cwd=TOP, env={**os.environ, **environ}, capture_output=True, text=True, timeout=limit(60), check=False
    )


def few_ideas(folder: Path, number: int) -> str:
    """The path of a file with the first ideas only."""
    path = folder / "few.tsv"
    path.write_text("\n".join(IDEAS.read_text("utf-8").splitlines()[: number + 1]), "utf-8")
    return str(path)


def is_whole(report: dict[str, Any], people: int, ideas: int) -> None:
    assert set(report) == FIELDS
    assert report["participants"] == people
    assert report["posted"] == report["acknowledged"] == report["stored"] == ideas
    assert report["lost"] == report["duplicated"] == report["errors"] == 0
    assert report["votes_counted"] == report["votes_acknowledged"] == people * 3
    delay = report["delay_ms"]
    assert 0 < delay["p50"] <= delay["p99"] <= delay["max"]


def test_a_rehearsal_makes_its_own_forum_and_counts_it(server: Server, tmp_path: Path) -> None:
    done = workshop(server.environ, "rehearse", *QUICK, "--ideas", few_ideas(tmp_path, 24), "--json")
    assert done.returncode == 0, done.stderr
    is_whole(json.loads(done.stdout), 12, 24)
    forum = server.errand("forum.list")["forums"][0]
    assert forum["rehearsal"] and forum["participants"] == 12 and forum["ideas"] == 24


@pytest.mark.one_mode
def test_a_rehearsal_from_another_machine_needs_only_the_consoles_link(server: Server, tmp_path: Path) -> None:
    made = server.errand("forum.create", rehearsal=True)
    link = made["console"].replace("127.0.0.1", "far-away.example")
    done = workshop(
        {}, "rehearse", *QUICK, "--ideas", few_ideas(tmp_path, 12), "--json", "--url", server.base, "--console", link
    )
    assert done.returncode == 0, done.stderr
    is_whole(json.loads(done.stdout), 12, 12)


@pytest.mark.one_mode
def test_a_self_paced_forum_is_rehearsed_with_several_activities_open(server: Server, tmp_path: Path) -> None:
    made = server.errand("forum.create", rehearsal=True, self_paced=True)
    done = workshop(
        server.environ, "rehearse", *QUICK, "--ideas", few_ideas(tmp_path, 12), "--json", "--forum", made["code"]
    )
    assert done.returncode == 0, done.stderr
    is_whole(json.loads(done.stdout), 12, 12)
    person = Person(server).lead(made["console"])
    steps = person.wait(lambda event, data: event == "snapshot")["put"]["activity"].values()
    person.close()
    assert sum(step["state"] == "open" for step in steps) > 3, "going on closed nothing"


@pytest.mark.one_mode
@pytest.mark.parametrize("how", [(), ("--practise",)], ids=["counted", "practised"])
@pytest.mark.parametrize("way", ["by its code", "by a console's link"])
def test_a_real_forum_is_refused_and_nothing_is_written_to_it(server: Server, how: tuple[str, ...], way: str) -> None:
    made = server.forum()
    before = server.errand("verify", code=made["code"])["events"]
    where = (
        ("--forum", made["code"].lower())
        if way == "by its code"
        else ("--url", server.base, "--console", made["console"])
    )
    done = workshop(server.environ, "rehearse", *QUICK, *how, *where)
    assert done.returncode == 1 and "not marked as a rehearsal" in done.stderr and "--yes-real" in done.stderr, (
        done.stderr
    )
    assert server.errand("verify", code=made["code"])["events"] == before
    assert server.errand("forum.list")["forums"][0]["participants"] == 0


@pytest.mark.one_mode
def test_a_real_forum_is_counted_when_it_is_meant(server: Server, tmp_path: Path) -> None:
    code = server.forum()["code"]
    tiny = ("--participants", "3", "--duration", "1", "--ideas", few_ideas(tmp_path, 3))
    done = workshop(server.environ, "rehearse", *tiny, "--forum", code.lower(), "--yes-real")
    assert done.returncode == 0, done.stderr
    assert f"Rehearsal of forum {code}: 3 people" in done.stdout
    assert "3 sent, 3 answered as saved, 3 in the download" in done.stdout


@pytest.mark.one_mode
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--ideas", "/nowhere/ideas.tsv"), "cannot be read"),
        (("--forum", "AAAAAA"), "no forum with the code"),
        (("--url", "http://127.0.0.1:9"), "go together"),
    ],
)
def test_what_cannot_be_rehearsed_is_said_in_words(server: Server, arguments: tuple[str, ...], says: str) -> None:
    before = server.errand("forum.list")
    done = workshop(server.environ, "rehearse", *arguments)
    assert done.returncode != 0 and says in done.stderr
    assert server.errand("forum.list") == before, "nothing is made for a rehearsal that cannot be"
    assert "Traceback" not in done.stderr


@pytest.mark.one_mode
def test_without_a_server_it_says_what_to_start(tmp_path: Path) -> None:
    done = workshop({"WORKSHOP_DATA": str(tmp_path)}, "rehearse")
    assert done.returncode == 1 and "make run" in done.stderr


@pytest.mark.one_mode
def test_the_demonstration_fills_a_room_and_cleans_up(tmp_path: Path) -> None:
    shown = Server(tmp_path, MODE)  # never started: the demonstration starts its own, on this port
    environ = {**shown.environ, "TMPDIR": str(tmp_path)}
    del environ["WORKSHOP_DATA"]
    with subprocess.Popen(
        [sys.executable, "-m", "workshop", "demo", "--participants", "9"],
        cwd=TOP,
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
    ) as demo:
        try:
            assert demo.stdout is not None
            heard = [demo.stdout.readline() for _ in range(12)]
            links = {line.split()[0]: line.split()[1] for line in heard if "http://" in line}
            assert set(links) == {"Screen", "Console", "Phone"}
            shown.folder = next(tmp_path.glob("workshop-demo-*"))
            until(lambda: shown.errand("forum.list")["forums"][0]["participants"] >= 2, 20)
            assert take_over(shown, links["Console"])["screens"] == 0, "nobody has opened the screen"
            until(lambda: "You are leading now" in demo.stdout.readline(), 10)  # type: ignore[union-attr]
        finally:
            demo.send_signal(signal.SIGTERM)
            assert demo.wait(limit(20)) == 0
    assert not list(tmp_path.glob("workshop-demo-*"))


def take_over(server: Server, link: str) -> dict[str, Any]:
    """Somebody opens the console and goes to another step. Who was there before."""
    person = Person(server).lead(link)
    put = person.wait(lambda event, data: event == "snapshot")["put"]
    person.do("agenda.go", activity=max(step["id"] for step in put["activity"].values()))
    person.close()
    (presence,) = put["presence"].values()
    return dict(presence)


def until(true: Any, seconds: float) -> None:
    end = time.monotonic() + limit(seconds)
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)
