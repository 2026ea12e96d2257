"""Whether one facilitator keeps up with the queue of moderation while ideas come in fast and many of them are flagged.

    python -m tests.tools.timed_queue [--rate 5] [--seconds 60] [--flagged 0.5] [--decent 0.1] [--kinds 1]
                                      [--one-by-one]

A robot works through the queue of a console in a real browser by key, as a facilitator does who lets every idea wait
(*Review first*): it reads each flagged idea in sight for one second, one after the other, shows those that are decent
after all, hides the others with ⇧ D (each for the reason of its own remark), and lets those without a remark through
with ⇧ A, which have been in view meanwhile. Each key takes a quarter of a second. --one-by-one: it hides each flagged
idea by itself, with D. --decent: the share of the flagged ideas that are decent; --kinds: in how many kinds ideas are
flagged, in turn.

Prints one JSON object: ideas a second that came and that were decided while they came, how many flagged ideas it read a
second (`read_per_second`: all that a person can do is less than 1), how many waited at most, how long after the last
idea the queue was empty (`behind`, seconds; null where it was not within ten minutes), and the seconds that were
neither reading nor pressing (`of_the_page`).
"""

import argparse
import json
import threading
import time
from typing import Any

from playwright.sync_api import Page

from tests.live.people import Person
from tests.tools.board_page import hall_with

READ, KEY, PATIENCE = 1.0, 0.25, 600
"""Seconds: to read a flagged idea; to press a key; after which the robot gives up."""
WRITERS = 40
FLAGGED = (
    "Ääliö koko museo",
    "Soittakaa minulle 040 123 4567",
    "Katsokaa www.esimerkki.fi/museo",
    "Voi vittu mikä museo",
    "Kirjoittakaa maija@esimerkki.fi",
    "Tunnukseni on 131052-308T",
)
"""One beginning for each kind of flag."""
IN_SIGHT = """() => {
  const seen = document.querySelector(".upper").getBoundingClientRect();
  return [...document.querySelectorAll("#queue-list .row")].filter((row) => {
    const box = row.getBoundingClientRect();
    return box.top >= seen.top - 1 && box.bottom <= seen.bottom + 1;
  }).map((row) => [Number(row.dataset.id), row.classList.contains("flagged"), row.innerText.includes("(oikea)")]);
}"""
"""The rows that are wholly in sight, from the top: id, whether flagged, whether decent after all."""


def figures(asked: argparse.Namespace) -> dict[str, Any]:
    """Work through the queue while ideas come."""
    with hall_with() as hall:
        step = hall.go(hall.step("ideas"))
        hall.must("moderation.set", mode="before")
        page = hall.open(hall.links["console"])
        page.wait_for_selector("#agenda li")
        writers = [Person(hall.server).scan(hall.links["join"]) for _ in range(WRITERS)]
        flood = _Flood(writers, step, asked)
        robot = Facilitator(page, asked.one_by_one)
        flood.start()
        robot.works(flood)
        flood.join()
        for one in writers:
            one.close()
    return flood.figures() | robot.figures(flood)


class _Flood(threading.Thread):
    """Writes ideas in a thread of its own: `rate` a second, of which each `1 / flagged`th is flagged."""

    def __init__(self, writers: list[Person], step: int, asked: argparse.Namespace) -> None:
        super().__init__(daemon=True)
        self.writers, self.step, self.asked = writers, step, asked
        self.sent = self.flagged = self.refused = 0
        self.ends = 0.0

    def run(self) -> None:
        """Write until the time is over."""
        began, of_flagged, of_decent = time.monotonic(), 0.0, 0.0
        for n in range(int(self.asked.rate * self.asked.seconds)):
            of_flagged += self.asked.flagged
            if of_flagged >= 1:
                of_flagged, of_decent = of_flagged - 1, of_decent + self.asked.decent
                decent, of_decent = of_decent >= 1, of_decent % 1
                begins = FLAGGED[self.flagged % self.asked.kinds]
                self._write(n, f"{begins}, toive {n}" + (" (oikea)" if decent else ""), flagged=True)
            else:
                self._write(n, f"Penkkejä rantaan ja puita kadulle, toive {n}", flagged=False)
            time.sleep(max(0.0, began + (n + 1) / self.asked.rate - time.monotonic()))
        self.ends = time.monotonic()

    def _write(self, n: int, text: str, *, flagged: bool) -> None:
        answer = self.writers[n % WRITERS].do("idea.add", activity=self.step, text=text)
        self.sent += answer["ok"]
        self.flagged += answer["ok"] and flagged
        self.refused += not answer["ok"]

    def figures(self) -> dict[str, Any]:
        """What came."""
        asked = self.asked
        return {"rate": asked.rate, "seconds": asked.seconds, "ideas": self.sent, "flagged": self.flagged}


