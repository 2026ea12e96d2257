"""What a phone loads on its first visit: few requests, few bytes, compressed pages that give no secret away."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import Room
from workshop.pages.base import Services
from workshop.storage.database import reading
from workshop.storage.tables import Forum

GZIP = {"Accept-Encoding": "gzip, deflate"}
NAMED = re.compile(r'<(?:link|script)\b[^>]*?(?:href|src)="(/[^"]+)"')
FONT = re.compile(r"url\(([^)]*latin-wght[^)]*)\)")
"""The font of Latin letters; the other has letters that no page of ours holds."""
HEAD_BYTES = 400
"""The usual size of a response's head, which travels uncompressed."""
MOST_REQUESTS, MOST_BYTES = 8, 95_000
JOINING_PAGE_BYTES = 3_000
FIRST_IDEA_BYTES = 82_000
"""What may be loaded before the first idea can be sent."""
SOCKET = 1
TEMPLATES, SCRIPTS = (Path(__file__).parents[2] / one for one in ("templates", "static/js"))


@pytest.fixture
def code(room: Room) -> str:
    with reading(room.engine) as db:
        return db.get_one(Forum, room.forum).code


def come_in(client: FlaskClient, code: str) -> None:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(f"/j/{code}").text)
    assert found
    client.post(f"/j/{code}", data={"csrf": found[1], "language": "fi"})


def text(answer: TestResponse) -> str:
    return gzip.decompress(answer.data).decode()


def second_script(client: FlaskClient, address: str) -> str:
    """The address of the script that the page's first one loads later."""
    found = re.search(r'id="boot">(.*?)</script>', client.get(address).text)
    assert found
    return str(json.loads(found[1])["second"])


def visited(client: FlaskClient, address: str) -> Iterator[tuple[str, int]]:
    """Every file that a page makes a browser load, with its bytes on the line."""
    page = client.get(address, headers=GZIP)
    yield address, len(page.data) + HEAD_BYTES
    for path in dict.fromkeys(NAMED.findall(text(page))):
        answer = client.get(path, headers=GZIP)
        assert answer.status_code == 200, path
        yield path, len(answer.data) + HEAD_BYTES
        if path.endswith(".css"):
            font = urljoin(path, FONT.findall(text(answer))[0])
            yield font, len(client.get(font).data) + HEAD_BYTES


def test_a_phones_page_is_a_handful_of_files(client: FlaskClient, room: Room, code: str) -> None:
    room.must("agenda.go", activity=room.step("ideas"))
    joining = dict(visited(client, f"/j/{code}"))
    come_in(client, code)
    phone = dict(visited(client, f"/j/{code}"))
    for files in (joining, phone):
        assert len(files) + SOCKET <= MOST_REQUESTS, list(files)
    assert sum({**joining, **phone}.values()) <= FIRST_IDEA_BYTES, phone
    second = second_script(client, f"/j/{code}")
    assert second not in phone, "not needed for the first idea"
    phone[second] = len(client.get(second, headers=GZIP).data) + HEAD_BYTES
    assert len(phone) + SOCKET <= MOST_REQUESTS, list(phone)
    assert sum({**joining, **phone}.values()) <= MOST_BYTES, "from the QR code on, all that the phone loads"
    assert joining[f"/j/{code}"] <= JOINING_PAGE_BYTES, "apart, because the phone's page has its address"


@pytest.mark.parametrize("kind", ["clusters", "dots"])
def test_a_page_at_a_later_step_loads_the_second_script_at_once(
    client: FlaskClient, room: Room, code: str, kind: str
) -> None:
    room.must("agenda.go", activity=room.step("ideas"))
    room.must("agenda.go", activity=room.step(kind))
    come_in(client, code)
    assert second_script(client, f"/j/{code}") in dict(visited(client, f"/j/{code}"))


def test_a_page_is_compressed_for_who_accepts_it(client: FlaskClient, code: str) -> None:
    plain, small = client.get(f"/j/{code}"), client.get(f"/j/{code}", headers=GZIP)
    assert "Content-Encoding" not in plain.headers and small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain.headers["Vary"] and "Accept-Encoding" in small.headers["Vary"]
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data) / 2
    same = [re.sub(r"[0-9a-f]{80}", "", page) for page in (plain.text, text(small))]
    assert same[0] == same[1]
    refused = client.get(f"/j/{code}", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_refusals_are_compressed_and_answers_without_a_page_are_not(client: FlaskClient, code: str) -> None:
    refused = client.post(f"/j/{code}", headers=GZIP)
    assert refused.status_code == 403 and "<html" in text(refused)
    assert "Content-Encoding" not in client.get("/healthz", headers=GZIP).headers


def test_the_token_of_its_forms_is_other_bytes_on_each_page(client: FlaskClient, code: str) -> None:
    """Otherwise its letters could be guessed from the sizes of many pages (BREACH)."""
    come_in(client, code)
    pages = [text(client.get(f"/j/{code}", headers=GZIP)) for _ in range(3)]
    tokens = [set(re.findall(r'"([0-9a-f]{80})"', page)) for page in pages]
    assert [len(found) for found in tokens] == [1, 1, 1] and len(set.union(*tokens)) == 3


def test_a_page_with_the_secret_of_a_link_is_not_compressed(
    client: FlaskClient, room: Room, services: Services
) -> None:
    with reading(room.engine) as db:
        token = db.get_one(Forum, room.forum).screen_token
    answer = client.get(f"/screen/{token}", headers=GZIP)
    assert token in answer.text and "Content-Encoding" not in answer.headers


SYMBOL, SHOWN = re.compile(r'<symbol id="i-(\w+)"'), re.compile(r'href="#i-(\w+)"')
NAMES_TOO = ("blank", "more", "receipt")
"""Icons of the desk whose names also mean something else in the phone's files."""


def test_a_phone_has_every_icon_that_its_scripts_and_templates_name_and_none_of_the_desks(
    client: FlaskClient, code: str
) -> None:
    come_in(client, code)
    there = set(SYMBOL.findall(client.get(f"/j/{code}").text))
    every = set(re.findall(r'^  "(\w+)": "M', (TEMPLATES / "parts/icons.html").read_text("utf-8"), re.MULTILINE))
    phones = [*SCRIPTS.glob("phone/*.js"), *SCRIPTS.glob("vote/*.js"), *SCRIPTS.glob("activities/*/phone*.js")]
    phones += [*TEMPLATES.glob("phone/*.html"), *TEMPLATES.glob("activities/*/*.html")]
    phones += [one for one in TEMPLATES.glob("parts/*.html") if one.name != "icons.html"]
    texts = {one: one.read_text("utf-8") for one in phones}
    words = "\n".join(one for path, one in texts.items() if "{% extends" not in one or path.name == "page.html")
    named = {one for one in every if re.search(rf"""["']{one}["']|i-{one}\b""", words)}
    drawn = {one for one in NAMES_TOO if re.search(rf"""\b(icon|sign)\(["']{one}["']|i-{one}\b""", words)}
    assert named - {*NAMES_TOO} | drawn <= there < every


@pytest.mark.parametrize("path", ["/j/{code}", "/", "/r"])
def test_a_page_whose_scripts_draw_no_icons_has_those_that_it_shows(client: FlaskClient, code: str, path: str) -> None:
    page = client.get(path.format(code=code)).text
    assert SYMBOL.findall(page) and set(SYMBOL.findall(page)) == set(SHOWN.findall(page))
