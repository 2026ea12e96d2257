"""Near-duplicates in a real browser: merged on the board by keys, seen as one card by the hall and the phones, written
in clear words, and taken apart again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HALL, Hall, still

pytestmark = pytest.mark.browser
Keep = Callable[[Page, str], None]
SAID = ("Pieni kahvila museon pihalle, jossa voi istua ilman lippua", "Ett litet kafé på museets gård", "Sauna laivaan")

LINES = """(number) => number.offsetHeight
  / parseFloat(getComputedStyle(number.closest("li").querySelector(".words")).lineHeight)"""
"""How many lines of an idea's words its number is high."""


def card(number: int) -> str:
    """The card of an idea on the board."""
    return f".cols .idea:has(.no:text-is('{number}'))"


def test_near_duplicates_become_one_card_and_nothing_is_lost(hall: Hall, picture: Keep) -> None:
    step = hall.go(hall.step("ideas", 2))
    phone = hall.phone()
    phone.fill("textarea", "kahvila pihaan")
    phone.click("#foot button.main")
    phone.wait_for_selector(".mine .idea .no")
    for text in SAID:
        hall.must("idea.enter", activity=step, text=text, source="paper")
    hall.go(hall.step("clusters"))
    console, screen = hall.open(hall.links["console"]), hall.open(hall.links["screen"], HALL)
    # The facilitator chooses what leads, then what says the same, and merges them.
    for number in (2, 1, 3):
        console.click(card(number))
    console.keyboard.press("m")
    expect(console.locator(".cols .idea")).to_have_count(2)
    expect(console.locator(card(2))).to_contain_text("+2")
    expect(screen.locator("[data-idea] .no small")).to_have_text("+2")
    lines = [number.evaluate(LINES) for number in screen.locator("[data-idea] .no").all()]
    assert max(lines) < 1.5, f"the number with its sign indents no second line of the words: {lines}"
    expect(phone.locator(".mine").first).to_contain_text("Yhdistetty ideaan 2")
    picture(phone, "merged-phone")
    # One clear sentence; the words of all are there.
    console.keyboard.press("m")
    still(console)
    picture(console, "merged-console")
    console.fill("#wording", "Kahvila museon pihalle, ilman pääsylippua")
    console.keyboard.press("Enter")
    expect(screen.locator("[data-idea]").filter(has_text="ilman pääsylippua")).to_be_visible()
    still(screen)
    picture(screen, "merged-screen")
    # A phone finds it by every number, and votes on one.
    hall.go(hall.step("dots"))
    expect(phone.locator("article.idea")).to_have_count(2)
    expect(phone.locator("article.idea").filter(has_text="Kahvila")).to_contain_text("Mukana myös 1, 3")
    picture(phone, "merged-vote")
    hall.go(hall.step("clusters"))
    console.click(card(2))
    console.keyboard.press("m")
    still(console)
    picture(console, "merged-words")
    console.get_by_role("button", name="Irrota idea 3").click()
    expect(console.locator(".cols .idea")).to_have_count(3)
    assert hall.complaints == []
