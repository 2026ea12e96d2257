"""Sorting on a phone without scripts, and in every file of the results."""

import html
import json
import re

import pytest
from flask.testing import FlaskClient

from tests.conftest import Room
from tests.pages.test_phone import Phone, go
from workshop.pages.office import view_models
from workshop.reports import FORMATS
from workshop.storage.database import reading


@pytest.fixture
def sorting(room: Room) -> tuple[Room, int, int]:
    """An open sorting of nine ideas; the id of the theme "Meri"."""
    room.ideas_on_paper(go(room, "ideas", 2), 9)
    theme = int(room.must("cluster.add", title="Meri")["cluster"])
    return room, room.opens_vote("sort", "Mihin?"), theme


def test_without_scripts_a_hand_is_asked_for_sorted_and_followed_by_another(
    client: FlaskClient, sorting: tuple[Room, int, int]
) -> None:
    room, step, theme = sorting
    phone = Phone(client, room)
    page = phone.look()
    assert "Anna ideoita lajiteltavaksi" in page and "set:" not in page
    assert "Saat lajiteltavaksi muutaman idean kerrallaan." in page and "Mihin teemaan idea sopii" not in page
    assert "Sinulla ei ole juuri nyt lajiteltavaa" not in page and "Olet mukana" in page
    assert phone.send("/deal", activity=step).status_code == 303
    page = phone.look()
    hand = sorted(set(re.findall(r'name="set:(\d+)"', page)))
    assert len(hand) == 7 and "0/7 lajiteltu" in page and "Anna lisää ideoita" not in page
    sent = {f"set:{idea}": str(theme) for idea in hand[1:]} | {f"set:{hand[0]}": "0"}
    assert phone.send("/ballot", activity=step, n=phone.hidden("n"), **sent).status_code == 303
    page = phone.look()
    assert "Lajittelusi on tallessa" in page and "Olet mukana" not in page
    assert "7/7 lajiteltu" in page and page.count(" checked") == 7 and "Anna lisää ideoita" in page
    phone.send("/deal", activity=step)
    page = phone.look()
    assert "7/9 lajiteltu" in page and "7/9 lajiteltu" in phone.look(), "the same hand after a reload"
    room.must("activity.close", activity=step)
    assert phone.look().count("Teemaan A Meri") == 6


def revealed_by_three(room: Room, step: int, theme: int) -> None:
    """Three people sort idea 1 into the theme and cannot tell of idea 2; the result is then revealed."""
    for name in ("ben", "cee", "dee"):
        room.must("ballot.deal", who := room.comes(name), activity=step)
        room.must("ballot.set", who, activity=step, n=1, marks={"1": theme, "2": 0})
    room.must("activity.close", activity=step)
    room.must("activity.reveal", activity=step)


def test_a_phone_reads_into_which_theme_each_idea_was_sorted(
    client: FlaskClient, sorting: tuple[Room, int, int]
) -> None:
    room, step, theme = sorting
    revealed_by_three(room, step, theme)
    for uncovered in (1, 2):
        room.do("screen.uncover", activity=step, uncovered=uncovered)
    page = Phone(client, room).look()
    beside = re.search(r'class="quiet"><span class="name".*?</p>', page)
    assert beside and re.sub("<[^>]+>", "", beside[0]).endswith("A Meri"), "without scripts"


def test_who_only_sorted_is_counted_nowhere_as_a_voter(sorting: tuple[Room, int, int]) -> None:
    """171 people voted, 178 sorted: page 1 of the summary and the office once told of 178 voters."""
    room, step, theme = sorting
    ada, ben = room.comes("ada"), room.comes("ben")
    for person in (ada, ben):
        room.must("ballot.set", person, activity=step, n=1, marks={"1": theme, "2": 0})
    room.must("activity.close", activity=step)
    room.must("activity.reveal", activity=step)
    found = room.summary()
    assert (found.voted, found.leading, found.main_vote, found.words) == (0, [], None, "")
    assert "<dt>äänesti ainakin kerran" not in FORMATS["html"].write(found, "fi").decode()
    vote = go(room, "dots")
    room.must("ballot.set", ada, activity=vote, n=1, marks={"1": 1})
    assert room.summary().voted == 1
    with reading(room.engine) as db:
        assert view_models.forum(db, found.ref).voters == 1


