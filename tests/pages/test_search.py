"""Search across forums: words with capitals and signs of any kind, numbers, places; nothing of rehearsals or of ideas
that were taken back; quick with 30,000 ideas."""

import time

import pytest
from sqlalchemy import insert

from tests.conftest import Room, forum_fields
from tests.pages.test_office import Browser, kaisa, stranger
from tests.tools.pace import late_each_time
from workshop.projections.search import Found, search
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Forum, Idea

__all__ = ["kaisa", "stranger"]

TEXTS = ["Ääni lämpiää 100 %", "VESIBUSSI joella", "a_b [c] \\d 'e'", "Straße zum Fluss", "poistettu", "tyhmä"]


@pytest.fixture
def written(room: Room) -> Room:
    room.must("forum.edit", **forum_fields(title={"fi": "Unelmien museo"}, place="Turun Linna", version=1))
    ada, wall = room.comes("ada"), room.step("ideas", 2)
    room.must("agenda.go", activity=wall)
    for text in TEXTS:
        room.must("idea.add", ada, activity=wall, text=text)
    room.must("idea.withdraw", ada, idea=5)
    room.must("idea.hide", idea=6, reason="insult")
    return room


def find(room: Room, words: str) -> Found:
    with reading(room.engine) as db:
        return search(db, words)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("äÄni", [1]),
        ("100 %", [1]),
        ("0_%", []),
        ("vesibussi", [2]),
        ("  Vesibussi   JOELLA ", [2]),
        ("a_b [c] \\d 'e'", [3]),
        ("STRASSE", [4]),
        ("vesibussilla", [2]),
        ("joki vesi", []),
        ("straße zum", [4]),
        ("joella vesi", [2]),
        ("a\u0308a\u0308ni", [1]),
        ("vesibussi ääni", []),
        ("poistettu", []),
        ("tyhmä", [6]),
        ("#2", [2]),
        ("3", [3]),
        ("ä", []),
        ("%", []),
        ("", []),
        ("\x00' OR 1=1 --", []),
    ],
)
def test_ideas_are_found_by_their_words_and_numbers(written: Room, words: str, numbers: list[int]) -> None:
    assert [one.number for one in find(written, words).ideas] == numbers


@pytest.mark.parametrize("words", ["unelmien", "turun LINNA", "MUSEO", "linna museo"])
def test_forums_are_found_by_name_and_place(written: Room, words: str) -> None:
    assert [one.place for one in find(written, words).forums] == ["Turun Linna"]


@pytest.mark.parametrize(("words", "close"), [("turku", True), ("museossa Linnan", True), ("turun", False)])
def test_other_forms_of_a_word_are_found_where_nothing_holds_the_word_itself(
    written: Room, words: str, close: bool
) -> None:
    found = find(written, words)
    assert ([one.place for one in found.forums], found.close_forums) == (["Turun Linna"], close)
    assert not find(written, "purku").forums, "its words begin otherwise"
    both = find(written, "linnassa zum")
    assert (both.forums, both.ideas, both.close_forums) == ([], [], False), "all of the words"
    written.must("idea.add", written.comes("bea"), activity=written.step("ideas", 2), text="Turkuun laituri")
    both = find(written, "turku")
    assert (len(both.forums), [one.text for one in both.ideas], both.close_forums, both.close_ideas) == (
        *(1, ["Turkuun laituri"]),
        *(True, False),
    )


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("katu", "Penkkejä kadulla"),
        ("kadulla", "Uusi katu rantaan"),
        ("lupa", "Luvat yhdeltä luukulta"),
        ("äiti", "Äidit ja lapset"),
        ("kengät", "Yksi kenkä"),
        ("tapa", "Hyvät tavat"),
    ],
)
def test_a_form_with_another_consonant_inside_is_found(written: Room, words: str, text: str) -> None:
    written.must("idea.add", written.comes("bea"), activity=written.step("ideas", 2), text=text)
    assert [one.text for one in find(written, words).ideas] == [text]


def test_nothing_of_a_rehearsal_is_found(written: Room) -> None:
    with transaction(written.engine) as db:
        db.get_one(Forum, written.forum).rehearsal = True
    assert find(written, "vesibussi") == Found([], [], False) == find(written, "museo")


def test_the_page_leads_to_the_forum_and_says_when_there_is_nothing(written: Room, kaisa: Browser) -> None:
    ref = written.sees("facilitators")["forum"][str(written.forum)]["ref"]
    assert "alkavat samalla tavalla" in kaisa.text("/office/search?q=vesibussilla")
    page = kaisa.text("/office/search?q=VESIBUSSI")
    assert "alkavat samalla tavalla" not in page
    assert f'href="/office/forum/{ref}/summary"' in page and "VESIBUSSI joella" in page
    assert "Piilotettu" in kaisa.text("/office/search?q=tyhm%C3%A4")
    written.must("idea.merge", into=1, ideas=[2])
    assert "Yhdistetty ideaan 1" in kaisa.text("/office/search?q=VESIBUSSI")
    assert "&lt;i&gt;" in kaisa.text("/office/search?q=<i>") and "Mitään ei löytynyt" in kaisa.text(
        "/office/search?q=<i>"
    )
    assert 'action="/office/search"' in kaisa.text("/office")
    written.must("forum.edit", **forum_fields(title={"fi": "Unelmat – mitä toivot"}, version=2))
    assert "Unelmat\xa0– mitä toivot" in kaisa.text("/office/search?q=unelmat"), "no dash begins a line"


def test_strangers_search_nothing(stranger: Browser) -> None:
    assert stranger.get("/office/search?q=museo").status_code == 303


def test_fifty_forums_of_600_ideas_are_searched_in_a_moment(room: Room) -> None:
    step = room.step("ideas")
    with transaction(room.engine) as db:
        made = db.get_one(Forum, room.forum)
        columns = {one.name: getattr(made, one.name) for one in Forum.__table__.columns if one.name != "id"}
        for n in range(49):
            own = {"ref": f"ref{n}", "code": f"C{n}", "join_secret": f"j{n}", "screen_token": f"s{n}"}
            db.execute(insert(Forum).values({**columns, **own}))
        rows = [
            {
                "forum": f,
                "activity": step,
                "number": n,
                "text": f"Idea {n} Äänekkäästä satamasta ja joesta",
                "key": f"{f}-{n}",
                "state": "shown",
                "flags": [],
                "masked": [],
                "dismissed": [],
                "created_at": 1,
            }
            for f in range(1, 51)
            for n in range(1, 601)
        ]
        db.execute(insert(Idea), rows)

    def seconds_to_find(words: str, many: int) -> float:
        began = time.perf_counter()
        assert len(find(room, words).ideas) == many
        return time.perf_counter() - began

    assert not late_each_time(lambda: seconds_to_find("ÄÄNEKKÄÄSTÄ", 60), 0.3)
    assert not late_each_time(lambda: seconds_to_find("qqqq", 0), 0.3)
    assert not late_each_time(lambda: seconds_to_find("jotakin", 0), 0.5), "letters that may be others are read of all"
