"""Joining without JavaScript: the typed code, the QR, the language, wrong codes, and whose requests are delayed."""

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import ADMINISTRATOR, FIRST, Room, forum_fields
from workshop import forum_templates
from workshop.access import rate_limits_by_address
from workshop.access.rate_limits_by_address import MOST_WRONG, WAIT
from workshop.actions.build_forum_add import from_template
from workshop.i18n import catalogues
from workshop.pages import join
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Forum, Participant


@pytest.fixture
def secrets(room: Room) -> dict[str, str]:
    with reading(room.engine) as db:
        forum = db.get_one(Forum, room.forum)
        return {"code": forum.code, "secret": forum.join_secret}


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Every wait that a page took, instead of waiting."""
    found: list[float] = []
    monkeypatch.setattr(join.loop, "sleep", found.append)
    return found


def csrf(answer: TestResponse) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', answer.text)
    assert found, answer.text
    return found[1]


def come_in(client: FlaskClient, code: str, language: str = "fi") -> TestResponse:
    token = csrf(client.get(f"/j/{code}"))
    return client.post(f"/j/{code}", data={"csrf": token, "language": language})


def test_where_a_form_asks_for_names_nobody_is_promised_otherwise(
    client: FlaskClient, room: Room, secrets: dict[str, str]
) -> None:
    address = f"/j/{secrets['code']}"
    form: dict[str, Any] = {"kind": "proposals", "minutes": 1, "prompt": {"fi": "Mitä ohjelmaa?"}, "position": 9}
    other = room.writer.execute(from_template(forum_templates.load(FIRST)), ADMINISTRATOR)
    replace(room, forum=int(str(other.made["forum"]))).must("activity.add", **form)
    assert "Nimeäsi ei kysytä." in client.get(address).text, "what another forum asks is no matter here"
    room.must("activity.add", **form)
    for lang, said in (("fi", "vain ohjelmaehdotukseen"), ("sv", "bara i programförslag"), ("fi-simple", "Kysymme")):
        page = client.get(f"{address}?lang={lang}").text.replace("\u00ad", "")
        assert said in page and "join.anonymous.form" in page, "also for who chooses another language there"
    assert "sähköpostia" not in client.get(address).text, "it may be asked for"


def test_a_word_that_fills_a_line_of_the_cover_breaks_with_a_hyphen(
    client: FlaskClient, room: Room, secrets: dict[str, str]
) -> None:
    room.must("forum.edit", **forum_fields(title={"fi": "Unelmat", "sv": "Drömmarnas museum"}, version=1))
    page = html.unescape(client.get(f"/j/{secrets['code']}?lang=sv").text)
    assert ">Dröm\u00admarnas museum</h1>" in page
    assert "<title>Drömmarnas museum</title>" in page, "nowhere else"


def test_an_introduction_in_another_language_says_which(
    client: FlaskClient, room: Room, secrets: dict[str, str]
) -> None:
    room.must("forum.edit", **forum_fields(title={"fi": "Unelmat"}, intro={"fi": "Tervetuloa!"}, version=1))
    page = html.unescape(client.get(f"/j/{secrets['code']}?lang=sv").text)
    assert '>Tervetuloa!</span><span class="quiet" data-in lang="sv"> (på finska)</span></p>' in page
    finnish = html.unescape(client.get(f"/j/{secrets['code']}?lang=fi").text)
    assert '>Tervetuloa!</span><span class="quiet" data-in lang="fi"></span></p>' in finnish


def people(room: Room) -> int:
    with reading(room.engine) as db:
        return db.query(Participant).count()


def test_the_front_page_asks_for_a_code_in_the_readers_language(client: FlaskClient) -> None:
    finnish, swedish = client.get("/"), client.get("/", headers={"Accept-Language": "sv-FI,sv;q=0.9"})
    assert "Foorumin koodi" in finnish.text and 'lang="fi"' in finnish.text
    assert "Forumets kod" in swedish.text and '<html lang="sv">' in swedish.text
    assert all(name in finnish.text for name in ("Suomi", "Svenska", "English", "Selkosuomi"))


@pytest.mark.parametrize("typed", ["{code}", "{lower}", " {lower} ", "{a}-{b}", "{a} {b}", "{a}–{b}"])
def test_a_code_is_taken_however_it_is_typed(client: FlaskClient, secrets: dict[str, str], typed: str) -> None:
    code = secrets["code"]
    answer = client.get("/", query_string={"code": typed.format(code=code, lower=code.lower(), a=code[:3], b=code[3:])})
    assert (answer.status_code, answer.location) == (303, f"/j/{code}")


def test_a_wrong_code_keeps_its_letters(client: FlaskClient, room: Room) -> None:
    answer = client.get("/", query_string={"code": "k7m 4pp"})
    assert answer.status_code == 404
    assert 'value="k7m 4pp"' in answer.text
    assert "Koodilla K7M4PP ei löytynyt foorumia." in answer.text
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize("typed", ["K7", "K7M4PXX", "<script>alert(1)</script>", "💥💥💥💥💥💥"])
def test_a_code_of_another_length_says_so(client: FlaskClient, room: Room, typed: str) -> None:
    answer = client.get("/", query_string={"code": typed})
    assert answer.status_code == 422
    assert "Koodissa on kuusi merkkiä." in answer.text
    assert "<script>alert" not in answer.text


def test_a_wrong_code_in_the_address_leads_to_the_front_page(client: FlaskClient, room: Room) -> None:
    answer = client.get("/j/AAAAAA")
    assert answer.status_code == 404
    assert 'value="AAAAAA"' in answer.text


@pytest.mark.parametrize("path", ["/J/{secret}", "/j/{secret}", "/j/{lower}", "/J/{lower}"])
def test_the_qr_leads_to_an_address_without_its_secret(client: FlaskClient, secrets: dict[str, str], path: str) -> None:
    answer = client.get(path.format(secret=secrets["secret"], lower=secrets["secret"].lower()))
    assert (answer.status_code, answer.location) == (303, f"/j/{secrets['code']}")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("device=") and "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Secure" not in cookie


def test_the_qr_gives_no_new_cookie_to_a_phone_that_has_one(client: FlaskClient, secrets: dict[str, str]) -> None:
    client.get(f"/J/{secrets['secret']}")
    assert "Set-Cookie" not in client.get(f"/J/{secrets['secret']}").headers


def test_a_secret_that_is_not_ours_any_more(client: FlaskClient, room: Room) -> None:
    answer = client.get("/J/" + "A" * 26)
    assert answer.status_code == 404
    assert "Tätä sivua ei ole." in answer.text


def test_coming_in_makes_one_participant_and_the_same_phone_stays_the_same(
    client: FlaskClient, room: Room, secrets: dict[str, str]
) -> None:
    page = client.get(f"/j/{secrets['code']}")
    assert page.status_code == 200 and "Tule mukaan" in page.text and people(room) == 0
    answer = come_in(client, secrets["code"])
    assert (answer.status_code, answer.location) == (303, f"/j/{secrets['code']}")
    again = client.get(f"/j/{secrets['code']}")
    assert "Olet mukana. Foorumi alkaa pian." in again.text
    assert people(room) == 1


def test_the_page_speaks_the_language_chosen(client: FlaskClient, secrets: dict[str, str], room: Room) -> None:
    come_in(client, secrets["code"], "sv")
    page = client.get(f"/j/{secrets['code']}")
    assert '<html lang="sv">' in page.text and "Du är med. Forumet\u00a0börjar snart." in page.text


def test_an_invented_language_is_finnish(client: FlaskClient, secrets: dict[str, str], room: Room) -> None:
    come_in(client, secrets["code"], "xx")
    assert "Olet mukana." in client.get(f"/j/{secrets['code']}").text


def test_small_letters_in_the_address_lead_to_the_one_address(client: FlaskClient, secrets: dict[str, str]) -> None:
    answer = client.get(f"/j/{secrets['code'].lower()}")
    assert (answer.status_code, answer.location) == (303, f"/j/{secrets['code']}")


@pytest.mark.parametrize("token", ["", "0" * 40, "ä"])
def test_a_form_without_its_token_is_refused(
    client: FlaskClient, room: Room, secrets: dict[str, str], token: str
) -> None:
    client.get(f"/j/{secrets['code']}")
    answer = client.post(f"/j/{secrets['code']}", data={"csrf": token, "language": "fi"})
    assert answer.status_code == 403
    assert people(room) == 0


def test_a_form_from_another_site_is_refused(client: FlaskClient, room: Room, secrets: dict[str, str]) -> None:
    token = csrf(client.get(f"/j/{secrets['code']}"))
    answer = client.post(
        f"/j/{secrets['code']}", data={"csrf": token, "language": "fi"}, headers={"Origin": "http://evil.example"}
    )
    assert answer.status_code == 403
    assert people(room) == 0


def test_forms_are_sent_with_their_origin(client: FlaskClient) -> None:
    assert client.get("/").headers["Referrer-Policy"] == "same-origin"


def test_after_the_end_strangers_are_told_and_people_are_thanked(
    client: FlaskClient, room: Room, secrets: dict[str, str]
) -> None:
    come_in(client, secrets["code"])
    room.must("forum.end")
    assert "Foorumi on päättynyt. Kiitos, että olit mukana." in client.get(f"/j/{secrets['code']}").text
    client.delete_cookie("device")
    stranger = client.get(f"/j/{secrets['code']}")
    assert stranger.status_code == 200
    assert "Foorumi on jo päättynyt" in stranger.text and "Tule mukaan" not in stranger.text
    assert "Tuloksista kertoo foorumin järjestäjä." in stranger.text and "/results/" not in stranger.text
    with transaction(room.engine) as db:
        forum = db.get_one(Forum, room.forum)
        forum.slug, forum.published_at = "ilta", room.now
    stranger = client.get(f"/j/{secrets['code']}")
    assert 'href="/results/ilta"' in stranger.text and "Tuloksista kertoo" not in stranger.text


def test_who_presses_join_as_the_forum_ends_is_told_the_same(
    client: FlaskClient, room: Room, secrets: dict[str, str]
) -> None:
    token = csrf(client.get(f"/j/{secrets['code']}"))
    room.must("forum.end")
    late = client.post(f"/j/{secrets['code']}", data={"csrf": token, "language": "sv"})
    assert late.status_code == 422 and people(room) == 0
    assert "Forumet är redan slut." in late.text and "Kom med" not in late.text


def test_the_joining_page_shows_no_secret(client: FlaskClient, room: Room, secrets: dict[str, str]) -> None:
    client.get(f"/J/{secrets['secret']}")
    assert secrets["secret"] not in client.get(f"/j/{secrets['code']}").text
    come_in(client, secrets["code"])
    assert secrets["secret"] not in client.get(f"/j/{secrets['code']}").text


WHOLE = [
    "http://192.168.1.20:5000/j/{code}",
    "192.168.1.20:5000/j/{lower}?lang=sv",
    "forum.test/{code}",
    "https://forum.test/J/{code}#top",
    "http://192.168.1.20:5000/j/{code}/",
    "  forum.test / {a} {b} ",
    "{wide}",
    "{a}/{b}",
    "({code})",
    "{code}.",
]


@pytest.mark.parametrize("typed", WHOLE)
def test_a_whole_address_or_wide_letters_in_the_field_are_understood(
    client: FlaskClient, secrets: dict[str, str], typed: str
) -> None:
    code = secrets["code"]
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    filled = typed.format(code=code, lower=code.lower(), a=code[:3], b=code[3:], wide=wide)
    answer = client.get("/", query_string={"code": filled})
    assert (answer.status_code, answer.location) == (303, f"/j/{code}")
    read_in = client.get("/", query_string={"code": filled, "lang": "sv"})
    assert read_in.location == f"/j/{code}?lang=sv", "the language that was chosen on the front page stays"


def test_the_address_in_the_qr_may_be_pasted_too(client: FlaskClient, secrets: dict[str, str]) -> None:
    answer = client.get("/", query_string={"code": f"http://192.168.1.20:5000/J/{secrets['secret']}"})
    assert (answer.status_code, answer.location) == (303, f"/J/{secrets['secret']}")


def test_a_code_right_after_the_host_is_understood(client: FlaskClient, secrets: dict[str, str]) -> None:
    for word in (secrets["code"], secrets["code"].lower(), f"{secrets['code'][:3]}-{secrets['code'][3:]}"):
        answer = client.get(f"/{word}?lang=sv")
        assert (answer.status_code, answer.location) == (303, f"/j/{secrets['code']}?lang=sv")
    for word in ("robots.txt", "nowhere", "AAAAAAA", "BBBBBB", "wp-login.php"):
        assert client.get(f"/{word}").status_code == 404


# -- cookies blocked
# -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fi", "sv", "en", "fi-simple"])
def test_a_browser_that_keeps_no_cookies_is_told_so_with_a_way_out(
    client: FlaskClient, secrets: dict[str, str], lang: str
) -> None:
    path = f"/j/{secrets['code']}"
    token = csrf(client.get(path))
    client.delete_cookie("device")
    answer = client.post(path, data={"csrf": token, "language": "fi"}, query_string={"lang": lang})
    assert answer.status_code == 403
    for key in ("refusal.no_cookies", "cookies.allow", "cookies.other", "cookies.helper", "common.try_again"):
        assert catalogues.say(lang, key) in answer.text
    assert catalogues.say(lang, "refusal.form_stale") not in answer.text and f'href="{path}"' in answer.text


@pytest.mark.parametrize("lang", ["sv", "en", "fi-simple"])
def test_that_page_speaks_the_language_chosen_in_the_form(
    client: FlaskClient, secrets: dict[str, str], lang: str
) -> None:
    path = f"/j/{secrets['code']}"
    token = csrf(client.get(path))
    client.delete_cookie("device")
    answer = client.post(path, data={"csrf": token, "language": lang})
    assert answer.status_code == 403 and catalogues.say(lang, "refusal.no_cookies") in answer.text


@pytest.mark.parametrize("path", ["/j/{code}", "/office/sign-in"])
def test_at_an_address_that_nobody_told_us_of_the_page_says_that(
    client: FlaskClient, secrets: dict[str, str], path: str
) -> None:
    answer = client.post(path.format(**secrets), data={"language": "fi"}, headers={"Origin": "https://localhost:8443"})
    assert answer.status_code == 403 and "Avasit sivun osoitteesta, joka ei ole palvelun oma" in answer.text
    assert ("WORKSHOP_HOSTS" in answer.text) == path.startswith("/office"), (
        "only an organiser can do something about it"
    )


def test_the_same_at_the_office(client: FlaskClient, room: Room) -> None:
    token = csrf(client.get("/office/sign-in"))
    client.delete_cookie("device")
    answer = client.post("/office/sign-in", data={"csrf": token, "email": "a@b.fi", "password": "x"})
    assert answer.status_code == 403 and catalogues.say("fi", "refusal.no_cookies") in answer.text
    assert 'href="/office/sign-in"' in answer.text and catalogues.say("fi", "cookies.helper") not in answer.text


def test_a_stale_form_of_a_browser_with_cookies_is_another_thing(client: FlaskClient, secrets: dict[str, str]) -> None:
    client.get(f"/j/{secrets['code']}")
    answer = client.post(f"/j/{secrets['code']}", data={"csrf": "0" * 40, "language": "fi"})
    assert answer.status_code == 403 and catalogues.say("fi", "refusal.form_stale") in answer.text


def test_a_script_without_cookies_hears_a_code_that_it_knows(client: FlaskClient, secrets: dict[str, str]) -> None:
    assert client.post(f"/j/{secrets['code']}/do", json=["idea.add", {}]).get_json()["code"] == "form_stale"


def wrong(client: FlaskClient, times: int) -> None:
    for _ in range(times):
        assert client.get("/", query_string={"code": "AAAAAA"}).status_code == 404


def test_past_thirty_wrong_codes_the_next_wrong_one_waits(client: FlaskClient, waits: list[float]) -> None:
    wrong(client, MOST_WRONG + 1)
    assert waits == []
    wrong(client, 1)
    assert [round(wait) for wait in waits] == [WAIT]


def test_the_right_code_passes_at_once_beside_a_queue_of_guesses(
    client: FlaskClient, secrets: dict[str, str], waits: list[float]
) -> None:
    wrong(client, MOST_WRONG + 1)
    while client.get("/", query_string={"code": "AAAAAA"}).status_code != 429:
        pass
    before = len(waits)
    assert client.get("/", query_string={"code": secrets["code"]}).status_code == 303
    assert come_in(client, secrets["code"]).status_code == 303
    assert "Olet mukana." in client.get(f"/j/{secrets['code']}").text
    assert len(waits) == before


def test_a_phone_that_scanned_one_qr_guesses_other_codes_no_faster(
    client: FlaskClient, secrets: dict[str, str], waits: list[float]
) -> None:
    assert client.get(f"/J/{secrets['secret']}").status_code == 303
    wrong(client, MOST_WRONG + 2)
    assert [round(wait) for wait in waits] == [WAIT]


def test_codes_typed_at_once_wait_in_one_queue_and_a_long_one_is_told(
    client: FlaskClient, secrets: dict[str, str], waits: list[float]
) -> None:
    wrong(client, MOST_WRONG + 1)
    answers = [client.get("/", query_string={"code": "AAAAAA"}).status_code for _ in range(12)]
    assert answers == [404] * 5 + [429] * 7
    assert [round(wait) for wait in waits] == [3 * n for n in range(1, 6)]
    assert client.get(f"/J/{secrets['secret']}").status_code == 303
    assert client.get(f"/j/{secrets['code']}").status_code == 200


def test_codes_of_a_wrong_length_do_not_count(client: FlaskClient, secrets: dict[str, str], waits: list[float]) -> None:
    for _ in range(MOST_WRONG * 2):
        client.get("/", query_string={"code": "AB"})
    client.get("/", query_string={"code": secrets["code"]})
    assert waits == []


def test_the_qr_and_people_already_in_never_wait(
    client: FlaskClient, secrets: dict[str, str], waits: list[float]
) -> None:
    wrong(client, MOST_WRONG + 1)
    assert client.get(f"/J/{secrets['secret']}").status_code == 303
    assert client.get(f"/j/{secrets['code']}").status_code == 200
    come_in(client, secrets["code"])
    assert "Olet mukana." in client.get(f"/j/{secrets['code']}").text
    assert waits == []


def test_somebody_at_another_address_does_not_wait(client: FlaskClient, waits: list[float]) -> None:
    wrong(client, MOST_WRONG + 1)
    answer = client.get("/", query_string={"code": "AAAAAA"}, environ_overrides={"REMOTE_ADDR": "10.0.0.9"})
    assert answer.status_code == 404 and waits == []


def from_the_hall(client: FlaskClient, code: str) -> TestResponse:
    """One more phone comes in from the hall's one address."""
    client.delete_cookie("device")
    hall = {"REMOTE_ADDR": "10.0.0.7"}
    token = csrf(client.get(f"/j/{code}", environ_overrides=hall))
    return client.post(f"/j/{code}", data={"csrf": token, "language": "fi"}, environ_overrides=hall)


