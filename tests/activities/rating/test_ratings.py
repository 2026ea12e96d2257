"""Ratings: median, mean with its interval, order and what few ratings say."""

from statistics import fmean
from statistics import median as middle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.test_domain import refused
from workshop.domain.activities.rating import KIND, SCALE
from workshop.domain.methods import ratings
from workshop.domain.methods.base import Ballot, Mark

marks = st.lists(st.integers(1, 5), min_size=1, max_size=60)


def counts(given_: list[int]) -> list[int]:
    return [given_.count(mark) for mark in SCALE]


def phones(*given_: dict[int, Mark]) -> list[Ballot]:
    return [Ballot(f"b{n}", "phone", 1, one) for n, one in enumerate(given_)]


@given(marks)
def test_median_and_mean_are_those_of_the_ratings(given_: list[int]) -> None:
    told = ratings.described(counts(given_), 0, SCALE)
    assert told["median"] == middle(given_) and told["mean"] == pytest.approx(fmean(given_))
    assert told["rated"] == len(given_) == sum(told[name] for name in ratings.counts_of(SCALE))


@given(marks)
def test_the_interval_holds_the_mean_and_stays_on_the_scale(given_: list[int]) -> None:
    low, high = ratings.interval(fmean(given_), len(given_), SCALE)
    assert 1 <= low <= fmean(given_) + 1e-9 and fmean(given_) - 1e-9 <= high <= 5
    assert high - low > 0.1, "nothing is certain, not even where all agree"
    again = ratings.interval(fmean(given_), 4 * len(given_), SCALE)
    assert again[1] - again[0] < high - low, "more ratings say more"


def test_the_interval_of_wilson() -> None:
    """For ratings at the two ends alone it is that of a share: 15 of 20 are between 53.1 % and 88.8 %."""
    low, high = ratings.interval(1 + 4 * 15 / 20, 20, SCALE)
    assert ((low - 1) / 4, (high - 1) / 4) == pytest.approx((0.5313, 0.8881), abs=1e-4)
    assert ratings.interval(5, 1, SCALE) == pytest.approx((1.826, 5.0), abs=1e-3), "one person says little"


def test_the_higher_median_is_first_then_the_higher_mean_and_no_rating_is_none() -> None:
    cast = phones({1: 4, 2: 5, 3: 3}, {1: 4, 2: 4, 3: 3}, {1: 4, 2: 1, 3: 5, 99: 5})
    found = KIND.tally(cast, [1, 2, 3, 4], {})
    assert [(row.target, row.rank) for row in found.rows] == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert found.facts == {"ballots": 3, "hands": 0, "few": 3}
    last = found.rows[-1].measures
    assert last["rated"] == 0 and not {"median", "mean", "mean_low", "mean_high"} & set(last)


def test_one_rating_of_five_comes_after_all_that_enough_people_rated() -> None:
    """It stood first, and only a note said that one person had given it."""
    cast = [*phones(*[{2: 4, 3: 2}] * 5), *phones({1: 5}, {4: 5, 5: 4}, {4: 4})]
    found = KIND.tally(cast, [1, 2, 3, 4, 5, 6], {})
    assert [(row.target, row.rank) for row in found.rows] == [(2, 1), (3, 2), (1, 3), (4, 4), (5, 5), (6, 6)]
    assert [KIND.has_few(row.measures) for row in found.rows] == [False, False, True, True, True, False]
    assert found.facts["few"] == 3
    few = KIND.tally(phones({1: 5}, {2: 4}, {2: 4}), [2, 1], {})
    assert [row.target for row in few.rows] == [1, 2], "where none has enough, the ratings decide"


def test_hands_and_paper_count_as_what_they_say() -> None:
    cast = [*phones({1: 2}), Ballot("h", "hand", 6, {1: 5})]
    (row,) = KIND.tally(cast, [1], {}).rows
    assert (row.measures["median"], row.measures["rated"], row.measures["hands"]) == (5, 7, 6)
    assert KIND.hands({}) == (1, 2, 3, 4, 5)


@given(st.lists(st.dictionaries(st.integers(1, 3), st.integers(1, 5)), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_ballots_does_not_matter(given_: list[dict[int, Mark]], chance: object) -> None:
    mixed = phones(*given_)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert KIND.tally(mixed, [1, 2, 3], {}) == KIND.tally(phones(*given_), [1, 2, 3], {})


@pytest.mark.parametrize("mark", [0, 6, -1, (1, 2), True, 2.5, float("nan"), "3", None])
def test_what_is_no_rating_is_refused(mark: object) -> None:
    with refused("ballot_bad"):
        KIND.check({1: mark}, KIND.complete({}))  # type: ignore[dict-item]
