"""The limits below Socket.IO: what one connection may cost, whatever it sends. Knows packets, not forums; holds no
rules of ours.

Handlers come too late for this: a flood never lets them run, and a malformed packet never reaches them. `install` puts
its own socket class under a Flask-SocketIO server; a connection that breaks a limit is closed at once, without waiting
for it.

Leans on inner parts of python-engineio, python-socketio, eventlet's and simple-websocket's sockets;
tests/live/test_transport_connection.py names the versions this was written against.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import parse_qs

import engineio.socket
from engineio.exceptions import ContentTooLongError, EngineIOError, SocketIsClosedError
from engineio.packet import MESSAGE, PING
from engineio.packet import Packet as EnginePacket
from engineio.payload import Payload
from socketio.packet import ACK, CONNECT, DISCONNECT, EVENT

from workshop.contract.base import MESSAGE_BYTES
from workshop.runtime import loop, strict_json
from workshop.runtime.metrics import seen
from workshop.transport.http_limits import arrived
from workshop.transport.limits import Bucket, tame
from workshop.transport.upgrades import Upgrade, shut
from workshop.transport.writer import SocketWriter

log = logging.getLogger(__name__)

RESERVED = frozenset({"connect", "disconnect", "connect_error", "*"})
"""Names of Socket.IO's own handlers; as events of a client they would run ours without there being a cause."""
FRAME, SNAPSHOT = '2["frame"', '2["snapshot"'
"""How Socket.IO packets of these events begin."""
SLICE = 200
"""Connections that are written to before others have a turn: some two milliseconds."""
LINGER = 3.0
"""Seconds a closing connection may take to read its last packets."""

Body = Iterable[bytes]
Bearer = Callable[[dict[str, Any]], Any]
_STOCK = engineio.socket.Socket


@dataclass(frozen=True, kw_only=True)
class ConnectionLimits:
    """What one connection may cost. A packet costs one token and one more per full 1,000 bytes."""

    message_bytes: int = MESSAGE_BYTES
    packets_per_post: int = 64
    burst: int = 80
    """A full POST of a page that was silent for long, and what it sent before."""
    per_second: float = 10
    join_seconds: float = 15
    change_seconds: float = 10
    """How long a change from polling to websocket may take."""
    queue: int = 200
    frames_behind: int = 10
    """Frames that may wait for one phone; more make it stale: it gets no frames until it has read those, and then one
    snapshot."""
    stale_seconds: float = 20


def install(
    socketio: Any, limits: ConnectionLimits | None = None, direct: bool = True, bearer: Bearer = lambda environ: None
) -> "ConnectionGuard":
    """Put the limits under a flask_socketio.SocketIO that already has its server. Once per process and server.

    `bearer` reads off a request's environ who sends it: who polls must be the same at each request, for an id in an
    address is no secret. `direct`: whether ready bytes may pass engine.io's queue (transport/writer.py); where the loop
    cannot, they never do.
    """
    guard = ConnectionGuard(socketio.server, limits or ConnectionLimits(), direct, bearer)
    engine = socketio.server.eio
    engine.guard = guard
    engine.max_http_buffer_size = guard.limits.message_bytes
    engine.handle_request = _without_surprises(guard, engine.handle_request)
    Payload.max_decode_packets = guard.limits.packets_per_post
    socketio.server.packet_class.json = EnginePacket.json = strict_json
    engineio.socket.Socket = _socket_for
    return guard


