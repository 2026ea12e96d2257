"""The PDF of a series, as PDF/A-3a and PDF/UA-1 in one file: its figures, its forums, and its themes from forum to
forum, with the same data attached as CSV and JSON. The page is set by `workshop/typesetting/series.typ`."""

from collections.abc import Iterator
from functools import partial

from workshop import typesetting
from workshop.i18n import catalogues
from workshop.reports import page_one_wording, series_csv, series_json, wording
from workshop.reports.blocks import Block, Cell, Column, Heading, Line, Paragraph, Table, cell, said, written
from workshop.reports.pdf import block_facts
from workshop.reports.series_summary import ForumPart, SeriesSummary, ThemeLine, ThemePart
from workshop.reports.series_tables import course_said


def write(summary: SeriesSummary, lang: str) -> bytes:
    """The whole file in the language `lang`."""
    say, made = partial(catalogues.say, lang), summary.made_at
    files = {
        "series.csv": (series_csv.write(summary, lang), "text/csv", say("series.download.csv")),
        "series.json": (series_json.write(summary, lang), "application/json", say("series.download.json")),
    }
    data = {
        "lang": catalogues.html_lang(lang),
        "title": summary.title,
        "author": next((one.organiser for one in summary.forums if one.organiser), ""),
        "keywords": [line.title for line in summary.lines if line.title],
        "made": [made.year, made.month, made.day],
        "made-by": say("series.made", when=wording.moment(made, lang)),
        "figures": [[catalogues.number(lang, n), said] for n, said in _figures(summary, lang)],
        "blocks": [block_facts(block) for block in blocks_of(summary, lang)],
        "files": {name: {"mime": mime, "said": label} for name, (_, mime, label) in files.items()},
    }
    return typesetting.pdf("series", data, {name: content for name, (content, *_) in files.items()})


def blocks_of(summary: SeriesSummary, lang: str) -> list[Block]:
    """What stands under the title and the figures."""
    return list(_blocks(summary, lang))


def _figures(summary: SeriesSummary, lang: str) -> list[tuple[int, str]]:
    figures = [("joined", summary.joined), ("ideas", summary.ideas), ("voted", summary.voted)]
    (*others, (voted, said)) = [(n, catalogues.say(lang, f"series.{name}", n)) for name, n in figures]
    return [*others, (voted, said + page_one_wording.how_voted(voted, summary.on_paper, lang))]


def _blocks(summary: SeriesSummary, lang: str) -> Iterator[Block]:
    say = partial(catalogues.say, lang)
    yield Paragraph(said(say("series.not_people")), "quiet")
    yield Heading(1, said(say("series.forums")))
    yield _forums(summary, lang)
    yield Heading(1, said(say("series.themes")))
    if summary.lines:
        yield _themes(summary, lang)
    yield Paragraph(said(say("series.method" if summary.lines else "series.no_themes")), "quiet")


def _forums(summary: SeriesSummary, lang: str) -> Table:
    def head(name: str) -> str:
        return catalogues.say(lang, f"series.column.{name}")

    columns = (
        *(Column(head(name), width) for name, width in (("date", 16), ("forum", 34), ("place", 22))),
        *(Column(head(name), 10, number=True) for name in summary.figures),
    )
    rows = tuple(_forum(one, summary.figures, lang) for one in summary.forums)
    return Table(said(catalogues.say(lang, "series.forums")), columns, rows)


def _forum(one: ForumPart, names: list[str], lang: str) -> tuple[Cell, ...]:
    figures = [catalogues.number(lang, getattr(one, name)) if one.begun else None for name in names]
    at = catalogues.date(lang, one.at) if one.at else None
    return cell(at), (_title(one, lang),), (written(one.place),) if one.place else (), *map(cell, figures)


def _themes(summary: SeriesSummary, lang: str) -> Table:
    """A row for each theme, with a line for each forum that has it: in as many columns as forums it would not fit."""
    names = (("theme", 30), ("forum", 52), *((("course", 18),) if summary.has_courses else ()))
    columns = tuple(Column(catalogues.say(lang, f"series.column.{name}"), width) for name, width in names)
    rows = tuple(_theme(summary, line, lang) for line in summary.lines)
    return Table(said(catalogues.say(lang, "series.themes")), columns, rows)


def _theme(summary: SeriesSummary, line: ThemeLine, lang: str) -> tuple[Cell, ...]:
    unnamed = said(catalogues.say(lang, "phone.theme.unnamed"))
    name = (*said(f"{line.letters} ", "strong"), *(written(line.title) if line.title else unnamed))
    parts = tuple(_part(forum, part, line, lang) for forum, part in summary.cells(line) if part)
    return (name,), parts, *((cell(course_said(summary, line, lang)),) if summary.has_courses else ())


def _part(forum: ForumPart, part: ThemePart, line: ThemeLine, lang: str) -> Line:
    votes = [] if part.votes is None else [catalogues.say(lang, "results.votes", round(part.votes))]
    how = [catalogues.say(lang, f"series.how.{part.how}")] if part.how else []
    told = ", ".join([catalogues.say(lang, "idea.count", part.ideas), *votes, *how])
    other = written(catalogues.with_dashes(f" – {part.title}")) if part.title and part.title != line.title else ()
    return (*_title(forum, lang), *said(": "), *said(told, "strong"), *other)


def _title(one: ForumPart, lang: str) -> Line:
    return written(wording.pick(one.title, lang))
