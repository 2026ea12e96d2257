"""Hooks for how tests are loaded: the machine's speed is measured first, which gives each test its time, and what is
loaded costs the run as little as possible."""

import fcntl
import gc
import os
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.run import IN_TURN
from tests.tools import pace


def pytest_configure(config: pytest.Config) -> None:
    """Measures the machine's speed once, before any process of the run does anything else."""
    pace.pace()
    gc.disable()  # while tests are loaded there is nothing to collect


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Where nothing is compiled yet, the workers of a run load the tests one after the other, so that one of them
    compiles each (tests/run.py)."""
    if IN_TURN not in os.environ:
        return (yield)
    with Path(os.environ[IN_TURN]).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        return (yield)


def pytest_collection_modifyitems(items: list[pytest.Item], config: pytest.Config) -> None:
    """Gives each test more time on a slow machine."""
    usual = float(config.getoption("timeout") or str(config.getini("timeout")))
    for item in items:
        own = item.get_closest_marker("timeout")
        item.add_marker(pytest.mark.timeout(pace.limit(own.args[0] if own else usual)), append=False)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Takes all that is loaded by now out of the garbage collector's sight, and lets it run less often than usual: it
    would walk through the same modules and tests again and again, for a tenth of the whole run."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
