"""Builds the wire: the Socket.IO server with its limits, the seats, the tick and the gateway, joined to one Flask
app."""

import logging
import time
from dataclasses import dataclass

from flask import Flask
from flask_socketio import SocketIO

from workshop.access.address import Hosts
from workshop.access.cookies import Names
from workshop.access.rates import Rates
from workshop.actions.writer import Writer
from workshop.contract.base import MESSAGE_BYTES
from workshop.live.broadcaster import Broadcaster
from workshop.live.disk_health import DiskHealth
from workshop.live.follower import Follower
from workshop.live.gateway import Gateway, carried_by
from workshop.live.presence import PresenceTracker
from workshop.runtime import loop, strict_json
from workshop.runtime.garbage import tidy
from workshop.runtime.loop_lag import pulse
from workshop.runtime.metrics import seen
from workshop.runtime.settings import Settings
from workshop.transport import connection

PING_SECONDS, PING_PATIENCE = 20, 15


@dataclass(frozen=True)
class Live:
    """What the wire is made of."""

    socketio: SocketIO
    presence: PresenceTracker
    broadcaster: Broadcaster
    gateway: Gateway
    disk_health: DiskHealth
    news: Follower | None
    """only where other processes may serve the same data"""

    def watch(self) -> None:
        """Begin to look after the disk, the loop, the memory and the other processes: once people can come in."""
        if self.news is not None:
            loop.spawn(self.news.watch)
        loop.spawn(self.disk_health.watch)
        loop.spawn(pulse)
        loop.spawn(tidy)


def join(app: Flask, settings: Settings, writer: Writer, hosts: Hosts, cookies: Names, rates: Rates) -> Live:
    """Put the wire in front of `app`. Origins are asked at each connection, for the network changes."""
    # What strangers send is not an error of ours; our own handlers log theirs.
    logging.getLogger("engineio.server").setLevel(logging.CRITICAL)
    socketio = SocketIO(
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
    guarded = connection.install(socketio, direct=settings.direct, bearer=lambda environ: carried_by(environ, cookies))
    presence = PresenceTracker(time.monotonic)
    broadcaster = Broadcaster(writer.engine, presence, guarded.emit, writer.now, settings.tick_ms / 1000)
    disk_health = DiskHealth(writer.engine, settings.data, presence, guarded.emit)
    gateway = Gateway(socketio, writer, presence, broadcaster, disk_health, hosts, cookies, rates)
    writer.on_commit, writer.on_failure = broadcaster.committed, disk_health.failed
    broadcaster.after, broadcaster.overdue, guarded.caught_up = gateway.after, gateway.close, gateway.sync
    news = Follower(writer.engine, presence, broadcaster, gateway, settings.redis_url) if broadcaster.several else None
    seen.ask["connections"] = presence.by_page
    seen.ask["writer_queue"] = lambda: {"": float(writer.waiting())}
    return Live(socketio, presence, broadcaster, gateway, disk_health, news)
