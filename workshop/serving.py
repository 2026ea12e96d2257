"""`workshop serve`: claims the data folder, upgrades and checks the database, serves until asked to stop, then closes
everything in order."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from functools import partial

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from workshop import __version__
from workshop.access import setup_link
from workshop.access.base_url_and_allowed_hosts import best, candidates, inner
from workshop.access.cookie_names_and_parser import Names, value
from workshop.access.qr import qr_terminal
from workshop.actions import unfinished_imports
from workshop.app import create_app, load_words
from workshop.pages.asset_cache import AssetCache
from workshop.runtime import logs, loop
from workshop.runtime.epoch_ms import clock
from workshop.runtime.jobs import Job
from workshop.runtime.listening import PortTaken
from workshop.runtime.settings import Settings
from workshop.storage import backup, database, schema_upgrade
from workshop.storage.auto_backup import AutoBackup
from workshop.storage.data_dir import DataDir, DataDirError, on_network
from workshop.storage.removed_forums import RemovedForums
from workshop.transport.http_handler import handler_class
from workshop.transport.http_limits import Connections

TRIES = 20
Ready = Callable[[int], object]
"""Called with the port."""

log = logging.getLogger(__name__)


@schema_upgrade.room_to_write()
def serve(settings: Settings, ready: Ready | None = None, unproven: bool = False) -> int:
    """Serve until asked to stop. `ready(port)` is called once clients can connect; with `unproven` it starts even when
    a log was altered."""
    folder = DataDir(settings.data, shared=settings.shared)
    folder.prepare()
    folder.claim()
    try:
        _check_disk(settings)
        engine = database.connect(settings.database_url)
        _check_database(engine)
        with _unreachable_reported(engine):
            app, setup = _prepared(settings, engine, folder.key, unproven)
        load_words()
        _open(app, settings, folder, engine, setup, ready)
        engine.dispose()
        return 0
    finally:
        folder.release()


def _prepared(settings: Settings, engine: Engine, key: str, unproven: bool) -> tuple[Flask, str | None]:
    """The app on tables of this release whose logs are intact, and the secret of the first organiser's link when there
    is no organiser yet."""
    with database.starting(engine):
        kept = schema_upgrade.upgrade(engine)
        if not unproven:
            schema_upgrade.prove(engine)
        if kept:
            print(f"Upgraded the database; a copy of the old one is {kept}")
        app = create_app(settings, engine, key)
        if not settings.shared:
            unfinished_imports.note_as_cut(app.extensions["services"].writer)
        return app, _one_time_link(engine)


@contextmanager
def _unreachable_reported(engine: Engine) -> Iterator[None]:
    """Report a PostgreSQL that becomes unreachable while the block runs as a sentence. Raises DataDirError."""
    try:
        yield
    except DBAPIError as error:
        if engine.dialect.name == "sqlite" or not (
            error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
        ):
            raise
        raise _unreachable(engine, error) from None


def _check_disk(settings: Settings) -> None:
    """Raises DataDirError on a network disk, where SQLite's write-ahead log is not safe."""
    kind = on_network(settings.data) if settings.database_url.startswith("sqlite") else ""
    if kind:
        raise DataDirError(
            f"The data folder {settings.data} is on a network disk ({kind}), "
            "where a power cut can damage the database. "
            "Choose a folder on this machine's own disk with WORKSHOP_DATA, or PostgreSQL with DATABASE_URL."
        )


def _check_database(engine: Engine) -> None:
    """Raises DataDirError when no PostgreSQL answers at the address in the settings."""
    if engine.dialect.name == "sqlite":
        return
    try:
        engine.connect().close()
    except DBAPIError as error:
        raise _unreachable(engine, error) from None


def _unreachable(engine: Engine, error: DBAPIError) -> DataDirError:
    why = (str(error.orig).strip().splitlines() or [""])[0]
    return DataDirError(
        f"The database {engine.url.render_as_string(hide_password=True)} does not answer ({why}). "
        "Start PostgreSQL, or look at DATABASE_URL: name, password and address."
    )


