"""Texts that the fonts can show: PDF/A and PDF/UA forbid a character without a glyph, so each of those becomes a box.

`fonts/coverage.json` lists the code points of each font as [first, last], made together with them. A letter and its
marks, or the parts of an emoji, are set from one font: marks that it lacks are left out.
"""

import html
import json
import re
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

BOX = "\u00a4"
"""Stands for what no font here can show. It must be in the fonts itself."""
COVERAGE = Path(__file__).resolve().parent / "fonts" / "coverage.json"
_SKIN = "".join(map(chr, range(0x1F3FB, 0x1F400)))
"""Modifiers of the emoji before them."""
_JOINED_UP = "Noto Sans Arabic"
"""The font of a script whose letters change with their neighbours."""
_SVG_TEXT = re.compile(r"(<text[^>]*>)([^<]*)</text>")
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
    """The text in NFC, without what has no width, and with a box for each character that no font can show."""
    shown = "".join(map(_shown, unicodedata.normalize("NFC", text)))
    return _joined().sub(_of_one_font, shown)


def lacks_glyphs(text: str) -> bool:
    """Whether a box stands in the printable text for something else."""
    return printable_text(text).count(BOX) > text.count(BOX)


def with_fonts(svg: str) -> str:
    """A picture whose texts say where another font goes on, because typst looks for no further font in a picture: it
    would draw boxes. Letters that change with their neighbours it would leave out: they are boxes of ours."""
    return _SVG_TEXT.sub(lambda found: f"{found[1]}{_in_runs(html.unescape(found[2]))}</text>", svg)


def _in_runs(text: str) -> str:
    first = next(iter(_coverage()))
    return "".join(
        html.escape(run) if font == first else f'<tspan font-family="{font}">{html.escape(run)}</tspan>'
        for font, run in _runs("".join(map(_single, printable_text(text))))
    )


def _single(character: str) -> str:
    """What can be drawn alone of it, one glyph for one character."""
    if unicodedata.category(character) in _WITHOUT_WIDTH or character in _SKIN:
        return ""
    only = next((name for name in _coverage() if _has(name, character)), "")
    return BOX if only == _JOINED_UP else character


def _runs(text: str) -> list[tuple[str, str]]:
    """The text in parts of one font each. A space stays with what it follows, if that font has it."""
    found: list[tuple[str, str]] = []
    for one in text:
        before = found[-1][0] if found else ""
        stays = before and _has(before, one) and unicodedata.category(one) == "Zs"
        font = before if stays else next((name for name in _coverage() if _has(name, one)), next(iter(_coverage())))
        found = [*found[:-1], (font, found[-1][1] + one)] if font == before else [*found, (font, one)]
    return found


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
