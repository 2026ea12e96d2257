"""Breaks texts into the lines of a drawing: SVG has no line breaks of its own, and no font is read here, so widths are
estimated on the wide side."""

import unicodedata

NARROW, WIDE = frozenset("iljtfrI.,:;'|!()[] "), frozenset("mMwW@%&—")
"""Letters about as wide as these; measured in Atkinson Hyperlegible Next, as the widths in `_of_one`."""
CUT, HYPHEN = "…", "-"


def width(text: str) -> float:
    """About how wide a text is, in the size of its letters."""
    return sum(map(_of_one, text))


def lines(text: str, wide: float, size: float, most: int = 0) -> list[str]:
    """The text in lines no wider than `wide`, with letters of `size`; at most `most` of them, if given, the last then
    with an ellipsis."""
    found = [""]
    for word in _pieces(text, wide / size):
        longer = f"{found[-1]} {word}".lstrip()
        if width(longer) * size <= wide:
            found[-1] = longer
        else:
            found.append(word)
    found = [line for line in found if line]
    if not most or len(found) <= most:
        return found
    return [*found[: most - 1], _cut(found[most - 1], wide / size)]


def _pieces(text: str, most: float) -> list[str]:
    """Its words, those wider than a line in parts, with a hyphen where they go on."""
    return [part for word in text.split() for part in ([word] if width(word) <= most else _parts(word, most))]


def _parts(word: str, most: float) -> list[str]:
    found, part = [], ""
    for letter in word:
        if width(part + letter) > most - width(HYPHEN) * _is_hyphenated(letter):
            goes_on = bool(part) and _is_hyphenated(part[-1]) and _is_hyphenated(letter)
            found.append(part + HYPHEN * goes_on)
            part = ""
        part += letter
    return [*found, part]


def _is_hyphenated(letter: str) -> bool:
    """Whether a word of such letters, which run from left to right, has a hyphen where it is broken."""
    of_latin = unicodedata.bidirectional(letter) == "L" and unicodedata.east_asian_width(letter) not in "WF"
    return letter.isalpha() and of_latin


def _cut(line: str, most: float) -> str:
    while line and width(line + CUT) > most:
        line = line[:-1]
    return line.rstrip() + CUT


def _of_one(letter: str) -> float:
    if letter in NARROW:
        return 0.33
    if letter in WIDE:
        return 0.86
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF:
        return 1.0
    return 0.68 if letter.isupper() else 0.56
