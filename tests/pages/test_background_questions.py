"""The page of background questions on a phone without scripts, and in the office."""

import html
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import Room
from tests.pages.test_office import Browser, new_account
from tests.pages.test_phone import Phone
from workshop.administrator_requests.base import Admin
from workshop.administrator_requests.exports import export_forum
from workshop.contract.commands import BackgroundQuestion
from workshop.pages.base import Services
from workshop.storage.database import reading
from workshop.storage.tables import Forum, background_answer

LINK = "Vapaaehtoiset taustakysymykset"
QUESTIONS = [
    BackgroundQuestion(words={"fi": "Ikä?"}, choices=[{"fi": "Alle <30>"}, {"fi": "30 tai yli"}]),
    BackgroundQuestion(words={"fi": "Ensi kertaa?", "sv": "Första gången?"}, choices=[{"fi": "Kyllä"}, {"fi": "En"}]),
]


def asks(room: Room) -> None:
    room.must("background.edit", questions=QUESTIONS, version=1)


def opened(phone: Phone) -> str:
    phone.page = phone.client.get(f"/j/{phone.code}/background")
    return html.unescape(phone.page.text)


def sent(phone: Phone, **fields: str) -> str:
    answer = phone.send("/background", version=phone.hidden("version"), **fields)
    return opened(phone) if answer.status_code == 303 else html.unescape(answer.text)


def checked(page: str) -> list[str]:
    return re.findall(r'name="(answer-\d)" value="(\d?)" checked', page)


def stored(room: Room) -> list[tuple[int, int]]:
    with reading(room.engine) as db:
        rows = db.execute(select(background_answer.c.question, background_answer.c.choice))
        return sorted((row.question, row.choice) for row in rows)


def test_a_phone_leads_to_them_below_everything_once_they_are_asked(client: FlaskClient, room: Room) -> None:
    phone = Phone(client, room)
    link = re.compile(rf'<p id="background" class="links"( hidden)?><a href="/j/{phone.code}/background"')
    before = link.search(phone.look())
    assert before and before[1]
    assert client.get(f"/j/{phone.code}/background").status_code == 404
    asks(room)
    page = phone.look()
    after = link.search(page)
    assert after and not after[1] and LINK in page
    assert page.index('id="work"') < page.index('id="background"')


def test_the_page_says_when_the_forum_has_begun(client: FlaskClient, room: Room) -> None:
    """Loaded before, its script asks; loaded later, it says so without a script."""
    phone = Phone(client, room)
    asks(room)
    phone.look()
    notice = re.compile(r'<p class="note"( hidden)?>Foorumi on alkanut\.')

    def told() -> tuple[bool, bool]:
        found = notice.search(opened(phone))
        asked = client.get(f"/j/{phone.code}/background/begun")
        assert found and asked.json
        return not found[1], asked.json["begun"]

    assert told() == (False, False)
    room.must("agenda.go", activity=room.step("welcome"))
    assert told() == (True, True)
    room.must("forum.end")
    assert told() == (False, False)
    stranger = client.application.test_client()
    assert stranger.get(f"/j/{phone.code}/background/begun").status_code != 200, "only for who is in"


def test_they_are_answered_changed_skipped_and_deleted_without_scripts(client: FlaskClient, room: Room) -> None:
    phone = Phone(client, room)
    asks(room)
    page = opened(phone)
    assert "Vastaaminen on vapaaehtoista" in page and "Poista vastaukseni" not in page and "Alle <30>" in page
    assert checked(page) == [("answer-1", ""), ("answer-2", "")]
    page = sent(phone, **{"answer-1": "2", "answer-2": ""})
    assert checked(page) == [("answer-1", "2"), ("answer-2", "")] and stored(room) == [(1, 2)]
    assert checked(sent(phone, **{"answer-1": "", "answer-2": "1"})) == [("answer-1", ""), ("answer-2", "1")]
    page = sent(phone, act="delete", **{"answer-1": "1", "answer-2": "1"})
    assert stored(room) == [] and "Poista vastaukseni" not in page


def test_who_has_answered_is_back_on_the_forums_page_which_says_so(client: FlaskClient, room: Room) -> None:
    phone = Phone(client, room)
    asks(room)
    for fields, said in (({"answer-1": "2"}, "tallennettu"), ({"act": "delete"}, "poistettu")):
        opened(phone)
        answer = phone.send("/background", version=phone.hidden("version"), **fields)
        assert answer.status_code == 303
        page = html.unescape(client.get(str(answer.location)).text)
        assert f"Vastauksesi on {said}." in page and 'id="boot"' in page, "a page that is called back"


@pytest.mark.parametrize("choice", ["0", "-1", "3", "9007199254740992"])
def test_a_choice_that_is_not_there_is_not_stored(client: FlaskClient, room: Room, choice: str) -> None:
    phone = Phone(client, room)
    asks(room)
    opened(phone)
    phone.send("/background", version=phone.hidden("version"), **{"answer-1": choice})
    assert stored(room) == []


