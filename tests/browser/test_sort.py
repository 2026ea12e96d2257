"""Sorting in a real browser: by phones with and without scripts, with a new theme and what the console takes."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import HALL, PHONE, Hall, reflows
from tests.live.people import Person


def test_a_hall_sorts_and_proposes_a_theme(halls: Callable[..., Hall], picture: Callable[[Page, str], None]) -> None:
    hall = halls(template="forum-2")
    writing = hall.go(hall.step("ideas"))
    texts = ("Sauna laiturille", "Kahvila rantaan", "Lauttoja saaristoon")
    ideas = [int(hall.must("idea.enter", activity=writing, text=text, source="paper")["idea"]) for text in texts]
    hall.go(hall.step("clusters"))
    sea = int(hall.must("cluster.add", title="Meri")["cluster"])
    hall.must("cluster.add", title="Vuorovaikutusmahdollisuudet")
    step = hall.go(hall.step("sort"))
    phone, plain = hall.phone(), hall.phone(java_script_enabled=False)
    screen, console = hall.open(hall.links["screen"], HALL), hall.open(hall.links["console"])

    expect(phone.locator("fieldset.into")).to_have_count(3)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], "a long title is hyphenated"
    reflows(phone)
    for card in phone.locator("fieldset.into").all():
        card.locator("label").first.click()
    expect(phone.locator("#foot")).to_contain_text("3/3 lajiteltu")
    plain.click("text=Anna ideoita lajiteltavaksi")
    expect(plain.locator("fieldset.into")).to_have_count(3)
    for card in plain.locator("fieldset.into").all():
        card.locator("input").first.check(force=True)
    plain.click("#foot button[name=done]")
    expect(plain.locator("#foot")).to_contain_text("Kiitos")
    third = Person(hall.server).scan(hall.links["join"])
    assert third.do("ballot.deal", activity=step)["ok"]
    assert third.do("ballot.set", activity=step, n=1, marks={str(idea): sea for idea in ideas[:2]})["ok"]
    third.close()
    expect(screen.locator(".tall b")).to_have_text("8")
    expect(screen.locator(".so-far")).to_contain_text("3 ihmistä on lajitellut. Valmiina 2/3 ideaa.")

    phone.fill("#proposal", "Lämpö")
    phone.click(".propose button")
    expect(phone.locator(".propose")).to_contain_text("Ohjaaja lukee ehdotuksen")
    expect(phone.locator("#proposal")).to_have_value("")
    expect(console.locator(".proposed li")).to_contain_text("Lämpö")
    expect(screen.locator("body")).not_to_contain_text("Lämpö")
    expect(console).to_have_title(re.compile(r"^\(1\)"))
    expect(console.locator("#said")).to_have_text("1 teemaehdotus odottaa sinua")
    console.get_by_role("button", name="1 teemaehdotus odottaa sinua").click()
    expect(console.locator(".proposed h2")).to_be_focused()
    picture(console, "sort-console-proposed")
    console.focus(".proposed li button >> nth=0")
    console.keyboard.press("Enter")
    expect(phone.locator(".propose")).to_contain_text("Otettiin teemaksi C")
    expect(phone.locator("fieldset.into").first).to_contain_text("Lämpö")
    expect(console.locator(".proposed h2")).to_be_focused()
    expect(console).to_have_title(re.compile(r"^[^(]"))
    picture(phone, "sort-phone")
    picture(console, "sort-console")
    console.click("#sort-take")
    expect(console.locator(".agreed li")).to_have_count(1)
    assert hall.lead.sees("idea", ideas[0])["cluster"] == sea

    hall.must("activity.close", activity=step)
    hall.must("activity.reveal", activity=step)
    hall.must("screen.uncover", activity=step, uncovered=3)
    expect(screen.locator(".rank .letter").first).to_have_text("A")
    expect(screen.locator(".sums .name").first).to_have_text("Meri")
    expect(phone.locator(".rank .name").first).to_have_text("A Meri")
    picture(phone, "sort-phone-result")
