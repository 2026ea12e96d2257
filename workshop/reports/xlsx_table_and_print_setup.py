"""Sheets of a spreadsheet: a table with its filter, and how it is printed."""

from collections.abc import Collection, Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from workshop.reports.idea_columns import Value
from workshop.reports.xlsx_cells import Styles, set_height, write_cell

LONG_TITLE = 100
"""Characters of a title that fit at the head of a printed page."""
LONGEST_WORD, AROUND_WORD = 22, 4
"""Characters: the longest word of a heading for which a column is made wider, and what it needs beside it, in bold
letters and with the button of the filter."""
A4 = 9
UPRIGHT = 100
"""Characters beside each other up to which a printed page stands upright; a wider one lies on its side."""


def fitted(rows: Sequence[Sequence[Value]], widths: Sequence[int]) -> list[int]:
    """These widths, or where the longest word of a heading needs more, as much: programs break a word that has no room
    ("Teema|n|kirjain")."""
    longest = [max(map(len, head.split()), default=0) if isinstance(head, str) else 0 for head in rows[0]]
    return [max(width, min(word, LONGEST_WORD) + AROUND_WORD) for width, word in zip(widths, longest, strict=True)]


def fill(
    sheet: Worksheet,
    rows: Sequence[Sequence[Value]],
    all_styles: Styles,
    widths: Sequence[int],
    forms: Mapping[int, str] | None = None,
) -> None:
    """Write a table, headings first, with columns of these widths; the headings stay in sight and have a filter.
    `forms`: the style of the numbers in some columns."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    numbers = {
        x for x in range(len(rows[0])) if any(isinstance(row[x], int | float) for row in rows[1:] if x < len(row))
    }
    for y, row in enumerate(rows):
        set_height(sheet, y, row, widths)
        for x, cell in enumerate(row):
            form = (forms or {}).get(x) if y and isinstance(cell, int | float) else None
            write_cell(sheet, (y, x), cell, all_styles, form or _style(y, x, numbers))
    sheet.freeze_panes(1, 0)
    if len(rows) > 1:
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)


def _style(y: int, x: int, numbers: Collection[int]) -> str:
    """Headings stand above what they name: of numbers to the right. Words keep a distance from what is before them."""
    if x in numbers:
        return "cell" if y else "head_number"
    if x - 1 in numbers:
        return "note" if y else "note_head"
    return ("beside" if y else "beside_head") if x else ("cell" if y else "head")


def set_page(
    sheet: Worksheet,
    title: str,
    widths: Sequence[int] = (),
    pages: int = 0,
    rows: int = 0,
    printed: int = 0,
    ends: Sequence[int] = (),
) -> None:
    """A4, as wide as the sheet, with the title and "2 (7)" on each page; it lies on its side where the columns (of
    these `widths`; unknown without) are wide. `pages`: how many there are below each other at most; 0: as many as the
    rows need, of which each ends before one of the rows `ends` at the latest. Of a table of `rows` the first row stands
    on every page; `printed`: only so many columns are on paper."""
    on_paper = widths[:printed] if printed else widths
    if not on_paper or sum(on_paper) > UPRIGHT:
        sheet.set_landscape()
    else:
        sheet.set_portrait()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5)
    sheet.fit_to_pages(1, pages)
    sheet.set_h_pagebreaks(list(ends))
    if rows:
        sheet.print_area(0, 0, rows - 1, len(on_paper) - 1)
        sheet.repeat_rows(0)
    sheet.set_header("&L" + title[:LONG_TITLE].replace("&", "&&"))
    sheet.set_footer("&R&P (&N)")
