"""A results step that tells of several votes: the hall sees one after the other, phones tell the same, and nothing that
is still covered is passed over at the end."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import EMAIL, PASSWORD, Hall, leave
from tests.live.people import Person

pytestmark = pytest.mark.browser
FIRST, SECOND, LAST = "Mikä ilahduttaa?", "Mikä aloitetaan ensin?", "Kiitos ja kotimatkalle"
ASIDE = """() => {
  const [ticks, votes] = [".ticks", ".num"].map((name) => {
    const box = document.querySelector(".places .line " + name).getBoundingClientRect();
    return (box.top + box.bottom) / 2;
  });
  return Math.abs(ticks - votes);
}"""
"""How far, in px, the marks of raised hands are above or below their number."""
COUNTS = {FIRST: (7, 3, 1), SECOND: (2, 6, 4)}
NAMES = ("Kattoterassi", "Laituri", "Talvipuutarha")


def organises(hall: Hall) -> Person:
    """The organiser's own line to the console: a facilitator's link may not change the agenda."""
    base, organiser = hall.server.base, Person(hall.server)
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', organiser.get(f"{base}/office/sign-in"))
    assert token
    organiser.post(f"{base}/office/sign-in", {"csrf": token[1], "email": EMAIL, "password": PASSWORD})
    return organiser.open(organiser.get(f"{base}/console/{hall.links['ref']}"))


def voted(hall: Hall) -> tuple[list[int], int, int]:
    """Two votes with their results, nothing uncovered: the votes' ids, that of the results step, and of a last step
    that has no results."""
    lead, position = organises(hall), hall.step("results")
    made: list[int] = []
    for at, prompt in enumerate(COUNTS):
        step = lead.do("activity.add", kind="dots", minutes=3, prompt={"fi": prompt}, position=position + at)
        made.append(int(step["made"]["activity"]))
    last = lead.do("activity.add", kind="welcome", minutes=3, prompt={"fi": LAST}, position=position + 3)
    leave(lead)
    wall = hall.go(hall.step("ideas", 2))
    ideas = [hall.must("idea.enter", activity=wall, text=text, source="paper")["idea"] for text in NAMES]
    for vote, counts in zip(made, COUNTS.values(), strict=True):
        hall.must("agenda.go", activity=vote)
        for idea, count in zip(ideas, counts, strict=True):
            hall.must("hands.set", activity=vote, target=idea, count=count)
        hall.must("activity.close", activity=vote)
        hall.must("activity.reveal", activity=vote)
    return made, int(hall.steps[position]["id"]), int(last["made"]["activity"])


def test_screen_and_phones_tell_each_vote_and_n_leads_to_what_is_covered(hall: Hall, organiser: str) -> None:
    (first, _), results, last = voted(hall)
    hall.must("agenda.go", activity=results)
    screen, phone, console = hall.open(hall.links["screen"]), hall.phone(), hall.open(hall.links["console"])
    covered, asked = screen.locator(".rank li.covered"), screen.locator(".asked-vote")

    def once_more() -> None:
        console.wait_for_timeout(800)  # two presses in less are one

    def press_n() -> None:
        once_more()
        console.keyboard.press("n")

    expect(asked).to_contain_text(SECOND)
    choice = console.locator(".results-of button")
    expect(choice, "both votes have one name").to_contain_text([SECOND, FIRST])
    assert console.evaluate(ASIDE) < 2
    for left in (2, 1, 0):
        press_n()
        expect(covered).to_have_count(left)
    press_n()
    expect(asked).to_contain_text(FIRST)
    expect(covered).to_have_count(3)
    press_n()
    expect(covered).to_have_count(2)

    hall.must("agenda.go", activity=last)
    expect(console.locator("#step-title")).to_contain_text(LAST)
    once_more()
    console.click("#end")
    question = console.locator(".grace")
    expect(question).to_contain_text("näyttämättä 2 sijaa")
    expect(question.locator("button")).to_have_text(["Ei vielä", "Näytä ensin", "Päätä foorumi"])
    once_more()
    question.locator("button").first.click()
    press_n()
    expect(asked, "in the results step, where N uncovers it").to_contain_text(FIRST)
    for left in (1, 0):
        press_n()
        expect(covered).to_have_count(left)
    assert hall.lead.sees("activity", first)["uncovered"] >= 3

    hall.must("agenda.go", activity=last)
    expect(console.locator("#step-title")).to_contain_text(LAST)
    once_more()
    console.click("#end")
    expect(question.locator("button")).to_have_text(["Ei vielä", "Päätä foorumi"])
    once_more()
    question.locator("button").last.click()
    expect(screen.locator(".leading .txt")).to_have_text([NAMES[1], NAMES[2], NAMES[0]])
    expect(screen.locator(".leading .sum")).to_have_text(["6", "4", "2"])
    expect(screen.locator(".asked")).to_contain_text(f"{FIRST} 1 {NAMES[0]} · 7")
    told = phone.locator("#main")
    for words in (FIRST, SECOND):
        expect(told).to_contain_text(words)
    for name, votes in ((NAMES[1], "6 ääntä"), (NAMES[0], "7 ääntä")):
        expect(told.locator(".rank li").filter(has_text=name).filter(has_text=votes).first).to_be_visible()
