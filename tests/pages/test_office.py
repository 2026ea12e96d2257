"""The office without JavaScript: who is admitted and how, what an organiser can do with plain forms, and what is
refused."""

import base64
import csv
import io
import json
import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from html import unescape
from http.cookies import SimpleCookie
from posixpath import normpath
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from tests.conftest import ADMINISTRATOR, Room
from tests.tools.pace import limit
from workshop.access import authentication, password_sign_in, setup_link
from workshop.contract.commands import AccountAdd, ActivityOpen
from workshop.domain.activities import KINDS
from workshop.domain.timetable import MOST_LATE
from workshop.downloads.queue import Downloads
from workshop.downloads.worker import InThisProcess
from workshop.i18n import catalogues
from workshop.i18n.languages import LANGUAGES
from workshop.pages.base import Services
from workshop.pages.office import base
from workshop.pages.template_functions import first_sentence
from workshop.reports import Format
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Account, Activity, Forum, Idea, Series, admission
from workshop.transport.fair_page_queue import STEP_ASIDE

HALF_PAST_FIVE_IN_TURKU = 1_808_663_400_000
"""25 April 2027, 17.30 summer time."""
EMAIL, PASSWORD = "kaisa@museo.fi", "neljä sanaa on hyvä"
FINNISH = {"Accept-Language": "fi"}


def say(key: str, n: int | None = None, **facts: Any) -> str:
    return catalogues.say("fi", key, n, **facts)


