"""Cells of the spreadsheet and their styles. Every text is written as a string, never as a formula."""

import datetime as dt

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workshop.reports.cells import plain
from workshop.reports.idea_columns import Value

Styles = dict[str, Format]
TIME = {"en": "d mmm yyyy hh:mm"}
"""The number format of times; other languages use d.m.yyyy hh.mm."""


def styles(book: xlsxwriter.Workbook, lang: str) -> Styles:
    """The styles by name: `title`, `line` and `plain` run on over the cells beside them, the others wrap."""
    wrapped = {"text_wrap": True, "valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "line": book.add_format({"bold": True}),
        "plain": book.add_format(),
        "head": book.add_format({**wrapped, "bold": True, "bottom": 1}),
        "cell": book.add_format(wrapped),
        "time": book.add_format({"num_format": TIME.get(lang, 'd.m.yyyy hh"."mm'), "valign": "top", "align": "left"}),
    }


def write_cell(sheet: Worksheet, at: tuple[int, int], cell: Value, all_styles: Styles, style: str) -> None:
    """Write one cell (row, column) as what it is; a time has its own style."""
    if isinstance(cell, dt.datetime):
        sheet.write_datetime(*at, cell.replace(tzinfo=None), all_styles["time"])
    elif isinstance(cell, int | float):
        sheet.write_number(*at, cell, all_styles[style])
    elif cell:
        sheet.write_string(*at, plain(cell), all_styles[style])
