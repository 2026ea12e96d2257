"""Fixtures for all tests: a room on a fresh database, people who act in it, and a client of its pages without a
browser."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine, create_engine, event, insert, select
from werkzeug.routing import Rule

import workshop.app
from tests.tools.leavings import pytest_runtest_protocol  # noqa: F401 - a hook: a failed test fails no other
from tests.tools.loading import (  # noqa: F401 - hooks
    pytest_collection,
    pytest_collection_finish,
    pytest_collection_modifyitems,
    pytest_configure,
)
from workshop import forum_templates
from workshop.access import password_sign_in
from workshop.access.authentication import Credentials, desk_hash
from workshop.actions import build_forum_add
from workshop.actions.command_batch import Effect
from workshop.actions.writer import Writer
from workshop.app import create_app
from workshop.contract import COMMANDS
from workshop.contract.answer import Answer
from workshop.downloads.queue import Downloads
from workshop.downloads.worker import InThisProcess
from workshop.pages.base import Services
from workshop.projections import audience_views
from workshop.projections.participant_private_view import own_changes, own_things
from workshop.projections.shape_changes import Put, encoded
from workshop.runtime import strict_json
from workshop.runtime.settings import Settings
from workshop.storage import backup, database, schema_upgrade
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Activity, Forum, Participant, admission

if TYPE_CHECKING:
    from workshop.reports.summary import Summary

ADMINISTRATOR = Credentials(administrator=True)
T = TypeVar("T")
START = 1_700_000_000_000
MINUTE = 60_000
FIRST = "forum-1"
"""The template of the forum that most tests act in."""


def minute_of(at: int) -> int:
    """The beginning of the minute of a moment: what people plan has no seconds."""
    return at - at % MINUTE


@contextmanager
def statements_of(engine: Engine) -> Iterator[list[str]]:
    """The statements that the database runs meanwhile. Some reach SQLite past SQLAlchemy, so there its driver tells."""
    asked: list[str] = []
    listeners: dict[str, Callable[..., object]] = {
        "checkout": lambda line, *_: line.set_trace_callback(asked.append),
        "checkin": lambda line, *_: line.set_trace_callback(None),
    }
    if engine.dialect.name != "sqlite":
        listeners = {"before_cursor_execute": lambda _line, _cursor, statement, *_: asked.append(statement)}
    for moment, listener in listeners.items():
        event.listen(engine, moment, listener)
    try:
        yield asked
    finally:
        for moment, listener in listeners.items():
            event.remove(engine, moment, listener)


@dataclass
class Room:
    """A forum made from the first template, with a clock that the test sets and no rate limits."""

    writer: Writer
    engine: Engine
    forum: int = 0
    now: int = START
    effects: list[Effect] = field(default_factory=list)
    _keys: Iterator[int] = field(default_factory=lambda: count(1))

    def do(self, verb: str, who: Credentials = ADMINISTRATOR, **body: Any) -> Answer:
        """Send one command, under a new key unless `key` is given."""
        key = body.pop("key", f"key-{next(self._keys):06d}")
        return self.writer.execute(COMMANDS[verb](key=key, **body), who, self.forum)

    def must(self, verb: str, who: Credentials = ADMINISTRATOR, **body: Any) -> dict[str, Any]:
        """Send one command that must be accepted. What it made."""
        answer = self.do(verb, who, **body)
        assert answer.ok, f"{verb} was refused: {answer.code} {answer.facts}"
        return answer.made

    def comes(self, name: str, language: str = "fi") -> Credentials:
        """A participant joins with a phone."""
        who = Credentials(device=f"device-of-{name}")
        self.must("participant.join", who, language=language)
        return who

    def leader(self, called: str) -> tuple[Credentials, str]:
        """A facilitator with a separate link, and the name that the log gives them."""
        link = int(str(self.must("link.add", secret_hash=desk_hash(f"secret of {called}"), label=called)["link"]))
        row = {
            "token_hash": desk_hash(called),
            "link": link,
            "serial": link,
            "created_at": self.now,
            "expires_at": self.now + 10**9,
        }
        with transaction(self.engine) as db:
            db.execute(insert(admission).values(row))
        return Credentials(desk=called), f"link-{link}"

    def ideas_on_paper(self, activity: int, number: int) -> list[int]:
        """The ids of so many ideas that a facilitator enters from paper: "Idea 0", "Idea 1" …"""
        made = [
            self.must("idea.enter", activity=activity, text=f"Idea {n}", source="paper")["idea"] for n in range(number)
        ]
        return [int(one) for one in made]

    def opens_vote(self, kind: str, prompt: str, **settings: Any) -> int:
        """The id of a new activity, which is open."""
        made = self.must("activity.add", kind=kind, minutes=3, prompt={"fi": prompt}, settings=settings)
        self.must("agenda.go", activity=made["activity"])
        return int(made["activity"])

    def step(self, kind: str, nth: int = 0) -> int:
        """The id of the nth activity of this kind."""
        its = select(Activity.id).where(Activity.forum == self.forum, Activity.kind == kind)
        with reading(self.engine) as db:
            return db.scalars(its.order_by(Activity.position)).all()[nth]

    def sees(self, audience: str) -> dict[str, dict[str, Any]]:
        """Everything an audience sees, as its page receives it: kind → id → object."""
        return plain(self.put(audience))

    def put(self, audience: str) -> Put:
        """Everything an audience sees: kind → id → shape."""
        with reading(self.engine) as db:
            return audience_views.everything(db, self.forum, audience, self.now).put

    def sees_own(self, who: Credentials) -> dict[str, dict[str, Any]]:
        """What only this participant sees, as the phone receives it."""
        return plain(self.put_own(who))

    def put_own(self, who: Credentials) -> Put:
        """What only this participant sees: the own things."""
        with reading(self.engine) as db:
            return own_things(db, self.number_of(who)).put

    def sent_own(self, who: Credentials) -> dict[str, dict[str, Any]]:
        """What the phone of this participant is sent of their own things after the last command, by the process that
        has done it."""
        effect, number = self.effects[-1], self.number_of(who)
        with reading(self.engine) as db:
            sent = own_changes(db, {number} & effect.own, {number} & effect.voters, effect.ballots)
            return plain(sent[number].put) if number in sent else {}

    def summary(self) -> "Summary":
        """What its reports are made from, at the room's clock."""
        from workshop.projections import report_data
        from workshop.reports.build_summary import build

        with reading(self.engine) as db:
            put, facts = report_data.everything(db, self.forum, self.now)
        return build(put, facts, self.now, ZoneInfo("Europe/Helsinki"))

    def is_proven(self) -> bool:
        """Whether the verifier finds nothing wrong in its database."""
        from workshop.verifier.check import verify

        return verify(str(self.engine.url))["problems"] == []

    def row(self) -> Forum:
        """Its row, to read after the transaction."""
        with reading(self.engine) as db:
            found = db.get_one(Forum, self.forum)
            db.expunge(found)
            return found

    def number_of(self, who: Credentials) -> int:
        """The id of a participant."""
        from workshop.access import authentication

        with reading(self.engine) as db:
            person = authentication.participant(db, who.device, db.get_one(Forum, self.forum))
            assert isinstance(person, Participant)
            return person.id


