"""The broadcaster: turns what commits touched into frames, at most one per beat (100 ms) and audience, encoded once,
sent to the screen first, and none when nothing changed.

Shapes are read in one dedicated thread, which also numbers frames and snapshots: a snapshot therefore carries the
number of the last frame whose content it certainly includes. A frame is one state of the forum: it also has what
commits touched that were not noted yet when the beat began. Where several processes may write (`several`), each
remembers the last log row of a forum that it has broadcast; rows that other processes wrote since are looked up at the
next beat.
"""

import logging
import secrets
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from workshop.actions.command_batch import Effect
from workshop.contract.shapes import EVERYONE, FACILITATORS, ActivityShape, Shape
from workshop.domain import agenda
from workshop.live.presence import PresenceTracker
from workshop.live.unsent_effects import UnsentEffects
from workshop.projections import changed_elsewhere, views
from workshop.projections.activity import closing_at
from workshop.projections.base import Thing
from workshop.projections.cache import Snapshot, SnapshotCache
from workshop.projections.changed_elsewhere import LogChanges
from workshop.projections.own_things import own_things, own_things_of
from workshop.projections.put_and_drop import Projection, Put, encoded, joined, things
from workshop.runtime import crash_points, loop, strict_json
from workshop.runtime.metrics import seen
from workshop.runtime.strict_json import EncodedJson
from workshop.storage.database import reading
from workshop.storage.tables import Forum

QUIET, LONGEST_REST, LONGEST_BEAT = 5, 0.05, 0.5
"""After a beat the loop rests five times as long as the beat took, so that it can read from the phones, but at most 50
ms, unless that is less than half of what the beat took; beats never start closer together than `beat`. After a failed
beat it rests half a second."""
CLOCK_ASKED = 1.0
"""Seconds between two checks of the clock while an activity's time to finish runs."""
PRESENCE = ("presence", 0)
POOL = "tick"
"""Thread pool for frames, apart from the one for pages, so that frames do not queue behind pages."""

log = logging.getLogger(__name__)
Emit = Callable[..., None]


@dataclass
class _Changes:
    touched: set[Thing] = field(default_factory=set)
    own: set[int] = field(default_factory=set)
    ballots: set[int] = field(default_factory=set)
    """the votes of which ballots of `own` changed"""
    elsewhere: bool = False
    """whether other processes may have changed something"""

    def add(self, other: "_Changes") -> None:
        """Take in what others changed."""
        self.touched |= other.touched
        self.own |= other.own
        self.ballots |= other.ballots
        self.elsewhere |= other.elsewhere


@dataclass
class _Read:
    """What the broadcast thread read for one beat of one forum."""

    touched: set[Thing]
    heard: int | None
    frames: dict[str, EncodedJson] = field(default_factory=dict)
    own: dict[int, EncodedJson] = field(default_factory=dict)
    closing: list[tuple[int, int]] = field(default_factory=list)


