"""What the log of a forum tells of a result that people have seen: when it was counted again since, and for which times
ideas had been merged that are on their own now."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple

from workshop.domain.undo.command_groups import (
    COUNTED_FOR,
    HANDS,
    MERGE,
    RECOUNTING,
    REDO,
    REVEAL,
    UNDO,
    UNMERGE,
    Record,
    ideas_of,
    takes_away,
)
from workshop.domain.undo.log_row import LogRow
from workshop.domain.undo.undo_and_redo_by_actor import Deeds


class TimeMerged(NamedTuple):
    """From when until when an idea was part of another one (epoch ms), and the id of that one."""

    start: int
    end: int
    into: int


def freed_again(deeds: Deeds) -> dict[int, list[TimeMerged]]:
    """Idea → the times for which it was merged into another, of those that were set free last."""
    since: dict[int, int] = {}
    found: dict[int, list[TimeMerged]] = {}
    for row in deeds.rows:
        for idea, into in _freed(row).items():
            if idea in since:
                found.setdefault(idea, []).append(TimeMerged(since.pop(idea), row.at, into))
        for idea in _joined(row):
            since.setdefault(idea, row.at)
    return {idea: times for idea, times in found.items() if idea not in since}


class Recount(NamedTuple):
    """When a result was counted again (epoch ms), and why: hands were counted anew, an idea that people had chosen was
    taken out of sight, or out of a merge, or a theme that answers name was merged or brought back."""

    at: int
    why: Literal["hands", "hidden", "parted", "themes"]


def recounted(
    deeds: Deeds, vote: int, chosen: Collection[int], named: Collection[int] = (), closed: int = 0
) -> Recount | None:
    """The last time that the result of a vote was counted again after it had been shown, by a deed in force that
    changes what is counted in a vote in which these ideas were `chosen` and these themes `named` by answers. None while
    it is as it was shown. `closed`: when voting ended last (epoch ms): a result that was shown earlier was not yet that
    of the vote."""
    shown = next((row.n for row in showings(deeds, vote) if row.at >= closed), None)
    if shown is None:
        return None
    later = [row for row in deeds.rows if row.n > shown]
    counted = _counted_before(later)
    found = ((deeds.holds_since(row.n), row) for row in later if _recounts(row, vote, chosen, counted))
    recounts = [Recount(at, _why(row)) for at, row in found if at is not None]
    on_named = (row for row in deeds.rows if row.verb in COUNTED_FOR and row.body["cluster"] in named)
    times = (deeds.switched_since(row.n, shown) for row in on_named)
    return max([*recounts, *(Recount(at, "themes") for at in times if at is not None)], default=None)


def showings(deeds: Deeds, vote: int) -> list[LogRow]:
    """Each time that the result of a vote was shown, the first one first, also if that was taken back."""
    return [row for row in deeds.rows if row.verb == REVEAL and _shows(row, vote)]


def _why(row: LogRow) -> Literal["hands", "hidden", "parted"]:
    return "hands" if row.verb == HANDS else "parted" if row.verb == UNMERGE else "hidden"


def _shows(row: LogRow, vote: int) -> bool:
    return bool(row.body["activity"] == vote and row.body.get("shown"))


def _recounts(row: LogRow, vote: int, chosen: Collection[int], counted: Mapping[int, int]) -> bool:
    """Whether the command changes what is counted in a vote in which these ideas were chosen. `counted`: what
    `_counted_before` found."""
    if row.verb == HANDS:
        return bool(row.body["activity"] == vote)
    ideas = (idea for record in row.inverse for idea in ideas_of(record))
    return row.verb in RECOUNTING and any(idea in chosen and counted.get(idea, row.n + 1) <= row.n for idea in ideas)


def _counted_before(rows: Sequence[LogRow]) -> dict[int, int]:
    """Idea → the first of these rows before which it was counted: it was not out of sight already. What takes it out of
    sight later counts too, because the deed of the first row may be undone while a later one holds."""
    taken = ((row, idea) for row in reversed(rows) for record in row.inverse for idea in _taken_out(record))
    return {idea: row.n for row, idea in taken}


def _taken_out(record: Record) -> list[int]:
    """The ideas of an inverse that were counted before the deed."""
    return [] if takes_away(record) else ideas_of(record)


def _joined(row: LogRow) -> list[int]:
    """The ideas that were on their own before the deed, and part of another after it."""
    return [idea for record in row.inverse if record["verb"] == UNMERGE for idea in ideas_of(record)]


def _freed(row: LogRow) -> dict[int, int]:
    """The ideas that were part of another before the deed, and on their own after it: idea → that other one."""
    before = {
        idea: (at, record["body"]["into"])
        for record in row.inverse
        if record["verb"] == MERGE
        for at, idea in enumerate(ideas_of(record))
    }
    if row.verb == MERGE:  # the others only changed what they are part of
        return {idea: into for idea, (_, into) in before.items() if idea == row.body["into"]}
    # Where the leading idea leaves, the first of the others leads them.
    every = row.verb in (UNMERGE, UNDO, REDO)
    return {idea: into for idea, (at, into) in before.items() if every or at == 0}
