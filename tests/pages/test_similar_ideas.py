"""The phone's question while somebody writes: which idea may already say this? Who is answered, and with what."""

import sys
from subprocess import run
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import Room, furnish
from tests.pages.test_phone import Phone
from workshop import forum_templates
from workshop.access.authentication import Credentials
from workshop.pages.base import Services
from workshop.pages.similar_ideas import MOST_WAITING
from workshop.projections.similar_ideas import AGAIN, SimilarIdeas
from workshop.storage.database import reading
from workshop.storage.tables import Participant

WRITTEN = "Pieni kahvila museon pihalle kesäksi"


@pytest.fixture
def now(services: Services) -> list[float]:
    """The clock of what is kept: each idea is read at the next question."""
    now = [0.0]

    def tick() -> float:
        now[0] += AGAIN
        return now[0]

    services.similar = SimilarIdeas(clock=tick)
    return now


@pytest.fixture
def wall(room: Room) -> int:
    """The open activity, in which ada has written a few ideas."""
    step = room.step("ideas", 2)
    room.must("agenda.go", activity=step)
    for text in ("Museon pihalle kesäksi pieni kahvila", "Sauna laivaan", "Lisää opastuksia ruotsiksi"):
        room.must("idea.add", room.comes("ada"), activity=step, text=text)
    return step


@pytest.fixture
def phone(client: FlaskClient, room: Room, wall: int, now: list[float]) -> Phone:
    found = Phone(client, room)
    found.look()
    return found


def ask(phone: Phone, activity: object, text: object = WRITTEN) -> Any:
    token = phone.hidden("csrf")
    return phone.client.post(
        f"/j/{phone.code}/similar", json={"activity": activity, "text": text}, headers={"X-CSRF": token}
    )


def similar(phone: Phone, activity: int, text: str = WRITTEN) -> list[int]:
    answer = ask(phone, activity, text)
    assert answer.status_code == 200, answer.text
    return list(answer.get_json()["ideas"])


def test_one_idea_that_says_the_same_is_found(phone: Phone, wall: int) -> None:
    assert similar(phone, wall) == [1]
    assert similar(phone, wall, "Dinosauruksia pihalle leikkimään") == []
    assert similar(phone, wall, "pihalle") == [], "a word is no idea yet"
    assert similar(phone, wall, "Ruotsiksi lisää opastuksia") == [3]


def test_an_idea_that_is_not_for_everyone_is_never_found(phone: Phone, wall: int, room: Room) -> None:
    room.must("idea.hide", idea=1, reason="test")
    assert similar(phone, wall) == [], "hidden"
    room.must("undo")
    assert similar(phone, wall) == [1]
    room.must("idea.merge", into=2, ideas=[1])
    assert similar(phone, wall) == [], "merged away"
    room.must("undo")
    room.must("idea.review", idea=1)
    assert similar(phone, wall) == [], "waits"
    room.must("idea.show", idea=1)
    room.must("idea.withdraw", room.comes("ada"), idea=1)
    assert similar(phone, wall) == [], "taken back"


def test_what_is_hidden_after_it_was_read_is_not_found_either(
    phone: Phone, wall: int, room: Room, services: Services
) -> None:
    services.similar = SimilarIdeas(clock=lambda: 0.0)
    assert similar(phone, wall) == [1]
    room.must("idea.hide", idea=1, reason="test")
    assert similar(phone, wall) == []


def test_own_ideas_and_supported_ones_are_not_found(phone: Phone, wall: int, room: Room) -> None:
    room.must("idea.support", whose(phone), idea=1, supports=True)
    assert similar(phone, wall) == []
    room.must("idea.add", whose(phone), activity=wall, text="Minusta museon pihalle pieni kahvila")
    assert similar(phone, wall) == []
    room.must("idea.support", whose(phone), idea=1, supports=False)
    assert similar(phone, wall) == [1]


def test_the_page_shows_what_becomes_of_a_supported_idea(phone: Phone, wall: int, room: Room) -> None:
    room.must("idea.support", whose(phone), idea=2, supports=True)
    assert "Kannatat tätä ideaa" in phone.look()
    assert "Ideaa ei voi enää muuttaa" not in phone.look()
    room.must("idea.merge", into=1, ideas=[2])
    assert "Yhdistetty ideaan 1" in phone.look()
    room.must("undo")
    room.must("idea.hide", idea=2, reason="test")
    page = phone.look()
    assert "Idea ei ole enää näkyvissä" in page and "Sauna laivaan" not in page


