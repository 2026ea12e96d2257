"""The CSV export of a series, written as that of a forum is: a row with its figures for each forum, then a row for each
theme of each forum, with the reason why it counts as the same theme as an earlier one."""

import csv
import io

from workshop.i18n import catalogues
from workshop.reports import wording
from workshop.reports.cells import guarded
from workshop.reports.series import ForumPart, SeriesSummary, ThemeLine, ThemePart

COLUMNS = (
    "date",
    "forum",
    "code",
    "place",
    "organiser",
    "joined",
    "ideas",
    "voted",
    "letter",
    "theme",
    "theme_ideas",
    "theme_votes",
    "how",
    "course",
)
Cell = str | int | float | None


def write(summary: SeriesSummary, lang: str) -> bytes:
    """UTF-8 with a byte order mark, CRLF, and the separator that a spreadsheet in this language expects."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter="," if lang == "en" else ";", lineterminator="\r\n")
    rows.writerows([guarded(cell) for cell in row] for row in table(summary, lang))
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8", "replace")


def table(summary: SeriesSummary, lang: str) -> list[list[Cell]]:
    """Headings and rows, not yet guarded."""
    heads: list[Cell] = [catalogues.say(lang, f"series.column.{name}") for name in COLUMNS]
    forums = [[*_named(one, lang), one.joined, one.ideas, one.voted, *[None] * 6] for one in summary.forums]
    themes = [
        [*_named(forum, lang), None, None, None, *_theme(summary, line, part, lang)]
        for line in summary.lines
        for forum, part in zip(summary.forums, line.parts, strict=True)
        if part
    ]
    return [heads, *forums, *themes]


def _named(forum: ForumPart, lang: str) -> list[Cell]:
    at = catalogues.date(lang, forum.at) if forum.at else ""
    return [at, wording.pick(forum.title, lang), forum.code, forum.place, forum.organiser]


def _theme(summary: SeriesSummary, line: ThemeLine, part: ThemePart, lang: str) -> list[Cell]:
    how = catalogues.say(lang, f"series.how.{part.how}") if part.how else ""
    course = catalogues.say(lang, f"series.course.{summary.course(line)}")
    return [part.letter, part.title, part.ideas, part.votes, how, course]
