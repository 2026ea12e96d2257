"""Whether what people send can be kept: begun by a commit that the disk refused, over once a try to write succeeds;
told to everybody.

Needs no disk to be told: it is an event of its own, whole each time, without a number. Facilitators also hear when room
grows short.
"""

import logging
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from workshop.live.presence import PresenceTracker, Seat
from workshop.runtime import logs, loop
from workshop.runtime.metrics import seen
from workshop.storage.database import is_full, try_to_write

LOOK_SECONDS = 1.0
LOW = 100_000_000
"""Bytes of free room under which the facilitators are warned."""
TRIAL = 256 * 1024
"""Bytes that must find room before trouble is called over."""
POOL = "disk"

log = logging.getLogger(__name__)


class DiskHealth:
    """The disk's state and who has been told. `failed` comes from the writer's thread, everything else runs in the
    loop."""

    def __init__(self, engine: Engine, folder: Path, presence: PresenceTracker, emit: Callable[..., None]) -> None:
        self.saving, self.low = True, False
        self._engine, self._folder, self._presence, self._emit = engine, folder, presence, emit
        seen.ask["saving"] = lambda: {"": float(self.saving)}
        seen.ask["disk_free_bytes"] = lambda: {"": float(free(folder))}

    def watch(self) -> None:
        """For as long as the server runs: look how much room there is, and in trouble try to write."""
        while True:
            loop.sleep(LOOK_SECONDS)
            try:
                self._become(*loop.in_thread(self._look, self.saving, pool=POOL))
            except Exception:  # nobody else would ever say that saving works again
                log.exception("looking after the disk failed")

    def failed(self, error: Exception) -> None:
        """A commit did not reach the disk."""
        if is_full(error):
            loop.call_soon(self._begin, logs.told(error))

    def tell(self, seat: Seat) -> None:
        """For one who has just come: nothing while all is well."""
        if not self.saving or (self.low and seat.page == "console"):
            self._emit("trouble", self._fact(seat.page), seat.sid)

    def _begin(self, why: str) -> None:
        if self.saving:
            seen.counts["unsaved"] += 1
            log.error("nothing can be saved: %s", why, extra=logs.event("trouble.begun"))
        self._become(False, self.low)

    def _become(self, saving: bool, low: bool) -> None:
        if (saving, low) == (self.saving, self.low):
            return
        if saving and not self.saving:
            log.warning("saving works again", extra=logs.event("trouble.over"))
        if low and not self.low:
            log.warning("the disk has little room left", extra=logs.event("trouble.low"))
        everybody = saving != self.saving
        self.saving, self.low = saving, low
        for forum in self._presence.forums():
            for page in ("screen", "phone", "console") if everybody else ("console",):
                self._emit("trouble", self._fact(page), f"{page}-{forum}")

    def _fact(self, page: str) -> dict[str, Any]:
        return {"saving": self.saving, "low": self.low} if page == "console" else {"saving": self.saving}

    def _look(self, saving: bool) -> tuple[bool, bool]:
        """In a thread of its own: (whether writing works, whether room is short). Writing is only tried when it did not
        work."""
        works = saving or (has_room(self._folder) and try_to_write(self._engine))
        return works, free(self._folder) < LOW


def free(folder: Path) -> int:
    """Free bytes on a folder's disk, as far as this user may use them."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


def has_room(folder: Path) -> bool:
    """Whether a file of some size can be written and synced."""
    path = folder / "run" / "trial"
    try:
        with path.open("wb") as file:
            file.write(bytes(TRIAL))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    finally:
        with suppress(OSError):  # a disk that has become read-only keeps even this
            path.unlink(missing_ok=True)
    return True
