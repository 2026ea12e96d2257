"""The Socket.IO connections of a server: their limits (those of each are in `limited_socket.py`), and the broadcast to
many. Knows packets, not forums.

Event handlers would be too late for these limits: a flood never lets them run, and a malformed packet never reaches
them. `install` replaces the socket class below a Flask-SocketIO server; a connection that exceeds a limit is closed
immediately, without a closing handshake.

Depends on private parts of python-engineio, python-socketio, eventlet's and simple-websocket's sockets;
tests/live/test_socketio_connections.py names the versions this was written against.
"""

import logging
import re
import time
from collections import deque
from collections.abc import Callable, Iterable
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIEnvironment

import engineio.socket
from engineio import Server as EngineServer
from engineio.packet import MESSAGE
from engineio.packet import Packet as EnginePacket
from engineio.payload import Payload
from flask_socketio import SocketIO
from socketio import Server
from socketio.packet import ACK, CONNECT, DISCONNECT, EVENT, Packet

from workshop.runtime import loop, strict_json
from workshop.runtime.jobs import Job
from workshop.runtime.metrics import metrics
from workshop.transport.limited_socket import Body, ConnectionLimits, LimitedSocket

log = logging.getLogger(__name__)

RESERVED = frozenset({"connect", "disconnect", "connect_error", "*"})
"""Names of Socket.IO's own handlers. A client that sent one as an event would trigger our handler without a cause."""
UNREADABLE = "unreadable"
"""The name under which an event reaches its handler, without arguments, when its content is not to be read (no JSON, a
number beyond JSON such as Infinity, a reserved name) and its sender waits for an answer."""
_AWAITED = re.compile(r"2([0-9]{1,15})(?![0-9,/-])")
"""How an event begins whose sender waits for an answer: its number."""
SLICE = 200
"""Connections written to before other green threads run: about two milliseconds."""

KEPT = ("HTTP_HOST", "HTTP_COOKIE")
"""What is kept of the request that opened a connection, as long as the connection lasts: who sent it, and to where."""

Bearer = Callable[[WSGIEnvironment], object]
_STOCK = engineio.socket.Socket


def install(
    socketio: SocketIO,
    limits: ConnectionLimits | None = None,
    direct: bool = True,
    bearer: Bearer = lambda environ: None,
) -> "ConnectionGuard":
    """Install the limits under a flask_socketio.SocketIO whose server exists. Once per process and server.

    `bearer` returns the credentials of a request, given its environ: polling requests of one connection must carry the
    same ones, because the connection id in the address is no secret. `direct`: whether encoded bytes may bypass
    engine.io's queue (transport/socket_writer.py); native threads never do.
    """
    guard = ConnectionGuard(socketio.server, limits or ConnectionLimits(), direct, bearer)
    engine = socketio.server.eio
    engine.guard = guard
    engine.max_http_buffer_size = guard.limits.message_bytes
    engine.handle_request = _guarded(guard, engine.handle_request)
    engine.on("connect", guard.opened)
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

    def arrived(self, socket: LimitedSocket) -> None:
        """A connection has opened: it must join within `join_seconds`."""
        self._newcomers.append((time.monotonic() + self.limits.join_seconds, socket.sid))

    def opened(self, engine_sid: str, environ: WSGIEnvironment) -> object:
        """engine.io has a new connection: pass it to Socket.IO, which keeps the environ that it is given."""
        kept = {name: environ[name] for name in KEPT if name in environ}
        return self._server._handle_eio_connect(engine_sid, kept)

    def is_anothers(self, environ: WSGIEnvironment) -> bool:
        """Whether a request names a connection that was opened with other credentials."""
        sid = parse_qs(environ.get("QUERY_STRING", "")).get("sid", [""])[0]
        opened = self._server.environ.get(sid)
        return opened is not None and self._bearer(opened) != self._bearer(environ)

    def read(self, data: object) -> Packet | None:
        """Decode a message into a Socket.IO packet; None for a packet to ignore. Raises ValueError and others for a
        malformed one: the caller cuts the connection. One whose sender waits for an answer comes back as the event
        UNREADABLE: a page whose connection were cut would send it again for ever."""
        if not isinstance(data, str):
            raise ValueError("binary")
        awaited = _AWAITED.match(data)
        try:
            packet = self._decoded(data)
        except Exception:
            if awaited is None:
                raise
            packet = None
        if packet is None and awaited is not None:
            return self._server.packet_class(EVENT, namespace="/", id=int(awaited[1]), data=[UNREADABLE])
        return packet

    def _decoded(self, data: str) -> Packet | None:
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
        connections = [engine_sid for _sid, engine_sid in server.manager.get_participants("/", room)]
        for begin in range(0, len(connections), SLICE):
            if begin:
                loop.sleep(0)
            packets += _write_to(map(sockets.get, connections[begin : begin + SLICE]), packet)
        metrics.count_direct_packets(text, packets)

    def reads_again(self, socket: LimitedSocket) -> None:
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

    def _joined(self, socket: LimitedSocket) -> bool:
        sid = self._server.manager.sid_from_eio_sid(socket.sid, "/")
        return sid is not None and bool(self._server.manager.is_connected(sid, "/"))


def _write_to(sockets: Iterable[LimitedSocket | None], packet: EnginePacket) -> int:
    """Send to those that are still connected; how many were written to directly."""
    packets = 0
    for socket in sockets:
        if socket is None:
            continue
        direct_writer = socket.direct_writer
        if direct_writer is not None and direct_writer.write(packet):
            packets += 1
        else:
            socket.send(packet)
    return packets


def _socket_for(server: EngineServer, sid: str) -> engineio.socket.Socket:
    return LimitedSocket(server, sid) if hasattr(server, "guard") else _STOCK(server, sid)


def _is_draft(environ: WSGIEnvironment) -> bool:
    """Whether a websocket is asked for as in a draft of the standard, without a version. Eventlet would agree, and read
    its messages past all limits; a packet framed for it would end the connections of all others."""
    return environ.get("HTTP_UPGRADE", "").lower() == "websocket" and "HTTP_SEC_WEBSOCKET_VERSION" not in environ


def _guarded(guard: ConnectionGuard, handle: Callable[..., Body]) -> Callable[..., Body]:
    """Wrap engine.io's request handler: without compression (costly in time and memory), without requests for another
    client's connection or for a websocket of a draft, without tracebacks in responses."""

    def handle_request(environ: WSGIEnvironment, start_response: StartResponse) -> Body:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        try:
            if guard.is_anothers(environ) or _is_draft(environ):
                raise PermissionError
            return handle(environ, start_response)
        except (ConnectionError, StopIteration):
            raise  # how a websocket ends under Werkzeug and others
        except Exception as error:
            log.info("request refused: %s", type(error).__name__)
            start_response("400 BAD REQUEST", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return []

    return handle_request
