"""Checks that a database file has exactly the tables and columns of its release, no triggers or views, and readable
values.

A file from outside may hold anything. What our code would fail on later, or would never have written, is found here
before anything relies on it. Must not: know forums, people or servers. Only for SQLite.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_type_hints

from sqlalchemy import Column, MetaData, String, Table, create_engine
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from workshop.domain.background_questions import Counted, StoredQuestion
from workshop.storage.tables import Row, StoredReason

HEAD = "0039"
"""The revision of the newest migration."""
MIGRATIONS = Path(__file__).parent / "migrations"
ACTING = ("CHECK", "COLLATE", "ON CONFLICT")
"""Words in a table's SQL by which it would refuse, compare or replace rows differently from ours."""
ROWS = 1000
"""Rows fetched between two pauses."""


class Made(NamedTuple):
    """The structure of a table: its columns (type, not null, place in the key, hidden), its unique indexes, its foreign
    keys, and words of ACTING."""

    columns: dict[str, tuple[str, int, int, int]]
    rules: tuple[frozenset[object], ...]


Shape = dict[str, Made]


def known() -> set[str]:
    """The revisions of all migrations."""
    return {path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}


def is_newer(schema: str) -> bool:
    """Whether a later release has this revision."""
    return bool(re.fullmatch("[0-9]{4}", schema)) and schema > HEAD


def release(link: Connection) -> tuple[str, list[str]]:
    """The schema revision that a file says it has, and what is wrong with that."""
    found = link.exec_driver_sql("SELECT version_num FROM alembic_version").fetchmany(2)
    if len(found) != 1 or found[0][0] is None:
        return "", ["does not say which release wrote it"]
    schema = str(found[0][0])
    if is_newer(schema):
        return schema, [f"was written by a newer release (schema {schema}, this one knows {HEAD})"]
    return schema, [] if schema in known() else [f"no release knows its schema {schema!r}"]


def other_release(link: Connection) -> list[str]:
    """What is wrong when tables that this release uses say that another one wrote them."""
    schema, wrong = release(link)
    return wrong or ([] if schema == HEAD else [f"says that it has schema {schema}, but {HEAD} is in use"])


def problems(link: Connection, schema: str) -> Iterator[str]:
    """Where the tables differ from those of the release with that revision, in plain words."""
    if link.dialect.name != "sqlite":
        return
    ours, tables = released(schema), set()
    for kind, name in link.exec_driver_sql("SELECT type, name FROM sqlite_master ORDER BY type, name").fetchall():
        if kind == "table" and not name.startswith("sqlite_"):
            tables.add(name)
        elif kind in ("view", "trigger"):
            yield f"it holds a {kind} ({name!r}), which this program never makes"
    yield from (f"the table {name} is missing" for name in sorted(ours.keys() - tables))
    yield from (f"the table {name} is of another program" for name in sorted(tables - ours.keys()))
    for name in sorted(ours.keys() & tables):
        yield from _differences(name, ours[name], _made(link, name))


def _differences(table: str, ours: Made, found: Made) -> Iterator[str]:
    yield from (f"{table}.{column} is missing" for column in ours.columns.keys() - found.columns.keys())
    yield from (f"{table}.{column} is not of this release" for column in found.columns.keys() - ours.columns.keys())
    both = ours.columns.keys() & found.columns.keys()
    yield from (
        f"{table}.{column} is not as it was made" for column in both if ours.columns[column] != found.columns[column]
    )
    if ours.rules != found.rules:
        yield f"the rules of the table {table} are not those it was made with"


def unreadable(link: Connection, schema: str, pause: Callable[[], object]) -> Iterator[str]:
    """Which values our code could not read, in plain words. Only for tables without `problems`."""
    if link.dialect.name != "sqlite":
        return
    for table, made in released(schema).items():
        pause()
        try:
            yield from _unreadable(link, table, {name: column[0] for name, column in made.columns.items()}, pause)
        except DBAPIError as error:
            yield f"{table} holds what cannot be read: {error.orig}"


