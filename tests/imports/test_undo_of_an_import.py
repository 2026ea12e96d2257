"""The undo of an import takes no idea from under what people decided: votes, supports, merges, moves, the end."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs
from sqlalchemy import select

from tests.conftest import ADMINISTRATOR, Room
from tests.imports.test_bring_in_page import fields, listed, look_at, page_of, patient
from tests.imports.test_bringing_in import idea, shown
from tests.imports.test_import_tasks import FIVE, bring, killed_at, notes, place, states, undo
from tests.pages.test_office import Browser, forum, kaisa, row, say, stranger
from workshop.access.authentication import SERVER_ITSELF
from workshop.actions import piecewise_import, unfinished_imports
from workshop.contract import commands
from workshop.contract.answer import Answer
from workshop.contract.base import Command
from workshop.domain.errors import Refusal
from workshop.pages.base import Services
from workshop.projections import imports, report_data, undoable_deeds
from workshop.reports import idea_wording
from workshop.reports.build_summary import build
from workshop.reports.public_summary import public
from workshop.runtime.epoch_ms import clock
from workshop.storage import unfinished_import_notes
from workshop.storage.database import reading
from workshop.storage.tables import Idea
from workshop.verifier.check import verify

__all__ = ["forum", "kaisa", "patient", "stranger"]


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piecewise_import, "PIECE", 2)


def would(room: Room) -> tuple[int, int, int]:
    with reading(room.engine) as db:
        (one,) = imports.standing(db, room.forum)
        return tuple(imports.would(db, room.forum, one))


def votes(room: Room, marks: dict[int, int], reveal: bool = False) -> int:
    vote = room.step("dots")
    room.must("agenda.go", activity=vote)
    room.must("ballot.set", room.comes("ada"), activity=vote, n=1, marks={str(one): n for one, n in marks.items()})
    if reveal:
        room.must("activity.close", activity=vote)
        room.must("activity.reveal", activity=vote)
    return vote


@pytest.mark.parametrize("reveal", [False, True])
def test_what_people_voted_on_stays_with_its_theme(room: Room, reveal: bool) -> None:
    """One press took the winner out of a result that had been shown, and off the published page."""
    step = room.step("ideas", 2)
    ideas = [idea(FIVE[0], theme="Sauna"), idea(FIVE[1], theme="Sauna"), idea(FIVE[2], theme="Valo"), idea(FIVE[3])]
    room.must("ideas.import", activity=step, ideas=ideas)
    winner, *_ = shown(room)
    vote = votes(room, {winner: 2}, reveal)
    before = room.sees("everyone").get("tally", {}).get(str(vote))
    assert would(room) == (3, 1, 0)
    assert undo(room) == {"left": 1}
    assert states(room) == ["shown", "hidden", "hidden", "hidden"]
    seen = room.sees("everyone")
    assert [one["title"] for one in seen["cluster"].values()] == ["Sauna"], "the theme of the idea that stays"
    if reveal:
        assert before and seen["tally"][str(vote)]["rows"][0] == before["rows"][0]
    assert verify(str(room.engine.url))["problems"] == []


@pytest.mark.parametrize(
    "change",
    [
        lambda room, one, other: room.must("idea.support", room.comes("ada"), idea=one, supports=True),
        lambda room, one, other: room.must("idea.merge", into=other, ideas=[one]),
        lambda room, one, other: room.must("cluster.add", title="Talo", ideas=[one]),
        lambda room, one, other: room.must("idea.language", idea=one, lang="sv"),
        lambda room, one, other: room.must("idea.leave_out", idea=one, out=True),
        lambda room, one, other: room.must("idea.reword", idea=one, text="Suuri sauna"),
    ],
    ids=["supported", "merged", "placed", "language", "left out", "reworded"],
)
def test_what_people_changed_stays(room: Room, change: Callable[[Room, int, int], Any]) -> None:
    step = room.step("ideas", 2)
    room.must("agenda.go", activity=step)
    other = int(str(room.must("idea.enter", activity=step, text="Somebody's own", source="helper")["idea"]))
    bring(room)
    one = next(one["id"] for one in room.sees("facilitators")["idea"].values() if one["text"] == FIVE[0])
    change(room, one, other)
    goes, chosen, changed = would(room)
    assert (goes, chosen + changed) == (4, 1)
    assert undo(room) == {"left": 1}
    assert states(room)[1] != "hidden" and states(room)[2:] == ["hidden"] * 4


def test_an_import_of_which_everything_was_voted_on_is_not_undone(room: Room) -> None:
    room.must("ideas.import", activity=room.step("ideas", 2), ideas=[idea(FIVE[0], theme="Sauna")])
    votes(room, {1: 1})
    assert would(room) == (0, 1, 0)
    with pytest.raises(Refusal, match="undo"):
        undo(room)
    assert states(room) == ["shown"] and room.sees("everyone")["cluster"]


def test_no_other_undo_of_what_came_takes_it_from_under_votes(room: Room) -> None:
    """Ideas that a facilitator typed in, and several that were let through at once."""
    step = room.step("ideas", 2)
    room.must("agenda.go", activity=step)
    typed = int(str(room.must("idea.enter", activity=step, text="Silta", source="helper")["idea"]))
    room.must("moderation.set", mode="before")
    ada = room.comes("ada")
    sent = [int(str(room.must("idea.add", ada, activity=step, text=text)["idea"])) for text in ("Sauna", "Kahvila")]
    room.must("ideas.show", ideas=sent)
    votes(room, {typed: 1, sent[0]: 1}, reveal=True)
    rows = {row.verb: row.n for row in logged(room)}
    assert room.do("undo", n=rows["idea.enter"]).code == "undo_idea_changed"
    assert room.must("undo", n=rows["ideas.show"])["left"] == 1
    assert states(room) == ["shown", "shown", "waiting"]


def logged(room: Room) -> Any:
    with reading(room.engine) as db:
        return [*undoable_deeds.of(db, room.forum)._rows.values()]


def ends(room: Room) -> None:
    room.must("agenda.go", activity=room.step("ideas", 2))
    room.must("forum.end", ended=True)


def test_after_the_end_no_import_is_undone_nor_done_again(room: Room) -> None:
    bring(room)
    ends(room)
    with pytest.raises(Refusal, match="import_ended"):
        undo(room)
    last = [row.n for row in logged(room) if row.verb == "ideas.import"][-1]
    assert room.do("undo", n=last).code == "import_ended"
    assert states(room) == ["shown"] * 5


def test_an_undo_that_was_cut_off_does_not_go_on_after_the_end(room: Room) -> None:
    bring(room)
    killed_at(room, 2, lambda: undo(room))
    ends(room)
    unfinished_imports.note_as_cut(room.writer)
    unfinished_imports.finish(room.writer)
    assert states(room) == ["shown"] * 4 + ["hidden"]
    assert [(one.state, one.code) for one in notes(room) if one.task == "undo"] == [("refused", "import_ended")]


def test_an_import_that_the_end_cuts_off_is_taken_back_and_its_page_says_so(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page said that nothing of the file was in the forum, where 1,250 ideas were, hidden."""
    room.must("agenda.go", activity=room.step("ideas", 2))
    execute, pieces = room.writer.execute, list[str]()

    def amid(command: Command, *rest: Any) -> Answer:
        pieces.append(command.verb)
        if pieces.count("ideas.import") == 3:
            execute(commands.ForumEnd(key="the-end-of-it"), ADMINISTRATOR, room.forum)
        return execute(command, *rest)

    monkeypatch.setattr(room.writer, "execute", amid)
    with pytest.raises(Refusal, match="import_ended"):
        bring(room)
    assert states(room) == ["hidden"] * 4 and room.do("redo").code == "import_ended"
    with reading(room.engine) as db:
        put, about = report_data.everything(db, room.forum, room.now)
    summary = build(put, about, room.now, ZoneInfo("Europe/Helsinki"))
    for one in (summary, public(summary)):
        assert idea_wording.left_out(one, "fi") == [say("report.unshown.import_undone", 4)], "nobody hid them"
        assert idea_wording.unshown(one, "fi") == [(say("report.state.import_undone"), "1, 2, 3, 4")]
    assert summary.hidden == {}
    (note,) = notes(room)
    assert (note.state, note.done, note.made, note.code) == ("refused", 4, {"left": 0}, "import_ended")
    assert place(room).ref == note.forum


