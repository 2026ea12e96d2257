"""The administrator's requests on the data, one function each, executed by the server that owns the data or, without
one, by the terminal command itself.

A request takes and returns plain JSON values (bytes as base64). It writes through the writer only.
"""

import base64
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from msgspec import structs
from sqlalchemy import Engine, func, select

from workshop import forum_templates
from workshop.access import facilitator_links, random_codes_and_keys
from workshop.access.authentication import Credentials
from workshop.access.base_url_and_allowed_hosts import base_url
from workshop.access.qr_payloads import qr_payload
from workshop.actions import build_forum_add, import_tasks, piecewise_import, unfinished_imports
from workshop.actions.answers_to_retries import made_of
from workshop.actions.import_tasks import ImportPlace, ImportTask
from workshop.actions.writer import Writer, clock
from workshop.contract import commands
from workshop.contract.base import INTRO_MAX, TITLE_MAX, Command, Mark
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.domain.ideas import EVERYONE
from workshop.domain.join_codes import tidy
from workshop.downloads.queue import FAILED, Downloads
from workshop.downloads.worker_messages import FileOrder
from workshop.i18n import catalogues, languages
from workshop.imports import brought_in_from_terminal, table_files
from workshop.imports.brought_in_from_terminal import Brought
from workshop.imports.table_columns_to_ideas import known, same
from workshop.projections import group_counts_fixed_for_results, imports, report_data
from workshop.reports import FORMATS
from workshop.runtime import loop
from workshop.runtime.settings import Settings
from workshop.storage import backup, log, table_structure, unfinished_import_notes, whole_database_value_check
from workshop.storage.backup import breathe
from workshop.storage.database import reading
from workshop.storage.tables import Account, Activity, Forum, Idea, Participant
from workshop.storage.unfinished_import_notes import Note

Given = Mapping[str, object]
"""What a request was given; read with care, for it comes from another process."""
Made = dict[str, object]
"""What it answers: JSON values."""
ADMINISTRATOR = Credentials(administrator=True)
EXPORT_SECONDS = 20.0
"""One answer waits so long for a file, less than a terminal waits for an answer."""
EXPORT_PIECE = 500_000
"""Bytes of a file in one answer: more would hold up the loop while it is written as JSON."""


@dataclass(frozen=True)
class Admin:
    """What a request works with. `port` is where the server listens, or would."""

    settings: Settings
    engine: Engine
    writer: Writer
    port: int
    downloads: Downloads

    def address(self, override: str = "") -> str:
        """The address people use; this machine's loopback address when there is no network."""
        return base_url(self.settings, self.port, override)

    def do(self, command: Command, forum: int | None = None) -> Made:
        """Execute one command as administrator; returns what it made. Raises Refusal."""
        return made_of(self.writer.execute(command, ADMINISTRATOR, forum))


def create_forum(desk: Admin, given: Given) -> Made:
    """{template, title?, rehearsal?, series?, self_paced?} → {code, ref, join, screen, console}: a new forum and its
    full addresses."""
    name, series = str(given.get("template", "forum-1")), given.get("series")
    if name not in forum_templates.names():
        raise Refusal("page")
    command = build_forum_add.from_template(
        forum_templates.load(name),
        series if isinstance(series, int) else None,
        str(given.get("title") or ""),
        bool(given.get("rehearsal")),
    )
    with reading(desk.engine) as db:
        command = build_forum_add.free(db, command)
    if given.get("self_paced"):
        command = structs.replace(command, self_paced=True)
    made = desk.do(command)
    return {"code": command.code, "ref": command.ref, **addresses(desk, int(str(made["forum"])))}


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
        forum = int(str(desk.do(command)["forum"]))
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
        ideas, results = (commands.ActivityDraft(kind=kind, minutes=10, prompt=said) for kind in ("ideas", "results"))
        steps = [ideas, vote, results]
        command = build_forum_add.forum(said, about, steps, None)
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
    told: Made = {name: sum(int(str(one[name])) for one in came) for name in ("ideas", "to_review")}
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


