"""The office in a browser: the first organiser's way from the link to a forum and its results; and every page with axe,
on a narrow screen, in dark mode, by keyboard, and without scripts."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HALL, LAPTOP, PASSWORD, PHONE, Hall, reflows, violations

pytestmark = pytest.mark.browser
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LONG = "Monimuotoisuusyhdenvertaisuussuunnittelufoorumi: elämänlaatukulttuuriperintökasvatus"


@pytest.fixture
def office(hall: Hall, organiser: str) -> Iterator[Callable[..., Page]]:
    """`office(path)`: a signed-in organiser's page."""

    def one(path: str = "/office", **context: Any) -> Page:
        page = hall.open(f"{hall.base}/office/sign-in", **context)
        page.fill("#email", organiser)
        page.fill("#password", PASSWORD)
        page.click("button.main")
        page.wait_for_url(f"{hall.base}/office")
        if path != "/office":
            page.goto(hall.base + path)
        return page

    yield one


@pytest.fixture
def lived(hall: Hall) -> Hall:
    """A forum with ideas, themes, a hidden idea and a revealed vote with hands."""
    hall.go(hall.step("ideas", 2))
    step = int(hall.steps[hall.step("ideas", 2)]["id"])
    ids = [
        hall.must("idea.enter", activity=step, text=f"Idea {n}: saavutettavuussuunnittelua", source="paper", table=n)[
            "idea"
        ]
        for n in range(1, 9)
    ]
    hall.must("idea.hide", idea=ids[7], reason="test")
    hall.go(hall.step("clusters"))
    hall.must("cluster.add", title="Esteettömyys ja yhdenvertaisuussuunnittelu", ideas=ids[:3])
    hall.must("cluster.add", title="Arki", ideas=ids[3:5])
    vote = hall.go(hall.step("dots"))
    for n, idea in enumerate(ids[:5]):
        hall.must("hands.set", activity=vote, target=idea, count=4 * n)
    hall.must("activity.close", activity=vote)
    hall.must("activity.reveal", activity=vote)
    return hall


def path_of(hall: Hall, rest: str = "") -> str:
    return f"/office/forum/{hall.links['ref']}{rest}"


def first_step(page: Page, nth: int) -> str:
    return str(page.locator(".what a").nth(nth).get_attribute("href"))


def visit(page: Page, address: str) -> None:
    """Open a page. The summary is made meanwhile on a busy machine: wait for it, not for the page that says so."""
    page.goto(address)
    page.wait_for_url(lambda url: "/making/" not in url)


def pages_of(hall: Hall, page: Page) -> list[str]:
    """Every page of the office, with one activity's form open."""
    page.goto(hall.base + path_of(hall))
    steps = [first_step(page, 3), first_step(page, 7)]
    return [*EVERYWHERE, *(path_of(hall, rest) for rest in PAGES), *steps]


EVERYWHERE = ("/office", "/office/new", "/office/people", "/office/people/1", "/office/reasons", "/office/search?q=ide")
PAGES = (
    "",
    "/edit",
    "/copy",
    "/next",
    "/delete",
    "/summary",
    "/answers",
    "/results",
    "/reasons",
    "/background",
    "/personal-data",
    "/early",
    "/times",
    "/bring-in",
    "/print",
    "/tickets",
    "/proposals",
    "?at=3",
    "/activity?kind=break&at=3",
)


# -- the whole way
# ---------------------------------------------------------------------------------------------------------


