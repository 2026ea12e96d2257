"""The phone in a self-paced forum without JavaScript: a list of what is open, each activity under an address of its
own, and a draft that goes along."""

import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from tests.conftest import Room
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Activity, Forum, Idea

CARRIED = r'<input type="hidden" name="{}" value="([^"]*)">'


class Visitor:
    """Somebody's browser without scripts, in a self-paced forum. It sends the fields of the form that has a button."""

    def __init__(self, client: FlaskClient, room: Room) -> None:
        with transaction(room.engine) as db:
            db.execute(update(Forum).values(self_paced=True))
        with reading(room.engine) as db:
            self.code = db.get_one(Forum, room.forum).code
        self.client, self.page = client, client.get(f"/j/{self.code}")
        self.send("", language="fi")

    def look(self, query: str = "") -> str:
        return self._at(self.client.get(f"/j/{self.code}{query}"))

    def send(self, where: str, **fields: Any) -> str:
        """The page after a form: its hidden fields, and `fields` in place of some of them."""
        found = re.findall(CARRIED.format("(?:csrf|unsent[-0-9]*|here)"), self.page.text)
        names = re.findall(r'name="(csrf|unsent[-0-9]*|here)" value="', self.page.text)
        carried = dict(zip(names, map(html.unescape, found), strict=True))
        return self._at(self.client.post(f"/j/{self.code}{where}", data={**carried, **fields}))

    def _at(self, page: TestResponse) -> str:
        self.page = self.client.get(page.location) if page.status_code == 303 else page
        self.address = page.location or ""
        return html.unescape(self.page.text)


@pytest.fixture
def visitor(client: FlaskClient, room: Room) -> Visitor:
    return Visitor(client, room)


def opened(room: Room, *kinds: str) -> list[int]:
    counts: dict[str, int] = {}
    steps = []
    for kind in kinds:
        steps.append(room.step(kind, counts.setdefault(kind, 0)))
        counts[kind] += 1
        room.must("activity.open", activity=steps[-1])
    return steps


def target(room: Room) -> int:
    """An idea that is voted on."""
    step = room.step("ideas", 1)
    room.must("activity.open", activity=step)
    idea = room.must("idea.add", room.comes("ben"), activity=step, text="Esiintymislava")["idea"]
    room.must("activity.reveal", activity=step)
    return int(str(idea))


def offered(visitor: Visitor, page: str) -> list[int]:
    found = re.findall(rf'/j/{visitor.code}\?activity=(\d+)"|name="choose" value="([1-9]\d*)"', page)
    return [int(link or button) for link, button in found]


def field(page: str) -> str | None:
    found = re.search(r'<textarea id="idea"[^>]*>(.*?)</textarea>', page, re.S)
    return found and found[1]


def test_before_anything_is_open_and_when_nothing_is(visitor: Visitor, room: Room) -> None:
    page = visitor.look()
    assert "Olet mukana. Foorumi ei ole vielä auki." in page and "Osallistut omaan tahtiisi" in page
    (ideas,) = opened(room, "ideas")
    room.must("activity.close", activity=ideas)
    assert "Mikään vaihe ei ole juuri nyt auki." in visitor.look()


def test_the_list_has_what_is_open_and_nothing_else(visitor: Visitor, room: Room) -> None:
    first, second, dots = opened(room, "ideas", "ideas", "dots")
    room.must("activity.close", activity=second)
    room.must("agenda.go", activity=room.step("welcome"))
    page = visitor.look()
    assert "Mihin osallistut?" in page
    assert offered(visitor, page) == [first, dots], "what the hall looks at does not matter here"


def test_an_own_idea_that_came_after_the_deadline_is_marked(visitor: Visitor, room: Room) -> None:
    """Lists where somebody chooses among ideas have the mark; its author's phone had none."""
    (ideas,) = opened(room, "ideas")
    visitor.look(f"?activity={ideas}")
    visitor.send("/idea", text="Ajoissa", activity=ideas, key="a" * 20)
    with transaction(room.engine) as db:
        at = db.scalars(select(Idea.created_at)).one()
        db.execute(update(Activity).where(Activity.id == ideas).values(due_at=at + 1, late_minutes=60))
    page = visitor.send("/idea", text="Myöhässä", activity=ideas, key="b" * 20)
    cards = re.findall(
        r'<article class="idea">.*?</article>', re.sub(r"<template.*?</template>", "", page, flags=re.S), re.S
    )
    assert [
        (word in card, "Tullut määräajan jälkeen" in card)
        for word, card in zip(("Myöhässä", "Ajoissa"), cards, strict=True)
    ] == [
        (True, True),
        (True, False),
    ]


def test_nobody_at_home_is_told_to_raise_a_hand(visitor: Visitor, room: Room) -> None:
    opened(room, "ideas")
    page = visitor.look()
    assert '<p id="help" hidden>' in page and '<p id="unnamed">' in page


def test_nobody_at_home_is_told_to_watch_a_screen(visitor: Visitor, room: Room) -> None:
    """Of a text, an ideas step that is over, and a result that is not shown yet."""
    assert "näyttöä" not in visitor.look(), "before it opens"
    steps = opened(room, "welcome", "ideas", "dots", "results")
    room.must("activity.close", activity=steps[1])
    for step in (steps[0], steps[1], steps[3]):
        page = visitor.look(f"?activity={step}")
        said = re.findall(r'<p class="note">(.*?)</p>', page)
        assert said in (["Listasta näet, mitä muuta on auki."], ["Tulos näytetään täällä myöhemmin."]), said


