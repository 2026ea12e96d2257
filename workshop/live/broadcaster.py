"""The tick: what commits touched becomes at most one frame an audience and beat, encoded once, screen first, silent
when nothing changed.

Shapes are read in one thread of their own, which also numbers frames and snapshots; so a snapshot carries the number of
the last frame whose content it surely holds. Where several processes may write (`several`), each remembers the last row
of a forum's log that it has told of; what came in between from elsewhere is looked up at the next beat.
"""

import logging
import secrets
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from workshop.actions.batch import Effect
from workshop.contract.shapes import EVERYONE, FACILITATORS
from workshop.live.presence import PresenceTracker
from workshop.projections import log_changes, state
from workshop.projections.cache import Put, Snapshot, SnapshotCache
from workshop.projections.state import Projection, Thing
from workshop.runtime import crash, loop, strict_json
from workshop.runtime.metrics import seen
from workshop.runtime.strict_json import Ready
from workshop.storage.database import reading

QUIET, LONGEST_REST, LONGEST_BEAT = 5, 0.05, 0.5
"""After a beat the loop has five times as long to hear the phones, but at most 50 ms, unless that is less than half of
what the beat took; and beats begin no quicker than `beat`. After one that failed it is half a second."""
CLOCK_ASKED = 1.0
"""Seconds after which the clock is asked again while time to finish runs."""
PRESENCE = ("presence", 0)
POOL = "tick"
"""Frames do not queue behind pages: their thread is their own."""

log = logging.getLogger(__name__)
Emit = Callable[..., None]


@dataclass
class _Dirty:
    touched: set[Thing] = field(default_factory=set)
    own: set[int] = field(default_factory=set)
    elsewhere: bool = False
    """whether other processes may have changed something"""


@dataclass
class _Read:
    """What the tick thread found for one beat of one forum."""

    touched: set[Thing]
    heard: int | None
    frames: dict[str, Ready] = field(default_factory=dict)
    own: dict[int, Ready] = field(default_factory=dict)
    closing: list[tuple[int, int]] = field(default_factory=list)


