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
    expect(waiting).to_contain_text(re.compile(r"\d"), timeout=limit_ms(30_000))
    waiting.click()
    expect(skip).to_have_count(0)
    console.keyboard.press("z")
    expect(skip).to_have_count(1, timeout=limit_ms(30_000))
    assert hall.complaints == []
