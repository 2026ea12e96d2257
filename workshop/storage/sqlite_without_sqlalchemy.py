"""Runs statements by SQLite's own driver, on the connection and in the transaction that SQLAlchemy has begun: what
SQLAlchemy does around each statement takes longer than SQLite needs for a small one.

Errors are those that SQLAlchemy would raise, which is what callers know. Knows only SQLite; who calls it has asked for
the dialect.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError


def rows(db: Connection, text: str, given: Sequence[object] = ()) -> list[tuple[object, ...]]:
    """Run one statement; the rows that it returns. Raises DBAPIError."""
    try:
        return _line(db).execute(text, given).fetchall()
    except sqlite3.Error as error:
        raise _as_sqlalchemys(db, text, error) from error


def run_for_each(db: Connection, text: str, given: Iterable[Sequence[object]]) -> None:
    """Run one statement that returns nothing, once for each of these values. Raises DBAPIError."""
    try:
        _line(db).executemany(text, given)
    except sqlite3.Error as error:
        raise _as_sqlalchemys(db, text, error) from error


def _line(db: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, db.connection.dbapi_connection)


def _as_sqlalchemys(db: Connection, text: str, error: sqlite3.Error) -> BaseException:
    return DBAPIError.instance(text, None, error, sqlite3.Error, hide_parameters=True, dialect=db.dialect)
