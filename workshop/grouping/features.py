"""What texts are compared by, letter by letter: character n-grams of three to five letters inside words, and stems, all
hashed. Loads nothing heavy, so that the server may use it too."""

import math
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

from workshop.grouping.words import words

STEM = 2
"""How often a stem counts beside its n-grams."""


@lru_cache(2_000)
def features(text: str, language: str) -> dict[int, float]:
    """Hashed features of a text, and the sublinear weight of each. Not to be changed: it is kept."""
    hashed = Counter[int]()
    for feature, count in Counter(_features(text, language)).items():
        hashed[crc32(feature.encode())] += count
    return {feature: 1 + math.log(count) for feature, count in hashed.items()}


def _features(text: str, language: str) -> Iterator[str]:
    for word in words(text, language):
        framed = f" {word.form} "
        for length in (3, 4, 5):
            for start in range(max(1, len(framed) - length + 1)):
                yield framed[start : start + length]
        for _ in range(STEM):
            yield f"{language}:{word.stem}"
