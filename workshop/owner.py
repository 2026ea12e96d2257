"""To whoever owns the data: errands go to the running server over loopback, or, when there is none, are run on the data right here."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.parse import urlsplit

from workshop.actions.door import Door
from workshop.domain.errors import Refusal
from workshop.errands import ERRANDS, Desk
from workshop.settings import Settings
from workshop.storage import database, schema
from workshop.storage.folder import Folder, Server, running

PATIENCE = 60


class Owner(Protocol):
    """Runs errands."""

    def run(self, errand: str, given: dict[str, Any]) -> dict[str, Any]:
        """One errand by name; raises Refusal."""


class _Remote:
    def __init__(self, server: Server) -> None:
        self._server = server

    def run(self, errand: str, given: dict[str, Any]) -> dict[str, Any]:
        where = urlsplit(self._server.url)
        line = http.client.HTTPConnection(where.hostname or "127.0.0.1", where.port, timeout=PATIENCE)
        headers = {"Content-Type": "application/json", "X-Workshop-Key": self._server.key}
        try:
            line.request("POST", f"/admin/{errand}", json.dumps(given), headers)
            answer = json.loads(line.getresponse().read())
        finally:
            line.close()
        if not answer["ok"]:
            raise Refusal(answer["code"], **answer.get("facts", {}))
        done: dict[str, Any] = answer["done"]
        return done


class _Here:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, errand: str, given: dict[str, Any]) -> dict[str, Any]:
        return ERRANDS[errand](self._desk, given)


@contextmanager
def through(settings: Settings) -> Iterator[Owner]:
    """The owner of the data folder: the running server, or this process for the length of the block."""
    server = running(settings.data)
    if server is not None:
        yield _Remote(server)
        return
    folder = Folder(settings.data, shared=settings.shared)
    folder.prepare()
    folder.claim()
    try:
        engine = database.connect(settings.database_url)
        with database.starting(engine):
            schema.upgrade(engine)
        yield _Here(Desk(settings, engine, Door(engine), settings.port))
        engine.dispose()
    finally:
        folder.release()
