"""Backups of the database: what is made, what is refused, what is kept, and when the server makes one automatically."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Room, furnish
from workshop import forum_templates
from workshop.__main__ import main
from workshop.access.authentication import device_hash
from workshop.storage import auto_backup, backup
from workshop.storage.auto_backup import AutoBackup, Glance
from workshop.storage.database import transaction
from workshop.storage.table_structure import HEAD

POSTGRES = "postgresql://anna:secret@db.example/forum"


def test_a_copy_is_proven_and_stands_alone(room: Room, tmp_path: Path) -> None:
    target = tmp_path / "backups" / "copy.db"
    found = backup.make(tmp_path / "forum.db", target)
    assert (found.problems, found.forums, found.schema) == ([], 1, HEAD) and found.events >= 1
    assert [path.name for path in target.parent.iterdir()] == ["copy.db"], "one file, nothing half"
    assert target.stat().st_mode & 0o077 == 0, "for its owner alone"
    with pytest.raises(backup.BackupError, match="exists already"):
        backup.make(tmp_path / "forum.db", target)


def test_a_folder_that_is_not_there_is_no_place_for_a_copy(room: Room, tmp_path: Path) -> None:
    with pytest.raises(backup.BackupError, match="no folder .*stick"):
        backup.make(tmp_path / "forum.db", tmp_path / "stick" / "copy.db")
    assert not (tmp_path / "stick").exists(), "a stick that is not in its place is not taken for one"


def test_a_copy_that_is_not_whole_gets_no_name(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = backup._copy

    def spoiled(source: Path, target: Path) -> None:
        whole(source, target)
        line = sqlite3.connect(target)
        line.execute("UPDATE log SET hash = 'x' WHERE n = 1")
        line.commit()
        line.close()

    monkeypatch.setattr(backup, "_copy", spoiled)
    with pytest.raises(backup.BackupError, match="thrown away"):
        backup.make(tmp_path / "forum.db", tmp_path / "backups" / "copy.db")
    assert list((tmp_path / "backups").iterdir()) == []


ODD = "UPDATE forum SET moderation = 'odd' WHERE id = 1"
"""A value that this program does not write, in a file that is whole."""


def test_one_odd_row_of_one_forum_leaves_no_other_without_a_backup(
    looking: AutoBackup, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any, caplog: Any
) -> None:
    good = looking.copy("time")
    with transaction(room.engine) as db:
        db.connection().exec_driver_sql(ODD)
    odd = [looking.copy("time") for _ in range(2)]
    assert good and all(one and one.exists() and one.stem.endswith("-odd") for one in odd)
    assert sum("does not write" in record.message for record in caplog.records) == 2

    monkeypatch.setenv("WORKSHOP_DATA", str(tmp_path))
    room.engine.dispose()
    stick = tmp_path / "stick.db"
    assert main(["backup", str(stick)]) == 0
    assert "forum.moderation are none that this program writes (id 1)" in capsys.readouterr().out
    assert main(["restore", str(stick)]) == 1
    assert f"type: workshop restore --anyway {stick}" in capsys.readouterr().err
    assert main(["restore", "--anyway", str(stick)]) == 0


@pytest.mark.parametrize("step", ["_copy", "look", "_on_disk"])
def test_a_disk_that_fills_up_meanwhile_leaves_nothing_half(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup, step, full)
    with pytest.raises(OSError, match="No space"):
        backup.make(tmp_path / "forum.db", tmp_path / "backups" / "copy.db")
    assert list((tmp_path / "backups").iterdir()) == []


def test_of_the_automatic_copies_the_newest_without_odd_values_stays_too(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in ("auto-1.db", "auto-2.db", "auto-3-odd.db", "auto-4-odd.db", "auto-5-odd.db"):
        (folder / name).write_text("")
    assert backup.thin_out(tmp_path, kept=2) == ["auto-1.db", "auto-3-odd.db"]


def test_of_the_automatic_copies_the_newest_stay(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    names = [f"auto-20260101-0000{n:02d}.db" for n in range(9)]
    for name in (*names, "before-upgrade-1.db", "backup-1.db"):
        (folder / name).write_text("")
    assert backup.thin_out(tmp_path, kept=4) == names[:5]
    assert sorted(path.name for path in folder.iterdir()) == sorted([*names[5:], "before-upgrade-1.db", "backup-1.db"])


def test_postgresql_is_answered_with_the_line_to_type(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any
) -> None:
    monkeypatch.setenv("WORKSHOP_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", POSTGRES)
    assert main(["backup"]) == main(["restore", "x.dump"]) == 1
    said = capsys.readouterr().err
    assert "pg_dump --format=custom --file=workshop.dump 'postgresql://anna@db.example/forum'" in said
    assert "pg_restore --clean --if-exists --dbname='postgresql://anna@db.example/forum' x.dump" in said
    assert "secret" not in said


def test_there_is_nothing_to_copy_before_the_first_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any
) -> None:
    monkeypatch.setenv("WORKSHOP_DATA", str(tmp_path))
    assert main(["backup"]) == 1
    assert "nothing to copy" in capsys.readouterr().err


@pytest.fixture
def looking(room: Room, tmp_path: Path) -> AutoBackup:
    return AutoBackup(room.engine, tmp_path / "forum.db", lambda: room.now)


def test_a_copy_is_due_when_a_step_closes_and_after_ten_minutes(
    looking: AutoBackup, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(auto_backup.time, "monotonic", lambda: clock[0])
    both, one = frozenset({1, 2}), frozenset({1})
    assert looking.due(Glance(5, True, both)) == "", "a start is no reason"
    assert looking.due(Glance(9, True, both)) == ""
    assert looking.due(Glance(9, True, one)) == "step"
    assert looking.due(Glance(9, True, one)) == ""
    clock[0] += auto_backup.EVERY_SECONDS
    assert looking.due(Glance(9, False, one)) == "", "nobody is there"
    assert looking.due(Glance(9, True, one)) == "time"


def test_what_has_not_changed_is_not_copied_again(looking: AutoBackup, tmp_path: Path) -> None:
    looking.due(Glance(5, True, frozenset({1})))
    made = looking.copy("time")
    assert made and made.parent == tmp_path / "backups"
    assert looking.due(Glance(5, True, frozenset())) == ""


def test_the_glance_sees_what_is_open(looking: AutoBackup, room: Room) -> None:
    before = looking._glance()
    assert not before.live and not before.open
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    seen = looking._glance()
    assert seen.live and seen.open == {step} and seen.events > before.events
    room.must("activity.close", activity=step)
    assert looking._glance().open == frozenset()


def test_a_deleted_forum_goes_from_the_automatic_copies(looking: AutoBackup, room: Room, tmp_path: Path) -> None:
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    room.must("idea.add", room.comes("anna"), activity=step, text="Kuuluuko tämä vielä jostakin?")
    room.must("forum.end")
    first = looking.copy("time")
    looking.forget()
    assert first and first.exists() and b"Kuuluuko" in first.read_bytes(), "nothing was deleted yet"
    room.now += 1
    room.must("forum.remove")
    room.now += 1
    looking.forget()
    left = list((tmp_path / "backups").iterdir())
    assert len(left) == 1 and b"Kuuluuko" not in left[0].read_bytes(), "one copy, made without it"


def test_deleted_personal_data_goes_from_the_automatic_copies(looking: AutoBackup, room: Room, tmp_path: Path) -> None:
    ada = room.comes("ada")
    hashed = device_hash(ada.device, str(room.sees("facilitators")["forum"][str(room.forum)]["ref"])).encode()
    room.must("forum.end")
    first = looking.copy("time")
    looking.forget()
    assert first and hashed in first.read_bytes(), "nothing was deleted yet"
    room.now += 1
    room.must("personal.delete")
    room.now += 1
    looking.forget()
    left = list((tmp_path / "backups").iterdir())
    assert len(left) == 1 and hashed not in left[0].read_bytes(), "one copy, made without it"
    looking.forget()
    assert list((tmp_path / "backups").iterdir()) == left


def test_what_a_power_cut_left_of_a_copy_goes_at_the_next_start(
    looking: AutoBackup, room: Room, tmp_path: Path
) -> None:
    """It stayed for ever, with whatever was deleted since, under a name that nothing looked for."""
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in (".auto-20290514-180000.db.part", ".auto-20290514-180000.db.part-journal", ".before-upgrade-1.db.part"):
        (folder / name).write_bytes(b"SQLite format 3")
    looking.look()
    assert [path.name for path in folder.iterdir()] == [".before-upgrade-1.db.part"], "another process may write that"


def test_a_deleted_forum_goes_from_the_write_ahead_log(looking: AutoBackup, room: Room, tmp_path: Path) -> None:
    step, wal = room.step("ideas"), tmp_path / "forum.db-wal"
    room.must("agenda.go", activity=step)
    room.must("idea.add", room.comes("anna"), activity=step, text="Kuuluuko tämä vielä jostakin?")
    room.must("forum.end")
    room.must("forum.remove")
    assert b"Kuuluuko" in wal.read_bytes(), "this test sees nothing otherwise"
    with closing(sqlite3.connect(tmp_path / "forum.db")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM log").fetchone()
        looking.sweep()
        assert b"Kuuluuko" in wal.read_bytes(), "somebody reads what was before"
    looking.sweep()
    assert b"Kuuluuko" not in wal.read_bytes() + (tmp_path / "forum.db").read_bytes()


def test_what_people_take_back_goes_from_the_write_ahead_log_when_nothing_is_written(
    looking: AutoBackup, room: Room, tmp_path: Path
) -> None:
    """A contact that was removed stayed there until as much again was written, or the server was stopped."""

    def is_stored() -> bool:
        return any(b"sealed-contact" in (tmp_path / name).read_bytes() for name in ("forum.db", "forum.db-wal"))

    ada = room.comes("ada")
    call = room.must("activity.add", kind="proposals", minutes=3, prompt={"fi": "Mitä syksyllä?"})["activity"]
    room.must("agenda.go", activity=call)
    form = {"text": "Konsertti", "description": "Pihalla", "wished": "", "group": "Kuoro"}
    room.must("form.send", ada, activity=call, sealed="sealed-contact-of-ada", **form)
    looking.sweep()
    room.must("contacts.remove", idea=None)
    looking.sweep()
    assert is_stored(), "something was written since the last glance"
    looking.sweep()
    assert not is_stored()


def test_a_full_disk_puts_the_sweeping_off_and_is_no_error(
    looking: AutoBackup, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> sqlite3.Connection:
        raise sqlite3.OperationalError("disk I/O error")

    before = sqlite3.connect
    room.must("forum.remove")
    monkeypatch.setattr("workshop.storage.auto_backup.sqlite3.connect", full)
    looking.sweep()
    monkeypatch.setattr("workshop.storage.auto_backup.sqlite3.connect", before)
    looking.sweep()


def test_a_deleted_forum_goes_from_the_copies_though_there_is_no_room_for_a_new_one(
    looking: AutoBackup, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking.copy("time")
    room.must("forum.remove")
    monkeypatch.setattr(auto_backup, "SPARE", 10**18)
    looking.forget()
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_deleted_forum_takes_no_copy_along_that_nothing_replaces(
    looking: AutoBackup, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the last whole copy of every other forum. It goes as soon as a new one is there."""

    def damaged(*_: object) -> None:
        raise backup.BackupError("forum.cluster names what is not there")

    clock, whole = [1000.0], backup.make
    monkeypatch.setattr(auto_backup.time, "monotonic", lambda: clock[0])
    first, room.now = looking.copy("time"), room.now + 1000
    second, room.now = looking.copy("time"), room.now + 1000
    assert first and second
    room.must("forum.remove")
    room.now += 1000
    monkeypatch.setattr(backup, "make", damaged)
    for _ in range(3):
        looking.forget()
        clock[0] += auto_backup.EVERY_SECONDS
        assert list((tmp_path / "backups").iterdir()) == [second]
    monkeypatch.setattr(backup, "make", whole)
    looking.forget()
    assert len(list((tmp_path / "backups").iterdir())) == 1 and not second.exists()


def test_copies_without_a_deleted_forum_stay(looking: AutoBackup, room: Room) -> None:
    before = looking.copy("time")
    room.now += 1000
    other = furnish(room.engine, forum_templates.load("forum-1"))
    other.now = room.now + 1000
    other.must("forum.remove")
    room.now = other.now + 1000
    looking.forget()
    assert before and before.exists()


def test_a_copy_never_fills_the_disk(looking: AutoBackup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auto_backup, "SPARE", 10**18)
    assert looking.copy("time") is None
    assert not (tmp_path / "backups").exists()
