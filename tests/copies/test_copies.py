"""Backups of a server under load, and restoring them: real processes, compared by their exports."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.live.conftest import MODE, Hall
from tests.live.people import TOP, Server
from tests.tools.pace import limit
from workshop.storage import backup

pytestmark = pytest.mark.live
PEOPLE, SECONDS, COPIES = 50, 5, 3


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server for each test, because tests stop it."""
    made = Server(tmp_path / "data", MODE)
    made.start()
    yield made
    made.stop()
    assert made.tracebacks() == []


def workshop(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a data folder."""
    environ = {**os.environ, "WORKSHOP_DATA": str(data), "WORKSHOP_HOST": "127.0.0.1"}
    command = [sys.executable, "-m", "workshop", *arguments]
    return subprocess.run(command, cwd=TOP, env=environ, capture_output=True, text=True, timeout=limit(60), check=False)


def must(data: Path, *arguments: str) -> str:
    done = workshop(data, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def exported(data: Path, code: str, to: Path) -> dict[str, Any]:
    """A forum's results, without the time of the export."""
    must(data, "export", code, "--format", "json", "-o", str(to))
    model: dict[str, Any] = json.loads(to.read_text("utf-8"))
    del model["forum"]["made_at"]
    return model


def until_more_is_written(server: Server, rehearsal: subprocess.Popen[str]) -> None:
    """Wait for some more ideas, or for the end of a rehearsal that has no more."""
    before = written(server)
    while rehearsal.poll() is None and written(server) <= before:
        time.sleep(0.05)


def written(server: Server) -> int:
    """The ideas in the newest forum; -1 before there is one."""
    forums = server.errand("forum.list")["forums"]
    return int(forums[0]["ideas"]) if forums else -1


def settled(folder: Path, code: str, to: Path) -> dict[str, Any]:
    """A forum's results after its time to finish is over: that ends by the clock, so two exports could differ in it."""
    model = exported(folder, code, to)
    for step in model["agenda"]:
        step["state"] = "closed" if step["state"] == "closing" else step["state"]
    return model


def log_of(path: Path) -> list[tuple[Any, ...]]:
    line = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = line.execute("SELECT forum, n, hash FROM log ORDER BY forum, n").fetchall()
    line.close()
    return rows


def test_backups_under_load_come_back_whole_in_an_empty_folder(server: Server, tmp_path: Path) -> None:
    rehearsal = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "workshop",
            "rehearse",
            "--participants",
            str(PEOPLE),
            "--duration",
            str(SECONDS),
            "--json",
            "--ideas",
            str(TOP / "tests/data/ideas.tsv"),
        ],
        cwd=TOP,
        env=server.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    copies = [tmp_path / f"copy-{number}.db" for number in range(COPIES)]
    try:
        while rehearsal.poll() is None and written(server) < 1:
            time.sleep(0.05)
        with ThreadPoolExecutor() as beside:  # the command takes long to begin on a busy machine
            by_command = beside.submit(must, server.folder, "backup", str(copies[0]))
            for path in copies[1:]:
                backup.make(server.folder / "forum.db", path)
                until_more_is_written(server, rehearsal)
            by_command.result()
        rehearsal.wait(limit(60))
    finally:
        rehearsal.kill()
        printed, said = rehearsal.communicate()
    report = json.loads(printed)
    assert report["lost"] == report["duplicated"] == report["errors"] == 0, said
    assert report["stored"] == report["acknowledged"] > PEOPLE, said
    last = tmp_path / "last.db"
    must(server.folder, "backup", str(last))
    final = log_of(last)
    sizes = [len(log_of(path)) for path in copies]
    print(f"{len(copies)} copies while {len(final)} rows were written: {sizes}")
    assert len(set(sizes)) >= 2, "nothing was written between two copies"
    for path in copies:
        assert "is a whole backup" in must(server.folder, "verify", "--file", str(path))
        assert set(log_of(path)) <= set(final), "a copy is one moment of the same history"
    code = server.errand("forum.list")["forums"][0]["code"]
    assert json.loads(must(server.folder, "verify", code, "--json"))["ok"]
    fresh = tmp_path / "fresh"
    must(fresh, "restore", str(last))
    assert "none was removed or altered" in must(fresh, "verify", code)
    assert settled(fresh, code, tmp_path / "b.json") == settled(server.folder, code, tmp_path / "a.json")


def test_a_restore_needs_a_stopped_server_and_keeps_what_it_replaces(server: Server, tmp_path: Path) -> None:
    hall = Hall(server)
    step = hall.go(3)
    assert hall.ada.do("idea.add", activity=step, text="Ennen")["ok"]
    copy = tmp_path / "copy.db"
    must(server.folder, "backup", str(copy))
    assert hall.ben.do("idea.add", activity=step, text="Sen jälkeen")["ok"]
    done = workshop(server.folder, "restore", str(copy))
    assert done.returncode == 1 and "Stop it, then restore" in done.stderr
    assert server.errand("forum.list")["forums"][0]["ideas"] == 2, "nothing was changed"
    hall.close()
    server.stop()
    kept = json.loads(must(server.folder, "restore", str(copy), "--json"))["kept"]
    server.start()
    assert server.errand("forum.list")["forums"][0]["ideas"] == 1
    assert hall.someone().lead(hall.links["console"]), "the same links lead to it"
    hall.people[-1].close()
    beside = tmp_path / "beside"
    must(beside, "restore", kept)
    assert json.loads(must(beside, "forum", "list", "--json"))["forums"][0]["ideas"] == 2


def test_a_broken_backup_is_named_and_never_put_back(server: Server, tmp_path: Path) -> None:
    Hall(server).close()
    copy, broken, altered = (tmp_path / f"{name}.db" for name in ("copy", "broken", "altered"))
    must(server.folder, "backup", str(copy))
    server.stop()
    shutil.copy(copy, broken)
    with broken.open("r+b") as file:
        file.seek(broken.stat().st_size // 2 // 4096 * 4096)
        file.write(os.urandom(4096))
    shutil.copy(copy, altered)
    line = sqlite3.connect(altered)
    line.execute("UPDATE log SET at = at + 1 WHERE n = 1 AND forum != 0")
    line.commit()
    line.close()
    before = (server.folder / "forum.db").read_bytes()
    for path in (broken, altered, tmp_path / "none.db"):
        assert workshop(server.folder, "verify", "--file", str(path)).returncode == 1
        done = workshop(server.folder, "restore", str(path))
        assert done.returncode == 1 and "Traceback" not in done.stderr and str(path) in done.stderr
    assert (server.folder / "forum.db").read_bytes() == before and not (server.folder / "backups").exists()
    server.start()


def test_a_step_that_closes_makes_a_backup_by_itself(server: Server) -> None:
    hall = Hall(server)
    step = hall.go(3)
    assert hall.ada.do("idea.add", activity=step, text="Ennen kuin vaihe sulkeutuu")["ok"]
    time.sleep(limit(2))  # longer than the backup thread's interval: it must have seen the activity open
    assert hall.lead.do("activity.close", activity=step)["ok"]
    deadline = time.monotonic() + limit(12)
    while not (made := list((server.folder / "backups").glob("auto-*.db"))) and time.monotonic() < deadline:
        time.sleep(0.1)
    hall.close()
    assert len(made) == 1, "no backup came"
    assert "is a whole backup" in must(server.folder, "verify", "--file", str(made[0]))
    assert '"event": "backup.made", "why": "step"' in server.errors.read_text()