def forum_links(desk: Admin, given: Given) -> Made:
    """{code} → {code, ref, join, screen, console}: the full addresses of an existing forum. Raises Refusal
    code_unknown."""
    code = tidy(str(given.get("code", "")))
    with reading(desk.engine) as db:
        found = db.execute(select(Forum.id, Forum.ref).where(Forum.code == code)).first()
    if found is None:
        raise Refusal("code_unknown", code=code)
    return {"code": code, "ref": found.ref, **addresses(desk, found.id)}


def addresses(desk: Admin, forum: int, label: str = "") -> dict[str, str]:
    """The full addresses of a forum; the console's with a new key."""
    secret, hashed = facilitator_links.new_secret()
    desk.do(commands.LinkAdd(key=random_codes_and_keys.key(), secret_hash=hashed, label=label), forum)
    with reading(desk.engine) as db:
        row = db.get_one(Forum, forum)
        base = desk.address(row.address)
        return {
            "join": qr_payload(base, row.join_secret),
            "screen": f"{base}/screen/{row.screen_token}",
            "console": facilitator_links.address(base, row.ref, secret),
        }


def list_forums(desk: Admin, given: Given) -> Made:
    """{} → {forums: [{code, title, state, participants, ideas, rehearsal, importing}]}, newest first. `importing`: not
    everything of an import is in it, or not everything of one that was undone is gone."""
    with reading(desk.engine) as db:
        people = dict(db.execute(select(Participant.forum, func.count()).group_by(Participant.forum)).all())
        ideas = dict(
            db.execute(select(Idea.forum, func.count()).where(Idea.state.in_(EVERYONE)).group_by(Idea.forum)).all()
        )
        rows = db.scalars(select(Forum).where(Forum.remains_of.is_(None)).order_by(Forum.id.desc()))
        unfinished = {note.forum for note in unfinished_import_notes.of_all(db) if note.is_unfinished}
        return {
            "forums": [
                {
                    "code": row.code,
                    "title": next(iter(row.title.values()), ""),
                    "state": row.state,
                    "participants": people.get(row.id, 0),
                    "ideas": ideas.get(row.id, 0),
                    "rehearsal": row.rehearsal,
                    "importing": row.ref in unfinished,
                }
                for row in rows
            ]
        }


def verify(desk: Admin, given: Given) -> Made:
    """{code?} → {ok, forums, events, problems}: whether the tables, all values and every log (or one forum's) are
    intact.

    `events` is the number of rows in those logs. Data that cannot be read is a problem in the result, not an exception.
    Raises Refusal code_unknown.
    """
    code, one = given.get("code"), log.HOUSE
    with reading(desk.engine) as db:
        problems = (
            table_structure.other_release(db.connection())
            or list(table_structure.problems(db.connection(), table_structure.HEAD))
            or loop.in_thread(_unreadable, desk, pool="reports")
        )
        if problems:
            return {"ok": False, "forums": 0, "events": 0, "problems": problems}
        query = select(Forum.id, Forum.code).where(Forum.remains_of.is_(None))
        forums = {row.id: row.code for row in db.execute(query.where(Forum.code == code) if code else query)}
        if not code:
            problems = list(backup.chains(db, forums))
        elif forums:
            one = next(iter(forums))
            problems = [f"{code}: {problem}" for problem in log.problems(db, one, breathe)]
        else:
            raise Refusal("code_unknown", code=code)
        events = (log.told_end(db, one) or (0, ""))[0] if code else backup.events(db)
    return {"ok": not problems, "forums": len(forums), "events": events, "problems": problems}


def _unreadable(desk: Admin) -> list[str]:
    with reading(desk.engine) as db:
        line = db.connection()
        return list(table_structure.unreadable(line, table_structure.HEAD, breathe)) or list(
            whole_database_value_check.problems(line, table_structure.HEAD, breathe)
        )


