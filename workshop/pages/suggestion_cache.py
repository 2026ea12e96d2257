"""The suggestions of each forum that a console looks at, kept by a job that has a child process compute them.

A console asks again and again; a forum is looked at for some seconds after each time. Suggestions are computed again
when their input has changed, and until then the last ones are given. Nothing is written: what people did and dismissed
is in the database, so a restart loses no answer.
"""

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Engine

from workshop.domain.errors import Refusal
from workshop.grouping.suggestions_for_board import (
    BoardSuggester,
    ProposedPiles,
    Suggestions,
    proposed_piles,
    suggested,
)
from workshop.runtime.jobs import Job
from workshop.storage.database import reading

if TYPE_CHECKING:  # numpy is loaded when something is suggested
    from workshop.grouping.suggester_interface import Work

EVERY, WATCHED_SECONDS = 0.3, 20.0
MOST_FORUMS = 16


class _Forum:
    """What is kept of one forum. Written by the job, but for `watched`."""

    def __init__(self) -> None:
        self.watched = 0.0
        self.work: Work | None = None
        self.found = Suggestions()


class SuggestionCache:
    """Suggestions by forum. `of` never waits; `refresh` may take seconds."""

    def __init__(
        self, engine: Engine, suggester: BoardSuggester | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._engine, self._clock = engine, clock
        self._suggester = suggester
        self._forums: dict[int, _Forum] = {}
        self._lock = threading.Lock()

    @property
    def job(self) -> Job:
        """The job that computes. When its child process failed, the next run tries again."""
        return Job(name="suggestions", run=self.refresh, every=EVERY, in_thread=True, end=self._close)

    def of(self, forum: int) -> Suggestions:
        """The newest suggestions; the forum is looked at from now on."""
        with self._lock:
            kept = self._forums.setdefault(forum, _Forum())
            kept.watched = self._clock()
            while len(self._forums) > MOST_FORUMS:
                del self._forums[min(self._forums, key=lambda one: self._forums[one].watched)]
            return kept.found

    def refresh(self) -> None:
        """Compute what has changed in the forums that are looked at. Where that fails, the last suggestions stay and
        are said to be all for now, and the other forums' are computed. Raises the last failure."""
        since = self._clock() - WATCHED_SECONDS
        with self._lock:
            watched = [(forum, kept) for forum, kept in self._forums.items() if kept.watched >= since]
        failure: Exception | None = None
        for forum, kept in watched:
            try:
                self._renew(forum, kept)
            except Exception as error:
                failure, kept.found = error, msgspec.structs.replace(kept.found, busy=False)
                kept.work = None  # the next run begins with likeness by letters
        if failure is not None:
            raise failure

    def piles(self, forum: int, about: int) -> ProposedPiles:
        """About this many piles of the ideas that are in no theme. Takes seconds: call it in a worker thread. Raises
        Refusal server while the child process fails."""
        from workshop.grouping.suggest_process import NoSuggestions
        from workshop.projections.suggestion_input import work_of

        with reading(self._engine) as db:
            work = work_of(db, forum)
        try:
            return proposed_piles(self._here(), work, about)
        except NoSuggestions:
            raise Refusal("server") from None

    def _renew(self, forum: int, kept: _Forum) -> None:
        from workshop.projections.suggestion_input import work_of

        with reading(self._engine) as db:
            work = work_of(db, forum)
        if work == kept.work:
            return
        here = self._here()
        if kept.work is None and here.semantic:  # the model reads the whole board first, or failed: it takes a while
            kept.found = suggested(here, work, letters=True)
        kept.found = msgspec.structs.replace(kept.found, busy=True)
        kept.found, kept.work = suggested(here, work), work

    def _here(self) -> BoardSuggester:
        from workshop.grouping.suggest_process import SuggestProcess

        self._suggester = self._suggester or SuggestProcess()
        return self._suggester

    def _close(self) -> None:
        if self._suggester is not None:
            self._suggester.close()
