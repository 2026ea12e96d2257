"""A full garbage collection waits for a moment without traffic, but not for ever."""

import gc
from collections.abc import Callable, Iterator

import pytest

from workshop.runtime import garbage_collection
from workshop.runtime.metrics import metrics

pytestmark = [pytest.mark.live, pytest.mark.one_mode]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, bool, int], list[int]]]:
    """Runs so many seconds, in which somebody does something or not; the seconds in which everything was looked
    through."""
    thresholds = gc.get_threshold()

    def run(seconds: int, busy: bool, due: int) -> list[int]:
        now, collected = [0], list[int]()

        monkeypatch.setattr(garbage_collection.time, "monotonic", lambda: float(now[0]))
        monkeypatch.setattr(garbage_collection.gc, "freeze", lambda: None)
        monkeypatch.setattr(garbage_collection.gc, "collect", lambda: collected.append(now[0]))
        monkeypatch.setattr(garbage_collection.gc, "get_count", lambda: (0, 0, due))
        job = garbage_collection.Garbage().job
        job.begin()
        for now[0] in range(1, seconds + 1):
            monkeypatch.setattr(metrics.batch_sizes, "n", metrics.batch_sizes.n + busy)
            job.run()
        return collected[1:]  # the first is the one before all

    yield run
    gc.set_threshold(*thresholds)


def test_a_quiet_moment_is_used(run: Callable[[int, bool, int], list[int]]) -> None:
    assert run(3, False, garbage_collection.DUE + 1) == [1, 2, 3]
    assert gc.get_threshold()[2] == garbage_collection.NEVER


def test_nothing_is_done_without_need(run: Callable[[int, bool, int], list[int]]) -> None:
    assert run(400, False, garbage_collection.DUE) == []


def test_a_hall_that_never_rests_is_tidied_in_the_end(run: Callable[[int, bool, int], list[int]]) -> None:
    assert run(650, True, garbage_collection.DUE + 1) == [301, 602]


def test_a_hall_that_comes_and_goes_without_rest_is_tidied_at_once(run: Callable[[int, bool, int], list[int]]) -> None:
    assert run(2, True, garbage_collection.MANY + 1) == [1, 2]
