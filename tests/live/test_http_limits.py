"""HTTP limits: one stranger with plain TCP connections cannot stop the server (pipelining, slow heads and bodies, large
cookies, request smuggling).

Another client requests /healthz meanwhile; its response times are compared with those of this machine without an
attack.
"""

import io
import json
import selectors
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from email.message import Message
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import websocket

from tests.live.conftest import MODE, Hall, serving
from tests.live.people import PATIENCE, Person, Server
from tests.tools.pace import in_time, late_each_time, limit
from workshop.contract import PROTOCOL
from workshop.i18n import catalogues
from workshop.runtime.token_bucket import Rate
from workshop.transport import lingering_close
from workshop.transport.http_handler import handler_class, upgraded
from workshop.transport.http_head import COOKIE_BYTES, is_sound
from workshop.transport.http_limits import Connections, HttpLimits

PLACES = 210
"""Connections that the small server takes."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for these tests alone, because of what they leave behind."""
    with serving(tmp_path_factory.mktemp("server")) as made:
        yield made


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose places are few."""
    with serving(tmp_path_factory.mktemp("small"), WORKSHOP_PHONES="10") as made:
        yield made


def tcp(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=limit(20))


def asked(server: Server) -> float:
    """Seconds that one visitor waits for an answer."""
    began = time.monotonic()
    with urllib.request.urlopen(f"{server.base}/healthz", timeout=limit(60)) as answer:
        answer.read()
    return time.monotonic() - began


def worst_wait(server: Server, seconds: float) -> float:
    """The worst of a visitor who asks again and again."""
    end, worst = time.monotonic() + seconds, 0.0
    while time.monotonic() < end:
        worst = max(worst, asked(server))
        time.sleep(0.02)
    return worst


def pipeline(server: Server, path: str, until: float, answers: list[int]) -> None:
    """Ask for the same again and again on one connection, without waiting for answers."""
    block = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode() * 400
    with closing(tcp(server)) as line, suppress(OSError):
        line.setblocking(False)
        rest = block
        while time.monotonic() < until:
            with suppress(BlockingIOError):
                answers.append(line.recv(1 << 18).count(b"HTTP/1.1 "))
            with suppress(BlockingIOError):
                rest = rest[line.send(rest) :] or block
            time.sleep(0.001)


@pytest.mark.parametrize("path", ["/healthz", "/", "/nothing"])
def test_who_asks_without_waiting_for_answers_keeps_nobody_waiting(server: Server, path: str) -> None:
    def beside_the_stranger() -> float:
        answers.clear()
        stranger = threading.Thread(target=pipeline, args=(server, path, time.monotonic() + 3, answers))
        stranger.start()
        worst = worst_wait(server, 2)
        stranger.join()
        return worst

    calm = worst_wait(server, 0.5)
    answers: list[int] = []
    assert not late_each_time(beside_the_stranger, 0.5, 3 * calm), f"{calm:.2f} s in peace"
    assert not late_each_time(lambda: asked(server), 0.5, 3 * calm), "and afterwards no backlog is worked off"
    assert sum(answers) < 1000, "its answers come at a speed that anybody can live with"


def test_a_cookie_of_backslashes_or_blanks_costs_nothing(server: Server, hall: Hall) -> None:
    """Python's own reader takes ten seconds for the first, Werkzeug's one for the second."""

    def seconds_with(nasty: str) -> float:
        began = time.monotonic()
        address = f"{server.base.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket"
        with closing(websocket.create_connection(address, timeout=PATIENCE, cookie=nasty)) as line:
            line.recv()
            line.send("40" + json.dumps({"v": PROTOCOL, "page": "phone", "forum": 1, "token": ""}))
            line.recv()
        request = urllib.request.Request(server.base + "/", headers={"Cookie": nasty})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            answer.read()
        return time.monotonic() - began

    calm = asked(server)
    for nasty in ('device="' + "\\a" * 4000 + '"', "device=" + " " * 8000 + 'x"'):
        assert not late_each_time(partial(seconds_with, nasty), 0.4, 10 * calm)


HEADS = {
    "cookies without end": [f"Cookie: a={'x' * COOKIE_BYTES}"],
    "a head without end": [f"X-{n}: {'x' * 1000}" for n in range(20)],
    "two lengths": ["Content-Length: 4", "Content-Length: 5"],
    "a length with a line under it": ["Content-Length: 1_0"],
    "a length with a sign": ["Content-Length: +4"],
    "a length in other digits": ["Content-Length: ²"],
    "a blank before the colon": ["Content-Length : 4"],
    "a length that goes on in the next line": ["Content-Length: 1", " 0"],
    "a header that goes on in the next line": ["X-Note: 1", " 0"],
    "two hosts": ["Host: elsewhere"],
    "chunks": ["Transfer-Encoding: chunked"],
    "chunks and a length": ["Transfer-Encoding: chunked", "Content-Length: 4"],
    "chunks by another name": ["Transfer-Encoding: xchunked"],
}


@pytest.mark.parametrize("lines", HEADS.values(), ids=HEADS.keys())
@pytest.mark.parametrize("path", ["/healthz", "ready"])
def test_a_head_that_can_be_read_in_two_ways_is_refused_and_nothing_after_it_is_read(
    server: Server, lines: list[str], path: str
) -> None:
    if path == "ready":
        with urllib.request.urlopen(server.base, timeout=PATIENCE) as page:
            path = page.read().decode().partition('href="/static/')[2].partition('"')[0]
            path = f"/static/{path}"
    with closing(tcp(server)) as line:
        head = "\r\n".join([f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{server.port}", *lines, "", ""])
        second = f"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n"
        line.sendall((head + second).encode("latin-1"))
        got = b""
        with suppress(OSError):
            while more := line.recv(65536):
                got += more
    if path.startswith("/static/") and "ookie" in lines[0] or lines[0].startswith("X-"):
        return  # what is ready needs no cookies
    assert got.startswith((b"HTTP/1.1 400 ", b"HTTP/1.0 400 ")), got[:200]
    assert got.count(b"HTTP/1.") == 1


def heads(*lines: tuple[str, str]) -> Message:
    made = Message()
    for name, value in lines:
        made[name] = value
    return made


@pytest.mark.one_mode
def test_a_request_without_a_host_is_refused(server: Server) -> None:
    with closing(tcp(server)) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 400 ")


def test_what_browsers_send_is_sound() -> None:
    assert is_sound(heads(("Host", "x"), ("Content-Length", "12 "), ("Cookie", "device=" + "x" * 60)), "HTTP/1.1")
    form = heads(("Content-Type", "multipart/form-data; boundary=x"), ("Content-Length", "0"))
    assert is_sound(form, "HTTP/1.0") and not is_sound(form, "HTTP/1.1"), "only HTTP/1.0 needs no host"


# -- slow ones
# ----------------------------------------------------------------------------------------------------------


def test_slow_heads_take_no_place_from_people(small: Server) -> None:
    """Twice as many half-open connections as there are places; each goes on sending a little."""
    with ExitStack() as stack:
        slow = [stack.enter_context(closing(tcp(small))) for _ in range(PLACES * 2)]
        for line in slow:
            with suppress(OSError):
                line.sendall(b"GET / HTTP/1.1\r\n")
        for _ in range(3):
            assert in_time(asked(small), 5)
            for line in slow:
                with suppress(OSError):
                    line.sendall(b"X: y\r\n")


@pytest.mark.skipif(MODE == "threading", reason="native threads have a limit for each read alone")
@pytest.mark.parametrize("path", ["/j/AAAAAA", "/socket.io/?EIO=4&transport=polling&sid=nobody", "/admin/verify"])
def test_a_slow_body_takes_no_place_from_people(small: Server, path: str) -> None:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{small.port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    )
    with ExitStack() as stack:
        slow = [stack.enter_context(closing(tcp(small))) for _ in range(PLACES * 2)]
        for line in slow:
            with suppress(OSError):
                line.sendall(f"{head}Content-Length: 900\r\n\r\na".encode())
        assert in_time(asked(small), 5)


def test_websockets_that_never_say_who_they_are_take_no_place_either(small: Server) -> None:
    address = f"{small.base.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket"
    with ExitStack() as stack:
        for _ in range(PLACES + 10):
            with suppress(OSError, websocket.WebSocketException):
                stack.enter_context(closing(websocket.create_connection(address, timeout=limit(5))))
        assert in_time(asked(small), 5)


def test_who_is_in_stays_in_while_strangers_come(small: Server) -> None:
    person = Person(small).scan(small.forum()["join"])
    try:
        with ExitStack() as stack:
            for _ in range(PLACES * 2):
                stack.enter_context(closing(tcp(small)))
            assert in_time(asked(small), 5)
        assert person.do("participant.ready", activity=1)["code"] != "server"
        assert person.line.connected
    finally:
        person.close()


def test_the_many_lines_of_one_person_take_no_place_either(small: Server) -> None:
    join = small.forum()["join"]
    person = Person(small).scan(join)
    with ExitStack() as stack:
        for _ in range(PLACES + 20):
            with suppress(OSError, websocket.WebSocketException):
                joined(small, person, stack)
        another = Person(small).scan(join)
        assert another.line.connected
        assert person.line.connected, "the first lines stay"
        another.close()
    person.close()


def test_who_comes_and_leaves_and_holds_on_takes_no_place_either(small: Server) -> None:
    """One browser again and again: it joins, leaves, and keeps the TCP connection."""
    join = small.forum()["join"]
    person = Person(small).scan(join)
    with ExitStack() as stack:
        for _ in range(PLACES + 20):
            with suppress(OSError, websocket.WebSocketException):
                joined(small, person, stack).send("41")
        another = Person(small).scan(join)
        assert another.line.connected
        assert person.line.connected, "who is in stays in"
        another.close()
    person.close()


def joined(server: Server, person: Person, stack: ExitStack) -> websocket.WebSocket:
    """One more connection of this person, open until the stack is closed."""
    address = f"{server.base.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket"
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in person.jar)
    line = websocket.create_connection(address, timeout=limit(5), cookie=cookies)
    stack.enter_context(closing(line))
    line.recv()
    line.send("40" + json.dumps({"v": PROTOCOL, "page": "phone", "forum": person.boot["forum"], "token": ""}))
    assert str(line.recv()).startswith("40")
    return line


class Line:
    """A connection as the limits see it."""

    place = None

    def __init__(self, address: str) -> None:
        self.client_address, self.connection, self.full_at, self.sent, self.cut = (
            (address, 1),
            self,
            0.0,
            False,
            False,
        )

    def has_sent_all(self) -> bool:
        return self.sent

    def shutdown(self, _how: int) -> None:
        self.cut = True


def places(most: int, **more: Any) -> Connections:
    made = Connections(**more)
    made.most = most
    return made


@pytest.mark.one_mode
def test_the_place_of_the_longest_waiting_of_the_address_with_most_is_given_away() -> None:
    bounds, many, one = places(4), [Line("stranger") for _ in range(3)], Line("phone")
    for line in (one, *many):
        assert bounds.enter(line)
        bounds.owes(line, 100.0)
    assert bounds.enter(Line("phone"))
    assert [line.cut for line in (one, *many)] == [False, True, False, False]


@pytest.mark.one_mode
def test_nobody_who_is_in_gives_way() -> None:
    bounds = places(2)
    people = [Line("hall"), Line("hall")]
    for line in people:
        assert bounds.enter(line)
        bounds.settle(line)
    assert not bounds.enter(Line("hall"))
    assert not any(line.cut for line in people)
    bounds.leave(people[0])
    assert bounds.enter(Line("hall"))


@pytest.mark.one_mode
def test_who_sends_too_slowly_goes_and_who_has_sent_all_stays() -> None:
    bounds, slow, done, quick = places(9), Line("a"), Line("b"), Line("c")
    for line, deadline in ((slow, 15.0), (done, 15.0), (quick, 30.0)):
        bounds.enter(line)
        bounds.owes(line, deadline)
    done.sent = True
    bounds._look(20.0)
    assert [line.cut for line in (slow, done, quick)] == [True, False, False]
    bounds._look(99.0)
    assert [line.cut for line in (done, quick)] == [False, True]


@pytest.mark.one_mode
def test_only_hundreds_of_requests_at_once_are_slowed_and_a_proxys_never() -> None:
    bounds, line = places(9, limits=HttpLimits(rate=Rate(10, 60))), Line("a")
    assert [bounds.pause(line) for _ in range(10)] == [0] * 10
    assert bounds.pause(line) > 50
    proxied = places(9, proxied=True, limits=HttpLimits(rate=Rate(1, 60)))
    assert [proxied.pause(line) for _ in range(10)] == [0] * 10


class FakeServerHandler:
    """As much of eventlet's handler as makes an environ."""

    def get_environ(self) -> dict[str, Any]:
        return {"REQUEST_METHOD": "GET", "HTTP_COOKIE": "device=a", "eventlet.input": self, "eventlet.posthooks": []}


