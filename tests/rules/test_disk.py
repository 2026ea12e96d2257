"""A full disk: recognised in one place, and reported in plain words by pages, sockets, commands and at the start."""

import errno
import os
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.conftest import Room
from tests.live.people import TOP
from tests.tools.pace import limit
from workshop import serving
from workshop.access import facilitator_links
from workshop.actions import command_batch
from workshop.administrator_requests.base import Admin
from workshop.administrator_requests.verification import verify
from workshop.bench.postgres_and_redis import free_port
from workshop.i18n import catalogues
from workshop.live.disk_health import DiskHealth
from workshop.live.presence import PresenceTracker
from workshop.pages.base import Services
from workshop.runtime import loop
from workshop.runtime.settings import Settings
from workshop.storage import table_structure
from workshop.storage.data_dir import DataDir
from workshop.storage.database import is_full, transaction
from workshop.storage.schema_upgrade import SchemaError, upgrade

FULL = sqlite3.OperationalError("database or disk is full")


def wrapped(words_of_it: str) -> OperationalError:
    return OperationalError("INSERT", {}, sqlite3.OperationalError(words_of_it))


@pytest.mark.parametrize(
    "error",
    [
        FULL,
        wrapped("database or disk is full"),
        wrapped("disk I/O error"),
        wrapped("could not extend file: No space left on device"),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
)
def test_a_full_disk_is_recognised(error: Exception) -> None:
    assert is_full(error)


@pytest.mark.parametrize(
    "error", [wrapped("database is locked"), ValueError("disk is full"), OSError(errno.ENOENT, "No such file")]
)
def test_other_trouble_is_not_called_a_full_disk(error: Exception) -> None:
    assert not is_full(error)


@pytest.mark.parametrize("said", ["database or disk is full", "disk I/O error"])
def test_the_write_door_says_so(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, said: str
) -> None:
    def fails(*_: Any) -> None:
        raise wrapped(said)

    monkeypatch.setattr(command_batch, "perform", fails)
    caplog.set_level("INFO")
    assert room.do("screen.freeze", on=True).code == "disk_full"
    assert not caplog.records, "the look at the disk logs it once; here were eight lines a second"


def test_the_write_door_says_so_though_sqlite_took_everything_back(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failed write SQLite ends the whole transaction by itself; the savepoint of the single command is gone by
    then."""

    def fails(db: Session, *_: Any) -> None:
        db.connection().exec_driver_sql("ROLLBACK")
        raise wrapped("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(command_batch, "perform", fails)
        assert room.do("screen.freeze", on=True).code == "disk_full"
    assert room.do("screen.freeze", on=True).ok, "and it goes on when there is room again"


def test_a_page_that_cannot_write_says_so_without_a_traceback(
    client: FlaskClient, room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: Any) -> None:
        raise wrapped("disk I/O error")

    monkeypatch.setattr(facilitator_links, "admit", fails)
    answer = client.get("/console/abc?key=secret", headers={"Accept-Language": "en"})
    assert answer.status_code == 507 and escape(catalogues.say("en", "phone.refusal.disk_full")) in answer.get_data(
        True
    )
    assert not [record for record in caplog.records if record.exc_info] and "disk I/O error" in caplog.text


@pytest.mark.parametrize("room_left", [0, 1_000, 100_000])
def test_a_start_without_room_says_so_and_ends(tmp_path: Path, room_left: int) -> None:
    """No file may grow beyond `room_left` bytes, which is what a nearly full disk does to the database."""
    environ = {**os.environ, "WORKSHOP_DATA": str(tmp_path / "data"), "WORKSHOP_HOST": "127.0.0.1", "PORT": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "workshop", "serve"],
        cwd=TOP,
        env=environ,
        capture_output=True,
        text=True,
        timeout=limit(30),
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room_left, room_left)),
    )
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "The disk with the data is full." in done.stderr


def test_a_note_that_cannot_be_written_ends_the_start(
    engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(DataDir, "announce", fails)
    with pytest.raises(SchemaError, match="The disk with the data is full"):
        serving.serve(replace(settings, port=free_port()))


def test_a_database_without_its_mark_is_told_in_words(engine: Engine) -> None:
    with transaction(engine) as db:
        db.execute(text("DELETE FROM alembic_version"))
    with pytest.raises(SchemaError, match="no longer says which release wrote it"):
        upgrade(engine)


def test_a_database_with_the_mark_of_another_release_is_told_while_it_is_in_use(services: Services) -> None:
    """A server is started on such tables no more."""
    with transaction(services.engine) as db:
        db.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    desk = Admin(services.settings, services.engine, services.writer, 5999, services.downloads)
    told = [f"says that it has schema 0001, but {table_structure.HEAD} is in use"]
    assert verify(desk, {})["problems"] == told


def test_a_commit_that_fails_while_the_disk_is_looked_at_is_not_forgotten(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise all pages would be told for a moment that writing works again."""
    (tmp_path / "run").mkdir()
    health = DiskHealth(engine, tmp_path, PresenceTracker(time.monotonic), emit=lambda *_: None)
    monkeypatch.setattr(loop, "call_soon", lambda fn, *args: fn(*args))

    def fails_meanwhile(fn: Callable[[bool], tuple[bool, bool]], saving: bool, pool: str) -> tuple[bool, bool]:
        health.failed(FULL)
        return fn(saving)

    monkeypatch.setattr(loop, "in_thread", fails_meanwhile)
    health.look()
    assert not health.saving
    health.look()
    assert not health.saving, "one failed after the trial write"
    monkeypatch.setattr(loop, "in_thread", lambda fn, saving, pool: fn(saving))
    health.look()
    assert health.saving
