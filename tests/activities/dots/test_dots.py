"""The kind "dots": how many dots a ballot may hold, and what it is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.test_domain import refused
from workshop.domain.activities import KINDS, dots

marks = st.dictionaries(st.integers(1, 6), st.integers(0, 5))


@given(marks, st.integers(1, 20), st.integers(1, 20))
def test_dots_are_within_the_cap_and_the_number(given_: dict[int, int], number: int, cap: int) -> None:
    settings = {"dots": number, "cap": cap}
    if any(mark > cap for mark in given_.values()):
        code = "dot_cap"
    elif sum(given_.values()) > number:
        code = "no_dots"
    else:
        dots.KIND.check(given_, settings)
        return
    with refused(code):
        dots.KIND.check(given_, settings)


@pytest.mark.parametrize("mark", [-1, True, 0.5, "1", None])
def test_a_mark_is_a_whole_number_not_below_nought(mark: object) -> None:
    with refused("ballot_bad"):
        dots.KIND.check({1: mark}, {"dots": 3, "cap": 2})  # type: ignore[dict-item]


def test_a_vote_is_on_ideas_unless_its_settings_say_otherwise() -> None:
    assert KINDS["dots"].of({}) == "ideas" and KINDS["dots"].of({"of": "clusters"}) == "clusters"
