"""What few people answered: how many are few, and that such a target comes after all that more people answered.

One rule of every method whose main measure is an estimate from answers, such as a median or a share. One person's
answer can make it the largest of all; a sum of votes grows with the people who gave them and needs no such rule.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from workshop.domain.methods.base import Number, ranked

FEW = 5
"""Fewer answers than this say little: targets that have so few come last, and results say how many these are."""
Told = TypeVar("Told")


def are_few(answers: Number) -> bool:
    """Whether these are answers, but too few to be compared with others."""
    return 0 < answers < FEW


def ranked_with_few_last(
    found: Mapping[int, Told],
    answers: Callable[[Told], Number],
    value: Callable[[Told], tuple[Number, ...]],
    enough: int = FEW,
) -> list[tuple[int, int]]:
    """(target, rank) as `base.ranked` has them, from what is told of each target: those with `enough` answers, then
    the others, each the largest `value` first. Where no target has enough, the value alone decides."""
    return ranked({target: (answers(one) >= enough, *value(one)) for target, one in found.items()})
