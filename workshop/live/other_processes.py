"""Follows what other processes on the same database change, by polling the log positions of each forum and of the house
once a second and by pub/sub, and hands it to the broadcaster.

Runs only where several processes may serve, that is with PostgreSQL. Correctness rests on the polling; pub/sub only
makes it faster.
"""

import os

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from workshop.live.broadcaster import PRESENCE, Broadcaster
from workshop.live.gateway import Gateway
from workshop.live.presence import HeadCounts, PresenceTracker
from workshop.live.redis_notices import RedisNotices
from workshop.live.shared_presence import SharedPresence
from workshop.runtime import loop
from workshop.runtime.jobs import Job
from workshop.storage.database import reading
from workshop.storage.log import HOUSE
from workshop.storage.log import end as end_of
from workshop.storage.tables import Forum

LOOK_SECONDS = float(os.environ.get("NEWS_LOOK") or 1)
"""Longer only in the test of pub/sub without polling. Not a setting."""
SIGNED_OUT_LOOKS = 5
"""Every this many polls, check whether consoles are still admitted: a sign-out at one process ends consoles at all."""
POOL = "follower"


class Follower:
    """The follower of one process. Used from the loop."""

    def __init__(
        self, engine: Engine, presence: PresenceTracker, broadcaster: Broadcaster, gateway: Gateway, redis_url: str
    ) -> None:
        self._engine, self._presence, self._broadcaster, self._gateway = engine, presence, broadcaster, gateway
        self._shared_presence, self._leaving = SharedPresence(engine, broadcaster.epoch), False
        self._looks, self._house = 0, -1
        job = Job(name="follower", run=self.look, every=LOOK_SECONDS, end=self._leave, expected=(DBAPIError,))
        self.jobs = [job]
        if redis_url:
            pubsub = RedisNotices(redis_url, broadcaster.epoch, self._moved)
            broadcaster.moved = pubsub.publish
            self.jobs.append(pubsub.job)

    def look(self) -> None:
        """Read what other processes changed, and now and then whether consoles are still admitted."""
        self._looks += 1
        self._look()
        if self._looks % SIGNED_OUT_LOOKS == 0:
            self._gateway.look_again()

    def _leave(self) -> None:
        """The server stops: remove its participants from the shared head-count."""
        self._leaving = True
        loop.in_thread(self._shared_presence.leave, pool=POOL)  # queued after a poll that may be running

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
        self._hear_house(ends.pop(HOUSE))
        for forum, heard in tuple(self._broadcaster.heard.items()):
            if forum not in ends:
                self._broadcaster.note(forum, {("forum", forum)})  # deleted: its connections are sent `out`
            elif ends[forum] > heard:
                self._broadcaster.note(forum, set(), elsewhere=True)
        before, self._presence.elsewhere = self._presence.elsewhere, elsewhere
        for forum in forums:
            if before.get(forum) != elsewhere.get(forum):
                self._broadcaster.note(forum, {PRESENCE})

    def _hear_house(self, end: int) -> None:
        """A reason of the house may be new; at the first poll every console has just read them."""
        if -1 < self._house < end:
            self._broadcaster.house_changed()
        self._house = end

    def _read(
        self, forums: list[int], mine: dict[int, HeadCounts]
    ) -> tuple[dict[int, int], dict[int, list[HeadCounts]]]:
        """Returns the last log rows of these forums and of the house, and the head-counts of the other processes."""
        with reading(self._engine) as db:
            ends = {row.id: row.log_n for row in db.execute(select(Forum.id, Forum.log_n).where(Forum.id.in_(forums)))}
            ends[HOUSE], _ = end_of(db, HOUSE)
        return ends, self._shared_presence.exchange(mine)
