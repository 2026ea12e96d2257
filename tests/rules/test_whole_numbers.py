"""What is a whole number in a text that somebody typed: never more digits than asked for, and never an exception."""

import pytest

from workshop.runtime.whole_numbers import is_digits, signed, whole

LONG = "9" * 5_000


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("007", 7), ("999", 999), ("1000", None), (LONG, None), ("", None), (" 7", None)]
)
def test_a_number_has_at_most_so_many_digits(text: str, number: int | None) -> None:
    assert whole(text, digits=3) == signed(text, digits=3) == number


@pytest.mark.parametrize("text", ["²", "٣", "1.0", "1e3", "1_000", "+1", "--1", "-", f"-{LONG}"])
def test_other_signs_make_no_number(text: str) -> None:
    assert whole(text) is None and signed(text) is None


def test_a_minus_counts_where_it_is_asked_for() -> None:
    assert (whole("-5"), signed("-5")) == (None, -5)


@pytest.mark.parametrize(("text", "are"), [(LONG, True), ("٣", True), ("²", False), ("", False), ("1a", False)])
def test_digits_are_of_any_script_and_length(text: str, are: bool) -> None:
    assert is_digits(text) is are
