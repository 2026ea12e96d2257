"""The naive reference: the service as one would first write it.

Stock Flask-SocketIO, pages rendered for each visitor, files through Flask's send_file, polling before the websocket, a
commit in the handler for each vote, and each vote emitted to all phones immediately. Its settings are as good as
defaults can be: TCP_NODELAY, a long backlog, room for all phones, no compression.

    python -m workshop.bench.references.naive FOLDER

The folder holds `files/` (what pages ask for, under the same paths) and `forum.json`. An order is `{"payload": …,
"ticks": n, "ms": pause}`.
"""

# ruff: noqa: E402, I001  (the loop is patched before anything is imported)
import eventlet

eventlet.monkey_patch()

import eventlet.hubs
import eventlet.wsgi
import json
import os
import secrets
import socket
import sys
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask, Response, redirect, render_template_string, request, send_from_directory, session
from flask_socketio import SocketIO, join_room

FOLDER = Path(sys.argv[1])
ABOUT = json.loads((FOLDER / "forum.json").read_text())
OUTSIDE = """<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>{{ about.title }}</title>
{% for path in about.outside %}<link href="{{ path }}">{% endfor %}</head><body class="phone">{{ about.icons|safe }}
<header><h1>{{ about.title }}</h1><p>{{ here }} mukana</p></header><main>
<form method="post" action="/j/{{ about.code }}">
<input type="hidden" name="csrf" value="{{ csrf }}">{% for one in about.languages %}<label><input type="radio"
name="language" value="{{ one }}">{{ one }}</label>{% endfor %}<button>Tule mukaan</button>
</form><p>{{ about.intro }}</p></main></body></html>"""
INSIDE = """<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>{{ about.title }}</title>
<script type="application/json" id="boot">{{ boot|tojson }}</script>
{% for path in about.inside %}<link href="{{ path }}">{% endfor %}
</head><body class="phone">{{ about.icons|safe }}
<header>{% for step in about.steps %}<i></i>{% endfor %}<p>{{ about.title }}</p></header>
<main><h1>{{ about.steps[4] }}</h1><form method="post"><input type="hidden" name="csrf" value="{{ csrf }}">
<textarea name="text"></textarea><button>Lähetä</button></form><ul>{% for one in ideas %}<li id="idea-{{ one.id }}">
<span>{{ one.id }}</span><p>{{ one.text }}</p>
<form method="post" action="/j/{{ about.code }}/ballot">
<button name="give" value="{{ one.id }}" aria-label="{{ one.text }}">+</button>
</form></li>{% endfor %}</ul></main></body></html>"""

app = Flask(__name__, static_folder=None)
app.config["SECRET_KEY"] = secrets.token_hex()
sio = SocketIO(app, async_mode="eventlet", cors_allowed_origins="*")
engine = sa.create_engine(f"sqlite:///{FOLDER / 'naive.db'}")
rows = sa.MetaData()
person = sa.Table(
    "person", rows, sa.Column("id", sa.Integer, primary_key=True), sa.Column("token", sa.String, unique=True)
)
idea = sa.Table("idea", rows, sa.Column("id", sa.Integer, primary_key=True), sa.Column("text", sa.String))
vote = sa.Table(
    "vote",
    rows,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", sa.String, unique=True),
    sa.Column("marks", sa.JSON),
)
counted = [0]


@sa.event.listens_for(engine, "connect")
def _durable(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


@app.get("/J/<secret>")
def scanned(secret: str) -> Any:
    """The QR code's address."""
    session["token"] = secrets.token_urlsafe(24)
    return redirect(f"/j/{ABOUT['code']}", 303)


@app.get("/j/<code>")
def come(code: str) -> Any:
    """The join page, or the phone page."""
    csrf = session.setdefault("csrf", secrets.token_hex(16))
    with engine.connect() as db:
        known = db.scalar(sa.select(person.c.id).where(person.c.token == session.get("token", "")))
        if known is None:
            here = db.scalar(sa.select(sa.func.count()).select_from(person))
            return render_template_string(OUTSIDE, about=ABOUT, csrf=csrf, here=here)
        ideas = db.execute(sa.select(idea)).all()
    boot = {
        "page": "phone",
        "forum": 1,
        "code": code,
        "lang": "fi",
        "csrf": csrf,
        "post": f"/j/{code}/do",
        "url": f"/j/{code}",
    }
    return render_template_string(INSIDE, about=ABOUT, boot=boot, csrf=csrf, ideas=ideas)


@app.post("/j/<code>")
def join(code: str) -> Any:
    """Make and store a participant."""
    if request.form["csrf"] != session.get("csrf"):
        return Response(status=403)
    with engine.begin() as db:
        db.execute(person.insert().values(token=session["token"]))
    return redirect(f"/j/{code}", 303)


@app.get("/static/<path:path>")
@app.get("/words/<path:path>")
def file(path: str) -> Any:
    """A file, through Flask's send_file."""
    return send_from_directory(FOLDER / "files", request.path.lstrip("/"), max_age=3600)


@sio.on("sync")  # type: ignore[untyped-decorator]  # Flask-SocketIO has no types
def sync() -> None:
    """The complete snapshot, for one phone."""
    join_room("hall")
    with engine.connect() as db:
        ideas = {str(one.id): {"id": one.id, "text": one.text, "votable": True} for one in db.execute(sa.select(idea))}
    put = {
        "forum": {"1": {"title": ABOUT["title"], "intro": ABOUT["intro"]}},
        "activity": ABOUT["activity"],
        "idea": ideas,
    }
    sio.emit("snapshot", {"stream": "everyone", "n": 0, "put": put}, to=request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO adds it


@sio.on("do")  # type: ignore[untyped-decorator]  # as above
def do(verb: str, body: dict[str, Any]) -> dict[str, Any]:
    """A vote: store it, emit it to all phones, answer it."""
    with engine.begin() as db:
        db.execute(vote.insert().values(key=body["key"], marks=body["marks"]))
    counted[0] += 1
    sio.emit("frame", {"put": {"activity": {"1": {"voted": counted[0]}}}}, to="hall")
    return {"ok": True}


def orders() -> None:
    """Emit frames to all phones at each beat, as ordered."""
    while True:
        eventlet.hubs.trampoline(0, read=True)
        line = os.read(0, 65536)
        if not line:
            return
        order = json.loads(line)
        for _ in range(order["ticks"]):
            eventlet.sleep(order["ms"] / 1000)
            sio.emit("frame", order["payload"], to="hall")


def main() -> None:
    """Make the tables and ideas, and serve."""
    rows.create_all(engine)
    with engine.begin() as db:
        db.execute(idea.insert(), [{"text": text} for text in ABOUT["ideas"]])
    listener = eventlet.listen(("127.0.0.1", 0), backlog=2048)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    eventlet.spawn(orders)
    print(f"PORT {listener.getsockname()[1]}", flush=True)
    eventlet.wsgi.server(listener, without_deflate, log_output=False, max_size=20000)


def without_deflate(environ: dict[str, Any], start_response: Any) -> Any:
    """Refuse compression of websockets, as the server does: it would cost this reference half as much again."""
    environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
    return app(environ, start_response)


if __name__ == "__main__":
    main()
