"""The Suggester in a child process, for the server: the same functions, without the arithmetic in this process.

Call it in a worker thread or a job: an answer takes a second at hundreds of cards, and some 40 ms more for each new
text where meaning is compared. Never in the event loop. The child is started at the first call, and replaced when it
died or hung.

New texts are read a few at a time, before the question: so a model that is slow on a busy machine is not taken for one
that hangs. What it made of them, their vectors, is kept in this process, and given to a child that replaces another.
"""

import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import cast

import msgspec

from workshop.grouping.embedder import AT_ONCE, KEPT, is_installed
from workshop.grouping.embedder import FIRST_SECONDS as FIRST_TEXTS_SECONDS
from workshop.grouping.suggest_worker import ANSWERS, Question
from workshop.grouping.suggester_interface import Duplicates, Near, OfferedNames, Piles, Placement, Work
from workshop.runtime.answering_child_process import AskedChild, ChildFailed

COMMAND = ("-m", "workshop.grouping.suggest_worker")
START_SECONDS = 30.0
"""For a child to start, until it hears the first question: counted apart from what it does then, because a busy machine
takes many times as long to load Python and numpy."""
SECONDS, FIRST_SECONDS = 10.0, 30.0
"""For one answer, and for the first of a child, which splits all texts into words. One process answers for all forums,
so one that hangs holds up the suggestions of all."""
SECONDS_PER_CARD = 0.02
"""More for each card of the question: half a second of work at 600, many times that on a machine that is busy."""
READ_SECONDS = FIRST_TEXTS_SECONDS + 5.0
"""To read a few texts. The child gives up its own child, which has the model, before that."""
KEEP_AT_ONCE = 1_000
"""Vectors in one message, of 768 bytes each: a longer message would hold up the loop while it is packed."""
READS = ("duplicates", "placements", "piles", "similar", "names")
"""Kinds of questions for which the process reads every text."""


class NoSuggestions(Exception):
    """The child process hung, or failed twice: there are no suggestions now."""


class SuggestProcess:
    """Asks the child process. Safe in any thread; one question at a time."""

    def __init__(self, start: Callable[[], AskedChild] | None = None) -> None:
        self._start = start or (lambda: AskedChild("suggestions", COMMAND))
        self._child: AskedChild | None = None
        self._answered = False
        self._vectors: dict[str, bytes] = {}
        """text → its vector; outlives the child"""
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

    def names(self, work: Work, letters: bool = False) -> OfferedNames:
        """See Suggester."""
        return cast(OfferedNames, self._ask(Question(kind="names", work=work, letters=letters)))

    def close(self) -> None:
        """End the child process."""
        with self._lock:
            self._leave()

    def _ask(self, question: Question) -> object:
        with self._lock:
            for _ in range(2):
                try:
                    return self._answer(question)
                except TimeoutError:  # the next one would hang as well
                    break
                except (ChildFailed, OSError, msgspec.DecodeError):
                    self._leave()
        raise NoSuggestions

    def _answer(self, question: Question) -> object:
        if question.kind in READS and not question.letters and not self._read(question.work):
            question = msgspec.structs.replace(question, letters=True)
        seconds = SECONDS if self._answered else FIRST_SECONDS
        found = self._said(question, seconds + SECONDS_PER_CARD * len(question.work.cards))
        self._answered = True
        return found

    def _read(self, work: Work) -> bool:
        """Have the child read the texts that are new. False when it makes no vectors of them now."""
        titles = [theme.title for theme in work.themes]
        texts = dict.fromkeys([*(card.text for card in work.cards), *titles, *work.known_names])
        new = [text for text in texts if text not in self._vectors]
        for few in _pieces(new, AT_ONCE):
            vectors = cast(tuple[bytes, ...], self._said(Question(kind="read", texts=few), READ_SECONDS))
            if len(vectors) != len(few):
                return False
            self._vectors.update(zip(few, vectors, strict=True))
        for text in list(self._vectors)[: max(0, len(self._vectors) - KEPT)]:
            del self._vectors[text]
        return True

    def _said(self, question: Question, seconds: float) -> object:
        """The child's answer. Raises TimeoutError when it took longer, or to start, ChildFailed or OSError when it
        died, and msgspec.DecodeError for nonsense."""
        child = self._child if self._child and self._child.alive else self._replaced()
        until = time.monotonic() + seconds
        try:
            said = child.ask(msgspec.msgpack.encode(question), until - time.monotonic())
        except ChildFailed:
            self._leave()
            if time.monotonic() >= until:
                raise TimeoutError from None
            raise
        return msgspec.msgpack.decode(said, type=ANSWERS[question.kind])

    def _replaced(self) -> AskedChild:
        """A new child that has started, with the vectors that are kept."""
        self._leave()
        self._child = child = self._start()
        self._said(Question(kind="keep"), START_SECONDS)
        for few in _pieces(list(self._vectors), KEEP_AT_ONCE):
            vectors = tuple(self._vectors[text] for text in few)
            self._said(Question(kind="keep", texts=few, vectors=vectors), FIRST_SECONDS)
        return child

    def _leave(self) -> None:
        if self._child:
            self._child.leave()
        self._child, self._answered = None, False


def _pieces(texts: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    for at in range(0, len(texts), size):
        yield tuple(texts[at : at + size])
