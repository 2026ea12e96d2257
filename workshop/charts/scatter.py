"""A scatter plot: each target at its place on two axes. The best ones carry their label; where labels would meet, the
later one is left out, and the list below has them all."""

from collections.abc import Sequence
from typing import NamedTuple

from workshop.charts.drawing import Drawing, fixed, node

SIDE, EDGE = 100, 5
"""Of the square, and of its margin, so that a point at the end of an axis is whole."""
DOT, TALL, LETTER = 1.3, 4, 2.4
"""Radius of a point; height of a label and the width of one letter of it."""
LABELLED = 40
"""At most so many points carry a label."""


class Point(NamedTuple):
    """A target: what a room calls it, and its place."""

    label: str
    across: float
    up: float


class Box(NamedTuple):
    """The place of a label: its left and lower end, and its width."""

    x: float
    y: float
    wide: float


def scatter(points: Sequence[Point], least: float, most: float, across: str, up: str) -> Drawing:
    """`points` with the best first; both axes go from `least` to `most`; `across` and `up` name them."""
    up_to, across_to = axes(least, most, across, up)
    svg = plane(points, least, most)
    return node(
        "figure", {"class": "plane"}, node("p", {"class": "up"}, up_to), svg, node("p", {"class": "across"}, across_to)
    )


def axes(least: float, most: float, across: str, up: str) -> tuple[str, str]:
    """What is written at the vertical axis, and at the horizontal one."""
    ends = f"{fixed(least)}–{fixed(most)}"
    return f"↑ {up} ({ends})", f"→ {across} ({ends})"


def plane(points: Sequence[Point], least: float, most: float) -> Drawing:
    """The square with its points as SVG."""
    places = [(_along(one.across, least, most), SIDE - _along(one.up, least, most)) for one in points]
    dots = [node("circle", {"cx": fixed(x), "cy": fixed(y), "r": fixed(DOT)}) for x, y in places]
    names = [_name(box, label) for box, label in _labels([one.label for one in points], places)]
    half = str(SIDE // 2)
    middle = [
        node("path", {"class": "mid", "d": f"M{half} 0V{SIDE}M0 {half}H{SIDE}"}),
        node("rect", {"class": "frame", "width": str(SIDE), "height": str(SIDE)}),
    ]
    shape = {"viewBox": f"0 0 {SIDE} {SIDE}", "focusable": "false", "aria-hidden": "true"}
    return node("svg", {"class": "chart scatter", **shape}, *middle, *dots, *names)


def _along(n: float, least: float, most: float) -> float:
    share = (n - least) / (most - least) if most > least else 0.5
    return EDGE + (SIDE - 2 * EDGE) * max(0.0, min(1.0, share))


def _labels(labels: Sequence[str], places: Sequence[tuple[float, float]]) -> list[tuple[Box, str]]:
    taken: list[tuple[Box, str]] = []
    for label, (x, y) in list(zip(labels, places, strict=True))[:LABELLED]:
        wide = LETTER * len(label)
        ways = (
            Box(x + 2, y + 1.4, wide),
            Box(x - 2 - wide, y + 1.4, wide),
            Box(x - wide / 2, y - 2, wide),
            Box(x - wide / 2, y + 5, wide),
        )
        free = [box for box in ways if _inside(box) and not any(_meet(box, other) for other, _ in taken)]
        if free:
            taken.append((free[0], label))
    return taken


def _inside(box: Box) -> bool:
    return box.x >= 0 and box.x + box.wide <= SIDE and box.y <= SIDE and box.y - TALL >= 0


def _meet(one: Box, other: Box) -> bool:
    return one.x < other.x + other.wide and other.x < one.x + one.wide and abs(one.y - other.y) < TALL


def _name(box: Box, label: str) -> Drawing:
    return node("text", {"x": fixed(box.x), "y": fixed(box.y), "font-size": fixed(TALL)}, label)
