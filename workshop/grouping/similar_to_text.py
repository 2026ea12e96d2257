"""Cards like a text that is being written, for the line on the phone. It has its own threshold (`Limits.hint`), because
a needless hint disturbs."""

import numpy as np

from workshop.grouping.proposed_names import own_words
from workshop.grouping.suggester_interface import BackEnd, Card, Near, Work
from workshop.grouping.words import shared, telling

MOST_SIMILAR = 3
SHORTEST = 2
"""Telling words that a text needs before anything can be like it."""


def similar(text: str, language: str, work: Work, back_end: BackEnd) -> tuple[Near, ...]:
    """Up to three cards that probably say what this text says, the most similar first; mostly none."""
    mine = telling(text, language, own_words(work.about))
    if len(mine) < SHORTEST or not work.cards:
        return ()
    measured = back_end.of(Card(0, text, language), work.cards)
    row = measured.table[0]
    best = [int(at) for at in np.argsort(-row, kind="stable")[:MOST_SIMILAR] if row[at] >= measured.limits.hint]
    own = own_words(work.about)
    return tuple(
        Near(card.id, float(row[at]), shared(telling(card.text, card.language, own), mine))
        for at, card in ((at, work.cards[at]) for at in best)
    )
