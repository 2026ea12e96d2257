"""The generator's connections, fed with pieces of a server's output: nothing is lost between two reads, nothing is
counted twice."""

import json
import socket
import struct
from collections.abc import Iterator

import pytest

from workshop.bench.generator_loop import Poll, source
from workshop.bench.http_client import Ask, Steps, Visit
from workshop.bench.phone_connections import Heard, PhoneConnection, payload_of

UP = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"


def framed(text: str) -> bytes:
    data = text.encode()
    return (
        struct.pack("!BB", 0x81, len(data)) if len(data) < 126 else struct.pack("!BBH", 0x81, 126, len(data))
    ) + data


def frame(voted: int, padding: int = 0) -> bytes:
    return framed(
        "42" + json.dumps(["frame", {"n": voted, "put": {"activity": {"7": {"voted": voted}}}, "x": "x" * padding}])
    )


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        yield found


@pytest.fixture
def line(listener: socket.socket) -> Iterator[PhoneConnection]:
    made = PhoneConnection(Poll(), listener.getsockname()[1], 3, Heard())
    yield made
    made.close()


def test_frames_cut_anywhere_are_counted_once(line: PhoneConnection) -> None:
    stream = UP + frame(1) + frame(2, 200) + framed("2") + frame(2, 200)
    for size in (1, 7, 150, len(stream)):
        line._up, line.heard = False, Heard()
        for at in range(0, len(stream), size):
            line.take(stream[at : at + size], float(at))
        assert sorted((one.voted, len(one.arrivals)) for one in line.heard.frames) == [(1, 1), (2, 2)]
        assert line.heard.deliveries == 3


def test_a_known_frame_is_looked_up_whole(line: PhoneConnection) -> None:
    line.take(UP + frame(4), 1.0)
    line.take(frame(4), 2.0)
    assert [one.arrivals for one in line.heard.frames] == [[(3, 1.0), (3, 2.0)]]
    assert payload_of(line.heard.sample)["n"] == 4


def test_answers_find_their_questions(line: PhoneConnection) -> None:
    found: list[object] = []
    line.ask(lambda answer, when: found.append((answer, when)), "do", "ballot.set", {})
    line.take(UP + framed('431[{"ok":true}]'), 5.0)
    assert found == [({"ok": True}, 5.0)]


def test_a_crowd_comes_from_many_addresses() -> None:
    assert len({source(number) for number in range(4000)}) == 4000
    assert all(not source(number).startswith("127.0.") for number in range(0, 20000, 250))


@pytest.mark.parametrize(
    "body", [b"Content-Length: 5\r\n\r\nhello", b"Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"]
)
def test_a_visit_reads_whole_answers_and_keeps_cookies(listener: socket.socket, body: bytes) -> None:
    read: list[bytes] = []
    ended: list[Visit] = []

    def steps() -> Steps:
        for path in ("/one", "/two"):
            read.append((yield Ask(path)).body)

    visit = Visit(Poll(), listener.getsockname()[1], 0, ended.append)
    visit.begin(steps())
    for byte in b"HTTP/1.1 200 OK\r\nSet-Cookie: device=abc; Path=/\r\n" + body:
        visit.take(bytes([byte]), 0.0)
    visit.take(b"HTTP/1.1 200 OK\r\n" + body, 0.0)
    assert read == [b"hello", b"hello"] and ended == [visit] and not visit.trouble
    assert visit.cookie_header == "device=abc"


def test_a_server_that_hangs_up_is_a_failed_visit(listener: socket.socket) -> None:
    def steps() -> Steps:
        yield Ask("/")

    visit = Visit(Poll(), listener.getsockname()[1], 0, lambda visit: None)
    visit.begin(steps())
    visit.poll.drop(visit)
    visit.ended()
    assert visit.trouble
