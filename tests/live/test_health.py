"""Monitoring a server: its health, its metrics and who may read them, and a log without personal data."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from socketio.exceptions import SocketIOError

from tests.live.conftest import MODE, Hall, serving
from tests.live.people import PATIENCE, Server

pytestmark = pytest.mark.live
MONITOR = "a-monitor's-key-0123456789"
TEXTS = ("Yövartijan kierros pimeässä museossa", "Soita Annalle 040 123 4567", "Ilta jossa puhutaan ääneen")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a monitor's key of its own."""
    with serving(tmp_path_factory.mktemp("watched"), WORKSHOP_METRICS=MONITOR) as made:
        yield made


def get(server: Server, path: str, **headers: str) -> tuple[int, str]:
    """Status and body."""
    asked = urllib.request.Request(
        server.base + path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def numbers(server: Server) -> dict[str, float]:
    """Every number of /metrics by its name with labels."""
    status, text = get(server, "/metrics", Authorization=f"Bearer {MONITOR}")
    assert status == 200
    lines = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


def test_health_is_for_everybody_and_says_what_an_operator_needs(server: Server) -> None:
    health = server.health()
    assert health.pop("up_seconds") >= 0 and health.pop("connections") >= 0 and health.pop("room") in ("ok", "low")
    assert health == {"ok": True, "version": health["version"], "async": MODE, "writer": "ok", "saving": True}


def test_health_reads_no_disk(tmp_path: Path) -> None:
    """A server of its own: jobs that run while the database is away fail, and open an empty one in its place."""
    alone = Server(tmp_path / "data", MODE)
    alone.start()
    try:
        (alone.folder / "forum.db").rename(alone.folder / "elsewhere.db")
        assert alone.health()["ok"]
    finally:
        alone.stop()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {MONITOR}"},
        {"X_Workshop_Key": ""},
        {"Authorization": "Bearer "},
    ],
)
def test_numbers_are_not_for_everybody(server: Server, headers: dict[str, str]) -> None:
    status, text = get(server, "/metrics", **headers)
    assert status == 404 and "workshop_" not in text


def test_the_administrators_key_reads_them_too(server: Server) -> None:
    key = json.loads((server.folder / "run/server.json").read_text())["key"]
    status, text = get(server, "/metrics", X_Workshop_Key=key)
    assert status == 200 and "workshop_commands_total" in text and "process_resident_memory_bytes" in text


def test_numbers_follow_what_happens(server: Server) -> None:
    before = numbers(server)
    hall = Hall(server)
    step = hall.go(3)
    assert hall.ada.do("idea.add", activity=step, text=TEXTS[0])["ok"]
    assert not hall.ada.do("ballot.set", activity=step, n=1, marks={})["ok"]
    for person in hall.people:
        person.wait(lambda event, data: event == "frame" and data["put"].get("idea"))
    now = numbers(server)
    hall.close()

    def grew(name: str) -> float:
        return now.get(name, 0) - before.get(name, 0)

    assert grew('workshop_commands_total{outcome="ok",verb="idea.add"}') == 1
    assert grew('workshop_commands_total{outcome="wrong_activity",verb="ballot.set"}') == 1
    assert grew('workshop_connections{page="phone"}') == 2 and grew('workshop_connections{page="console"}') == 1
    assert grew('workshop_snapshots_total{page="phone"}') == 2
    assert grew("workshop_frames_sent_total") > 8 and grew("workshop_bytes_sent_total") > 5_000
    assert grew("workshop_commit_seconds_count") > 3 and grew("workshop_group_commands_sum") > 5
    assert grew("workshop_tick_seconds_count") > 0
    assert now["workshop_loop_lag_seconds_count"] > 2
    assert (
        now['workshop_loop_lag_seconds_last_minute{quantile="0.99"}']
        <= now['workshop_loop_lag_seconds_last_minute{quantile="1"}']
    )
    assert now["process_cpu_seconds_total"] > 0 and now["workshop_saving"] == 1 and now["workshop_writer_queue"] == 0


def test_nobody_can_be_found_in_the_log(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", MODE, WORKSHOP_METRICS=MONITOR)
    server.start()
    secrets = [
        MONITOR,
        json.loads((server.folder / "run/server.json").read_text())["key"],
        "127.0.0.1",
        "localhost",
        str(server.port),
    ]
    try:
        hall = Hall(server)
        step = hall.go(3)
        for person, text in zip((hall.ada, hall.ben), TEXTS, strict=False):
            assert person.do("idea.add", activity=step, text=text)["ok"]
        lively(hall, step)
        for person in hall.people:
            secrets += [cookie.value or "" for cookie in person.jar] + [
                str(person.boot.get("token", "")),
                person.line.sid or "",
            ]
        secrets += [*hall.links.values(), *(one.rpartition("/")[2].rpartition("=")[2] for one in hall.links.values())]
        hall.close()
    finally:
        server.stop()
    log = server.errors.read_text()
    lines = [json.loads(line) for line in log.splitlines()]
    assert {"open", "closed"} <= {line.get("event") for line in lines} and any(
        "cut" in line["says"] for line in lines
    ), "too little happened"
    assert any(line.get("error") for line in lines) is False
    words = [word for text in TEXTS for word in text.split() if len(word) > 3]
    own = {str(server.port)} & {
        str(line.get("port")) for line in lines
    }  # where the server listens is said once, of itself
    found = [one for one in secrets if len(one) > 3 and one not in own and one.lower() in log.lower()]
    assert found == [] and [word for word in words if word.lower() in log.lower()] == []
    assert re.search(r"\b\d{1,3}(\.\d{1,3}){3}\b|[0-9a-f]{32}", log) is None, "an address or a token"


def lively(hall: Hall, step: int) -> None:
    """Everything that is refused, malformed or cut off, each with words that must not be quoted."""
    assert hall.ada.do("idea.add", activity=step, text=TEXTS[2] * 50)["code"] == "too_long"
    assert hall.ada.do("idea.add", activity=TEXTS[0], text=TEXTS[2])["code"] == "malformed"
    assert hall.ada.do(TEXTS[1])["code"] == "malformed"
    assert hall.ben.do("idea.hide", idea=1, reason=TEXTS[1])["code"]
    assert hall.lead.do("idea.edit", idea=1, text=TEXTS[2])["code"]
    for path in (f"/j/{hall.links['code']}", "/console/none?key=secret-key-of-nobody", "/J/AAAAAAAAAAAAAAAAAAAAAAAAAA"):
        get(hall.server, path, User_Agent=TEXTS[0].encode("ascii", "ignore").decode())
    noisy = hall.someone().scan(hall.links["join"])
    with suppress(SocketIOError):
        while noisy.line.connected:  # until it is cut: how many that takes is a matter of how fast this machine is
            noisy.line.emit("signal", {"writing": True, "text": TEXTS[1]})
    noisy.line.eio.wait()
