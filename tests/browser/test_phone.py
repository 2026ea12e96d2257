"""The phone in a real browser: joining, writing, lost Wi-Fi, voting, results. 360 × 740, under the hall's host name."""

import re
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import PHONE, RANK_SPACE, Hall, reflows, reload, still, violations
from tests.live.people import Person
from tests.tools.pace import limit, limit_ms

pytestmark = pytest.mark.browser
Keep = Callable[[Page, str], None]
CARET = "(({ id, selectionStart, selectionEnd }) => [id, selectionStart, selectionEnd])(document.activeElement)"
DRAWER = """() => new Promise((done) => {
  const asked = indexedDB.open("workshop", 1);
  asked.onsuccess = () => {
    const counted = asked.result.transaction("outbox").objectStore("outbox").count();
    counted.onsuccess = () => { asked.result.close(); done(counted.result); };
  };
})"""
BOTTOM = "document.querySelector('#foot').getBoundingClientRect().bottom"


def write(page: Page, text: str) -> None:
    page.fill("#idea", text)
    page.click("#foot button")


def stored(hall: Hall) -> list[str]:
    """Every idea on the server, in posting order."""
    hall.lead.heard.clear()
    hall.lead.line.emit("sync")
    shapes = hall.lead.wait(lambda event, data: event == "snapshot")["put"].get("idea", {}).values()
    return [one["text"] for one in sorted(shapes, key=lambda one: one["number"]) if one["state"] != "withdrawn"]


def arrives(hall: Hall, wanted: list[str]) -> None:
    """The server must come to have exactly these ideas, and no more half a second later."""
    patience = time.monotonic() + limit(8)
    while stored(hall) != wanted and time.monotonic() < patience:
        time.sleep(0.1)
    time.sleep(0.5)
    assert stored(hall) == wanted


def waits(page: Page, count: int) -> None:
    """The phone's outbox must come to hold this many unanswered commands."""
    patience = time.monotonic() + limit(8)
    while page.evaluate(DRAWER) != count and time.monotonic() < patience:
        page.wait_for_timeout(50)
    assert page.evaluate(DRAWER) == count


def is_at(page: Page, hall: Hall, kind: str, nth: int = 0) -> None:
    """The phone shows this activity, and nothing on it moves any more."""
    expect(page.locator("#where")).to_contain_text(f"{hall.step(kind, nth)}/")
    still(page)


def own(page: Page) -> Locator:
    """The words of the participant's own cards."""
    return page.locator("#below section.mine").first.locator("article.idea > p")


def status(page: Page) -> Any:
    return page.locator("#status")


def test_come_in_by_qr_and_post(hall: Hall, picture: Keep) -> None:
    page = hall.scanned()
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
    expect(page.locator("#idea")).to_be_focused()
    picture(page, "phone-ideas")


@pytest.mark.long
def test_come_in_by_a_typed_code(hall: Hall) -> None:
    page = hall.open(hall.base + "/")
    page.fill("#code", hall.links["code"].lower()[:3] + " " + hall.links["code"].lower()[3:])
    page.keyboard.press("Enter")
    page.check("input[value=sv]", force=True)
    expect(page.locator(".foot button")).to_have_text("Kom med")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Du är med. Forumet börjar snart.")


def test_a_pasted_novel_stays_in_the_field_and_nothing_is_sent(hall: Hall) -> None:
    page = hall.phone()
    hall.go(hall.step("ideas"))
    novel = "ä" * 100_000
    page.fill("#idea", novel)
    page.click("#foot button")
    expect(page.locator("#problem")).to_have_text(
        re.compile("Teksti on 99 720 merkkiä liian pitkä. Mitään ei ole hävinnyt.")
    )
    assert stored(hall) == []
    reload(page)
    expect(page.locator("#idea")).to_have_value(novel)
    write(page, " " * 30_000 + "lyhyt")
    expect(page.locator("article.idea .mark")).to_have_text("Tallessa")
    assert stored(hall) == ["lyhyt"]


