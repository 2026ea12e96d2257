"""Damaged or foreign database files: verify, restore and the start say what is wrong; such a file is never restored."""

import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Room
from workshop.__main__ import main
from workshop.storage import backup, database, log, schema_upgrade, table_structure
from workshop.storage.database import reading

UNREADABLE = "CAST(X'ff' AS TEXT)"
SHAPES = {
    "DROP TABLE mark": "the table mark is missing",
    'ALTER TABLE ballot DROP COLUMN "cast"': "ballot.cast is missing",
    "ALTER TABLE idea ADD COLUMN more TEXT": "idea.more is not of this release",
    "ALTER TABLE mark RENAME TO old; CREATE VIEW mark AS SELECT * FROM old": "holds a view",
    "CREATE TRIGGER rewrite AFTER INSERT ON idea BEGIN UPDATE idea SET text = ''; END": "holds a trigger",
    "CREATE TABLE other (a)": "the table other is of another program",
    "DROP TABLE done; "
    "CREATE TABLE done (activity INTEGER NOT NULL, participant INTEGER NOT NULL, gone INTEGER NOT NULL)": (
        "the rules of the table done"
    ),
    "DROP TABLE house; "
    "CREATE TABLE house (name VARCHAR(40) NOT NULL PRIMARY KEY ON CONFLICT REPLACE, value TEXT NOT NULL)": (
        "the rules of the table house"
    ),
    "DROP TABLE house; CREATE TABLE house (name VARCHAR(40) NOT NULL PRIMARY KEY, value BLOB)": (
        "house.value is not as it was made"
    ),
    "DELETE FROM alembic_version": "does not say which release wrote it",
    "UPDATE alembic_version SET version_num = '0000'": "no release knows its schema '0000'",
    "UPDATE alembic_version SET version_num = X'00'": "no release knows its schema",
}
VALUES = {
    "UPDATE forum SET title = 'no JSON'": "1 values in forum.title cannot be read",
    "UPDATE forum SET title = '[]'": "forum.title",
    "UPDATE forum SET title = '{\"fi\": 5}'": "forum.title",
    "UPDATE forum SET languages = '{}'": "forum.languages",
    "UPDATE activity SET settings = X'7b7d'": "activity.settings",
    "UPDATE activity SET minutes = 'many'": "activity.minutes",
    "UPDATE forum SET frozen = 7": "forum.frozen",
    "UPDATE forum SET paused = 7": "forum.paused",
    "UPDATE forum SET moderation_chosen = 'yes'": "forum.moderation_chosen",
    "UPDATE forum SET place = X'00'": "forum.place",
    "UPDATE activity SET name = '[]'": "activity.name",
    f"UPDATE forum SET wifi_network = {UNREADABLE}": "forum",
    f"UPDATE forum SET title = {UNREADABLE}": "forum.title",
}
IDEA = (
    "INSERT INTO idea (forum, activity, number, text, key, source, state, flags, created_at, left_out) "
    "VALUES (1, 3, 1, 'x', 'k', 'phone',"
)
UNFIT = {
    "UPDATE activity SET kind = 'lottery' WHERE id = 1": "activity.kind",
    "UPDATE activity SET state = 'ajar' WHERE id = 1": "activity.state",
    "UPDATE activity SET settings = '{}' WHERE kind = 'dots'": "the settings of step",
    "UPDATE activity SET settings = json_set(settings, '$.dots', 'many') WHERE kind = 'dots'": "the settings of step",
    "UPDATE activity SET settings = json_set(settings, '$.dots', json('[]')) WHERE kind = 'dots'": (
        "the settings of step"
    ),
    "UPDATE activity SET settings = json_set(settings, '$.cap', 1e99) WHERE kind = 'dots'": "the settings of step",
    "UPDATE activity SET settings = json_set(settings, '$.style', 7) WHERE kind = 'ideas'": "the settings of step",
    "UPDATE activity SET minutes = -5": "activity.minutes",
    "UPDATE activity SET ends_at = 9223372036854775807": "activity.ends_at",
    "UPDATE activity SET opened_at = -1": "activity.opened_at",
    'UPDATE activity SET prompt = \'{"xx": "?"}\'': "activity.prompt has words in a language",
    'UPDATE activity SET name = \'{"xx": "?"}\'': "activity.name has words in a language",
    "UPDATE forum SET starts_at = -1": "forum.starts_at",
    "UPDATE forum SET cluster = 99": "forum.cluster names what is not there",
    "UPDATE forum SET started_at = 999999999999999": "forum.started_at",
    "UPDATE forum SET created_at = 1e15": "forum.created_at",
    "UPDATE forum SET languages = '[\"tlh\"]'": "forum.languages names",
    "UPDATE forum SET languages = '[]'": "forum.languages names",
    'UPDATE forum SET screen_languages = \'["fi", ""]\'': "forum.screen_languages names",
    "UPDATE forum SET state = 'over'": "forum.state",
    "UPDATE forum SET moderation = ''": "forum.moderation",
    "UPDATE forum SET ref = 'a/b'": "forum.ref",
    "UPDATE forum SET ref = ''": "forum.ref",
    "UPDATE forum SET ref = 'a?b'": "forum.ref",
    "UPDATE forum SET screen_token = '../x'": "forum.screen_token",
    "UPDATE forum SET code = 'ä'": "forum.code",
    "UPDATE forum SET now = 99": "forum.now names what is not there",
    "UPDATE forum SET spotlight = 99": "forum.spotlight names what is not there",
    "UPDATE forum SET vote = 99": "forum.vote names what is not there",
    "UPDATE forum SET next_number = 0": "forum.next_number",
    "INSERT INTO ballot VALUES ('b', 8, 'paper', 2, 1, 1)": "activity.last_paper would number",
    "UPDATE sqlite_sequence SET seq = 9223372036854775807 WHERE name = 'activity'": (
        "the counter of 'activity' is at its end"
    ),
    "UPDATE sqlite_sequence SET seq = 'x'": "is at its end",
    "INSERT INTO cluster (forum, letter, title, removed, version) VALUES (1, '/', '', 0, 1)": "cluster.letter",
    "INSERT INTO participant (forum, token_hash, pid, seed, language, joined_at) VALUES (1, 'h', 'p', 1, 'tlh', 1)": (
        "participant.language"
    ),
    "INSERT INTO idea (forum, activity, number, text, key, source, state, flags, created_at, left_out) VALUES"
    " (1, 3, 1, 'x', 'k', 'pigeon', 'shown', '[]', 1, 0)": "idea.source",
    "INSERT INTO idea (forum, activity, number, text, key, source, state, flags, created_at, left_out) VALUES"
    " (1, 3, 1, 'x', 'k', 'phone', 'lost', '[]', 1, 0)": "idea.state",
    f"UPDATE forum SET next_number = 2; {IDEA} 'shown', '[\"curse\"]', 1, 0)": "idea.flags",
    f"{IDEA} 'shown', '[]', 1, 0); UPDATE idea SET lang = 'tlh'": "idea.lang",
    f"{IDEA} 'withdrawn', '[]', 1, 0); UPDATE idea SET withdrawn_from = 'lost'": "idea.withdrawn_from",
    "INSERT INTO ballot VALUES ('b', 8, 'phone', 0, 1, 1); INSERT INTO mark VALUES ('b', 1, 99999999, NULL)": "mark.x",
    "UPDATE log SET role = 'ghost' WHERE forum = 1 AND n = 1": "log.role",
    "UPDATE log SET at = 9223372036854775807 WHERE forum = 1 AND n = 1": "log.at",
}
"""Values of the right type that this program never writes; some page would fail on each."""
LOGS = {
    "UPDATE house SET value = 'garbage' WHERE name = 'log'": "house: ",
    "UPDATE house SET value = 'a b' WHERE name = 'log'": "house: ",
    f"UPDATE house SET value = '{'9' * 5_000} b' WHERE name = 'log'": "house: ",
    "UPDATE house SET value = X'00' WHERE name = 'log'": "house: ",
    f"UPDATE house SET value = {UNREADABLE} WHERE name = 'log'": "house: ",
    "UPDATE log SET body = X'00', salt = 5 WHERE forum != 0": "row 1: ",
    "UPDATE log SET body = X'' WHERE forum != 0": "row 1: ",
    "UPDATE log SET salt = X'00' WHERE forum != 0": "row 1: ",
    "UPDATE log SET n = 'one' WHERE forum != 0 AND n = 1": "row 'one': ",
    "UPDATE log SET at = 'then', hash = X'00' WHERE forum != 0 AND n = 1": "row 1: ",
    "UPDATE log SET at = 9e999 WHERE forum != 0 AND n = 1": "row 1: ",
    f"UPDATE log SET command = {UNREADABLE} WHERE forum != 0 AND n = 1": "cannot be read",
    "UPDATE forum SET log_n = 'many', log_head = X'00'": "but many rows were counted",
    "UPDATE forum SET log_head = 'another'": "but not with the hash that was noted as its last",
}


