"""A rating in a real browser: by finger and by keyboard, with hands on the console, and its result in the hall."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import HALL, Hall, reflows, reload
from tests.browser.test_large_letters import fits

LEAST_CHART_PX = 100
"""With letters of twice the size on a phone of 320 px."""


def test_themes_are_rated_by_finger_and_keyboard(
    halls: Callable[..., Hall], picture: Callable[[Page, str], None]
) -> None:
    hall = halls(template="forum-2")
    writing = hall.go(hall.step("ideas"))
    ideas = [
        int(hall.must("idea.enter", activity=writing, text=text, source="paper")["idea"])
        for text in ("Sauna", "Kahvila", "Laituri")
    ]
    hall.go(hall.step("clusters"))
    themes = [
        int(hall.must("cluster.add", title=title, ideas=[idea])["cluster"])
        for title, idea in zip(("A", "B"), ideas, strict=False)
    ]
    vote = hall.go(hall.step("rating"))
    phone, screen, console = hall.phone(), hall.open(hall.links["screen"], HALL), hall.open(hall.links["console"])
    expect(phone.locator("#foot")).to_contain_text("0/2 arvioitu")
    for card in (phone.locator("article.idea").nth(0), phone.locator("article.idea").nth(1)):
        expect(card.get_by_label("Ei arviota")).to_be_checked()
    reflows(phone)
    first = phone.locator("article.idea").nth(0)
    first.locator("label.mark-4").click()
    expect(phone.locator("#foot")).to_contain_text("1/2 arvioitu")
    phone.keyboard.press("ArrowRight")
    expect(first.get_by_label("5, todella paljon")).to_be_checked()
    expect(phone.locator(":focus"), "the card that was changed keeps the focus").to_have_value("5")
    expect(screen.locator(".tall b")).to_have_text("1")
    expect(screen.locator(".how")).to_contain_text("1 = ei lainkaan, 5 = todella paljon")
    first.locator("label.none").click()
    expect(phone.locator("#foot")).to_contain_text("0/2 arvioitu")
    first.locator("label.mark-2").click()
    reload(phone)
    expect(phone.locator("article.idea.has")).to_have_count(1)
    expect(phone.locator("article.idea.has input:checked")).to_have_value("2")
    phone.click("#foot button")
    expect(phone.locator("#foot")).to_contain_text("Kiitos. Arviosi ovat tallessa.")

    console.locator(".hands li").first.locator("input").nth(4).fill("1")
    console.keyboard.press("Enter")
    expect(console.locator(".hands li").first.locator("input").nth(4)).to_have_class("has")
    expect(console.locator(":focus"), "on to the next theme").to_have_attribute("data-value", "1")
    hall.must("activity.close", activity=vote)
    hall.must("activity.reveal", activity=vote)
    hall.go(hall.step("results"))
    hall.must("screen.uncover", activity=vote, uncovered=len(themes))
    for page in (screen, console, phone):
        expect(page.locator("svg.histogram").first).to_be_visible()
    expect(phone.locator(".rank").first).to_contain_text("Annoit arvion 2")
    reflows(phone)
    assert min(fits(phone, ".rank svg.histogram")) >= LEAST_CHART_PX
    fits(phone, ".yours")
    ends = "[...document.querySelectorAll('.rank .sum')].map((one) => Math.round(one.getBoundingClientRect().right))"
    assert len(set(screen.evaluate(ends))) == 1, "the winner's value ends where the others do"
    picture(screen, "rating-screen")