@pytest.mark.one_mode
def test_a_websocket_keeps_neither_buffers_nor_headers() -> None:
    handler: Any = object.__new__(handler_class(Connections(), FakeServerHandler, 9))  # type: ignore[arg-type]
    handler.rfile, handler.wfile, handler.headers = io.BytesIO(b"head"), io.BytesIO(), Message()
    handler.headers["User-Agent"] = "x" * 200
    handler.environ = handler.get_environ()
    environ = dict(handler.environ)
    upgraded(environ)
    assert environ == {"REQUEST_METHOD": "GET"}
    assert handler.rfile.closed and handler.wfile.closed
    assert set(handler.environ) == {"eventlet.input", "eventlet.posthooks"} and not handler.headers.items()


@pytest.mark.one_mode
def test_who_asks_nothing_in_time_is_sent_away_without_a_word() -> None:
    ours, theirs = socket.socketpair()
    with closing(ours), closing(theirs):
        ours.settimeout(0.01)
        handler: Any = object.__new__(handler_class(Connections(), SilentHandler, 9))  # type: ignore[arg-type]
        handler.rfile, handler.client_address = ours.makefile("rb"), ("10.0.0.1", 1)
        handler.handle()
        assert handler.close_connection


class SilentHandler:
    """A server's handler that reads one request after another, as eventlet's does; it knows no broken file."""

    rfile: io.BufferedReader
    close_connection = False

    def get_environ(self) -> dict[str, Any]:
        return {}

    def handle(self) -> None:
        while not self.close_connection:
            self.handle_one_request()

    def handle_one_request(self) -> None:
        self.close_connection = not self.rfile.readline()


