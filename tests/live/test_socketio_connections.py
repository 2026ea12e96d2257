"""Attacks below Socket.IO: floods, malformed packets and clients that do not read must not affect other clients.

One server in a child process, in the mode that WORKSHOP_ASYNC names; a well-behaved phone is connected throughout.
"""

import http.client
import importlib.metadata
import itertools
import json
import os
import socket
import statistics
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import engineio
import msgspec
import pytest
import websocket

from tests.tools.pace import in_time, late_each_time, limit
from workshop.runtime import strict_json
from workshop.transport import limited_socket, socket_reader, socketio_connections
from workshop.transport.limited_socket import ConnectionLimits

pytestmark = pytest.mark.live
server_limits = ConnectionLimits()
CHILD = Path(__file__).with_name("connections_child.py")
MODE = os.environ.get("WORKSHOP_ASYNC", "eventlet")


class Phone(websocket.WebSocket):
    """The library's client leaves its socket open after a goodbye from the server."""

    def close(self, *args: Any, **options: Any) -> None:
        super().close(*args, **options)
        self.shutdown()


class Server:
    """The server under attack, as seen from outside: a process that is begun, ended, and begun anew when an attack left
    something."""

    def __init__(self, errors: Path, *options: str, **environ: str) -> None:
        self.errors, self.port = errors, 0
        self._command = [sys.executable, "-W", "error", str(CHILD), MODE, "0", *options]
        self._environ = {**os.environ, "PYTHONPATH": str(CHILD.parents[2]), **environ}
        self._child: subprocess.Popen[str] | None = None

    def begin(self) -> None:
        """Start it. It says its port once it listens."""
        with self.errors.open("a") as file:
            self._child = subprocess.Popen(
                self._command, stdout=subprocess.PIPE, stderr=file, text=True, env=self._environ
            )
        assert self._child.stdout
        try:
            self.port = json.loads(self._child.stdout.readline())["port"]
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """Kill it."""
        if self._child is not None:
            self._child.kill()
            with self._child:  # waits, and closes what it said
                self._child = None

    def get(self, path: str) -> bytes:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=limit(20))) as line:
            line.request("GET", path)
            return line.getresponse().read()

    def state(self) -> dict[str, Any]:
        return json.loads(self.get("/state"))

    def asked(self, path: str, cookie: str = "") -> int:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=limit(20))) as line:
            line.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            return line.getresponse().status

    def post(self, sid: str, body: bytes, length: int | None = None, cookie: str = "") -> int:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=limit(5))) as line:
            line.putrequest("POST", f"/socket.io/?EIO=4&transport=polling&sid={sid}")
            line.putheader("Content-Length", str(len(body) if length is None else length))
            if cookie:
                line.putheader("Cookie", cookie)
            line.endheaders(body)
            return line.getresponse().status

    def polling(self, join: bool = True, cookie: str = "") -> str:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=limit(20))) as line:
            line.request("GET", "/socket.io/?EIO=4&transport=polling", headers={"Cookie": cookie} if cookie else {})
            sid = str(json.loads(line.getresponse().read()[1:])["sid"])
        if join:
            assert self.post(sid, b"40", cookie=cookie) == 200
        return sid

    def phone(self, join: bool = True, **options: Any) -> websocket.WebSocket:
        address = f"ws://127.0.0.1:{self.port}/socket.io/?EIO=4&transport=websocket"
        phone = websocket.create_connection(address, timeout=limit(5), class_=Phone, **options)
        try:
            assert phone.recv().startswith("0{")
            if join:
                phone.send("40")
                assert phone.recv().startswith("40")
        except BaseException:
            phone.close()
            raise
        return phone

    def settles_at(self, sockets: int, seconds: float = 5) -> dict[str, Any]:
        """The state once only so many sockets are left; fails if that takes longer."""
        end = time.monotonic() + limit(seconds)
        while (state := self.state())["sockets"] != sockets:
            assert time.monotonic() < end, f"{state['sockets']} sockets left instead of {sockets}: {state['cut']}"
            time.sleep(0.1)
        return state


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("guard") / "stderr")
    made.begin()
    yield made
    made.end()


