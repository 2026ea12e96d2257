"""The chart of a series on page 1 of its file: its themes, the largest first, each with a column for every forum that
has themes, so that whoever reads it sees what grew. The numbers of the forums stand once, above all rows. Its text
alternative has the same numbers."""

from collections.abc import Sequence

from workshop.charts.drawing import Drawing, fixed, node
from workshop.charts.histogram import PITCH, TALL, TOP, histogram
from workshop.charts.standalone_svg import BARS, GAP, LABELS, WIDE, PictureRow, PictureSection, picture, sized
from workshop.charts.tally_marks import lengths
from workshop.i18n import catalogues
from workshop.reports import series_wording, wording
from workshop.reports.cell_escaping import plain
from workshop.reports.chart_pictures import Figure
from workshop.reports.series_summary import ForumPart, SeriesSummary, ThemeLine
from workshop.reports.theme_names import theme_name

COLUMNS, SCALE = 230.0, 1.6
"""In pixels of the picture: the most width of all columns of a theme, beside which a number and a word have room, and
the most for a unit of their drawing."""
NUMBERS, MANY = 18.0, 10
"""Pixels of the numbers of the forums at most; with more forums than these no count above a column could be read: the
table has them."""


def of_themes(summary: SeriesSummary, shown: Sequence[ThemeLine], lang: str) -> Figure:
    """The chart of these themes."""
    title = catalogues.say(lang, "series.came_to")
    rows = [_row(summary, line, lang) for line in shown]
    told = "; ".join(f"{row.text}: {_counts(summary, line, lang)}" for row, line in zip(rows, shown, strict=True))
    alt = catalogues.say(lang, "report.chart", title=title, rows=told)
    section = PictureSection("", rows, _numbers(len(summary.compared)), notes=_legend(summary.compared, lang))
    return Figure(title, alt, plain(picture(title, [], [section], alt, catalogues.html_lang(lang))))


def _row(summary: SeriesSummary, line: ThemeLine, lang: str) -> PictureRow:
    course = series_wording.course(summary, line, lang)
    value = " · ".join(filter(None, [catalogues.say(lang, "idea.count", line.ideas), course]))
    return PictureRow("", theme_name(line.title, lang), _columns(summary, line), value, _votes(line, lang))


def _votes(line: ThemeLine, lang: str) -> str:
    return "" if line.votes is None else catalogues.say(lang, "report.votes.count", round(line.votes))


def _columns(summary: SeriesSummary, line: ThemeLine) -> Drawing:
    counts = [part.ideas if part else 0 for _, part in summary.cells(line)]
    if len(counts) == 1:
        return lengths(counts, summary.most, BARS - COLUMNS)
    drawing = histogram(counts, summary.most, [""] * len(counts), "")
    shown = {**drawing.attributes, "viewBox": f"0 0 {PITCH * len(counts)} {TOP + TALL + 1}"}
    inner = tuple(one for one in drawing.inner if len(counts) <= MANY or _is_drawn(one))
    return sized(drawing._replace(attributes=shown, inner=inner), _width(len(counts)))


def _is_drawn(part: Drawing | str) -> bool:
    return isinstance(part, Drawing) and part.name == "rect"


def _width(forums: int) -> float:
    return min(COLUMNS, SCALE * PITCH * forums)


def _numbers(forums: int) -> Drawing | None:
    """The number of each forum above its column; None where there is one."""
    if forums == 1:
        return None
    across = _width(forums) / forums
    tall = fixed(min(NUMBERS, across * 0.75))
    look = {"y": fixed(NUMBERS - 3), "font-size": tall, "text-anchor": "middle", "class": "quiet"}
    places = (LABELS + GAP + across * (at + 0.5) for at in range(forums))
    numbers = (node("text", {"x": fixed(x), **look}, str(number)) for number, x in enumerate(places, 1))
    size = {"width": fixed(WIDE), "height": fixed(NUMBERS), "viewBox": f"0 0 {fixed(WIDE)} {fixed(NUMBERS)}"}
    return node("svg", size, *numbers)


def _counts(summary: SeriesSummary, line: ThemeLine, lang: str) -> str:
    """The ideas of a theme in each forum that has it, its votes, and what became of it."""
    parts = [f"{wording.pick(forum.title, lang)} {part.ideas}" for forum, part in summary.cells(line) if part]
    return ", ".join(filter(None, [*parts, _votes(line, lang), series_wording.course(summary, line, lang)]))


def _legend(forums: Sequence[ForumPart], lang: str) -> list[str]:
    """Which forum each column is, in a sentence; nothing where there is one."""
    if len(forums) == 1:
        return []
    named = (f"{number} {wording.pick(one.title, lang)}{_on(one, lang)}" for number, one in enumerate(forums, 1))
    return [catalogues.say(lang, "series.chart.columns", forums="; ".join(named))]


def _on(one: ForumPart, lang: str) -> str:
    return f" ({catalogues.date(lang, one.at)})" if one.at else ""