def test_a_theme_that_was_removed_is_said_and_no_answer_is_taken_for_unsure(
    client: FlaskClient, sorting: tuple[Room, int, int]
) -> None:
    room, step, theme = sorting
    phone = Phone(client, room)
    phone.send("/deal", activity=step)
    hand = sorted(map(int, set(re.findall(r'name="set:(\d+)"', phone.look()))))
    phone.send(
        "/ballot", activity=step, n=phone.hidden("n"), done="yes", **{f"set:{hand[0]}": theme, f"set:{hand[1]}": 0}
    )
    done = phone.look()
    assert "Muutan vielä" in done and 'form="ballot" name="save"' not in done and 'name="done" value="yes"' not in done
    room.must("cluster.add", title="Ruoka")
    room.must("cluster.remove", cluster=theme)
    page = phone.look()
    number = room.sees("everyone")["idea"][str(hand[0])]["number"]
    said = f"Teema, jonka valitsit idealle {number}, on poistettu. Valitse idealle uusi teema."
    assert said in page and "1/7 lajiteltu" in page and page.count(" checked") == 1 and "Kiitos" not in page
    assert phone.send("/ballot", activity=step, n=phone.hidden("n"), **{f"set:{hand[2]}": 0}).status_code == 303
    assert said in phone.look(), "another answer leaves it as it was"
    room.must("activity.close", activity=step)
    page = phone.look()
    assert page.count("Valitsemasi teema on poistettu") == 1 and page.count("En ole varma</p>") == 2
    room.must("cluster.restore", cluster=theme, ideas=[])
    assert "Teemaan A Meri" in phone.look()


@pytest.mark.parametrize("lang", ["fi", "sv", "en", "fi-simple"])
def test_every_file_tells_it(sorting: tuple[Room, int, int], lang: str) -> None:
    room, step, theme = sorting
    revealed_by_three(room, step, theme)
    room.must("idea.place", ideas=[1], cluster=int(room.must("cluster.add", title="Metsä")["cluster"]))
    summary = room.summary()
    made = {name: form.write(summary, lang) for name, form in FORMATS.items()}
    first = json.loads(made["json"])["votes"][0]["rows"][0]
    assert (first["label"], first["share"], first["sorted"], first["unsure"]) == ("1", 100, 3, 0)
    assert first["theme"] == "A", "the theme that people chose, wherever the idea lies"
    assert re.search(r"</th><td>A</td>", made["html"].decode())
    assert "AC1" in html.unescape(made["html"].decode())


def test_without_scripts_saving_one_answer_leaves_the_others_though_themes_were_parted_since(
    client: FlaskClient, sorting: tuple[Room, int, int]
) -> None:
    room, step, theme = sorting
    other, phone = int(room.must("cluster.add", title="Ruoka")["cluster"]), Phone(client, room)
    phone.send("/deal", activity=step)
    hand = sorted(set(re.findall(r'name="set:(\d+)"', phone.look())))[:3]
    phone.send("/ballot", activity=step, n=phone.hidden("n"), **{f"set:{idea}": theme for idea in hand})
    room.must("cluster.merge", cluster=theme, into=other)
    page = phone.look()
    given = dict(re.findall(r'name="set:(\d+)" value="(\d+)" checked', page))
    assert set(given.values()) == {str(other)}, "the page shows the joined theme"
    was = dict(re.findall(r'name="(was-set:\d+)" value="(\d*)"', page))
    room.must("undo")
    form = {f"set:{idea}": mark for idea, mark in given.items()} | was | {f"set:{hand[2]}": "0"}
    assert phone.send("/ballot", activity=step, n=phone.hidden("n"), save="yes", **form).status_code == 303
    now = dict(re.findall(r'name="set:(\d+)" value="(\d+)" checked', phone.look()))
    assert now == {hand[0]: str(theme), hand[1]: str(theme), hand[2]: "0"}
