"""The CSV export of ideas (RFC 4180): UTF-8 with a byte order mark, CRLF, guarded cells, and the separator that a
spreadsheet in the file's language expects (a semicolon where a comma is the decimal mark, else a comma).

It is one table of ideas, so what is true of a whole vote, such as the effect of the order on phones, is in other
formats. It has no place to say that a forum has not ended yet: the file's name does. The licence stands in each row, as
in Darwin Core: rows that are put together with those of other forums keep it.
"""

import csv
import datetime as dt
import io

from workshop.i18n import catalogues
from workshop.i18n.languages import conventions
from workshop.reports import wording
from workshop.reports.cell_escaping import delimiter, guarded
from workshop.reports.idea_columns import Value, idea_table
from workshop.reports.summary import Summary


def write(summary: Summary, lang: str) -> bytes:
    """One row for each number in posting order, with a column for each revealed vote on ideas."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter=delimiter(lang), lineterminator="\r\n")
    table = wording.with_licence(idea_table(summary, lang), summary, lang)
    rows.writerows([guarded(_written(cell, lang)) for cell in row] for row in table)
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8")


def _written(cell: Value, lang: str) -> str | int | float | None:
    """A number with decimals has the mark of the language: 4.5 would be a day in May."""
    if isinstance(cell, dt.datetime):
        return f"{catalogues.date(lang, cell)} {catalogues.time(lang, cell)}"  # without words, which no program reads
    return str(cell).replace(".", conventions(lang).decimal) if isinstance(cell, float) else cell
