"""These tests need PostgreSQL and Redis: the runner finds them or says aloud that this machine has none."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from workshop.bench.services import PostgreSQL, Redis, postgresql_programs, program
from workshop.runtime.settings import Settings
from workshop.storage import database, schema


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """One PostgreSQL for all; each test has databases of its own in it."""
    programs = postgresql_programs()
    if not programs:
        pytest.fail("no PostgreSQL; `make test` would have said so")
    made = PostgreSQL(programs)
    try:
        made.start()
        yield made
    finally:
        made.remove()


@pytest.fixture
def redis() -> Iterator[Redis]:
    """A Redis of this test's own."""
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
    """The address of an upgraded database, to be copied: the migrations take longer than most tests."""
    url = postgresql.database()
    made = connect(url)
    schema.upgrade(made)
    made.dispose()
    return url


@pytest.fixture
def engine(postgresql: PostgreSQL, upgraded: str) -> Iterator[Engine]:
    """An upgraded, empty database. Takes the place of the file everywhere."""
    url = postgresql.database(like=upgraded)
    made = connect(url)
    yield made
    made.dispose()
    postgresql.drop(url)


def connect(url: str) -> Engine:
    """The way the program itself connects."""
    return database.connect(Settings.from_env({"DATABASE_URL": url}).database_url)
