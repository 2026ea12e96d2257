"""A text as the eye takes it: one case, one form of each letter and digit, nothing that does not show; and where each sign came from."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from workshop.domain.characters import is_ignorable, is_mark

Span = tuple[int, int]
"""(first, after the last), in characters of a folded or an original text."""
OURS = frozenset("åäö")
"""Letters with marks that are letters of their own in our languages."""
_STROKES = str.maketrans("ıłøđħŧ", "ilodht")
"""Letters that no decomposition takes apart."""
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz")
_LETTER_SIGNS = ((0x1F1E6, 26), (0x1F150, 26), (0x1F170, 26))
"""Letters as flags' halves and in black circles and squares, which no normal form knows: the first of each and how many."""
_ALIKE = str.maketrans(
    "авекмнорстухіїјѕһԁԝгьпиѵёαβεηικνορτυχγωσօսհոո",
    "abekmhopctyxiijshdwrbnuveabenikvoptuxywsouhnn",
)
"""Letters of other scripts that look like Latin ones (the eye's choice, not the linguist's)."""


@dataclass(frozen=True)
class Folded:
    """`text` is the folded text; `at[i]` is where its character i stood in the original, `at[len(text)]` the original's length."""

    text: str
    at: list[int]

    def origin(self, span: Span) -> Span:
        """A place in the folded text as a place in the original."""
        return self.at[span[0]], self.at[span[1] - 1] + 1


def fold(text: str) -> Folded:
    """`text` (in NFC) folded, character by character."""
    if text.isascii():
        return Folded(text.lower(), list(range(len(text) + 1)))
    signs: list[str] = []
    at: list[int] = []
    for place, character in enumerate(text):
        for sign in _fold(character):
            signs.append(sign)
            at.append(place)
    return Folded("".join(signs), [*at, len(text)])


def latin(word: str) -> str:
    """A folded word with the letters of other scripts replaced by what they look like."""
    return word if word.isascii() else word.translate(_ALIKE)


@lru_cache(4096)
def _fold(character: str) -> str:
    if is_ignorable(character):
        return ""
    point = ord(character)
    for first, count in _LETTER_SIGNS:
        if first <= point < first + count:
            return chr(ord("a") + point - first)
    folded = "".join(_plain(one) for one in unicodedata.normalize("NFKC", character).casefold())
    return folded.translate(_STROKES).translate(_SMALL_CAPITALS)


def _plain(character: str) -> str:
    if character in OURS:
        return character
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character.isspace():
        return " "
    if character == "。":
        return "."
    return "".join(part for part in unicodedata.normalize("NFD", character) if not is_mark(part))