def export_forum(desk: Admin, given: Given) -> Made:
    """{code, format, lang, file?, from?} → {file, size, failed, base64}: a forum's results as a file, in pieces.

    The first answer names the `file`; further requests name it, too, and the byte that they go on `from`. `size` is
    null while it is being made. Raises Refusal code_unknown, or page for an unknown format.
    """
    code, name, lang = tidy(str(given.get("code", ""))), str(given.get("format")), str(given.get("lang"))
    if name not in FORMATS:
        raise Refusal("page")
    forum, edition = _edition(desk, code)
    order = FileOrder(forum=forum, format=name, lang=lang if lang in languages.LANGUAGES else "fi")
    made = desk.downloads.find(str(given.get("file", "")), order) or desk.downloads.ask(order, edition)
    begin, whole = given.get("from"), made.wait(EXPORT_SECONDS)
    piece = made.content[begin if isinstance(begin, int) else 0 :][:EXPORT_PIECE]
    return {
        "file": made.id,
        "size": len(made.content) if whole else None,
        "failed": made.stage == FAILED,
        "base64": base64.b64encode(piece).decode(),
    }


def _edition(desk: Admin, code: str) -> tuple[int, str]:
    with reading(desk.engine) as db:
        forum = db.scalar(select(Forum.id).where(Forum.code == code))
        if forum is None:
            raise Refusal("code_unknown", code=code)
        edition, ready = (
            report_data.edition(db, forum, clock()),
            group_counts_fixed_for_results.may_be_given_out(db, forum),
        )
    if ready:
        return forum, edition
    with suppress(Refusal):  # the file does without the numbers by group
        desk.do(commands.ResultsSettle(key=random_codes_and_keys.key()), forum)
    with reading(desk.engine) as db:
        return forum, report_data.edition(db, forum, clock())


def add_user(desk: Admin, given: Given) -> Made:
    """{email, called?, password_hash} → {account}: a new organiser. Without `called` the name is the part of the email
    before the @."""
    email, called, hashed = (str(given.get(name, "")) for name in ("email", "called", "password_hash"))
    called = called or email.strip().partition("@")[0]
    return desk.do(
        commands.AccountAdd(key=random_codes_and_keys.key(), email=email, called=called, password_hash=hashed)
    )


def list_users(desk: Admin, given: Given) -> Made:
    """{} → {users: [{email, called}]}, by email."""
    with reading(desk.engine) as db:
        rows = db.execute(select(Account.email, Account.called).order_by(Account.email))
        return {"users": [{"email": row.email, "called": row.called} for row in rows]}


def new_password(desk: Admin, given: Given) -> Made:
    """{email, password_hash} → {}: another password; every sign-in session with the old one ends. Raises Refusal
    gone."""
    account, hashed = _account(desk, given), str(given.get("password_hash", ""))
    return desk.do(commands.AccountPassword(key=random_codes_and_keys.key(), account=account, password_hash=hashed))


def remove_user(desk: Admin, given: Given) -> Made:
    """{email} → {}: removes the account and ends its sign-in sessions. Raises Refusal gone or last_organiser."""
    return desk.do(commands.AccountRemove(key=random_codes_and_keys.key(), account=_account(desk, given)))


def _account(desk: Admin, given: Given) -> int:
    with reading(desk.engine) as db:
        account = db.scalar(select(Account.id).where(Account.email == str(given.get("email", "")).strip().lower()))
    if account is None:
        raise Refusal("gone")
    return account


AdminRequest = Callable[[Admin, Given], Made]
LONG = frozenset({"forum.import", "forum.export", "verify"})
"""Requests that take so long that no other one waits for them."""
REQUESTS: dict[str, AdminRequest] = {
    "forum.create": create_forum,
    "forum.import": import_forum,
    "import.progress": import_progress,
    "forum.links": forum_links,
    "forum.list": list_forums,
    "forum.export": export_forum,
    "verify": verify,
    "user.add": add_user,
    "user.list": list_users,
    "user.passwd": new_password,
    "user.remove": remove_user,
}
