"""For machines that watch over the server: `/healthz`, which anybody may ask, and `/metrics`, which needs a key.
Neither reads the disk.

Metrics hold nothing about a person, but how a vote goes could be guessed from them while it is secret; so participants
cannot read them. The key is the administrator's of this run (run/server.json), or the one of WORKSHOP_METRICS, which a
monitor can keep. Being on this machine is not enough: behind a proxy everybody is.
"""

import hmac
import time

from flask import Blueprint, Response, jsonify, request

from workshop import __version__
from workshop.domain.errors import Refusal
from workshop.pages.base import house
from workshop.runtime import loop, metrics
from workshop.runtime.metrics import seen

pages = Blueprint("watch", __name__)
STUCK_SECONDS = 10.0


@pages.get("/healthz")
def health() -> Response:
    """Serving, by which version, in which mode; whether what people send is saved. 503 when the writer is gone or
    stuck."""
    writer, live = house().writer, house().live
    well = writer.working(STUCK_SECONDS)
    facts = {
        "ok": well,
        "version": __version__,
        "async": loop.mode(),
        "writer": "ok" if well else "stuck",
        "saving": live.disk_health.saving,
        "room": "low" if live.disk_health.low else "ok",
        "connections": live.presence.count(),
        "up_seconds": int(time.time() - seen.started),
    }
    answer = jsonify(facts)
    answer.status_code = 200 if well else 503
    return answer


@pages.get("/metrics")
def numbers() -> Response:
    """What the server counts of itself, for Prometheus. For everybody without the key there is no such page."""
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    given = bearer if scheme == "Bearer" else request.headers.get("X-Workshop-Key", "")
    keys = [key for key in (house().owner_key, house().settings.metrics_key) if key]
    if not any(hmac.compare_digest(given.encode(), key.encode()) for key in keys):
        raise Refusal("page")
    return Response(metrics.text(), content_type="text/plain; version=0.0.4; charset=utf-8")
