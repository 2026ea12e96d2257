"""Texts that the fonts can show: PDF/A and PDF/UA forbid a character without a glyph, so each of those becomes a box.

`fonts/coverage.json` lists the code points of the fonts as [first, last], made together with them.
"""

import json
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

BOX = "\u00a4"
"""Stands for what no font here can show. It must be in the fonts itself."""
COVERAGE = Path(__file__).resolve().parent / "fonts" / "coverage.json"


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
    return "".join(map(_shown, unicodedata.normalize("NFC", text)))


def _shown(character: str) -> str:
    if character in "\n\t" or _is_covered(ord(character)):
        return character
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Mn", "Me") else BOX


def _is_covered(point: int) -> bool:
    firsts, lasts = _coverage()
    at = bisect_right(firsts, point) - 1
    return at >= 0 and point <= lasts[at]


@cache
def _coverage() -> tuple[list[int], list[int]]:
    ranges = json.loads(COVERAGE.read_text("utf-8"))
    return [first for first, _ in ranges], [last for _, last in ranges]