class Broadcaster:
    """Turns effects of commands into frames. `emit(event, data, room)` is the only way to send."""

    def __init__(
        self, engine: Engine, presence: PresenceTracker, emit: Emit, now: Callable[[], int], beat: float
    ) -> None:
        self.epoch = secrets.token_hex(6)
        self._engine, self._presence, self._emit, self._now, self._beat = engine, presence, emit, now, beat
        self.in_flight = UnsentEffects()
        self._changes: dict[int, _Changes] = {}
        self._running = False
        self._next = 0.0
        self._numbers: dict[tuple[int, str], int] = {}
        self._sent: dict[tuple[int, str], dict[str, dict[int, Shape | None]]] = {}
        self.several = engine.dialect.name != "sqlite"
        self.heard: dict[int, int] = {}
        """forum → last row of its log that all connections of this process have been sent; used only where several
        processes may write"""
        self._sent_own: dict[int, int] = {}
        self._last_snapshot: dict[tuple[int, str], Put] = {}
        self._snapshots = SnapshotCache(here=True)
        self._alarms: set[tuple[int, int]] = set()
        self.after: Callable[[int, set[Thing]], None] = lambda forum, touched: None
        """Called once per beat with what was touched, after the frames were sent."""
        self.overdue: Callable[[int, int], None] = lambda forum, activity: None
        """Called in the loop when an activity's time to finish is over although the wall clock, having been set back,
        says otherwise."""
        self.moved: Callable[[set[int]], None] = lambda forums: None
        """Called in the loop with the forums in which this process changed something."""

    def committed(self, effects: list[Effect]) -> None:
        """Called from the writer's thread after a commit: wakes the loop, which remembers what to broadcast."""
        self.in_flight.committed(effects)
        loop.call_soon(self._note_all, effects)

    def _note_all(self, effects: list[Effect]) -> None:
        self.in_flight.noted()
        for effect in effects:
            heard = self.heard.get(effect.forum)
            if heard is not None and effect.since <= heard:
                self.heard[effect.forum] = max(heard, effect.n)
            elsewhere = heard is not None and effect.since > heard
            self._add(effect.forum, _Changes(effect.touched, effect.own, effect.ballots, elsewhere))
        self.moved({effect.forum for effect in effects})

    def note(self, forum: int, touched: set[Thing], elsewhere: bool = False) -> None:
        """Called from the loop: something changed, broadcast it at the next beat."""
        self._add(forum, _Changes(touched, elsewhere=elsewhere))

    def _add(self, forum: int, changes: _Changes) -> None:
        self._changes.setdefault(forum, _Changes()).add(changes)
        self._schedule_beat()

    def house_changed(self) -> None:
        """What the house gives to all its forums changed: broadcast it where this process has connections. Other
        processes find it when they poll."""
        for forum in self._presence.forums():
            loop.call_soon(self.note, forum, {("forum", forum)})

    def _schedule_beat(self) -> None:
        if not self._running:
            self._running = True
            loop.spawn_after(max(0.0, self._next - time.monotonic()), self._beat_once)

    def forget_all_but(self, forums: Collection[int]) -> None:
        """Called from the loop: no connection is left in the other forums, so their log position is forgotten."""
        for forum in self.heard.keys() - set(forums):
            del self.heard[forum]

    def snapshot(self, forum: int, stream: str, participant: int | None) -> EncodedJson | None:
        """The snapshot for one connection (waits for the broadcast thread), or None when the forum is gone."""
        extra = self._presence_shapes(forum) if stream == FACILITATORS else {}
        return loop.in_thread(self._snapshot, forum, stream, participant, extra, pool=POOL)

    def _beat_once(self) -> None:
        began = time.monotonic()
        work, self._changes = self._changes, {}
        self.in_flight.taken()
        failed = [forum for forum, changes in work.items() if not self._try_to_send(forum, changes)]
        took = time.monotonic() - began
        seen.tick.add(took)
        pause = LONGEST_BEAT if failed else max(self._beat - took, min(QUIET * took, LONGEST_REST), took / 2)
        self._next = time.monotonic() + pause
        self._running = False
        if self._changes:
            self._schedule_beat()

    def _try_to_send(self, forum: int, changes: _Changes) -> bool:
        """Broadcast what changed in one forum. After an error it is tried again at the next beat, as if nothing had
        been sent yet."""
        try:
            self._send(forum, changes)
            return True
        except Exception:
            log.exception("a beat failed")
            self._changes.setdefault(forum, _Changes()).add(changes)
            self._forget_sent(forum)
            return False

    def _send(self, forum: int, changes: _Changes) -> None:
        streams = self._presence.streams(forum)
        since = self.heard.get(forum) if changes.elsewhere else None
        owners = self._presence.owners(forum, changes.own if since is None else self._presence.participants(forum))
        presence = self._presence_shapes(forum) if FACILITATORS in streams and PRESENCE in changes.touched else {}
        found = loop.in_thread(self._read, forum, changes, streams, set(owners), presence, since, pool=POOL)
        crash_points.point("before the frame")
        if EVERYONE in found.frames:
            self._emit("frame", found.frames[EVERYONE], f"screen-{forum}")
            self._emit("frame", found.frames[EVERYONE], f"phone-{forum}")
        if FACILITATORS in found.frames:
            self._emit("frame", found.frames[FACILITATORS], f"console-{forum}")
        for participant, own in found.own.items():
            for sid in owners[participant]:
                self._emit("yours", own, sid)
        self._schedule_closing(forum, found.closing)
        if found.heard is not None and forum in self.heard:
            self.heard[forum] = max(self.heard[forum], found.heard)
        self.after(forum, found.touched)

    def _presence_shapes(self, forum: int) -> Put:
        projection = Projection()
        projection.show(self._presence.presence(forum))
        return projection.put

    def _schedule_closing(self, forum: int, closing: list[tuple[int, int]]) -> None:
        """Schedule the broadcasts that are due when an activity's time to finish ends."""
        for activity, at in closing:
            if (activity, at) not in self._alarms:
                self._alarms.add((activity, at))
                self._check_clocks(forum, activity, at, time.monotonic() + (at - self._now()) / 1000)

    def _check_clocks(self, forum: int, activity: int, at: int, over: float) -> None:
        """Check the clock again and again, because the wall clock may be set while we wait. Setting it back must not
        add an hour: then elapsed time decides (`over`, by time.monotonic)."""
        left = (at - self._now()) / 1000
        if left > 0 and time.monotonic() < over + CLOCK_ASKED:
            loop.spawn_after(min(left + 0.02, CLOCK_ASKED), self._check_clocks, forum, activity, at, over)
            return
        if left > 0 and loop.in_thread(self._closing_at, activity, pool=POOL) == at:
            self.overdue(forum, activity)
        self._alarms.discard((activity, at))
        self.note(forum, {("activity", activity)})

    def _closing_at(self, activity: int) -> int | None:
        with reading(self._engine) as db:
            return closing_at(db, activity)

    # -- in the broadcast thread ------------------------------------------------------------------------------------

    def _read(
        self,
        forum: int,
        changes: _Changes,
        streams: set[str],
        here: set[int],
        presence: Put,
        since: int | None,
    ) -> _Read:
        now = self._now()
        with reading(self._engine) as db:
            unnoted = self._unnoted(db, forum)
            others = LogChanges(0) if since is None else changed_elsewhere.since(db, forum, since, here)
            others.whole = others.whole or unnoted.whole
            if others.whole:
                others.touched.add(("forum", forum))
            result = _Read(changes.touched | unnoted.touched | others.touched, None if since is None else others.n)
            changed: Projection | None = None
            for stream in (EVERYONE, FACILITATORS):
                if stream not in streams:
                    self._sent.pop((forum, stream), None)
                    continue
                if others.whole:
                    changed = self._all_of(db, forum, stream)
                else:
                    changed = views.changed(db, forum, result.touched, stream, now, other=changed)
                # Includes activities that need not be sent again, because the clock may have been set back.
                result.closing += _closing(changed.put)
                projection = self._unsent(forum, stream, changed)
                if stream == FACILITATORS:
                    projection.put.update(presence)
                if projection:
                    result.frames[stream] = self._number(forum, stream, projection)
            result.own = self._read_own(db, changes, here, others)
        return result

    def _read_own(self, db: Session, changes: _Changes, here: set[int], others: LogChanges) -> dict[int, EncodedJson]:
        """What each participant is sent of their own things."""
        found: dict[int, EncodedJson] = {}
        mine = (changes.own & here) - others.own
        for participant, projection in own_things_of(db, mine, changes.ballots).items():
            found[participant] = _own_json(projection.put)
            if self.several:
                self._sent_own[participant] = 0  # only changes were sent: the next comparison sends everything
        for participant, projection in own_things_of(db, others.own).items():
            whole = _own_json(projection.put)
            if self._is_unsent(participant, whole) or participant in changes.own:
                found[participant] = whole
        return found

    def _unnoted(self, db: Session, forum: int) -> LogChanges:
        """What commits touched that this reading sees and that were not noted for this beat. They will be, so it is
        only about the shapes that all share."""
        head = db.scalar(select(Forum.log_n).where(Forum.id == forum)) or 0  # the reading begins here
        found, known = LogChanges(0), self.heard.get(forum, head)
        for effect in self.in_flight.of(forum):
            found.touched |= effect.touched
            known = max(known, effect.n) if effect.since <= known else known
        if head > known:
            more = changed_elsewhere.since(db, forum, known, ())
            found.touched, found.whole = found.touched | more.touched, more.whole
        return found

    def _all_of(self, db: Session, forum: int, stream: str) -> Projection:
        """All shapes, and a drop for each one that clients may have and that no longer exists."""
        projection = views.everything(db, forum, stream, self._now())
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

    def _forget_sent(self, forum: int) -> None:
        """After a failed beat it is unknown what was received: all shapes that clients may have count as unsent."""
        self._sent_own.update(dict.fromkeys(self._presence.participants(forum) & self._sent_own.keys(), 0))
        for stream in (EVERYONE, FACILITATORS):
            for known in self._sent.get((forum, stream), {}).values():
                known.update(dict.fromkeys(known))

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

    def _snapshot(self, forum: int, stream: str, participant: int | None, extra: Put) -> EncodedJson | None:
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
        closing = _closing(snapshot.put)
        if closing:
            loop.call_soon(self._schedule_closing, forum, closing)
        number = self._numbers.get((forum, stream), 0)
        facts = {
            "stream": stream,
            "epoch": self.epoch,
            "n": number,
            "now": self._now(),
            "log": snapshot.log,
        }
        return _with_facts(facts, yours=encoded(own), put=snapshot.json(extra))


def _with_facts(facts: dict[str, object], **parts: str) -> EncodedJson:
    """A JSON object of some facts and members that are encoded already."""
    return EncodedJson(joined({name: strict_json.dumps(fact) for name, fact in facts.items()} | parts))


def _own_json(own: Put) -> EncodedJson:
    return _with_facts({}, put=encoded(own))


def _closing(put: Put) -> list[tuple[int, int]]:
    """Activities whose time to finish runs, with its end."""
    found = things(put, ActivityShape).values()
    return [(one.id, one.closes_at) for one in found if one.state == agenda.CLOSING and one.closes_at is not None]
