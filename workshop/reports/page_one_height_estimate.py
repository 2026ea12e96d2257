"""The measures of page 1 where it is a text to edit (`page_one_blocks`): how much of each idea stands there, and about
how tall the page is, so that nothing pushes the end of page 1 to a page 2 of its own.

An estimate, because only who opens the file knows its fonts. Heights are in points (1/72 inch) at the letter sizes of
`docx_styles`, in its font, whose lines are 1.24 letters tall; lengths are in characters of Finnish in that font.
"""

from dataclasses import dataclass, replace

from workshop.domain.places import MOST
from workshop.i18n import catalogues
from workshop.reports import page_one, page_one_departures, page_one_wording, wording
from workshop.reports.summary import PAGE_ONE, Summary
from workshop.reports.summary_parts import IdeaSummary

THEME_COLUMNS, BESIDE_SHORT_QUOTES = (34, 9, 9, 48), (44, 9, 9, 38)
"""Percent of the width of the table of themes: the theme, its ideas, its votes, its quote."""
SHORT_QUOTE = 24
"""Characters of a quote that leaves room for a longer name of its theme on one line."""
LEADING_COLUMNS = (9, 74, 17)
"""Percent of the width of a table of leading rows: the place (a tie is as wide as "2.–4."), the idea, its value."""
DEPARTURE = 140
"""The most characters of the words and of the reason of a decision that differs from the vote."""
NUMBER = 9
"""Characters of the number after an idea, with the space before it."""

PAGE = 741
"""The height of an A4 page between its margins of 16 mm, less 10 points for fonts that are larger than ours."""
TOP = 95
"""What stands around the title: the line above it, when and where, the figures, with the space between them."""
HEADING = 39
"""A heading of one line with the space around it."""
CAPTION = 25
"""The caption of a table in one line with the space around it."""
CAPTION_WIDER = 8
"""Characters fewer on a line of a caption, which is bold and begins with its number."""
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
ALONE = 62
"""On a line of a theme's name without a quote."""
OF_PERCENT = 0.95
"""On a line of a cell in the table of themes, for each percent of the width."""


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
"""Each other vote: two stand beside each other, one beside what is said of it."""


@dataclass(frozen=True)
class Fit:
    """How much page 1 tells: the characters of a theme's quote (0 for no quotes) and of an idea of the main vote,
    whether other votes have rows or are only named in a sentence (`page_one.other_votes`), and how many rows a vote has
    at most. How a vote was counted is said of each."""

    quote: int
    idea: int = 200
    others: bool = True
    rows: int = MOST

    @property
    def votes(self) -> int:
        """How many votes have rows at most."""
        return len(PAGE_ONE) if self.others else 1

    @property
    def main(self) -> VotePlace:
        """Where the main vote stands."""
        return replace(ACROSS, idea=self.idea)

    def leading(self, summary: Summary, lang: str) -> list[page_one.LeadingVote]:
        """The votes that have rows, with as many as it tells."""
        votes = page_one.leading(summary, lang, drawn=0)[: self.votes]
        return [page_one.cut(one, self.rows, lang) for one in votes]


FITS = (
    Fit(90),
    Fit(36),
    Fit(36, idea=90),
    Fit(SHORT_QUOTE, idea=90, rows=3),
    Fit(SHORT_QUOTE, idea=60, rows=2),
    Fit(SHORT_QUOTE, idea=60, rows=1),
    Fit(36, others=False),
    Fit(36, idea=90, others=False),
    Fit(SHORT_QUOTE, idea=60, others=False, rows=3),
    Fit(SHORT_QUOTE, idea=60, others=False, rows=2),
    Fit(SHORT_QUOTE, idea=60, others=False, rows=1),
    Fit(0, idea=90, others=False),
    Fit(0, idea=60, others=False, rows=1),
)
"""From the most to the least. A decision-maker reads one quote of each theme, so quotes get shorter and rows fewer
before quotes are left out, and rows fewer before a vote has none."""


def fit(summary: Summary, lang: str) -> Fit:
    """The most that page 1 can tell on one page."""
    return next((one for one in FITS if height(summary, one, lang) <= PAGE), FITS[-1])


def height(summary: Summary, told: Fit, lang: str) -> float:
    """About how many points tall page 1 is that tells so much."""
    title = TOP + TITLE_LINE * _lines(wording.pick(summary.title, lang), TITLE_CHARACTERS)
    part = page_one.themes(summary, lang)
    themes = _themes(part, told.quote) if part else 0
    votes = _votes(summary, told, lang)
    return title + themes + votes + _departures(summary, lang) + _end(summary, told, lang)


