"""Cards that probably say the same thing: pairs above a threshold, joined into groups.

A pair counts when each is among the other's nearest few, which keeps cards that are a little like everything out of
every group. By letters one word in common is little ("who pays?" and "may not pay more"): cards that share fewer than
two must be more similar (`Limits.duplicate_in_few_words`). Groups grow by complete linkage, from the most similar pair
on: every two cards of a group are near, so a chain of resemblances joins no cards that say different things. Words that
stand in many cards are no reason to show.
"""

from collections.abc import Collection, Iterator

import numpy as np

from workshop.grouping.proposed_names import own_words
from workshop.grouping.suggester_interface import Duplicates, Matrix, Measured, Work
from workshop.grouping.words import common_stems, shared, telling

NEAREST = 3
SHARED = 2
"""Telling words in common that are much."""
LARGEST = 8
"""Most cards in one group."""


def duplicates(work: Work, measured: Measured) -> tuple[Duplicates, ...]:
    """Groups of likely duplicates, the most similar first; each card in at most one. `measured` is of `work.cards` in
    their order. Dismissed pairs and cards are in none."""
    table, limits = measured.table, measured.limits
    left_out = _left_out(work)
    own = own_words(work.about) | common_stems(work.cards)
    groups: dict[int, tuple[int, ...]] = {}
    for one, other in _pairs(table, limits.duplicate):
        if _are_noise(work, one, other):
            continue
        if table[one, other] < limits.duplicate_in_few_words and len(_in_common(work, one, other, own)) < SHARED:
            continue
        first, second = groups.get(one, (one,)), groups.get(other, (other,))
        both = first + second
        if first == second or len(both) > LARGEST or any(left_out[a, b] for a in first for b in second):
            continue
        if table[np.ix_(first, second)].min() >= limits.duplicate:
            groups |= dict.fromkeys(both, both)
    found = [_told(work, table, group, own) for group in set(groups.values())]
    return tuple(sorted(found, key=lambda group: (-group.similarity, group.cards)))


def _are_noise(work: Work, one: int, other: int) -> bool:
    """Whether one of two cards says nothing and the other is written otherwise."""
    first, second = work.cards[one], work.cards[other]
    return not work.noise.isdisjoint((first.id, second.id)) and _letters(first.text) != _letters(second.text)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _in_common(work: Work, one: int, other: int, own: Collection[str]) -> tuple[str, ...]:
    """The telling words that two cards share."""
    first, second = (telling(card.text, card.language, own) for card in (work.cards[one], work.cards[other]))
    return shared(first, second)


def _left_out(work: Work) -> np.ndarray:
    """For each pair of cards whether it was dismissed."""
    place = {card.id: number for number, card in enumerate(work.cards)}
    found = np.zeros((len(place), len(place)), bool)
    for one, other in work.not_pairs:
        if one in place and other in place:
            found[place[one], place[other]] = found[place[other], place[one]] = True
    for card in work.not_cards & place.keys():
        found[place[card]] = found[:, place[card]] = True
    return found


def _pairs(table: Matrix, limit: float) -> Iterator[tuple[int, int]]:
    """Pairs of cards that are near each other, the most similar first."""
    off = table.copy()
    np.fill_diagonal(off, -1)
    count = min(NEAREST, max(len(off) - 1, 0))
    near = np.zeros(off.shape, bool)
    if count:
        np.put_along_axis(near, np.argsort(-off, 1, kind="stable")[:, :count], True, 1)
    ones, others = np.nonzero(np.triu(near & near.T & (off >= limit), 1))
    for at in np.argsort(-off[ones, others], kind="stable"):
        yield int(ones[at]), int(others[at])


def _told(work: Work, table: Matrix, group: tuple[int, ...], own: frozenset[str]) -> Duplicates:
    inner = table[np.ix_(group, group)].copy()
    np.fill_diagonal(inner, -1)
    order = sorted(group, key=lambda number: work.cards[number].id)
    said = [telling(work.cards[number].text, work.cards[number].language, own) for number in order]
    common = dict.fromkeys(word for one in said for other in said if one is not other for word in shared(one, other))
    return Duplicates(tuple(work.cards[number].id for number in order), float(inner.max()), tuple(common)[:4])
