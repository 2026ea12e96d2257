"""Texts that the fonts can show: PDF/A and PDF/UA forbid a character without a glyph, so each of those becomes a box.

`fonts/coverage.json` lists the code points of each font as [first, last], made together with them. A letter and its
marks, or the parts of an emoji, are set from one font: marks that it lacks are left out.
"""

import json
import re
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

from workshop.i18n.catalogues import with_dashes

BOX = "\u00a4"
"""Stands for what no font here can show. It must be in the fonts itself."""
COVERAGE = Path(__file__).resolve().parent / "fonts" / "coverage.json"
_JOINERS = "\u200c\u200d"
_WITHOUT_WIDTH = ("Cc", "Cf", "Cs", "Mn", "Me")


def printable(data: object) -> object:
    """The data with every text in it printable; its keys and everything else as they are."""
    if isinstance(data, str):
        return printable_text(data)
    if isinstance(data, dict):
        return {key: printable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [printable(value) for value in data]
    return data


def printable_text(text: str) -> str:
    """The text in NFC, without what has no width, with a box for each character that no font can show, and with no dash
    that could begin a line."""
    shown = "".join(map(_shown, unicodedata.normalize("NFC", text)))
    return with_dashes(_joined().sub(_of_one_font, shown))


def lacks_glyphs(text: str) -> bool:
    """Whether a box stands in the printable text for something else."""
    return printable_text(text).count(BOX) > text.count(BOX)


def is_of_house_font(text: str) -> bool:
    """Whether the first font has every character. What is written in a picture (SVG) must be, in a PDF: there typst
    leaves glyphs of further fonts without their characters, which the standards forbid."""
    first = next(iter(_coverage()))
    return all(one == "\n" or _has(first, one) for one in text)


def _shown(character: str) -> str:
    if character in "\n\t" or any(_has(font, character) for font in _coverage()):
        return character
    return "" if unicodedata.category(character) in _WITHOUT_WIDTH else BOX


def _of_one_font(found: re.Match[str]) -> str:
    whole: str = found[0]
    if any(all(_has(font, one) for one in whole) for font in _coverage()):
        return whole
    return "".join(one for one in whole if unicodedata.category(one) not in _WITHOUT_WIDTH)


def _has(font: str, character: str) -> bool:
    firsts, lasts = _coverage()[font]
    at = bisect_right(firsts, ord(character)) - 1
    return at >= 0 and ord(character) <= lasts[at]


@cache
def _coverage() -> dict[str, tuple[list[int], list[int]]]:
    fonts = json.loads(COVERAGE.read_text("utf-8"))
    return {name: ([first for first, _ in ranges], [last for _, last in ranges]) for name, ranges in fonts.items()}


@cache
def _joined() -> re.Pattern[str]:
    """A character with the marks and joiners after it, and what a joiner joins to it."""
    ranges = (pair for firsts, lasts in _coverage().values() for pair in zip(firsts, lasts, strict=True))
    points = {point for first, last in ranges for point in range(first, last + 1)}
    marks = "".join(chr(point) for point in sorted(points) if unicodedata.category(chr(point)) in ("Mn", "Me"))
    after = f"[{re.escape(marks + _JOINERS)}]"
    return re.compile(f"[^\n\t]?{after}+(?:(?<=\u200d).{after}*)*")
