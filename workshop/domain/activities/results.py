"""Results: what a vote before it came to, uncovered from the last place to the first."""

from collections.abc import Mapping, Sequence
from typing import Any

from workshop.domain.activities.base import Kind

USUAL, MOST = 6, 8
"""Places of a result that the hall is shown."""

KIND = Kind("results")


def places(rows: Sequence[Mapping[str, Any]]) -> int:
    """How many rows of a result ({rank, value}, the first place first) the hall is shown, one at a time.

    `value` is the main measure. Only rows where it is more than 0, and a tie whole or not at all. Its twin is
    `places` in static/js/vote/places.js; `tests/data/places_cases.json` holds both to it.
    """
    voted = [row["rank"] for row in rows if row["value"] > 0]
    end = 0
    while end < len(voted):
        group = voted.count(voted[end])
        if end + group > (MOST if end < USUAL else USUAL):
            break
        end += group
    return end or min(len(voted), MOST)
