"""The administrator's requests on the data, one function each, executed by the server that owns the data or, without
one, by the terminal command itself.

A request takes and returns plain JSON values (bytes as base64). It writes through the writer only.
"""

import base64
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

import msgspec
from sqlalchemy import Engine, func, select

from workshop import forum_templates
from workshop.access import facilitator_links, random_secrets
from workshop.access.authentication import Credentials
from workshop.access.own_addresses import base_url, qr_payload
from workshop.actions import new_forum_command, unfinished_imports
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
from workshop.imports import from_terminal, piecewise_import
from workshop.imports.from_terminal import Brought
from workshop.projections import final_participant_counts, report_data
from workshop.reports import FORMATS
from workshop.runtime import loop
from workshop.runtime.settings import Settings
from workshop.storage import backup, database_value_check, log, table_structure, unfinished_import_notes
from workshop.storage.backup import breathe
from workshop.storage.database import reading
from workshop.storage.tables import Account, Activity, Forum, Idea, Participant

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
        answer = self.writer.execute(command, ADMINISTRATOR, forum)
        if not answer.ok:
            raise Refusal(answer.code, **answer.facts)
        return dict(answer.made)


def create_forum(desk: Admin, given: Given) -> Made:
    """{template, title?, rehearsal?, series?, self_paced?} → {code, ref, join, screen, console}: a new forum and its
    full addresses."""
    name, series = str(given.get("template", "forum-1")), given.get("series")
    if name not in forum_templates.names():
        raise Refusal("page")
    command = new_forum_command.from_template(
        forum_templates.load(name),
        series if isinstance(series, int) else None,
        str(given.get("title") or ""),
        bool(given.get("rehearsal")),
    )
    with reading(desk.engine) as db:
        command = new_forum_command.free(db, command)
    if given.get("self_paced"):
        command = msgspec.structs.replace(command, self_paced=True)
    made = desk.do(command)
    return {"code": command.code, "ref": command.ref, **addresses(desk, int(str(made["forum"])))}


def import_forum(desk: Admin, given: Given) -> Made:
    """{format, files: {name: base64}, title?, template?, code?, skip?} → {code, ref, ideas, to_review, ballots, …}: a
    new forum with what is in the files, or the ideas alone for the forum with this code; with rows that cannot be
    brought in, and without `skip`, {refused: [{row, why}]} and nothing is made. Raises Refusal."""
    form, sent = str(given.get("format")), given.get("files")
    files = {str(name): base64.b64decode(str(data)) for name, data in (sent if isinstance(sent, dict) else {}).items()}
    whole = from_terminal.read(form, files)
    if whole.problems and not given.get("skip"):
        sentences = ((one, catalogues.refusal("en", one.code, one.facts)) for one in whole.problems)
        return {"refused": [{"row": one.row, "why": said} for one, said in sentences]}
    if not whole.ideas:
        raise Refusal("import_nothing")
    if given.get("code"):
        code = tidy(str(given["code"]))
        with reading(desk.engine) as db:
            found = db.execute(select(Forum.id, Forum.ref).where(Forum.code == code)).first()
        if found is None:
            raise Refusal("code_unknown", code=code)
        return {"code": code, "ref": found.ref, **_fill(desk, found.id, _only_ideas(whole))}
    command = _imported(desk, given, whole)
    unfinished_import_notes.begin(desk.engine, command.code, command.ref)
    try:
        forum = int(str(desk.do(command)["forum"]))
        told = _fill(desk, forum, whole)
        unfinished_import_notes.end(desk.engine, command.ref)
        _show_vote(desk, forum, whole)
    except Exception:
        unfinished_imports.remove(desk.writer, command.ref)  # nothing is half brought in
        raise
    return {"code": command.code, "ref": command.ref, **told}


def _only_ideas(whole: Brought) -> Brought:
    """What comes into a forum that is there already: its votes are those of its own people."""
    if whole.vote is None:
        return whole
    return replace(whole, vote=None, told={**whole.told, "ballots_left_out": len(whole.vote.ballots)})


def _imported(desk: Admin, given: Given, whole: Brought) -> commands.ForumAdd:
    """The command for a forum that what was read of files goes into."""
    title = str(given.get("title") or whole.title)[:TITLE_MAX]
    if whole.vote is None:
        name = str(given.get("template") or "forum-1")
        if name not in forum_templates.names():
            raise Refusal("page")
        command = new_forum_command.from_template(forum_templates.load(name), None, title)
    else:
        said, about = dict.fromkeys(languages.WHOLE, title), dict.fromkeys(languages.WHOLE, whole.about[:INTRO_MAX])
        vote = commands.ActivityDraft(kind=whole.vote.kind, minutes=10, prompt=said, settings=dict(whole.vote.settings))
        ideas, results = (commands.ActivityDraft(kind=kind, minutes=10, prompt=said) for kind in ("ideas", "results"))
        steps = [ideas, vote, results]
        command = new_forum_command.forum(said, about, steps, None)
    with reading(desk.engine) as db:
        return new_forum_command.free(db, command)


