"""The imports of ideas that hold in a forum, read from its log: what of each came, and what would undo it.

A file comes in pieces, each with a row of its own, and a server that ends between two of them leaves a part.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workshop.contract.commands import IdeasImport
from workshop.domain.undo import LogRow
from workshop.projections import undoable_deeds


@dataclass
class Import:
    """One file's ideas that came at `at` (epoch ms). `rest`: ideas of it that did not come, or not yet. `deeds`: the
    rows of the log by which it is undone."""

    file: str
    at: int
    came: int
    rest: int
    deeds: list[int]

    def goes_on(self, row: LogRow) -> bool:
        """Whether a row brought more of this file. One that is complete is another import when it comes again."""
        return bool(self.file) and self.rest > 0 and self.file == row.body.get("file")


def standing(db: Session, forum: int) -> Sequence[Import]:
    """The imports of a forum that were not undone, newest first."""
    found: list[Import] = []
    for row, undone_by_row in undoable_deeds.of(db, forum).standing(IdeasImport.verb):
        one = next((one for one in reversed(found) if one.goes_on(row)), None)
        if one is None:
            one = Import(str(row.body.get("file", "")), row.at, 0, 0, [])
            found.append(one)
        one.at, one.came, one.rest = row.at, one.came + row.body["ideas"], row.body.get("rest", 0)
        one.deeds.append(undone_by_row)
    return sorted(found, key=lambda one: one.deeds[-1], reverse=True)


def are_imports(db: Session, forum: int, rows: Collection[int]) -> bool:
    """Whether each of these rows of the log brought ideas in, undone or not; there must be one."""
    known = undoable_deeds.of(db, forum)
    found = [known.row(n) for n in rows]
    return bool(found) and all(row is not None and known.as_done(row).first.verb == IdeasImport.verb for row in found)
