"""The broadcaster: sends what commits touched, at most one frame per beat (100 ms) and audience, encoded once, to the
screen first, and none when nothing changed.

It runs in the event loop; frames and snapshots are made in one dedicated thread (`frames.FrameMaker`). Where several
processes may write (`several`), each remembers the last log row of a forum that it has broadcast; rows that other
processes wrote since are looked up at the next beat.
"""

import logging
import time
from collections.abc import Callable, Collection

from sqlalchemy import Engine

from workshop.actions.command_batch import Effect
from workshop.contract.shapes import EVERYONE, FACILITATORS
from workshop.live.frames import Changes, Closing, FrameMaker, Listeners
from workshop.live.presence import PresenceTracker
from workshop.live.unsent_effects import UnsentEffects
from workshop.projections.base import Thing
from workshop.projections.shape_changes import Projection, Put
from workshop.runtime import crash_points, loop
from workshop.runtime.metrics import metrics
from workshop.runtime.strict_json import EncodedJson

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


class Broadcaster:
    """Turns effects of commands into frames. `emit(event, data, room)` is the only way to send."""

    def __init__(
        self, engine: Engine, presence: PresenceTracker, emit: Emit, now: Callable[[], int], beat: float
    ) -> None:
        self._presence, self._emit, self._now, self._beat = presence, emit, now, beat
        self.in_flight = UnsentEffects()
        self.frame_maker = FrameMaker(engine, self.in_flight, now)
        self.epoch, self.heard = self.frame_maker.epoch, self.frame_maker.heard
        self._changes: dict[int, Changes] = {}
        self._running = False
        self._next = 0.0
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
            changes = Changes(elsewhere=heard is not None and effect.since > heard)
            changes |= effect
            self._add(effect.forum, changes)
        self.moved({effect.forum for effect in effects})

    def note(self, forum: int, touched: set[Thing], elsewhere: bool = False) -> None:
        """Called from the loop: something changed, broadcast it at the next beat."""
        self._add(forum, Changes(touched, elsewhere=elsewhere))

    def missed(self, forums: set[int]) -> None:
        """Called from the writer's thread when it is unknown what a commit touched in these forums: the next beat
        compares all of each with what was sent, and sends everybody their own things anew."""
        loop.call_soon(self._note_missed, forums)

    def _note_missed(self, forums: set[int]) -> None:
        for forum in forums:
            self._add(forum, Changes(whole=True))
        self.moved(forums)

    def _add(self, forum: int, changes: Changes) -> None:
        self._changes.setdefault(forum, Changes()).add(changes)
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
        presence = self._presence_shapes(forum) if stream == FACILITATORS else {}
        found = loop.in_thread(self.frame_maker.snapshot, forum, stream, participant, presence, pool=POOL)
        if found is None:
            return None
        whole, closing = found
        self._schedule_closing(forum, closing)
        return whole

    def _beat_once(self) -> None:
        began = time.monotonic()
        work, self._changes = self._changes, {}
        self.in_flight.taken()
        failed = [forum for forum, changes in work.items() if not self._try_to_send(forum, changes)]
        took = time.monotonic() - began
        metrics.frame_seconds.add(took)
        pause = LONGEST_BEAT if failed else max(self._beat - took, min(QUIET * took, LONGEST_REST), took / 2)
        self._next = time.monotonic() + pause
        self._running = False
        if self._changes:
            self._schedule_beat()

    def _try_to_send(self, forum: int, changes: Changes) -> bool:
        """Broadcast what changed in one forum. After an error it is tried again at the next beat, as if nothing had
        been sent yet."""
        try:
            self._send(forum, changes)
            return True
        except Exception:
            log.exception("a beat failed")
            self._changes.setdefault(forum, Changes()).add(changes)
            self.frame_maker.forget_sent(forum, self._presence.participants(forum))
            return False

    def _send(self, forum: int, changes: Changes) -> None:
        streams = self._presence.streams(forum)
        since = self.heard.get(forum) if changes.elsewhere else None
        some = since is None and not changes.whole
        people = changes.own | changes.voters if some else self._presence.participants(forum)
        owners = self._presence.owners(forum, people)
        presence = self._presence_shapes(forum) if FACILITATORS in streams and PRESENCE in changes.touched else {}
        here = Listeners(streams, set(owners), presence)
        beat = loop.in_thread(self.frame_maker.make_beat, forum, changes, here, since, pool=POOL)
        crash_points.point("before the frame")
        if EVERYONE in beat.frames:
            self._emit("frame", beat.frames[EVERYONE], f"screen-{forum}")
            self._emit("frame", beat.frames[EVERYONE], f"phone-{forum}")
        if FACILITATORS in beat.frames:
            self._emit("frame", beat.frames[FACILITATORS], f"console-{forum}")
        for participant, own in beat.own.items():
            for sid in owners[participant]:
                self._emit("yours", own, sid)
        self._schedule_closing(forum, beat.closing)
        if beat.heard is not None and forum in self.heard:
            self.heard[forum] = max(self.heard[forum], beat.heard)
        self.after(forum, beat.touched)

    def _presence_shapes(self, forum: int) -> Put:
        projection = Projection()
        projection.show(self._presence.presence(forum))
        return projection.put

    def _schedule_closing(self, forum: int, closing: Closing) -> None:
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
        if left > 0 and loop.in_thread(self.frame_maker.closing_at, activity, pool=POOL) == at:
            self.overdue(forum, activity)
        self._alarms.discard((activity, at))
        self.note(forum, {("activity", activity)})
