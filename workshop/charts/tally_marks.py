"""Ticks: one upright stroke is one vote, outlined for a raised hand. The number stands beside them, so they are hidden
from screen readers. All bars of a result share the width of a tick; many close into one bar."""

from collections.abc import Sequence

from workshop.charts.drawing import Drawing, fixed, node

NARROW = 24
"""From more votes than this in the longest bar, ticks are narrower."""
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


def _part(at: float, wide: float, outlined: bool) -> Drawing:
    more = {"class": "paper"} if outlined else {}
    return node("rect", {"x": fixed(at), "y": "0", "width": fixed(wide), "height": "10", **more})
