"""Head-counts across processes: exchanges the presence of this process with that of the others on the same database.

Each process keeps one row in the `house` table, renewed every few seconds and when a participant comes or goes. It
lists participants by number, so that a phone that moves from one process to another counts once. No clocks are
compared: a row that is no longer renewed belongs to a process that has ended. No row outlives the servers for long.
"""

import logging
import time

import msgspec
from sqlalchemy import Engine, delete, insert, select, update

from workshop.live.presence import HeadCounts
from workshop.storage.database import reading, transaction
from workshop.storage.tables import house

RENEWED_SECONDS, GONE_SECONDS, SWEPT_SECONDS = 2.0, 8.0, 60.0
"""Longest interval between two renewals of a row, age at which it stops counting, age at which any process deletes it.
"""
PREFIX = "here/"

_WRITE = msgspec.json.Encoder(order="deterministic").encode
_READ = msgspec.json.Decoder(dict[int, HeadCounts]).decode

log = logging.getLogger(__name__)


class SharedPresence:
    """The view of one process. Used from one thread at a time; `name` identifies the process."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine, self._name = engine, PREFIX + name
        self._published, self._published_at, self._serial = "", 0.0, 0
        self._seen: dict[str, _Row] = {}

    def exchange(self, mine: dict[int, HeadCounts]) -> dict[int, list[HeadCounts]]:
        """Publish the head-counts of this process and return those of the others: forum → one entry per process."""
        self._publish(_WRITE({str(forum): heads for forum, heads in mine.items()}).decode())
        now, found = time.monotonic(), dict[int, list[HeadCounts]]()
        with reading(self._engine) as db:
            rows = db.execute(select(house).where(house.c.name.startswith(PREFIX), house.c.name != self._name)).all()
        gone = []
        for row in rows:
            seen = self._seen.get(row.name)
            if seen is None or seen.value != row.value:
                seen = self._seen[row.name] = _Row(row.value, now, seen)
            if now - seen.at > SWEPT_SECONDS:
                gone.append(row.name)
            if now - seen.at < GONE_SECONDS:
                for forum, heads in seen.head_counts.items():
                    found.setdefault(forum, []).append(heads)
        self._seen = {row.name: self._seen[row.name] for row in rows}
        self._remove(gone)
        return found

    def leave(self) -> None:
        """This process is about to end: delete its row."""
        self._remove([self._name])

    def _publish(self, mine: str) -> None:
        if mine == self._published and time.monotonic() - self._published_at < RENEWED_SECONDS:
            return
        self._serial += 1
        with transaction(self._engine) as db:
            value = f"{self._serial} {mine}"
            changed = db.connection().execute(update(house).where(house.c.name == self._name).values(value=value))
            if not changed.rowcount:
                db.execute(insert(house).values(name=self._name, value=value))
        self._published, self._published_at = mine, time.monotonic()

    def _remove(self, names: list[str]) -> None:
        if names:
            with transaction(self._engine) as db:
                db.execute(delete(house).where(house.c.name.in_(names)))


class _Row:
    """The last value of another process's row, and when it was first seen. Parsed again only when its head-counts
    changed."""

    def __init__(self, value: str, at: float, before: "_Row | None") -> None:
        self.value, self.at = value, at
        self._text = value.partition(" ")[2]
        same = before is not None and before._text == self._text
        self.head_counts: dict[int, HeadCounts] = before.head_counts if before and same else _parsed(self._text)


def _parsed(text: str) -> dict[int, HeadCounts]:
    """Parse the head-counts of a row. Empty when it cannot be parsed: another release may use another format."""
    try:
        return _READ(text)
    except msgspec.MsgspecError:
        log.info("another process counts its people in words that this one does not know")
        return {}
