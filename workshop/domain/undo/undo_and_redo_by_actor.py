"""All deeds of one forum: which are in force, and which each actor can undo or redo because the state that they changed
is still as it was after them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from workshop.contract.base import leads
from workshop.domain.errors import Refusal
from workshop.domain.undo.command_groups import (
    AUTHOR,
    DECISIONS,
    EACH,
    HOLDING,
    REDO,
    REVEAL,
    UNDO,
    Record,
    dispensable,
    ideas_of,
)
from workshop.domain.undo.log_row import LogRow
from workshop.domain.undo.state_slots import (
    RESULT,
    THEMES_RESULT,
    Slot,
    of_what_came,
    rests_on,
    slots_of,
    slots_of_each,
)
from workshop.domain.undo.undoable_command import Deed

Slots = frozenset[Slot]
"""The slots of one idea that a record writes."""


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
        self._leading_rows = [row for row in rows if leads(self._rows.get(self._first.get(row.n, row.n), row).verb)]

    @property
    def rows(self) -> Iterable[LogRow]:
        """All rows, oldest first."""
        return self._rows.values()

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

    def newest_leading_row(self, but: Collection[str] = ()) -> int:
        """The newest row in which the hall was led, also by undo or redo, by anybody `but` these actors; 0 for none."""
        return next((row.n for row in reversed(self._leading_rows) if row.actor not in but), 0)

    def asked(self, actor: str, n: int | None) -> LogRow:
        """The row that `actor` asks to undo: the one named, else their newest that is in force, whether it can still be
        undone or not. Raises Refusal nothing_to_undo or undone_already."""
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

    def standing(self, verb: str) -> Iterator[tuple[LogRow, int]]:
        """Each command of this name that holds, oldest first, with the number of the row to undo it by."""
        for row in self._rows.values():
            if row.verb == verb and self._in_force(row.n):
                yield row, self._switches[row.n][-1]

    def done(self, verb: str) -> Iterator[LogRow]:
        """Each command of this name, oldest first, whether it holds or was undone."""
        return (row for row in self._rows.values() if row.verb == verb)

    def revealed(self) -> set[int]:
        """The activities that have ever been revealed, also those hidden again since: what people have read they have
        read."""
        return {row.body["activity"] for row in self._rows.values() if row.verb == REVEAL and row.body.get("shown")}

    def holds_since(self, n: int) -> int | None:
        """When the deed of row `n` was done, or redone last (epoch ms); None while it is undone."""
        return self._rows[self._switches[n][-1]].at if self._in_force(n) else None

    def switched_since(self, n: int, at: int) -> int | None:
        """When the deed of row `n` was last done, undone or redone (epoch ms), if it is now in force and was not at row
        `at`, or the other way round; else None."""
        return None if self._in_force(n) == self._in_force(n, at) else self._rows[self._switches[n][-1]].at

    def placed(self, idea: int) -> int:
        """The row of the newest deed in force that put the idea where it is among the themes; 0 for none."""
        return next((n for n in reversed(self._writers.get(("place", idea), ())) if self._in_force(n)), 0)

    def holds_back(self, idea: int, since: int) -> bool:
        """Whether a decision of `since` (epoch ms) or later, that was not undone, kept this idea or a part of it from
        others, even if it was let through since."""
        rows = (row for row in self._rows.values() if row.verb in HOLDING and row.at >= since)
        return any(self._in_force(row.n) and any(idea in ideas_of(one) for one in row.inverse) for row in rows)

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
                deed = self._still(row, first)
                if deed.records:
                    yield deed

    def _still(self, row: LogRow, first: LogRow) -> Deed:
        """The deed with the records that fit now; with none when a slot was changed since that the rest makes no sense
        without."""
        kept = [record for record in (self._fitting(one, row, first) for one in row.inverse) if record]
        settled = {slot for record in kept for slot in slots_of(record)}
        times: dict[int, int] = {}
        for slots in _slots_of_parts(row, first):
            if settled.isdisjoint(slots):
                records, at = self._way_back(slots, first)
                kept += records
                times |= {idea: at for record in records for idea in ideas_of(record)}
                settled |= {slot for record in records for slot in slots_of(record)}
        whole = all(slots_of(one) <= settled or _may_stay(one, row, first) for one in row.inverse)
        return Deed(row, first, tuple(kept) if whole else (), times)

    def _fitting(self, record: Record, row: LogRow, first: LogRow) -> Record | None:
        """A record of the row's inverse, of several ideas those that are as the row left them; None for none."""
        if record["verb"] in EACH:
            record = _each(record, lambda slots: self._as_left(slots, row, first))
            return record if record["body"]["ideas"] else None
        slots = slots_of(record) | rests_on(record) | of_what_came(first.verb, record)
        return record if self._as_left(slots, row, first) else None

    def _way_back(self, slots: Slots, first: LogRow) -> tuple[list[Record], int]:
        """The records that undo (or redo) the deed of `first` for one idea, with the time of the row that stored them:
        the idea is then as the newest deed in force left it, or as it was before all deeds. None while a newer deed
        holds it.

        An undo leaves out an idea that a newer deed holds; so where that one is undone later, what it stored itself is
        what the older deed had made of the idea, and an older row stored what was before."""
        newest = self._newest_in_force(slots, changed=first.n)
        if newest != self._newest_in_force(slots):
            for row in reversed(self._rows_on[min(slots)]):
                if self._newest_in_force(slots, at=row.n - 1) == newest:
                    return self._parts_on(slots, row), row.at
        return [], 0

    def _parts_on(self, slots: Slots, row: LogRow) -> list[Record]:
        """The parts of a row's inverse that write these slots; none unless they write all of them, and all that they
        rest on is as it was."""
        first = self._rows[self._first.get(row.n, row.n)]
        found = [part for record in row.inverse for part in _parts(record) if not slots.isdisjoint(slots_of(part))]
        its = {slot for part in found for slot in slots_of(part)}
        rest = {slot for part in found for slot in rests_on(part) | of_what_came(first.verb, part)}
        return found if its >= slots and self._as_left((its | rest) - slots, row, first) else []

    def _as_left(self, slots: set[Slot], row: LogRow, first: LogRow) -> bool:
        """Whether all other deeds on these slots are in force exactly as they were when the row was written. A result
        shown since stays seen, even when it was hidden again."""
        results = slots & {RESULT, THEMES_RESULT}
        if any(n > row.n for slot in results for n in self._writers.get(slot, ()) if self._shows(n, slot)):
            return False
        # The newest writers are checked first, because they decide soonest.
        others = (n for slot in slots - results for n in reversed(self._writers.get(slot, ())) if n != first.n)
        return all(self._in_force(n, row.n) == self._in_force(n) for n in others)

    @cached_property
    def _rows_on(self) -> dict[Slot, list[LogRow]]:
        """The rows in which a part of the inverse writes a slot, oldest first; of undo and redo too."""
        found: dict[Slot, list[LogRow]] = {}
        for row in self.rows:
            for slot in {slot for record in row.inverse for part in _parts(record) for slot in slots_of(part)}:
                found.setdefault(slot, []).append(row)
        return found

    def _newest_in_force(self, slots: Slots, at: int | None = None, changed: int = 0) -> int:
        """The newest deed in force (at row `at`) on any of these slots; 0 for none. The deed `changed` is taken for
        undone if it is in force, else for redone."""
        numbers = {n for slot in slots for n in self._writers.get(slot, ()) if at is None or n <= at}
        return max((n for n in numbers if self._in_force(n, at) != (n == changed)), default=0)

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


