"""The writer's cache of what it has read of each forum, valid while only batches (votes, what is dealt, joins) change
the forum.

The cache is keyed by the hash at the head of the forum's log. That hash differs after every command of any process, and
after a rollback of a group: while it is equal, nothing has happened. Batches move it too, but change
nothing that is cached here.
"""

from dataclasses import dataclass, field


@dataclass
class ForumHead:
    """The columns of a forum that a batch needs, and what was read of the forum before."""

    id: int
    ref: str
    state: str
    by_ticket: bool
    log_n: int
    log_head: str
    cached: dict[int, object] = field(default_factory=dict)
    """activity → what the action caches of it; used only in the writer thread"""


class WriterCache:
    """What was read of each forum, with the head of the log at which it was true."""

    def __init__(self) -> None:
        self._forums: dict[int, tuple[str, dict[int, object]]] = {}

    def at(self, forum: int, head: str) -> dict[int, object]:
        """What was read at this head; an empty dict when something has happened since."""
        before, cached = self._forums.get(forum, ("", {}))
        if before != head:
            cached = {}
            self._forums[forum] = head, cached
        return cached

    def moved(self, forum: ForumHead, head: str) -> None:
        """Move the head after a batch: what is cached of the forum is still true."""
        self._forums[forum.id] = head, forum.cached
