"""Suggestions in a real browser: the panel on the board lists them with their reasons, and nothing moves before a
facilitator takes one."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall, still
from tests.tools.pace import limit_ms

pytestmark = pytest.mark.browser
Keep = Callable[[Page, str], None]
SAID = (
    "Pieni kahvila museon pihalle",
    "Museon pihalle pieni kahvila kesäksi",
    "Sauna laivaan rannalle",
    "Lautapelejä lainattavaksi",
    "Saunailta laivassa",
    "Lainattavia pelejä lapsille",
)


def test_suggestions_are_taken_or_skipped_and_nothing_moves_by_itself(hall: Hall, picture: Keep) -> None:
    step = hall.go(hall.step("ideas", 2))
    ideas = [hall.must("idea.enter", activity=step, text=text, source="paper")["idea"] for text in SAID]
    hall.go(hall.step("clusters"))
    hall.must("cluster.add", title="Sauna", ideas=[ideas[2]])
    hall.must("cluster.add", title="Pelit", ideas=[ideas[3]])
    console = hall.open(hall.links["console"])
    loose = console.locator(".col.loose .idea")
    waiting = console.locator("#suggest")
    expect(waiting).to_contain_text(re.compile(r"\d"), timeout=limit_ms(30_000))
    waiting.click()
    pair = console.locator(".suggests li").filter(has_text="kesäksi")
    expect(pair).to_contain_text("Yhteistä")
    still(console)
    picture(console, "suggestions")
    pair.get_by_role("button", name="Yhdistä").click()
    expect(loose).to_have_count(3)
    console.get_by_role("button", name="Siirrä idea 5").click()
    expect(loose).to_have_count(2)
    skip = console.get_by_role("button", name="Ohita ehdotus: idea 6 ei kuulu")
    skip.click()
    expect(skip).to_have_count(0)
    # A page that is opened anew asks the server: what was skipped stays skipped, until it is undone.
    console.reload()
    waiting.click()
    expect(console.locator(".suggest-note")).to_contain_text("Verrattu", timeout=limit_ms(30_000))
    expect(skip).to_have_count(0)
    console.keyboard.press("z")
    expect(skip).to_have_count(1, timeout=limit_ms(30_000))
    # Its card offers the same theme, and a digit takes it.
    card = loose.filter(has_text="Lainattavia")
    expect(card.locator(".likely-theme").first).to_contain_text("Pelit")
    card.focus()
    console.keyboard.press("1")
    expect(loose).to_have_count(1)
    expect(console.locator(".col").nth(2).locator(".idea")).to_have_count(2)
    # The button below the pile takes it as well, when it has been in sight for a while.
    console.keyboard.press("z")
    expect(loose).to_have_count(2)
    console.get_by_role("button", name="ehdotettuun teemaan").click(timeout=limit_ms(20_000))
    expect(loose).to_have_count(1)
    console.keyboard.press("z")
    expect(loose).to_have_count(2)
    console.keyboard.press("Shift+Z")
    expect(loose).to_have_count(1)
    assert hall.complaints == []


def test_a_phone_may_support_an_idea_like_the_one_that_is_written(hall: Hall, picture: Keep) -> None:
    step = hall.go(hall.step("ideas", 2))
    hall.must("idea.enter", activity=step, text=SAID[1], source="paper")
    phone = hall.phone(color_scheme="light")
    field, line = phone.locator("#idea"), phone.locator(".similar")
    line.wait_for(state="attached", timeout=limit_ms(30_000))  # it comes with the second script
    expect(line).to_be_hidden()
    field.fill(SAID[0] + " kesäksi")
    expect(line).to_contain_text(SAID[1], timeout=limit_ms(30_000))
    still(phone)
    picture(phone, "similar-line")
    line.get_by_role("button", name="Kannatan tätä").click()
    expect(line).to_contain_text("Kannatat ideaa 1")
    expect(field).to_have_value(SAID[0] + " kesäksi")
    own = phone.locator("section.mine .idea").filter(has_text="Kannatat tätä ideaa")
    expect(own).to_have_count(1)
    own.scroll_into_view_if_needed()
    picture(phone, "similar-supported")
    own.get_by_role("button", name="En kannata enää").click()
    expect(own).to_have_count(0)
    expect(line).to_contain_text("Näyttääkö tämä samalta?")


def test_a_proposal_of_piles_is_taken_in_part_and_undone_at_once(hall: Hall, picture: Keep) -> None:
    step = hall.go(hall.step("ideas", 2))
    for text in SAID + tuple(text + " talvella" for text in SAID):
        hall.must("idea.enter", activity=step, text=text, source="paper")
    hall.go(hall.step("clusters"))
    console = hall.open(hall.links["console"])
    themes = console.locator(".cols [data-head]")
    console.locator("#suggest").click()
    console.get_by_role("button", name="Ehdota noin 6 kasaa").click()
    piles = console.locator(".piles > li")
    expect(piles.first).to_be_visible(timeout=limit_ms(30_000))
    still(console)
    picture(console, "piles")
    many = piles.count()
    take = console.get_by_role("button", name=re.compile("^Tee "))
    expect(take, "no name of the machine's goes to the hall unread").to_be_disabled()
    foot = console.locator(".piles-take")
    for pile in piles.all()[1:]:
        pile.get_by_role("checkbox").focus()
        box, under = pile.get_by_role("checkbox").bounding_box(), foot.bounding_box()
        assert box and under and box["y"] + box["height"] <= under["y"], "a press on it is not one on the button"
        pile.get_by_role("checkbox").check()
    take.click()
    expect(themes).to_have_count(many - 1, timeout=limit_ms(5_000))
    console.keyboard.press("z")
    expect(themes).to_have_count(0)
    assert hall.complaints == []
