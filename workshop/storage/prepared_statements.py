"""Prepared statements for the queries that a full hall runs many times a second: compiled once, then passed to the
driver.

What SQLAlchemy repeats at each `execute` (find the compiled statement, name, sort and convert every parameter) takes
longer than the statement itself in SQLite. On PostgreSQL SQLAlchemy still runs them: it sends many rows in one message,
which the driver does not.

Relies on what SQLAlchemy's compiler exposes of a statement (`positiontup`, `binds`, `_result_columns`, the place of an
expanding parameter); tests/rules/test_prepared_statements.py names the version.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, cast

import sqlalchemy
from sqlalchemy import BindParameter, Connection, CursorResult, Dialect, Insert, Select, UpdateBase
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
        types = [made.binds[name].type.dialect_impl(dialect) for name in names]
        conversions = [(place, convert) for place, its in enumerate(types) if (convert := its.bind_processor(dialect))]
        given = _of_one(names[0]) if len(names) == 1 else cast(Values, itemgetter(*names))
        return str(made), _converting(given, conversions) if conversions else given


def _of_one(name: str) -> Values:
    return lambda row: (row[name],)


def _converting(given: Values, conversions: Sequence[tuple[int, Callable[[object], object]]]) -> Values:
    """The values of a row, of which those at some places are converted."""

    def values(row: Row) -> tuple[object, ...]:
        found = list(given(row))
        for place, convert in conversions:
            found[place] = convert(found[place])
        return tuple(found)

    return values


class PreparedIn:
    """A select by named values, of which one is a list: `IN` the expanding parameter `among`, of a column or of a tuple
    of columns. A row has its columns as attributes, with values of their types, as SQLAlchemy's rows have."""

    def __init__(self, statement: Select[*AnyColumns], among: str) -> None:
        self._statement, self._among = statement, among
        self._made: _SplitSelect | None = None

    def run(self, db: Connection, among: Sequence[object], **values: object) -> Sequence[AnyRow]:
        """The rows."""
        if db.dialect.name != "sqlite" or not among:
            return db.execute(self._statement, {**values, self._among: list(among)}).all()
        if self._made is None:
            self._made = _SplitSelect(self._statement, self._among, db.dialect)
        return self._made.run(db, among, values)


class _SplitSelect:
    """A compiled select, split where its list stands, and how the values of its rows are converted."""

    def __init__(self, statement: Select[*AnyColumns], among: str, dialect: Dialect) -> None:
        made = statement.compile(dialect=dialect)
        assert isinstance(made, SQLCompiler) and made.positiontup is not None
        text, names = str(made), made.positiontup
        values = {name: _values_of(made.binds[name]) for name in names if name != among}
        for name, own in values.items():
            text = text.replace(_list_of(name), _places(len(own)))
        self._before, self._after = text.split(_list_of(among))
        place = names.index(among)
        self._first = [one for name in names[:place] for one in values[name]]
        self._last = [one for name in names[place + 1 :] for one in values[name]]
        types = [column.type.dialect_impl(dialect) for column in made._result_columns]
        self._conversions = [one.result_processor(dialect, None) or _as_it_is for one in types]
        self._as_they_are = all(one is _as_it_is for one in self._conversions)
        self._row = _row_type([column.keyname for column in made._result_columns])

    def run(self, db: Connection, among: Sequence[object], values: Row) -> Sequence[AnyRow]:
        """The rows; `among` has at least one element."""
        places, listed = _places(len(among)), among
        if isinstance(among[0], tuple):
            places = "VALUES " + ", ".join([f"({_places(len(among[0]))})"] * len(among))
            listed = [part for whole in cast(Sequence[tuple[object, ...]], among) for part in whole]
        given: Sequence[object] = [*(one(values) for one in self._first), *listed, *(one(values) for one in self._last)]
        rows = db.exec_driver_sql(f"{self._before}{places}{self._after}", tuple(given)).all()
        return rows if self._as_they_are else [self._converted(row) for row in rows]

    def _converted(self, row: AnyRow) -> AnyRow:
        values = (convert(value) for convert, value in zip(self._conversions, row, strict=True))
        return cast(AnyRow, self._row(*values))


def _row_type(columns: list[str]) -> Callable[..., object]:
    return namedtuple("Converted", columns)


def _values_of(bound: BindParameter[object]) -> list[Callable[[Row], object]]:
    """What stands for one parameter, given the named values of a run: the value of its name, or those that the
    statement itself holds, which are several for a list."""
    if bound.required:
        return [itemgetter(bound.key)]
    own = cast(Sequence[object], bound.value) if bound.expanding else [bound.value]
    return [partial(_own, value) for value in own]


def _own(value: object, _given: Row) -> object:
    return value


def _list_of(name: str) -> str:
    """How the compiler writes the place of an expanding parameter."""
    return f"__[POSTCOMPILE_{name}]"


def _places(number: int) -> str:
    return ", ".join("?" * number)


def _as_it_is(value: object) -> object:
    return value