def test_two_taps_are_one_idea(hall: Hall) -> None:
    page = hall.phone()
    hall.go(hall.step("ideas"))
    page.fill("#idea", "Kahvila")
    page.evaluate(
        "() => { const b = document.querySelector('#foot button'); b.click(); b.click(); b.form.requestSubmit(); }"
    )
    expect(page.locator("article.idea .mark")).to_have_text("Tallessa")
    arrives(hall, ["Kahvila"])


def test_a_dead_server_loses_nothing_and_doubles_nothing(hall: Hall, picture: Keep) -> None:
    page = hall.phone()
    hall.go(hall.step("ideas"))
    page.wait_for_selector("#idea")
    hall.stop_server()
    write(page, "Aikakapseli, joka avataan vuonna 2229")
    write(page, "Pulloposti")
    page.fill("#idea", "Tätä kirjoitan vielä")
    expect(status(page)).to_contain_text("Ei yhteyttä.", timeout=limit_ms(10_000))
    expect(status(page)).to_have_class(re.compile("kept"))
    expect(page.locator("article.unsent")).to_have_count(2)
    expect(page.locator("section.mine").first).to_contain_text("2 ideaa odottaa lähetystä. Pidä sivu auki.")
    picture(page, "phone-offline")
    hall.start_server()
    expect(page.locator("article.idea .mark", has_text="Tallessa")).to_have_count(2, timeout=limit_ms(20_000))
    expect(page.locator("article.unsent")).to_have_count(0)
    expect(page.locator("#idea")).to_have_value("Tätä kirjoitan vielä")
    expect(page.locator("#idea")).to_be_focused()
    assert stored(hall) == ["Aikakapseli, joka avataan vuonna 2229", "Pulloposti"]
    expect(own(page)).to_have_text(["2 Pulloposti", "1 Aikakapseli, joka avataan vuonna 2229"])


def test_what_was_posted_offline_survives_a_reload(hall: Hall) -> None:
    page = hall.phone()
    hall.go(hall.step("ideas"))
    page.wait_for_selector("#idea")
    # Cut the connection, not the page: commands that are sent from now on get no answer.
    page.route("**/do", lambda route: route.abort())
    page.evaluate("() => { window.WebSocket = function () { throw new Error('cut'); }; }")
    hall.stop_server()
    write(page, "Pulloposti")
    expect(page.locator("article.unsent")).to_have_count(1)
    page.fill("#idea", "Luonnos")
    waits(page, 1)
    hall.start_server()
    page.unroute("**/do")
    reload(page)
    expect(page.locator("#idea")).to_have_value("Luonnos")
    expect(page.locator("article.idea .mark", has_text="Tallessa")).to_have_count(1, timeout=limit_ms(15_000))
    assert stored(hall) == ["Pulloposti"]
    hall.complaints.clear()


@pytest.mark.long
def test_reload_keeps_the_draft_and_the_person(hall: Hall) -> None:
    page = hall.phone()
    hall.go(hall.step("ideas", 1))
    write(page, "Kahvila")
    expect(page.locator("article.idea .mark")).to_have_text("Tallessa")
    page.fill("#idea", "Jäi kesken")
    reload(page)
    expect(page.locator("#idea")).to_have_value("Jäi kesken")
    expect(own(page)).to_have_text(["1 Kahvila"])


def test_the_facilitator_sees_who_still_writes(hall: Hall) -> None:
    page = hall.phone()
    hall.go(hall.step("ideas"))

    def writing(n: int) -> None:
        hall.lead.wait(lambda event, data: any(one["writing"] == n for one in data["put"].get("presence", {}).values()))

    page.locator("#idea").press_sequentially("Ki")
    writing(1)
    hall.lead.heard.clear()
    page.locator("#idea").fill("")
    writing(0)


@pytest.mark.long
def test_too_many_in_a_row_go_by_themselves(hall: Hall) -> None:
    page = hall.phone()
    hall.go(hall.step("ideas"))
    for n in range(4):
        write(page, f"Idea {n}")
    expect(page.locator("article.unsent .mark")).to_contain_text("Lähetit monta ideaa peräkkäin.")
    expect(page.locator("article.unsent")).to_have_count(0, timeout=limit_ms(12_000))
    assert stored(hall) == ["Idea 0", "Idea 1", "Idea 2", "Idea 3"]


