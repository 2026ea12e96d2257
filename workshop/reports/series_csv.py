"""The CSV export of a series, written as that of a forum is: a row with its figures for each forum, one that adds them
up, then a row for each theme of each forum, with where it came from."""

import csv
import datetime as dt
import io

from workshop.i18n import catalogues
from workshop.reports import wording
from workshop.reports.cell_escaping import delimiter, guarded
from workshop.reports.series_summary import SeriesSummary
from workshop.reports.series_tables import (
    Cell,
    forum_rows,
    named_columns,
    table,
    theme_columns,
    theme_rows,
    total_row,
)


def write(summary: SeriesSummary, lang: str) -> bytes:
    """UTF-8 with a byte order mark, CRLF, and the separator that a spreadsheet in this language expects."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter=delimiter(lang), lineterminator="\r\n")
    cells = wording.with_licence(rows_of(summary, lang), summary, lang)
    rows.writerows([guarded(_plain(cell, lang)) for cell in row] for row in cells)
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8", "replace")


def rows_of(summary: SeriesSummary, lang: str) -> list[list[Cell]]:
    """Headings and rows, not yet guarded."""
    columns = [*named_columns(summary), *summary.columns, *theme_columns(summary)]
    total = [total_row(summary, lang)] if len(summary.begun) > 1 else []
    return table(columns, [*forum_rows(summary, lang), *total, *theme_rows(summary, lang)], lang)


def _plain(cell: Cell, lang: str) -> str | int | float | None:
    return catalogues.date(lang, cell) if isinstance(cell, dt.datetime) else cell
