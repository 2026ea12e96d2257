"""What a test leaves behind when it fails: open sockets and files in the frames of its traceback, which pytest keeps
for a debugger.

Unswept they are closed while the next test runs, whose warnings are errors: one fault would be told as two, the second
of them of a test that is sound.
"""

import gc
import sys
import traceback
import warnings
from contextlib import suppress

KEPT = ("last_type", "last_value", "last_traceback", "last_exc")
"""Where the interpreter keeps the last exception for a debugger."""


def sweep() -> None:
    """Closes what the last failure still holds, without a word: the failure itself has been told."""
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