def test_too_long_and_empty_are_said_at_once(hall: Hall) -> None:
    page = hall.phone()
    hall.go(hall.step("ideas"))
    page.wait_for_selector("#idea")
    page.click("#foot button")
    expect(page.locator("#problem")).to_have_text("Kirjoita ensin idea.")
    write(page, "👍" * 281)
    expect(page.locator("#problem")).to_contain_text("Teksti on 1 merkin liian pitkä.")
    expect(page.locator("#left")).to_have_class(re.compile("over"))
    page.fill("#idea", "👍" * 280)
    expect(page.locator("#problem")).to_be_hidden()
    page.click("#foot button")
    expect(page.locator("article.idea .mark")).to_have_text("Tallessa")


def test_edit_and_take_back(hall: Hall) -> None:
    page = hall.phone()
    hall.go(hall.step("ideas"))
    write(page, "Kavhila")
    page.click("article.idea [data-do=edit]")
    field = page.locator("form.idea textarea")
    expect(field).to_be_focused()
    expect(page.locator("#foot")).to_be_hidden()
    page.focus("#idea")
    expect(page.locator("#foot")).to_be_visible()
    field.fill("Kahvila")
    page.click("form.idea button[type=submit]")
    expect(page.locator("article.idea > p")).to_have_text("1 Kahvila")
    page.click("article.idea [data-do=edit]")
    page.click("form.idea .link:has-text('Vedä idea pois')")
    expect(status(page)).to_have_text("Vedit idean pois. Muut eivät näe sitä.")
    expect(page.locator("[data-do=undo]")).to_be_focused()
    arrives(hall, [])
    page.click("[data-do=undo]")
    expect(page.locator("article.idea .mark")).to_have_text("Tallessa")
    arrives(hall, ["Kahvila"])
    expect(page.locator("article.idea > p")).to_have_text("1 Kahvila")


def test_a_step_that_ends_leaves_an_open_editor_its_text_and_its_caret(hall: Hall) -> None:
    ideas = hall.go(hall.step("ideas"))
    page = hall.phone()
    write(page, "Museoon iso kahvila")
    page.click("article.idea [data-do=edit]")
    editor = page.locator(".mine textarea")
    editor.fill("Museoon iso kahvila joelle")
    editor.evaluate("field => field.setSelectionRange(3, 5)")
    hall.must("activity.close", activity=ideas)
    expect(page.locator("#idea")).to_have_count(0)
    expect(editor).to_be_focused()
    expect(editor).to_have_value("Museoon iso kahvila joelle")
    assert editor.evaluate("field => [field.selectionStart, field.selectionEnd]") == [3, 5]


def test_nothing_moves_while_others_post(hall: Hall) -> None:
    step = hall.go(hall.step("ideas"))
    hall.must("idea.enter", activity=step, text="Ensimmäinen", source="helper")
    page = hall.phone()
    expect(page.locator("article.idea")).to_have_count(1)
    page.fill("#idea", "Kirjoitan tässä rauhassa")
    page.evaluate("() => document.querySelector('#idea').setSelectionRange(3, 8)")
    where = page.locator("#idea").bounding_box()
    for n in range(3):
        hall.must("idea.enter", activity=step, text=f"Uusi {n}", source="paper", table=2)
    news = page.locator("button", has_text="3 uutta ideaa – näytä")
    expect(news).to_be_visible()
    assert page.locator("#idea").bounding_box() == where
    assert page.evaluate(CARET) == ["idea", 3, 8]
    expect(page.locator("article.idea")).to_have_count(1)
    news.click()
    expect(page.locator("article.idea")).to_have_count(4)
    expect(page.locator("article.idea > p").first).to_have_text("4 Uusi 2")


def test_a_status_line_of_two_lines_takes_no_more_room_than_one_of_one(hall: Hall) -> None:
    hall.go(hall.step("ideas"))
    page = hall.phone()
    page.fill("#idea", "Kahvila")
    expect(status(page)).to_have_text("Luonnos on tallessa")
    where = page.locator("main h1").bounding_box()
    hall.must("moderation.set", mode="before")
    page.click("#foot button")
    expect(status(page)).to_have_text("Ideasi on tallessa ja odottaa tarkistusta")
    page.evaluate("window.scrollTo(0, 0)")
    words = page.locator("#status span").bounding_box()
    assert words and words["height"] > 30, "these words take two lines"
    assert page.locator("main h1").bounding_box() == where


