"""What is sent to the pages of a forum: the frames of one beat, and snapshots, each numbered and encoded once.

Everything here runs in the broadcast thread, one call after the other: a snapshot therefore carries the number of the
last frame whose content it certainly includes. A frame is one state of the forum: it also has what commits touched that
were not noted yet when the beat began.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Engine, bindparam, select
from sqlalchemy.orm import Session

from workshop.actions.changed import Changed
from workshop.contract.shapes import EVERYONE, FACILITATORS, ActivityShape, Shape
from workshop.domain import activity_states
from workshop.live.unsent_effects import UnsentEffects
from workshop.projections import audience_views, changes_by_other_processes
from workshop.projections.activity import closing_at
from workshop.projections.base import Thing
from workshop.projections.changes_by_other_processes import LogChanges
from workshop.projections.participant_private_view import own_changes, own_things, own_things_of
from workshop.projections.shape_changes import Projection, Put, encoded, joined, things
from workshop.projections.snapshot_cache import Snapshot, SnapshotCache
from workshop.runtime import strict_json
from workshop.runtime.strict_json import EncodedJson
from workshop.storage.database import reading
from workshop.storage.frequent_queries_compiled_once import PreparedSelect
from workshop.storage.tables import Forum, table_of

Closing = list[tuple[int, int]]
"""(activity, end of its time to finish in epoch ms)"""


class Changes(Changed, kw_only=True):
    """What changed in one forum since its last beat."""

    elsewhere: bool = False
    """whether other processes may have changed something"""
    whole: bool = False
    """whether anything may have changed, as it is unknown what a commit touched"""

    def add(self, other: "Changes") -> None:
        """Take in what others changed."""
        self |= other
        self.elsewhere |= other.elsewhere
        self.whole |= other.whole


@dataclass(frozen=True)
class Listeners:
    """Who hears a forum at this process. `presence`: the head-counts that its facilitators have not been sent."""

    streams: set[str]
    participants: set[int]
    presence: Put


@dataclass
class BeatFrames:
    """What one beat sends in one forum: `frames` by stream, `own` by participant. `heard`: the last row of the log that
    was read, None where other processes changed nothing."""

    touched: set[Thing]
    heard: int | None
    frames: dict[str, EncodedJson] = field(default_factory=dict)
    own: dict[int, EncodedJson] = field(default_factory=dict)
    closing: Closing = field(default_factory=list)


class FrameMaker:
    """Reads frames and snapshots, and remembers what each stream was sent."""

    def __init__(self, engine: Engine, in_flight: UnsentEffects, now: Callable[[], int]) -> None:
        self.epoch = secrets.token_hex(6)
        self.several = engine.dialect.name != "sqlite"
        self.heard: dict[int, int] = {}
        """forum → last row of its log that all connections of this process have been sent; used only where several
        processes may write"""
        self._engine, self._in_flight, self._now = engine, in_flight, now
        self._numbers: dict[tuple[int, str], int] = {}
        self._sent: dict[tuple[int, str], dict[str, dict[int, Shape | None]]] = {}
        self._sent_own: dict[int, int] = {}
        self._last_snapshot: dict[tuple[int, str], Put] = {}
        self._snapshots = SnapshotCache(here=True)

    def make_beat(self, forum: int, changes: Changes, here: Listeners, since: int | None) -> BeatFrames:
        """What changed, for who is here. `since`: the last row of the log that they heard; None where no other process
        changed anything."""
        now = self._now()
        with reading(self._engine) as db:
            unnoted = self._unnoted(db, forum)
            others = (
                LogChanges(0)
                if since is None
                else changes_by_other_processes.since(db, forum, since, here.participants)
            )
            others.whole = others.whole or unnoted.whole or changes.whole
            if changes.whole:
                others.own = here.participants
            if others.whole:
                others.touched.add(("forum", forum))
            result = BeatFrames(changes.touched | unnoted.touched | others.touched, None if since is None else others.n)
            changed: Projection | None = None
            for stream in (EVERYONE, FACILITATORS):
                if stream not in here.streams:
                    self._sent.pop((forum, stream), None)
                    continue
                if others.whole:
                    changed = self._all_of(db, forum, stream)
                else:
                    changed = audience_views.changed(db, forum, result.touched, stream, now, other=changed)
                # Includes activities that need not be sent again, because the clock may have been set back.
                result.closing += _closing(changed.put)
                projection = self._unsent(forum, stream, changed)
                if stream == FACILITATORS:
                    projection.put.update(here.presence)
                if projection:
                    result.frames[stream] = self._number(forum, stream, projection)
            result.own = self._read_own(db, changes, here.participants, others)
        return result

    def snapshot(
        self, forum: int, stream: str, participant: int | None, presence: Put
    ) -> tuple[EncodedJson, Closing] | None:
        """All that one connection is sent, and the activities in their time to finish; None when the forum is gone."""
        with reading(self._engine) as db:
            snapshot = self._snapshots.look(db, forum, stream, self._now())
            own = own_things(db, participant).put if participant is not None else {}
        if snapshot is None:
            return None
        self._note_snapshot(forum, stream, snapshot)
        if self.several:
            self.heard.setdefault(forum, snapshot.log)
            if participant is not None:
                self._note_own(participant, own)
        number = self._numbers.get((forum, stream), 0)
        facts = {
            "stream": stream,
            "epoch": self.epoch,
            "n": number,
            "now": self._now(),
            "log": snapshot.log,
        }
        whole = _with_facts(facts, yours=encoded(own), put=snapshot.json(presence))
        return whole, _closing(snapshot.put)

    def forget_sent(self, forum: int, participants: set[int]) -> None:
        """After a failed beat it is unknown what was received: all shapes that clients may have count as unsent."""
        self._sent_own.update(dict.fromkeys(participants & self._sent_own.keys(), 0))
        for stream in (EVERYONE, FACILITATORS):
            for known in self._sent.get((forum, stream), {}).values():
                known.update(dict.fromkeys(known))

    def closing_at(self, activity: int) -> int | None:
        """When an activity's time to finish ends (epoch ms)."""
        with reading(self._engine) as db:
            return closing_at(db, activity)

    def _read_own(self, db: Session, changes: Changes, here: set[int], others: LogChanges) -> dict[int, EncodedJson]:
        """What each participant is sent of their own things."""
        found: dict[int, EncodedJson] = {}
        mine, voters = ((people & here) - others.own for people in (changes.own, changes.voters))
        for participant, projection in own_changes(db, mine, voters, changes.ballots).items():
            found[participant] = _own_json(projection.put)
            if self.several:
                self._sent_own[participant] = 0  # only changes were sent: the next comparison sends everything
        for participant, projection in own_things_of(db, others.own).items():
            whole = _own_json(projection.put)
            unsent = self._is_unsent(participant, whole)
            if unsent or changes.whole or participant in changes.own | changes.voters:
                found[participant] = whole
        return found

    def _unnoted(self, db: Session, forum: int) -> LogChanges:
        """What commits touched that this reading sees and that were not noted for this beat. They will be, so it is
        only about the shapes that all share."""
        head = next((row.log_n for row in _LOG_N.run(db.connection(), forum=forum)), 0)  # the reading begins here
        found, known = LogChanges(0), self.heard.get(forum, head)
        for effect in self._in_flight.of(forum):
            found.touched |= effect.touched
            known = max(known, effect.n) if effect.since <= known else known
        if head > known:
            more = changes_by_other_processes.since(db, forum, known, ())
            found.touched, found.whole = found.touched | more.touched, more.whole
        return found

    def _all_of(self, db: Session, forum: int, stream: str) -> Projection:
        """All shapes, and a drop for each one that clients may have and that no longer exists."""
        projection = audience_views.everything(db, forum, stream, self._now())
        for kind, sent in self._sent.get((forum, stream), {}).items():
            gone = [thing for thing in sent if thing not in projection.put.get(kind, {})]
            if gone:
                projection.drop[kind] = gone
        return projection

    def _is_unsent(self, participant: int, whole: str) -> bool:
        """Whether these own shapes differ from the last ones sent to this participant."""
        before, self._sent_own[participant] = self._sent_own.get(participant), hash(whole)
        return before != hash(whole)

    def _note_snapshot(self, forum: int, stream: str, snapshot: Snapshot) -> None:
        """Record that a snapshot was sent to one connection. Shapes in it that differ from what the stream was sent
        count as unsent, so that the next beat sends them to all, even if by then they have changed back."""
        sent, before = self._sent.get((forum, stream)), self._last_snapshot.get((forum, stream), {})
        if sent is None:
            self._sent[forum, stream] = {kind: dict(shapes) for kind, shapes in snapshot.put.items()}
        else:
            for kind, shapes in snapshot.put.items():
                if before.get(kind) is not shapes:
                    known = sent.setdefault(kind, {})
                    known.update({thing: None for thing, shape in shapes.items() if known.get(thing) != shape})
        self._last_snapshot[forum, stream] = snapshot.put

    def _note_own(self, participant: int, own: Put) -> None:
        """Record that own shapes were sent in a snapshot: where two connections of one person may have been sent
        different ones, the next comparison sends them to both."""
        sent = hash(_own_json(own))
        before = self._sent_own.get(participant, sent)
        self._sent_own[participant] = sent if before == sent else 0

    def _unsent(self, forum: int, stream: str, projection: Projection) -> Projection:
        """The part of a projection that differs from what this stream was sent last."""
        sent = self._sent.setdefault((forum, stream), {})
        unsent = Projection(drop=projection.drop)
        for kind, shapes in projection.put.items():
            known = sent.setdefault(kind, {})
            fresh = {thing: shape for thing, shape in shapes.items() if known.get(thing) != shape}
            known.update(fresh)
            if fresh:
                unsent.put[kind] = fresh
        for kind, gone in projection.drop.items():
            for thing in gone:
                sent.get(kind, {}).pop(thing, None)
        return unsent

    def _number(self, forum: int, stream: str, projection: Projection) -> EncodedJson:
        n = self._numbers[forum, stream] = self._numbers.get((forum, stream), 0) + 1
        facts = {"stream": stream, "epoch": self.epoch, "n": n}
        return _with_facts(facts, put=encoded(projection.put), drop=strict_json.dumps(projection.drop))


_FORUM = table_of(Forum).c
_LOG_N = PreparedSelect(select(_FORUM.log_n).where(_FORUM.id == bindparam("forum")))


def _with_facts(facts: dict[str, object], **parts: str) -> EncodedJson:
    """A JSON object of some facts and members that are encoded already."""
    return EncodedJson(joined({name: strict_json.dumps(fact) for name, fact in facts.items()} | parts))


def _own_json(own: Put) -> EncodedJson:
    return _with_facts({}, put=encoded(own))


def _closing(put: Put) -> list[tuple[int, int]]:
    """Activities whose time to finish runs, with its end."""
    found = things(put, ActivityShape).values()
    return [
        (one.id, one.closes_at) for one in found if one.state == activity_states.CLOSING and one.closes_at is not None
    ]
