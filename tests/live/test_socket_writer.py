"""The socket writer: direct writes send the same bytes in the same order as the library's queue, and a phone that falls
behind catches up.

The library's queue (WORKSHOP_DIRECT=no) is the reference.
"""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import websocket
from engineio.packet import MESSAGE, Packet

from tests.live.test_socketio_connections import MODE, Server
from tests.tools.pace import scaled
from workshop.transport.socket_writer import SocketWriter

pytestmark = pytest.mark.live
SMALL_WINDOW = [(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)]


@contextmanager
def served(folder: Path, *options: str, **environ: str) -> Iterator[Server]:
    made = Server(folder / "stderr", *options, **environ)
    made.begin()
    try:
        yield made
    finally:
        made.end()
    assert "Traceback" not in made.errors.read_text(), made.errors.read_text()[-3000:]


def heard(phone: websocket.WebSocket, until: str) -> list[str]:
    """Whatever comes, up to a message that begins so."""
    got: list[str] = []
    while not (got and got[-1].startswith(until)):
        got.append(str(phone.recv()))
    return got


def spam_and_listen(server: Server, slow: bool) -> list[str]:
    """What one phone hears of notes small and large with answers to its own words between; a slow one reads late, by
    little sips."""
    with closing(server.phone(sockopt=SMALL_WINDOW if slow else [])) as phone:
        sending = threading.Thread(
            target=lambda: [server.get(f"/spam?name=note&n=30&size={size}") for size in (10, 30_000, 300)]
        )
        sending.start()
        if slow:
            time.sleep(1)
        got = heard(phone, '42["note",[29,"' + "x" * 10 + '"]')
        got += heard(phone, '42["note",[29,"' + "x" * 300 + '"]')
        sending.join()
        return got


def test_bytes_are_written_at_once_where_the_loop_can(tmp_path: Path) -> None:
    for options, direct in ((["--queued"], False), ([], MODE == "eventlet")):
        with served(tmp_path, *options) as server, closing(server.phone()) as phone:
            server.get("/spam?n=3&size=10")
            heard(phone, '42["frame",[2,')
            assert (server.state()["direct"] > 0) == direct


@pytest.mark.parametrize("slow", [False, True], ids=["quick phone", "slow phone"])
def test_the_same_bytes_in_the_same_order_as_through_the_queue(tmp_path: Path, slow: bool) -> None:
    with served(tmp_path) as server:
        direct = spam_and_listen(server, slow)
    with served(tmp_path, "--queued") as server:
        queued = spam_and_listen(server, slow)
    assert len(direct) == 90
    assert direct == queued


def test_who_falls_behind_gets_no_more_frames_and_then_one_snapshot(tmp_path: Path) -> None:
    with served(tmp_path, STALE_SECONDS="30") as server, closing(server.phone(sockopt=SMALL_WINDOW)) as phone:
        server.get("/spam?n=200&size=20000")
        assert server.state()["fell_behind"] == 1
        got = heard(phone, '42["snapshot"')
        frames = [json.loads(one[2:])[1][0] for one in got[:-1]]
        assert frames == list(range(len(frames))), "what was sent came whole and in order"
        assert len(frames) < 200
        assert json.loads(got[-1][2:])[1] == 199, "the snapshot reaches to the last frame"
        server.get("/spam?n=3&size=20")
        assert [json.loads(str(phone.recv())[2:])[1][0] for _ in range(3)] == [0, 1, 2], (
            "one snapshot, then frames again"
        )
        assert server.state()["cut"] == {}


def test_a_phone_that_only_listens_stays(tmp_path: Path) -> None:
    """What is written at once passes by the queue, whose silence the library takes for a dead line: it would cut this
    phone long before the last ping."""
    patience = scaled(2)
    with served(tmp_path, PING_SECONDS="0.5", PING_PATIENCE=f"{patience}") as server, closing(server.phone()) as phone:
        for number in range(round(2 * patience) + 4):
            assert phone.recv() == "2", f"ping {number}"
            phone.send("3")
        server.get("/spam?n=1&size=10")
        assert heard(phone, '42["frame"')[-1] == '42["frame",[0,"xxxxxxxxxx"]]'
        assert server.state()["sockets"] == 1


def test_who_asks_for_pictures_and_reads_none_has_one_waiting(tmp_path: Path) -> None:
    with served(tmp_path, STALE_SECONDS="30") as server, closing(server.phone(sockopt=SMALL_WINDOW)) as phone:
        server.get("/spam?n=200&size=20000")
        for _ in range(35):
            phone.send('42["sync"]')
        time.sleep(1)
        assert server.state()["waiting"] < 20


class Lock:
    """A write lock as eventlet's: given back, and somebody who waited for it has not woken up yet."""

    counter, _waiters = 1, ("somebody",)


class Line:
    """A websocket that says what is written on it."""

    def __init__(self) -> None:
        self._sendlock, self.socket, self.fd, self.sent = Lock(), self, self, list[bytes]()

    def _pack_message(self, text: str) -> bytes:
        return text.encode()

    def send(self, ready: bytes) -> int:
        self.sent.append(ready)
        return len(ready)


def test_nobody_overtakes_who_waits_to_write() -> None:
    line = Line()
    outlet = SocketWriter(line, lambda: None)
    assert not outlet.write(Packet(MESSAGE, "late"))
    line._sendlock._waiters = ()
    assert outlet.write(Packet(MESSAGE, "now")) and line.sent == [b"4now"]
