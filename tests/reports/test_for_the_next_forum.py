"""What the next forum of a series begins with, of a summary."""

from dataclasses import replace

from tests.tools.large_summary import large
from workshop.contract.shared_types import EARLIER_IDEAS, EARLIER_THEMES
from workshop.reports.for_the_next_forum import QUOTE, what_it_came_to


def test_the_largest_themes_come_with_a_quote_that_is_never_cut() -> None:
    told = large()
    longest = replace(told.ideas[0], text="a" * QUOTE), replace(told.ideas[1], text="a" * (QUOTE + 1))
    themes = [
        replace(theme, votes=votes, quote=quote)
        for theme, votes, quote in zip(told.themes[:3], (5, 9, None), (*longest, None), strict=True)
    ]
    empty = replace(told.themes[3], ideas=[], votes=99)
    found = what_it_came_to(replace(told, themes=[*themes, empty]), 7)
    assert [(one.letter, one.votes, one.quote) for one in found.themes] == [
        (themes[1].letter, 9, ""),
        (themes[0].letter, 5, "a" * QUOTE),
        (themes[2].letter, None, ""),
    ]


def test_as_much_is_brought_as_fits() -> None:
    told = large(ties=1)
    found = what_it_came_to(told, 7)
    assert len(found.themes) == min(EARLIER_THEMES, len(told.themes)) and 0 < len(found.ideas) <= EARLIER_IDEAS
    assert [one.number for one in found.ideas] == [int(row.label) for row in told.votes[0].top()][:EARLIER_IDEAS]
