"""Time limits of tests follow the machine's speed: one place scales them, and a failed test leaves nothing that fails
another."""

import ast
import functools
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.tools import pace

TESTS = Path(__file__).resolve().parents[1]
FAILS_AND_LEAVES = """
import gc
import socket

def test_fails():
    left, other = socket.socketpair()
    assert left.fileno() < 0, "as it is meant to"

def test_is_sound():
    gc.collect()  # as Python does it in the middle of anything
"""
WAITS = {"timeout", "wait_timeout"}
"""Arguments in which only a limit is ever given."""
GENEROUS = {"limit", "limit_ms"}
"""How long to wait; too long for a promise."""


def test_the_usual_machine_and_a_faster_one_keep_the_limits_as_they_are_written() -> None:
    assert pace.factor([0.1, 0.2, 0.1]) == 1.0
    assert pace.factor([pace.USUAL_SECONDS] * 3) == 1.0


def test_a_slower_machine_gets_so_much_more_time_and_one_hiccup_changes_nothing() -> None:
    assert pace.factor([pace.USUAL_SECONDS * 2] * 3) == pytest.approx(2.0)
    assert pace.factor([pace.USUAL_SECONDS, pace.USUAL_SECONDS, 60.0]) == 1.0


def test_what_was_measured_once_holds_for_every_process_of_the_run() -> None:
    said = on_a_slow_machine(
        "from tests.tools.pace import scaled, limit, limit_ms, in_words;"
        "print(scaled(10), limit(10), limit_ms(500), in_words())"
    )
    assert said.startswith("16.0 48.0 2400.0 This machine is 1.6 times slower")


def test_what_is_late_because_the_machine_became_busy_is_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [pace.USUAL_SECONDS]
    monkeypatch.setenv(pace.SETTING, "1.0")
    monkeypatch.setattr(pace, "work", lambda: now[0])
    pace.pace.cache_clear()
    assert pace.in_time(0.9, 1.0) and not pace.in_time(2.5, 1.0), "late, and not for want of a processor"
    assert pace.in_time(2.5, 1.0, calm=1.6), "in peace it takes almost as long"
    now[0] *= 3
    assert pace.in_time(2.5, 1.0) and not pace.in_time(3.1, 1.0)
    pace.pace.cache_clear()


def test_a_wait_is_late_only_if_it_is_late_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pace.SETTING, "1.0")
    monkeypatch.setattr(pace, "work", lambda: pace.USUAL_SECONDS)
    pace.pace.cache_clear()
    waits = iter([5.0, 0.2])
    assert pace.late_each_time(lambda: next(waits), 1.0) == []
    assert next(waits, None) is None, "what was late once is measured again, and what was in time is not"
    assert pace.late_each_time(lambda: 5.0, 1.0) == [5.0, 5.0, 5.0]
    pace.pace.cache_clear()


def test_a_round_of_chaos_lets_a_slow_machine_start_slowly() -> None:
    assert float(on_a_slow_machine("from tests.chaos.recount import SERVING_SECONDS; print(SERVING_SECONDS)")) > 3.2


def on_a_slow_machine(program: str) -> str:
    """What a process of a run says in which the machine was found to be 1.6 times slower."""
    environ = {**os.environ, pace.SETTING: "1.6", "PYTHONPATH": str(TESTS.parent)}
    return subprocess.run(
        [sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True
    ).stdout


def test_a_test_that_fails_takes_no_neighbour_along(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from tests.tools.leavings import pytest_runtest_protocol\n")
    (tmp_path / "test_two.py").write_text(FAILS_AND_LEAVES)
    unused = [f"-pno:{plugin}" for plugin in ("cacheprovider", "hypothesispytest", "xdist", "playwright", "timeout")]
    command = [sys.executable, "-m", "pytest", "-q", *unused, "-W", "error", "test_two.py"]
    environ = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
    assert "1 failed, 1 passed" in done.stdout and "error" not in done.stdout.splitlines()[-1], done.stdout


def test_no_limit_is_written_in_bare_seconds() -> None:
    """`timeout=limit(5)`, or `limit_ms(5_000)`, and not `timeout=5`: the machine may be slow."""
    assert [place for path in sorted(TESTS.rglob("*.py")) for place in bare_limits(path)] == []


def bare_limits(path: Path) -> Iterator[str]:
    """Where a number stands as the limit of a call."""
    for call in nodes(path):
        for node in call.keywords if isinstance(call, ast.Call) else ():
            if node.arg in WAITS and isinstance(node.value, ast.Constant) and node.value.value:
                yield f"{path.relative_to(TESTS)}:{node.value.lineno}"


@functools.cache
def nodes(path: Path) -> list[ast.AST]:
    """Of a file that has one of those names; parsing all others would only take long."""
    text = path.read_text("utf-8")
    return list(ast.walk(ast.parse(text))) if any(name in text for name in WAITS | GENEROUS) else []


def test_what_is_promised_is_not_compared_with_a_generous_limit() -> None:
    """`assert in_time(took, 0.5)` and not `assert took < limit(0.5)`, which any machine keeps."""
    assert [place for path in sorted(TESTS.rglob("*.py")) for place in generous_promises(path)] == []


def generous_promises(path: Path) -> Iterator[str]:
    """Where something is asserted to be less than a limit that is meant for waiting."""
    for node in nodes(path):
        for compared in ast.walk(node.test) if isinstance(node, ast.Assert) else ():
            for other in compared.comparators if isinstance(compared, ast.Compare) else ():
                if GENEROUS & {one.id for one in ast.walk(other) if isinstance(one, ast.Name)}:
                    yield f"{path.relative_to(TESTS)}:{other.lineno}"


def test_examples_that_are_long_in_the_making_break_no_rule() -> None:
    """Hypothesis would fail a sound test on a machine that is busy while it makes examples."""
    assert settings.default.deadline is None and HealthCheck.too_slow in settings.default.suppress_health_check
