"""The chart of one theme of a series: a column for every forum that has themes, so that whoever reads it sees what
grew. The numbers of the forums stand once, above the charts of all themes. Its text alternative has the same
numbers."""

from dataclasses import dataclass

from workshop.charts.drawing import Drawing, fixed
from workshop.charts.histogram import PITCH, TALL, TOP, histogram
from workshop.charts.standalone_svg import alone, sized
from workshop.charts.tally_marks import lengths
from workshop.i18n import catalogues
from workshop.reports import wording
from workshop.reports.series_summary import SeriesSummary, ThemeLine

WIDE = 230.0
"""Pixels of the picture; the page says how wide it is printed."""
MANY = 10
"""With more forums than these no count above a column could be read: the table has them."""


@dataclass(frozen=True)
class ThemeChart:
    """The chart as SVG that stands alone, and in words what it shows."""

    svg: str
    alt: str


def of_theme(summary: SeriesSummary, line: ThemeLine, lang: str) -> ThemeChart:
    """The chart of one theme; with themes in one forum only, one bar."""
    told = (f"{wording.pick(forum.title, lang)} {part.ideas}" for forum, part in summary.cells(line) if part)
    words = catalogues.say(
        lang, "report.chart", title=catalogues.say(lang, "series.caption.chart"), rows="; ".join(told)
    )
    return ThemeChart(alone(_drawn(summary, line)), words)


def _drawn(summary: SeriesSummary, line: ThemeLine) -> Drawing:
    counts = [part.ideas if part else 0 for _, part in summary.cells(line)]
    if len(counts) == 1:
        return lengths(counts, summary.most, WIDE)
    drawing = histogram(counts, summary.most, [""] * len(counts), "")
    shown = {"class": "chart", "viewBox": f"0 0 {PITCH * len(counts)} {fixed(TOP + TALL + 1)}"}
    inner = tuple(one for one in drawing.inner if len(counts) <= MANY or _is_drawn(one))
    return sized(drawing._replace(attributes=shown, inner=inner), WIDE)


def _is_drawn(part: Drawing | str) -> bool:
    return isinstance(part, Drawing) and part.name == "rect"