@pytest.mark.parametrize("typed", ["", "Kirjoitan"], ids=["reading", "writing"])
def test_who_writes_before_the_script_is_there_is_not_pushed_about(hall: Hall, typed: str) -> None:
    step = hall.go(hall.step("ideas"))
    hall.must("idea.enter", activity=step, text="Ensimmäinen", source="helper")
    page = hall.phone()
    held: list[Route] = []
    page.route(re.compile(r"/(js|bundles)/phone\.js"), lambda route: held.append(route))
    page.reload(wait_until="commit")
    expect(page.locator("article.idea")).to_have_count(1)
    if typed:
        page.fill("#idea", typed)
    for n in range(2):
        hall.must("idea.enter", activity=step, text=f"Uusi {n}", source="paper")
    held[0].continue_()  # only now the script arrives
    page.wait_for_selector("body[data-view=ideas]")
    expect(page.locator("button", has_text="2 uutta ideaa – näytä")).to_have_count(1 if typed else 0)
    expect(page.locator("article.idea")).to_have_count(1 if typed else 3)
    expect(page.locator("#idea")).to_have_value(typed)


def test_time_to_finish_and_what_did_not_make_it(hall: Hall, picture: Keep) -> None:
    page = hall.phone()
    first = hall.go(hall.step("ideas"))
    page.fill("#idea", "Vielä yksi sana")
    hall.go(hall.step("ideas", 1))
    expect(page.locator(".note.kept")).to_contain_text("Aika on täynnä, mutta ehdit vielä kirjoittaa loppuun: 0:")
    expect(page.locator("#where")).to_contain_text("3/9 ")
    picture(page, "phone-grace")
    page.fill("#idea", "")
    page.wait_for_timeout(700)
    expect(page.locator("#where")).to_contain_text("3/9 ")
    write(page, "Vielä yksi sana")
    expect(page.locator("#where")).to_have_text("4/9 Omat ideat")
    arrives(hall, ["Vielä yksi sana"])
    page.fill("#idea", "Tämä jää kesken")
    hall.must("activity.close", activity=hall.steps[4]["id"])
    expect(page.locator("#kept")).to_contain_text(
        "Vaihe päättyi, ennen kuin lähetit tämän. Tekstisi on tallessa tässä puhelimessa."
    )
    expect(page.locator("#kept .own-words")).to_have_text("Tämä jää kesken")
    hall.go(hall.step("clusters"))
    expect(page.locator("#kept .own-words")).to_have_text("Tämä jää kesken")
    reload(page)
    expect(page.locator("#kept .own-words")).to_have_text("Tämä jää kesken")
    box = page.locator("#kept").bounding_box()
    assert box and box["height"] < 80, "one line, so that it covers nothing of the next step"
    page.click("#kept summary")
    page.click("#kept .bare")
    expect(page.locator("#kept")).to_be_hidden()
    assert first


def test_a_pause_keeps_what_is_sent_meanwhile(hall: Hall) -> None:
    page = hall.phone()
    hall.go(hall.step("ideas"))
    page.wait_for_selector("#idea")
    hall.must("ideas.pause", on=True)
    expect(page.locator(".note.kept")).to_contain_text("tauolla")
    write(page, "Tauolla keksitty")
    expect(page.locator("article.unsent .mark")).to_contain_text("lähtee tauon jälkeen")
    hall.must("ideas.pause", on=False)
    expect(page.locator("article.idea .mark")).to_have_text("Tallessa", timeout=limit_ms(10_000))


def vote(hall: Hall) -> tuple[int, list[int]]:
    step = int(hall.steps[hall.step("ideas", 1)]["id"])
    made = [int(hall.must("idea.enter", activity=step, text=f"Ajatus {n}", source="paper")["idea"]) for n in range(5)]
    hall.go(hall.step("ideas", 1))
    hall.go(hall.step("clusters"))
    return hall.go(hall.step("dots")), made


