"""The administrator's requests about forums: making one, its addresses, the list of all."""

from msgspec import structs
from sqlalchemy import func, select

from workshop import forum_templates
from workshop.access import facilitator_links, random_codes_and_keys
from workshop.access.qr_payloads import qr_payload
from workshop.actions import build_forum_add
from workshop.actions.made import made_number
from workshop.administrator_requests.base import Admin, Given, Made
from workshop.contract import commands
from workshop.domain.errors import Refusal
from workshop.domain.ideas import SEEN_BY_EVERYONE
from workshop.domain.join_codes import tidy
from workshop.storage import unfinished_import_notes
from workshop.storage.database import reading
from workshop.storage.tables import Forum, Idea, Participant


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
    return {"code": command.code, "ref": command.ref, **addresses(desk, made_number(made, "forum"))}


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
            db.execute(
                select(Idea.forum, func.count()).where(Idea.state.in_(SEEN_BY_EVERYONE)).group_by(Idea.forum)
            ).all()
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