class Browser:
    """A browser without scripts: it sends what the page's own forms carry."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, headers=FINNISH)

    def text(self, path: str) -> str:
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.get_data(True)[:400])
        return answer.get_data(True)

    def post(self, path: str, page: str = "/office/sign-in", **fields: Any) -> TestResponse:
        """Send a form with the token of `page`."""
        found = re.search(
            r'name="csrf" value="([0-9a-f]+)"',
            self.client.get(page, follow_redirects=True, headers=FINNISH).get_data(True),
        )
        assert found, page
        return self.client.post(path, data={"csrf": found[1], **fields}, headers=FINNISH)

    def sign_in(self, email: str = EMAIL, password: str = PASSWORD, **fields: Any) -> TestResponse:
        return self.post("/office/sign-in", email=email, password=password, **fields)

    def cookie(self, name: str) -> str:
        found = self.client.get_cookie(name)
        return found.value if found else ""


def new_account(services: Services, email: str = EMAIL, password: str = PASSWORD) -> None:
    made = AccountAdd(
        key=f"key-{email[:20]:_<8}".replace("@", "-").replace(".", "-"),
        email=email,
        called="Kaisa",
        password_hash=password_sign_in.hashed(password),
    )
    assert services.writer.execute(made, ADMINISTRATOR).ok


def another(app: Flask) -> Browser:
    client = app.test_client()
    client.environ_base["HTTP_HOST"] = "localhost:5999"
    return Browser(client)


@pytest.fixture
def stranger(client: FlaskClient, services: Services) -> Browser:
    """Somebody who is not signed in, in a house that has an organiser."""
    new_account(services)
    return Browser(client)


@pytest.fixture
def kaisa(stranger: Browser) -> Browser:
    """A signed-in organiser."""
    assert stranger.sign_in().status_code == 303
    return stranger


@pytest.fixture
def forum(kaisa: Browser, services: Services) -> str:
    """The ref of a forum made from the template."""
    answer = kaisa.post(
        "/office/new", "/office/new", template="forum-1", series="", **{"title-fi": "", "title-sv": "", "title-en": ""}
    )
    assert answer.status_code == 303
    return str(answer.location).rsplit("/", 1)[1]


def row(services: Services, ref: str) -> Forum:
    with reading(services.engine) as db:
        found = db.scalar(select(Forum).where(Forum.ref == ref))
        assert found
        db.expunge(found)
        return found


def count(services: Services) -> int:
    with reading(services.engine) as db:
        return db.scalar(select(func.count()).select_from(Forum)) or 0


def steps(services: Services, ref: str) -> list[Activity]:
    with reading(services.engine) as db:
        found = list(db.scalars(select(Activity).join(Forum).where(Forum.ref == ref).order_by(Activity.position)))
        for one in found:
            db.expunge(one)
        return found


def whole_edit(**changed: Any) -> dict[str, Any]:
    return {
        "title-fi": "Uusi nimi",
        "title-sv": "",
        "title-en": "",
        "intro-fi": "",
        "intro-sv": "",
        "intro-en": "",
        "languages": ["fi", "sv"],
        "screen-first": "fi",
        "screen-second": "",
        "wifi_network": "Museo",
        "wifi_password": "salaisuus",
        "series": "",
        "version": "1",
        **changed,
    }


def step_edit(**changed: Any) -> dict[str, Any]:
    return {
        "prompt-fi": "Mitä?",
        "prompt-sv": "Vad?",
        "prompt-en": "",
        "instruction-fi": "",
        "instruction-sv": "",
        "instruction-en": "",
        "name-fi": "",
        "minutes": "12",
        "set-dots": "5",
        "set-cap": "1",
        "set-of": "ideas",
        "version": "1",
        **changed,
    }


# -- getting in
# ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/office",
        "/office/",
        "/office/new",
        "/office/people",
        "/office/series/1",
        "/office/forum/x",
        "/office/forum/x/edit",
        "/office/forum/x/reasons",
        "/office/forum/x/bring-in",
        "/office/forum/x/answers",
        "/office/reasons",
    ],
)
def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(stranger: Browser, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 303 and answer.location.startswith("/office/sign-in")
    if path.rstrip("/") != "/office":
        assert "next=" in answer.location


@pytest.mark.parametrize(
    "path",
    [
        "/office/new",
        "/office/series",
        "/office/series/1/remove",
        "/office/people",
        "/office/people/password",
        "/office/forum/x/delete",
        "/office/forum/x/copy",
        "/office/forum/x/reasons",
        "/office/forum/x/bring-in",
        "/office/forum/x/bring-in/undo",
        "/office/forum/x/answers",
        "/office/reasons",
        "/office/reasons/house-1/remove",
        "/office/people/1/password",
        "/office/people/1/remove",
    ],
)
def test_who_is_not_signed_in_changes_nothing(stranger: Browser, path: str) -> None:
    answer = stranger.post(path, title="Uusi", template="forum-1")
    assert answer.status_code == 401
    assert say("refusal.signed_out") in answer.get_data(True)


ENDED = {
    "edit": {
        "title-fi": "Uusi <nimi>",
        "intro-sv": "Rad ett\r\nrad två",
        "date": "2031-05-06",
        "time": "17.45",
        "wifi_network": "Museo",
    },
    "copy": {"title-fi": "Toinen kerta", "date": "2031-05-06", "time": "18.15", "place": "Kellari"},
    "reasons": {"words-fi": "Ei koske museota"},
    "answers": {"words-fi": "Rahaa ei ole tänä vuonna"},
    "../../new": {"title-fi": "Uusi ilta", "date": "2031-05-06", "time": "18.15", "organiser": "Museo & ystävät"},
    "../../reasons": {"words-fi": "Ei kuulu museolle"},
    "../../series": {"title": "Kevään illat"},
    "../../people": {"called": "Aino Uusi", "email": "aino@example.org"},
}


def without_keys(page: str) -> str:
    return re.sub(r'<input type="hidden"[^>]*>', "", page)


@pytest.mark.parametrize("cookies", ["device", "an old session", "another session"])
@pytest.mark.parametrize("form", ENDED)
def test_a_form_comes_back_after_signing_in_again(kaisa: Browser, forum: str, form: str, cookies: str) -> None:
    typed, path = ENDED[form], normpath(f"/office/forum/{forum}/{form}")
    here, token_of_form = {"Origin": "http://localhost:5999"}, token(kaisa, "/office/people")
    before = without_keys(kaisa.text("/office"))
    kaisa.client.delete_cookie("desk")
    secret = {"password": "tosi-salainen-sana", "wifi_password": "salaisuus"}
    if cookies == "an old session":
        answer = kaisa.post(path, **typed, **secret)
    else:
        if cookies == "another session":
            kaisa.sign_in()
        answer = kaisa.client.post(path, data={"csrf": token_of_form, **typed, **secret}, headers=FINNISH | here)
    if cookies != "another session":
        assert (
            answer.status_code in (401, 403)
            and say("office.held.wait") in answer.text
            and "tosi-salainen" not in answer.text
        )
        hidden = {
            unescape(a): unescape(b)
            for a, b in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', answer.text)
        }
        wrong = kaisa.client.post(
            "/office/sign-in", data={**hidden, "email": EMAIL, "password": "väärä"}, headers=FINNISH
        )
        assert all(f'value="{escape(text)}"' in wrong.text for text in typed.values())
        answer = kaisa.client.post(
            "/office/sign-in", data={**hidden, "email": EMAIL, "password": PASSWORD}, headers=FINNISH
        )
    assert answer.status_code == 200 and say("office.held") in answer.text
    assert all(str(escape(text)) in answer.text for text in typed.values())
    assert f'action="{path}"' in answer.text and "salai" not in answer.text
    assert without_keys(kaisa.text("/office")) == before, "nothing was saved"


def hidden_of(page: str) -> dict[str, str]:
    return {
        unescape(a): unescape(b) for a, b in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
    }


def after_signing_in(kaisa: Browser, path: str, **typed: str) -> TestResponse:
    """What is shown to somebody who sends this form after the session has ended, and signs in."""
    kaisa.client.delete_cookie("desk")
    carried = hidden_of(kaisa.post(path, **typed).text)
    return kaisa.client.post("/office/sign-in", data={**carried, "email": EMAIL, "password": PASSWORD}, headers=FINNISH)


def test_a_form_that_can_no_longer_be_shown_says_why_and_gives_its_texts_back(kaisa: Browser, forum: str) -> None:
    form = {"name-fi": "Kahvi", "prompt-fi": "Mitä\nkahvilaan?", "kind": "ideas", "set-places": "3", "review": "on"}
    kaisa.post(f"/office/forum/{forum}/delete", f"/office/forum/{forum}/delete", sure="1")
    answer = after_signing_in(kaisa, f"/office/forum/{forum}/edit", wifi_password="salaisuus", **form)
    assert answer.status_code == 404
    said = (*first_sentence(say("office.gone")), say("office.held.lost"), say("office.held.typed"))
    assert all(words in answer.text for words in said)
    assert re.findall(r'<li dir="auto">(.*?)</li>', answer.text, re.S) == ["Kahvi", "Mitä\nkahvilaan?"]
    assert "salaisuus" not in answer.text


@pytest.mark.parametrize("path", ["/office/new", "/office/forum/{forum}/edit", "/office/series", "/office/people"])
def test_links_beside_a_refused_form_leave_it_where_it_is(kaisa: Browser, forum: str, path: str) -> None:
    """Also without scripts, which would ask before what was typed is left. Cancelling is asked for by its name."""
    page = kaisa.post(path.format(forum=forum), called="Aino").text
    ways = page[page.index("<nav") : page.index("</nav>")] + "".join(
        re.findall(r'<header class="head">.*?</header>', page)
    )
    links = re.findall(r"<a [^>]*>", ways)
    assert len(links) >= 2 and all('target="_blank"' in link for link in links), links
    assert say("office.new_tab") in ways
    assert "_blank" not in "".join(re.findall(r"<nav.*?</nav>", kaisa.text("/office/people"), re.S))


@pytest.mark.parametrize(
    ("button", "words", "has"),
    [
        ("screen", "office.held.button", "/screen"),
        ("rehearse", "office.held.button", "/rehearse"),
        ("activity/1/move", "office.held.button", "/move"),
        ("activity/1/remove", "office.held.button", 'class="evening"'),
        ("delete", "office.held.delete", "/delete"),
        ("../../people/1/remove", "office.held.button", "/people/1/remove"),
    ],
)
def test_a_button_pressed_after_the_session_ended_is_said_not_to_be_done(
    kaisa: Browser, forum: str, button: str, words: str, has: str
) -> None:
    before = without_keys(kaisa.text("/office"))
    answer = after_signing_in(kaisa, normpath(f"/office/forum/{forum}/{button}"), to="2")
    assert answer.status_code == 200 and answer.text.count(say(words)) == 1 and has in answer.text
    assert say("office.held.password") not in answer.text and say("office.held") not in answer.text
    assert without_keys(kaisa.text("/office")) == before, "nothing was done"


@pytest.mark.parametrize(("form", "asked"), [("edit", True), ("copy", False), ("../../people", True)])
def test_passwords_are_asked_again_where_there_are_any(kaisa: Browser, forum: str, form: str, asked: bool) -> None:
    answer = after_signing_in(kaisa, normpath(f"/office/forum/{forum}/{form}"), **ENDED[form])
    assert say("office.held") in answer.text and (say("office.held.password") in answer.text) == asked


def test_another_language_loses_nothing_of_a_form_that_waits(kaisa: Browser, forum: str) -> None:
    typed, path = ENDED["copy"], f"/office/forum/{forum}/copy"
    kaisa.client.delete_cookie("desk")
    page = kaisa.post(path, **typed).text
    nav = page[page.index('class="langs"') : page.index("</header>")]
    assert '<a href="?lang' not in nav and 'data-leave="held"' in page
    form = next(one for one in re.findall(r"<form.*?</form>", nav, re.S) if "lang=sv" in one)
    swedish = kaisa.client.post("/office/sign-in?lang=sv", data={**hidden_of(form), "look": "yes"}, headers=FINNISH)
    assert swedish.status_code == 200 and '<html lang="sv"' in swedish.text and "Toinen kerta" in swedish.text
    assert say("refusal.sign_in") not in swedish.text
    carried = hidden_of(swedish.text)
    held = kaisa.client.post("/office/sign-in", data={**carried, "email": EMAIL, "password": PASSWORD})
    assert "Toinen kerta" in held.text
    nav = held.text[held.text.index('class="langs"') : held.text.index("</header>")]
    assert all("_blank" in link for link in re.findall(r"<a [^>]*>", nav)), "the form stays where it is"


@pytest.mark.parametrize(
    "path",
    ["/office/people/1/remove", "https://evil.example/", "/office/sign-out", "/j/AAAAAA/idea", "/office/forum/x/edit"],
)
def test_signing_in_with_a_made_up_form_does_nothing(stranger: Browser, path: str) -> None:
    answer = stranger.sign_in(**{"held": path, "held.sure": "on"})
    assert answer.status_code in (200, 303, 404) and answer.headers.get("Location", "/office") == "/office"
    assert EMAIL in stranger.text("/office/people")


def test_signing_in_gives_another_token_than_before(stranger: Browser, services: Services) -> None:
    stranger.client.set_cookie("desk", "a-token-that-somebody-planted")
    answer = stranger.sign_in()
    assert answer.status_code == 303 and answer.location == "/office"
    assert stranger.cookie("desk") not in ("", "a-token-that-somebody-planted")
    with reading(services.engine) as db:
        kept = list(db.scalars(select(admission.c.token_hash)))
    assert kept == [authentication.desk_hash(stranger.cookie("desk"))]
    first = stranger.cookie("desk")
    stranger.client.post("/office/sign-out", data={"csrf": token(stranger, "/office")})
    stranger.sign_in()
    assert stranger.cookie("desk") != first


def token(browser: Browser, page: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', browser.text(page))
    assert found
    return found[1]


def test_cookies_are_out_of_reach_of_scripts(stranger: Browser) -> None:
    jar: SimpleCookie = SimpleCookie()
    for header in stranger.sign_in().headers.getlist("Set-Cookie"):
        jar.load(header)
    for name in ("desk", "known"):
        assert (
            jar[name]["httponly"]
            and jar[name]["samesite"] == "Lax"
            and jar[name]["path"] == "/"
            and not jar[name]["secure"]
        )


@pytest.mark.parametrize(
    ("email", "password"), [(EMAIL, "väärä"), ("pekka@museo.fi", PASSWORD), ("", ""), ("ei\x00mikään", "\ufffd")]
)
def test_wrong_email_or_password_says_neither_which(stranger: Browser, email: str, password: str) -> None:
    answer = stranger.sign_in(email, password)
    text = answer.get_data(True)
    assert answer.status_code == 403 and say("refusal.sign_in") in text
    assert password == "" or f'value="{password}"' not in text
    assert not stranger.cookie("desk")


def test_many_wrong_tries_wait_even_for_the_right_password(stranger: Browser, app: Flask) -> None:
    for _ in range(5):
        assert stranger.sign_in(password="väärä").status_code == 403
    answer = stranger.sign_in()
    assert answer.status_code == 429 and say("refusal.sign_in_wait", n=1) in answer.get_data(True)


def test_a_browser_that_was_in_before_is_not_locked_out_by_others(kaisa: Browser, app: Flask) -> None:
    kaisa.client.post("/office/sign-out", data={"csrf": token(kaisa, "/office")})
    guesser = another(app)
    for _ in range(6):
        guesser.sign_in(password="väärä")
    assert guesser.sign_in().status_code == 429
    assert kaisa.sign_in().status_code == 303


def test_a_known_browser_that_guesses_waits_too(kaisa: Browser) -> None:
    kaisa.client.post("/office/sign-out", data={"csrf": token(kaisa, "/office")})
    for _ in range(5):
        kaisa.sign_in(password="väärä")
    assert kaisa.sign_in().status_code == 429


def test_many_tries_at_once_are_told_to_wait_and_known_browsers_go_first(
    kaisa: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    kaisa.client.post("/office/sign-out", data={"csrf": token(kaisa, "/office")})
    slowly, fits = threading.Event(), password_sign_in._fits
    patience = limit(20)
    monkeypatch.setattr(
        password_sign_in,
        "_fits",
        lambda stored, given: fits(stored, given) if given == PASSWORD else slowly.wait(patience),
    )
    answers: list[int] = []

    def guess(n: int) -> None:
        answers.append(another(app).sign_in(f"{n}@museo.fi", "väärä").status_code)

    guessers = [threading.Thread(target=guess, args=(n,)) for n in range(20)]
    for one in guessers:
        one.start()
    end = time.monotonic() + patience
    while len(answers) < 12 and time.monotonic() < end:
        time.sleep(0.01)
    assert kaisa.sign_in().status_code == 303, "nobody waits behind strangers in a browser that was in before"
    assert kaisa.post("/office/sign-out", "/office").status_code == 303
    slowly.set()
    for one in guessers:
        one.join()
    assert sorted(answers) == [403] * 8 + [429] * 12


def test_signing_out_takes_the_cookie_even_when_nothing_can_be_written(
    kaisa: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OperationalError("DELETE", {}, sqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr(password_sign_in, "_sign_out", full)
    answer = kaisa.post("/office/sign-out", "/office")
    assert answer.status_code == 507 and say("office.refusal.disk_full") in answer.get_data(True)
    assert not kaisa.cookie("desk") and kaisa.get("/office").status_code == 303


def test_signing_out_ends_it_on_the_server(kaisa: Browser, app: Flask, services: Services) -> None:
    stolen = another(app)
    stolen.client.set_cookie("desk", kaisa.cookie("desk"))
    assert stolen.get("/office").status_code == 200
    answer = kaisa.post("/office/sign-out", "/office")
    assert answer.status_code == 303
    assert stolen.get("/office").status_code == 303
    with reading(services.engine) as db:
        assert db.scalar(select(func.count()).select_from(admission)) == 0


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ("/office/people", "/office/people"),
        ("/console/abc", "/console/abc"),
        ("//evil.example", "/office"),
        ("https://evil.example/office/", "/office"),
        ("/office/\\evil", "/office"),
        ("/office//evil.example", "/office"),
        ("/elsewhere", "/office"),
        ("/office/a\nb", "/office"),
    ],
)
def test_after_signing_in_one_goes_on_inside(stranger: Browser, wanted: str, there: str) -> None:
    assert stranger.sign_in(next=wanted).location == there


def test_a_form_from_elsewhere_is_refused(kaisa: Browser, services: Services) -> None:
    for fields, headers in (
        ({"title": "Sarja"}, {}),
        ({"title": "Sarja", "csrf": "0" * 40}, {}),
        ({"title": "Sarja", "csrf": token(kaisa, "/office")}, {"Origin": "https://evil.example"}),
    ):
        answer = kaisa.client.post("/office/series", data=fields, headers={**FINNISH, **headers})
        assert answer.status_code == 403 and say("refusal.form_stale") in answer.get_data(True)
    with reading(services.engine) as db:
        assert db.scalar(select(func.count()).select_from(Series)) == 0


def test_the_language_is_kept_once_chosen(stranger: Browser) -> None:
    assert "Logga in på kansliet" in stranger.text("/office/sign-in?lang=sv")
    assert "Logga in på kansliet" in stranger.text("/office/sign-in")
    assert '<html lang="sv">' in stranger.text("/office/sign-in")
    assert "Sign in to the office" in stranger.text("/office/sign-in?lang=en")


def test_a_facilitators_link_opens_the_results_and_nothing_else_of_the_office(
    kaisa: Browser, app: Flask, services: Services, forum: str
) -> None:
    from workshop.access import random_codes_and_keys
    from workshop.contract.commands import LinkAdd

    secret = random_codes_and_keys.long_secret()
    made = services.writer.execute(
        LinkAdd(key=random_codes_and_keys.key(), secret_hash=authentication.desk_hash(secret)),
        ADMINISTRATOR,
        row(services, forum).id,
    )
    assert made.ok
    guest = another(app)
    assert guest.client.get(f"/console/{forum}?key={secret}").status_code in (302, 303)
    assert guest.get(f"/office/forum/{forum}/summary").status_code == 200
    assert guest.get(f"/office/forum/{forum}/download/json").status_code == 200
    assert guest.get("/office").status_code == 303
    assert guest.get(f"/office/forum/{forum}").status_code == 303
    assert guest.post(f"/office/forum/{forum}/delete").status_code == 401
    for ref in (forum, "none"):
        assert another(app).get(f"/office/forum/{ref}/download/json").status_code == 403
    assert guest.get("/office/forum/none/download/json").status_code == 401


# -- the first organiser
# ---------------------------------------------------------------------------------------------------


def test_the_one_time_link_makes_the_first_organiser_who_is_then_in(
    client: FlaskClient, services: Services, app: Flask
) -> None:
    secret = setup_link.new(services.engine)
    browser = Browser(client)
    assert say("office.sign_in.first") in browser.text("/office/sign-in")
    page = f"/office/setup?key={secret}"
    short = browser.post("/office/setup", page, key=secret, called="Aino", email="aino@museo.fi", password="lyhyt")
    assert (
        short.status_code == 422
        and say("refusal.password_short", n=12) in short.get_data(True)
        and "aino@museo.fi" in short.get_data(True)
    )
    bad = browser.post("/office/setup", page, key=secret, called="Aino", email="ei osoite", password=PASSWORD)
    assert bad.status_code == 422 and say("refusal.email_bad") in bad.get_data(True)
    answer = browser.post("/office/setup", page, key=secret, called="Aino", email="aino@museo.fi", password=PASSWORD)
    assert answer.status_code == 303 and answer.location == "/office"
    assert say("office.empty") in browser.text("/office")
    again = another(app)
    assert again.get(page).status_code == 422
    assert say("refusal.setup_used") in again.get(page).get_data(True)
    assert again.post("/office/setup", key=secret, called="B", email="b@museo.fi", password=PASSWORD).status_code == 422
    with reading(services.engine) as db:
        assert list(db.scalars(select(Account.email))) == ["aino@museo.fi"]


def test_a_guessed_link_opens_nothing(client: FlaskClient, services: Services) -> None:
    setup_link.new(services.engine)
    for key in ("", "guessed", "x" * 500):
        assert client.get(f"/office/setup?key={key}").status_code == 422


def test_an_idea_that_nobody_decided_on_is_told_above_the_downloads(
    kaisa: Browser, services: Services, forum: str
) -> None:
    assert 'id="waiting"' not in kaisa.text(f"/office/forum/{forum}")
    whole = row(services, forum)
    with transaction(services.engine) as db:
        step = db.scalars(select(Activity.id).where(Activity.forum == whole.id)).first()
        one = {
            "number": 1,
            "text": "soita",
            "key": "k",
            "source": "phone",
            "state": "waiting",
            "flags": ["phone"],
            "created_at": 1,
        }
        db.add(Idea(forum=whole.id, activity=step, **one))
    page = kaisa.text(f"/office/forum/{forum}")
    assert page.index(say("office.results.waiting", n=1)) < page.index("/download/")


# -- series and forums
# -----------------------------------------------------------------------------------------------------


def test_series_are_made_renamed_and_removed_when_empty(kaisa: Browser, services: Services) -> None:
    kaisa.post("/office/series", "/office", title="Historian museo")
    assert "Historian museo" in kaisa.text("/office")
    empty = kaisa.post("/office/series", "/office", title="  ")
    assert empty.status_code == 422 and say("refusal.title_missing") in empty.get_data(True)
    kaisa.post(
        "/office/new",
        "/office/new",
        template="forum-1",
        series="1",
        **{"title-fi": "Eka", "title-sv": "", "title-en": ""},
    )
    kaisa.post("/office/series/1", "/office/series/1", title="Tulevaisuuden museo")
    assert "Tulevaisuuden museo" in kaisa.text("/office")
    full = kaisa.post("/office/series/1/remove", "/office/series/1")
    assert full.status_code == 422 and say("office.refusal.in_use") in full.get_data(True)
    kaisa.post("/office/series", "/office", title="Tyhjä")
    assert kaisa.post("/office/series/2/remove", "/office/series/2").location == "/office"
    assert "Tyhjä" not in kaisa.text("/office")
    assert kaisa.get("/office/series/99").status_code == 404


def test_a_forum_from_the_template_has_its_agenda_in_three_languages(
    kaisa: Browser, services: Services, forum: str
) -> None:
    text = kaisa.text(f"/office/forum/{forum}")
    assert "Foorumi 1: Unelmien museo" in text and say("office.minutes", n=117) in text
    assert text.count('class="act"') == 9
    code = row(services, forum).code
    assert f"{code[:3]}&nbsp;{code[3:]}" in text and f"/screen/{row(services, forum).screen_token}" in text
    assert "Forum 1: Drömmarnas museum" in kaisa.text(f"/office/forum/{forum}?lang=sv")


def test_an_empty_forum_needs_a_name(kaisa: Browser) -> None:
    fields = {"title-fi": "", "title-sv": "", "title-en": "", "series": ""}
    answer = kaisa.post("/office/new", "/office/new", template="empty", **fields)
    assert answer.status_code == 422 and say("refusal.title_missing") in answer.get_data(True)
    answer = kaisa.post("/office/new", "/office/new", template="empty", **{**fields, "title-sv": "Tomt"})
    assert say("office.agenda.empty") in kaisa.text(answer.location)
    assert kaisa.post("/office/new", "/office/new", template="../secret", **fields).status_code == 400


def test_a_taken_code_is_made_anew(
    kaisa: Browser, services: Services, forum: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workshop.access import random_codes_and_keys

    made = iter([row(services, forum).code, "AAAAAA"])
    monkeypatch.setattr(random_codes_and_keys, "forum_code", lambda: next(made))
    answer = kaisa.post(
        "/office/new",
        "/office/new",
        template="forum-1",
        series="",
        **{"title-fi": "Toinen", "title-sv": "", "title-en": ""},
    )
    assert row(services, str(answer.location).rsplit("/", 1)[1]).code == "AAAAAA"


def test_name_languages_and_wifi_are_edited(kaisa: Browser, services: Services, forum: str) -> None:
    page = f"/office/forum/{forum}/edit"
    assert kaisa.post(page, page, **whole_edit(**{"intro-fi": "Rivi\r\ntoinen"})).status_code == 303
    found = row(services, forum)
    assert (found.title, found.intro, found.languages, found.screen_languages) == (
        {"fi": "Uusi nimi"},
        {"fi": "Rivi\ntoinen"},
        ["fi", "sv"],
        ["fi"],
    )
    assert (found.wifi_network, found.wifi_password, found.version) == ("Museo", "salaisuus", 2)
    text = kaisa.text(page)
    assert (
        say("office.missing_text", language="Svenska") in text
        and say("office.missing_text", language="English") not in text
    )


def test_review_is_chosen_beforehand_and_the_console_asks_no_more(
    kaisa: Browser, services: Services, forum: str
) -> None:
    page = f"/office/forum/{forum}/edit"
    assert f'<option value="">{say("office.review.ask")}</option>' in kaisa.text(page)
    assert kaisa.post(page, page, **whole_edit(review="", **{"review-was": ""})).status_code == 303
    assert not row(services, forum).moderation_chosen
    assert kaisa.post(page, page, **whole_edit(review="before", version="2", **{"review-was": ""})).status_code == 303
    assert (row(services, forum).moderation, row(services, forum).moderation_chosen) == ("before", True)
    text = kaisa.text(page)
    assert '<option value="before" selected>' in text and say("office.review.ask") not in text
    assert (
        kaisa.post(page, page, **whole_edit(review="later", version="3", **{"review-was": "before"})).status_code == 422
    )
    # Saved by somebody whose form was open while the console chose: what was not touched here stays as the console has
    # it.
    assert kaisa.post(page, page, **whole_edit(review="off", version="3", **{"review-was": "off"})).status_code == 303
    assert row(services, forum).moderation == "before"


def test_the_wifi_card_is_kept_to_the_letter(kaisa: Browser, services: Services, forum: str) -> None:
    page = f"/office/forum/{forum}/edit"
    network, password = "Museo  vieras ", 'kaksi  väliä "x";y\\z '
    assert kaisa.post(page, page, **whole_edit(wifi_network=network, wifi_password=password)).status_code == 303
    found = row(services, forum)
    assert (found.wifi_network, found.wifi_password) == (network, password)
    again = kaisa.post(page, page, **whole_edit(version="2", wifi_network="Museo\x07"))
    assert again.status_code == 422 and row(services, forum).wifi_network == network


def test_the_slower_of_two_sees_both_versions_and_keeps_the_text(
    kaisa: Browser, services: Services, forum: str
) -> None:
    page = f"/office/forum/{forum}/edit"
    kaisa.post(page, page, **whole_edit())
    late = kaisa.post(page, page, **whole_edit(**{"title-fi": "Hitaampi nimi"}))
    text = late.get_data(True)
    assert late.status_code == 409 and say("office.refusal.changed") in text
    assert 'value="Hitaampi nimi"' in text and "Uusi nimi" in text and 'name="version" value="2"' in text
    assert row(services, forum).title == {"fi": "Uusi nimi"}
    assert kaisa.post(page, page, **whole_edit(**{"title-fi": "Hitaampi nimi", "version": "2"})).status_code == 303
    assert row(services, forum).title == {"fi": "Hitaampi nimi"}


def test_a_refused_form_never_overwrites_what_a_colleague_saved(kaisa: Browser, services: Services, forum: str) -> None:
    page = f"/office/forum/{forum}/edit"
    colleague = {"place": "Pääkirjasto", "organiser": "Museo", "date": "25.4.2027", "time": "17.30"}
    kaisa.post(page, page, **whole_edit(**colleague, languages=["fi", "en"], wifi_password="toinen1234"))
    bad = kaisa.post(page, page, **whole_edit(date="31.4.2027", time="17"))
    assert bad.status_code == 422 and 'name="version" value="1"' in bad.get_data(True)
    late = kaisa.post(page, page, **whole_edit())
    text = late.get_data(True)
    assert late.status_code == 409 and 'name="version" value="2"' in text
    for field, saved in (
        ("place", "Pääkirjasto"),
        ("organiser", "Museo"),
        ("date", "17.30"),
        ("languages", "English"),
        ("wifi_password", "toinen1234"),
    ):
        assert re.search(rf'class="stored" id="{field}-now">[^<]*<span dir="auto">[^<]*{saved}', text), field
    assert text.count('class="stored"') == 5, "only what differs"
    assert row(services, forum).place == "Pääkirjasto"
    assert kaisa.post(page, page, **whole_edit(version="2")).status_code == 303
    assert row(services, forum).place == ""


def test_a_form_that_waited_for_signing_in_keeps_its_version(stranger: Browser, services: Services) -> None:
    assert stranger.sign_in().status_code == 303
    made = stranger.post("/office/new", "/office/new", template="forum-1", series="", **{"title-fi": "Ilta"})
    page = f"/office/forum/{str(made.location).rsplit('/', 1)[1]}/edit"
    assert stranger.post(page, page, **whole_edit(place="Pääkirjasto")).status_code == 303
    carried = {f"held.{name}": value for name, value in whole_edit().items() if name != "wifi_password"}
    answer = stranger.sign_in(held=page, **carried)
    assert say("office.held") in answer.get_data(True) and 'name="version" value="1"' in answer.get_data(True)


def test_how_ideas_are_reviewed_is_not_overwritten_by_a_refused_form(
    kaisa: Browser, services: Services, forum: str
) -> None:
    page = f"/office/forum/{forum}/edit"
    opened = {"review": "after", "review-was": "off"}
    kaisa.post(page, page, **whole_edit(review="before", **{"review-was": ""}))
    bad = kaisa.post(page, page, **whole_edit(version="2", date="31.4.2027", **opened)).get_data(True)
    assert 'name="review-was" value="off"' in bad
    untouched = kaisa.post(
        page, page, **whole_edit(version="2", date="31.4.2027", review="off", **{"review-was": "off"})
    )
    assert 'name="review-was" value="before"' in untouched.get_data(True)
    late = kaisa.post(page, page, **whole_edit(version="2", **opened))
    assert late.status_code == 409 and 'id="review-now"' in late.get_data(True)
    assert row(services, forum).moderation == "before"


def test_a_series_renamed_meanwhile_is_shown_before_it_is_renamed_again(kaisa: Browser, services: Services) -> None:
    kaisa.post("/office/series", "/office", title="Kevät")
    with reading(services.engine) as db:
        page = f"/office/series/{db.scalar(select(Series.id))}"
    assert 'name="was" value="Kevät"' in kaisa.text(page)
    assert kaisa.post(page, page, title="Syksy", was="Kevät").status_code == 303
    assert 'name="was" value="Syksy"' in kaisa.post(page, page, title="", was="Syksy").get_data(True)
    late = kaisa.post(page, page, title="Talvi", was="Kevät")
    assert late.status_code == 409 and 'name="was" value="Syksy"' in late.get_data(True)
    assert 'value="Talvi"' in late.get_data(True) and 'id="title-now"' in late.get_data(True)
    assert kaisa.post(page, page, title="Talvi", was="Syksy").status_code == 303


@pytest.mark.parametrize(
    "changed",
    [
        {"title-fi": ""},
        {"languages": []},
        {"languages": ["klingon"]},
        {"screen-first": "xx"},
        {"title-fi": "x" * 121},
        {"series": "77"},
        {"version": "abc"},
        {"intro-fi": "x" * 1201},
        {"date": "2027-04-25"},
        {"time": "17.00"},
        {"date": "31.4.2027", "time": "17"},
        {"date": "2027-04-25", "time": "24:30"},
        {"date": "1.1.0001", "time": "9"},
        {"place": "x" * 121},
    ],
)
def test_unfit_edits_are_told_beside_the_form_and_nothing_changes(
    kaisa: Browser, services: Services, forum: str, changed: dict[str, Any]
) -> None:
    page = f"/office/forum/{forum}/edit"
    answer = kaisa.post(page, page, **whole_edit(**changed))
    assert answer.status_code in (404, 409, 422)
    assert 'role="alert"' in answer.get_data(True) and "salaisuus" in answer.get_data(True)
    assert row(services, forum).version == 1


def test_a_copy_has_the_same_agenda_and_secrets_of_its_own(kaisa: Browser, services: Services, forum: str) -> None:
    page = f"/office/forum/{forum}/edit"
    kaisa.post(page, page, **whole_edit())
    asked, many = f"/office/forum/{forum}/copy", count(services)
    nameless = kaisa.post(asked, asked, **{"title-fi": " ", "place": "Kirjasto"})
    assert (
        nameless.status_code == 422
        and say("refusal.title_missing") in nameless.get_data(True)
        and "Kirjasto" in nameless.get_data(True)
    )
    for _ in range(2):
        long = kaisa.post(asked, asked, **{"title-fi": "Kevään foorumi", "place": "x" * 130})
        assert long.status_code == 422 and "x" * 130 in long.get_data(True)
    assert count(services) == many, "a copy that is refused is not made"
    answer = kaisa.post(
        asked, asked, **{"title-fi": "Kevään foorumi", "date": "2027-04-25", "time": "17:00", "place": "Kirjasto"}
    )
    old, new = row(services, forum), row(services, str(answer.location).rsplit("/", 1)[1])
    assert (
        new.title == {"fi": "Kevään foorumi"}
        and new.place == "Kirjasto"
        and new.starts_at == HALF_PAST_FIVE_IN_TURKU - 30 * 60_000
    )
    assert new.wifi_network == "Museo" and new.languages == ["fi", "sv"] and not new.rehearsal
    assert not {old.code, old.join_secret, old.screen_token, old.ref} & {
        new.code,
        new.join_secret,
        new.screen_token,
        new.ref,
    }
    alike = [
        [(one.kind, one.name, one.prompt, one.instruction, one.minutes, one.settings) for one in steps(services, ref)]
        for ref in (forum, new.ref)
    ]
    assert alike[0] == alike[1]


@pytest.mark.parametrize(("review", "chosen"), [("", False), ("off", True), ("after", True), ("before", True)])
def test_a_copy_and_a_rehearsal_review_ideas_as_the_forum_does(
    kaisa: Browser, services: Services, forum: str, review: str, chosen: bool
) -> None:
    page = f"/office/forum/{forum}/edit"
    kaisa.post(page, page, **whole_edit(**{"review": review, "review-was": ""}))
    copied = kaisa.post(f"/office/forum/{forum}/copy", f"/office/forum/{forum}/copy", **{"title-fi": "Kevään foorumi"})
    tried = kaisa.post(f"/office/forum/{forum}/rehearse", f"/office/forum/{forum}")
    for answer in (copied, tried):
        made = row(services, str(answer.location).rsplit("/", 1)[1])
        assert (made.moderation, made.moderation_chosen) == (review or "off", chosen)


def test_a_forum_has_reasons_of_its_own_for_hiding_ideas_and_a_copy_takes_them_along(
    kaisa: Browser, services: Services, forum: str
) -> None:
    page = f"/office/forum/{forum}/reasons"
    assert page in kaisa.text(f"/office/forum/{forum}") and say("mod.reason.insult") in kaisa.text(page)
    empty = kaisa.post(page, page, **{"words-fi": " "})
    assert empty.status_code == 422 and say("refusal.reason_missing") in empty.get_data(True)
    long = kaisa.post(page, page, **{"words-fi": "x" * 130, "words-sv": "Gäller inte museet"})
    assert long.status_code == 422 and "Gäller inte museet" in long.get_data(True)
    kaisa.post(page, page, **{"words-fi": "Ei koske <museota>", "words-sv": "Gäller inte museet"})
    kaisa.post(page, page, **{"words-fi": "Väärä vaihe"})
    assert "Ei koske &lt;museota&gt;" in kaisa.text(page)
    kaisa.post(f"{page}/own-2/remove", page)
    kaisa.post(f"{page}/own-2/remove", page)
    assert "Väärä vaihe" not in kaisa.text(page)
    copied = kaisa.post(f"/office/forum/{forum}/copy", f"/office/forum/{forum}/copy", **{"title-fi": "Kevät"})
    made = row(services, str(copied.location).rsplit("/", 1)[1])
    assert [one["words"]["sv"] for one in made.reasons.values()] == ["Gäller inte museet"]


def test_the_house_has_reasons_that_every_forum_offers_and_a_copy_does_not_repeat(
    kaisa: Browser, services: Services, forum: str
) -> None:
    page, of_forum = "/office/reasons", f"/office/forum/{forum}/reasons"
    assert f'href="{page}"' in kaisa.text("/office") and f'href="{page}"' in kaisa.text(of_forum)
    empty = kaisa.post(page, page, **{"words-fi": " "})
    assert empty.status_code == 422 and say("refusal.reason_missing") in empty.get_data(True)
    long = kaisa.post(page, page, **{"words-fi": "x" * 130, "words-sv": "Gäller inte museet"})
    assert long.status_code == 422 and "Gäller inte museet" in long.get_data(True)
    assert say("office.refusal.too_long", 10) in long.get_data(True), "a reason is not split into two ideas"
    unseen = kaisa.post(page, page, **{"words-fi": "\u200b\ufe0f"})
    assert unseen.status_code == 422 and say("office.refusal.empty") in unseen.get_data(True)
    once = once_of(kaisa.text(page))
    for _ in range(2):
        kaisa.post(page, page, once=once, **{"words-fi": "Ei kuulu <museolle>", "words-sv": "Gäller inte museet"})
    assert kaisa.text(page).count("Ei kuulu &lt;museolle&gt;</span>") == 1, "two clicks are one reason"
    kaisa.post(of_forum, of_forum, **{"words-fi": "Väärä vaihe"})
    listed = kaisa.text(of_forum)
    assert listed.index("Väärä vaihe") < listed.index("Ei kuulu &lt;museolle&gt;"), "the forum's own come first"
    assert f"{page}/house-1/remove" not in listed, "the house's are removed on the house's page"
    assert "Väärä vaihe" not in kaisa.text(page)
    copied = kaisa.post(f"/office/forum/{forum}/copy", f"/office/forum/{forum}/copy", **{"title-fi": "Kevät"})
    made = row(services, str(copied.location).rsplit("/", 1)[1])
    assert [one["words"]["fi"] for one in made.reasons.values()] == ["Väärä vaihe"]
    for _ in range(2):
        kaisa.post(f"{page}/house-1/remove", page)
    assert "museolle" not in kaisa.text(page) and "museolle" not in kaisa.text(of_forum)


@pytest.mark.parametrize("page", ["/office/reasons", "/office/forum/{}/reasons", "/office/people"])
def test_what_became_of_a_form_below_a_list_is_said_where_the_focus_goes(kaisa: Browser, forum: str, page: str) -> None:
    page = page.format(forum)
    told = '<p class="told calm" role="status" tabindex="-1">{}</p>'
    ada = {"called": "Ada", "email": "ada@example.org", "password": "neljä sanaa on hyvä"}
    added = kaisa.post(page, page, **(ada if "people" in page else {"words-fi": "Ei koske museota"}))
    done = "person" if "people" in page else "reason"
    assert told.format(say(f"office.done.{done}")) in kaisa.text(str(added.location))
    assert 'role="status"' not in kaisa.text(page)
    if "people" not in page:
        gone = kaisa.post(f"{page}/{'own' if forum in page else 'house'}-1/remove", page)
        assert told.format(say("office.done.reason_removed")) in kaisa.text(str(gone.location))


def test_a_rehearsal_is_a_copy_apart_from_the_series(kaisa: Browser, services: Services, forum: str) -> None:
    answer = kaisa.post(f"/office/forum/{forum}/rehearse", f"/office/forum/{forum}")
    made = row(services, str(answer.location).rsplit("/", 1)[1])
    assert answer.location == f"/console/{made.ref}" and made.rehearsal and made.series is None
    assert made.title == row(services, forum).title, "it is marked as a rehearsal wherever it is shown"
    home = kaisa.text("/office")
    assert home.index(say("office.rehearsals")) < home.index(made.ref)


def test_a_form_that_makes_something_makes_it_once_however_often_it_is_sent(
    kaisa: Browser, services: Services, forum: str
) -> None:
    """Two clicks on Rehearse are one rehearsal; the same form opened anew, or filled in otherwise, is another."""
    rehearse, page, many = f"/office/forum/{forum}/rehearse", f"/office/forum/{forum}", count(services)
    once = once_of(kaisa.text(page))
    assert len({kaisa.post(rehearse, page, once=once).location for _ in range(3)}) == 1
    assert count(services) == many + 1
    kaisa.post(rehearse, page, once=once_of(kaisa.text(page)))
    assert count(services) == many + 2
    for where in ("/office/new", f"/office/forum/{forum}/copy"):
        once, many = once_of(kaisa.text(where)), count(services)
        for title in ("Kevät", "Kevät", "Syksy"):
            kaisa.post(where, where, once=once, template="empty", **{"title-fi": title})
        assert count(services) == many + 2, where


def once_of(text: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', text)
    assert found
    return found[1]


def test_deleting_asks_first_and_refuses_a_running_forum(kaisa: Browser, services: Services, forum: str) -> None:
    from workshop.contract.commands import AgendaGo, ForumEnd

    page = f"/office/forum/{forum}/delete"
    assert say("office.delete.ask") in kaisa.text(page)
    assert not re.search(r"<li>0\b", kaisa.text(page)), "nothing goes of what there is not"
    number, first = row(services, forum).id, steps(services, forum)[0].id
    assert services.writer.execute(AgendaGo(key="go-on-now", activity=first), ADMINISTRATOR, number).ok
    assert say("office.delete.live") in kaisa.text(page)
    answer = kaisa.post(page, "/office")
    assert answer.status_code == 422 and say("refusal.live_forum") in answer.get_data(True)
    assert services.writer.execute(ForumEnd(key="end-it-now"), ADMINISTRATOR, number).ok
    assert kaisa.post(page, page).location == "/office?done=deleted"
    assert say("office.done.deleted") in kaisa.text("/office?done=deleted")
    gone = kaisa.get(f"/office/forum/{forum}")
    page = gone.get_data(True)
    heading, reason = say("office.gone").split(" ole. ")
    assert gone.status_code == 404 and heading in page and reason in page, "an organiser is told so in the office,"
    assert 'class="btn main" href="/office"' in page, "and finds the way back there"
    assert forum not in kaisa.text("/office")


# -- the agenda
# ------------------------------------------------------------------------------------------------------------


def test_nobody_is_counted_in_words(kaisa: Browser, forum: str) -> None:
    for page in (f"/office/forum/{forum}/delete", f"/office/forum/{forum}"):
        text = kaisa.get(page).get_data(True)
        assert "0 ihmistä äänesti" not in text


def test_steps_are_added_ordered_edited_and_removed(kaisa: Browser, services: Services, forum: str) -> None:
    page = f"/office/forum/{forum}"
    new = f"{page}/activity?kind=dots"
    assert 'name="set-dots" value="3"' in kaisa.text(new)
    assert len(steps(services, forum)) == 9, "nothing is made before it is saved"
    answer = kaisa.post(f"{page}/activity", new, kind="dots", at="10", **step_edit(minutes="8", **{"set-dots": "3"}))
    made = steps(services, forum)[-1]
    assert answer.location.endswith(f"#step-{made.id}") and (made.kind, made.prompt) == (
        "dots",
        {"fi": "Mitä?", "sv": "Vad?"},
    )
    moved = kaisa.post(f"{page}/activity/{made.id}/move", page, to="1")
    assert [one.id for one in steps(services, forum)][0] == made.id
    assert moved.location == f"{page}?moved=up#step-{made.id}", "the page is told which arrow to go on from"
    step = f"{page}/activity/{made.id}"
    assert kaisa.post(step, step, **step_edit(**{"name-fi": "Loppuäänestys"})).status_code == 303
    saved = steps(services, forum)[0]
    assert (saved.prompt, saved.minutes, saved.settings) == (
        {"fi": "Mitä?", "sv": "Vad?"},
        12,
        {"dots": 5, "cap": 1, "of": "ideas"},
    )
    assert saved.name == {"fi": "Loppuäänestys"} and "Loppuäänestys" in kaisa.text(page)
    assert say("office.missing", languages="sv en") in kaisa.text(page), (
        "the name is missing in Swedish, the question only in English"
    )
    assert say("office.minutes", n=129) in kaisa.text(page)
    assert kaisa.post(f"{step}/remove", step).status_code == 303
    assert len(steps(services, forum)) == 9


@pytest.mark.parametrize("kind", ["welcome", "ideas", "clusters", "dots", "results"])
def test_every_kind_can_be_added_and_saved_as_its_form_stands(
    kaisa: Browser, services: Services, forum: str, kind: str
) -> None:
    page = f"/office/forum/{forum}"
    new = f"{page}/activity?kind={kind}&at=2"
    fields = {**step_edit(), **dict(re.findall(r'name="(set-\w+)" value="(\w+)" checked', kaisa.text(new)))}
    assert kaisa.post(f"{page}/activity", new, kind=kind, at="2", **fields).status_code == 303
    made = steps(services, forum)[1]
    assert made.prompt["fi"] == "Mitä?"
    step = f"{page}/activity/{made.id}"
    fields = {**step_edit(), **dict(re.findall(r'name="(set-\w+)" value="(\w+)" checked', kaisa.text(step)))}
    assert kaisa.post(step, step, **fields).status_code == 303
    assert steps(services, forum)[1].version == 2


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"minutes": "kymmenen"}, "minutes_bad"),
        ({"minutes": "1441"}, "minutes_bad"),
        ({"minutes": "9" * 5_000}, "minutes_bad"),
        ({"minutes": "-5"}, "minutes_bad"),
        ({"set-dots": "0"}, "settings_bad"),
        ({"set-dots": ""}, "settings_bad"),
        ({"set-of": "stars"}, "settings_bad"),
        ({"prompt-fi": "", "prompt-sv": ""}, "title_missing"),
        ({"set-dots": "4", "set-cap": "5"}, "cap_over_dots"),
    ],
)
def test_unfit_steps_are_refused_with_the_text_kept(
    kaisa: Browser, services: Services, forum: str, changed: dict[str, str], code: str
) -> None:
    dots = next(one for one in steps(services, forum) if one.kind == "dots")
    step = f"/office/forum/{forum}/activity/{dots.id}"
    answer = kaisa.post(step, step, **step_edit(**{"instruction-fi": "Tämä säilyy", **changed}))
    assert answer.status_code == 422
    page = answer.get_data(True)
    assert say(f"refusal.{code}", dots=4, cap=5) in page and "Tämä säilyy" in page
    assert all(f'value="{value}"' in page for name, value in changed.items() if name in ("minutes", "set-dots"))
    assert next(one for one in steps(services, forum) if one.kind == "dots").version == 1


def test_two_who_edit_one_step_lose_nothing(kaisa: Browser, services: Services, forum: str) -> None:
    dots = next(one for one in steps(services, forum) if one.kind == "dots")
    step = f"/office/forum/{forum}/activity/{dots.id}"
    kaisa.post(step, step, **step_edit(**{"prompt-fi": "Nopeampi"}))
    late = kaisa.post(step, step, **step_edit(**{"prompt-fi": "Hitaampi"}))
    text = late.get_data(True)
    assert (
        late.status_code == 409 and "Hitaampi" in text and "Nopeampi" in text and say("office.refusal.changed") in text
    )


def test_a_refused_step_never_overwrites_what_a_colleague_saved(kaisa: Browser, services: Services, forum: str) -> None:
    dots = next(one for one in steps(services, forum) if one.kind == "dots")
    step = f"/office/forum/{forum}/activity/{dots.id}"
    kaisa.post(step, step, **step_edit(**{"set-dots": "7", "set-of": "clusters", "minutes": "20"}))
    bad = kaisa.post(step, step, **step_edit(minutes="kymmenen"))
    assert bad.status_code == 422 and 'name="version" value="1"' in bad.get_data(True)
    late = kaisa.post(step, step, **step_edit())
    text = late.get_data(True)
    assert late.status_code == 409 and 'name="version" value="2"' in text
    for field, saved in (("minutes", "20"), ("set-dots", "7"), ("set-of", say("office.set.dots.of.clusters"))):
        assert re.search(rf'class="stored" id="{field}-now">[^<]*<span dir="auto">{saved}<', text), field
    assert steps(services, forum)[dots.position - 1].settings["dots"] == 7


def test_a_language_that_nobody_wrote_is_missing_and_never_filled_with_other_words(
    kaisa: Browser, services: Services, forum: str
) -> None:
    page = f"/office/forum/{forum}"
    text, breaks = kaisa.text(f"{page}/activity?kind=welcome"), kaisa.text(f"{page}/activity?kind=break")
    for language in ("fi", "sv", "en"):
        assert f'placeholder="{catalogues.say(language, "kind.break")}"' in breaks
    assert not re.search(r'<textarea id="prompt-[^>]*>\s*[^<\s]', text), "the fields are empty"
    kaisa.post(
        f"{page}/activity",
        f"{page}/activity?kind=welcome",
        kind="welcome",
        **{"prompt-fi": "Kahvitauko", "minutes": "10"},
    )
    made = steps(services, forum)[-1]
    assert made.prompt == {"fi": "Kahvitauko"}
    assert say("office.missing", languages="sv en") in kaisa.text(page)
    assert say("office.missing_text", language="Svenska") in kaisa.text(f"{page}/activity/{made.id}")


def test_a_break_is_called_a_break_and_stands_where_it_was_put(kaisa: Browser, services: Services, forum: str) -> None:
    page = f"/office/forum/{forum}"
    assert 'name="at" value="4"' in kaisa.text(f"{page}?at=4")
    new = f"{page}/activity?kind=break&at=4"
    text = kaisa.text(new)
    fields = dict(re.findall(r'name="(name-[\w-]+)"[^>]* value="([^"]*)"', text))
    assert fields == {"name-fi": "Tauko", "name-sv": "Paus", "name-en": "Break", "name-fi-simple": ""}
    assert 'name="set-break" value="1" checked' in text
    assert 'name="set-break" value="1">' in kaisa.text(f"{page}/activity?kind=welcome&at=4")
    kaisa.post(
        f"{page}/activity",
        new,
        kind="break",
        at="4",
        **fields,
        **{"prompt-fi": "Kahvia", "minutes": "15", "set-break": "1"},
    )
    made = steps(services, forum)[3]
    assert (made.kind, made.name, made.minutes) == ("welcome", {"fi": "Tauko", "sv": "Paus", "en": "Break"}, 15)
    assert made.settings == {"break": True}, "the screen reads no words to know it"


@pytest.mark.parametrize("kind", ["break", *(name for name, kind in KINDS.items() if kind.shows != "words")])
def test_a_new_activity_begins_with_an_instruction_in_every_language(
    kaisa: Browser, services: Services, forum: str, kind: str
) -> None:
    page = f"/office/forum/{forum}"
    new = f"{page}/activity?kind={kind}"
    typed = {
        name: unescape(text)
        for name, text in re.findall(r'<textarea [^>]*name="(instruction[^"]*)"[^>]*>\s*([^<]*)<', kaisa.text(new))
    }
    wanted = {language: catalogues.say(language, f"instruction.{kind}") for language in LANGUAGES}
    assert typed == {f"instruction-{language}": text for language, text in wanted.items()}
    assert len(set(wanted.values())) == len(LANGUAGES), "Easy Finnish has its own"
    settings = {
        f"set-{name}": str(setting.default) for name, setting in KINDS.get(kind, KINDS["welcome"]).settings.items()
    }
    kaisa.post(f"{page}/activity", new, kind=kind, **typed, **settings, **{"prompt-fi": "Mitä?", "minutes": "5"})
    assert steps(services, forum)[-1].instruction == wanted


def test_a_break_and_a_text_are_not_asked_to_be_answered(kaisa: Browser, services: Services, forum: str) -> None:
    page = f"/office/forum/{forum}/activity"
    texts = {kind: unescape(kaisa.text(f"{page}?kind={kind}&at=4")) for kind in ("break", "welcome", "ideas")}
    for kind, text in texts.items():
        legends = re.findall(r"<legend>(.*?)</legend>", text)
        assert (say("office.prompt") in legends) == (kind == "ideas")
        assert (say("office.words") in legends) == (kind != "ideas")
        assert (say("office.prompt.help") in text) == (kind == "ideas")
        assert 'placeholder="Teksti"' not in text
    assert 'placeholder="Tauko"' in texts["break"]


@pytest.mark.parametrize(("kind", "setting"), [("sort", {"set-hand": "7"}), ("dots", {"set-of": "clusters"})])
def test_an_agenda_without_themes_to_choose_from_says_so_at_the_step(
    kaisa: Browser, services: Services, forum: str, kind: str, setting: dict[str, str]
) -> None:
    page = f"/office/forum/{forum}"
    grouping = next(one for one in steps(services, forum) if one.kind == "clusters")
    told = str(escape(say("office.activity.no_themes", kind=say("kind.clusters"))))
    for at, expected in ((grouping.position + 1, 0), (1, 1)):
        fields = step_edit(**{"prompt-fi": "Mihin?", **setting})
        made = kaisa.post(f"{page}/activity", f"{page}/activity?kind={kind}&at={at}", kind=kind, at=str(at), **fields)
        assert made.status_code == 303
        assert unescape(kaisa.text(page)).count(unescape(told)) == expected, "only before there are any themes"


def test_a_refused_new_step_keeps_its_text_and_its_place(kaisa: Browser, services: Services, forum: str) -> None:
    page = f"/office/forum/{forum}"
    new = f"{page}/activity?kind=dots&at=3"
    fields = step_edit(**{"prompt-fi": "Säilyy", "set-dots": "1", "set-cap": "2"})
    answer = kaisa.post(f"{page}/activity", new, kind="dots", at="3", **fields)
    text = answer.get_data(True)
    assert answer.status_code == 422 and say("refusal.cap_over_dots", dots=1, cap=2) in text
    assert "Säilyy" in text and 'name="at" value="3"' in text and len(steps(services, forum)) == 9


def test_once_there_is_a_date_the_agenda_is_in_clock_times(kaisa: Browser, services: Services, forum: str) -> None:
    page = f"/office/forum/{forum}"
    undated = kaisa.text(page)
    assert '<span class="starts num">+10 min</span>' in undated
    assert not re.search(r">\d+\.\d\d<", undated), "nothing looks like a clock time"
    held = {"date": "25.4.2027", "time": "17.30", "place": "Pääkirjasto", "organiser": "Museokeskus"}
    assert kaisa.post(f"{page}/edit", f"{page}/edit", **whole_edit(**held)).status_code == 303
    assert row(services, forum).starts_at == HALF_PAST_FIVE_IN_TURKU
    text = kaisa.text(page)
    assert (
        say("office.when", day="25.4.2027", time="17.30–19.27") in text
        and "Pääkirjasto" in text
        and "Museokeskus" in text
    )
    assert '<span class="starts num">17.40</span>' in text
    assert 'value="2027-04-25"' in kaisa.text(f"{page}/edit") and 'value="17.30"' in kaisa.text(f"{page}/edit")
    assert "25.4.2027" in kaisa.text("/office") and say("office.next") in kaisa.text("/office")


def test_nothing_is_offered_for_download_before_anybody_was_there_and_the_summary_comes_first_at_the_end(
    kaisa: Browser, services: Services, forum: str
) -> None:
    from workshop.contract.commands import AgendaGo, ForumEnd, IdeaEnter

    page, number, wall = f"/office/forum/{forum}", row(services, forum).id, steps(services, forum)[2].id
    assert "/download/" not in kaisa.text(page) and f'class="btn main" href="/console/{forum}"' in kaisa.text(page)
    entered = IdeaEnter(key="enter-one", activity=wall, text="Idea", source="paper")
    for command in (entered, AgendaGo(key="go-on-now", activity=wall), ForumEnd(key="end-it-now")):
        assert services.writer.execute(command, ADMINISTRATOR, number).ok
    text = kaisa.text(page)
    assert "/download/xlsx" in text and f'class="btn main" href="{page}/summary"' in text


def test_a_step_with_ideas_stays(kaisa: Browser, services: Services, forum: str) -> None:
    from workshop.contract.commands import IdeaEnter

    wall = next(one for one in steps(services, forum) if one.kind == "ideas")
    entered = IdeaEnter(key="enter-one", activity=wall.id, text="Idea", source="paper")
    assert services.writer.execute(entered, ADMINISTRATOR, row(services, forum).id).ok
    step = f"/office/forum/{forum}/activity/{wall.id}"
    answer = kaisa.post(f"{step}/remove", step)
    assert answer.status_code == 422 and say("office.refusal.in_use") in answer.get_data(True)


def test_markup_in_texts_stays_text(kaisa: Browser, forum: str) -> None:
    page = f"/office/forum/{forum}/edit"
    kaisa.post(page, page, **whole_edit(**{"title-fi": '"><script>alert(1)</script>'}))
    for path in (
        "/office",
        f"/office/forum/{forum}",
        page,
        f"/office/forum/{forum}/summary",
        f"/office/forum/{forum}/delete",
    ):
        assert "<script>alert" not in kaisa.text(path)


@pytest.mark.parametrize("path", ["activity", "activity/999/move", "activity/999/remove", "activity/999"])
def test_what_is_not_there_is_refused_in_words(kaisa: Browser, forum: str, path: str) -> None:
    answer = kaisa.post(f"/office/forum/{forum}/{path}", "/office", kind="karaoke", to="1", **step_edit())
    assert answer.status_code in (400, 404) and "Traceback" not in answer.get_data(True)


# -- downloads
# -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def lived(kaisa: Browser, services: Services, forum: str) -> str:
    """A forum with a wicked idea."""
    from workshop.contract.commands import IdeaEnter

    wall = next(one for one in steps(services, forum) if one.kind == "ideas")
    entered = IdeaEnter(key="enter-one", activity=wall.id, text="=1+1\x07 idea", source="helper", table=3)
    assert services.writer.execute(entered, ADMINISTRATOR, row(services, forum).id).ok
    return forum


@pytest.mark.parametrize(
    ("name", "kind"),
    [("csv", "text/csv"), ("xlsx", "spreadsheetml"), ("json", "application/json"), ("html", "text/html")],
)
def test_downloads_are_files_with_plain_names_that_nobody_keeps(
    kaisa: Browser, services: Services, lived: str, name: str, kind: str
) -> None:
    answer = kaisa.get(f"/office/forum/{lived}/download/{name}")
    assert answer.status_code == 200 and kind in answer.headers["Content-Type"]
    assert (
        answer.headers["Content-Disposition"]
        == f'attachment; filename="forum-{row(services, lived).code}-in-progress.{name}"'
    )
    assert answer.headers["Cache-Control"] == "no-store" and answer.headers["X-Content-Type-Options"] == "nosniff"


def test_downloads_read_back(kaisa: Browser, lived: str) -> None:
    rows = list(
        csv.reader(
            io.StringIO(kaisa.get(f"/office/forum/{lived}/download/csv").data.decode("utf-8-sig")), delimiter=";"
        )
    )
    assert rows[1][1] == "'=1+1 idea"
    book = openpyxl.load_workbook(io.BytesIO(kaisa.get(f"/office/forum/{lived}/download/xlsx").data))
    assert book["Ideat"]["B2"].value == "=1+1 idea" and book["Ideat"]["B2"].data_type == "s"
    assert json.loads(kaisa.get(f"/office/forum/{lived}/download/json").data)["ideas"][0]["text"] == "=1+1 idea"
    assert kaisa.get(f"/office/forum/{lived}/download/none").status_code == 404
    assert kaisa.get("/office/forum/none/download/csv").status_code == 404


def test_the_summary_is_a_page_in_the_readers_language(kaisa: Browser, lived: str) -> None:
    assert say("report.participation") in kaisa.text(f"/office/forum/{lived}/summary")
    assert catalogues.say("sv", "report.participation") in kaisa.text(f"/office/forum/{lived}/summary?lang=sv")
    assert "style" not in kaisa.get(f"/office/forum/{lived}/summary").get_data(True).split("<body")[0].replace(
        "stylesheet", ""
    )


REFRESH = re.compile(r'<noscript><meta http-equiv="refresh" content="([^"]+)"></noscript>')


@pytest.fixture
def slow(services: Services) -> Iterator[threading.Event]:
    """Files are not made before this is set, and nobody waits for them."""
    may = threading.Event()

    class Slow(InThisProcess):
        def ask(self, message: bytes, seconds: float) -> bytes:
            assert may.wait(limit(10))
            return super().ask(message, seconds)

    services.downloads = Downloads(services.engine, services.settings, Slow, patience=0.01)
    yield may
    may.set()


@pytest.mark.parametrize(("name", "holds"), [("download/csv", b"=1+1 idea"), ("summary", b"<!doctype html>")])
def test_a_file_that_takes_a_while_is_waited_for_on_a_page_that_leads_on_to_it(
    kaisa: Browser, services: Services, lived: str, slow: threading.Event, name: str, holds: bytes
) -> None:
    gave_up = list[bool]()
    turn = {STEP_ASIDE: lambda: gave_up.append(True)}
    waits = kaisa.client.get(f"/office/forum/{lived}/{name}", headers=FINNISH, environ_overrides=turn)
    assert waits.status_code == 303 and "/making/" in waits.location
    assert gave_up, "other pages of the same address go on while this one waits"
    page = kaisa.text(waits.location)
    assert '<html lang="fi"' in page and REFRESH.findall(page) == ["2"] and say("office.making.stay") in page
    assert kaisa.get(f"/office/forum/{lived}/{name}").location == waits.location, "one file for all who ask"
    slow.set()
    one = next(iter(services.downloads._known.values()))
    assert one.wait(limit(20))
    onward = unescape(REFRESH.findall(kaisa.text(waits.location))[0]).removeprefix("0; url=")
    assert holds in kaisa.get(onward).data and kaisa.get(f"{onward}&lang=sv").status_code == 200


def test_a_file_in_the_making_that_nobody_knows_any_more_is_ordered_anew(
    kaisa: Browser, app: Flask, services: Services, lived: str, slow: threading.Event
) -> None:
    """After a restart, or in another process; nor is another format's file, or another forum's, given out."""
    slow.set()
    csv_file = kaisa.get(f"/office/forum/{lived}/download/csv").location
    for page in (csv_file.replace("file=", "file=x"), csv_file.replace("/csv", "/json")):
        answer = kaisa.get(page)
        assert answer.status_code == 303 and "file=" not in answer.location and "/download/" in answer.location
    assert kaisa.get(csv_file.replace("/csv", "/exe")).status_code == 404
    assert another(app).get(csv_file).status_code in (401, 403)


def test_a_file_that_cannot_be_made_is_told_with_a_way_to_try_again(
    kaisa: Browser, services: Services, lived: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: object, summary: object, lang: str) -> bytes:
        raise ValueError("of a person's words")

    with monkeypatch.context() as patch:
        patch.setattr(Format, "write", fails)
        page = kaisa.text(kaisa.get(f"/office/forum/{lived}/download/xlsx").location)
    assert say("office.making.failed") in page and not REFRESH.findall(page) and "words" not in page
    again = re.search(rf'href="(/office/forum/{lived}/download/xlsx)"', page)
    assert again and kaisa.get(again[1]).status_code == 200


def test_an_export_comes_in_pieces_of_one_file(services: Services, lived: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from workshop.administrator_requests import exports
    from workshop.administrator_requests.base import Admin

    monkeypatch.setattr(exports, "EXPORT_PIECE", 1000)
    desk = Admin(services.settings, services.engine, services.writer, 5999, services.downloads)
    asked: dict[str, object] = {"code": row(services, lived).code, "format": "json", "lang": "en"}
    first = exports.export_forum(desk, asked)
    rest = [
        exports.export_forum(desk, {**asked, "file": first["file"], "from": begin})
        for begin in range(1000, int(str(first["size"])), 1000)
    ]
    whole = b"".join(base64.b64decode(str(one["base64"])) for one in (first, *rest))
    assert json.loads(whole)["ideas"] and {one["file"] for one in rest} == {first["file"]}


# -- people
# ----------------------------------------------------------------------------------------------------------------


def test_an_organiser_adds_another(kaisa: Browser, app: Flask) -> None:
    fields = {"called": "Pekka", "email": "pekka@museo.fi", "password": "toinen pitkä salasana"}
    assert kaisa.post("/office/people", "/office/people", **fields).location == "/office/people?done=person"
    assert "pekka@museo.fi" in kaisa.text("/office/people")
    taken = kaisa.post("/office/people", "/office/people", **fields)
    assert taken.status_code == 422 and say("refusal.email_taken") in taken.get_data(True)
    assert another(app).sign_in("pekka@museo.fi", "toinen pitkä salasana").status_code == 303


def test_an_organiser_without_a_name_or_with_no_address_is_refused_and_what_was_written_stays(kaisa: Browser) -> None:
    for called, email, told in (("", "pekka@museo.fi", "name_missing"), ("Pekka", '"><script>@c.fi', "email_bad")):
        answer = kaisa.post(
            "/office/people", "/office/people", called=called, email=email, password="toinen pitkä salasana"
        )
        said = answer.get_data(True)
        assert (
            answer.status_code == 422
            and say(f"refusal.{told}") in said
            and (called or email) in said
            and "><script>@" not in said
        )


def test_a_new_password_signs_out_everywhere_else(kaisa: Browser, app: Flask) -> None:
    elsewhere = another(app)
    elsewhere.sign_in()
    wrong = kaisa.post("/office/people/password", "/office/people", old="väärä", password="aivan uusi salasana")
    assert wrong.status_code == 403 and elsewhere.get("/office").status_code == 200
    short = kaisa.post("/office/people/password", "/office/people", old=PASSWORD, password="lyhyt")
    assert short.status_code == 422
    before = kaisa.cookie("desk")
    done = kaisa.post("/office/people/password", "/office/people", old=PASSWORD, password="aivan uusi salasana")
    assert done.location == "/office/people?done=password" and kaisa.cookie("desk") != before
    assert kaisa.get("/office").status_code == 200
    assert elsewhere.get("/office").status_code == 303
    assert another(app).sign_in().status_code == 403


def colleague(kaisa: Browser) -> str:
    """The page of another organiser."""
    kaisa.post(
        "/office/people", "/office/people", called="Pekka", email="pekka@museo.fi", password="toinen pitkä salasana"
    )
    found = re.search(r'href="(/office/people/\d+)" aria-label="[^"]*Pekka', kaisa.text("/office/people"))
    assert found
    return found[1]


def test_a_colleagues_forgotten_password_is_set_anew(kaisa: Browser, app: Flask) -> None:
    page = colleague(kaisa)
    pekka = another(app)
    pekka.sign_in("pekka@museo.fi", "toinen pitkä salasana")
    short = kaisa.post(f"{page}/password", page, password="lyhyt")
    assert short.status_code == 422 and say("refusal.password_short", n=12) in short.get_data(True)
    assert kaisa.post(f"{page}/password", page, password="aivan uusi salasana").location == "/office/people?done=reset"
    assert pekka.get("/office").status_code == 303, "whoever was in with the old one is out"
    assert another(app).sign_in("pekka@museo.fi", "aivan uusi salasana").status_code == 303


def test_ones_own_password_is_not_set_without_the_old_one(kaisa: Browser, services: Services) -> None:
    with reading(services.engine) as db:
        me = db.scalar(select(Account.id))
    assert (
        kaisa.post(f"/office/people/{me}/password", f"/office/people/{me}", password="aivan uusi salasana").status_code
        == 403
    )


def test_a_colleague_is_removed_and_is_out_at_once(kaisa: Browser, app: Flask) -> None:
    page = colleague(kaisa)
    pekka = another(app)
    pekka.sign_in("pekka@museo.fi", "toinen pitkä salasana")
    assert kaisa.post(f"{page}/remove", page).location == "/office/people?done=removed"
    assert "pekka@museo.fi" not in kaisa.text("/office/people")
    assert pekka.get("/office").status_code == 303
    assert kaisa.post(f"{page}/remove", "/office/people").status_code == 404, "twice is told in words"


def test_ones_own_account_goes_only_when_that_was_ticked_and_never_as_the_last(
    kaisa: Browser, app: Flask, services: Services
) -> None:
    with reading(services.engine) as db:
        me = f"/office/people/{db.scalar(select(Account.id))}"
    last = kaisa.post(f"{me}/remove", me, sure="1")
    assert last.status_code == 422 and say("refusal.last_organiser") in last.get_data(True)
    colleague(kaisa)
    unticked = kaisa.post(f"{me}/remove", me)
    assert unticked.status_code == 422 and say("refusal.own_account") in unticked.get_data(True)
    assert kaisa.post(f"{me}/remove", me, sure="1").location == "/office/sign-in"
    assert kaisa.get("/office").status_code == 303 and another(app).sign_in().status_code == 403


def test_the_front_page_leads_organisers_to_the_office(stranger: Browser) -> None:
    assert f'<a href="/office">{say("home.office")}</a>' in stranger.text("/")


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_every_page_stands_in_every_language(kaisa: Browser, services: Services, forum: str, lang: str) -> None:
    kaisa.post("/office/series", "/office", title="Sarja")
    step = steps(services, forum)[2].id
    for path in (
        "",
        "/new",
        "/people",
        "/series/1",
        f"/forum/{forum}",
        f"/forum/{forum}/edit",
        f"/forum/{forum}/copy",
        f"/forum/{forum}?at=2",
        f"/forum/{forum}/activity?kind=break",
        "/people/1",
        f"/forum/{forum}/delete",
        f"/forum/{forum}/summary",
        f"/forum/{forum}/activity/{step}",
    ):
        text = kaisa.text(f"/office{path}{'&' if '?' in path else '?'}lang={lang}")
        assert f'<html lang="{lang}">' in text and text.count("<h1") == 1


def test_rooms_without_their_own_clock_use_the_same_house(room: Room, client: FlaskClient, services: Services) -> None:
    """A forum made elsewhere (a template, the command line) is in the office too."""
    new_account(services)
    browser = Browser(client)
    browser.sign_in()
    assert "Foorumi 1: Unelmien museo" in browser.text("/office")


def test_the_forms_take_their_years_from_the_rules(kaisa: Browser, forum: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "YEARS", range(2000, 2099))
    assert 'max="2098-12-31"' in kaisa.text(f"/office/forum/{forum}/edit")


def test_a_forum_moves_on_together_or_at_its_peoples_own_pace(kaisa: Browser, forum: str, services: Services) -> None:
    page = f"/office/forum/{forum}"
    assert not row(services, forum).self_paced
    assert kaisa.post(page + "/edit", **whole_edit(pace="self")).status_code == 303
    assert row(services, forum).self_paced and "Omaan tahtiin" in kaisa.text(page)
    assert kaisa.post(page + "/edit", **whole_edit(version="2")).status_code == 303
    assert row(services, forum).self_paced, "a form of a former release changes nothing about it"
    copy = kaisa.post(page + "/rehearse", page).location.rpartition("/")[2]
    assert row(services, copy).self_paced, "it is rehearsed as it will be"
    for number, step in enumerate(steps(services, forum)[:2]):
        opening = ActivityOpen(key=f"open-step-{number}", activity=step.id)
        assert services.writer.execute(opening, ADMINISTRATOR, row(services, forum).id).ok
    answer = kaisa.post(page + "/edit", **whole_edit(pace="led", version="3", place="Kirjasto"))
    assert answer.status_code == 422 and say("refusal.several_open") in answer.get_data(True)
    assert 'value="Kirjasto"' in answer.get_data(True), "what was typed stays"
    assert row(services, forum).self_paced


def test_early_entry_is_set_and_taken_back_and_what_is_refused_stays_in_the_form(
    kaisa: Browser, forum: str, services: Services
) -> None:
    page = f"/office/forum/{forum}/early"
    assert page in kaisa.text(f"/office/forum/{forum}")
    step = next(one for one in steps(services, forum) if one.kind == "ideas")
    fields = {"step": str(step.id), "opens": "2027-04-25", "opens-hour": "17.30", "due": "", "due-hour": ""}
    refused = kaisa.post(page, page, **{**fields, "due": "2027-04-25", "due-hour": "17.30"})
    assert refused.status_code == 422 and catalogues.say("fi", "refusal.early_times") in refused.text
    assert refused.text.count('value="17.30"') == 2
    assert kaisa.post(page, page, **fields).status_code == 303
    saved = row(services, forum)
    assert (saved.early_step, saved.early_opens_at, saved.early_due_at) == (step.id, HALF_PAST_FIVE_IN_TURKU, None)
    assert kaisa.post(page, page, **{**fields, "step": "0"}).status_code == 303
    assert row(services, forum).early_step is None
    with transaction(services.engine) as db:
        db.execute(update(Forum).where(Forum.ref == forum).values(state="live"))
    assert catalogues.say("fi", "office.early.not_now") in kaisa.text(page)


def test_a_form_or_file_that_is_far_too_large_is_refused_in_the_offices_words(kaisa: Browser, forum: str) -> None:
    """The page was that of a phone: the text is still in the field, and another code can be typed."""
    form = "application/x-www-form-urlencoded"
    for path, kind in (
        (f"/office/forum/{forum}/bring-in", "multipart/form-data; boundary=x"),
        ("/office/series", form),
    ):
        answer = kaisa.client.post(path, data=b"x" * 6_100_000, content_type=kind, headers=FINNISH)
        heading, rest = first_sentence(say("office.refusal.too_large"))
        assert answer.status_code == 413 and f">{heading}</h1>" in answer.text and f"<p>{rest}</p>" in answer.text
        assert say("join.over.other") not in answer.text and 'href="/office"' in answer.text


def test_a_deleted_forum_is_said_to_be_deleted(kaisa: Browser, forum: str) -> None:
    page = f"/office/forum/{forum}/delete"
    answer = kaisa.post(page, page, sure="1")
    assert answer.status_code == 303 and say("office.done.deleted") in kaisa.text(answer.location)
    assert say("office.done.deleted") not in kaisa.text("/office")


def test_the_times_of_an_open_call_are_saved_and_what_is_refused_stays_in_the_form(
    kaisa: Browser, forum: str, services: Services
) -> None:
    with transaction(services.engine) as db:
        db.execute(update(Forum).where(Forum.ref == forum).values(self_paced=True))
    step = steps(services, forum)[0]
    page, due, late = f"/office/forum/{forum}/times", f"due-{step.id}", f"late-{step.id}"
    fields = {f"version-{step.id}": str(step.version), due: "2027-04-25", f"{due}-hour": "17.30"}
    assert "/times" in kaisa.text(f"/office/forum/{forum}")
    for name, typed in ((f"{due}-hour", "25.00"), (late, "puoli"), (late, str(MOST_LATE + 1)), (late, "9" * 5_000)):
        refused = kaisa.post(page, page, **{**fields, name: typed})
        assert refused.status_code == 422 and f'value="{typed}"' in refused.text
    assert kaisa.post(page, page, **fields, **{late: "30"}).status_code == 303
    saved = steps(services, forum)[0]
    assert (saved.due_at, saved.late_minutes, saved.opens_at) == (HALF_PAST_FIVE_IN_TURKU, 30, None)
    due_at = catalogues.say("fi", "office.step.due", day="25.4.2027", time="17.30")
    assert due_at in kaisa.text(f"/office/forum/{forum}"), "instead of that it has no clock"


@pytest.mark.parametrize(
    ("text", "heading", "rest"),
    [
        ("Yksi lause.", "Yksi lause.", ""),
        ("Liian suuri. Palaa takaisin. Lyhennä.", "Liian suuri.", "Palaa takaisin. Lyhennä."),
        ("Skickad kl. 16.49 i går. Öppna igen.", "Skickad kl. 16.49 i går.", "Öppna igen."),
    ],
)
def test_a_refusal_of_several_sentences_is_a_heading_and_a_text(text: str, heading: str, rest: str) -> None:
    assert first_sentence(text) == (heading, rest)
