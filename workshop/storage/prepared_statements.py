"""Prepared statements for the queries that a full hall runs many times a second: compiled once, then passed to the
driver.

What SQLAlchemy repeats at each `execute` (find the compiled statement, name, sort and convert every parameter) takes
longer than the statement itself in SQLite. On PostgreSQL SQLAlchemy still runs them: it sends many rows in one message,
which the driver does not.

Relies on what SQLAlchemy's compiler exposes of a statement (`positiontup`, `binds`, the place of an expanding
parameter); tests/rules/test_prepared_statements.py names the version.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, CursorResult, Dialect, Insert, Select, UpdateBase
from sqlalchemy.sql.compiler import SQLCompiler

Row = Mapping[str, object]
Values = Callable[[Row], tuple[object, ...]]
AnyColumns = tuple[Any, ...]
AnyRow = sqlalchemy.Row[*AnyColumns]
"""A row that was read by columns of a table, which unlike those of a class have no types."""


class Prepared:
    """One statement whose parameters are all named in each row. An insert fills the columns that its very first row
    names, so all rows must name the same ones. A select returns the driver's values: numbers and texts."""

    def __init__(self, statement: UpdateBase | Select[*AnyColumns]) -> None:
        self._statement = statement
        self._made: tuple[str, Values] | None = None

    def run(self, db: Connection, *rows: Row) -> CursorResult[*AnyColumns]:
        """Run once for each row; there must be at least one."""
        if db.dialect.name != "sqlite":
            return db.execute(self._statement, rows)
        if self._made is None:
            self._made = self._make(db.dialect, rows[0])
        text, values = self._made
        return db.exec_driver_sql(text, [values(row) for row in rows] if len(rows) > 1 else values(rows[0]))

    def _make(self, dialect: Dialect, row: Row) -> tuple[str, Values]:
        columns = list(row) if isinstance(self._statement, Insert) else None
        made = self._statement.compile(dialect=dialect, column_keys=columns)
        assert isinstance(made, SQLCompiler) and made.positiontup is not None
        names = made.positiontup
        converting = {name: made.binds[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names}
        if len(names) > 1 and not any(converting.values()):
            return str(made), itemgetter(*names)
        each = [(name, converting[name] or _as_it_is) for name in names]
        return str(made), lambda row: tuple(convert(row[name]) for name, convert in each)


class PreparedIn:
    """A select by one value, and by whether something (a column, or a tuple of columns) is in a list: `IN` an expanding
    parameter, which must be the last one. Numbers and texts only."""

    def __init__(self, statement: Select[*AnyColumns], value: str, among: str) -> None:
        self._statement, self._value, self._among = statement, value, among
        self._halves: list[str] = []

    def run(self, db: Connection, value: object, among: Sequence[Any]) -> Iterable[AnyRow]:
        """The rows, each a tuple."""
        if db.dialect.name != "sqlite" or not among:
            return db.execute(self._statement, {self._value: value, self._among: list(among)})
        if not self._halves:
            made = self._statement.compile(dialect=db.dialect)
            assert isinstance(made, SQLCompiler) and made.positiontup == [self._value, self._among]
            self._halves = str(made).split(f"__[POSTCOMPILE_{self._among}]")
        if isinstance(among[0], tuple):
            one = f"({', '.join('?' * len(among[0]))})"
            places, values = (
                f"VALUES {', '.join([one] * len(among))}",
                (value, *(part for whole in among for part in whole)),
            )
        else:
            places, values = ", ".join("?" * len(among)), (value, *among)
        return db.exec_driver_sql(places.join(self._halves), values)


def _as_it_is(value: object) -> object:
    return value
