"""The socket gateway: admits connections, decodes their events, passes commands to the writer and answers. Contains no
rules.

Handlers are python-socketio's own (without a Flask context for each message). Each one answers: an unhandled exception
would leave the phone waiting for ever, and one in `connect` would admit a stranger.
"""

import logging
import time
from wsgiref.types import WSGIEnvironment

from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError as Out
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access import authentication, random_codes_and_keys
from workshop.access.authentication import SERVER_ITSELF, Credentials
from workshop.access.base_url_and_allowed_hosts import Hosts
from workshop.access.cookie_names_and_parser import Names
from workshop.access.cookie_names_and_parser import value as cookie_value
from workshop.access.rate_limits_by_participant import Rates
from workshop.actions.answers_to_retries import refused
from workshop.actions.parse import as_json, sent_by
from workshop.actions.rate_limit import ParticipantRateLimiter
from workshop.actions.writer import Writer
from workshop.contract import commands
from workshop.contract.answer import Answer
from workshop.contract.base import PROTOCOL
from workshop.domain.errors import Refusal
from workshop.live.broadcaster import PRESENCE, Broadcaster
from workshop.live.disk_health import DiskHealth
from workshop.live.presence import PAGES, Connection, PresenceTracker
from workshop.runtime import loop
from workshop.runtime.epoch_ms import clock
from workshop.runtime.metrics import metrics
from workshop.storage.database import reading
from workshop.storage.tables import Forum
from workshop.transport.limited_socket import LimitedSocket

ANSWERED_WITHIN = 2.0
"""Seconds that a connection to be ended is given to send the answer of its last command."""

log = logging.getLogger(__name__)


