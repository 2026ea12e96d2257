"""`workshop serve`: from a folder to a house with its doors open, and closed again in order."""

import logging
import sys
from dataclasses import dataclass
from typing import Any

from workshop import loop
from workshop.access import accounts
from workshop.access.address import best, candidates
from workshop.access.qr import qr_terminal
from workshop.app import create_app, load_words
from workshop.settings import Settings
from workshop.storage import database, schema
from workshop.storage.folder import Folder

TRIES = 20

log = logging.getLogger(__name__)


@dataclass
class Opening:
    """What `serve` tells when it is ready."""

    port: int
    setup: str | None


@schema.room_to_write()
def serve(settings: Settings, ready: Any = None) -> int:
    """Serve until asked to stop. `ready(port)` is called once people can come in."""
    folder = Folder(settings.data)
    folder.prepare()
    folder.claim()
    try:
        engine = database.connect(settings.database_url)
        kept = schema.upgrade(engine)
        if kept:
            print(f"Upgraded the database; a copy of the old one is {kept}")
        app = create_app(settings, engine, folder.key)
        load_words()
        _open(app, settings, folder, engine, ready)
        engine.dispose()
        return 0
    finally:
        folder.release()


def _open(app: Any, settings: Settings, folder: Folder, engine: Any, ready: Any) -> None:
    house_of = app.extensions["house"]
    house_of.door.open()
    setup, trouble = _one_time_link(engine), list[OSError]()

    def opened(port: int) -> None:
        house_of.hosts.port = port
        try:
            folder.announce(port)
        except OSError as error:  # raised here it would be heard by nobody
            trouble.append(error)
            loop.stop_serving()
            return
        _tell(settings, Opening(port, setup))
        if ready is not None:
            ready(port)

    try:
        _listen(app, settings, opened)
    finally:
        house_of.door.close()
    if trouble:
        raise trouble[0]


def _listen(app: Any, settings: Settings, opened: Any) -> None:
    """Without PORT the next free port will do, said plainly; with PORT it is that one or none."""
    last = settings.port if settings.port_given else settings.port + TRIES
    for port in range(settings.port, last + 1):
        try:
            loop.listen_and_serve(app, settings.host, port, max_size=settings.max_phones + 200, on_ready=opened)
            return
        except loop.PortTaken as taken:
            if port == last:
                raise
            print(f"Port {port} is taken by {taken.holder or 'another program'}; trying {port + 1}.")


def _one_time_link(engine: Any) -> str | None:
    """The secret of the link that makes the first organiser; only its hash is kept, so each start makes another."""
    with database.reading(engine) as db:
        anybody = accounts.anybody(db)
    if not anybody:
        return accounts.new_setup(engine)
    accounts.end_setup(engine)
    return None


def _tell(settings: Settings, opening: Opening) -> None:
    address = best(settings, opening.port)
    here = f"http://localhost:{opening.port}"
    lines = ["", "  The workshop is open.", "", f"  On this machine   {here}/office"]
    others = [one.url for one in candidates(opening.port, settings.host) if one.url != address]
    if address:
        lines.append(f"  In this network   {address}")
        lines += [f"                    {url}" for url in others]
    else:
        lines.append("  No network found: phones cannot come in until this machine has joined one (or WORKSHOP_URL is set).")
    if opening.setup:
        lines += [
            "",
            "  First time here. Make the first organiser with this link, which works once:",
            f"  {here}/office/setup?key={opening.setup}",
        ]
    print("\n".join(lines))
    if address:
        print(f"\n{qr_terminal(address + '/', colour=sys.stdout.isatty())}")
    print("\n  Stop with Ctrl-C.\n", flush=True)
