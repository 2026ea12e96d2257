"""How many places of a result are shown in the hall, and which of them open together: the cases that the pages' script
is tested with, too (tests/js/screen.test.mjs, tests/js/agenda_rules.test.mjs)."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.methods.base import Ballot
from workshop.domain.methods.sums import plain_sum
from workshop.domain.places import MOST, all_uncovered, leading, places, rank_signs, uncovered, unit_written

DATA = Path(__file__).parents[1] / "data"
CASES = json.loads((DATA / "places_cases.json").read_text())
RANKS = json.loads((DATA / "rank_cases.json").read_text())
LEADING = json.loads((DATA / "leading_cases.json").read_text())
UNCOVERED = json.loads((DATA / "uncovered_cases.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["votes"]))
def test_as_many_places_as_the_pages_show(case: dict[str, Any]) -> None:
    votes = case["votes"]
    rows = [(1 + sum(other > one for other in votes), one) for one in votes]
    room = {name: case[name] for name in ("usual", "most") if name in case}
    assert places(rows, **room) == case["shown"]


@pytest.mark.parametrize("case", LEADING, ids=lambda case: str(case["votes"]))
def test_as_many_places_lead_as_the_pages_say(case: dict[str, Any]) -> None:
    votes = case["votes"]
    assert leading([(1 + sum(other > one for other in votes), one) for one in votes]) == case["lead"]


@pytest.mark.parametrize(
    ("shares", "unit"),
    [
        ([80.3, 79.9, 78.1], "share.1"),
        ([100 * 89 / 116, 100 * 92 / 120, 60.0], "share.2"),
        ([50.02, 50.018, 50.0], "share.3"),
        ([50.00002, 50.00001], "share.3"),
        ([80.3, 80.3, 78.1], "share"),
        ([80.3, 79.4, 78.1], "share"),
        ([90.0 - place * 3 for place in range(9)] + [20.2, 20.1], "share"),
        ([], "share"),
    ],
)
def test_shares_have_decimals_only_until_no_two_places_of_the_hall_look_equal(shares: list[float], unit: str) -> None:
    rows = [(1 + sum(other > one for other in shares), one) for one in shares]
    assert unit_written("share", rows) == unit
    assert unit_written("points", rows) == "points"


@given(st.lists(st.integers(0, 6), max_size=15))
def test_the_hall_sees_ties_whole_and_no_more_than_it_can_read(votes: list[int]) -> None:
    cast = [Ballot(str(target), "phone", number, {target: 1}) for target, number in enumerate(votes) if number]
    counted = plain_sum(cast, range(len(votes)), {}).rows
    rows = [(row.rank, row.measures["votes"]) for row in counted]
    shown, voted = places(rows), sum(1 for number in votes if number)
    assert shown <= min(MOST, voted) and bool(shown) == bool(voted)
    tie_is_cut = 0 < shown < voted and rows[shown - 1][0] == rows[shown][0]
    assert not tie_is_cut or rows[0][0] == rows[shown - 1][0], (
        "only one tie of all that is too long for the hall is cut"
    )


@pytest.mark.parametrize("case", UNCOVERED, ids=str)
def test_places_that_share_a_rank_open_together(case: dict[str, Any]) -> None:
    assert uncovered(case["ranks"], case["asked"]) == case["open"]


def test_a_hall_has_seen_a_result_when_the_last_tie_of_the_shown_places_is_open() -> None:
    rows = [(1, 5), (1, 5), (3, 2), (4, 0)]
    assert [all_uncovered(rows, asked) for asked in range(4)] == [False, False, True, True]
    assert all_uncovered([], 0), "nobody voted: nothing to uncover"
    assert all_uncovered([(1, 2)] * 14, 1), "more than the hall reads"


@pytest.mark.parametrize("case", RANKS, ids=lambda case: str(case["ranks"]))
def test_a_tie_has_one_sign_everywhere(case: dict[str, Any]) -> None:
    assert {str(rank): sign for rank, sign in rank_signs(case["ranks"]).items()} == case["signs"]
