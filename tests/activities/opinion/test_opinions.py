"""Opinions: the numbers of each answer, the share that agrees, and an order in which a few answers do not win."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.test_domain import refused
from workshop.domain.activities.opinion import KIND
from workshop.domain.methods import opinions
from workshop.domain.methods.base import Ballot, Mark


def phones(*given_: dict[int, Mark]) -> list[Ballot]:
    return [Ballot(f"b{n}", "phone", 1, one) for n, one in enumerate(given_)]


def answered(target: int, agree: int = 0, disagree: int = 0, passed: int = 0) -> list[Ballot]:
    marks = [1] * agree + [-1] * disagree + [0] * passed
    return [Ballot(f"t{target}-{n}", "phone", 1, {target: mark}) for n, mark in enumerate(marks)]


def test_one_person_who_agrees_does_not_outdo_a_room() -> None:
    cast = [*answered(1, agree=1), *answered(2, agree=36, disagree=4), *answered(3, agree=36, disagree=4, passed=20)]
    found = KIND.tally([*cast, *answered(4, passed=9), *answered(5, disagree=30)], [1, 2, 3, 4, 5, 6], {})
    assert [(row.target, row.rank) for row in found.rows] == [(2, 1), (3, 2), (4, 3), (5, 4), (1, 5), (6, 6)]
    assert found.facts == {"ballots": 140, "hands": 0, "few_answers": 1}


def test_a_single_answer_comes_after_all_that_have_enough_answers_even_with_a_higher_estimate() -> None:
    """One person of one came to 67 %, and stood before 82 of 124 with 66 %."""
    cast = [*answered(1, agree=1), *answered(2, agree=82, disagree=28, passed=14), *answered(3, agree=1, disagree=4)]
    found = KIND.tally([*cast, *answered(4, agree=4)], [1, 2, 3, 4, 5], {})
    assert [(row.target, row.rank) for row in found.rows] == [(2, 1), (3, 2), (4, 3), (1, 4), (5, 5)]
    assert [KIND.has_few(row.measures) for row in found.rows] == [False, False, True, True, False]
    few = KIND.tally([*answered(1, agree=1), *answered(2, agree=3)], [1, 2], {})
    assert [row.target for row in few.rows] == [2, 1], "where none has enough, the estimate decides"


def test_the_estimate_is_that_of_polis_and_the_share_that_of_those_who_chose() -> None:
    (row,) = KIND.tally(answered(1, agree=3, disagree=1, passed=4), [1], {}).rows
    told = row.measures
    assert told["agreement_estimate"] == pytest.approx(float(100 * Fraction(3 + 1, 8 + 2)))
    assert told["agreed"] == 75 and [told[name] for name in ("agree", "disagree", "pass")] == [3, 1, 4]


def test_to_pass_is_an_answer_and_not_to_answer_is_none() -> None:
    found = {row.target: row.measures for row in KIND.tally(phones({1: 0}, {}), [1, 2], {}).rows}
    assert found[1]["pass"] == 1 and "agreed" not in found[1] and found[1]["agreement_estimate"] > 0
    assert found[2]["pass"] == 0 and "agreement_estimate" not in found[2], "nobody answered"


def test_equal_answers_share_a_rank() -> None:
    rows = KIND.tally([*answered(1, 2, 1), *answered(2, 2, 1), *answered(3, 1, 2)], [1, 2, 3], {}).rows
    assert [row.rank for row in rows] == [1, 1, 3]


def test_hands_count_as_what_they_say() -> None:
    cast = [*phones({1: -1}), Ballot("h", "hand", 6, {1: 1}), Ballot("i", "hand", 2, {1: 0})]
    found = KIND.tally(cast, [1], {})
    assert [found.rows[0].measures[name] for name in ("agree", "disagree", "pass", "hands")] == [6, 1, 2, 8]
    assert found.facts == {"ballots": 1, "hands": 8, "few_answers": 0} and KIND.hands({}) == (-1, 0, 1)


@given(st.lists(st.dictionaries(st.integers(1, 3), st.integers(-1, 1)), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_ballots_does_not_matter(given_: list[dict[int, Mark]], chance: object) -> None:
    mixed = phones(*given_)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert KIND.tally(mixed, [1, 2, 3], {}) == KIND.tally(phones(*given_), [1, 2, 3], {})


@pytest.mark.parametrize(
    ("marks", "one"), [((1, 1, -1), 1), ((1, -1), 0), ((0, 1), 1), ((0, 0), 0), ((-1, 0, -1, 1), -1), ((1,), 1)]
)
def test_of_answers_to_merged_ideas_the_more_frequent_counts(marks: tuple[int, ...], one: int) -> None:
    assert opinions.as_one(marks) == one == -opinions.as_one([-mark for mark in marks])


@pytest.mark.parametrize("mark", [2, -2, (1, 1), True, 0.5, "1", None])
def test_what_is_no_answer_is_refused(mark: object) -> None:
    with refused("ballot_bad"):
        KIND.check({1: mark}, KIND.complete({}))  # type: ignore[dict-item]