class Facilitator:
    """One person at the queue."""

    def __init__(self, page: Page, one_by_one: bool) -> None:
        self.page, self.one_by_one = page, one_by_one
        self.began = time.monotonic()
        self.hand = 0.0
        self.most = self.read = self.left_at_end = 0
        self.known: set[int] = set()
        self.emptied = 0.0

    def works(self, flood: _Flood) -> None:
        """Work until all that came is decided, or patience ends."""
        self.began = time.monotonic()
        self.press("q")
        while time.monotonic() - self.began < flood.asked.seconds + PATIENCE:
            waiting = int(self.page.locator("#queue-count").inner_text() or 0)
            self.most = max(self.most, waiting)
            if flood.is_alive():
                self.left_at_end = waiting
            elif not waiting:
                self.emptied = time.monotonic()
                return
            self.round()

    def round(self) -> None:
        """Read what is in sight, and decide on it."""
        rows = self.page.evaluate(IN_SIGHT)
        flagged = [(one, decent) for one, is_flagged, decent in rows if is_flagged and one not in self.known]
        if not rows:
            self.takes(0.1)
            return
        for one, decent in flagged:
            self.takes(READ)
            self.read += 1
            self.known.add(one)
            if decent:
                self.show(one)
            elif self.one_by_one:
                self.hide(one)
        if not self.one_by_one and any(is_flagged and not decent for _, is_flagged, decent in rows):
            self.hide_read()
        self.takes(0 if flagged else READ)
        self.press("Shift+A")

    def show(self, idea: int) -> None:
        """Show a flagged idea that is decent."""
        self.focus(idea)
        self.press("a")

    def hide(self, idea: int) -> None:
        """Hide one idea, for a reason that is chosen once."""
        self.focus(idea)
        self.press("d")
        self.reason()

    def hide_read(self) -> None:
        """Hide all that was read."""
        self.press("Shift+D")
        self.reason()

    def reason(self) -> None:
        """Answer the question for the reason; later ones have the same."""
        if self.page.locator("#needs .reasons, .togethers .reasons").count():
            self.press("2")

    def focus(self, idea: int) -> None:
        """Go down to a row, as by arrows: one key."""
        self.takes(KEY)
        self.page.evaluate("id => document.querySelector(`#queue-list [data-id='${id}']`)?.focus()", idea)

    def press(self, key: str) -> None:
        """Press a key."""
        self.takes(KEY)
        self.page.keyboard.press(key)

    def takes(self, seconds: float) -> None:
        """The time of an eye or a hand."""
        self.hand += seconds
        time.sleep(seconds)

    def figures(self, flood: _Flood) -> dict[str, Any]:
        """What was decided."""
        spent = (self.emptied or time.monotonic()) - self.began
        decided = flood.sent - self.left_at_end
        return {
            "decided_per_second": round(decided / flood.asked.seconds, 2),
            "read_per_second": round(self.read / spent, 2),
            "most_waiting": self.most,
            "behind": round(max(0.0, self.emptied - flood.ends), 1) if self.emptied else None,
            "of_the_page": round(spent - self.hand, 1),
        }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=5)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--flagged", type=float, default=0.5)
    parser.add_argument("--decent", type=float, default=0.1)
    parser.add_argument("--kinds", type=int, default=1, choices=range(1, len(FLAGGED) + 1))
    parser.add_argument("--one-by-one", action="store_true")
    print(json.dumps(figures(parser.parse_args())))


if __name__ == "__main__":
    main()