def _open(
    app: Flask, settings: Settings, folder: DataDir, engine: Engine, setup: str | None, ready: Ready | None
) -> None:
    services = app.extensions["services"]
    services.writer.open()
    unannounced: list[OSError] = []
    connections = Connections(proxied=settings.forwarded, known=partial(_carries, Names(settings.secure).device))
    jobs = [*services.live.jobs, connections.job, services.suggestions.job, services.downloads.job]
    jobs += [*_backups(settings, engine), unfinished_imports.job(services.writer), RemovedForums(engine).job]

    def opened(port: int) -> None:
        services.hosts.port = port
        try:
            folder.announce(inner(settings.host, port))
        except OSError as error:  # an exception here would be caught by nothing
            unannounced.append(error)
            loop.stop_serving()
            return
        services.jobs.start(*jobs)
        _print_addresses(settings, port, setup)
        of_it = {"version": __version__, "mode": loop.mode(), "port": port, "database": engine.dialect.name}
        log.info("open", extra=logs.event("open", **of_it))
        if ready is not None:
            ready(port)

    try:
        with _idle_connection(engine):
            _listen(app, settings, connections, opened)
    finally:
        services.writer.close()
        services.jobs.stop()
        log.info("closed", extra=logs.event("closed"))
    if unannounced:
        raise unannounced[0]


@contextmanager
def _idle_connection(engine: Engine) -> Iterator[None]:
    """Hold one idle connection: the last connection to close a database must write, which a full disk refuses."""
    if engine.dialect.name != "sqlite":
        yield
        return
    line = engine.raw_connection()
    try:
        yield
    finally:
        line.close()


def _backups(settings: Settings, engine: Engine) -> list[Job]:
    """The job that makes automatic backups."""
    if engine.dialect.name != "sqlite":
        log.warning("no automatic backups: PostgreSQL's own tools make them (workshop backup says how)")
        return []
    return [AutoBackup(engine, backup.file_of(settings.database_url), clock).job]


def _listen(app: Flask, settings: Settings, connections: Connections, opened: Ready) -> None:
    """Listen on the port. Without PORT in the settings the next free one is used, and printed; with PORT it is that one
    or PortTaken."""
    listen = partial(
        loop.listen_and_serve,
        app,
        settings.host,
        max_size=settings.max_phones + 200,
        reuse_port=settings.share_port,
        on_ready=opened,
        handler=AssetCache(app, app.extensions["services"]).hand_out,
        bounds=partial(handler_class, connections),
    )
    last = settings.port if settings.port_given else settings.port + TRIES
    for port in range(settings.port, last + 1):
        try:
            listen(port)
            return
        except PortTaken as taken:
            if port == last:
                raise
            print(f"Port {port} is taken by {taken.holder or 'another program'}; trying {port + 1}.")


def _carries(name: str, headers: Message) -> bool:
    """Whether a request carries a cookie of this name."""
    return bool(value(headers.get("cookie", ""), name))


def _one_time_link(engine: Engine) -> str | None:
    """The secret of the link that makes the first organiser. Only its hash is stored, so each start makes a new one."""
    with database.reading(engine) as db:
        anybody = setup_link.anybody(db)
    if not anybody:
        return setup_link.new(engine)
    setup_link.end(engine)
    return None


def _print_addresses(settings: Settings, port: int, setup: str | None) -> None:
    address = best(settings, port)
    here = inner(settings.host, port).replace("//127.0.0.1", "//localhost")
    lines = ["", "  The workshop is open.", "", f"  On this machine   {here}/office"]
    others = [one.url for one in candidates(port, settings.host) if one.url != address]
    if address:
        lines.append(f"  In this network   {address}")
        lines += [f"                    {url}" for url in others]
    else:
        lines.append(
            "  No network found: phones cannot come in until this machine has joined one (or WORKSHOP_URL is set)."
        )
    if setup:
        lines += [
            "",
            "  First time here. Make the first organiser with this link, which works once:",
            f"  {here}/office/setup?key={setup}",
        ]
    print("\n".join(lines))
    if address:
        print(f"\n  Phones join here: {address}\n\n{qr_terminal(address + '/', colour=sys.stdout.isatty())}")
    print("\n  Stop with Ctrl-C.\n", flush=True)
