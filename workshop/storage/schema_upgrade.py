"""Upgrades an empty or older database to this release's tables, and refuses a damaged one. Alembic is imported only
when there is something to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from workshop.contract.forum_states import LIVE
from workshop.storage import backup, database, table_structure
from workshop.storage.database import is_full
from workshop.storage.tables import Forum

HEAD = table_structure.HEAD
LONG = 20_000
"""The number of log rows up to which each start verifies all of them."""


class SchemaError(Exception):
    """The database cannot be used as it is. The message says what is wrong and what to do."""


@contextmanager
def room_to_write() -> Iterator[None]:
    """For writes before any page can show an error: a full disk becomes a SchemaError."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        if not is_full(error):
            raise
        raise SchemaError(
            "The disk with the data is full. Make room on it, or choose another folder with WORKSHOP_DATA."
        ) from None


@room_to_write()
def upgrade(engine: Engine) -> str | None:
    """Migrate the tables to HEAD; a file with data is backed up first. Returns the backup's path, if one was made.
    Raises SchemaError."""
    found = version(engine)
    if found == HEAD:
        return None
    if found is not None and table_structure.is_newer(found):
        raise SchemaError(
            f"This data was written by a newer release (schema {found}, this one knows {HEAD}). "
            "Use that release or an older backup."
        )
    if found is not None and found not in table_structure.known():
        raise SchemaError(f"The database is not whole: no release knows its schema {found!r}. {_advice(engine)}")
    kept = keep_copy(engine) if found is not None else None
    _migrate(engine)
    return kept


def version(engine: Engine) -> str | None:
    """The schema's revision, None for an empty database. Raises SchemaError for a damaged or foreign file."""
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
                raise SchemaError(f"The database file is damaged. {_advice(engine)}")
            tables = inspect(connection).get_table_names()
            if "alembic_version" in tables:
                number = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                if number is None:
                    raise SchemaError(f"The database no longer says which release wrote it. {_advice(engine)}")
                return str(number)
    except Exception as error:
        if isinstance(error, SchemaError) or is_full(error):
            raise
        raise SchemaError(f"The database cannot be read: {getattr(error, 'orig', error)}. {_advice(engine)}") from None
    if tables:
        raise SchemaError("The database holds tables of another program. Choose another folder with WORKSHOP_DATA.")
    return None


def _advice(engine: Engine) -> str:
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return "Put back the newest backup with PostgreSQL's own tools."
    return backup.advice(Path(engine.url.database).parent)


def prove(engine: Engine) -> None:
    """Verify that the tables are ours and that no log was altered. Raises SchemaError.

    Values, and the logs of forums that are not live, are only verified in a database that is not very large, so that a
    start stays quick.
    """
    try:
        with database.reading(engine) as db:
            broken = next(_not_ours(db), None)
            altered = next(_altered(db), None) if broken is None else None
    except DBAPIError as error:
        if is_full(error):
            raise
        raise SchemaError(f"The database cannot be read: {error.orig}. {_advice(engine)}") from None
    if broken is not None:
        raise SchemaError(f"The database is not whole: {broken}. {_advice(engine)}")
    if altered is not None:
        raise SchemaError(
            f"A log is damaged or was altered: {altered}. {_advice(engine)}\n"
            "Or start nevertheless, knowing that its results can no longer be proven: workshop serve --unproven"
        )


def _not_ours(db: Session) -> Iterator[str]:
    yield from table_structure.problems(db.connection(), HEAD)
    if backup.events(db) <= LONG:
        yield from table_structure.unreadable(db.connection(), HEAD, lambda: None)


def _altered(db: Session) -> Iterator[str]:
    query = select(Forum.id, Forum.code)
    live = query if backup.events(db) <= LONG else query.where(Forum.state == LIVE)
    return backup.chains(db, {row.id: row.code for row in db.execute(live)}, lambda: None)


def _migrate(engine: Engine) -> None:
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        table_structure.migrate(connection, "head")


def keep_copy(engine: Engine) -> str | None:
    """Make a verified backup of the tables before they are changed. Its path; None for databases that are not a
    file."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    source = Path(engine.url.database)
    target = backup.new_name(source.parent, backup.BEFORE_UPGRADE)
    try:
        backup.make(source, target, lambda: None)
    except backup.BackupError as error:
        raise SchemaError(f"The database was not upgraded, for it could not be copied first. {error}") from None
    return str(target)
