"""The engine, transactions and read transactions. SQLite: WAL with full sync, and our own BEGIN IMMEDIATE. PostgreSQL:
see `SERVER`. The only module that commits."""

import errno
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import msgspec
from sqlalchemy import Engine, create_engine, delete, event, insert
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from workshop.storage import sqlite_without_sqlalchemy
from workshop.storage.tables import house

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "secure_delete=ON",
    "trusted_schema=OFF",
)
NO_ROOM = ("disk is full", "disk i/o error", "no space left")
"""Error messages of databases for a full disk; SQLite may use either of the first two for a disk that has just filled
up."""
SERVER = {
    "application_name": "workshop",
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    # Settings that the program relies on, against the server's configuration. A session that stalls inside a
    # transaction is ended, because the others wait for its row locks.
    "options": "-c synchronous_commit=on -c statement_timeout=12s -c lock_timeout=8s"
    " -c idle_in_transaction_session_timeout=15s",
}
"""Connection arguments for PostgreSQL."""
STARTING = 0x776F726B73686F70
"""The key of PostgreSQL's advisory lock that lets one process start at a time."""
PASSING = ("40001", "40P01", "55P03", "57P01", "57P02", "57P03", "08")
"""Prefixes of PostgreSQL's codes for transient errors: another transaction was quicker, or the server is starting or
stopping."""


def connect(url: str) -> Engine:
    """An engine for `url`. On SQLite a commit that was acknowledged survives a power cut (tested: FULL, WAL,
    IMMEDIATE)."""
    if not url.startswith("sqlite"):
        return create_engine(
            url, pool_pre_ping=True, pool_size=8, max_overflow=8, hide_parameters=True, connect_args=SERVER
        )
    line = {"check_same_thread": False, "isolation_level": None}
    engine = create_engine(
        url, hide_parameters=True, json_serializer=_json, json_deserializer=_from_json, connect_args=line
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _from_json(text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:  # in a file from outside: half of a surrogate pair, or a number beyond JSON
        return json.loads(text)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # The driver is in autocommit: otherwise SQLAlchemy would release savepoints without knowing it. Readers begin
    # deferred and never wait for the writer; a deferred transaction that wrote could fail late.
    readonly = connection.get_execution_options().get("readonly", False)
    sqlite_without_sqlalchemy.rows(connection, "BEGIN" if readonly else "BEGIN IMMEDIATE")


@contextmanager
def without_cascades(engine: Engine) -> Iterator[Engine]:
    """An engine on the same database for who deletes children before their parents: on SQLite it neither checks nor
    follows foreign keys. There each deleted row would cost a search of every table that refers to it without an
    index."""
    if engine.dialect.name != "sqlite":
        yield engine
        return
    made = connect(engine.url.render_as_string(hide_password=False))
    event.listen(made, "connect", lambda line, _record: line.execute("PRAGMA foreign_keys=OFF"))
    try:
        yield made
    finally:
        made.dispose()


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """A session whose work is committed (and synced to disk) when the block ends, or rolled back."""
    with Session(engine, expire_on_commit=False) as session:
        try:
            yield session
            session.commit()
        except DBAPIError as error:
            if is_lost(error):
                session.invalidate()
            raise


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one snapshot of the database and never writes: its end rolls back."""
    with Session(_for_reading(engine)) as session:
        if engine.dialect.name != "sqlite":
            session.connection(execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True})
        yield session


@lru_cache(maxsize=8)
def _for_reading(engine: Engine) -> Engine:
    """The engine with the read-only option; cached, because it is used many times a second."""
    return engine.execution_options(readonly=True)


@contextmanager
def starting(engine: Engine) -> Iterator[None]:
    """One process at a time where several may serve the same data: another one that starts waits at the beginning of
    the block."""
    if engine.dialect.name == "sqlite":  # the data folder's lock guarantees it
        yield
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as line:
        line.exec_driver_sql("SET statement_timeout = 0")
        line.exec_driver_sql("SET lock_timeout = 0")
        line.exec_driver_sql(f"SELECT pg_advisory_lock({STARTING})")
        try:
            yield
        finally:
            line.invalidate()  # the lock and the settings end with the connection


def try_to_write(engine: Engine) -> bool:
    """Whether a commit reaches the disk. Leaves one row that is never read."""
    try:
        with transaction(engine) as db:
            db.execute(delete(house).where(house.c.name == "trial"))
            db.execute(insert(house).values(name="trial", value="x" * 1000))
    except (DBAPIError, sqlite3.Error, OSError):
        return False
    return True


def is_lost(error: DBAPIError) -> bool:
    """Whether the connection must be discarded: after a failed write or sync, SQLite's cache of the file may differ
    from the disk."""
    return any(str(getattr(one, "sqlite_errorname", "")).startswith("SQLITE_IOERR") for one in _behind(error))


def is_passing(error: BaseException) -> bool:
    """Whether a retry may succeed: two writers met, another process holds the file, or the connection to PostgreSQL was
    lost. The commit may have happened or not; the commands' idempotency keys make a retry harmless."""
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY
    code = getattr(error.orig, "pgcode", None)
    return (
        error.connection_invalidated
        or (code or "").startswith(PASSING)
        or (code is None and isinstance(error, OperationalError))
    )


def is_full(error: BaseException) -> bool:
    """Whether something failed because the disk is full."""
    return any(_says_full(one) for one in _behind(error))


def _behind(error: BaseException) -> Iterator[BaseException]:
    """An error and its causes. After some failures SQLite rolls back the whole transaction; rolling back a savepoint
    then fails as well, and that error would hide the cause."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__


def _says_full(error: BaseException) -> bool:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, OSError):
        return cause.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO)
    return (cause is not error or isinstance(cause, sqlite3.Error)) and any(
        words in str(cause).lower() for words in NO_ROOM
    )
