"""Monitoring endpoints: `/healthz`, open to all, and `/metrics`, which needs a key. Neither reads the disk.

Metrics hold nothing about a person, but the course of a secret vote could be guessed from them, so participants cannot
read them. The key is the administrator's of this run (run/server.json), or the one of WORKSHOP_METRICS, which a monitor
can keep. Being on this machine is not enough: behind a proxy every request comes from it.
"""

import hmac
import time

from flask import Blueprint, Response, jsonify, request

from workshop import __version__
from workshop.domain.errors import Refusal
from workshop.pages.base import services
from workshop.runtime import loop
from workshop.runtime.metrics import as_prometheus_text, metrics

pages = Blueprint("watch", __name__)
STUCK_SECONDS = 10.0


@pages.get("/healthz")
def health() -> Response:
    """Version, mode, and whether the writer works and what people send is saved. 503 when the writer has ended or is
    stuck."""
    writer, live = services().writer, services().live
    well = writer.working(STUCK_SECONDS)
    facts = {
        "ok": well,
        "version": __version__,
        "async": loop.mode(),
        "writer": "ok" if well else "stuck",
        "saving": live.disk_health.saving,
        "room": "low" if live.disk_health.low else "ok",
        "connections": live.presence.count(),
        "up_seconds": int(time.time() - metrics.started),
    }
    answer = jsonify(facts)
    answer.status_code = 200 if well else 503
    return answer


@pages.get("/metrics")
def numbers() -> Response:
    """The metrics in Prometheus' text format. 404 without the key."""
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    given = bearer if scheme == "Bearer" else request.headers.get("X-Workshop-Key", "")
    keys = [key for key in (services().owner_key, services().settings.metrics_key) if key]
    if not any(hmac.compare_digest(given.encode(), key.encode()) for key in keys):
        raise Refusal("page")
    return Response(as_prometheus_text(), content_type="text/plain; version=0.0.4; charset=utf-8")
