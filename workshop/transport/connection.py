"""Rate, size and time limits for each Socket.IO connection, and the broadcast to many connections. Knows packets, not
forums.

Event handlers would be too late for these limits: a flood never lets them run, and a malformed packet never reaches
them. `install` replaces the socket class below a Flask-SocketIO server; a connection that exceeds a limit is closed
immediately, without a closing handshake.

Depends on private parts of python-engineio, python-socketio, eventlet's and simple-websocket's sockets;
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
from wsgiref.types import StartResponse, WSGIEnvironment

import engineio.socket
from engineio import Server as EngineServer
from engineio.exceptions import ContentTooLongError, EngineIOError, SocketIsClosedError
from engineio.packet import MESSAGE, PING
from engineio.packet import Packet as EnginePacket
from engineio.payload import Payload
from flask_socketio import SocketIO
from socketio import Server
from socketio.packet import ACK, CONNECT, DISCONNECT, EVENT, Packet

from workshop.contract.base import MESSAGE_BYTES
from workshop.runtime import loop, strict_json
from workshop.runtime.jobs import Job
from workshop.runtime.metrics import seen
from workshop.transport.http_limits import arrived
from workshop.transport.limits import Bucket, limit_websocket
from workshop.transport.upgrades import Upgrade, shut
from workshop.transport.writer import SocketWriter

log = logging.getLogger(__name__)

RESERVED = frozenset({"connect", "disconnect", "connect_error", "*"})
"""Names of Socket.IO's own handlers. A client that sent one as an event would trigger our handler without a cause."""
FRAME, SNAPSHOT = '2["frame"', '2["snapshot"'
"""How encoded Socket.IO packets of these events begin."""
SLICE = 200
"""Connections written to before other green threads run: about two milliseconds."""
LINGER = 3.0
"""Seconds a closing connection may take to read its last packets."""

Body = Iterable[bytes]
Bearer = Callable[[WSGIEnvironment], object]
_STOCK = engineio.socket.Socket


@dataclass(frozen=True, kw_only=True)
class ConnectionLimits:
    """Limits of one connection. A packet costs one token of its token bucket, and one more per full 1,000 bytes."""

    message_bytes: int = MESSAGE_BYTES
    packets_per_post: int = 64
    burst: int = 80
    """Enough for a full POST of a page that was silent for long, and what it sent before."""
    per_second: float = 10
    join_seconds: float = 15
    change_seconds: float = 10
    """Timeout of an upgrade from polling to a websocket."""
    queue: int = 200
    frames_behind: int = 10
    """Frames that may be queued for one phone (backpressure). With more it is stale: it gets no frames until it has
    read those, and then one snapshot."""
    stale_seconds: float = 20


def install(
    socketio: SocketIO,
    limits: ConnectionLimits | None = None,
    direct: bool = True,
    bearer: Bearer = lambda environ: None,
) -> "ConnectionGuard":
    """Install the limits under a flask_socketio.SocketIO whose server exists. Once per process and server.

    `bearer` returns the credentials of a request, given its environ: polling requests of one connection must carry the
    same ones, because the connection id in the address is no secret. `direct`: whether encoded bytes may bypass
    engine.io's queue (transport/writer.py); native threads never do.
    """
    guard = ConnectionGuard(socketio.server, limits or ConnectionLimits(), direct, bearer)
    engine = socketio.server.eio
    engine.guard = guard
    engine.max_http_buffer_size = guard.limits.message_bytes
    engine.handle_request = _guarded(guard, engine.handle_request)
    Payload.max_decode_packets = guard.limits.packets_per_post
    socketio.server.packet_class.json = EnginePacket.json = strict_json
    engineio.socket.Socket = _socket_for
    return guard