@pytest.fixture(autouse=True)
def clean(server: Server, request: pytest.FixtureRequest) -> Iterator[None]:
    """After each attack all sockets are gone within 5 s and the log holds no traceback. What one attack left, the next
    does not meet."""
    before, said = server.state(), len(server.errors.read_text())
    failed, sound = request.session.testsfailed, False
    yield
    try:
        if request.session.testsfailed == failed:  # the phones of a test that failed may still be there
            is_clean(server, before, said)
            sound = True
    finally:
        if not sound:
            server.end()
            server.begin()


def is_clean(server: Server, before: dict[str, Any], said: int) -> None:
    """Nothing is left of an attack, and nothing was written down that no visitor may cause."""
    end = time.monotonic() + limit(5)
    after = server.settles_at(0)
    while after["tcp"] > before["tcp"] + 2 and time.monotonic() < end:
        after = server.state()
        time.sleep(0.1)
    assert after["tcp"] <= before["tcp"] + 2
    assert after["ran"].get("connect", 0) == after["ran"].get("disconnect", 0), "each that joined has left, once"
    news = server.errors.read_text()[said:]
    assert "Traceback" not in news, news[-3000:]
    assert "HTTP/1.1 500" not in news


class Neighbour:
    """A well-behaved phone: one event each 110 ms, and how long each answer took."""

    def __init__(self, server: Server) -> None:
        self.phone, self.took, self._on = server.phone(), list[float](), True
        self._thread = threading.Thread(target=self._talk)

    def __enter__(self) -> "Neighbour":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._on = False
        self._thread.join()
        self.phone.close()

    def _talk(self) -> None:
        for number in itertools.count():
            began = time.monotonic()
            self.phone.send(f'42{number}["echo",{number}]')
            while not self.phone.recv().startswith(f"43{number}["):
                pass
            self.took.append(time.monotonic() - began)
            if not self._on:
                return
            time.sleep(0.11)

    def p95(self) -> float:
        return statistics.quantiles(self.took, n=20, method="inclusive")[-1]


