"""What a command left: the values of the things it made or changed, which its log row keeps, so that the log alone says
how all is.

Collected while SQLAlchemy writes, so no action can forget any. `workshop verify` holds the tables against it. What is
written without classes (ballots, people) is said by the rows of those commands themselves; raised hands say it with
`say`.
"""

import hashlib
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from workshop.contract.base import SECRETS
from workshop.storage.tables import Account, Activity, Cluster, Forum, Idea, Link, Series

Left = dict[str, dict[str, Any]]
"""Table → id → column → value, or None for what is gone. JSON values; of a secret its digest."""
PROVEN = (Account, Activity, Cluster, Forum, Idea, Link, Series)
UNTOLD = {
    "forum": {"log_n", "log_head", "next_number", "wifi_password"},
    "idea": {"participant", "key"},
}
"""The end of the log says itself; who wrote an idea stands beside its row; a short secret could be guessed from its
digest."""
_NOTED, _SAID = "left", "said"


def begin(db: Session) -> None:
    """A new command: nothing of the one before, done or refused, is its doing."""
    db.info[_NOTED], db.info[_SAID] = {}, {}


def say(db: Session, table: str, thing: int, values: dict[str, Any]) -> None:
    """Note what was written past the classes."""
    db.info.setdefault(_SAID, {}).setdefault(table, {}).setdefault(str(thing), {}).update(values)


def taken(db: Session) -> Left:
    """What was left since `begin`, as it is now: what was changed and changed back in a savepoint is told as it is."""
    left: Left = {table: dict(things) for table, things in db.info.get(_SAID, {}).items()}
    for (table, thing), (row, columns) in db.info.get(_NOTED, {}).items():
        values = None if columns is None else {name: _told(name, getattr(row, name)) for name in sorted(columns)}
        left.setdefault(table, {})[str(thing)] = values
    return left


def digest(secret: str) -> str:
    """What the log keeps of a secret that cannot be guessed."""
    return f"sha256:{hashlib.sha256(secret.encode()).hexdigest()}"


def _told(column: str, value: Any) -> Any:
    return digest(value) if column in SECRETS and isinstance(value, str) else value


@event.listens_for(Session, "after_flush")
def _note(db: Session, _context: Any) -> None:
    noted = db.info.setdefault(_NOTED, {})
    for row in (*db.new, *db.dirty):
        if isinstance(row, PROVEN):
            columns = _columns(row, everything=row in db.new)
            if columns:
                _, before = noted.get((row.__tablename__, row.id), (row, set()))
                noted[row.__tablename__, row.id] = row, columns | (before or set())
    for row in db.deleted:
        if isinstance(row, PROVEN):
            noted[row.__tablename__, row.id] = row, None


def _columns(row: Any, everything: bool) -> set[str]:
    state = inspect(row)
    names = {column.key for column in state.mapper.column_attrs} - UNTOLD.get(row.__tablename__, set())
    return {name for name in names if everything or state.attrs[name].history.has_changes()}
