"""The engine and the transaction: WAL with a full sync, and our own BEGIN IMMEDIATE. The only file that commits."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000", "secure_delete=ON", "trusted_schema=OFF")


def connect(url: str) -> Engine:
    """An engine for `url`. On SQLite an acknowledgement after commit survives a power cut (tested: FULL, WAL, IMMEDIATE)."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"check_same_thread": False, "isolation_level": None})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # The driver is in autocommit: SQLAlchemy would otherwise release savepoints behind its own back.
    # Readers begin deferred and never wait for the writer; a deferred transaction that wrote could fail late.
    readonly = connection.get_execution_options().get("readonly", False)
    connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """A session whose work is committed (and on disk) when the block ends, or not done at all."""
    with Session(engine, expire_on_commit=False) as session:
        yield session
        session.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one moment of the database and never writes."""
    with Session(engine.execution_options(readonly=True)) as session:
        yield session
        session.rollback()