def test_dots_from_the_first_to_the_result(hall: Hall, picture: Keep) -> None:
    page = hall.phone()
    step, ideas = vote(hall)
    expect(page.locator("#foot")).to_contain_text("3 tarraa jäljellä")
    asked = page.locator("h1").inner_text()
    give = page.locator("[data-do=give]")
    numbers = page.locator("article.idea .no")
    expect(numbers).to_have_count(len(ideas))
    order = numbers.all_inner_texts()
    give.nth(0).click()
    expect(give.nth(0)).to_be_focused()
    give.nth(0).click()
    expect(give.nth(0)).to_have_attribute("aria-disabled", "true")
    expect(page.locator("#say")).to_have_text("1 tarra jäljellä")
    give.nth(0).click(force=True)
    expect(status(page)).to_contain_text("Et voi antaa tälle idealle enempää tarroja.")
    give.nth(1).click()
    expect(page.locator("#foot")).to_contain_text("Kaikki tarrat on annettu")
    reload(page)
    expect(page.locator("article.idea.has")).to_have_count(2)
    expect(numbers).to_have_text(order)
    picture(page, "phone-dots")
    page.click("[data-do=ready]")
    expect(status(page)).to_have_text("Kiitos. Äänesi ovat tallessa.")
    page.locator("[data-do=take]").nth(1).click()
    expect(page.locator("#foot")).to_contain_text("1 tarra jäljellä")
    waits(page, 0)
    hall.must("activity.close", activity=step)
    expect(status(page)).to_have_text("Äänestys on päättynyt")
    hall.go(hall.step("results"))
    hall.must("activity.reveal", activity=step)
    expect(page.locator(".note:visible")).to_have_text("Tulos näytetään pian isolla näytöllä.")
    hall.must("screen.uncover", activity=step, uncovered=1)
    expect(page.locator(".rank li")).to_have_count(1)
    expect(page.locator(".rank li").first).to_contain_text("Annoit 2 tarraa")
    expect(page.locator("#work h2").first).to_have_text(asked)
    picture(page, "phone-results")


def test_votes_given_while_the_server_is_away_arrive(hall: Hall) -> None:
    page = hall.phone()
    step, _ = vote(hall)
    page.wait_for_selector("[data-do=give]")
    hall.stop_server()
    for n in (0, 1):
        page.locator("[data-do=give]").nth(n).click()
    expect(status(page)).to_contain_text("Vastauksesi ovat tallessa tässä puhelimessa", timeout=limit_ms(10_000))
    hall.start_server()
    expect(status(page)).to_have_text("Yhteys palasi. Kaikki on tallessa.", timeout=limit_ms(15_000))
    hall.lead.wait(lambda event, data: data["put"].get("activity", {}).get(str(step), {}).get("voted") == 1)
    reload(page)
    expect(page.locator("article.idea.has")).to_have_count(2)


def test_the_foot_stands_at_the_bottom_and_nothing_is_too_small(hall: Hall) -> None:
    page = hall.phone(viewport={"width": 320, "height": 640})
    hall.go(hall.step("ideas"))
    write(page, "Museonjohtajankokoushuoneenovenkahvankiillotusaine")
    expect(page.locator("article.idea .mark")).to_have_text("Tallessa")
    page.focus("#idea")
    page.keyboard.press("Tab")
    expect(page.locator("#foot button"), "which is seen below all ideas, comes after the field").to_be_focused()
    vote(hall)
    page.wait_for_selector("[data-do=give]")
    page.locator("#work button:visible:enabled").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator("#foot button"), "and after the last card").to_be_focused()
    for name in ("clusters", "ideas", "dots"):
        nth = 1 if name != "dots" else 0
        hall.go(hall.step(name, nth))
        is_at(page, hall, name, nth)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        assert page.evaluate(SMALL_TEXT) == [], name
        assert page.evaluate(SMALL_TARGETS) == [], name
    assert abs(page.evaluate(BOTTOM) - 640) < 1


SMALL_TEXT = """() => Array.from(document.querySelectorAll('body *'))
  .filter(e => e.offsetParent && e.children.length === 0
  && e.textContent.trim() && !e.closest('.hidden')
  && parseFloat(getComputedStyle(e).fontSize) < 18).map(e => e.outerHTML)"""
