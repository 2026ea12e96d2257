"""Ideas and ballots from other programs come in as one deed: screened, placed, proven by the log, and undone."""

import base64
import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from sqlalchemy import event, func, select

from tests.conftest import START, Room, furnish
from tests.imports.test_other_programs import CONVERSATIONS, PB, conversation, counted
from workshop import forum_templates
from workshop.actions import idea_numbers, piecewise_import
from workshop.administrator_requests.base import Admin
from workshop.administrator_requests.imports import import_forum
from workshop.contract import shapes
from workshop.contract.base import Command, Mark
from workshop.contract.commands import ImportedIdea
from workshop.domain import screening
from workshop.domain.errors import Refusal
from workshop.grouping import idea_language
from workshop.imports import polis
from workshop.pages.base import Services
from workshop.projections import imports, report_data
from workshop.projections.shape_changes import things
from workshop.reports import (
    FORMATS,
    idea_wording,
    open_tables,
    page_one_wording,
    participation_wording,
    series_json,
    series_open_tables,
    series_tables,
    series_wording,
    spreadsheet_rows,
)
from workshop.reports.build_summary import build
from workshop.reports.series_summary import build as build_series
from workshop.reports.series_summary import part_of
from workshop.reports.summary import Summary
from workshop.storage import unfinished_import_notes
from workshop.storage.database import reading
from workshop.storage.tables import Forum, Idea, ballot, log
from workshop.verifier.check import verify


def idea(text: str, **more: object) -> ImportedIdea:
    return ImportedIdea(text=text, **more)  # type: ignore[arg-type]


def shown(room: Room) -> dict[int, dict[str, object]]:
    return {one["number"]: one for one in room.sees("facilitators")["idea"].values()}


def test_ideas_come_in_with_their_themes_languages_and_tables(room: Room) -> None:
    step = room.step("ideas", 2)
    room.must("cluster.add", title="Talo", ideas=[])
    made = room.must(
        "ideas.import",
        activity=step,
        ideas=[
            idea("Sauna", theme="talo", lang="sv", table=4),
            idea("Kahvila", theme="Ruoka"),
            idea("Kioski", theme="ruoka"),
        ],
    )
    assert (made["ideas"], made["to_review"]) == (3, 0)
    seen = room.sees("everyone")
    assert [(one["source"], one["state"]) for one in shown(room).values()] == [("import", "shown")] * 3
    by_text = {one["text"]: one for one in seen["idea"].values()}
    names = {int(thing): one["title"] for thing, one in seen["cluster"].items()}
    assert [names[by_text[text]["cluster"]] for text in ("Sauna", "Kahvila", "Kioski")] == ["Talo", "Ruoka", "Ruoka"]
    assert (by_text["Sauna"]["lang"], by_text["Sauna"]["table"]) == ("sv", 4)
    assert verify(str(room.engine.url))["problems"] == []


def test_what_should_not_be_on_a_wall_unread_waits_as_from_a_phone(room: Room) -> None:
    step = room.step("ideas", 2)
    made = room.must(
        "ideas.import", activity=step, ideas=[idea("Soita 040 123 4567"), idea("Soita 040 765 4321", read=True)]
    )
    assert made["to_review"] == 1 and [one["state"] for one in shown(room).values()] == ["waiting", "shown"]
    room.must("moderation.set", mode="before")
    assert room.must("ideas.import", activity=step, ideas=[idea("Sauna")])["to_review"] == 1


def test_an_idea_goes_on_only_from_a_shown_one_of_another_forum(room: Room) -> None:
    step = room.step("ideas", 2)
    room.must("ideas.import", activity=step, ideas=[idea("Sauna")])
    other = furnish(room.engine, forum_templates.load("forum-1"))
    goes_on = {"activity": other.step("ideas", 2), "ideas": [idea("Sauna", came_from=1)]}
    assert room.do("ideas.import", activity=step, ideas=goes_on["ideas"]).code == "idea_gone", "it is its own"
    room.must("idea.hide", idea=1, reason="test")
    assert other.do("ideas.import", **goes_on).code == "idea_gone"
    room.must("idea.show", idea=1)
    other.must("ideas.import", **goes_on)
    assert [(one["came_from"], one["source"]) for one in shown(other).values()] == [(1, "earlier")]
    assert verify(str(room.engine.url))["problems"] == []


