"""The CSV export of ideas: UTF-8 with a byte order mark, CRLF, guarded cells, and the separator that a spreadsheet in
the file's language expects (a semicolon where a comma is the decimal mark, else a comma).

Every number that was ever given has its row; ideas that are not shown have a row without their words, with what became
of them. Merged ideas keep their words, and name the idea that they are merged into.
"""

import csv
import datetime as dt
import io

from workshop.i18n import catalogues
from workshop.reports import wording
from workshop.reports.cells import guarded
from workshop.reports.summary import IdeaSummary, Summary

COLUMNS = (
    "number",
    "text",
    "question",
    "letter",
    "theme",
    "source",
    "table",
    "at",
    "language",
    "state",
    "merged_into",
    "original",
    "supporters",
)
Cell = str | int | float | dt.datetime | None


def write(summary: Summary, lang: str) -> bytes:
    """One row for each number in posting order, with a column for each revealed vote on ideas."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter="," if lang == "en" else ";", lineterminator="\r\n")
    rows.writerows([guarded(_written(cell, lang)) for cell in row] for row in table(summary, lang))
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8")


def table(summary: Summary, lang: str) -> list[list[Cell]]:
    """Headings and rows, not yet guarded; the spreadsheet uses them too. Times are local."""
    votes = [vote for vote in summary.votes if vote.of == "ideas"]
    heads: list[Cell] = [catalogues.say(lang, f"report.column.{name}") for name in COLUMNS]
    heads += [wording.column(vote, lang) for vote in votes]
    counts = [{row.target: row.measures.get(vote.measures[0].name) for row in vote.rows} for vote in votes]
    return [heads] + [
        [*_cells(summary, idea, lang), *(count.get(idea.id) for count in counts)] for idea in summary.everything
    ]


def _cells(summary: Summary, idea: IdeaSummary, lang: str) -> list[Cell]:
    step = wording.step_of(summary, idea)
    language = catalogues.say(lang, f"report.language.{idea.lang}") if idea.read and idea.lang else ""
    theme = next((theme.title for theme in summary.themes if theme.letter == idea.theme), "") if idea.read else ""
    return [
        idea.number,
        idea.text if idea.read else "",  # a rehearsal's model holds the words of the others, too
        wording.question(step, lang) if step else "",
        idea.theme if idea.read else "",
        theme,
        catalogues.say(lang, f"report.source.{idea.source}"),
        idea.table,
        idea.at,
        language,
        wording.fate(summary, idea, lang),
        idea.merged_into,
        idea.original,
        idea.supporters,
    ]


def _written(cell: Cell, lang: str) -> str | int | float | None:
    return wording.moment(cell, lang) if isinstance(cell, dt.datetime) else cell
