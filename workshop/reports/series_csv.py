"""The CSV export of a series, written as that of a forum is: a row with its figures for each forum, then a row for each
theme of each forum, with the reason why it counts as the same theme as an earlier one."""

import csv
import datetime as dt
import io

from workshop.i18n import catalogues
from workshop.reports import wording
from workshop.reports.cell_escaping import delimiter, guarded
from workshop.reports.series_summary import SeriesSummary
from workshop.reports.series_tables import FORUM, THEME, Cell, forum_rows, heads, theme_rows


def write(summary: SeriesSummary, lang: str) -> bytes:
    """UTF-8 with a byte order mark, CRLF, and the separator that a spreadsheet in this language expects."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter=delimiter(lang), lineterminator="\r\n")
    cells = wording.with_licence(table(summary, lang), summary, lang)
    rows.writerows([guarded(_plain(cell, lang)) for cell in row] for row in cells)
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8", "replace")


def table(summary: SeriesSummary, lang: str) -> list[list[Cell]]:
    """Headings and rows, not yet guarded."""
    figures = summary.columns
    forums = [[*row, *[None] * len(THEME)] for row in forum_rows(summary, lang)]
    themes = [[*row[: len(FORUM)], *[None] * len(figures), *row[len(FORUM) :]] for row in theme_rows(summary, lang)]
    return [heads((*FORUM, *figures, *THEME), lang), *forums, *themes]


def _plain(cell: Cell, lang: str) -> str | int | float | None:
    return catalogues.date(lang, cell) if isinstance(cell, dt.datetime) else cell
