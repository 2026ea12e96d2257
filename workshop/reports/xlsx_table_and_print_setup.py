"""Sheets of a spreadsheet: a table with its filter, and how it is printed."""

import math
from collections.abc import Collection, Sequence

from xlsxwriter.worksheet import Worksheet

from workshop.reports.idea_columns import Value
from workshop.reports.xlsx_cells import Styles, set_height, write_cell

LONG_TITLE = 100
"""Characters of a title that fit at the head of a printed page."""
A4 = 9
PAGE = 200
"""Characters beside each other on a printed page that can still be read."""


def fill(sheet: Worksheet, rows: Sequence[Sequence[Value]], all_styles: Styles, widths: Sequence[int]) -> None:
    """Write a table, headings first, with columns of these widths; the headings stay in sight and have a filter."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    numbers = {
        x for x in range(len(rows[0])) if any(isinstance(row[x], int | float) for row in rows[1:] if x < len(row))
    }
    for y, row in enumerate(rows):
        set_height(sheet, y, row, widths)
        for x, cell in enumerate(row):
            write_cell(sheet, (y, x), cell, all_styles, _style(y, x, numbers))
    sheet.freeze_panes(1, 0)
    if len(rows) > 1:
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)


def _style(y: int, x: int, numbers: Collection[int]) -> str:
    """Headings stand above what they name: of numbers to the right. Words keep a distance from a number before them."""
    if y == 0:
        return "head_number" if x in numbers else "note_head" if x - 1 in numbers else "head"
    return "note" if x not in numbers and x - 1 in numbers else "cell"


def set_page(sheet: Worksheet, title: str, widths: Sequence[int] = (0,), pages: int = 0) -> None:
    """A4 on its side, as many sheets of paper beside each other as these widths need, with the title and "2 (7)" on
    each page. Where that is more than one, rows begin with their first column on all of them. `pages`: how many there
    are below each other at most; 0: as many as the rows need."""
    wide = max(1, math.ceil(sum(widths) / PAGE))
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(wide, pages)
    if wide > 1:
        sheet.repeat_columns(0)
    sheet.set_header("&L" + title[:LONG_TITLE].replace("&", "&&"))
    sheet.set_footer("&R&P (&N)")
