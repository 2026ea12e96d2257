"""The tables of a series, for files with rows: its forums with their figures, each theme in each forum, with where it
came from, and what holds for all of them. Dates are local times. A column that would say one thing only is left out."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from workshop.i18n import catalogues
from workshop.reports import series_wording, wording
from workshop.reports.series_summary import ForumPart, SeriesSummary, ThemeLine, ThemePart
from workshop.reports.theme_names import theme_name

Cell = str | int | float | dt.datetime | None
Row = Mapping[str, Cell]
"""Column → what stands in it."""
FIRST = "first"
"""Where a theme came from that no earlier forum had (`series.how.first`)."""


def table(columns: Sequence[str], rows: Iterable[Row], lang: str) -> list[list[Cell]]:
    """The headings of these columns and what these rows have in them."""
    heads: list[Cell] = [series_wording.column(name, lang) for name in columns]
    return [heads, *([row.get(name) for name in columns] for row in rows)]


def named_columns(summary: SeriesSummary) -> list[str]:
    """The columns that name a forum. In public no forum has a code."""
    coded = any(one.code for one in summary.forums)
    return ["date", "forum", *(["code"] if coded else []), "place", "organiser"]


def theme_columns(summary: SeriesSummary) -> list[str]:
    """The columns of a theme in a forum: where it came from and what became of it only where several forums have
    themes."""
    repeats = any(len(line.found) > 1 for line in summary.lines)
    course = ["course"] if summary.has_courses else []
    return ["letter", "theme", "theme_ideas", "theme_votes", *(["how"] if repeats else []), *course]


def forum_rows(summary: SeriesSummary, lang: str) -> list[Row]:
    """A row for each forum with its figures (`SeriesSummary.columns`)."""
    return [_named(one, lang) | {name: one.figure(name) for name in summary.columns} for one in summary.forums]


def total_row(summary: SeriesSummary, lang: str) -> Row:
    """The figures of all forums together, under a name that no column of a forum has."""
    return {"forum": catalogues.say(lang, "series.total"), **{name: summary.total(name) for name in summary.columns}}


def theme_rows(summary: SeriesSummary, lang: str) -> list[Row]:
    """A row for each theme of each forum. What stands in one line of the comparison stands together. The ideas in no
    theme stand last, without a letter."""
    themes = [
        _named(forum, lang) | _theme(summary, line, part, lang)
        for line in summary.lines
        for forum, part in zip(summary.forums, line.parts, strict=True)
        if part
    ]
    rests = [
        _named(forum, lang) | {"theme": series_wording.rest(name, lang), "theme_ideas": ideas, "theme_votes": votes}
        for name, parts in summary.rests
        for forum, ideas, votes in parts
    ]
    return [*themes, *rests]


def about_rows(summary: SeriesSummary, lang: str) -> list[list[Cell]]:
    """What the series is, its figures, how they were counted, and under which licence they may be used."""
    say = partial(catalogues.say, lang)
    about = [series_wording.counted(summary, lang)]
    about += [say(f"series.{name}") for name in ("method", "letters")] if summary.lines else []
    rows: list[list[Cell]] = [[say("report.about.series"), summary.title]]
    rows += [[said, n] for n, said in series_wording.figures(summary, lang)]
    rows += [[say("report.about.notice"), said] for said in series_wording.notices(summary, lang)]
    rows += [[say("series.about"), said] for said in about]
    told = (series_wording.next_from(summary, lang), wording.pick(summary.next_steps, lang))
    rows += [[say("report.next"), "\n".join(filter(None, told))]] if summary.next_steps else []
    rows += [[say("report.about.made"), summary.made_at]]
    return [*rows, [say("report.about.licence"), wording.licence(summary, lang)]]


def _named(forum: ForumPart, lang: str) -> dict[str, Cell]:
    return {
        "date": forum.at,
        "forum": wording.pick(forum.title, lang),
        "code": forum.code,
        "place": forum.place,
        "organiser": forum.organiser,
    }


def _theme(summary: SeriesSummary, line: ThemeLine, part: ThemePart, lang: str) -> dict[str, Cell]:
    return {
        "letter": part.letter,
        "theme": theme_name(part.title, lang),
        "theme_ideas": part.ideas,
        "theme_votes": part.votes,
        "how": catalogues.say(lang, f"series.how.{part.how or FIRST}"),
        "course": series_wording.course(summary, line, lang),
    }
