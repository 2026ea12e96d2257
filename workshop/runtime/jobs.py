"""Work beside requests: periodic jobs and child processes, each with a name, seen in `/metrics` and stopped in order.

All work beside requests is described as data (`Job`) and started here, or is a `Child`. So one place knows all of it, a
run that fails is logged without ending the job, and a stop leaves nothing running. Knows nothing of forums.
"""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workshop.runtime import logs, loop
from workshop.runtime.metrics import metrics

STOP_SECONDS = 2.0
"""Seconds that a stop waits for a job's current run."""
REAP_SECONDS = 1.0
TOP = Path(__file__).resolve().parents[2]

log = logging.getLogger(__name__)


def _nothing() -> None:
    """What a job does at its start or end when it has nothing to do there."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """What runs again and again, with `every` seconds of pause before each run."""

    name: str
    run: Callable[[], object]
    every: float
    in_thread: bool = False
    """Runs in a native thread of this name. Else in the event loop, which a run must not hold up."""
    begin: Callable[[], object] = _nothing
    """Called once, before the first pause."""
    end: Callable[[], object] = _nothing
    """Called once at the stop, perhaps during a run: asks it to give up, or says goodbye."""
    expected: tuple[type[Exception], ...] = ()
    """Errors that are no fault of ours: one line in the log, without its traceback."""


class Child:
    """A child process that lives no longer than this one: it ends when its standard input does."""

    def __init__(self, name: str, command: Sequence[str], line: str) -> None:
        """Start Python with `command`, and send it `line`. Blocks while the process starts. Raises OSError."""
        self.name = name
        stdin, self._pipe = os.pipe()
        try:
            self._process = subprocess.Popen(
                [sys.executable, *command],
                cwd=TOP,
                stdin=stdin,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the server
            )
        except BaseException:
            os.close(self._pipe)
            raise
        finally:
            os.close(stdin)
        with suppress(BrokenPipeError):  # it has ended already
            os.write(self._pipe, line.encode() + b"\n")

    @property
    def alive(self) -> bool:
        """Whether the process runs. Asking also releases one that has ended, which would else remain as a zombie."""
        return self._process.poll() is None

    def leave(self) -> None:
        """Ask the process to end, by the end of its input. It may take some seconds to do so."""
        pipe, self._pipe = self._pipe, -1
        if pipe >= 0:
            os.close(pipe)


class Jobs:
    """The jobs and children of one server."""

    def __init__(self) -> None:
        self._running: list[_Running] = []
        self._children: list[Child] = []

    def start(self, *jobs: Job) -> None:
        """Start these jobs, and the one that releases child processes which have ended. Called once, in the loop."""
        for job in (Job(name="children", run=self._reap, every=REAP_SECONDS), *jobs):
            running = _Running(job)
            self._running.append(running)
            loop.spawn(running.go)
        metrics.gauges["job_seconds"] = lambda: {one.job.name: one.took for one in self._running}
        metrics.gauges["job_quiet_seconds"] = lambda: {one.job.name: one.quiet for one in self._running}
        metrics.gauges["children"] = self._count

    def stop(self) -> None:
        """Stop everything in the reverse order of its start: children are asked to leave, then each job ends; one whose
        run takes too long is left behind."""
        for child in self._children:
            child.leave()
        for running in reversed(self._running):
            running.stop()
        self._running.clear()

    def child(self, name: str, command: Sequence[str], line: str) -> Child:
        """Start a child process (see Child), which leaves when this server stops."""
        child = Child(name, command, line)
        self._children.append(child)
        return child

    def _reap(self) -> None:
        for child in tuple(self._children):
            if not child.alive:
                child.leave()
                self._children.remove(child)

    def _count(self) -> dict[str, float]:
        names = [child.name for child in self._children]
        return {name: float(names.count(name)) for name in names}


class _Running:
    """A job that was started."""

    def __init__(self, job: Job) -> None:
        self.job, self.took = job, 0.0
        self._since = time.monotonic()
        self._stopping = self._busy = False
        self._over = loop.Future[None]()

    @property
    def quiet(self) -> float:
        """Seconds since the last run ended (or the job began): much more than its pause means that it hangs."""
        return time.monotonic() - self._since

    def go(self) -> None:
        """Run until the stop."""
        try:
            self._attempt(self.job.begin)
            while not self._stopping:
                loop.sleep(self.job.every)
                self._busy = True  # before the look at `_stopping`, so that a stop waits for this run or prevents it
                if not self._stopping:
                    self._run()
                self._busy = False
        finally:
            self._over.set(None)

    def stop(self) -> None:
        """Prevent further runs, and wait for the current one."""
        self._stopping = True
        self._attempt(self.job.end)
        if self._busy:
            with suppress(TimeoutError):
                self._over.wait(STOP_SECONDS)

    def _run(self) -> None:
        began = time.monotonic()
        self._attempt(self._in_its_thread if self.job.in_thread else self.job.run)
        self._since = time.monotonic()
        self.took = self._since - began
        metrics.job_runs[self.job.name] += 1

    def _in_its_thread(self) -> object:
        return loop.in_thread(self.job.run, pool=self.job.name)

    def _attempt(self, do: Callable[[], object]) -> None:
        try:
            do()
        except Exception as error:
            metrics.job_failures[self.job.name] += 1
            if isinstance(error, self.job.expected):
                log.info("job %s: %s", self.job.name, logs.told(error))
            else:
                log.exception("job %s failed", self.job.name)
