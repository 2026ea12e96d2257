"""The proposal form in a browser: what is typed survives a reload and a lost connection, and nothing lies over it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Hall, reflows

pytestmark = pytest.mark.browser
FORM = {
    "text": "Kuutamokonsertti pihalla",
    "description": "Kuoro laulaa täysikuun aikaan.\nKaikki saavat tulla.",
    "group": "Aurajoen kuoro",
    "name": "Maija Meikäläinen",
    "email": "maija@kuoro.example",
}
COVERED = """() => {
  const foot = document.querySelector(".foot").getBoundingClientRect();
  return [...document.querySelectorAll("#proposal input, #proposal textarea, #proposal button")].filter((node) => {
    const box = node.getBoundingClientRect();
    return node.type !== "hidden" && box.bottom > foot.top && box.top < foot.bottom;
  }).map((node) => node.name);
}"""
TOO_SMALL = """() => [...document.querySelectorAll("a, button, summary, main input, main textarea")].filter((node) => {
  const box = node.getBoundingClientRect();
  return box.width && box.height < 48 && !node.matches(".skip, .cover a");
}).map((node) => node.outerHTML.slice(0, 90))"""
FIELD_TOP = "document.getElementById('text').getBoundingClientRect().top"
HALF_A_MINUTE = 30_500
SMALL_TEXT = """() => [...document.querySelectorAll("body *")].filter((node) =>
  [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim()) && node.getClientRects().length &&
  !node.matches("script, style, option") && parseFloat(getComputedStyle(node).fontSize) < 18
).map((node) => node.outerHTML.slice(0, 90))"""


def test_a_form_survives_a_reload_and_a_lost_connection_and_is_then_sent_once(halls: Callable[..., Hall]) -> None:
    hall = halls(template="open-call", title="Avoin haku")
    call = int(hall.steps[hall.step("proposals")]["id"])
    hall.must("activity.open", activity=call)
    phone = hall.phone()
    phone.goto(f"{hall.base}/j/{hall.links['code']}/proposals/{call}")
    phone.wait_for_selector("#proposal")
    assert phone.evaluate(COVERED) == []
    assert phone.evaluate(TOO_SMALL) == []
    assert phone.evaluate(SMALL_TEXT) == []

    for name, words in FORM.items():
        phone.fill(f"#{name}", words)
    phone.reload()
    for name, words in FORM.items():
        expect(phone.locator(f"#{name}")).to_have_value(words)
    expect(phone.locator("#restored")).to_be_visible()
    reflows(phone)

    hall.away = True
    phone.context.set_offline(True)
    phone.click("#proposal button")
    expect(phone.locator("#offline")).to_be_visible()
    expect(phone.locator("#text")).to_have_value(FORM["text"])
    phone.context.set_offline(False)
    phone.click("#proposal button")
    expect(phone.locator("main")).to_contain_text("Ehdotus on perillä.")
    expect(phone.locator("#own article")).to_have_count(1)
    assert phone.evaluate(TOO_SMALL) == []

    phone.reload()
    expect(phone.locator("#restored")).to_be_hidden()
    expect(phone.locator("#text")).to_have_value("")
    kept = phone.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    assert not [words for words in FORM.values() if words.splitlines()[0] in kept]


def test_an_open_form_tells_of_the_end_of_the_call_and_keeps_what_is_typed(halls: Callable[..., Hall]) -> None:
    hall = halls(template="open-call", title="Avoin haku")
    call = int(hall.steps[hall.step("proposals")]["id"])
    hall.must("activity.open", activity=call)
    phone = hall.phone()
    phone.clock.install()
    phone.goto(f"{hall.base}/j/{hall.links['code']}/proposals/{call}")
    phone.fill("#text", FORM["text"])
    phone.focus("#text")
    where = phone.evaluate(FIELD_TOP)

    hall.must("activity.close", activity=call)
    phone.clock.run_for(HALF_A_MINUTE)
    expect(phone.locator("#due")).to_have_text("Haku on päättynyt. Ehdotukset voi yhä lukea.")
    expect(phone.locator("#text")).to_have_value(FORM["text"])
    expect(phone.locator("#text")).to_be_focused()
    assert phone.evaluate(FIELD_TOP) == pytest.approx(where, abs=1)


def test_a_page_of_a_call_that_opens_shows_its_form_by_itself(halls: Callable[..., Hall]) -> None:
    hall = halls(template="open-call", title="Avoin haku")
    call = int(hall.steps[hall.step("proposals")]["id"])
    phone = hall.phone()
    phone.clock.install()
    phone.goto(f"{hall.base}/j/{hall.links['code']}/proposals/{call}")
    expect(phone.locator("#due")).to_have_text("Haku ei ole vielä auki.")
    hall.must("activity.open", activity=call)
    phone.clock.run_for(HALF_A_MINUTE)
    expect(phone.locator("#text")).to_be_visible()