def _each(record: Record, as_left: Callable[[set[Slot]], bool]) -> Record:
    """The inverse of a move or a merge, reduced to ideas that were not moved or merged since; to none where what they
    would go to is not as it was."""
    there = as_left(rests_on(record))
    ideas = [idea for idea in record["body"]["ideas"] if there and as_left(slots_of_each(record["verb"], idea))]
    return {"verb": record["verb"], "body": {**record["body"], "ideas": ideas}}


def _parts(record: Record) -> list[Record]:
    """A record as one for each idea, where each can be taken back without the others; none for any other record."""
    if record["verb"] in EACH:
        return [{"verb": record["verb"], "body": {**record["body"], "ideas": [one]}} for one in record["body"]["ideas"]]
    return [record] if _is_separable(record) else []


def _slots_of_parts(row: LogRow, first: LogRow) -> dict[Slots, None]:
    """The slots of each idea that a deed changed, also of those that the row of its undo or redo left as they were."""
    parts = (part for one in {row.n: row, first.n: first}.values() for record in one.inverse for part in _parts(record))
    return dict.fromkeys(frozenset(slots_of(part)) for part in parts)


def _may_stay(record: Record, row: LogRow, first: LogRow) -> bool:
    """Whether the rest of the deed makes sense without this record: it is on several ideas, is a decision on one of
    several or on an author's later ones, or is dispensable."""
    one_of_many = _is_separable(record) and sum(map(_is_separable, row.inverse)) > 1
    return record["verb"] in EACH or one_of_many or dispensable(record, first.verb)


def _is_separable(record: Record) -> bool:
    return record["verb"] in (*DECISIONS, *AUTHOR)