def test_an_import_is_one_deed(room: Room) -> None:
    step = room.step("ideas", 2)
    room.must("ideas.import", activity=step, ideas=[idea("Sauna", theme="Talo"), idea("Kahvila")])
    room.must("undo")
    assert {one["state"] for one in shown(room).values()} == {"hidden"} and not room.sees("everyone").get("cluster")
    room.must("redo")
    assert {one["state"] for one in shown(room).values()} == {"shown"}
    assert verify(str(room.engine.url))["problems"] == []


def test_an_undone_import_leaves_what_was_changed_since(room: Room) -> None:
    step = room.step("ideas", 2)
    room.must("ideas.import", activity=step, ideas=[idea(text) for text in ("Sauna", "Kahvila", "Puisto", "Laituri")])
    sauna, cafe, park, pier = shown(room)
    room.must("agenda.go", activity=step)
    bridge = int(str(room.must("idea.add", room.comes("ada"), activity=step, text="Silta")["idea"]))
    room.must("idea.merge", into=sauna, ideas=[bridge])
    room.must("idea.hide", idea=park, reason="insult")
    room.must("screen.spotlight", idea=cafe)
    assert room.must("undo", n=1)["left"] == 2
    now = {one: (shown(room)[one]["state"], shown(room)[one]["reason"]) for one in (sauna, cafe, park, pier, bridge)}
    hidden = ("hidden", "test")
    assert now == {
        sauna: ("shown", None),
        cafe: hidden,
        park: ("hidden", "insult"),
        pier: hidden,
        bridge: ("merged", None),
    }
    assert room.sees("everyone")["forum"][str(room.forum)]["spotlight"] is None
    assert verify(str(room.engine.url))["problems"] == []


@pytest.mark.parametrize("times", ["undo", "redo"])
def test_undo_of_an_import_reads_no_idea_by_itself(room: Room, times: str) -> None:
    """One of 4,900 ideas took 25 times as long as the import: it asked and wrote for each idea."""
    step = room.step("ideas", 2)
    asked, counts = list[str](), []
    event.listen(room.engine, "before_cursor_execute", lambda _c, _cur, statement, *_: asked.append(statement))
    for size in (5, 40):
        room.must("ideas.import", activity=step, ideas=[idea(f"{size} {n}", theme="Talo") for n in range(size)])
        if times == "redo":
            room.must("undo")
        asked.clear()
        room.must(times)
        counts.append(len(asked))
    assert counts[1] - counts[0] < 10, counts


def test_the_writer_stores_an_import_in_one_go_and_finds_it_looked_over(room: Room) -> None:
    """Each idea was written again to put it into its theme, and screened while every phone waited."""
    step, asked = room.step("ideas", 2), list[str]()
    ideas = [idea(f"Oma tuoli {n}", theme="Talo") for n in range(40)]
    piecewise_import.look_over([*ideas, idea(" ")])
    before = [one.cache_info().misses for one in (screening._flags, idea_language.guess)]
    event.listen(room.engine, "before_cursor_execute", lambda _c, _cur, statement, *_: asked.append(statement))
    room.must("ideas.import", activity=step, ideas=ideas)
    assert [one.cache_info().misses for one in (screening._flags, idea_language.guess)] == before
    assert not any("UPDATE idea" in one for one in asked)
    assert len({one["cluster"] for one in room.sees("everyone")["idea"].values()}) == 1


