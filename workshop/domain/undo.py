"""The rules of undo and redo: which deeds of a log are in force, and whether the state that a deed changed is still as
it left it.

A deed (a logged command that can be undone) changes slots: the place of an idea, the state of a step, the spotlight. It
can be undone while no other deed has changed the same slots since, by any person; so undo never reverts what another
person did, and never brings back words that another person hid. What is decided on an idea and its words rest on each
other: neither comes back where the other was changed since.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from workshop.contract.idea_states import IDEA_STATES
from workshop.domain import agenda
from workshop.domain.errors import Refusal

Record = Mapping[str, Any]
"""One command as the log stores it for undo: {"verb", "body"}."""
Slot = tuple[str | int, ...]
UNDO, REDO, REVEAL = "undo", "redo", "activity.reveal"
MERGE, UNMERGE = "idea.merge", "idea.unmerge"
WORDS, LANGUAGE = "idea.words", "idea.language"
THEMES = ("cluster.rename", "cluster.remove", "cluster.restore", "cluster.merge")
LARGE = ("screen.spotlight", "screen.cluster")
"""Commands that show one thing large; another command that takes it off the screen brings it back when it is undone."""
DECISIONS = ("idea.hide", "idea.show", "idea.review", "idea.decided")
"""Commands that decide on one idea, as they stand in inverses: those of older releases too."""
HOLDING = ("idea.hide", "idea.mask", "idea.review", "author.hide")
"""Commands that keep an idea, or a part of it, from others."""
AUTHOR = ("author.hide", "author.hold")
"""Commands about a person's later ideas. The idea in them only names the person: what becomes of it changes nothing."""
EACH: Mapping[str, tuple[str, ...]] = {
    "idea.place": ("place",),
    MERGE: ("merge", "idea", "lead"),
    UNMERGE: ("merge", "idea", "lead"),
}
"""Commands on several ideas, each of which can be taken back without the others, with the names of the slots that they
write of each: the place of an idea; what it is merged into, its state, and what is merged into it."""
SWITCHES: Mapping[str, str] = {
    "activity.reveal": "shown",
    "author.hold": "on",
    "forum.emergency": "on",
    "forum.end": "ended",
    "idea.leave_out": "out",
    "idea.place": "cluster",
    "ideas.pause": "on",
    "ideas.slow": "seconds",
    "moderation.set": "mode",
    "placement.dismiss": "dismissed",
    "screen.blank": "on",
    "screen.cluster": "cluster",
    "screen.code": "on",
    "screen.freeze": "on",
    "screen.spotlight": "idea",
}
"""Commands that go both ways, with the field that says which: False, None and "off" are the way back."""


@dataclass(frozen=True)
class LogRow:
    """The columns of a console's log row that undo needs: its number, time (epoch ms), actor, verb, body, inverse, and
    the row that undid it."""

    n: int
    at: int
    actor: str
    verb: str
    body: Record
    inverse: Sequence[Record]
    undone_by: int | None

    @cached_property
    def written(self) -> set[Slot]:
        """Every slot that the deed changed. Cached, because each new row makes all rows be asked again."""
        return _written(self)


class Touched(NamedTuple):
    """An idea as it is now, after what its author did to it: its state, when its words were last changed by the author
    (epoch ms, 0 for never), and whether it is merged into another."""

    state: str
    edited_at: int
    merged: bool

    @property
    def withdrawn(self) -> bool:
        """Whether the author took it back."""
        return not IDEA_STATES[self.state].words

    def waits(self, since: int) -> bool:
        """Whether its author changed it after `since` so that it has to be read again."""
        return IDEA_STATES[self.state].held and self.edited_at > since


