"""A disk that takes no more: recognised in one place, told in words by every door and at the start."""

import errno
import sqlite3
from typing import Any

import pytest
from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy.exc import OperationalError

from tests.conftest import Room
from workshop import words
from workshop.actions import door
from workshop.pages import console
from workshop.storage.database import is_full

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


@pytest.mark.parametrize("error", [wrapped("database is locked"), ValueError("disk is full"), OSError(errno.ENOENT, "No such file")])
def test_other_trouble_is_not_called_a_full_disk(error: Exception) -> None:
    assert not is_full(error)


@pytest.mark.parametrize("said", ["database or disk is full", "disk I/O error"])
def test_the_write_door_says_so(room: Room, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    def fails(*_: Any) -> None:
        raise wrapped(said)

    monkeypatch.setattr(door, "perform", fails)
    assert room.do("screen.freeze", on=True).code == "disk_full"


def test_a_page_that_cannot_write_says_so_without_a_traceback(
    client: FlaskClient, room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: Any) -> None:
        raise wrapped("disk I/O error")

    monkeypatch.setattr(console, "_admit", fails)
    answer = client.get("/console/abc?key=secret", headers={"Accept-Language": "en"})
    assert answer.status_code == 507 and escape(words.say("en", "refusal.disk_full")) in answer.get_data(True)
    assert not [record for record in caplog.records if record.exc_info] and "disk I/O error" in caplog.text