def test_from_nothing_to_a_forum_its_console_and_a_spreadsheet(
    office: Callable[..., Page], hall: Hall, picture: Callable[[Page, str], None]
) -> None:
    page = office()
    page.click("summary:has-text('Uusi foorumisarja')")
    page.fill("#title", "Historian museo")
    page.click("text=Luo sarja")
    page.click(".shelf:has(h2:text('Historian museo')) >> text=Uusi foorumi")
    page.fill("#title-fi", LONG)
    page.fill("#date", "2027-04-25")
    page.fill("#time", "17:00")
    page.click("text=Luo foorumi")
    page.wait_for_selector(".agenda")
    picture(page, "office-forum")
    page.click(".what a >> nth=7")
    page.fill("#prompt-sv", "")
    page.fill("#minutes", "20")
    page.fill("#set-dots", "5")
    page.fill("#set-cap", "2")
    picture(page, "office-step")
    page.click("text=Tallenna")
    expect(page.locator(".agenda")).to_contain_text("5 tarraa, samalle idealle enintään 2")
    expect(page.locator(".agenda header")).to_contain_text("129")
    expect(page.locator(".lg em")).to_have_text("puuttuu: sv")
    page.locator(".between >> nth=5").focus()
    page.keyboard.press("Enter")
    page.click("button[name=kind][value=break]")
    page.fill("#prompt-fi", "Kahvia")
    page.click("button:text('Lisää vaihe')")
    expect(page.locator(".what a").nth(5)).to_contain_text("Kahvia")
    expect(page.locator(".act").nth(5)).to_contain_text("Tauko")
    expect(page.locator(".starts").nth(5)).to_have_text("17.55")
    page.click("text=Avaa ohjauspöytä")
    page.wait_for_url(re.compile("/console/"))


@pytest.mark.long
def test_results_are_files_with_plain_names(office: Callable[..., Page], lived: Hall) -> None:
    page = office(path_of(lived))
    with page.expect_download() as download:
        page.click("text=Ideat, teemat ja äänet (Excel)")
    assert re.fullmatch(r"forum-[A-Z0-9]{6}-in-progress\.xlsx", download.value.suggested_filename)


def test_a_step_is_moved_on_and_on_with_the_same_arrow(office: Callable[..., Page], hall: Hall) -> None:
    page = office(path_of(hall))
    arrow = page.locator(".act >> nth=5").locator("button.down")
    name = page.locator(".what a").nth(5).inner_text()
    arrow.focus()
    before = arrow.bounding_box()
    for place in (6, 7):
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator(".what a").nth(place)).to_have_text(name)
        expect(page.locator(".act").nth(place).locator("button.down")).to_be_focused()
    after = page.locator(".act").nth(7).locator("button.down").bounding_box()
    assert before and after and abs(before["y"] - after["y"]) < before["height"] / 2, (
        "the arrow stays under the pointer"
    )


def test_a_password_can_be_seen_while_it_is_typed(office: Callable[..., Page], hall: Hall) -> None:
    page = office("/office/people")
    page.fill("#password", "neljä sanaa on hyvä")
    page.locator("label:has([data-shows=password])").click()
    expect(page.locator("#password")).to_have_attribute("type", "text")


def test_a_reason_that_is_stored_by_enter_has_the_focus_on_what_became_of_it(
    office: Callable[..., Page], hall: Hall
) -> None:
    page = office("/office/reasons")
    page.fill("#words-fi", "Ei kuulu museolle")
    page.keyboard.press("Enter")
    expect(page.locator(".told[role=status]")).to_be_focused()
    page.get_by_role("button", name="Ei kuulu museolle").press("Enter")
    expect(page.locator(".told[role=status]")).to_have_text("Syy on poistettu.")
    expect(page.locator(".told[role=status]")).to_be_focused()


def test_a_refused_form_keeps_the_text_and_takes_the_focus_to_the_reason(
    office: Callable[..., Page], hall: Hall
) -> None:
    page = office(path_of(hall, "/edit"))
    page.fill("#intro-fi", "Tämä säilyy")
    for language in ("fi", "sv", "en", "fi-simple"):
        page.fill(f"#title-{language}", "")
    page.click("text=Tallenna")
    expect(page.locator(".told[role=alert]")).to_be_focused()
    expect(page.locator("#intro-fi")).to_have_value("Tämä säilyy")
    hall.complaints[:] = [one for one in hall.complaints if "status of 422" not in one]


def test_unsaved_words_are_not_left_without_asking(office: Callable[..., Page], hall: Hall) -> None:
    page = office(path_of(hall, "/edit"))
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.fill("#title-fi", "Kesken")
    with page.expect_event("dialog"):
        page.click("text=Ihmiset")
    assert asked == ["beforeunload"] and page.locator("#title-fi").input_value() == "Kesken"
    page.click("text=Tallenna")
    page.wait_for_selector(".agenda")
    assert asked == ["beforeunload"]


