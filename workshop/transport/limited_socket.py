"""One Socket.IO connection within its limits of rate, size and time: counts its packets, drops frames for a phone that
falls behind, and closes without waiting. `socketio_connections.py` installs it and knows all connections.

Depends on private parts of python-engineio and of both websocket libraries, as socketio_connections.py says.
"""

import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import NoReturn, Protocol
from wsgiref.types import StartResponse, WSGIEnvironment

from engineio import Server as EngineServer
from engineio.exceptions import ContentTooLongError, EngineIOError, SocketIsClosedError
from engineio.packet import CLOSE, MESSAGE, PING
from engineio.packet import Packet as EnginePacket
from socketio.packet import DISCONNECT, EVENT, Packet

from workshop.contract.base import MESSAGE_BYTES, PACKETS_AT_ONCE, PACKETS_PER_SECOND
from workshop.runtime import loop
from workshop.runtime.metrics import metrics
from workshop.runtime.token_bucket import Rate, TokenBucket
from workshop.transport.http_handler import CONNECTION, upgraded
from workshop.transport.socket_writer import SocketWriter
from workshop.transport.websocket_limits import limit_websocket
from workshop.transport.websocket_types import Message, Websocket
from workshop.transport.websocket_upgrades import Upgrade, shut

log = logging.getLogger(__name__)

FRAME, SNAPSHOT = '2["frame"', '2["snapshot"'
"""How encoded Socket.IO packets of these events begin."""
_PING = EnginePacket(PING)
"""The same for all connections, so it is framed once."""
LINGER = 3.0
"""Seconds a closing connection may take to read its last packets."""

Body = Iterable[bytes]


@dataclass(frozen=True, kw_only=True)
class ConnectionLimits:
    """Limits of one connection. A packet costs one token of its token bucket, and one more per full 1,000 bytes."""

    message_bytes: int = MESSAGE_BYTES
    packets_per_post: int = 64
    burst: int = PACKETS_AT_ONCE
    per_second: float = PACKETS_PER_SECOND
    join_seconds: float = 15
    change_seconds: float = 10
    """Timeout of an upgrade from polling to a websocket."""
    queue: int = 200
    frames_behind: int = 10
    """Frames that may be queued for one phone (backpressure). With more it is stale: it gets no frames until it has
    read those, and then one snapshot."""
    stale_seconds: float = 20

    @cached_property
    def packet_rate(self) -> Rate:
        """The rate of packets, one object for all connections."""
        return Rate(self.burst, 1 / self.per_second)

    @cached_property
    def frame_rate(self) -> Rate:
        """The rate of websocket frames, of which a packet may need two."""
        return Rate(self.burst * 2, 1 / (self.per_second * 2))


class Guard(Protocol):
    """What a connection needs of the guard of its server (`socketio_connections.ConnectionGuard`)."""

    limits: ConnectionLimits
    direct: bool
    behind: "set[LimitedSocket]"

    def arrived(self, socket: "LimitedSocket") -> None:
        """A connection has opened."""

    def read(self, data: object) -> Packet | None:
        """Decode a message; None for a packet to ignore. Raises for a malformed one."""

    def dispatch(self, engine_sid: str, event: Packet) -> None:
        """Pass a decoded event to its handler."""

    def reads_again(self, socket: "LimitedSocket") -> None:
        """A stale phone has read its queue."""


class TcpConnection(Protocol):
    """What a connection tells the TCP connection below it (`http_handler`)."""

    def has_joined(self) -> None:
        """Its sender has joined: it is no longer closed to make room for new ones."""

    def has_left(self) -> None:
        """Its sender has left: it may be closed to make room."""