def test_the_page_says_before_the_press_what_goes_and_what_stays(
    kaisa: Browser, forum: str, services: Services
) -> None:
    given = fields(look_at(kaisa, forum, "\n".join(["idea", *FIVE]).encode()).text)
    kaisa.post(page_of(forum), page_of(forum), act="bring", **given)
    its = row(services, forum)
    assert say("office.import.would_go", 5) in kaisa.text(page_of(forum)) and len(listed(kaisa, forum)) == 1

    def do(command: Command) -> None:
        assert services.writer.execute(command, ADMINISTRATOR, its.id).ok

    with reading(services.engine) as db:
        first = db.scalars(select(Idea.id).where(Idea.forum == its.id).order_by(Idea.id)).first()
    do(commands.IdeaLanguage(key="a-language-key", idea=first, lang="sv"))
    page = kaisa.text(page_of(forum))
    assert say("office.import.would_go", 4) in page and say("office.import.would_stay.changed", 1) in page
    do(commands.AgendaGo(key="a-go-key-of-it", activity=int(given["step"])))
    do(commands.ForumEnd(key="an-end-key-here"))
    page = kaisa.text(page_of(forum))
    assert say("refusal.import_ended") in page and listed(kaisa, forum) == [] and 'type="file"' not in page


def test_an_undo_that_the_end_cuts_off_is_told_as_such_on_both_pages(
    kaisa: Browser, forum: str, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages said that bringing in was not finished, of an import that had come in whole."""
    given = fields(look_at(kaisa, forum, "\n".join(["idea", *FIVE]).encode()).text)
    kaisa.post(page_of(forum), page_of(forum), act="bring", **given)
    its, execute, pieces = row(services, forum), services.writer.execute, list[str]()

    def amid(command: Command, *rest: Any) -> Answer:
        pieces.append(command.verb)
        if pieces.count("undo") == 3:
            execute(commands.AgendaGo(key="a-go-key-of-it", activity=int(given["step"])), ADMINISTRATOR, its.id)
            execute(commands.ForumEnd(key="the-end-of-it"), ADMINISTRATOR, its.id)
        return execute(command, *rest)

    with reading(services.engine) as db:
        (one,) = imports.standing(db, its.id)
        assert imports.short(db, its.id, one) == (0, 0)
    monkeypatch.setattr(services.writer, "execute", amid)
    deeds = [str(n) for n in one.deeds]
    told = kaisa.post(f"{page_of(forum)}/undo", page_of(forum), deed=deeds, once="x").text
    page, progress = kaisa.text(page_of(forum)), kaisa.text(f"{page_of(forum)}/undo-{one.deeds[0]}")
    for text in (told, page, progress):
        assert say("office.import.taken_back.ended", 3) in text and say("office.import.cut.ended", 3) not in text
    assert say("office.import.came", 2, when="").strip(": ") in page


def test_what_was_undone_on_a_console_is_told_as_undone_and_not_as_missing(
    kaisa: Browser, forum: str, services: Services
) -> None:
    """The pages asked for a file again of which everything had come, and said that nothing of it had."""
    given = fields(look_at(kaisa, forum, "\n".join(["idea", *FIVE]).encode()).text)
    kaisa.post(page_of(forum), page_of(forum), act="bring", **given)
    its = row(services, forum)
    with reading(services.engine) as db:
        (one,) = imports.standing(db, its.id)
        (note,) = unfinished_import_notes.of(db, its.ref)
    for told, n in enumerate(reversed(one.deeds)):
        undo_it = commands.Undo(key=f"undo-of-row-{n}", n=n)
        assert services.writer.execute(undo_it, SERVER_ITSELF, its.id).ok
        page = kaisa.text(page_of(forum))
        assert say("office.import.cut", 2 * told + 1) not in page
        assert (say("office.import.taken_back.since", 2 * told + 1) in page) == (n != one.deeds[0])
    unfinished_import_notes.renew(services.engine, structs.replace(note, state="refused", made={}, at=clock()))
    page = kaisa.text(f"{page_of(forum)}/{one.file}")
    assert say("office.import.all_undone") in page and say("office.import.nothing_came") not in page
