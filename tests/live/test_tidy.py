"""The whole look for garbage waits until nobody does anything, but not for ever."""

import gc
from collections.abc import Callable, Iterator

import pytest

from workshop.live import tidy
from workshop.metrics import seen

pytestmark = pytest.mark.live


class Over(Exception):
    """The seconds of a test are over."""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, bool, int], list[int]]]:
    """Runs so many seconds, in which somebody does something or not; the seconds in which everything was looked through."""
    thresholds = gc.get_threshold()

    def run(seconds: int, busy: bool, due: int) -> list[int]:
        now, collected = [0], list[int]()

        def sleep(_: float) -> None:
            now[0] += 1
            monkeypatch.setattr(seen.group, "n", seen.group.n + busy)
            if now[0] > seconds:
                raise Over

        monkeypatch.setattr(tidy.loop, "sleep", sleep)
        monkeypatch.setattr(tidy.time, "monotonic", lambda: float(now[0]))
        monkeypatch.setattr(tidy.gc, "freeze", lambda: None)
        monkeypatch.setattr(tidy.gc, "collect", lambda: collected.append(now[0]))
        monkeypatch.setattr(tidy.gc, "get_count", lambda: (0, 0, due))
        with pytest.raises(Over):
            tidy.tidy()
        return collected[1:]  # the first is the one before all

    yield run
    gc.set_threshold(*thresholds)


def test_a_quiet_moment_is_used(run: Callable[[int, bool, int], list[int]]) -> None:
    assert run(3, False, tidy.DUE + 1) == [1, 2, 3]
    assert gc.get_threshold()[2] == tidy.NEVER


def test_nothing_is_done_without_need(run: Callable[[int, bool, int], list[int]]) -> None:
    assert run(400, False, tidy.DUE) == []


def test_a_hall_that_never_rests_is_tidied_in_the_end(run: Callable[[int, bool, int], list[int]]) -> None:
    assert run(650, True, tidy.DUE + 1) == [301, 602]


def test_a_hall_that_comes_and_goes_without_rest_is_tidied_at_once(run: Callable[[int, bool, int], list[int]]) -> None:
    assert run(2, True, tidy.MANY + 1) == [1, 2]
