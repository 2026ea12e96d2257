"""The imports of ideas that hold in a forum, read from its log: what of each came, and what would undo it; and the
ideas that it has already.

A file comes in pieces, each with a row of its own, and a server that ends between two of them leaves a part.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import msgspec
from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from workshop.contract.commands import BallotsImport, IdeasImport
from workshop.contract.idea_states import HIDDEN
from workshop.domain.errors import Refusal
from workshop.domain.ideas import READABLE
from workshop.domain.imported_ideas import SOURCE, UNDONE
from workshop.domain.undo import LogRow
from workshop.projections import ideas_people_chose, undoable_deeds
from workshop.storage.tables import Idea, log


class _OfBallots(msgspec.Struct, frozen=True):
    """What is read of a log row that brought ballots in."""

    activity: int


_UNDONE = Idea.state == HIDDEN, Idea.source == SOURCE, Idea.reason == UNDONE
_ACTIVITY = msgspec.json.Decoder(_OfBallots).decode


@dataclass
class Import:
    """One file's ideas that came at `at` (epoch ms). `rest`: ideas of it that did not come, or not yet. `deeds`: the
    rows of the log by which it is undone, and `sizes` how many ideas each of them brought."""

    file: str
    at: int
    came: int
    rest: int
    deeds: list[int]
    sizes: list[int]

    def goes_on(self, row: LogRow) -> bool:
        """Whether a row brought more of this file. One that is complete is another import when it comes again."""
        return bool(self.file) and self.rest > 0 and self.file == row.body.get("file")


def standing(db: Session, forum: int) -> Sequence[Import]:
    """The imports of a forum that were not undone, newest first."""
    found: list[Import] = []
    for row, undone_by_row in undoable_deeds.of(db, forum).standing(IdeasImport.verb):
        one = next((one for one in reversed(found) if one.goes_on(row)), None)
        if one is None:
            one = Import(str(row.body.get("file", "")), row.at, 0, 0, [], [])
            found.append(one)
        one.at, one.came, one.rest = row.at, one.came + row.body["ideas"], row.body.get("rest", 0)
        one.deeds.append(undone_by_row)
        one.sizes.append(row.body["ideas"])
    return sorted(found, key=lambda one: one.deeds[-1], reverse=True)


class Would(NamedTuple):
    """How many ideas the undo of an import would hide, and how many would stay: because people voted on them or support
    them, or because they were changed since."""

    goes: int
    chosen: int
    changed: int


def would(db: Session, forum: int, one: Import) -> Would:
    """What the undo of an import would do now."""
    known, all_of_them, going = undoable_deeds.of(db, forum), set[int](), set[int]()
    for row in (known.row(n) for n in one.deeds):
        if row is not None:
            deed = known.undo_of(row.n)
            all_of_them |= known.as_done(row).ideas
            going |= {idea for living in undoable_deeds.living(db, [deed] if deed else []) for idea in living.ideas}
    chosen = len(ideas_people_chose.among(db, all_of_them - going))
    return Would(len(going), chosen, len(all_of_them - going) - chosen)


class Short(NamedTuple):
    """Of what an import's `rest` tells: how many ideas had come and are hidden, because they were taken back, and how
    many never came."""

    taken_back: int
    never_came: int


def short(db: Session, forum: int, one: Import) -> Short:
    """Why ideas are missing of an import that holds in part: its undo begins with the last piece."""
    known = undoable_deeds.of(db, forum)
    row = known.row(one.deeds[-1])
    if row is None or not one.file or not one.rest:
        return Short(0, one.rest)
    first = known.as_done(row).first.n
    later = [its for its in known.done(IdeasImport.verb) if its.n > first and its.body.get("file") == one.file]
    never_came = min((its.body.get("rest", 0) for its in later), default=one.rest)
    ideas = {idea for its in later for idea in known.as_done(its).ideas}
    query = select(func.count()).where(Idea.id.in_(ideas), *_UNDONE)
    return Short(db.scalar(query) or 0, never_came)


def came_once(db: Session, forum: int, file: str) -> bool:
    """Whether anything of a file came, undone or not."""
    return any(one.body.get("file") == file for one in undoable_deeds.of(db, forum).done(IdeasImport.verb))


def came_whole(db: Session, forum: int, row: LogRow) -> bool:
    """Whether the file of which a row brought a piece came to its end, whatever was undone of it since."""
    its = (one for one in undoable_deeds.of(db, forum).done(IdeasImport.verb) if one.n >= row.n)
    same = (one for one in its if one.n == row.n or one.body.get("file") == row.body.get("file"))
    return any(not one.body.get("rest", 0) for one in same)


def asked(db: Session, forum: int, rows: Collection[int]) -> Import | None:
    """The import that is undone by these rows of the log, without those of them that were undone already; None when all
    were. Raises Refusal gone unless each of them brought ideas in."""
    known = undoable_deeds.of(db, forum)
    found = [known.row(n) for n in rows]
    if not found or any(row is None or known.as_done(row).first.verb != IdeasImport.verb for row in found):
        raise Refusal("gone")
    for one in standing(db, forum):
        left = {n: size for n, size in zip(one.deeds, one.sizes, strict=True) if n in rows}
        if left:
            return replace(one, deeds=list(left), sizes=list(left.values()))
    return None


def readable(db: Session, forum: int, without: Collection[str] = ()) -> list[tuple[str, int]]:
    """The ideas of a forum that can be read as (text, number), by number, without those that were posted under these
    keys. Those of an import that was undone may come again."""
    query = select(Idea.text, Idea.number).where(Idea.forum == forum, Idea.state.in_(READABLE), ~and_(*_UNDONE))
    query = query.where(Idea.key.not_in(without)) if without else query
    return [(row.text, row.number) for row in db.execute(query.order_by(Idea.number))]


def made_by(db: Session, activity: int, keys: Collection[str]) -> Sequence[int]:
    """The ids of the ideas that the pieces of an import with these keys made in an activity, in the file's order."""
    return db.scalars(select(Idea.id).where(Idea.activity == activity, Idea.key.in_(keys)).order_by(Idea.number)).all()


def rows_of_ballots(db: Session, forum: int) -> list[tuple[int, int]]:
    """The rows of a forum's log that brought ballots in, as (row, activity), newest first."""
    its = log.c.forum == forum, log.c.command == BallotsImport.verb
    query = select(log.c.n, log.c.body).where(*its).order_by(log.c.n.desc())
    return [(row.n, _ACTIVITY(row.body).activity) for row in db.execute(query) if row.body]
