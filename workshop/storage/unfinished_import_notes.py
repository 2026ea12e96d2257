"""Notes of imports, and of their undo, that are not finished: rows among the house's values.

A note says what is being done in which forum, how far it is and when somebody was last at it. It is in the database, so
every process reads the same. A server that is killed leaves its notes behind: nobody renews them, and
`actions/unfinished_imports.py` finishes what they say.

What came of an import the forum's log says; a note adds who is at it, and how the last one ended until that was shown.
"""

import hashlib
from typing import Literal

import msgspec
from msgspec import structs
from sqlalchemy import Engine, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from workshop.runtime.epoch_ms import MINUTE
from workshop.storage import log
from workshop.storage.database import transaction
from workshop.storage.tables import house

NAME = "import "
"""What the name of a note's row begins with."""
SILENCE = MINUTE
"""Milliseconds without a word after which nobody counts as being at it. Whoever is renews the note every second, and
waits for one command of it for a quarter of that at most."""

Task = Literal["fill", "show", "bring", "undo"]
"""What is being done: a new forum is filled; the result of the vote that came with it is shown; ideas are brought into
a forum that was there before; such an import is undone."""
State = Literal["going", "cut", "done", "refused"]
"""`cut`: it stopped before its end, and a part of it is there; `refused`: it ended, and nothing of it is there."""


class Note(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is noted of one import: `forum` by its `ref` (codes are given anew), `file` names the import in it, `at` is
    when it was last renewed (epoch ms), `done` of `total` how many ideas and ballots came or went."""

    forum: str
    task: Task
    file: str
    state: State = "going"
    at: int = 0
    done: int = 0
    total: int = 0
    deeds: list[int] = []
    """of an undo: the rows of the log that are to be undone"""
    vote: int | None = None
    """of a new forum: the activity whose result is to be shown"""
    asked: str = ""
    """under which name a terminal asks how far it is"""
    made: dict[str, int] = {}
    """of one that is done: the numbers that its page tells"""
    code: str = ""
    facts: dict[str, object] = {}
    """of one that is refused, or that was cut off by a refusal: which"""

    def is_going(self, now: int) -> bool:
        """Whether somebody is at it at `now`, in epoch milliseconds."""
        return self.state == "going" and now - self.at < SILENCE

    @property
    def is_unfinished(self) -> bool:
        """Whether not everything of it is there, or not everything is gone."""
        return self.state in ("going", "cut")


def begin(engine: Engine, note: Note, now: int) -> Note | None:
    """Store a note at `now` (epoch ms), unless somebody is at another import of its forum, or at this very one: then
    returns the note of that. Several processes may ask at once."""
    with transaction(engine) as db:
        log.hold(db, [log.HOUSE])
        going = next((one for one in of(db, note.forum) if one.is_going(now)), None)
        if going is None:
            db.execute(delete(house).where(house.c.name == _name(note)))
            db.execute(insert(house).values(name=_name(note), value=_text(structs.replace(note, at=now))))
    return going


def renew(engine: Engine, note: Note) -> None:
    """Store a note in the place of the former one; nothing where that is gone, with its forum."""
    with transaction(engine) as db:
        db.execute(update(house).where(house.c.name == _name(note)).values(value=_text(note)))


def end(engine: Engine, note: Note) -> None:
    """Remove a note."""
    with transaction(engine) as db:
        older = (house.c.name.startswith(NAME)) & (house.c.value == note.forum)
        db.execute(delete(house).where(or_(house.c.name == _name(note), older)))


def of_all(db: Session) -> list[Note]:
    """The notes of all forums. There are few."""
    return [_read(text) for text in db.scalars(select(house.c.value).where(house.c.name.startswith(NAME)))]


def of(db: Session, forum: str) -> list[Note]:
    """The notes of the forum with this `ref`."""
    return [note for note in of_all(db) if note.forum == forum]


def being_filled(db: Session) -> set[str]:
    """The `ref` of each new forum in which not everything of its import is there."""
    return {note.forum for note in of_all(db) if note.task == "fill"}


def last_first(note: Note) -> tuple[bool, bool]:
    """The sort key of the notes of one forum: what somebody is at, then an undo, which comes after what it undoes."""
    return note.state != "going", note.task != "undo"


def _name(note: Note) -> str:
    return NAME + hashlib.sha256(f"{note.forum} {note.file}".encode()).hexdigest()[:32]


def _text(note: Note) -> str:
    return msgspec.json.encode(note).decode()


def _read(text: str) -> Note:
    """A note of a former release was the `ref` of a forum that was being filled."""
    try:
        return msgspec.json.decode(text, type=Note)
    except msgspec.DecodeError:
        return Note(forum=text, task="fill", file="")
