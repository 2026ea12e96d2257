"""What the log of a forum tells of a result that people have seen: when it was counted again since, and for which times
ideas had been merged that are on their own now."""

from collections.abc import Collection

from workshop.domain.undo.command_groups import HANDS, MERGE, RECOUNTING, REDO, REVEAL, UNDO, UNMERGE, ideas_of
from workshop.domain.undo.log_row import LogRow
from workshop.domain.undo.undo_and_redo_by_actor import Deeds


def freed_again(deeds: Deeds) -> dict[int, list[tuple[int, int]]]:
    """Idea → the times for which it was merged into another (epoch ms), of those that were set free last."""
    since: dict[int, int] = {}
    found: dict[int, list[tuple[int, int]]] = {}
    for row in deeds.rows:
        for idea in _freed(row):
            if idea in since:
                found.setdefault(idea, []).append((since.pop(idea), row.at))
        for idea in _joined(row):
            since.setdefault(idea, row.at)
    return {idea: times for idea, times in found.items() if idea not in since}


def recounted(deeds: Deeds, vote: int, chosen: Collection[int], parted: Collection[int] = ()) -> int | None:
    """When the result of a vote was last counted again after it had been shown (epoch ms), by a deed in force: hands
    were counted anew, one of the ideas `chosen` in it was taken out of a merge or out of sight, or one that people
    could choose only as a part of another was `parted` from it. None while it is as it was shown."""
    shown = next((row.n for row in deeds.rows if row.verb == REVEAL and _shows(row, vote)), None)
    if shown is None:
        return None
    later = (row.n for row in deeds.rows if row.n > shown and _recounts(row, vote, chosen, parted))
    return max((at for n in later if (at := deeds.holds_since(n)) is not None), default=None)


def _shows(row: LogRow, vote: int) -> bool:
    return bool(row.body["activity"] == vote and row.body.get("shown"))


def _recounts(row: LogRow, vote: int, chosen: Collection[int], parted: Collection[int]) -> bool:
    """Whether the command changes what is counted in a vote in which these ideas were chosen, or what was voted on."""
    if row.verb == HANDS:
        return bool(row.body["activity"] == vote)
    if row.verb == UNMERGE and any(idea in parted for idea in _freed(row)):
        return True
    return row.verb in RECOUNTING and any(idea in chosen for record in row.inverse for idea in ideas_of(record))


def _joined(row: LogRow) -> list[int]:
    """The ideas that were on their own before the deed, and part of another after it."""
    return [idea for record in row.inverse if record["verb"] == UNMERGE for idea in ideas_of(record)]


def _freed(row: LogRow) -> list[int]:
    """The ideas that were part of another before the deed, and on their own after it."""
    before = [ideas_of(record) for record in row.inverse if record["verb"] == MERGE]
    if row.verb == MERGE:  # the others only changed what they are part of
        return [idea for ideas in before for idea in ideas if idea == row.body["into"]]
    # Where the leading idea leaves, the first of the others leads them.
    return [idea for ideas in before for idea in (ideas if row.verb in (UNMERGE, UNDO, REDO) else ideas[:1])]
