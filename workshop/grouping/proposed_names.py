"""Names proposed for a pile or a theme, from the words that its cards share and other cards do not.

A stem weighs as in class-based tf-idf: the share of the pile's cards that have it, times how rare it is among all
cards. A stem counts in compounds too; stems of one word count as one (`word_forms.py`). It is shown as the
shortest of its forms that occur, which is mostly the basic one. Stop words, words of the forum's own title and prompt,
and cards that should be read first name nothing.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from workshop.grouping.suggester_interface import Card
from workshop.grouping.word_forms import basic, one_word
from workshop.grouping.words import Word, parts, telling, words
from workshop.i18n.languages import WHOLE

WORDS = 3
"""Most words in a name."""
_Stem = tuple[str, str]
"""A language and a stem in it."""


def own_words(about: str) -> frozenset[str]:
    """Words and stems of the forum's title and prompt, in any of our languages."""
    return frozenset(said for language in WHOLE for word in words(about, language) for said in (word.form, word.stem))


class NameProposals:
    """Proposes names for piles of the same cards. No word of a card that is `nameless` names anything."""

    def __init__(self, cards: Sequence[Card], about: str = "", nameless: Collection[int] = ()) -> None:
        own = own_words(about)
        said = {card.id: () if card.id in nameless else telling(card.text, card.language, own) for card in cards}
        self._words: dict[int, tuple[Word, ...]] = said
        self._languages = {card.id: card.language for card in cards}
        known = {language: self._stems_in(language) for language in set(self._languages.values())}
        self._one = {language: one_word(stems, language) for language, stems in known.items()}
        self._stems = {card: self._stems_of(card, known[self._languages[card]]) for card in self._words}
        self._cards_with = Counter(stem for stems in self._stems.values() for stem in stems)
        self._forms = self._shortest_forms()

    def of(self, cards: Collection[int], taken: Collection[str] = ()) -> str:
        """A name of up to three words, in the language of most of the cards, and if possible none that is `taken`.
        Where no two share a telling word it is one of the first card, and "" where no card has any."""
        inside = Counter(stem for card in cards for stem in self._stems.get(card, ()))
        enough = 2 if len(cards) > 1 else 1
        scores = {
            stem: count / len(cards) * self._rarity(stem)
            for stem, count in inside.items()
            if count >= enough and stem in self._forms
        }
        ranked = self._ranked(cards, scores)
        names = [self._name(self._chosen(ranked[at:], scores)) for at in range(len(ranked) if taken else 1)]
        free = (name for name in names if name not in taken)
        return next(free, "") or next(iter(names), "") or _as_name(self._longest_of(cards))

    def _name(self, stems: Collection[_Stem]) -> str:
        return _as_name(", ".join(self._forms[stem] for stem in stems))

    def words(self, weights: Mapping[int, float]) -> list[str]:
        """Up to three names of one word each, the best first, in the language of most of the cards. Each card has a
        weight above 0."""
        held: Counter[_Stem] = Counter()
        for card, weight in weights.items():
            held.update(dict.fromkeys(self._stems.get(card, ()), weight))
        scores = {stem: weight * self._rarity(stem) for stem, weight in held.items() if stem in self._forms}
        ranked = self._ranked(weights, scores)
        return [_as_name(self._forms[stem]) for stem in self._chosen(ranked, dict.fromkeys(ranked, 1.0))]

    def _rarity(self, stem: _Stem) -> float:
        return math.log(1 + len(self._stems) / self._cards_with[stem])

    def _ranked(self, cards: Collection[int], scores: Mapping[_Stem, float]) -> list[_Stem]:
        """The best first: those in the language of most cards."""
        languages = Counter(self._languages[card] for card in cards if card in self._languages)
        return sorted(scores, key=lambda stem: (-languages[stem[0]], -scores[stem], stem))

    def _chosen(self, ranked: list[_Stem], scores: dict[_Stem, float]) -> list[_Stem]:
        """The best ones, of one language, none a part of another, none much weaker than the first."""
        chosen: list[_Stem] = []
        for language, stem in ranked:
            if len(chosen) == WORDS or (chosen and language != chosen[0][0]):
                continue
            if any(stem in other or other in stem for _, other in chosen):
                continue
            if not chosen or scores[language, stem] >= scores[chosen[0]] / 2:
                chosen.append((language, stem))
        return chosen

    def _longest_of(self, cards: Collection[int]) -> str:
        """The longest telling word of the first card that has one: mostly a compound, which says most."""
        said = next((found for card in cards if (found := self._words.get(card))), ())
        return max((word.form for word in said), key=len, default="")

    def _stems_in(self, language: str) -> Counter[str]:
        return Counter(
            word.stem for card, found in self._words.items() if self._languages[card] == language for word in found
        )

    def _stems_of(self, card: int, known: Collection[str]) -> set[_Stem]:
        language = self._languages[card]
        stems = {word.stem for word in self._words[card]}
        one = self._one[language]
        return {(language, one[stem]) for whole in stems for stem in (whole, *parts(whole, known))}

    def _shortest_forms(self) -> dict[_Stem, str]:
        forms: dict[_Stem, set[str]] = defaultdict(set)
        for card, found in self._words.items():
            for word in found:
                language = self._languages[card]
                forms[language, self._one[language][word.stem]].add(word.form)
        return {stem: min(said, key=lambda form: basic(form, stem[0])) for stem, said in forms.items()}


def _as_name(words: str) -> str:
    return words[:1].upper() + words[1:]