@dataclass(frozen=True)
class Deed:
    """A deed that can be undone (or redone). `row` is the log row that would be marked, `first` the row of the original
    command."""

    row: LogRow
    first: LogRow
    records: tuple[Record, ...]

    @property
    def ideas(self) -> set[int]:
        """The ids of the ideas that its records change."""
        return {idea for record in self.records for idea in _ideas(record)}

    @property
    def named(self) -> set[int]:
        """The ids of the ideas that its records name."""
        return self.ideas | {record["body"]["into"] for record in self.records if record["verb"] == MERGE}

    def idea(self) -> int | None:
        """The id of the one idea that it was about; None for several and for none."""
        if self.first.verb == MERGE:
            return int(self.first.body["into"])
        named = _ideas({"verb": self.first.verb, "body": self.first.body})
        if self.first.verb == "idea.enter":
            named = [idea for record in self.first.inverse for idea in _ideas(record)][:1]
        return named[0] if len(named) == 1 else None

    def activity(self) -> int | None:
        """The id of the activity that its command named."""
        named = self.first.body.get("activity")
        return named if isinstance(named, int) else None

    def off(self) -> bool:
        """Whether it went the way back: hid, turned off, took away or covered what its command else shows or turns
        on."""
        verb, body = self.first.verb, self.first.body
        if verb == "activity.time":
            return bool(body.get("seconds", 0) < 0)
        if verb == "screen.uncover":
            return any(body.get("uncovered", 0) < record["body"]["uncovered"] for record in self.first.inverse)
        return verb in SWITCHES and body.get(SWITCHES[verb]) in (None, False, "off")

    def ends(self) -> bool:
        """Whether taking it back (or doing it again) ends the forum."""
        restored = (record["body"] for record in self.records if record["verb"] == "agenda.restore")
        return any(body.get("whole", True) and body["state"] == "ended" for body in restored)

    def left(self) -> int:
        """How many of the ideas that it changed stay as they are, because others changed them since."""
        changed = {idea for record in self.row.inverse if not optional(self, record) for idea in _ideas(record)}
        return len(changed - self.ideas)

    def among(self, touched: Mapping[int, Touched]) -> "Deed | None":
        """The deed without the ideas that authors have withdrawn or taken out of a merge since, and without its
        decisions on words that they changed since; None when nothing is left. `touched`: every idea that is `named`."""
        records = [
            _without(record, self.row.at, touched)
            for record in self.records
            if not (_is_of_words(record) and _changed_since(record, self.row.at, touched))
        ]
        kept = tuple(record for record in records if record is not None)
        return Deed(self.row, self.first, kept) if any(not optional(self, record) for record in kept) else None


def optional(deed: Deed, record: Record) -> bool:
    """Whether the deed can be undone without this record: it only restores what was large on the screen."""
    return record["verb"] in LARGE and deed.first.verb not in LARGE


