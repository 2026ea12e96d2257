"""What votes on merged ideas come to: each person once, raised hands by the idea that got the most."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.activities import KINDS
from workshop.domain.methods.base import Ballot, Mark
from workshop.domain.methods.merged_targets import AsSeen, all_ballots, hands_that_count, one_ballot
from workshop.domain.methods.ratings import middle_on
from workshop.domain.methods.sums import largest

INTO_ONE = {1: 1, 2: 1, 3: 1, 4: 4}
"""Ideas 2 and 3 are merged into 1."""


def hand(target: int, weight: int, mark: int = 1) -> Ballot:
    return Ballot(f"hand-{target}-{mark}", "hand", weight, {target: mark})


@pytest.mark.parametrize(
    ("marks", "one"),
    [((3, 4), 3), ((2, 3), 3), ((1, 2), 2), ((4, 5), 4), ((1, 5), 3), ((1, 5, 5), 5), ((2, 2), 2), ((1, 1, 5, 5), 3)],
)
def test_of_several_ratings_the_median_counts_and_a_half_leans_to_the_middle(marks: tuple[int, ...], one: int) -> None:
    assert middle_on(range(1, 6))(marks) == one
    mirrored = tuple(6 - mark for mark in marks)
    assert middle_on(range(1, 6))(mirrored) == 6 - one, "no direction gains"


def test_of_dots_on_several_ideas_the_most_on_one_of_them_count() -> None:
    assert one_ballot({1: 1, 2: 2, 4: 1}, INTO_ONE, largest) == {1: 2, 4: 1}
    assert one_ballot({2: 1}, INTO_ONE, largest) == {1: 1}
    assert one_ballot({9: 1}, INTO_ONE, largest) == {9: 1}, "what is no target any more stays what it was"


def test_of_raised_hands_those_for_the_idea_that_got_the_most_count() -> None:
    assert hands_that_count({1: 3, 2: 5, 4: 1}, INTO_ONE) == {2: 1, 4: 4}
    assert hands_that_count({1: 5, 2: 5}, INTO_ONE) == {1: 1}, "of equal ones the idea that leads"
    counted = all_ballots([hand(1, 2, 4), hand(1, 2, 5), hand(2, 3, 1), hand(4, 1)], INTO_ONE, largest)
    assert [(one.weight, one.marks) for one in counted] == [(2, {1: 4}), (2, {1: 5}), (1, {4: 1})]


def test_an_empty_ballot_is_still_one() -> None:
    paper = Ballot("paper", "phone", 1, {})
    assert all_ballots([paper], INTO_ONE, largest) == [paper]


@given(
    st.lists(st.dictionaries(st.integers(1, 4), st.integers(1, 5), max_size=4), max_size=8),
    st.sampled_from(["dots", "rating"]),
)
def test_nobody_counts_twice_and_without_a_merge_nothing_changes(papers: list[Mapping[int, Mark]], kind: str) -> None:
    ballots = [Ballot(str(nth), "phone", 1, marks) for nth, marks in enumerate(papers)]
    apart = {one: one for one in INTO_ONE}
    assert all_ballots(ballots, apart, KINDS[kind].as_one) == ballots
    for before, after in zip(ballots, all_ballots(ballots, INTO_ONE, KINDS[kind].as_one), strict=True):
        assert set(after.marks) == {INTO_ONE[one] for one in before.marks}
        its = [mark for one, mark in before.marks.items() if INTO_ONE[one] == 1]
        assert not its or min(its) <= after.marks[1] <= max(its)


@pytest.mark.parametrize(
    ("kind", "marks", "uncounted"),
    [
        ("dots", {1: 1, 2: 1}, 1),
        ("dots", {1: 2, 2: 1, 3: 1}, 2),
        ("dots", {2: 2}, 0),
        ("rating", {1: 4, 2: 4}, 0),
        ("rating", {1: 5, 2: 1}, 2),
        ("rating", {1: 5, 2: 5, 3: 1}, 1),
        ("opinion", {1: 1, 2: 1}, 0),
        ("opinion", {1: 1, 2: -1}, 2),
        ("opinion", {1: 1, 2: 0}, 1),
        ("sort", {1: 7, 2: 8}, 1),
    ],
)
def test_what_a_merge_leaves_uncounted_of_one_persons_marks(kind: str, marks: dict[int, Mark], uncounted: int) -> None:
    """Of dots those that are free again, of answers how many are another one than the one that counts."""
    seen = AsSeen(leads={2: 1, 3: 1}, as_one=KINDS[kind].as_one, gone=(), names={})
    assert seen.uncounted(marks, KINDS[kind].measures[0].adds_up) == ({1: uncounted} if uncounted else {})
