"""The socket's door: who may connect, what they may ask. Parses, hands on, answers; holds no rules.

Handlers are python-socketio's own (no Flask context around each message). Every one ends in an answer: an exception in
a handler would leave the phone waiting for ever, and one in `connect` would let a stranger in.
"""

import logging
from typing import Any

from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError as Out
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access import actors, codes
from workshop.access.actors import Credentials
from workshop.access.address import Hosts
from workshop.access.cookies import Names
from workshop.access.cookies import value as cookie_value
from workshop.access.rates import Rates
from workshop.actions.batch import refused
from workshop.actions.pace import Pace
from workshop.actions.parse import as_json, decoded
from workshop.actions.writer import Writer, clock
from workshop.contract import commands
from workshop.contract.base import PARTICIPANT, PROTOCOL
from workshop.contract.shapes import Answer
from workshop.domain.errors import Refusal
from workshop.live.broadcaster import PRESENCE, Broadcaster
from workshop.live.disk_health import DiskHealth
from workshop.live.presence import PAGES, PresenceTracker, Seat
from workshop.runtime import loop
from workshop.runtime.metrics import seen
from workshop.storage.database import reading
from workshop.storage.tables import Forum

PROGRAM = Credentials(administrator=True, program=True)

log = logging.getLogger(__name__)


