"""Runs imports and their undo, one at a time in a forum, each under a note that every process reads
(`storage/unfinished_import_notes.py`): how far it is, and how it ended."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from msgspec import structs
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from workshop.access.authentication import Credentials
from workshop.actions import piecewise_import
from workshop.actions.answers_to_retries import made_of
from workshop.actions.made import made_number
from workshop.actions.piecewise_import import POOL
from workshop.actions.writer import Writer
from workshop.contract.base import Command
from workshop.contract.commands import ImportedIdea
from workshop.contract.forum_states import ENDED
from workshop.domain.errors import Refusal
from workshop.projections import imports
from workshop.projections.imports import Import
from workshop.runtime import loop
from workshop.storage import unfinished_import_notes
from workshop.storage.database import is_full, reading
from workshop.storage.tables import Forum
from workshop.storage.unfinished_import_notes import Note, State

EVERY = 1.0
"""Seconds between two times that a note is renewed."""


@dataclass(frozen=True)
class ImportPlace:
    """The forum that something is brought into, and who does it."""

    writer: Writer
    carried: Credentials
    forum: int
    ref: str

    def do(self, command: Command) -> Mapping[str, object]:
        """Execute one command; returns what it made. Raises Refusal."""
        return made_of(self.writer.execute(command, self.carried, self.forum))


class ImportTask:
    """An import, or its undo, that this process is at. Its note is renewed while pieces are done."""

    def __init__(self, writer: Writer, note: Note) -> None:
        """Raises Refusal import_going when somebody is at an import of the forum, disk_full, server."""
        self.note = note
        self._writer, self._renewed = writer, time.monotonic()
        try:
            going = loop.in_thread(unfinished_import_notes.begin, writer.engine, note, writer.now(), pool=POOL)
        except DBAPIError as error:
            raise Refusal("disk_full" if is_full(error) else "server") from error
        if going is not None:
            raise Refusal("import_going")

    def took(self, n: int) -> None:
        """So many more ideas or ballots came or went."""
        self.note = structs.replace(self.note, done=self.note.done + n)
        if time.monotonic() - self._renewed >= EVERY:
            self._renew()

    def took_back(self, left: int) -> None:
        """All that came is taken back, but for so many ideas."""
        self.note = structs.replace(self.note, made={"left": left})

    def becomes(self, note: Note) -> None:
        """Store what it has come to. Where that fails (the disk is full) the note stays as it was, and nobody renews
        it: `actions/unfinished_imports.py` finds out."""
        self.note = note
        self._renew()

    def end(self) -> None:
        """Remove the note, or, where that fails, leave it behind as `becomes` does."""
        with suppress(DBAPIError):
            loop.in_thread(unfinished_import_notes.end, self._writer.engine, self.note, pool=POOL)

    def _renew(self) -> None:
        self._renewed = time.monotonic()
        self.note = structs.replace(self.note, at=self._writer.now())
        with suppress(DBAPIError):
            loop.in_thread(unfinished_import_notes.renew, self._writer.engine, self.note, pool=POOL)


def bring(
    place: ImportPlace, ideas: Sequence[ImportedIdea], activity: int, key: str, file: str, asked: str = ""
) -> dict[str, int]:
    """Bring ideas into a forum that is there, as an import called `file`; returns {came, to_review}. Raises Refusal as
    `piecewise_import.bring` and ImportTask."""
    note = Note(forum=place.ref, task="bring", file=file, total=len(ideas), asked=asked)
    with _running(place, note) as task:
        made = piecewise_import.bring(place.do, ideas, activity, key, file, task.took, task.took_back)
        came, to_review = (sum(made_number(one, name) for one in made) for name in ("ideas", "to_review"))
        task.becomes(structs.replace(task.note, state="done", made={"came": came, "to_review": to_review}))
    return dict(task.note.made)


def undo(place: ImportPlace, one: Import, key: str) -> dict[str, int]:
    """Undo an import; returns {left}, the number of ideas that stay because they were changed since. Raises Refusal as
    `piecewise_import.take_back` and ImportTask, and import_ended in a forum that is over."""
    if loop.in_thread(_is_over, place, pool=POOL):
        raise Refusal("import_ended")
    deeds = dict(zip(one.deeds, one.sizes, strict=True))
    note = Note(forum=place.ref, task="undo", file=undo_name(one), deeds=one.deeds, total=sum(one.sizes))
    with _running(place, note) as task:
        left = piecewise_import.take_back(place.do, deeds, key, task.took)
        _forget_cut(place, one)
        task.becomes(structs.replace(task.note, state="done", made={"left": left}))
    return dict(task.note.made)


def _is_over(place: ImportPlace) -> bool:
    with reading(place.writer.engine) as db:
        return db.scalar(select(Forum.state).where(Forum.id == place.forum)) == ENDED


def undo_name(one: Import) -> str:
    """What the note of an import's undo names as its file."""
    return f"undo-{one.deeds[0]}"


def _forget_cut(place: ImportPlace, one: Import) -> None:
    """Nothing is missing any more of an import that is undone."""
    cut = Note(forum=place.ref, task="bring", file=one.file)
    with suppress(DBAPIError):
        loop.in_thread(unfinished_import_notes.end, place.writer.engine, cut, pool=POOL)


@contextmanager
def _running(place: ImportPlace, note: Note) -> Iterator[ImportTask]:
    """Begin a task; where it fails, note what of it is there."""
    task = ImportTask(place.writer, note)
    try:
        yield task
    except Exception as error:
        with suppress(DBAPIError):  # the note stays as it is, and nobody renews it
            loop.in_thread(_stopped, place, task, error, pool=POOL)
        raise


def _stopped(place: ImportPlace, task: ImportTask, error: Exception) -> None:
    with reading(place.writer.engine) as db:
        found = outcome(db, task.note)
    refusal = error if isinstance(error, Refusal) else Refusal("server")
    if found is None or (task.note.task == "undo" and refusal.code in piecewise_import.STAYS):
        found = structs.replace(task.note, state="refused")
    task.becomes(structs.replace(found, code=refusal.code, facts=dict(refusal.facts)))


def outcome(db: Session, note: Note) -> Note | None:
    """What became of ideas that were brought into a forum, or of the undo of that, as the forum's log says it: `done`,
    or `cut` with how much came or went. None when nothing of them is there."""
    forum = db.scalar(select(Forum.id).where(Forum.ref == note.forum))
    standing = imports.standing(db, forum) if forum is not None else []
    if note.task == "undo":
        whole = sum(size for one in standing for n, size in zip(one.deeds, one.sizes, strict=True) if n in note.deeds)
        gone: tuple[State, dict[str, int]] = ("cut", {}) if whole else ("done", {"left": 0})
        return structs.replace(note, state=gone[0], made=gone[1], done=note.total - whole)
    one = next((one for one in standing if one.file == note.file), None)
    if one is None:
        return None
    state, made = ("cut", note.made) if one.rest else ("done", {"came": one.came})
    return structs.replace(note, state=state, done=one.came, total=one.came + one.rest, made=made)
