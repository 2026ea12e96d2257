"""Watches whether the disk accepts writes and broadcasts changes: a failed commit starts the trouble state, a
successful trial write ends it.

The broadcast is an event with its whole state and without a number, and needs no disk. Facilitators are also warned
when free space runs low.
"""

import logging
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from workshop.live.presence import Connection, PresenceTracker
from workshop.runtime import logs, loop
from workshop.runtime.jobs import Job
from workshop.runtime.metrics import metrics
from workshop.storage.database import is_full, try_to_write

LOOK_SECONDS = 1.0
LOW = 100_000_000
"""Bytes of free space below which facilitators are warned."""
TRIAL = 256 * 1024
"""Bytes that must be writable before the trouble state ends."""
POOL = "disk"

log = logging.getLogger(__name__)


class DiskHealth:
    """The state of the disk. `failed` is called from the writer's thread and `_look` runs in one of its own; everything
    else runs in the loop."""

    def __init__(self, engine: Engine, folder: Path, presence: PresenceTracker, emit: Callable[..., None]) -> None:
        self.saving, self.low = True, False
        self._failures = 0
        """commits that failed for want of room"""
        self._engine, self._folder, self._presence, self._emit = engine, folder, presence, emit
        self.job = Job(name="disk", run=self.look, every=LOOK_SECONDS)  # without it the trouble state would never end
        metrics.gauges["saving"] = lambda: {"": float(self.saving)}
        metrics.gauges["disk_free_bytes"] = lambda: {"": float(free(folder))}

    def look(self) -> None:
        """Check free space and, in the trouble state, try to write."""
        failures = self._failures
        works, low = loop.in_thread(self._look, self.saving, pool=POOL)
        self._set_state(works and failures == self._failures, low)  # what failed meanwhile is newer than this answer

    def failed(self, error: Exception) -> None:
        """A commit did not reach the disk."""
        if is_full(error):
            loop.call_soon(self._begin_trouble, logs.told(error))

    def tell(self, connection: Connection) -> None:
        """Send the state to a connection that has just joined; nothing while all is well."""
        if not self.saving or (self.low and connection.page == "console"):
            self._emit("trouble", self._message(connection.page), connection.sid)

    def _begin_trouble(self, why: str) -> None:
        self._failures += 1
        if self.saving:
            metrics.counts["unsaved"] += 1
            log.error("nothing can be saved: %s", why, extra=logs.event("trouble.begun"))
        self._set_state(False, self.low)

    def _set_state(self, saving: bool, low: bool) -> None:
        if (saving, low) == (self.saving, self.low):
            return
        if saving and not self.saving:
            log.warning("saving works again", extra=logs.event("trouble.over"))
        if low and not self.low:
            log.warning("the disk has little room left", extra=logs.event("trouble.low"))
        all_pages = saving != self.saving
        self.saving, self.low = saving, low
        for forum in self._presence.forums():
            for page in ("screen", "phone", "console") if all_pages else ("console",):
                self._emit("trouble", self._message(page), f"{page}-{forum}")

    def _message(self, page: str) -> dict[str, object]:
        return {"saving": self.saving, "low": self.low} if page == "console" else {"saving": self.saving}

    def _look(self, saving: bool) -> tuple[bool, bool]:
        """Runs in a thread: (whether writing works, whether space is low). Writes only when writing failed before."""
        works = saving or (has_room(self._folder) and try_to_write(self._engine))
        return works, free(self._folder) < LOW


def free(folder: Path) -> int:
    """Free bytes on a folder's disk that this user may use; 0 when unknown."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


def has_room(folder: Path) -> bool:
    """Whether a file of TRIAL bytes can be written and synced."""
    path = folder / "run" / "trial"
    try:
        with path.open("wb") as file:
            file.write(bytes(TRIAL))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    finally:
        with suppress(OSError):  # a disk remounted read-only refuses even this
            path.unlink(missing_ok=True)
    return True
