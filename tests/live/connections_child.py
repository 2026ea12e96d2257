"""A small Socket.IO server with the connection limits, for tests/live/test_socketio_connections.py: python
connections_child.py MODE PORT. Prints its port, then serves.

Its patience follows the machine's speed, so that it cuts off no well-behaved phone of a slow machine: the tests' phones
join after a while and answer no ping.
"""

import json
import logging
import os
import resource
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from wsgiref.types import WSGIEnvironment

from workshop.runtime import loop

loop.patch(sys.argv[1])
logging.basicConfig(level=logging.WARNING)

from flask import Flask, request  # noqa: E402
from flask_socketio import SocketIO  # noqa: E402

from tests.tools.pace import limit, scaled  # noqa: E402
from workshop.runtime.jobs import Jobs  # noqa: E402
from workshop.runtime.metrics import metrics  # noqa: E402
from workshop.transport import socketio_connections  # noqa: E402

app = Flask(__name__)
pings = {
    "ping_interval": float(os.environ.get("PING_SECONDS", limit(20))),
    "ping_timeout": float(os.environ.get("PING_PATIENCE", limit(15))),
}
socketio = SocketIO(app, async_mode=loop.socketio_mode(), **pings, manage_session=False)
server = socketio.server
direct = "--queued" not in sys.argv
patience = socketio_connections.ConnectionLimits(
    join_seconds=scaled(1), change_seconds=scaled(3), stale_seconds=float(os.environ.get("STALE_SECONDS", scaled(1)))
)
limits = socketio_connections.install(socketio, patience, direct, lambda environ: environ.get("HTTP_COOKIE"))
limits.caught_up = lambda sid: socketio.emit("snapshot", sent, to=sid)
sent = -1
"""The number of the last frame: a snapshot says how far it reaches."""
ran: Counter[str] = Counter()


@server.on("connect")
def connect(sid: str, environ: WSGIEnvironment, auth: Any) -> None:
    ran["connect"] += 1
    server.enter_room(sid, "all")


@server.on("disconnect")
def disconnect(sid: str, reason: str) -> None:
    ran["disconnect"] += 1


@server.on("echo")
def echo(sid: str, data: Any) -> Any:
    ran["echo"] += 1
    return data


@server.on("*")
def other(name: str, sid: str, *data: Any) -> str:
    ran["other"] += 1
    return "unknown"


@server.on("sync")
def sync(sid: str) -> None:
    server.emit("snapshot", "x" * 50_000, to=sid)


@app.get("/state")
def state() -> dict[str, Any]:
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {
        "mode": loop.mode(),
        "sockets": len(socketio.server.eio.sockets),
        "rss": int(status["VmRSS"].split()[0]),
        "tcp": sum(map(is_socket, Path("/proc/self/fd").iterdir())),
        "cpu": sum(resource.getrusage(resource.RUSAGE_SELF)[:2]),
        "cut": dict(metrics.cut_connections),
        "fell_behind": metrics.counts["stale"],
        "direct": metrics.counts["direct"],
        "waiting": max((one.queue.qsize() for one in tuple(socketio.server.eio.sockets.values())), default=0),
        "ran": dict(ran),
        "kept": sorted(set().union(*server.environ.values(), *map(held, tuple(server.eio.sockets.values())))),
    }


def held(socket: Any) -> set[str]:
    """What an open websocket still holds of the environ of its request. The other library holds a copy of its own."""
    return set(getattr(socket._ws, "environ", ()))


def is_socket(link: Path) -> bool:
    """With native threads what was open a moment ago may be closed by now."""
    try:
        return str(link.readlink()).startswith("socket:")
    except OSError:
        return False


@app.get("/spam")
def spam() -> str:
    """Send everybody many messages, as a busy forum would: frames, or events called `name`, of `size` bytes."""
    global sent
    for number in range(int(request.args["n"])):
        socketio.emit(request.args.get("name", "frame"), [number, "x" * int(request.args.get("size", 8000))], to="all")
        sent = number
        loop.sleep(0.002)
    return "sent"


def ready(port: int) -> None:
    Jobs().start(limits.job)
    print(json.dumps({"port": port}), flush=True)


loop.listen_and_serve(app, "127.0.0.1", int(sys.argv[2]), on_ready=ready)
