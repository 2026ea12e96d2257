"""A table of open data for programs: names, types and keys of its columns, and its rows.

`open_tables` has those of a forum, `series_open_tables` those of a series: one place for the CSV files, their CSVW
description and the dictionary that explains each column in words (`data.<meaning>` in the catalogues).
"""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from workshop.i18n import catalogues
from workshop.reports.cell_escaping import guarded

S = TypeVar("S")
"""The summary of a forum or of a series."""
Value = str | int | float | bool | dt.datetime | None
Row = tuple[Value, ...]
Datatype = Literal["integer", "number", "string", "boolean", "dateTime"]


@dataclass(frozen=True)
class DataColumn:
    """One column. `means`: the ending of the key of its explanation, where that is not its name."""

    name: str
    datatype: Datatype = "string"
    required: bool = False
    means: str = ""

    @property
    def key(self) -> str:
        """Of its explanation in the catalogues."""
        return f"data.{self.means or self.name}"


@dataclass(frozen=True)
class DataTable(Generic[S]):
    """One table: its columns, its primary key, and which columns name a row of which table."""

    name: str
    columns: tuple[DataColumn, ...]
    key: tuple[str, ...]
    refers: dict[str, tuple[str, str]]
    rows: Callable[[S, str], Iterable[Row]]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    def csv(self, summary: S, lang: str) -> bytes:
        """RFC 4180 in UTF-8. Cells that a spreadsheet would take for a formula are guarded."""
        file = io.StringIO(newline="")
        rows = csv.writer(file, lineterminator="\r\n")
        rows.writerow([column.name for column in self.columns])
        rows.writerows([_cell(value) for value in row] for row in self.rows(summary, lang))
        return file.getvalue().encode("utf-8")


def _cell(value: Value) -> str | int | float:
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value.isoformat() if isinstance(value, dt.datetime) else value)


def csv_files(tables: Sequence[DataTable[S]], summary: S, lang: str) -> dict[str, bytes]:
    """File name → the CSV file of each table."""
    return {table.file: table.csv(summary, lang) for table in tables}


def one_of_each_language(texts: Mapping[str, str]) -> dict[str, str]:
    """Language tag → text: programs expect one text of each, so Easy Finnish is left out where there is Finnish."""
    found: dict[str, str] = {}
    for lang, text in texts.items():
        if text:
            found.setdefault(catalogues.html_lang(lang), text)
    return found


def json_ld(texts: Mapping[str, str]) -> list[dict[str, object]]:
    """These texts as JSON-LD has them: for each language a value that names it."""
    return [{"@value": text, "@language": lang} for lang, text in one_of_each_language(texts).items()]
