"""Moderation at the speed of a hall: the queue by keyboard alone, the emergency stop, what author and hall see."""

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import HALL, Hall
from tests.live.people import Person
from tests.tools.pace import limit

GLANCE_MS = 350
"""As long as a row must be in view before a key decides on it, and a little more."""


ROOM_OF_RING = """() => {
  const [title, around] = ["#queue-title", ".upper"].map((one) => document.querySelector(one).getBoundingClientRect());
  return title.top - around.top;
}"""
"""How many pixels of the queue are above its title."""
WHOLE_ROWS = """() => {
  const seen = document.querySelector(".upper").getBoundingClientRect();
  return [...document.querySelectorAll("#queue-list .row")].filter((row) => {
    const box = row.getBoundingClientRect();
    return box.top >= seen.top && box.bottom <= seen.bottom + 1;
  }).length;
}"""
"""How many rows of the queue are wholly in sight."""
ROW_OF_FOCUS = "Number((document.activeElement.closest('#queue-list .row') || { dataset: {} }).dataset.id)"
"""The idea of the row that has the focus."""


def console(hall: Hall) -> Page:
    page = hall.open(hall.links["console"])
    page.wait_for_selector("#agenda li")
    return page


def numbers(page: Page) -> list[str]:
    return page.locator("#queue-list .row .no").all_inner_texts()


def test_the_queue_is_worked_through_by_keyboard_alone(hall: Hall, people: Callable[[], Person]) -> None:
    page = console(hall)
    step = hall.go(hall.step("ideas"))
    hall.must("moderation.set", mode="before")
    texts = [
        "Kusipää pormestari",
        "Ääliö koko museo",
        "Tori kaikille, soita 040 000 0000",
        "Kahvila",
        "Sauna",
        "Uimahalli",
    ]
    for text in texts:
        people().do("idea.add", activity=step, text=text)
    expect(page.locator("#queue-count")).to_have_text("6")
    assert page.evaluate(WHOLE_ROWS) >= 5, "on a laptop, before the focus is in the queue"
    page.keyboard.press("q")
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(ROW_OF_FOCUS))
    rows = page.locator("#queue-list .row").evaluate_all("(rows) => rows.map((row) => Number(row.dataset.id))")
    assert set(rows[1:4]) <= set(reached), "the Tab key goes through the buttons of one row after the other"
    page.keyboard.press("q")
    page.wait_for_timeout(GLANCE_MS)
    page.keyboard.press("d")
    expect(page.locator(".reasons"), "no reason was given yet").to_be_visible()
    second = page.locator(".reasons button").nth(1)
    second.hover()
    stood = second.bounding_box()
    page.mouse.down()
    assert second.bounding_box() == stood, "a press of the mouse moves nothing, or it would get no click"
    page.mouse.move(5, 5)
    page.mouse.up()
    page.keyboard.press("2")
    expect(page.locator("#queue-count")).to_have_text("5")
    page.keyboard.press("d")
    expect(page.locator("#queue-count"), "for the same reason").to_have_text("4")
    expect(page.locator("#status")).to_contain_text("Idea loukkaa jotakuta")
    page.keyboard.press("m")
    expect(page.locator("#queue-count")).to_have_text("3")
    page.keyboard.press("a")
    expect(page.locator("#queue-count")).to_have_text("2")
    page.wait_for_timeout(1100)
    page.keyboard.press("Shift+A")
    expect(page.locator("#queue-count")).to_have_text("")
    screen = hall.open(hall.links["screen"], HALL)
    expect(screen.locator("body")).to_contain_text("Tori kaikille, soita […]")
    for said in ("Kahvila", "Sauna", "Uimahalli"):
        expect(screen.locator("body")).to_contain_text(said)
    seen = screen.locator("body").inner_text()
    assert not any(said in seen for said in ("040 000", "pormestari", "Ääliö"))
    page.keyboard.press("z")
    expect(page.locator("#queue-count"), "what was shown together waits again together").to_have_text("2")


def test_one_person_keeps_up_with_five_ideas_a_second(hall: Hall, people: Callable[[], Person]) -> None:
    page = console(hall)
    step = hall.go(hall.step("ideas"))
    hall.must("moderation.set", mode="before")
    writers, longest = [people() for _ in range(12)], 0
    page.keyboard.press("q")
    expect(page.locator("#onscreen"), "no row needs the room of the emergency stop").to_be_visible()
    assert page.evaluate(ROOM_OF_RING) >= 6, "the focus ring is whole"
    began = time.monotonic()
    for n in range(30):
        writers[n % 12].do("idea.add", activity=step, text=f"Penkkejä rantaan ja puita kadulle, toive {n}")
        if n % 6 == 5:
            page.keyboard.press("Shift+A")
        longest = max(longest, len(numbers(page)))
        page.wait_for_timeout(max(0, (began + (n + 1) / 5 - time.monotonic()) * 1000))
    until = time.monotonic() + limit(6)
    while page.locator("#queue-count").inner_text() and time.monotonic() < until:
        page.wait_for_timeout(1100)
        page.keyboard.press("Shift+A")
    assert page.locator("#queue-count").inner_text() == ""
    assert longest <= 20, f"{longest} ideas waited at once"


def test_one_key_stops_everything_and_one_brings_it_back(hall: Hall, people: Callable[[], Person]) -> None:
    page, screen = console(hall), hall.open(hall.links["screen"], HALL)
    step = hall.go(hall.step("ideas"))
    hall.must("moderation.set", mode="off")
    people().do("idea.add", activity=step, text="Kahvila")
    expect(screen.locator("body")).to_contain_text("Kahvila")
    page.keyboard.press("e")
    expect(screen.locator("body > .cover.dark")).to_be_visible()
    people().do("idea.add", activity=step, text="Sauna")
    expect(page.locator("#queue-count")).to_have_text("1")
    page.keyboard.press("b")
    expect(page.locator("#status")).to_contain_text("hätäpysäytys")
    expect(page.locator("#dark")).to_contain_text("iso näyttö on pimeänä")
    expect(page.locator("#queue .modes")).to_contain_text("jokainen uusi idea odottaa")
    page.locator("#end-dark").click()
    expect(page.locator("#dark")).to_be_hidden()
    expect(screen.locator("body > .cover")).to_have_count(0)
    expect(page.locator("#queue-count")).to_have_text("1")
    assert "Sauna" not in screen.locator("body").inner_text()


def test_a_phone_says_when_it_may_post_again_and_keeps_what_was_typed(hall: Hall) -> None:
    hall.go(hall.step("ideas"))
    hall.must("ideas.slow", seconds=15)
    phone = hall.phone()
    phone.fill("#idea", "Kahvila")
    phone.click(".send button")
    expect(phone.locator(".note:visible")).to_contain_text("Seuraavan idean voi lähettää")
    phone.fill("#idea", "Sauna")
    phone.click(".send button")
    expect(phone.locator("#said, [role=status]").filter(has_text="Seuraavan idean voi lähettää")).not_to_have_count(0)
    expect(phone.locator("#problem")).to_be_hidden()  # a second number would stand still beside the one that counts
    assert phone.input_value("#idea") == "Sauna"
    expect(phone.locator("section.mine article")).to_have_count(1)
    hall.must("ideas.slow", seconds=0)
    expect(phone.locator(".note:visible")).to_have_count(0)
    phone.click(".send button")
    expect(phone.locator("section.mine article")).to_have_count(2)
