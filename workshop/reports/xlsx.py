"""A spreadsheet: ideas, themes, votes and what the figures mean, each on a sheet of its own. Every text is written as text."""

import io
from typing import Any

import xlsxwriter

from workshop import words
from workshop.reports import csv, wording
from workshop.reports.cells import plain
from workshop.reports.summary import Summary

Cell = str | int | None
Rows = list[list[Cell]]
WIDTHS = {
    "ideas": [8, 70, 40, 8, 28, 18, 8, 18, 16],
    "themes": [8, 32, 10, 10, 80],
    "votes": [40, 8, 12, 70, 10, 14, 16, 14],
    "about": [38, 90],
}


def write(summary: Summary, lang: str) -> bytes:
    """The whole workbook in the words of `lang`."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": plain(wording.pick(summary.title, lang)), "created": summary.made_at.replace(tzinfo=None)})
    styles = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "cell": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    for name, rows in (("ideas", _ideas), ("themes", _themes), ("votes", _votes), ("about", _about)):
        _sheet(book.add_worksheet(words.say(lang, f"report.sheet.{name}")), rows(summary, lang), styles, WIDTHS[name])
    book.close()
    return file.getvalue()


def _sheet(sheet: Any, rows: Rows, styles: dict[str, Any], widths: list[int]) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            style = styles["head" if y == 0 else "cell"]
            if isinstance(cell, int):
                sheet.write_number(y, x, cell, style)
            elif cell:
                sheet.write_string(y, x, plain(cell), style)
    sheet.freeze_panes(1, 0)
    if len(rows) > 1:
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _ideas(summary: Summary, lang: str) -> Rows:
    return csv.table(summary, lang)


def _themes(summary: Summary, lang: str) -> Rows:
    rows: Rows = [[words.say(lang, f"report.column.{name}") for name in ("letter", "theme", "ideas", "number", "text")]]
    for theme in summary.themes:
        rows += [[theme.letter, theme.title, len(theme.ideas), idea.number, idea.text] for idea in theme.ideas]
        rows += [] if theme.ideas else [[theme.letter, theme.title, 0, None, None]]
    return rows + [["", words.say(lang, "cluster.none"), len(summary.loose), idea.number, idea.text] for idea in summary.loose]


def _votes(summary: Summary, lang: str) -> Rows:
    heads = ("question", "rank", "label", "text", "count", "phone", "hands", "voters")
    rows: Rows = [[words.say(lang, f"report.column.{name}") for name in heads]]
    for vote in summary.votes:
        question = wording.step_name(vote.step, lang)
        rows += [[question, row.rank, _number(row.label), row.text, row.votes, row.phone, row.hands, row.voters] for row in vote.rows]
    return rows


def _number(label: str) -> int | str:
    """An idea's number as a number, so that it can be looked up in the other sheets; a theme's letter as it is."""
    return int(label) if label.isdigit() else label


def _about(summary: Summary, lang: str) -> Rows:
    say = words.say
    rows: Rows = [[say(lang, "report.about"), wording.pick(summary.title, lang)]]
    rows += [[say(lang, "report.about.series"), summary.series]] if summary.series else []
    rows += [
        [say(lang, "report.about.code"), summary.code],
        [say(lang, "report.about.started"), wording.moment(summary.started_at, lang)],
        [say(lang, "report.about.ended"), wording.moment(summary.ended_at, lang)],
        [say(lang, "report.about.made"), wording.moment(summary.made_at, lang)],
    ]
    rows += [[label, number] for label, number in wording.took_part(summary, lang)]
    rows += [[say(lang, "report.about.language", language=name), number] for name, number in wording.spoken(summary, lang)]
    rows += [[say(lang, "report.about.left_out"), sentence] for sentence in wording.left_out(summary, lang)]
    rows += [[wording.step_name(vote.step, lang), wording.method(vote, lang)] for vote in summary.votes]
    rows += [[say(lang, "report.about.rehearsal"), say(lang, "report.rehearsal")]] if summary.rehearsal else []
    return rows
