"""Automatic backups of a running server: when a step closes, and every ten minutes while a forum is live and something
has changed.

When a forum is deleted, the backups that still contain it are deleted too: a new one is made without it, and the older
automatic ones with it are removed. If no new one can be made, the newest old one stays until it can: it is all that
there is of every other forum. Only a full disk is no reason to keep it.

A job polls the database every few seconds in a separate thread, so no command has to trigger it. A backup that cannot
be made is a line in the log and a number in /metrics, never an interruption.
"""

import logging
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, func, select

from workshop.contract.forum_states import LIVE
from workshop.domain import activity_states
from workshop.runtime import logs
from workshop.runtime.jobs import Job
from workshop.runtime.metrics import metrics
from workshop.storage import backup
from workshop.storage.database import is_full, reading
from workshop.storage.log import HOUSE
from workshop.storage.tables import Activity, Forum, log

GLANCE_SECONDS = 5.0
EVERY_SECONDS = 600.0
REMOVED = "forum.remove"
SPARE = 200_000_000
"""Bytes that a backup must leave free on the disk."""

journal = logging.getLogger(__name__)


@dataclass(frozen=True)
class Glance:
    """What decides whether a backup is due: how many log rows there are, whether a forum is live, and which steps are
    open."""

    events: int
    live: bool
    open: frozenset[int]


