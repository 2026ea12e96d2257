"""Likely themes of each loose card: how near it is to a theme's title and to the cards that people placed there.

A theme's prototype is the sum of its title, which counts as two cards, and of its cards; the score is the cosine with
it (Rocchio's classifier). Everything is computed from the table of similarities, so both back ends share it. A title
that is near to everything ("Other", "Museum") would win everywhere: half of a title's lead over the other titles, on
average over all cards, is taken away; so is, of every text, half of how much nearer than usual it is to its nearest
(`hubs.py`), because a placed card that is like all others says little about its theme. Titles of empty themes do not
say what is usual there: "Theme 1" to "Theme 12" are near to each other alone, and counting them would raise all other
similarities, which favours the theme with most cards. A theme that says nothing yet, without cards and without a title
of words, is offered to nobody; where cards are placed in it, these alone say what it is about.

A card that says word for word what people placed in one theme alone goes there surely, whatever the arithmetic says.

Three sorts of suggestions come of this, by how often they are right (docs/forum.md has the figures): a *sure* one, one
that is *offered* unasked, and guesses, which only a facilitator who asks for them sees.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from workshop.grouping.hubs import without_hubs
from workshop.grouping.proposed_names import own_words
from workshop.grouping.suggester_interface import (
    BackEnd,
    Card,
    Guess,
    Limits,
    Matrix,
    Near,
    PlacedTheme,
    Placement,
    Work,
)
from workshop.grouping.words import Word, common_stems, shared, telling, words
from workshop.i18n.languages import WHOLE

MOST_THEMES_A_CARD = 3
TITLE = 2.0
"""How many cards a title counts for."""
POPULAR = 0.5
"""Part of a title's lead that is taken away."""
SURE_FROM = 2
"""Cards that people must have placed in a theme before a card may be accepted into it in one tap."""
_Places = Sequence[Sequence[int]]
"""For each theme the numbers of its cards."""


def placements(work: Work, back_end: BackEnd) -> tuple[Placement, ...]:
    """Up to three likely themes of each card that is in none."""
    if not work.themes or not work.cards:
        return ()
    work = _with_telling_themes(work)
    language = usual_language(work.cards)
    titles = [Card(0, theme.title, theme.language or language) for theme in work.themes]
    measured = back_end.among([*work.cards, *titles])
    number = {card.id: at for at, card in enumerate(work.cards)}
    places = [[number[card] for card in theme.placed if card in number] for theme in work.themes]
    named = np.array([_is_named(theme) for theme in work.themes], dtype=bool)
    usual = np.array([True] * len(work.cards) + [bool(inside) for inside in places], dtype=bool)
    table = without_popularity(without_hubs(measured.table, usual), len(work.cards), named)
    explain = _Explain(work, measured.table, places, measured.limits)
    scores = prototype_scores(table, len(work.cards), places, named)
    taken = {at for cards in places for at in cards}
    loose = [at for at in range(len(work.cards)) if at not in taken]
    return tuple(_placement(work, at, scores[at], explain, measured.limits) for at in loose)


def with_offered_theme(work: Work, back_end: BackEnd) -> frozenset[int]:
    """The loose cards that offer a theme which is there: a proposal would make a second theme of them. A mere guess is
    right too seldom to leave a card out of all piles."""
    return frozenset(one.card for one in placements(work, back_end) if one.offered)


