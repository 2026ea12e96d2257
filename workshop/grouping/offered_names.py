"""Names offered where a theme is named: up to three for each theme that has cards, and for each loose card, of which a
theme may be made next.

First names that are known (likely themes that the organiser wrote down, themes in other forums of the series) and near
to the cards: they say more than one card does, and a theme that goes by the same name can be compared. Then words of
the cards; of a single card's words those first that cards near to it have too. A word of another card is never offered:
read beside the one card it looks like a mistake.
"""

from collections.abc import Sequence

import numpy as np

from workshop.domain.theme_names import same_theme_key
from workshop.grouping.likely_themes import usual_language, without_popularity
from workshop.grouping.proposed_names import NameProposals
from workshop.grouping.suggester_interface import BackEnd, Card, Matrix, NamesOf, OfferedNames, Work

MOST, MOST_KNOWN = 3, 2
"""Names for one theme, and how many of them are of other forums."""
NEAREST, NEAR = 6, 0.7
"""How many of the nearest cards have a say in which of a card's words come first, and how much of one the nearest
has."""


def offered_names(work: Work, back_end: BackEnd) -> OfferedNames:
    """For themes in their order and loose cards in theirs; those without any proposal are left out."""
    if not work.cards:
        return OfferedNames()
    offers = _Offers(work, back_end)
    number = {card.id: at for at, card in enumerate(work.cards)}
    themes = [(theme, [number[card] for card in theme.placed if card in number]) for theme in work.themes]
    taken = {at for _, inside in themes for at in inside}
    of_themes = [NamesOf(theme.id, offers.of_theme(inside)) for theme, inside in themes if inside]
    of_cards = [NamesOf(card.id, offers.of_card(at)) for at, card in enumerate(work.cards) if at not in taken]
    return OfferedNames(
        cards=tuple(one for one in of_cards if one.names), themes=tuple(one for one in of_themes if one.names)
    )


class _Offers:
    """Proposes names for cards of one board, which it knows by their places."""

    def __init__(self, work: Work, back_end: BackEnd) -> None:
        held = {same_theme_key(theme.title) for theme in work.themes}
        self._ids = [card.id for card in work.cards]
        self._known = [name for name in work.known_names if same_theme_key(name) not in held]
        usual = usual_language(work.cards)
        measured = back_end.among([*work.cards, *(Card(0, name, usual) for name in self._known)])
        self._table, self._likely = measured.table, measured.limits.likely
        self._scores: Matrix = without_popularity(self._table, len(self._ids)) if self._known else self._table
        self._proposals = NameProposals(work.cards, work.about, work.nameless)

    def of_card(self, at: int) -> tuple[str, ...]:
        """For a theme that begins with this card."""
        similar = self._table[at, : len(self._ids)].copy()
        similar[at] = -1
        near = [int(one) for one in np.argsort(-similar, kind="stable")[:NEAREST]]
        near = [one for one in near if similar[one] >= self._likely]
        weights = {self._ids[one]: NEAR * float(similar[one] / similar[near[0]]) for one in near}
        return self._three([at], self._proposals.own_words(self._ids[at], weights))

    def of_theme(self, inside: Sequence[int]) -> tuple[str, ...]:
        """For a theme that has these cards."""
        if len(inside) == 1:
            return self.of_card(inside[0])
        cards = [self._ids[at] for at in inside]
        return self._three(inside, [self._proposals.of(cards), *self._proposals.words(dict.fromkeys(cards, 1.0))])

    def _three(self, inside: Sequence[int], words: Sequence[str]) -> tuple[str, ...]:
        first: dict[str, str] = {}
        for name in [*self._near_known(inside), *words]:
            if name:
                first.setdefault(same_theme_key(name), name)
        return tuple(first.values())[:MOST]

    def _near_known(self, inside: Sequence[int]) -> list[str]:
        """The known names that are nearest to these cards, if they are like them at all."""
        known = slice(len(self._ids), None)
        scores, alike = (table[list(inside), known].mean(0) for table in (self._scores, self._table))
        best = np.argsort(-scores, kind="stable")[:MOST_KNOWN]
        return [self._known[one] for one in best if scores[one] > 0 and alike[one] > 0]
