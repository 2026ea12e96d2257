"""Ends a terminal command quietly when the reader of its output has ended (`workshop verify | head`)."""

import os
import select
import sys
from collections.abc import Callable

GONE = 141
"""The exit code that a shell reports for a process which SIGPIPE ended."""


def run_until_unread(command: Callable[[], int]) -> int:
    """Run a command and write out what it printed. Returns its exit code, or GONE when its output is no longer read."""
    try:
        code = _code(command)
        sys.stdout.flush()
        sys.stderr.flush()
        return code
    except BrokenPipeError:
        if not any(map(_is_unread, (1, 2))):
            raise  # another pipe or socket, not the terminal's
        # What is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return GONE


def _code(command: Callable[[], int]) -> int:
    """The command's exit code; --help and wrong options end it by SystemExit."""
    try:
        return command()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)


def _is_unread(descriptor: int) -> bool:
    """Whether the other end of this output is closed."""
    watch = select.poll()
    watch.register(descriptor, 0)
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in watch.poll(0))