def test_people_stay_in_the_activity_that_they_chose(visitor: Visitor, room: Room) -> None:
    first, dots = opened(room, "ideas", "dots")
    page = visitor.look(f"?activity={first}")
    key = re.search(CARRIED.format("key"), page)
    assert key and field(page) == ""
    page = visitor.send("/idea", text="Kahvila torille", activity=first, key=key[1])
    assert f"?activity={first}&" in visitor.address and "Kahvila torille" in page and field(page) == ""
    visitor.look(f"?activity={dots}")
    idea = target(room)
    page = visitor.send("/ballot", activity=dots, n=1, **{f"set:{idea}": "1"})
    assert f"?at={idea}&activity={dots}#p{idea}" in visitor.address
    assert 'class="idea has"' in page
    page = visitor.send("/language", language="sv")
    assert f"activity={dots}" in visitor.address and 'class="idea has"' in page


def test_the_list_says_what_this_person_has_given(visitor: Visitor, room: Room) -> None:
    first, dots = opened(room, "ideas", "dots")
    visitor.look(f"?activity={first}")
    for number in range(2):
        visitor.send("/idea", text=f"Idea {number}", activity=first, key=f"some-key-{number}")
    visitor.send("/ballot", activity=dots, n=1, **{f"set:{target(room)}": "1"})
    page = visitor.look()
    assert "Sinulta 2 ideaa" in page and "Äänesi ovat tallessa" in page


def test_a_draft_goes_along_to_the_list_and_back(visitor: Visitor, room: Room) -> None:
    first, dots = opened(room, "ideas", "dots")
    page = visitor.look(f"?activity={first}")
    assert 'name="choose" value="0" form="write"' in page, "the way back carries the field"
    draft = {"text": "Keskeneräinen <ajatus>", "key": "some-key-1", "activity": first}
    page = visitor.send("/look", choose=0, **draft)
    assert offered(visitor, page) == [first, dots] and "Keskeneräinen <ajatus>" in page
    assert "<textarea" not in page, "it is not unsent: it waits in its activity"
    assert 'http-equiv="refresh"' not in page, "a page that carries words does not reload itself"
    page = visitor.send("/language", language="fi", **draft)
    assert offered(visitor, page) == [first, dots], "another button of the list keeps it, too"
    page = visitor.send("/look", choose=first, **draft)
    assert field(page) == "Keskeneräinen <ajatus>"


def test_a_draft_comes_into_no_other_field(visitor: Visitor, room: Room) -> None:
    first, second = opened(room, "ideas", "ideas")
    visitor.look(f"?activity={first}")
    page = visitor.send("/look", choose=second, text="Tämä kuuluu muualle", key="some-key-1", activity=first)
    assert field(page) == "" and "Tämä kuuluu muualle" in page


def test_typed_words_stay_when_the_activity_closes_under_them(visitor: Visitor, room: Room) -> None:
    first, _ = opened(room, "ideas", "dots")
    visitor.look(f"?activity={first}")
    room.must("activity.close", activity=first)
    page = visitor.send("/idea", text="Ehdinkö vielä?", activity=first, key="some-key-1")
    assert visitor.page.status_code == 422 and "Ehdinkö vielä?" in page
    page = visitor.send("/look", choose=0)
    assert "Ehdinkö vielä?" in page, "nothing is lost on the way to the list"


@pytest.mark.parametrize("query", ["?activity=999999", "?activity=-1", "?activity=x", "?activity=9999999999999999999"])
def test_an_address_of_no_activity_shows_the_list(visitor: Visitor, room: Room, query: str) -> None:
    opened(room, "ideas")
    assert "Mihin osallistut?" in visitor.look(query)


def test_an_activity_that_has_not_begun_shows_the_list_and_one_that_is_over_what_was_given(
    visitor: Visitor, room: Room
) -> None:
    first, _ = opened(room, "ideas", "dots")
    assert "Mihin osallistut?" in visitor.look(f"?activity={room.step('ideas', 1)}")
    visitor.look(f"?activity={first}")
    visitor.send("/idea", text="Oma ajatus", activity=first, key="some-key-1")
    room.must("activity.close", activity=first)
    page = visitor.look(f"?activity={first}")
    assert "Oma ajatus" in page and field(page) is None and "Kaikki, mikä on auki" in page


def test_a_result_is_shown_as_soon_as_it_is_revealed(visitor: Visitor, room: Room) -> None:
    (dots,) = opened(room, "dots")
    visitor.look(f"?activity={dots}")
    visitor.send("/ballot", activity=dots, n=1, **{f"set:{target(room)}": "1"})
    room.must("activity.close", activity=dots)
    room.must("activity.reveal", activity=dots)
    (results,) = opened(room, "results")
    assert "Esiintymislava" in visitor.look(f"?activity={results}"), "at home nobody waits for the screen"


def test_a_led_forum_asks_nobody(client: FlaskClient, room: Room) -> None:
    visitor = Visitor(client, room)
    first, _ = opened(room, "ideas", "dots")
    with transaction(room.engine) as db:
        db.execute(update(Forum).values(self_paced=False))
    room.must("agenda.go", activity=first)
    page = visitor.look(f"?activity={room.step('dots')}")
    assert field(page) == "" and 'name="here"' not in page and "Kaikki, mikä on auki" not in page
