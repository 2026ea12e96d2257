"""The watch on the disk, with a disk that refuses."""

from pathlib import Path

import pytest

from workshop.live.disk_health import has_room


def test_a_disk_that_has_become_read_only_has_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    assert not has_room(tmp_path)
