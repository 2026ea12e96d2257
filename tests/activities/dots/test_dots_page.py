"""Dots on the phone without JavaScript: given and taken one at a time, each by a button of a plain form."""

import pytest
from flask.testing import FlaskClient

from tests.conftest import ADMINISTRATOR, Room
from tests.pages.test_phone import Phone, ballot, go, marks, voting


@pytest.fixture
def phone(client: FlaskClient, room: Room) -> Phone:
    return Phone(client, room)


def test_dots_are_given_and_taken_until_it_closes(phone: Phone, room: Room) -> None:
    step, (a, b, *_) = voting(room)
    page = phone.look()
    assert "Sinulla on 3 tarraa." in page and "enintään 2 tarraa" in page and "3 tarraa jäljellä" in page

    def send(target: int, mark: int) -> int:
        phone.look()
        return ballot(phone, step, {target: mark}, n=int(phone.hidden("n"))).status_code

    assert [send(a, 1), send(a, 2), send(b, 1)] == [303, 303, 303]
    assert marks(room, phone) == {str(a): 2, str(b): 1}
    assert "Kaikki tarrat on annettu" in phone.look()
    assert send(b, 2) == 422
    assert send(a, 1) == 303
    assert marks(room, phone) == {str(a): 1, str(b): 1}
    room.must("activity.close", activity=step)
    assert ballot(phone, step, {b: 1}, n=99).status_code == 422
    assert "Antamasi tarrat" in phone.look() and "Tulos näytetään kaikille yhtä aikaa." in phone.look()


def test_dots_of_what_left_the_vote_are_said_to_be_back_and_buttons_name_the_number(phone: Phone, room: Room) -> None:
    step, (a, b, *_) = voting(room)
    phone.look()
    ballot(phone, step, {a: 1}, n=1)
    ballot(phone, step, {a: 2}, n=2)
    ballot(phone, step, {b: 1}, n=3)
    page = phone.look()
    assert (
        'aria-label="Ota tarra pois idealta: 1 Idea 0. ' in page
        and 'aria-label="Anna tarra idealle: 3 Idea 2. ' in page
    )
    assert "takaisin" not in page
    room.must("idea.leave_out", idea=a, out=True)
    room.must("idea.hide", idea=b, reason="test")
    page = phone.look()
    assert "Idea 1 ei ole enää äänestyksessä. Sait 2 tarraa takaisin." in page and "3 tarraa jäljellä" in page
    assert "Jokin, jolle annoit tarroja, ei ole enää äänestyksessä. Sait 1 tarran takaisin." in page


def test_a_second_tap_on_the_same_page_gives_no_second_dot(phone: Phone, room: Room) -> None:
    step, (a, *_) = voting(room)
    phone.look()
    n = phone.hidden("n")
    for _ in range(2):
        ballot(phone, step, {a: 1}, n=n)
    assert marks(room, phone) == {str(a): 1}


def test_dots_on_clusters(phone: Phone, room: Room) -> None:
    step = go(room, "ideas", 1)
    room.must("idea.enter", activity=step, text="Idea", source="paper")
    go(room, "clusters")
    cluster = room.must("cluster.add", title="Aistit", ideas=[1])["cluster"]
    dots = room.step("dots")
    shape = room.sees("everyone")["activity"][str(dots)]
    room.must(
        "activity.edit",
        ADMINISTRATOR,
        activity=dots,
        minutes=5,
        prompt=shape["prompt"],
        instruction=shape["instruction"],
        settings={"dots": 3, "cap": 2, "of": "clusters"},
        version=1,
    )
    room.must("agenda.go", activity=dots)
    page = phone.look()
    assert '<bdi class="no">A</bdi> <span>Aistit</span>' in page and "Anna ne teemoille" in page
    assert ballot(phone, dots, {cluster: 1}, n=1).status_code == 303
    assert marks(room, phone) == {str(cluster): 1}


def test_done_with_dots_to_give_asks_once(phone: Phone, room: Room) -> None:
    step, targets = voting(room)
    assert "Voit antaa vielä 3 tarraa. Lopetetaanko silti?" in phone.look()
    for n, (target, mark) in enumerate(((targets[0], 1), (targets[0], 2), (targets[1], 1)), 1):
        ballot(phone, step, {target: mark}, n=n)
    assert "Lopetetaanko" not in phone.look()


def test_dots_that_no_idea_takes_any_more_are_not_said_to_be_left(phone: Phone, room: Room) -> None:
    step, (a, b, *others) = voting(room)
    for one in others:
        room.must("idea.leave_out", idea=one, out=True)
    room.must("idea.leave_out", idea=b, out=True)
    assert "Voit antaa vielä 2 tarraa" in phone.look() and "jäljellä" not in phone.look(), "three dots, one idea, cap 2"
    ballot(phone, step, {a: 1}, n=1)
    assert "Voit antaa vielä 1 tarran. Lopetetaanko silti?" in phone.look()
    ballot(phone, step, {a: 2}, n=2)
    page = phone.look()
    assert "Enempää tarroja ei voi antaa" in page and "Lopetetaanko" not in page
    assert phone.send("/done", activity=step, done="yes").status_code == 303
    assert "Kiitos. Äänesi ovat tallessa." in phone.look()
