"""Where the words of a PDF stand on its pages, from the widths of their letters: which of them overlap.

For files of typst, in which each word, or run of words, begins with its own matrix. A box is as tall as the small
letters of its font, so that lines of text that are set close do not touch.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from tests.tools.tagged_pdf import letters

X_HEIGHT = 0.45
"""The height of a small letter, as a part of the letters' size."""
TOUCH = 1.2
"""Points by which boxes may overlap: letters that are set close, as in "Ta", are no fault."""
Matrix = tuple[float, float, float, float, float, float]
WHOLE: Matrix = (1, 0, 0, 1, 0, 0)


class Box(NamedTuple):
    """A word on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def boxes(page: pikepdf.Page) -> list[Box]:
    """All words of a page, without those in pictures."""
    fonts = {name: _Font(font) for name, font in page.Resources.get("/Font", {}).items()}
    found = list[Box]()
    above, now, line, font, size = list[Matrix](), WHOLE, WHOLE, next(iter(fonts.values()), None), 0.0
    for operands, operator in pikepdf.parse_content_stream(page, "q Q cm BT Tm Tf Tj TJ"):
        name = str(operator)
        if name == "q":
            above.append(now)
        elif name == "Q":
            now = above.pop()
        elif name == "cm":
            now = _times(_matrix(operands), now)
        elif name == "BT":
            line = WHOLE
        elif name == "Tm":
            line = _matrix(operands)
        elif name == "Tf":
            font, size = fonts[str(operands[0])], float(operands[1])
        elif font is not None:
            given = list(operands[0]) if name == "TJ" else [operands[0]]
            found += _words(given, font, size, _times(line, now))
    return found


def overlaps(page: pikepdf.Page) -> list[tuple[str, str]]:
    """The pairs of words of a page that stand on each other."""
    there = sorted(boxes(page), key=lambda box: box.left)
    found = []
    for at, one in enumerate(there):
        for other in there[at + 1 :]:
            if other.left > one.right - TOUCH:
                break
            if min(one.top, other.top) - max(one.bottom, other.bottom) > TOUCH:
                found.append((one.text, other.text))
    return found


def beyond(page: pikepdf.Page, margin: float) -> list[str]:
    """The words that stand nearer to the left or right edge of the paper than `margin` (points)."""
    wide = float(page.mediabox[2])
    return [box.text for box in boxes(page) if box.left < margin - TOUCH or box.right > wide - margin + TOUCH]


def _words(given: list[Any], font: "_Font", size: float, at: Matrix) -> Iterator[Box]:
    """The runs between spaces of what one operator shows."""
    x, begin, text = 0.0, 0.0, ""
    for one in given:
        if not isinstance(one, pikepdf.String):
            x -= float(one) / 1000 * size
            continue
        codes = bytes(one)
        for code in (int.from_bytes(codes[i : i + 2]) for i in range(0, len(codes), 2)):
            said, wide = font.letters.get(code, "?"), font.width(code) / 1000 * size
            if said.isspace():
                yield from _box(begin, x, text, size, at)
                begin, text = x + wide, ""
            else:
                begin, text = (begin, text + said) if text else (x, said)
            x += wide
    yield from _box(begin, x, text, size, at)


def _box(begin: float, end: float, text: str, size: float, at: Matrix) -> Iterator[Box]:
    if text:
        corners = [_place(x, y, at) for x in (begin, end) for y in (0, X_HEIGHT * size)]
        across, up = zip(*corners, strict=True)
        yield Box(min(across), min(up), max(across), max(up), text)


class _Font:
    """The letters of a font and their widths, in thousandths of its size."""

    def __init__(self, font: Any) -> None:
        self.letters = letters(font)
        about = font.DescendantFonts[0]
        self._usual = float(about.get("/DW", 1000))
        self._widths = dict(_widths(list(about.get("/W", []))))

    def width(self, code: int) -> float:
        return self._widths.get(code, self._usual)


def _widths(given: list[Any]) -> Iterator[tuple[int, float]]:
    """Code → width of "first [w1 w2 …]" and "first last w" (ISO 32000-1, 9.7.4.3)."""
    at = 0
    while at < len(given):
        first, then = int(given[at]), given[at + 1]
        if isinstance(then, pikepdf.Array):
            yield from enumerate(map(float, then), first)
            at += 2
        else:
            yield from ((code, float(given[at + 2])) for code in range(first, int(then) + 1))
            at += 3


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    A, B, C, D, E, F = then
    return a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F


def _place(x: float, y: float, at: Matrix) -> tuple[float, float]:
    return x * at[0] + y * at[2] + at[4], x * at[1] + y * at[3] + at[5]
