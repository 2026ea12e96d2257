"""Signing out of the office ends the consoles that were open by it, at once and not only at the next press."""

import re

import pytest

from tests.live.people import Person, Server
from workshop.access import accounts

pytestmark = pytest.mark.live
PASSWORD = "neljä sanaa on hyvä"


def send(person: Person, page: str, path: str, **fields: str) -> str:
    """Send a form of a page."""
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', person.get(person.server.base + page))
    assert token
    return person.post(person.server.base + path, {"csrf": token[1], **fields})


def test_an_open_console_goes_dark(server: Server) -> None:
    server.errand("user.add", email="ulos@museo.fi", called="", password_hash=accounts.hashed(PASSWORD))
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
