"""Tickets: printed, scanned and typed; each lets one person in, once."""

import io
import re

import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import func, insert, select
from werkzeug.test import TestResponse

from tests.conftest import Room
from workshop import typesetting
from workshop.access import base_url_and_allowed_hosts, ticket_codes
from workshop.access.authentication import Credentials, desk_hash
from workshop.access.base_url_and_allowed_hosts import Candidate
from workshop.domain import join_codes
from workshop.i18n import catalogues
from workshop.pages.base import Services
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Participant, Ticket, admission, log

URL = "http://192.168.1.20:5999"
LEADER = "leader-of-the-forum"
FINNISH = {"Accept-Language": "fi", "Host": "localhost:5999"}


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hall's network that is the same on every machine."""
    monkeypatch.setattr(
        base_url_and_allowed_hosts, "candidates", lambda *_: [Candidate(URL, "192.168.1.20", "wlan0", "wifi")]
    )


@pytest.fixture
def leader(client: FlaskClient, room: Room, services: Services) -> FlaskClient:
    """A facilitator who came by a link."""
    link = room.must("link.add", secret_hash=desk_hash("secret"), label="Kaisa")["link"]
    with transaction(room.engine) as db:
        row = {"token_hash": desk_hash(LEADER), "link": link, "serial": link, "created_at": 0, "expires_at": 10**14}
        db.execute(insert(admission).values(row))
    client.set_cookie(services.cookies.desk, LEADER, domain="localhost")
    return client


def send(client: FlaskClient, page: str, path: str, **fields: str) -> TestResponse:
    """A form of a page, with its hidden fields."""
    text = client.get(page, headers=FINNISH).get_data(True)
    hidden = dict(re.findall(r'name="(csrf|once)" value="([^"]+)"', text))
    return client.post(path, data={**hidden, **fields}, headers=FINNISH)


def page_of(room: Room) -> str:
    return f"/office/forum/{room.row().ref}/tickets"


def made(leader: FlaskClient, room: Room, services: Services, count: int = 10) -> list[str]:
    """The codes of a new batch."""
    assert send(leader, page_of(room), page_of(room), count=str(count)).status_code == 303
    with reading(room.engine) as db:
        batch = db.scalar(select(Ticket.batch).order_by(Ticket.id.desc()).limit(1))
        assert batch is not None
    return ticket_codes.codes(services.secret, batch, count)


def phone(app: Flask) -> FlaskClient:
    return app.test_client()


def come(one: FlaskClient, word: str) -> TestResponse:
    """Open a ticket's address or a forum's, and join in Finnish."""
    return send(one, f"/j/{word}", f"/j/{word}", language="fi")


def stranger(name: str = "eve") -> Credentials:
    """A phone that has not joined."""
    return Credentials(device=f"device-of-{name}")


def people(room: Room) -> int:
    with reading(room.engine) as db:
        return db.scalar(select(func.count()).select_from(Participant)) or 0


def test_a_ticket_lets_one_person_in_once(room: Room, leader: FlaskClient, app: Flask, services: Services) -> None:
    first, second = made(leader, room, services)[:2]
    ada = phone(app)
    assert come(ada, first).location == f"/j/{room.row().code}"
    assert people(room) == 1
    ben = phone(app)
    answer = ben.get(f"/J/{first}", headers=FINNISH)
    assert answer.status_code == 422 and catalogues.say("fi", "refusal.ticket_used") in answer.get_data(True)
    assert ada.get(f"/j/{second}", headers=FINNISH).location == f"/j/{room.row().code}", "who is in uses up no other"
    assert come(ben, second).status_code == 303 and people(room) == 2
    again = ada.get(f"/j/{first}", headers=FINNISH)
    assert again.location == f"/j/{room.row().code}", "the same phone comes back by its ticket"


def test_where_tickets_are_required_the_code_lets_nobody_in(
    room: Room, leader: FlaskClient, app: Flask, services: Services
) -> None:
    code = made(leader, room, services)[0]
    room.comes("early")
    assert send(leader, page_of(room), f"{page_of(room)}/require", required="yes").status_code == 303
    word = room.row().code
    ada = phone(app)
    page = ada.get(f"/j/{word}", headers=FINNISH).get_data(True)
    assert catalogues.say("fi", "join.ticket.code") in page and 'name="language"' not in page
    assert room.do("participant.join", language="fi", who=stranger()).code == "ticket_needed"
    typed = ada.get(f"/?code={code[:3]}+{code[3:6].lower()}-{code[6:]}", headers=FINNISH)
    assert typed.location.startswith(f"/j/{code}")
    assert come(ada, code).status_code == 303
    assert people(room) == 2
    send(leader, page_of(room), f"{page_of(room)}/require", required="")
    assert come(phone(app), word).status_code == 303