class ConnectionGuard:
    """The limits of one server, what was cut because of them, and the watch over those who never join."""

    def __init__(
        self, server: Any, limits: ConnectionLimits, direct: bool, bearer: Bearer = lambda environ: None
    ) -> None:
        self.limits, self.direct, self._bearer = limits, direct, bearer
        self.behind: set[LimitedSocket] = set()
        """stale phones"""
        self.caught_up: Callable[[str], None] = lambda sid: None
        """Called with a connection's id when a stale phone reads again: somebody sends it a snapshot."""
        self._server = server
        self._newcomers: deque[tuple[float, str]] = deque()
        """when each must have joined, and its id: who is gone by then is not held in memory by this"""
        self._watching = False

    def arrived(self, socket: "LimitedSocket") -> None:
        """From now on it has `join_seconds` to join."""
        self._newcomers.append((time.monotonic() + self.limits.join_seconds, socket.sid))
        if not self._watching:
            self._watching = True
            loop.spawn(self._watch)

    def is_anothers(self, environ: dict[str, Any]) -> bool:
        """Whether a request names a connection that somebody else opened."""
        sid = parse_qs(environ.get("QUERY_STRING", "")).get("sid", [""])[0]
        opened = self._server.environ.get(sid)
        return opened is not None and self._bearer(opened) != self._bearer(environ)

    def read(self, data: Any) -> Any:
        """A message as a Socket.IO packet; None for one to be dropped. ValueError and others: malformed, its connection
        is to be cut."""
        if not isinstance(data, str):
            raise ValueError("binary")
        packet = self._server.packet_class(encoded_packet=data)
        if packet.packet_type == EVENT:
            if not (isinstance(packet.data, list) and packet.data and isinstance(packet.data[0], str)):
                raise ValueError("an event without a name")
            return None if packet.data[0] in RESERVED else packet
        if packet.packet_type == DISCONNECT or packet.packet_type == CONNECT and isinstance(packet.data, dict | None):
            return packet
        if packet.packet_type == ACK:
            return None  # we ask phones for none
        raise ValueError("not for a client to send")

    def hand_on(self, engine_sid: str, event: Any) -> None:
        """An event that was read, to its handler, past the library's own reading of the same text."""
        self._server._handle_event(engine_sid, event.namespace, event.id, event.data)

    def emit(self, event: str, data: Any, room: str) -> None:
        """An event to everybody in a room, or to one connection by its id: encoded once, handed to each connection's
        own `send`.

        As python-socketio's manager does it, without the three calls that it makes for each connection, and in slices,
        so that whoever sends something meanwhile need not wait for all.
        """
        server, packets = self._server, 0
        text = server.packet_class(EVENT, namespace="/", data=[event, data]).encode()
        packet, sockets = EnginePacket(MESSAGE, text), server.eio.sockets
        for count, (_sid, engine_sid) in enumerate(server.manager.get_participants("/", room), 1):
            if count % SLICE == 0:
                loop.sleep(0)
            socket = sockets.get(engine_sid)
            if socket is None:
                continue
            way = socket.way
            if way is not None and way.write(packet):
                packets += 1
            else:
                socket.send(packet)
        seen.direct(text, packets)

    def reads_again(self, socket: "LimitedSocket") -> None:
        """A stale phone has read what waited for it."""
        sid = self._server.manager.sid_from_eio_sid(socket.sid, "/")
        if sid is not None:
            self.caught_up(sid)

    def _watch(self) -> None:
        while True:
            loop.sleep(1)
            while self._newcomers and self._newcomers[0][0] < time.monotonic():
                socket = self._server.eio.sockets.get(self._newcomers.popleft()[1])
                if not (socket is None or socket.closed or self._joined(socket)):
                    loop.spawn(socket.cut_off, "never joined")
            for socket in tuple(self.behind):
                if socket.closed:
                    self.behind.discard(socket)
                elif socket.behind_for() > self.limits.stale_seconds:
                    loop.spawn(socket.cut_off, "does not read")
            self._ping()

    def _ping(self) -> None:
        """Pings whose turn it is, and finds who owes an answer for too long. The library has a sleeping thread for each
        connection."""
        now, latest = time.monotonic(), time.time() - self._server.eio.ping_timeout
        for socket in tuple(self._server.eio.sockets.values()):
            if socket.ping_at and socket.ping_at <= now:
                socket.ping()
            elif (
                socket.last_ping
                and socket.last_ping < latest
                and not (socket.hearing or socket.closed or socket.closing)
            ):
                loop.spawn(socket.gone)

    def _joined(self, socket: "LimitedSocket") -> bool:
        sid = self._server.manager.sid_from_eio_sid(socket.sid, "/")
        return sid is not None and bool(self._server.manager.is_connected(sid, "/"))


