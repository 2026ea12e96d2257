"""Closes the sockets and files that a failed test left open in the frames of its traceback, which pytest keeps for a
debugger.

Otherwise they are closed while the next test runs, whose warnings are errors: one fault would be reported twice, the
second time in a test that is sound.
"""

import gc
import sys
import traceback
import warnings
from collections.abc import Generator
from contextlib import suppress

import pytest

KEPT = ("last_type", "last_value", "last_traceback", "last_exc")
"""Where the interpreter keeps the last exception for a debugger."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Sweeps after each test that failed."""
    failed = item.session.testsfailed
    try:
        return (yield)
    finally:
        if item.session.testsfailed > failed:
            sweep()


def sweep() -> None:
    """Close what the last failure still holds, silently: the failure itself has been reported."""
    found = getattr(sys, "last_traceback", None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        if found is not None:
            traceback.clear_frames(found)
        for name in KEPT:
            with suppress(AttributeError):
                delattr(sys, name)
        del found
        gc.collect()
