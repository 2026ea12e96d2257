"""How fast one person may go: what is sent again under its key, because the answer was lost, costs nothing of it."""

import pytest

from workshop.access.rates import RATES, Rates
from workshop.domain.errors import Refusal


def test_an_idea_sent_five_times_on_a_bad_line_is_counted_once() -> None:
    rates = Rates(lambda: 1000.0)
    for _ in range(5):
        rates.take("1/7", "idea.add", "the-same-key")
    for number in range(int(RATES["idea.add"].burst) - 1):
        rates.take("1/7", "idea.add", f"another-key-{number}")
    with pytest.raises(Refusal, match="too_fast"):
        rates.take("1/7", "idea.add", "one-too-many")


def test_what_was_refused_is_not_let_in_by_sending_it_again() -> None:
    rates = Rates(lambda: 1000.0)
    for number in range(int(RATES["idea.add"].burst)):
        rates.take("1/7", "idea.add", f"key-{number}")
    for _ in range(3):
        with pytest.raises(Refusal, match="too_fast"):
            rates.take("1/7", "idea.add", "refused")


def test_a_key_that_another_person_used_helps_nobody() -> None:
    rates = Rates(lambda: 1000.0)
    for _ in range(5):
        rates.take("1/7", "idea.add", "the-same-key")
    for number in range(int(RATES["idea.add"].burst)):
        rates.take("1/8", "idea.add", "the-same-key" if number == 0 else f"key-{number}")
    with pytest.raises(Refusal, match="too_fast"):
        rates.take("1/8", "idea.add", "one-too-many")


def test_sending_the_same_without_end_is_slowed_too() -> None:
    rates = Rates(lambda: 1000.0)
    with pytest.raises(Refusal, match="slow_down"):
        for _ in range(100):
            rates.take("1/7", "idea.add", "the-same-key")
