"""The room on the board in a real browser: the tools for selected cards fit their line, heads keep their height, and
names of likely themes make themes of cards by one press."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HALL, LAPTOP, PHONE, Hall, still
from tests.browser.test_console import console, filled
from tests.browser.test_office import office
from tests.tools.pace import limit_ms

__all__ = ["office"]
pytestmark = pytest.mark.browser
Keep = Callable[[Page, str], None]
AGAIN_MS = 700
"""Two presses closer than 600 ms count as one."""
WINDOWS = (PHONE, {"width": 1024, "height": 768}, {"width": 1536, "height": 864}, HALL, LAPTOP)
OUTSIDE = """() => {
  const tools = document.querySelector(".tools");
  const style = getComputedStyle(tools);
  const right = tools.getBoundingClientRect().right - parseFloat(style.paddingRight);
  const boxes = [...tools.children].map((node) => [node.innerText, node.getBoundingClientRect()]);
  return boxes.filter(([, box]) => box.right > right + 1 || box.left < 0).map(([words]) => words);
}"""
"""The tools that stand outside their line."""
HEADS = "[...document.querySelectorAll('.col:not(.loose) > header')].map((head) => head.getBoundingClientRect().height)"


def test_the_tools_for_a_selected_card_fit_their_line_and_heads_keep_their_height(hall: Hall) -> None:
    filled(hall, 14)
    for name in ("Liikenne ja esteettömyys", "Lapset ja perheet yhdessä", "Kahvila", "Meri", "Sauna"):
        hall.must("cluster.add", title=name)
    page = console(hall)
    for lang in ("fi", "sv", "en"):
        page.goto(f"{hall.base}/console/{hall.links['ref']}?lang={lang}")
        expect(page.locator(".col.folded")).to_have_count(5)
        before = page.evaluate(HEADS)
        page.locator(".loose .idea .written").nth(-2).click()
        expect(page.locator("#none")).to_be_visible()
        assert page.evaluate(HEADS) == before, "nothing moves from under the pointer"
        page.wait_for_timeout(AGAIN_MS)
        page.locator(".col.folded .title").first.click()
        expect(page.locator(".loose .idea.on")).to_have_count(1)
        for size in WINDOWS:
            page.set_viewport_size(size)  # type: ignore[arg-type]
            assert page.evaluate(OUTSIDE) == [], (lang, size)
        page.keyboard.press("z")


def test_names_that_were_there_before_make_themes_by_one_press(
    hall: Hall, office: Callable[..., Page], picture: Keep
) -> None:
    step = hall.steps[hall.step("clusters")]["id"]
    prepared = office(f"/office/forum/{hall.links['ref']}/activity/{step}")
    prepared.fill("#set-likely_themes", "Kahvila\nSauna\n\nPelit ja leikit")
    prepared.click("form.edit button.main")
    prepared.wait_for_url("**#step-*")
    filled(hall, 5)
    page = console(hall)
    names, loose = page.locator(".likely-name"), page.locator(".loose .idea")
    expect(names).to_have_text(["Kahvila", "Sauna", "Pelit ja leikit"])
    loose.nth(1).locator(".written").click()
    page.wait_for_timeout(AGAIN_MS)
    still(page)
    picture(page, "likely-themes")
    names.nth(1).click()
    expect(names).to_have_text(["Kahvila", "Pelit ja leikit"])
    expect(page.locator(".col .title")).to_have_text(["Sauna"])
    expect(loose).to_have_count(4)
    expect(loose.nth(1), "the next card is at hand").to_have_attribute("aria-selected", "true")
    # By keyboard they stand below the field of a theme's name.
    page.keyboard.press("Escape")
    loose.first.focus()
    page.keyboard.press("t")
    expect(page.locator(".col form input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".col .title")).to_have_text(["Sauna", "Kahvila"])
    expect(loose, "the focused card is in it").to_have_count(3)
    expect(names).to_have_text(["Pelit ja leikit"])
    # A card may be dropped on one.
    loose.first.drag_to(names.first)
    expect(page.locator(".col .title")).to_have_text(["Sauna", "Kahvila", "Pelit ja leikit"])
    expect(page.locator(".likely-names")).to_have_count(0)
    # A theme that was made and then named is two deeds.
    for themes, left in ((2, 1), (2, 2), (1, 2), (0, 3)):
        page.locator("#work").focus()
        page.keyboard.press("z")
        expect(page.locator(".col .title")).to_have_count(themes)
        expect(names).to_have_count(left, timeout=limit_ms(10_000))
        page.wait_for_timeout(AGAIN_MS)
    page.get_by_role("button", name="Luo kaikki 3 teemaa").click()
    expect(page.locator(".col .title")).to_have_text(["Kahvila", "Sauna", "Pelit ja leikit"])
    page.locator("#work").focus()
    page.keyboard.press("z")
    expect(names).to_have_count(3)
    assert "Sauna" not in hall.open(hall.links["screen"]).inner_text("body"), "the hall sees nothing of them"
