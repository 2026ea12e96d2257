"""Backups of the SQLite file: made while the server runs, verified before they count as backups, restored without
losing the replaced file.

A backup is one SQLite file. It gets its final name only when it is complete, verified and synced to disk. PostgreSQL
has its own tools; `elsewhere` says which command to type. Must not: know forums, people or servers.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import create_engine, inspect, select
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from workshop.storage import log, table_structure, whole_database_value_check
from workshop.storage.database import is_full
from workshop.storage.tables import Forum
from workshop.storage.tables import log as log_table

FOLDER = "backups"
AUTOMATIC, BEFORE_UPGRADE, REPLACED = "auto", "before-upgrade", "replaced"
ODD = "-odd"
"""How the name of an automatic backup ends that is whole but holds odd values."""
UNFINISHED = ".part"
"""How the name of a file ends that is being written."""
KEPT = 12
"""How many automatic backups are kept: the newest ones."""
BREATH_SECONDS = 0.001

Breathe = Callable[[], object]


class BackupError(Exception):
    """A backup cannot be made, or a file is none. The message says what is wrong and what to do."""


@dataclass(frozen=True)
class FileCheck:
    """The result of verifying a database file. The file is whole when `problems` is empty. `odd`: which of its values
    this program does not write; some page may fail on each, and all else can be read."""

    problems: list[str]
    schema: str
    forums: int
    events: int
    odd: list[str] = field(default_factory=list)


def breathe() -> None:
    """Let the event loop of this process run for a moment."""
    time.sleep(BREATH_SECONDS)


def file_of(url: str) -> Path:
    """The SQLite file behind a database address. Raises BackupError for other databases."""
    made = make_url(url)
    if made.get_backend_name() != "sqlite" or not made.database:
        raise BackupError(elsewhere(url))
    return Path(made.database)


def elsewhere(url: str, restoring: str = "") -> str:
    """The command to type when the data is in PostgreSQL, which has its own backup tools."""
    address = make_url(url)._replace(drivername="postgresql", password=None).render_as_string()
    if restoring:
        line = f"pg_restore --clean --if-exists --dbname='{address}' {restoring}"
        how = "Stop every server, then put the copy back with PostgreSQL's own tool"
        return f"The data is in PostgreSQL. {how}:\n  {line}"
    line = f"pg_dump --format=custom --file=workshop.dump '{address}'"
    return f"The data is in PostgreSQL. Copy it with PostgreSQL's own tool, also while people go on:\n  {line}"


def make(source: Path, target: Path, pause: Breathe = breathe) -> FileCheck:
    """Make a verified copy of `source` at `target`, which must not exist yet. Raises BackupError, OSError,
    sqlite3.Error.

    A copy that is whole but holds odd values is kept, and the caller reports them: the data that people go on with has
    them too, and no row of one forum may leave all others without a backup.
    """
    if not source.exists():
        raise BackupError(f"There is no database at {source} yet, so there is nothing to copy.")
    if target.exists():
        raise BackupError(f"{target} exists already. Name a file that does not.")
    if target.parent == source.parent / FOLDER:
        target.parent.mkdir(exist_ok=True, mode=0o700)
    if not target.parent.is_dir():
        raise BackupError(
            f"There is no folder {target.parent}. Is the memory stick in its place? Make the folder, or name another."
        )
    half = target.with_name(f".{target.name}{UNFINISHED}")
    half.unlink(missing_ok=True)
    try:
        _copy(source, half)
        found = look(half, pause)
        if found.problems:
            raise BackupError("The copy is not whole, so it was thrown away: " + "; ".join(found.problems[:3]))
        _on_disk(half)
        half.replace(target)
        _on_disk(target.parent)
    finally:
        half.unlink(missing_ok=True)
    return found


def _copy(source: Path, target: Path) -> None:
    """Copy one moment of the database, compacted. Readers, the writer and Python's other threads go on meanwhile."""
    line = _reading(source)
    try:
        line.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.DatabaseError as error:
        if is_full(error) or isinstance(error, sqlite3.OperationalError):
            raise
        raise BackupError(f"{source} is damaged, so it cannot be copied ({error}). {advice(source.parent)}") from None
    finally:
        line.close()
    with suppress(OSError):  # a memory stick has no file owners
        target.chmod(0o600)


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(str(path.resolve()))}?mode=ro",
        uri=True,
        timeout=10,
        isolation_level=None,
        check_same_thread=False,
    )


def look(path: Path, pause: Breathe = breathe) -> FileCheck:
    """Verify a whole database file: every page, table, value, reference and log. Never raises for what is wrong with
    the file."""
    try:
        with _opened(path) as db:
            return _look(db, pause)
    except DBAPIError as error:
        return FileCheck([f"cannot be read: {error.orig}"], "", 0, 0)


def _look(db: Session, pause: Breathe) -> FileCheck:
    link = db.connection()
    tables = inspect(link).get_table_names()
    if "alembic_version" not in tables:
        return FileCheck(["is not a database of this program"], "", 0, 0)
    schema, problems = table_structure.release(link)
    problems += [str(row[0]) for row in link.exec_driver_sql("PRAGMA integrity_check(5)") if row[0] != "ok"]
    problems = problems or _tables(link, schema, pause)
    if problems:
        return FileCheck(problems, schema, 0, 0)
    odd = list(whole_database_value_check.problems(link, schema, pause))
    broken = len(link.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(100))
    problems += [f"{broken} rows refer to what is not there"] if broken else []
    forums = {row.id: row.code for row in db.execute(select(Forum.id, Forum.code))}
    problems += list(chains(db, forums, pause))
    return FileCheck(problems, schema, len(forums), events(db), odd)


