"""A forum with very many ballots is deleted in pieces: gone at once for everybody, and wholly gone later, whenever."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import UniqueConstraint, func, select

from tests.conftest import Room, furnish
from tests.reports.forums import TURKU
from workshop import forum_templates
from workshop.pages.office import home_view_model
from workshop.pages.office.next_tasks import to_do
from workshop.projections import search
from workshop.storage import backup, removed_forums
from workshop.storage.auto_backup import AutoBackup
from workshop.storage.database import reading, transaction
from workshop.storage.log import HOUSE
from workshop.storage.removed_forums import RemovedForums
from workshop.storage.tables import Forum, Row, key, log
from workshop.verifier.check import verify

WORDS = "Kuuluuko tämä vielä jostakin?"
PEOPLE = 12
REST = {"activity", "participant", "ballot", "ballot_owner", "mark", "dealt", "done", "key"}
"""The tables in which something is left at first."""


@pytest.fixture
def large(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """An ended forum with ideas and with ballots by phone, on paper and from elsewhere, which counts as large."""
    monkeypatch.setattr(removed_forums, "FEW", 10)
    monkeypatch.setattr(removed_forums, "PAUSE", 0)
    monkeypatch.setattr(removed_forums, "FIRST", 5)
    step, dots = room.step("ideas", 2), room.step("dots")
    room.must("agenda.go", activity=step)
    people = [room.comes(f"person {n}") for n in range(PEOPLE)]
    idea = room.must("idea.add", people[0], activity=step, text=WORDS)["idea"]
    room.must("agenda.go", activity=dots)
    for who in people:
        room.must("ballot.set", who, activity=dots, n=1, marks={str(idea): 1})
        room.must("activity.done", who, activity=dots, done=True)
    room.must("ballot.enter", activity=dots, marks={str(idea): 2})
    room.must("activity.close", activity=dots)
    room.must("forum.end")
    return room


FEW_PARENTS = {"placement.cluster", "theme_proposal.cluster"}
"""A forum has a few themes only, so that searches for what belongs to them are few."""


def rows(room: Room) -> dict[str, int]:
    """Table → its rows, without those of the house and the log."""
    told = {"house", "alembic_version", "account", "series", "house_reason", "log"}
    with reading(room.engine) as db:
        line = db.connection()
        counts = {
            name: line.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
            for name in Row.metadata.tables.keys() - told
        }
        counts["key"] = db.scalar(select(func.count()).select_from(key).where(key.c.forum != HOUSE))
    return {name: count for name, count in counts.items() if count}


def found_by_verify(room: Room) -> list[str]:
    """What `workshop verify` finds wrong."""
    return [str(one) for one in verify(room.engine.url.render_as_string(hide_password=False))["problems"]]


def contents(room: Room) -> list[str]:
    """The commands of the log of the removed forum whose content is still there."""
    with reading(room.engine) as db:
        return [str(row.command) for row in db.execute(log.select().where(log.c.forum == 1)) if row.body is not None]


def test_it_is_gone_at_once_and_wholly_a_little_later(large: Room, tmp_path: Path) -> None:
    large.must("forum.remove")
    with reading(large.engine) as db:
        (left,) = db.scalars(select(Forum)).all()
        home = home_view_model.home(db, large.now)
        assert (home.next, home.shelves, home.rehearsals) == (None, [], [])
        assert to_do(db, large.now, TURKU, 12) == [] and search.search(db, left.code).forums == []
    assert left.remains_of == large.forum != left.id and not left.title
    assert rows(large) == {"forum": 1, **{name: n for name, n in rows(large).items() if name in REST}}
    assert rows(large)["ballot"] == rows(large)["mark"] == PEOPLE + 1
    assert contents(large) and set(contents(large)) <= set(removed_forums.WORDLESS), "no words of anybody"
    assert found_by_verify(large) == []
    copy = backup.make(tmp_path / "forum.db", tmp_path / "copy.db")
    assert (copy.problems, copy.odd) == ([], []), "it can be backed up meanwhile"
    RemovedForums(large.engine).clear()
    assert rows(large) == {} and contents(large) == []
    assert found_by_verify(large) == []


def test_a_deletion_that_was_cut_off_goes_on_at_the_next_start(large: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    large.must("forum.remove")
    first, before = RemovedForums(large.engine), rows(large)["ballot"]
    monkeypatch.setattr(removed_forums.time, "sleep", lambda seconds: first.job.end())
    first.clear()
    assert 0 < rows(large)["ballot"] < before
    assert found_by_verify(large) == [], "between any two pieces"
    monkeypatch.setattr(removed_forums.time, "sleep", lambda seconds: None)
    RemovedForums(large.engine).clear()
    assert rows(large) == {} and contents(large) == []


def test_every_piece_leaves_data_in_which_nothing_is_wrong(large: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces: list[list[str]] = []
    monkeypatch.setattr(removed_forums.time, "sleep", lambda seconds: pieces.append(found_by_verify(large)))
    large.must("forum.remove")
    RemovedForums(large.engine).clear()
    assert len(pieces) > 12 and not any(pieces)


def test_other_forums_keep_all_they_have(large: Room) -> None:
    other = furnish(large.engine, forum_templates.load("forum-1"))
    step, dots = other.step("ideas", 2), other.step("dots")
    other.must("agenda.go", activity=step)
    idea = other.must("idea.add", other.comes("ada"), activity=step, text="Kahvila")["idea"]
    other.must("agenda.go", activity=dots)
    other.must("ballot.set", other.comes("ada"), activity=dots, n=1, marks={str(idea): 2})
    seen = other.sees("facilitators")
    large.must("forum.remove")
    RemovedForums(large.engine).clear()
    assert other.sees("facilitators") == seen and rows(other)["mark"] == rows(other)["ballot_owner"] == 1
    assert found_by_verify(large) == []


def test_what_belongs_to_a_deleted_row_is_found_by_an_index() -> None:
    """Each deleted ballot and participant of a forum cost a search of all that every forum has."""
    for table in Row.metadata.tables.values():
        sets = [
            table.primary_key,
            *table.indexes,
            *(one for one in table.constraints if isinstance(one, UniqueConstraint)),
        ]
        begin = {next(iter(one.columns)).name for one in sets if one.columns}
        unindexed = {str(key.parent) for key in table.foreign_keys if key.parent.name not in begin}
        assert unindexed <= FEW_PARENTS, unindexed


def test_a_small_forum_leaves_nothing_behind(large: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(removed_forums, "FEW", 3_000)
    large.must("forum.remove")
    assert rows(large).keys() <= {"key"} and contents(large) == []


def test_what_is_left_of_a_forum_that_was_not_removed_is_found(large: Room) -> None:
    with transaction(large.engine) as db:
        removed_forums.set_aside(db, db.get_one(Forum, large.forum))
    assert any("it was not removed" in one for one in found_by_verify(large))


def test_a_copy_that_was_made_before_all_was_deleted_goes_with_the_rest(large: Room, tmp_path: Path) -> None:
    looking = AutoBackup(large.engine, tmp_path / "forum.db", lambda: large.now)
    large.must("forum.remove")
    large.now += 1
    looking.forget()
    meanwhile = looking.copy("time")
    assert meanwhile
    RemovedForums(large.engine).clear()
    large.now += 1000
    looking.forget()
    (left,) = (tmp_path / "backups").iterdir()
    with closing(sqlite3.connect(left)) as db:
        assert db.execute("SELECT count(*) FROM ballot").fetchone() == (0,) and not meanwhile.exists()


@pytest.mark.parametrize(
    ("rows", "took", "then"),
    [
        (50, 0.0, 100),
        (50, removed_forums.SHORTEST, 50),
        (50, removed_forums.LONGEST, 50),
        (50, removed_forums.LONGEST + 0.001, 25),
        (7, 1.0, removed_forums.LEAST),
        (800, 0.0, removed_forums.MOST),
    ],
)
def test_a_piece_is_as_large_as_others_can_wait_for(rows: int, took: float, then: int) -> None:
    assert removed_forums._next_size(rows, took) == then


@pytest.mark.parametrize(("log_n", "few", "is_large"), [(20, 20, False), (21, 20, True), (0, 13, False), (0, 12, True)])
def test_a_forum_is_large_by_its_log_or_by_its_marks(
    large: Room, monkeypatch: pytest.MonkeyPatch, log_n: int, few: int, is_large: bool
) -> None:
    """It has thirteen marks, one of them on paper. An import may bring thousands in one command."""
    monkeypatch.setattr(removed_forums, "FEW", few)
    with reading(large.engine) as db:
        assert removed_forums.is_large(db, Forum(id=large.forum, log_n=log_n)) is is_large
