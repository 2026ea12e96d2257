"""Words of a text: as they stand, and by their stem; parts of compounds; words that two texts share.

Stems are Snowball's (snowballstemmer: Porter's algorithms for Finnish, Swedish and English). People are never shown a
stem, always a word as it was written.
"""

import re
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from workshop.grouping.model_text import prepared
from workshop.grouping.stop_words import STOP_WORDS
from workshop.i18n.languages import CONVENTIONS, conventions

if TYPE_CHECKING:
    import snowballstemmer

    from workshop.grouping.suggester_interface import Card

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HYPHENS = "-‐–"  # `prepared` makes a hyphen that no line ends with (‑) to a usual one (‐)
_PART = 4
"""Letters that a part of a compound has at least."""
_MANY, _SHARE = 5, 0.02
"""In how many cards, and in what share of all, a word may stand and still tell something."""
_here = threading.local()


class Word(msgspec.Struct, frozen=True):
    """One word of a text."""

    form: str
    """as it was written, in small letters"""
    stem: str
    after_number: bool = False
    """whether it only ends a number, as "luvun" in "80-luvun" """


@lru_cache(8_000)
def words(text: str, language: str) -> tuple[Word, ...]:
    """All words of a text in order. Without a language the stem is the word itself."""
    found = [one for one in WORD.finditer(prepared(text).lower()) if len(one[0]) > 1]
    stems = _stemmed([one[0] for one in found], language)
    return tuple(Word(one[0], stem, _ends_number(one)) for one, stem in zip(found, stems, strict=True))


def _ends_number(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 2) : found.start()]
    return len(before) > 1 and before[0].isdecimal() and before[1] in _HYPHENS


def telling(text: str, language: str, own: Collection[str] = ()) -> tuple[Word, ...]:
    """Words that say what a text is about: no stop words, none of two letters, none that ends a number,
    and none whose stem is in `own`."""
    return tuple(
        word
        for word in words(text, language)
        if word.form not in STOP_WORDS
        and len(word.form) > 2
        and not word.after_number
        and word.stem not in own
        and word.form not in own
    )


def common_stems(cards: Iterable["Card"]) -> frozenset[str]:
    """Stems that stand in many cards of their language, and distinguish none: "free" where a third of a hall asks for
    something free. Empty where there are few cards, because then two are already a share."""
    said = [{word.stem for word in words(card.text, card.language)} for card in cards]
    cards_with = Counter(stem for stems in said for stem in stems)
    return frozenset(stem for stem, count in cards_with.items() if count > max(_MANY, _SHARE * len(said)))


def parts(stem: str, known: Collection[str]) -> list[str]:
    """The known stems with which a longer one begins or ends: of "museokahvila" and {"museo", "kahvila"} both."""
    ends = range(_PART, len(stem) - 2)
    return [part for at in ends for part in (stem[:at], stem[-at:]) if part in known]


def shared(one: Iterable[Word], other: Iterable[Word]) -> tuple[str, ...]:
    """The words of `one` that `other` has too, by their stem or as a part of a compound; each stem once, in order."""
    others = {word.stem for word in other}
    lines = "\n".join(["", *others, ""])
    found: dict[str, str] = {}
    for word in one:
        if word.stem in others or _is_part(word.stem, lines) or any(part in others for part in _ends(word.stem)):
            found.setdefault(word.stem, word.form)
    return tuple(found.values())


def _is_part(stem: str, lines: str) -> bool:
    """Whether a line begins or ends with this stem. Hundreds of thousands are asked for a board, so they are searched
    as one text."""
    return len(stem) >= _PART and (f"\n{stem}" in lines or f"{stem}\n" in lines)


def _ends(stem: str) -> Iterator[str]:
    """All beginnings and ends of a stem that may be parts of a compound."""
    return (part for at in range(_PART, len(stem)) for part in (stem[:at], stem[-at:]))


def _stemmed(forms: list[str], language: str) -> list[str]:
    if language not in CONVENTIONS:
        return forms
    return list(_stemmer(language).stemWords(forms))


def _stemmer(language: str) -> "snowballstemmer.stemmer":
    """One for each thread: a stemmer keeps its word while it works."""
    if not hasattr(_here, language):
        import snowballstemmer  # here, because a server's start needs none of its forty modules

        setattr(_here, language, snowballstemmer.stemmer(conventions(language).stemmer))
    return getattr(_here, language)
