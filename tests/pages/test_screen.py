"""The screen's page and its join card: found by the secret in the link only, and the only place that contains the QR's
secret."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import Room
from workshop.access import base_url_and_allowed_hosts, qr_payloads
from workshop.i18n import catalogues
from workshop.pages import screen
from workshop.pages.base import Services
from workshop.storage.database import reading
from workshop.storage.tables import Forum

URL = "http://192.168.1.20:5999"


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hall's network that is the same on every machine."""
    monkeypatch.setattr(
        base_url_and_allowed_hosts, "best", lambda settings, port, override=None, network=None: override or URL
    )


def row(room: Room) -> dict[str, Any]:
    with reading(room.engine) as db:
        forum = db.get_one(Forum, room.forum)
        return {name: getattr(forum, name) for name in ("screen_token", "join_secret", "code", "title")}


def edit(room: Room, **changed: Any) -> None:
    fields = {
        "title": {"fi": "Unelmien museo"},
        "intro": {},
        "languages": ["fi", "sv", "en"],
        "screen_languages": ["fi", "sv"],
        "wifi_network": "",
        "wifi_password": "",
        "series": None,
        "version": 1,
        **changed,
    }
    room.must("forum.edit", **fields)


def boot(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="boot">(.*?)</script>', text, re.S)
    assert found
    return dict(json.loads(found[1]))


def test_an_unknown_link_is_refused_in_words(client: FlaskClient, room: Room) -> None:
    for path in ("/screen/not-a-link", "/screen/not-a-link/card"):
        answer = client.get(path)
        assert answer.status_code == 404
    assert catalogues.say("fi", "refusal.page")[:20] in client.get(
        "/screen/not-a-link", headers={"Accept-Language": "fi"}
    ).get_data(True)


def test_the_page_stands_before_its_script(client: FlaskClient, room: Room) -> None:
    known = row(room)
    answer = client.get(f"/screen/{known['screen_token']}")
    text = answer.get_data(True)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<html lang="fi">' in text
    assert known["title"]["fi"] in text and "192.168.1.20:5999" in text
    assert f"<span>{known['code'][:3]}</span><span>{known['code'][3:]}</span>" in text
    facts = boot(text)
    assert (facts["page"], facts["forum"], facts["token"]) == ("screen", room.forum, known["screen_token"])
    assert facts["cards"] == f"/screen/{known['screen_token']}/card"
    assert facts["card"]["code"] == known["code"]


def test_the_joining_secret_is_nowhere_in_letters(client: FlaskClient, room: Room) -> None:
    known = row(room)
    for path in ("", "/card"):
        text = client.get(f"/screen/{known['screen_token']}{path}").get_data(True)
        assert known["join_secret"].lower() not in text.lower()


def test_the_theme_of_the_address(client: FlaskClient, room: Room) -> None:
    path = f"/screen/{row(room)['screen_token']}"
    assert 'data-theme="dark"' in client.get(path + "?theme=dark").get_data(True)
    assert "data-theme" not in client.get(path + "?theme=%22onload").get_data(True)


def test_the_card_follows_the_forum(client: FlaskClient, room: Room) -> None:
    path = f"/screen/{row(room)['screen_token']}/card"
    first = client.get(path).get_json()
    assert first["wifi"] is None and first["host"] == "192.168.1.20:5999"
    room.must("join.renew", secret="B" * 26)
    edit(room, wifi_network="Museo; foorumi", wifi_password="tuomiokirkko", screen_languages=["sv", "en"])
    second = client.get(path).get_json()
    assert second["qr"]["path"] != first["qr"]["path"]
    assert second["wifi"]["network"] == "Museo; foorumi" and second["wifi"]["qr"]["size"] > 20
    assert [one["lang"] for one in second["languages"]] == ["sv", "en"]
    assert client.get(second["languages"][0]["words"]).get_json()["lang"] == "sv"


def test_what_happens_next_is_on_the_card_once_the_results_are_published(client: FlaskClient, room: Room) -> None:
    path = f"/screen/{row(room)['screen_token']}/card"
    room.must("forum.end")
    for version, (published, month) in enumerate(((False, "tammi"), (True, "tammi"), (True, "helmi")), start=1):
        told = {"fi": f"Kerromme {month}kuussa."}
        before = room.sees("everyone")["forum"][str(room.forum)]
        room.must("results.edit", slug="museo", next_steps=told, published=published, indexed=False, version=version)
        card = client.get(path).get_json()
        assert (card["published"], card["next"]) == (published, told if published else {}), "both in one picture"
        assert room.sees("everyone")["forum"][str(room.forum)] != before, "screens fetch the card anew"


def test_where_people_need_a_ticket_the_card_has_no_code_for_all(client: FlaskClient, room: Room) -> None:
    known = row(room)
    path = f"/screen/{known['screen_token']}"
    before = room.sees("everyone")["forum"][str(room.forum)]["card"]
    room.must("tickets.require", required=True)
    card = client.get(f"{path}/card").get_json()
    assert (card["by_ticket"], card["code"], card["qr"], card["host"]) == (True, "", None, "192.168.1.20:5999")
    page = client.get(path).get_data(True)
    assert "osallistuja\xadkortilla" in page and str(known["code"])[:3] not in page.replace(path, "")
    assert room.sees("everyone")["forum"][str(room.forum)]["card"] != before, "screens fetch the card anew"


def test_the_chosen_address_is_the_one_in_the_code(client: FlaskClient, room: Room) -> None:
    path = f"/screen/{row(room)['screen_token']}/card"
    before = client.get(path).get_json()
    room.must("join.address", url="http://10.0.0.7:5999")
    after = client.get(path).get_json()
    assert after["host"] == "10.0.0.7:5999" and after["qr"]["path"] != before["qr"]["path"]


def test_without_an_address_there_is_no_qr(
    services: Services, client: FlaskClient, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base_url_and_allowed_hosts, "best", lambda *args, **kwargs: None)
    known = row(room)
    card = client.get(f"/screen/{known['screen_token']}/card").get_json()
    assert (card["url"], card["host"], card["qr"]) == ("", "", None)
    assert known["code"][:3] in client.get(f"/screen/{known['screen_token']}").get_data(True)


def test_the_code_stays_coarse() -> None:
    """Version 5 or less, level M: at most 37 modules a side, and the margin."""
    payload = qr_payloads.qr_payload("http://192.168.100.200:5000", "A" * 26)
    assert screen._qr(payload)["size"] <= 37 + 8
