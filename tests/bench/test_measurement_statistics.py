"""The benchmark's arithmetic: percentiles, delays and void rounds follow from the recorded times."""

import math

import pytest

from workshop.bench.goals import Goal
from workshop.bench.measurement_statistics import delays, lag_percentile, percentile, seen_by_all, spread, void_rounds
from workshop.bench.report import failed, missing, row, table

AT_MOST = Goal("late", "how late", "ms", 100, 200)
AT_LEAST = Goal("many", "how many", "×", 20, 8, at_most=False)


def test_a_percentile_is_a_value_that_was_seen() -> None:
    assert percentile(range(1, 101), 0.99) == 99
    assert percentile([7], 0.99) == 7
    assert percentile([1, 1000], 0.99) == 1000
    assert math.isnan(percentile([], 0.5))


def test_a_count_is_seen_when_the_slowest_phone_has_it() -> None:
    messages = [(1, [(0, 1.0), (1, 1.5)]), (3, [(0, 2.0), (1, 2.7)])]
    assert seen_by_all(messages, 2) == [(1, 1.5), (3, 2.7)]


def test_a_lost_frame_does_no_harm_when_a_later_one_tells_more() -> None:
    messages = [(1, [(0, 1.0)]), (3, [(0, 2.0), (1, 2.7)])]
    assert seen_by_all(messages, 2) == [(1, 2.7), (3, 2.7)]


def test_what_one_phone_never_heard_was_not_seen_by_all() -> None:
    messages = [(1, [(0, 1.0), (1, 1.2)]), (2, [(0, 2.0)])]
    assert seen_by_all(messages, 2) == [(1, 1.2)]
    assert seen_by_all(messages, 3) == []


def test_frames_out_of_order_do_not_count_backwards() -> None:
    messages = [(5, [(0, 1.0)]), (2, [(0, 3.0)])]
    assert seen_by_all(messages, 1) == [(2, 1.0), (5, 1.0)]


def test_a_vote_waits_for_the_frame_that_counts_it() -> None:
    assert delays([0.5, 0.9, 1.0], [(2, 1.5), (3, 2.0)]) == [1.0, 0.6, 1.0]
    assert delays([0.5, 0.9], [(1, 1.0)]) == [0.5, math.inf]


def test_a_round_is_void_when_the_generator_or_the_machine_was_too_busy() -> None:
    found = void_rounds({0: 0.2, 1: 0.61}, {0: 10.0, 1: 10.0, 2: 10.0, 3: 12.6})
    assert set(found) == {1, 3}
    assert void_rounds({0: 0.6}, {0: 10.0, 1: 12.4}) == {}


def test_void_rounds_are_left_out_and_named() -> None:
    found = row(AT_MOST, {0: 90.0, 1: 999.0, 2: 110.0, 3: 95.0}, {1: "a noisy machine", 7: "of another measure"})
    assert found.spread == spread([90.0, 110.0, 95.0])
    assert (found.rounds, found.void, found.ok, found.passes) == (3, {1: "a noisy machine"}, True, True)


def test_a_row_with_only_void_rounds_reaches_nothing() -> None:
    found = row(AT_MOST, {0: 1.0}, {0: "noise"})
    assert found.ok is None and found.as_json()["value"] is None and "void" in found.why


@pytest.mark.parametrize(
    ("goal", "value", "ok", "passes"),
    [
        (AT_MOST, 100, True, True),
        (AT_MOST, 150, False, True),
        (AT_MOST, 201, False, False),
        (AT_LEAST, 20, True, True),
        (AT_LEAST, 8, False, True),
        (AT_LEAST, 7, False, False),
    ],
)
def test_goal_and_gate(goal: Goal, value: float, ok: bool, passes: bool) -> None:
    found = row(goal, {0: float(value)})
    assert (found.ok, found.passes) == (ok, passes)


def test_a_vote_that_was_never_seen_is_not_a_number_that_passes() -> None:
    found = row(AT_MOST, {0: math.inf})
    assert found.ok is False and not found.passes
    assert found.as_json()["value"] is None
    assert "never" in table([found])


def test_a_round_that_the_server_failed_is_not_left_out() -> None:
    found = row(AT_MOST, failed({0: 5.0, 1: 6.0, 2: 7.0}, {1: "refused", 2: "refused"}), {})
    assert found.rounds == 3 and found.ok is False and not found.passes


def test_what_was_not_measured_says_so() -> None:
    found = missing(AT_MOST, "no node here")
    assert found.ok is None and found.as_json()["why"] == "not measured: no node here"
    assert "not measured" in table([found])


def test_the_loops_lag_is_read_between_two_readings() -> None:
    def reading(*counts: int) -> str:
        bounds = ("0.005", "0.01", "0.1", "+Inf")
        return "".join(
            f'workshop_loop_lag_seconds_bucket{{le="{bound}"}} {n}.0\n' for bound, n in zip(bounds, counts, strict=True)
        )

    assert lag_percentile(reading(900, 900, 900, 900), reading(990, 1000, 1000, 1000), 0.9) == pytest.approx(5.0)
    assert lag_percentile(reading(0, 0, 0, 0), reading(90, 100, 100, 100), 0.95) == pytest.approx(7.5)
    assert lag_percentile(reading(0, 0, 0, 0), reading(0, 0, 10, 100), 0.99) == pytest.approx(100)  # at least that
    assert lag_percentile("", "", 0.99) is None
    assert lag_percentile(reading(5, 5, 5, 5), reading(5, 5, 5, 5), 0.99) is None