class Deeds:
    """All rows of one forum's consoles that can be undone, in their order."""

    def __init__(self, rows: Sequence[LogRow], votes: Mapping[int, str]) -> None:
        """`votes`: the activities whose reveal shows a result → what it is a result on, ideas or clusters."""
        self._votes = votes
        self._rows = {row.n: row for row in rows}
        self._first: dict[int, int] = {}
        self._switches: dict[int, list[int]] = {}
        self._writers: dict[Slot, list[int]] = {}
        self._of: dict[str, list[LogRow]] = {}
        for row in rows:
            self._of.setdefault(row.actor, []).append(row)
            if row.verb not in (UNDO, REDO):
                self._add(row)

    @property
    def actors(self) -> list[str]:
        """The names of all actors, sorted."""
        return sorted(self._of)

    def undoable(self, actor: str) -> Iterator[Deed]:
        """The deeds that `actor` did and can undo, newest first."""
        return self._open(row for row in reversed(self._of.get(actor, [])) if row.verb != UNDO)

    def redoable(self, actor: str) -> Iterator[Deed]:
        """The deed that `actor` undid last and can redo, unless a new deed followed: that one or none, never an older
        one."""
        return self._open(islice((row for row in _undone_last(self._of.get(actor, [])) if row.undone_by is None), 1))

    def asked(self, actor: str, n: int | None) -> LogRow:
        """The row that `actor` asks to undo: the one named, else the newest of their own that is in force, whether it
        can still be undone or not. Raises Refusal nothing_to_undo or undone_already."""
        row = self._newest(actor) if n is None else self.row(n)
        if row is None:
            raise Refusal("nothing_to_undo")
        if row.undone_by is not None:
            raise Refusal("undone_already")
        return row

    def _newest(self, actor: str) -> LogRow | None:
        mine = (row for row in reversed(self._of.get(actor, [])) if row.verb != UNDO and row.inverse)
        return next((row for row in mine if row.undone_by is None), None)

    def row(self, n: int) -> LogRow | None:
        """The deed done (or redone) in row `n`."""
        row = self._rows.get(n)
        return None if row is None or row.verb == UNDO else row

    def as_done(self, row: LogRow) -> Deed:
        """A deed with its complete inverse, regardless of what has changed since."""
        return Deed(row, self._rows.get(self._first.get(row.n, row.n), row), tuple(row.inverse))

    def undo_of(self, n: int) -> Deed | None:
        """The deed of row `n`, if it can be undone."""
        row = self.row(n)
        return next(self._open([] if row is None else [row]), None)

    def revealed(self) -> set[int]:
        """The activities that have ever been revealed, also those hidden again since: what people have read they have
        read."""
        return {row.body["activity"] for row in self._rows.values() if row.verb == REVEAL and row.body.get("shown")}

    def holds_back(self, idea: int, since: int) -> bool:
        """Whether a decision of `since` (epoch ms) or later, that was not undone, kept this idea or a part of it from
        others, even if it was let through since."""
        rows = (row for row in self._rows.values() if row.verb in HOLDING and row.at >= since)
        return any(self._in_force(row.n) and any(idea in _ideas(one) for one in row.inverse) for row in rows)

    def in_force(self, verb: str) -> Iterator[Record]:
        """The bodies of all commands of this name that hold: done and not undone, or redone."""
        return (row.body for row in self._rows.values() if row.verb == verb and self._in_force(row.n))

    def _add(self, row: LogRow) -> None:
        switches, at = [row.n], row.undone_by
        while at is not None and at in self._rows:
            switches.append(at)
            self._first.setdefault(at, row.n)
            at = self._rows[at].undone_by
        self._switches[row.n] = switches
        for slot in row.written:
            self._writers.setdefault(slot, []).append(row.n)

    def _open(self, rows: "Iterator[LogRow] | list[LogRow]") -> Iterator[Deed]:
        for row in rows:
            first = self._rows.get(self._first.get(row.n, row.n))
            if row.undone_by is None and first is not None:
                records = self._still(row, first)
                if records:
                    yield Deed(row, first, records)

    def _still(self, row: LogRow, first: LogRow) -> tuple[Record, ...]:
        """The records of the row's inverse that still fit; none when a slot was changed since that the rest makes no
        sense without."""
        kept: list[Record] = []
        for record in row.inverse:
            if record["verb"] in EACH:
                record = _each(record, lambda slots: self._as_left(slots, row, first))
                kept += [record] if record["body"]["ideas"] else []
            elif self._as_left(_slots(record) | _rests_on(record), row, first):
                kept.append(record)
            elif not (_is_one_of_many(record, row) or (record["verb"] in LARGE and first.verb not in LARGE)):
                return ()
        return tuple(kept)

    def _as_left(self, slots: set[Slot], row: LogRow, first: LogRow) -> bool:
        """Whether all other deeds on these slots are in force exactly as they were when the row was written. A result
        shown since stays seen, even when it was hidden again."""
        results = slots & {RESULT, THEMES_RESULT}
        if any(n > row.n for slot in results for n in self._writers.get(slot, ()) if self._shows(n, slot)):
            return False
        # The newest writers are checked first, because they decide soonest.
        others = (n for slot in slots - results for n in reversed(self._writers.get(slot, ())) if n != first.n)
        return all(self._in_force(n, row.n) == self._in_force(n) for n in others)

    def _shows(self, n: int, result: Slot) -> bool:
        """Whether row `n`, a reveal, shows a result of this slot, and not ideas that were kept back."""
        return ("result", self._votes.get(self._rows[n].body["activity"])) == result

    def _in_force(self, n: int, at: int | None = None) -> bool:
        """Whether a deed was in force (at row `at`): done and not undone, or redone."""
        switches = self._switches[n]
        return (len(switches) if at is None else sum(1 for one in switches if one <= at)) % 2 == 1


