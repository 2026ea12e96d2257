"""The XLSX export: page 1 with charts, then ideas, themes, votes, participation, the agenda and what the figures mean,
each on its sheet. Every text is written as a string, never as a formula."""

import io

import xlsxwriter

from workshop.i18n import catalogues
from workshop.reports import wording
from workshop.reports.cell_escaping import plain
from workshop.reports.spreadsheet_rows import forms_of, printed_of, rows_of, sheets_of, widths_of
from workshop.reports.summary import Summary
from workshop.reports.xlsx_cells import styles
from workshop.reports.xlsx_front import Front
from workshop.reports.xlsx_table_and_print_setup import fill, fitted, set_page

ON_ONE_PAGE = 3
"""As many votes fit on the first sheet of paper, with the themes, and can still be read."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(summary: Summary, lang: str) -> bytes:
    """The whole workbook in the words of `lang`."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    title = plain(wording.pick(summary.title, lang))
    created = summary.made_at.replace(tzinfo=None)
    book.set_properties({"title": title, "author": plain(summary.organiser), "created": created})
    all_styles = styles(book, lang)
    front = book.add_worksheet(catalogues.say(lang, "report.sheet.front"))
    written = Front(book, front, all_styles, lang)
    written.write(summary)
    if len(summary.leading) <= ON_ONE_PAGE:
        set_page(front, title, pages=1)
    else:
        set_page(front, title, ends=written.page_ends)
    if len(summary.leading) <= ON_ONE_PAGE and written.is_tall:
        front.set_portrait()
    for name in sheets_of(summary):
        sheet = book.add_worksheet(catalogues.say(lang, f"report.sheet.{name}"))
        rows = rows_of(name, summary, lang)
        widths = fitted(rows, widths_of(name, summary))
        fill(sheet, rows, all_styles, widths, forms_of(name, summary))
        set_page(sheet, title, widths, rows=len(rows), printed=printed_of(name, summary))
    book.close()
    return file.getvalue()
