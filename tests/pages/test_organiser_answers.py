"""Answering ideas in the office, with plain forms: one idea, several, a whole theme; what is left; the date."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.conftest import Room
from tests.pages.test_office import Browser, new_account
from workshop.pages.base import Services
from workshop.projections import organiser_answers
from workshop.projections.organiser_answers import GivenAnswer
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Forum, Idea


class Desk:
    """An organiser at the answers of the room's forum: ideas 1 and 2 in theme A, 3 in none."""

    def __init__(self, room: Room, browser: Browser) -> None:
        self.room, self.browser = room, browser
        with reading(room.engine) as db:
            self.page = f"/office/forum/{db.get_one(Forum, room.forum).ref}/answers"
        step = room.step("ideas", 1)
        room.must("agenda.go", activity=step)
        for text in ("Kahvila", "Sauna", "Ratikka <b>"):
            room.must("idea.enter", activity=step, text=text, source="paper")
        room.must("activity.reveal", activity=step)
        room.must("cluster.add", title="Viihtyminen", ideas=[1, 2])
        self.step = f"step-{step}"

    def text(self, query: str = "") -> str:
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.browser.text(self.page + query))).split())

    def send(self, path: str = "", **fields: object) -> str:
        """Where the form led to, or the sentence with which it was refused."""
        answer = self.browser.post(self.page + path, self.page, **fields)
        told = re.search(r'role="alert"[^>]*>([^<]+)', answer.text)
        return answer.location or unescape(told[1] if told else answer.text)

    def answer(self, idea: int) -> GivenAnswer | None:
        with reading(self.room.engine) as db:
            return organiser_answers.of_forum(db, self.room.forum).of_idea(idea)

    def statuses(self) -> list[str]:
        found = [self.answer(idea) for idea in (1, 2, 3)]
        return [one.status if one else "" for one in found]


@pytest.fixture
def desk(client: FlaskClient, services: Services, room: Room) -> Desk:
    new_account(services)
    browser = Browser(client)
    browser.sign_in()
    return Desk(room, browser)


def test_ideas_stand_by_theme_and_what_is_decided_leaves_the_list(desk: Desk) -> None:
    page = desk.text()
    assert "0 / 3 ideaan on vastattu" in page
    assert page.index("A Viihtyminen") < page.index("1 Kahvila") < page.index("2 Sauna") < page.index("3 Ratikka <b>")
    assert desk.send(idea=["1", "3"], status="done", **{"words-fi": "Avattu keväällä"}).endswith("?done=answer")
    page = desk.text("?done=answer")
    assert "2 / 3 ideaan on vastattu" in page and "1 odottaa vastausta" in page and "Vastaus on tallennettu." in page
    assert "Kahvila" not in page and "2 Sauna" in page
    assert "Toteutunut" in desk.text("?show=all") and "Avattu keväällä" in desk.text("?show=all")


def test_words_of_another_script_are_not_said_to_be_finnish(desk: Desk) -> None:
    step = int(desk.step.removeprefix("step-"))
    idea = desk.room.must("idea.enter", activity=step, text="مقهى", source="paper")["idea"]
    desk.room.must("cluster.add", title="ליל", ideas=[idea])
    page = desk.browser.text(desk.page)
    assert '</bdi> <span lang="">مقهى</span>' in page and '<span dir="auto" lang="">ליל</span>' in page


def test_a_theme_without_a_name_is_called_so(desk: Desk) -> None:
    desk.room.must("cluster.add", title="", ideas=[3])
    assert "B Nimetön teema 1 idea" in desk.text()


def test_a_whole_theme_and_all_without_one_are_answered_at_once(desk: Desk) -> None:
    desk.send(part="theme-1", status="progress")
    assert desk.statuses() == ["progress", "progress", ""]
    desk.send(part=desk.step, status="not_now", **{"words-fi": "Ei ole rahaa", "words-sv": "Inga pengar"})
    assert desk.statuses() == ["progress", "progress", "not_now"]
    assert "Kaikkiin ideoihin on vastattu." in desk.text()
    late = desk.answer(3)
    assert late is not None and late.words == {"fi": "Ei ole rahaa", "sv": "Inga pengar"}


def test_an_answer_is_opened_changed_and_taken_back(desk: Desk) -> None:
    desk.send(idea="2", status="not_now", departure="yes", **{"words-fi": "Palomääräys"})
    opened = desk.browser.text(desk.page + "?idea=2")
    assert re.search(r'value="not_now" required checked', opened) and "Palomääräys</textarea>" in opened
    assert re.search(r'name="departure" value="yes" checked', opened)
    assert re.search(r'name="idea" value="2" checked', opened)
    desk.send(idea="2", status="received")
    assert desk.statuses() == ["", "", ""]


def test_what_is_refused_keeps_what_was_chosen_and_typed(desk: Desk) -> None:
    fields = {"idea": "1", "part": "theme-1", "status": "not_now", "departure": "yes", "words-fi": "  "}
    answer = desk.browser.post(desk.page, desk.page, **fields)
    assert answer.status_code == 422 and "Kirjoita perustelu ainakin yhdellä kielellä" in answer.text
    assert 'name="idea" value="1" checked' in answer.text and 'value="theme-1" checked' in answer.text
    assert desk.send(status="done") == "Valitse ensin ideat tai teemat, joihin vastaat."
    assert "merkkiä liian pitkä" in desk.send(idea="1", status="done", **{"words-fi": "x" * 700})
    for wrong in (
        {"idea": "1", "status": "maybe"},
        {"idea": "99", "status": "done"},
        {"part": "theme-x", "status": "done"},
    ):
        assert not desk.send(**wrong).startswith("/")
    assert desk.statuses() == ["", "", ""]


def test_a_form_that_is_sent_twice_answers_once(desk: Desk) -> None:
    fields = {"idea": "1", "part": "theme-1", "status": "done", "once": "the-same-form"}
    desk.send(**fields)
    desk.send(**fields)
    with reading(desk.room.engine) as db:
        assert len(organiser_answers.of_forum(db, desk.room.forum).history(1)) == 2


def test_a_date_is_promised_and_taken_back(desk: Desk) -> None:
    assert desk.send("/by", date="2027-03-31").endswith("?done=answer_by")
    assert 'value="2027-03-31"' in desk.browser.text(desk.page)
    assert desk.send("/by", date="31.2.2027").startswith("Päivää ei ymmärretty")
    desk.send("/by", date="")
    assert 'id="date" name="date" type="date" value=""' in desk.browser.text(desk.page)


def test_only_organisers_are_let_in(client: FlaskClient, room: Room) -> None:
    with reading(room.engine) as db:
        page = f"/office/forum/{db.get_one(Forum, room.forum).ref}/answers"
    assert client.get(page).location.startswith("/office/sign-in")


def test_six_hundred_ideas_are_answered_with_one_form(desk: Desk) -> None:
    with transaction(desk.room.engine) as db:
        row = db.get_one(Idea, 1)
        same = {column: getattr(row, column) for column in ("forum", "activity", "key", "source", "state", "flags")}
        for number in range(4, 601):
            db.add(Idea(**same, number=number, text=f"Idea {number}", created_at=number))
    desk.room.must("ideas.pause", on=True)
    page = desk.text()
    assert "0 / 600 ideaan on vastattu" in page and "600 Idea 600" in page
    assert desk.send(idea=[str(one) for one in range(1, 601)], status="done").endswith("?done=answer")
    assert "600 / 600 ideaan on vastattu" in desk.text()