def prototype_scores(table: Matrix, cards: int, places: _Places, named: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Cosine of each card with each theme's prototype. The table is of the cards, then the titles; a title that is not
    `named` counts for nothing."""
    scores = np.zeros((cards, len(places)))
    for theme, inside in enumerate(places):
        rows = np.array([cards + theme, *inside])
        weights = np.array([TITLE if named[theme] else 0.0, *[1.0] * len(inside)])
        length = np.sqrt(max(weights @ table[np.ix_(rows, rows)] @ weights, 1e-9))
        scores[:, theme] = table[:cards, rows] @ weights / length
    return scores


def usual_language(cards: Sequence[Card]) -> str:
    """The language of most cards, of which there is at least one."""
    return Counter(card.language for card in cards).most_common(1)[0][0]


def _with_telling_themes(work: Work) -> Work:
    cards = {card.id for card in work.cards}
    saying = (theme for theme in work.themes if _is_named(theme) or not cards.isdisjoint(theme.placed))
    return msgspec.structs.replace(work, themes=tuple(saying))


def _is_named(theme: PlacedTheme) -> bool:
    """Whether its title has a word, in any of our languages, because its own is not known."""
    return any(words(theme.title, language) for language in WHOLE)


def without_popularity(table: Matrix, cards: int, named: NDArray[np.bool_] | None = None) -> Matrix:
    """The table without half of the lead of each title, which are the rows and columns after those of the cards. Only
    those that are `named`, all without it, are compared."""
    named = np.ones(len(table) - cards, dtype=bool) if named is None else named
    if not named.any():
        return table
    means = table[:cards, cards:].mean(0)
    lead = np.where(named, POPULAR * (means - means[named].mean()), 0).astype(table.dtype)
    result = table.copy()
    result[:cards, cards:] -= lead
    result[cards:, :cards] -= lead[:, None]
    return result


class _Explain:
    """The reasons for a theme: the nearest cards that people placed there, and shared words."""

    def __init__(self, work: Work, table: Matrix, places: _Places, limits: Limits) -> None:
        own = own_words(work.about)
        common = own | common_stems(work.cards)
        self._limits = limits
        self._work, self._table, self._places = work, table, places
        self._words = [telling(card.text, card.language, common) for card in work.cards]
        self._titles = [self._title_words(theme, own) for theme in work.themes]
        self._said = [tuple(word.form for word in words(card.text, card.language)) for card in work.cards]
        self._themes_with = self._placed_words()

    def guess(self, card: int, theme: int, score: float) -> Guess:
        near = self._nearest(card, theme)
        others = [*self._titles[theme], *(word for at in near for word in self._words[at])]
        found = shared(self._words[card], others)
        return Guess(
            theme=self._work.themes[theme].id,
            score=round(score, 3),
            near=tuple(self._near(card, at) for at in near),
            words=found,
            likely=bool(found) or round(score, 3) >= self._limits.likely,
        )

    def closest(self, card: int, theme: int) -> float:
        """Similarity of the nearest placed card."""
        return max((float(self._table[card, at]) for at in self._places[theme]), default=0.0)

    def word_for_word(self, card: int) -> int | None:
        """The only theme in which people placed a card of the same words; None where there is none, or several."""
        themes = self._themes_with.get(self._said[card], set())
        return next(iter(themes)) if len(themes) == 1 else None

    def _placed_words(self) -> dict[tuple[str, ...], set[int]]:
        found: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for theme, inside in enumerate(self._places):
            for at in inside:
                found[self._said[at]].add(theme)
        found.pop((), None)
        return found

    def _nearest(self, card: int, theme: int) -> list[int]:
        return sorted(self._places[theme], key=lambda at: -self._table[card, at])[:2]

    def _near(self, card: int, at: int) -> Near:
        found = shared(self._words[card], self._words[at])
        return Near(self._work.cards[at].id, round(float(self._table[card, at]), 3), found)

    @staticmethod
    def _title_words(theme: PlacedTheme, own: frozenset[str]) -> list[Word]:
        """A title's words by the stems of all our languages, because its language is not known."""
        return [word for language in WHOLE for word in telling(theme.title, language, own)]


def _placement(work: Work, at: int, scores: NDArray[np.float64], explain: _Explain, limits: Limits) -> Placement:
    card = work.cards[at].id
    open_to = [theme for theme in range(len(scores)) if (card, work.themes[theme].id) not in work.not_themes]
    same = explain.word_for_word(at)
    best = sorted(open_to, key=lambda theme: (theme != same, -scores[theme]))[:MOST_THEMES_A_CARD]
    guesses = tuple(explain.guess(at, theme, float(scores[theme])) for theme in best)
    if not best:
        return Placement(card=card, guesses=(), margin=0.0, likely=False, offered=False, sure=False)
    second = max((float(scores[theme]) for theme in range(len(scores)) if theme != best[0]), default=0.0)
    margin = float(scores[best[0]]) - second
    certainty = margin + float(scores[best[0]]) + explain.closest(at, best[0])
    enough = len(work.themes[best[0]].placed) >= SURE_FROM and margin > 0 and certainty >= limits.sure
    sure = len(work.themes) > 1 and (best[0] == same or enough)
    offered = sure or (guesses[0].likely and margin > 0 and certainty >= limits.offered)
    return Placement(card, guesses, round(margin, 3), offered or guesses[0].likely, offered, sure)