def test_a_revoked_batch_admits_nobody_and_who_is_in_stays(
    room: Room, leader: FlaskClient, app: Flask, services: Services
) -> None:
    first, second = made(leader, room, services)[:2]
    ada = phone(app)
    come(ada, first)
    with reading(room.engine) as db:
        batch = str(db.scalar(select(Ticket.batch)))
    assert send(leader, page_of(room), f"{page_of(room)}/revoke", batch=batch).status_code == 303
    assert phone(app).get(f"/j/{second}", headers=FINNISH).status_code == 422
    assert ada.get(f"/j/{room.row().code}", headers=FINNISH).status_code == 200
    assert leader.get(f"{page_of(room)}/{batch}.pdf").status_code == 404, "nothing to print any more"
    assert room.do("tickets.revoke", batch="unknown").code == "gone"


def test_a_batch_is_printed_without_the_used_ones_and_again_with_the_same_codes(
    room: Room, leader: FlaskClient, app: Flask, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = made(leader, room, services)
    come(phone(app), codes[0])
    with reading(room.engine) as db:
        batch = str(db.scalar(select(Ticket.batch)))
    printed = []
    kept = typesetting.pdf
    monkeypatch.setattr(typesetting, "pdf", lambda name, data: printed.append(data) or kept(name, data))
    assert leader.get(f"{page_of(room)}/{batch}.pdf").mimetype == "application/pdf"
    assert [card["number"] for card in printed[0]["cards"]] == [str(number) for number in range(2, 11)]
    picture = Image.open(io.BytesIO(typesetting.png("tickets", printed[0], 110)[0]))
    assert {one.text for one in zxingcpp.read_barcodes(picture)} == {f"{URL}/J/{code}" for code in codes[1:9]}


def test_two_people_with_one_ticket_in_the_same_moment(room: Room, leader: FlaskClient, services: Services) -> None:
    code = made(leader, room, services)[0]
    both = [room.do("participant.join", language="fi", ticket=code, who=stranger(name)) for name in ("a", "b")]
    assert [answer.code for answer in both] == ["", "ticket_used"]


def test_the_log_and_the_tables_hold_no_code(room: Room, leader: FlaskClient, app: Flask, services: Services) -> None:
    code = made(leader, room, services)[0]
    come(phone(app), code)
    with reading(room.engine) as db:
        said = " ".join(str(row) for row in db.execute(select(log))) + str(db.execute(select(Ticket.__table__)).all())
    assert code not in said and ticket_codes.code_hash(code) in said


@pytest.mark.parametrize("count", ["9", "201", "x", "-1"])
def test_a_batch_of_another_size_is_refused(count: str, room: Room, leader: FlaskClient) -> None:
    answer = send(leader, page_of(room), page_of(room), count=count)
    assert answer.status_code == 422 and catalogues.say("fi", "refusal.ticket_count", 200, least=10) in answer.get_data(
        True
    )


def test_a_form_sent_twice_makes_one_batch(room: Room, leader: FlaskClient) -> None:
    text = leader.get(page_of(room), headers=FINNISH).get_data(True)
    hidden = dict(re.findall(r'name="(csrf|once)" value="([^"]+)"', text))
    for _ in range(2):
        assert leader.post(page_of(room), data={**hidden, "count": "10"}, headers=FINNISH).status_code == 303
    with reading(room.engine) as db:
        assert db.scalar(select(func.count()).select_from(Ticket)) == 10


def test_a_guessed_ticket_is_counted_as_a_wrong_code(room: Room, app: Flask) -> None:
    guess = "A" * join_codes.TICKET_LENGTH
    answer = phone(app).get(f"/j/{guess}", headers=FINNISH)
    assert answer.status_code == 404 and catalogues.say("fi", "refusal.ticket_unknown", code=guess) in answer.get_data(
        True
    )


def test_only_who_leads_the_forum_sees_its_tickets(room: Room, leader: FlaskClient, app: Flask) -> None:
    assert phone(app).get(page_of(room), headers=FINNISH).status_code in (401, 403)
