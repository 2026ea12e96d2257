"""Imports and their undo beside the request: it waits a second for their end, and then leads to a page that says how
far they are."""

from collections.abc import Callable, Mapping

from flask import Response, g, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.import_tasks import ImportPlace
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.pages.office import progress
from workshop.pages.office.base import go, pages, sentence
from workshop.pages.office.progress import Progress
from workshop.pages.office.view_models import EditedForum
from workshop.projections import imports
from workshop.runtime import loop
from workshop.runtime.epoch_ms import clock
from workshop.storage import unfinished_import_notes
from workshop.storage.tables import Forum
from workshop.storage.unfinished_import_notes import Note
from workshop.transport.fair_page_queue import step_aside

WAIT_SECONDS = 1.0
"""Seconds that a request waits for the end."""
Made = Mapping[str, int]
"""What an import or an undo made, as `actions/import_tasks.py` says it."""


def place(forum: EditedForum) -> ImportPlace:
    """A forum, as who is signed in changes it. Raises Refusal signed_out for a form that is only shown again."""
    if g.get("held"):
        raise Refusal("signed_out")
    return ImportPlace(base.services().writer, base.carried(), forum.id, forum.ref)


def begun(forum: EditedForum, file: str, work: Callable[[], Made]) -> Response:
    """Begin the import or undo called `file`; leads to what it made, or to how far it is. Raises Refusal as `work`."""
    over = loop.Future[Made]()
    loop.spawn(_do, over, work)
    step_aside(request.environ)  # pages of the same address go on meanwhile
    try:
        return base.to(_where_told(forum.ref, over.wait(WAIT_SECONDS)))
    except TimeoutError:
        return go("office.import_progress", ref=forum.ref, file=file)
    except Refusal as refusal:
        if refusal.code == "import_going" and base.look(_going, forum.ref, file):
            return go("office.import_progress", ref=forum.ref, file=file)  # pressed twice
        raise


def _do(over: loop.Future[Made], work: Callable[[], Made]) -> None:
    try:
        over.set(work())
    except Refusal as refusal:
        over.fail(refusal)
    except Exception as error:
        over.fail(error)
        raise


@pages.get("/office/forum/<ref>/bring-in/<file>")
def import_progress(ref: str, file: str) -> Response:
    """How far an import or its undo is."""
    note = base.look(_known_note, ref, file)
    return go("office.bring_in", ref=ref) if note is None else progress.page(_progress(ref, note))


def _progress(ref: str, note: Note) -> Progress:
    heading = base.t(f"office.import.{'undoing' if note.task == 'undo' else 'going'}")
    back = url_for("office.bring_in", ref=ref)
    if note.state == "done":
        leads_to = _where_told(ref, note.made)
        over, link = base.t("office.import.over"), base.t("common.continue")
        return Progress(heading=heading, back=back, over=over, leads_to=leads_to, link=link)
    cut = note.state != "refused" and not note.is_going(clock())
    if note.state == "refused" or (cut and note.task in ("fill", "bring")):
        link = base.t("office.import.see")
        return Progress(heading=heading, back=back, failed=_why_not(note), leads_to=back, link=link)
    says = f"office.import.{'going.n' if note.task != 'undo' else 'undo_goes_on' if cut else 'undoing.n'}"
    return Progress(
        heading=heading,
        back=back,
        says=base.t(says, note.total),
        done=note.done,
        most=note.total,
        count=base.t("common.of", n=note.done, total=note.total),
        stay=base.t("office.import.stay"),
    )


def _why_not(note: Note) -> str:
    """Why an import did not come, and what of it is there; why an undo was refused."""
    if note.task == "fill":
        return sentence(Refusal("importing"))
    why = [sentence(Refusal(note.code, **note.facts))] if note.code else []
    if note.state != "refused":
        ended = ".ended" if note.code == "import_ended" else ""
        why.append(base.t(f"office.import.was_cut{ended}" if note.done else "office.import.nothing_came"))
    elif not note.code:
        undone = base.look(_came_once, note)
        why.append(base.t(f"office.import.{'all_undone' if undone else 'nothing_came'}"))
    elif note.task == "undo":
        gone = base.look(_gone_at_the_end, note) if note.code == "import_ended" else 0
        why += [base.t("office.import.taken_back.ended", gone)] if gone else []
    else:
        why += _taken_back(note.done, note.made.get("left", 0))
    return " ".join(why)


def _taken_back(came: int, left: int) -> list[str]:
    """What became of the ideas that had come before an import was refused."""
    if not came:
        return [base.t("office.import.none_there")]
    gone = [base.t("office.import.taken_back", came - left)] if came > left else []
    return gone + ([base.t("office.import.left", left)] if left else [])


def _came_once(db: Session, note: Note) -> bool:
    """Whether ideas of an import had come of which none holds: they were undone on a console."""
    forum = db.scalar(select(Forum.id).where(Forum.ref == note.forum))
    return forum is not None and imports.came_once(db, forum, note.file)


def _gone_at_the_end(db: Session, note: Note) -> int:
    """How many ideas an undo had taken back when the forum's end cut it off."""
    forum = db.scalar(select(Forum.id).where(Forum.ref == note.forum))
    standing = imports.standing(db, forum) if forum is not None else []
    one = next((one for one in standing if set(one.deeds) & set(note.deeds)), None)
    return imports.short(db, forum, one).taken_back if forum is not None and one is not None else 0


def _where_told(ref: str, made: Made) -> str:
    """The address of the page that lists imports, and tells what this one made: `left` is made by an undo."""
    undone = 1 if "left" in made else None
    came, to_review, left = (made.get(name) for name in ("came", "to_review", "left"))
    return url_for("office.bring_in", ref=ref, undone=undone, came=came, to_review=to_review, left=left)


def _going(db: Session, ref: str, file: str) -> bool:
    note = _note(db, ref, file)
    return note is not None and note.is_going(clock())


def _note(db: Session, ref: str, file: str) -> Note | None:
    return next((one for one in unfinished_import_notes.of(db, ref) if one.file == file), None)


def _known_note(db: Session, ref: str, file: str) -> Note | None:
    """Raises Refusal gone for an unknown forum."""
    if db.scalar(select(Forum.id).where(Forum.ref == ref)) is None:
        raise Refusal("gone")
    return _note(db, ref, file)
