"""Simulated people whom a button calls into a rehearsal: a child process for each forum, which ends by itself. Knows no
rules.

The child is `workshop rehearse --practise --join -` (rehearsal/on_call.py): it comes in at the address it reads from
its input, as people do, and leaves when that input ends, so none outlives this process.
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
TOP = Path(__file__).resolve().parents[2]
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


class _Coming:
    """Stands for a group while its process begins, which may take a while."""


class PracticePeople:
    """The groups of one process, by forum. Used from any thread; nothing but `call` waits for a process to begin."""

    def __init__(self) -> None:
        self._groups: dict[int, _Group | _Coming] = {}
        self._leaving: list[_Group] = []
        """sent away, and for some seconds still there"""
        self._one_at_a_time = threading.Lock()

    def are_in(self, forum: int) -> bool:
        """Whether people were called in, and are still there or on their way."""
        with self._one_at_a_time:
            self._bury()
            return forum in self._groups

    def call(self, forum: int, link: str) -> None:
        """Call them in at a joining link. Blocks for as long as a process takes to begin. Raises AlreadyThere, TooMany.

        Whoever was sent away and has not left yet counts, too: a button pressed on and off again brings no crowd.
        """
        coming = self._make_room(forum)
        try:
            group = _begin(link)
        except BaseException:
            self._settle(forum, coming, None)
            raise
        if not self._settle(forum, coming, group):
            self._end(group)

    def send_away(self, forum: int) -> None:
        """They leave; those on their way turn back. Nothing when there are none."""
        with self._one_at_a_time:
            self._leave(forum)

    def _make_room(self, forum: int) -> _Coming:
        with self._one_at_a_time:
            self._bury()
            if forum in self._groups:
                raise AlreadyThere
            if len(self._groups) + len(self._leaving) >= MOST_FORUMS:
                raise TooMany
            coming = self._groups[forum] = _Coming()
            return coming

    def _settle(self, forum: int, coming: _Coming, group: _Group | None) -> bool:
        """Put the group that began (None: it could not) where `coming` stood. False when it was sent away meanwhile."""
        with self._one_at_a_time:
            if self._groups.get(forum) is not coming:
                return False
            del self._groups[forum]
            if group is not None:
                self._groups[forum] = group
            return True

    def _bury(self) -> None:
        for forum, group in list(self._groups.items()):
            if isinstance(group, _Group) and group.child.poll() is not None:
                self._leave(forum)
        self._leaving = [group for group in self._leaving if group.child.poll() is None]

    def _leave(self, forum: int) -> None:
        group = self._groups.pop(forum, None)
        if isinstance(group, _Group):
            self._end(group)

    def _end(self, group: _Group) -> None:
        with suppress(OSError):
            os.close(group.end)
        self._leaving.append(group)
        threading.Thread(target=group.child.wait, daemon=True).start()  # so that no dead process is left


def _begin(link: str) -> _Group:
    its, end = os.pipe()
    try:
        child = subprocess.Popen(
            [sys.executable, *COMMAND],
            cwd=TOP,
            stdin=its,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the server
        )
    except BaseException:
        os.close(end)
        raise
    finally:
        os.close(its)
    os.write(end, link.encode() + b"\n")
    return _Group(child, end)
