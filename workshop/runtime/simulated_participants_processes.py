"""Child processes that simulate participants in rehearsals: starts one per forum on request and ends it. Knows no
rules.

The child is `workshop rehearse --practise --join -` (rehearsal/practice_child.py): it reads the address to join and
its phones' secret from its standard input, joins as people do, and leaves when that input ends, so no child outlives
this process.
"""

import threading

from workshop.runtime.jobs import Child, Jobs

PEOPLE = 30
MOST_FORUMS = 3
"""Most forums with simulated people at a time: ninety people are no burden, nine hundred would be."""
COMMAND = ("-m", "workshop", "rehearse", "--practise", "--join", "-", "--participants", str(PEOPLE))


class TooMany(Exception):
    """The maximum number of forums has simulated people already."""


class AlreadyThere(Exception):
    """This rehearsal has simulated people already."""


class _Starting:
    """Placeholder for the child process while it starts, which may take a while."""


class PracticePeople:
    """The groups of this server process, by forum. Used from any thread; only `call` waits for a process to start."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._groups: dict[int, Child | _Starting] = {}
        self._leaving: list[Child] = []
        """sent away, and still running for some seconds"""
        self._lock = threading.Lock()

    def are_in(self, forum: int) -> bool:
        """Whether a forum's people are there or on their way."""
        with self._lock:
            self._reap()
            return forum in self._groups

    def call(self, forum: int, link: str, phones: tuple[str, str]) -> None:
        """Start the people of a forum, who join at `link`. Blocks while a process starts. Raises AlreadyThere, TooMany.

        `phones` is the name of the phones' cookie and a secret of this forum that their tokens follow from: with the
        same secret the same participants come back.

        Groups that were sent away and have not left yet count too: pressing the button on and off again brings no
        crowd.
        """
        placeholder = self._make_room(forum)
        try:
            group = self._jobs.child("practice", COMMAND, " ".join((link, *phones)))
        except BaseException:
            self._settle(forum, placeholder, None)
            raise
        if not self._settle(forum, placeholder, group):
            self._stop(group)

    def send_away(self, forum: int) -> None:
        """End the people of a forum, also those on their way. Does nothing when there are none."""
        with self._lock:
            self._leave(forum)

    def _make_room(self, forum: int) -> _Starting:
        with self._lock:
            self._reap()
            if forum in self._groups:
                raise AlreadyThere
            if len(self._groups) + len(self._leaving) >= MOST_FORUMS:
                raise TooMany
            placeholder = self._groups[forum] = _Starting()
            return placeholder

    def _settle(self, forum: int, placeholder: _Starting, group: Child | None) -> bool:
        """Replace the placeholder by the group that started (None: it could not start). False when it was sent
        away meanwhile."""
        with self._lock:
            if self._groups.get(forum) is not placeholder:
                return False
            del self._groups[forum]
            if group is not None:
                self._groups[forum] = group
            return True

    def _reap(self) -> None:
        for forum, group in list(self._groups.items()):
            if isinstance(group, Child) and not group.alive:
                self._leave(forum)
        self._leaving = [group for group in self._leaving if group.alive]

    def _leave(self, forum: int) -> None:
        group = self._groups.pop(forum, None)
        if isinstance(group, Child):
            self._stop(group)

    def _stop(self, group: Child) -> None:
        group.leave()
        self._leaving.append(group)
