"""The XLSX export: page 1 with charts, then ideas, themes, votes, participation, the agenda and what the figures mean,
each on its sheet. Every text is written as a string, never as a formula."""

import io

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from workshop.i18n import catalogues
from workshop.reports import wording
from workshop.reports.cells import plain
from workshop.reports.sheets import SHEETS, WIDTHS, Rows, rows_of
from workshop.reports.summary import Summary
from workshop.reports.xlsx_cells import Styles, styles, write_cell
from workshop.reports.xlsx_front import Front

LONG_TITLE = 100
"""Characters of a title that fit at the head of a printed page."""
A4 = 9


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
        _fill(sheet, rows_of(name, summary, lang), all_styles, WIDTHS[name])
        _set_page(sheet, title)
        sheet.repeat_rows(0)
    book.close()
    return file.getvalue()


def _fill(sheet: Worksheet, rows: Rows, all_styles: Styles, widths: list[int]) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            write_cell(sheet, (y, x), cell, all_styles, "head" if y == 0 else "cell")
    sheet.freeze_panes(1, 0)
    if len(rows) > 1:
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)


def _set_page(sheet: Worksheet, title: str) -> None:
    """A4 on its side, as wide as the paper, with the title and "2 (7)" on each page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L" + title[:LONG_TITLE].replace("&", "&&"))
    sheet.set_footer("&R&P (&N)")
