"""The XLSX export of a series: its forums, its themes from forum to forum, and what holds for both, each on its sheet.
Every text is written as a string, never as a formula."""

import io

import xlsxwriter

from workshop.i18n import catalogues
from workshop.reports.cell_escaping import plain
from workshop.reports.series_summary import SeriesSummary
from workshop.reports.series_tables import FORUM, THEME, about_rows, forum_rows, heads, theme_rows
from workshop.reports.xlsx import OPTIONS
from workshop.reports.xlsx_cells import styles
from workshop.reports.xlsx_table_and_print_setup import fill, set_page

NAMED = (18, 34, 10, 26, 26)
FIGURE = 14
THEMED = (8, 36, 12, 12, 16, 16)
ABOUT = (38, 90)
"""The widths of the columns FORUM, of a figure, of THEME, and of what holds for all."""


def write(summary: SeriesSummary, lang: str) -> bytes:
    """The whole workbook in the words of `lang`."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    title = plain(summary.title)
    book.set_properties({"title": title, "created": summary.made_at.replace(tzinfo=None)})
    all_styles = styles(book, lang)
    tables = {
        "series.sheet.forums": (
            [heads((*FORUM, *summary.columns), lang), *forum_rows(summary, lang)],
            _widths(summary),
        ),
        "series.sheet.themes": ([heads((*FORUM, *THEME), lang), *theme_rows(summary, lang)], (*NAMED, *THEMED)),
        "report.sheet.about": (about_rows(summary, lang), ABOUT),
    }
    for name, (rows, widths) in tables.items():
        sheet = book.add_worksheet(catalogues.say(lang, name))
        fill(sheet, rows, all_styles, widths)
        set_page(sheet, title, widths, rows=len(rows))
    book.close()
    return file.getvalue()


def _widths(summary: SeriesSummary) -> tuple[int, ...]:
    return (*NAMED, *(FIGURE for _ in summary.columns))
