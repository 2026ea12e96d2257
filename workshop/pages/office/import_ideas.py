"""Brings ideas in from a file: the file is looked at, its columns are named, what would come is shown, and only then it
comes. One press takes all of it back.

It comes in pieces, each one command: between two of them the phones of every forum are served. What came is in the
log, so a part that a server left behind when it ended is listed here too, and sending the file again brings the rest.

Nothing of a file is kept on the server between these pages: its table travels in a field of the form.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeGuard

from flask import Response, request
from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from workshop.actions.imports import SOURCE, UNDONE
from workshop.contract.base import MOST_IDEAS
from workshop.contract.commands import ImportedIdea
from workshop.contract.idea_states import HIDDEN
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.domain.ideas import READABLE
from workshop.imports import files, piecewise_import
from workshop.imports.limits import MOST_BYTES, MOST_ROWS
from workshop.imports.table import ROLES, Dry, Mapped, Role, SheetTable, dry_run, guessed, same
from workshop.pages import base
from workshop.pages.office import view_models
from workshop.pages.office.base import again, field, form_key, go, number_field, pages, sentence
from workshop.pages.office.view_models import EditedStep, Whole
from workshop.pages.whole_number_parsing import whole as whole_of
from workshop.projections import imports, used_idea_capacity
from workshop.runtime import loop
from workshop.storage.tables import Idea

TEMPLATE = "office/bring_in.html"
POOL = "imports"
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
    whole = base.look(view_models.forum, ref)
    done = {name: request.args.get(name, type=int) for name in ("came", "to_review")}
    return base.render(TEMPLATE, look=None, refusal="", done=done, undone="undone" in request.args, **_facts(whole))


@pages.post("/office/forum/<ref>/bring-in")
def do_bring_in(ref: str) -> Response:
    """Look at a file, look again with other columns, or bring it in, by the button that was pressed."""
    whole = base.look(view_models.forum, ref)
    look = None
    try:
        look = _looked_at(whole)
        if field("act") != "bring":
            return base.render(TEMPLATE, look=look, refusal="", done={}, undone=False, **_facts(whole))
        return _brought(whole, look)
    except Refusal as refusal:
        return again(TEMPLATE, refusal, look=look, done={}, undone=False, **_facts(whole))


@pages.post("/office/forum/<ref>/bring-in/undo")
def undo_bring_in(ref: str) -> Response:
    """Undo an import, unless what it made was changed since."""
    whole = base.look(view_models.forum, ref)
    try:
        deeds = [n for n in (whole_of(raw, digits=9) for raw in request.form.getlist("deed")) if n is not None]
        if not base.look(imports.are_imports, whole.id, deeds):
            raise Refusal("gone")
        piecewise_import.take_back(partial(base.do, forum=whole.id), deeds, form_key())
    except Refusal as refusal:
        return again(TEMPLATE, refusal, look=None, done={}, undone=False, **_facts(whole))
    return go("office.bring_in", ref=ref, undone=1)


def _brought(whole: Whole, look: LookedAt) -> Response:
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
    if base.look(used_idea_capacity.taken, whole.id, piecewise_import.keys(key)) + len(dry.ideas) > MOST_IDEAS:
        raise Refusal("forum_full")
    made = _in_pieces(whole.id, look, dry.ideas, key)
    came, to_review = (sum(int(str(one[name])) for one in made) for name in ("ideas", "to_review"))
    return go("office.bring_in", ref=whole.ref, came=came, to_review=to_review)


def _in_pieces(forum: int, look: LookedAt, ideas: Sequence[ImportedIdea], key: str) -> list[Mapping[str, object]]:
    """What each piece made."""

    def ahead(piece: Sequence[ImportedIdea]) -> None:
        loop.in_thread(piecewise_import.look_over, piece, pool=POOL)

    return piecewise_import.bring(partial(base.do, forum=forum), ahead, ideas, look.step, key, _name_of(look))


def _name_of(look: LookedAt) -> str:
    """A name for this file in this step, equal each time it is sent: what was cut off goes on when it is sent again."""
    told = f"{look.step} {look.mapped} {look.doubles_too} {files.packed(look.table)}"
    return hashlib.sha256(told.encode()).hexdigest()


def _looked_at(whole: Whole) -> LookedAt:
    """The file of this form, or the table that an earlier one was read into. Raises Refusal as `files.read`."""
    step = number_field("step") or next((one.id for one in reversed(_writing(whole))), 0)
    sent = request.files.get("file")
    if sent is not None and sent.filename:
        with sent.stream as stream:
            data = stream.read()
        table = loop.in_thread(files.read, data, pool=POOL)
        mapped, doubles_too, leave_out = guessed(table), False, False
    elif field("table"):
        table = loop.in_thread(files.unpacked, field("table"), pool=POOL)
        mapped, doubles_too, leave_out = _mapped(table), "doubles" in request.form, "leave_out" in request.form
    else:
        raise Refusal("import_empty")
    there = base.look(_there, whole.id, form_key())
    dry = None
    if mapped.column("text") is not None:
        dry = loop.in_thread(dry_run, table, mapped, there, doubles_too, pool=POOL)
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
    """The ideas of a forum that can be read, `same(text)` → number, without those that this very form has made: pressed
    twice it makes the same command, which is answered again. Those of an import that was undone may come again."""
    undone = and_(Idea.state == HIDDEN, Idea.source == SOURCE, Idea.reason == UNDONE)
    query = select(Idea.text, Idea.number).where(
        Idea.forum == forum, Idea.state.in_(READABLE), ~undone, Idea.key.not_in(piecewise_import.keys(key))
    )
    found: dict[str, int] = {}
    for row in db.execute(query.order_by(Idea.number)):
        found.setdefault(same(row.text), row.number)
    return found


def _writing(whole: Whole) -> list[EditedStep]:
    return [one for one in whole.steps if KINDS[one.kind].collects == "ideas"]


def _facts(whole: Whole) -> dict[str, object]:
    return {
        "forum": whole,
        "writing": _writing(whole),
        "roles": ROLES,
        "rows": MOST_ROWS,
        "megabytes": MOST_BYTES // 1_000_000,
        "samples": SHOWN,
        "most_told": MOST_TOLD,
        "imports": base.look(imports.standing, whole.id)[:MOST_LISTED],
        "once": field("once"),
        "packed": files.packed,
        "why": _why,
    }


def _why(code: str, facts: Mapping[str, object]) -> str:
    """Why a row was refused, in a sentence."""
    return sentence(Refusal(code, **facts))
