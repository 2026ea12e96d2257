"""The phone in a real browser: coming in, writing, dead Wi-Fi, voting, results. 360 × 740, under the hall's own name."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Hall

pytestmark = pytest.mark.browser


def test_come_in_by_qr_and_post(hall: Hall) -> None:
    page = hall.phone()
    assert page.url == f"{hall.base}/j/{hall.links['code']}"
    expect(page.locator("h1")).to_have_text("Olet mukana. Foorumi alkaa pian.")
    hall.go(hall.step("ideas"))
    page.fill("#idea", "Kattoterassi, josta näkee linnan ja meren")
    expect(page.locator("#left")).to_have_text("41/280")
    page.click("#foot button")
    card = page.locator("article.idea").first
    expect(card).to_contain_text("1 Kattoterassi")
    expect(card.locator(".mark")).to_have_text("Tallessa")
    expect(page.locator("#idea")).to_have_value("")
