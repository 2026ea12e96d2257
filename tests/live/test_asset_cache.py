"""The asset cache: static files and catalogues are served from memory with the responses that Flask would give, on the
same connection."""

import gzip
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.live.conftest import MODE
from tests.live.people import Server
from tests.tools.pace import limit

pytestmark = pytest.mark.skipif(
    MODE == "threading", reason="what is ready comes before WSGI, where eventlet's server is ours to steer"
)
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
PHONE_JS = (Path(__file__).resolve().parents[2] / "static/bundles/phone.js").read_bytes()


class Line:
    """One connection, kept for many requests."""

    def __init__(self, server: Server) -> None:
        self.host = urlsplit(server.base).netloc
        self._socket = socket.create_connection(("127.0.0.1", int(self.host.rpartition(":")[2])), timeout=limit(20))
        self._rest = b""

    def ask(self, start: str, *headers: str, host: str = "", body: bytes = b"") -> tuple[bytes, bytes]:
        """Head and body of the answer to a request line."""
        lines = [start, f"Host: {host or self.host}", *headers, "", ""]
        self._socket.sendall("\r\n".join(lines).encode() + body)
        return self.hear()

    def hear(self) -> tuple[bytes, bytes]:
        while b"\r\n\r\n" not in self._rest:
            self._more()
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        found = LENGTH.search(head)
        assert found, head
        while len(self._rest) < int(found[1]):
            self._more()
        body, self._rest = self._rest[: int(found[1])], self._rest[int(found[1]) :]
        return head, body

    def _more(self) -> None:
        more = self._socket.recv(65536)
        assert more, "the server hung up"
        self._rest += more

    def is_over(self) -> bool:
        """Whether the server has hung up."""
        return not self._rest and self._socket.recv(1) == b""

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    made = Line(server)
    yield made
    made.close()


@pytest.fixture
def script(line: Line) -> str:
    """The address of a script that browsers may keep for ever."""
    _, page = line.ask("GET /static/x/bundles/phone.css HTTP/1.1")
    assert page
    front = line.ask("GET / HTTP/1.1")[1].decode()
    found = re.search(r'href="(/static/[0-9a-f]{12}/bundles/phone)\.css"', front)
    assert found, "a page names its bundle"
    return f"{found[1]}.js"


def shape(head: bytes) -> set[bytes]:
    """A head without what differs from one answer to the next."""
    lines = {line.lower() for line in head.split(b"\r\n")}
    return {line for line in lines if not line.startswith((b"date:", b"connection:", b"keep-alive"))}


def test_what_is_ready_is_what_the_pages_would_have_said(line: Line, script: str) -> None:
    for accepted in ("Accept-Encoding: gzip, br", "Accept-Language: fi"):
        ready = line.ask(f"GET {script} HTTP/1.1", accepted)
        asked = line.ask(f"GET {script}?again HTTP/1.1", accepted)  # no such address is ready: a page answers
        assert shape(ready[0]) == shape(asked[0])
        assert ready[1] == asked[1]
        assert b"cache-control: public, max-age=31536000, immutable" in shape(ready[0])
        assert b"x-content-type-options: nosniff" in shape(ready[0])
    assert gzip.decompress(line.ask(f"GET {script} HTTP/1.1", "Accept-Encoding: gzip")[1]) == PHONE_JS


def test_only_under_our_own_name(line: Line, script: str) -> None:
    head, body = line.ask(f"GET {script} HTTP/1.1", host="evil.example")
    assert b" 200 " not in head.split(b"\r\n")[0]
    assert PHONE_JS not in body


def test_an_unusual_request_goes_the_ordinary_way_and_the_connection_stays_in_step(line: Line, script: str) -> None:
    head, body = line.ask(f"GET {script} HTTP/1.1", "Content-Length: 4", body=b"here")
    assert b" 200 " in head.split(b"\r\n")[0]
    assert body == PHONE_JS
    assert line.ask(f"GET {script} HTTP/1.1")[1] == PHONE_JS


def test_many_at_once_on_one_connection_come_in_their_order(line: Line, script: str, server: Server) -> None:
    style = script.replace("phone.js", "phone.css")
    request = "GET {} HTTP/1.1\r\nHost: " + line.host + "\r\n\r\n"
    line._socket.sendall("".join(request.format(path) for path in (script, style, "/healthz", script)).encode())
    bodies = [line.hear()[1] for _ in range(4)]
    assert bodies[0] == bodies[3] == PHONE_JS
    assert b"@font-face" in bodies[1]
    assert bodies[2].startswith(b"{")


def test_whoever_wants_the_connection_closed_gets_it_closed(line: Line, script: str) -> None:
    assert line.ask(f"GET {script} HTTP/1.1", "Connection: close")[1] == PHONE_JS
    assert line.is_over()


def test_a_head_without_end_is_refused(line: Line, script: str) -> None:
    line._socket.sendall(f"GET {script} HTTP/1.1\r\nHost: {line.host}\r\n".encode())
    try:
        line._socket.sendall(b"X-Filler: yes\r\n" * 10_000)
        answer = line._socket.recv(100)
    except OSError:
        return  # hung up in the middle, which is a refusal too
    assert b" 400 " in answer or not answer
