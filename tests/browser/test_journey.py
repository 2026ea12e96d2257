"""The first forum from an empty folder to a spreadsheet: a museum's whole evening in a real browser, with nothing
prepared.

The link in the terminal → the first organiser → a forum from the template → console and screen → three phones, one by
the QR code read from the screen's picture, one by the typed code → ideas, themes, dots, the reveal → XLSX.
"""

import os
import re
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import HALL, LAPTOP, NAME, PHONE, Hall
from tests.live.people import Person, Server
from tests.tools.pace import limit

pytestmark = pytest.mark.browser
Keep = Callable[[Page, str], None]
SECRET_WORDS = "kanto kivi museo lyhty"


@pytest.fixture
def empty(tmp_path: Path, browser: Browser) -> Iterator[Hall]:
    """A machine on which the program has just been started for the first time."""
    server = Server(tmp_path / "data", os.environ.get("WORKSHOP_ASYNC", "eventlet"))
    server.environ["WORKSHOP_URL"] = f"http://{NAME}:{server.port}"
    server.start()
    made = Hall(server, browser, {}, Person(server), {})
    try:
        yield made
        for context in made.contexts:
            context.close()
    finally:
        server.stop()
    assert made.complaints == []
    assert server.tracebacks() == []


def test_from_an_empty_folder_to_a_spreadsheet(empty: Hall, picture: Keep) -> None:
    office = _first_organiser(empty)
    picture(office, "journey-1-forum")
    ref = office.url.rsplit("/", 1)[1]
    screen = empty.open(_link(office, "/screen/"), HALL)
    screen.context.add_cookies([])
    console = office.context.new_page()
    empty.watch(console)
    console.goto(f"{empty.base}/console/{ref}")
    console.wait_for_selector("#agenda li")

    scanned = _scan(screen)
    assert re.fullmatch(rf"http://{NAME}:\d+/J/[A-Z2-7]{{26}}", scanned)
    phones = [
        _join(empty.open(scanned, PHONE), "fi"),
        _join(_type_code(empty, screen), "sv"),
        _join(empty.open(scanned, PHONE), "en"),
    ]
    expect(screen.locator(".ribbon")).to_contain_text("3")
    picture(screen, "journey-2-lobby")

    _on(console, "1/9")
    _on(console, "2/9")
    _on(console, "3/9")
    _on(console, "4/9", sure=True)
    _write_ideas(phones)
    picture(phones[0], "journey-3-phone-ideas")
    expect(screen.locator(".done b")).to_have_text("6")
    assert "Kattoterassi" not in screen.content()
    _on(console, "5/9", sure=True)
    _on(console, "6/9", sure=True)
    expect(screen.locator("body")).to_contain_text("6")
    _group(console)
    expect(screen.locator("body")).to_contain_text("Kahvila ja olohuone")
    picture(console, "journey-4-console-board")
    picture(screen, "journey-5-screen-board")

    _on(console, "7/9")
    _on(console, "8/9")
    _vote(phones)
    picture(phones[0], "journey-6-phone-dots")
    expect(console.locator(".progress .big")).to_contain_text("3")
    picture(screen, "journey-7-screen-voting")
    console.locator("#work").focus()
    console.keyboard.press("x")
    console.locator("#reveal").wait_for()
    console.keyboard.press("r")
    _on(console, "9/9")
    for _ in range(6):
        console.keyboard.press(" ")
        console.wait_for_timeout(150)
    expect(screen.locator("body")).to_contain_text("Kattoterassi")
    picture(screen, "journey-8-screen-reveal")
    picture(phones[2], "journey-9-phone-results")

    ideas, votes = _spreadsheet(office)
    assert sorted(ideas) == sorted(IDEAS)
    assert votes["Kattoterassi josta näkee meren"] == 6


IDEAS = [
    "Kattoterassi josta näkee meren",
    "Kahvila jossa saa istua",
    "Lapsille paikka jossa saa koskea",
    "Ett café som är öppet på kvällen",
    "=SUM(A1:A9) gratis inträde",
    "A boat along the river",
]


