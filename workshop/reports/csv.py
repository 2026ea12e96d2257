"""Ideas as a table for spreadsheets as they are set up here: UTF-8 with a byte order mark, semicolons, CRLF, cells guarded."""

import csv
import io

from workshop import words
from workshop.reports import wording
from workshop.reports.cells import guarded
from workshop.reports.summary import Idea, Summary

COLUMNS = ("number", "text", "question", "letter", "theme", "source", "table", "at")


def write(summary: Summary, lang: str) -> bytes:
    """One row a shown idea in posting order, with a column for each revealed vote on ideas."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter=";", lineterminator="\r\n")
    rows.writerows([guarded(cell) for cell in row] for row in table(summary, lang))
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8")


def table(summary: Summary, lang: str) -> list[list[str | int | None]]:
    """Headings and rows, not yet guarded: the spreadsheet has the same."""
    votes = [vote for vote in summary.votes if vote.of == "ideas"]
    heads: list[str | int | None] = [words.say(lang, f"report.column.{name}") for name in COLUMNS]
    heads += [words.say(lang, "report.column.votes", question=wording.step_name(vote.step, lang)) for vote in votes]
    counts = [{row.target: row.votes for row in vote.rows} for vote in votes]
    return [heads] + [[*_cells(summary, idea, lang), *(count.get(idea.id) for count in counts)] for idea in summary.ideas]


def _cells(summary: Summary, idea: Idea, lang: str) -> list[str | int | None]:
    step = wording.step_of(summary, idea)
    theme = next((theme.title for theme in summary.themes if theme.letter == idea.theme), "")
    return [
        idea.number, idea.text, wording.step_name(step, lang) if step else "", idea.theme, theme,
        words.say(lang, f"report.source.{idea.source}"), idea.table, wording.moment(idea.at, lang),
    ]  # fmt: skip
