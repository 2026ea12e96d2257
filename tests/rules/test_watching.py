"""The watch on the disk keeps running through every error of the disk."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from workshop.live import disk_health
from workshop.live.disk_health import DiskHealth, has_room
from workshop.live.presence import PresenceTracker
from workshop.runtime import loop


class Enough(BaseException):
    """Ends a watch that would go on for ever."""


def test_a_disk_that_has_become_read_only_has_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    assert not has_room(tmp_path)


def test_a_look_that_fails_is_not_the_last(tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = iter([OSError("the disk has gone"), ValueError("anything"), (True, True)])
    told: list[tuple[str, object]] = []
    watcher = DiskHealth(
        engine, tmp_path, PresenceTracker(lambda: 0.0), lambda event, data, room: told.append((event, data))
    )

    def look(*_: object, **__: object) -> object:
        found = next(looks, Enough())
        if isinstance(found, BaseException):
            raise found
        return found

    monkeypatch.setattr(loop, "sleep", lambda seconds: None)
    monkeypatch.setattr(disk_health.loop, "in_thread", look)
    with pytest.raises(Enough):
        watcher.watch()
    assert watcher.low, "what the third look found was heard"