def wait_beside(server: Server, attackers: int, attack: Callable[[], None]) -> float:
    """Seconds that a well-behaved phone waits for 95 of 100 answers while so many attack at once."""
    with Neighbour(server) as neighbour:
        threads = [threading.Thread(target=attack) for _ in range(attackers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return neighbour.p95()


def is_closed(phone: websocket.WebSocket, seconds: float | None = None) -> bool:
    """Whether the server ends it, within three seconds or the time given."""
    phone.settimeout(limit(3) if seconds is None else seconds)
    try:
        while True:
            if phone.recv_data()[0] == websocket.ABNF.OPCODE_CLOSE:
                return True
    except websocket.WebSocketTimeoutException:
        return False
    except (websocket.WebSocketException, OSError):
        return True


def frame(payload: bytes, opcode: int = 1, final: bool = True) -> bytes:
    """A masked websocket frame by hand (mask of zeros)."""
    size = len(payload)
    length = bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack("!H", size)
    return bytes([opcode | (0x80 if final else 0)]) + length + b"\0\0\0\0" + payload


def pour(server: Server, blob: bytes, seconds: float) -> None:
    """Send the same bytes as fast as they are taken, coming back whenever cut."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError, websocket.WebSocketException, AssertionError), closing(server.phone()) as phone:
            phone.sock.settimeout(1)
            while time.monotonic() < end:
                phone.sock.sendall(blob)


FLOODS = {
    "events": frame(b'42["echo",1]') * 500,
    "large events": frame(b'42["echo","' + b"x" * 15_000 + b'"]') * 20,
    "pongs": frame(b"3") * 500,
    "websocket pings": frame(b"", opcode=9) * 1000,
    "empty fragments": frame(b"4", final=False) + frame(b"", opcode=0, final=False) * 1000,
    "fragments without end": frame(b"4", final=False) + frame(b"x" * 15_000, opcode=0, final=False) * 20,
}


@pytest.mark.parametrize("blob", FLOODS.values(), ids=FLOODS.keys())
def test_a_flood_delays_nobody_else(server: Server, blob: bytes) -> None:
    before = server.state()["rss"]
    assert not late_each_time(lambda: wait_beside(server, 3, lambda: pour(server, blob, 0.9)), 0.25)
    assert server.state()["rss"] - before < 40_000, "kB"


def test_a_flood_by_polling(server: Server) -> None:
    def poll() -> None:
        began, refused = time.monotonic(), 0
        while time.monotonic() < began + 1 or (refused <= 2 and time.monotonic() < began + limit(10)):
            sid = server.polling()
            refused += [server.post(sid, b"\x1e".join([b'42["echo",1]'] * 60)) for _ in range(2)].count(400)
        refusals.append(refused)

    refusals: list[int] = []
    assert not late_each_time(lambda: wait_beside(server, 1, poll), 0.25)
    assert min(refusals) > 2


def test_an_endless_request_body(server: Server) -> None:
    """Nobody reads on once the answer is sent; the page itself never asked for a body."""

    def pour_body() -> None:
        end = time.monotonic() + 0.9
        while time.monotonic() < end:
            with (
                suppress(OSError),
                closing(socket.create_connection(("127.0.0.1", server.port), timeout=limit(1))) as line,
            ):
                line.sendall(b"POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000000\r\n\r\n")
                while time.monotonic() < end:
                    line.sendall(bytes(100_000))

    assert not late_each_time(lambda: wait_beside(server, 4, pour_body), 0.25)


MALFORMED = [
    "",
    "x",
    "4",
    "4x",
    "4[[[[",
    "42" + "[" * 8000,
    "42[" + '"a",' * 1000,
    "42{}",
    "42[]",
    "42[1]",
    "42[[]]",
    "42null",
    "40[1]",
    '40"x"',
    "43",
    '44{"message":"x"}',
    '4²["echo"]',
    "42" + "9" * 200 + '["echo"]',
    '42["echo",NaN]',
    '42["echo",-Infinity]',
    '42["echo",1e999]',
    '42["echo",' + "9" * 5000 + "]",
    '45999999-["echo",{"_placeholder":true,"num":0}]',
    '451-["echo",{"_placeholder":true,"num":0}]',
    '461-0["echo"]',
    "47",
    "49",
    "bAAAA",
    "b!",
]
HARMLESS = {"43"}  # an acknowledgement that nobody asked for is dropped


@pytest.mark.parametrize("join", [True, False], ids=["joined", "not joined"])
def test_malformed_packets_by_websocket(server: Server, join: bool) -> None:
    with Neighbour(server):
        phones = []
        for packet in MALFORMED:
            phone = server.phone(join)
            phone.send(packet)
            phones.append(phone)
        binary = server.phone(join)
        binary.send_binary(b"\x04\x02[]")
        left_open = [
            packet
            for packet, phone in zip(MALFORMED, phones, strict=True)
            if not is_closed(phone, 0.7 if packet in HARMLESS else None)
        ]
        assert set(left_open) <= HARMLESS, [packet[:40] for packet in left_open]
        assert is_closed(binary)
        for phone in [*phones, binary]:
            phone.close()


def test_malformed_packets_by_polling(server: Server) -> None:
    with Neighbour(server):
        for packet in [each for each in MALFORMED[1:] if each not in HARMLESS]:
            sid = server.polling()
            assert server.post(sid, packet.encode()) == 400, packet[:40]
            assert server.post(sid, b'42["echo",1]') == 400, "the session is over"
        sid = server.polling()
        assert server.post(sid, b"\xff\xfe") == 400


def test_rubbish_instead_of_an_upgrade(server: Server) -> None:
    sid = server.polling()
    address = f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket&sid={sid}"
    with closing(websocket.create_connection(address, timeout=limit(5), class_=Phone)) as phone:
        phone.send("")
        assert is_closed(phone)
    keyless = b"Connection: Upgrade\r\nUpgrade: websocket\r\n"
    assert b" 400 " in raw(server, b"GET", b"transport=websocket", keyless)
    assert b" 400 " in raw(server, b"POST", b"transport=polling&sid=nobody", b"Content-Length: 0\r\n")


@pytest.mark.parametrize("keys", ["", "Sec-WebSocket-Key1: 1 1\r\nSec-WebSocket-Key2: 1 1\r\n"], ids=["75", "76"])
def test_a_websocket_of_a_draft_is_refused(server: Server, keys: str) -> None:
    """Its messages would pass by all limits, and a frame packed for it would end the connections of all others."""
    draft = f"Connection: Upgrade\r\nUpgrade: WebSocket\r\nOrigin: http://x\r\n{keys}"
    assert b" 400 " in raw(server, b"GET", b"transport=websocket", draft.encode(), b"8 bytes.")
    sid = server.polling()
    assert b" 400 " in raw(server, b"GET", b"transport=websocket&sid=" + sid.encode(), draft.encode(), b"8 bytes.")
    assert server.post(sid, b"1") == 200, "its polling goes on"


def raw(server: Server, method: bytes, query: bytes, headers: bytes, body: bytes = b"") -> bytes:
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=limit(5))) as line:
        line.sendall(method + b" /socket.io/?EIO=4&" + query + b" HTTP/1.1\r\nHost: x\r\n" + headers + b"\r\n" + body)
        return line.recv(200)


def test_too_large(server: Server) -> None:
    with closing(server.phone()) as phone:
        phone.send('421["echo","' + "x" * 15_900 + '"]')
        assert phone.recv().startswith("431["), "16,000 bytes are allowed"
    with closing(server.phone()) as phone, suppress(OSError):
        phone.send('42["echo","' + "x" * 16_000 + '"]')
        assert is_closed(phone)
    sid = server.polling()
    assert server.post(sid, b'42["echo","' + b"x" * 16_000 + b'"]') == 400
    sid = server.polling()
    assert server.post(sid, b"42", length=10**12) == 400, "answered before the body comes"


def test_names_of_the_library_are_no_events(server: Server) -> None:
    ran = server.state()["ran"]
    with closing(server.phone()) as phone:
        for name in socketio_connections.RESERVED:
            phone.send(f'42["{name}","x"]')
        phone.send('421["nonsense"]')
        assert phone.recv() == '431["unknown"]', "an unknown event reaches the one handler that refuses it"
        now = server.state()["ran"]
    assert now.get("connect") == ran.get("connect", 0) + 1
    assert now.get("disconnect", 0) == ran.get("disconnect", 0)
    assert now.get("other") == ran.get("other", 0) + 1


@pytest.mark.parametrize(
    "content",
    ['["echo",Infinity]', '["echo",{"x":NaN}]', '["echo",1e999]', "[" * 8000, "{}", "[1]", "", '["connect","x"]'],
    ids=lambda content: content[:20],
)
def test_who_waits_for_an_answer_gets_one_when_the_packet_cannot_be_read(server: Server, content: str) -> None:
    """A page whose connection was cut instead would come back and send the same again."""
    with closing(server.phone()) as phone:
        phone.send(f"427{content}")
        assert phone.recv() == '437["unknown"]', "it reaches the one handler that refuses it"
        phone.send('428["echo",1]')
        assert phone.recv().startswith("438["), "and the connection goes on"


def test_a_full_post_by_polling_is_heard_and_a_second_at_once_is_a_flood(server: Server) -> None:
    """Who comes back by polling after a bad line sends all that waited in one request."""
    sid = server.polling()
    before = server.state()["ran"].get("echo", 0)
    packets = b"\x1e".join(b'42%d["echo",1]' % number for number in range(server_limits.packets_per_post))
    assert server.post(sid, packets) == 200
    assert server.state()["ran"]["echo"] == before + server_limits.packets_per_post
    assert server.post(sid, packets) == 400
    sid = server.polling()
    assert server.post(sid, packets + b"\x1e2") == 400, "more than that in one request is none of ours"


def test_the_id_of_a_polling_line_is_worth_nothing_without_its_cookies(server: Server) -> None:
    """The id stands in an address: whoever read it there could send in a facilitator's name."""
    sid, ran = server.polling(cookie="desk=kaisa"), server.state()["ran"].get("echo", 0)
    for cookie in ("", "desk=anna"):
        assert server.post(sid, b'42["echo",1]', cookie=cookie) == 400
        assert server.asked(f"/socket.io/?EIO=4&transport=polling&sid={sid}", cookie) == 400
    assert server.state()["ran"].get("echo", 0) == ran
    assert server.post(sid, b'42["echo",1]', cookie="desk=kaisa") == 200, "and nobody can end it either"
    assert server.state()["ran"]["echo"] == ran + 1
    assert server.post(sid, b"1", cookie="desk=kaisa") == 200


def test_who_never_joins_is_sent_away(server: Server) -> None:
    with closing(server.phone()) as joined, closing(server.phone(join=False)) as silent:
        server.polling(join=False)
        assert is_closed(silent)
        assert server.settles_at(1)["cut"]["never joined"] >= 2
        joined.send('421["echo",1]')
        assert joined.recv() == "431[1]"


def test_who_leaves_is_sent_away(server: Server) -> None:
    """Socket.IO's own goodbye leaves the connection below it open."""
    before = server.state()["cut"]
    with closing(server.phone()) as phone:
        phone.send("41")
        assert is_closed(phone)
        assert server.settles_at(0)["cut"] == before, "at once, and not after the time to join"
    sid = server.polling()
    assert server.post(sid, b"41\x1e1") == 200, "as browsers say it"
    assert server.post(sid, b'42["echo",1]') == 400


def test_who_does_not_read_is_cut_and_others_get_everything(server: Server) -> None:
    before = server.state()["rss"]
    deaf = [server.phone(sockopt=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)]) for _ in range(3)]
    server.polling()
    with closing(server.phone()) as quick:
        at_once = server_limits.frames_behind  # so few that it need not be quick: all may wait in its queue
        for _ in range(700 // at_once):
            server.get(f"/spam?n={at_once}")
            assert [json.loads(quick.recv()[2:])[1][0] for _ in range(at_once)] == list(range(at_once))
        assert server.settles_at(1)["cut"]["does not read"] >= 4
        assert server.state()["rss"] - before < 40_000, "kB"
        for phone in deaf:
            phone.close()


def test_no_compression_even_if_offered(server: Server) -> None:
    with closing(
        server.phone(header=["Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"])
    ) as phone:
        assert "sec-websocket-extensions" not in {name.lower() for name in phone.headers}


class Words(msgspec.Struct):
    text: str
    at: tuple[int, int] | None = None


class Measured(msgspec.Struct):
    measures: dict[str, int | float]


@pytest.mark.one_mode
def test_structs_are_encoded_as_strictly_as_all_else() -> None:
    words = {7: Words("ä </p> \u2028 \x01", (1, 2)), 8: Words("")}
    assert strict_json.loads(strict_json.dumps_structs(words)) == strict_json.loads(strict_json.dumps(words))
    assert strict_json.dumps_structs({7: Words("ä")}) == '{"7":{"text":"ä","at":null}}'
    assert "\\ud800" in strict_json.dumps_structs({7: Words("\ud800")}), "sent escaped, for it cannot be sent as UTF-8"
    assert strict_json.dumps_structs({1: Measured({"mean": 3.5})}) == '{"1":{"measures":{"mean":3.5}}}'
    for number in (float("nan"), float("inf"), -float("inf")):
        with pytest.raises(ValueError):
            strict_json.dumps_structs({1: Measured({"mean": number})})


@pytest.mark.one_mode
def test_strict_json() -> None:
    assert strict_json.dumps({"a": ["ä", 1.5, None]}) == '{"a":["ä",1.5,null]}'
    assert strict_json.dumps("\ud800") == '"\\ud800"', "sent escaped, for it cannot be sent as UTF-8"
    assert strict_json.loads('{"a": ["ä", 1e3]}') == {"a": ["ä", 1000.0]}
    assert strict_json.loads('"\\ud800"') == "\ud800", "refused later, with words"
    for bad in ("NaN", "[Infinity]", "-Infinity", "1e999", "[" * 100_000, "", "{", '{"a":}'):
        with pytest.raises(ValueError):
            strict_json.loads(bad)
    for number in (float("nan"), float("inf")):
        with pytest.raises(ValueError):
            strict_json.dumps([number])


def test_who_waits_for_a_command_is_not_taken_for_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(socketio_connections.loop, "spawn", lambda what: what())

    def socket(name: str, ago: float, handling: bool) -> SimpleNamespace:
        state = {
            "ping_at": 0.0,
            "last_ping": time.time() - ago,
            "handling": handling,
            "closed": False,
            "closing": False,
        }
        return SimpleNamespace(**state, gone=lambda: said.append(name))

    sockets = {
        "silent": socket("silent", 16, False),
        "busy": socket("busy", 16, True),
        "well": socket("well", 14, False),
    }
    server = SimpleNamespace(eio=SimpleNamespace(sockets=sockets, ping_timeout=15))
    socketio_connections.ConnectionGuard(server, ConnectionLimits(), direct=True)._ping()
    assert said == ["silent"]


@pytest.mark.parametrize("place", [True, False], ids=["websocket", "polling"])
def test_a_websocket_that_is_closing_gives_its_place_away(monkeypatch: pytest.MonkeyPatch, place: bool) -> None:
    """A poll's TCP connection may carry another request by then."""
    said: list[str] = []
    monkeypatch.setattr(limited_socket.loop, "spawn_after", lambda *_: None)
    guard = SimpleNamespace(limits=ConnectionLimits(), arrived=lambda socket: None, behind=set())
    engine = engineio.Server(async_mode="threading", monitor_clients=False)
    engine.guard = guard
    one = limited_socket.LimitedSocket(engine, "one")
    one._tcp = SimpleNamespace(has_joined=lambda: said.append("joined"), has_left=lambda: said.append("left"))
    one._ws = SimpleNamespace() if place else None
    one.last_ping = None
    one.settle()
    one.close()
    one.settle()
    assert said == (["joined", "left"] if place else ["joined"])


@pytest.mark.one_mode
def test_unmasking() -> None:
    data, mask = bytes(range(256)) * 4, (1, 2, 250, 4)
    for size, offset in itertools.product((0, 1, 3, 4, 5, 1024), range(5)):
        slow = bytes(data[at] ^ mask[(offset + at) % 4] for at in range(size))
        assert socket_reader.unmask(data, mask, size, offset) == slow


def test_who_polls_changes_to_one_websocket_at_most(server: Server) -> None:
    sid = server.polling()
    address = f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket&sid={sid}"
    first = websocket.create_connection(address, timeout=limit(5), class_=Phone)
    with closing(first):
        for _ in range(5):
            with pytest.raises(websocket.WebSocketBadStatusException, match="400"):
                websocket.create_connection(address, timeout=limit(5), class_=Phone)
        assert not is_closed(first, 0.3)
    assert server.post(sid, b"1") == 200


def test_of_many_who_change_at_once_one_is_let_in(server: Server) -> None:
    sid = server.polling()
    address = f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket&sid={sid}"
    phones: list[websocket.WebSocket] = []
    together = threading.Barrier(8)

    def change() -> None:
        together.wait(limit(5))
        with suppress(websocket.WebSocketException, OSError):
            phones.append(websocket.create_connection(address, timeout=limit(5), class_=Phone))

    threads = [threading.Thread(target=change) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(phones) == 1
    phones[0].close()
    assert server.post(sid, b"1") == 200


def test_who_failed_to_change_may_try_again(server: Server) -> None:
    sid = server.polling()
    address = f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket&sid={sid}"
    for _ in range(20):  # at once, each time
        with closing(websocket.create_connection(address, timeout=limit(5), class_=Phone)) as phone:
            phone.send("4no probe")
            assert is_closed(phone)
    with closing(websocket.create_connection(address, timeout=limit(5), class_=Phone)) as phone:
        phone.send("2probe")
        assert phone.recv() == "3probe"
        phone.send("5")
        phone.send('421["echo",1]')
        while not (heard := str(phone.recv())).startswith("431"):
            pass
        assert heard == "431[1]"


def test_who_never_completes_the_change_goes_on_by_polling(server: Server) -> None:
    sid = server.polling()
    poll = f"/socket.io/?EIO=4&transport=polling&sid={sid}"
    address = f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket&sid={sid}"
    with closing(websocket.create_connection(address, timeout=limit(10), class_=Phone)) as phone:
        phone.send("2probe")
        assert phone.recv() == "3probe"  # which a proxy swallows: "5" never follows
        server.get(poll)
        began, polls = time.monotonic(), 0
        while time.monotonic() - began < 1.5:
            assert server.get(poll) == b"6"
            polls += 1
        assert polls <= 8, "nobody asks without end"
        assert server.post(sid, b'421["echo",1]') == 200
        heard = [server.get(poll) for _ in range(3)]
        assert b"431[1]" in heard, "what waits goes by polling meanwhile"
        assert is_closed(phone, limit(10)), "the server gives the change up"
    assert server.post(sid, b'422["echo",2]') == 200
    assert b"432[2]" in server.get(poll)
    assert server.post(sid, b"1") == 200


def test_an_urgent_byte_disturbs_nobody(server: Server) -> None:
    def urge() -> None:
        with closing(server.phone()) as phone:
            phone.sock.sendall(masked(b'421["echo",1]'))
            assert phone.recv() == "431[1]"
            before = server.state()["cpu"]
            phone.sock.send(b"!", socket.MSG_OOB)
            time.sleep(1)
            spent.append(server.state()["cpu"] - before)

    spent: list[float] = []
    assert not late_each_time(lambda: wait_beside(server, 1, urge), 0.25)
    assert spent and in_time(min(spent), 0.5), "nobody rings without end"


def masked(payload: bytes, mask: bytes = b"\x01\x80\xff\x07") -> bytes:
    """A text frame as browsers send it."""
    size = len(payload)
    length = bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack("!H", size)
    return b"\x81" + length + mask + socket_reader.unmask(payload, mask)


SAID = "Päivänkakkara 🌼 " * 12
ECHO = f'421["echo","{SAID}"]'.encode()
PIECES = {
    "whole": [masked(ECHO)],
    "two in one piece": [masked(b'420["echo",0]') + masked(ECHO)],
    "a frame and the beginning of the next": [masked(b'420["echo",0]') + masked(ECHO)[:9], masked(ECHO)[9:]],
    "byte by byte": [bytes([one]) for one in masked(ECHO)],
    "a fragmented one with a ping between": [
        frame(ECHO[:50], final=False) + frame(b"", opcode=9),
        frame(ECHO[50:], opcode=0),
    ],
    "an empty ping before it": [frame(b"", opcode=9) + masked(ECHO)],
}


@pytest.mark.parametrize("pieces", PIECES.values(), ids=PIECES.keys())
def test_a_message_is_read_in_whatever_pieces_it_comes(server: Server, pieces: list[bytes]) -> None:
    with closing(server.phone()) as phone:
        for piece in pieces:
            phone.sock.sendall(piece)
            time.sleep(0.002)
        while not (answer := phone.recv()).startswith("431"):
            pass
    assert json.loads(answer[3:]) == [SAID]


NONSENSE = {
    "not masked": (b"\x81\x05hello", 1002),
    "not UTF-8": (masked(b'42["echo","\xff"]'), 1011),
    "a reserved bit": (b"\xc1" + masked(ECHO)[1:], 1002),
    "a rest of nothing": (frame(b"x", opcode=0), 1002),
}


@pytest.mark.skipif(MODE != "eventlet", reason="simple-websocket has its own codes")
@pytest.mark.parametrize(("bad", "code"), NONSENSE.values(), ids=NONSENSE.keys())
def test_what_is_no_frame_is_answered_as_the_library_does(server: Server, bad: bytes, code: int) -> None:
    with closing(server.phone()) as phone:
        phone.sock.sendall(bad)
        kind, said = phone.recv_data()
        assert (kind, int.from_bytes(said[:2], "big")) == (websocket.ABNF.OPCODE_CLOSE, code)


def test_an_open_connection_holds_next_to_nothing_of_its_request(server: Server) -> None:
    """A browser sends some twenty headers, and a hall of phones stays for hours."""
    headers = {"User-Agent": "x" * 200, "Accept-Language": "fi", "X-Forwarded-For": "198.51.100.7"}
    polling = server.polling(cookie="device=a")
    with closing(server.phone(cookie="device=b", header=headers)) as phone:
        state = server.state()
        assert set(state["kept"]) <= {"HTTP_HOST", "HTTP_COOKIE", "HTTP_ORIGIN", "REQUEST_METHOD"}
        phone.send('420["echo","still here"]')
        assert phone.recv() == '430["still here"]'
    assert server.post(polling, b"41", cookie="device=b") == 400, "whose it is was kept"
    assert server.post(polling, b"41", cookie="device=a") == 200


READ = {
    "python-engineio": "4.15.",
    "python-socketio": "5.18.",
    "Flask-SocketIO": "5.7.",
    "eventlet": "0.41.",
    "simple-websocket": "1.1.",
}


@pytest.mark.one_mode
@pytest.mark.parametrize("library", READ)
def test_the_inner_parts_we_lean_on_are_those_we_looked_at(library: str) -> None:
    assert importlib.metadata.version(library).startswith(READ[library]), (
        "read its sockets again, then change this line"
    )
