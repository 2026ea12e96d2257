"""How many places of a result are shown in the hall: the cases that the pages' script is tested with, too
(tests/js/screen.test.mjs)."""

import json
from pathlib import Path
from typing import Any

import pytest

from workshop.domain.activities.results import places

CASES = json.loads((Path(__file__).parents[1] / "data/places_cases.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["votes"]))
def test_as_many_places_as_the_pages_show(case: dict[str, Any]) -> None:
    votes = case["votes"]
    rows = [(1 + sum(other > one for other in votes), one) for one in votes]
    assert places(rows) == case["shown"]
