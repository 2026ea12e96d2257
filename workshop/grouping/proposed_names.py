"""Names proposed for a pile or a theme, from the words that its cards share and other cards do not.

A stem weighs as in class-based tf-idf: the share of the pile's cards that have it, times how rare it is among all
cards (Grootendorst 2022, BERTopic: arXiv 2203.05794), and how well its best form names a theme (`name_words.py`). A
stem counts in compounds too; stems of one word count as one (`word_forms.py`). It is shown in the best of its forms
that occur. Stop words, words of the forum's own title and prompt, names of people and places, and cards that should be
read first name nothing.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from workshop.grouping.name_words import INFLECTED, ProperNames, worth
from workshop.grouping.suggester_interface import Card
from workshop.grouping.word_forms import one_word
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
        self._own = own_words(about)
        said = {card.id: () if card.id in nameless else telling(card.text, card.language, self._own) for card in cards}
        self._words: dict[int, tuple[Word, ...]] = said
        self._languages = {card.id: card.language for card in cards}
        known = {language: self._stems_in(language) for language in set(self._languages.values())}
        self._one = {language: one_word(stems, language) for language, stems in known.items()}
        self._stems = {card: self._stems_of(card, known[self._languages[card]]) for card in self._words}
        self._cards_with = Counter(stem for stems in self._stems.values() for stem in stems)
        self._forms, self._worth = self._best_forms(ProperNames(card.text for card in cards))
        self._cards_in = Counter(self._languages.values())

    def of(self, cards: Collection[int], taken: Collection[str] = ()) -> str:
        """A name of up to three words, in the language of most of the cards, and if possible none that is `taken`.
        Where no two share a word that names something it is one of the first card, and "" where no card has any."""
        inside = Counter(stem for card in cards for stem in self._stems.get(card, ()))
        enough = 2 if len(cards) > 1 else 1
        scores = self._scores({stem: count / len(cards) for stem, count in inside.items() if count >= enough})
        ranked = self._ranked(cards, scores)
        names = [self._name(self._chosen(ranked[at:], scores)) for at in range(len(ranked) if taken else 1)]
        free = (name for name in names if name not in taken)
        return next(free, "") or next(iter(names), "") or self._longest_of(cards)

    def _name(self, stems: Collection[_Stem]) -> str:
        return _as_name(", ".join(self._forms[stem] for stem in stems))

    def words(self, weights: Mapping[int, float]) -> list[str]:
        """Up to three names of one word each, the best first, in the language of most of the cards. Each card has a
        weight above 0."""
        return self._one_by_one(self._ranked(weights, self._scores(self._held(weights))))

    def own_words(self, card: int, near: Mapping[int, float]) -> list[str]:
        """Up to three nouns of this card alone, first those that cards near to it, by their weights, have too."""
        held = self._held({card: 1.0, **near})
        scores = {stem: held[stem] * self._worth[stem] for stem in self._named(card) if self._worth[stem] >= INFLECTED}
        return self._one_by_one(self._ranked([card], scores))

    def _one_by_one(self, ranked: list[_Stem]) -> list[str]:
        return [_as_name(self._forms[stem]) for stem in self._chosen(ranked, dict.fromkeys(ranked, 1.0))]

    def _held(self, weights: Mapping[int, float]) -> Mapping[_Stem, float]:
        """For each stem the weight of the cards that have it."""
        held: Counter[_Stem] = Counter()
        for card, weight in weights.items():
            held.update(dict.fromkeys(self._stems.get(card, ()), weight))
        return held

    def _scores(self, held: Mapping[_Stem, float]) -> dict[_Stem, float]:
        worth_of = self._worth
        return {one: weight * self._rarity(one) * worth_of[one] for one, weight in held.items() if one in worth_of}

    def _rarity(self, stem: _Stem) -> float:
        return math.log(1 + len(self._stems) / self._cards_with[stem])

    def _ranked(self, cards: Collection[int], scores: Mapping[_Stem, float]) -> list[_Stem]:
        """The best first: those in the language of most of these cards, and of equally many, of most on the board."""
        place = self._order_of_languages(cards)
        return sorted(scores, key=lambda stem: (place[stem[0]], -scores[stem], stem))

    def _order_of_languages(self, cards: Collection[int]) -> dict[str, int]:
        """Each language of these cards → its place."""
        languages = Counter(self._languages[card] for card in cards if card in self._languages)
        ranked = sorted(languages, key=lambda one: (-languages[one], -self._cards_in[one], one))
        return {language: at for at, language in enumerate(ranked)}

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
        """The best word of the first card that has one, and of those the longest: mostly a compound, which says
        most."""
        place = self._order_of_languages(cards)
        known = sorted((card for card in cards if card in self._languages), key=lambda one: place[self._languages[one]])
        stems = next((some for card in known if (some := self._named(card))), [])
        best = max(stems, key=lambda stem: (self._worth[stem], len(self._forms[stem])), default=None)
        return _as_name(self._forms[best]) if best else ""

    def _named(self, card: int) -> list[_Stem]:
        """The stems of a card's own words that may name something."""
        language = self._languages[card]
        stems = [(language, self._one[language][word.stem]) for word in self._words[card]]
        return [stem for stem in stems if stem in self._worth]

    def _stems_in(self, language: str) -> Counter[str]:
        return Counter(
            word.stem for card, found in self._words.items() if self._languages[card] == language for word in found
        )

    def _stems_of(self, card: int, known: Collection[str]) -> set[_Stem]:
        language = self._languages[card]
        stems = {word.stem for word in self._words[card]}
        one = self._one[language]
        return {(language, one[stem]) for whole in stems for stem in (whole, *self._parts(whole, known))}

    def _parts(self, whole: str, known: Collection[str]) -> list[str]:
        """The known stems in a compound. A part of the forum's own word, with which it begins, is none: a library's van
        ("kirjastoauto") is nothing of books ("kirja")."""
        own = [word for word in self._own if whole.startswith(word)]
        return [part for part in parts(whole, known) if not any(word.startswith(part) for word in own)]

    def _best_forms(self, proper: ProperNames) -> tuple[dict[_Stem, str], dict[_Stem, float]]:
        """For each stem that may name something the form that names it best, and what this one counts."""
        held: dict[_Stem, Counter[str]] = defaultdict(Counter)
        for card, found in self._words.items():
            language = self._languages[card]
            for word in found:
                held[language, self._one[language][word.stem]][word.form] += 1
        forms: dict[_Stem, str] = {}
        values: dict[_Stem, float] = {}
        for stem, said in held.items():
            if proper.has(said):
                continue
            best = max(said, key=lambda form: (worth(form, stem[0]), said[form], -len(form), form))
            if value := worth(best, stem[0]):
                forms[stem], values[stem] = best, value
        return forms, values


def _as_name(words: str) -> str:
    return words[:1].upper() + words[1:]
