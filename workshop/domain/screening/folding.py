"""Folds a text to what the eye reads: one case, one form of each letter and digit, nothing invisible; and maps each
character back to its origin."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workshop.domain.screening import confusables
from workshop.domain.unicode_properties import is_ignorable, is_mark

Span = tuple[int, int]
"""(first, after the last), in characters of a folded or an original text."""
OURS = frozenset("åäö")
"""Letters with marks that are separate letters in our languages."""
_LETTER_SIGNS = ((0x1F1E6, 26), (0x1F150, 26), (0x1F170, 26))
"""Letters as halves of flags and in black circles and squares, which no normal form decomposes: the first of each range
and how many."""
_BUILT = {r"\/\/": "w", r"|\/|": "m", r"|\|": "n", r"\/": "v", "|<": "k", "|-|": "h", "|_|": "u"}
"""Letters drawn with several signs, next to a letter."""
_ANY_BUILT = "|".join(map(re.escape, _BUILT))
_PIECE = re.compile(rf"(?:(?<=[^\W_])(?:{_ANY_BUILT})|(?:{_ANY_BUILT})(?=[^\W_]))|.", re.DOTALL)
_HAS_BUILT = re.compile(_ANY_BUILT)
_DASHES = frozenset("−⁃")
"""Dashes that Unicode does not classify as such: the minus and the bullet of a list."""


@dataclass(frozen=True)
class Folded:
    """`text` is the folded text; its character i stood in the original from `at[i]` up to `ends[i]`."""

    text: str
    at: Sequence[int]
    ends: Sequence[int]

    def origin(self, span: Span) -> Span:
        """A span in the folded text as a span in the original."""
        return self.at[span[0]], self.ends[span[1] - 1]


def fold(text: str) -> Folded:
    """`text` (in NFC) folded, character by character."""
    if not _HAS_BUILT.search(text):
        pieces = [text.lower()] if text.isascii() else list(map(_fold, text))
        folded = "".join(pieces)
        if all(pieces) and len(folded) == len(text):  # each character is still one
            return Folded(folded, range(len(text)), range(1, len(text) + 1))
    signs: list[str] = []
    at: list[int] = []
    ends: list[int] = []
    for first, last, piece in _pieces(text):
        for sign in _fold(piece):
            signs.append(sign)
            at.append(first)
            ends.append(last)
    return Folded("".join(signs), at, ends)


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """The characters one by one, and letters that are drawn with several signs as one piece."""
    if _HAS_BUILT.search(text):
        yield from ((hit.start(), hit.end(), hit[0]) for hit in _PIECE.finditer(text))
    else:
        yield from ((place, place + 1, character) for place, character in enumerate(text))


@lru_cache(4096)
def _fold(piece: str) -> str:
    if len(piece) > 1:
        return _BUILT[piece]
    if is_ignorable(piece):
        return ""
    point = ord(piece)
    for first, count in _LETTER_SIGNS:
        if first <= point < first + count:
            return chr(ord("a") + point - first)
    return "".join(_plain(one) for one in unicodedata.normalize("NFKC", piece).casefold())


def _plain(character: str) -> str:
    if character in OURS:
        return character
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Pd" or character in _DASHES:
        return "-"
    if character == "。":
        return "."
    return confusables.plain("".join(part for part in unicodedata.normalize("NFD", character) if not is_mark(part)))
