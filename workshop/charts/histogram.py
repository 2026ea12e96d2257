"""A histogram: how many gave each mark, one column for a mark. Columns of all rows of a result have one scale."""

from collections.abc import Sequence

from workshop.charts.drawing import Drawing, fixed, node

PITCH, WIDE = 20, 14
"""Width of a column with the gap, and without it."""
NAMED_PITCH = 42
"""Width of a column with the gap where words stand below it."""
TOP, TALL, FOOT, TAILS = 10, 30, 11, 3
"""Heights of the room for a count above its column, of the tallest column, of a line of the names below, and of what
hangs below the last line where they are words."""
EM = 0.088
"""One unit of the drawing, in the text's size."""


def histogram(counts: Sequence[float], most: float, names: Sequence[str], words: str) -> Drawing:
    """`counts` of the columns, `most` the largest count of any row, `names` what stands below each column, and `words`
    what it says to who cannot see it."""
    halves = [halved(name) for name in names]
    lines = max(map(len, halves))
    in_words = max(map(len, names)) > 1
    pitch = NAMED_PITCH if in_words else PITCH
    base, width = TOP + TALL, pitch * len(counts)
    tall = base + FOOT * lines + (TAILS if in_words else 0)
    columns = [part for i, n in enumerate(counts) if n > 0 for part in _column(pitch * (i + 0.5), n, base, n / most)]
    marks = [
        node("text", _text(pitch * (i + 0.5), base + FOOT * (at + 1) - 1), line)
        for i, half in enumerate(halves)
        for at, line in enumerate(half)
    ]
    line = node("rect", {"class": "axis", "x": "0", "y": str(base), "width": str(width), "height": "1"})
    size = {"width": fixed(EM * width) + "em", "height": fixed(EM * tall) + "em"}
    shape = {"viewBox": f"0 0 {width} {tall}", "focusable": "false", "role": "img", "aria-label": words}
    return node("svg", {"class": "chart histogram", **size, **shape}, *columns, line, *marks)


def halved(name: str) -> list[str]:
    """A name in one line, or in two where it has several words: the cut that leaves the shortest lines, of equal ones
    the first."""
    words = name.split(" ")
    cuts = [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))]
    return min(cuts, key=lambda cut: max(map(len, cut))) if cuts else [name]


def _column(middle: float, n: float, base: int, share: float) -> tuple[Drawing, Drawing]:
    tall = TALL * share
    place = {"x": fixed(middle - WIDE / 2), "y": fixed(base - tall)}
    return (
        node("rect", {**place, "width": str(WIDE), "height": fixed(tall)}),
        node("text", {**_text(middle, base - tall - 2), "class": "n"}, fixed(n)),
    )


def _text(middle: float, y: float) -> dict[str, str]:
    return {"x": fixed(middle), "y": fixed(y), "font-size": "9", "text-anchor": "middle"}
