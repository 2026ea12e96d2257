"""An author's way in a browser: an idea, its receipt, the merge, the vote, the organiser's answer, and all of it on
another phone that has nothing but the receipt."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import EMAIL, PASSWORD, PHONE, Hall

pytestmark = pytest.mark.browser


def test_an_author_finds_on_another_phone_what_became_of_the_idea(hall: Hall, organiser: str) -> None:
    writing = hall.go(hall.step("ideas", 2))
    phone = hall.phone()
    phone.fill("#idea", "Kahvila kattoterassille")
    phone.click("#foot button")
    link = phone.locator("article a.receipt")
    expect(link).to_have_text(re.compile("^Kuitti [A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$"))
    code = link.inner_text().removeprefix("Kuitti ")

    lead = int(hall.must("idea.enter", activity=writing, text="Katolle kahvila", source="paper")["idea"])
    own = int(hall.must("idea.enter", activity=writing, text="Lukusali", source="paper")["idea"]) - 2
    hall.go(hall.step("clusters"))
    hall.must("cluster.add", title="Viihtyminen", ideas=[own, lead])
    hall.must("idea.merge", into=lead, ideas=[own])
    vote = hall.go(hall.step("dots"))
    hall.must("hands.set", activity=vote, target=lead, count=12)
    hall.must("activity.close", activity=vote)
    hall.must("activity.reveal", activity=vote)
    hall.must("forum.end")
    expect(phone.locator("h1")).to_contain_text("Foorumi on päättynyt")
    expect(link).to_contain_text(code)

    answer_theme(hall)

    other = hall.open(f"{hall.base}/r", viewport=PHONE, has_touch=True, java_script_enabled=False)
    other.fill("#receipt", code.lower())
    other.click("button.main")
    page = other.locator("main")
    for words in (
        "1 Kahvila kattoterassille",
        "Työn alla",
        "Suunnittelu alkaa syksyllä.",
        "Vastaus koskee koko teemaa: Viihtyminen",
        "Ideasi kulkee yhdessä tämän kanssa: 2 Katolle kahvila",
        "12 ääntä · sija 1 / 2",
        "Ideasi on tallessa täsmälleen sellaisena kuin lähetit sen.",
        code,
    ):
        expect(page).to_contain_text(words)
    expect(other.locator("svg.qr")).to_be_visible()


def answer_theme(hall: Hall) -> None:
    """The organiser answers the first theme in the office, by plain forms."""
    office: Any = hall.open(f"{hall.base}/office/sign-in", java_script_enabled=False)
    office.fill("#email", EMAIL)
    office.fill("#password", PASSWORD)
    office.click("button.main")
    ref = hall.links["console"].partition("/console/")[2].partition("?")[0]
    office.goto(f"{hall.base}/office/forum/{ref}/answers")
    office.check("input[name=part] >> nth=0")
    office.check("input[name=status][value=progress]")
    office.fill("#words-fi", "Suunnittelu alkaa syksyllä.")
    office.click("#answer button.main")
    expect(office.locator("[role=status]")).to_contain_text("Vastaus on tallennettu.")
    expect(office.locator("header.head")).to_contain_text("1 / 2 ideaan on vastattu")