def test_an_undone_import_gives_its_room_back(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idea_numbers, "MOST_IDEAS", 3)
    step, three = room.step("ideas", 2), [idea("Sauna"), idea("Kahvila"), idea("Puisto")]
    room.must("ideas.import", activity=step, ideas=three)
    room.must("agenda.go", activity=step)
    assert room.do("idea.add", room.comes("ada"), activity=step, text="Laituri").code == "forum_full"
    room.must("undo", n=1)
    room.must("idea.add", room.comes("bo"), activity=step, text="Laituri")
    assert room.do("ideas.import", activity=step, ideas=three).code == "forum_full"
    room.must("ideas.import", activity=step, ideas=three[1:])
    numbers = sorted(int(str(one["number"])) for one in shown(room).values())
    assert numbers == [1, 2, 3, 4, 5, 6], "no number is used again"


def test_the_same_import_sent_twice_comes_once(room: Room) -> None:
    step = room.step("ideas", 2)
    for _ in range(2):
        room.must("ideas.import", key="import-once", activity=step, ideas=[idea("Sauna")])
    assert len(shown(room)) == 1


@pytest.mark.parametrize(
    ("ideas", "code"),
    [
        ([idea("Sauna"), idea("x" * 281)], "too_long"),
        ([idea("Sauna"), idea(" ")], "empty"),
        ([idea("Sauna"), idea("Kahvila", theme="x" * 81)], "theme_long"),
        ([idea("Sauna"), idea("Kahvila", hidden="own-9")], "reason_gone"),
        ([idea(str(n)) for n in range(5_001)], "malformed"),
    ],
)
def test_all_or_nothing(room: Room, ideas: list[ImportedIdea], code: str) -> None:
    answer = room.do("ideas.import", activity=room.step("ideas", 2), ideas=ideas)
    assert answer.code == code and not room.sees("facilitators").get("idea")
    with reading(room.engine) as db:
        assert db.get_one(Forum, room.forum).next_number == 1


def test_who_may_not_and_where_not(room: Room) -> None:
    step, ada = room.step("ideas", 2), room.comes("ada")
    lead, _ = room.leader("leena")
    for who in (ada, lead):
        assert room.do("ideas.import", who, activity=step, ideas=[idea("Sauna")]).code == "rights"
        assert room.do("ballots.import", who, activity=room.step("dots"), ballots=[{"1": 1}]).code == "rights"
    assert room.do("ideas.import", activity=room.step("dots"), ideas=[idea("Sauna")]).code == "wrong_activity"
    assert room.do("ideas.import", activity=9999, ideas=[idea("Sauna")]).code == "gone"
    room.must("agenda.go", activity=step)
    room.must("forum.end", ended=True)
    assert room.do("ideas.import", activity=step, ideas=[idea("Sauna")]).code == "import_ended"


def test_ballots_come_into_a_vote_that_nobody_voted_in(room: Room) -> None:
    step, vote = room.step("ideas", 2), room.step("dots")
    room.must("ideas.import", activity=step, ideas=[idea("Sauna"), idea("Kahvila")])
    sauna, cafe = (int(thing) for thing in room.sees("everyone")["idea"])
    for wrong, code in (({str(sauna): 9}, "dot_cap"), ({"999": 1}, "ballot_bad"), ({"x": 1}, "ballot_bad")):
        assert room.do("ballots.import", activity=vote, ballots=[{str(cafe): 1}, wrong]).code == code
    room.must("ballots.import", activity=vote, ballots=[{str(sauna): 2, str(cafe): 1}, {str(cafe): 1}])
    assert room.do("ballots.import", activity=vote, ballots=[{str(cafe): 1}]).code == "import_voted"
    room.must("agenda.go", activity=vote)
    room.must("ballot.set", room.comes("ada"), activity=vote, n=1, marks={str(cafe): 2})
    room.must("activity.close", activity=vote)
    room.must("activity.reveal", activity=vote)
    tally = room.sees("everyone")["tally"][str(vote)]
    assert [(row["target"], row["measures"]["votes"]) for row in tally["rows"]] == [(cafe, 4), (sauna, 2)]
    assert tally["facts"]["ballots"] == 3
    with reading(room.engine) as db:
        put, about = report_data.everything(db, room.forum, room.now)
    summary = build(put, about, room.now, ZoneInfo("Europe/Helsinki"))
    assert (summary.voted, summary.sources["import"]) == (3, 2)
    for form in FORMATS.values():
        assert form.write(summary, "fi")
    assert verify(str(room.engine.url))["problems"] == []


