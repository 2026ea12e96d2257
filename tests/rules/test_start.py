"""The start of a server: refused, with advice, when its data cannot be trusted. Real processes on real folders."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError, ProgrammingError

from tests.conftest import Room
from tests.live.people import TOP
from tests.tools.pace import limit
from workshop import serving
from workshop.demo import start as demo
from workshop.runtime.settings import Settings
from workshop.storage import backup, schema_upgrade
from workshop.storage.data_dir import DataDir, DataDirError, on_network
from workshop.storage.table_structure import HEAD

NOBODY = 65534
MOUNTS = (
    "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"
    "40 22 0:40 / /srv/museum rw shared:5 - nfs4 nas:/export rw\n"
    "41 22 0:41 / /media/a\\040b rw - cifs //nas/share rw\n"
)


@pytest.fixture
def data(room: Room, tmp_path: Path) -> Path:
    """A data folder in which a forum has left its traces, at rest."""
    for on in (True, False, True):
        room.must("screen.freeze", on=on)
    room.engine.dispose()
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(tmp_path / "forum.db", folder / "forum.db")
    return folder


def start(folder: Path, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """`workshop serve` until it ends by itself; the test fails when it serves."""
    environ = {**os.environ, "WORKSHOP_DATA": str(folder), "WORKSHOP_HOST": "127.0.0.1", "PORT": "0"}
    command = [*before, sys.executable, "-m", "workshop", "serve"]
    return subprocess.run(command, cwd=TOP, env=environ, capture_output=True, text=True, timeout=limit(30), check=False)


def refused(folder: Path, before: tuple[str, ...] = ()) -> str:
    """What a refused start says; one that ends otherwise fails."""
    done = start(folder, before)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    return done.stderr


def alter(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as line:
        line.execute(statement)
    line.close()


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_damaged_file_is_refused_with_the_backup_to_restore(data: Path, place: float) -> None:
    backup.make(data / "forum.db", data / "backups" / "auto-1.db")
    with (data / "forum.db").open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(int(size * place) // 4096 * 4096)
        file.write(os.urandom(4096))
    said = refused(data)
    assert "damaged" in said or "cannot be read" in said or "A log" in said
    assert f"workshop restore {data}/backups/auto-1.db" in said


def test_without_a_backup_it_says_so(data: Path) -> None:
    (data / "forum.db").write_bytes(b"not a database" * 1000)
    assert f"There is no backup in {data}/backups" in refused(data)


def test_a_log_that_was_altered_is_refused_unless_somebody_insists(data: Path) -> None:
    alter(data / "forum.db", "UPDATE log SET command = 'idea.hide' WHERE n = 2 AND forum != 0")
    said = refused(data)
    assert "row 2: its hash does not fit" in said and "--unproven" in said
    with subprocess.Popen(
        [sys.executable, "-m", "workshop", "serve", "--unproven"],
        cwd=TOP,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "WORKSHOP_DATA": str(data), "WORKSHOP_HOST": "127.0.0.1", "PORT": "0"},
    ) as insists:
        try:
            assert insists.stdout and any(b"The workshop is open." in line for line in insists.stdout)
        finally:
            insists.kill()


def test_a_newer_schema_is_refused(data: Path) -> None:
    alter(data / "forum.db", "UPDATE alembic_version SET version_num = '9999'")
    assert "written by a newer release (schema 9999" in refused(data)


@pytest.mark.parametrize("part", ["folder", "file"])
def test_a_folder_that_is_not_ours_is_refused_and_its_owner_named(data: Path, part: str) -> None:
    """Root may write everywhere, so there it gives that right away first."""
    path = data if part == "folder" else data / "forum.db"
    path.chmod(0o555 if part == "folder" else 0o444)
    before: tuple[str, ...] = ()
    if not os.geteuid():
        if shutil.which("setpriv") is None:
            pytest.skip("root writes everywhere, and there is no setpriv (util-linux) to give that right away")
        before = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
        os.chown(path, NOBODY, NOBODY)
    said = refused(data, before=before)
    path.chmod(0o755)
    assert f"The data folder {data} cannot be written" in said and "WORKSHOP_DATA" in said
    assert "Permission denied" in said and (part == "folder" or "forum.db" in said)
    if before and part == "folder":
        assert "by root; it belongs to nobody" in said


def test_a_disk_that_is_read_only_is_refused(data: Path) -> None:
    if os.geteuid() or subprocess.run(["mount", "--bind", data, data], capture_output=True, check=False).returncode:
        pytest.skip("nothing could be mounted: this needs root")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", data], check=True)
        assert "Read-only file system" in refused(data)
    finally:
        subprocess.run(["umount", data], check=True)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/srv/museum/data", "nfs4"), ("/srv/museums", ""), ("/media/a b/x", "cifs"), ("/home", ""), ("/srv", "")],
)
def test_network_disks_are_recognised(path: str, kind: str) -> None:
    assert on_network(Path(path), MOUNTS) == kind


def test_a_network_disk_is_refused_for_a_file_and_not_for_postgresql(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "on_network", lambda path: "nfs4")
    with pytest.raises(DataDirError, match="on a network disk"):
        serving.serve(settings)
    folder = DataDir(settings.data)
    folder.claim()  # the refused start has let go of the folder
    folder.release()


def test_a_postgresql_that_goes_away_during_a_start_is_said_in_a_sentence() -> None:
    engine = create_engine("postgresql+psycopg2://anna:secret@db.example/forum")
    gone = OperationalError(
        "SELECT 1", {}, Exception("server closed the connection unexpectedly\nThis probably means …")
    )
    sentence = r"does not answer \(server closed the connection unexpectedly\)"
    with pytest.raises(DataDirError, match=sentence) as said, serving._unreachable_reported(engine):
        raise gone
    assert "secret" not in str(said.value)
    with pytest.raises(ProgrammingError), serving._unreachable_reported(engine):
        raise ProgrammingError("SELECT x", {}, Exception("a mistake of ours is no absence"))


def test_nobody_else_on_the_machine_reads_the_data(data: Path) -> None:
    backup.make(data / "forum.db", data / "backups" / "auto-1.db")
    made = [data, data / "backups", data / "forum.db", data / "backups" / "auto-1.db"]
    for path in made:
        path.chmod(0o755)
    DataDir(data).prepare()
    assert [oct(path.stat().st_mode & 0o777) for path in made] == ["0o700", "0o700", "0o600", "0o600"]


def test_a_folder_that_others_use_too_stays_open_to_them(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    DataDir(tmp_path).prepare()
    assert tmp_path.stat().st_mode & 0o7777 == 0o1777


def test_an_upgrade_keeps_a_proven_copy_first(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = schema_upgrade.database.connect(f"sqlite:///{data}/forum.db")
    monkeypatch.setattr(schema_upgrade, "HEAD", "9998")
    seen: list[list[str]] = []
    monkeypatch.setattr(
        schema_upgrade, "_migrate", lambda _: seen.append([path.name for path in (data / "backups").iterdir()])
    )
    kept = schema_upgrade.upgrade(engine)
    engine.dispose()
    assert kept and seen == [[Path(kept).name]], "the copy is there before anything changes"
    found = backup.look(Path(kept))
    assert (found.problems, found.schema) == ([], HEAD) and found.events > 3


def test_an_upgrade_of_what_cannot_be_copied_whole_changes_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema_upgrade, "HEAD", "9998")
    alter(data / "forum.db", "UPDATE log SET hash = 'x' WHERE n = 2 AND forum != 0")
    engine = schema_upgrade.database.connect(f"sqlite:///{data}/forum.db")
    monkeypatch.setattr(schema_upgrade, "_migrate", lambda _: pytest.fail("it was changed"))
    with pytest.raises(schema_upgrade.SchemaError, match="was not upgraded"):
        schema_upgrade.upgrade(engine)
    engine.dispose()
    assert list((data / "backups").iterdir()) == []


def test_the_demonstration_awaits_a_server_that_takes_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute and a half, as on a small computer under load."""
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(10)
        if sum(slept) == 90:
            (tmp_path / "run").mkdir()
            (tmp_path / "run/server.json").write_text('{"pid": 7}')

    monkeypatch.setattr(demo, "time", SimpleNamespace(monotonic=lambda: sum(slept), sleep=sleep))
    assert demo._wait_for(tmp_path, SimpleNamespace(poll=lambda: None, pid=7)) == {"pid": 7}