def test_a_page_without_scripts_supports_no_more_also_what_its_author_took_back(
    phone: Phone, wall: int, room: Room
) -> None:
    for idea in (2, 3):
        room.must("idea.support", whose(phone), idea=idea, supports=True)
    room.must("idea.withdraw", room.comes("ada"), idea=2)
    page = phone.look()
    assert "Idea ei ole enää näkyvissä" in page and page.count("En kannata enää ideaa") == 2
    assert phone.send("/idea/2", act="unsupport").status_code == 303
    assert "Idea ei ole enää näkyvissä" not in phone.look()
    room.must("agenda.go", activity=room.step("clusters"))
    assert 'action="/j/' + phone.code + '/idea/3"' in phone.look(), "a form of its own, where the page has no field"
    room.must("forum.end")
    page = phone.look()
    assert "Kannatat tätä ideaa" in page and "En kannata enää ideaa" not in page


def whose(phone: Phone) -> Credentials:
    cookie = phone.client.get_cookie("device")
    assert cookie
    return Credentials(device=cookie.value)


def test_nothing_is_found_where_ideas_are_kept_back_or_in_another_activity(phone: Phone, wall: int, room: Room) -> None:
    assert similar(phone, room.step("ideas", 1)) == []
    private = room.step("ideas", 1)
    room.must("agenda.go", activity=private)
    room.must("idea.add", room.comes("ada"), activity=private, text=WRITTEN)
    assert similar(phone, private) == []


def test_another_forums_ideas_are_never_found_nor_forgotten(
    phone: Phone, wall: int, room: Room, client: FlaskClient, services: Services
) -> None:
    other = furnish(room.engine, forum_templates.load("forum-1"))
    found = similar(phone, wall)
    stranger = Phone(client.application.test_client(), other)
    stranger.client.environ_base["HTTP_HOST"] = client.environ_base["HTTP_HOST"]
    stranger.look()
    assert found and similar(stranger, wall) == []
    with reading(room.engine) as db:
        person = db.scalar(select(Participant.id).where(Participant.forum == other.forum)) or 0
        for activity in range(10**6, 10**6 + 17):
            assert services.similar.of(db, person, activity, WRITTEN) == []
    assert list(services.similar._kept) == [wall] and similar(phone, wall) == found


def test_nothing_is_found_where_nobody_writes_any_more(phone: Phone, wall: int, room: Room) -> None:
    assert similar(phone, wall)
    room.must("activity.close", activity=wall)
    assert similar(phone, wall) == []


def test_a_covered_part_is_not_searched(phone: Phone, wall: int, room: Room) -> None:
    said = "Kysy lisää illalla: kalle.hamalainen@esimerkki.fi"
    room.must("idea.mask", idea=room.must("idea.add", room.comes("ada"), activity=wall, text=said)["idea"])
    assert similar(phone, wall, "kalle hamalainen esimerkki") == []


@pytest.mark.parametrize(
    ("activity", "text", "code"),
    [
        ("x", WRITTEN, "malformed"),
        (None, WRITTEN, "malformed"),
        (True, WRITTEN, "malformed"),
        (10**30, WRITTEN, "malformed"),
        (1, 7, "malformed"),
        (1, "x" * 281, "too_long"),
        (1, " \n", "empty"),
        (1, "\ud800", "text_unreadable"),
    ],
)
def test_other_questions_are_refused(phone: Phone, activity: object, text: object, code: str) -> None:
    assert ask(phone, activity, text).get_json()["code"] == code


def test_strangers_and_the_hasty_get_no_answer(phone: Phone, wall: int, client: FlaskClient, room: Room) -> None:
    codes = {ask(phone, wall).status_code for _ in range(8)}
    assert codes == {200, 429}
    with reading(room.engine) as db:
        assert db.scalars(select(Participant.id)).all()
    client.delete_cookie("device")
    assert client.post(f"/j/{phone.code}/similar", json={"activity": wall, "text": WRITTEN}).status_code == 403


def test_under_load_phones_get_nothing_instead_of_waiting(phone: Phone, wall: int, services: Services) -> None:
    services.similar_waiting = MOST_WAITING
    assert similar(phone, wall) == []
    services.similar_waiting = 0
    assert similar(phone, wall) == [1]


def test_the_server_needs_no_numpy_for_it() -> None:
    said = "import sys, workshop.projections.similar_ideas; sys.exit('numpy' in sys.modules)"
    assert run([sys.executable, "-c", said]).returncode == 0
