"""Imports and their undo that are cut off: whoever looks next is told what is so, and nothing half done is unsaid."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import OperationalError

from tests.conftest import ADMINISTRATOR, Room
from tests.imports.test_bringing_in import sent, shown
from tests.imports.test_other_programs import PB
from workshop.actions import import_tasks, piecewise_import, unfinished_imports
from workshop.actions.answers_to_retries import refused
from workshop.actions.import_tasks import ImportPlace
from workshop.actions.writer import Writer
from workshop.administrator_requests.base import Admin
from workshop.administrator_requests.forums import list_forums
from workshop.administrator_requests.imports import import_forum, import_progress
from workshop.contract.answer import Answer
from workshop.contract.base import Command
from workshop.contract.commands import ImportedIdea
from workshop.domain.errors import Refusal
from workshop.pages.office import import_ideas, next_tasks, view_models
from workshop.projections import imports
from workshop.storage import unfinished_import_notes
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Activity, Forum, ballot, house
from workshop.storage.unfinished_import_notes import SILENCE, Note
from workshop.verifier.check import verify

FIVE = [f"Sauna {n}" for n in range(5)]
CSV = "\n".join(["idea", *FIVE]).encode()


class Killed(BaseException):
    """The process is killed: no handler of ours runs."""


@pytest.fixture(autouse=True)
def two_in_a_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piecewise_import, "PIECE", 2)


@pytest.fixture
def desk(room: Room) -> Admin:
    return Admin(None, room.engine, room.writer, 5999, None)  # type: ignore[arg-type]


def place(room: Room, writer: Writer | None = None) -> ImportPlace:
    with reading(room.engine) as db:
        ref = db.get_one(Forum, room.forum).ref
    return ImportPlace(writer or room.writer, ADMINISTRATOR, room.forum, ref)


def bring(room: Room, file: str = "file") -> dict[str, int]:
    ideas = [ImportedIdea(text=one) for one in FIVE]
    return import_tasks.bring(place(room), ideas, room.step("ideas", 2), f"key-of-{file}", file)


def notes(room: Room) -> list[Note]:
    with reading(room.engine) as db:
        return unfinished_import_notes.of_all(db)


def states(room: Room) -> list[str]:
    return [str(one["state"]) for one in shown(room).values()]


def standing(room: Room) -> list[tuple[int, int]]:
    with reading(room.engine) as db:
        return [(one.came, one.rest) for one in imports.standing(db, room.forum)]


def needs(room: Room, now: int | None = None) -> list[tuple[str, int, int]]:
    with reading(room.engine) as db:
        found = next_tasks.to_do(db, now or room.now, ZoneInfo("Europe/Helsinki"), 24)
    return [(one.need.name, one.need.n, one.need.total) for one in found]


def fails_at(room: Room, patch: pytest.MonkeyPatch, nth: int, how: Callable[[], Answer]) -> None:
    """The nth command of an import or an undo, and all later ones, come to `how`."""
    execute, left = room.writer.execute, [nth]

    def failing(command: Command, *rest: Any) -> Answer:
        left[0] -= 1
        return how() if left[0] <= 0 else execute(command, *rest)

    patch.setattr(room.writer, "execute", failing)


def dies() -> Answer:
    raise Killed


def killed_at(room: Room, nth: int, work: Callable[[], object]) -> None:
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
        fails_at(room, patch, nth, dies)
        work()


def starts(room: Room) -> None:
    """A server starts, alone with the data, and looks for what is to be done."""
    unfinished_imports.note_as_cut(room.writer)
    unfinished_imports.finish(room.writer)


# -- ideas into a forum that is there


def test_half_an_import_is_said_and_the_same_file_brings_the_rest(room: Room, desk: Admin) -> None:
    """Two of three pieces had come, and no page said so: the office asked for a date of that forum."""
    with reading(room.engine) as db:
        code = db.get_one(Forum, room.forum).code
    given = {"format": "csv", "files": sent(a__csv=CSV), "code": code}
    killed_at(room, 3, lambda: import_forum(desk, given))
    assert needs(room) == [("import_going", 0, 5)], "somebody may be at it still"
    assert needs(room, room.now + SILENCE) == [("import_cut", 0, 5)], "nobody has renewed its note for a minute"
    unfinished_imports.note_as_cut(room.writer)
    assert needs(room) == [("import_cut", 4, 5)], "as soon as the server opens"
    assert [one["importing"] for one in list_forums(desk, {})["forums"]] == [True]  # type: ignore[attr-defined]
    made = import_forum(desk, given)
    assert (made["ideas"], made["duplicates"]) == (1, 4)
    assert [one["text"] for one in room.sees("everyone")["idea"].values()] == FIVE
    assert standing(room) == [(5, 0)] and needs(room) == [("date", 0, 0)]
    with pytest.raises(Refusal, match="import_nothing"):
        import_forum(desk, given)
    assert verify(str(room.engine.url))["problems"] == []


@pytest.mark.parametrize("nth", [1, 2, 4])
def test_what_was_cut_off_before_or_after_all_ideas_is_no_half(
    room: Room, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    """Killed before the first piece, in the middle, and after the last one, before anybody was told."""
    if nth < 4:
        killed_at(room, nth, lambda: bring(room))
    else:
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(import_tasks.ImportTask, "becomes", lambda *_: dies())
            bring(room)
    starts(room)
    found = {1: [("refused", 0, 5)], 2: [("cut", 2, 5)], 4: [("done", 5, 5)]}[nth]
    assert [(one.state, one.done, one.total) for one in notes(room)] == found
    room.now += unfinished_imports.KEPT + 1
    unfinished_imports.finish(room.writer)
    assert [one.state for one in notes(room)] == (["cut"] if nth == 2 else []), "it is said until somebody decides"


def test_one_import_at_a_time_whichever_process_is_at_it(room: Room, engine: Any) -> None:
    killed_at(room, 2, lambda: bring(room))
    with pytest.raises(Refusal, match="import_going"):
        bring(room, "another")
    unfinished_imports.finish(room.writer)
    assert [one.state for one in notes(room)] == ["going"], "the other process may live"
    room.now += SILENCE
    assert bring(room, "another")["came"] == 5
    unfinished_imports.finish(room.writer)
    assert sorted(one.state for one in notes(room)) == ["cut", "done"]


def test_when_nothing_can_be_taken_back_either_the_half_is_said(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch, pytest.raises(Refusal, match="disk_full"):
        fails_at(room, patch, 3, lambda: refused(Refusal("disk_full")))
        bring(room)
    assert states(room) == ["shown"] * 4
    assert [(one.state, one.done, one.code) for one in notes(room)] == [("cut", 4, "disk_full")]


def test_a_full_disk_refuses_before_anything_comes(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OperationalError("INSERT", {}, __import__("sqlite3").OperationalError("database or disk is full"))

    monkeypatch.setattr(unfinished_import_notes, "begin", full)
    with pytest.raises(Refusal, match="disk_full"):
        bring(room)
    assert "idea" not in room.sees("facilitators")


def test_a_note_that_cannot_be_renewed_ends_no_import(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OperationalError("UPDATE", {}, __import__("sqlite3").OperationalError("database or disk is full"))

    with monkeypatch.context() as patch:
        patch.setattr(unfinished_import_notes, "renew", full)
        patch.setattr(import_tasks, "EVERY", 0)
        assert bring(room)["came"] == 5
    assert [one.state for one in notes(room)] == ["going"]
    room.now += SILENCE
    unfinished_imports.finish(room.writer)
    assert [one.state for one in notes(room)] == ["done"], "a minute later it is known"


# -- undo


def undo(room: Room) -> dict[str, int]:
    with reading(room.engine) as db:
        (one,) = imports.standing(db, room.forum)
    return import_tasks.undo(place(room), one, "key-of-undo")


def test_an_undo_that_was_cut_off_goes_on_by_itself(room: Room) -> None:
    """The first pieces stayed on the wall, as an import of which some ideas seemed to be missing."""
    bring(room)
    killed_at(room, 2, lambda: undo(room))
    assert states(room) == ["shown"] * 4 + ["hidden"]
    unfinished_imports.note_as_cut(room.writer)
    assert needs(room) == [("undo_going", 1, 5)] and states(room)[0] == "shown"
    unfinished_imports.finish(room.writer)
    assert states(room) == ["hidden"] * 5 and needs(room) == [("date", 0, 0)]
    assert [(one.state, one.made) for one in notes(room) if one.task == "undo"] == [("done", {"left": 0})]
    assert verify(str(room.engine.url))["problems"] == []


def test_of_half_an_import_that_is_undone_by_half_the_undo_is_told(room: Room) -> None:
    """The page said how much of it was missing, as if nobody had undone it."""
    killed_at(room, 3, lambda: bring(room))
    unfinished_imports.note_as_cut(room.writer)
    killed_at(room, 2, lambda: undo(room))
    unfinished_imports.note_as_cut(room.writer)
    with reading(room.engine) as db:
        whole = view_models.forum(db, place(room).ref)
        (listed,) = import_ideas._listed(db, whole)
    assert listed.cut is not None and (listed.cut.task, listed.going) == ("undo", None)
    assert needs(room) == [("undo_going", 2, 4)]


def test_an_undo_that_was_cut_off_before_anybody_was_told_is_done(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(room)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(import_tasks.ImportTask, "becomes", lambda *_: dies())
        undo(room)
    unfinished_imports.note_as_cut(room.writer)
    assert [(one.state, one.made) for one in notes(room) if one.task == "undo"] == [("done", {"left": 0})]


def test_who_undoes_the_rest_by_hand_is_not_in_the_way(room: Room) -> None:
    bring(room)
    killed_at(room, 2, lambda: undo(room))
    room.now += SILENCE
    assert undo(room) == {"left": 0} and states(room) == ["hidden"] * 5
    unfinished_imports.finish(room.writer)
    assert needs(room) == [("date", 0, 0)]


def test_the_undo_of_half_an_import_ends_what_was_said_of_it(room: Room) -> None:
    killed_at(room, 3, lambda: bring(room))
    starts(room)
    undo(room)
    assert needs(room) == [("date", 0, 0)] and states(room) == ["hidden"] * 4


def test_an_undo_takes_all_pieces_though_everything_of_one_was_changed(room: Room) -> None:
    """It ended at the first piece that nothing could be undone of; those before it stayed, and no page said so."""
    bring(room)
    ids = [one["id"] for one in room.sees("facilitators")["idea"].values()]
    for idea in ids[2:4]:
        room.must("idea.hide", idea=idea, reason="insult")
    room.must("idea.hide", idea=ids[0], reason="insult")
    assert undo(room) == {"left": 3}
    reasons = [one["reason"] for one in shown(room).values()]
    assert reasons == ["insult", "test", "insult", "insult", "test"]


def test_an_undo_of_which_everything_was_changed_is_refused(room: Room) -> None:
    bring(room)
    for one in room.sees("facilitators")["idea"].values():
        room.must("idea.hide", idea=one["id"], reason="insult")
    with pytest.raises(Refusal, match="undo_changed|undo_idea_changed"):
        undo(room)
    assert [one.state for one in notes(room) if one.task == "undo"] == ["refused"]


# -- a new forum


KILLS = [
    "forum.add",
    "ideas.import",
    "ideas.import",
    "ballots.import",
    "agenda.go",
    "activity.close",
    "activity.reveal",
]


@pytest.mark.parametrize("nth", range(1, len(KILLS) + 1))
def test_a_new_forum_is_whole_with_its_result_shown_or_is_gone(room: Room, desk: Admin, nth: int) -> None:
    """One that was cut off when all was in, before its result was shown, was a vote that anybody could still join."""
    data = PB.format(type="approval", points="", one="", two="", three="").encode()
    killed_at(room, nth, lambda: import_forum(desk, {"format": "pb", "files": sent(x__pb=data), "title": "Vaalit"}))
    starts(room)
    with reading(room.engine) as db:
        made = db.scalar(select(Forum).where(Forum.id != room.forum))
        votes = db.scalar(select(func.count()).select_from(ballot))
        reveals = db.scalars(select(Activity.revealed).where(Activity.forum != room.forum, Activity.kind == "dots"))
        assert notes(room) == []
        if KILLS[nth - 1] in ("agenda.go", "activity.close", "activity.reveal"):
            assert made is not None and votes and list(reveals) == [True]
        else:
            assert made is None and not votes
    assert verify(str(room.engine.url))["problems"] == []


def test_ballots_of_a_forum_that_is_removed_go_in_the_pieces_in_which_they_came(
    room: Room, desk: Admin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All in one command kept the phones of every other forum waiting; one that is cut off in the middle goes on."""
    monkeypatch.setattr(piecewise_import, "PIECE_MARKS", 1)
    data = PB.format(type="approval", points="", one="", two="", three="").encode()
    with monkeypatch.context() as patch:
        patch.setattr(unfinished_imports, "show", lambda *_: dies())
        patch.setattr(import_tasks.ImportTask, "becomes", lambda *_: dies())
        with pytest.raises(Killed):
            import_forum(desk, {"format": "pb", "files": sent(x__pb=data)})
    execute, done = room.writer.execute, list[str]()

    def listening(command: Command, *rest: Any) -> Answer:
        done.append(command.verb)
        if len(done) == 2:
            raise Killed
        return execute(command, *rest)

    monkeypatch.setattr(room.writer, "execute", listening)
    with pytest.raises(Killed):
        starts(room)
    with reading(room.engine) as db:
        assert db.scalar(select(func.count()).select_from(ballot)) == 1
    assert verify(str(room.engine.url))["problems"] == []
    starts(room)
    assert done == ["ballots.take_back"] * 4 + ["forum.remove"] and notes(room) == []
    assert verify(str(room.engine.url))["problems"] == []


def test_a_note_of_a_former_release_is_a_forum_that_was_being_filled(room: Room) -> None:
    with transaction(room.engine) as db:
        forum = db.get_one(Forum, room.forum)
        db.execute(insert(house).values(name="import " + forum.code, value=forum.ref))
    assert needs(room) == [("fill_cut", 0, 0)]
    starts(room)
    with reading(room.engine) as db:
        assert notes(room) == [] and db.scalar(select(Forum)) is None


def test_a_terminal_is_told_how_far_its_import_is(room: Room, desk: Admin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_tasks, "EVERY", 0)
    execute, told = room.writer.execute, []

    def listening(command: Command, *rest: Any) -> Answer:
        told.append(import_progress(desk, {"asked": "my-import"}))
        return execute(command, *rest)

    monkeypatch.setattr(room.writer, "execute", listening)
    import_forum(desk, {"format": "csv", "files": sent(a__csv=CSV), "asked": "my-import"})
    assert told == [{"done": done, "total": 5} for done in (0, 0, 2, 4)]
    assert import_progress(desk, {"asked": "my-import"}) == import_progress(desk, {"asked": ""}) == {}
