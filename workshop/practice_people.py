"""Simulated people whom a button calls into a rehearsal: a child process for each forum, which ends by itself. Knows no rules.

The child is `workshop rehearse --practise --join -` (rehearsal/on_call.py): it comes in at the address it reads from its input, as
people do, and leaves when that input ends, so none outlives this process.
"""

import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PEOPLE = 30
MOST_FORUMS = 3
"""So many at once: ninety people are no burden, nine hundred would be."""
TOP = Path(__file__).resolve().parents[1]
COMMAND = ("-m", "workshop", "rehearse", "--practise", "--join", "-", "--participants", str(PEOPLE))


class TooMany(Exception):
    """As many rehearsals as may have them have them."""


class AlreadyThere(Exception):
    """This rehearsal has them."""


@dataclass(frozen=True)
class _Group:
    child: "subprocess.Popen[bytes]"
    end: int
    """the writing end of its input: closed, it leaves"""


class PracticePeople:
    """The groups of one process, by forum. Used from any thread."""

    def __init__(self) -> None:
        self._groups: dict[int, _Group] = {}
        self._one_at_a_time = threading.Lock()

    def are_in(self, forum: int) -> bool:
        """Whether people were called in, and are still there or on their way."""
        with self._one_at_a_time:
            self._bury()
            return forum in self._groups

    def call(self, forum: int, link: str) -> None:
        """Call them in at a joining link. Blocks for as long as a process takes to begin. Raises AlreadyThere, TooMany."""
        with self._one_at_a_time:
            self._bury()
            if forum in self._groups:
                raise AlreadyThere
            if len(self._groups) >= MOST_FORUMS:
                raise TooMany
            self._groups[forum] = _begin(link)

    def send_away(self, forum: int) -> None:
        """They leave. Nothing when there are none."""
        with self._one_at_a_time:
            group = self._groups.get(forum)
            if group is not None:
                self._leave(forum, group)

    def _bury(self) -> None:
        for forum, group in list(self._groups.items()):
            if group.child.poll() is not None:
                self._leave(forum, group)

    def _leave(self, forum: int, group: _Group) -> None:
        del self._groups[forum]
        with suppress(OSError):
            os.close(group.end)
        threading.Thread(target=group.child.wait, daemon=True).start()  # so that no dead process is left


def _begin(link: str) -> _Group:
    its, end = os.pipe()
    try:
        child = subprocess.Popen(
            [sys.executable, *COMMAND], cwd=TOP, stdin=its, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the server
        )  # fmt: skip
    except BaseException:
        os.close(end)
        raise
    finally:
        os.close(its)
    os.write(end, link.encode() + b"\n")
    return _Group(child, end)
