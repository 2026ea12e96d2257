"""The command line on data without a running server: accounts, forums and downloads. With a server:
tests/live/test_commands.py."""

import csv
import io
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.tools.pace import limit
from workshop.__main__ import main
from workshop.administrator_requests import REQUESTS
from workshop.bench.postgres_and_redis import free_port
from workshop.cli import accounts, progress, requests_in_this_process, requests_to_server
from workshop.cli.base import IN_A_TERMINAL
from workshop.cli.broken_pipe import GONE
from workshop.cli.requests_to_server import READS
from workshop.domain.errors import Refusal
from workshop.reports import FORMATS
from workshop.runtime.settings import Settings
from workshop.storage import data_dir
from workshop.storage.data_dir import DataDir, DataDirError

PASSWORD = "neljä sanaa on hyvä"
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("user", "list", typed="…")`: one command on a folder of its own; its exit code."""
    monkeypatch.setenv("WORKSHOP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("WORKSHOP_HOST", "127.0.0.1")

    def one(*arguments: str, typed: str = "") -> int:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        return main(list(arguments))

    return one


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The one JSON object that was printed."""
    return dict(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize("arguments", [("forum", "list"), ("verify",), ("metrics",)])
def test_a_server_that_does_not_answer_is_told_in_a_sentence(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    folder = DataDir(tmp_path / "data")
    folder.prepare()
    folder.claim()
    try:
        folder.announce(f"http://127.0.0.1:{free_port()}")
        assert run(*arguments) == 1
    finally:
        folder.release()
    told = capsys.readouterr().err
    assert "does not answer at http://127.0.0.1" in told and "Traceback" not in told and told.count("\n") == 1


@pytest.fixture
def silent(tmp_path: Path) -> Iterator[socket.socket]:
    """A server that takes requests, as one does that is busy, and answers nothing."""
    folder = DataDir(tmp_path / "data")
    folder.prepare()
    folder.claim()
    with socket.create_server(("127.0.0.1", 0)) as line:
        folder.announce(f"http://127.0.0.1:{line.getsockname()[1]}")
        yield line
    folder.release()


@pytest.mark.parametrize("name", REQUESTS)
def test_what_may_be_done_already_is_not_to_be_asked_for_again_unseen(
    silent: socket.socket, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import of 50,000 ballots went on after "try again", which made a second forum with the same votes."""
    monkeypatch.setattr(requests_to_server, "SILENCE_SECONDS", 0.01)
    with (
        pytest.raises(DataDirError) as told,
        requests_to_server.through(Settings.from_env({"WORKSHOP_DATA": str(tmp_path / "data")})) as data,
    ):
        data.run(name, {})
    assert ("try again" in str(told.value)) == (name in READS) != ("may be done already" in str(told.value))


def test_a_large_request_is_waited_for_longer(
    silent: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer() -> None:
        line, _ = silent.accept()
        with line:
            time.sleep(0.5)
            line.recv(100_000)
            line.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{"ok":true}')

    monkeypatch.setattr(requests_to_server, "SILENCE_SECONDS", 0.1)
    thread = threading.Thread(target=answer)
    thread.start()
    with requests_to_server.through(Settings.from_env({"WORKSHOP_DATA": str(tmp_path / "data")})) as data:
        assert data.run("forum.import", {"files": "x" * 20_000}) == {}
    thread.join()


def test_a_server_that_says_how_it_is_is_waited_for_until_it_is_done(
    silent: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A check of several million votes took longer than a minute; the command advised to stop the server."""
    asked: list[bytes] = []

    def serve() -> None:
        work, _ = silent.accept()
        with work:
            for _ in range(3):
                line, _ = silent.accept()
                with line:
                    asked.append(line.recv(1000).partition(b"\r")[0])
                    line.sendall(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\n{}")
            work.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n{"ok":true,"done":{}}')
            work.recv(1000)

    monkeypatch.setattr(requests_to_server, "SILENCE_SECONDS", limit(0.2))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    thread = threading.Thread(target=serve)
    thread.start()
    with requests_to_server.through(Settings.from_env({"WORKSHOP_DATA": str(tmp_path / "data")})) as data:
        assert data.run("verify", {}) == {}
    thread.join()
    assert asked == [b"GET /healthz HTTP/1.1"] * 3
    assert capsys.readouterr().err.count("still at work") == 3


def test_what_asks_a_server_loads_neither_its_database_nor_its_pages() -> None:
    """A command beside a hall full of people takes a tenth of a second of a core, not a whole one."""
    look = "import sys, workshop.cli.requests_to_server; print({'sqlalchemy', 'flask', 'eventlet'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, timeout=limit(30), check=True)
    assert done.stdout.strip() == "set()"


BESIDE = ("workshop.client", "workshop.demo", "workshop.rehearsal.command", "workshop.verifier", "numpy", "openpyxl")
"""What the server never imports, or only when a page needs it."""


@pytest.mark.parametrize(
    ("loaded", "unneeded"),
    [
        (
            "workshop.__main__",
            (*BESIDE, "flask", "sqlalchemy", "statistics", "workshop.actions", "workshop.bench.report")
            + ("workshop.contract.commands", "workshop.i18n.catalogues", "workshop.reports.summary", "workshop.charts"),
        ),
        ("workshop.serving", (*BESIDE, "workshop.bench.report", "workshop.imports", "workshop.printables")),
    ],
)
def test_a_command_loads_no_other_command(loaded: str, unneeded: tuple[str, ...]) -> None:
    """`--help` is written in a tenth of a second, and a server starts without its benchmark."""
    asked = (
        "import sys, importlib, workshop.__main__; workshop.__main__._parser(); importlib.import_module(sys.argv[1])"
    )
    look = f"{asked}; print(*sorted(set(sys.argv[2:]) & set(sys.modules)))"
    called = [sys.executable, "-c", look, loaded, *unneeded]
    assert subprocess.run(called, capture_output=True, text=True, timeout=limit(30), check=True).stdout.split() == []


def test_beside_a_server_that_is_starting_a_command_waits_for_it(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DataDir(tmp_path / "data")
    folder.prepare()
    folder.claim()
    monkeypatch.setattr(data_dir, "STARTING", 0.0)
    try:
        for arguments in (("forum", "create"), ("metrics",), ("restore", "x.db"), ("forum", "list")):
            assert run(*arguments) == 1
            told = capsys.readouterr().err
            assert "just starting" in told and "Try again in a moment" in told and "Stop it first" not in told, told
        monkeypatch.setattr(data_dir, "STARTING", 60.0)
        monkeypatch.setattr(data_dir.time, "sleep", lambda _: folder.announce(f"http://127.0.0.1:{free_port()}"))
        assert run("forum", "create") == 1
        assert "does not answer at http://127.0.0.1" in capsys.readouterr().err, "it asked the server that was started"
    finally:
        folder.release()


def test_accounts_are_added_listed_and_given_passwords(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("forum", "create") == 0 and run("user", "list") == 0
    assert "no accounts" in capsys.readouterr().out
    assert run("user", "add", "Kaisa@museo.fi", "--name", "Kaisa", "--password-stdin", typed=PASSWORD + "\n") == 0
    assert run("user", "passwd", "kaisa@museo.fi", "--password-stdin", typed="aivan uusi salasana\n") == 0
    capsys.readouterr()
    assert run("user", "list", "--json") == 0
    assert said(capsys) == {"users": [{"email": "kaisa@museo.fi", "called": "Kaisa"}]}


def test_an_account_is_removed_but_never_the_last(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for email in ("kaisa@museo.fi", "pekka@museo.fi"):
        assert run("user", "add", email, "--password-stdin", typed=PASSWORD + "\n") == 0
    assert run("user", "remove", "Pekka@museo.fi") == 0
    assert run("user", "remove", "pekka@museo.fi") == 1 and run("user", "remove", "kaisa@museo.fi") == 1
    capsys.readouterr()
    assert run("user", "list", "--json") == 0
    assert said(capsys) == {"users": [{"email": "kaisa@museo.fi", "called": "kaisa"}]}


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [
        (("user", "add", "b@c.fi", "--password-stdin"), "lyhyt"),
        (("user", "add", "ei osoite", "--password-stdin"), PASSWORD),
        (("user", "add", "a@b.fi", "--password-stdin"), PASSWORD),
        (("user", "passwd", "no@b.fi", "--password-stdin"), PASSWORD),
        (("forum", "create", "--template", "none"), ""),
        (("export", "QQQQQQ", "--format", "csv", "-o", "-"), ""),
        (("export", "QQQQQQ", "--format", "pdf", "-o", "-"), ""),
    ],
)
def test_what_cannot_be_done_is_said_and_the_exit_code_shows_it(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], typed: str
) -> None:
    assert run("user", "add", "a@b.fi", "--password-stdin", typed=PASSWORD) == 0
    capsys.readouterr()
    assert run(*arguments, typed=typed) == 1
    told = capsys.readouterr()
    why = [line for line in told.err.strip().splitlines() if not line.startswith("On the data in ")]
    assert told.out == "" and len(why) == 1 and "Traceback" not in told.err


@pytest.mark.parametrize("code", [*IN_A_TERMINAL, "server", "forum_full", "importing", "import_ended"])
def test_a_terminal_is_no_phone(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """An import to a full disk said that its text was kept on this phone."""

    def refuses(*_: object) -> NoReturn:
        raise Refusal(code)

    monkeypatch.setitem(REQUESTS, "forum.create", refuses)
    assert run("forum", "create", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["error"] == code and not re.search("phone|facilitator|[Yy]our text|field|this page", str(told))


def test_a_password_is_asked_twice(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([PASSWORD, PASSWORD, PASSWORD, "something else"])
    monkeypatch.setattr(accounts.getpass, "getpass", lambda _prompt: next(typed))
    assert run("user", "add", "a@b.fi") == 0
    assert run("user", "add", "b@b.fi") == 1


def test_a_forum_is_made_with_full_addresses_and_exported(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("forum", "create", "--template", "forum-1", "--title", "Oma nimi", "--json") == 0
    made = said(capsys)
    assert (
        re.fullmatch(r"http://[^/]+/J/[A-Z2-7]{26}", made["join"])
        and "/screen/" in made["screen"]
        and "?key=" in made["console"]
        and len(made["code"]) == 6
    )
    assert run("forum", "list", "--json") == 0
    assert [(one["code"], one["title"], one["state"]) for one in said(capsys)["forums"]] == [
        (made["code"], "Oma nimi", "planned")
    ]
    for name in ("csv", "xlsx", "json", "html"):
        path = tmp_path / f"out.{name}"
        assert run("export", made["code"].lower(), "--format", name, "-o", str(path), "--lang", "sv", "--json") == 0
        assert said(capsys)["bytes"] == path.stat().st_size > 0
    assert capsys.readouterr().err == ""
    assert run("export", made["code"], "--format", "archive", "-o", str(tmp_path / "a.csv")) == 0
    assert "The format archive makes .zip files" in capsys.readouterr().err
    assert next(csv.reader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig")), delimiter=";"))[0] == "Nummer"
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["forum"]["code"] == made["code"]


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("forum", "create", "--json")
    code = said(capsys)["code"]
    assert run("export", code, "--format", "csv", "-o", str(tmp_path / "nowhere" / "out.csv")) == 1
    assert "cannot be written" in capsys.readouterr().err
    old = tmp_path / "out.csv"
    old.write_text("old")
    assert run("export", code, "--format", "csv", "-o", str(old)) == 0
    assert (
        old.read_text("utf-8-sig") != "old"
        and [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
    )


@pytest.mark.parametrize("words", [["user"], ["forum"], ["user", "add"], ["export"], ["forum", "create"]])
def test_each_has_help(run: Run, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*words, "--help")
    assert ended.value.code == 0 and "usage: workshop" in capsys.readouterr().out


def test_the_help_of_exports_names_every_format(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("export", "--help")
    assert ", ".join(FORMATS) in " ".join(capsys.readouterr().out.split())


def test_without_a_terminal_no_password_is_asked(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("workshop.cli.accounts.getpass.getpass", nobody)
    assert run("user", "add", "a@b.fi") == 1
    assert "--password-stdin" in capsys.readouterr().err


def test_a_command_says_on_which_data_it_works(run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = str(tmp_path / "data" / "forum.db")
    assert run("forum", "create") == 0
    first = capsys.readouterr().err
    assert "no data" in first and file in first
    assert run("user", "list") == 0
    again = capsys.readouterr().err
    assert "no data" not in again and file in again


def test_beside_a_service_with_data_elsewhere_none_is_made_here(
    run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody types `workshop user add` without the service's settings: the account would be nowhere the server
    looks."""
    monkeypatch.setattr(requests_in_this_process, "SERVICE", tmp_path / "workshop.env")
    (tmp_path / "workshop.env").write_text("DATABASE_URL=postgresql://workshop@localhost/workshop\n")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    # The folder is named, so that the test touches no other:
    monkeypatch.setattr(requests_in_this_process, "CHOSEN", ("DATABASE_URL",))
    assert run("user", "add", "a@b.fi", "--password-stdin", typed=PASSWORD) == 1
    assert "workshop.env" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("verify",),
        ("verify", "QQQQQQ"),
        ("verify", "--head", "0" * 64),
        ("user", "list"),
        ("forum", "list"),
        ("metrics",),
        ("backup",),
        ("export", "QQQQQQ", "--format", "csv", "-o", "-"),
        ("user", "passwd", "a@b.fi", "--password-stdin"),
        ("user", "remove", "a@b.fi"),
    ],
)
@pytest.mark.parametrize("empty", [False, True], ids=["no file", "an empty file"])
def test_what_only_reads_makes_no_data_to_praise(
    run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...], empty: bool
) -> None:
    """In the wrong folder, `verify` made a database and called it whole."""
    file = tmp_path / "data" / "forum.db"
    if empty:
        file.parent.mkdir()
        file.touch()
    assert run(*arguments, typed=PASSWORD) == 1
    told = capsys.readouterr()
    assert told.out == "" and len(told.err.strip().splitlines()) == 1 and "Traceback" not in told.err
    assert file.exists() == empty
    if empty:
        with sqlite3.connect(file) as line:
            assert line.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


@pytest.fixture
def unread() -> Iterator[int]:
    """An output that nobody reads any more."""
    read, write = os.pipe()
    os.close(read)
    yield write
    os.close(write)


@pytest.mark.parametrize(
    ("arguments", "unbuffered"),
    [
        (("verify",), ""),
        (("verify",), "1"),
        (("forum", "list", "--json"), ""),
        (("export", "{code}", "--format", "csv", "-o", "-"), ""),
        (("--help",), ""),
    ],
    ids=lambda given: "-".join(given).strip("-") if isinstance(given, tuple) else given,
)
def test_a_command_ends_quietly_when_nobody_reads_on(
    run: Run, capsys: pytest.CaptureFixture[str], unread: int, arguments: tuple[str, ...], unbuffered: str
) -> None:
    run("forum", "create", "--json")
    words = [word.format(code=said(capsys)["code"]) if "{" in word else word for word in arguments]
    done = subprocess.run(
        [sys.executable, "-m", "workshop", *words],
        stdout=unread,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        timeout=limit(60),
    )
    assert (done.returncode, b"Error" in done.stderr) == (GONE, False), done.stderr


def test_a_refusal_that_nobody_reads_ends_quietly_too(run: Run, unread: int) -> None:
    run("forum", "create", "--json")
    command = [sys.executable, "-m", "workshop", "verify", "AAAAAA"]
    assert subprocess.run(command, stderr=unread, stdout=unread, timeout=limit(60)).returncode == GONE


class Watched(io.StringIO):
    """Standard error at a terminal, or not."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.isatty = lambda: terminal  # type: ignore[method-assign]


@pytest.mark.parametrize("terminal", [True, False])
def test_a_long_request_counts_where_somebody_watches(terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    screen, looked = Watched(terminal), threading.Event()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(progress, "EVERY", 0.01)

    def look() -> dict[str, object]:
        looked.set()
        return {"done": 1250, "total": 5000}

    def request() -> str:
        assert not terminal or looked.wait(limit(5))
        time.sleep(0.05 if terminal else 0)
        return "made"

    assert progress.shown(request, look, "Bringing in") == "made"
    if not terminal:
        assert screen.getvalue() == "" and not looked.is_set()
        return
    line = "Bringing in: 1,250 of 5,000"
    assert screen.getvalue().startswith("\r" + line) and screen.getvalue().endswith("\r" + " " * len(line) + "\r")


def test_a_long_request_that_is_refused_says_so_and_leaves_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Watched(terminal=True)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(progress, "EVERY", 0.01)

    def refuse() -> None:
        time.sleep(0.05)
        raise Refusal("import_nothing")

    def broken() -> dict[str, object]:
        raise DataDirError("the server does not answer")

    with pytest.raises(Refusal, match="import_nothing"):
        progress.shown(refuse, broken, "Bringing in")
    assert screen.getvalue().splitlines()[-1].strip() == ""
