"""How much of a text so many lines hold in a Word document: an estimate, because only who opens the file knows its
fonts; its own is `docx_styles.FONT`. A width is given in letters: as wide as so many letters of Finnish text are.
"""

from collections.abc import Sequence

from workshop.i18n import catalogues

_AVERAGE = 0.4465
"""The width of a letter of Finnish text, on average, in ems: parts of the letter size."""
_WIDTHS = (
    (0.2, "'.,:;"),
    (0.25, "ijl’·"),
    (0.3, 'f !()"'),
    (0.36, "rt-I1/”“"),
    (0.45, "svyz"),
    (0.5, "ackxåäJ7?–"),
    (0.55, "bdeghnopquöEFLTY2"),
    (0.6, "BPRSVXZ345689"),
    (0.65, "ADCKÅÄ0…"),
    (0.7, "wGHNOQUÖ"),
    (0.85, "mMW"),
)
"""In ems, of the letters of Finnish, Swedish and English."""
_WIDTH = {letter: width for width, letters in _WIDTHS for letter in letters}
_OTHER = 0.6
"""Of all other letters."""


def width(text: str) -> float:
    """About how wide a text on one line is."""
    return sum(_WIDTH.get(letter, _OTHER) for letter in text) / _AVERAGE


def lines(text: str, across: float) -> int:
    """About how many lines of this width a text takes, which break between words only; none for none. A word that is
    wider than a line breaks anywhere."""
    taken, filled = 0, across + 1
    for word in text.split():
        wide = width(word)
        if filled + width(" ") + wide <= across:
            filled += width(" ") + wide
        else:
            taken += max(1, -int(-wide // across))
            filled = wide % across if wide > across else wide
    return taken


def first_words(text: str, after: str, most: int, across: float) -> str:
    """As much of a text as so many lines hold, of this width, with what stands `after` it: all of it, or its first
    words and "…"; at least the first."""
    whole = " ".join(text.split())
    if lines(f"{whole} {after}", across) <= most:
        return whole
    ends = _ends(whole.split())
    fitting = (cut for cut in reversed(ends) if lines(f"{cut} {after}", across) <= most)
    return next(fitting, ends[0])


def _ends(words: Sequence[str]) -> list[str]:
    """The first word of a text, its first two and so on, each with the sign that there is more."""
    whole = " ".join(words)
    found, long = [], -1
    for word in words[:-1] or words:
        long += 1 + len(word)
        found.append(catalogues.first_words(whole, long))
    return found
