"""The public results page of a series, and its Atom feed: the summaries of its published forums, side by side.

Its figures and themes are those of `series_summary`, its words those of `series_wording`. Must not: know about
requests.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from markupsafe import Markup

from workshop.contract.shared_types import Texts
from workshop.i18n import catalogues
from workshop.reports import (
    atom_feed,
    forum_dates_calendar,
    html,
    page_one_wording,
    series_page_one,
    series_wording,
    vote_wording,
    wording,
)
from workshop.reports.atom_feed import FeedEntry, FeedFacts
from workshop.reports.forum_dates_calendar import DatedForum
from workshop.reports.licence import USUAL_LICENCE
from workshop.reports.results_page import Published
from workshop.reports.series_summary import ForumPart, SeriesSummary, build, counted_alike, part_of
from workshop.reports.summary import Summary
from workshop.runtime import epoch_ms

CALENDAR = "calendar.ics"
"""The last part of the address of the coming forums as a file for calendars."""
MOST_THEMES = 6
"""Themes of each forum, the largest first; its own page has all."""
_NEVER = epoch_ms.local(0, dt.UTC)


@dataclass(frozen=True)
class HeldForum:
    """A forum whose results are published: its summary, its page and since when."""

    summary: Summary
    published: Published


@dataclass(frozen=True)
class ComingForum:
    """A forum whose results will be published. `at`: when it began or will begin, local; None when nobody said it.
    `minutes`: of its agenda. `dated`: it is still to begin, at a time that calendars can have."""

    ref: str
    title: Texts
    at: dt.datetime | None
    place: str
    minutes: int = 0
    dated: bool = False


@dataclass(frozen=True)
class PublishedSeries:
    """What the page shows. Forums are in the order in which they are held."""

    title: str
    next_steps: Texts
    forums: Sequence[HeldForum]
    coming: Sequence[ComingForum]
    licence: str = USUAL_LICENCE
    """of its data, by its name in `licence.LICENCES`"""
    whole: bool = False
    """whether these are all forums of the series"""


def page(series: PublishedSeries, lang: str, published: Published, head: Markup) -> str:
    """The page in the reader's language."""
    parts = counted_alike([part_of(one.summary) for one in series.forums])
    compared = _compared(series, parts)
    rows = series_page_one.forums(compared, lang)
    return html.filled(
        "reports/results_series.html",
        lang,
        title=series.title,
        description=_description(series, lang),
        figures=list(compared.figures.items()),
        figure=lambda name, n: series_wording.figure(compared, name, n, lang),
        forums=[
            {**_forum(one, part, lang), "part": part, "row": next((row for row in rows if row.forum is part), None)}
            for one, part in zip(series.forums, parts, strict=True)
        ],
        value=lambda vote, row: vote_wording.counted(vote, row, lang),
        outcome=series_page_one.outcome(compared, lang),
        counted=series_page_one.counted(compared, lang),
        how_counted=series_wording.counted(compared, lang),
        quoted=lambda line: series_page_one.quoted(compared, line, lang),
        first_words=catalogues.first_words,
        coming=[_coming(one, lang) for one in series.coming],
        calendar=f"{published.url}/{CALENDAR}?lang={lang}" if any(one.dated for one in series.coming) else "",
        compared=compared,
        rests=series_wording.rests(compared, lang),
        next_steps=compared.next_steps,
        next_from=series_wording.next_from(compared, lang),
        published=published if series.forums else replace(published, files=[]),
        licence_parts=wording.licence_parts(series, lang),
        head=head,
        w=SimpleNamespace(day=lambda at: catalogues.date(lang, at)),
    )


def feed(series: PublishedSeries, lang: str, published: Published) -> str:
    """Which forums' results came out."""
    out = catalogues.say(lang, "public.feed.out")
    entries = [FeedEntry("published", out, _description(series, lang), published.at)]
    for one in series.forums:
        title = f"{wording.pick(one.summary.title, lang)}: {out}"
        said = ", ".join(page_one_wording.when_and_where(one.summary, lang))
        entries.append(FeedEntry(one.published.name, title, said, one.published.at, one.published.url))
    authors = series_wording.organisers_of(_compared(series)) or [series.title]
    return atom_feed.feed(FeedFacts(series.title, authors, wording.licence(series, lang)), lang, published, entries)


def calendar(series: PublishedSeries, lang: str, now: int, tz: ZoneInfo) -> bytes:
    """The coming forums that have a date, for calendars; without the codes that let people in. `now`: epoch ms."""
    dated = [
        DatedForum(one.ref, "", wording.pick(one.title, lang), "", epoch_ms.of(one.at), one.minutes, one.place)
        for one in series.coming
        if one.dated and one.at
    ]
    return forum_dates_calendar.write(dated, now, tz, lang, series, series.title)


def _compared(series: PublishedSeries, parts: Sequence[ForumPart] | None = None) -> SeriesSummary:
    """The published forums' themes side by side. `parts`: those of the forums, in their order, where they are made
    already."""
    parts = [part_of(one.summary) for one in series.forums] if parts is None else parts
    made_at = max((one.summary.made_at for one in series.forums), default=_NEVER)
    return build(series.title, parts, made_at, series.next_steps, series.licence, series.whole)


def _description(series: PublishedSeries, lang: str) -> str:
    counted = [f"{n} {said}" for n, said in series_wording.figures(_compared(series), lang)]
    return ", ".join([catalogues.say(lang, "public.series.forums", len(series.forums)), *counted])


def _forum(one: HeldForum, part: ForumPart, lang: str) -> dict[str, object]:
    themes = [size for size in page_one_wording.sizes(one.summary, lang) if size.letter]
    return {
        "summary": one.summary,
        "url": one.published.url,
        "when": page_one_wording.when_and_where(one.summary, lang)[:2],
        "figures": [(n, page_one_wording.figure(one.summary, name, n, lang)) for name, n in part.figures.items()],
        "sizes": themes[:MOST_THEMES],
    }


def _coming(one: ComingForum, lang: str) -> dict[str, object]:
    when = catalogues.date(lang, one.at) if one.at else ""
    return {"title": one.title, "when": when, "place": one.place}