def _fill(desk: Admin, forum: int, whole: Brought) -> Made:
    """Bring what was read of files into a forum."""
    with reading(desk.engine) as db:
        steps = list(
            db.execute(select(Activity.id, Activity.kind).where(Activity.forum == forum).order_by(Activity.position))
        )
    writing = [step.id for step in steps if KINDS[step.kind].collects == "ideas"]
    if not writing:
        raise Refusal("wrong_activity")
    key = random_secrets.key
    send, name = partial(desk.do, forum=forum), key()
    came = piecewise_import.bring(send, piecewise_import.look_over, whole.ideas, writing[-1], name, file=name)
    told: Made = {name: sum(int(str(one[name])) for one in came) for name in ("ideas", "to_review")}
    told |= whole.told
    if whole.vote is None:
        return told | {"ballots": 0}
    vote = next(step.id for step in steps if step.kind == whole.vote.kind)
    with reading(desk.engine) as db:
        ids = db.scalars(select(Idea.id).where(Idea.activity == writing[-1]).order_by(Idea.number)).all()
    ballots: list[dict[str, Mark]] = [
        {str(ids[place]): mark for place, mark in one.items()} for one in whole.vote.ballots
    ]
    return told | piecewise_import.bring_ballots(send, ballots, vote, key())


def _show_vote(desk: Admin, forum: int, whole: Brought) -> None:
    """Show the result of the vote that was brought in."""
    if whole.vote is None:
        return
    query = select(Activity.id).where(Activity.forum == forum, Activity.kind == whole.vote.kind)
    with reading(desk.engine) as db:
        vote = db.scalars(query.order_by(Activity.position)).first()
    if vote is not None:
        for kind in (commands.AgendaGo, commands.ActivityClose, commands.ActivityReveal):
            desk.do(kind(key=random_secrets.key(), activity=vote), forum)


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
    desk.do(commands.LinkAdd(key=random_secrets.key(), secret_hash=hashed, label=label), forum)
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
    everything of an import is in it."""
    with reading(desk.engine) as db:
        people = dict(db.execute(select(Participant.forum, func.count()).group_by(Participant.forum)).all())
        ideas = dict(
            db.execute(select(Idea.forum, func.count()).where(Idea.state.in_(EVERYONE)).group_by(Idea.forum)).all()
        )
        rows, unfinished = db.scalars(select(Forum).order_by(Forum.id.desc())), unfinished_import_notes.unfinished(db)
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
        query = select(Forum.id, Forum.code)
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
            database_value_check.problems(line, table_structure.HEAD, breathe)
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
        edition, ready = report_data.edition(db, forum, clock()), final_participant_counts.may_be_given_out(db, forum)
    if ready:
        return forum, edition
    with suppress(Refusal):  # the file does without the numbers by group
        desk.do(commands.ResultsSettle(key=random_secrets.key()), forum)
    with reading(desk.engine) as db:
        return forum, report_data.edition(db, forum, clock())


def add_user(desk: Admin, given: Given) -> Made:
    """{email, called?, password_hash} → {account}: a new organiser. Without `called` the name is the part of the email
    before the @."""
    email, called, hashed = (str(given.get(name, "")) for name in ("email", "called", "password_hash"))
    called = called or email.strip().partition("@")[0]
    return desk.do(commands.AccountAdd(key=random_secrets.key(), email=email, called=called, password_hash=hashed))


def list_users(desk: Admin, given: Given) -> Made:
    """{} → {users: [{email, called}]}, by email."""
    with reading(desk.engine) as db:
        rows = db.execute(select(Account.email, Account.called).order_by(Account.email))
        return {"users": [{"email": row.email, "called": row.called} for row in rows]}


def new_password(desk: Admin, given: Given) -> Made:
    """{email, password_hash} → {}: another password; every sign-in session with the old one ends. Raises Refusal
    gone."""
    account, hashed = _account(desk, given), str(given.get("password_hash", ""))
    return desk.do(commands.AccountPassword(key=random_secrets.key(), account=account, password_hash=hashed))


def remove_user(desk: Admin, given: Given) -> Made:
    """{email} → {}: removes the account and ends its sign-in sessions. Raises Refusal gone or last_organiser."""
    return desk.do(commands.AccountRemove(key=random_secrets.key(), account=_account(desk, given)))


def _account(desk: Admin, given: Given) -> int:
    with reading(desk.engine) as db:
        account = db.scalar(select(Account.id).where(Account.email == str(given.get("email", "")).strip().lower()))
    if account is None:
        raise Refusal("gone")
    return account


AdminRequest = Callable[[Admin, Given], Made]
REQUESTS: dict[str, AdminRequest] = {
    "forum.create": create_forum,
    "forum.import": import_forum,
    "forum.links": forum_links,
    "forum.list": list_forums,
    "forum.export": export_forum,
    "verify": verify,
    "user.add": add_user,
    "user.list": list_users,
    "user.passwd": new_password,
    "user.remove": remove_user,
}
