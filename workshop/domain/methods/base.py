"""The types of every counting method: its input (ballots with marks) and its output (a result whose rows hold
measures), and ranking.

A mark is a value, and absent is not zero: a method for which zero is an answer ("pass") counts it, others never get
one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Mark = int | tuple[int, int]
"""One number, or a pair (a place on two axes)."""
Number = int | float
Unit = Literal["votes", "people", "points", "share"]


@dataclass(frozen=True)
class Ballot:
    """One ballot without its owner: a random id, its source (phone, hand), its weight, and target → mark."""

    id: str
    source: str
    weight: int
    marks: Mapping[int, Mark]


@dataclass(frozen=True)
class Measure:
    """One number that a method gives each target. `adds_up`: those of several targets may be added (per theme).

    Catalogues name it `report.column.<name>`; the file for programs has it under `name`.
    """

    name: str
    unit: Unit
    adds_up: bool = True


@dataclass(frozen=True)
class Row:
    """One target's row of a result. `rank` 1 is the best; a tie shares the better rank."""

    target: int
    rank: int
    measures: Mapping[str, Number]


@dataclass(frozen=True)
class Result:
    """The result of a count: a row for each target, the first place first, and what is true of all of them together."""

    rows: list[Row]
    facts: Mapping[str, Number] = field(default_factory=dict)
    """`ballots` (of people with a phone that hold a mark), `hands` (raised, entered by the facilitator)"""


def ranked(values: Mapping[int, Number]) -> list[tuple[int, int]]:
    """(target, rank) from the largest value; equal values share the better rank and stay in the order given.

    Standard competition ranking ("1224"), as in sports.
    """
    counts = list(values.values())
    ordered = sorted(values, key=lambda target: -values[target])
    return [(target, 1 + sum(1 for other in counts if other > values[target])) for target in ordered]
