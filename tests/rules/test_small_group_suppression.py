"""No small group can be computed from what is published of groups of people."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.methods.base import HAND, PAPER, Ballot
from workshop.reports.small_group_suppression import EITHER, PHONE, SMALLEST, published, without_few_on_paper

counts = st.integers(2, 8).flatmap(lambda k: st.lists(st.integers(0, 45), min_size=k, max_size=k))
few = st.integers(2, 4).flatmap(lambda k: st.lists(st.integers(0, 12), min_size=k, max_size=k))


def named(numbers: list[int]) -> dict[str, int]:
    return {f"g{at}": n for at, n in enumerate(numbers)}


def told(numbers: list[int]) -> list[int | None]:
    return list(published(named(numbers)).values())


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([20, 12, 8], [20, 12, 8]),
        ([40, 0, 0], [40, 0, 0]),
        ([38, 2, 3, 1], [38, None, None, None]),
        ([38, 12, 2], [38, None, None]),
        ([38, 2, 0], [None, None, None]),
        ([30, 4, 4, 9], [30, None, None, None]),
        ([30, 3, 3], [30, None, None]),
        ([30, 1, 1, 1, 1, 1, 9], [30, *[None] * 6]),
        ([20, 6, 6, 2], [20, None, None, None]),
        ([3, 0], [None, None]),
        ([0, 0], [0, 0]),
        ([12], []),
    ],
)
def test_small_groups_take_others_with_them(numbers: list[int], shown: list[int | None]) -> None:
    assert told(numbers) == shown


@given(few)
def test_whoever_knows_the_rule_too_cannot_compute_a_small_group(numbers: list[int]) -> None:
    """All counts with the same public total of people that would be published in the same way: a small group has
    another number in one of them."""
    shown, total = told(numbers), sum(numbers)
    free = [[n] if n is not None else range(total + 1) for n in shown]
    fitting = [one for one in product(*free) if sum(one) == total and told([*one]) == shown]
    assert tuple(numbers) in fitting
    for at, n in enumerate(numbers):
        if 0 < n < SMALLEST:
            assert len({one[at] for one in fitting}) > 1, (numbers, shown)


@given(counts)
def test_what_is_published_is_true_and_the_rest_together_is_no_small_group(numbers: list[int]) -> None:
    shown = told(numbers)
    assert all(one is None or (one == n and not 0 < n < SMALLEST) for one, n in zip(shown, numbers, strict=True))
    left = [n for one, n in zip(shown, numbers, strict=True) if one is None]
    assert not left or len(left) > 1 and (sum(left) >= SMALLEST or sum(left) == sum(numbers))
    assert told(numbers[::-1]) == shown[::-1], "which group it is makes no difference"


@pytest.mark.parametrize(
    ("paper", "phone", "told"),
    [(5, 5, True), (30, 5, True), (6, 0, True), (0, 3, True), (4, 30, False), (30, 4, False), (4, 0, False)],
)
def test_files_say_how_each_voted_only_where_many_did_so_in_each_way(paper: int, phone: int, told: bool) -> None:
    """Of five ballots one on paper would be that of the one person who was seen with a pen."""
    sources = [PAPER] * paper + [PHONE] * phone + [HAND]
    found = without_few_on_paper([Ballot(str(at), source, 1, {1: 1}) for at, source in enumerate(sources)])
    assert [one.source for one in found] == (sources if told else [EITHER] * (paper + phone) + [HAND])
    assert [one.id for one in found] == [str(at) for at in range(len(sources))]
