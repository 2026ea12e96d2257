"""The privacy page and the behaviour it describes: what is stored, what a phone keeps, what is deleted with the
forum."""

import html
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import MetaData, select

from tests.conftest import Room
from tests.pages.test_phone import Phone, go, ideas
from workshop.i18n import catalogues, languages
from workshop.pages.privacy import PARTS
from workshop.storage.database import reading
from workshop.storage.tables import Row

WORDS = "Kattoterassi, josta näkee meren"


def everything_stored(room: Room) -> str:
    """Every value in every table, as text."""
    tables: MetaData = Row.metadata
    with reading(room.engine) as db:
        return "\n".join(str(tuple(row)) for table in tables.sorted_tables for row in db.execute(select(table)))


@pytest.mark.parametrize("lang", languages.LANGUAGES)
def test_it_tells_everything_in_every_language(client: FlaskClient, room: Room, lang: str) -> None:
    page = html.unescape(client.get(f"/privacy?lang={lang}").text)
    assert f'<html lang="{catalogues.html_lang(lang)}">' in page
    assert all(catalogues.say(lang, f"privacy.{part}.text", 180) in page for part in PARTS)


def test_it_stands_one_tap_from_the_joining_page_and_the_phone_and_leads_back(client: FlaskClient, room: Room) -> None:
    writer = Phone(client, room, "sv")
    for page in (writer.page.text, writer.look()):
        link = re.search(r'href="(/privacy\?[^"]+)"', html.unescape(page))
        assert link and writer.code in link[1]
        assert f'href="/j/{writer.code}"' in client.get(link[1]).text
    assert '<html lang="sv">' in client.get(link[1]).text
    assert 'href="/"' in client.get("/privacy?code=%22%3E%3Cb").text


def test_no_address_and_no_token_is_stored_and_the_cookie_ends_as_told(client: FlaskClient, room: Room) -> None:
    client.environ_base["REMOTE_ADDR"] = "10.20.30.40"
    phone = Phone(client, room)
    phone.look()
    phone.send("/idea", activity=go(room, "ideas"), key="key-of-it", text=WORDS)
    cookie = client.get_cookie("device")
    assert cookie is not None and cookie.max_age == 180 * 86_400
    stored = everything_stored(room)
    assert WORDS in stored and "10.20.30" not in stored and cookie.value not in stored


def test_a_deleted_forum_leaves_no_words_and_no_phones(client: FlaskClient, room: Room) -> None:
    phone = Phone(client, room)
    phone.look()
    phone.send("/idea", activity=go(room, "ideas"), key="key-of-it", text=WORDS)
    with reading(room.engine) as db:
        phones = [str(row.token_hash) for row in db.execute(select(Row.metadata.tables["participant"]))]
    assert ideas(room) == [WORDS] and phones
    room.must("forum.end")
    room.must("forum.remove")
    stored = everything_stored(room)
    assert not any(gone in stored for gone in (WORDS, *phones))
