"""Ticks: one upright stroke is one vote, outlined for a raised hand. The number stands beside them, so they are hidden
from screen readers. All bars of a result share the width of a tick; many close into one bar."""

from collections.abc import Sequence
from itertools import pairwise

from workshop.charts.drawing import Drawing, fixed, node

NARROW = 24
"""From more votes than this in the longest bar, ticks are narrower."""
PITCH, THICK, TALL, LINE = 12.0, 0.6, 22, 2.0
"""In SVG: from tick to tick at most, the share of it that a tick fills, its height, and the line of an outlined
one."""
HIDDEN = {"aria-hidden": "true"}


def ticks(groups: Sequence[float], most: float) -> Drawing:
    """One tick for each vote: solid for the first group (phones), outlined for the others (hands). `most`: the votes of
    the longest bar."""
    solid = [node("i") for _ in range(int(groups[0]))]
    outlined = [node("i", {"class": "paper"}) for n in groups[1:] for _ in range(int(n))]
    return node("span", {"class": "ticks narrow" if most > NARROW else "ticks", **HIDDEN}, *solid, *outlined)


def bar(groups: Sequence[float], most: float, longest: float, unit: str) -> Drawing:
    """One closed bar, for as many votes that no one could count the strokes, and for what is no count. The longest
    (`most`) is as wide as `longest` in a unit of style sheets ("rem", "%")."""
    whole = sum(groups)
    parts = [_part(sum(groups[:i]), n, i > 0) for i, n in enumerate(groups) if n > 0]
    size = {"width": fixed(longest * whole / most) + unit, "height": "24", "viewBox": f"0 0 {fixed(whole)} 10"}
    return node(
        "svg", {"class": "solid", **size, "preserveAspectRatio": "none", "focusable": "false", **HIDDEN}, *parts
    )


def strokes(groups: Sequence[float], most: float, wide: float) -> Drawing:
    """The ticks as SVG, at most `wide` pixels for the longest bar."""
    pitch = min(PITCH, wide / most)
    outlined = [i > 0 for i, n in enumerate(groups) for _ in range(int(n))]
    ticks = (_filled(i * pitch, pitch * THICK, is_hand) for i, is_hand in enumerate(outlined))
    return _svg(wide, *ticks)


def lengths(groups: Sequence[float], most: float, wide: float) -> Drawing:
    """The closed bar as SVG; the longest is `wide` pixels."""
    ends = [wide * sum(groups[:i]) / most for i in range(len(groups) + 1)]
    return _svg(wide, *(_filled(at, end - at, i > 0) for i, (at, end) in enumerate(pairwise(ends)) if end > at))


def _svg(wide: float, *parts: Drawing) -> Drawing:
    size = {"width": fixed(wide), "height": str(TALL), "viewBox": f"0 0 {fixed(wide)} {TALL}"}
    return node("svg", {"class": "chart", **size}, *parts)


def _filled(x: float, wide: float, outlined: bool) -> Drawing:
    """An outlined one keeps its line within its own width."""
    if not outlined:
        return node("rect", {"x": fixed(x), "y": "0", "width": fixed(wide), "height": str(TALL)})
    line = min(LINE, wide / 3)
    inside = {"x": fixed(x + line / 2), "y": fixed(line / 2), "width": fixed(wide - line), "height": fixed(TALL - line)}
    return node("rect", {"class": "paper", **inside, "stroke-width": fixed(line)})


def _part(at: float, wide: float, outlined: bool) -> Drawing:
    more = {"class": "paper"} if outlined else {}
    return node("rect", {"x": fixed(at), "y": "0", "width": fixed(wide), "height": "10", **more})
