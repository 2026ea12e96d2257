"""The socket reader: decodes short, complete frames itself and loses no bytes of any others."""

import socket
from collections.abc import Iterator
from contextlib import closing
from types import SimpleNamespace
from typing import Any

import pytest

from tests.live.test_socketio_connections import masked
from workshop.transport import socket_reader

pytestmark = [pytest.mark.live, pytest.mark.one_mode]


class FakeReadiness:
    """Rings at once, also when there is nothing to read; what is due then is sent after so many waits."""

    def __init__(self, _descriptor: int) -> None:
        self.waits = 0
        self.closed = False
        self.later: list[bytes] = []
        self.other: Any = None

    def wait(self) -> None:
        self.waits += 1
        assert self.waits < 50, "nobody reads"
        if self.waits % 2 == 0 and self.later:
            self.other.sendall(self.later.pop(0))

    def close(self) -> None:
        self.closed = True


class Line:
    """One end with a socket reader, the other in our hands; the library's own reader must not be needed."""

    def __init__(self, ours: socket.socket, theirs: socket.socket) -> None:
        theirs.setblocking(False)
        green = SimpleNamespace(fd=theirs, fileno=theirs.fileno, settimeout=lambda _: None)
        self.ws = SimpleNamespace(socket=green, wait=lambda: "read by the library")
        self.sizes: list[int] = []
        self.reader = socket_reader.SocketReader(self.ws, self.sizes.append)
        self.readiness: Any = self.reader._readiness
        self.readiness.other = self.ours = ours


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    monkeypatch.setattr(socket_reader, "Readiness", FakeReadiness)
    ours, theirs = socket.socketpair()
    with closing(ours), closing(theirs):
        yield Line(ours, theirs)


@pytest.mark.parametrize("size", [0, 1, 3, 4, 125, 126, 127, 4000])
def test_a_whole_frame_is_read_here(line: Line, size: int) -> None:
    line.ours.sendall(masked(b"x" * size))
    assert line.reader.message() == "x" * size
    assert line.sizes == [size], "and what it costs is asked"


def test_two_in_one_piece_are_two(line: Line) -> None:
    line.ours.sendall(masked("ensimmäinen".encode()) + masked(b"toinen"))
    assert [line.reader.message(), line.reader.message()] == ["ensimmäinen", "toinen"]
    assert line.readiness.waits == 1


def test_a_false_alarm_is_waited_out(line: Line) -> None:
    line.readiness.later = [masked(b"42")]
    assert line.reader.message() == "42"
    assert line.readiness.waits == 2


OTHER = {
    "a rest": masked(b"x" * 10)[:-1],
    "a byte": b"\x81",
    "not masked": b"\x81\x05hello",
    "not UTF-8": masked(b"\xff"),
    "a fragment": b"\x01" + masked(b"x")[1:],
    "a ping": b"\x89\x80\1\2\3\4",
}


@pytest.mark.parametrize("bytes_", OTHER.values(), ids=OTHER.keys())
def test_everything_else_is_left_as_it_came(line: Line, bytes_: bytes) -> None:
    line.ours.sendall(bytes_)
    assert line.reader.message() == "read by the library"
    assert line.reader.recv(4096) == bytes_
    assert not line.sizes


def test_what_may_not_be_read_is_not(line: Line) -> None:
    def refuse(size: int) -> None:
        raise ValueError

    line.reader._allowed = refuse
    line.ours.sendall(masked(b"x"))
    with pytest.raises(ValueError):
        line.reader.message()


def test_the_end_is_the_librarys_to_notice(line: Line) -> None:
    line.ours.close()
    assert line.reader.message() == "read by the library"
    assert line.reader.recv(10) == b""


def test_it_stands_in_for_the_socket(line: Line) -> None:
    line.ws.socket.settimeout(1)
    line.reader.stop()
    assert line.readiness.closed
