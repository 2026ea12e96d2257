"""The XLSX export of a series: its forums on one sheet, its themes from forum to forum on another. Every text is
written as a string, never as a formula."""

import io

import xlsxwriter

from workshop.i18n import catalogues
from workshop.reports.cell_escaping import plain
from workshop.reports.series_summary import SeriesSummary
from workshop.reports.series_tables import FIGURES, FORUM, THEME, forum_rows, heads, theme_rows
from workshop.reports.xlsx import OPTIONS
from workshop.reports.xlsx_cells import styles
from workshop.reports.xlsx_table_and_print_setup import fill, set_page

NAMED = (18, 34, 10, 26, 26)
WIDTHS = {"forums": (*NAMED, 10, 10, 10, 16), "themes": (*NAMED, 8, 36, 12, 12, 16, 16)}
"""By sheet, which the catalogues name `series.sheet.<name>`: the widths of FORUM, then FIGURES or THEME."""


def write(summary: SeriesSummary, lang: str) -> bytes:
    """The whole workbook in the words of `lang`."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    title = plain(summary.title)
    book.set_properties({"title": title, "created": summary.made_at.replace(tzinfo=None)})
    all_styles = styles(book, lang)
    tables = {
        "forums": [heads((*FORUM, *FIGURES), lang), *forum_rows(summary, lang)],
        "themes": [heads((*FORUM, *THEME), lang), *theme_rows(summary, lang)],
    }
    for name, rows in tables.items():
        sheet = book.add_worksheet(catalogues.say(lang, f"series.sheet.{name}"))
        fill(sheet, rows, all_styles, WIDTHS[name])
        set_page(sheet, title, WIDTHS[name])
        sheet.repeat_rows(0)
    book.close()
    return file.getvalue()