def _undone_last(rows: Sequence[LogRow]) -> Iterator[LogRow]:
    for row in reversed(rows):
        if row.verb == UNDO:
            yield row
        elif row.verb != REDO:
            return


# -- slots -----------------------------------------------------------------------------------------------------------

NAMING = ("activity", "idea", "target", "cluster")
"""Fields by which most commands name what they change."""


RESULT: Slot = ("result", "ideas")
THEMES_RESULT: Slot = ("result", "clusters")
"""The slots of which results of votes on ideas, and on clusters, have been shown."""
LIVE: Slot = ("live",)
"""The slot of whether the forum is live."""
RUNNING: Slot = ("running",)
"""The slot of which activities people are in: written by each opening and closing."""


def _slots(record: Record) -> set[Slot]:
    """The slots that an inverse command writes: they must be as the deed left them."""
    verb, body = record["verb"], record["body"]
    if verb == "agenda.restore":
        return {("step", step["activity"]) for step in body["steps"]} | (
            {("agenda",)} if body.get("whole", True) else set()
        )
    if verb == REVEAL:
        return {("step", body["activity"])}
    if verb == "activity.clock":
        return {("clock", body["activity"])}
    if verb in DECISIONS:
        return {("idea", body["idea"])}
    if verb == "proposal.decided":
        return {("proposal", body["proposal"])}
    if verb in EACH:
        return {slot for idea in body["ideas"] for slot in _slots_of_each(verb, idea)}
    if verb in ("cluster.remove", "cluster.merge"):
        return _slots_of_cluster(body["cluster"])
    if verb in ("cluster.restore", "cluster.rename"):
        return {("cluster" if verb == "cluster.restore" else "title", body["cluster"])}
    if verb in LARGE:
        return {("large",)}
    if verb == "hands.set":
        return {(verb, body["activity"], body["target"], body.get("value", 1))}
    return {(verb, *(body[name] for name in NAMING if isinstance(body.get(name), int)))}


def _rests_on(record: Record) -> set[Slot]:
    """The slots that must be unchanged although they are not written: no idea or theme comes back into a vote whose
    result was shown or out of one, nor other words into its result; no idea comes into a merge or out of one, goes to a
    theme that is gone, into an idea that is hidden or merged itself, or out of sight from under what was merged into
    it; no words come back under a later decision on others, and no decision that shows words, nor a language, holds for
    others; no activity opens in a forum that is over, and no forum goes back to planned or ended around people who are
    in an activity."""
    if record["verb"] in ("idea.leave_out", UNMERGE):
        return {RESULT}
    if record["verb"] in THEMES:
        return {THEMES_RESULT}
    if record["verb"] == MERGE:
        return {RESULT, ("merge", record["body"]["into"]), ("idea", record["body"]["into"])}
    if record["verb"] == WORDS:
        return {RESULT, ("idea", record["body"]["idea"])}
    if record["verb"] == LANGUAGE or _shows(record):
        return {(WORDS, record["body"]["idea"])}
    if record["verb"] in ("idea.hide", "idea.review"):
        return {("lead", record["body"]["idea"])}
    if record["verb"] == "idea.place":
        return set() if record["body"]["cluster"] is None else {("cluster", record["body"]["cluster"])}
    if record["verb"] != "agenda.restore":
        return set()
    if _takes_live_away(record):
        return {RUNNING}
    opens = any(step["state"] in (agenda.OPEN, agenda.CLOSING) for step in record["body"]["steps"])
    return {LIVE} if opens else set()


def _shows(record: Record) -> bool:
    """Whether it is a decision that lets others read the idea."""
    decided = record["body"]["state"] if record["verb"] == "idea.decided" else None
    return record["verb"] == "idea.show" or (decided is not None and not IDEA_STATES[decided].held)


def _takes_live_away(record: Record) -> bool:
    """Whether it sets the forum back to planned or ended."""
    body = record["body"]
    return bool(record["verb"] == "agenda.restore" and body.get("whole", True) and body["state"] != "live")


