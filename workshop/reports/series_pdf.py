"""The PDF of a series, as PDF/A-3a and PDF/UA-1 in one file: page 1 for a decision-maker with one minute, then its
forums and its themes from forum to forum, with the same data attached as CSV and JSON. The pages are set by
`workshop/typesetting/series.typ`."""

from collections.abc import Iterator, Mapping
from functools import partial

from workshop import typesetting
from workshop.i18n import catalogues
from workshop.reports import series_csv, series_json, series_page_one_data, series_wording, wording
from workshop.reports.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Line,
    Paragraph,
    Table,
    cell,
    said,
    written,
)
from workshop.reports.page_one_data import Facts
from workshop.reports.pdf import block_facts
from workshop.reports.series_summary import ForumPart, Rest, RestPart, SeriesSummary, ThemeLine, ThemePart
from workshop.reports.summary_as_blocks import licence_line
from workshop.reports.theme_names import theme_name

SIZES, LEAST = (10, 9.5, 10.5, 9, 11, 8.5, 11.5, 12), 0.4
"""Points of the text after page 1, and how much of the last page must be filled with it."""


def write(summary: SeriesSummary, lang: str) -> bytes:
    """The whole file in the language `lang`."""
    say, made = partial(catalogues.say, lang), summary.made_at
    files = {
        "series.csv": (series_csv.write(summary, lang), "text/csv", say("series.download.csv")),
        "series.json": (series_json.write(summary, lang), "application/json", say("series.download.json")),
    }
    data: Facts = {
        "lang": catalogues.html_lang(lang),
        "title": summary.title,
        "author": next(iter(series_wording.organisers_of(summary)), ""),
        "keywords": [line.title for line in summary.lines if line.title],
        "made": [made.year, made.month, made.day],
        "made-by": say("series.made", when=wording.moment(made, lang)),
        "first": series_page_one_data.facts(summary, lang),
        "blocks": [block_facts(block) for block in blocks_of(summary, lang)],
        "files": {name: {"mime": mime, "said": label} for name, (_, mime, label) in files.items()},
    }
    attached = {name: content for name, (content, *_) in files.items()}
    return typesetting.pdf("series", {**data, "size": _size(data, attached)}, attached)


def _size(data: Facts, attached: Mapping[str, bytes]) -> float:
    """The size of the text after page 1: the first with which the last page is not nearly empty, else the one with
    which it is filled the most."""
    tried = dict[float, float]()
    for size in SIZES:
        page, filled = typesetting.end_of("series", {**data, "size": size}, attached)
        if page == 1 or filled >= LEAST:
            return size
        tried[size] = filled
    return max(tried, key=lambda size: tried[size])


def blocks_of(summary: SeriesSummary, lang: str) -> list[Block]:
    """What stands after page 1."""
    return list(_blocks(summary, lang))


def _blocks(summary: SeriesSummary, lang: str) -> Iterator[Block]:
    say = partial(catalogues.say, lang)
    if summary.forums:
        yield Heading(1, said(say("series.forums")))
        yield _forums(summary, lang)
    if summary.lines:
        yield Heading(1, said(say("series.themes")))
        yield _themes(summary, lang)
    yield Heading(1, said(say("series.about")))
    for name in ("method", "letters") if summary.lines else ("no_themes",):
        yield Paragraph(said(say(f"series.{name}")))
    yield Paragraph(said(say("series.made", when=wording.moment(summary.made_at, lang)) + "."), "quiet")
    yield Paragraph(licence_line(summary, lang), "quiet")


def _forums(summary: SeriesSummary, lang: str) -> Table:
    columns = (
        *(
            Column(series_wording.column(name, lang), width)
            for name, width in (("date", 20), ("forum", 30), ("place", 20))
        ),
        *(Column(series_wording.column(name, lang), 14, number=True) for name in summary.columns),
    )
    rows = tuple(_forum(one, summary.columns, lang) for one in summary.forums)
    return Table(said(catalogues.say(lang, "series.caption.forums")), columns, rows)


def _forum(one: ForumPart, names: list[str], lang: str) -> tuple[Cell, ...]:
    counts = [one.figure(name) for name in names]
    figures = [None if n is None else catalogues.number(lang, n) for n in counts]
    at = catalogues.date(lang, one.at) if one.at else None
    return cell(at), (_title(one, lang),), (written(one.place),) if one.place else (), *map(cell, figures)


def _themes(summary: SeriesSummary, lang: str) -> Table:
    """A row for each theme, with a line for each forum that has it: in as many columns as forums it would not fit."""
    names = (("theme", 30), ("forum", 52), *((("course", 18),) if summary.has_courses else ()))
    columns = tuple(Column(series_wording.column(name, lang), width) for name, width in names)
    rows = (
        *(_theme(summary, line, lang) for line in summary.lines),
        *(_rest(summary, name, parts, lang) for name, parts in summary.rests),
    )
    return Table(said(catalogues.say(lang, "series.caption.themes")), columns, rows)


def _theme(summary: SeriesSummary, line: ThemeLine, lang: str) -> tuple[Cell, ...]:
    name = (*said(f"{line.letters} ", "strong"), *written(theme_name(line.title, lang)))
    parts = tuple(_part(forum, part, line, lang) for forum, part in summary.cells(line) if part)
    return (name,), parts, *((cell(series_wording.course(summary, line, lang)),) if summary.has_courses else ())


def _rest(summary: SeriesSummary, name: Rest, parts: list[RestPart], lang: str) -> tuple[Cell, ...]:
    """The row of the ideas in no theme."""
    told = tuple((*_title(one.forum, lang), *said(": "), *said(_counted(one, lang), "strong")) for one in parts)
    course = (cell(None),) if summary.has_courses else ()
    return (said(series_wording.rest(name, lang)),), told, *course


def _part(forum: ForumPart, part: ThemePart, line: ThemeLine, lang: str) -> Line:
    how = [catalogues.say(lang, f"series.how.{part.how}")] if part.how else []
    told = ", ".join([_counted(part, lang), *how])
    other = written(catalogues.with_dashes(f" – {part.title}")) if part.title and part.title != line.title else ()
    return (*_title(forum, lang), *said(": "), *said(told, "strong"), *other)


def _counted(part: ThemePart | RestPart, lang: str) -> str:
    votes = [] if part.votes is None else [catalogues.say(lang, "results.votes", round(part.votes))]
    return ", ".join([catalogues.say(lang, "idea.count", part.ideas), *votes])


def _title(one: ForumPart, lang: str) -> Line:
    return written(wording.pick(one.title, lang))
