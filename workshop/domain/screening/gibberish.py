"""Whether a text is only a hand on the keyboard. Said of Latin letters alone: other scripts write vowels otherwise, or not at all."""

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]{5,}")
_VOWELS = frozenset("aeiouyåäöøæœıə")
_ROWS = re.compile(r"asdf|sdfg|dfgh|fghj|ghjk|hjkl|qwert|wertyu|zxcv|xcvb|cvbn")
"""Neighbours on the keyboard, as no word of ours has them."""


def is_nonsense(text: str) -> bool:
    """True when all its longer words are Latin and none could be spoken. Abbreviations in capitals are no nonsense."""
    words = _WORD.findall(text)
    return bool(words) and all(_is_latin(word) and not word.isupper() and not _is_speakable(word.lower()) for word in words)


def _is_latin(word: str) -> bool:
    return word.isascii() or all(unicodedata.name(letter, "").startswith("LATIN") for letter in word)


def _is_speakable(word: str) -> bool:
    if _ROWS.search(word):
        return False
    return any(letter in _VOWELS for letter in unicodedata.normalize("NFD", word))
