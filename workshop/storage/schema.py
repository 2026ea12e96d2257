"""From an empty or older database to this release's tables. Alembic is loaded only when there is something to do."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from workshop.storage.database import is_full

HEAD = "0001"
"""The newest migration."""
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
    kept = _keep_copy(engine) if found is not None else None
    _migrate(engine)
    return kept


def version(engine: Engine) -> str | None:
    """The schema's number, None for an empty database. Raises SchemaError for a damaged or foreign file."""
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
                raise SchemaError("The database file is damaged. Restore the newest backup from the data folder.")
            tables = inspect(connection).get_table_names()
            if "alembic_version" in tables:
                return _marked(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    except Exception as error:
        if isinstance(error, SchemaError) or is_full(error):
            raise
        raise SchemaError(f"The database cannot be read: {getattr(error, 'orig', error)}") from None
    if tables:
        raise SchemaError("The database holds tables of another program. Choose another folder with WORKSHOP_DATA.")
    return None


def _marked(number: object) -> str:
    if number is None:
        raise SchemaError("The database no longer says which release wrote it. Restore the newest backup from the data folder.")
    return str(number)


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _keep_copy(engine: Engine) -> str | None:
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    source = Path(engine.url.database)
    folder = source.parent / "backups"
    folder.mkdir(exist_ok=True)
    target = folder / f"before-upgrade-{time.strftime('%Y%m%d-%H%M%S')}.db"
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    return str(target)