class Broadcaster:
    """Turns effects into frames. `emit(event, data, room)` is the only way to tell."""

    def __init__(
        self, engine: Engine, presence: PresenceTracker, emit: Emit, now: Callable[[], int], beat: float
    ) -> None:
        self.epoch = secrets.token_hex(6)
        self._engine, self._presence, self._emit, self._now, self._beat = engine, presence, emit, now, beat
        self._dirty: dict[int, _Dirty] = {}
        self._running = False
        self._next = 0.0
        self._numbers: dict[tuple[int, str], int] = {}
        self._told: dict[tuple[int, str], dict[str, dict[str, object]]] = {}
        self.several = engine.dialect.name != "sqlite"
        self.heard: dict[int, int] = {}
        """forum → the last row of its log that everybody here has been told of; only where several processes may
        write"""
        self._told_own: dict[int, int] = {}
        self._shown: dict[tuple[int, str], Put] = {}
        self._pictures = SnapshotCache(here=True)
        self._alarms: set[tuple[int, int]] = set()
        self.after: Callable[[int, set[Thing]], None] = lambda forum, touched: None
        """Called once a beat with what was touched, after everybody was told."""
        self.overdue: Callable[[int, int], None] = lambda forum, activity: None
        """Called in the loop when a step's time to finish is over, though the clock on the wall was set back and says
        otherwise."""
        self.moved: Callable[[set[int]], None] = lambda forums: None
        """Called in the loop with the forums in which this process changed something."""

    def committed(self, effects: list[Effect]) -> None:
        """From the writer's thread, after a commit: wake the loop, which remembers what to tell."""
        loop.call_soon(self._note_all, effects)

    def _note_all(self, effects: list[Effect]) -> None:
        for effect in effects:
            heard = self.heard.get(effect.forum)
            if heard is not None and effect.since <= heard:
                self.heard[effect.forum] = max(heard, effect.n)
            self.note(effect.forum, effect.touched, effect.own, elsewhere=heard is not None and effect.since > heard)
        self.moved({effect.forum for effect in effects})

    def note(self, forum: int, touched: set[Thing], own: set[int] | None = None, elsewhere: bool = False) -> None:
        """From the loop: something changed, tell it at the next beat."""
        dirty = self._dirty.setdefault(forum, _Dirty())
        dirty.touched |= touched
        dirty.own |= own or set()
        dirty.elsewhere |= elsewhere
        self._arm()

    def _arm(self) -> None:
        if not self._running:
            self._running = True
            loop.spawn_after(max(0.0, self._next - time.monotonic()), self._beat_once)

    def forget_all_but(self, forums: Collection[int]) -> None:
        """From the loop: nobody sits in the other forums any more, so nobody need be told."""
        for forum in self.heard.keys() - set(forums):
            del self.heard[forum]

    def snapshot(self, forum: int, stream: str, participant: int | None) -> Ready | None:
        """The whole picture for one connection (waits for the tick thread), or None when the forum is gone."""
        extra = self._presence_shapes(forum) if stream == FACILITATORS else {}
        return loop.in_thread(self._snapshot, forum, stream, participant, extra, pool=POOL)

    def _beat_once(self) -> None:
        began = time.monotonic()
        work, self._dirty = self._dirty, {}
        failed = [forum for forum, dirty in work.items() if not self._told_all(forum, dirty)]
        took = time.monotonic() - began
        seen.tick.add(took)
        pause = LONGEST_BEAT if failed else max(self._beat - took, min(QUIET * took, LONGEST_REST), took / 2)
        self._next = time.monotonic() + pause
        self._running = False
        if self._dirty:
            self._arm()

    def _told_all(self, forum: int, dirty: _Dirty) -> bool:
        """Tell what changed in one forum. What could not be told is tried again at the next beat, as if nothing had
        been told yet."""
        try:
            self._tell(forum, dirty)
            return True
        except Exception:
            log.exception("a beat failed")
            again = self._dirty.setdefault(forum, _Dirty())
            again.touched |= dirty.touched
            again.own |= dirty.own
            again.elsewhere |= dirty.elsewhere
            self._untell(forum)
            return False

    def _tell(self, forum: int, dirty: _Dirty) -> None:
        streams = self._presence.streams(forum)
        since = self.heard.get(forum) if dirty.elsewhere else None
        owners = self._presence.owners(forum, dirty.own if since is None else self._presence.participants(forum))
        presence = self._presence_shapes(forum) if FACILITATORS in streams and PRESENCE in dirty.touched else {}
        found = loop.in_thread(self._read, forum, dirty, streams, set(owners), presence, since, pool=POOL)
        crash.point("before the frame")
        if EVERYONE in found.frames:
            self._emit("frame", found.frames[EVERYONE], f"screen-{forum}")
            self._emit("frame", found.frames[EVERYONE], f"phone-{forum}")
        if FACILITATORS in found.frames:
            self._emit("frame", found.frames[FACILITATORS], f"console-{forum}")
        for participant, own in found.own.items():
            for sid in owners[participant]:
                self._emit("yours", own, sid)
        self._wake_at(forum, found.closing)
        if found.heard is not None and forum in self.heard:
            self.heard[forum] = max(self.heard[forum], found.heard)
        self.after(forum, found.touched)

    def _presence_shapes(self, forum: int) -> dict[str, dict[str, object]]:
        picture = Projection()
        picture.show(self._presence.presence(forum), forum)
        return picture.put

    def _wake_at(self, forum: int, closing: list[tuple[int, int]]) -> None:
        """Time to finish ends by itself, so somebody must say so then."""
        for activity, at in closing:
            if (activity, at) not in self._alarms:
                self._alarms.add((activity, at))
                self._ask_the_clocks(forum, activity, at, time.monotonic() + (at - self._now()) / 1000)

    def _ask_the_clocks(self, forum: int, activity: int, at: int, over: float) -> None:
        """The clock on the wall may be set while we wait, so it is asked again and again. Set back, it must not give an
        hour more: then the time that has passed (`over`, by time.monotonic) decides."""
        left = (at - self._now()) / 1000
        if left > 0 and time.monotonic() < over + CLOCK_ASKED:
            loop.spawn_after(min(left + 0.02, CLOCK_ASKED), self._ask_the_clocks, forum, activity, at, over)
            return
        if left > 0 and loop.in_thread(self._closing_at, activity, pool=POOL) == at:
            self.overdue(forum, activity)
        self._alarms.discard((activity, at))
        self.note(forum, {("activity", activity)})

    def _closing_at(self, activity: int) -> int | None:
        with reading(self._engine) as db:
            return state.closing_at(db, activity)

    # -- in the tick thread --------------------------------------------------------------------------------------

    def _read(
        self, forum: int, dirty: _Dirty, streams: set[str], here: set[int], presence: dict[str, Any], since: int | None
    ) -> _Read:
        now = self._now()
        with reading(self._engine) as db:
            there = log_changes.LogChanges(0) if since is None else log_changes.since(db, forum, since, here)
            if there.whole:
                there.touched.add(("forum", forum))
            result = _Read(dirty.touched | there.touched, None if since is None else there.n)
            changed: Projection | None = None
            for stream in (EVERYONE, FACILITATORS):
                if stream not in streams:
                    self._told.pop((forum, stream), None)
                    continue
                if there.whole:
                    changed = self._all_of(db, forum, stream)
                else:
                    changed = state.changed(db, forum, result.touched, stream, now, other=changed)
                result.closing += _closing(
                    changed.put
                )  # also what nobody need be told again, for the clock may have been set back
                picture = self._news(forum, stream, changed)
                if stream == FACILITATORS:
                    picture.put.update(presence)
                if picture:
                    result.frames[stream] = self._number(forum, stream, picture)
            mine = (dirty.own & here) - there.own
            for participant, picture in state.owns(
                db, mine, {thing for kind, thing in dirty.touched if kind == "activity"}
            ).items():
                result.own[participant] = Ready(strict_json.dumps({"put": picture.put}))
                if self.several:
                    self._told_own[participant] = 0  # it was only what changed: the next whole look tells everything
            for participant, picture in state.owns(db, there.own).items():
                whole = Ready(strict_json.dumps({"put": picture.put}))
                if self._is_news(participant, whole) or participant in dirty.own:
                    result.own[participant] = whole
        return result

    def _all_of(self, db: Session, forum: int, stream: str) -> Projection:
        """Everything, and a drop for each thing that somebody may have and that is there no longer."""
        picture = state.everything(db, forum, stream, self._now())
        for kind, things in self._told.get((forum, stream), {}).items():
            gone = [int(thing) for thing in things if thing not in picture.put.get(kind, {})]
            if gone:
                picture.drop[kind] = gone
        return picture

    def _is_news(self, participant: int, whole: str) -> bool:
        """Whether these own things differ from the last that this participant was told."""
        before, self._told_own[participant] = self._told_own.get(participant), hash(whole)
        return before != hash(whole)

    def _show(self, forum: int, stream: str, kept: Snapshot) -> None:
        """Somebody gets the whole picture. What differs in it from what the others were told counts as told to nobody,
        so that it is told to all when it is looked at next: even if it is again by then what the others know."""
        told, before = self._told.get((forum, stream)), self._shown.get((forum, stream), {})
        if told is None:
            self._told[forum, stream] = {kind: dict(shapes) for kind, shapes in kept.put.items()}
        else:
            for kind, shapes in kept.put.items():
                if before.get(kind) is not shapes:
                    known = told.setdefault(kind, {})
                    known.update({thing: None for thing, shape in shapes.items() if known.get(thing) != shape})
        self._shown[forum, stream] = kept.put

    def _untell(self, forum: int) -> None:
        """Whether anybody heard the last is not known: everything they may have counts as told to nobody."""
        self._told_own.update(dict.fromkeys(self._presence.participants(forum) & self._told_own.keys(), 0))
        for stream in (EVERYONE, FACILITATORS):
            for known in self._told.get((forum, stream), {}).values():
                known.update(dict.fromkeys(known))

    def _show_own(self, participant: int, own: dict[str, Any]) -> None:
        """The same for own things: where two lines of one person may have been told different things, the next look
        tells both."""
        told = hash(strict_json.dumps({"put": own}))
        before = self._told_own.get(participant, told)
        self._told_own[participant] = told if before == told else 0

    def _news(self, forum: int, stream: str, picture: Projection) -> Projection:
        """Only what differs from what this stream was last told."""
        told = self._told.setdefault((forum, stream), {})
        news = Projection(drop=picture.drop)
        for kind, shapes in picture.put.items():
            known = told.setdefault(kind, {})
            fresh = {thing: shape for thing, shape in shapes.items() if known.get(thing) != shape}
            known.update(fresh)
            if fresh:
                news.put[kind] = fresh
        for kind, things in picture.drop.items():
            for thing in things:
                told.get(kind, {}).pop(str(thing), None)
        return news

    def _number(self, forum: int, stream: str, picture: Projection) -> Ready:
        n = self._numbers[forum, stream] = self._numbers.get((forum, stream), 0) + 1
        return Ready(
            strict_json.dumps({"stream": stream, "epoch": self.epoch, "n": n, "put": picture.put, "drop": picture.drop})
        )

    def _snapshot(self, forum: int, stream: str, participant: int | None, extra: dict[str, Any]) -> Ready | None:
        with reading(self._engine) as db:
            kept = self._pictures.look(db, forum, stream, self._now())
            own = state.own(db, participant).put if participant is not None else {}
        if kept is None:
            return None
        self._show(forum, stream, kept)
        if self.several:
            self.heard.setdefault(forum, kept.log)
            if participant is not None:
                self._show_own(participant, own)
        closing = _closing(kept.put)
        if closing:
            loop.call_soon(self._wake_at, forum, closing)
        number = self._numbers.get((forum, stream), 0)
        facts = {"stream": stream, "epoch": self.epoch, "n": number, "now": self._now(), "log": kept.log, "yours": own}
        return Ready(f'{strict_json.dumps(facts)[:-1]},"put":{kept.json(extra)}}}')


def _closing(put: dict[str, dict[str, Any]]) -> list[tuple[int, int]]:
    return [
        (shape["id"], shape["closes_at"]) for shape in put.get("activity", {}).values() if shape["state"] == "closing"
    ]
