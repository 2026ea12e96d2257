"""Texts that pages show in one line are stored as one, whichever line break comes with them."""

from tests.actions.test_forums_and_agenda_steps import forum_fields
from tests.conftest import Room
from workshop.storage.database import reading
from workshop.storage.tables import Account, Activity, Forum, Link

SENT, STORED = "A\nB\u2028C\r\n\r\nD", "A B C D"


def test_names_titles_and_places_are_one_line(room: Room) -> None:
    """A line break in one went into calendars, file names and headings."""
    room.must("forum.edit", **forum_fields(title={"fi": SENT}, place=SENT, organiser=SENT))
    link = room.must("link.add", secret_hash="0" * 64, label=SENT)["link"]
    account = room.must("account.add", email="b@museo.fi", called=SENT, password_hash="x")["account"]
    step = room.must("activity.add", kind="ideas", minutes=5, prompt={"fi": SENT}, name={"fi": SENT})["activity"]
    with reading(room.engine) as db:
        forum, its = db.get_one(Forum, room.forum), db.get_one(Activity, step)
        assert (forum.title["fi"], forum.place, forum.organiser) == (STORED, STORED, STORED)
        assert (its.name["fi"], its.prompt["fi"]) == (STORED, "A\nB\nC\n\nD")
        assert (db.get_one(Link, link).label, db.get_one(Account, account).called) == (STORED, STORED)
