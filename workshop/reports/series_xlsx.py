"""The XLSX export of a series: page 1 with charts, then its forums, its themes from forum to forum, and what holds for
both, each on its sheet.
Every text is written as a string, never as a formula."""

import io
from collections.abc import Sequence

import xlsxwriter

from workshop.i18n import catalogues
from workshop.reports.cell_escaping import plain
from workshop.reports.series_summary import SeriesSummary
from workshop.reports.series_tables import about_rows, forum_rows, named_columns, table, theme_columns, theme_rows
from workshop.reports.series_xlsx_front import SeriesFront
from workshop.reports.spreadsheet_rows import about_heads
from workshop.reports.xlsx import OPTIONS
from workshop.reports.xlsx_cells import styles
from workshop.reports.xlsx_table_and_print_setup import fill, fitted, set_page

WIDTHS = {"date": 18, "forum": 34, "code": 10, "place": 26, "organiser": 26, "letter": 8, "theme": 36}
WIDTHS |= {"theme_ideas": 12, "theme_votes": 12, "how": 16, "course": 16}
FIGURE, ABOUT = 14, (38, 90)
"""The widths of columns by their names, of a figure, and of what holds for all."""


def write(summary: SeriesSummary, lang: str) -> bytes:
    """The whole workbook in the words of `lang`."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    title = plain(summary.title)
    book.set_properties({"title": title, "created": summary.made_at.replace(tzinfo=None)})
    all_styles = styles(book, lang)
    named = named_columns(summary)
    of_forums, of_themes = [*named, *summary.columns], [*named, *theme_columns(summary)]
    front = book.add_worksheet(catalogues.say(lang, "report.sheet.front"))
    written = SeriesFront(book, front, all_styles, lang)
    written.write(summary)
    set_page(front, title, ends=written.page_ends)
    tables = {
        "series.sheet.forums": (table(of_forums, forum_rows(summary, lang), lang), _widths(of_forums)),
        "series.sheet.themes": (table(of_themes, theme_rows(summary, lang), lang), _widths(of_themes)),
        "report.sheet.about": ([about_heads(lang), *about_rows(summary, lang)], ABOUT),
    }
    for name, (rows, usual) in tables.items():
        widths = fitted(rows, usual)
        sheet = book.add_worksheet(catalogues.say(lang, name))
        fill(sheet, rows, all_styles, widths)
        set_page(sheet, title, widths, rows=len(rows))
    book.close()
    return file.getvalue()


def _widths(columns: Sequence[str]) -> list[int]:
    return [WIDTHS.get(name, FIGURE) for name in columns]
