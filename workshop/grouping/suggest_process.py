"""The Suggester in a child process, for the server: the same functions, without the arithmetic in this process.

Call it in a worker thread or a job: an answer takes a second at hundreds of cards, and some 20 ms more for each new
text where meaning is compared. Never in the event loop. The child is started at the first call, and replaced when it
died or hung.
"""

import threading
import time
from collections.abc import Callable, Collection
from typing import cast

import msgspec

from workshop.grouping.base import Duplicates, Near, Piles, Placement, Work
from workshop.grouping.embedder import is_installed
from workshop.grouping.suggest_worker import ANSWERS, Question
from workshop.runtime.asked_child import AskedChild, ChildFailed

COMMAND = ("-m", "workshop.grouping.suggest_worker")
SECONDS, FIRST_SECONDS = 10.0, 30.0
"""For one answer, and for those before the first about meaning, which waits for the model. One process answers for all
forums, so one that hangs holds up the suggestions of all."""
SECONDS_PER_TEXT = 0.1
"""More for each text that the process has not read: some 20 ms, on a slow machine several times as much."""
READS = ("duplicates", "placements", "piles")
"""Kinds of questions for which the process reads every text."""


class NoSuggestions(Exception):
    """The child process hung, or failed twice: there are no suggestions now."""


class SuggestProcess:
    """Asks the child process. Safe in any thread; one question at a time."""

    def __init__(self, start: Callable[[], AskedChild] | None = None) -> None:
        self._start = start or (lambda: AskedChild("suggestions", COMMAND))
        self._child: AskedChild | None = None
        self._read: set[str] = set()
        self._lock = threading.Lock()

    @property
    def semantic(self) -> bool:
        """See Suggester."""
        return is_installed()

    def back_end(self) -> str:
        """See Suggester."""
        return cast(str, self._ask(Question(kind="back_end", work=Work(cards=()))))

    def duplicates(self, work: Work, letters: bool = False) -> tuple[Duplicates, ...]:
        """See Suggester. Raises NoSuggestions, as all of these do."""
        return cast(tuple[Duplicates, ...], self._ask(Question(kind="duplicates", work=work, letters=letters)))

    def placements(self, work: Work, letters: bool = False) -> tuple[Placement, ...]:
        """See Suggester."""
        return cast(tuple[Placement, ...], self._ask(Question(kind="placements", work=work, letters=letters)))

    def piles(self, work: Work, about: int) -> Piles:
        """See Suggester."""
        return cast(Piles, self._ask(Question(kind="piles", work=work, about=about)))

    def similar(self, text: str, language: str, work: Work) -> tuple[Near, ...]:
        """See Suggester."""
        asked = Question(kind="similar", work=work, text=text, language=language)
        return cast(tuple[Near, ...], self._ask(asked))

    def name(self, work: Work, cards: Collection[int]) -> str:
        """See Suggester."""
        return cast(str, self._ask(Question(kind="name", work=work, cards=tuple(cards))))

    def close(self) -> None:
        """End the child process."""
        with self._lock:
            self._leave()

    def _ask(self, question: Question) -> object:
        message = msgspec.msgpack.encode(question)
        with self._lock:
            for _ in range(2):
                until = time.monotonic() + self._limit(question)
                try:
                    return self._answer(question, message, until)
                except (ChildFailed, OSError, msgspec.DecodeError):
                    self._leave()
                if time.monotonic() >= until:  # the next one would hang as well
                    break
        raise NoSuggestions

    def _answer(self, question: Question, message: bytes, until: float) -> object:
        if self._child is None or not self._child.alive:
            self._leave()
            self._child = self._start()
        said = self._child.ask(message, until - time.monotonic())
        found = msgspec.msgpack.decode(said, type=ANSWERS[question.kind])
        if question.kind in READS and not question.letters:
            self._read |= {card.text for card in question.work.cards}
        return found

    def _limit(self, question: Question) -> float:
        """Seconds for one answer."""
        new = sum(card.text not in self._read for card in question.work.cards)
        return (SECONDS if self._read else FIRST_SECONDS) + SECONDS_PER_TEXT * new

    def _leave(self) -> None:
        if self._child:
            self._child.leave()
        self._child, self._read = None, set()