# -- cut off
# ------------------------------------------------------------------------------------------------------------

CUT = {
    "a first line": "GET /healthz HTTP/1.1",
    "a head": "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: b",
    "a head after a line": "GET / HTTP/1.1\r\nHost: localhost\r\n",
    "the head of what is ready": "GET {ready} HTTP/1.1\r\nHost: localhost\r\n",
    "the head of a websocket": "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
    "Host: localhost\r\nUpgrade: websocket\r\n",
    "a body": "POST /j/AAAAAA HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\na=",
    "a body of the wire": "POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\n"
    "Host: localhost\r\nContent-Length: 9\r\n\r\n40",
}


@pytest.mark.parametrize("sent", CUT.values(), ids=CUT.keys())
def test_what_was_cut_off_runs_nothing(server: Server, sent: str) -> None:
    if "{ready}" in sent:
        with urllib.request.urlopen(server.base, timeout=PATIENCE) as page:
            sent = sent.format(ready="/static/" + page.read().decode().partition('href="/static/')[2].partition('"')[0])
    with closing(tcp(server)) as line:
        line.sendall(sent.encode())
        line.shutdown(socket.SHUT_WR)
        got = b""
        with suppress(ConnectionResetError):
            while more := line.recv(65536):
                got += more
    assert b" 200 " not in got and b"<html" not in got and b"websocket" not in got, got[:200]
    assert len(got) < 10


