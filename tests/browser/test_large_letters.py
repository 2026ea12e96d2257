"""A narrow phone whose browser, or the person's own style, doubles the letters and leaves the window as it was: no word
is broken or runs out of what holds it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall, reflows, reload

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
SIZES = """(where) => {
  document.documentElement.style.fontSize = "200%";
  const seen = [...document.querySelectorAll(where)].filter((node) => node.getClientRects().length);
  const sizes = seen.map((node) => ({
    words: node.textContent.trim(),
    width: node.getBoundingClientRect().width,
    beyond: node.scrollWidth - node.clientWidth,
    right: node.getBoundingClientRect().right,
    edge: node.parentElement.getBoundingClientRect().right,
  }));
  document.documentElement.style.fontSize = "";
  return sizes;
}"""
"""Of each element seen: its words, its width, how far its words run out of it, and its right edge and its parent's."""


def fits(page: Page, where: str) -> list[float]:
    """Check that all words of these elements stand within them, and they within their parents; the elements' widths."""
    page.set_viewport_size(NARROW)
    sizes = page.evaluate(SIZES, where)
    assert sizes, where
    assert [one for one in sizes if one["beyond"] > 0 or one["right"] > one["edge"] + 0.5] == []
    return [one["width"] for one in sizes]


def test_the_joining_page(hall: Hall) -> None:
    page = hall.open(hall.links["join"], viewport=NARROW)
    page.wait_for_selector(".lang label")
    fits(page, ".lang label, main .btn")
    reflows(page)


def test_an_own_idea_that_waits_and_its_receipt(hall: Hall) -> None:
    phone = hall.phone(viewport=NARROW)
    hall.go(hall.step("ideas"))
    hall.must("moderation.set", mode="before")
    phone.fill("#idea", "Kahvila")
    phone.click("#foot button")
    expect(phone.locator("article.idea .mark").first).to_contain_text("tarkistus")
    reload(phone)
    fits(phone, "article.idea .mark, #foot .btn")
    reflows(phone)
    phone.goto(f"{hall.base}{phone.locator('article a.receipt').get_attribute('href')}")
    expect(phone.locator(".pair .btn")).to_have_count(2)
    fits(phone, ".pair .btn")
    reflows(phone)