def test_without_scripts_everything_still_works(office: Callable[..., Page], hall: Hall) -> None:
    page = office(path_of(hall), java_script_enabled=False)
    page.locator("button.down").first.click()
    page.click("text=Lisää vaihe")
    page.click("button[name=kind][value=ideas]")
    page.fill("#prompt-fi", "Ilman skriptejä")
    page.check("input[name=set-style][value=private]")
    page.click("button:text('Lisää vaihe')")
    expect(page.locator(".act", has_text="Ilman skriptejä")).to_contain_text("ensin vain kirjoittajalle")


def test_with_the_keyboard_alone(office: Callable[..., Page], hall: Hall) -> None:
    page = office(path_of(hall))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator("summary.btn").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("button[name=kind]").first).to_be_focused()


# -- how it looks
# ----------------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_axe_finds_nothing(office: Callable[..., Page], lived: Hall) -> None:
    page = office()
    for path in pages_of(lived, page):
        visit(page, lived.base + path)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], (path, scheme)


def test_axe_finds_nothing_before_signing_in(hall: Hall, organiser: str) -> None:
    page = hall.open(f"{hall.base}/office/sign-in")
    assert violations(page) == []


@pytest.mark.parametrize(
    "locale", ["fi-FI", *(pytest.param(one, marks=pytest.mark.long) for one in ("sv-FI", "en-GB"))]
)
def test_nothing_is_cut_or_scrolls_sideways(office: Callable[..., Page], lived: Hall, locale: str) -> None:
    page = office(locale=locale)
    for path in pages_of(lived, page):
        visit(page, lived.base + path)
        for width in (320, 360, 768, 1024, 1366, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            assert page.evaluate(OUT_OF_BOX) == [], (path, width)
        reflows(page, 320, 1024, 1366)


def test_published_results_and_their_address_fit_narrow_windows(office: Callable[..., Page], lived: Hall) -> None:
    lived.must("forum.end")
    page = office(path_of(lived, "/results"))
    page.click("button[name=published][value=yes]")
    reflows(page, 320, 1024)
    page.goto(lived.base + str(page.locator(".head .acts a").get_attribute("href")))
    page.wait_for_selector(".report .bar")
    reflows(page, 320, 1024)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate(FIGURE_LINES) == 1, "the comma went to the next line"


FIGURE_LINES = r"""() => {
  const words = [...document.querySelectorAll('.facts dt')].pop(), first = '(22\u00a0puhelimella,';
  words.textContent = 'äänesti ainakin kerran ' + first + ' 1\u00a0paperilla)';
  const range = document.createRange(), begin = words.textContent.indexOf(first);
  range.setStart(words.firstChild, begin);
  range.setEnd(words.firstChild, begin + first.length);
  return range.getClientRects().length;
}"""
"""On how many lines the first half of the figure of voters stands."""
OUT_OF_BOX = """() => [...document.querySelectorAll('h1, h2, h3, .btn, .what, label, legend')]
  .filter(one => one.offsetParent && !one.classList.contains('hidden'))
  .filter(one => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
  .map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.long
def test_pictures(office: Callable[..., Page], lived: Hall, picture: Callable[[Page, str], None]) -> None:
    page = office()
    for path, called in (("/office", "home"), (path_of(lived), "lived"), (path_of(lived, "/summary"), "summary")):
        visit(page, lived.base + path)
        for name, viewport in (("laptop", LAPTOP), ("hall", HALL), ("phone", PHONE)):
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                picture(page, f"office-{called}-{name}-{scheme}")


def test_targets_are_large_enough_for_fingers(office: Callable[..., Page], hall: Hall) -> None:
    page = office(path_of(hall), viewport=PHONE, has_touch=True)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button:not([disabled]), summary, .side a, .nav li a')]
        .filter(one => one.offsetParent)
        .map(one => [one.getBoundingClientRect(), one.outerHTML])
        .filter(([box]) => box.height < 40 || box.width < 40)
        .map(([box, html]) => Math.round(box.width) + 'x' + Math.round(box.height) + ' ' + html.slice(0, 80))"""
    )
    assert small == []
