"""Prepared statements for the queries that a full hall runs many times a second: compiled once, then run by SQLite's
driver.

What SQLAlchemy repeats at each `execute` (find the compiled statement, name, sort and convert every parameter, describe
the result) takes longer than the statement itself in SQLite. Transactions and errors are SQLAlchemy's all the same. On
PostgreSQL SQLAlchemy still runs the statements: it sends many rows in one message, which the driver does not.

Relies on what SQLAlchemy's compiler exposes of a statement (`positiontup`, `binds`, `_result_columns`, the place of an
expanding parameter); tests/rules/test_frequent_queries_compiled_once.py names the version.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from itertools import starmap
from operator import itemgetter
from typing import Any, TypeAlias, cast

import sqlalchemy
from sqlalchemy import BindParameter, Connection, Dialect, Insert, Select, UpdateBase
from sqlalchemy.sql.compiler import SQLCompiler

from workshop.storage import sqlite_without_sqlalchemy

Row = Mapping[str, object]
Values = Callable[[Row], tuple[object, ...]]
Conversions = Sequence[tuple[int, Callable[[object], object]]]
"""Places in a row, and how the value there is converted."""
AnyValue: TypeAlias = Any
AnyColumns = tuple[AnyValue, ...]
AnyRow = sqlalchemy.Row[*AnyColumns]
"""A row that was read by columns of a table, which unlike those of a class have no types."""


class Prepared:
    """A statement that writes, whose parameters are all named in each row. An insert fills the columns that its very
    first row names, so all rows must name the same ones."""

    def __init__(self, statement: UpdateBase) -> None:
        self._statement = statement
        self._made: tuple[str, Values] | None = None

    def run(self, db: Connection, *rows: Row) -> None:
        """Run once for each row; there must be at least one."""
        if db.dialect.name != "sqlite":
            db.execute(self._statement, rows)
            return
        if self._made is None:
            self._made = self._make(db.dialect, rows[0])
        text, values = self._made
        sqlite_without_sqlalchemy.run_for_each(_begun(db), text, map(values, rows))

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


def _converting(given: Values, conversions: Conversions) -> Values:
    """The values of a row, of which those at some places are converted."""
    return lambda row: _converted(given(row), conversions)


def _converted(row: Sequence[object], conversions: Conversions) -> tuple[object, ...]:
    values = list(row)
    for place, convert in conversions:
        values[place] = convert(values[place])
    return tuple(values)


class PreparedSelect:
    """A select by named values. A row has its columns as attributes, with values of their types, as SQLAlchemy's rows
    have."""

    def __init__(self, statement: Select[*AnyColumns]) -> None:
        self._statement = statement
        self._made: _CompiledSelect | None = None

    def run(self, db: Connection, **values: object) -> Sequence[AnyRow]:
        """The rows."""
        if db.dialect.name != "sqlite":
            return db.execute(self._statement, values).all()
        if self._made is None:
            self._made = _CompiledSelect(self._statement, db.dialect)
        return self._made.run(db, values)


class PreparedIn:
    """A `PreparedSelect` of whose values one is a list: `IN` the expanding parameter `among`, of a column or of a tuple
    of columns."""

    def __init__(self, statement: Select[*AnyColumns], among: str) -> None:
        self._statement, self._among = statement, among
        self._made: _CompiledSelect | None = None

    def run(self, db: Connection, among: Sequence[object], **values: object) -> Sequence[AnyRow]:
        """The rows."""
        if db.dialect.name != "sqlite" or not among:
            return db.execute(self._statement, {**values, self._among: list(among)}).all()
        if self._made is None:
            self._made = _CompiledSelect(self._statement, db.dialect, self._among)
        return self._made.run(db, values, among)


class _CompiledSelect:
    """A compiled select, split where its list stands if it has one, and how the values of its rows are converted."""

    def __init__(self, statement: Select[*AnyColumns], dialect: Dialect, among: str | None = None) -> None:
        made = statement.compile(dialect=dialect)
        assert isinstance(made, SQLCompiler) and made.positiontup is not None
        text, names = str(made), made.positiontup
        values = {name: _values_of(made.binds[name]) for name in names if name != among}
        for name, own in values.items():
            text = text.replace(_list_of(name), _places(len(own)))
        place = len(names) if among is None else names.index(among)
        self._before, self._after = (text, "") if among is None else text.split(_list_of(among))
        self._first = [one for name in names[:place] for one in values[name]]
        self._last = [one for name in names[place + 1 :] for one in values[name]]
        types = [column.type.dialect_impl(dialect) for column in made._result_columns]
        found = [one.result_processor(dialect, None) for one in types]
        self._conversions = [(place, convert) for place, convert in enumerate(found) if convert]
        self._row = _row_type([column.keyname for column in made._result_columns])

    def run(self, db: Connection, values: Row, among: Sequence[object] = ()) -> Sequence[AnyRow]:
        """The rows; `among` has at least one element where the select has a list."""
        places, listed = _places(len(among)), among
        if among and isinstance(among[0], tuple):
            places = "VALUES " + ", ".join([f"({_places(len(among[0]))})"] * len(among))
            listed = [part for whole in cast(Sequence[tuple[object, ...]], among) for part in whole]
        given = [*_filled(self._first, values), *listed, *_filled(self._last, values)]
        rows = sqlite_without_sqlalchemy.rows(_begun(db), f"{self._before}{places}{self._after}", given)
        if self._conversions:
            rows = [_converted(row, self._conversions) for row in rows]
        return list(starmap(self._row, rows))


def _begun(db: Connection) -> Connection:
    """The connection, in a transaction: SQLAlchemy would begin one with the first statement."""
    if not db.in_transaction():
        db.begin()
    return db


def _row_type(columns: list[str]) -> Callable[..., AnyRow]:
    return cast(Callable[..., AnyRow], namedtuple("Found", columns))


Place = tuple[str, object]
"""What stands in one place of a statement: the value of this name, or without a name the statement's own value."""


def _values_of(bound: BindParameter[object]) -> list[Place]:
    """What stands for one parameter: the value of its name, or those that the statement itself holds, which are several
    for a list."""
    if bound.required:
        return [(bound.key, None)]
    own = cast(Sequence[object], bound.value) if bound.expanding else [bound.value]
    return [("", value) for value in own]


def _filled(places: Sequence[Place], values: Row) -> list[object]:
    return [values[name] if name else own for name, own in places]


def _list_of(name: str) -> str:
    """How the compiler writes the place of an expanding parameter."""
    return f"__[POSTCOMPILE_{name}]"


def _places(number: int) -> str:
    return ", ".join("?" * number)