@cache
def upgraded() -> bytes:
    """An upgraded, empty database file; each test gets a copy, because the migrations take longer than most tests."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "forum.db"
        made = database.connect(f"sqlite:///{path}")
        schema_upgrade.upgrade(made)
        made.dispose()  # closing the last connection moves the write-ahead log into the file
        return path.read_bytes()


@cache
def furnished() -> tuple[bytes, tuple[Effect, ...]]:
    """The same with the forum of `room`, and the effects of making it."""
    with tempfile.TemporaryDirectory() as folder:
        made = connected(Path(folder) / "forum.db")
        effects = tuple(furnish(made, forum_templates.load(FIRST)).effects)
        made.dispose()
        return (Path(folder) / "forum.db").read_bytes(), effects


def connected(path: Path, content: bytes = b"") -> Engine:
    """A database in a new file: an upgraded, empty one, or this one."""
    path.write_bytes(content or upgraded())
    return database.connect(f"sqlite:///{path}")


@pytest.fixture(scope="session", autouse=True)
def statements() -> Iterator[None]:
    """Compiles each statement once for all SQLite engines of the run: SQLAlchemy keeps compiled ones with each engine,
    and compiling takes a third of the time of most tests."""
    lender = create_engine("sqlite://", json_serializer=database._json)
    lender.connect().close()  # so that it knows what this SQLite can do

    def lent(url: str, **options: Any) -> Engine:
        made = create_engine(url, **options)
        return lend(lender, made) if made.name == lender.name else made

    with pytest.MonkeyPatch.context() as patch:
        for module in (database, backup):
            patch.setattr(module, "create_engine", lent)
        yield
    lender.dispose()


def lend(lender: Engine, made: Engine) -> Engine:
    """The engine made, with the compiled statements of the lender."""
    made.dialect, made._compiled_cache = lender.dialect, lender._compiled_cache
    return made


@pytest.fixture(scope="session", autouse=True)
def costly_hasher() -> Iterator[PasswordHasher]:
    """The hasher of the program, which takes a tenth of a second on purpose; the tests' own takes a thousandth, and
    makes hashes of the same kind."""
    real, cheap = password_sign_in._hasher(), PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(password_sign_in, "_hasher", lambda: cheap)
        yield real


@pytest.fixture
def engine(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An upgraded database in a file: empty, or with the forum of `room` for a test that asks for that."""
    made = connected(tmp_path / "forum.db", furnished()[0] if "first_forum" in request.fixturenames else b"")
    yield made
    made.dispose()


@pytest.fixture
def first_forum() -> None:
    """Named by `room`, for which `engine` has the forum ready: making it takes longer than most tests."""


@pytest.fixture
def room(engine: Engine, first_forum: None, kept_rooms: "KeptRooms") -> Room:
    """A forum from the first template; commands run immediately, on this thread, at the room's clock."""
    if engine.dialect.name != "sqlite":
        return kept_rooms.after(engine, FIRST, lambda: furnish(engine, forum_templates.load(FIRST)))
    made = in_room(engine, forum=1)
    made.effects.extend(furnished()[1])
    return made