def test_an_answer_to_other_questions_is_not_taken(client: FlaskClient, room: Room) -> None:
    phone = Phone(client, room)
    asks(room)
    opened(phone)
    room.must("background.edit", questions=QUESTIONS[::-1], version=2)
    assert "Näet nyt uusimman version" in sent(phone, **{"answer-1": "1"})
    assert stored(room) == []


def test_after_the_end_they_are_only_deleted(client: FlaskClient, room: Room) -> None:
    phone = Phone(client, room)
    asks(room)
    opened(phone)
    sent(phone, **{"answer-1": "1"})
    room.must("forum.end")
    page = opened(phone)
    assert "ei voi enää vastata" in page and page.count(" disabled>") == 6
    assert "ei voi enää vastata" in sent(phone, **{"answer-1": "2"}) and stored(room) == [(1, 1)]
    sent(phone, act="delete")
    assert stored(room) == []


class Desk:
    """An organiser at the page of one forum."""

    def __init__(self, room: Room, browser: Browser) -> None:
        with reading(room.engine) as db:
            self.ref = db.get_one(Forum, room.forum).ref
        self.browser, self.path = browser, f"/office/forum/{self.ref}/background"

    def text(self, query: str = "") -> str:
        return self.browser.text(self.path + query)

    def send(self, query: str = "", **fields: str) -> str:
        page = self.text(query)
        hidden = dict(re.findall(r'name="(at|version)" value="(\d+)"', page))
        answer = self.browser.post(self.path, self.path, **{**hidden, **fields})
        return self.text() if answer.status_code == 303 else html.unescape(answer.get_data(True))


@pytest.fixture
def desk(client: FlaskClient, services: Services, room: Room) -> Desk:
    new_account(services)
    browser = Browser(client)
    browser.sign_in()
    return Desk(room, browser)


def questions(room: Room, ref: str = "") -> list[tuple[str, list[str]]]:
    with reading(room.engine) as db:
        row = db.scalars(select(Forum).where(Forum.ref == ref)).one() if ref else db.get_one(Forum, room.forum)
        return [(one["words"]["fi"], [words["fi"] for words in one["choices"]]) for one in row.background]


def test_an_organiser_adds_changes_and_removes_questions_and_a_copy_takes_them_along(desk: Desk, room: Room) -> None:
    assert f'href="{desk.path}"' in desk.browser.text(f"/office/forum/{desk.ref}")
    wrong = desk.send(**{"words-fi": "Ikä?", "choices-fi": "Alle 30\n30 tai yli", "choices-sv": "Under 30"})
    assert "yhtä monta vaihtoehtoa" in wrong and "Alle 30\n30 tai yli" in wrong
    desk.send(**{"words-fi": "Ikä?", "choices-fi": "Alle 30\n\n 30 tai yli \n"})
    desk.send(**{"words-fi": "Ensi kertaa?", "choices-fi": "Kyllä\nEn", "choices-sv": "Ja\nNej"})
    assert questions(room) == [("Ikä?", ["Alle 30", "30 tai yli"]), ("Ensi kertaa?", ["Kyllä", "En"])]
    assert "Kyllä\nEn" in desk.text("?open=2")
    desk.send("?open=1", **{"words-fi": "Ikäsi?", "choices-fi": "Alle 30\n30 tai yli"})
    copied = desk.browser.post(f"/office/forum/{desk.ref}/copy", f"/office/forum/{desk.ref}/copy", **{"title-fi": "B"})
    assert questions(room, str(copied.location).rsplit("/", 1)[1])[0] == ("Ikäsi?", ["Alle 30", "30 tai yli"])
    desk.send("?open=1", act="remove")
    assert questions(room) == [("Ensi kertaa?", ["Kyllä", "En"])]


@pytest.mark.parametrize("way", ["summary", "download/json", "terminal"])
def test_results_that_are_opened_after_the_end_settle_them(
    desk: Desk, room: Room, services: Services, way: str
) -> None:
    asks(room)

    def forum() -> tuple[str, bool, int]:
        with reading(room.engine) as db:
            row = db.get_one(Forum, room.forum)
            return row.code, row.background_counts is not None, row.log_n

    def opens() -> bool:
        if way == "terminal":
            it = Admin(services.settings, services.engine, services.writer, 5999, services.downloads)
            export_forum(it, {"code": forum()[0], "format": "json", "lang": "fi"})
        else:
            assert desk.browser.get(f"/office/forum/{desk.ref}/{way}").status_code < 400
        return forum()[1]

    assert not opens(), "while the forum goes on files have no such numbers"
    room.must("forum.end")
    assert opens()
    before = forum()
    assert opens() and forum() == before


def test_what_was_answered_is_not_changed_and_nobody_reads_it(desk: Desk, room: Room) -> None:
    asks(room)
    room.must("background.answer", room.comes("ada"), question=1, choice=2, version=2)
    page = desk.text()
    assert "voi enää lisätä" in page
    assert "Joku on jo vastannut" in desk.send("?open=1", act="remove")
    room.must("forum.end")
    assert '<form method="post" action="' + desk.path not in desk.text()