SMALL_TARGETS = """() => Array.from(document.querySelectorAll('button, a, input, textarea, label')).filter(e => {
  if (!e.offsetParent || e.closest('.hidden') || e.classList.contains('skip') || e.closest('h1')) return false;
  const box = e.getBoundingClientRect(); return box.height < 47.5 || box.width < 44; }).map(e => e.outerHTML)"""


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_axe_finds_nothing(hall: Hall, scheme: str) -> None:
    front = hall.open(hall.base + "/?code=AB", viewport={"width": 360, "height": 740}, color_scheme=scheme)
    hall.complaints.clear()  # the refused code was a 422, which Chromium logs as an error
    page = hall.phone(color_scheme=scheme)
    pages = [("front", front), ("before", page)]
    stranger = hall.open(hall.links["join"], viewport={"width": 360, "height": 740}, color_scheme=scheme)
    pages.append(("join", stranger))
    for name, seen in pages:
        assert violations(seen) == [], name
    for kind, nth in (("welcome", 0), ("ideas", 0), ("ideas", 1), ("clusters", 0)):
        hall.go(hall.step(kind, nth))
        is_at(page, hall, kind, nth)
        if kind == "ideas":
            write(page, "Kahvila")
            expect(page.locator("article.idea .mark")).to_have_text("Tallessa")
            page.click("[data-do=edit]")
        assert violations(page) == [], (kind, nth)
    step = hall.go(hall.step("dots"))
    page.locator("[data-do=give]").first.click()
    assert violations(page) == [], "dots"
    waits(page, 0)
    hall.must("activity.close", activity=step)
    hall.go(hall.step("results"))
    hall.must("activity.reveal", activity=step)
    hall.must("screen.uncover", activity=step, uncovered=1)
    page.wait_for_selector(".rank")
    assert violations(page) == [], "results"
    assert page.evaluate(RANK_SPACE) > 3


@pytest.mark.long
def test_a_long_wall_comes_in_pieces(hall: Hall) -> None:
    step = hall.go(hall.step("ideas"))
    for n in range(50):
        hall.must("idea.enter", activity=step, text=f"Ajatus {n}", source="paper")
        time.sleep(0.06)  # the rate limiter slows faster writers
    page = hall.phone()
    expect(page.locator("article.idea")).to_have_count(20)
    for _ in range(2):
        page.click("button:has-text('Näytä lisää'):visible")
    expect(page.locator("article.idea")).to_have_count(50)


def test_without_scripts_the_whole_way(hall: Hall) -> None:
    page = hall.scanned(java_script_enabled=False)
    hall.go(hall.step("ideas"))
    page.reload()
    write(page, "Ilman skriptejä")
    expect(page.locator("article.idea").first).to_contain_text("1 Ilman skriptejä")
    vote(hall)
    page.reload()
    page.locator("button[name^='set:']").first.click()
    expect(page.locator("#foot")).to_contain_text("2 tarraa jäljellä")
    page.click("#foot summary")
    page.click("#foot button")
    expect(page.locator("#foot")).to_contain_text("Muutan vielä")


def test_the_same_phone_in_another_language(hall: Hall) -> None:
    page = hall.phone()
    hall.go(hall.step("ideas"))
    page.fill("#idea", "Kesken")
    page.click("button[value=en]")
    expect(page.locator("#foot button")).to_have_text("Send idea")
    expect(page.locator("#idea")).to_have_value("Kesken")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_somebody_else_cannot_be_seen_in_private(hall: Hall) -> None:
    page = hall.phone()
    step = hall.go(hall.step("ideas", 1))
    Person(hall.server).scan(hall.links["join"]).do("idea.add", activity=step, text="Salaisuus")
    page.wait_for_timeout(400)
    assert "Salaisuus" not in page.content()
    hall.go(hall.step("clusters"))
    hall.go(hall.step("dots"))
    expect(page.locator("article.idea")).to_contain_text("Salaisuus")


FIELD = "document.querySelector('#idea').getBoundingClientRect().top"


