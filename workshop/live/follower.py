"""What other processes on the same data have changed: noticed when the bell rings and by a look once a second, told by
the tick.

Only where several processes may serve, that is with PostgreSQL. Nothing depends on the bell: it makes news quick, the
look makes it sure.
"""

import logging
import os

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from workshop.live.broadcaster import PRESENCE, Broadcaster
from workshop.live.gateway import Gateway
from workshop.live.presence import HeadCounts, PresenceTracker
from workshop.live.pubsub import PubSub
from workshop.live.shared_presence import SharedPresence
from workshop.runtime import loop
from workshop.runtime.logs import told
from workshop.storage.database import reading
from workshop.storage.tables import Forum

LOOK_SECONDS = float(os.environ.get("NEWS_LOOK") or 1)
"""Longer only in the test that hears the bell and nothing else. No setting."""
SIGNED_OUT_LOOKS = 5
"""Every so many looks, whether consoles are still admitted: who signs out somewhere is out everywhere."""
POOL = "news"

log = logging.getLogger(__name__)


class Follower:
    """Watches for one process. Used from the loop."""

    def __init__(
        self, engine: Engine, presence: PresenceTracker, broadcaster: Broadcaster, gateway: Gateway, redis_url: str
    ) -> None:
        self._engine, self._presence, self._broadcaster, self._gateway = engine, presence, broadcaster, gateway
        self._shared_presence, self._leaving = SharedPresence(engine, broadcaster.epoch), False
        self._bell = PubSub(redis_url, broadcaster.epoch, self._moved) if redis_url else None
        if self._bell is not None:
            broadcaster.moved = self._bell.ring

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
            loop.in_thread(self._shared_presence.leave, pool=POOL)  # after a look that may be under way
        except DBAPIError as error:
            log.info("not taken off the list: %s", told(error))

    def _moved(self, forum: int) -> None:
        if forum in self._broadcaster.heard:
            self._broadcaster.note(forum, set(), elsewhere=True)

    def _look(self) -> None:
        if self._leaving:
            return
        forums = self._presence.forums()
        self._broadcaster.forget_all_but(forums)
        mine = {forum: self._presence.heads(forum) for forum in forums}
        ends, elsewhere = loop.in_thread(self._read, list(self._broadcaster.heard), mine, pool=POOL)
        for forum, heard in tuple(self._broadcaster.heard.items()):
            if forum not in ends:
                self._broadcaster.note(forum, {("forum", forum)})  # deleted: whoever is there hears so
            elif ends[forum] > heard:
                self._broadcaster.note(forum, set(), elsewhere=True)
        before, self._presence.elsewhere = self._presence.elsewhere, elsewhere
        for forum in forums:
            if before.get(forum) != elsewhere.get(forum):
                self._broadcaster.note(forum, {PRESENCE})

    def _read(
        self, forums: list[int], mine: dict[int, HeadCounts]
    ) -> tuple[dict[int, int], dict[int, list[HeadCounts]]]:
        """The last rows of these forums' logs, and who is elsewhere."""
        with reading(self._engine) as db:
            ends = {row.id: row.log_n for row in db.execute(select(Forum.id, Forum.log_n).where(Forum.id.in_(forums)))}
        return ends, self._shared_presence.exchange(mine)
