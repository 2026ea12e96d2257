"""What the terminal shows when the program starts: the addresses first, each thing by its name, and no log lines
above."""

import os
import pty
import select
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest

from tests.tools.pace import limit
from workshop.runtime import logs

TOP = Path(__file__).resolve().parents[2]


def at_a_terminal(environ: dict[str, str], *arguments: str, until: str) -> str:
    """What a command writes on a terminal, up to some words; then it is ended."""
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "workshop", *arguments]
    child = subprocess.Popen(command, cwd=TOP, env=environ, stdin=subprocess.DEVNULL, stdout=its, stderr=its)
    os.close(its)
    said, end = b"", time.monotonic() + limit(20)
    try:
        while until.encode() not in said and time.monotonic() < end:
            if select.select([ours], [], [], 0.2)[0]:
                said += os.read(ours, 65536)
    finally:
        child.terminate()
        child.wait()
        os.close(ours)
    return said.decode().replace("\r\n", "\n")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A data folder of this test's own, on loopback, and nothing that the developer has set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WORKSHOP_")}
    return {
        **kept,
        "WORKSHOP_DATA": str(tmp_path),
        "WORKSHOP_HOST": "127.0.0.1",
        "PORT": "0",
        "WORKSHOP_URL": "http://forum.test:8080",
    }


def test_the_first_line_is_for_people_and_the_code_says_what_it_is_for(environ: dict[str, str]) -> None:
    said = at_a_terminal(environ, "serve", until="Ctrl-C")
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    assert lines[0] == "The workshop is open.", said
    assert "INFO" not in said
    code = next(number for number, line in enumerate(lines) if "█" in line or "▀" in line)
    assert "Phones join here: http://forum.test:8080" in lines[code - 3 : code], said


@pytest.mark.parametrize(("terminal", "told"), [(True, False), (False, True)], ids=["terminal", "file"])
def test_a_terminal_is_told_only_what_somebody_has_to_look_at(terminal: bool, told: bool) -> None:
    written = StringIO()
    written.isatty = lambda: terminal  # type: ignore[method-assign]
    logs.begin("auto", to=written)
    log = logs.logging.getLogger("workshop.storage.auto_backup")
    log.info("backup made")
    log.warning("no backup could be made")
    assert ("backup made" in written.getvalue()) == told and "no backup could be made" in written.getvalue()