def test_ballots_that_came_are_taken_back_row_by_row_until_their_result_is_shown(room: Room) -> None:
    step, vote = room.step("ideas", 2), room.step("dots")
    room.must("ideas.import", activity=step, ideas=[idea("Sauna")])
    for _ in range(2):
        room.must("ballots.import", activity=vote, file="x", ballots=[{"1": 1}] * 3)
    first, second = (n for n, _ in reversed(imports_of_ballots(room)))
    for row, activity in ((first - 1, vote), (first, step), (99, vote)):
        assert room.do("ballots.take_back", activity=activity, row=row).code == "gone"
    assert room.do("ballots.take_back", room.comes("ada"), activity=vote, row=first).code == "rights"
    assert [room.must("ballots.take_back", activity=vote, row=first)["ballots"] for _ in range(2)] == [3, 0]
    assert verify(str(room.engine.url))["problems"] == []
    for verb in ("agenda.go", "activity.close", "activity.reveal"):
        room.must(verb, activity=vote)
    assert room.do("ballots.take_back", activity=vote, row=second).code == "result_shown"
    assert verify(str(room.engine.url))["problems"] == []


def imports_of_ballots(room: Room) -> list[tuple[int, int]]:
    with reading(room.engine) as db:
        return imports.rows_of_ballots(db, room.forum)


def test_ballots_of_one_file_come_in_pieces_and_of_another_not_at_all(room: Room) -> None:
    """50,000 in one command kept everybody's commands waiting for half a minute."""
    step, vote = room.step("ideas", 2), room.step("dots")
    room.must("ideas.import", activity=step, ideas=[idea("Sauna"), idea("Kahvila")])
    ballots = [{"1": 1, "2": 1}] * piecewise_import.PIECE_MARKS
    sent: list[Any] = []

    def send(command: Command) -> Mapping[str, object]:
        sent.append(command)
        return room.must(command.verb, **{name: getattr(command, name) for name in command.__struct_fields__})

    made = piecewise_import.bring_ballots(send, ballots, vote, "of-one-file")
    assert made == {"ballots": len(ballots), "marks": 2 * len(ballots)}
    assert [sum(map(len, one.ballots)) for one in sent] == [piecewise_import.PIECE_MARKS] * 2
    assert room.do("ballots.import", activity=vote, ballots=[{"1": 1}]).code == "import_voted"
    assert room.do("ballots.import", activity=vote, file="another", ballots=[{"1": 1}]).code == "import_voted"
    assert room.do("ballots.import", activity=vote, file="of-one-file", ballots=[{"9": 1}]).code == "ballot_bad"
    room.must("agenda.go", activity=vote)
    room.must("ballot.set", room.comes("ada"), activity=vote, n=1, marks={"1": 1})
    assert room.do("ballots.import", activity=vote, file="of-one-file", ballots=[{"1": 1}]).code == "import_voted"
    assert verify(str(room.engine.url))["problems"] == []


def test_a_ballot_is_in_one_piece_and_none_is_lost_between_them() -> None:
    sizes = [0, 1_999, 1, 3_000, 0, 2_000, 5]
    ballots: list[dict[str, Mark]] = [{str(n): 1 for n in range(size)} for size in sizes]
    cut: list[list[int]] = []

    def send(command: Any) -> Mapping[str, object]:
        cut.append([len(one) for one in command.ballots])
        return {"ballots": len(command.ballots), "marks": sum(cut[-1])}

    assert piecewise_import.bring_ballots(send, ballots, 1, "k") == {"ballots": len(sizes), "marks": sum(sizes)}
    assert cut == [[0, 1_999], [1], [3_000], [0], [2_000], [5]]
    assert piecewise_import.bring_ballots(send, [], 1, "k") == {"ballots": 0, "marks": 0}


