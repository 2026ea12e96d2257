"""The console in a real browser: a whole forum by keyboard only, the board by mouse and by touch, two consoles at the
same time."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import HALL, LAPTOP, PHONE, RANK_SPACE, Hall, reflows, still, violations
from tests.live.people import Person
from tests.tools.pace import late_each_time, limit_ms

pytestmark = pytest.mark.browser
TABLET = {"width": 820, "height": 1180}
SLOW_FRAME_SECONDS = 0.05
BETWEEN_MS = 900
"""Two presses closer than 600 ms count as one, and a busy page reads the first late."""
DOUBLE_TAP_MS = 700
Keep = Callable[[Page, str], None]
TALL = "Math.min(...[...document.querySelectorAll('.agenda .step')].map((node) => node.getBoundingClientRect().height))"
CUT = """() => {
  const room = document.getElementById("people").getBoundingClientRect();
  const boxes = [...document.querySelectorAll("#people div")]
    .map((node) => [node.innerText, node.getBoundingClientRect()]);
  const cut = (box) => box.top < room.bottom - 1 && (box.right > room.right + 1 || box.bottom > room.bottom + 1);
  return boxes.filter(([, box]) => cut(box)).map(([words]) => words);
}"""
HUNDREDS = """() => {
  document.getElementById("forum-title").textContent = "Turun museokeskuksen osallistumisfoorumi";
  document.querySelectorAll("#people b").forEach((node) => {
    node.textContent = node.textContent.replace(/[0-9]+/g, "180");
  });
}"""
OVER = "node => node.scrollWidth > node.clientWidth + 1"
FREE = """() => {
  const box = document.getElementById("next").getBoundingClientRect();
  const spots = [[box.left + 4, box.top + 4], [box.right - 4, box.bottom - 4], [box.left + 4, box.bottom - 4]];
  return spots.every(([x, y]) => document.elementFromPoint(x, y).closest("#next"));
}"""

MORE_THAN = """(before) => {
  const [minutes, seconds] = document.getElementById("timer").innerText.split(":").map(Number);
  return 60 * minutes + seconds > before;
}"""
"""Whether the clock shows more seconds than before."""
PILE_LEAVES = """() => document.querySelector(".cols").getBoundingClientRect().bottom
  - document.querySelector(".col.loose").getBoundingClientRect().bottom"""
HALF_LINES = """() => [...document.querySelectorAll(".col .title")].filter((title) => {
  const range = document.createRange();
  range.selectNodeContents(title);
  const clipped = [title, ...title.children].find((node) => getComputedStyle(node).overflow === "hidden");
  const style = getComputedStyle(clipped);
  const seen = clipped.getBoundingClientRect().bottom;
  const last = seen - parseFloat(style.paddingBottom);
  return [...range.getClientRects()].some((line) => line.top > last - 4 && line.top < seen - 1);
}).length"""
LONG_DEED = """() => {
  const bar = () => [document.querySelector(".bar").offsetHeight, document.getElementById("next").offsetTop];
  const [button, what] = [document.getElementById("undo"), document.querySelector("#undo small")];
  const before = bar();
  what.textContent = "siirtyminen vaiheeseen 4 Ihmisten kohtaamispaikat";
  const [text, box] = [button.children[1].getBoundingClientRect(), button.getBoundingClientRect()];
  return {moved: String(bar()) !== String(before), air: Math.min(text.top - box.top, box.bottom - text.bottom)};
}"""


def console(hall: Hall, **context: Any) -> Page:
    page = hall.open(hall.links["console"], **context)
    expect(page).to_have_url(f"{hall.base}/console/{hall.links['ref']}")
    page.wait_for_selector("#agenda li")
    return page


def title(page: Page) -> Locator:
    return page.locator("#step-title")


def status(page: Page) -> Locator:
    return page.locator("#status")


def column(page: Page, letter: str) -> Locator:
    return page.locator(".col", has=page.locator("header .no", has_text=letter))


def focused(page: Page) -> str:
    return str(
        page.evaluate(
            "document.activeElement.className + ' ' + "
            "(document.activeElement.id || document.activeElement.dataset.id || '')"
        )
    )


def filled(hall: Hall, count: int) -> None:
    """The themes activity, with this many ideas from paper on the board."""
    step = hall.go(hall.step("ideas", 2))
    for n in range(count):
        hall.must(
            "idea.enter",
            activity=step,
            text=f"Idea numero {n + 1}: penkkejä ja kahvia",
            source="paper",
            table=n % 9 + 1,
        )
    hall.go(hall.step("clusters"))


# -- the keyboard
# ------------------------------------------------------------------------------------------------------------


def test_a_whole_forum_with_the_mouse_unplugged(hall: Hall, people: Callable[[], Person], picture: Keep) -> None:
    page = console(hall)
    keys = page.keyboard
    expect(title(page)).to_have_text("Ei vielä alkanut")
    expect(page.locator("#next")).to_contain_text("Aloita")
    _next(page, "1/9 Tervetuloa")
    ada, ben = people(), people()
    _next(page, "2/9 Alkusanat")
    _next(page, "3/9 Museomuisto")
    expect(page.locator(".people .here b")).to_have_text("2")
    _next(page, "4/9 Omat ideat", sure=True)
    private = int(hall.steps[4]["id"])
    for n in range(4):
        assert (ada, ben)[n % 2].do("idea.add", activity=private, text=f"Oma idea {n + 1}")["ok"]
    expect(page.locator(".rows li")).to_have_count(4)
    keys.press("i")
    keys.type("Näytelmä museon pihalla, Nuoret pyytävät")
    keys.press("Enter")
    expect(status(page)).to_have_text("Idea 5 on tallessa.")
    expect(title(page)).to_have_text("4/9 Omat ideat")
    keys.press("Escape")
    page.locator("#work").focus()
    keys.press("h")
    expect(status(page)).to_have_text("Valitse ensin idea.")
    picture(page, "console-ideas")
    keys.press("r")
    expect(page.locator("#reveal")).to_have_count(0)
    _next(page, "5/9 Ideoita yhdessä", sure=True)
    _next(page, "6/9 Ideat teemoiksi", sure=True)
    expect(page.locator(".loose .idea")).to_have_count(5)
    _group_by_keyboard(page)
    picture(page, "console-board")
    _next(page, "7/9 Teemojen nimet")
    _next(page, "8/9 Tarraäänestys")
    vote = int(hall.steps[8]["id"])
    ideas = [
        one["id"]
        for one in ada.wait(lambda event, data: event == "frame" and len(data["put"].get("idea", {})) >= 5)["put"][
            "idea"
        ].values()
    ]
    assert ada.do("ballot.set", activity=vote, n=1, marks={str(ideas[0]): 2, str(ideas[1]): 1})["ok"]
    expect(page.locator(".progress .big")).to_have_text("1 / 2 on äänestänyt")
    assert "tally" not in page.content()
    page.locator(".hands input").nth(2).focus()
    keys.type("4")
    keys.press("Enter")
    expect(page.locator(".doubt button").first).to_be_focused()  # two people are here
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator(".hands input").nth(2)).to_have_class(re.compile("has"))
    page.locator("#work").focus()
    keys.press("l")
    keys.type("1 1 2")
    keys.press("Enter")
    expect(page.locator(".paper .said")).to_have_text("Lippu 1 on tallessa. Kirjoita numero lippuun.")
    expect(page.locator("#paper-line")).to_be_focused()
    expect(page.locator("#paper-line")).to_have_value("")
    expect(page.locator(".paper .count")).to_have_text("1 lippu kirjattu")
    expect(page.locator(".handwork .head p")).to_contain_text("1 paperilippu on jo kirjattu")
    keys.type("99")
    expect(page.locator(".paper .warn")).to_have_text("Tarkista: 99")
    page.locator(".paper .after button").press("Enter")  # corrects the one before
    expect(page.locator("#paper-line")).to_have_value("1 1 2")
    keys.type("1 2")
    keys.press("Enter")
    expect(page.locator(".paper .said")).to_have_text("Lippu 1 on tallessa. Kirjoita numero lippuun.")
    expect(page.locator(".progress .big")).to_have_text("2 / 3 on äänestänyt")
    page.locator("#work").focus()
    keys.press("x")
    expect(page.locator("#reveal")).to_be_visible()
    picture(page, "console-vote")
    expect(page.locator("#next")).to_contain_text("Seuraava: 9 Tulokset")
    _next(page, "9/9 Tulokset")
    keys.press(" ")
    expect(status(page)).to_have_text("Tulos on vielä piilossa. Paina ensin Näytä tulokset (R).")
    expect(page.locator("#next")).to_contain_text("Näytä tulokset")
    _next(page, "9/9 Tulokset")
    expect(page.locator(".result .big")).to_have_text("0 / 3 sijaa näytetty")
    expect(page.locator(".mini i.covered")).to_have_count(3)
    expect(page.locator("#next")).to_contain_text("Näytä sija 3")
    for n in range(3):
        page.wait_for_timeout(BETWEEN_MS)
        if n == 2:
            page.locator("#next").focus()
        keys.press(" " if n == 0 else "n")
        expect(page.locator(".result .big")).to_have_text(f"{n + 1} / 3 sijaa näytetty")
    expect(page.locator("#end")).to_be_focused()
    expect(page.locator(".places li").first).to_contain_text("4")
    expect(page.locator(".mini i.covered")).to_have_count(0)
    expect(page.locator("#end")).to_contain_text("Päätä foorumi")
    picture(page, "console-results")
    assert page.evaluate(RANK_SPACE) > 3
    _next(page, "9/9 Tulokset")
    expect(status(page)).to_contain_text("Tämä on viimeinen vaihe")
    page.wait_for_timeout(BETWEEN_MS)
    page.locator("#end").press("Enter")
    expect(page.locator(".grace button").first).to_be_focused()
    expect(page.get_by_role("group", name="Päätetäänkö foorumi kaikilta?")).to_be_visible()
    for leave in ("Escape", "Enter"):
        keys.press(leave)
        expect(page.locator("#end")).to_be_focused()
        page.wait_for_timeout(BETWEEN_MS)
        keys.press("Enter")
        expect(page.locator(".grace button").first).to_be_focused()
        page.wait_for_timeout(BETWEEN_MS)
    keys.press("Tab")
    keys.press("Enter")
    expect(title(page)).to_have_text("Foorumi on päättynyt")
    expect(page.locator("#end")).to_be_focused()
    expect(page.locator("#undo")).to_contain_text("Kumoa: foorumin päättäminen")
    keys.press("z")
    expect(title(page)).to_have_text("9/9 Tulokset")
    expect(status(page)).to_have_text("Kumottu: foorumin päättäminen")
    page.wait_for_timeout(BETWEEN_MS)
    keys.press("Shift+Z")
    expect(page.locator(".grace p")).to_have_text("Päätetäänkö foorumi kaikilta?")
    keys.press("Tab")
    keys.press("Enter")
    expect(title(page)).to_have_text("Foorumi on päättynyt")


def _next(page: Page, words: str, *, sure: bool = False) -> None:
    """Go on by key, after the last change of activity has settled: a double press counts as one. `sure`: the console
    asks first."""
    page.wait_for_timeout(BETWEEN_MS)
    page.keyboard.press("n")
    if sure:
        page.locator(".grace").get_by_role("button", name="Siirry heti").press("Enter")
    expect(title(page)).to_have_text(words)


def _group_by_keyboard(page: Page) -> None:
    keys = page.keyboard
    page.locator(".idea").first.focus()
    keys.press(" ")
    keys.press("ArrowRight")
    keys.press(" ")
    expect(page.locator(".tools")).to_contain_text("2 ideaa valittu")
    keys.press("t")
    expect(page.locator(".col header form input")).to_be_focused()
    keys.type("Joki ja ranta")
    keys.press("Enter")
    expect(column(page, "A").locator(".title")).to_have_text("Joki ja ranta")
    expect(page.locator(".loose .idea").first, "the focus goes on to the next card").to_be_focused()
    keys.press("Enter")
    expect(status(page)).to_contain_text("Idea nostettu")
    keys.press("ArrowRight")
    keys.press("Escape")
    expect(status(page)).to_have_text("Idea jäi paikalleen.")
    keys.press("Enter")
    expect(status(page)).to_contain_text("Idea nostettu")
    page.locator("#step-title").click()
    expect(status(page), "the mouse was taken instead").to_have_text("Idea jäi paikalleen.")
    page.locator(".loose .idea").first.focus()
    keys.press("Enter")
    keys.press("ArrowRight")
    keys.press("Enter")
    expect(column(page, "A").locator(".idea")).to_have_count(3)
    expect(status(page)).to_have_text("Idea siirretty teemaan: A Joki ja ranta")
    assert "idea" in focused(page), "the focus goes on to the next card"
    keys.press("g")
    keys.press("a")
    expect(column(page, "A").locator(".idea")).to_have_count(4)


def test_keys_are_text_in_fields_and_can_be_turned_off(hall: Hall) -> None:
    page = console(hall)
    hall.go(hall.step("ideas"))
    expect(title(page)).to_have_text("3/9 Museomuisto")
    page.keyboard.press("i")
    page.keyboard.type("nznx")
    expect(page.locator("#entry-text")).to_have_value("nznx")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.uncheck(".keys input")
    page.locator("#work").focus()
    page.keyboard.press("n")
    page.keyboard.press("b")
    page.wait_for_timeout(300)
    expect(title(page)).to_have_text("3/9 Museomuisto")
    expect(page.locator("#screen-blank kbd")).to_be_hidden()
    page.reload()
    page.wait_for_selector("#agenda li")
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    expect(title(page)).to_have_text("3/9 Museomuisto")


def test_a_text_too_large_for_the_line_is_refused_in_words_and_kept(hall: Hall) -> None:
    page = console(hall)
    hall.go(hall.step("ideas"))
    expect(title(page)).to_have_text("3/9 Museomuisto")
    page.keyboard.press("i")
    page.fill("#entry-text", "ä" * 10_000)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Lähetys oli liian suuri.")).to_be_visible()
    expect(page.locator("#entry-text")).to_have_value("ä" * 10_000)
    page.fill("#entry-text", "lyhyt")
    page.keyboard.press("Enter")
    expect(page.get_by_text("lyhyt", exact=True)).to_be_visible()


# -- the agenda, people who write, the screen
# ----------------------------------------------------------------------------------


def test_those_who_write_are_waited_for(hall: Hall, people: Callable[[], Person]) -> None:
    page = console(hall)
    hall.go(hall.step("ideas"))
    ada = people()
    ada.line.emit("signal", {"writing": True})
    expect(page.locator(".people .writing b")).to_have_text("1")
    page.keyboard.press("n")
    expect(page.locator(".grace")).to_contain_text("1 ihminen kirjoittaa vielä")
    page.keyboard.press("Escape")
    expect(page.locator("#next")).to_be_visible()
    page.wait_for_timeout(BETWEEN_MS)
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(page.locator(".tools")).to_contain_text("Viimeistelyaika on käynnissä")
    expect(page.locator(".leaving")).to_contain_text("Siirrytään 0:")
    expect(title(page)).to_have_text("3/9 Museomuisto")
    assert ada.do("idea.add", activity=int(hall.steps[3]["id"]), text="Ehdin vielä")["ok"]
    page.click("#stay")
    expect(page.locator(".leaving")).to_be_hidden()
    page.wait_for_timeout(BETWEEN_MS)
    page.keyboard.press("n")
    expect(title(page)).to_have_text("4/9 Omat ideat")


def test_a_hurried_key_skips_no_step(hall: Hall, people: Callable[[], Person]) -> None:
    page = console(hall)
    people()
    hall.go(hall.step("ideas") - 1)
    expect(page.locator(".people .connected b")).to_have_text("1")
    _next(page, "3/9 Museomuisto")
    page.wait_for_timeout(BETWEEN_MS)
    page.keyboard.press("n")
    expect(page.locator(".grace")).to_contain_text("Vaihe alkoi juuri. 1 ihminen ei ole vielä valmiina")
    page.keyboard.press("Enter")
    expect(page.locator(".grace")).to_be_hidden()
    expect(title(page)).to_have_text("3/9 Museomuisto")


def test_how_ideas_are_reviewed_is_asked_before_all_else_and_stays_above_the_queue(hall: Hall) -> None:
    page = console(hall, viewport={"width": 1024, "height": 768})
    drawer = page.locator("#drawer-body")
    expect(page.locator("#drawer")).to_have_class(re.compile("waits"))
    expect(drawer).to_be_hidden()
    step = hall.go(hall.step("ideas"))
    expect(drawer, "open before the start, it asks as soon as it matters").to_be_visible()
    hall.must("idea.enter", activity=step, text="Soittakaa 040 123 4567", source="paper", table=1)
    expect(page.locator(".row")).to_have_count(1)
    order = "[...document.querySelectorAll('#queue > :not([hidden])')].findIndex((node) => node.matches('.modes'))"
    assert page.evaluate(order) == 1, "right under the heading, over the queue"
    page.mouse.click(1000, 600)
    expect(drawer).to_be_hidden()
    page.keyboard.press("q")
    expect(page.locator(".row:focus, .row :focus"), "Q leads to the first idea that waits").to_have_count(1)
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    page.locator("#drawer").click()
    page.locator(".modes label").last.click()
    expect(drawer, "what was asked is answered").to_be_hidden()
    expect(page.locator(".tools")).to_contain_text("Ideat näkyvät, kun olet hyväksynyt ne")
    page.locator("#drawer").click()
    expect(page.locator(".modes")).not_to_have_class(re.compile("asks"))
    assert page.evaluate(order) == 1, "however long the queue, the switch is above it"
    hall.go(hall.step("clusters"))
    expect(drawer, "the board needs the room").to_be_hidden()


def test_no_number_of_the_bar_is_cut_with_hundreds_in_the_hall(hall: Hall, people: Callable[[], Person]) -> None:
    page = console(hall)
    people()
    hall.go(hall.step("ideas"))
    expect(page.locator("#undo small")).to_contain_text("siirtyminen")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.evaluate(HUNDREDS)
    expect(page.locator("#people .connected"), "the words of undo give way").to_be_in_viewport(ratio=1)
    hall.go(hall.step("dots"))
    expect(title(page)).to_contain_text("8/9")
    page.evaluate(HUNDREDS)
    for width in (1024, 1180, 1280, 1366, 1920):
        page.set_viewport_size({"width": width, "height": 768})
        still(page)
        assert page.evaluate(CUT) == [], width
        expect(page.locator("#people .voted"), f"at {width}").to_be_in_viewport(ratio=1)
    page.keyboard.press("n")
    expect(page.locator("#asked")).to_contain_text("ei ole vielä valmiina")
    for width in (1030, 1280, 1366):
        page.set_viewport_size({"width": width, "height": 768})
        page.evaluate(HUNDREDS)
        assert page.evaluate(CUT) == [], f"beside the question at {width}"


def test_nothing_of_the_desk_is_cut_where_there_is_room(hall: Hall) -> None:
    """A long title, an undo message, a sentence beside buttons, four themes (one with an endless name), the agenda
    on a tablet."""
    filled(hall, 5)
    page = console(hall, viewport=LAPTOP)
    private = hall.go(hall.step("ideas", 1))
    hall.must("activity.reveal", activity=private)
    page.evaluate(HUNDREDS)
    expect(page.locator(".tools .btn")).to_have_count(3)
    still(page)
    assert page.evaluate(f"[...document.querySelectorAll('#forum-title, #undo small')].filter({OVER}).length") == 0
    assert page.locator(".tools > p").evaluate("node => node.getBoundingClientRect().height") < 30, "one line"
    hall.go(hall.step("clusters"))
    for name in ("Ruoka", "W" * 60, "Piha", "Liikkuminen"):
        hall.must("cluster.add", title=name)
    expect(page.locator(".col .title")).to_have_count(4)
    for width in (1366, 1024):
        page.set_viewport_size({"width": width, "height": 768})
        still(page)
        assert not page.locator(".cols").evaluate(OVER), f"the fourth theme at {width}"
        tall = page.locator(".col header").evaluate_all(
            "nodes => Math.max(...nodes.map(node => node.getBoundingClientRect().height))"
        )
        assert tall <= 90, f"a name takes {tall} of the board's height at {width}"
    hall.go(hall.step("dots"))
    still(page)
    expect(page.locator(".agenda .now")).to_be_in_viewport(ratio=1)
    expect(page.locator(".agenda .up")).to_be_in_viewport(ratio=1)
    sizes = page.locator(".agenda .step").evaluate_all(
        "nodes => nodes.map(node => [node.offsetWidth, node.offsetHeight])"
    )
    assert min(min(size) for size in sizes) >= 44, "each step can be hit with a finger"


def test_the_board_follows_the_window(hall: Hall) -> None:
    filled(hall, 24)
    page = console(hall, viewport=LAPTOP)
    for _ in range(5):
        hall.must("cluster.add", title="Ihmisten kohtaamispaikat ja yhteinen tekeminen kaupungin keskustassa")
    expect(page.locator(".col .title")).to_have_count(5)
    for width, height in ((1366, 768), (1920, 1080), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        still(page)
        stop = page.get_by_role("button", name="Hätäpysäytys")
        expect(stop, f"the emergency stop is in sight at {width}, once").to_have_count(1)
        expect(stop).to_be_in_viewport(ratio=1)
        assert abs(page.evaluate(PILE_LEAVES)) <= 1, f"the pile fills the board at {width}"
        assert page.evaluate(HALF_LINES) == 0, f"half a line of a theme's name shows at {width}"
        assert page.evaluate(LONG_DEED)["moved"] is False, f"undo moves the bar at {width}"
        assert page.evaluate(LONG_DEED)["air"] >= 2, f"undo's words touch its edge at {width}"
        assert page.locator(".tools").evaluate("node => node.offsetHeight") <= 48, f"the tools are one row at {width}"
    page.set_viewport_size({"width": 768, "height": 1024})
    assert page.evaluate(LONG_DEED)["moved"] is False, "undo moves the bar of a tablet that is turned"
    expect(page.get_by_role("button", name="Hätäpysäytys"), "nor in a tablet that is turned").to_be_in_viewport(ratio=1)
    page.set_viewport_size(LAPTOP)
    page.keyboard.press("q")
    page.set_viewport_size({"width": 1024, "height": 768})
    still(page)
    expect(page.locator("#queue"), "the drawer lies over the board").to_be_hidden()


def test_an_open_vote_is_not_closed_by_one_key(hall: Hall, people: Callable[[], Person]) -> None:
    page = console(hall)
    ada, _ben = people(), people()
    vote = hall.go(hall.step("dots"))
    assert ada.do("activity.done", activity=vote, done=True)["ok"]
    expect(page.locator(".people .connected b")).to_have_text("2")
    expect(title(page)).to_contain_text("8/9")
    page.keyboard.press("n")
    expect(page.locator(".grace")).to_contain_text("1 ihminen ei ole vielä valmiina")
    expect(title(page)).to_contain_text("8/9")
    page.get_by_role("button", name="Siirry heti").press("Enter")
    expect(title(page)).to_contain_text("9/9")


def test_leading_without_seeing(hall: Hall, people: Callable[[], Person]) -> None:
    hall.must("moderation.set", mode="off")  # set explicitly, so that Q leads to what waits and not to that question
    page = console(hall)
    step, ada = hall.go(hall.step("ideas", 2)), people()
    for text in ("Kahvila", "Sauna", "Ratikka"):
        assert ada.do("idea.add", activity=step, text=text)["ok"]
    rows = page.locator(".rows li")
    expect(rows).to_have_count(3)
    expect(page.locator(".rows [tabindex='0']:is(li)")).to_have_attribute(
        "data-id", str(rows.first.get_attribute("data-id"))
    )
    expect(rows.nth(1).locator("button:not([tabindex='-1'])"), "one stop for Tab").to_have_count(0)
    rows.first.focus()
    page.keyboard.press("s")
    expect(page.locator("#said")).to_contain_text("nostettiin")
    rows.first.focus()
    page.keyboard.press("v")
    expect(rows.first.locator(".marks")).to_contain_text("Ei äänestyksessä")
    expect(page.locator("#undo")).to_contain_text("idean 3")
    assert people().do("idea.add", activity=step, text="Soittakaa 040 123 4567")["ok"]
    expect(page).to_have_title(re.compile(r"^\(1\) "))
    page.keyboard.press("q")
    expect(page.locator(":focus")).to_have_attribute("data-hide", "4")
    page.keyboard.press("i")
    page.locator("#entry-text").fill("nihongo")
    page.locator("#entry-text").evaluate(
        "node => node.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    page.keyboard.press("Escape")
    page.locator("#work").focus()
    page.keyboard.press("PageDown")
    page.locator(".grace").get_by_role("button", name="Siirry heti").press("Enter")
    expect(title(page)).to_contain_text("6/9")
    expect(page.locator(".loose .idea"), "Enter of an input method posts nothing").to_have_count(3)


@pytest.mark.parametrize("size", [{"width": 1024, "height": 768}, LAPTOP], ids=["tablet", "laptop"])
def test_the_board_has_the_room_and_every_theme_is_in_sight(hall: Hall, size: dict[str, int]) -> None:
    filled(hall, 6)
    for name in "ABCDEFGH":
        hall.must("cluster.add", title=name)
    page = console(hall, viewport=size, has_touch=size != LAPTOP, is_mobile=size != LAPTOP)
    expect(page.locator(".col.folded")).to_have_count(8)
    assert page.evaluate("document.querySelector('.cols').getBoundingClientRect().height / innerHeight") >= 0.7
    assert page.evaluate(TALL) >= 40, "a step of the agenda is as large as a finger, also while it is only a number"
    assert page.evaluate(CUT) == []
    for column_ in page.locator(".col").all():
        box = column_.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= size["width"]
    page.locator(".col.folded .title").first.click()
    expect(page.locator(".col form input"), "a tap on a folded theme's name opens the name").to_be_focused()
    page.keyboard.type("Omat olot")
    page.keyboard.press("Enter")
    expect(page.locator(".col .title").first).to_have_text("Omat olot")
    expect(page.locator(".col.folded"), "its cards are in sight").to_have_count(7)
    page.keyboard.press("Enter")
    expect(page.locator(".col form")).to_have_count(1)
    page.keyboard.press("Escape")
    page.locator(".col .fold").first.click()
    page.locator(".col .title").first.press("Enter")
    expect(page.locator(".col.folded"), "a key only opens the theme").to_have_count(7)
    expect(page.locator(".col form")).to_have_count(0)
    page.locator(".col .fold").first.click()
    expect(page.locator(".col.folded")).to_have_count(8)
    page.locator(".loose .idea .written").first.click()
    expect(page.locator(".tools #none")).to_be_visible()
    assert page.evaluate(
        "(() => { const tools = document.querySelector('.tools'); return tools.scrollWidth <= tools.clientWidth; })()"
    )
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page.locator(".col .fold").last).to_contain_text("1")
    page.locator("[data-menu]").last.click()
    page.get_by_role("button", name="Näytä teema salille").click()
    expect(page.locator(".mini, #end-spot").first).to_be_attached()
    expect(page.locator("[data-show]").last).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-show]").last, "while it is large, one tap ends that").to_be_visible()


def test_time_and_steps_by_hand(hall: Hall) -> None:
    page = console(hall)
    hall.go(hall.step("ideas"))
    expect(title(page)).to_have_text("3/9 Museomuisto")
    minutes, seconds = (int(part) for part in page.inner_text("#timer").split(":"))
    page.click("#more-time")
    expect(status(page)).to_have_text("1 minuutti lisää aikaa")
    page.wait_for_function(MORE_THAN, arg=60 * minutes + seconds)
    page.click("#toggle-step")
    expect(page.locator(".tools")).to_contain_text("Suljettu")
    page.click("#toggle-step")
    expect(page.locator(".tools")).to_contain_text("Auki")
    page.locator("#agenda .step").last.click()
    page.click("#agenda .step + .btn")
    expect(title(page)).to_have_text("9/9 Tulokset")
    expect(page.locator("#agenda .now")).to_be_focused()
    expect(page.locator("#work")).to_contain_text("Tuloksia ei ole vielä näytetty")


def test_the_screens_switches_follow_the_hall(hall: Hall) -> None:
    page = console(hall)
    step = hall.go(hall.step("ideas"))
    expect(page.locator(".mini")).to_have_class("mini wall")
    for key, name, picture in (
        ("b", "blank", "mini blank"),
        ("b", "blank", "mini wall"),
        ("c", "code", "mini code"),
        ("c", "code", "mini wall"),
        ("f", "freeze", "mini wall frozen"),
    ):
        page.keyboard.press(key)
        expect(page.locator(".mini")).to_have_class(picture)
        expect(page.locator(f"#screen-{name}")).to_be_visible()
    hall.must("screen.freeze", on=False)
    expect(page.locator(".mini")).to_have_class("mini wall")
    expect(page.locator("#news")).to_contain_text("kuva päivittyy taas")
    made = hall.must("idea.enter", activity=step, text="Sauna", source="paper")
    hall.must("screen.spotlight", idea=made["idea"])
    page.click("#end-spot")
    expect(page.locator(".mini")).to_have_class("mini wall")
    expect(page.locator("#end-spot")).to_have_count(0)


# -- review
# --------------------------------------------------------------------------------------------------------------------


def test_review_in_place(hall: Hall, people: Callable[[], Person]) -> None:
    page = console(hall)
    step = hall.go(hall.step("ideas"))
    expect(page.locator(".check")).to_be_hidden()
    page.check("input[value=before]", force=True)
    expect(page.locator(".modes")).to_contain_text("Jokainen idea odottaa")
    ada = people()
    ada.do("idea.add", activity=step, text="Soittakaa 040 000 0000 niin kerron")
    ada.do("idea.add", activity=step, text="Kahvila auki illalla")
    expect(page.locator("#queue-count")).to_have_text("2")
    expect(page.locator("#queue mark")).to_have_text("040 000 0000")
    page.keyboard.press("q")
    page.keyboard.press("h")
    expect(page.locator(".reasons")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator("#queue-count")).to_have_text("1")
    own = ada.wait(
        lambda event, data: (
            event == "yours" and any(one["state"] == "hidden" for one in data["put"].get("mine", {}).values())
        )
    )
    assert [one["reason"] for one in own["put"]["mine"].values() if one["state"] == "hidden"] == ["personal"]
    expect(page.locator("#queue-list button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#queue-count")).to_have_text("")
    expect(page.locator(".calm")).to_be_visible()
    page.click(".chip >> nth=2")
    expect(page.locator(".rows li")).to_have_count(1)
    page.click("text=Palauta näkyviin")
    expect(page.locator(".rows li")).to_have_count(0)


def test_what_was_read_is_let_through_by_one_press_and_nothing_else(hall: Hall, people: Callable[[], Person]) -> None:
    page = console(hall)
    step = hall.go(hall.step("ideas"))
    hall.must("moderation.set", mode="before")
    for n in range(4):
        writer = people()
        writer.do("idea.add", activity=step, text=f"Sauna numero {n} ja siihen iso ikkuna merelle päin")
        writer.do("idea.add", activity=step, text=f"Soittakaa 040 000 000{n}")
    expect(page.locator("#queue-count")).to_have_text("8")
    last = page.locator("#queue-list .row").nth(6)
    expect(last).to_contain_text("Sauna numero 3")
    skimmed = page.locator(".row.read:not(.flagged)")
    expect(skimmed, "what is below the edge was not seen").to_have_count(3)
    page.locator("#show-read").click()
    expect(page.locator("#queue-count")).to_have_text("5")
    expect(page.locator("#queue-list .row").last).to_contain_text("040")
    expect(page.locator(".row.flagged"), "a warning is decided on one by one").to_have_count(4)
    page.keyboard.press("z")
    expect(page.locator("#queue-count"), "one press takes all of it back").to_have_text("8")


def test_the_queue_stands_at_what_is_to_be_read_next(hall: Hall, people: Callable[[], Person]) -> None:
    page = console(hall)
    step = hall.go(hall.step("ideas"))
    hall.must("moderation.set", mode="before")
    for _ in range(3):
        writer = people()
        for n in range(3):
            writer.do("idea.add", activity=step, text=f"Ehdotus {n}: iso ikkuna merelle päin ja sen ääreen penkki")
    expect(page.locator("#queue-count")).to_have_text("9")
    expect(page.locator("#show-read")).to_be_visible()
    page.wait_for_timeout(BETWEEN_MS)
    page.locator("#show-read").press("Enter")
    expect(page.locator("#queue-count")).not_to_have_text("9")
    row = page.locator("#queue-list .row:has([data-hide]:focus)")
    expect(row).to_be_in_viewport(ratio=0.9)
    # Time goes on: rows below may have been read meanwhile, those above must have been.
    above = row.evaluate(
        "row => [...row.parentNode.children].slice(0, [...row.parentNode.children].indexOf(row))"
        ".filter((one) => !one.classList.contains('read')).length"
    )
    assert above == 0, "what stands above the focus was never read"


def test_the_focus_stays_while_others_post(hall: Hall, people: Callable[[], Person]) -> None:
    page = console(hall)
    step = hall.go(hall.step("ideas"))
    ada, ben = people(), people()
    for n in range(3):
        ada.do("idea.add", activity=step, text=f"Ensin {n}")
    expect(page.locator(".rows li")).to_have_count(3)
    page.locator(".rows li").nth(1).focus()
    was = focused(page)
    ben.do("idea.add", activity=step, text="Uusi tulee")
    expect(page.locator(".fresh")).to_have_text("1 uusi idea – näytä")
    assert focused(page) == was
    page.keyboard.press("h")
    expect(page.locator(".rows .reasons button").first).to_be_focused()
    ben.do("idea.add", activity=step, text="Toinen tulee")
    expect(page.locator(".fresh")).to_have_text("2 uutta ideaa – näytä")
    expect(page.locator(".rows .reasons button").first).to_be_focused()
    page.keyboard.press("Escape")
    page.click(".fresh")
    expect(page.locator(".rows li")).to_have_count(5)


# -- the board by mouse and finger
# --------------------------------------------------------------------------------------------------


def _middle(node: Locator) -> tuple[float, float]:
    box = node.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 40)


def _left(node: Locator) -> tuple[float, float]:
    box = node.bounding_box()
    assert box is not None
    return box["x"] + 20, box["y"] + 60


def test_drag_by_mouse(hall: Hall, picture: Keep) -> None:
    page = console(hall)
    filled(hall, 7)
    expect(page.locator(".loose .idea")).to_have_count(7)
    sign, name, count = (page.locator(f".loose header {one}").bounding_box() for one in (".no", ".name", ".num"))
    assert sign and name and count and sign["x"] < name["x"] < count["x"], "sign, name and number are one line"
    assert count["y"] < name["y"] + name["height"]
    page.locator(".loose .idea .written").last.click()
    page.keyboard.press("h")
    page.keyboard.press("5")
    expect(page.locator(".loose .idea")).to_have_count(6)
    expect(page.locator(".tools")).not_to_contain_text("valittu")
    hall.must("cluster.add", title="Kahvila")
    expect(column(page, "A")).to_be_visible()
    page.locator(".loose .idea").nth(0).click()
    page.locator(".loose .idea").nth(2).click(modifiers=["Shift"])
    expect(page.locator(".tools")).to_contain_text("3 ideaa valittu")
    page.mouse.move(*_middle(page.locator(".loose .idea").nth(1)))
    page.mouse.down()
    page.mouse.move(*_middle(page.locator(".loose .idea").nth(4)), steps=4)
    page.mouse.move(*_middle(column(page, "A").locator(".cards")), steps=4)
    expect(page.locator(".ghost .many")).to_have_text("3")
    expect(column(page, "A")).to_have_class(re.compile("over"))
    picture(page, "console-drag")
    page.mouse.up()
    expect(column(page, "A").locator(".idea")).to_have_count(3)
    expect(page.locator(".loose .idea")).to_have_count(3)
    expect(page.locator(".ghost")).to_have_count(0)
    page.mouse.move(*_middle(column(page, "A").locator(".idea").first))
    page.mouse.down()
    page.mouse.move(*_middle(page.locator(".loose .cards")), steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(column(page, "A").locator(".idea")).to_have_count(3)
    hall.must("cluster.add", title="Piha")
    page.mouse.move(*_middle(column(page, "B").locator(".title")))
    page.mouse.down()
    page.mouse.move(*_left(column(page, "A")), steps=4)
    expect(column(page, "A")).to_have_class(re.compile("before"))
    page.mouse.up()
    expect(page.locator(".col .title").first).to_have_text("Piha")
    expect(page.locator(".col form"), "the end of a drag renames nothing").to_have_count(0)
    page.keyboard.press("z")
    expect(page.locator(".col .title").first).to_have_text("Kahvila")


def test_a_full_column_scrolls_and_cuts_no_card(hall: Hall) -> None:
    page = console(hall, viewport=PHONE, has_touch=True, is_mobile=True)
    step = hall.go(hall.step("ideas", 2))
    for _ in range(12):
        hall.must(
            "idea.enter",
            activity=step,
            text="Lapsille paikka jossa saa koskea ja kokeilla, " * 3,
            source="paper",
            table=1,
        )
    hall.go(hall.step("clusters"))
    expect(page.locator(".loose .idea")).to_have_count(12)
    page.locator(".cols").scroll_into_view_if_needed()
    first, second = (page.locator(".loose .idea").nth(n).bounding_box() for n in (0, 1))
    assert first and second and first["height"] > 60 and first["y"] + first["height"] <= second["y"]


def test_on_a_phone_the_main_action_and_its_answer_stay_in_sight(hall: Hall) -> None:
    page = console(hall, viewport=PHONE, has_touch=True, is_mobile=True)
    hall.go(hall.step("ideas"))
    page.wait_for_selector("#work[data-kind=ideas]")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator("#next")).to_be_in_viewport(ratio=1)
    expect(status(page)).to_be_in_viewport(ratio=1)


def test_drop_makes_a_theme(hall: Hall) -> None:
    page = console(hall)
    filled(hall, 3)
    page.mouse.move(*_middle(page.locator(".idea").first))
    page.mouse.down()
    page.mouse.move(*_middle(page.locator(".idea").nth(1)), steps=4)
    page.mouse.move(*_middle(page.locator(".col.add")), steps=4)
    page.mouse.up()
    expect(page.locator(".col header form input")).to_be_focused()
    page.keyboard.type("Penkit")
    page.keyboard.press("Enter")
    expect(column(page, "A").locator(".idea")).to_have_count(1)


def test_drag_by_finger(hall: Hall, picture: Keep) -> None:
    page = console(hall, viewport=TABLET, has_touch=True, is_mobile=True)
    filled(hall, 5)
    hall.must("cluster.add", title="Kahvila")
    expect(column(page, "A")).to_be_visible()
    page.locator(".cols").scroll_into_view_if_needed()
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, at: tuple[float, float] | None) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": at[0], "y": at[1]}] if at else []})

    def carry(start: tuple[float, float], end: tuple[float, float]) -> None:
        touch("touchStart", start)
        page.wait_for_timeout(250)
        for n in range(1, 9):
            touch("touchMove", (start[0] + (end[0] - start[0]) * n / 8, start[1] + (end[1] - start[1]) * n / 8))
        expect(page.locator(".ghost")).to_be_visible()

    carry(_middle(page.locator(".loose .idea").first), _middle(column(page, "A").locator(".cards")))
    picture(page, "console-tablet")
    touch("touchEnd", None)
    expect(column(page, "A").locator(".idea")).to_have_count(1)
    hall.must("cluster.add", title="Piha")
    carry(_middle(column(page, "B").locator(".title")), _left(column(page, "A")))
    touch("touchEnd", None)
    expect(page.locator(".col .title").first).to_have_text("Piha")
    page.locator(".loose .idea .written").first.tap()
    expect(page.locator(".tools")).to_contain_text("1 idea valittu")
    page.click("#move")
    page.locator(".target", has_text="Kahvila").click()
    expect(column(page, "A").locator(".idea")).to_have_count(2)


def _makes_a_theme_by_one_tap(page: Page) -> None:
    """A tap on the sign of the card at hand makes a theme, which is called by the card; undone, all is as before."""
    card = page.locator(".loose .idea").nth(1)
    words = card.locator(".written").inner_text()
    expect(page.locator(".loose .idea .make:visible"), "no card is at hand").to_have_count(0)
    card.tap()
    expect(page.locator(".loose .idea .make:visible")).to_have_count(1)
    card.locator(".make").tap()
    expect(column(page, "C").locator(".title")).to_contain_text(words.replace("\u00ad", "")[:8])
    expect(page.locator(".col form"), "no name is asked for").to_have_count(0)
    page.locator("#undo").tap()
    expect(page.locator(".loose .idea")).to_have_count(5)


TOO_SMALL = """(selector) => [...document.querySelectorAll(selector)].filter((node) => {
  const box = node.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const reach = (right, down) => {
    let far = 0;
    while (far < 44 && node.contains(document.elementFromPoint(x + right * (far + 1), y + down * (far + 1)))) far += 1;
    return far;
  };
  return box.width && (reach(1, 0) + reach(-1, 0) < 43 || reach(0, 1) + reach(0, -1) < 43);
}).map((node) => node.outerHTML.slice(0, 120))"""
"""The controls of which a finger finds less than 44 px in a direction, whatever part of them is drawn."""


OFFERED = """(any) => {
  const card = any.cloneNode(true);
  card.querySelectorAll(".mark, .likely").forEach((one) => one.remove());
  card.querySelector(".written").textContent = "Sauna";
  const theme = '<span class="likely-theme"><b class="no">A</b></span>';
  card.insertAdjacentHTML("beforeend", `<span class="likely">${theme}${theme}${theme}</span>`);
  card.style.contentVisibility = "visible";
  any.before(card);
  const [box, offers] = [card.getBoundingClientRect(), [...card.querySelectorAll(".likely-theme")]];
  const sizes = offers.map((one) => [one.offsetWidth, one.offsetHeight, box.right - one.getBoundingClientRect().right]);
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  card.remove();
  return [Boolean(middle.closest(".likely")), ...[0, 1, 2].map((n) => Math.min(...sizes.map((size) => size[n])))];
}"""
"""Of a card with one word on which three themes are offered: whether a tap in its middle takes one, and of the offers
the least width, height and distance from its right edge, in px."""


def test_themes_by_touch_alone(hall: Hall) -> None:
    page = console(hall, viewport=TABLET, has_touch=True, is_mobile=True)
    hall.go(hall.step("ideas"))
    pace = page.locator(".slow select").bounding_box()
    assert pace and pace["height"] >= 44
    filled(hall, 5)
    for title in ("Kahvila", "Lapset"):
        hall.must("cluster.add", title=title)
    loose, a, b = page.locator(".loose .idea"), column(page, "A"), column(page, "B")
    takes, *sizes = loose.first.evaluate(OFFERED)
    assert not takes and min(sizes[:2]) >= 44 and sizes[2] >= 0, (takes, sizes)
    _makes_a_theme_by_one_tap(page)
    loose.nth(0).tap()
    loose.nth(1).tap()
    a.locator(".title").tap()
    expect(a.locator(".idea")).to_have_count(2)
    loose.first.tap()
    expect(page.locator(".tools")).to_contain_text("1 idea valittu")
    b.locator(".title").tap()
    expect(b.locator(".idea")).to_have_count(1)
    _goes_on_by_taps(page)
    assert page.evaluate(TOO_SMALL, ".col header :is(button:enabled, select), .tools :is(.btn, select)") == []
    page.get_by_role("button", name="Teeman B Lapset valikko").tap()
    page.get_by_role("button", name="Sininen").tap()
    expect(b).to_have_attribute("data-colour", "blue")
    page.get_by_role("button", name="Teeman B Lapset valikko").tap()
    page.get_by_role("button", name="Siirrä aiemmaksi").tap()
    expect(page.locator(".col .title").first).to_have_text("Lapset")
    page.get_by_role("button", name="Teeman B Lapset valikko").tap()
    page.get_by_role("button", name="Yhdistä toiseen teemaan").tap()
    page.get_by_role("button", name="A Kahvila", exact=True).tap()
    expect(a.locator(".idea")).to_have_count(3)
    page.locator("#undo").tap()
    expect(b.locator(".idea")).to_have_count(1)


def _goes_on_by_taps(page: Page) -> None:
    """Ideas 4 and 5 are left, 4 of them selected by itself: one tap places it."""
    loose, b, selected = page.locator(".loose .idea"), column(page, "B"), page.locator(".idea[aria-selected=true]")
    expect(page.locator(".tools")).to_contain_text("Idea 4 valittu")
    expect(selected).to_be_focused()
    expect(selected).to_be_in_viewport(ratio=1)
    page.wait_for_timeout(DOUBLE_TAP_MS)
    b.locator(".title").tap()
    expect(b.locator(".idea")).to_have_count(2)
    expect(page.locator(".tools")).to_contain_text("Idea 5 valittu")
    expect(loose).to_have_count(1)
    page.locator("#undo").tap()
    expect(page.locator(".tools"), "what was taken back is at hand").to_contain_text("Idea 4 valittu")
    page.locator(".loose .cards").tap(position={"x": 20, "y": 600})
    expect(selected, "beside the cards it ends").to_have_count(0)
    loose.first.tap()
    page.wait_for_timeout(DOUBLE_TAP_MS)
    page.locator(".col.add").tap()
    expect(page.locator(".col header form input")).to_be_focused()
    page.keyboard.type("Meri")
    page.keyboard.press("Enter")
    expect(selected, "after a new theme's name").to_be_focused()
    page.keyboard.press("Escape")
    expect(selected).to_have_count(0)


def test_what_a_search_finds_is_moved_and_themes_are_joined_by_keys(hall: Hall) -> None:
    page = console(hall)
    filled(hall, 5)
    for title in ("Kahvila", "Lapset"):
        hall.must("cluster.add", title=title)
    expect(column(page, "B")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("4")
    expect(page.locator("#choose-found")).to_be_visible()
    page.keyboard.press("Enter")
    for key in ("a", "g", "b"):
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    expect(column(page, "B").locator(".idea")).to_have_count(1)
    column(page, "B").locator(".title").focus()
    for key in ("g", "a"):
        page.keyboard.press(key)
    expect(column(page, "A").locator(".idea")).to_have_count(1)
    expect(column(page, "A").locator(".title")).to_be_focused()
    page.keyboard.press("o")
    expect(page.locator(".pop .swatch")).to_have_count(6)


@pytest.mark.long
def test_six_hundred_cards_stay_smooth(hall: Hall) -> None:
    page = console(hall, viewport=HALL)
    step = hall.go(hall.step("ideas", 2))
    page.evaluate(_MANY_FROM_PAPER, [step, 600])
    hall.go(hall.step("clusters"))
    expect(page.locator(".loose .idea")).to_have_count(600, timeout=limit_ms(20000))
    hall.must("cluster.add", title="Kahvila")
    expect(column(page, "A")).to_be_visible()
    page.evaluate(_TIME_FRAMES)
    assert not late_each_time(lambda: _longest_frame(hall, page), SLOW_FRAME_SECONDS)


def _longest_frame(hall: Hall, page: Page) -> float:
    """Seconds of scripting in the longest frame while others place fifteen ideas and one selects half the pile."""
    inside = column(page, "A").locator(".idea")
    before, cluster = inside.count(), int(column(page, "A").get_attribute("data-col") or 0)
    page.evaluate("window.frames_ms = [0]")
    ids = page.evaluate(
        "[...document.querySelectorAll('.loose .idea')].slice(0, 15).map((card) => Number(card.dataset.id))"
    )
    for one in ids:
        hall.must("idea.place", ideas=[one], cluster=cluster)
        page.wait_for_timeout(60)
    expect(inside).to_have_count(before + 15)
    page.locator(".loose .idea .written").first.click()
    page.locator(".loose .idea .written").nth(300).click(modifiers=["Shift"])
    expect(page.locator(".tools")).to_contain_text("301 ideaa valittu")
    longest = float(page.evaluate("Math.max(...window.frames_ms)"))
    print(f"600 cards: longest scripting in a frame {longest:.1f} ms")
    page.keyboard.press("Escape")
    return longest / 1000


_MANY_FROM_PAPER = """
async ([activity, count]) => {
  const boot = JSON.parse(document.getElementById("boot").textContent);
  const headers = { "Content-Type": "application/json", "X-CSRF": boot.csrf };
  for (let n = 0; n < count; n += 25) {
    await Promise.all(Array.from({ length: 25 }, (_, i) => {
      const text = "Idea numero " + (n + i + 1) + ": penkkejä, kahvia ja rantaa";
      const key = "paper-" + activity + "-" + (n + i);
      const body = JSON.stringify(["idea.enter", { key, activity, text, source: "paper" }]);
      return fetch(boot.post, { method: "POST", headers, body });
    }));
  }
}
"""
_TIME_FRAMES = """
window.frames_ms = [0];
const ask = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (draw) => ask((now) => {
  const from = performance.now();
  if (typeof draw === "function") draw(now);
  window.frames_ms.push(performance.now() - from);
});
"""


# -- two consoles, a lost connection, a revoked link
# -------------------------------------------------------------------------------------------------------


def test_two_consoles(hall: Hall) -> None:
    one, two = console(hall), console(hall)
    filled(hall, 4)
    hall.must("cluster.add", title="Kahvila")
    for page in (one, two):
        expect(column(page, "A")).to_be_visible()
        column(page, "A").locator(".title").click()
    two.keyboard.type("Kahvila ja olohuone")
    two.keyboard.press("Enter")
    expect(column(two, "A").locator(".title")).to_have_text("Kahvila ja olohuone")
    expect(column(one, "A").locator(".was")).to_have_text("Nimi on nyt: Kahvila ja olohuone")
    one.keyboard.type("Keittiö")
    one.keyboard.press("Enter")
    expect(status(one)).to_contain_text("Tätä muutettiin samaan aikaan toisaalla")
    expect(column(one, "A").locator("header input")).to_have_value("Keittiö")
    one.keyboard.press("Enter")
    for page in (one, two):
        expect(column(page, "A").locator(".title")).to_have_text("Keittiö")
    expect(two.locator("#news")).to_contain_text("Sinä, toisessa ikkunassa: teeman nimi on nyt A Keittiö")
    one.locator(".loose .idea").first.focus()
    one.keyboard.press("g")
    one.keyboard.press("a")
    expect(column(two, "A").locator(".idea")).to_have_count(1)
    expect(two.locator("#news")).to_contain_text("Sinä, toisessa ikkunassa: idea 1 siirtyi teemaan A")
    expect(one.locator("#news")).to_contain_text("Sinä: idea 1 siirtyi teemaan A")


def test_a_co_facilitators_link_and_its_end(hall: Hall) -> None:
    page = console(hall)
    page.click("#door-links")
    page.fill("#link-label", "Kaisa")
    page.click(".panel form .btn.main")
    address = page.inner_text(".made .address")
    assert address.startswith(f"{hall.base}/console/")
    for size in ({"width": 768, "height": 768}, LAPTOP):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        still(page)
        expect(page.locator(".made svg.qr")).to_be_in_viewport(ratio=1)
        expect(page.locator("#next")).to_be_in_viewport(ratio=1)
        assert page.evaluate(FREE), "the main action is not under the panel"
    other = hall.open(address)
    other.wait_for_selector("#agenda li")
    assert "key=" not in other.url
    page.locator(".links li", has_text="Kaisa").locator("button").click()
    expect(other.locator("#status")).to_contain_text("Linkki voi olla vanhentunut tai peruttu: pyydä silloin uusi.")
    expect(other.locator("#status a")).to_have_count(0)
    expect(page.locator(".links li")).to_have_count(1)


def test_the_way_in_is_watched(hall: Hall, people: Callable[[], Person]) -> None:
    page = console(hall)
    expect(page.locator(".check")).to_contain_text("Tästä osoitteesta ei ole vielä tullut yhtään puhelinta.")
    page.click(".check button")
    expect(page.locator(".panel .address")).to_have_count(1)
    page.click("#renew")
    expect(status(page)).to_contain_text("QR-koodi on uusi")


def test_the_server_goes_away_and_comes_back(hall: Hall) -> None:
    page = console(hall)
    filled(hall, 3)
    expect(page.locator(".idea")).to_have_count(3)
    hall.stop_server()
    expect(status(page)).to_contain_text("Ei yhteyttä palvelimeen")
    expect(page.locator(".idea")).to_have_count(3)
    hall.start_server()
    expect(status(page)).to_contain_text("Yhteys palasi", timeout=limit_ms(15000))
    page.locator(".idea").first.focus()
    page.keyboard.press("t")
    expect(page.locator(".col header form input")).to_be_visible()


# -- accessibility
# ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(LAPTOP, marks=pytest.mark.long),
        pytest.param(HALL, marks=pytest.mark.long),
        pytest.param(TABLET, marks=pytest.mark.long),
        {"width": 320, "height": 740},
    ],
    ids=["laptop", "wide", "tablet", "narrow"],
)
def test_nothing_runs_out_sideways(hall: Hall, size: dict[str, int]) -> None:
    page = console(hall, viewport=size)
    for kind in ("welcome", "ideas", "clusters", "dots", "results"):
        hall.go(hall.step(kind))
        page.wait_for_selector(f"#work[data-kind={kind}]")
        wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= seen, f"{kind}: {wide} px on a page of {seen}"
        if size["width"] == 320:
            reflows(page, 320, 1024)


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_axe_finds_nothing(hall: Hall, people: Callable[[], Person], scheme: str) -> None:
    page = console(hall, color_scheme=scheme)
    step = hall.go(hall.step("ideas"))
    ada = people()
    ada.do("idea.add", activity=step, text="Soittakaa 040 000 0000 niin kerron")
    expect(page.locator("#queue-count")).to_have_text("1")
    page.keyboard.press("i")
    found = {"ideas": violations(page)}
    page.keyboard.press("Escape")
    filled(hall, 5)
    expect(page.locator(".idea")).to_have_count(5)
    hall.must("cluster.add", title="Kahvila")
    hall.must("cluster.add", title="")
    page.locator(".idea .written").first.click()
    page.keyboard.press("g")
    found["board"] = violations(page)
    page.keyboard.press("Escape")
    for writer in ("join", "links", "keys") if scheme == "light" else ():
        page.click(f"#door-{writer}")
        page.wait_for_selector(".panel")
        found[writer] = violations(page)
    hall.go(hall.step("dots"))
    page.wait_for_selector(".hands li")
    found["vote"] = violations(page)
    page.keyboard.press("x")
    page.wait_for_selector("#reveal")
    page.keyboard.press("r")
    page.wait_for_selector(".result:not([hidden])")
    found["result"] = violations(page)
    assert {name: said for name, said in found.items() if said} == {}
