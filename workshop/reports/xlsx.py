"""The XLSX export: page 1 with charts, then ideas, themes, votes, participation, the agenda and what the figures mean,
each on its sheet. Every text is written as a string, never as a formula."""

import io
import math

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from workshop.i18n import catalogues
from workshop.reports import wording
from workshop.reports.cells import plain
from workshop.reports.sheets import SHEETS, Rows, rows_of, widths_of
from workshop.reports.summary import Summary
from workshop.reports.xlsx_cells import Styles, set_height, styles, write_cell
from workshop.reports.xlsx_front import Front

LONG_TITLE = 100
"""Characters of a title that fit at the head of a printed page."""
A4 = 9
PAGE = 200
"""Characters beside each other on a printed page that can still be read."""


def write(summary: Summary, lang: str) -> bytes:
    """The whole workbook in the words of `lang`."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    title = plain(wording.pick(summary.title, lang))
    created = summary.made_at.replace(tzinfo=None)
    book.set_properties({"title": title, "author": plain(summary.organiser), "created": created})
    all_styles = styles(book, lang)
    front = book.add_worksheet(catalogues.say(lang, "report.sheet.front"))
    Front(book, front, all_styles, lang).write(summary)
    _set_page(front, title)
    for name in SHEETS:
        sheet = book.add_worksheet(catalogues.say(lang, f"report.sheet.{name}"))
        rows = rows_of(name, summary, lang)
        widths = widths_of(name, summary)[: len(rows[0])]
        _fill(sheet, rows, all_styles, widths)
        _set_page(sheet, title, math.ceil(sum(widths) / PAGE))
        sheet.repeat_rows(0)
    book.close()
    return file.getvalue()


def _fill(sheet: Worksheet, rows: Rows, all_styles: Styles, widths: list[int]) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for y, row in enumerate(rows):
        set_height(sheet, y, row, widths)
        for x, cell in enumerate(row):
            write_cell(sheet, (y, x), cell, all_styles, "head" if y == 0 else "cell")
    sheet.freeze_panes(1, 0)
    if len(rows) > 1:
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)


def _set_page(sheet: Worksheet, title: str, wide: int = 1) -> None:
    """A4 on its side, `wide` sheets of paper beside each other, with the title and "2 (7)" on each page. Where that is
    more than one, rows begin with their first column on all of them."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(wide, 0)
    if wide > 1:
        sheet.repeat_columns(0)
    sheet.set_header("&L" + title[:LONG_TITLE].replace("&", "&&"))
    sheet.set_footer("&R&P (&N)")