def spoiled(room: Room, path: Path, statements: str) -> Path:
    """A copy of the room's data in which something was done by hand."""
    for on in (True, False):
        room.must("screen.freeze", on=on)
    room.engine.dispose()
    path.parent.mkdir(exist_ok=True)
    shutil.copy(room.engine.url.database or "", path)
    line = sqlite3.connect(path)
    line.executescript(statements)
    line.commit()
    line.close()
    return path


@pytest.mark.parametrize(
    ("statements", "told"), [*SHAPES.items(), *VALUES.items(), *UNFIT.items(), *((one, "") for one in LOGS)]
)
def test_what_is_not_whole_is_never_put_back(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any, statements: str, told: str
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(tmp_path / "forum.db", data / "forum.db")
    before = (data / "forum.db").read_bytes()
    path = spoiled(room, tmp_path / "spoiled.db", statements)
    monkeypatch.setenv("WORKSHOP_DATA", str(data))
    looked = backup.look(path)
    problems = looked.problems + looked.odd
    assert problems and told in " ".join(problems), problems
    assert main(["restore", str(path)]) == 1
    said = capsys.readouterr()
    why = "is not a whole backup" if looked.problems else "holds what this program does not write"
    assert f"{path} {why}, so nothing was changed: " in said.err and "Restored" not in said.out
    assert (data / "forum.db").read_bytes() == before and not (data / "backups").exists()
    assert main(["verify", "--file", str(path)]) == 1


@pytest.mark.parametrize(("statements", "told"), LOGS.items())
def test_a_log_that_cannot_be_read_is_a_problem_and_no_error(
    room: Room, tmp_path: Path, statements: str, told: str
) -> None:
    engine = database.connect(f"sqlite:///{spoiled(room, tmp_path / 'data' / 'forum.db', statements)}")
    with reading(engine) as db:
        found = list(backup.chains(db, {room.forum: "ABCD"}))
    engine.dispose()
    assert any(told in problem for problem in found), found


@pytest.mark.parametrize("statements", [*SHAPES, *VALUES, *LOGS])
def test_the_start_says_so_in_words(room: Room, tmp_path: Path, statements: str) -> None:
    engine = database.connect(f"sqlite:///{spoiled(room, tmp_path / 'data' / 'forum.db', statements)}")
    with pytest.raises(schema_upgrade.SchemaError, match=r"Restore|There is no backup"):
        schema_upgrade.upgrade(engine)
        schema_upgrade.prove(engine)
    engine.dispose()


@pytest.mark.parametrize("statements", [*LOGS, f"UPDATE forum SET state = 'live', code = {UNREADABLE}"])
def test_so_does_the_start_of_a_database_too_large_to_look_through(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statements: str
) -> None:
    monkeypatch.setattr(schema_upgrade, "LONG", 0)
    path = spoiled(room, tmp_path / "data" / "forum.db", f"UPDATE forum SET state = 'live'; {statements}")
    engine = database.connect(f"sqlite:///{path}")
    with pytest.raises(schema_upgrade.SchemaError, match=r"Restore|There is no backup"):
        schema_upgrade.prove(engine)
    engine.dispose()


DROPPED = ("DROP TABLE mark", "DROP TABLE forum", f"UPDATE forum SET code = {UNREADABLE}")


@pytest.mark.parametrize("statements", [*VALUES, *list(UNFIT)[:3], *LOGS, *DROPPED])
def test_verify_says_so_in_words(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any, statements: str
) -> None:
    code = room.sees("facilitators")["forum"][str(room.forum)]["code"]
    path = spoiled(room, tmp_path / "data" / "forum.db", statements)
    monkeypatch.setenv("WORKSHOP_DATA", str(path.parent))
    assert main(["verify"]) == 1
    assert re.search(r"cannot be read|row |counted|ends|missing|none that", capsys.readouterr().out)
    harmed = not statements.startswith("UPDATE house SET value = '")  # that log is not this forum's
    assert main(["verify", code]) == int(harmed)


def test_a_newer_releases_file_is_left_to_that_release(room: Room, tmp_path: Path) -> None:
    path = spoiled(room, tmp_path / "newer.db", "UPDATE alembic_version SET version_num = '9999'; DROP TABLE mark")
    with pytest.raises(backup.BackupError, match="Restore it with that release"):
        backup.put_back(path, tmp_path / "forum.db")
    assert any("newer release" in problem for problem in backup.look(path).problems)


def test_a_file_of_an_older_release_is_held_against_that_release(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_structure, "HEAD", "9998")
    table_structure.released.cache_clear()
    assert backup.look(spoiled(room, tmp_path / "whole.db", "")).problems == []
    assert backup.look(spoiled(room, tmp_path / "less.db", "DROP TABLE mark")).problems == ["the table mark is missing"]
    table_structure.released.cache_clear()


def test_the_tables_are_those_that_the_migrations_make() -> None:
    assert (
        table_structure.made_by_migrations(table_structure.HEAD) == table_structure.made_by_tables()
        and max(table_structure.known()) == table_structure.HEAD
    )


def test_an_erased_text_is_no_problem(room: Room) -> None:
    with reading(room.engine) as db:
        assert list(log.problems(db, room.forum)) == []


def test_forums_from_before_the_pause_was_a_deed_of_its_own_are_as_they_were(tmp_path: Path) -> None:
    engine = database.connect(f"sqlite:///{tmp_path}/old.db")
    with engine.begin() as link:
        table_structure.migrate(link, "0003")
        columns = table_structure._made(link, "forum").columns
        for id, (moderation, blank) in enumerate((("off", 0), ("before", 1)), 1):
            row = {
                name: f"'{id}'" if "CHAR" in made[0] else "'{}'" if made[0] == "JSON" else "0"
                for name, made in columns.items()
            }
            row |= {"id": str(id), "moderation": f"'{moderation}'", "blank": str(blank), "series": "NULL"}
            link.exec_driver_sql(f"INSERT INTO forum ({', '.join(row)}) VALUES ({', '.join(row.values())})")
        table_structure.migrate(link, "0004")
        rows = link.exec_driver_sql("SELECT moderation, moderation_chosen, blank, paused FROM forum ORDER BY id").all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [("off", 0, 0, 0), ("before", 1, 1, 1)]
