"""Signing out of the office disconnects the consoles opened with that session immediately, not only at their next
command."""

import json
import re
import urllib.request

import pytest

from tests.live.people import PATIENCE, Person, Server
from workshop.access import password_sign_in

pytestmark = pytest.mark.live
PASSWORD = "neljä sanaa on hyvä"


def send(person: Person, page: str, path: str, **fields: str) -> str:
    """Send a form of a page."""
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', person.get(person.server.base + page))
    assert token
    return person.post(person.server.base + path, {"csrf": token[1], **fields})


def test_an_open_console_goes_dark(server: Server) -> None:
    server.errand("user.add", email="ulos@museo.fi", called="", password_hash=password_sign_in.hashed(PASSWORD))
    links = server.forum()
    kaisa = Person(server)
    send(kaisa, "/office/sign-in", "/office/sign-in", email="ulos@museo.fi", password=PASSWORD)
    kaisa.lead(f"{server.base}/console/{links['ref']}")
    assert kaisa.do("screen.freeze", on=True)["ok"]
    stays = Person(server).lead(links["console"])
    send(kaisa, "/office", "/office/sign-out")
    kaisa.wait(lambda event, data: event == "out")
    assert stays.do("screen.freeze", on=False)["ok"]
    stays.close()
    kaisa.close()


def test_screens_by_an_old_link_go_dark_when_it_is_renewed(server: Server) -> None:
    links = server.forum()
    lead, screen = Person(server).lead(links["console"]), Person(server).watch(links["screen"])
    page = lead.boot
    asked = urllib.request.Request(
        f"{server.base}/console/{page['ref']}/screen",
        b"{}",
        {"Content-Type": "application/json", "X-CSRF": page["csrf"]},
    )
    with lead.browser.open(asked, timeout=PATIENCE) as answer:
        fresh = json.load(answer)["screen"]
    screen.wait(lambda event, data: event == "out")
    another = Person(server).watch(server.base + fresh)
    assert lead.do("screen.freeze", on=True)["ok"], "the console stays"
    for person in (lead, screen, another):
        person.close()
