"""The test runner: what runs at the same time, in what order it is told, and what of the shell its programs see."""

import threading
from collections.abc import Callable

import pytest

from tests import run
from tests.run import Outcome, Part
from tests.tools.pace import limit


def parts(monkeypatch: pytest.MonkeyPatch, *made: Part) -> None:
    monkeypatch.setattr(run, "PARTS", list(made))
    monkeypatch.setattr(run, "use_node", lambda: None)
    monkeypatch.setattr("sys.argv", ["run"])


def part(name: str, work: Callable[[], Outcome], beside: bool = False) -> Part:
    return Part(name, name, work, 60, beside=beside)


def test_the_second_row_runs_while_the_first_does_and_is_told_in_its_turn(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    together, order = threading.Barrier(2, timeout=limit(20)), []

    def meets(name: str) -> Callable[[], Outcome]:
        def work() -> Outcome:
            order.append(name)
            together.wait()
            return Outcome(passed=1, said=f"{name} said\n")

        return work

    def after() -> Outcome:
        order.append("after")
        return Outcome(passed=1, said="after said\n")

    parts(monkeypatch, part("first", meets("first")), part("beside", meets("beside"), True), part("last", after, True))
    assert run.main() == 0
    told = capsys.readouterr().out
    assert sorted(order[:2]) == ["beside", "first"] and order[2] == "after"
    assert told.index("first said") < told.index("beside said") < told.index("after said")
    assert "3 passed, 0 failed" in told


def test_who_breaks_it_off_waits_for_no_further_part(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped, begun = threading.Event(), []

    def broken_off() -> Outcome:
        raise KeyboardInterrupt

    def goes_on() -> Outcome:
        stopped.wait(limit(20))
        return Outcome()

    def never() -> Outcome:
        begun.append(1)
        return Outcome()

    monkeypatch.setattr(run, "end_with_its_children", lambda process: stopped.set())
    monkeypatch.setattr(run, "RUNNING", {object()})
    parts(monkeypatch, part("first", broken_off), part("beside", goes_on, True), part("last", never, True))
    with pytest.raises(KeyboardInterrupt):
        run.main()
    assert begun == [] and stopped.is_set()


def test_programs_that_tests_start_may_keep_what_they_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("WORKSHOP_DATA", "/the/developers/own")
    assert not {"PYTHONDONTWRITEBYTECODE", "WORKSHOP_DATA"} & set(run.environment())
