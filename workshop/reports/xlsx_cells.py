"""Cells of the spreadsheet and their styles. Every text is written as a string, never as a formula."""

import datetime as dt
import math
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workshop.i18n.languages import conventions
from workshop.reports.cell_escaping import plain
from workshop.reports.idea_columns import Value

Styles = dict[str, Format]
LINE, TALLEST = 15, 405
"""Points: the height of one line, and about the most that a row may have."""
LOOSE = 1.15
"""How much more room words need than their letters, because they do not fill every line."""

PERCENT = {
    "percent": "0",
    "percent_tenths": "0.0",
    "percent_hundredths": "0.00",
    "percent_thousandths": "0.000",
}
"""How a share looks in each of its styles."""


def styles(book: xlsxwriter.Workbook, lang: str) -> Styles:
    """The styles by name: `title`, `line` and `plain` run on over the cells beside them, the others wrap. A `note`
    has a distance from the number before it, what stands `beside` a text a smaller one. Numbers keep all their
    decimals; what is seen of them is as in other files: `tenths` of a mean (a median has no style: 4 or 4,5), whole
    `percent`, for an estimate with its interval `percent_tenths`, and smaller parts where two places would look equal.
    A `shared_place` is the number 3 and looks like "3 =", as `domain.places.rank_signs` writes it.
    """
    wrapped = {"text_wrap": True, "valign": "top"}
    percent = "0" + conventions(lang).percent.replace("\u00a0", " ")
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "line": book.add_format({"bold": True}),
        "plain": book.add_format(),
        "heading": book.add_format({**wrapped, "bold": True}),
        "right": book.add_format({**wrapped, "align": "right"}),
        "beside": book.add_format({**wrapped, "align": "left", "indent": 1}),
        "head": book.add_format({**wrapped, "bold": True, "bottom": 1}),
        "note_head": book.add_format({**wrapped, "bold": True, "bottom": 1, "align": "left", "indent": 2}),
        "beside_head": book.add_format({**wrapped, "bold": True, "bottom": 1, "align": "left", "indent": 1}),
        "head_number": book.add_format({**wrapped, "bold": True, "bottom": 1, "align": "right"}),
        "cell": book.add_format(wrapped),
        "first": book.add_format({**wrapped, "align": "left"}),
        "shared_place": book.add_format({**wrapped, "align": "left", "num_format": '0" ="'}),
        "note": book.add_format({**wrapped, "align": "left", "indent": 2}),
        "tenths": book.add_format({"num_format": "0.0", "valign": "top"}),
        **{
            name: book.add_format({"num_format": percent.replace("0", zeros), "valign": "top"})
            for name, zeros in PERCENT.items()
        },
        "time": book.add_format({"num_format": conventions(lang).spreadsheet_time, "valign": "top", "align": "left"}),
    }


def write_cell(sheet: Worksheet, at: tuple[int, int], cell: Value, all_styles: Styles, style: str) -> None:
    """Write one cell (row, column) as what it is; a time has its own style."""
    if isinstance(cell, dt.datetime):
        sheet.write_datetime(*at, cell.replace(tzinfo=None), all_styles["time"])
    elif isinstance(cell, int | float):
        sheet.write_number(*at, cell, all_styles[style])
    elif cell:
        sheet.write_string(*at, plain(cell), all_styles[style])


def set_height(sheet: Worksheet, y: int, cells: Sequence[Value], widths: Sequence[int]) -> int:
    """Make a row as tall as its longest text needs: not every program does so when it opens the file. The height in
    points."""
    lines = max((_lines(cell, width) for cell, width in zip(cells, widths, strict=False)), default=1)
    tall = min(max(1, lines) * LINE, TALLEST)
    if lines > 1:
        sheet.set_row(y, tall)
    return tall


def _lines(cell: Value, width: int) -> int:
    parts = cell.splitlines() if isinstance(cell, str) else []
    return sum(1 if len(part) <= width else math.ceil(len(part) * LOOSE / width) for part in parts)