class Gateway:
    """The handlers of one server."""

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
        self._server, self._disk_health = socketio.server, disk_health
        self._writer, self._presence, self._broadcaster, self._hosts, self._cookies, self._pace = (
            writer,
            presence,
            broadcaster,
            hosts,
            cookies,
            Pace(writer, rates),
        )
        for event, handler in (
            ("connect", self.connect),
            ("disconnect", self.disconnect),
            ("do", self.do),
            ("sync", self.sync),
            ("signal", self.signal),
        ):
            self._server.on(event, handler)
        self._server.on("*", self.unknown)

    def connect(self, sid: str, environ: dict[str, Any], auth: Any) -> None:
        """Let in or refuse, always explicitly."""
        try:
            seat = self._admit(sid, environ, auth)
        except Out:
            raise
        except Exception:
            log.exception("connect failed")
            raise Out("server") from None
        socket = self._server.eio.sockets.get(self._server.manager.eio_sid_from_sid(sid, "/"))
        if socket is None or socket.closed:  # gone while it was looked up: nobody would ever tell us so
            raise Out("out")
        self._presence.sit(seat, self._hosts.reached(environ.get("HTTP_HOST", "")))
        if not self._presence.has_many_lines(seat):
            socket.settle()
        self._broadcaster.note(seat.forum, {PRESENCE})

    def disconnect(self, sid: str, reason: str = "") -> None:
        """Someone is gone."""
        seat = self._presence.leave(sid)
        if seat is not None:
            self._broadcaster.note(seat.forum, {PRESENCE})

    def do(self, sid: str, *given: Any) -> dict[str, Any]:
        """One command: `[verb, body]`. Answered once it is on disk."""
        try:
            seat = self._presence.get(sid)
            if seat is None:
                raise Refusal("signed_out")
            answer = self.hear(seat, *given) if len(given) == 2 else refused(Refusal("malformed"))
        except Refusal as refusal:
            answer = refused(refusal)
        except Exception:
            log.exception("do failed")
            answer = refused(Refusal("server"))
        return as_json(answer)

    def hear(self, seat: Seat, verb: Any, body: Any) -> Answer:
        """Find the struct, decode strictly, hand it to the write door. Raises Refusal for what is none of this page's
        business."""
        command = decoded(verb, body)
        self._presence.stir(seat)
        phone = PARTICIPANT in command.by
        if seat.page == "screen" or phone != (seat.page == "phone"):
            raise Refusal("rights")
        if phone:
            return self._pace.execute(f"{seat.forum}/{seat.participant}", command, seat.carried, seat.forum)
        return self._writer.execute(command, seat.carried, seat.forum)

    def sync(self, sid: str, *_: Any) -> None:
        """The whole picture, and frames from now on."""
        seat = self._presence.get(sid)
        if seat is None:
            return
        self._presence.listen(seat)
        self._server.enter_room(sid, f"{seat.page}-{seat.forum}")
        self._disk_health.tell(seat)
        seen.snapshots[seat.page] += 1
        picture = self._broadcaster.snapshot(seat.forum, seat.stream, seat.participant)
        if picture is None:
            self._server.emit("out", to=sid)
        else:
            self._server.emit("snapshot", picture, to=sid)

    def signal(self, sid: str, *given: Any) -> None:
        """Somebody writes, or stopped. May be lost."""
        seat = self._presence.get(sid)
        facts = given[0] if given else None
        if seat is None or not isinstance(facts, dict) or not isinstance(facts.get("writing"), bool):
            return
        self._presence.stir(seat)
        if seat.writing != facts["writing"]:
            seat.writing = facts["writing"]
            self._broadcaster.note(seat.forum, {PRESENCE})

    def unknown(self, event: str, sid: str, *_: Any) -> dict[str, Any]:
        """Anything else."""
        return as_json(refused(Refusal("malformed")))

    def _admit(self, sid: str, environ: dict[str, Any], auth: Any) -> Seat:
        if not self._hosts.allowed_host(environ.get("HTTP_HOST", "")):
            raise Out("host")
        if not isinstance(auth, dict) or auth.get("page") not in PAGES:
            raise Out("out")
        if auth.get("v") != PROTOCOL:
            raise Out("reload")
        carried = carried_by(environ, self._cookies)
        token = auth.get("token", "")
        if not isinstance(token, str) or not token.isascii():  # a lone surrogate could not even be looked for
            raise Out("out")
        forum = auth.get("forum")
        number = forum if isinstance(forum, int) and not isinstance(forum, bool) and 0 < forum < 2**53 else 0
        seat = loop.in_thread(self._seat, sid, auth["page"], number, token, carried)
        if seat is None:
            raise Out("out")
        return seat

    def _seat(self, sid: str, page: str, number: int, token: str, carried: Credentials) -> Seat | None:
        with reading(self._writer.engine) as db:
            if page == "screen":
                forum = db.scalar(select(Forum).where(Forum.screen_token == token)) if token else None
                return None if forum is None else Seat(sid, page, forum.id, Credentials(), link=token)
            if page == "console":
                forum = db.get(Forum, number)
                return (
                    Seat(sid, page, number, carried)
                    if forum and actors.desk_actor(db, carried.desk, forum, clock())
                    else None
                )
            ref = db.scalar(select(Forum.ref).where(Forum.id == number))
            person = None if ref is None else actors.participant_number(db, carried.device, number, ref)
            return None if person is None else Seat(sid, page, number, Credentials(device=carried.device), person)

    def look_again(self) -> None:
        """Somebody signed out or changed a password: consoles that are no longer admitted anywhere hear `out` and are
        gone."""
        for forum in self._presence.forums():
            self._show_out(forum, asked=True)

    def after(self, forum: int, touched: set[tuple[str, int]]) -> None:
        """A link was revoked or renewed, or a forum deleted: whoever is no longer admitted hears `out` and is gone."""
        revoked = any(kind == "link" for kind, _ in touched)
        if revoked or ("forum", forum) in touched:
            self._show_out(forum, asked=revoked)

    def close(self, forum: int, activity: int) -> None:
        """Close a step whose time to finish is over: measured by the monotonic clock, for the wall clock may have been
        set back."""
        self._writer.execute(commands.ActivityClose(key=codes.key(), activity=activity, grace=0), PROGRAM, forum)

    def _show_out(self, forum: int, asked: bool) -> None:
        """Everybody, if the forum is gone; else screens by an old link, and consoles that may no longer lead when that
        is to be `asked`."""
        everybody = self._presence.of(forum)
        doubtful = [seat for seat in everybody if seat.page == "screen" or (asked and seat.page == "console")]
        for seat in loop.in_thread(self._no_longer, forum, doubtful, everybody):
            self._server.emit("out", to=seat.sid)
            self._server.disconnect(seat.sid)

    def _no_longer(self, forum: int, doubtful: list[Seat], everybody: list[Seat]) -> list[Seat]:
        with reading(self._writer.engine) as db:
            row = db.get(Forum, forum)
            return everybody if row is None else [seat for seat in doubtful if not _is_admitted(db, seat, row)]


def _is_admitted(db: Session, seat: Seat, forum: Forum) -> bool:
    if seat.page == "screen":
        return seat.link == forum.screen_token
    return actors.desk_actor(db, seat.carried.desk, forum, clock()) is not None


def carried_by(environ: dict[str, Any], names: Names) -> Credentials:
    """The credentials in a request's cookies."""
    header = environ.get("HTTP_COOKIE", "")
    return Credentials(cookie_value(header, names.device), cookie_value(header, names.desk))
