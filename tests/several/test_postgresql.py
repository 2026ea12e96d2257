"""The tests of actions that lean on the database (numbers, ballots, undo, deletion), run again on PostgreSQL. What
every command does and every audience sees there is in test_contract."""

import pytest
from sqlalchemy import Engine, text

from tests.actions.test_ideas import *  # noqa: F403
from tests.actions.test_removed_forums import (
    large,
    test_a_deletion_that_was_cut_off_goes_on_at_the_next_start,
    test_other_forums_keep_all_they_have,
)
from tests.actions.test_undo import *  # noqa: F403
from tests.actions.test_votes import *  # noqa: F403
from tests.conftest import Room, furnish
from tests.rules.test_verifier import an_evening
from workshop import forum_templates
from workshop.actions import command_batch
from workshop.actions.writer_cache import WriterCache
from workshop.contract import commands
from workshop.storage.database import reading, transaction
from workshop.verifier.check import verify

__all__ = [
    "large",
    "test_a_deletion_that_was_cut_off_goes_on_at_the_next_start",
    "test_other_forums_keep_all_they_have",
]
pytestmark = pytest.mark.several


def test_no_table_but_ballot_owner_tells_whose_ballot_is_whose(room: Room) -> None:
    """Replaces the test for SQLite: PostgreSQL keeps rows in the order of insertion, so the keys of a batch come in
    another order."""
    people = [room.comes(str(number)) for number in range(12)]
    dots = room.step("dots")
    room.must("agenda.go", activity=dots)
    votes = [commands.BallotSet(key=f"ballot-{n:04}", activity=dots, n=1, marks={}) for n in range(len(people))]
    ballots = [command_batch.Asked(vote, who, room.forum) for vote, who in zip(votes, people, strict=True)]
    with transaction(room.engine) as db:
        command_batch.hold(db, ballots)
        assert all(answer.ok for answer, _ in command_batch.take(db, ballots, room.now, WriterCache()))
    with reading(room.engine) as db:
        stored = list(db.scalars(text("SELECT key FROM key WHERE key LIKE 'ballot-%' ORDER BY ctid")))
    assert len(stored) == len(people) and stored != sorted(stored)


def test_verify_reads_the_database_as_it_reads_a_file(own_engine: Engine) -> None:
    room = furnish(own_engine, forum_templates.load("forum-1"))
    an_evening(room)
    where = room.engine.url.render_as_string(hide_password=False)
    heads = [end["head"] for end in verify(where)["heads"]]
    found = verify(where, None, heads)
    assert found["ok"] and [row["after"] for row in found["noted"]] == [0, 0], found["problems"]
    for change, told in (
        ("UPDATE mark SET x = x + 1", "its marks are not those that were cast"),
        ("UPDATE idea SET state = 'shown' WHERE state = 'hidden'", "its state is not what the log left"),
        ("UPDATE activity SET settings = '{}' WHERE kind = 'dots'", "its settings is not what the log left"),
        ("UPDATE log SET actor = 'account-9' WHERE command = 'idea.hide'", "its hash does not fit"),
        ("CREATE RULE more AS ON DELETE TO mark DO INSTEAD NOTHING", "there is a rule ('more')"),
        # Both may answer this check otherwise than the server.
        ("ALTER TABLE idea ENABLE ROW LEVEL SECURITY", "there is a filter of rows ('idea')"),
        ("ALTER TABLE mark RENAME TO other; CREATE VIEW mark AS SELECT * FROM other", "there is a view ('mark')"),
    ):
        with transaction(room.engine) as db:
            db.execute(text(change))
        assert any(told in problem for problem in verify(where)["problems"]), change


def test_verify_names_the_tables_of_other_programs_and_finds_no_fault_in_them(room: Room) -> None:
    an_evening(room)
    where = room.engine.url.render_as_string(hide_password=False)
    assert verify(where)["others"] == []
    with transaction(room.engine) as db:
        db.execute(text("CREATE TABLE guestbook (id integer)"))
    found = verify(where)
    assert found["ok"] and found["others"] == ["guestbook"]
