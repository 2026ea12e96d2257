"""Detects keyboard mashing: words that cannot be pronounced, or one letter or syllable repeated many times.

Only words in our own letters are judged: other languages write vowels in other ways, or not at all.
"""

import re

_WORD = re.compile(r"[^\W\d_]{5,}")
_OURS = re.compile(r"[a-zåäö]+")
_VOWEL = re.compile(r"[aeiouyåäö]")
_ROWS = re.compile(r"asdf|sdfg|dfgh|fghj|ghjk|hjkl|qwert|wertyu|zxcv|xcvb|cvbn")
"""Neighbouring keys in an order that no word of our languages has."""
_AGAIN = re.compile(r"(.{1,8}?)\1{7,}.{0,7}", re.DOTALL)
"""A few letters at least eight times, and nothing else."""
_TESTS = frozenset(
    ("testi", "testiä", "testaan", "testaa", "testaus", "kokeilu", "kokeilen", "kokeillaan", "koe", "moi", "hei")
    + ("test", "testing", "tests", "testar", "prov", "provar", "hej", "hello", "hi")
)
"""Words of texts with which people try whether a form works."""
_TOWER, _HIGH_TOWER = 20, 40
"""The least number of letters of a repetition: of one syllable, or nearly all one letter; or of which half are one
letter."""


def is_nonsense(text: str) -> bool:
    """True for a repetition, and when all longer words are in our letters and none can be pronounced.

    Abbreviations in capitals are not nonsense.
    """
    return _is_tower(text) or _is_unspeakable(text)


def is_test(text: str) -> bool:
    """True for a text of nothing but words with which people try whether a form works."""
    said = re.findall(r"[^\W\d_]+", text.casefold())
    return bool(said) and all(word in _TESTS for word in said)


def _is_tower(text: str) -> bool:
    letters = "".join(filter(str.isalpha, text.casefold()))
    if len(letters) < _TOWER:
        return False
    share = max(map(letters.count, set(letters))) / len(letters)
    return share >= (0.5 if len(letters) >= _HIGH_TOWER else 0.8) or _AGAIN.fullmatch(letters) is not None


def _is_unspeakable(text: str) -> bool:
    word = None
    for word in _WORD.finditer(text):
        if word[0].isupper() or not _OURS.fullmatch(word[0].lower()) or _is_speakable(word[0].lower()):
            return False
    return word is not None


def _is_speakable(word: str) -> bool:
    return bool(_VOWEL.search(word)) and not _ROWS.search(word)
