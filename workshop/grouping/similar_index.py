"""Finds ideas like a text that is being written, in a few milliseconds and without the child process: an inverted index
of the `features` that the lexical back end compares, for the one line on a phone.

Similarity is the cosine of tf-idf weights, as there. How rare a feature is, and so how long a card's vector is, is
counted again when the number of cards has changed by a tenth, not at every card.
"""

import math
import time
from collections.abc import Collection, Iterable, Mapping

from workshop.grouping.features import features
from workshop.grouping.suggester_interface import Card
from workshop.grouping.words import telling

HINT = 0.28
"""From which similarity on a card is worth a line: higher than on the board, because a needless hint disturbs a person
who is writing."""
SHORTEST = 2
"""Telling words that a text needs before anything can be like it."""
GROWTH = 1.1


class SimilarIndex:
    """The cards of one activity. Not for two threads at once."""

    def __init__(self) -> None:
        self._cards: dict[int, Card] = {}
        self._holding: dict[int, dict[int, float]] = {}
        """feature → card → its weight there"""
        self._lengths: dict[int, float] = {}
        self._counted = 0

    def keep(self, cards: Collection[Card]) -> None:
        """Hold exactly these cards from now on. Costs as much as what has changed."""
        new = {card.id: card for card in cards}
        for card in [one for one in self._cards.values() if new.get(one.id) != one]:
            self._drop(card)
        added = [card for card in new.values() if card.id not in self._cards]
        for card in added:
            self._add(card)
        few, many = sorted((self._counted, len(self._cards)))
        self._measure(self._cards.values() if many > few * GROWTH else added)

    def like(self, text: str, language: str, own: Collection[str], most: int) -> list[int]:
        """Up to `most` cards that probably say what this text says, the most similar first; mostly none. `own`: words
        that tell no card from another (`proposed_names.own_words`)."""
        if len(telling(text, language, own)) < SHORTEST:
            return []
        mine = {feature: weight * self._rarity(feature) for feature, weight in features(text, language).items()}
        length = math.sqrt(sum(weight * weight for weight in mine.values()))
        found: dict[int, float] = {}
        for feature, weight in mine.items():
            rare = weight * self._rarity(feature)
            for card, its in self._holding.get(feature, {}).items():
                found[card] = found.get(card, 0.0) + rare * its
        near = {card: score / (length * self._lengths[card]) for card, score in found.items()}
        best = sorted((card for card in near if near[card] >= HINT), key=lambda card: (-near[card], card))
        return best[:most]

    def _add(self, card: Card) -> None:
        time.sleep(0)  # lets the server's loop run first: hundreds of cards take a second
        self._cards[card.id] = card
        for feature, weight in features(card.text, card.language).items():
            self._holding.setdefault(feature, {})[card.id] = weight

    def _drop(self, card: Card) -> None:
        del self._cards[card.id]
        for feature in features(card.text, card.language):
            its = self._holding[feature]
            its.pop(card.id, None)
            if not its:
                del self._holding[feature]

    def _measure(self, cards: Iterable[Card]) -> None:
        """Count the lengths of these cards' vectors, with features as rare as they are now."""
        self._counted = len(self._cards)
        for card in cards:
            time.sleep(0)
            self._lengths[card.id] = self._length(features(card.text, card.language))

    def _length(self, found: Mapping[int, float]) -> float:
        return math.sqrt(sum((weight * self._rarity(one)) ** 2 for one, weight in found.items())) or 1.0

    def _rarity(self, feature: int) -> float:
        """Inverse document frequency, smoothed."""
        return math.log((1 + len(self._cards)) / (1 + len(self._holding.get(feature, ())))) + 1
