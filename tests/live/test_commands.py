"""Terminal commands for accounts, forums and downloads while a server owns the data: they go through the server."""

import http.cookiejar
import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.live.conftest import MODE
from tests.live.people import PATIENCE, TOP, Server
from tests.tools.pace import late_each_time, limit

pytestmark = pytest.mark.live
PASSWORD = "neljä sanaa on hyvä"


def command(server: Server, *arguments: str, typed: str = "") -> str:
    """What a command printed; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "workshop", *arguments],
        cwd=TOP,
        env={**os.environ, **server.environ},
        input=typed,
        capture_output=True,
        text=True,
        timeout=limit(30),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class Organiser:
    """A browser without scripts that signs in to the office."""

    def __init__(self, server: Server, password: str, email: str = "kaisa@museo.fi") -> None:
        self.base = server.base
        self.ask = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.read("/office/sign-in"))
        assert found
        form = urllib.parse.urlencode({"csrf": found[1], "email": email, "password": password}).encode()
        with self.ask.open(f"{self.base}/office/sign-in", form, timeout=PATIENCE) as answer:
            self.there = answer.url

    def read(self, path: str) -> str:
        with self.ask.open(self.base + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode())


@pytest.mark.one_mode
def test_commands_find_a_server_that_listens_at_one_address_alone(tmp_path: Path) -> None:
    """As docs/server.md has it behind a proxy on another machine."""
    elsewhere = Server(tmp_path / "data", MODE, WORKSHOP_HOST="127.0.0.2")
    elsewhere.start()
    try:
        made = json.loads(command(elsewhere, "forum", "create", "--json"))
        assert made["code"] in command(elsewhere, "forum", "list")
        assert "workshop_" in command(elsewhere, "metrics") and "none was removed" in command(elsewhere, "verify")
        assert made["console"].startswith(f"{elsewhere.base}/"), "with no other address, links lead to this one"
        assert f"{elsewhere.base}/office" in elsewhere.says.read_text()
    finally:
        elsewhere.stop()


@pytest.mark.one_mode
def test_commands_go_through_the_running_server(server: Server, tmp_path: Path) -> None:
    command(server, "user", "add", "kaisa@museo.fi", "--name", "Kaisa", "--password-stdin", typed=PASSWORD + "\n")
    made = json.loads(command(server, "forum", "create", "--title", "Komennolla", "--json"))
    kaisa = Organiser(server, PASSWORD)
    assert kaisa.there == f"{server.base}/office" and "Komennolla" in kaisa.read("/office")
    assert made["code"] in command(server, "forum", "list")
    out = tmp_path / "out.json"
    command(server, "export", made["code"], "--format", "json", "-o", str(out))
    ours, theirs = (
        json.loads(out.read_text("utf-8")),
        json.loads(kaisa.read(f"/office/forum/{made['ref']}/download/json")),
    )
    for model in (ours, theirs):
        del model["forum"]["made_at"]
    assert ours == theirs
    command(server, "user", "passwd", "kaisa@museo.fi", "--password-stdin", typed="aivan uusi salasana\n")
    assert "/office/sign-in" in kaisa.ask.open(f"{server.base}/office", timeout=PATIENCE).url
    assert Organiser(server, "aivan uusi salasana").there == f"{server.base}/office"


def test_hashing_a_password_keeps_nobody_waiting(server: Server) -> None:
    """While five people sign in at once, the server goes on answering others at once."""
    command(server, "user", "add", "pekka@museo.fi", "--password-stdin", typed=PASSWORD + "\n")
    came: list[str] = []

    def slowest_beside_five() -> float:
        threads = [
            threading.Thread(target=lambda: came.append(Organiser(server, PASSWORD, "pekka@museo.fi").there))
            for _ in range(5)
        ]
        for thread in threads:
            thread.start()
        slowest = 0.0
        while any(thread.is_alive() for thread in threads):
            began = time.monotonic()
            server.health()
            slowest = max(slowest, time.monotonic() - began)
        return slowest

    assert not late_each_time(slowest_beside_five, 1.0)
    assert len(came) % 5 == 0 and set(came) == {f"{server.base}/office"}
