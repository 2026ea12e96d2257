"""Prepared statements write and find exactly the rows that SQLAlchemy does."""

import importlib.metadata
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, delete, insert, select, text, tuple_, update
from sqlalchemy.exc import IntegrityError, OperationalError

from workshop.storage import database, schema_upgrade
from workshop.storage.frequent_queries_compiled_once import Prepared, PreparedIn, PreparedSelect
from workshop.storage.tables import ballot, key

BALLOTS = [{"id": f"b{n}", "activity": 1, "source": "phone", "n": n, "weight": 1, "cast": n % 2} for n in range(3)]
KEYS = [
    {"forum": 1, "actor": f"a{n}", "key": f"k{n}", "answer": {"verb": "ballot.set", "made": {"sana": "työ"}}}
    for n in range(3)
]


@pytest.fixture
def line(tmp_path: Path) -> Any:
    engine = database.connect(f"sqlite:///{tmp_path / 'forum.db'}")
    schema_upgrade.upgrade(engine)
    with engine.connect() as db:
        db.execute(text("PRAGMA defer_foreign_keys=ON"))
        yield db
        db.rollback()
    engine.dispose()


def test_rows_are_written_as_sqlalchemy_writes_them(line: Any) -> None:
    for table, rows in ((ballot, BALLOTS), (key, KEYS)):
        line.execute(insert(table), rows)
        usual = sorted(map(tuple, line.execute(select(table))), key=str)
        line.execute(delete(table))
        hot = Prepared(insert(table))
        hot.run(line, rows[0])
        hot.run(line, *rows[1:])
        assert sorted(map(tuple, line.execute(select(table))), key=str) == usual


def test_rows_are_changed_and_removed(line: Any) -> None:
    line.execute(insert(ballot), BALLOTS)
    Prepared(update(ballot).where(ballot.c.id == bindparam("its")).values(n=bindparam("new_n"))).run(
        line, {"its": "b0", "new_n": 7}, {"new_n": 8, "its": "b1"}
    )
    Prepared(delete(ballot).where(ballot.c.id == bindparam("its"))).run(line, {"its": "b2", "more": "is not asked for"})
    assert dict(line.execute(select(ballot.c.id, ballot.c.n)).all()) == {"b0": 7, "b1": 8}


def test_rows_are_found_among_any_number(line: Any) -> None:
    line.execute(insert(key), KEYS)
    one = key.c.actor.in_(bindparam("actors", expanding=True))
    by_one = PreparedIn(select(key.c.key).where(key.c.forum == bindparam("forum"), one), "actors")
    for actors, found in (([], ""), (["a1"], "k1"), (["a0", "a2", "nobody"], "k0 k2"), (["a' OR 1=1 --"], "")):
        assert " ".join(sorted(name for (name,) in by_one.run(line, actors, forum=1))) == found
    pair = tuple_(key.c.actor, key.c.key).in_(bindparam("pairs", expanding=True))
    by_two = PreparedIn(select(key.c.actor, key.c.key).where(key.c.forum == bindparam("forum"), pair), "pairs")
    assert [tuple(row) for row in by_two.run(line, [("a1", "k1"), ("a0", "k2")], forum=1)] == [("a1", "k1")]
    assert not list(by_two.run(line, [], forum=1))
    assert not list(by_two.run(line, [("a1", "k1")], forum=2))


def test_what_is_found_is_what_sqlalchemy_finds(line: Any) -> None:
    """The list in any place, values and lists that the statement holds, and rows with the types of their columns."""
    line.execute(insert(key), KEYS)
    line.execute(insert(ballot), BALLOTS)
    statement = (
        select(key.c.answer, (key.c.key == "k1").label("second"), ballot.c.n.label("votes"))
        .join(ballot, ballot.c.source == "phone")
        .where(key.c.actor.in_(bindparam("actors", expanding=True)), key.c.forum == bindparam("forum"))
        .where(ballot.c.n.in_([1, 2]), ballot.c.id.not_in(["b9"]), ballot.c.weight == 1)
        .order_by(key.c.key, ballot.c.n)
    )
    prepared = PreparedIn(statement, "actors")
    for actors in (["a1"], ["a0", "a1"], []):
        usual = line.execute(statement, {"actors": actors, "forum": 1}).all()
        found = prepared.run(line, actors, forum=1)
        assert [tuple(row) for row in found] == [tuple(row) for row in usual] and len(found) == 2 * len(actors)
        assert [(row.answer, row.second, row.votes) for row in found] == [
            (row.answer, row.second, row.votes) for row in usual
        ]
        assert all(type(row.answer) is dict and type(row.second) is bool for row in found)


def test_one_is_found_by_its_values(line: Any) -> None:
    line.execute(insert(key), KEYS)
    prepared = PreparedSelect(select(key.c.answer, key.c.key).where(key.c.actor == bindparam("actor")))
    assert [(row.answer, row.key) for row in prepared.run(line, actor="a1")] == [(KEYS[1]["answer"], "k1")]
    assert not prepared.run(line, actor="nobody")


def test_errors_are_those_of_sqlalchemy(line: Any) -> None:
    """The writer tells by them whether to try again, and whether the disk is full."""
    adding = Prepared(insert(key))
    adding.run(line, KEYS[0])
    with pytest.raises(IntegrityError) as twice:
        adding.run(line, KEYS[0])
    assert isinstance(twice.value.orig, sqlite3.IntegrityError) and "a0" not in str(twice.value)
    looking = PreparedSelect(select(key.c.key))
    looking.run(line)
    line.execute(text("ALTER TABLE key RENAME TO former"))
    with pytest.raises(OperationalError, match="no such table"):
        looking.run(line)


@pytest.mark.parametrize("stored", ['{"verb":"\\ud800"}', '{"n":1e999}', '{"n":[1,2.5,null,"työ"]}'])
def test_json_is_read_as_python_reads_it(line: Any, stored: str) -> None:
    """In a file from outside may stand what the quicker decoder refuses."""
    line.execute(insert(key), KEYS[:1])
    line.execute(text("UPDATE key SET answer = :stored"), {"stored": stored})
    assert line.scalars(select(key.c.answer)).all() == [json.loads(stored)]


def test_a_transaction_begins_where_none_has(tmp_path: Path) -> None:
    engine = database.connect(f"sqlite:///{tmp_path / 'forum.db'}")
    schema_upgrade.upgrade(engine)
    with engine.connect() as db:
        Prepared(insert(key)).run(db, KEYS[0])
        db.rollback()
        assert not PreparedSelect(select(key.c.key)).run(db)
    engine.dispose()


def test_the_compiler_we_lean_on_is_the_one_we_looked_at() -> None:
    assert importlib.metadata.version("sqlalchemy").startswith("2.1."), (
        "read how it names parameters again, then change this line"
    )
