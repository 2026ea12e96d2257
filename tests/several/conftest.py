"""Fixtures for tests that need PostgreSQL and Redis; the test runner finds the programs or reports that this machine
has none."""

import io
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.conftest import KeptRooms, lend
from workshop.bench.postgres_and_redis import PostgreSQL, Redis, postgresql_programs, program
from workshop.runtime.settings import Settings
from workshop.storage import database, schema_upgrade
from workshop.storage.tables import Row


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """One PostgreSQL server for all tests; each test has separate databases in it."""
    programs = postgresql_programs()
    if not programs:
        pytest.fail("no PostgreSQL; `make test` would have said so")
    made = PostgreSQL(programs, fsync=False)  # a killed server loses nothing by that, only a machine would
    try:
        made.start()
        yield made
    finally:
        made.remove()


@pytest.fixture
def redis() -> Iterator[Redis]:
    """A Redis server for one test."""
    path = program("redis-server")
    if not path:
        pytest.fail("no Redis; `make test` would have said so")
    made = Redis(path)
    try:
        made.start()
        yield made
    finally:
        made.remove()


@pytest.fixture(scope="session")
def upgraded(postgresql: PostgreSQL) -> str:
    """The address of an upgraded database to be copied: the migrations take longer than most tests."""
    url = postgresql.database()
    made = connect(url)
    schema_upgrade.upgrade(made)
    made.dispose()
    return url


@pytest.fixture(scope="session")
def lender(upgraded: str) -> Iterator[Engine]:
    """An engine that lends its compiled statements to those of all tests."""
    made = connect(upgraded)
    made.connect().close()  # so that it has met the server
    made.dispose()  # a database that somebody is connected to cannot be copied
    yield made


@pytest.fixture(scope="session")
def shared(postgresql: PostgreSQL, upgraded: str, lender: Engine) -> Engine:
    """A database for all tests that leave its tables as they are: making one takes longer than most tests."""
    return lend(lender, connect(postgresql.database(like=upgraded)))


@pytest.fixture
def engine(shared: Engine) -> Iterator[Engine]:
    """An upgraded, empty PostgreSQL database. Replaces the fixture with the SQLite file."""
    empty(shared)
    yield shared
    shared.dispose()


@pytest.fixture
def own_engine(postgresql: PostgreSQL, upgraded: str, lender: Engine) -> Iterator[Engine]:
    """An upgraded, empty database for a test that changes its tables."""
    url = postgresql.database(like=upgraded)
    made = lend(lender, connect(url))
    yield made
    made.dispose()
    postgresql.drop(url)


def empty(engine: Engine) -> None:
    """Deletes every row and numbers from 1 again. Whoever is still connected, from a test that failed, is cut off.

    TRUNCATE would make new files for every table and index, which takes longer than most tests.
    """
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
    tables = "; ".join(f'DELETE FROM "{name}"' for name in Row.metadata.tables)
    with engine.begin() as link:
        link.execute(text(others + "pg_backend_pid()"))
        link.execute(text(f"SET LOCAL session_replication_role = replica; {tables}"))  # foreign keys are not checked
        link.execute(text("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"))


class KeptRoomsOfPostgreSQL(KeptRooms):
    """As `KeptRooms`: its tables are copied out and in again, row by row as they are stored."""

    def keep(self, engine: Engine) -> Any:
        """The rows of each table that has some, and how far its numbers are."""
        rows = dict[str, str]()
        with closing(engine.raw_connection()) as link, link.cursor() as cursor:
            for name in Row.metadata.tables:
                cursor.copy_expert(f'COPY "{name}" TO STDOUT', found := io.StringIO())
                rows |= {name: found.getvalue()} if found.getvalue() else {}
            cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL")
            return rows, cursor.fetchall()

    def put_back(self, engine: Engine, content: Any) -> None:
        """Let the empty database hold that."""
        rows, numbers = content
        with closing(engine.raw_connection()) as link, link.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # foreign keys are not checked
            for name, lines in rows.items():
                cursor.copy_expert(f'COPY "{name}" FROM STDIN', io.StringIO(lines))
            for name, number in numbers:
                cursor.execute("SELECT setval(%s::regclass, %s)", (f'"{name}"', number))
            link.commit()


@pytest.fixture(scope="session")
def kept_rooms() -> KeptRooms:
    """Replaces the fixture with SQLite files."""
    return KeptRoomsOfPostgreSQL()


def connect(url: str) -> Engine:
    """Connect as the program itself does."""
    return database.connect(Settings.from_env({"DATABASE_URL": url}).database_url)
