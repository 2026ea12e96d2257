"""Whether what stands first in a list gets more votes: which part of what people gave went to the first half of their
own list.

Each phone has the list in a random order of its own (`shuffled_order`). Where the order has no effect, each person's
part is one half on average, whatever they like, so the difference is caused by the order and by chance alone. This is a
randomised trial; the interval is Student's for the mean of the persons' parts, with its quantile by the expansion of
Abramowitz and Stegun (Handbook of Mathematical Functions, 1964, 26.7.5).

Who gave every target of a list the same has a part of one half in every order: such a ballot can show no effect, and
many of them would make the interval narrow around one half where nothing was learned. They are left out. That is a
choice by the ballot alone, and where the order has no effect the ballot does not depend on it (R. A. Fisher, The Design
of Experiments, 1935, chapter 2), so the others' parts still are one half on average. Of a vote in which nearly all
marked everything, as in a rating of a few themes, nothing is told: a part says which targets were marked, not how high.

Ballot papers and raised hands have one order for all and are not in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from workshop.domain.shuffled_order import place

LEAST = 20
"""The fewest ballots of which it is told: of fewer it says nothing, and could say something of a single one."""
Z = 1.959964
"""95 % of a normal distribution lie within so many standard deviations."""
_TOGETHER = 500
"""Ballots that are sorted at a time, which bounds the memory."""


@dataclass(frozen=True)
class OwnList:
    """One person's ballot: the seed of their list's order, and how much they gave to which targets."""

    seed: int
    given: Mapping[int, int]


@dataclass(frozen=True)
class PositionEffect:
    """The mean part of what people gave that went to the first half of their own list, with its 95 % interval (0 to 1),
    from how many ballots: those that could show an effect."""

    part: float
    low: float
    high: float
    ballots: int

    @property
    def is_seen(self) -> bool:
        """Whether the interval leaves out one half."""
        return not self.low <= 0.5 <= self.high


def position_effect(lists: Sequence[OwnList], themes: Mapping[int, int]) -> PositionEffect | None:
    """The effect in one vote; None for fewer than LEAST ballots that could show it. `themes`: target → the id of its
    theme, 0 for none.

    A list has the targets by theme, those without one always last: these are a list of their own here. Of an odd number
    of targets the one in the middle counts half for each half; one alone has no place.
    """
    parts: list[float] = []
    for at in range(0, len(lists), _TOGETHER):
        parts += _parts(lists[at : at + _TOGETHER], themes)
    return _mean(parts) if len(parts) >= LEAST else None


def _parts(lists: Sequence[OwnList], themes: Mapping[int, int]) -> list[float]:
    """The part of each of these ballots; those that gave nothing, or the same to all, are left out."""
    import numpy as np  # here, because most servers never need it

    whole, first, differs = np.zeros(len(lists)), np.zeros(len(lists)), np.zeros(len(lists), dtype=bool)
    seeds = np.array([[one.seed] for one in lists], dtype=np.uint64)
    for loose in (False, True):
        targets = [target for target, theme in themes.items() if (theme == 0) is loose]
        if len(targets) < 2:
            continue
        own = [[one.given.get(target, 0) for target in targets] for one in lists]
        given = np.array(own, dtype=np.float64)
        ids, groups = np.array(targets, dtype=np.uint64), np.array([themes[one] for one in targets], dtype=np.uint64)
        keys = place(seeds, ids) if loose else (place(seeds, groups) << 32) + place(seeds, ids)
        ranks = keys.argsort(axis=1).argsort(axis=1)
        halves = np.clip((len(targets) - 2 * ranks) / 2, 0, 1)
        whole += given.sum(axis=1)
        first += (given * halves).sum(axis=1)
        differs |= given.min(axis=1) < given.max(axis=1)
    return [float(part) for part in first[differs] / whole[differs]]


def _mean(parts: Sequence[float]) -> PositionEffect:
    many = len(parts)
    mean = sum(parts) / many
    spread = sqrt(sum((part - mean) ** 2 for part in parts) / (many - 1) / many)
    half = _quantile(many - 1) * spread
    return PositionEffect(mean, max(0.0, mean - half), min(1.0, mean + half), many)


def _quantile(freedom: int) -> float:
    """Of Student's distribution for a 95 % interval; right to three decimals from LEAST on."""
    first, second = (Z**3 + Z) / 4, (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96
    return Z + first / freedom + second / freedom**2