def _written(row: LogRow) -> set[Slot]:
    """Every slot that a deed changed: what its inverse writes, and what other deeds depend on."""
    slots = {slot for record in row.inverse for slot in _slots(record)}
    if row.verb == "forum.end" or any(map(_takes_live_away, row.inverse)):
        slots.add(LIVE)
    if row.verb in ("activity.open", "activity.close"):
        slots.add(RUNNING)
    slots |= {("lead", record["body"]["into"]) for record in row.inverse if record["verb"] == MERGE}
    if row.verb == MERGE:
        slots.add(("lead", row.body["into"]))
    if row.verb == "idea.place" and row.body.get("cluster") is not None:
        slots.add(("in", row.body["cluster"]))
    if row.verb == REVEAL:
        slots |= {("screen.uncover", row.body["activity"]), RESULT, THEMES_RESULT}
    if row.verb in ("cluster.remove", "cluster.merge"):
        slots |= _slots_of_cluster(row.body["cluster"])
    if row.verb == "cluster.merge":
        slots.add(("in", row.body["into"]))
    return slots


def _slots_of_cluster(cluster: int) -> set[Slot]:
    """All that can be changed of a cluster: whether it is there, its name, what is in it, its place and its colour."""
    return {(what, cluster) for what in ("cluster", "title", "in", "cluster.order", "cluster.colour")}


def _slots_of_each(verb: str, idea: int) -> set[Slot]:
    return {(name, idea) for name in EACH[verb]}


def _each(record: Record, as_left: Callable[[set[Slot]], bool]) -> Record:
    """The inverse of a move or a merge, reduced to ideas that were not moved or merged since; to none where what they
    would go to is not as it was."""
    there = as_left(_rests_on(record))
    ideas = [idea for idea in record["body"]["ideas"] if there and as_left(_slots_of_each(record["verb"], idea))]
    return {"verb": record["verb"], "body": {**record["body"], "ideas": ideas}}


# -- authors ---------------------------------------------------------------------------------------------------------


def _ideas(record: Record) -> list[int]:
    body = record["body"]
    if record["verb"] in AUTHOR:
        return []
    named = body.get("ideas") if record["verb"] in EACH else [body.get("idea")]
    return [idea for idea in named or [] if isinstance(idea, int)]


def _is_decision(record: Record) -> bool:
    return record["verb"] in DECISIONS


def _is_of_words(record: Record) -> bool:
    """Whether it makes no sense any more once the author has changed the words."""
    return _is_decision(record) or record["verb"] in (WORDS, LANGUAGE)


def _is_one_of_many(record: Record, row: LogRow) -> bool:
    """Whether it is a decision on one of several ideas, or on an author's later ones, each of which can be taken back
    without the others."""
    return _can_stand_alone(record) and sum(map(_can_stand_alone, row.inverse)) > 1


def _can_stand_alone(record: Record) -> bool:
    return _is_decision(record) or record["verb"] in AUTHOR


def _changed_since(record: Record, at: int, touched: Mapping[int, Touched]) -> bool:
    return any(touched[idea].edited_at > at for idea in _ideas(record))


def _without(record: Record, since: int, touched: Mapping[int, Touched]) -> Record | None:
    verb, body = record["verb"], record["body"]
    if verb not in EACH:
        return None if any(touched[idea].withdrawn for idea in _ideas(record)) else record
    if verb == MERGE and not _can_be_merged(touched[body["into"]], since):
        return None
    if verb == UNMERGE:
        ideas = [idea for idea in body["ideas"] if touched[idea].merged]
    elif verb == MERGE:
        ideas = [idea for idea in body["ideas"] if _can_be_merged(touched[idea], since)]
    else:
        ideas = [idea for idea in body["ideas"] if not touched[idea].withdrawn]
    return {"verb": verb, "body": {**body, "ideas": ideas}} if ideas else None


def _can_be_merged(idea: Touched, since: int) -> bool:
    return not idea.withdrawn and not idea.waits(since)
