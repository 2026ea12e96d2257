"""The snapshot cache: what an audience sees of a forum, read and encoded once for all until something changes.

The log invalidates it: each command adds one row, so a snapshot read at row n is valid while the log ends there. What
facilitators see has the house's reasons for hiding, so theirs also depends on the end of the house's log.
Hundreds of people who join together add a row each, but change nothing that all see except the number of participants.
"""

from dataclasses import dataclass, replace
from itertools import count

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workshop.contract.shapes import FACILITATORS, ActivityShape
from workshop.domain import activity_states
from workshop.projections import audience_views
from workshop.projections.changes_by_other_processes import COMING
from workshop.projections.shape_changes import Put, joined, things
from workshop.runtime.strict_json import dumps_structs
from workshop.storage.tables import Forum, house, log

_editions = count(1)
_ENDS = select(
    Forum.ref, Forum.log_n, select(house.c.value).where(house.c.name == "log").scalar_subquery().label("house")
).where(Forum.id == bindparam("forum"))


@dataclass(frozen=True)
class Snapshot:
    """A projection of a whole forum as of log row `log`. `edition` is a new number each time the whole is read; `put`
    is shared: don't change it."""

    edition: int
    ref: str
    log: int
    house: str
    """the end of the house's log, where it matters to the audience; else empty"""
    put: Put
    encoded: dict[str, str]
    """kind → its part of `put` as JSON"""
    read: int
    until: float
    """from when to when (epoch ms) the passing of time changes nothing"""

    def json(self, extra: Put) -> str:
        """`put` with a few more kinds, as JSON."""
        return joined(self.encoded | _encoded(extra))


class SnapshotCache:
    """The snapshots of one server. May be used from any thread. `here`: whether snapshots must be exact about the
    number of participants."""

    def __init__(self, here: bool) -> None:
        self._here = here
        self._snapshots: dict[tuple[int, str], Snapshot] = {}

    def look(self, db: Session, forum: int, audience: str, now: int) -> Snapshot | None:
        """All that `audience` sees at `now` (epoch ms), at least as new as what `db` reads; None when there is no such
        forum."""
        # The end of the log is read first: a commit in between makes the snapshot look older than it is, never newer.
        end = db.execute(_ENDS, {"forum": forum}).first()
        if end is None:
            self._forget(forum)
            return None
        of_house = end.house or "" if audience == FACILITATORS else ""
        snapshot = self._snapshots.get((forum, audience))
        same = snapshot is not None and (snapshot.ref, snapshot.house) == (end.ref, of_house)
        if snapshot is not None and same and snapshot.read <= now < snapshot.until:
            if snapshot.log >= end.log_n:
                return snapshot
            if _only_came(db, forum, snapshot.log, end.log_n):
                self._snapshots[forum, audience] = snapshot = self._recounted(
                    db, forum, audience, replace(snapshot, log=end.log_n)
                )
                return snapshot
        put = audience_views.everything(db, forum, audience, now).put
        snapshot = self._snapshots[forum, audience] = Snapshot(
            next(_editions), end.ref, end.log_n, of_house, put, _encoded(put), now, _good_until(put)
        )
        return snapshot

    def _recounted(self, db: Session, forum: int, audience: str, snapshot: Snapshot) -> Snapshot:
        if not self._here:
            return snapshot
        fresh = audience_views.changed(db, forum, [("forum", forum)], audience, snapshot.read).put
        return replace(snapshot, put=snapshot.put | fresh, encoded=snapshot.encoded | _encoded(fresh))

    def _forget(self, forum: int) -> None:
        for key in [key for key in tuple(self._snapshots) if key[0] == forum]:
            self._snapshots.pop(key, None)


def _only_came(db: Session, forum: int, after: int, last: int) -> bool:
    since = select(log.c.n).where(log.c.forum == forum, log.c.n > after, log.c.n <= last, log.c.command.not_in(COMING))
    return db.execute(since.limit(1)).first() is None


def _good_until(put: Put) -> float:
    """Until when the snapshot is valid: a time to finish ends without a command."""
    closing = (one.closes_at for one in things(put, ActivityShape).values() if one.state == activity_states.CLOSING)
    return min((at for at in closing if at is not None), default=float("inf"))


def _encoded(put: Put) -> dict[str, str]:
    return {kind: dumps_structs(shapes) for kind, shapes in put.items()}
