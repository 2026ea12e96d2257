"""The child process that computes a board's suggestions."""

import os
import signal
from contextlib import suppress

from workshop.grouping.base import Card, PlacedTheme, Work
from workshop.grouping.board_child import BoardChild
from workshop.runtime.asked_child import AskedChild, ChildFailed

SAID = ("Pieni kahvila museon pihalle", "Museon pihalle pieni kahvila", "Saunailta laivassa", "Sauna laivaan")


def test_a_large_board_goes_through_and_a_child_that_died_is_replaced() -> None:
    cards = tuple(Card(n, SAID[n % 4] + " " + "x" * 300 + str(n), "fi") for n in range(1, 401))
    work = Work(cards=cards, themes=(PlacedTheme(7, "Sauna", (2,)),), not_themes=frozenset({(1, 7)}))
    started: list[AskedChild] = []

    def start() -> AskedChild:
        started.append(AskedChild("suggestions", ("-m", "workshop.grouping.board_worker")))
        return started[-1]

    child = BoardChild(start)
    try:
        assert child.suggested(Work(cards=cards[:4]), True).back_end == "lexical"
        assert child.suggested(work, True).back_end == "lexical", "more than a pipe takes at once"
        os.kill(started[-1].pid, signal.SIGKILL)
        with suppress(ChildFailed):  # it may be seen as gone before it is asked, or by asking it
            child.suggested(Work(cards=cards[:4]), True)
        assert child.suggested(Work(cards=cards[:4]), True).duplicates
        assert len(started) == 2
    finally:
        child.close()
