"""These tests need PostgreSQL and Redis: the runner finds them or says aloud that this machine has none."""

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.several.servers import PostgreSQL, Redis
from tests.tools import machine
from workshop.settings import Settings
from workshop.storage import database, schema


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """One PostgreSQL for all; each test has databases of its own in it."""
    programs = os.environ.get("TEST_POSTGRESQL") or machine.own_postgresql()
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
    program = os.environ.get("TEST_REDIS") or machine.program("redis-server", "")
    if not program:
        pytest.fail("no Redis; `make test` would have said so")
    made = Redis(program)
    try:
        made.start()
        yield made
    finally:
        made.remove()


@pytest.fixture
def engine(postgresql: PostgreSQL) -> Iterator[Engine]:
    """An upgraded, empty database, the way the program itself connects to it. Takes the place of the file everywhere."""
    made = database.connect(Settings.from_env({"DATABASE_URL": postgresql.database()}).database_url)
    schema.upgrade(made)
    yield made
    made.dispose()
