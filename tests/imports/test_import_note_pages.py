"""What the office's pages tell of an import's note: each task in each state."""

from html import unescape
from itertools import product
from typing import get_args

from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.conftest import ADMINISTRATOR
from tests.imports.test_bring_in_page import FILE, fields, look_at, page_of, patient
from tests.pages.test_office import Browser, forum, kaisa, row, say, stranger
from workshop.contract import commands
from workshop.pages.base import Services
from workshop.projections import imports
from workshop.runtime.epoch_ms import clock
from workshop.storage import unfinished_import_notes
from workshop.storage.database import reading
from workshop.storage.tables import Forum
from workshop.storage.unfinished_import_notes import Note, State, Task

__all__ = ["forum", "kaisa", "patient", "stranger"]


def test_each_task_in_each_state_has_its_pages(kaisa: Browser, forum: str, services: Services) -> None:
    """The page that lists imports failed while a new forum was being filled; one that was refused and taken back was
    told as one of which a part is kept."""
    given = fields(look_at(kaisa, forum, FILE.encode()).text)
    kaisa.post(page_of(forum), page_of(forum), act="bring", **given)
    its = row(services, forum)
    with reading(services.engine) as db:
        (one,) = imports.standing(db, its.id)
    for task, state, code in product(get_args(Task), get_args(State), ("", "disk_full")):
        for old in unfinished(services, its.ref):
            unfinished_import_notes.end(services.engine, old)
        note = Note(forum=its.ref, task=task, file=one.file, deeds=list(one.deeds), done=1, total=2, code=code)
        unfinished_import_notes.begin(services.engine, note, clock())
        kept = Note(**{name: getattr(note, name) for name in note.__struct_fields__} | {"state": state, "at": clock()})
        unfinished_import_notes.renew(services.engine, kept)
        going = say(f"office.import.under_way.{task}") in kaisa.text(page_of(forum))
        assert going == (state == "going"), (task, state)
        page = kaisa.text(f"{page_of(forum)}/{one.file}")
        assert state == "cut" or say("office.import.was_cut") not in page, (task, state)
        if (task, state, code) == ("bring", "refused", "disk_full"):
            assert say("office.import.taken_back", 1) in page and say("office.refusal.disk_full") in page


def test_of_an_undo_that_was_cut_off_before_the_end_no_page_says_that_it_goes_on(
    kaisa: Browser, forum: str, services: Services
) -> None:
    given = fields(look_at(kaisa, forum, FILE.encode()).text)
    kaisa.post(page_of(forum), page_of(forum), act="bring", **given)
    its = row(services, forum)
    with reading(services.engine) as db:
        (one,) = imports.standing(db, its.id)
    cut = Note(forum=its.ref, task="undo", file=f"undo-{one.deeds[0]}", deeds=list(one.deeds), state="cut", at=clock())
    unfinished_import_notes.begin(services.engine, cut, clock())
    unfinished_import_notes.renew(services.engine, cut)
    assert say("office.import.undo_cut") in kaisa.text(page_of(forum))
    for command in (
        commands.AgendaGo(key="a-go-key-of-it", activity=int(given["step"])),
        commands.ForumEnd(key="the-end-of-it"),
    ):
        assert services.writer.execute(command, ADMINISTRATOR, its.id).ok
    assert say("office.import.undo_cut") not in kaisa.text(page_of(forum))


def unfinished(services: Services, ref: str) -> list[Note]:
    with reading(services.engine) as db:
        return unfinished_import_notes.of(db, ref)


def test_of_a_forum_that_is_being_filled_no_other_is_made_and_nobody_joins_it(
    kaisa: Browser, forum: str, services: Services, client: FlaskClient
) -> None:
    """A rehearsal was made of it, and a phone was told that its text was still there, though nobody wrote one."""
    its, page = row(services, forum), f"/office/forum/{forum}"
    unfinished_import_notes.begin(services.engine, Note(forum=its.ref, task="fill", file="x"), clock())
    for name in ("rehearse", "copy", "next"):
        answer = kaisa.post(f"{page}/{name}", page)
        assert answer.status_code == 422 and say("refusal.importing").split(". ")[0] in unescape(answer.text), name
    with reading(services.engine) as db:
        assert db.scalars(select(Forum.ref)).all().count(its.ref) == db.scalar(select(func.count(Forum.id)))
    token = client.get(f"/j/{its.code}").text.split('name="csrf" value="')[1].split('"')[0]
    answer = client.post(f"/j/{its.code}", data={"csrf": token, "language": "fi"})
    assert answer.status_code == 422 and say("refusal.forum_filling") in unescape(answer.text)
