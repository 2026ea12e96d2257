"""Which files the office offers of a forum: those with something in them, as its results page does."""

from zoneinfo import ZoneInfo

from sqlalchemy import select

from tests.conftest import Room
from workshop.pages.office import view_models
from workshop.projections import report_data
from workshop.reports import FORMATS
from workshop.reports.build_summary import build
from workshop.storage.database import reading
from workshop.storage.tables import Forum


def offered(room: Room) -> set[str]:
    """What the office offers, without writing a file; equal to what the summary says has content."""
    with reading(room.engine) as db:
        forum = view_models.forum(db, db.scalars(select(Forum.ref).where(Forum.id == room.forum)).one())
        put, facts = report_data.everything(db, room.forum, room.now)
    summary = build(put, facts, room.now, ZoneInfo("Europe/Helsinki"))
    found = {*forum.formats, *forum.more_formats}
    assert found == {name for name, one in FORMATS.items() if one.has_content(summary)}
    assert forum.leaves_out == (found < set(FORMATS))
    return found


def test_a_file_is_offered_when_there_is_something_in_it(room: Room) -> None:
    ada, step, vote = room.comes("ada"), room.step("ideas", 2), room.step("dots")
    assert offered(room) == {"pdf", "xlsx", "docx", "json", "html", "md", "zip", "archive"}
    room.must("agenda.go", activity=step)
    idea = int(room.must("idea.add", ada, activity=step, text="Vesibussi")["idea"])
    with_ideas = offered(room)
    assert with_ideas == set(FORMATS) - {"pb"}
    room.must("agenda.go", activity=vote)
    room.must("hands.set", activity=vote, target=idea, count=3)
    room.must("activity.close", activity=vote)
    assert offered(room) == with_ideas, "no file of votes before the reveal says that there are some"
    room.must("activity.reveal", activity=vote)
    assert offered(room) == set(FORMATS)