def test_a_changed_ballot_is_found(room: Room) -> None:
    step, vote = room.step("ideas", 2), room.step("dots")
    room.must("ideas.import", activity=step, ideas=[idea("Sauna")])
    room.must("ballots.import", activity=vote, ballots=[{"1": 2}])
    with room.engine.begin() as line:
        line.exec_driver_sql("UPDATE ballot SET source = 'phone'")
    assert any("is not as the log left it" in one for one in verify(str(room.engine.url))["problems"])


# -- from a terminal


@pytest.fixture
def desk(services: Services) -> Admin:
    return Admin(services.settings, services.engine, services.writer, 5999, services.downloads)


def sent(**files: bytes) -> dict[str, str]:
    return {name.replace("__", "."): base64.b64encode(data).decode() for name, data in files.items()}


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_conversation_of_polis_is_replayed_statement_by_statement(desk: Admin, name: str) -> None:
    """The issue: counts of agree, disagree and pass equal to the originals."""
    files = {path: base64.b64encode(data).decode() for path, data in conversation(name).items()}
    made = import_forum(desk, {"format": "polis", "files": files})
    original = counted(name)
    with reading(desk.engine) as db:
        forum = db.scalars(select(Forum).where(Forum.code == made["code"])).one()
        numbers = sorted(original)
        ids = db.scalars(select(Idea.id).where(Idea.forum == forum.id).order_by(Idea.number)).all()
        put, about = report_data.everything(db, forum.id, START)
    summary = build(put, about, START, ZoneInfo("Europe/Helsinki"))
    (vote,) = summary.votes
    of = dict(zip(ids, numbers, strict=True))
    marks = {"agree": "1", "disagree": "-1", "pass": "0"}
    shown_ = {of[row.target]: row.measures for row in vote.rows}
    assert len(shown_) == len(numbers) - int(str(made["moderated_out"])) and made["to_review"] == 0
    for number, measures in shown_.items():
        assert {answer: measures[answer] for answer in marks} == {a: original[number][m] for a, m in marks.items()}
    every = {number: Counter[str]() for number in numbers}
    for one in vote.each:
        for target, mark in one.marks.items():
            every[of[target]][str(mark)] += 1
    assert {number: every[number] for number in shown_} == {number: original[number] for number in shown_}
    void = sum(not any(of[target] in shown_ for target in one.marks) for one in vote.each)
    assert void and vote.facts["void"] == void, "some answered only what was moderated out, which the result says"
    step = things(put, shapes.ActivityShape)[vote.step.id]
    assert step.voted == vote.ballots == summary.voted == made["ballots"] == len(vote.each), "one number everywhere"
    assert verify(str(desk.engine.url))["problems"] == []
    _told_as_brought_in(summary)
    _exported(summary, dict(enumerate(numbers, 1)), original, conversation(name))


def _told_as_brought_in(summary: Summary) -> None:
    """It had no participants, was still going on, and said of each idea that it came from elsewhere."""
    assert (summary.state, summary.brought_in, page_one_wording.notices(summary, "sv")) == ("ended", True, [])
    assert [name for name, _ in page_one_wording.figures(summary)] == ["ideas", "voted.opinion"]
    told = FORMATS["md"].write(summary, "sv").decode()
    assert told.count("Hämtat från annat håll") == 1 and "Hämtad från annat håll" not in told
    assert "Deltagare" not in told, "nobody knows how many took part, and it was not none"
    assert "I telefonerna" not in told and "olika ordning" not in told, "it was answered on no phone of ours"
    assert not any(step.opened_at or step.spans or step.minutes for step in summary.steps), (
        "when the file was read is no time of it"
    )
    (hidden,) = idea_wording.left_out(summary, "sv")
    assert "redan där de hämtades från" in hidden and "Ledaren" not in hidden, "nobody hid them here"
    assert all(one == "Dold" for one, _ in idea_wording.unshown(summary, "sv")), "nobody said why"
    about = [cells[0] for cells in spreadsheet_rows.rows_of("about", summary, "sv")]
    assert not {"Började", "Slutade", "Avslutades"} & set(about)
    front = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(summary, "sv"))).worksheets[0]
    assert "Hämtat från annat håll" in str(front["A2"].value)
    assert [n for _, n in participation_wording.took_part(summary, "sv")] == [summary.voted, *[len(summary.ideas)] * 2]
    people = json.loads(FORMATS["json"].write(summary, "sv"))["participation"]
    assert (people["joined"], people["posted"], people["voted"]) == (None, None, summary.voted)
    tables = {table.name: list(table.rows(summary, "sv")) for table in open_tables.TABLES}
    assert {row[0] for row in tables["participation"]}.isdisjoint(["joined", "posted"])
    assert replace(summary, joined=1).brought_in is False, "people came to it here"
    alone = replace(summary, votes=[], voted=0)
    assert (alone.brought_in, alone.counts_people, replace(alone, state="live").brought_in) == (True, False, False)
    _told_in_a_series(summary)


