"""The XLSX export: ideas, themes, votes and what the figures mean, each on its sheet. Every text is written as a
string, never as a formula."""

import datetime as dt
import io

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workshop.i18n import catalogues
from workshop.reports import csv, wording
from workshop.reports.cells import plain
from workshop.reports.summary import Summary

Rows = list[list[csv.Cell]]
WIDTHS = {
    "ideas": [8, 70, 40, 8, 28, 18, 8, 17, 12, 24, 12, 40, 12, 16],
    "themes": [8, 32, 10, 10, 10, 10, 80],
    "votes": [40, 8, 12, 70, 8, 28, 10, 14, 16, 14],
    "about": [38, 90],
}
TIME = {"en": "d mmm yyyy hh:mm"}
"""The number format of times; other languages use d.m.yyyy hh.mm."""


def write(summary: Summary, lang: str) -> bytes:
    """The whole workbook in the words of `lang`."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties(
        {"title": plain(wording.pick(summary.title, lang)), "created": summary.made_at.replace(tzinfo=None)}
    )
    styles = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "cell": book.add_format({"text_wrap": True, "valign": "top"}),
        "time": book.add_format({"num_format": TIME.get(lang, 'd.m.yyyy hh"."mm'), "valign": "top", "align": "left"}),
    }
    for name, rows in (("ideas", _ideas), ("themes", _themes), ("votes", _votes), ("about", _about)):
        _sheet(
            book.add_worksheet(catalogues.say(lang, f"report.sheet.{name}")), rows(summary, lang), styles, WIDTHS[name]
        )
    book.close()
    return file.getvalue()


def _sheet(sheet: Worksheet, rows: Rows, styles: dict[str, Format], widths: list[int]) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            style = styles["head" if y == 0 else "cell"]
            if isinstance(cell, dt.datetime):
                sheet.write_datetime(y, x, cell.replace(tzinfo=None), styles["time"])
            elif isinstance(cell, int | float):
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
    """One row for each idea, under its theme; the votes of the theme and the idea are those of the last revealed
    vote."""
    vote = summary.main_vote
    counted = vote is not None and vote.of == "ideas" and vote.measures[0].adds_up
    own = {row.target: row.value for row in vote.rows} if vote and counted else {}
    loose = next((one.value for one in vote.by_theme if not one.letter), 0) if vote and own else None
    heads = ("letter", "theme", "ideas", "theme_votes", "number", "count", "text")
    rows: Rows = [[catalogues.say(lang, f"report.column.{name}") for name in heads]]
    for theme in summary.themes:
        head: list[csv.Cell] = [theme.letter, theme.title, len(theme.ideas), theme.votes]
        rows += [[*head, idea.number, own.get(idea.id), idea.text] for idea in theme.ideas] or [
            [*head, None, None, None]
        ]
    head = ["", catalogues.say(lang, "cluster.none"), len(summary.loose), loose]
    rows += [[*head, idea.number, own.get(idea.id), idea.text] for idea in summary.loose]
    head = ["", catalogues.say(lang, "report.apart"), len(summary.apart), None]
    return rows + [[*head, idea.number, None, idea.text] for idea in summary.apart]


def _votes(summary: Summary, lang: str) -> Rows:
    titles = {theme.letter: theme.title for theme in summary.themes}
    measures = list(dict.fromkeys(measure.name for vote in summary.votes for measure in vote.measures))
    heads = [f"report.column.{name}" for name in ("question", "rank", "label", "text", "letter", "theme")]
    rows: Rows = [[catalogues.say(lang, key) for key in (*heads, *(f"measure.{name}" for name in measures))]]
    for vote in summary.votes:
        question = wording.question(vote.step, lang)
        for row in vote.rows:
            what: list[csv.Cell] = [
                question,
                row.rank,
                _number(row.label),
                row.text,
                row.theme,
                titles.get(row.theme, ""),
            ]
            rows.append([*what, *(row.measures.get(name) for name in measures)])
    return rows


def _number(label: str) -> int | str:
    """An idea's number as a number, so that it can be looked up in the other sheets; a theme's letter unchanged."""
    return int(label) if label.isdecimal() else label


def _about(summary: Summary, lang: str) -> Rows:
    say = catalogues.say
    rows: Rows = [[say(lang, "report.about"), wording.pick(summary.title, lang)]]
    said = (("series", summary.series), ("place", summary.place), ("organiser", summary.organiser))
    rows += [[say(lang, f"report.about.{name}"), value] for name, value in said if value]
    rows += [
        [say(lang, "report.about.code"), summary.code],
        [say(lang, "report.about.started"), summary.started_at or wording.moment(None, lang)],
        [say(lang, "report.about.ended"), summary.ended_at or wording.moment(None, lang)],
        [say(lang, "report.about.made"), summary.made_at],
        [say(lang, "report.about.head"), summary.log_head],
    ]
    rows += [[label, number] for label, number in wording.took_part(summary, lang)]
    rows += [
        [say(lang, "report.about.language", language=name), number] for name, number in wording.spoken(summary, lang)
    ]
    rows += [[say(lang, "report.about.numbers"), wording.numbers(summary.states, lang)]]
    rows += [[say(lang, "report.about.left_out"), sentence] for sentence in wording.left_out(summary, lang)]
    rows += [[say(lang, "report.about.moderation"), sentence] for sentence in wording.moderated(summary, lang)]
    rows += [[wording.question(vote.step, lang), wording.method(vote, lang)] for vote in summary.votes]
    rows += [
        [say(lang, "report.about.open", number=step.position, question=wording.question(step, lang)), times]
        for step in summary.steps
        if (times := wording.open_times(step, lang))
    ]
    rows += [[say(lang, "report.about.rehearsal"), say(lang, "report.rehearsal")]] if summary.rehearsal else []
    return rows
