"""The printed summary: what stands on page 1, and that no page is left blank behind a page 1 that ran over."""

import pytest
from playwright.sync_api import Browser

from tests.tools import large_summary
from tests.tools.large_summary import large
from workshop.i18n import languages
from workshop.reports import FORMATS

MM = 96 / 25.4
WIDE = {"width": round(180 * MM), "height": round(264 * MM)}
"""An A4 page within its margins, in px."""
PLACES = """() => {
  const first = [...document.querySelectorAll(".counted")].pop().getBoundingClientRect();
  const next = document.querySelector("section.page");
  return [first.bottom, next.getBoundingClientRect().top, getComputedStyle(next).breakBefore];
}"""


SIZES = """() => {
  const style = (name) => getComputedStyle(document.querySelector(name));
  return [parseFloat(style(".merged").fontSize) <= parseFloat(style(".said").fontSize), style(".opening").breakInside];
}"""
BROKEN = """() => [...document.querySelectorAll("thead th")].filter((head) => {
  const text = head.firstChild;
  return [...text.data.matchAll(/\\S+/g)].some((word) => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  });
}).map((head) => head.textContent)"""


UNSOUND = """() => [...document.querySelectorAll(".words, h1")].flatMap((words) => {
  const box = words.closest("h1, h3, p, li, th").getBoundingClientRect();
  return [...words.childNodes].filter((piece) => piece.nodeType === 3 && !/\\s/.test(piece.data)).filter((piece) => {
    const range = document.createRange();
    range.selectNodeContents(piece);
    const [first, ...more] = range.getClientRects();
    return first && (more.length || first.right > box.right + 1 || (first.top + first.bottom) / 2 > box.bottom);
  }).map((piece) => piece.data);
})"""
"""Syllables of long words that are broken, or are not whole within their element."""


def printed(browser: Browser, ties: int, intros: int, then: str = "") -> tuple[float, float, str]:
    """Where "counted so" ends and the themes begin, in px from the top of page 1, and whether a page is forced
    between them."""
    page = browser.new_page(viewport=WIDE)
    try:
        page.emulate_media(media="print")
        page.set_content(FORMATS["html"].write(large(ties, intros, then), "fi").decode())
        found = page.evaluate(PLACES)
    finally:
        page.close()
    return found[0], found[1], found[2]


def test_page_one_of_a_large_evening_holds_how_it_was_counted(browser: Browser) -> None:
    """With a title of 120 characters, twelve themes and a tie of eight, two lines once stood alone on page 2."""
    for ties, then in ((1, ""), (8, ""), (8, "rating")):
        counted, themes, _ = printed(browser, ties, 1, then)
        assert counted <= 262 * MM
        assert 261 * MM <= themes <= 264 * MM, "the themes begin on page 2"


def test_what_runs_over_page_one_is_followed_at_once(browser: Browser) -> None:
    counted, themes, forced = printed(browser, 8, 4)
    assert counted > 264 * MM and 0 <= themes - counted < 10 * MM and forced == "auto"


def test_tables_fit_the_page_and_their_heads_break_between_words_only(browser: Browser) -> None:
    """A table of ratings that was wider made the browser print everything smaller: page 1 ended early, and the sentence
    under "Themes" broke over the page."""
    page = browser.new_page(viewport=WIDE)
    try:
        page.emulate_media(media="print")
        for lang in languages.WHOLE:
            page.set_content(FORMATS["html"].write(large(then="rating"), lang).decode())
            assert page.locator("thead th").count() > 5
            assert page.evaluate(BROKEN) == [], lang
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), lang
        assert page.evaluate(SIZES) == [True, "avoid"], "what is behind an idea is no larger than the idea"
    finally:
        page.close()


def test_a_compound_breaks_at_a_syllable_and_is_whole(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a dictionary of hyphens the browser broke it at any letter, and page 1 had half of the word that won."""
    monkeypatch.setattr(large_summary, "WORDS", "Kaupunginosamuistojenkeräyskampanjasuunnitelma")
    monkeypatch.setattr(large_summary, "TITLE", "Lastenkulttuurikeskuksenaulanylläpitosopimusneuvottelut ja muita ")
    page = browser.new_page(viewport=WIDE)
    try:
        page.emulate_media(media="print")
        page.set_content(FORMATS["html"].write(large(8, then="rating"), "fi").decode())
        assert page.locator("wbr").count() > 1000
        assert page.evaluate(UNSOUND) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    finally:
        page.close()