def _told_in_a_series(summary: Summary) -> None:
    """Its figures stand beside those of others, whose participants are not all there were."""
    part = part_of(summary)
    other = replace(part, figures={"joined": 30, **part.figures})
    both = build_series("Serie", [part, other], summary.made_at)
    rows = series_tables.forum_rows(both, "sv")
    assert [row["joined"] for row in rows] == [None, 30] and both.figures["joined"] == 30
    made = series_json.model(both)
    forums = cast(list[dict[str, object]], made["forums"])
    assert [one["joined"] for one in forums] == [None, 30]
    (named,) = (table for table in series_open_tables.TABLES if table.name == "forums")
    place = [column.name for column in named.columns].index("joined")
    assert [row[place] for row in named.rows(both, "sv")] == [None, 30]
    assert "Antalet deltagare i ett av forumen" in series_wording.counted(both, "sv")
    assert "okänt" not in series_wording.counted(build_series("Serie", [other], summary.made_at), "sv")


def _exported(
    summary: Summary, of: dict[int, int], original: dict[int, Counter[str]], files_of_polis: dict[str, bytes]
) -> None:
    """In Polis's own columns every statement has the votes of the original, read as Polis's files are, those that were
    moderated out there too. They are hidden ideas here: no file has their words."""
    files = polis.unpacked(FORMATS["polis"].write(summary, "en"))
    again = polis.read(files)
    came = {of[number]: Counter[str]() for number in again.numbers}
    for one in again.ballots:
        for place, mark in one.items():
            came[of[again.numbers[place]]][str(mark)] += 1
    before = polis.read(files_of_polis)
    assert came == original and len(again.ballots) == len(before.ballots)
    hidden = [one.text for one in before.ideas if one.hidden]
    assert [one.hidden for one in again.ideas] == [one.hidden for one in before.ideas] and hidden
    assert not set(hidden) & {one.text for one in again.ideas}
    for row in csv.DictReader(io.StringIO(files["comments.csv"].decode())):
        votes = original[of[int(row["comment-id"])]]
        assert (int(row["agrees"]), int(row["disagrees"])) == (votes["1"], votes["-1"])


def test_an_election_is_replayed_as_dots(desk: Admin) -> None:
    data = PB.format(type="cumulative", points=";points", one=";3,1", two=";4", three=";").encode()
    made = import_forum(desk, {"format": "pb", "files": sent(x__pb=data)})
    assert (made["ideas"], made["ballots"], made["votes"]) == (3, 2, 3)
    with reading(desk.engine) as db:
        forum = db.scalars(select(Forum.id).where(Forum.code == made["code"])).one()
        put, about = report_data.everything(db, forum, 0)
    (vote,) = build(put, about, 0, ZoneInfo("Europe/Helsinki")).votes
    assert [(row.text.split()[0], row.value) for row in vote.rows] == [("Sauna", 4), ("Puisto", 3), ("Laituri", 1)]


