"""A card has one drawing: what the server draws for a phone without scripts, the script draws from the templates."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall, reload

CARDS = """(names) => [...document.querySelectorAll(names)].map((card) => {
  const copy = card.cloneNode(true);
  for (const one of copy.querySelectorAll("details, [data-do=edit]")) one.remove();
  for (const one of [copy, ...copy.querySelectorAll("*")])
    for (const name of ["id", "name", "value", "type", "data-do"]) one.removeAttribute(name);
  return copy.outerHTML.replace(/\\u00ad/g, "").replace(/>\\s+/g, ">").replace(/\\s+</g, "<");
}).sort()"""
IS_AT_THE_RIGHT = """(card) => {
  const words = document.createRange();
  words.selectNodeContents(card.querySelector("[data-slot=words], .no + span"));
  const number = card.querySelector(".no").getBoundingClientRect();
  return number.left >= words.getBoundingClientRect().right && number.right > card.getBoundingClientRect().right - 40;
}"""
RECEIPT = re.compile("/r/[A-Z0-9]{12}|Kuitti [A-Z0-9-]{14}")
"""Of two ideas it is never the same."""
IDEAS = (
    ("Sauna", "paper", 4),
    ("Lastenvaunuparkkipaikkasuunnitteluryhmä & <b>kahvila</b>", "helper", None),
    ("אני רוצה בית קפה", "paper", None),
)


def alike(phone: Page, plain: Page, cards: str, count: int) -> None:
    """Both pages draw the same `count` cards; soft hyphens and what only one kind of page does are left out."""
    expect(phone.locator(cards)).to_have_count(count)
    plain.goto(plain.url)
    drawn, painted = (page.evaluate(CARDS, cards) for page in (phone, plain))
    assert len(drawn) == count and drawn == painted, (drawn, painted)


def test_cards_and_places_are_drawn_alike_with_and_without_scripts(halls: Callable[..., Hall]) -> None:
    hall = halls()
    writing, vote = hall.go(hall.step("ideas", 2)), int(hall.steps[hall.step("dots")]["id"])
    made = [
        int(hall.must("idea.enter", activity=writing, text=text, source=source, table=table)["idea"])
        for text, source, table in IDEAS
    ]
    phone, plain = hall.phone(), hall.phone(java_script_enabled=False)
    alike(phone, plain, "#below article", 3)
    assert phone.locator("#below article", has_text="קפה").evaluate(IS_AT_THE_RIGHT), "the number of a Hebrew idea"
    for page, text in ((phone, "Oma laituri"), (plain, "Toinen laituri")):
        page.fill("#idea", text)
        page.click("#foot button")
    expect(phone.locator("#below article").first).to_contain_text("Tallessa")
    reload(phone)
    plain.goto(plain.url)
    own = "#below section.mine:first-of-type article"
    expect(phone.locator(own)).to_contain_text("Tallessa")
    mine = [page.evaluate(CARDS, own)[0].replace("Oma", "Toinen").replace(">4<", ">5<") for page in (phone, plain)]
    assert RECEIPT.sub("", mine[0]) == RECEIPT.sub("", mine[1]) != mine[0]

    theme = int(hall.must("cluster.add", title="Meri & ranta")["cluster"])
    hall.must("idea.place", ideas=made[:1], cluster=theme)
    hall.must("cluster.colour", cluster=theme, colour="blue")
    hall.go(hall.step("dots"))
    for idea, hands in ((made[1], 2), (made[2], 1)):
        hall.must("hands.set", activity=vote, target=idea, count=hands)
    open_card = "#work .drawers > section:last-child article, #work details:last-of-type article"
    phone.locator("#work button.drawer").last.click()
    alike(phone, plain, open_card, 4)
    hall.must("activity.close", activity=vote)
    hall.must("activity.reveal", activity=vote)
    hall.must("screen.uncover", activity=vote, uncovered=9)
    alike(phone, plain, "#work .rank:not(details .rank) > li, #work .sums > li", 4)
