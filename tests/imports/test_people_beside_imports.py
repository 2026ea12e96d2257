"""What people do beside an import that fills a new forum, or before its result is shown."""

from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import ADMINISTRATOR, Room
from tests.imports.test_bringing_in import sent
from tests.imports.test_import_tasks import FIVE, bring, desk, killed_at, notes, starts, two_in_a_piece
from tests.imports.test_other_programs import PB
from workshop.access import random_codes_and_keys
from workshop.access.authentication import Credentials
from workshop.actions import piecewise_import
from workshop.administrator_requests.base import Admin
from workshop.administrator_requests.imports import import_forum
from workshop.contract import commands
from workshop.contract.answer import Answer
from workshop.contract.base import Command
from workshop.projections import imports
from workshop.storage.database import reading
from workshop.storage.tables import Activity, Forum, Idea
from workshop.verifier.check import verify

__all__ = ["desk", "two_in_a_piece"]


def test_what_people_do_meanwhile_moves_no_vote_to_another_idea(
    room: Room, desk: Admin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An idea written in between took the place of a statement: every later one had its neighbour's votes. The end of
    the forum cut its import off."""
    execute, answers = room.writer.execute, list[str]()

    def amid(command: Command, carried: Any, forum: int | None = None) -> Answer:
        if command.verb in ("ideas.import", "ballots.import"):
            with reading(room.engine) as db:
                writing = db.scalars(select(Activity.id).where(Activity.forum == forum).order_by(Activity.id)).first()
            for other in (
                commands.IdeaEnter(
                    key=random_codes_and_keys.key(), activity=writing, text="Meanwhile", source="helper"
                ),
                commands.ForumEnd(key=random_codes_and_keys.key()),
                commands.ActivityOpen(key=random_codes_and_keys.key(), activity=writing),
            ):
                answers.append(execute(other, ADMINISTRATOR, forum).code)
            join = commands.ParticipantJoin(key=random_codes_and_keys.key(), language="fi")
            answers.append(execute(join, Credentials(device="a-phone"), forum).code)
        return execute(command, carried, forum)

    monkeypatch.setattr(room.writer, "execute", amid)
    data = PB.format(type="approval", points="", one="", two="", three="").encode()
    import_forum(desk, {"format": "pb", "files": sent(x__pb=data)})
    assert set(answers) == {"importing", "forum_filling"} and len(answers) == 12
    with reading(room.engine) as db:
        ideas = db.scalars(select(Idea.text).where(Idea.forum != room.forum)).all()
    assert "Meanwhile" not in ideas
    assert verify(str(room.engine.url))["problems"] == []


def test_marks_go_to_the_ideas_that_the_pieces_made(room: Room) -> None:
    step = room.step("ideas", 2)
    room.must("idea.enter", activity=step, text="Somebody's own", source="helper")
    bring(room)
    with reading(room.engine) as db:
        ids = imports.made_by(db, step, piecewise_import.keys("key-of-file"))
        assert [db.get_one(Idea, one).text for one in ids] == FIVE


@pytest.mark.parametrize("meanwhile", ["reveal", "go", "end"])
def test_a_result_that_people_have_shown_needs_no_more_of_the_import(room: Room, desk: Admin, meanwhile: str) -> None:
    """The note of its showing was begun anew for ever, and no ideas could be brought into the forum."""
    data = PB.format(type="approval", points="", one="", two="", three="").encode()
    killed_at(room, 5, lambda: import_forum(desk, {"format": "pb", "files": sent(x__pb=data), "title": "Vaalit"}))
    (note,) = notes(room)
    assert note.task == "show" and note.vote is not None
    with reading(room.engine) as db:
        forum = db.scalars(select(Forum.id).where(Forum.ref == note.forum)).one()
    kinds = [commands.AgendaGo, commands.ActivityClose, commands.ActivityReveal][: 3 if meanwhile == "reveal" else 1]
    for kind in kinds:
        assert room.writer.execute(kind(key=random_codes_and_keys.key(), activity=note.vote), ADMINISTRATOR, forum).ok
    if meanwhile == "end":
        assert room.writer.execute(commands.ForumEnd(key=random_codes_and_keys.key()), ADMINISTRATOR, forum).ok
    starts(room)
    assert notes(room) == []
    with reading(room.engine) as db:
        assert db.get_one(Activity, note.vote).revealed is (meanwhile != "end")
