"""The types of every counting method: its input (ballots with marks) and its output (a result whose rows hold
measures), and ranking.

A mark is a value, and absent is not zero: a method for which zero is an answer ("pass") counts it, others never get
one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from workshop.contract.base import Mark as Mark

Number = int | float
HAND, PAPER, BROUGHT_IN = "hand", "paper", "import"
"""The sources of ballots that came by no phone: a count of raised hands, which is no one person's, and a ballot on
paper, which counts as one by phone does. Who voted on paper may be known to be few, so no result says what they gave
apart from the others."""


@dataclass(frozen=True)
class MarkRange:
    """The marks that one ballot may hold: whole numbers from `least` to `most`, or pairs of such numbers. A target
    without a mark is always allowed."""

    least: int
    most: int
    pair: bool = False
    total: int | None = None
    """the most that all marks of one ballot may add up to; None where they are not added"""

    def holds(self, mark: Mark) -> bool:
        """Whether one mark is of the right kind and within the range."""
        if self.pair:
            return isinstance(mark, tuple) and all(map(self._includes, mark))
        return self._includes(mark)

    def _includes(self, number: object) -> bool:
        return type(number) is int and self.least <= number <= self.most


Unit = Literal["votes", "people", "points", "share"]


@dataclass(frozen=True)
class Ballot:
    """One ballot without its owner: a random id, its source (phone, paper, import, hand), its weight, and target →
    mark."""

    id: str
    source: str
    weight: int
    marks: Mapping[int, Mark]

    @property
    def raised(self) -> bool:
        """Whether it is a count of raised hands, and so no one person's."""
        return self.source == HAND


@dataclass(frozen=True)
class Measure:
    """One number that a method gives each target. `adds_up`: those of several targets may be added (per theme).

    Catalogues name it `measure.<name>`; the file for programs has it under `name`.
    """

    name: str
    unit: Unit
    adds_up: bool = True
    between: tuple[str, str] | None = None
    """an estimate's interval: the measures that hold its lower and its upper end. Where people read the estimate, they
    read both ends with it"""


@dataclass(frozen=True)
class TargetRow:
    """One target's row of a result. `rank` 1 is the best; a tie shares the better rank. A measure that a target does
    not have (the median of no marks) is absent, and counts as 0 where rows are ordered or drawn."""

    target: int
    rank: int
    measures: Mapping[str, Number]


@dataclass(frozen=True)
class Result:
    """The result of a count: a row for each target, the first place first, and what is true of all of them together."""

    rows: list[TargetRow]
    facts: Mapping[str, Number] = field(default_factory=dict)
    """`ballots` (of one person each, that hold a mark), `hands` (raised, entered by the facilitator), and what else
    the method has to say (`Kind.notes`)"""
    themes: Mapping[int, int] | None = None
    """of a method by which people sort: target → the theme that most of them chose; not there is a target of which two
    came first together, or for which nobody chose one. None of other methods"""


Value = TypeVar("Value", Number, tuple[Number, ...])


def ranked(values: Mapping[int, Value]) -> list[tuple[int, int]]:
    """(target, rank) from the largest value; equal values share the better rank and stay in the order given. A value
    may be several numbers, of which the first decides, then the next.

    Standard competition ranking ("1224"), as in sports.
    """
    ordered = sorted(values, key=lambda target: values[target], reverse=True)
    ranks: dict[Value, int] = {}
    for place, target in enumerate(ordered, 1):
        ranks.setdefault(values[target], place)
    return [(target, ranks[values[target]]) for target in ordered]
