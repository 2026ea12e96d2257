"""The token bucket: what it holds is given at once, what it regains later, and nothing more."""

import pytest

from workshop.runtime.token_bucket import Rate, TokenBucket


class Clock:
    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("now", [0.0, 100.0, 987_654.321])
def test_a_bucket_gives_what_it_holds_and_regains(now: float) -> None:
    clock = Clock(now)
    bucket = TokenBucket(Rate(40, 0.1), clock)
    assert [bucket.take() for _ in range(41)] == [True] * 40 + [False]
    clock.now += 0.5
    assert [bucket.take() for _ in range(6)] == [True] * 5 + [False]
    clock.now += 3600
    assert not bucket.take(41)
    assert bucket.take(40)


@pytest.mark.parametrize("now", [0.3, 123_456.789])
def test_rounding_takes_nothing_away(now: float) -> None:
    rate, full_at = Rate(3, 0.1), now
    for _ in range(3):
        full_at = rate.taken(full_at, now)
        assert rate.wait(full_at, now) == 0.0
    assert rate.wait(rate.taken(full_at, now), now) == pytest.approx(0.1)


def test_who_takes_more_waits_for_each_further_one() -> None:
    rate, full_at, waits = Rate(2, 60), 1000.0, []
    for _ in range(4):
        full_at = rate.taken(full_at, 1000.0)
        waits.append(rate.wait(full_at, 1000.0))
    assert waits == [0.0, 0.0, 60.0, 120.0]
