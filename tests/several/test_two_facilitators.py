"""Two facilitators group the same ideas at the same time, each at a process of their own: `tests/tools` has the program
for it, which runs as long as one likes."""

import pytest

from tests.tools import two_facilitators

pytestmark = [pytest.mark.several, pytest.mark.long]


def test_nothing_is_lost_and_each_takes_back_only_their_own() -> None:
    found = two_facilitators.figures(minutes=0.4, ideas=40, pause=0.05, seed=7)
    assert found["wrong"] == []
    for lead in found["facilitators"]:
        assert sum(lead["done"].values()) >= 20 and lead["done"]["undo"] >= 1, "both have done something"