@pytest.mark.long
def test_words_about_the_connection_push_nothing_away(hall: Hall) -> None:
    page = hall.phone()
    hall.go(hall.step("ideas"))
    page.fill("#idea", "Kirjoitan juuri tätä")
    where = page.evaluate(FIELD)
    height = page.evaluate("document.querySelector('#status').offsetHeight")
    hall.stop_server()
    expect(status(page)).to_contain_text("Ei yhteyttä.", timeout=limit_ms(10_000))
    assert page.evaluate("document.querySelector('#status').offsetHeight") > height
    assert abs(page.evaluate(FIELD) - where) < 1
    hall.start_server()
    expect(status(page)).to_contain_text("Yhteys palasi.", timeout=limit_ms(15_000))
    assert abs(page.evaluate(FIELD) - where) < 1


def test_why_a_dot_is_refused_is_seen_far_down_the_page(hall: Hall) -> None:
    page = hall.phone()
    vote(hall)
    give = page.locator("[data-do=give]")
    for n in (0, 0, 1):
        give.nth(n).click()
    give.nth(4).scroll_into_view_if_needed()
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    give.nth(4).click(force=True)
    expect(status(page)).to_contain_text("Kaikki tarrasi on annettu.")
    expect(status(page)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    "viewport", [{"width": 360, "height": 740}, pytest.param({"width": 740, "height": 360}, marks=pytest.mark.long)]
)
def test_large_text_keeps_its_room(hall: Hall, viewport: dict[str, int]) -> None:
    writer = hall.open(hall.links["join"], viewport=viewport)
    page = hall.phone(viewport=viewport)
    for seen in (writer, page):
        seen.evaluate("document.documentElement.style.fontSize = '32px'")
    assert writer.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    vote(hall)
    page.wait_for_selector("[data-do=give]")
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    assert page.evaluate("document.querySelector('.tally > p').clientWidth") > 150
    clock, name = page.locator("#timer").bounding_box(), page.locator("#where").bounding_box()
    around = page.locator("#timer").evaluate("node => parseFloat(getComputedStyle(node).paddingTop)")
    assert clock and name
    below = name["y"] + name["height"] <= clock["y"] + around
    assert below or name["x"] + name["width"] <= clock["x"], "the clock stands beside the name, or below it"


def test_why_a_text_is_too_long_is_seen_above_the_foot(hall: Hall) -> None:
    page = hall.phone(viewport={"width": 360, "height": 480})
    hall.go(hall.step("ideas"))
    write(page, "Museo\n" * 90)
    expect(page.locator("#problem")).to_contain_text("liian pitkä")
    reason, foot = page.locator("#problem").bounding_box(), page.locator("#foot").bounding_box()
    assert reason and foot and reason["y"] > 0 and reason["y"] + reason["height"] <= foot["y"]


def test_dots_that_come_after_the_vote_stay_said(hall: Hall) -> None:
    page = hall.phone()
    step, _ = vote(hall)
    page.wait_for_selector("[data-do=give]")
    hall.away = True
    page.context.set_offline(True)
    for n in (0, 1):
        page.locator("[data-do=give]").nth(n).click()
    expect(status(page)).to_contain_text("Ei yhteyttä", timeout=limit_ms(15_000))
    hall.must("activity.close", activity=step)
    page.context.set_offline(False)
    expect(page.locator("#kept")).to_contain_text("2 tarraasi ei ehtinyt mukaan", timeout=limit_ms(20_000))
    reload(page)
    expect(page.locator("#kept")).to_contain_text("2 tarraasi ei ehtinyt mukaan")
    page.locator("#kept button").click()
    expect(page.locator("#kept")).to_be_hidden()


def test_an_idea_posted_before_the_first_picture_stands_there_at_once(hall: Hall) -> None:
    hall.go(hall.step("ideas"))
    page = hall.phone()
    held: list[Route] = []
    page.route("**/socket.io/*", lambda route: held.append(route))
    page.route_web_socket("**/socket.io/*", lambda line: None)  # opened, and silent
    page.reload()
    page.fill("#idea", "Ennen kuvaa")
    page.click("#foot button")
    expect(page.locator("article.idea")).to_contain_text("Ennen kuvaa")
    arrives(hall, ["Ennen kuvaa"])
    expect(page.locator("article.idea .mark")).to_have_text("Tallessa")