def _unreadable(link: Connection, table: str, types: dict[str, str], pause: Callable[[], object]) -> Iterator[str]:
    """Types are counted by the database, which is quick; only columns that Python decodes must be fetched once."""
    wrong = ", ".join(f"sum(NOT {_fits(table, name, type)})" for name, type in types.items())
    counts = link.exec_driver_sql(f'SELECT {wrong} FROM "{table}"').one()
    found = [
        f"{count} values in {table}.{name} cannot be read" for name, count in zip(types, counts, strict=True) if count
    ]
    yield from found
    texts = [f"coalesce(\"{name}\", '')" for name, type in types.items() if type not in ("INTEGER", "BOOLEAN")]
    if texts and not found:
        rows = link.exec_driver_sql(f"""SELECT {" || '|' || ".join(texts)} FROM "{table}" """)
        while rows.fetchmany(ROWS):
            pause()


def _fits(table: str, name: str, type: str) -> str:
    """The SQL condition under which our code can read a value of this column."""
    column = f'"{table}"."{name}"'
    if type == "BOOLEAN":
        return f"({column} IS NULL OR typeof({column}) = 'integer' AND {column} IN (0, 1))"
    if type == "INTEGER":
        return f"(typeof({column}) IN ('integer', 'null'))"
    if type != "JSON":
        return f"(typeof({column}) IN ('text', 'null'))"
    like = _hints().get((table, name), "")
    right = f"json_type({column}) = '{'array' if 'list[' in like else 'object'}'"
    if held := _held(like):
        right += f" AND NOT EXISTS (SELECT 1 FROM json_each({column}) WHERE type != '{held}')"
    return f"(CASE WHEN typeof({column}) = 'text' AND json_valid({column}) THEN {right} ELSE {column} IS NULL END)"


def _held(like: str) -> str:
    """SQLite's name for what a list or an object of this declared type holds; "" where that differs."""
    if "object" in like or "bool" in like or Counted.__name__ in like:
        return ""
    if StoredReason.__name__ in like or StoredQuestion.__name__ in like:
        return "object"
    if "list[list[" in like:
        return "array"
    return "integer" if "list[int]" in like else "text"


@cache
def _hints() -> dict[tuple[str, str], str]:
    """(table, column) → the type that its class declares."""
    hints = {("key", "answer"): "dict[str, object]"}
    for mapper in Row.registry.mappers:
        table = str(getattr(mapper.local_table, "name", ""))
        hints |= {(table, name): str(hint) for name, hint in get_type_hints(mapper.class_).items()}
    return hints


# -- what each release made -----------------------------------------------------------------------------------------


@cache
def released(schema: str) -> Shape:
    """The tables of the release with that revision. Alembic is imported only for older ones."""
    return made_by_tables() if schema == HEAD else made_by_migrations(schema)


def made_by_tables() -> Shape:
    """The tables of a new database of this release."""
    with create_engine("sqlite://").begin() as link:
        Row.metadata.create_all(link)
        Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True)).create(link)
        return _shape(link)


def made_by_migrations(schema: str) -> Shape:
    """The tables that the migrations up to that revision make from nothing."""
    with create_engine("sqlite://").begin() as link:
        migrate(link, schema)
        return _shape(link)


def migrate(link: Connection, to: str) -> None:
    """Run the migrations up to a revision, or `head`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = link
    command.upgrade(config, to)


def _shape(link: Connection) -> Shape:
    names = link.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).scalars()
    return {name: _made(link, name) for name in names.all()}


def _made(link: Connection, table: str) -> Made:
    """The structure of one of our tables. Its name is ours, so it may be part of a statement."""
    columns = {
        row.name: (row.type, row.notnull, row.pk, row.hidden)
        for row in link.exec_driver_sql(f'PRAGMA table_xinfo("{table}")').fetchall()
    }
    indexes = link.exec_driver_sql(f'PRAGMA index_list("{table}")').fetchall()
    unique = frozenset(_indexed(link, row.name) for row in indexes if row.unique)
    keys = link.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")').fetchall()
    refers = frozenset((row[3], row.table, row.to, row.on_update, row.on_delete) for row in keys)
    sql = str(
        link.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).scalar()
    ).upper()
    return Made(columns, (unique, refers, frozenset(word for word in ACTING if word in " ".join(sql.split()))))


def _indexed(link: Connection, index: str) -> tuple[str | None, ...]:
    quoted = index.replace('"', '""')
    return tuple(row.name for row in link.exec_driver_sql(f'PRAGMA index_info("{quoted}")').fetchall())
