"""Whether a text is only a hand on the keyboard. Said of our own letters alone: other languages write vowels otherwise, or not at all."""

import re

_WORD = re.compile(r"[^\W\d_]{5,}")
_OURS = re.compile(r"[a-zåäö]+")
_VOWEL = re.compile(r"[aeiouyåäö]")
_ROWS = re.compile(r"asdf|sdfg|dfgh|fghj|ghjk|hjkl|qwert|wertyu|zxcv|xcvb|cvbn")
"""Neighbours on the keyboard, as no word of ours has them."""


def is_nonsense(text: str) -> bool:
    """True when all its longer words are of our letters and none could be spoken. Abbreviations in capitals are no nonsense."""
    words = _WORD.findall(text)
    return bool(words) and all(_OURS.fullmatch(word.lower()) and not word.isupper() and not _is_speakable(word.lower()) for word in words)


def _is_speakable(word: str) -> bool:
    return bool(_VOWEL.search(word)) and not _ROWS.search(word)