def test_with_nothing_to_vote_on_no_dots_are_offered(hall: Hall) -> None:
    page = hall.phone()
    hall.go(hall.step("dots"))
    expect(page.locator("#work")).to_contain_text("Äänestettävää ei ole vielä.")
    expect(page.locator("#foot")).to_be_hidden()
    expect(page.locator(".rule", has_text="Sinulla on")).to_be_hidden()


def test_a_line_on_which_nothing_comes_back_is_said_to_be_none(hall: Hall) -> None:
    page = hall.phone()
    hall.go(hall.step("ideas"))
    page.wait_for_selector("#idea")
    hall.away = True
    process = hall.server.process
    assert process is not None
    process.send_signal(signal.SIGSTOP)
    try:
        write(page, "Seisova linja")
        expect(status(page)).to_contain_text("Ei yhteyttä")
        expect(page.locator("article.unsent .mark")).to_have_text("Tallessa puhelimessa, lähtee myöhemmin")
    finally:
        process.send_signal(signal.SIGCONT)
    arrives(hall, ["Seisova linja"])


@pytest.mark.parametrize(
    "size",
    [(360, 330), (568, 140), *(pytest.param(one, marks=pytest.mark.long) for one in ((320, 256), (640, 180)))],
)
def test_what_one_writes_stands_above_the_foot(hall: Hall, size: tuple[int, int]) -> None:
    page = hall.phone(viewport={"width": size[0], "height": size[1]})
    hall.go(hall.step("ideas"))
    page.focus("#idea")
    page.keyboard.type("Pitkä teksti joka jatkuu monelle riville. " * 6)
    box = page.evaluate("""() => {
      const [foot, field] = ["#foot", "#idea"].map((one) => document.querySelector(one).getBoundingClientRect());
      return { foot: Math.min(foot.top, window.innerHeight), low: field.bottom, high: field.top };
    }""")
    assert box["low"] <= box["foot"] and box["high"] > -box["foot"], box


FOOT_AT_TWICE_THE_SIZE = """() => {
  const seen = [];
  for (const size of ["", "200%"]) {
    document.documentElement.style.fontSize = size;
    document.querySelector("#find").dispatchEvent(new Event("input", { bubbles: true }));
    seen.push(getComputedStyle(document.getElementById("foot")).position);
  }
  document.documentElement.style.fontSize = "";
  return seen;
}"""
"""How the footer stands on a phone, and with letters of twice the size, when it would take half of a small one."""


TAP = """(where) => {
  const node = document.querySelector(where);
  node.focus({ preventScroll: true });
  node.click();
}"""


def test_a_vote_on_many_is_found_gathered_and_asked_about(hall: Hall, picture: Keep) -> None:
    page = hall.phone()
    step = int(hall.steps[hall.step("ideas", 1)]["id"])
    hall.go(hall.step("ideas", 1))
    made = [int(hall.must("idea.enter", activity=step, text=f"Ajatus {n}", source="paper")["idea"]) for n in range(14)]
    hall.go(hall.step("clusters"))
    for title, some in (("Piha", made[:5]), ("Sali", made[5:9])):
        hall.must("cluster.add", title=title, ideas=some)
    hall.go(hall.step("dots"))
    drawers = page.locator(".drawer[aria-expanded=true]")
    expect(page.locator(".drawer")).to_have_count(4)
    expect(drawers).to_have_count(1)
    reflows(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(FOOT_AT_TWICE_THE_SIZE) == ["sticky", "static"]
    page.set_viewport_size(PHONE)
    page.fill("#find", "12")
    expect(page.locator("article.idea")).to_have_count(1)
    page.locator("[data-do=give]").click()
    page.fill("#find", "")
    page.locator(".drawer").first.click()
    expect(page.locator("article.idea.has .no")).to_have_text("12")
    reflows(page)
    expect(drawers).to_have_count(1)
    page.evaluate("window.scrollTo(0, 120)")
    for _ in range(3):  # Playwright's own click would scroll too
        page.evaluate(TAP, "#foot [data-do=ready]")
    expect(page.locator("#foot")).to_contain_text("Voit antaa vielä 2 tarraa. Lopetetaanko silti?")
    assert page.evaluate("window.scrollY") == 120, "the page stays where it was read"
    picture(page, "phone-dots-themes")
    page.click("text=Lopetan")
    expect(page.locator("#foot")).to_contain_text("Muutan vielä")
