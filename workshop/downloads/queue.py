"""The files that are being made or were made a moment ago, and the child processes that make them: one, and a second
for pages while the first one makes a file.

Who asks for a file that is in the queue, or was made of the same edition of the forum, gets that one. Made files stay
in memory for some minutes; a restart forgets all of it, and whoever still waits asks again.
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

import msgspec
from sqlalchemy import Engine

from workshop.access import random_codes_and_keys
from workshop.downloads.worker_messages import READ, WRITE, FileAnswer, FileOrder, FileRequest
from workshop.runtime import loop
from workshop.runtime.answering_child_process import AskedChild, ChildFailed
from workshop.runtime.epoch_ms import clock
from workshop.runtime.jobs import Job
from workshop.runtime.settings import Settings

POOL, PAGES_POOL = "files", "pages of results"
COMMAND = ("-m", "workshop.downloads.worker")
SECONDS = 300.0
"""For one step of one file. A child that takes longer hangs, and is ended."""
WAIT_SECONDS = 1.0
"""For a file that a page waits for, before it shows how far it is."""
KEPT_SECONDS = 300.0
KEPT_BYTES = 64_000_000
"""All made files together; beyond that the oldest go first. The newest is always kept."""
IDLE_SECONDS = 60.0
"""The child ends after so long without work: it holds the words of a forum and some 100 MB."""
EVERY = 10.0
WAITING, READING, WRITING, MADE, FAILED = "waiting", "reading", "writing", "made", "failed"

log = logging.getLogger(__name__)


class FileMaker(Protocol):
    """Who makes files: see AskedChild and InThisProcess."""

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""

    def ask(self, message: bytes, seconds: float) -> bytes:
        """Its answer. Raises ChildFailed."""

    def leave(self) -> None:
        """End it."""


@dataclass(eq=False)
class Download:
    """One file on its way. Written by the thread that makes it; others read."""

    order: FileOrder
    edition: str
    began: float
    id: str = field(default_factory=random_codes_and_keys.key)
    stage: str = WAITING
    ideas: int = 0
    name: str = ""
    content: bytes = b""
    over: loop.Future[None] = field(default_factory=lambda: loop.Future[None]())

    def wait(self, seconds: float) -> bool:
        """Wait until it is made or has failed, at most so long; whether it is made."""
        with suppress(TimeoutError):
            self.over.wait(seconds)
        return self.stage == MADE

    def answers(self, order: FileOrder, edition: str) -> bool:
        """Whether it is what is asked for now: what still waits will be made of the newest edition anyway."""
        return self.order == order and (self.stage == WAITING or (self.stage != FAILED and self.edition == edition))


class Downloads:
    """All files of one server. Safe in any thread."""

    def __init__(
        self,
        engine: Engine,
        settings: Settings,
        start: Callable[[], FileMaker] | None = None,
        patience: float = WAIT_SECONDS,
    ) -> None:
        self.patience = patience
        self._database = engine.url.render_as_string(hide_password=False)
        self._settings = settings
        begin = start or (lambda: AskedChild(POOL, COMMAND))
        self._children = _Child(begin), _Child(begin)
        self._known: dict[str, Download] = {}
        self._lock = threading.Lock()

    @property
    def job(self) -> Job:
        """Forgets old files, and ends a child without work."""
        return Job(name=POOL, run=self.tidy, every=EVERY, in_thread=True, end=self.close)

    def ask(self, order: FileOrder, edition: str) -> Download:
        """The file of this edition (`report_data.edition`), made or in the making; else its making begins now."""
        with self._lock:
            for one in self._known.values():
                if one.answers(order, edition):
                    return one
            made = Download(order, edition, time.monotonic())
            self._known[made.id] = made
        loop.call_soon(loop.spawn, self._begin, made)
        return made

    def find(self, id: str, order: FileOrder) -> Download | None:
        """A file by its id, in whatever language; None when it is forgotten, or another order's."""
        found = self._known.get(id)
        asked = found and msgspec.structs.replace(order, lang=found.order.lang)
        return found if found is not None and asked == found.order else None

    def ahead_of(self, download: Download) -> int:
        """How many files are made before this one; of a page, how many pages."""
        alike = [one for one in list(self._known.values()) if one.order.is_page == download.order.is_page]
        unmade = [one for one in alike if one.stage in (WAITING, READING, WRITING)]
        return unmade.index(download) if download in unmade else 0

    def tidy(self) -> None:
        """Forget what is old or too much, and end a child that has had no work for a while."""
        now = time.monotonic()
        with self._lock:
            over = [one for one in self._known.values() if one.over.done]
            size = sum(len(one.content) for one in over)
            for one in over[:-1]:
                if size > KEPT_BYTES or now - one.began > KEPT_SECONDS:
                    size -= len(one.content)
                    del self._known[one.id]
            if over and now - over[-1].began > KEPT_SECONDS:
                del self._known[over[-1].id]
        for child in self._children:
            child.rest(now)

    def close(self) -> None:
        """End the child processes, whatever they do: at the stop."""
        for child in self._children:
            child.close()

    def _begin(self, download: Download) -> None:
        loop.in_thread(self._make, download, pool=PAGES_POOL if download.order.is_page else POOL)

    def _make(self, download: Download) -> None:
        """In a thread of files or of pages, which make one at a time each."""
        child = self._taken(download.order.is_page)
        try:
            self._made_by(child, download)
        finally:
            child.turn.release()
            download.over.set(None)
            self.tidy()

    def _taken(self, is_page: bool) -> "_Child":
        """The child that makes it now. A page, for which somebody waits, has the second one where the first makes a
        file; else the first, which has read the forum when its files are asked for."""
        first, second = self._children
        if is_page and not first.turn.acquire(blocking=False):
            second.turn.acquire()
            return second
        if not is_page:
            first.turn.acquire()
        return first

    def _made_by(self, child: "_Child", download: Download) -> None:
        try:
            download.stage = READING
            read = self._said(child, READ, download.order)
            download.edition, download.ideas = read.edition, read.ideas
            download.stage = WRITING
            made = self._said(child, WRITE, download.order)
            download.name, download.content, download.stage = made.name, made.content, MADE
        except (ChildFailed, OSError, msgspec.DecodeError) as error:
            child.leave()
            self._fail(download, str(error))
        except _NotMade as error:
            self._fail(download, str(error))

    def _said(self, child: "_Child", step: str, order: FileOrder) -> FileAnswer:
        question = FileRequest(
            step=step,
            order=order,
            database_url=self._database,
            tz=self._settings.tz.key,
            licence=self._settings.licence,
            retention=self._settings.retention,
            now=clock(),
        )
        told = msgspec.msgpack.decode(child.ask(msgspec.msgpack.encode(question)), type=FileAnswer)
        if told.failed:
            raise _NotMade(told.failed)
        return told

    def _fail(self, download: Download, why: str) -> None:
        download.stage = FAILED
        log.error("a file in the format %s could not be made: %s", download.order.format, why)


