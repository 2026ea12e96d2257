"""Terminal commands `backup` and `restore`: make a checked copy of the data while the server runs, put one back.

Copying and checking only read, so they run in this process, beside a running server and without asking it. Must not:
import anything heavy before a command is known to be used.
"""

import argparse
import sqlite3
from pathlib import Path

from workshop.cli.base import Parts, command, fail, say
from workshop.runtime.settings import Settings


def add_commands(parts: Parts) -> None:
    """Add `backup` and `restore` to the command line's parser."""
    made = command(parts, "backup", make, "copy all data to a checked file; the server may be running")
    made.add_argument(
        "file", metavar="FILE", nargs="?", type=Path, help="where to (without: into the data folder's backups)"
    )
    put = command(parts, "restore", restore, "replace the data with a copy; the server must be stopped")
    put.add_argument(
        "file", metavar="FILE", type=Path, help="a file made by backup, or an automatic one from the backups folder"
    )
    put.add_argument(
        "--anyway", action="store_true", help="also where it holds values that this program does not write"
    )


def make(given: argparse.Namespace, settings: Settings) -> int:
    """Make one copy, checked page by page and log by log before it gets its name."""
    from workshop.storage import backup

    source = backup.file_of(settings.database_url)
    target = given.file or backup.new_name(settings.data, "backup")
    try:
        found = backup.make(source, target, lambda: None)
    except (OSError, sqlite3.Error) as error:
        return _not_written(given, target, error)
    size = target.stat().st_size
    line = f"{target}: {size} bytes, {found.forums} forums, {found.events} rows in their logs. Checked: it is whole."
    facts: dict[str, object] = {"path": str(target), "bytes": size, "forums": found.forums, "events": found.events}
    odd = [f"But it holds what this program does not write: {problem}" for problem in found.odd[:3]]
    return say(given, facts | {"odd": found.odd}, line, *odd)


def restore(given: argparse.Namespace, settings: Settings) -> int:
    """Put a checked copy in place of the data. The data it replaces is kept beside the backups."""
    from workshop.storage import backup
    from workshop.storage.data_dir import DataDir, DataDirError, awaited

    if not settings.database_url.startswith("sqlite"):
        raise backup.BackupError(backup.elsewhere(settings.database_url, str(given.file)))
    target = backup.file_of(settings.database_url)
    if awaited(settings.data):
        raise DataDirError(f"A server is running on the data folder {settings.data}. Stop it, then restore.")
    folder = DataDir(settings.data)
    folder.prepare()
    folder.claim()
    try:
        found, kept = backup.put_back(given.file, target, odd_too=given.anyway)
    except (OSError, sqlite3.Error) as error:
        return _not_written(given, target, error)
    finally:
        folder.release()
    lines = [
        f"Restored {given.file}: {found.forums} forums, {found.events} rows in their logs: none was removed or altered."
    ]
    lines += [f"What was there before is kept: {kept}"] if kept else []
    return say(given, {"forums": found.forums, "events": found.events, "kept": str(kept) if kept else None}, *lines)


def _not_written(given: argparse.Namespace, target: Path, error: Exception) -> int:
    from workshop.runtime import logs
    from workshop.storage.database import is_full

    why = "there is no room for it" if is_full(error) else logs.told(error)
    return fail(given, f"{target} cannot be written: {why}. Nothing was changed.", "path")
