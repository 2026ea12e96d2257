"""The console's page: who is admitted, and the secrets that only it may create."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import Room
from workshop.access import base_url_and_allowed_hosts, facilitator_links
from workshop.access.authentication import desk_hash
from workshop.access.base_url_and_allowed_hosts import Candidate
from workshop.i18n import catalogues
from workshop.pages import console
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Account, Forum, admission

URL = "http://192.168.1.20:5999"
OTHER = "http://10.0.0.7:5999"
HOUR = 3_600_000
MALFORMED = {"ok": False, "code": "malformed", "facts": {}}


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hall's network that is the same on every machine."""
    both = [Candidate(URL, "192.168.1.20", "wlan0", "wifi"), Candidate(OTHER, "10.0.0.7", "eth0", "cable")]
    monkeypatch.setattr(console, "base_url", lambda settings, port, override="": override or URL)
    monkeypatch.setattr(console, "candidates", lambda port, bind: both)
    monkeypatch.setattr(base_url_and_allowed_hosts, "candidates", lambda *_: both)


def ref(room: Room) -> str:
    with reading(room.engine) as db:
        return db.get_one(Forum, room.forum).ref


def link(room: Room, secret: str = "the-secret-of-a-link") -> str:
    made = room.must("link.add", secret_hash=desk_hash(secret), label="Kaisa")
    assert made["link"]
    return f"/console/{ref(room)}?key={secret}"


def come_in(client: FlaskClient, room: Room) -> dict[str, Any]:
    """By a link; what the page's script starts from."""
    assert client.get(link(room)).status_code == 303
    return boot(client.get(f"/console/{ref(room)}").get_data(as_text=True))


