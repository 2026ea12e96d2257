"""How long it takes to group 60 ideas into 8 themes on the board, by mouse, by touch and by keyboard.

    python -m tests.tools.timed_grouping [--by mouse|touch|keyboard] [--ideas 60]
        [--quick | --offers [--guesses] [--series]] [--prepared] [--no-look]
        [--name-later | --name-all take|correct]

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
that were placed by an offer, `presses` those of that button, `reads` how often it read a card: twice where the offer
has changed in between. A card offers unasked only what is mostly right;
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

--name-all: it makes themes without names, too, and opens the panel that names all of them at once (key 8, or the button
in the empty pile). It looks at each name that is proposed there for one second. "take": it takes them as they are.
"correct": before that it puts the title into each field whose name holds no word of it, by typing it, or by hand by
pressing another name that is proposed. `names` counts the names that hold a word of the title, `called` says all.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from tests.tools.board_page import TITLES, board_with, rows
from tests.tools.grouping_robot import ROBOTS, Habits

THEMES = 8
LAPTOP = {"width": 1366, "height": 768}
TABLET = {"width": 1024, "height": 768}


def figures(way: str, cards: Sequence[tuple[str, str]], asked: argparse.Namespace) -> dict[str, Any]:
    """Group these (text, theme) in one way."""
    context: dict[str, Any] = {"viewport": LAPTOP}
    if way == "touch":
        context = {"viewport": TABLET, "has_touch": True, "is_mobile": True}
    titles = tuple(TITLES.values())
    earlier, likely = (titles if wanted else () for wanted in (asked.series, asked.prepared))
    habits = Habits(
        quick=asked.quick,
        offers=asked.offers,
        guesses=asked.guesses,
        looks=(asked.offers or asked.prepared) and not asked.no_look,
        prepared=asked.prepared,
        later=asked.name_later or bool(asked.name_all),
        at_once=asked.name_all or "",
    )
    with board_with([text for text, _ in cards], earlier, likely, **context) as (hall, page, ids):
        robot = ROBOTS[way](page, habits)
        themes = dict(zip(ids, (theme for _, theme in cards), strict=True))
        robot.place_all(themes)
        placed, by_hand = robot.spent, robot.hand
        if habits.later:
            robot.name_all()
        seconds = robot.spent
        page.wait_for_timeout(300)
        right = _right(hall.lead, ids, cards, robot.letters)
        assert hall.complaints == [], hall.complaints
    found = {"by": way, "cards": len(cards), "themes": len(robot.letters), "placed_right": right}
    if asked.offers or asked.prepared:
        found |= {"reads": robot.reads, "taken": robot.taken, "presses": robot.presses, "names": robot.names}
    if robot.called:
        found["called"] = robot.called
    if habits.later:
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
    parser.add_argument("--by", choices=ROBOTS)
    parser.add_argument("--ideas", type=int, default=60)
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--quick", action="store_true")
    one.add_argument("--offers", action="store_true")
    parser.add_argument("--guesses", action="store_true")
    parser.add_argument("--series", action="store_true")
    parser.add_argument("--prepared", action="store_true")
    parser.add_argument("--no-look", action="store_true")
    named = parser.add_mutually_exclusive_group()
    named.add_argument("--name-later", action="store_true")
    named.add_argument("--name-all", choices=("take", "correct"))
    asked = parser.parse_args()
    for way in [asked.by] if asked.by else ROBOTS:
        print(json.dumps(figures(way, chosen(asked.ideas), asked)), flush=True)


if __name__ == "__main__":
    main()
