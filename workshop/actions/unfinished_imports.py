"""Finishes imports whose server ended, or whose disk was full, before they came to their end.

A new forum that is not full is removed: one with a part of its ballots would pass for a whole one. Where all is in, the
result of its vote is shown. An undo goes on. Ideas brought into a forum that was there stay as they came, and their
note says that some are missing: whether the rest comes or all goes its people decide.
"""

import logging
from contextlib import suppress
from functools import partial

from msgspec import structs
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from workshop.access import random_codes_and_keys
from workshop.access.authentication import SERVER_ITSELF
from workshop.actions import piecewise_import
from workshop.actions.answers_to_retries import made_of
from workshop.actions.import_tasks import ImportPlace, ImportTask, outcome
from workshop.actions.writer import Writer
from workshop.contract import commands
from workshop.contract.base import Command
from workshop.contract.forum_states import ENDED, PLANNED
from workshop.domain.derived_keys import derived_key
from workshop.domain.errors import Refusal
from workshop.projections import imports
from workshop.runtime.jobs import Job
from workshop.runtime.logs import told
from workshop.storage import unfinished_import_notes
from workshop.storage.database import reading
from workshop.storage.tables import Activity, Forum
from workshop.storage.unfinished_import_notes import Note

KEPT = 600_000
"""Milliseconds for which the note of an import that ended is kept: its page tells how."""
EVERY = 5.0
"""Seconds between two looks of a server for what was left behind."""
LATER = ("disk_full", "server", "importing")
"""Refusals after which the result of a vote is shown later. Any other says that people have done it, or decided
otherwise."""

log = logging.getLogger(__name__)


def note_as_cut(writer: Writer) -> None:
    """Note that nobody is at any import, and how far each has come: before a server opens, where no other process can
    be at one. What they need is done when it is open (`job`), for that can take a while."""
    with reading(writer.engine) as db:
        cut = [_cut(db, note) for note in unfinished_import_notes.of_all(db) if note.state == "going"]
    for note in cut:
        with suppress(DBAPIError):  # the disk is full: a minute later it is known
            unfinished_import_notes.renew(writer.engine, structs.replace(note, at=writer.now()))


def _cut(db: Session, note: Note) -> Note:
    """What became of an import or undo that nobody is at."""
    if note.task in ("fill", "show"):
        return structs.replace(note, state="cut")
    return outcome(db, note) or structs.replace(note, state="refused")  # nothing has come: its page says so


def job(writer: Writer) -> Job:
    """Finishes now and then what other processes, or a full disk, left behind."""
    return Job(name="unfinished_imports", run=partial(finish, writer), every=EVERY, in_thread=True)


def finish(writer: Writer) -> None:
    """Finish what was left behind: what nobody is at."""
    with reading(writer.engine) as db:
        notes = unfinished_import_notes.of_all(db)
    for note in notes:
        try:
            _look_at(writer, note)
        except (Refusal, DBAPIError) as error:  # the disk is full, or somebody is at another import there: later
            why = error.code if isinstance(error, Refusal) else told(error)
            log.warning("an import of forum %s could not be finished: %s", note.forum, why)


def _look_at(writer: Writer, note: Note) -> None:
    if not note.is_unfinished:
        if writer.now() - note.at > KEPT:
            unfinished_import_notes.end(writer.engine, note)
    elif note.is_going(writer.now()):
        return
    elif note.task == "fill":
        remove(writer, note)
    else:
        _go_on(writer, note)


def _go_on(writer: Writer, note: Note) -> None:
    with reading(writer.engine) as db:
        forum = db.scalar(select(Forum.id).where(Forum.ref == note.forum))
        found = _cut(db, note)
    if forum is None:
        unfinished_import_notes.end(writer.engine, note)
        return
    if note.task == "bring":
        if found != note:
            unfinished_import_notes.renew(writer.engine, structs.replace(found, at=writer.now()))
        return
    task = ImportTask(writer, structs.replace(found, state="going"))
    if note.task == "show":
        try:
            show(writer, forum, note)
        except Refusal:
            task.becomes(structs.replace(task.note, state="cut"))  # nobody is at it, and nobody is kept waiting
            raise
        task.end()
        return
    try:
        left = _undone(ImportPlace(writer, SERVER_ITSELF, forum, note.forum), note, task)
    except Refusal as refusal:
        if refusal.code in piecewise_import.STAYS:  # the forum is over by now
            task.becomes(structs.replace(task.note, state="refused", code=refusal.code))
            return
        raise
    task.becomes(structs.replace(task.note, state="done", made={"left": left}))
    log.info("went on with undoing an import of forum %s", note.forum)


def _undone(place: ImportPlace, note: Note, task: ImportTask) -> int:
    with reading(place.writer.engine) as db:
        standing = [one for one in imports.standing(db, place.forum) if set(one.deeds) & set(note.deeds)]
    deeds = {n: size for one in standing for n, size in zip(one.deeds, one.sizes, strict=True) if n in note.deeds}
    try:
        return piecewise_import.take_back(place.do, deeds, random_codes_and_keys.key(), task.took)
    except Refusal as refusal:
        if refusal.code not in piecewise_import.CHANGED:
            raise
        return sum(deeds.values())


def remove(writer: Writer, note: Note) -> bool:
    """Remove a forum that is not full, and the note of its import; whether it is gone. The note of one that cannot be
    removed stays. Its ballots go first, in the pieces in which they came: fifty thousand with all marks in one command
    would keep all others waiting for seconds."""
    with reading(writer.engine) as db:
        forum = db.scalar(select(Forum.id).where(Forum.ref == note.forum))
        rows = imports.rows_of_ballots(db, forum) if forum is not None else []
    if forum is not None:
        for n, vote in rows:
            writer.execute(
                commands.BallotsTakeBack(key=random_codes_and_keys.key(), activity=vote, row=n), SERVER_ITSELF, forum
            )
        gone = writer.execute(commands.ForumRemove(key=random_codes_and_keys.key()), SERVER_ITSELF, forum)
        if not gone.ok:
            log.error("forum %s, of which not everything came in, cannot be removed: %s", note.forum, gone.code)
            return False
        log.warning("removed forum %s: its import had not come to its end. Import it again", note.forum)
    unfinished_import_notes.end(writer.engine, note)
    return True


def show(writer: Writer, forum: int, note: Note) -> None:
    """Show the result of the vote that was brought in, and end the forum, which was held elsewhere; done once, however
    often it is begun. What people of the forum have done since stays: a result that is out, an end, a forum that they
    lead. Raises Refusal as LATER."""
    if note.vote is None:
        return
    with reading(writer.engine) as db:
        state = db.scalar(select(Forum.state).where(Forum.id == forum))
        shown = db.scalar(select(Activity.revealed).where(Activity.id == note.vote))
    if state == ENDED or shown is not False:
        return
    steps = (commands.AgendaGo, commands.ActivityClose, commands.ActivityReveal)
    doing: list[Command] = [kind(key=derived_key(f"{note.file} {kind.verb}"), activity=note.vote) for kind in steps]
    if state == PLANNED:
        doing.append(commands.ForumEnd(key=derived_key(f"{note.file} {commands.ForumEnd.verb}")))
    for command in doing:
        answer = writer.execute(command, SERVER_ITSELF, forum)
        if answer.code in LATER:
            made_of(answer)
        elif not answer.ok:
            log.info("%s for the vote of forum %s: %s", command.verb, note.forum, answer.code)