class ConnectionGuard:
    """The limits of one server: reads packets, broadcasts, pings, and cuts connections that never join or do not
    read."""

    def __init__(
        self, server: Server, limits: ConnectionLimits, direct: bool, bearer: Bearer = lambda environ: None
    ) -> None:
        self.limits, self.direct, self._bearer = limits, direct, bearer
        self.behind: set[LimitedSocket] = set()
        """stale phones"""
        self.caught_up: Callable[[str], None] = lambda sid: None
        """Called with a connection's id when a stale phone has read its queue: it needs a snapshot."""
        self._server = server
        self._newcomers: deque[tuple[float, str]] = deque()
        """deadline for joining, and connection id (not the socket, so that closed connections are not kept in memory)
        """
        self.job = Job(name="connections", run=self._look, every=1)

    def arrived(self, socket: "LimitedSocket") -> None:
        """A connection has opened: it must join within `join_seconds`."""
        self._newcomers.append((time.monotonic() + self.limits.join_seconds, socket.sid))

    def is_anothers(self, environ: WSGIEnvironment) -> bool:
        """Whether a request names a connection that was opened with other credentials."""
        sid = parse_qs(environ.get("QUERY_STRING", "")).get("sid", [""])[0]
        opened = self._server.environ.get(sid)
        return opened is not None and self._bearer(opened) != self._bearer(environ)

    def read(self, data: object) -> Packet | None:
        """Decode a message into a Socket.IO packet; None for a packet to ignore. Raises ValueError and others for a
        malformed one: the caller cuts the connection."""
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
            return None  # we request no acknowledgements from clients
        raise ValueError("not for a client to send")

    def dispatch(self, engine_sid: str, event: Packet) -> None:
        """Pass a decoded event to its handler, without the library decoding the same text again."""
        self._server._handle_event(engine_sid, event.namespace, event.id, event.data)

    def emit(self, event: str, data: object, room: str) -> None:
        """Send an event to all connections in a room, or to one connection by its id: encoded once, then written or
        queued for each.

        Does what python-socketio's manager does, without its three calls per connection, and in slices, so that another
        sender need not wait for all.
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
            direct_writer = socket.direct_writer
            if direct_writer is not None and direct_writer.write(packet):
                packets += 1
            else:
                socket.send(packet)
        seen.direct(text, packets)

    def reads_again(self, socket: "LimitedSocket") -> None:
        """A stale phone has read its queue: request a snapshot for it."""
        sid = self._server.manager.sid_from_eio_sid(socket.sid, "/")
        if sid is not None:
            self.caught_up(sid)

    def _look(self) -> None:
        """Cut connections that never joined or do not read, and send the pings that are due."""
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
        """Send the pings that are due and close connections whose answer is overdue. The library would keep one
        sleeping thread per connection."""
        now, latest = time.monotonic(), time.time() - self._server.eio.ping_timeout
        for socket in tuple(self._server.eio.sockets.values()):
            if socket.ping_at and socket.ping_at <= now:
                socket.ping()
            elif (
                socket.last_ping
                and socket.last_ping < latest
                and not (socket.handling or socket.closed or socket.closing)
            ):
                loop.spawn(socket.gone)

    def _joined(self, socket: "LimitedSocket") -> bool:
        sid = self._server.manager.sid_from_eio_sid(socket.sid, "/")
        return sid is not None and bool(self._server.manager.is_connected(sid, "/"))


class LimitedSocket(Upgrade):
    """One connection by websocket or polling, within its limits."""

    def __init__(self, server: EngineServer, sid: str) -> None:
        super().__init__(server, sid)
        self.last_ping: float | None = None
        self.ping_at = 0.0
        """when the next ping is due, by time.monotonic(); 0 while an answer is awaited"""
        self.guard: ConnectionGuard = server.guard
        limits = self.guard.limits
        self.packets = Bucket(limits.burst, limits.per_second)
        self.frames = Bucket(limits.burst * 2, limits.per_second * 2)
        self._leaving = self.handling = False
        """handling: one of its commands is being executed, so nothing else of it is read"""
        self._behind_since = 0.0
        self._misses_frames = self._snapshot_queued = self._snapshot_requested = False
        self._socket_writer: SocketWriter | None = None
        self.direct_writer: SocketWriter | None = None
        """the socket writer, while packets may bypass the queue: the websocket is open, the queue is empty, the
        connection is not closing"""
        self._lingering: loop.Cancellable | None = None
        self._environ: WSGIEnvironment = {}
        """the environ of its websocket, or of its last poll"""
        self._has_joined = False
        self.guard.arrived(self)

    def settle(self) -> None:
        """The connection has joined: its TCP connection is no longer closed to make room for new ones."""
        self._has_joined = True
        arrived(self._environ)

    def cut_off(self, why: str) -> None:
        """Close the connection now, without a closing handshake. Runs the disconnect handlers in this thread."""
        if self._leaving:
            return
        self._leaving, self.direct_writer = True, None
        seen.cuts[why] += 1
        log.info("connection cut: %s", why)
        self.hang_up()
        self.close(wait=False, abort=True, reason=self.server.reason.SERVER_DISCONNECT)

    def receive(self, pkt: EnginePacket) -> None:
        """Handle one packet from the client, from either transport. Raises SocketIsClosedError when the connection has
        ended."""
        if self._ws is None:
            loop.sleep(0)  # one request may hold many; a websocket's reader yields before each read
        if self.closed or self._leaving:
            raise SocketIsClosedError
        if not self.packets.take(1 + _size(pkt.data) // 1000):
            self._refuse("too many packets")
        message = self._read(pkt.data) if pkt.packet_type == MESSAGE else None
        if pkt.packet_type == MESSAGE and message is None:
            return
        began, self.handling = time.time(), True
        try:
            if message is not None and message.packet_type == EVENT:
                self.guard.dispatch(self.sid, message)
            else:
                super().receive(pkt)
        finally:
            self.handling = False
            if self.last_ping:
                self.last_ping += time.time() - began  # its pong could not be read meanwhile

    def send(self, pkt: EnginePacket) -> None:
        """Send a packet or queue it. Never blocks, never runs handlers in the sender's thread, never raises for a
        closed connection."""
        if self.closed or self._leaving:
            return
        if self.direct_writer is not None and self.direct_writer.write(pkt):
            seen.direct(pkt.data, 1)
        elif not self._is_dropped(pkt):
            self._queue_up(pkt)

    def schedule_ping(self) -> None:
        """A pong came, or the connection has just opened: the next ping is due after the interval. `ConnectionGuard`
        sends it."""
        self.last_ping, self.ping_at = None, time.monotonic() + self.server.ping_interval

    def ping(self) -> None:
        """Send a ping."""
        self.ping_at = 0.0
        if not (self.closing or self.closed):
            self.last_ping = time.time()
            self.send(EnginePacket(PING))

    def poll(self) -> list[EnginePacket]:
        """The packets to write next (overrides the library). Its caller has written all packets before them."""
        if self.queue.empty():
            self._all_read()
        if self._socket_writer is None or not self.upgraded:
            return super().poll()  # type: ignore[no-any-return]
        # The library takes a queue that stays empty for a dead connection, but packets written directly, pings
        # included, bypass it.
        waiting: list[EnginePacket] = []
        while not (waiting and self.queue.empty()):
            packet = self.queue.get()
            if packet is None:  # the end; the packets before it are written first
                if waiting:
                    self.queue.put(None)
                break
            waiting.append(packet)
        return waiting

    def behind_for(self) -> float:
        """Seconds since the phone became stale; 0 while it is not."""
        return time.monotonic() - self._behind_since if self._behind_since else 0.0

    def _is_dropped(self, pkt: EnginePacket) -> bool:
        """Whether to drop the packet: a frame for a stale phone, or a second snapshot while one is queued."""
        data = pkt.data if isinstance(pkt.data, str) else ""
        if data.startswith(SNAPSHOT):
            return self._has_snapshot()
        if not data.startswith(FRAME):
            return False
        if not self._misses_frames and self.queue.qsize() < self.guard.limits.frames_behind:
            return False
        self._fall_behind()
        return True

    def _has_snapshot(self) -> bool:
        """Whether a snapshot is queued already; if not, this one will be, and makes up for the frames dropped before
        it."""
        if self._snapshot_queued:
            return True
        self._snapshot_queued, self._misses_frames, self._snapshot_requested = True, False, False
        return False

    def _fall_behind(self) -> None:
        self._misses_frames = True
        if not self._behind_since:
            self._behind_since = time.monotonic()
            seen.counts["stale"] += 1
            self.guard.behind.add(self)

    def _all_read(self) -> None:
        """The queue is empty: a phone that missed frames gets a snapshot, any other has caught up."""
        self._snapshot_queued = False
        if not self._misses_frames:
            self._behind_since = 0.0
            self.guard.behind.discard(self)
            self.direct_writer = self._socket_writer if self.upgraded and not (self._leaving or self.closed) else None
        elif not self._snapshot_requested:
            self._snapshot_requested = True
            loop.spawn(self.guard.reads_again, self)

    def _queue_up(self, pkt: EnginePacket) -> None:
        if self.queue.qsize() >= self.guard.limits.queue:
            loop.spawn(self.cut_off, "does not read")
        else:
            seen.packets(pkt.data, 1)
            self.direct_writer = None
            self.queue.put(pkt)

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """Close as the library does, but without waiting for a queue that may never be read."""
        super().close(wait=False, abort=abort, reason=reason)
        self.direct_writer = None
        self.server.sockets.pop(self.sid, None)  # the library removes it late in some of its code paths
        if self._ws is not None and self._lingering is None:
            self._lingering = loop.spawn_after(LINGER, self.hang_up)

    def hang_up(self) -> None:
        """Shut the TCP connection, which wakes the threads that read or write it."""
        if self._ws is not None:
            shut(self._ws)

    def handle_get_request(self, environ: WSGIEnvironment, start_response: StartResponse) -> Body:
        """Answer a poll, or serve a websocket."""
        self._environ = environ
        if self._has_joined:
            arrived(environ)
        if self.upgrading and not environ.get("HTTP_UPGRADE"):
            return self.polled_meanwhile()
        answer: Body = super().handle_get_request(environ, start_response)
        return answer

    def handle_post_request(self, environ: WSGIEnvironment) -> None:
        """Handle all packets of one polling request. Raises EngineIOError for invalid ones, which the server answers
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

    def _websocket_handler(self, ws: Any) -> Body:
        self._ws = ws
        timeout = self.in_time(self.guard.limits.change_seconds) if self.connected else None
        if self.guard.direct and SocketWriter.fits(ws):
            self._socket_writer = SocketWriter(ws, self.hang_up)
        reader = limit_websocket(ws, self)
        receive = ws.wait
        ws.wait = lambda: self._checked(receive())
        try:
            answer: Body = super()._websocket_handler(ws)
            return answer
        except Exception:
            self.cut_off("malformed upgrade")
            return []
        finally:
            if reader is not None:
                reader.stop()
            if timeout is not None:
                timeout.cancel()
            self._ws = self._socket_writer = self.direct_writer = None
            if self._lingering is not None:
                self._lingering.cancel()
            if not self.upgraded:
                self.change_failed(ws)

    def _checked(self, data: str | bytes | None) -> str | bytes | None:
        """The data as it came by websocket; None, which ends the connection, when it is not a packet."""
        # A message is always a packet; its content is checked later.
        if data is None or (isinstance(data, str) and data.startswith("4")):
            return data
        try:
            EnginePacket(encoded_packet=data)
        except Exception:
            self.cut_off("malformed packet")
            return None
        return data

    def _read(self, data: object) -> Packet | None:
        try:
            return self.guard.read(data)
        except Exception:
            self._refuse("malformed message")

    def _refuse(self, why: str) -> NoReturn:
        self.cut_off(why)
        raise SocketIsClosedError

    def gone(self) -> None:
        """The connection no longer answers pings: close it. Runs the disconnect handlers in this thread."""
        with suppress(SocketIsClosedError):
            self.check_ping_timeout()


def _socket_for(server: EngineServer, sid: str) -> engineio.socket.Socket:
    return LimitedSocket(server, sid) if hasattr(server, "guard") else _STOCK(server, sid)


def _guarded(guard: ConnectionGuard, handle: Callable[..., Body]) -> Callable[..., Body]:
    """Wrap engine.io's request handler: without compression (costly in time and memory), without requests for another
    client's connection, without tracebacks in responses."""

    def handle_request(environ: WSGIEnvironment, start_response: StartResponse) -> Body:
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


def _size(data: object) -> int:
    return len(data) if isinstance(data, str | bytes) else 0
