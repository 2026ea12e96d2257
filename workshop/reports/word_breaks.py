"""Where a long word of the summary may break. Most browsers know no hyphens of Finnish compounds and would break one
anywhere; a hyphen of ours would be a letter in what is copied from a file or found in the PDF. A `<wbr>` is none.
Names in large letters, and all texts in the narrow columns of public pages, have hyphens nevertheless: there the halves
of a word would be read as two words. In an address a hyphen would be one of its own.

And where none may: a hyphen that begins a word ("irti -näyttely") stays with it, and a large number ("30 000") is on
one line.
"""

import re

from markupsafe import Markup, escape

from workshop.i18n.catalogues import NBSP

LONG = 20
"""Letters of a word that some column of the page may not hold. Shorter ones go to the next line whole."""
_LETTER = r"[^\W\d_]"
_WORD = re.compile(f"{_LETTER}{{{LONG},}}")
_SYLLABLE = re.compile(
    f"(?<={_LETTER}{{4}})(?=[b-df-hj-np-tv-xzšž][aeiouyåäöéü]{_LETTER}{{2}})",
    re.IGNORECASE,
)
"""Before a consonant that a vowel follows, with at least four letters on either side, as in static/js/text/hyphens.js,
which also knows parts of compounds."""
_PLACE, _HYPHEN = Markup("<wbr>"), Markup("\u00ad")
_ADDRESS = re.compile(r"(\S*(?:://|www\.|@)\S*)")
_LARGE = r"\b\d{1,3}(?: \d{3})+\b"
_WHOLE = re.compile(f"(?<!\\S)[-\u2010\u2011]{_LETTER}|{_LARGE}")
_JOINED = Markup('<span class="joined">{}</span>')


def syllables(word: str) -> list[str]:
    """The parts between which a word may break."""
    return _SYLLABLE.split(word)


def parts_of(head: str) -> list[list[str]]:
    """A heading of a column as its words, each as the parts between which it may break. Words between which a no-break
    space stands are one."""
    return [syllables(word) for word in head.split(" ")]


def hyphenated(text: str, long: int) -> str:
    """The text with a soft hyphen at each syllable of its words of `long` letters and more: for a title of which a line
    holds few letters."""
    words = re.compile(f"{_LETTER}{{{long},}}")
    return words.sub(lambda word: "\u00ad".join(syllables(word[0])), text)


def with_whole_numbers(text: str) -> str:
    """The text with no-break spaces within its large numbers: for formats without markup."""
    return re.sub(_LARGE, lambda number: number[0].replace(" ", NBSP), text)


def pieces(text: str) -> list[str]:
    """The text in pieces between which its long words may break."""
    made, at = [""], 0
    for word in _WORD.finditer(text):
        first, *rest = syllables(word[0])
        made[-1] += text[at : word.start()] + first
        made += rest
        at = word.end()
    made[-1] += text[at:]
    return made


def breakable(text: str, hyphens: bool = False) -> Markup:
    """The text as HTML, with a place to break at each syllable of its long words, and none after a hyphen that begins
    a word or within a large number. `hyphens`: a word that breaks has one, unless it is in an address."""
    made, at, place = Markup(""), 0, _HYPHEN if hyphens else _PLACE
    for whole in _WHOLE.finditer(text):
        made += _with_places(text[at : whole.start()], place) + _JOINED.format(whole[0])
        at = whole.end()
    return made + _with_places(text[at:], place)


def _with_places(text: str, place: Markup) -> Markup:
    parts = enumerate(_ADDRESS.split(text))  # every second one is an address
    return Markup("").join((_PLACE if n % 2 else place).join(map(escape, pieces(part))) for n, part in parts)
