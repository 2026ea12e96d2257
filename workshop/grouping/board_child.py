"""Computes a board's suggestions in a child process, because minutes of arithmetic in a thread of the server would hold
up its event loop. A child that fails is replaced at the next call."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from workshop.grouping.board import Suggestions
from workshop.runtime.asked_child import MESSAGE, AskedChild

if TYPE_CHECKING:
    from workshop.grouping.base import Work

COMMAND = ("-m", "workshop.grouping.board_worker")
SECONDS = 120.0
"""For one answer: generous, because phones come first on a busy machine."""
MORE, LETTERS, ALL = b"+", b"l", b"a"
"""How a message begins: another part follows; compare by letters alone, which takes a moment; by all that is there."""
PART = MESSAGE - 1


class BoardChild:
    """Asks the child, in one thread."""

    def __init__(self, start: Callable[[], AskedChild] | None = None) -> None:
        self._start = start or (lambda: AskedChild("suggestions", COMMAND))
        self._child: AskedChild | None = None

    def suggested(self, work: "Work", letters: bool) -> Suggestions:
        """The suggestions; with `letters` by the lexical back end. Raises ChildFailed, OSError."""
        if self._child is None or not self._child.alive:
            self.close()
            self._child = self._start()
        body = msgspec.json.encode(work)
        while len(body) > PART:
            self._child.ask(MORE + body[:PART], SECONDS)
            body = body[PART:]
        answer = self._child.ask((LETTERS if letters else ALL) + body, SECONDS)
        return msgspec.json.decode(answer, type=Suggestions)

    def close(self) -> None:
        """End the child process."""
        child, self._child = self._child, None
        if child is not None:
            child.leave()
