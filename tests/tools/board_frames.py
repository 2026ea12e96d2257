"""How smooth the board is with 600 cards: the times between frames while a card is dragged, and what a press costs.

    python -m tests.tools.board_frames [--cards 600]

Prints one JSON object, in ms: p50, p95 and the longest time between two frames of a drag across the board and over the
scrolling edge of a column; from a press to the frame that shows the card selected; from a letter in the search to the
frame that shows what was found.
"""

import argparse
import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.tools.board_page import board_with, rows
from tests.tools.grouping_robot import middle

HALL = {"width": 1920, "height": 1080}
GOAL = 32
WATCH = """
() => {
  window.between = [];
  let last = 0;
  const next = (now) => {
    if (last) window.between.push(now - last);
    last = now;
    window.watching = requestAnimationFrame(next);
  };
  window.watching = requestAnimationFrame(next);
}
"""
SEEN = "cancelAnimationFrame(window.watching), window.between"
PRESSED = """
([press, seen]) => new Promise((done) => {
  const from = performance.now();
  const look = () => (document.querySelector(seen) ? done(performance.now() - from) : requestAnimationFrame(look));
  Function(press)();
  requestAnimationFrame(look);
})
"""


def figures(cards: int) -> dict[str, Any]:
    """Measure a board with so many cards in four themes and a pile."""
    texts = [text for text, _ in rows()]
    with board_with([texts[n % len(texts)] for n in range(cards)], viewport=HALL) as (hall, page, ids):
        for n, title in enumerate(("Kahvila", "Lapset", "Meri", "Koulut")):
            hall.must("cluster.add", title=title, ideas=ids[n * 50 : n * 50 + 50])
        expect(page.locator(".col")).to_have_count(6)
        page.wait_for_timeout(1000)
        frames = sorted(_drag(page))
        found = {
            "cards": cards,
            "frames": len(frames),
            "drag_p50": _at(frames, 0.5),
            "drag_p95": _at(frames, 0.95),
            "drag_longest": _at(frames, 1),
            "goal": GOAL,
            "select": _press(page, "document.querySelector('.loose .idea').click()", ".loose .idea.on"),
            "search": _press(page, _typed("kah"), "#choose-found"),
        }
        assert hall.complaints == [], hall.complaints
        return found


def _drag(page: Page) -> list[float]:
    start, there = middle(page.locator(".loose .idea").first), middle(page.locator(".col").nth(4))
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 20, start[1] + 20, steps=3)
    page.evaluate(WATCH)
    for _ in range(2):
        page.mouse.move(*there, steps=30)
        page.mouse.move(there[0], 1000, steps=20)
        page.wait_for_timeout(500)  # the column under the card scrolls
        page.mouse.move(*start, steps=30)
    between: list[float] = page.evaluate(SEEN)
    page.keyboard.press("Escape")
    page.mouse.up()
    page.locator(".loose header .num").click()  # the next press is no part of this drag
    return between


def _press(page: Page, press: str, seen: str) -> float:
    return round(float(page.evaluate(PRESSED, [press, seen])), 1)


def _typed(words: str) -> str:
    return f"document.querySelector('#none').click(); const field = document.querySelector('.seek'); {_filled(words)}"


def _filled(words: str) -> str:
    return f"field.value = '{words}'; field.dispatchEvent(new Event('input'))"


def _at(frames: list[float], share: float) -> float:
    return round(frames[min(len(frames) - 1, int(share * len(frames)))], 1)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--cards", type=int, default=600)
    print(json.dumps(figures(parser.parse_args().cards)))


if __name__ == "__main__":
    main()
