"""Who sits in the other processes on the same data, so that head-counts are of the whole hall.

Each process keeps one row among the house's facts, renewed every few seconds and when somebody comes or goes;
participants are in it by number, so that a phone which moves from one process to another is counted once. No clock is
compared: a row that is not renewed any more belongs to a process that is gone. Nothing of it outlives the servers.
"""

import json
import logging
import time
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update

from workshop.live.presence import HeadCounts
from workshop.storage.database import reading, transaction
from workshop.storage.tables import house

RENEWED_SECONDS, GONE_SECONDS, SWEPT_SECONDS = 2.0, 8.0, 60.0
"""How often a row is renewed at least, after how long it counts no more, and after how long anybody removes it."""
PREFIX = "here/"

log = logging.getLogger(__name__)


class SharedPresence:
    """One process's view. Used from one thread at a time; `name` is the process's own."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine, self._name = engine, PREFIX + name
        self._told, self._told_at, self._serial = "", 0.0, 0
        self._seen: dict[str, _Row] = {}

    def exchange(self, mine: dict[int, HeadCounts]) -> dict[int, list[HeadCounts]]:
        """Tell the others who is here, and hear who is there: forum → what each other process sees."""
        self._tell(json.dumps({forum: _plain(heads) for forum, heads in mine.items()}))
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
                for forum, heads in seen.shared_presence.items():
                    found.setdefault(forum, []).append(heads)
        self._seen = {row.name: self._seen[row.name] for row in rows}
        self._remove(gone)
        return found

    def leave(self) -> None:
        """This process is about to end."""
        self._remove([self._name])

    def _tell(self, mine: str) -> None:
        if mine == self._told and time.monotonic() - self._told_at < RENEWED_SECONDS:
            return
        self._serial += 1
        with transaction(self._engine) as db:
            value = f"{self._serial} {mine}"
            changed = db.execute(update(house).where(house.c.name == self._name).values(value=value))
            if not changed.rowcount:  # type: ignore[attr-defined]
                db.execute(insert(house).values(name=self._name, value=value))
        self._told, self._told_at = mine, time.monotonic()

    def _remove(self, names: list[str]) -> None:
        if names:
            with transaction(self._engine) as db:
                db.execute(delete(house).where(house.c.name.in_(names)))


class _Row:
    """What another process said last, and when it was first seen. Read anew only when it says something else than
    before."""

    def __init__(self, value: str, at: float, before: "_Row | None") -> None:
        self.value, self.at = value, at
        self._said = value.partition(" ")[2]
        same = before is not None and before._said == self._said
        self.shared_presence: dict[int, HeadCounts] = (
            before.shared_presence if before and same else _shared_presence(self._said)
        )


def _shared_presence(said: str) -> dict[int, HeadCounts]:
    """Nobody, where the words are not ours: another release may know something else of who is here."""
    try:
        return {int(forum): _heads(heads) for forum, heads in json.loads(said).items()}
    except (ValueError, TypeError, AttributeError):
        log.info("another process counts its people in words that this one does not know")
        return {}


def _plain(heads: HeadCounts) -> dict[str, Any]:
    return {name: sorted(value) if isinstance(value, set) else value for name, value in vars(heads).items()}


def _heads(plain: dict[str, Any]) -> HeadCounts:
    fields: dict[str, Any] = {name: set(value) if isinstance(value, list) else value for name, value in plain.items()}
    return HeadCounts(**fields)
