"""The measures of page 1 where it is a text to edit (`page_one_blocks`): how much of each idea stands there, and about
how tall the page is, so that no quote of a theme pushes the leading rows to page 2.

An estimate, because only who opens the file knows its fonts. Heights are in points (1/72 inch) at the letter sizes of
`docx_styles`, in its font, whose lines are 1.24 letters tall; lengths are in characters of Finnish in that font.
"""

from dataclasses import dataclass

from workshop.i18n import catalogues
from workshop.reports import page_one, page_one_wording, wording
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import IdeaSummary

THEME_COLUMNS = (34, 9, 9, 48)
"""Percent of the width of the table of themes: the theme, its ideas, its votes, its quote."""
LEADING_COLUMNS = (9, 74, 17)
"""Percent of the width of a table of leading rows: the place (a tie is as wide as "2.–4."), the idea, its value."""
QUOTES = (90, 36)
"""Characters of a theme's quote: the first with which the page holds everything, else none are quoted."""
NUMBER = 9
"""Characters of the number after an idea, with the space before it."""

PAGE = 715
"""The height of an A4 page between its margins of 16 mm, less 36 points for fonts that are larger than ours."""
TOP = 95
"""What stands around the title: the line above it, when and where, the figures, with the space between them."""
HEADING = 39
"""A heading of one line with the space around it."""
CAPTION = 25
"""The caption of a table with the space around it."""
NOTE = 14
"""One line of a quiet paragraph, or of the heads of columns."""
ROW = 3
"""What a row of a table is taller than its text: the margins of its cells."""
ROW_LINE = 10.5
"""One line of text in a row."""
TITLE_LINE = 33
"""One line of the title."""

TITLE_CHARACTERS = 38
"""On a line of the title."""
THEME_CHARACTERS, ALONE, QUOTE_CHARACTERS = 32, 62, 46
"""On a line of a theme's name beside its quote, of its name without one, and of its quote."""


@dataclass(frozen=True)
class VotePlace:
    """Where a vote stands on page 1. In characters: how much of an idea stands there, how many are on a line of the
    cell with the idea, and of a paragraph. `answers`: there is room for how many chose each answer."""

    idea: int
    cell_line: int
    line: int
    answers: bool


ACROSS = VotePlace(idea=200, cell_line=76, line=100, answers=True)
"""The main vote, across the page."""
IN_COLUMN = VotePlace(idea=60, cell_line=35, line=50, answers=False)
"""Every other vote, in one of two columns."""


def quote_length(summary: Summary, part: page_one.ThemesPart, lang: str) -> int:
    """The most characters of a quote with which the leading rows still stand on page 1; 0 for no quotes."""
    return next((most for most in QUOTES if height(summary, part, most, lang) <= PAGE), 0)


def height(summary: Summary, part: page_one.ThemesPart, long: int, lang: str) -> float:
    """About how many points tall page 1 is with quotes of `long` characters."""
    title = TOP + TITLE_LINE * _lines(wording.pick(summary.title, lang), TITLE_CHARACTERS)
    return title + _themes(part, long) + _votes(summary, lang) + _end(summary, lang)


def cut(quote: IdeaSummary | None, most: int) -> str:
    """The first words of a quote; "" for none."""
    return catalogues.first_words(quote.text, most) if quote and most else ""


def _themes(part: page_one.ThemesPart, long: int) -> float:
    """The heading and the table, across the page."""
    rows = sum(ROW + ROW_LINE * _theme_lines(one, long) for one in part.rows)
    return HEADING + CAPTION + NOTE + rows + NOTE * len(part.more)


def _theme_lines(one: page_one_wording.Size, long: int) -> int:
    """Its name and its quote stand beside each other."""
    quoted = len(cut(one.quote, long)) + NUMBER if long else 0
    name = _lines(f"{one.letter}: {one.title}", THEME_CHARACTERS if long else ALONE)
    return max(name, _lines(" " * quoted, QUOTE_CHARACTERS))


def _votes(summary: Summary, lang: str) -> float:
    """The main vote under its heading, the others in two columns."""
    votes = page_one.leading(summary, lang, drawn=False)
    across = sum(HEADING + _vote(one, ACROSS) for one in votes[:1])
    return across + sum(_vote(one, IN_COLUMN) for one in votes[1:]) / 2


def _vote(one: page_one.LeadingVote, place: VotePlace) -> float:
    rows = NOTE + sum(ROW + ROW_LINE * _row_lines(row, place) for row in one.rows)
    return CAPTION + NOTE * bool(one.which) + rows + NOTE * _lines(one.told + one.how, place.line)


def _row_lines(one: page_one.LeadingRow, place: VotePlace) -> int:
    said = f"{one.letter} {one.number} {catalogues.first_words(one.row.text, place.idea)} {one.row.theme} {one.theme}"
    return _lines(said, place.cell_line) + (_lines(one.answers, place.cell_line) if place.answers else 0)


def _end(summary: Summary, lang: str) -> float:
    """What happens next, and the sentences that stand alone."""
    after = [wording.pick(summary.next_steps, lang), *page_one.also(summary, lang)]
    alone = [*after, *page_one_wording.notices(summary, lang)]
    return HEADING * bool(summary.next_steps) + sum(NOTE * _lines(one, ACROSS.line) for one in alone)


def _lines(text: str, across: int) -> int:
    """About how many lines a text takes, with so many characters on one; none for none."""
    return -(-len(text) // across)
