"""The tables of a series, for files with rows: its forums with their figures, each theme in each forum, with the reason
why it counts as the same theme as an earlier one, and what holds for all of them. Dates are local times."""

import datetime as dt
from collections.abc import Iterable
from functools import partial

from workshop.i18n import catalogues
from workshop.reports import series_wording, wording
from workshop.reports.series_summary import ForumPart, SeriesSummary, ThemeLine, ThemePart

Cell = str | int | float | dt.datetime | None
FORUM = ("date", "forum", "code", "place", "organiser")
THEME = ("letter", "theme", "theme_ideas", "theme_votes", "how", "course")
"""Columns that name a forum, and what a theme came to in it. Its figures (`SeriesSummary.columns`) stand between."""


def heads(columns: Iterable[str], lang: str) -> list[Cell]:
    """The headings of these columns."""
    return [series_wording.column(name, lang) for name in columns]


def forum_rows(summary: SeriesSummary, lang: str) -> list[list[Cell]]:
    """A row for each forum: FORUM, then its figures."""
    return [[*_named(one, lang), *map(one.figure, summary.columns)] for one in summary.forums]


def theme_rows(summary: SeriesSummary, lang: str) -> list[list[Cell]]:
    """A row for each theme of each forum: FORUM, then THEME. What stands in one line of the comparison stands
    together. The ideas in no theme stand last, without a letter."""
    themes = [
        [*_named(forum, lang), *_theme(summary, line, part, lang)]
        for line in summary.lines
        for forum, part in zip(summary.forums, line.parts, strict=True)
        if part
    ]
    rests = [
        [*_named(forum, lang), "", series_wording.rest(name, lang), n, None, "", ""]
        for name, forums in summary.rests
        for forum, n in forums
    ]
    return [*themes, *rests]


def about_rows(summary: SeriesSummary, lang: str) -> list[list[Cell]]:
    """What the series is, its figures, how they were counted, and under which licence they may be used."""
    say = partial(catalogues.say, lang)
    counted = ["counted", *(["method", "letters"] if summary.lines else [])]
    rows: list[list[Cell]] = [[say("report.about.series"), summary.title]]
    rows += [[said, n] for n, said in series_wording.figures(summary, lang)]
    rows += [[say("report.about.notice"), said] for said in series_wording.notices(summary, lang)]
    rows += [[say("series.about"), say(f"series.{name}")] for name in counted]
    told = (series_wording.next_from(summary, lang), wording.pick(summary.next_steps, lang))
    rows += [[say("report.next"), "\n".join(filter(None, told))]] if summary.next_steps else []
    rows += [[say("report.about.made"), summary.made_at]]
    return [*rows, [say("report.about.licence"), wording.licence(summary, lang)]]


def _named(forum: ForumPart, lang: str) -> list[Cell]:
    return [forum.at, wording.pick(forum.title, lang), forum.code, forum.place, forum.organiser]


def _theme(summary: SeriesSummary, line: ThemeLine, part: ThemePart, lang: str) -> list[Cell]:
    how = catalogues.say(lang, f"series.how.{part.how}") if part.how else ""
    return [part.letter, part.title, part.ideas, part.votes, how, series_wording.course(summary, line, lang)]
