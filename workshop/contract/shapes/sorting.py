"""How far the hall has sorted its ideas into themes."""

from typing import ClassVar

import msgspec

from workshop.contract.shapes.base import FACILITATORS, Shape


class SortedIdea(msgspec.Struct, frozen=True, kw_only=True):
    """What the hall makes of one idea. In percent: `share` of those who saw it chose the most frequent theme;
    `agreement` is beyond chance (AC1)."""

    theme: int | None
    """the most frequent theme; None where there is none, or two come first together"""
    share: int
    seen: int
    unsure: int
    agreement: int | None
    """None where fewer than two people chose a theme"""


class SortingShape(Shape, frozen=True, kw_only=True):
    """How far the hall has sorted its ideas, as it grows. The id is the activity's."""

    thing: ClassVar[str] = "sorting"
    total: int
    """ideas to sort"""
    enough: int
    """of these, how many enough people have seen"""
    placed: int
    """how often anyone placed an idea"""
    themes: dict[str, int]
    """theme → ideas for which most people chose it, of those that enough people have seen"""


class FacilitatorSorting(SortingShape, frozen=True, kw_only=True):
    """How the sorting stands with every idea in it, for the facilitators."""

    audience: ClassVar[str] = FACILITATORS
    ideas: dict[str, SortedIdea]
    agreement: int | None
    """of all ideas, beyond chance, in percent"""
