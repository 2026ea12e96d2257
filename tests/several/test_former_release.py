"""A database of the former release on PostgreSQL: it opens, its log and its tables agree, and the evening goes on."""

import gzip
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, MetaData, Table, insert, text

from tests.conftest import in_room
from tests.rules.test_former_release import ABOUT, FORMER
from tests.several.conftest import connect
from workshop.bench.postgres_and_redis import PostgreSQL
from workshop.storage import schema_upgrade, table_structure
from workshop.verifier.check import verify

pytestmark = pytest.mark.several


def test_it_opens_and_goes_on(postgresql: PostgreSQL, tmp_path: Path) -> None:
    (tmp_path / "forum.db").write_bytes(gzip.decompress((FORMER / "forum.db.gz").read_bytes()))
    url = postgresql.database()
    with sqlite3.connect(tmp_path / "forum.db") as former:
        former.row_factory = sqlite3.Row
        moved(former, url)
    made = connect(url)
    schema_upgrade.upgrade(made)
    assert schema_upgrade.version(made) == schema_upgrade.HEAD
    schema_upgrade.prove(made)
    assert verify(url)["problems"] == []
    room = in_room(made, ABOUT["shown"], keys_from=1000)
    room.now = ABOUT["now"]
    room.must("cluster.add", title="Uusi")
    room.must("undo")
    assert verify(url)["problems"] == []
    made.dispose()


def moved(former: sqlite3.Connection, url: str) -> None:
    """Put the rows of a file into an empty database, in the tables of the file's release."""
    release = former.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    engine = connect(url)
    with engine.begin() as line:
        table_structure.migrate(line, release)
    tables = MetaData()
    tables.reflect(engine)
    with engine.begin() as line:
        for table in tables.sorted_tables:
            rows = former.execute(f'SELECT * FROM "{table.name}"').fetchall()
            if rows and table.name != "alembic_version":
                line.execute(insert(table), [as_stored(table, row) for row in rows])
                if "id" in table.columns and table.columns["id"].autoincrement is not False:
                    counted(line, table)
    engine.dispose()


def as_stored(table: Table, row: sqlite3.Row) -> dict[str, Any]:
    """A row of SQLite with the types that PostgreSQL has."""
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118  (a Row gives its values)
    for name, value in values.items():
        kind = table.columns[name].type
        if value is not None:
            values[name] = (
                json.loads(value) if isinstance(kind, JSON) else bool(value) if isinstance(kind, Boolean) else value
            )
    return values


def counted(line: Any, table: Table) -> None:
    """The next id of a table comes behind those that it holds."""
    sequence = line.execute(text(f"SELECT pg_get_serial_sequence('{table.name}', 'id')")).scalar()
    if sequence:
        line.execute(text(f"SELECT setval('{sequence}', (SELECT max(id) FROM {table.name}))"))
