"""Opens and closes the steps of self-paced forums by their timetables. Each change is a command in the log; what comes
after an end is refused even before this has closed the step (`domain.activity_states.permit`).

An opening happens once for each time that was set, whatever people do with the step after it. A program that was not
running at the time does it at its start.
"""

import logging
from collections.abc import Iterable, Iterator

from sqlalchemy import Engine, select

from workshop.access import random_codes_and_keys
from workshop.access.authentication import SERVER_ITSELF
from workshop.actions.writer import Writer
from workshop.contract import commands
from workshop.contract.base import Command
from workshop.contract.forum_states import ENDED
from workshop.domain.activity_states import OPEN, WAITING
from workshop.domain.timetable import Timetable
from workshop.runtime import logs, loop
from workshop.runtime.jobs import Job
from workshop.storage.database import reading
from workshop.storage.frequent_queries_compiled_once import AnyRow, PreparedSelect
from workshop.storage.tables import Activity, Forum

LOOK_SECONDS = 1.0
POOL = "timetable"

log = logging.getLogger(__name__)


class TimetableKeeper:
    """Looks every second for steps whose time has come."""

    def __init__(self, engine: Engine, writer: Writer) -> None:
        self._engine, self._writer = engine, writer
        self._opened: set[str] = set()
        self.job = Job(name="timetable", run=self.look, every=LOOK_SECONDS)

    def look(self) -> None:
        """Send the commands that are due."""
        for forum, command in loop.in_thread(self._due, pool=POOL):
            answer = self._writer.execute(command, SERVER_ITSELF, forum)
            self._opened.add(command.key)
            if not answer.ok:  # another process, or a person, was quicker
                log.info("a step was not changed by its timetable: %s", answer.code, extra=logs.event("timetable"))

    def _due(self) -> list[tuple[int, Command]]:
        now = self._writer.now()
        with reading(self._engine) as db:
            return list(_commands(_TIMED.run(db.connection()), now, self._opened))


def _commands(steps: Iterable[AnyRow], now: int, opened: set[str]) -> Iterator[tuple[int, Command]]:
    """The commands that are due, each with its forum. `opened`: keys of openings that were sent already."""
    for step in steps:
        table = Timetable(step.opens_at, step.due_at, step.late_minutes)
        if step.state == OPEN and table.is_over(now):
            yield step.forum, commands.ActivityClose(key=random_codes_and_keys.key(), activity=step.id, grace=0)
        if step.state == WAITING and table.opens(now):
            key = f"opens-{step.id}-{step.opens_at}"  # the same at every process and start
            if key not in opened:
                yield step.forum, commands.ActivityOpen(key=key, activity=step.id)


_STEP, _FORUM = Activity.__table__.c, Forum.__table__.c
_TIMED = PreparedSelect(
    select(_STEP.id, _STEP.forum, _STEP.state, _STEP.opens_at, _STEP.due_at, _STEP.late_minutes)
    .join_from(Activity.__table__, Forum.__table__, _FORUM.id == _STEP.forum)
    .where(_FORUM.self_paced, _FORUM.state != ENDED, _STEP.state.in_((WAITING, OPEN)))
    .where(_STEP.opens_at.is_not(None) | _STEP.due_at.is_not(None))
    .order_by(_STEP.forum, _STEP.position)
)
