"""Builds the Socket.IO side of an app: the server with its limits, presence tracker, broadcaster and gateway, attached
to a Flask app."""

import logging
import time
from dataclasses import dataclass

from flask import Flask
from flask_socketio import SocketIO

from workshop.access.base_url_and_allowed_hosts import Hosts
from workshop.access.cookie_names_and_parser import Names
from workshop.access.rate_limits_by_participant import Rates
from workshop.actions.writer import Writer
from workshop.contract.base import MESSAGE_BYTES
from workshop.live.broadcaster import Broadcaster
from workshop.live.disk_health import DiskHealth
from workshop.live.gateway import Gateway, carried_by
from workshop.live.other_processes import Follower
from workshop.live.personal_data_deletion import PersonalDataKeeper
from workshop.live.presence import PresenceTracker
from workshop.live.timetable import TimetableKeeper
from workshop.runtime import loop, strict_json
from workshop.runtime.garbage_collection import Garbage
from workshop.runtime.jobs import Job
from workshop.runtime.loop_lag import LoopLag
from workshop.runtime.metrics import metrics
from workshop.runtime.settings import Settings
from workshop.transport import socketio_connections

PING_SECONDS, PING_PATIENCE = 20, 15


@dataclass(frozen=True)
class Live:
    """The parts of the Socket.IO side."""

    socketio: SocketIO
    presence: PresenceTracker
    broadcaster: Broadcaster
    gateway: Gateway
    disk_health: DiskHealth
    jobs: tuple[Job, ...]
    """what runs beside requests: other processes' changes, connections, disk, timetables, personal data, event-loop
    lag, garbage collection"""


def join(app: Flask, settings: Settings, writer: Writer, hosts: Hosts, cookies: Names, rates: Rates) -> Live:
    """Attach Socket.IO to `app`."""
    socketio = _server(app, hosts)
    guard = socketio_connections.install(
        socketio, direct=settings.direct, bearer=lambda environ: carried_by(environ, cookies)
    )
    presence = PresenceTracker(time.monotonic)
    broadcaster = Broadcaster(writer.engine, presence, guard.emit, writer.now, settings.tick_ms / 1000)
    disk_health = DiskHealth(writer.engine, settings.data, presence, guard.emit)
    gateway = Gateway(socketio, writer, presence, broadcaster, disk_health, hosts, cookies, rates)
    _connect(writer, broadcaster, gateway, disk_health)
    guard.caught_up = gateway.sync
    metrics.gauges["connections"] = presence.by_page
    metrics.gauges["writer_queue"] = lambda: {"": float(writer.waiting())}
    others: list[Job] = []
    if broadcaster.frame_maker.several:
        others = Follower(writer.engine, presence, broadcaster, gateway, settings.redis_url).jobs
    timetable = TimetableKeeper(writer.engine, writer)
    personal = PersonalDataKeeper(writer.engine, writer, settings)
    jobs = (*others, guard.job, disk_health.job, timetable.job, personal.job, LoopLag().job, Garbage().job)
    return Live(socketio, presence, broadcaster, gateway, disk_health, jobs)


def _server(app: Flask, hosts: Hosts) -> SocketIO:
    """The Socket.IO server. Allowed origins are computed for each connection, because the machine's network may
    change."""
    # Malformed input from clients is not an error of ours; our own handlers log theirs.
    logging.getLogger("engineio.server").setLevel(logging.CRITICAL)
    return SocketIO(
        app,
        async_mode=loop.socketio_mode(),
        cors_allowed_origins=lambda origin, *_: hosts.allowed_origin(origin or ""),
        max_http_buffer_size=MESSAGE_BYTES,
        ping_interval=PING_SECONDS,
        ping_timeout=PING_PATIENCE,
        manage_session=False,
        http_compression=False,
        json=strict_json,
        monitor_clients=False,
        async_handlers=False,
    )


def _connect(writer: Writer, broadcaster: Broadcaster, gateway: Gateway, disk_health: DiskHealth) -> None:
    """What the writer commits goes to the broadcaster, and from its beats to the gateway."""
    writer.before_commit = broadcaster.in_flight.committing
    writer.on_commit = broadcaster.committed
    writer.on_missed = broadcaster.missed
    writer.on_failure = disk_health.failed
    broadcaster.after = gateway.after
    broadcaster.overdue = gateway.close_overdue
