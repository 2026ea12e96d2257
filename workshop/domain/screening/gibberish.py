"""Whether a text is only a hand on the keyboard: words that nobody could speak, or a tower of one letter or syllable.

What can be spoken is said of our own letters alone: other languages write vowels otherwise, or not at all.
"""

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]{5,}")
_OURS = re.compile(r"[a-zåäö]+")
_VOWEL = re.compile(r"[aeiouyåäö]")
_ROWS = re.compile(r"asdf|sdfg|dfgh|fghj|ghjk|hjkl|qwert|wertyu|zxcv|xcvb|cvbn")
"""Neighbours on the keyboard, as no word of ours has them."""
_AGAIN = re.compile(r"(.{1,8}?)\1{7,}.{0,7}", re.DOTALL)
"""The same few letters at least eight times, and nothing else."""
_TOWER, _HIGH_TOWER = 20, 40
"""Letters from which a text is a tower: of one syllable, or nearly all one letter; or half of them one letter."""


def is_nonsense(text: str) -> bool:
    """True for a tower, and when all its longer words are of our letters and none could be spoken.

    Abbreviations in capitals are no nonsense.
    """
    return _is_tower(text) or _is_unspeakable(text)


def _is_tower(text: str) -> bool:
    letters = "".join(filter(str.isalpha, text.casefold()))
    if len(letters) < _TOWER:
        return False
    share = max(Counter(letters).values()) / len(letters)
    return share >= (0.5 if len(letters) >= _HIGH_TOWER else 0.8) or _AGAIN.fullmatch(letters) is not None


def _is_unspeakable(text: str) -> bool:
    words = _WORD.findall(text)
    return bool(words) and all(
        _OURS.fullmatch(word.lower()) and not word.isupper() and not _is_speakable(word.lower()) for word in words
    )


def _is_speakable(word: str) -> bool:
    return bool(_VOWEL.search(word)) and not _ROWS.search(word)
