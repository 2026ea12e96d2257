"""Of which votes a results step tells (workshop/domain/shown_votes.py), and that it follows the pages' rule: they are
tested with the same cases (tests/js/shown_votes.test.mjs)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from workshop.domain.activities import KINDS
from workshop.domain.shown_votes import shown_votes

CASES = json.loads((Path(__file__).parents[1] / "data" / "shown_votes_cases.json").read_text("utf-8"))


@dataclass(frozen=True)
class Shape:
    """What the rule reads of a step's shape."""

    id: int
    position: int
    collects: str
    shows: str
    into: str
    state: str
    revealed: bool


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_results_step_tells_of_the_votes_since_the_one_before_it(case: dict[str, Any]) -> None:
    steps, empty = [], set()
    for place, said in enumerate(case["steps"], start=1):
        name, state, *result = said.split()
        kind = KINDS[name]
        steps.append(Shape(place, place, kind.collects, kind.shows, kind.into, state, bool(result)))
        empty |= {place} if result == ["empty"] else set()
    for order in (steps, steps[::-1]):
        told = shown_votes(order, steps[case["at"] - 1], lambda vote: vote in empty)
        assert [one.id for one in told] == case["told"]
