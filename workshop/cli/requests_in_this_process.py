"""Runs administrator requests on the data in this process, when no server owns it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Engine, make_url

from workshop.actions import unfinished_imports
from workshop.actions.writer import Writer
from workshop.administrator_requests import REQUESTS
from workshop.administrator_requests.base import Admin, Given, Made
from workshop.downloads.queue import Downloads
from workshop.downloads.worker import InThisProcess
from workshop.runtime.settings import Settings
from workshop.storage import backup, database, schema_upgrade
from workshop.storage.data_dir import DataDir, DataDirError

SERVICE = Path("/etc/workshop.env")
"""Settings of this machine's service (deploy/workshop@.service)."""
CHOSEN = ("DATABASE_URL", "WORKSHOP_DATA")


class Local:
    """The data's owner while a command runs."""

    def __init__(self, desk: Admin) -> None:
        self._desk = desk

    def run(self, name: str, given: Given) -> Made:
        """Run one request by name. Raises Refusal."""
        return REQUESTS[name](self._desk, given)


@contextmanager
def opened(settings: Settings, makes: bool) -> Iterator[Local]:
    """The data, claimed while the block lasts; created where there is none if `makes`. Raises DataDirError."""
    which = _which_data(settings, makes)
    folder = DataDir(settings.data, shared=settings.shared)
    folder.prepare()
    folder.claim()
    try:
        engine = database.connect(settings.database_url)
        with database.starting(engine):
            if not makes and schema_upgrade.version(engine) is None:
                raise DataDirError(_none(settings))
            schema_upgrade.upgrade(engine)
            writer = Writer(engine)
            if makes:
                if not settings.shared:
                    unfinished_imports.note_as_cut(writer)
                unfinished_imports.finish(writer)
        yield Local(Admin(settings, engine, writer, settings.port, _downloads(settings, engine)))
        engine.dispose()
        _print_once(which)
    finally:
        folder.release()


def _downloads(settings: Settings, engine: Engine) -> Downloads:
    """Files are made in this process: nobody else waits for it."""
    return Downloads(engine, settings, InThisProcess)


@lru_cache
def _print_once(which: str) -> None:
    """Printed once, however many requests a command makes."""
    print(which, file=sys.stderr)


def _which_data(settings: Settings, makes: bool) -> str:
    """The sentence about the data that is used: without the service's settings a command may work on data that the
    service does not use.

    Raises DataDirError rather than create data where that is not wanted, or on a machine whose service keeps its data
    elsewhere.
    """
    if not settings.database_url.startswith("sqlite"):
        return f"On the database {_shown(settings)}."
    file = backup.file_of(settings.database_url)
    if file.exists():
        return f"On the data in {file}; no server is running there."
    if SERVICE.exists() and not any(name in os.environ for name in CHOSEN):
        raise DataDirError(
            f"There is no data in {settings.data}, and the settings of this machine's service are in {SERVICE}. "
            f"Give the command the same ones: "
            f"sudo -u workshop sh -c 'set -a; . {SERVICE}; exec .venv/bin/workshop COMMAND'. "
            "Or name a folder with WORKSHOP_DATA."
        )
    if not makes:
        raise DataDirError(_none(settings))
    return f"There was no data in {settings.data} yet: it was made now, in {file}."


def _none(settings: Settings) -> str:
    file = settings.database_url.startswith("sqlite")
    where, name = (settings.data, "WORKSHOP_DATA") if file else (_shown(settings), "DATABASE_URL")
    return f"There is no data in {where} yet, so there is nothing to read. Name the right place with {name}."


def _shown(settings: Settings) -> str:
    """The address of a database without its password."""
    return make_url(settings.database_url).render_as_string(hide_password=True)
