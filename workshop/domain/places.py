"""The places of a result: how many the hall sees, which of them lead, which are uncovered together, and how ranks and
units are written so that two places that differ never look equal."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from workshop.domain.methods.base import Number

USUAL, MOST = 6, 8
"""Places of a result that are shown in the hall."""
MOST_DECIMALS = 3
"""Of a share."""
LEADING = 3
"""The last place of those that lead, where a result is told in short."""


def places(rows: Sequence[tuple[int, Number]], usual: int = USUAL, most: int = MOST) -> int:
    """How many rows of a result ((rank, value), the first place first) are shown in the hall, one at a time.

    `value` is the main measure. Only rows where it is more than 0; a tie is shown whole or not at all. `places` in
    static/js/vote/places.js is the same function; `tests/data/places_cases.json` tests both.
    """
    voted = [rank for rank, value in rows if value > 0]
    end = 0
    while end < len(voted):
        group = voted.count(voted[end])
        if end + group > (most if end < usual else usual):
            break
        end += group
    return end or min(len(voted), most)


def unit_written(unit: str, rows: Sequence[tuple[int, Number]]) -> str:
    """The unit in which the values of a result in `unit` are written: shares in whole percent, or "share.2" where it
    takes 2 decimals until no two of the places that the hall sees have different shares that look equal."""
    if unit != "share":
        return unit
    shown = list(pairwise(value for _, value in rows[: places(rows)]))

    def look_equal(decimals: int) -> bool:
        scale: int = 10**decimals
        return any(a != b and int(a * scale + 0.5) == int(b * scale + 0.5) for a, b in shown)

    decimals = next((one for one in range(MOST_DECIMALS) if not look_equal(one)), MOST_DECIMALS)
    return f"{unit}.{decimals}" if decimals else unit


def leading(rows: Sequence[tuple[int, Number]]) -> int:
    """How many rows of a result (as in `places`) lead: those of the first three places that are shown in the hall.

    `leading` in static/js/vote/leading.js is the same function; `tests/data/leading_cases.json` tests both.
    """
    voted = [rank for rank, value in rows if value > 0]
    return sum(rank <= LEADING for rank in voted[: places(rows)])


def uncovered(ranks: Sequence[int], asked: int) -> int:
    """How many places with these ranks (the first place first) are uncovered, counted from the last, when `asked` are
    to be: no more than there are, and of those that share a rank all or none.

    `uncovered` in static/js/vote/places.js is the same function; `tests/data/uncovered_cases.json` tests both.
    """
    first = len(ranks) - max(0, min(len(ranks), asked))
    while 0 < first < len(ranks) and ranks[first - 1] == ranks[first]:
        first -= 1
    return len(ranks) - first


def all_uncovered(rows: Sequence[tuple[int, Number]], asked: int) -> bool:
    """Whether the hall has seen every place of a result that it is shown (rows as in `places`), when `asked` are
    uncovered."""
    ranks = [rank for rank, value in rows if value > 0][: places(rows)]
    return uncovered(ranks, asked) == len(ranks)


def rank_signs(ranks: Iterable[int]) -> dict[int, str]:
    """How each rank of a result is written where people read it: "3", and "3 =" when several of its rows share it.

    `rankSigns` in static/js/vote/places.js is the same function; `tests/data/rank_cases.json` tests both.
    """
    return {rank: f"{rank} =" if count > 1 else str(rank) for rank, count in Counter(ranks).items()}
