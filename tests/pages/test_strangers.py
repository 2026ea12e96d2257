"""Malformed requests from strangers and broken programs: each gets a plain refusal, and the log neither a traceback nor
a line that they wrote."""

import html
import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import Room
from tests.pages.test_console import ask, come_in, ref
from tests.pages.test_phone import Phone, go
from workshop.actions import parse
from workshop.contract import decode
from workshop.contract.base import MESSAGE_BYTES, Malformed
from workshop.domain.errors import Refusal
from workshop.i18n import catalogues

DEEP = b"[" * 3_000 + b"]" * 3_000
NOT_JSON = [b"", b"{", b"\xff\xfe", b"[" * 15_000, DEEP, b"9" * 5_000, b"NaN", b'["undo",1e999]', b"null", b'"x"']


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No test of this file may end with a traceback in the log."""
    yield
    assert [
        record.getMessage() for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR
    ] == []


@pytest.mark.parametrize(
    "path", ["%00", "js/%00.js", "a" * 5_000, "a/" * 3_000, "../../pyproject.toml", "%2e%2e/pyproject.toml", "js"]
)
def test_no_file_is_a_missing_page(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/x/{path}").status_code == 404


@pytest.mark.parametrize("number", ["99999999999999999999999", "9007199254740992", "9" * 5_000])
def test_numbers_that_no_thing_can_have_are_a_missing_page(client: FlaskClient, number: str) -> None:
    for path in (f"/office/series/{number}", f"/office/forum/abc/activity/{number}"):
        assert client.get(path).status_code == 404
    assert client.get("/office/series/9007199254740991").status_code == 303


def send(phone: Phone, body: bytes, where: str = "/do", kind: str = "application/json") -> TestResponse:
    token = phone.page.text.split('name="csrf" value="')[1].split('"')[0]
    return phone.client.post(f"/j/{phone.code}{where}", data=body, headers={"X-CSRF": token, "Content-Type": kind})


@pytest.mark.parametrize(
    "body", [*NOT_JSON, b'["undo",' + DEEP + b"]", b"[" + b"[" * 900 + b"]" * 900 + b",{}]", b"[]", b'["undo"]', b"{}"]
)
def test_what_is_no_command_is_malformed_on_the_phone(client: FlaskClient, room: Room, body: bytes) -> None:
    answer = send(Phone(client, room), body)
    assert (answer.status_code, answer.get_json()["code"]) == (400, "malformed")


def test_a_command_in_another_kind_of_body_is_malformed(client: FlaskClient, room: Room) -> None:
    assert send(Phone(client, room), b'["undo",{}]', kind="text/plain").get_json()["code"] == "malformed"


@pytest.mark.parametrize("what", ["do", "links", "address"])
@pytest.mark.parametrize("body", [*NOT_JSON, b'{"label":["x"],"url":["x"]}', b'{"label":' + DEEP + b"}"])
def test_what_is_no_command_is_malformed_on_the_console(
    client: FlaskClient, room: Room, what: str, body: bytes
) -> None:
    headers = {"X-CSRF": come_in(client, room)["csrf"], "Content-Type": "application/json"}
    answer = client.post(f"/console/{ref(room)}/{what}", data=body, headers=headers)
    assert (answer.status_code, answer.get_json()["code"]) == (400, "malformed")


def test_half_a_letter_in_a_label_is_told(client: FlaskClient, room: Room) -> None:
    assert ask(client, room, "links", come_in(client, room), label="\ud800").get_json()["code"] == "text_unreadable"


@pytest.mark.parametrize("body", NOT_JSON)
def test_what_is_no_errand_is_malformed(client: FlaskClient, room: Room, body: bytes) -> None:
    headers = {"X-Workshop-Key": "owner-key", "Content-Type": "application/json"}
    assert client.post("/admin/verify", data=body, headers=headers).status_code == 400


def test_a_message_is_as_large_as_on_the_socket_and_a_form_larger(client: FlaskClient, room: Room) -> None:
    phone = Phone(client, room)
    fits, large = b'["x",{}]'.ljust(MESSAGE_BYTES), b'["x",{}]'.ljust(MESSAGE_BYTES + 1)
    assert send(phone, fits).get_json()["code"] == "malformed"
    answer = send(phone, large)
    assert (answer.status_code, answer.get_json()["code"]) == (413, "too_large")
    form = "application/x-www-form-urlencoded"
    assert send(phone, b"language=sv&x=".ljust(40_000, b"x"), "/language", form).status_code == 303
    assert send(phone, b"language=sv&x=".ljust(70_000, b"x"), "/language", form).status_code == 413


def test_a_form_has_no_more_fields_than_a_page_can_show_again(client: FlaskClient, room: Room) -> None:
    phone, form = Phone(client, room), "application/x-www-form-urlencoded"
    assert send(phone, b"language=sv" + b"&x=" * 1_900, "/language", form).status_code == 303
    refused = [
        send(phone, b"language=sv" + b"&edit-1=a" * 3_000, "/language", form),
        client.post("/office/new", data=b"a=&" * 5_000, content_type=form, headers={"Origin": "http://localhost"}),
        client.post("/office/sign-in", data=b"look=1" + b"&held.a=a" * 5_000, content_type=form),
    ]
    assert [answer.status_code for answer in refused] == [413, 413, 413]
    assert max(len(answer.data) for answer in refused) < 40_000, "nothing of it is carried along"


def test_who_goes_away_in_the_middle_of_a_body_is_no_error(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post(
        "/office/sign-in",
        input_stream=BytesIO(b"email=a"),
        headers=headers,
        environ_overrides={"CONTENT_LENGTH": "500"},
    )
    assert answer.status_code == 400 and not caplog.records


@pytest.mark.parametrize(
    "texts", [{"xx": "y"}, {"\ud800": "y"}, {"fi": "x", "fi\n": "y"}, {"fi_SIMPLE": "y"}, {"": "y"}]
)
def test_texts_are_in_the_languages_there_are(texts: dict[str, str]) -> None:
    given: dict[str, Any] = {"key": "abcdefgh", "kind": "welcome", "minutes": 1, "prompt": texts, "settings": {}}
    with pytest.raises(Malformed):
        decode("activity.add", given)
    assert decode("activity.add", given | {"prompt": {"fi": "x", "sv": "", "en": "y"}})


def test_a_text_much_too_long_is_told_by_how_much(client: FlaskClient, room: Room) -> None:
    phone, step = Phone(client, room), go(room, "ideas")
    for text in ("x" * 10_000, "ä" * 10_000):
        sent = phone.send("/idea", activity=step, key="key-of-it", text=text)
        assert sent.status_code == 422 and "9\u00a0720" in sent.text
        assert room.do("idea.add", room.comes("ada"), activity=step, text=text).facts == {"n": 9_720}
    assert decode("idea.add", {"key": "abcdefgh", "activity": step, "text": "x" * 16_000})


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("undo", {"key": "12345678", "x\n2026-01-01 ERROR forged": 1}),
        ("participant.language", {"key": "12345678", "language": "x\n2026-01-01 ERROR forged"}),
        ("x\n2026-01-01 ERROR forged", {}),
        ({"x\n2026-01-01 ERROR forged": 1}, {}),
        ("ballot.set", {"key": "12345678", "activity": 1, "n": 1, "marks": {"\n2026-01-01 ERROR forged": "x"}}),
        ("undo", ["\n2026-01-01 ERROR forged"]),
    ],
)
def test_nobody_writes_lines_into_the_log(caplog: pytest.LogCaptureFixture, verb: Any, body: Any) -> None:
    with caplog.at_level(logging.INFO), pytest.raises(Refusal, match="malformed"):
        parse.decoded(verb, body)
    assert len(caplog.messages) == 1 and "\n" not in caplog.text.strip() and "forged" not in caplog.text


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_a_refusal_is_a_page_with_the_sentence_and_a_way_back(client: FlaskClient, room: Room, lang: str) -> None:
    for answer, status, code in (
        (client.get(f"/nix?lang={lang}"), 404, "page"),
        (client.get(f"/?lang={lang}", headers={"Host": "evil.example"}), 421, "host"),
        (
            client.post("/nowhere", headers={"Origin": "http://evil.example"}, query_string={"lang": lang}),
            403,
            "form_stale",
        ),
    ):
        assert answer.status_code == status
        assert f"<h1>{catalogues.say(lang, f'refusal.{code}')}</h1>" in html.unescape(answer.text)
        assert (
            'class="btn main big wide" href="/"' in answer.text
            and catalogues.say(lang, "join.over.other") in answer.text
        )


def test_the_mark_in_the_browsers_tab(client: FlaskClient, room: Room) -> None:
    found = re.search(r'<link rel="icon" href="([^"]+)" type="image/svg\+xml">', client.get("/").text)
    assert found and client.get(found[1]).mimetype == "image/svg+xml"
    assert client.get("/favicon.ico").data == client.get(found[1]).data
