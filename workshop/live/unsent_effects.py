"""Unsent effects: what commands touch, from just before their commit until a beat takes it.

A beat that reads the database may see a commit whose effects are not noted yet. With these effects it reads everything
that such a commit touched, not only the part that something else touched too: a frame is one state of the forum.

One writer thread adds, the loop removes, the broadcast thread looks. No lock is needed: each step is one operation on a
list or a deque, and an effect is in the second place before it leaves the first.
"""

from collections import deque

from workshop.actions.command_batch import Effect


class UnsentEffects:
    """The effects of the group that is being committed, and of those committed before that no beat has taken."""

    def __init__(self) -> None:
        self._committing: list[Effect] = []
        self._committed: deque[list[Effect]] = deque()
        self._noted = 0

    def committing(self, effects: list[Effect]) -> None:
        """In the writer thread, before a commit. One that fails is replaced by the next."""
        self._committing = effects

    def committed(self, effects: list[Effect]) -> None:
        """In the writer thread, after a commit."""
        self._committed.append(effects)
        self._committing = []

    def noted(self) -> None:
        """In the loop: the oldest effects that were not noted are noted for the next beat."""
        self._noted += 1

    def taken(self) -> None:
        """In the loop: a beat begins with everything that was noted."""
        for _ in range(self._noted):
            self._committed.popleft()
        self._noted = 0

    def of(self, forum: int) -> list[Effect]:
        """In the broadcast thread: a forum's effects, oldest first."""
        last = self._committing  # read first: after its commit it is among the others
        return [effect for group in (*tuple(self._committed), last) for effect in group if effect.forum == forum]