def _first_organiser(empty: Hall) -> Page:
    """The one-time link from the terminal, the account, a forum from the template. The office's page of that forum."""
    setup = re.search(r"http://localhost:\d+(/office/setup\?key=\S+)", empty.server.says.read_text())
    assert setup, empty.server.says.read_text()
    page = empty.open(empty.base + setup[1], LAPTOP)
    page.fill("[name=called]", "Anna Arkisto")
    page.fill("[name=email]", "anna@museo.example")
    page.fill("[name=password]", SECRET_WORDS)
    page.click("main .btn.main, .btn.main")
    page.wait_for_url("**/office")
    page.goto(f"{empty.base}/office/new")
    page.click("button.btn.main")
    page.wait_for_url("**/office/forum/*")
    return page


def _link(page: Page, part: str) -> str:
    found = page.locator(f"a[href*='{part}']").first.get_attribute("href")
    assert found
    return found if found.startswith("http") else page.url.split("/office")[0] + found


def _scan(screen: Page) -> str:
    """What a phone's camera reads from pictures of the screen, which may come in slowly."""
    end = time.monotonic() + limit(8)
    while True:
        codes = zxingcpp.read_barcodes(Image.open(BytesIO(screen.screenshot())))
        found = [code.text for code in codes if "/J/" in code.text.upper()]
        if found or time.monotonic() > end:
            return found[0]
        screen.wait_for_timeout(100)


def _type_code(empty: Hall, screen: Page) -> Page:
    page = empty.open(empty.base + "/", PHONE)
    code = screen.locator(".code").first.inner_text()
    page.fill("[name=code]", re.sub(r"\s", "", code).lower())
    page.locator("[name=code]").press("Enter")
    page.wait_for_url("**/j/*")
    return page


def _join(page: Page, language: str) -> Page:
    page.check(f"input[value={language}]", force=True)
    page.click("button.main")
    page.wait_for_selector("#work")
    return page


def _on(console: Page, words: str, *, sure: bool = False) -> None:
    console.wait_for_timeout(700)
    console.locator("#work").focus()
    console.keyboard.press("n")
    if sure:
        console.locator(".grace").get_by_role("button", name="Siirry heti").press("Enter")
    expect(console.locator("#step-title")).to_contain_text(words)


def _write_ideas(phones: list[Page]) -> None:
    for number, text in enumerate(IDEAS):
        page = phones[number // 3 if number < 3 else min(number - 2, 2) if number < 5 else 2]
        page.wait_for_selector("#idea")
        page.fill("#idea", text)
        page.click("#foot button")
        expect(page.locator("#idea")).to_have_value("")
        expect(page.locator(".mine .idea .no").first).to_be_visible()


def _group(console: Page) -> None:
    """Two ideas into a new theme, by mouse; the theme gets its name."""
    for text in ("Kahvila jossa", "Ett café"):
        console.locator(".loose .idea", has_text=text).click(modifiers=["Shift"])
    console.keyboard.press("t")
    expect(console.locator(".col header form input")).to_be_focused()
    console.keyboard.type("Kahvila ja olohuone")
    console.keyboard.press("Enter")


def _vote(phones: list[Page]) -> None:
    for page in phones:
        drawers = page.locator(".drawer")
        expect(drawers, "one's dots, the theme, and the ideas without one").to_have_count(3)
        drawers.last.click()
        card = page.locator(".idea", has_text="Kattoterassi")
        card.locator("button").first.click()
        card.locator("button").last.click()
        expect(page.locator("#status, .status").first).to_be_visible()


def _spreadsheet(office: Page) -> tuple[list[str], dict[str, int]]:
    """The downloaded workbook, read back: idea texts as they were written, and votes by idea."""
    office.reload()
    with office.expect_download() as download:
        office.locator("a[href*='xlsx']").click()
    book = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    cells = [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
    ideas = [text for text in IDEAS if any(text in row for row in cells)]
    votes = {
        text: max((value for row in cells if text in row for value in row if isinstance(value, int)), default=0)
        for text in IDEAS
    }
    return ideas, votes