class Gateway:
    """The event handlers of one server."""

    def __init__(
        self,
        socketio: SocketIO,
        writer: Writer,
        presence: PresenceTracker,
        broadcaster: Broadcaster,
        disk_health: DiskHealth,
        hosts: Hosts,
        cookies: Names,
        rates: Rates,
    ) -> None:
        self._server = socketio.server
        self._writer = writer
        self._presence = presence
        self._broadcaster = broadcaster
        self._disk_health = disk_health
        self._hosts, self._cookies = hosts, cookies
        self._pace = ParticipantRateLimiter(writer, rates)
        for event, handler in (
            ("connect", self.connect),
            ("disconnect", self.disconnect),
            ("do", self.do),
            ("sync", self.sync),
            ("signal", self.signal),
        ):
            self._server.on(event, handler)
        self._server.on("*", self.unknown)

    def connect(self, sid: str, environ: WSGIEnvironment, auth: object) -> None:
        """Admit a connection or refuse it; never fail in another way."""
        try:
            connection = self._admit(sid, environ, auth)
        except Out:
            raise
        except Exception:
            log.exception("connect failed")
            raise Out("server") from None
        socket = self._socket_of(sid)
        if socket is None or socket.closed:  # closed during the lookup: no disconnect event would follow
            raise Out("out")
        self._presence.add(connection, self._hosts.reached(environ.get("HTTP_HOST", "")))
        if not self._presence.has_many_connections(connection):
            socket.settle()
        self._broadcaster.note(connection.forum, {PRESENCE})

    def disconnect(self, sid: str, reason: str = "") -> None:
        """A connection has closed."""
        connection = self._presence.leave(sid)
        if connection is not None:
            self._broadcaster.note(connection.forum, {PRESENCE})

    def do(self, sid: str, *given: object) -> dict[str, object]:
        """Execute one command, `[verb, body]`. Answers after its commit is on disk."""
        try:
            connection = self._presence.get(sid)
            if connection is None:
                raise Refusal("signed_out")
            answer = self.execute(connection, *given) if len(given) == 2 else refused(Refusal("malformed"))
        except Refusal as refusal:
            answer = refused(refusal)
        except Exception:
            log.exception("do failed")
            answer = refused(Refusal("server"))
        return as_json(answer)

    def execute(self, connection: Connection, verb: object, body: object) -> Answer:
        """Find the command's struct, decode strictly, pass it to the writer. Raises Refusal for a command that this
        page may not send."""
        command = sent_by(connection.page, verb, body)
        self._presence.mark_active(connection)
        if connection.participant is not None:
            return self._pace.execute(connection.participant, command, connection.carried, connection.forum)
        return self._writer.execute(command, connection.carried, connection.forum)

    def sync(self, sid: str, *_: object) -> None:
        """Send a snapshot, and frames from now on."""
        connection = self._presence.get(sid)
        if connection is None:
            return
        self._presence.subscribe(connection)
        self._server.enter_room(sid, f"{connection.page}-{connection.forum}")
        self._disk_health.tell(connection)
        metrics.snapshots_sent[connection.page] += 1
        snapshot = self._broadcaster.snapshot(connection.forum, connection.stream, connection.participant)
        if snapshot is None:
            self._send_out(sid)
        else:
            self._server.emit("snapshot", snapshot, to=sid)

    def signal(self, sid: str, *given: object) -> None:
        """A participant is writing, or stopped. Events of this kind may be lost."""
        connection = self._presence.get(sid)
        facts = given[0] if given else None
        if connection is None or not isinstance(facts, dict) or not isinstance(facts.get("writing"), bool):
            return
        self._presence.mark_active(connection)
        if connection.writing != facts["writing"]:
            connection.writing = facts["writing"]
            self._broadcaster.note(connection.forum, {PRESENCE})

    def unknown(self, event: str, sid: str, *_: object) -> dict[str, object]:
        """Answer an event that is unknown, or whose content is not to be read (`socketio_connections.UNREADABLE`)."""
        return as_json(refused(Refusal("malformed")))

    def _admit(self, sid: str, environ: WSGIEnvironment, auth: object) -> Connection:
        if not self._hosts.allowed_host(environ.get("HTTP_HOST", "")):
            raise Out("host")
        if not isinstance(auth, dict) or auth.get("page") not in PAGES:
            raise Out("out")
        if auth.get("v") != PROTOCOL:
            raise Out("reload")
        carried = carried_by(environ, self._cookies)
        token = auth.get("token", "")
        if not isinstance(token, str) or not token.isascii():  # a lone surrogate cannot even be looked up
            raise Out("out")
        forum = auth.get("forum")
        number = forum if isinstance(forum, int) and not isinstance(forum, bool) and 0 < forum < 2**53 else 0
        connection = loop.in_thread(self._connection_of, sid, auth["page"], number, token, carried)
        if connection is None:
            raise Out("out")
        return connection

    def _connection_of(self, sid: str, page: str, number: int, token: str, carried: Credentials) -> Connection | None:
        with reading(self._writer.engine) as db:
            if page == "screen":
                forum = db.scalar(select(Forum).where(Forum.screen_token == token)) if token else None
                return None if forum is None else Connection(sid, page, forum.id, Credentials(), link=token)
            if page == "console":
                forum = db.get(Forum, number)
                return (
                    Connection(sid, page, number, carried)
                    if forum and authentication.desk_actor(db, carried.desk, forum, clock())
                    else None
                )
            ref = db.scalar(select(Forum.ref).where(Forum.id == number))
            person = None if ref is None else authentication.participant_number(db, carried.device, number, ref)
            return None if person is None else Connection(sid, page, number, Credentials(device=carried.device), person)

    def look_again(self) -> None:
        """An account signed out or changed its password: send `out` to consoles that are no longer admitted, and
        disconnect them."""
        for forum in self._presence.forums():
            self._disconnect_unadmitted(forum, asked=True)

    def after(self, forum: int, touched: set[tuple[str, int]]) -> None:
        """After a beat: when a link was revoked or renewed, or the forum deleted, send `out` to connections that are no
        longer admitted."""
        revoked = any(kind == "link" for kind, _ in touched)
        if revoked or ("forum", forum) in touched:
            self._disconnect_unadmitted(forum, asked=revoked)

    def close_overdue(self, forum: int, activity: int) -> None:
        """Close an activity whose time to finish is over by the monotonic clock; the wall clock may have been set
        back."""
        self._writer.execute(
            commands.ActivityClose(key=random_codes_and_keys.key(), activity=activity, grace=0), SERVER_ITSELF, forum
        )

    def _disconnect_unadmitted(self, forum: int, asked: bool) -> None:
        """Disconnect all connections if the forum is gone; else screens with an old link and, when `asked`, consoles
        that may no longer lead."""
        all_here = self._presence.of(forum)
        doubtful = [one for one in all_here if one.page == "screen" or (asked and one.page == "console")]
        for connection in loop.in_thread(self._unadmitted, forum, doubtful, all_here):
            socket = self._socket_of(connection.sid)
            if socket is not None and socket.handling:
                loop.spawn(self._send_out_when_answered, connection.sid, socket)
            else:
                self._send_out(connection.sid)

    def _send_out_when_answered(self, sid: str, socket: LimitedSocket) -> None:
        """Who revoked the own link, or deleted the forum, hears first that this was done."""
        end = time.monotonic() + ANSWERED_WITHIN
        while socket.handling and time.monotonic() < end:
            loop.sleep(0.01)
        self._send_out(sid)

    def _send_out(self, sid: str) -> None:
        """Tell a page that it is not admitted any more, and close its connection."""
        socket = self._socket_of(sid)
        self._server.emit("out", to=sid)
        self._server.disconnect(sid)
        if socket is not None:
            socket.close()

    def _socket_of(self, sid: str) -> LimitedSocket | None:
        socket: LimitedSocket | None = self._server.eio.sockets.get(self._server.manager.eio_sid_from_sid(sid, "/"))
        return socket

    def _unadmitted(self, forum: int, doubtful: list[Connection], all_here: list[Connection]) -> list[Connection]:
        with reading(self._writer.engine) as db:
            row = db.get(Forum, forum)
            return all_here if row is None else [one for one in doubtful if not _is_admitted(db, one, row)]


def _is_admitted(db: Session, connection: Connection, forum: Forum) -> bool:
    if connection.page == "screen":
        return connection.link == forum.screen_token
    return authentication.desk_actor(db, connection.carried.desk, forum, clock()) is not None


def carried_by(environ: WSGIEnvironment, names: Names) -> Credentials:
    """The credentials in a request's cookies."""
    header = environ.get("HTTP_COOKIE", "")
    return Credentials(cookie_value(header, names.device), cookie_value(header, names.desk))
