"""Deletes the personal data of forums on their day, each by a command in its log. A program that was not running then
does it at its next look."""

import logging

from sqlalchemy import Engine, select

from workshop.access import random_codes_and_keys
from workshop.access.authentication import SERVER_ITSELF
from workshop.actions.writer import Writer
from workshop.contract.commands import PersonalDelete
from workshop.projections.personal_data import is_due
from workshop.runtime import logs, loop
from workshop.runtime.jobs import Job
from workshop.runtime.settings import Settings
from workshop.storage.database import reading
from workshop.storage.tables import Forum

LOOK_SECONDS = 60.0
POOL = "personal_data"

log = logging.getLogger(__name__)


class PersonalDataKeeper:
    """Looks every minute for forums whose day has come."""

    def __init__(self, engine: Engine, writer: Writer, settings: Settings) -> None:
        self._engine, self._writer, self._settings = engine, writer, settings
        self.job = Job(name="personal_data", run=self.look, every=LOOK_SECONDS)

    def look(self) -> None:
        """Send the commands that are due."""
        for forum in loop.in_thread(self._due, pool=POOL):
            answer = self._writer.execute(PersonalDelete(key=random_codes_and_keys.key()), SERVER_ITSELF, forum)
            if not answer.ok:  # another process, or a person, was quicker
                log.info("personal data was not deleted: %s", answer.code, extra=logs.event("personal_data"))

    def _due(self) -> list[int]:
        now, months, tz = self._writer.now(), self._settings.keep_months, self._settings.tz
        with reading(self._engine) as db:
            forums = db.scalars(select(Forum).where(Forum.remains_of.is_(None)))
            return [row.id for row in forums if is_due(db, row, now, months, tz)]
