"""A histogram: how many gave each mark, one column for a mark. Columns of all rows of a result have one scale."""

from collections.abc import Sequence

from workshop.charts.drawing import Drawing, fixed, node

PITCH, WIDE = 20, 14
"""Width of a column with the gap, and without it."""
TOP, TALL, FOOT = 10, 30, 11
"""Heights of the room for a count above its column, of the tallest column, and of the marks below."""
EM = 0.088
"""One unit of the drawing, in the text's size."""


def histogram(counts: Sequence[float], most: float, least: int, words: str) -> Drawing:
    """`counts` of the marks from `least` on, `most` the largest count of any row, `words` what it says to who cannot
    see it."""
    base, width = TOP + TALL, PITCH * len(counts)
    columns = [part for i, n in enumerate(counts) if n > 0 for part in _column(i, n, base, n / most)]
    marks = [node("text", _text(i, base + FOOT - 1), mark(least, i)) for i in range(len(counts))]
    line = node("rect", {"class": "axis", "x": "0", "y": str(base), "width": str(width), "height": "1"})
    size = {"width": fixed(EM * width) + "em", "height": fixed(EM * (base + FOOT)) + "em"}
    shape = {"viewBox": f"0 0 {width} {base + FOOT}", "focusable": "false", "role": "img", "aria-label": words}
    return node("svg", {"class": "chart histogram", **size, **shape}, *columns, line, *marks)


def mark(least: int, i: int) -> str:
    """How the mark of a column is written: on both sides of zero with its sign."""
    number = least + i
    return str(number) if least >= 0 or number == 0 else ("+" if number > 0 else "\u2212") + str(abs(number))


def _column(i: int, n: float, base: int, share: float) -> tuple[Drawing, Drawing]:
    tall = TALL * share
    place = {"x": fixed(PITCH * i + (PITCH - WIDE) / 2), "y": fixed(base - tall)}
    return (
        node("rect", {**place, "width": str(WIDE), "height": fixed(tall)}),
        node("text", {**_text(i, base - tall - 2), "class": "n"}, fixed(n)),
    )


def _text(i: int, y: float) -> dict[str, str]:
    return {"x": fixed(PITCH * i + PITCH / 2), "y": fixed(y), "font-size": "9", "text-anchor": "middle"}
