"""Builds the wire: the Socket.IO server with its limits, the seats, the tick and the gateway, joined to one Flask app."""

import logging
import time
from dataclasses import dataclass

from flask import Flask
from flask_socketio import SocketIO

from workshop import loop, strict_json
from workshop.access.address import Hosts
from workshop.access.cookies import Names
from workshop.access.rates import Rates
from workshop.actions.door import Door
from workshop.contract.base import MESSAGE_BYTES
from workshop.live import guard
from workshop.live.gateway import Gateway, carried_by
from workshop.live.news import News
from workshop.live.pulse import pulse
from workshop.live.seats import Seats
from workshop.live.tick import Tick
from workshop.live.tidy import tidy
from workshop.live.trouble import Trouble
from workshop.metrics import seen
from workshop.settings import Settings

PING_SECONDS, PING_PATIENCE = 20, 15


@dataclass(frozen=True)
class Live:
    """What the wire is made of."""

    socketio: SocketIO
    seats: Seats
    tick: Tick
    gateway: Gateway
    trouble: Trouble
    news: News | None
    """only where other processes may serve the same data"""

    def watch(self) -> None:
        """Begin to look after the disk, the loop, the memory and the other processes: once people can come in."""
        if self.news is not None:
            loop.spawn(self.news.watch)
        loop.spawn(self.trouble.watch)
        loop.spawn(pulse)
        loop.spawn(tidy)


def join(app: Flask, settings: Settings, door: Door, hosts: Hosts, cookies: Names, rates: Rates) -> Live:
    """Put the wire in front of `app`. Origins are asked at each connection, for the network changes."""
    # What strangers send is not an error of ours; our own handlers log theirs.
    logging.getLogger("engineio.server").setLevel(logging.CRITICAL)
    socketio = SocketIO(
        app, async_mode=loop.socketio_mode(), cors_allowed_origins=lambda origin, *_: hosts.allowed_origin(origin or ""),
        max_http_buffer_size=MESSAGE_BYTES, ping_interval=PING_SECONDS, ping_timeout=PING_PATIENCE, manage_session=False,
        http_compression=False, json=strict_json, monitor_clients=False, async_handlers=False,
    )  # fmt: skip
    guarded = guard.install(socketio, direct=settings.direct, bearer=lambda environ: carried_by(environ, cookies))
    seats = Seats(time.monotonic)
    tick = Tick(door.engine, seats, guarded.emit, door.now, settings.tick_ms / 1000)
    trouble = Trouble(door.engine, settings.data, seats, guarded.emit)
    gateway = Gateway(socketio, door, seats, tick, trouble, hosts, cookies, rates)
    door.on_commit, door.on_failure = tick.committed, trouble.failed
    tick.after, tick.overdue, guarded.caught_up = gateway.after, gateway.close, gateway.sync
    news = News(door.engine, seats, tick, gateway, settings.redis_url) if tick.several else None
    seen.ask["connections"] = seats.by_page
    seen.ask["writer_queue"] = lambda: {"": float(door.waiting())}
    return Live(socketio, seats, tick, gateway, trouble, news)
