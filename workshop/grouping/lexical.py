"""The lexical back end, which is always there: texts are similar when they have letters, words and parts of words in
common.

A text is a vector of the hashed `features` of its words. Weights are tf-idf (sublinear, smoothed), similarity is the
cosine. The features of a text are cached; how rare each is depends on the other texts, and is counted at each call.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from workshop.grouping.features import features
from workshop.grouping.suggester_interface import Card, Limits, Matrix, Measured

LIMITS = Limits(duplicate=0.22, duplicate_in_few_words=0.3, hint=0.25, likely=0.1, offered=0.5, sure=0.7)
_Counts: TypeAlias = tuple[NDArray[np.uint32], Matrix]
"""Hashed features, and the weight of each in its text."""


class Lexical:
    """Compares texts by letters and stems. Keeps no state of its own; safe in any thread."""

    def among(self, texts: Sequence[Card]) -> Measured:
        return Measured(_compared(texts, len(texts)), LIMITS, "lexical")

    def of(self, text: Card, others: Sequence[Card]) -> Measured:
        return Measured(_compared([text, *others], 1)[:, 1:], LIMITS, "lexical")


def _compared(texts: Sequence[Card], rows: int) -> Matrix:
    """Similarities of the first `rows` texts with all."""
    found = [_counts(text.text, text.language) for text in texts]
    lengths = np.array([len(features) for features, _ in found], dtype=np.intp)
    if not len(lengths):
        return np.zeros((0, 0), np.float32)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    _, columns = np.unique(np.concatenate([features for features, _ in found]), return_inverse=True)
    weights = np.concatenate([counts for _, counts in found]) * _rarity(columns, len(texts))[columns]
    norms = np.sqrt(np.add.reduceat(weights * weights, starts))
    weights /= np.repeat(np.maximum(norms, 1e-9), lengths)
    table = np.empty((rows, len(texts)), np.float32)
    row = np.zeros(columns.max() + 1, np.float32)
    for number in range(rows):
        first = starts[number]
        mine = slice(first, ends[number])
        row[columns[mine]] = weights[mine]
        table[number, number:] = np.add.reduceat(row[columns[first:]] * weights[first:], starts[number:] - first)
        table[number:rows, number] = table[number, number:rows]  # as similar the other way round
        row[columns[mine]] = 0
    return table


def _rarity(columns: NDArray[np.intp], texts: int) -> Matrix:
    """Inverse document frequency of each feature."""
    return (np.log((1 + texts) / (1 + np.bincount(columns))) + 1).astype(np.float32)


@lru_cache(8_000)
def _counts(text: str, language: str) -> _Counts:
    found = features(text, language)
    # The first feature is no text's own and weighs nothing, so that no text is without any.
    return np.array([0, *found], np.uint32), np.array([0, *found.values()], np.float32)
