"""Groups of people: for each group (A, B, C …) a bar of the share of it that agrees, so that what all of them share and
what divides them is seen at once."""

from collections.abc import Sequence

from workshop.charts.drawing import Drawing, fixed, node

LINE, LEFT, WIDE, WHOLE = 12, 12, 66, 104
"""Height of a group's line; where its bar begins, the width of a full one, and of the whole."""
EM = 0.11
"""One unit of the drawing, in the text's size."""


def groups(shares: Sequence[float], words: str) -> Drawing:
    """`shares` from 0 to 1, one for each group; `words` what it says to who cannot see it."""
    tall = LINE * len(shares)
    lines = [part for i, share in enumerate(shares) for part in _line(i, share)]
    size = {"width": fixed(EM * WHOLE) + "em", "height": fixed(EM * tall) + "em", "viewBox": f"0 0 {WHOLE} {tall}"}
    return node(
        "svg", {"class": "chart groups", **size, "focusable": "false", "role": "img", "aria-label": words}, *lines
    )


def letter(i: int) -> str:
    """The name of the group at place `i`."""
    return chr(ord("A") + i)


def percent(share: float) -> str:
    """A share as whole percent, without the sign."""
    return str(int(share * 100 + 0.5))


def _line(i: int, share: float) -> tuple[Drawing, Drawing, Drawing, Drawing]:
    y = LINE * i
    place = {"x": str(LEFT), "y": str(y + 2), "height": str(LINE - 4)}
    return (
        node("text", {"x": "0", "y": str(y + LINE - 3), "font-size": "9"}, letter(i)),
        node("rect", {**place, "class": "whole", "width": str(WIDE)}),
        node("rect", {**place, "width": fixed(WIDE * share)}),
        node("text", {"x": str(WHOLE), "y": str(y + LINE - 3), "font-size": "9", "text-anchor": "end"}, percent(share)),
    )