def test_many_ideas_from_a_terminal_come_in_pieces_too(desk: Admin, monkeypatch: pytest.MonkeyPatch) -> None:
    """5,000 held up every vote for as many seconds."""
    monkeypatch.setattr(piecewise_import, "PIECE", 2)
    monkeypatch.setattr(idea_numbers, "MOST_IDEAS", 4)
    data, one_more = b"idea\nSauna\nKahvila\nPuisto\n", b"idea\nSilta\nLava\n"
    made = import_forum(desk, {"format": "csv", "files": sent(a__csv=data)})
    with pytest.raises(Refusal) as caught:
        import_forum(desk, {"format": "csv", "files": sent(a__csv=one_more), "code": made["code"]})
    with reading(desk.engine) as db:
        forum = db.scalars(select(Forum.id).where(Forum.code == made["code"])).one()
        verbs = db.scalars(select(log.c.command).where(log.c.forum == forum).order_by(log.c.n)).all()
        (standing,) = imports.standing(db, forum)
    assert made["ideas"] == 3 and verbs.count("ideas.import") == 2 and caught.value.code == "forum_full"
    assert (standing.came, standing.rest) == (3, 0), "one import, with one undo"


def test_votes_from_elsewhere_stay_out_of_a_forum_that_is_there(desk: Admin) -> None:
    """They went to the ideas that were there before, and ended in an exception where no step takes them."""
    data = PB.format(type="approval", points="", one="", two="", three="").encode()
    code = import_forum(desk, {"format": "csv", "files": sent(a__csv=b"idea\nKatos\n")})["code"]
    again = import_forum(desk, {"format": "pb", "files": sent(x__pb=data), "code": code})
    assert (again["ideas"], again["ballots"], again["ballots_left_out"]) == (3, 0, 2)
    with reading(desk.engine) as db:
        assert db.scalar(select(func.count()).select_from(ballot)) == 0
        assert db.scalars(select(Forum.state).where(Forum.code == code)).one() == "planned", "no step was begun"


def forums(desk: Admin) -> int:
    with reading(desk.engine) as db:
        return db.scalar(select(func.count()).select_from(Forum)) or 0


def test_rows_that_cannot_come_in_are_told_and_nothing_is_made(desk: Admin) -> None:
    before, data = forums(desk), f"idea\nSauna\n{'x' * 281}\n".encode()
    made = import_forum(desk, {"format": "csv", "files": sent(a__csv=data)})
    assert [one["row"] for one in made["refused"]] == [3] and forums(desk) == before  # type: ignore[attr-defined]
    made = import_forum(desk, {"format": "csv", "files": sent(a__csv=data), "skip": True, "title": "Syksy"})
    assert made["ideas"] == 1 and forums(desk) == before + 1
    again = import_forum(desk, {"format": "csv", "files": sent(a__csv=b"idea\nKahvila\n"), "code": made["code"]})
    assert (again["code"], again["ideas"], forums(desk)) == (made["code"], 1, before + 1)


def test_a_forum_that_could_not_be_filled_is_not_left_behind(desk: Admin, monkeypatch: pytest.MonkeyPatch) -> None:
    before = forums(desk)
    data = PB.format(type="approval", points="", one="", two="", three="").encode()
    monkeypatch.setattr("workshop.actions.imported_ideas_and_ballots.has_ballots", lambda *_: True)
    with pytest.raises(Refusal) as caught:
        import_forum(desk, {"format": "pb", "files": sent(x__pb=data)})
    assert caught.value.code == "import_voted" and forums(desk) == before
    with reading(desk.engine) as db:
        assert unfinished_import_notes.of_all(db) == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"format": "doc", "files": {}}, "page"),
        ({"format": "csv", "files": {}}, "import_broken"),
        ({"format": "csv", "files": sent(a=b"\x00\x01\x02\x03" * 50)}, "import_broken"),
        ({"format": "polis", "files": sent(a=b"x")}, "import_file"),
        ({"format": "csv", "files": sent(a=b"idea\nx\n"), "code": "ZZZZZZ"}, "code_unknown"),
        ({"format": "csv", "files": sent(a=b"idea\nx\n"), "template": "none"}, "page"),
    ],
)
def test_what_cannot_be_brought_in_makes_no_forum(desk: Admin, given: dict[str, object], code: str) -> None:
    before = forums(desk)
    with pytest.raises(Refusal) as caught:
        import_forum(desk, given)
    assert caught.value.code == code and forums(desk) == before