def boot(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="boot">(.*?)</script>', text, re.S)
    assert found is not None
    return dict(json.loads(found[1]))


def ask(client: FlaskClient, room: Room, what: str, start: dict[str, Any], **body: Any) -> Any:
    return client.post(f"/console/{ref(room)}/{what}", json=body, headers={"X-CSRF": start["csrf"]})


# -- admission
# ---------------------------------------------------------------------------------------------------------------


def test_a_link_admits_and_leaves_the_address(client: FlaskClient, room: Room) -> None:
    answer = client.get(link(room))
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/console/{ref(room)}"
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    page = client.get(answer.headers["Location"])
    assert page.status_code == 200
    assert "the-secret-of-a-link" not in page.get_data(as_text=True)


def test_the_language_chosen_in_the_office_is_the_consoles_and_can_be_changed_there(
    client: FlaskClient, room: Room
) -> None:
    finnish = {"Accept-Language": "fi"}
    client.get("/office/sign-in?lang=sv", headers=finnish)
    client.get(link(room), headers=finnish)

    def shown(query: str = "") -> tuple[str, str, list[str]]:
        text = client.get(f"/console/{ref(room)}{query}", headers=finnish).get_data(as_text=True)
        found = re.search(r'<html lang="(.*?)">', text)
        assert found is not None
        return found[1], boot(text)["lang"], re.findall(r'href="\?lang=(\w+)"', text)

    assert shown() == ("sv", "sv", ["fi", "en"])
    assert shown("?lang=en") == ("en", "en", ["fi", "sv"])
    assert shown() == ("en", "en", ["fi", "sv"]), "and it is kept"
    assert '<html lang="en">' in client.get("/office/sign-in", headers=finnish).get_data(as_text=True)


def test_the_page_says_what_the_script_needs_and_no_secret(client: FlaskClient, room: Room) -> None:
    start = come_in(client, room)
    assert (start["page"], start["forum"], start["url"]) == ("console", room.forum, URL)
    assert start["post"] == f"/console/{ref(room)}/do"
    assert start["candidates"][0] == {"url": URL, "host": "192.168.1.20:5999", "kind": "wifi"}
    with reading(room.engine) as db:
        forum = db.get_one(Forum, room.forum)
        assert start["screen"] == f"/screen/{forum.screen_token}"
        assert forum.join_secret not in json.dumps(start)


@pytest.mark.parametrize("way", ["nobody", "wrong key", "wrong forum", "revoked", "empty"])
def test_others_are_told_why_and_how(client: FlaskClient, room: Room, way: str) -> None:
    at = link(room)
    if way == "revoked":
        room.must("link.revoke", link=1)
    plain = at.split("?")[0]
    ways = {
        "nobody": plain,
        "wrong key": at + "x",
        "wrong forum": at.replace(ref(room), "nowhere"),
        "empty": plain + "?key=",
    }
    answer = client.get(ways.get(way, at))
    assert answer.status_code == 403
    text = answer.get_data(as_text=True)
    assert catalogues.say("fi", "refusal.rights") in text
    assert "/office/sign-in?next=" in text and "the-secret" not in text


def test_a_revoked_link_ends_those_who_came_by_it(client: FlaskClient, room: Room) -> None:
    start = come_in(client, room)
    room.must("link.revoke", link=1)
    assert client.get(f"/console/{ref(room)}").status_code == 403
    assert ask(client, room, "links", start).status_code == 401


def test_an_admission_ends_two_days_after_the_link_was_made_and_holds_a_day_at_least(room: Room) -> None:
    link(room)
    first = facilitator_links.admit(room.engine, ref(room), "the-secret-of-a-link", "", room.now + 5 * HOUR)
    second = facilitator_links.admit(room.engine, ref(room), "the-secret-of-a-link", "", room.now + 40 * HOUR)
    with reading(room.engine) as db:
        rows = {row.token_hash: (row.serial, row.expires_at - room.now) for row in db.execute(select(admission))}
    assert rows == {desk_hash(first): (1, 48 * HOUR), desk_hash(second): (1, 64 * HOUR)}


def test_a_token_that_somebody_chose_for_this_browser_does_not_come_in_with_it(client: FlaskClient, room: Room) -> None:
    client.set_cookie("desk", "chosen-by-another", domain="localhost")
    assert client.get(link(room)).status_code == 303
    assert client.get(f"/console/{ref(room)}").status_code == 200
    client.set_cookie("desk", "chosen-by-another", domain="localhost")
    assert client.get(f"/console/{ref(room)}").status_code == 403


def test_what_other_links_admitted_to_stays_open(room: Room) -> None:
    link(room)
    room.must("link.add", secret_hash=desk_hash("another link"), label="")
    first = facilitator_links.admit(room.engine, ref(room), "the-secret-of-a-link", "", room.now)
    second = facilitator_links.admit(room.engine, ref(room), "another link", first, room.now)
    with reading(room.engine) as db:
        rows = {(row.token_hash, row.serial) for row in db.execute(select(admission))}
    assert rows == {(desk_hash(first), 1), (desk_hash(second), 1), (desk_hash(second), 2)}


def test_the_screens_link_can_be_renewed(client: FlaskClient, room: Room) -> None:
    start = come_in(client, room)
    answer = ask(client, room, "screen", start).get_json()
    assert answer["ok"] and answer["screen"] != start["screen"]
    assert client.get(start["screen"]).status_code == 404
    assert client.get(start["screen"] + "/card").status_code == 404
    assert client.get(answer["screen"]).status_code == 200


def test_a_signed_in_organiser_needs_no_link(client: FlaskClient, room: Room) -> None:
    with transaction(room.engine) as db:
        db.add(Account(id=1, email="o@museo.fi", called="O", password_hash="x", created_at=0))
        db.flush()
        db.execute(
            admission.insert().values(
                token_hash=desk_hash("signed-in"), account=1, serial=0, created_at=0, expires_at=2**52
            )
        )
    client.set_cookie("desk", "signed-in", domain="localhost")
    answer = client.get(f"/console/{ref(room)}")
    assert answer.status_code == 200 and f'href="/office/forum/{ref(room)}"' in answer.text, (
        "and finds the way to the office"
    )


def test_a_link_shows_no_way_to_the_office(client: FlaskClient, room: Room) -> None:
    come_in(client, room)
    assert "/office" not in client.get(f"/console/{ref(room)}").text


# -- what only the page may make
# ---------------------------------------------------------------------------------------------


def test_a_co_facilitators_link_is_told_once(client: FlaskClient, room: Room) -> None:
    start = come_in(client, room)
    made = ask(client, room, "links", start, label="Pekka").get_json()
    assert made["ok"] and made["address"].startswith(f"{URL}/console/{ref(room)}?key=")
    assert made["qr"]["path"].startswith("M")
    seen = room.sees("facilitators")["link"]
    assert [one["label"] for one in seen.values()] == ["Kaisa", "Pekka"]
    secret = made["address"].split("key=")[1]
    assert secret not in json.dumps(seen)
    other = client.application.test_client()
    other.environ_base["HTTP_HOST"] = "localhost:5999"
    assert other.get(f"/console/{ref(room)}?key={secret}").status_code == 303


def test_the_qr_is_renewed(client: FlaskClient, room: Room) -> None:
    start = come_in(client, room)
    with reading(room.engine) as db:
        before = db.get_one(Forum, room.forum).join_secret
    assert ask(client, room, "secret", start).get_json() == {"ok": True}
    with reading(room.engine) as db:
        assert db.get_one(Forum, room.forum).join_secret != before


def test_the_address_is_one_of_this_machines(client: FlaskClient, room: Room) -> None:
    start = come_in(client, room)
    assert ask(client, room, "address", start, url=OTHER).get_json()["address"] == OTHER
    assert ask(client, room, "address", start, url="http://evil.example").status_code == 400
    with reading(room.engine) as db:
        assert db.get_one(Forum, room.forum).address == OTHER


@pytest.mark.parametrize("what", ["links", "secret", "address"])
def test_only_our_own_page_may_ask(client: FlaskClient, room: Room, what: str) -> None:
    start = come_in(client, room)
    assert client.post(f"/console/{ref(room)}/{what}", json={}).status_code == 403
    stranger = client.application.test_client()
    stranger.environ_base["HTTP_HOST"] = "localhost:5999"
    assert stranger.post(f"/console/{ref(room)}/{what}", json={}, headers={"X-CSRF": start["csrf"]}).status_code in (
        401,
        403,
    )


# -- words
# -------------------------------------------------------------------------------------------------------------------


def test_every_command_that_can_be_undone_has_a_name() -> None:
    from workshop.contract import COMMANDS
    from workshop.contract.base import LEAD

    verbs = [verb for verb, kind in COMMANDS.items() if kind.needs == LEAD and kind.wired]
    unnamed = {verb for verb in verbs for lang in ("fi", "sv", "en") if not catalogues.has(lang, f"done.{verb}")}
    assert unnamed == {"link.revoke"}, "links can't be undone; everything else is named when it is"


def test_a_name_that_no_forum_can_have_is_outside_like_any_other(client: FlaskClient) -> None:
    for name in ("%0a", "a%0d%0aX:y", "%ff", "%00"):
        assert client.get(f"/console/{name}?key=x").status_code == 403


# -- two consoles
# ---------------------------------------------------------------------------------------------------------------


def test_an_end_that_was_pressed_offline_arrives_after_another_decision_and_says_so(
    client: FlaskClient, room: Room
) -> None:
    """Both consoles show the question about the end. One loses its connection, and its press is on the way; the other
    ends the forum, and goes on with it."""
    room.must("agenda.go", activity=room.step("ideas"))

    def console_of(secret: str) -> tuple[FlaskClient, str]:
        its = client.application.test_client()
        its.get(link(room, secret))
        return its, boot(its.get(f"/console/{ref(room)}").get_data(as_text=True))["csrf"]

    def press(by: tuple[FlaskClient, str], verb: str, **body: Any) -> Any:
        its, csrf = by
        return its.post(f"/console/{ref(room)}/do", json=[verb, body], headers={"X-CSRF": csrf}).get_json()

    def forum() -> dict[str, Any]:
        shape: dict[str, Any] = room.sees("facilitators")["forum"][str(room.forum)]
        return shape

    one, other = console_of("secret-of-one"), console_of("secret-of-other")
    shown = forum()["led"]
    late = {"key": "the-late-press", "seen": shown}
    assert press(other, "forum.end", key="other-ends-it", seen=shown)["ok"]
    assert press(other, "forum.end", key="other-goes-on", ended=False, seen=forum()["led"])["ok"]
    assert press(one, "forum.end", **late)["code"] == "changed_meanwhile"
    assert press(one, "forum.end", **late)["code"] == "changed_meanwhile", "and so is every retry"
    assert forum()["state"] == "live"
    assert press(one, "forum.end", key="pressed-anew", seen=forum()["led"])["ok"] and forum()["state"] == "ended"


@pytest.mark.parametrize(
    "seen",
    [-1, 2**53, 10**400, 1.5, True, "7", "", "\x00", None, [], [7], {"n": 7}],
    ids=lambda value: repr(value)[:12],
)
def test_a_press_that_names_no_row_as_seen_is_refused_in_one_shape(client: FlaskClient, room: Room, seen: Any) -> None:
    room.must("agenda.go", activity=room.step("ideas"))
    start = come_in(client, room)
    for verb in ("forum.end", "screen.blank"):
        body = {"key": "hostile-press", "seen": seen} | ({"on": True} if verb == "screen.blank" else {})
        answer = client.post(f"/console/{ref(room)}/do", json=[verb, body], headers={"X-CSRF": start["csrf"]})
        assert (answer.status_code, answer.get_json()) == (400, MALFORMED)
    assert room.sees("facilitators")["forum"][str(room.forum)]["state"] == "live"