def test_two_hundred_phones_behind_one_address_come_in_at_once(
    client: FlaskClient, room: Room, secrets: dict[str, str], waits: list[float]
) -> None:
    assert {from_the_hall(client, secrets["code"]).status_code for _ in range(200)} == {303}
    assert people(room) == 200 and waits == []


def test_a_flood_of_new_phones_waits_and_is_then_asked_to_come_back(
    client: FlaskClient, room: Room, secrets: dict[str, str], waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limits_by_address, "NEW_AT_ONCE", 3)
    client.application.extensions["new_devices"] = rate_limits_by_address.NewDevices(lambda: 1000.0)
    come_in(client, secrets["code"])
    inside = client.get_cookie("device")
    assert inside is not None
    answers = [from_the_hall(client, secrets["code"]) for _ in range(40)]
    assert {answer.status_code for answer in answers[:30]} == {303} and answers[-1].status_code == 429
    assert "Juuri nyt moni on tulossa mukaan yhtä aikaa." in answers[-1].text and "Tule mukaan" in answers[-1].text
    assert waits == [
        rate_limits_by_address.NEW_EVERY * (n + 1)
        for n in range(int(rate_limits_by_address.LONGEST_QUEUE / rate_limits_by_address.NEW_EVERY))
    ]
    client.set_cookie("device", inside.value)
    assert "Olet mukana." in client.get(f"/j/{secrets['code']}", environ_overrides={"REMOTE_ADDR": "10.0.0.7"}).text


def test_templates_hold_no_words_of_their_own() -> None:
    top = Path(__file__).resolve().parents[2] / "templates"
    for path in [*top.glob("phone/*.html"), *top.glob("layouts/phone.html")]:
        plain = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text("utf-8"), flags=re.S)
        bare = re.sub(r"<[^>]*>", " ", plain)
        assert not re.search(r"[a-zåäö]{3,}", bare, re.I), (path.name, bare.split())