def _tables(link: Connection, schema: str, pause: Breathe) -> list[str]:
    return list(table_structure.problems(link, schema)) or list(table_structure.unreadable(link, schema, pause))


def events(db: Session) -> int:
    """The number of rows in all logs."""
    return int(db.connection().exec_driver_sql(f"SELECT count(*) FROM {log_table.name}").scalar() or 0)


def chains(db: Session, forums: dict[int, str], pause: Breathe = breathe) -> Iterator[str]:
    """What is wrong with the logs of these forums (id → code) and of the house, in plain words."""
    for forum, name in (*forums.items(), (log.HOUSE, "house")):
        with suppress(NoResultFound):  # deleted a moment ago
            for problem in log.problems(db, forum, pause):
                yield f"{name}: {problem}"


@contextmanager
def _opened(path: Path) -> Iterator[Session]:
    engine = create_engine("sqlite://", creator=lambda: _reading(path), poolclass=NullPool, hide_parameters=True)
    try:
        with Session(engine) as db:
            yield db
    finally:
        engine.dispose()


# -- the folder of copies -------------------------------------------------------------------------------------------


def new_name(folder: Path, kind: str) -> Path:
    """A name for a backup made now; `kind` is its prefix."""
    stem = f"{kind}-{time.strftime('%Y%m%d-%H%M%S')}"
    names = (folder / FOLDER / f"{stem}{'' if n == 1 else f'-{n}'}.db" for n in range(1, 1000))
    return next(path for path in names if not path.exists() and not path.with_stem(path.stem + ODD).exists())


def thin_out(folder: Path, kept: int = KEPT) -> list[str]:
    """Remove all automatic backups except the newest, and the newest without odd values; returns the names of the
    removed."""
    every = sorted((folder / FOLDER).glob(f"{AUTOMATIC}-*.db"))
    good = [path for path in every if not path.stem.endswith(ODD)][-1:]
    old = [path for path in every[:-kept] if path not in good]
    for path in old:
        path.unlink(missing_ok=True)
    return [path.name for path in old]


def remove_unfinished(folder: Path) -> None:
    """Remove what a power cut, or an end by force, left of automatic backups. None may be under way."""
    for path in (folder / FOLDER).glob(f".{AUTOMATIC}-*{UNFINISHED}*"):
        path.unlink(missing_ok=True)


def newest(folder: Path) -> Path | None:
    """The newest backup of any kind."""
    found = [path for path in (folder / FOLDER).glob("*.db") if not path.name.startswith(REPLACED)]
    return max(found, key=lambda path: path.stat().st_mtime, default=None)


def advice(folder: Path) -> str:
    """What to do about a database that cannot be used, as a sentence."""
    copy = newest(folder)
    if copy is None:
        return f"There is no backup in {folder / FOLDER}. If you have one elsewhere, type: workshop restore FILE"
    return f"Restore the newest backup. Type: workshop restore {copy}"


# -- putting one back -----------------------------------------------------------------------------------------------


def put_back(copy: Path, target: Path, odd_too: bool = False) -> tuple[FileCheck, Path | None]:
    """Restore a verified backup in place of `target`, whose folder this process must own. Returns what it holds, and
    where the old file went.

    Raises BackupError when the backup is not whole, from a newer release or, unless `odd_too`, has odd values; then
    nothing was changed.
    """
    if not copy.is_file():
        raise BackupError(f"There is no file {copy}.")
    half = target.with_name(f".{target.name}{UNFINISHED}")
    try:
        _clone(copy, half)
        found = look(half, lambda: None)
        if table_structure.is_newer(found.schema):
            raise BackupError(
                f"{copy} was written by a newer release (schema {found.schema}). Restore it with that release."
            )
        if found.problems:
            raise BackupError(f"{copy} is not a whole backup, so nothing was changed: " + "; ".join(found.problems[:3]))
        if found.odd and not odd_too:
            raise BackupError(
                f"{copy} holds what this program does not write, so nothing was changed: {'; '.join(found.odd[:3])}. "
                f"All else in it can be read. To put it back as it is, type: workshop restore --anyway {copy}"
            )
        _on_disk(half)
        kept = _set_aside(target)
        half.replace(target)
        _on_disk(target.parent)
    finally:
        half.unlink(missing_ok=True)
    return found, kept


def _clone(copy: Path, half: Path) -> None:
    """The backup as one file, with what was still in a write-ahead log beside it."""
    half.unlink(missing_ok=True)
    source, target = _reading(copy), sqlite3.connect(half)
    try:
        with suppress(sqlite3.DatabaseError):  # the check that follows reports a file that is no database
            source.backup(target)
    finally:
        source.close()
        target.close()
    with suppress(OSError):
        half.chmod(0o600)


def _set_aside(target: Path) -> Path | None:
    """Keep the file that is replaced, with its write-ahead log. The old log is removed first: it must never be applied
    to the new file."""
    if not target.exists():
        return None
    kept = new_name(target.parent, REPLACED)
    kept.parent.mkdir(exist_ok=True, mode=0o700)
    _second_name(target, kept)
    beside = target.with_name(target.name + "-wal")
    if beside.exists() and beside.stat().st_size:
        _second_name(beside, kept.with_name(kept.name + "-wal"))
    _on_disk(kept.parent)
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    return kept


def _second_name(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except OSError:  # not every file system has hard links
        shutil.copyfile(path, name)
        _on_disk(name)


def _on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