@pytest.mark.one_mode
def test_thousands_that_are_too_slow_are_sent_away_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds, slow, cut_by = places(9999), [Line("a") for _ in range(175)], list[int]()
    for line in slow:
        bounds.enter(line)
        bounds.owes(line, 15.0)
    monkeypatch.setattr("workshop.runtime.loop.sleep", lambda _seconds: cut_by.append(sum(line.cut for line in slow)))
    bounds._look(20.0)
    assert cut_by == [50, 100, 150, 175]


@pytest.mark.parametrize("head", ["Expect: 100-continue\r\nContent-Length: 900", "Content-Length: 100000"])
def test_bodies_that_never_come_hold_no_turn(server: Server, head: str) -> None:
    calm = worst_wait(server, 0.5)
    with ExitStack() as stack:
        for _ in range(20):
            line = stack.enter_context(closing(tcp(server)))
            line.sendall(f"POST /j/AAAAAA/idea HTTP/1.1\r\nHost: localhost\r\n{head}\r\n\r\n".encode())
        time.sleep(0.3)
        assert not late_each_time(lambda: max(page(server) for _ in range(5)), 2, 3 * calm), f"{calm:.2f} s in peace"


def page(server: Server) -> float:
    """Seconds that a visitor at the same address waits for a page."""
    began = time.monotonic()
    with urllib.request.urlopen(server.base, timeout=limit(60)) as answer:
        answer.read()
    return time.monotonic() - began


def test_a_body_is_asked_for_once_and_read(server: Server) -> None:
    with closing(tcp(server)) as line:
        head = "POST /office/sign-in HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n"
        line.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n".encode())
        assert line.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.sendall(b"a=b")
        got = b""
        while more := line.recv(65536):
            got += more
    assert got.startswith(b"HTTP/1.1 4") and b"100 Continue" not in got