def plain(put: Put) -> dict[str, dict[str, Any]]:
    """Shapes as a page receives them: kind → id → object."""
    found: dict[str, dict[str, Any]] = strict_json.loads(encoded(put))
    return found


def furnish(engine: Engine, template: dict[str, Any]) -> Room:
    """A room with a forum from this template."""
    made = in_room(engine)
    answer = made.writer.execute(build_forum_add.from_template(template), ADMINISTRATOR)
    made.forum = int(str(answer.made["forum"]))
    return made


def forum_fields(**changed: Any) -> dict[str, Any]:
    """The fields of `forum.edit` for a forum that was not edited before, with some changed."""
    return {
        "title": {"fi": "Foorumi"},
        "intro": {},
        "languages": ["fi"],
        "screen_languages": ["fi"],
        "wifi_network": "",
        "wifi_password": "",
        "series": None,
        "version": 1,
        **changed,
    }


def in_room(engine: Engine, forum: int = 0, keys_from: int = 1) -> Room:
    """A room with a forum that is already in the database."""
    made = Room(Writer(engine), engine, forum, _keys=count(keys_from))
    made.writer.now = lambda: made.now
    made.writer.on_commit = made.effects.extend
    return made


@contextmanager
def room_after(evening: Callable[[Room], T], path: Path) -> Iterator[tuple[Room, T]]:
    """A room after this evening, and what the evening returned. It is led once a process, because that takes longer
    than most tests; each test gets a copy of its database, in this file."""
    content, now, returned = _led(evening)
    made = connected(path, content)
    room = in_room(made, forum=1, keys_from=1000)
    room.now = now
    yield room, returned
    made.dispose()


@cache
def _led(evening: Callable[[Room], T]) -> tuple[bytes, int, T]:
    with tempfile.TemporaryDirectory() as folder:
        made = connected(Path(folder) / "forum.db", furnished()[0])
        room = in_room(made, forum=1)
        returned = evening(room)
        made.dispose()
        return (Path(folder) / "forum.db").read_bytes(), room.now, returned


class KeptRooms:
    """Rooms after what many tests begin with: it is led once in a process, because that takes longer than most of
    them. Each test gets its database as it was then."""

    def __init__(self) -> None:
        self._kept: dict[object, tuple[Any, Room, int]] = {}

    def after(self, engine: Engine, evening: object, lead: Callable[[], Room]) -> Room:
        """The room after this evening, in the empty database of `engine`, which `lead` leads the first time."""
        if evening in self._kept:
            self.put_back(engine, self._kept[evening][0])
        else:
            first = lead()
            self._kept[evening] = self.keep(engine), first, next(first._keys)
        _, led, keys = self._kept[evening]
        room = in_room(engine, led.forum, keys)
        room.now, room.effects[:] = led.now, led.effects
        return room

    def keep(self, engine: Engine) -> Any:
        """All that the database holds."""
        engine.dispose()  # closing the last connection moves the write-ahead log into the file
        return Path(str(engine.url.database)).read_bytes()

    def put_back(self, engine: Engine, content: Any) -> None:
        """Let the empty database hold that."""
        engine.dispose()
        Path(str(engine.url.database)).write_bytes(content)


@pytest.fixture(scope="session")
def kept_rooms() -> KeptRooms:
    """Those of this process."""
    return KeptRooms()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a server for one test."""
    return replace(Settings.from_env({"WORKSHOP_DATA": str(tmp_path), "WORKSHOP_HOST": "127.0.0.1", "PORT": "5999"}))


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Compiled templates: each test makes an app, and compiling takes longer than most tests."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture(scope="session", autouse=True)
def routes() -> Iterator[None]:
    """Compiles what builds the address of a route once for all apps: Werkzeug does it in Python, for every route of
    every app, which takes longer than most tests."""
    known, compile_builder = dict[Any, Any](), Rule._compile_builder

    def once(rule: Rule, append_unknown: bool = True) -> Any:
        key = rule.rule, append_unknown, tuple(sorted((rule.defaults or {}).items()))
        if key not in known:
            known[key] = compile_builder(rule, append_unknown)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def release() -> Iterator[None]:
    """Reads the scripts and styles for their version's name once for all apps, which takes longer than most tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workshop.app, "_release", cache(workshop.app._release))
        yield


@pytest.fixture
def app(settings: Settings, engine: Engine, compiled: FileSystemBytecodeCache) -> Flask:
    """The whole app, without a listening socket. It makes files without a child process, which takes a second to
    start."""
    made = create_app(settings, engine, owner_key="owner-key")
    made.jinja_env.bytecode_cache = compiled
    made.extensions["services"].downloads = Downloads(engine, settings, InThisProcess, patience=60)
    return made


@pytest.fixture
def services(app: Flask) -> Services:
    """The parts behind the app."""
    found: Services = app.extensions["services"]
    return found


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without scripts, under a host name that the server answers to."""
    made = app.test_client()
    made.environ_base["HTTP_HOST"] = "localhost:5999"
    return made
