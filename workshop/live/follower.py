"""Follows what other processes on the same database change, by polling each forum's log position once a second and by
pub/sub, and hands it to the broadcaster.

Runs only where several processes may serve, that is with PostgreSQL. Correctness rests on the polling; pub/sub only
makes it faster.
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
"""Longer only in the test of pub/sub without polling. Not a setting."""
SIGNED_OUT_LOOKS = 5
"""Every this many polls, check whether consoles are still admitted: a sign-out at one process ends consoles at all."""
POOL = "follower"

log = logging.getLogger(__name__)


class Follower:
    """The follower of one process. Used from the loop."""

    def __init__(
        self, engine: Engine, presence: PresenceTracker, broadcaster: Broadcaster, gateway: Gateway, redis_url: str
    ) -> None:
        self._engine, self._presence, self._broadcaster, self._gateway = engine, presence, broadcaster, gateway
        self._shared_presence, self._leaving = SharedPresence(engine, broadcaster.epoch), False
        self._pubsub = PubSub(redis_url, broadcaster.epoch, self._moved) if redis_url else None
        if self._pubsub is not None:
            broadcaster.moved = self._pubsub.publish

    def watch(self) -> None:
        """Run until the server stops."""
        if self._pubsub is not None:
            loop.spawn(self._pubsub.listen)
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
        """The server stops: remove its participants from the shared head-count."""
        self._leaving = True
        try:
            loop.in_thread(self._shared_presence.leave, pool=POOL)  # queued after a poll that may be running
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
                self._broadcaster.note(forum, {("forum", forum)})  # deleted: its connections are sent `out`
            elif ends[forum] > heard:
                self._broadcaster.note(forum, set(), elsewhere=True)
        before, self._presence.elsewhere = self._presence.elsewhere, elsewhere
        for forum in forums:
            if before.get(forum) != elsewhere.get(forum):
                self._broadcaster.note(forum, {PRESENCE})

    def _read(
        self, forums: list[int], mine: dict[int, HeadCounts]
    ) -> tuple[dict[int, int], dict[int, list[HeadCounts]]]:
        """Returns the last log rows of these forums, and the head-counts of the other processes."""
        with reading(self._engine) as db:
            ends = {row.id: row.log_n for row in db.execute(select(Forum.id, Forum.log_n).where(Forum.id.in_(forums)))}
        return ends, self._shared_presence.exchange(mine)
