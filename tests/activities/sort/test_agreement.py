"""The agreement of a hall on where ideas belong, against worked figures."""

import pytest

from workshop.domain.methods import agreement
from workshop.domain.methods.base import Ballot

TWO_RATERS = (
    {item: {1: 2} for item in range(118)}
    | {200: {1: 1, 2: 1}, 201: {1: 1, 2: 1}}
    | {one: {1: 1, 2: 1} for one in range(202, 205)}
    | {205: {2: 2}}
)


def test_it_is_one_where_all_agree_and_zero_by_chance() -> None:
    assert agreement.overall({1: {7: 5}, 2: {8: 3}}) == pytest.approx(1.0)
    assert agreement.overall({1: {7: 5}}) == 1.0, "a single theme leaves nothing to chance"
    assert agreement.overall({1: {}, 2: {0: 4}}) is None, "nobody chose"


def test_two_raters_on_two_themes_as_by_hand() -> None:
    # Observed (118 + 1) / 124; share of theme 1: (118 + 5 / 2) / 124; chance 2 p (1 - p), as in Gwet's two-rater case.
    p = (118 + 2.5) / 124
    chance = 2 * p * (1 - p)
    assert agreement.overall(TWO_RATERS) == pytest.approx((119 / 124 - chance) / (1 - chance))
    assert agreement.overall(TWO_RATERS) > 0.95, "where kappa, deceived by the one large theme, says 0.27"


def test_one_idea() -> None:
    found = agreement.sorted_items({1: {7: 6, 8: 2, 0: 2}, 2: {8: 9}, 3: {7: 2, 8: 2}, 4: {}})
    one = found[1]
    assert (one.theme, one.share, one.seen, one.unsure) == (7, 0.6, 10, 2)
    assert found[3].theme is None, "two themes come first together"
    assert (found[4].theme, found[4].share, found[4].agreement) == (None, 0.0, None)
    assert one.agreement is not None and found[2].agreement is not None and one.agreement < found[2].agreement == 1.0


def test_the_tally_ranks_by_share_and_says_what_few_have_seen() -> None:
    ballots = [Ballot(str(n), "phone", 1, {1: 7, 2: 7 if n else 8} if n < 3 else {1: 7}) for n in range(4)]
    result = agreement.tally(ballots, [1, 2, 3], {})
    assert [(row.target, row.rank, row.measures["share"]) for row in result.rows] == [
        (1, 1, 100),
        (2, 2, 67),
        (3, 3, 0),
    ]
    assert result.facts == {"ballots": 4, "hands": 0, "seen_by_few": 1}


def test_what_one_person_sorted_comes_after_all_that_enough_have_seen() -> None:
    ballots = [Ballot(str(n), "phone", 1, {1: 7 if n else 8} | ({2: 7} if n else {})) for n in range(3)]
    ballots.append(Ballot("alone", "phone", 1, {3: 7}))
    assert [row.target for row in agreement.tally(ballots, [1, 2, 3], {}).rows] == [1, 2, 3], "67 % of three people"