class LimitedSocket(Upgrade):
    """One connection by websocket or polling, within its limits."""

    def __init__(self, server: Any, sid: str) -> None:
        super().__init__(server, sid)
        self.last_ping: float | None = None
        self.ping_at = 0.0
        """when the next ping is due, by time.monotonic(); 0 while one waits for its answer"""
        self.guard: ConnectionGuard = server.guard
        limits = self.guard.limits
        self.packets = Bucket(limits.burst, limits.per_second)
        self.frames = Bucket(limits.burst * 2, limits.per_second * 2)
        self._leaving = self.hearing = False
        """hearing: a command of it is being done, so nothing else of it is read"""
        self._behind_since = 0.0
        self._misses_frames = self._picture_waits = self._asked = False
        self._outlet: SocketWriter | None = None
        self.way: SocketWriter | None = None
        """the outlet while what is sent may go out at once: the websocket is there, nothing waits before it, nobody
        hangs up"""
        self._lingering: loop.Cancellable | None = None
        self._asks: dict[str, Any] = {}
        """the environ of its websocket, or of its last poll"""
        self._settled = False
        self.guard.arrived(self)

    def settle(self) -> None:
        """It has been let in: what connects it gives way to nobody."""
        self._settled = True
        arrived(self._asks)

    def cut_off(self, why: str) -> None:
        """End it now: no goodbye, no waiting. The disconnect handlers run here."""
        if self._leaving:
            return
        self._leaving, self.way = True, None
        seen.cuts[why] += 1
        log.info("connection cut: %s", why)
        self.hang_up()
        self.close(wait=False, abort=True, reason=self.server.reason.SERVER_DISCONNECT)

    def receive(self, pkt: Any) -> None:
        """One packet from the client, by either transport. Raises SocketIsClosedError when that was the end."""
        if self._ws is None:
            loop.sleep(0)  # there may be many in one request; who reads a websocket lets others run before each piece
        if self.closed or self._leaving:
            raise SocketIsClosedError
        if not self.packets.take(1 + _size(pkt.data) // 1000):
            self._refuse("too many packets")
        message = self._read(pkt.data) if pkt.packet_type == MESSAGE else None
        if pkt.packet_type == MESSAGE and message is None:
            return
        began, self.hearing = time.time(), True
        try:
            if message is not None and message.packet_type == EVENT:
                self.guard.hand_on(self.sid, message)
            else:
                super().receive(pkt)
        finally:
            self.hearing = False
            if self.last_ping:
                self.last_ping += time.time() - began  # nobody could read its pong meanwhile

    def send(self, pkt: Any) -> None:
        """Send a packet, or queue it; never blocks, never runs handlers in the sender's thread, never raises for one
        who has gone."""
        if self.closed or self._leaving:
            return
        if self.way is not None and self.way.write(pkt):
            seen.direct(pkt.data, 1)
        elif not self._passed_over(pkt):
            self._queue_up(pkt)

    def schedule_ping(self) -> None:
        """An answer came, or the line has just opened: the next ping after the interval. The guard's watch sends it."""
        self.last_ping, self.ping_at = None, time.monotonic() + self.server.ping_interval

    def ping(self) -> None:
        """Ask whether somebody is there."""
        self.ping_at = 0.0
        if not (self.closing or self.closed):
            self.last_ping = time.time()
            self.send(EnginePacket(PING))

    def poll(self) -> list[Any]:
        """As in the library: what waits to be written. Called by whoever writes, when all before has been written."""
        if self.queue.empty():
            self._all_read()
        if self._outlet is None or not self.upgraded:
            return super().poll()  # type: ignore[no-any-return]
        # The library takes a queue that stays empty for a dead line; what is written at once passes it by, pings
        # included.
        waiting: list[Any] = []
        while not (waiting and self.queue.empty()):
            packet = self.queue.get()
            if packet is None:  # the end; who has something to write before it hears of it the next time
                if waiting:
                    self.queue.put(None)
                break
            waiting.append(packet)
        return waiting

    def behind_for(self) -> float:
        """Seconds since it fell behind, 0 while it is not."""
        return time.monotonic() - self._behind_since if self._behind_since else 0.0

    def _passed_over(self, pkt: Any) -> bool:
        """Whether it is not worth keeping: a frame for a phone that is behind, a second whole picture while one
        waits."""
        data = pkt.data if isinstance(pkt.data, str) else ""
        if data.startswith(SNAPSHOT):
            return self._has_picture()
        if not data.startswith(FRAME):
            return False
        if not self._misses_frames and self.queue.qsize() < self.guard.limits.frames_behind:
            return False
        self._fall_behind()
        return True

    def _has_picture(self) -> bool:
        """One whole picture may wait; it makes up for the frames that were passed over before it."""
        if self._picture_waits:
            return True
        self._picture_waits, self._misses_frames, self._asked = True, False, False
        return False

    def _fall_behind(self) -> None:
        self._misses_frames = True
        if not self._behind_since:
            self._behind_since = time.monotonic()
            seen.counts["stale"] += 1
            self.guard.behind.add(self)

    def _all_read(self) -> None:
        """Nothing waits for this phone any more: if it missed frames it gets the whole picture, else it has caught
        up."""
        self._picture_waits = False
        if not self._misses_frames:
            self._behind_since = 0.0
            self.guard.behind.discard(self)
            self.way = self._outlet if self.upgraded and not (self._leaving or self.closed) else None
        elif not self._asked:
            self._asked = True
            loop.spawn(self.guard.reads_again, self)

    def _queue_up(self, pkt: Any) -> None:
        if self.queue.qsize() >= self.guard.limits.queue:
            loop.spawn(self.cut_off, "does not read")
        else:
            seen.packets(pkt.data, 1)
            self.way = None
            self.queue.put(pkt)

    def close(self, wait: bool = True, abort: bool = False, reason: Any = None) -> None:
        """As in the library, but never waits for a queue that nobody may ever empty."""
        super().close(wait=False, abort=abort, reason=reason)
        self.way = None
        self.server.sockets.pop(self.sid, None)  # the library leaves this for later in some of its ways
        if self._ws is not None and self._lingering is None:
            self._lingering = loop.spawn_after(LINGER, self.hang_up)

    def hang_up(self) -> None:
        """Shut the TCP connection, so that whoever reads or writes it wakes up."""
        if self._ws is not None:
            shut(self._ws)

    def handle_get_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """A poll, or a websocket."""
        self._asks = environ
        if self._settled:
            arrived(environ)
        if self.upgrading and not environ.get("HTTP_UPGRADE"):
            return self.polled_meanwhile()
        return super().handle_get_request(environ, start_response)

    def handle_post_request(self, environ: dict[str, Any]) -> None:
        """Polling: all packets of one request. Raises EngineIOError for whatever is wrong, which the server answers
        with 400."""
        try:
            if int(environ.get("CONTENT_LENGTH") or 0) > self.guard.limits.message_bytes:
                raise ContentTooLongError
            super().handle_post_request(environ)
        except EngineIOError:
            self.cut_off("refused post")
            raise
        except Exception:
            self._refuse("malformed post")

    def _websocket_handler(self, ws: Any) -> Any:
        self._ws = ws
        waiting = self.in_time(self.guard.limits.change_seconds) if self.connected else None
        if self.guard.direct and SocketWriter.fits(ws):
            self._outlet = SocketWriter(ws, self.hang_up)
        inlet = tame(ws, self)
        hear = ws.wait
        ws.wait = lambda: self._checked(hear())
        try:
            return super()._websocket_handler(ws)
        except Exception:
            self.cut_off("malformed upgrade")
            return []
        finally:
            if inlet is not None:
                inlet.rest()
            if waiting is not None:
                waiting.cancel()
            self._ws = self._outlet = self.way = None
            if self._lingering is not None:
                self._lingering.cancel()
            if not self.upgraded:
                self.change_failed(ws)

    def _checked(self, data: Any) -> Any:
        """What came by websocket, or None, which ends the connection, when it is no packet at all."""
        if data is None or (isinstance(data, str) and data.startswith("4")):  # a message is a packet, whatever is in it
            return data
        try:
            EnginePacket(encoded_packet=data)
        except Exception:
            self.cut_off("malformed packet")
            return None
        return data

    def _read(self, data: Any) -> Any:
        try:
            return self.guard.read(data)
        except Exception:
            self._refuse("malformed message")

    def _refuse(self, why: str) -> NoReturn:
        self.cut_off(why)
        raise SocketIsClosedError

    def gone(self) -> None:
        """It no longer answers pings. The disconnect handlers run here."""
        with suppress(SocketIsClosedError):
            self.check_ping_timeout()


def _socket_for(server: Any, sid: str) -> Any:
    return LimitedSocket(server, sid) if hasattr(server, "guard") else _STOCK(server, sid)


def _without_surprises(guard: ConnectionGuard, handle: Callable[..., Body]) -> Callable[..., Body]:
    """Around engine.io's request handler: no compression (dear in time and memory), nobody in another's name, no
    traceback."""

    def handle_request(environ: dict[str, Any], start_response: Callable[..., Any]) -> Body:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        try:
            if guard.is_anothers(environ):
                raise PermissionError
            return handle(environ, start_response)
        except (ConnectionError, StopIteration):
            raise  # how a websocket ends under Werkzeug and others
        except Exception as error:
            log.info("request refused: %s", type(error).__name__)
            start_response("400 BAD REQUEST", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return []

    return handle_request


def _size(data: Any) -> int:
    return len(data) if isinstance(data, str | bytes) else 0
