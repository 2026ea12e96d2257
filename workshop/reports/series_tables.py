"""The tables of a series, for files with rows: its forums with their figures, and each theme in each forum, with the
reason why it counts as the same theme as an earlier one. Dates are local times."""

import datetime as dt

from workshop.i18n import catalogues
from workshop.reports import wording
from workshop.reports.series_summary import ForumPart, SeriesSummary, ThemeLine, ThemePart

Cell = str | int | float | dt.datetime | None
FORUM = ("date", "forum", "code", "place", "organiser")
FIGURES = ("joined", "ideas", "voted", "on_paper")
THEME = ("letter", "theme", "theme_ideas", "theme_votes", "how", "course")
"""Columns that name a forum, its figures, and what a theme came to in it."""


def heads(columns: tuple[str, ...], lang: str) -> list[Cell]:
    """The headings of these columns."""
    return [catalogues.say(lang, f"series.column.{name}") for name in columns]


def forum_rows(summary: SeriesSummary, lang: str) -> list[list[Cell]]:
    """A row for each forum: FORUM, then FIGURES."""
    return [[*_named(one, lang), one.joined, one.ideas, one.voted, one.on_paper] for one in summary.forums]


def theme_rows(summary: SeriesSummary, lang: str) -> list[list[Cell]]:
    """A row for each theme of each forum: FORUM, then THEME. What stands in one line of the comparison stands
    together."""
    return [
        [*_named(forum, lang), *_theme(summary, line, part, lang)]
        for line in summary.lines
        for forum, part in zip(summary.forums, line.parts, strict=True)
        if part
    ]


def _named(forum: ForumPart, lang: str) -> list[Cell]:
    return [forum.at, wording.pick(forum.title, lang), forum.code, forum.place, forum.organiser]


def _theme(summary: SeriesSummary, line: ThemeLine, part: ThemePart, lang: str) -> list[Cell]:
    how = catalogues.say(lang, f"series.how.{part.how}") if part.how else ""
    return [part.letter, part.title, part.ideas, part.votes, how, course_said(summary, line, lang)]


def course_said(summary: SeriesSummary, line: ThemeLine, lang: str) -> str:
    """What became of a theme, in a word; "" while nothing can have."""
    course = summary.course(line)
    return catalogues.say(lang, f"series.course.{course}") if course else ""
