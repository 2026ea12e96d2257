"""What other processes on the same data have changed: noticed when the bell rings and by a look once a second, told by the tick.

Only where several processes may serve, that is with PostgreSQL. Nothing depends on the bell: it makes news quick, the look makes it sure.
"""

import logging
import os

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from workshop import loop
from workshop.live.bell import Bell
from workshop.live.gateway import Gateway
from workshop.live.halls import Halls
from workshop.live.seats import Heads, Seats
from workshop.live.tick import PRESENCE, Tick
from workshop.logs import told
from workshop.storage.database import reading
from workshop.storage.tables import Forum

LOOK_SECONDS = float(os.environ.get("NEWS_LOOK") or 1)
"""Longer only in the test that hears the bell and nothing else. No setting."""
SIGNED_OUT_LOOKS = 5
"""Every so many looks, whether consoles are still admitted: who signs out somewhere is out everywhere."""
POOL = "news"

log = logging.getLogger(__name__)


class News:
    """Watches for one process. Used from the loop."""

    def __init__(self, engine: Engine, seats: Seats, tick: Tick, gateway: Gateway, redis_url: str) -> None:
        self._engine, self._seats, self._tick, self._gateway = engine, seats, tick, gateway
        self._halls, self._leaving = Halls(engine, tick.epoch), False
        self._bell = Bell(redis_url, tick.epoch, self._moved) if redis_url else None
        if self._bell is not None:
            tick.moved = self._bell.ring

    def watch(self) -> None:
        """For as long as the server runs."""
        if self._bell is not None:
            loop.spawn(self._bell.listen)
        looks = 0
        while not self._leaving:
            loop.sleep(LOOK_SECONDS)
            looks += 1
            try:
                self._look()
                if looks % SIGNED_OUT_LOOKS == 0:
                    self._gateway.look_again()
            except DBAPIError as error:
                log.info("no look at what other processes changed: %s", told(error))
            except Exception:
                log.exception("a look at what other processes changed failed")

    def leave(self) -> None:
        """The server stops: its people are not counted any longer."""
        self._leaving = True
        try:
            loop.in_thread(self._halls.leave, pool=POOL)  # after a look that may be under way
        except DBAPIError as error:
            log.info("not taken off the list: %s", told(error))

    def _moved(self, forum: int) -> None:
        if forum in self._tick.heard:
            self._tick.note(forum, set(), elsewhere=True)

    def _look(self) -> None:
        if self._leaving:
            return
        forums = self._seats.forums()
        self._tick.forget_all_but(forums)
        mine = {forum: self._seats.heads(forum) for forum in forums}
        ends, elsewhere = loop.in_thread(self._read, list(self._tick.heard), mine, pool=POOL)
        for forum, heard in tuple(self._tick.heard.items()):
            if forum not in ends:
                self._tick.note(forum, {("forum", forum)})  # deleted: whoever is there hears so
            elif ends[forum] > heard:
                self._tick.note(forum, set(), elsewhere=True)
        before, self._seats.elsewhere = self._seats.elsewhere, elsewhere
        for forum in forums:
            if before.get(forum) != elsewhere.get(forum):
                self._tick.note(forum, {PRESENCE})

    def _read(self, forums: list[int], mine: dict[int, Heads]) -> tuple[dict[int, int], dict[int, list[Heads]]]:
        """The last rows of these forums' logs, and who is elsewhere."""
        with reading(self._engine) as db:
            ends = {row.id: row.log_n for row in db.execute(select(Forum.id, Forum.log_n).where(Forum.id.in_(forums)))}
        return ends, self._halls.exchange(mine)
