"""Which chart a result gets, and what it is drawn from: every page and report comes here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from workshop.charts.drawing import Drawing, fixed, markup
from workshop.charts.histogram import histogram
from workshop.charts.opinion_groups import groups, letter, percent
from workshop.charts.scatter import Point, axes, plane, scatter
from workshop.charts.standalone_svg import sized
from workshop.charts.tally_marks import bar, lengths, strokes, ticks
from workshop.contract.shapes import TallyShape

CLOSED = 60
"""From more votes than this in the longest bar, ticks close into one bar."""
SCALE, SQUARE = 1.5, 440.0
"""In a picture that stands alone: pixels for a unit of a histogram or groups, at most, and of the side of a scatter
plot."""
Say = Callable[..., str]
"""(key, **facts) → the text in the reader's language."""


@dataclass(frozen=True)
class Chart:
    """How one result is drawn: what all of its rows share."""

    name: str
    """ticks, histogram, groups or scatter"""
    unit: str
    """of the main measure: votes, people, points or share"""
    main: str
    drawn: Sequence[str]
    """the measures that it draws, in its own order"""
    scale: tuple[float, float]
    """the least mark and the most"""
    most: float
    """the largest number that is drawn as a length in any row"""


class Named(Protocol):
    """A row of a result with the label that a room calls its target by."""

    @property
    def label(self) -> int | str:
        """An idea's number or a theme's letter."""

    @property
    def measures(self) -> Mapping[str, float]:
        """All measures of the row."""


def chart_of(tally: TallyShape) -> Chart:
    """How a result is drawn."""
    least, most = tally.scale
    plain = Chart(tally.chart, tally.unit, tally.main, tally.drawn, (least, most), 0)
    lengths = (_length(plain, row.measures) for row in tally.rows)
    return Chart(tally.chart, tally.unit, tally.main, tally.drawn, (least, most), max(lengths, default=0))


def row_chart(chart: Chart, measures: Mapping[str, float], longest: tuple[float, str], say: Say) -> Markup:
    """The chart in one row. `longest`: the width of the longest bar in a unit of style sheets, as (75, "%"). Empty
    where the row has nothing to draw."""
    drawing = _drawing(chart, measures, longest, say)
    return markup(drawing) if drawing else Markup()


def row_picture(chart: Chart, measures: Mapping[str, float], wide: float, say: Say) -> Drawing | None:
    """The chart in one row as SVG for a picture that stands alone; `wide`: pixels of the longest bar."""
    parts = _parts(chart, measures)
    if not any(part > 0 for part in parts) or chart.most <= 0:
        return None
    if chart.name in ("histogram", "groups"):
        drawing = _drawing(chart, measures, (wide, ""), say)
        return drawing and sized(drawing, min(wide, SCALE * float(drawing.attributes["viewBox"].split()[2])))
    return (strokes if _is_counted_in_ticks(chart) else lengths)(parts, chart.most, wide)


def whole_picture(chart: Chart, rows: Iterable[Named], say: Say) -> tuple[Drawing, Sequence[str]] | None:
    """The chart above the rows as SVG, and what is written at its axes; None for a result that has none."""
    if chart.name != "scatter":
        return None
    across, up = (say(f"measure.{name}") for name in chart.drawn[:2])
    return sized(plane(_points(chart, rows), *chart.scale), SQUARE), axes(*chart.scale, across, up)


def whole_chart(chart: Chart, rows: Iterable[Named], say: Say) -> Markup:
    """The chart above the rows, the first place first; empty for a result that has none."""
    if chart.name != "scatter":
        return Markup()
    across, up = (say(f"measure.{name}") for name in chart.drawn[:2])
    return markup(scatter(_points(chart, rows), *chart.scale, across, up))


def _points(chart: Chart, rows: Iterable[Named]) -> list[Point]:
    across, up, *placed = chart.drawn
    there = (row for row in rows if all(row.measures[name] for name in placed))
    return [Point(str(row.label), row.measures[across], row.measures[up]) for row in there]


def _drawing(chart: Chart, measures: Mapping[str, float], longest: tuple[float, str], say: Say) -> Drawing | None:
    parts = _parts(chart, measures)
    if not any(part > 0 for part in parts) or chart.most <= 0:
        return None
    if chart.name == "histogram":
        return histogram(parts, chart.most, _columns(chart, say), in_words(chart, measures, say))
    if chart.name == "groups":
        return groups(parts, in_words(chart, measures, say))
    if _is_counted_in_ticks(chart):
        return ticks(parts, chart.most)
    return bar(parts, chart.most, *longest)


def _is_counted_in_ticks(chart: Chart) -> bool:
    return chart.name == "ticks" and chart.unit in ("votes", "people") and chart.most <= CLOSED


def in_words(chart: Chart, measures: Mapping[str, float], say: Say) -> str:
    """What a row's chart says, for who cannot see it; empty where a number beside it says the same."""
    parts = _parts(chart, measures)
    if chart.name == "histogram":
        each = (f"{name}: {fixed(part)}" for name, part in zip(_columns(chart, say), parts, strict=True))
        return say("chart.histogram", parts=", ".join(each))
    if chart.name == "groups":
        return say("chart.groups", parts=", ".join(f"{letter(i)}: {percent(part)}" for i, part in enumerate(parts)))
    return ""


def named_counts(chart: Chart, measures: Mapping[str, float], say: Say) -> list[tuple[str, float]]:
    """The columns of a row's histogram from the largest mark down, each by its name in words and its count; empty where
    they have none but their marks."""
    if chart.name != "histogram" or not _is_named(chart):
        return []
    return list(zip(_columns(chart, say), _parts(chart, measures), strict=True))[::-1]


def _is_named(chart: Chart) -> bool:
    """Whether marks stand on both sides of zero: then people gave answers, not numbers."""
    return chart.scale[0] < 0


def _columns(chart: Chart, say: Say) -> list[str]:
    """What the columns of a histogram are called: by their marks, or by the answers that they count."""
    if _is_named(chart):
        return [say(f"measure.{name}") for name in chart.drawn]
    return [str(int(chart.scale[0]) + i) for i in range(len(chart.drawn))]


def _parts(chart: Chart, measures: Mapping[str, float]) -> list[float]:
    """The numbers that are drawn in one row; a chart that is none of a row leaves it a bar of the main measure."""
    names = [chart.main] if chart.name == "scatter" else chart.drawn
    return [max(0, measures[name]) for name in names]


def _length(chart: Chart, measures: Mapping[str, float]) -> float:
    parts = _parts(chart, measures)
    return max(parts) if chart.name == "histogram" else sum(parts)
