"""The administrator's requests about imports: files become a new forum, or ideas of one that is
there; how far that is."""

import base64

from msgspec import structs
from sqlalchemy import select

from workshop import forum_templates
from workshop.access import random_codes_and_keys
from workshop.actions import build_forum_add, import_tasks, piecewise_import, unfinished_imports
from workshop.actions.import_tasks import ImportPlace, ImportTask
from workshop.actions.made import made_number
from workshop.administrator_requests.base import ADMINISTRATOR, Admin, Given, Made
from workshop.contract import commands
from workshop.contract.base import INTRO_MAX, TITLE_MAX, Mark
from workshop.domain.activities import KINDS, ideas, results
from workshop.domain.errors import Refusal
from workshop.domain.join_codes import tidy
from workshop.i18n import catalogues, languages
from workshop.imports import brought_in_from_terminal, table_files
from workshop.imports.brought_in_from_terminal import Brought
from workshop.imports.table_columns_to_ideas import known, same
from workshop.projections import imports
from workshop.storage import unfinished_import_notes
from workshop.storage.database import reading
from workshop.storage.tables import Activity, Forum
from workshop.storage.unfinished_import_notes import Note


def import_forum(desk: Admin, given: Given) -> Made:
    """{format, files: {name: base64}, title?, template?, code?, skip?, asked?} → {code, ref, ideas, to_review, ballots,
    …}: a new forum with what is in the files, or the ideas alone for the forum with this code; with rows that cannot be
    brought in, and without `skip`, {refused: [{row, why}]} and nothing is made. `import.progress` says how far it is,
    under the name `asked`. Raises Refusal."""
    form, sent = str(given.get("format")), given.get("files")
    read = {str(name): base64.b64decode(str(data)) for name, data in (sent if isinstance(sent, dict) else {}).items()}
    whole = brought_in_from_terminal.read(form, read)
    if whole.problems and not given.get("skip"):
        sentences = ((one, catalogues.refusal("en", one.code, one.facts)) for one in whole.problems)
        return {"refused": [{"row": one.row, "why": said} for one, said in sentences]}
    if not whole.ideas:
        raise Refusal("import_nothing")
    if given.get("code"):
        return _into(desk, given, whole)
    return _into_new(desk, _imported(desk, given, whole), whole, str(given.get("asked", "")))


def _into_new(desk: Admin, command: commands.ForumAdd, whole: Brought, asked: str) -> Made:
    """A new forum with what was read: all of it, or none."""
    size = len(whole.ideas) + (len(whole.vote.ballots) if whole.vote else 0)
    note = Note(forum=command.ref, task="fill", file=random_codes_and_keys.key(), total=size, asked=asked)
    task = ImportTask(desk.writer, note)
    try:
        forum = made_number(desk.do(command), "forum")
        told, vote = _filled(desk, forum, whole, task)
        task.becomes(structs.replace(task.note, task="show", vote=vote))
        unfinished_imports.show(desk.writer, forum, task.note)
        task.end()
    except Exception:
        if task.note.task == "fill":
            unfinished_imports.remove(desk.writer, task.note)  # nothing is half brought in
        else:
            task.becomes(structs.replace(task.note, state="cut"))  # all is in, and is shown as soon as that can be
        raise
    return {"code": command.code, "ref": command.ref, **told}


def _into(desk: Admin, given: Given, whole: Brought) -> Made:
    """The ideas alone, without those that the forum has, for the forum that is asked for. Raises Refusal code_unknown,
    wrong_activity, import_nothing."""
    code = tidy(str(given["code"]))
    with reading(desk.engine) as db:
        found = db.execute(select(Forum.id, Forum.ref).where(Forum.code == code)).first()
        if found is None:
            raise Refusal("code_unknown", code=code)
        there = known(imports.readable(db, found.id))
    step = _steps(desk, found.id, "ideas")
    new = [one for one in whole.ideas if same(one.text) not in there]
    told = dict(whole.told) | {"duplicates": len(whole.ideas) - len(new) + int(whole.told.get("duplicates", 0))}
    if whole.vote is not None:
        told["ballots_left_out"] = len(whole.vote.ballots)  # its votes are those of its own people
    if not new:
        raise Refusal("import_nothing")
    place, file = ImportPlace(desk.writer, ADMINISTRATOR, found.id, found.ref), table_files.named(step, *whole.read_of)
    came = import_tasks.bring(place, new, step, random_codes_and_keys.key(), file, str(given.get("asked", "")))
    return {"code": code, "ref": found.ref, "ideas": came["came"], "to_review": came["to_review"], **told, "ballots": 0}


def _imported(desk: Admin, given: Given, whole: Brought) -> commands.ForumAdd:
    """The command for a forum that what was read of files goes into."""
    title = str(given.get("title") or whole.title)[:TITLE_MAX]
    if whole.vote is None:
        name = str(given.get("template") or "forum-1")
        if name not in forum_templates.names():
            raise Refusal("page")
        command = build_forum_add.from_template(forum_templates.load(name), None, title)
    else:
        said, about = dict.fromkeys(languages.WHOLE, title), dict.fromkeys(languages.WHOLE, whole.about[:INTRO_MAX])
        vote = commands.ActivityDraft(kind=whole.vote.kind, minutes=10, prompt=said, settings=dict(whole.vote.settings))
        written, told = (
            commands.ActivityDraft(kind=kind.name, minutes=10, prompt=said) for kind in (ideas.KIND, results.KIND)
        )
        command = build_forum_add.forum(said, about, [written, vote, told], None)
    with reading(desk.engine) as db:
        return build_forum_add.free(db, command)


def _steps(desk: Admin, forum: int, collects: str) -> int:
    """The last activity of a forum in which people write, or the first in which they vote. Raises Refusal
    wrong_activity."""
    query = select(Activity.id, Activity.kind).where(Activity.forum == forum).order_by(Activity.position)
    with reading(desk.engine) as db:
        found = [row.id for row in db.execute(query) if KINDS[row.kind].collects == collects]
    if not found:
        raise Refusal("wrong_activity")
    return int(found[-1 if collects == "ideas" else 0])


def _filled(desk: Admin, forum: int, whole: Brought, task: ImportTask) -> tuple[Made, int | None]:
    """Bring what was read of files into a new forum: what is told of it, and the vote whose result is to be shown."""
    place, writing = ImportPlace(desk.writer, ADMINISTRATOR, forum, task.note.forum), _steps(desk, forum, "ideas")
    file = task.note.file
    came = piecewise_import.bring(place.do, whole.ideas, writing, file, file, task.took)
    told: Made = {name: sum(made_number(one, name) for one in came) for name in ("ideas", "to_review")}
    told |= whole.told
    if whole.vote is None:
        return told | {"ballots": 0}, None
    vote = _steps(desk, forum, "votes")
    with reading(desk.engine) as db:
        ids = imports.made_by(db, writing, piecewise_import.keys(file))
    ballots: list[dict[str, Mark]] = [{str(ids[at]): mark for at, mark in one.items()} for one in whole.vote.ballots]
    return told | piecewise_import.bring_ballots(place.do, ballots, vote, random_codes_and_keys.key(), task.took), vote


def import_progress(desk: Admin, given: Given) -> Made:
    """{asked} → {done, total}: how far the import is that was `asked` for under this name; {} where there is none."""
    with reading(desk.engine) as db:
        asked = str(given.get("asked", ""))
        found = next((one for one in unfinished_import_notes.of_all(db) if asked and one.asked == asked), None)
    return {} if found is None else {"done": found.done, "total": found.total}
