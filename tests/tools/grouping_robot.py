"""A robot that groups cards on the board as a facilitator does, by mouse, by touch or by keyboard, and no faster than
people move. `timed_grouping` says what it does, and measures it."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from tests.tools.board_page import TITLES
from workshop.grouping.words import shared, telling

READ, LOOK_AT_NAMES, LOOK_AT_NAME = 2.0, 1.0, 1.0
"""Seconds: to read a card; to look at up to three names of a word or two; at one that will be taken."""
HAND = {"key": 0.25, "letter": 0.2, "letter on glass": 0.3, "point": 0.8, "drag": 1.3}
"""Seconds: to press a key; to type a letter of a name, on a keyboard and on a screen; to aim at something and press it;
to carry something to another place."""

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


NAMES = ".name-all"
"""The panel in which all themes are named."""


@dataclass(frozen=True)
class Habits:
    """What a robot uses: see the options of `timed_grouping`. `looks`: at names; `later`: themes are named at the end;
    `at_once`: then all together, "take" or "correct"; else ""."""

    quick: bool
    offers: bool
    guesses: bool
    looks: bool
    prepared: bool
    later: bool
    at_once: str


class Robot:
    """One person at the board. `spent` counts seconds; the hand waits, or with `quick` only adds."""

    def __init__(self, page: Page, habits: Habits) -> None:
        self.page, self.quick, self.hand, self.began = page, habits.quick, 0.0, time.monotonic()
        self.letters: dict[str, str] = {}
        self.looks, self.prepared, self.later = habits.looks, habits.prepared, habits.later
        self.at_once, self.called = habits.at_once, dict[str, str]()
        self.offers, self.taken, self.presses, self.names = habits.offers, 0, 0, 0
        self.guesses_wanted = habits.guesses
        self.at_hand, self.reads = 0, 0
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

    def read(self) -> None:
        """Read a card."""
        self.takes(READ)
        self.reads += 1

    def place(self, themes: Mapping[int, str], left: int) -> None:
        """Place the card at hand, which belongs to one of `themes`; `left` cards stay in the pile."""
        self.read()
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
        """Name every theme: together, or one after another."""
        if self.at_once:
            return self.name_at_once()
        for theme, letter in self.letters.items():
            self.open_name(letter)
            self.name(TITLES.get(theme, theme), self.letter)
        return None

    def name_at_once(self) -> None:
        """Open the panel that names all themes, look at each name, correct it if that is wanted, and take them."""
        self.open_names()
        self.sees(f"{NAMES} li", len(self.letters))
        for theme, letter in self.letters.items():
            row = self.page.locator(f"{NAMES} li").filter(has=self.page.get_by_text(letter, exact=True))
            field, title = row.locator("input"), TITLES.get(theme, theme)
            self.takes(LOOK_AT_NAME)
            if is_like(field.input_value(), title):
                self.names += 1
            elif self.at_once == "correct":
                self.correct(row, field, title)
            self.called[title] = field.input_value()
            self.leave_field()
        self.take_names()
        self.sees(NAMES, 0)

    def open_names(self) -> None:
        """Open the panel that names all themes."""
        raise NotImplementedError

    def correct(self, row: Locator, field: Locator, title: str) -> None:
        """Make the name in this field right."""
        raise NotImplementedError

    def leave_field(self) -> None:
        """Go on to the next field, where that needs a movement."""

    def take_names(self) -> None:
        """Take all names of the panel."""
        raise NotImplementedError

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

    def open_names(self) -> None:
        self.press("8")

    def correct(self, row: Locator, field: Locator, title: str) -> None:
        self.page.keyboard.type(title)  # in place of what is selected
        self.takes(len(title) * HAND[self.letter])

    def leave_field(self) -> None:
        self.press("Enter")

    def take_names(self) -> None:
        self.press("Enter")

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
                self.read()
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

    def open_names(self) -> None:
        self.press_button(self.page.locator("#name-themes"))

    def correct(self, row: Locator, field: Locator, title: str) -> None:
        others = row.locator(".proposed").all_text_contents()
        nth = next((at for at, name in enumerate(others) if is_like(name.replace("\u00ad", ""), title)), None)
        if nth is not None:
            self.names += 1
            return self.press_button(row.locator(".proposed").nth(nth))
        self.press_button(field)  # selects what is in it
        self.page.keyboard.type(title)
        self.takes(len(title) * HAND[self.letter])
        return None

    def take_names(self) -> None:
        self.press_button(self.page.locator(".pop .btn.main"))

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
