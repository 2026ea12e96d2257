"""Brings ideas in from a file: the file is looked at, its columns are named, what would come is shown, and only then it
comes. One press takes all of it back.

It comes in pieces, each one command: between two of them the phones of every forum are served. What came is in the
log, so a part that a server left behind when it ended is listed here too, and sending the file again brings the rest.

Nothing of a file is kept on the server between these pages: its table travels in a field of the form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeGuard

from flask import Response, request
from sqlalchemy.orm import Session

from workshop.actions import import_tasks, piecewise_import
from workshop.contract.base import MOST_IDEAS
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.imports import table_files
from workshop.imports.limits import MOST_BYTES, MOST_ROWS
from workshop.imports.table_columns_to_ideas import ROLES, Dry, Mapped, Role, SheetTable, dry_run, guessed, known
from workshop.pages import base
from workshop.pages.office import import_progress, view_models
from workshop.pages.office.base import again, field, form_key, go, number_field, pages, sentence
from workshop.pages.office.view_models import EditedForum, EditedStep
from workshop.projections import imports, used_idea_capacity
from workshop.projections.imports import Import
from workshop.runtime import loop
from workshop.runtime.epoch_ms import clock
from workshop.runtime.whole_numbers import whole
from workshop.storage import unfinished_import_notes
from workshop.storage.unfinished_import_notes import Note

TEMPLATE = "office/bring_in.html"
SHOWN = 5
"""Rows of the file that are shown as examples."""
MOST_LISTED = 5
"""Imports that are listed with their undo."""
MOST_TOLD = 40
"""Refused rows that are listed."""


@dataclass(frozen=True)
class LookedAt:
    """A file that was looked at: its table, what its columns are, and what bringing it in would do (None while that
    can't be said)."""

    table: SheetTable
    mapped: Mapped
    step: int
    doubles_too: bool
    leave_out: bool
    dry: Dry | None

    @property
    def ready(self) -> bool:
        """Whether it can be brought in as it is."""
        return self.dry is not None and bool(self.dry.ideas) and (self.leave_out or not self.dry.problems)


@pages.get("/office/forum/<ref>/bring-in")
def bring_in(ref: str) -> Response:
    """The form for a file, what the last one brought in, and the imports that hold, each with its undo."""
    forum = base.look(view_models.forum, ref)
    done = {name: request.args.get(name, type=int) for name in ("came", "to_review", "left")}
    return base.render(TEMPLATE, look=None, refusal="", done=done, undone="undone" in request.args, **_facts(forum))


@pages.post("/office/forum/<ref>/bring-in")
def do_bring_in(ref: str) -> Response:
    """Look at a file, look again with other columns, or bring it in, by the button that was pressed."""
    forum = base.look(view_models.forum, ref)
    look = None
    try:
        look = _looked_at(forum)
        if field("act") != "bring":
            return base.render(TEMPLATE, look=look, refusal="", done={}, undone=False, **_facts(forum))
        return _brought(forum, look)
    except Refusal as refusal:
        return again(TEMPLATE, refusal, look=look, done={}, undone=False, **_facts(forum))


@pages.post("/office/forum/<ref>/bring-in/undo")
def undo_bring_in(ref: str) -> Response:
    """Undo an import, unless what it made was changed since."""
    forum = base.look(view_models.forum, ref)
    try:
        deeds = [n for n in (whole(raw, digits=9) for raw in request.form.getlist("deed")) if n is not None]
        one = base.look(imports.asked, forum.id, deeds)
        if one is None:
            return go("office.bring_in", ref=ref, undone=1)
        undo = partial(import_tasks.undo, import_progress.place(forum), one, form_key())
        return import_progress.begun(forum, import_tasks.undo_name(one), undo)
    except Refusal as refusal:
        forum = base.look(view_models.forum, ref)  # it may have ended meanwhile
        return again(TEMPLATE, refusal, look=None, done={}, undone=False, **_facts(forum))


@pages.post("/office/forum/<ref>/bring-in/leave")
def leave_cut(ref: str) -> Response:
    """Leave an import as it was cut off: nobody is told of it any more."""
    forum = base.look(view_models.forum, ref)
    try:
        import_progress.place(forum)
    except Refusal as refusal:
        return again(TEMPLATE, refusal, look=None, done={}, undone=False, **_facts(forum))
    for note in base.look(unfinished_import_notes.of, ref):
        if note.task == "bring" and note.file == field("file") and not note.is_going(clock()):
            loop.in_thread(unfinished_import_notes.end, base.services().engine, note, pool=piecewise_import.POOL)
    return go("office.bring_in", ref=forum.ref)


def _brought(forum: EditedForum, look: LookedAt) -> Response:
    """Bring it in. Raises Refusal import_column, import_refused, import_nothing, and what the command is refused
    with."""
    dry = look.dry
    if dry is None:
        raise Refusal("import_column")
    if dry.problems and not look.leave_out:
        raise Refusal("import_refused", n=len(dry.problems))
    if not dry.ideas:
        raise Refusal("import_nothing")
    key = form_key()
    if base.look(used_idea_capacity.taken, forum.id, piecewise_import.keys(key)) + len(dry.ideas) > MOST_IDEAS:
        raise Refusal("forum_full")
    file = table_files.named(look.step, look.mapped, look.doubles_too, table_files.packed(look.table))
    bring = partial(import_tasks.bring, import_progress.place(forum), dry.ideas, look.step, key, file)
    return import_progress.begun(forum, file, bring)


def _looked_at(forum: EditedForum) -> LookedAt:
    """The file of this form, or the table that an earlier one was read into. Raises Refusal as `table_files.read`."""
    step = number_field("step") or next((one.id for one in reversed(_writing(forum))), 0)
    sent = request.files.get("file")
    if sent is not None and sent.filename:
        with sent.stream as stream:
            data = stream.read()
        table = loop.in_thread(table_files.read, data, pool=piecewise_import.POOL)
        mapped, doubles_too, leave_out = guessed(table), False, False
    elif field("table"):
        table = loop.in_thread(table_files.unpacked, field("table"), pool=piecewise_import.POOL)
        mapped, doubles_too, leave_out = _mapped(table), "doubles" in request.form, "leave_out" in request.form
    else:
        raise Refusal("import_empty")
    there = base.look(_there, forum.id, form_key())
    dry = None
    if mapped.column("text") is not None:
        dry = loop.in_thread(dry_run, table, mapped, there, doubles_too, pool=piecewise_import.POOL)
    return LookedAt(table, mapped, step, doubles_too, leave_out, dry)


def _mapped(table: SheetTable) -> Mapped:
    """What the form says of the columns. Each role is one column's: a second one that claims it is not taken."""
    roles: list[Role] = []
    for column in range(table.width):
        asked = field(f"column-{column}")
        roles.append(asked if _is_role(asked) and asked not in roles else "")
    return Mapped(tuple(roles), "headed" in request.form)


def _is_role(name: str) -> TypeGuard[Role]:
    return name in ROLES


def _there(db: Session, forum: int, key: str) -> Mapping[str, int]:
    """The ideas of a forum, without those that this very form has made: pressed twice it makes the same command, which
    is answered again."""
    return known(imports.readable(db, forum, piecewise_import.keys(key)))


def _writing(forum: EditedForum) -> list[EditedStep]:
    return [one for one in forum.steps if KINDS[one.kind].collects == "ideas"]


@dataclass(frozen=True)
class Listed:
    """An import that holds. `would`: what its undo would do; `short`: why ideas of it are missing; `going`: the note of
    what is being done to it now; `cut`: of what was not finished."""

    one: Import
    would: imports.Would
    short: imports.Short
    going: Note | None
    cut: Note | None


def _listed(db: Session, forum: EditedForum) -> list[Listed]:
    """The newest imports, and those that are not finished, however old."""
    notes, now = sorted(unfinished_import_notes.of(db, forum.ref), key=unfinished_import_notes.last_first), clock()
    found = list[Listed]()
    for one in imports.standing(db, forum.id):
        its = next((note for note in notes if note.is_unfinished and _is_of(note, one)), None)
        going = its if its is not None and its.is_going(now) else None
        cut = its if going is None else None
        if its is not None or len(found) < MOST_LISTED:
            would, short = imports.would(db, forum.id, one), imports.short(db, forum.id, one)
            found.append(Listed(one, would, short, going, cut))
    return found


def _is_of(note: Note, one: Import) -> bool:
    if note.task == "undo":
        return bool(set(note.deeds) & set(one.deeds))
    return note.file == one.file and (one.rest > 0 or note.state == "going")


def _facts(forum: EditedForum) -> dict[str, object]:
    return {
        "forum": forum,
        "writing": _writing(forum),
        "roles": ROLES,
        "rows": MOST_ROWS,
        "megabytes": MOST_BYTES // 1_000_000,
        "samples": SHOWN,
        "most_told": MOST_TOLD,
        "imports": base.look(_listed, forum),
        "once": field("once"),
        "packed": table_files.packed,
        "why": _why,
    }


def _why(code: str, facts: Mapping[str, object]) -> str:
    """Why a row was refused, in a sentence."""
    return sentence(Refusal(code, **facts))
