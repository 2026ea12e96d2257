"""A table of the office as a CSV file of its own: what only organisers read, and no file of results has."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

from workshop.pages import base
from workshop.reports.cell_escaping import delimiter, guarded


def answer(name: str, rows: Iterable[Sequence[str | int]]) -> Response:
    """The file `name`, headings first: UTF-8 with a byte order mark, and the separator that a spreadsheet in the
    reader's language expects."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter(base.language())).writerows([guarded(cell) for cell in row] for row in rows)
    return base.unkept(base.attachment(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", name))
