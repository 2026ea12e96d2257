"""Reads a database in one read-only snapshot: a SQLite file, also a live one, or PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from urllib.parse import quote

Row = dict[str, Any]
ACTING = {
    "?": "SELECT type AS kind, name FROM sqlite_master WHERE type IN ('trigger', 'view')",
    "%s": "SELECT 'trigger' AS kind, tgname AS name FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
    " UNION ALL SELECT 'rule', rulename FROM pg_rules WHERE schemaname = current_schema()"
    " UNION ALL SELECT CASE relkind WHEN 'f' THEN 'foreign table' ELSE 'view' END, relname FROM pg_class"
    " WHERE relkind IN ('v', 'm', 'f') AND relnamespace = current_schema()::regnamespace"
    " UNION ALL SELECT 'filter of rows', relname FROM pg_class"
    " WHERE relrowsecurity AND relnamespace = current_schema()::regnamespace",
}
"""By placeholder style of the database: a query for objects that act or answer by themselves, which may answer others
differently: {kind, name}."""
TABLES = {
    "?": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    "%s": "SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p')"
    " AND relnamespace = current_schema()::regnamespace"
    " AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e') ORDER BY relname",
}
"""By placeholder style: a query for all tables but those of extensions and of the database itself: {name}."""
SHARED = {"?": False, "%s": True}
"""By placeholder style: whether other programs may have tables there, too. A SQLite file is ours alone."""
AT_ONCE = 1000
"""Rows fetched at a time, so that a long log is never in memory as a whole."""


class Source:
    """A connection that answers SELECT queries: rows as dicts by column name. Placeholders are written as `?`."""

    def __init__(self, line: Any, mark: str) -> None:
        self.acting, self.tables, self.shared = ACTING[mark], TABLES[mark], SHARED[mark]
        self._line, self._mark, self._cursors = line, mark, count(1)

    def rows(self, sql: str, *values: object) -> Iterator[Row]:
        """The rows, fetched a thousand at a time."""
        cursor = self._cursor(large="FROM log" in sql)
        try:
            cursor.execute(sql.replace("?", self._mark), values)
            while found := cursor.fetchmany(AT_ONCE):
                names = [column[0] for column in cursor.description]
                for row in found:
                    yield dict(zip(names, row, strict=True))
        finally:
            cursor.close()

    def _cursor(self, large: bool) -> Any:
        if self._mark == "?" or not large:
            return self._line.cursor()
        # A server-side cursor: only the rows that are fetched are transferred.
        return self._line.cursor(name=f"verifier_{next(self._cursors)}")


@contextmanager
def opened(where: str) -> Iterator[Source]:
    """A source for a database URL: `sqlite:///PATH`, or one of PostgreSQL."""
    line, mark = _sqlite(where) if where.startswith("sqlite") else _postgresql(where)
    try:
        yield Source(line, mark)
    finally:
        line.close()


def _sqlite(where: str) -> tuple[Any, str]:
    path = where.partition("///")[2]
    line = sqlite3.connect(
        f"file:{quote(path)}?mode=ro", uri=True, timeout=10, isolation_level=None, check_same_thread=False
    )
    line.execute("PRAGMA trusted_schema=OFF")
    line.execute("BEGIN")
    return line, "?"


def _postgresql(where: str) -> tuple[Any, str]:
    import psycopg2

    scheme, _, rest = where.partition("://")
    line = psycopg2.connect(f"{scheme.partition('+')[0]}://{rest}", application_name="workshop verify")
    line.set_session(isolation_level="REPEATABLE READ", readonly=True)
    return line, "%s"