def cut(quote: IdeaSummary | None, most: int) -> str:
    """The first words of a quote; "" for none."""
    return catalogues.first_words(quote.text, most) if quote and most else ""


def theme_columns(long: int) -> tuple[int, int, int, int]:
    """Percent of the width of the table of themes beside quotes of so many characters."""
    return BESIDE_SHORT_QUOTES if 0 < long <= SHORT_QUOTE else THEME_COLUMNS


def _themes(part: page_one.ThemesPart, long: int) -> float:
    """The heading and the table, across the page."""
    rows = sum(ROW + ROW_LINE * _theme_lines(one, long) for one in part.rows)
    return HEADING + CAPTION + NOTE + rows + NOTE * len(part.more)


def _theme_lines(one: page_one_wording.Size, long: int) -> int:
    """Its name and its quote stand beside each other."""
    quoted = len(cut(one.quote, quote_length(one, long))) + NUMBER if long else 0
    return max(_name_lines(one, long), _lines(" " * quoted, _in_column(theme_columns(long)[-1])))


def quote_length(one: page_one_wording.Size, long: int) -> int:
    """The characters of a theme's quote: `long`, or as many as there is room for beside a name of several lines."""
    lines = _name_lines(one, long)
    return max(long, lines * (_in_column(theme_columns(long)[-1]) - 1) - NUMBER) if long and lines > 1 else long


def _name_lines(one: page_one_wording.Size, long: int) -> int:
    return _lines(f"{one.letter}: {one.title}", _in_column(theme_columns(long)[0]) if long else ALONE)


def _in_column(percent: int) -> int:
    """The characters on a line of a cell in the table of themes."""
    return int(OF_PERCENT * percent)


def _votes(summary: Summary, told: Fit, lang: str) -> float:
    """The votes under their heading, the main one across the page; of what stands beside each other the taller."""
    votes = told.leading(summary, lang)
    if not votes:
        return 0
    main, *others = votes
    across = HEADING + _rows(main, told.main, lang) + _said(main, told.main)
    beside = [(_rows(one, IN_COLUMN, lang), _said(one, IN_COLUMN)) for one in others]
    return across + (max(beside[0]) if len(beside) == 1 else max(map(sum, beside), default=0))


def _rows(one: page_one.LeadingVote, place: VotePlace, lang: str) -> float:
    """The caption of a vote, the heads of its columns and its rows."""
    caption = _lines(f"{one.which} {wording.asked(one.vote.step, lang)}", place.line - CAPTION_WIDER)
    rows = sum(ROW + ROW_LINE * _row_lines(row, place) for row in one.rows)
    return CAPTION + NOTE * (caption - 1) + NOTE + rows


def _said(one: page_one.LeadingVote, place: VotePlace) -> float:
    """What stands under the rows or beside them."""
    return NOTE * _lines(one.told + one.how, place.line)


def _row_lines(one: page_one.LeadingRow, place: VotePlace) -> int:
    said = f"{one.letter} {one.number} {catalogues.first_words(one.row.text, place.idea)} {one.row.theme} {one.theme}"
    return _lines(said, place.cell_line) + (_lines(one.answers, place.cell_line) if place.answers else 0)


def _departures(summary: Summary, lang: str) -> float:
    """The decisions that differ from the vote, under their heading."""
    part = page_one_departures.part(summary, lang)
    if part is None:
        return 0
    said = [
        f"{one.letter} {catalogues.first_words(one.text, DEPARTURE)} {one.number} ({one.decided}): "
        f"{catalogues.first_words(one.reason, DEPARTURE)} {one.note}"
        for one in part.rows
    ]
    return HEADING + sum(NOTE * _lines(one, ACROSS.line) for one in (*said, part.more))


def _end(summary: Summary, told: Fit, lang: str) -> float:
    """What happens next, and the sentences that stand alone, before it and after it."""
    others = page_one.other_votes(summary, lang, told.votes)
    alone = [
        others,
        wording.pick(summary.next_steps, lang),
        *page_one.of_the_forum(summary, lang),
        *page_one_wording.notices(summary, lang),
    ]
    return HEADING * bool(summary.next_steps) + sum(NOTE * _lines(one, ACROSS.line) for one in alone)


def _lines(text: str, across: int) -> int:
    """About how many lines a text takes, with so many characters on one; none for none."""
    return -(-len(text) // across)
