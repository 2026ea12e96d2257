"""The writer: queues every command for one thread, which runs them in transactions and answers after the commit has
been synced to disk. It is the only way to change data.

Waiting commands form a group that shares one commit (group commit). A group is tried as a whole; if anything raises, it
is rolled back and replayed one command at a time, each in its own savepoint, so that a bad command fails without the
others.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import TypeVar

import msgspec
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

import workshop.actions  # noqa: F401  (registers every action)
from workshop.access.authentication import Credentials
from workshop.actions.answers_to_retries import refused
from workshop.actions.command_batch import Asked, Effect, Outcome, batches, hold, merged, take
from workshop.actions.parse import checked
from workshop.actions.registry import TOGETHER
from workshop.actions.writer_cache import WriterCache
from workshop.contract.answer import Answer
from workshop.contract.base import Command
from workshop.domain.errors import Refusal
from workshop.runtime import crash_points
from workshop.runtime.epoch_ms import clock
from workshop.runtime.logs import told
from workshop.runtime.loop import Future
from workshop.runtime.metrics import metrics
from workshop.storage.database import is_full, is_passing, transaction

MOST_IN_A_GROUP = 1000
COMPANY, LARGE = 0.08, 32
"""Seconds from the beginning of a group to that of the next, so that the votes of a whole hall share commits; and the
number of waiting commands at which the next group begins earlier."""
PATIENCE = 15.0
"""The timeout in seconds after which the sender gets a server error. The command may still be done; its idempotency key
makes a retry safe."""
PERSISTENCE, BREATH = 5.0, 0.1
"""Seconds for which a group is retried when the database was away or another process was quicker, and seconds between
two retries."""

log = logging.getLogger(__name__)
T = TypeVar("T")


class _Job(Asked):
    waiting: Future[Answer] = msgspec.field(default_factory=Future)


class Writer:
    """The queue and its writer thread. `on_commit` is called in the writer thread, after a commit, with what the group
    changed."""

    def __init__(
        self, engine: Engine, on_commit: Callable[[list[Effect]], None] | None = None, now: Callable[[], int] = clock
    ) -> None:
        self.engine, self.on_commit, self.now = engine, on_commit, now
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._busy_since = self._began = 0.0
        self._cache = WriterCache()
        self.on_missed: Callable[[set[int]], None] = lambda forums: None
        """Called in the writer thread when `on_commit` raised, with the forums in which the group changed something."""
        self.on_failure: Callable[[Exception], None] = lambda error: None
        """Called in the writer thread when a group could not be committed."""
        self.before_commit: Callable[[list[Effect]], None] = lambda effects: None
        """Called in the writer thread just before a commit, which may still fail, with what the group changed."""

    def open(self) -> None:
        """Start the writer: a native thread with a connection that only it uses."""
        self._thread = threading.Thread(target=self._write_on, name="writer", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Write what is queued, then stop."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(10)
            self._thread = None

    def execute(self, command: Command, carried: Credentials, forum: int | None = None) -> Answer:
        """Run one command and return its answer once the commit is on disk, or its refusal. Never raises Refusal.

        A command that breaks the contract is refused here, whoever made it. What a hall sends together must be checked
        by who makes it (`parse.decoded`, `parse.checked`): a vote is decoded strictly already and costs no second time.
        """
        try:
            if command.verb not in TOGETHER:
                checked(command)
        except Refusal as refusal:
            return refused(refusal)
        job = _Job(command, carried, forum)
        if self._thread is None:
            self._write([job])
            return job.waiting.wait(0)
        self._jobs.put(job)
        try:
            return job.waiting.wait(PATIENCE)
        except TimeoutError:
            return refused(Refusal("server"))

    def waiting(self) -> int:
        """How many commands are queued."""
        return self._jobs.qsize()

    def working(self, patience: float) -> bool:
        """Whether the thread lives and has not been at one group for longer than `patience` seconds."""
        since = self._busy_since
        return (self._thread is None or self._thread.is_alive()) and (
            not since or time.perf_counter() - since < patience
        )

    def _write_on(self) -> None:
        while True:
            jobs, more = self._gather()
            if jobs:
                self._busy_since = self._began = time.perf_counter()
                self._write_and_go_on(jobs)
                self._busy_since = 0.0
            if not more:
                return

    def _gather(self) -> tuple[list[_Job], bool]:
        """The next group, and whether more can come. Commands that a hall sends together wait a moment for others; any
        other command goes immediately."""
        jobs: list[_Job] = []
        patient = True
        try:
            job = self._jobs.get()
            while job is not None:
                jobs.append(job)
                if len(jobs) >= MOST_IN_A_GROUP:
                    break
                patient = patient and len(jobs) < LARGE and job.command.verb in TOGETHER
                left = self._began + COMPANY - time.perf_counter() if patient else 0
                job = self._jobs.get(timeout=left) if left > 0 else self._jobs.get_nowait()
            return jobs, job is not None
        except queue.Empty:
            return jobs, True

    def _write_and_go_on(self, jobs: list[_Job]) -> None:
        """Write a group. Whatever is raised, the thread lives on and nobody waits for an answer until the timeout: the
        commands may have been done, which a retry with their keys finds out."""
        try:
            self._write(jobs)
        except Exception:
            log.exception("the writer failed")
            for job in jobs:
                job.waiting.set(refused(Refusal("server")))

    def _write(self, jobs: list[_Job]) -> None:
        began = time.perf_counter()
        try:
            answers, effects = self._done(jobs, until=began + PERSISTENCE)
        except Exception as error:
            self._fail(jobs, error)
            metrics.count_commands(((job.command.verb, "failed") for job in jobs), began)
            return
        crash_points.point("after the commit")
        if effects and self.on_commit is not None and not _called(self.on_commit, effects):
            _called(self.on_missed, {effect.forum for effect in effects})
        for job, answer in zip(jobs, answers, strict=True):
            job.waiting.set(answer)
        outcomes = ((job.command.verb, answer.code or "ok") for job, answer in zip(jobs, answers, strict=True))
        metrics.count_commands(outcomes, began)

    def _done(self, jobs: list[_Job], until: float) -> tuple[list[Answer], list[Effect]]:
        """Commit the group, with retries after transient errors. The idempotency keys prevent that a command is done
        twice, even if the first try was committed."""
        while True:
            try:
                return self._committed(jobs)
            except DBAPIError as error:
                if not is_passing(error) or time.perf_counter() > until:
                    raise
                log.info("group of %d tried again: %s", len(jobs), told(error))
                time.sleep(BREATH)

    def _committed(self, jobs: list[_Job]) -> tuple[list[Answer], list[Effect]]:
        try:
            return self._group(jobs, one_by_one=False)
        except Exception as error:
            if is_passing(error):
                raise
            if not isinstance(error, Refusal) and not is_full(error):  # as in _fail
                log.info("group of %d replayed: %s", len(jobs), type(error).__name__)
            return self._group(jobs, one_by_one=True)

    def _fail(self, jobs: list[_Job], error: Exception) -> None:
        """Refuse every command of a group that was not committed."""
        if not is_full(error):  # a full disk is logged once, not for each group that it refuses
            log.error("commit failed: %s", told(error))
        _called(self.on_failure, error)
        for job in jobs:
            job.waiting.set(refused(Refusal("disk_full" if is_full(error) else "server")))

    def _group(self, jobs: list[_Job], one_by_one: bool) -> tuple[list[Answer], list[Effect]]:
        with transaction(self.engine) as db:
            hold(db, jobs)
            outcomes = [self._in_savepoint(db, job) for job in jobs] if one_by_one else self._whole(db, jobs)
            effects = merged(effect for _, effect in outcomes if effect is not None)
            _called(self.before_commit, effects)
            crash_points.point("before the commit")
        return [answer for answer, _ in outcomes], effects

    def _whole(self, db: Session, jobs: list[_Job]) -> list[Outcome]:
        return [outcome for batch in batches(jobs) for outcome in take(db, batch, self.now(), self._cache)]

    def _in_savepoint(self, db: Session, asked: Asked) -> Outcome:
        try:
            with db.begin_nested():
                return take(db, [asked], self.now(), self._cache)[0]
        except Refusal as refusal:
            db.expire_all()
            return refused(refusal), None
        except DBAPIError:
            raise
        except Exception:
            db.expire_all()
            log.exception("%s failed", asked.command.verb)
            return refused(Refusal("server")), None


def _called(hook: Callable[[T], None], about: T) -> bool:
    """Call a hook. What it raises is logged and ends neither the commit nor the thread; returns whether it returned."""
    try:
        hook(about)
        return True
    except Exception:
        log.exception("a hook of the writer failed")
        return False