class AutoBackup:
    """Copies the file behind `engine` into the folder beside it, by its `job`."""

    def __init__(self, engine: Engine, source: Path, now: Callable[[], int], every: float = EVERY_SECONDS) -> None:
        self._engine, self._source, self._now, self._every = engine, source, now, every
        self._stopped = self._no_room = False
        self._copied_events, self._copied_at = -1, 0.0
        self._before: Glance | None = None
        self._swept = (-1, -1)
        self._written: int | None = None
        self._forgotten, self._forget_again, self._no_rest_since = -1, 0.0, 0
        self.job = Job(name="backups", run=self.look, every=GLANCE_SECONDS, in_thread=True, end=self._stop)

    def look(self) -> None:
        """Remove what must not remain, and make a backup if one is due."""
        if self._before is None:  # the first glance
            backup.remove_unfinished(self._source.parent)
        self.sweep()
        self.forget()
        why = self.due(self._glance())
        if why:
            self.copy(why)

    def _stop(self) -> None:
        """Abandon a backup that is under way; it leaves no file with a final name."""
        self._stopped = True

    def _breathe(self) -> None:
        if self._stopped:
            raise backup.BackupError("the server stops")
        backup.breathe()

    def due(self, glance: Glance) -> str:
        """Why a backup is due now, or "". The first glance only starts the ten minutes."""
        before, self._before = self._before, glance
        if before is None:
            self._copied_at = time.monotonic()
            return ""
        if glance.events == self._copied_events:
            return ""
        if before.open - glance.open:
            return "step"
        return "time" if glance.live and time.monotonic() - self._copied_at >= self._every else ""

    def sweep(self) -> None:
        """Truncate the write-ahead log after a deletion, because deleted texts would stay readable there until as much
        again was written. Contacts and answers that people take back are gone from it as soon as nothing was written
        between two glances: meanwhile a truncation would hold up the writer.

        Retried at the next glance while another connection reads or the disk is full. Runs once after each start, for a
        deletion just before the last stop.
        """
        with reading(self._engine) as db:
            removed = select(func.max(log.c.n)).where(log.c.forum == HOUSE, log.c.command.endswith(".remove"))
            deleted = (db.scalar(removed) or 0, db.scalar(select(func.max(Forum.personal_deleted_at))) or 0)
        written, self._written = self._written, _last_written(self._source.with_name(f"{self._source.name}-wal"))
        is_quiet = self._written is not None and self._written == written
        if deleted == self._swept and not is_quiet:
            return
        try:
            with closing(sqlite3.connect(self._source, timeout=0.2)) as db:
                busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as error:
            if not is_full(error):  # a full disk is reported elsewhere
                raise
            return
        if not busy:
            self._swept = deleted

    def forget(self) -> None:
        """Remove every automatic backup that contains a deleted forum or deleted personal data, after making one
        without it.

        A full disk is no reason to keep the old ones. Where the new one cannot be made for another reason, the newest
        old one stays, and another try is made after the usual time between two backups. Reads the house's log and the
        files, so it also works after a restart.
        """
        with reading(self._engine) as db:
            deleted = db.scalar(select(func.max(log.c.at)).where(log.c.forum == HOUSE, log.c.command == REMOVED)) or 0
            forums = db.execute(select(Forum.ref, Forum.personal_deleted_at, Forum.remains_of)).all()
        living = {row.ref: row.personal_deleted_at or 0 for row in forums}
        deleted = max(deleted, *living.values(), self._rest_gone(any(row.remains_of for row in forums)))
        if deleted == self._forgotten and time.monotonic() < self._forget_again:
            return
        old = [path for path in _automatic_until(self._source.parent, deleted / 1000) if not _holds_only(path, living)]
        self._forgotten, self._forget_again = deleted, time.monotonic() + self._every
        if not old:
            return
        made = self.copy("deleted")
        if self._stopped:  # the next start begins again
            return
        if made is None and not self._no_room:
            kept = logs.event("backup.kept", file=old.pop().name)
            journal.error("a copy of a deleted forum stays until a new one can be made", extra=kept)
        for path in old:
            path.unlink(missing_ok=True)
        journal.info("copies of a deleted forum removed", extra=logs.event("backup.forgotten", removed=len(old)))

    def _rest_gone(self, is_rest: bool) -> int:
        """Since when (epoch ms) nothing is left of removed forums; 0 while something is. A backup that was made in
        between holds ballots of them; after a start all are looked at, as that may have happened before."""
        if is_rest or self._no_rest_since == 0:
            self._no_rest_since = 0 if is_rest else self._now()
        return self._no_rest_since

    def copy(self, why: str) -> Path | None:
        """Make one backup now, if there is room for it, and remove old ones."""
        self._no_room = False
        began = self._copied_at = time.monotonic()
        events = self._before.events if self._before else -1
        try:
            if not self._has_room(why):
                return None
            target, held = self._new_file()
        except (OSError, sqlite3.Error, backup.BackupError) as error:
            if not self._stopped:
                self._failed(error, why)
            return None
        self._copied_events = events
        metrics.counts["backups"] += 1
        facts = logs.event(
            "backup.made",
            why=why,
            file=target.name,
            bytes=target.stat().st_size,
            events=held,
            ms=round((time.monotonic() - began) * 1000),
            removed=len(backup.thin_out(self._source.parent)),
        )
        journal.info("backup made", extra=facts)
        return target

    def _has_room(self, why: str) -> bool:
        if shutil.disk_usage(self._source.parent).free >= self._source.stat().st_size * 2 + SPARE:
            return True
        journal.warning("no backup: the disk has too little room", extra=logs.event("backup.skipped", why=why))
        metrics.counts["backups_failed"] += 1
        self._no_room = True
        return False

    def _new_file(self) -> tuple[Path, int]:
        """The file of a new backup, and how many log rows it holds."""
        target, at = backup.new_name(self._source.parent, backup.AUTOMATIC), self._now() / 1000
        found = backup.make(self._source, target, self._breathe)
        if found.odd:
            target = target.rename(target.with_stem(target.stem + backup.ODD))
            odd = logs.event("backup.odd", file=target.name, problems=found.odd[:3])
            journal.error("a backup holds what this program does not write", extra=odd)
        # Dated at its beginning: what was deleted while it was being written may be in it.
        os.utime(target, (at, at))
        return target, found.events

    def _failed(self, error: Exception, why: str) -> None:
        self._no_room = is_full(error)
        metrics.counts["backups_failed"] += 1
        journal.error("no backup: %s", logs.told(error), extra=logs.event("backup.failed", why=why))

    def _glance(self) -> Glance:
        now = self._now()
        with reading(self._engine) as db:
            events = db.scalar(select(func.sum(Forum.log_n))) or 0
            query = select(Activity.id, Activity.state, Activity.closes_at)
            rows = db.execute(query.where(Activity.state.in_((activity_states.OPEN, activity_states.CLOSING)))).all()
            live = db.scalar(select(Forum.id).where(Forum.state == LIVE).limit(1)) is not None
        still = frozenset(
            row.id for row in rows if activity_states.effective(row.state, row.closes_at, now) != activity_states.CLOSED
        )
        return Glance(int(events), live, still)


def _last_written(wal: Path) -> int | None:
    """When a write-ahead log was last written to (nanoseconds); None for one that holds nothing."""
    with suppress(FileNotFoundError):
        found = wal.stat()
        return found.st_mtime_ns if found.st_size else None
    return None


def _holds_only(path: Path, living: Mapping[str, int]) -> bool:
    """Whether a backup holds no forum but these, and none with personal data that was deleted later (ref → when that
    was, or 0). A file that cannot be read may hold any; one of a release without the column holds what was deleted."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            columns = {row[1] for row in db.execute("PRAGMA table_info(forum)")}
            when = "coalesce(personal_deleted_at, 0)" if "personal_deleted_at" in columns else "0"
            return all(living.get(ref, -1) == at for ref, at in db.execute(f"SELECT ref, {when} FROM forum"))
    except sqlite3.Error:
        return False


def _automatic_until(folder: Path, at: float) -> list[Path]:
    """The automatic backups that were begun at this time (epoch seconds) or before, the oldest first."""
    found = (folder / backup.FOLDER).glob(f"{backup.AUTOMATIC}-*.db")
    begun = {path: path.stat().st_mtime for path in found}
    return sorted((path for path in begun if begun[path] <= at), key=lambda path: begun[path])