@pytest.mark.skipif(MODE == "threading", reason="Werkzeug drops what comes within a hundredth of a second, no more")
@pytest.mark.parametrize("size", [100_000, 6_100_000])
def test_who_sends_too_much_reads_why(server: Server, size: int) -> None:
    """As a browser does: all of the form is sent before the answer is read."""
    kind = "application/x-www-form-urlencoded"
    head = f"POST /j/AAAAAA/idea HTTP/1.1\r\nHost: localhost\r\nAccept-Language: sv\r\nContent-Type: {kind}\r\n"
    with closing(tcp(server)) as line:
        line.sendall(f"{head}Content-Length: {size}\r\n\r\n".encode())
        time.sleep(0.1)  # the answer is there before the body
        for _ in range(0, size, 100_000):
            line.sendall(b"x" * 100_000)
        got = b""
        while more := line.recv(65536):
            got += more
    heading = catalogues.say("sv", "refusal.too_large").partition(".")[0]
    assert got.startswith(b"HTTP/1.1 413 ") and heading in got.decode("utf-8", "replace")


class Taken:
    """As much of eventlet's input as says what the page read."""

    position, should_send_hundred_continue = 0, False


@pytest.mark.one_mode
@pytest.mark.parametrize(("size", "dropped"), [(100_000, 100_000), (lingering_close.MOST_BYTES + 1, 0)])
def test_what_a_page_did_not_read_is_dropped_in_pieces_and_only_for_a_while(size: int, dropped: int) -> None:
    """However slow the sender is, and whatever it announces: its place is given away before that of others."""
    bounds, line = places(9), Line("a")
    handler: Any = object.__new__(handler_class(bounds, FakeServerHandler, 9))  # type: ignore[arg-type]
    handler.client_address, handler.connection, handler._body = line.client_address, line, size
    sent = io.BytesIO(bytes(100_000))
    handler.rfile, handler.environ = io.BufferedReader(sent), {"eventlet.input": Taken()}
    assert bounds.enter(handler)
    handler._drop_unread()
    assert sent.tell() == dropped and not handler.has_sent_all()
    bounds._look(time.monotonic() + lingering_close.SECONDS - 1)
    assert not line.cut
    bounds._look(time.monotonic() + lingering_close.SECONDS + 1)
    assert line.cut


@pytest.mark.skipif(MODE == "threading", reason="native threads are scheduled by the system")
def test_who_asked_and_left_leaves_nothing_open(server: Server) -> None:
    files = Path(f"/proc/{server.process.pid}/fd")
    before = len(list(files.iterdir()))
    for _ in range(3):
        many = [
            socket.create_connection(("127.0.0.1", server.port), source_address=("127.0.0.3", 0)) for _ in range(200)
        ]
        for line in many:
            line.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        for line in many:
            line.close()
    end = time.monotonic() + limit(20)
    while len(list(files.iterdir())) > before + 10 and time.monotonic() < end:
        time.sleep(0.1)
    assert len(list(files.iterdir())) <= before + 10


@pytest.mark.skipif(MODE == "threading", reason="native threads have their turns from the system")
def test_hundreds_of_connections_that_always_ask_once_more_keep_no_other_waiting(server: Server) -> None:
    calm = worst_wait(server, 0.5)
    asking = f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: 2\r\n\r\na=".encode()
    with ExitStack() as stack, selectors.DefaultSelector() as ready:
        for _ in range(300):
            line = socket.create_connection(("127.0.0.1", server.port), source_address=("127.0.0.2", 0))
            stack.enter_context(closing(line)).sendall(2 * asking)
            ready.register(line, selectors.EVENT_READ)

        def beside_the_asking() -> float:
            worst = Worst(server, 2)
            worst.start()
            while worst.is_alive():
                for key, _ in ready.select(0.1):
                    key.fileobj.recv(1 << 16)  # type: ignore[union-attr]
                    key.fileobj.sendall(asking)  # type: ignore[union-attr]
            return worst.found

        assert not late_each_time(beside_the_asking, 0.5, 3 * calm), f"{calm:.2f} s in peace"


class Worst(threading.Thread):
    """The worst wait of a visitor, measured beside the test."""

    def __init__(self, server: Server, seconds: float) -> None:
        super().__init__()
        self.server, self.seconds, self.found = server, seconds, 0.0

    def run(self) -> None:
        """Ask for some seconds."""
        self.found = worst_wait(self.server, self.seconds)


@pytest.mark.skipif(MODE == "threading", reason="native threads have their turns from the system")
def test_a_page_on_each_of_hundreds_of_connections_at_once_keeps_no_other_waiting(server: Server) -> None:
    def beside_the_pages() -> float:
        with ExitStack() as stack:
            many = [
                stack.enter_context(
                    closing(socket.create_connection(("127.0.0.1", server.port), source_address=("127.0.0.2", 0)))
                )
                for _ in range(600)
            ]
            for line in many:
                line.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
            return worst_wait(server, 2)

    calm = worst_wait(server, 0.5)
    assert not late_each_time(beside_the_pages, 0.5, 3 * calm), f"{calm:.2f} s in peace"
