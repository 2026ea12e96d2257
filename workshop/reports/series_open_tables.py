"""The tables of the open data of a series: its forums, its themes, and each theme in each forum. Names and values are
equal in every language; only titles of forums are in one."""

from collections.abc import Iterable

from workshop.reports import series_json, wording
from workshop.reports.data_table import DataColumn, DataTable, Row
from workshop.reports.series_json import FIGURES
from workshop.reports.series_summary import SeriesSummary


def _forums(summary: SeriesSummary, lang: str) -> Iterable[Row]:
    for number, one in enumerate(summary.forums, 1):
        named = number, wording.pick(one.title, lang) or None, one.at, one.place or None, one.organiser or None
        yield (
            *named,
            one.state,
            *(series_json.figure(one.figures, name) for name in FIGURES),
            one.on_paper,
            one.loose,
            one.apart,
            one.loose_votes,
        )


def _themes(summary: SeriesSummary, lang: str) -> Iterable[Row]:
    for number, line in enumerate(summary.lines, 1):
        yield number, line.title or None, line.ideas, line.votes, summary.course(line) or None


def _parts(summary: SeriesSummary, lang: str) -> Iterable[Row]:
    for number, line in enumerate(summary.lines, 1):
        for forum, part in enumerate(line.parts, 1):
            if part:
                yield number, forum, part.letter, part.title or None, part.ideas, part.votes, part.how or None


_FORUM, _THEME = DataColumn("forum", "integer", True), DataColumn("theme", "integer", True, "series_theme")
_MEANINGS = dict(
    zip(FIGURES, ("forum_joined", "forum_ideas", "forum_voted", "forum_rated", "forum_answered"), strict=True)
)
TABLES: tuple[DataTable[SeriesSummary], ...] = (
    DataTable(
        "forums",
        (
            _FORUM,
            DataColumn("title", means="forum_title"),
            DataColumn("at", "dateTime", means="forum_at"),
            DataColumn("place", means="forum_place"),
            DataColumn("organiser"),
            DataColumn("state", "string", True, "forum_state"),
            *(DataColumn(name, "integer", name != "joined", means) for name, means in _MEANINGS.items()),
            DataColumn("on_paper", "integer", True),
            DataColumn("ideas_without_theme", "integer", True),
            DataColumn("ideas_outside_grouping", "integer", True),
            DataColumn("votes_without_theme", "number"),
        ),
        ("forum",),
        {},
        _forums,
    ),
    DataTable(
        "series_themes",
        (
            _THEME,
            DataColumn("title", means="series_title"),
            DataColumn("ideas", "integer", True, "series_ideas"),
            DataColumn("votes", "number", means="series_votes"),
            DataColumn("course"),
        ),
        ("theme",),
        {},
        _themes,
    ),
    DataTable(
        "themes_by_forum",
        (
            _THEME,
            _FORUM,
            DataColumn("letter", "string", True, "theme"),
            DataColumn("title"),
            DataColumn("ideas", "integer", True, "theme_ideas"),
            DataColumn("votes", "number", means="theme_votes"),
            DataColumn("how"),
        ),
        ("theme", "forum"),
        {"theme": ("series_themes", "theme"), "forum": ("forums", "forum")},
        _parts,
    ),
)
"""Tables that others refer to come before them."""
