"""Deleting personal data in the office, on the day or now; the dashboard and the privacy page say when."""

import html
import re
import time

import pytest
from flask.testing import FlaskClient

from tests.conftest import Room, minute_of
from tests.pages.test_office import Browser, kaisa, stranger
from tests.pages.test_phone import Phone
from workshop.storage.database import reading
from workshop.storage.tables import Forum

__all__ = ["kaisa", "stranger"]
DAY = 24 * 3_600_000


@pytest.fixture
def path(room: Room) -> str:
    with reading(room.engine) as db:
        return f"/office/forum/{db.get_one(Forum, room.forum).ref}/personal-data"


def row(room: Room) -> Forum:
    with reading(room.engine) as db:
        found = db.get_one(Forum, room.forum)
        db.expunge(found)
        return found


def test_an_organiser_sets_the_day_and_deletes_now(room: Room, kaisa: Browser, path: str) -> None:
    room.comes("ada")
    assert f'href="{path}"' in kaisa.text(path.removesuffix("/personal-data"))
    assert "Poista henkilötiedot nyt" not in kaisa.text(path), "the forum has not ended"
    kaisa.post(path, path, date="2050-05-06")
    assert 'value="2050-05-06"' in kaisa.text(path) and "6.5.2050" in kaisa.text(path)
    wrong = kaisa.post(path, path, date="2020-01-01")
    assert wrong.status_code == 422 and 'value="2020-01-01"' in wrong.get_data(True)
    kaisa.post(path, path, date="")
    assert row(room).personal_until is None
    room.must("forum.end")
    assert kaisa.post(path, path, act="delete").status_code == 422 and row(room).personal_deleted_at is None
    kaisa.post(path, path, act="delete", sure="yes")
    assert row(room).personal_deleted_at is not None
    page = kaisa.text(path)
    assert "Henkilötiedot on poistettu" in page and 'name="sure"' not in page


def test_the_first_page_says_it_a_month_before(room: Room, kaisa: Browser, path: str) -> None:
    room.comes("ada")
    room.must("forum.end")
    now = minute_of(round(time.time()) * 1000)
    room.must("personal.until", at=now + 32 * DAY)
    assert "Henkilötiedot poistetaan pian" not in kaisa.text("/office")
    room.must("personal.until", at=now + 29 * DAY)
    page = kaisa.text("/office")
    assert re.search(rf'<a href="{path}">Henkilötiedot poistetaan pian', page)
    room.now += DAY
    room.must("personal.delete")
    assert "Henkilötiedot poistetaan pian" not in kaisa.text("/office")


def test_the_privacy_page_names_the_day_to_those_who_are_in_the_forum(client: FlaskClient, room: Room) -> None:
    room.must("personal.until", at=2_535_000_000_000)
    phone = Phone(client, room)
    page = html.unescape(client.get(f"/privacy?code={phone.code}&lang=fi").text)
    assert "Tässä foorumissa puhelimien tunnukset" in page and "2050" in page
    client.delete_cookie("device")
    assert "Tässä foorumissa" not in client.get(f"/privacy?code={phone.code}&lang=fi").text