class LimitedSocket(Upgrade):
    """One connection by websocket or polling, within its limits."""

    def __init__(self, server: EngineServer, sid: str) -> None:
        super().__init__(server, sid)
        self.last_ping: float | None = None
        self.ping_at = 0.0
        """when the next ping is due, by time.monotonic(); 0 while an answer is awaited"""
        self.guard: Guard = server.guard
        limits = self.guard.limits
        self.packets = TokenBucket(limits.packet_rate, time.monotonic)
        self.frames = TokenBucket(limits.frame_rate, time.monotonic)
        self._leaving = self.handling = False
        """handling: one of its commands is being executed, so nothing else of it is read"""
        self._behind_since = 0.0
        self._misses_frames = self._snapshot_queued = self._snapshot_requested = False
        self._socket_writer: SocketWriter | None = None
        self.direct_writer: SocketWriter | None = None
        """the socket writer, while packets may bypass the queue: the websocket is open, the queue is empty, the
        connection is not closing"""
        self._lingering: loop.Cancellable | None = None
        self._tcp: TcpConnection | None = None
        """below its websocket, or its last poll"""
        self._has_joined = False
        self.guard.arrived(self)

    def settle(self) -> None:
        """The connection has joined: its TCP connection is no longer closed to make room for new ones."""
        self._has_joined = True
        self._keep_open()

    def _keep_open(self) -> None:
        if self._tcp is not None and not self.closing:
            self._tcp.has_joined()

    def cut_off(self, why: str) -> None:
        """Close the connection now, without a closing handshake. Runs the disconnect handlers in this thread."""
        if self._leaving:
            return
        self._leaving, self.direct_writer = True, None
        metrics.cut_connections[why] += 1
        log.info("connection cut: %s", why)
        self.hang_up()
        self.close(wait=False, abort=True, reason=self.server.reason.SERVER_DISCONNECT)

    def receive(self, pkt: EnginePacket) -> None:
        """Handle one packet from the client, from either transport. Raises SocketIsClosedError when the connection has
        ended."""
        if self._ws is None:
            loop.sleep(0)  # one request may hold many; a websocket's reader yields before each read
        if self.closed and pkt.packet_type == CLOSE and self._ws is None:
            return  # browsers send both goodbyes, Socket.IO's and engine.io's, in one request
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
            elif message is not None and message.packet_type == DISCONNECT:
                self.close(reason=self.server.reason.CLIENT_DISCONNECT)
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
            metrics.count_direct_packets(pkt.data, 1)
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
            self.send(_PING)

    def poll(self) -> list[EnginePacket]:
        """The packets to write next (overrides the library). Its caller has written all packets before them."""
        if self.queue.empty():
            self._all_read()
        if self._socket_writer is None or not self.upgraded:
            queued: list[EnginePacket] = super().poll()
            return queued
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
            metrics.counts["stale"] += 1
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
            metrics.count_packets(pkt.data, 1)
            self.direct_writer = None
            self.queue.put(pkt)

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """Close as the library does, but without waiting for a queue that may never be read. A websocket whose client
        stays on it has LINGER seconds, and its place is free immediately."""
        super().close(wait=False, abort=abort, reason=reason)
        self.direct_writer = None
        self.server.sockets.pop(self.sid, None)  # the library removes it late in some of its code paths
        if self._ws is not None and self._lingering is None:
            self._lingering = loop.spawn_after(LINGER, self.hang_up)
            if self._tcp is not None:  # a poll's may carry other requests meanwhile
                self._tcp.has_left()

    def hang_up(self) -> None:
        """Shut the TCP connection, which wakes the threads that read or write it."""
        if self._ws is not None:
            shut(self._ws)

    def handle_get_request(self, environ: WSGIEnvironment, start_response: StartResponse) -> Body:
        """Answer a poll, or serve a websocket."""
        self._tcp = environ.get(CONNECTION)
        if self._has_joined:
            self._keep_open()
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

    def _websocket_handler(self, ws: Websocket) -> Body:
        self._ws = ws
        upgraded(getattr(ws, "environ", {}))  # eventlet's; the other library has read what it needs of its own copy
        timeout = self.in_time(self.guard.limits.change_seconds) if self.connected else None
        if self.guard.direct and SocketWriter.fits(ws):
            self._socket_writer = SocketWriter(ws, self.hang_up)
        reader = limit_websocket(ws, self, self.guard.limits.message_bytes)
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

    def _checked(self, data: Message) -> Message:
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


def _size(data: object) -> int:
    return len(data) if isinstance(data, str | bytes) else 0
