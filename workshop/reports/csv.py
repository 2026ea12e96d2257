"""The CSV export of ideas (RFC 4180): UTF-8 with a byte order mark, CRLF, guarded cells, and the separator that a
spreadsheet in the file's language expects (a semicolon where a comma is the decimal mark, else a comma).

It has no place to say that a forum has not ended yet: the file's name does.
"""

import csv
import datetime as dt
import io

from workshop.reports import wording
from workshop.reports.cells import guarded
from workshop.reports.idea_columns import Value, idea_table
from workshop.reports.summary import Summary


def write(summary: Summary, lang: str) -> bytes:
    """One row for each number in posting order, with a column for each revealed vote on ideas."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter="," if lang == "en" else ";", lineterminator="\r\n")
    rows.writerows([guarded(_written(cell, lang)) for cell in row] for row in idea_table(summary, lang))
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8")


def _written(cell: Value, lang: str) -> str | int | float | None:
    return wording.moment(cell, lang) if isinstance(cell, dt.datetime) else cell
