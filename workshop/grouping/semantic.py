"""The semantic back end: multilingual vectors with each language's mean removed, mixed with likeness by letters.

A model puts all texts of one language close together, also when they mean different things. So the mean vector of its
language, of neutral sentences (`tests/tools/neutral_means.py`) and of the texts at hand, is subtracted from each
vector, and the difference stands for the meaning. Without vectors (the child failed, or the extra is not installed) the
lexical back end answers.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from workshop.grouping import lexical
from workshop.grouping.embedder import Embedder, NoVectors
from workshop.grouping.suggester_interface import Card, Limits, Matrix, Measured
from workshop.i18n.languages import WHOLE

LIMITS = Limits(duplicate=0.25, duplicate_in_few_words=0.25, hint=0.33, likely=0.05, offered=0.55, sure=0.95)
MEANING = 0.8
"""Weight of the vectors; the rest is by letters."""
NEUTRAL = 12
"""How many of the texts at hand a language's neutral sentences weigh as much as."""
NEUTRAL_MEANS = Path(__file__).parent / "models" / "neutral_means.npy"
"""The neutral sentences' mean of each language, in the order of `languages.WHOLE`."""


class Semantic:
    """Compares texts by meaning. Call it in a worker thread or a job."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._letters = lexical.Lexical()

    def among(self, texts: Sequence[Card]) -> Measured:
        letters = self._letters.among(texts)
        try:
            vectors = self._centred(texts)
        except NoVectors:
            return letters
        return _mixed(vectors @ vectors.T, letters.table)

    def of(self, text: Card, others: Sequence[Card]) -> Measured:
        letters = self._letters.of(text, others)
        try:
            vectors = self._centred([text, *others])
        except NoVectors:
            return letters
        return _mixed(vectors[:1] @ vectors[1:].T, letters.table)

    def _centred(self, texts: Sequence[Card]) -> Matrix:
        """Unit vectors, each without the mean of its language; of an unknown one without the mean of all."""
        vectors, base = self._embedder.vectors([card.text for card in texts]), _neutral_means()
        languages = np.array([card.language if card.language in WHOLE else "" for card in texts])
        result = vectors.copy()
        for language in set(languages.tolist()):
            here = vectors[languages == language] if language else vectors
            there = base[WHOLE.index(language)] if language else base.mean(0)
            result[languages == language] -= (here.sum(0) + NEUTRAL * there) / (len(here) + NEUTRAL)
        lengths: Matrix = np.maximum(np.linalg.norm(result, axis=1, keepdims=True), 1e-9)
        return result / lengths


@cache
def _neutral_means() -> Matrix:
    means: Matrix = np.load(NEUTRAL_MEANS).astype(np.float32)
    return means


def _mixed(meaning: Matrix, letters: Matrix) -> Measured:
    table = MEANING * meaning + (1 - MEANING) * letters
    return Measured(table.astype(np.float32), LIMITS, "semantic")
