"""What the writer has read of a forum and need not read again, for as long as nothing was done there but by the hall
together.

The head of a log is another one after every command, of any process, and after a group that was rolled back: while it
is the same, nothing has happened. Votes and newcomers move it, too, but change nothing that is kept here.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class ForumHead:
    """How a forum stands when many act together: its columns that they need, and what was read of it before."""

    id: int
    ref: str
    state: str
    log_n: int
    log_head: str
    known: dict[int, Any] = field(default_factory=dict)
    """activity → whatever the action keeps of it; used by the writer alone"""


class WriterCache:
    """What is known of each forum, and the head of the log at which it was true."""

    def __init__(self) -> None:
        self._forums: dict[int, tuple[str, dict[int, Any]]] = {}

    def at(self, forum: int, head: str) -> dict[int, Any]:
        """What was read at this head; nothing yet when something has happened since."""
        before, known = self._forums.get(forum, ("", {}))
        if before != head:
            known = {}
            self._forums[forum] = head, known
        return known

    def moved(self, standing: ForumHead, head: str) -> None:
        """Many acted together; what is known of the forum is as true as before."""
        self._forums[standing.id] = head, standing.known
