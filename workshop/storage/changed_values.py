"""Records the values of the rows that a command made or changed, for its log row, so that the log suffices to rebuild
the state.

Collected in SQLAlchemy's flush event, so no action can forget any. `workshop verify` compares the tables with it. What
is written without ORM classes (ballots) and participants are in the bodies of those commands; raised hands and ballots
on paper are recorded with `say`.
"""

import hashlib
from functools import cache
from typing import Protocol, TypeGuard

from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapped, Session

from workshop.contract.base import SECRETS
from workshop.storage.tables import Participant, Row

Left = dict[str, dict[str, dict[str, object] | None]]
"""Table → id → column → value, or None for a removed row. JSON values; of a secret its digest."""
UNTOLD = {
    "forum": {"log_n", "log_head", "next_number", "room_until", "wifi_password"},
    "idea": {"participant", "key"},
    "theme_proposal": {"participant"},
}
"""Columns that are not recorded: the end of the log is in the log itself; who wrote an idea or proposed a theme is in
its row's actor; a short secret could be guessed from its digest."""
_NOTED, _SAID = "left", "said"


def begin(db: Session) -> None:
    """Start a new command: changes of the one before, done or refused, do not count."""
    db.info[_NOTED], db.info[_SAID] = {}, {}


def say(db: Session, table: str, thing: int, values: dict[str, object]) -> None:
    """Record values that were written without the ORM."""
    db.info.setdefault(_SAID, {}).setdefault(table, {}).setdefault(str(thing), {}).update(values)


def taken(db: Session) -> Left:
    """What was recorded since `begin`, with the values of now: what a savepoint changed and took back has its final
    value."""
    left: Left = {table: dict(things) for table, things in db.info.get(_SAID, {}).items()}
    for (table, thing), (row, columns) in db.info.get(_NOTED, {}).items():
        values = None if columns is None else {name: _told(name, getattr(row, name)) for name in sorted(columns)}
        left.setdefault(table, {})[str(thing)] = values
    return left


def digest(secret: str) -> str:
    """What the log keeps of a secret that cannot be guessed."""
    return f"sha256:{hashlib.sha256(secret.encode()).hexdigest()}"


def _told(column: str, value: object) -> object:
    return digest(value) if column in SECRETS and isinstance(value, str) else value


@event.listens_for(Session, "after_flush")
def _note(db: Session, _context: object) -> None:
    noted = db.info.setdefault(_NOTED, {})
    for row in (*db.new, *db.dirty):
        if _is_recorded(row):
            columns = _columns(row, everything=row in db.new)
            if columns:
                _, before = noted.get((row.__tablename__, row.id), (row, set()))
                noted[row.__tablename__, row.id] = row, columns | (before or set())
    for row in db.deleted:
        if _is_recorded(row):
            noted[row.__tablename__, row.id] = row, None


class _Recorded(Protocol):
    """A row of an ORM class whose values the log holds."""

    __tablename__: str
    id: Mapped[int]


def _is_recorded(row: object) -> TypeGuard[_Recorded]:
    return isinstance(row, Row) and not isinstance(row, Participant)


def _columns(row: _Recorded, everything: bool) -> set[str]:
    state, names = inspect(row), _recorded_columns(type(row))
    return set(names) if everything else {name for name in names if state.attrs[name].history.has_changes()}


@cache
def _recorded_columns(of: type[_Recorded]) -> frozenset[str]:
    """The names of its columns that the log holds; read once, as every idea that is posted asks."""
    return frozenset(column.key for column in inspect(of).column_attrs) - UNTOLD.get(of.__tablename__, set())
