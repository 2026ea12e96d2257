"""A participant's own ballot, and the targets that their phone was dealt."""

from typing import ClassVar

from workshop.contract.shapes.base import OWN, Shape


class OwnBallot(Shape, frozen=True, kw_only=True):
    """An own ballot in one activity, whose id it has."""

    thing: ClassVar[str] = "ballot"
    audience: ClassVar[str] = OWN
    n: int
    marks: dict[str, int | tuple[int, int]]
    """those that count: a mark of an idea that is merged now is under the idea that it is merged into"""
    merged: dict[str, int]
    """of ideas with an own mark that are merged now: number → the idea that it is merged into"""
    uncounted: dict[str, int]
    """of ideas for which several own marks count as one: how much of these marks does not count: of dots, which are
    free again, their number; of answers, how many are another one than the one that counts"""


class OwnDealt(Shape, frozen=True, kw_only=True):
    """The targets that this phone was dealt in one activity, whose id it has, in the order of dealing."""

    thing: ClassVar[str] = "dealt"
    audience: ClassVar[str] = OWN
    targets: list[int]
