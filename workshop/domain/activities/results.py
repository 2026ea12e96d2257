"""Results: what a vote before it came to, uncovered from the last place to the first."""

from collections.abc import Mapping, Sequence
from typing import Any

from workshop.domain.activities.base import Kind

USUAL, MOST = 6, 8
"""Places of a result that the hall is shown."""

KIND = Kind("results")


def places(rows: Sequence[Mapping[str, Any]]) -> int:
    """How many of a tally's rows ({rank, votes}, most votes first) the hall is shown, one at a time.

    Only rows with votes, and a tie whole or not at all. The same as `places` in static/js/vote/places.js;
    `tests/data/places_cases.json` holds both to it.
    """
    voted = [row["rank"] for row in rows if row["votes"] > 0]
    end = 0
    while end < len(voted):
        group = voted.count(voted[end])
        if end + group > (MOST if end < USUAL else USUAL):
            break
        end += group
    return end or min(len(voted), MOST)
