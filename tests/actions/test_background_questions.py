"""Background questions: what may be asked and changed, that an answer can be changed and deleted, that the log tells
nobody whose it is, and that reports give only groups, as they were when they were first given out."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import Room
from tests.tools.read_back import sheets, words_in
from workshop.access.authentication import Credentials
from workshop.contract.commands import BackgroundQuestion
from workshop.contract.shapes import EVERYONE, FACILITATORS
from workshop.domain import background_questions as rules
from workshop.projections import background_questions, group_counts_fixed_for_results
from workshop.reports import FORMATS, open_tables
from workshop.reports.public_summary import public
from workshop.reports.summary import Summary
from workshop.storage import table_structure, whole_database_value_check
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Forum, Participant, background_answer, key, log
from workshop.verifier.check import check
from workshop.verifier.compare_people import _is_answer
from workshop.verifier.database_reader import opened
from workshop.verifier.rebuild import Rebuilt

MINUTE = 60_000


def question(words: str, *choices: str, **others: str) -> BackgroundQuestion:
    return BackgroundQuestion(words={"fi": words, **others}, choices=[{"fi": one} for one in choices])


AGE = question("Minkä ikäinen olet?", "Alle 30", "30–64", "65 tai yli")
FIRST = question("Ensimmäistä kertaa?", "Kyllä", "En")
NEW = question("Uusi?", "Kyllä", "En")


@pytest.fixture
def asked(room: Room) -> Room:
    room.must("background.edit", questions=[AGE, FIRST], version=1)
    return room


def answer(room: Room, who: Credentials, question: int, choice: int | None, version: int = 2) -> str:
    return room.do("background.answer", who, question=question, choice=choice, version=version).code


def own(room: Room, who: Credentials) -> dict[int, int]:
    with reading(room.engine) as db:
        return background_questions.asked(db, room.forum, room.number_of(who)).own


def groups(found: Summary) -> list[list[int | None]]:
    return [[*(n for _, n in one.choices), one.silent] for one in found.background]


def problems(room: Room) -> list[str]:
    with opened(str(room.engine.url.render_as_string(hide_password=False))) as source:
        return list(check(source)["problems"])


def test_an_answer_is_changed_and_deleted_by_its_owner_and_in_no_shape(asked: Room) -> None:
    ada, ben = asked.comes("ada"), asked.comes("ben")
    for who, place, choice in ((ada, 1, 3), (ada, 2, 1), (ben, 1, 1), (ada, 1, 2), (ben, 1, None), (ben, 1, None)):
        assert answer(asked, who, place, choice) == ""
    assert (own(asked, ada), own(asked, ben)) == ({1: 2, 2: 1}, {})
    assert not asked.effects[-1].touched and not asked.effects[-1].own
    seen = json.dumps([asked.sees(EVERYONE), asked.sees(FACILITATORS), asked.sees_own(ada)])
    assert "Alle 30" not in seen and asked.sees(EVERYONE)["forum"]["1"]["background"] is True
    assert problems(asked) == []


def test_the_log_joins_an_answer_with_nobody_and_with_no_other_answer(asked: Room) -> None:
    ada = asked.comes("ada")
    for choice in (1, 2):
        for place in (1, 2):
            answer(asked, ada, place, choice)
    answer(asked, ada, 1, None)
    answer(asked, ada, 1, 3)
    with reading(asked.engine) as db:
        rows = db.execute(select(log).where(log.c.command == "background.answer").order_by(log.c.n)).all()
        pid = db.scalars(select(Participant.pid)).one()
        stored = set(db.scalars(select(background_answer.c.id)))
        keys = " ".join(json.dumps(one) for one in db.scalars(select(key.c.answer)) if "background.answer" in str(one))
    names = [row.actor for row in rows]
    assert names[:2] == names[2:4] and names[4] == names[0], "an answer keeps its name while it is there"
    assert len({names[0], names[1], names[5]}) == 3, "each answer has another, also a new one after a deleted one"
    assert stored == {names[1], names[5]}
    assert not any(pid in f"{row.actor} {row.body}" for row in rows)
    bodies = [json.loads(row.body) for row in rows]
    assert all(body.keys() == {"digest"} for body in bodies), "what was answered is in no row"
    assert bodies[4] == {"digest": None} and len({body["digest"] for body in bodies}) == 6, "nor is it comparable"
    assert '"digest"' not in keys, "of a few choices a digest would tell which it was"


@pytest.mark.parametrize(
    ("question", "choice", "version", "code"),
    [
        (1, 4, 2, "gone"),
        (3, 1, 2, "gone"),
        (1, 0, 2, "malformed"),
        (0, 1, 2, "malformed"),
        (1, -1, 2, "malformed"),
        (1, 1, 1, "changed"),
        (1, None, 1, ""),
    ],
)
def test_only_what_is_asked_now_is_answered(
    asked: Room, question: int, choice: int | None, version: int, code: str
) -> None:
    assert answer(asked, asked.comes("ada"), question, choice, version) == code


def test_only_participants_answer_and_only_organisers_ask(asked: Room) -> None:
    leader = asked.leader("cai")[0]
    assert asked.do("background.answer", question=1, choice=1, version=2).code == "rights"
    assert asked.do("background.edit", leader, questions=[AGE], version=2).code == "rights"
    assert asked.do("background.edit", asked.comes("ada"), questions=[AGE], version=2).code == "rights"


FULL = [question(f"Kysymys {n}", "Kyllä", "En") for n in range(6)]
WRONG: list[tuple[list[BackgroundQuestion], str]] = [
    (FULL, "too_many_questions"),
    ([question("  ", "Kyllä", "En")], "question_missing"),
    ([question("Ikä?", "Kyllä")], "choices_bad"),
    ([question("Ikä?", "Kyllä", " Kyllä ")], "choices_bad"),
    ([question("Ikä?", "Kyllä", " ")], "choices_bad"),
    ([question("Ikä?", *(str(n) for n in range(13)))], "choices_bad"),
    ([question("Ikä?", "Kyllä", "x" * 61)], "too_long"),
    ([question("x" * 161, "Kyllä", "En")], "too_long"),
]


@pytest.mark.parametrize(("questions", "code"), WRONG)
def test_a_few_short_questions_with_different_choices_are_asked(
    room: Room, questions: list[BackgroundQuestion], code: str
) -> None:
    assert room.do("background.edit", questions=questions, version=1).code == code
    assert room.do("background.edit", questions=FULL[:5], version=1).ok
    assert room.do("background.edit", questions=[], version=1).code == "changed"


OTHER: list[tuple[list[BackgroundQuestion], bool]] = [
    ([AGE, FIRST, question("Missä asut?", "Turussa", "Muualla")], True),
    ([question("Minkä ikäinen olet?", "Alle 30", "30–64", "65 tai yli", "Muu", sv="Hur gammal är du?"), FIRST], True),
    ([AGE], False),
    ([FIRST, AGE], False),
    ([question("Ikäsi?", "Alle 30", "30–64", "65 tai yli"), FIRST], False),
    ([question("Minkä ikäinen olet?", "Alle 30", "30 tai yli"), FIRST], False),
]


@pytest.mark.parametrize(("questions", "adds"), OTHER)
def test_once_somebody_has_answered_questions_are_only_added(
    asked: Room, questions: list[BackgroundQuestion], adds: bool
) -> None:
    answer(asked, asked.comes("ada"), 1, 2)
    said = asked.do("background.edit", questions=questions, version=2)
    assert said.code == ("" if adds else "questions_answered")


def test_before_that_anything_is_changed(asked: Room) -> None:
    ada = asked.comes("ada")
    answer(asked, ada, 1, 2)
    answer(asked, ada, 1, None)
    asked.must("background.edit", questions=[FIRST], version=2)


LATER: list[Callable[[Room, list[Credentials]], Any]] = [
    lambda room, people: answer(room, people[0], 1, None, version=2),
    lambda room, people: room.must("forum.end", ended=False),
    lambda room, people: [room.comes("new one", "sv"), room.must("forum.end")],
]


def test_reports_give_groups_as_they_were_when_first_given_out_and_small_ones_in_no_format(asked: Room) -> None:
    people = [asked.comes(f"p{n}") for n in range(23)]
    for n, one in enumerate(people[:20]):
        answer(asked, one, 1, 1 if n < 9 else 2 if n < 18 else 3)
        answer(asked, one, 2, 1 if n < 8 else 2)
    assert asked.summary().background == [], "while people answer, each would be the difference between two files"
    asked.must("agenda.go", activity=asked.step("ideas"))
    asked.must("forum.end")
    assert asked.summary().background == [], "nobody has these numbers yet, so the end can still be taken back"
    asked.must("results.settle")
    found = asked.summary()
    shown, languages = groups(found), found.spoken
    assert languages["fi"] == 23
    assert shown == [[9, 9, None, None], [None, 12, None]], "one small number alone takes another with it"

    told = json.loads(FORMATS["json"].write(found, "fi"))["participation"]["background"]
    assert [[*(one["people"] for one in its["answers"]), its["unanswered"]] for its in told] == shown
    sheet = next(rows for name, rows in sheets(FORMATS["xlsx"].write(found, "fi")).items() if name == "Osallistuminen")
    rows = {str(row[0]): row[1] for row in sheet if row[0]}
    assert (rows["Minkä ikäinen olet?\xa0– 30–64"], rows["Ensimmäistä kertaa?\xa0– Kyllä"]) == (9, "ei näytetä")
    csv = open_tables.files(public(found), "fi")["participation.csv"].decode()
    assert "Minkä ikäinen olet?\xa0– Alle 30,9" in csv
    for name in ("html", "md", "docx", "pdf"):
        words = " ".join(words_in(FORMATS[name].write(found, "fi")).split())
        assert "Minkä ikäinen olet? – 65 tai yli" in words and words.count("ei näytetä") >= 4, name

    for later in LATER:
        asked.now += MINUTE
        later(asked, people)
        if asked.summary().state == "ended":
            asked.must("results.settle")
            again = asked.summary()
            assert (groups(again), again.spoken) == (shown, languages), "what came later is no difference of two files"
    assert answer(asked, people[21], 1, 1) == "background_settled"
    assert asked.do("background.edit", questions=[AGE, FIRST, NEW], version=2).code == "background_settled"
    assert own(asked, people[0]) == {2: 1} and problems(asked) == []


def test_where_an_older_release_counted_the_answers_alone_the_languages_follow_and_the_answers_stay(
    asked: Room,
) -> None:
    for n in range(6):
        answer(asked, asked.comes(f"p{n}"), 1, 1)
    asked.must("forum.end")
    with transaction(asked.engine) as db:
        row = db.get_one(Forum, asked.forum)
        row.background_counts = background_questions.counted(db, row)
    answer(asked, asked.comes("p0"), 1, None)
    with reading(asked.engine) as db:
        assert not group_counts_fixed_for_results.may_be_given_out(db, asked.forum)
    asked.must("results.settle")
    found = asked.summary()
    assert groups(found)[0] == [6, 0, 0, 0] and found.spoken["fi"] == 6
    with reading(asked.engine) as db:
        assert group_counts_fixed_for_results.may_be_given_out(db, asked.forum)


def test_a_deleted_answer_is_nowhere_any_more(asked: Room) -> None:
    answer(asked, asked.comes("ada"), 1, 2)
    with reading(asked.engine) as db:
        [row] = db.execute(select(background_answer)).all()
    answer(asked, asked.comes("ada"), 1, None)
    with reading(asked.engine) as db:
        everything = str([db.execute(select(table)).all() for table in Forum.metadata.sorted_tables])
    assert row.salt not in everything and rules.commitment(row.salt, 1, 2) in everything
    assert problems(asked) == []


def test_an_answer_that_an_older_release_logged_is_still_proven(asked: Room) -> None:
    answer(asked, asked.comes("ada"), 1, 2)
    rebuilt = Rebuilt()
    rebuilt._answered("a", {"question": 1, "choice": 2})
    rebuilt._answered("b", {"question": 1, "choice": 2})
    rebuilt._answered("b", {"question": 1, "choice": None})
    assert rebuilt.background == {"a": (1, 2)}
    assert [
        _is_answer({"question": 1, "choice": n, "salt": salt}, (1, 2)) for n, salt in ((2, ""), (1, ""), (2, "x"))
    ] == [
        True,
        False,
        False,
    ]


def again(room: Room, how: str) -> None:
    room.must("undo") if how == "undo" else room.must("forum.end", ended=False)


@pytest.mark.parametrize("how", ["undo", "go on"])
def test_an_end_whose_results_nobody_has_leaves_the_questions_open(asked: Room, how: str) -> None:
    ada = asked.comes("ada")
    asked.must("agenda.go", activity=asked.step("ideas"))
    asked.must("forum.end")
    assert answer(asked, ada, 1, 1) == "background_settled"
    again(asked, how)
    assert asked.do("results.settle").code == "not_over"
    assert answer(asked, ada, 1, 1) == "" and asked.do("background.edit", questions=[AGE, FIRST], version=2).ok


@pytest.mark.parametrize("how", ["undo", "go on"])
@pytest.mark.parametrize("given_out", ["a file", "its page", "its page before"])
def test_once_results_were_given_out_no_more_answers_are_taken(asked: Room, how: str, given_out: str) -> None:
    ada, page = asked.comes("ada"), {"slug": "museon-ilta", "indexed": False, "next_steps": {}, "published": True}
    asked.must("agenda.go", activity=asked.step("ideas"))
    if given_out == "its page before":
        with transaction(asked.engine) as db:
            db.get_one(Forum, asked.forum).published_at = 1
    asked.must("forum.end")
    if given_out == "a file":
        asked.must("results.settle")
    elif given_out == "its page":
        asked.must("results.edit", version=1, **page)
    again(asked, how)
    assert answer(asked, ada, 1, 1) == "background_settled"


def test_what_was_answered_is_counted_before_it_is_deleted(asked: Room) -> None:
    for n in range(20):
        answer(asked, asked.comes(f"p{n}"), 1, 1 + n % 2)
    asked.must("agenda.go", activity=asked.step("ideas"))
    asked.must("forum.end")
    asked.must("personal.delete")
    assert groups(asked.summary())[0] == [10, 10, 0, 0] and problems(asked) == []


def test_an_answer_without_a_place_is_counted_nowhere(asked: Room) -> None:
    with reading(asked.engine) as db:
        asking = db.get_one(Forum, asked.forum).background
    assert rules.counted(3, asking, [(1, 0), (0, 1), (1, 4), (3, 1), (1, 3)])["answers"] == [[0, 0, 1], [0, 0]]


BROKEN = [
    'UPDATE forum SET background = \'[{"words": {"fi": "Ikä?"}}]\'',
    'UPDATE forum SET background = \'[{"words": {"xx": "Ikä?"}, "choices": [{"fi": "0"}, {"fi": "1"}]}]\'',
    "UPDATE forum SET background = '[]'",
    'UPDATE forum SET background_counts = \'{"people": 1, "answers": [[1, 0]]}\'',
    "UPDATE background_answer SET choice = 4",
    "UPDATE background_answer SET choice = 0",
]


@pytest.mark.parametrize("statement", BROKEN)
def test_a_file_with_questions_or_answers_that_no_page_could_show_is_refused(asked: Room, statement: str) -> None:
    answer(asked, asked.comes("ada"), 1, 3)
    with transaction(asked.engine) as db:
        link = db.connection()
        assert list(whole_database_value_check.problems(link, table_structure.HEAD, lambda: None)) == []
        link.exec_driver_sql(statement)
        assert "background questions" in " ".join(
            whole_database_value_check.problems(link, table_structure.HEAD, lambda: None)
        )
