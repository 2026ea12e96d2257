"""From an empty or older database to this release's tables. Alembic is loaded only when there is something to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.exc import DBAPIError

from workshop.storage import backup, database
from workshop.storage.database import is_full
from workshop.storage.tables import Forum

HEAD = "0001"
"""The newest migration."""
LONG = 20_000
"""Rows of all logs up to which each start looks through every one of them."""
MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaError(Exception):
    """The database cannot be used as it is. The message says what is wrong and what to do."""


@contextmanager
def room_to_write() -> Iterator[None]:
    """Around what writes before anybody can be told on a page: a full disk becomes a SchemaError."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        if not is_full(error):
            raise
        raise SchemaError("The disk with the data is full. Make room on it, or choose another folder with WORKSHOP_DATA.") from None


@room_to_write()
def upgrade(engine: Engine) -> str | None:
    """Bring the tables to HEAD; a file with data is copied first. The copy's path, if one was made. Raises SchemaError."""
    found = version(engine)
    if found == HEAD:
        return None
    if found is not None and found > HEAD:
        raise SchemaError(
            f"This data was written by a newer release (schema {found}, this one knows {HEAD}). Use that release or an older backup."
        )
    kept = keep_copy(engine) if found is not None else None
    _migrate(engine)
    return kept


def version(engine: Engine) -> str | None:
    """The schema's number, None for an empty database. Raises SchemaError for a damaged or foreign file."""
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
    """Refuse logs that were altered; very long ones only where a forum is live, so that a start stays quick. Raises SchemaError."""
    with database.reading(engine) as db:
        every = backup.events(db) <= LONG
        query = select(Forum.id, Forum.code)
        forums = {row.id: row.code for row in db.execute(query if every else query.where(Forum.state == "live"))}
        problem = next(backup.chains(db, forums, lambda: None), None)
    if problem is not None:
        raise SchemaError(
            f"A log is damaged or was altered: {problem}. {_advice(engine)}\n"
            "Or start nevertheless, knowing that its results can no longer be proven: workshop serve --unproven"
        )


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def keep_copy(engine: Engine) -> str | None:
    """A proven copy of the tables as they are, before they are changed. Its path; None for databases that are not a file."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    source = Path(engine.url.database)
    target = backup.new_name(source.parent, backup.BEFORE_UPGRADE)
    try:
        backup.make(source, target, lambda: None)
    except backup.BackupError as error:
        raise SchemaError(f"The database was not upgraded, for it could not be copied first. {error}") from None
    return str(target)
