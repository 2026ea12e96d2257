"""What `unicodedata` lacks: which characters draw nothing, which combining marks go on any letter, and NFC in linear
time."""

import re
import unicodedata
from collections.abc import Iterator

_IGNORABLE = (
    "00AD 034F 061C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164 FE00-FE0F FEFF FFA0 FFF0-FFF8"
    " 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF"
)
"""Default_Ignorable_Code_Point (Unicode 15, DerivedCoreProperties.txt): soft hyphens, joiners, fillers, variation
selectors, tags."""
_BLANK = "2800 FFFC 1D159 13441-13442"
"""Letters and signs without ink: the empty Braille cell, the object replacement character, the null note head, blank
hieroglyphs."""
_ANYWHERE = "0300-036F 0483-0489 1AB0-1AFF 1DC0-1DFF 20D0-20FF 2DE0-2DFF A66F-A67D FE20-FE2F"
"""Blocks of combining marks that belong to no single script, or to an alphabet. These are the ones used to stack marks
high over a letter ("zalgo")."""
_ALPHABETS = range(0x590), range(0x1E00, 0x2000)
"""Latin, Greek, Cyrillic and Armenian, with the signs and figures beside them: they take no marks of other scripts."""


def _ranges(said: str) -> tuple[range, ...]:
    pairs = (one.partition("-")[::2] for one in said.split())
    return tuple(range(int(first, 16), int(last or first, 16) + 1) for first, last in pairs)


_IGNORABLES, _BLANKS, _MARKS = _ranges(_IGNORABLE), _ranges(_BLANK), _ranges(_ANYWHERE)
_TAGS = range(0xE0000, 0xE1000)
IGNORABLE = frozenset(chr(point) for points in _IGNORABLES if points != _TAGS for point in points)
"""All default ignorables but the tags at the end of Unicode (see `is_ignorable`)."""


MARKS_IN_A_RUN = 30
"""The most marks in a row in Unicode's Stream-Safe Text Format (UAX #15, section 13); no script needs more."""
_LONG = re.compile(f"[\u0300-\U0010ffff]{{{MARKS_IN_A_RUN + 1},}}")
"""A run in which there may be more of them."""


def composed(text: str) -> str:
    """The text in NFC, without the marks of a row after the thirtieth: the time that sorting a row of marks takes grows
    with its square, and a stranger chooses how long it is."""
    return unicodedata.normalize("NFC", _LONG.sub(lambda found: "".join(_stream_safe(found[0])), text))


def _stream_safe(run: str) -> Iterator[str]:
    marks = 0
    for character in run:
        marks = marks + 1 if _is_sorted(character) else 0
        if marks <= MARKS_IN_A_RUN:
            yield character


def _is_sorted(character: str) -> bool:
    """Whether it begins with a mark that NFC sorts; a few characters of the class 0 are made of such marks."""
    return unicodedata.combining(unicodedata.normalize("NFD", character)[0]) != 0


def is_ignorable(character: str) -> bool:
    """Whether it draws nothing (Unicode's default ignorables)."""
    return character in IGNORABLE or ord(character) in _TAGS


def is_mark(character: str) -> bool:
    """Whether it is a combining mark, which goes on the letter before it."""
    return unicodedata.category(character)[0] == "M"


def is_common_mark(character: str) -> bool:
    """Whether it is a combining mark of which no script needs more than a few on one letter."""
    point = ord(character)
    return point >= 0x300 and any(point in points for points in _MARKS)


def is_writing(mark: str, letter: str) -> bool:
    """Whether real text has this mark on that letter: no enclosing marks except the keycap's, and no marks of another
    script on our alphabets.

    Fonts have no glyph for such a pair and draw boxes instead.
    """
    if unicodedata.category(mark) == "Me":
        return mark == "\u20e3" and letter in "0123456789#*"
    return is_common_mark(mark) or is_ignorable(mark) or not any(ord(letter) in points for points in _ALPHABETS)


def is_seen(character: str) -> bool:
    """Whether the character is visible without another one beside it."""
    point = ord(character)
    if character.isspace() or any(point in points for points in _BLANKS):
        return False
    return not is_ignorable(character) and not is_mark(character)