class _Child:
    """A child process, begun when there is work. Who holds `turn` asks it: one at a time."""

    def __init__(self, start: Callable[[], FileMaker]) -> None:
        self.turn = threading.Lock()
        self._start = start
        self._process: FileMaker | None = None
        self._used = 0.0
        self._closed = False

    def ask(self, message: bytes) -> bytes:
        """Its answer, of a new process where there is none that lives. Raises ChildFailed and OSError."""
        process = self._process if self._process and self._process.alive else self._replaced()
        try:
            return process.ask(message, SECONDS)
        finally:
            self._used = time.monotonic()

    def rest(self, now: float) -> None:
        """End the process where it has had no work for a while. `now`: of the monotonic clock."""
        if self._process is not None and now - self._used > IDLE_SECONDS and self.turn.acquire(blocking=False):
            try:
                self.leave()
            finally:
                self.turn.release()

    def leave(self) -> None:
        """End the process; the next question begins a new one."""
        process, self._process = self._process, None
        if process is not None:
            process.leave()

    def close(self) -> None:
        """End the process, whatever it does, for good."""
        self._closed = True
        if self._process is not None:
            self._process.leave()

    def _replaced(self) -> FileMaker:
        self.leave()
        if self._closed:
            raise ChildFailed("the server stops")
        self._process = self._start()
        return self._process


class _NotMade(Exception):
    """The child could not make this file."""
