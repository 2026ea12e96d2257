"""How long it takes to group 60 ideas into 8 themes on the board, by mouse, by touch and by keyboard.

    python -m tests.tools.timed_grouping [--by mouse|touch|keyboard] [--ideas 60]
        [--quick | --offers [--guesses] [--series]] [--prepared] [--no-look] [--name-later]

A robot works in a real browser as a facilitator does who knows what belongs together: it reads each card for two
seconds, makes a theme when a card needs one that is not there, names it, and places the card. It moves no faster than
people do (`HAND`: seconds for each movement), and waits until the board shows what it did before it reads on. By mouse
and touch it uses that the board selects the next card by itself: where that is the card at hand, one press on its theme
places it. Prints
one JSON object for each way: seconds, those of them that were waited for the page, and how many cards stand where they
belong. --quick adds the times of the hand instead of waiting for them; what the page needs is measured in both.

--offers: it also looks, within the two seconds, at the themes that a card offers, and takes the right one where it is
among them: with one key or one tap. A wrong offer it passes over, and places the card as without. By mouse and touch it
reads on while the first offer of each card is right, and when it has read all that is in sight takes them with the
button below the pile. Each second is waited for, because suggestions are computed meanwhile. `taken` counts the cards
that were placed by an offer, `presses` those of that button. A card offers unasked only what is mostly right;
--guesses: it asks for the guesses, too, by one press as soon as there are any.

With --offers it also looks, for one second, at the names that are offered for a theme. It takes the first that holds a
word of the title which it would type, by the stem or as a part of a compound ("Lapset" for "Lapset ja perheet"), and
types the title where there is none. `names` counts the names that were taken. --series: the forum is the second of a
series, and the first ended with themes of the titles in the tests' data, those of these ideas and four others.

--prepared: the organiser wrote down likely themes: the eight titles and four that no idea belongs to, in the order of
the tests' data. The robot looks for one second at the names that are left, and presses the one that it would type; by
keyboard it goes down to it in the list below the field. --no-look: it looks at no names, and types all titles.

--name-later: it makes themes without names, and names them once every card is placed. By mouse and touch it presses the
sign for a new theme on the card itself, where there is one. `placed` says when the last card was placed, and how many
of these seconds were waited for the page; `seconds` is with the names.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator, Page

from tests.tools.board_page import TITLES, board_with, rows
from workshop.grouping.words import shared, telling

READ, LOOK_AT_NAMES = 2.0, 1.0
"""Seconds: to read a card, and to look at up to three names of a word or two."""
HAND = {"key": 0.25, "letter": 0.2, "letter on glass": 0.3, "point": 0.8, "drag": 1.3}
"""Seconds: to press a key; to type a letter of a name, on a keyboard and on a screen; to aim at something and press it;
to carry something to another place."""
WAYS = ("mouse", "touch", "keyboard")
THEMES = 8
LAPTOP = {"width": 1366, "height": 768}
TABLET = {"width": 1024, "height": 768}

LOOK = """
([what, count]) => new Promise((done) => {
  const look = () => (document.querySelectorAll(what).length === count ? done() : requestAnimationFrame(look));
  look();
})
"""

FEWER = "count => document.querySelectorAll('.loose .idea').length < count"
IN_SIGHT = """
[...document.querySelectorAll(".loose .idea")].filter((card) => {
  const [its, pile] = [card, card.parentNode].map((one) => one.getBoundingClientRect());
  const cut = Math.max(0, pile.top - its.top) + Math.max(0, its.bottom - pile.bottom);
  return cut <= 0.04 * its.height;
}).map((card) => Number(card.dataset.id))
"""
"""The ids of the cards of the pile that are in sight, but for a line of some pixels that hides no word."""


OFFERED_NAMES = ".col header form .proposed"
LIKELY_NAMES = ".likely-name"
SELECTED = ".loose .idea[aria-selected=true]"
DOUBLE_PRESS_MS = 600


class Robot:
    """One person at the board. `spent` counts seconds; the hand waits, or with `quick` only adds."""

    def __init__(self, page: Page, looks: bool, asked: argparse.Namespace) -> None:
        self.page, self.quick, self.hand, self.began = page, asked.quick, 0.0, time.monotonic()
        self.letters: dict[str, str] = {}
        self.looks, self.prepared, self.later = looks, asked.prepared, asked.name_later
        self.offers, self.taken, self.presses, self.names = asked.offers, 0, 0, 0
        self.guesses_wanted = asked.guesses
        self.at_hand = 0
        self.right: set[int] = set()

    @property
    def spent(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.began + (self.hand if self.quick else 0)

    def takes(self, seconds: float) -> None:
        """The time of a hand or an eye."""
        self.hand += seconds
        if not self.quick:
            time.sleep(seconds)

    def place(self, themes: Mapping[int, str], left: int) -> None:
        """Place the card at hand, which belongs to one of `themes`; `left` cards stay in the pile."""
        self.takes(READ)
        card = self.card()
        self.ask_for_guesses()
        theme = themes[card]
        nth = self.offered(card, self.letters[theme]) if self.offers and theme in self.letters else 0
        if nth:
            self.taken += 1
            self.take(card, nth)
        elif theme in self.letters:
            self.into(self.letters[theme])
        else:
            self.letters[theme] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[len(self.letters)]
            self.into_new("" if self.later else TITLES.get(theme, theme))
        self.sees(".loose .idea", left)

    def place_all(self, themes: Mapping[int, str]) -> None:
        """Place every card, one after another."""
        for left in reversed(range(len(themes))):
            self.place(themes, left)

    def ask_for_guesses(self) -> None:
        """Have the guesses shown, once there are any."""
        if self.guesses_wanted and self.page.locator("#guesses:visible").count():
            self.guesses_wanted = False
            self.show_guesses()

    def show_guesses(self) -> None:
        """Have the guesses shown."""
        raise NotImplementedError

    def card(self) -> int:
        """The id of the card at hand: the first of the pile that was not left to its first offer."""
        ids: list[int] = self.page.evaluate("[...document.querySelectorAll('.loose .idea')].map((c) => +c.dataset.id)")
        self.at_hand = next(one for one in ids if one not in self.right)
        return self.at_hand

    def offered(self, card: int, letter: str) -> int:
        """As which this card offers this theme, from 1; 0 if it does not."""
        letters = self.page.locator(f'.loose .idea[data-id="{card}"] .likely-theme .no').all_text_contents()
        return letters.index(letter) + 1 if letter in letters else 0

    def take(self, card: int, nth: int) -> None:
        """Take the nth theme that the card offers."""
        raise NotImplementedError

    def into(self, letter: str) -> None:
        """Place it in a theme that is there."""
        raise NotImplementedError

    def into_new(self, title: str) -> None:
        """Make a theme of it and name it."""
        raise NotImplementedError

    def name(self, title: str, each: str) -> None:
        """Take a name that is offered at the field that has opened, or type one into it. Without a title the field is
        closed as it is."""
        self.sees(".col header form input:focus", 1)
        nth = self.offered_name(title, OFFERED_NAMES) if self.looks and title else 0
        if nth:
            self.names += 1
            self.take_name(nth)
        else:
            self.type_name(title, each)
        self.sees(".col header form", 0)

    def offered_name(self, title: str, where: str) -> int:
        """As which this title is offered, or else a name that holds a word of it, from 1; 0 if none is."""
        names = [name.replace("\u00ad", "") for name in self.page.locator(where).all_text_contents()]
        if names:
            self.takes(LOOK_AT_NAMES)
        if title in names:
            return names.index(title) + 1
        return next((nth for nth, name in enumerate(names, 1) if is_like(name, title)), 0)

    def take_name(self, nth: int) -> None:
        """Take the nth name that is offered."""
        raise NotImplementedError

    def type_name(self, title: str, each: str) -> None:
        """Type a name."""
        self.page.keyboard.type(title)
        self.takes(len(title) * HAND[each])
        self.page.keyboard.press("Enter")
        self.takes(HAND["key"])

    def name_all(self) -> None:
        """Name every theme, one after another."""
        for theme, letter in self.letters.items():
            self.open_name(letter)
            self.name(TITLES.get(theme, theme), self.letter)

    letter = "letter"
    """How it types a letter of a name."""

    def open_name(self, letter: str) -> None:
        """Open the field for the name of a theme."""
        raise NotImplementedError

    def sees(self, what: str, count: int) -> None:
        """Look, in every frame, until so many are there."""
        self.page.evaluate(LOOK, [what, count])

    @property
    def first(self) -> Locator:
        """The first card of the pile."""
        return self.page.locator(".loose .idea").first

    @property
    def this(self) -> Locator:
        """The card at hand."""
        return self.page.locator(f'.loose .idea[data-id="{self.at_hand}"]')

    def chip(self, card: int, nth: int) -> Locator:
        """The nth theme that a card offers."""
        return self.page.locator(f'.loose .idea[data-id="{card}"] .likely-theme').nth(nth - 1)

    def head(self, letter: str) -> Locator:
        """The name of a theme."""
        return self.page.locator(".col").filter(has=self.page.get_by_text(letter, exact=True)).locator(".title")


class Keyboard(Robot):
    """Space, T and a name make a theme; G and a letter place a card, and the next one gets the focus."""

    def take_name(self, nth: int) -> None:
        self.press(*["ArrowDown"] * nth, "Enter")

    def open_name(self, letter: str) -> None:
        self.head(letter).focus()
        self.takes(HAND["key"])  # an arrow leads to it
        self.press("F2")

    def show_guesses(self) -> None:
        self.press("9")

    def take(self, card: int, nth: int) -> None:
        self.press(str(nth))

    def into(self, letter: str) -> None:
        self.press("g", letter.lower())

    def into_new(self, title: str) -> None:
        self.press(" ", "t")
        self.name(title, self.letter)

    def card(self) -> int:
        """The id of the card that has the focus; else the first gets it."""
        if not self.page.evaluate("document.activeElement.matches('.loose .idea')"):
            self.first.focus()
        return int(self.page.evaluate("document.activeElement.dataset.id"))

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)
            self.takes(HAND["key"])


class Hand(Robot):
    """Reads all cards in sight, answers those whose first offer is wrong, and takes the others together."""

    def place_all(self, themes: Mapping[int, str]) -> None:
        if not self.offers:
            return super().place_all(themes)
        left = len(themes)
        while left:
            self.ask_for_guesses()
            unread = [card for card in self.page.evaluate(IN_SIGHT) if card not in self.right]
            if not unread:
                left -= self.take_read(left)
            elif self.is_offered_first(unread[0], themes):
                self.takes(READ)
                self.right.add(unread[0])
            else:
                left -= 1
                self.place(themes, left)
        return None

    def is_offered_first(self, card: int, themes: Mapping[int, str]) -> bool:
        """Whether the first theme that a card offers is its own."""
        return self.offered(card, self.letters.get(themes[card], "")) == 1

    def take_read(self, left: int) -> int:
        """Press the button below the pile; how many cards it took. Those whose offer has changed are read again."""
        button = self.page.locator("#take-read:enabled")
        button.wait_for()
        self.press_button(button)
        self.page.wait_for_function(FEWER, arg=left)
        n = left - self.page.locator(".loose .idea").count()
        self.presses, self.taken, self.right = self.presses + 1, self.taken + n, set()
        return n

    def show_guesses(self) -> None:
        self.press_button(self.page.locator("#guesses"))

    def take_name(self, nth: int) -> None:
        self.press_button(self.page.locator(OFFERED_NAMES).nth(nth - 1))

    def open_name(self, letter: str) -> None:
        self.press_button(self.head(letter))

    def type_name(self, title: str, each: str) -> None:
        if title:
            super().type_name(title, each)
        else:
            self.press_button(self.page.locator(".col header form [type=submit]"))

    def into_new(self, title: str) -> None:
        make = self.this.locator(".make:visible")
        if not title and make.count():
            return self.press_button(make)
        nth = self.offered_name(title, LIKELY_NAMES) if self.looks and self.prepared else 0
        if nth:
            self.names += 1
            return self.put(self.page.locator(LIKELY_NAMES).nth(nth - 1))
        self.put(self.page.locator(".col.add"))
        return self.name(title, self.letter)

    def put(self, target: Locator) -> None:
        """Place the card at hand."""
        raise NotImplementedError

    def is_selected(self) -> bool:
        """Whether the card at hand is selected. Where nothing is read in between, as with `quick`, the board would take
        the next press for the second one of a double press."""
        selected = bool(self.page.locator(f'{SELECTED}[data-id="{self.at_hand}"]').count())
        if selected and self.quick:
            self.page.wait_for_timeout(DOUBLE_PRESS_MS)
        return selected

    @property
    def words(self) -> Locator:
        """The words of the card at hand: what it offers stands below them."""
        return self.this.locator(".written")

    def press_button(self, button: Locator) -> None:
        """Aim and press."""
        raise NotImplementedError


class Mouse(Hand):
    """Selects the first card by a press and presses its theme. Presses the theme of a card that has been selected since
    by itself, and drags each other one to the head of its theme, or to the place for a new one."""

    def press_button(self, button: Locator) -> None:
        self.takes(HAND["point"])
        button.click()

    def take(self, card: int, nth: int) -> None:
        self.takes(HAND["point"])
        self.chip(card, nth).click()

    def into(self, letter: str) -> None:
        self.put(self.head(letter))

    def put(self, target: Locator) -> None:
        """Place the card at hand."""
        if not self.page.locator(SELECTED).count():
            self.press_button(self.words)
        if self.is_selected():
            self.press_button(target)
        else:
            self.drag(target)

    def drag(self, target: Locator) -> None:
        """Carry the card at hand."""
        start, end = middle(self.this), middle(target)
        self.takes(HAND["drag"])
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=6)
        self.sees(".ghost", 1)
        self.page.mouse.up()


class Touch(Hand):
    """Taps a card, where the board has not selected it, then its theme."""

    letter = "letter on glass"

    def press_button(self, button: Locator) -> None:
        self.tap(button)

    def take(self, card: int, nth: int) -> None:
        self.tap(self.chip(card, nth))

    def into(self, letter: str) -> None:
        self.put(self.head(letter))

    def put(self, target: Locator) -> None:
        """Place the card at hand."""
        if not self.is_selected():
            self.tap(self.words)
        self.tap(target)

    def tap(self, target: Locator) -> None:
        """Aim and tap."""
        self.takes(HAND["point"])
        target.tap()


def middle(node: Locator) -> tuple[float, float]:
    """A point to press."""
    box = node.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 20)


def is_like(name: str, title: str) -> bool:
    """Whether a name holds a word of a title, by its stem or as a part of a compound."""
    one, other = telling(name, "fi"), telling(title, "fi")
    return bool(shared(one, other) or shared(other, one))


ROBOTS: dict[str, type[Robot]] = {
    "mouse": Mouse,
    "touch": Touch,
    "keyboard": Keyboard,
}


def figures(way: str, cards: Sequence[tuple[str, str]], asked: argparse.Namespace) -> dict[str, Any]:
    """Group these (text, theme) in one way."""
    context: dict[str, Any] = {"viewport": LAPTOP}
    if way == "touch":
        context = {"viewport": TABLET, "has_touch": True, "is_mobile": True}
    titles = tuple(TITLES.values())
    earlier, likely = (titles if wanted else () for wanted in (asked.series, asked.prepared))
    looks = (asked.offers or asked.prepared) and not asked.no_look
    with board_with([text for text, _ in cards], earlier, likely, **context) as (hall, page, ids):
        robot = ROBOTS[way](page, looks, asked)
        themes = dict(zip(ids, (theme for _, theme in cards), strict=True))
        robot.place_all(themes)
        placed, by_hand = robot.spent, robot.hand
        if asked.name_later:
            robot.name_all()
        seconds = robot.spent
        page.wait_for_timeout(300)
        right = _right(hall.lead, ids, cards, robot.letters)
        assert hall.complaints == [], hall.complaints
    found = {"by": way, "cards": len(cards), "themes": len(robot.letters), "placed_right": right}
    if asked.offers or asked.prepared:
        found |= {"taken": robot.taken, "presses": robot.presses, "names": robot.names}
    if asked.name_later:
        found["placed"] = {"seconds": round(placed, 1), "of_the_page": round(placed - by_hand, 1)}
    return found | {"seconds": round(seconds, 1), "of_the_page": round(seconds - robot.hand, 1)}


def _right(lead: Any, ids: Sequence[int], cards: Sequence[tuple[str, str]], letters: dict[str, str]) -> int:
    seen = [lead.sees("idea", one)["cluster"] for one in ids]
    return sum(
        cluster is not None and lead.sees("cluster", cluster)["letter"] == letters[theme]
        for cluster, (_, theme) in zip(seen, cards, strict=True)
    )


def chosen(count: int) -> list[tuple[str, str]]:
    """So many of the tests' ideas, of the eight largest themes, in the order in which they were posted."""
    every = rows()
    largest = {theme for theme, _ in Counter(theme for _, theme in every).most_common(THEMES)}
    return [one for one in every if one[1] in largest][:count]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--by", choices=WAYS)
    parser.add_argument("--ideas", type=int, default=60)
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--quick", action="store_true")
    one.add_argument("--offers", action="store_true")
    parser.add_argument("--guesses", action="store_true")
    parser.add_argument("--series", action="store_true")
    parser.add_argument("--prepared", action="store_true")
    parser.add_argument("--no-look", action="store_true")
    parser.add_argument("--name-later", action="store_true")
    asked = parser.parse_args()
    for way in [asked.by] if asked.by else WAYS:
        print(json.dumps(figures(way, chosen(asked.ideas), asked)), flush=True)


if __name__ == "__main__":
    main()
