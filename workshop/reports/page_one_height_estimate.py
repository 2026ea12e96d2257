"""The measures of page 1 where it is a text to edit (`page_one_blocks`): how much of each idea stands there, and about
how tall the page is, so that nothing pushes the end of page 1 to a page 2 of its own.

An estimate, because only who opens the file knows its fonts. Heights are in points (1/72 inch) at the letter sizes of
`docx_styles`, in its font, whose lines are 1.24 letters tall; widths are in letters of Finnish in that font
(`line_estimate`).
"""

from dataclasses import dataclass, replace

from workshop.domain.places import MOST
from workshop.i18n import catalogues
from workshop.reports import page_one, page_one_departures, page_one_wording, wording
from workshop.reports.line_estimate import first_words, lines, width
from workshop.reports.summary import PAGE_ONE, Summary

NAMES, OF_NUMBERS = (20, 24, 28, 32, 36, 40, 44), 9
"""Percent of the width of the table of themes: the theme, whose quote has what its name leaves, and a column of
numbers."""
LEADING_COLUMNS = (9, 74, 17)
"""Percent of the width of a table of leading rows: the place (a tie is as wide as "2.–4."), the idea, its value."""
OF_REASON = 2
"""Lines of a decision that differs from the vote that its reason has, of those where it is long."""

PAGE = 741
"""The height of an A4 page between its margins of 16 mm, less 10 points for fonts that are larger than ours."""
TOP = 34
"""The line above the title, and the space between what stands there."""
WHERE_LINE = 14
"""One line of when and where."""
FIGURES_LINE = 18
"""One line of the figures."""
NOTICE = 14
"""The space around a notice."""
HEADING = 39
"""A heading of one line with the space around it."""
CAPTION = 25
"""The caption of a table in one line with the space around it."""
CAPTION_WIDER = 8
"""Letters fewer on a line of a caption, which is bold and begins with its number."""
NOTE = 14
"""One line of a quiet paragraph, or of the heads of columns."""
ROW = 3
"""What a row of a table is taller than its text: the margins of its cells."""
ROW_LINE = 10.5
"""One line of text in a row."""
TITLE_LINE, SMALLER = 31, 1.5
"""One line of the title, and by how much one that takes several is smaller."""

TITLE_LETTERS = 32
"""On a line of the title."""
WHERE_LETTERS = 80
"""On a line of when and where."""
FIGURES_LETTERS = 58
"""On a line of the figures."""
ALONE = 62
"""On a line of a theme's name without a quote."""
OF_PERCENT = 1.0
"""On a line of a cell in the table of themes, for each percent of the width."""


@dataclass(frozen=True)
class VotePlace:
    """Where a vote stands on page 1. `idea`: on how many lines an idea stands there with its number and its theme; how
    wide a line of its cell is, and of a paragraph. `answers`: there is room for how many chose each answer."""

    idea: int
    cell_line: int
    line: int
    answers: bool


ACROSS = VotePlace(idea=4, cell_line=76, line=100, answers=True)
"""The main vote, across the page."""
IN_COLUMN = VotePlace(idea=3, cell_line=35, line=50, answers=False)
"""Each other vote: two stand beside each other, one beside what is said of it."""


@dataclass(frozen=True)
class Fit:
    """How much page 1 tells: the lines of a theme's quote (0 for no quotes) and of an idea of the main vote, whether
    other votes have rows or are only named in a sentence (`page_one.other_votes`), how many rows a vote has at most,
    and the lines of a decision that differs from the vote. `beside`: where a vote after the main one stands. How a vote
    was counted is said of each."""

    quote: int
    idea: int = 4
    others: bool = True
    rows: int = MOST
    departure: int = 3
    beside: VotePlace = IN_COLUMN

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
    Fit(2),
    Fit(2, idea=2),
    Fit(2, idea=2, rows=3),
    Fit(1),
    Fit(1, idea=2),
    Fit(1, idea=2, rows=3),
    Fit(1, idea=1, rows=2),
    Fit(1, idea=1, rows=1),
    Fit(1, others=False),
    Fit(1, idea=2, others=False),
    Fit(1, idea=1, others=False, rows=3),
    Fit(1, idea=1, others=False, rows=2),
    Fit(1, idea=1, others=False, rows=1),
    Fit(0, idea=2, others=False),
    Fit(0, idea=1, others=False, rows=1),
)
"""From the most to the least. A decision-maker reads one quote of each theme, so quotes get shorter and rows fewer
before quotes are left out, and rows fewer before a vote has none."""
MANY = 99
"""Lines that hold any text."""
WITHOUT_PAGES = Fit(MANY, idea=MANY, departure=MANY, beside=replace(ACROSS, idea=MANY))
"""For a file that has neither lines nor pages: every text is whole."""


def fit(summary: Summary, lang: str) -> Fit:
    """The most that page 1 can tell on one page."""
    return next((one for one in FITS if height(summary, one, lang) <= PAGE), FITS[-1])


def height(summary: Summary, told: Fit, lang: str) -> float:
    """About how many points tall page 1 is that tells so much."""
    part = page_one.themes(summary, lang)
    themes = _themes(part, told, lang) if part else 0
    votes = _votes(summary, told, lang)
    return _title(summary, lang) + themes + votes + _departures(summary, told, lang) + _end(summary, told, lang)


def _title(summary: Summary, lang: str) -> float:
    """What stands before the themes, without the notices."""
    title = _title_height(wording.pick(summary.title, lang))
    where = WHERE_LINE * lines(" · ".join(page_one_wording.with_code(summary, lang)), WHERE_LETTERS)
    figures = (
        f"{catalogues.number(lang, n)} {page_one_wording.figure(summary, name, n, lang)}"
        for name, n in page_one_wording.figures(summary)
    )
    return TOP + title + where + FIGURES_LINE * lines(" ".join(figures), FIGURES_LETTERS)


def is_long(title: str) -> bool:
    """Whether a title takes more than a line, so that it is set smaller."""
    return lines(title, TITLE_LETTERS) > 1


def _title_height(title: str) -> float:
    return TITLE_LINE / SMALLER * lines(title, TITLE_LETTERS * SMALLER) if is_long(title) else TITLE_LINE


def theme_columns(part: page_one.ThemesPart, told: Fit) -> tuple[int, int, int, int]:
    """Percent of the width of the table of themes: the theme, its ideas, its votes, its quote. The names of themes have
    as little as they need on the lines of a quote: that has the rest."""
    names = [_named(one) for one in part.rows]
    fitting = (percent for percent in NAMES if all(lines(one, _in_column(percent)) <= told.quote for one in names))
    name, votes = next(fitting, NAMES[-1]), OF_NUMBERS * part.voted
    return name, OF_NUMBERS, votes, 100 - name - OF_NUMBERS - votes


def _named(one: page_one_wording.Size) -> str:
    return f"{one.letter}: {one.title}"


def quoted(one: page_one_wording.Size, told: Fit, columns: tuple[int, int, int, int], lang: str) -> tuple[str, str]:
    """As much of a theme's quote as its lines hold, which are as many as those of its name beside it or more, and its
    number; "" for none. `columns`: those of the table (`theme_columns`)."""
    if one.quote is None or not told.quote:
        return "", ""
    number = wording.idea_number(str(one.quote.number), lang)
    most = max(told.quote, lines(_named(one), _in_column(columns[0])))
    return first_words(one.quote.text, number, most, _in_column(columns[-1])), number


def shown(one: page_one.LeadingRow, place: VotePlace) -> str:
    """As much of an idea as its lines hold; one more where its number and its theme take much of the last."""
    after = _after(one)
    most = place.idea + (width(after) > place.cell_line / 2)
    return first_words(one.row.text, after, most, place.cell_line)


def _after(one: page_one.LeadingRow) -> str:
    """What stands beside the words of a leading row."""
    return " ".join(filter(None, [one.letter, one.number, one.row.theme, one.theme]))


def departed(one: page_one_departures.Departure, told: Fit) -> tuple[str, str]:
    """As much of a decision that differs from the vote as its lines hold: of what it is, and of its reason."""
    around = f"{one.letter}: {one.number} ({one.decided}):"
    of = first_words(one.text, around, max(1, told.departure - OF_REASON), ACROSS.line)
    return of, first_words(one.reason, f"{of} {around} {one.note}", told.departure, ACROSS.line) if one.reason else ""


def _themes(part: page_one.ThemesPart, told: Fit, lang: str) -> float:
    """The heading and the table, across the page."""
    columns = theme_columns(part, told)
    rows = sum(ROW + ROW_LINE * _theme_lines(one, told, columns, lang) for one in part.rows)
    return HEADING + CAPTION + NOTE + rows + NOTE * len(part.more)


def _theme_lines(one: page_one_wording.Size, told: Fit, columns: tuple[int, int, int, int], lang: str) -> int:
    """Its name and its quote stand beside each other."""
    quote = " ".join(quoted(one, told, columns, lang))
    name = lines(_named(one), _in_column(columns[0]) if told.quote else ALONE)
    return max(name, lines(quote, _in_column(columns[-1])))


def _in_column(percent: int) -> int:
    """The letters on a line of a cell in the table of themes."""
    return int(OF_PERCENT * percent)


def _votes(summary: Summary, told: Fit, lang: str) -> float:
    """The votes under their heading, the main one across the page; of what stands beside each other the taller."""
    votes = told.leading(summary, lang)
    if not votes:
        return 0
    main, *others = votes
    across = HEADING + _rows(main, told.main, lang) + _said(main, told.main)
    beside = [(_rows(one, told.beside, lang), _said(one, told.beside)) for one in others]
    return across + (max(beside[0]) if len(beside) == 1 else max(map(sum, beside), default=0))


def _rows(one: page_one.LeadingVote, place: VotePlace, lang: str) -> float:
    """The caption of a vote, the heads of its columns and its rows."""
    caption = lines(f"{one.which} {wording.asked(one.vote.step, lang)}", place.line - CAPTION_WIDER)
    rows = sum(ROW + ROW_LINE * _row_lines(row, place) for row in one.rows)
    return CAPTION + NOTE * (caption - 1) + NOTE + rows


def _said(one: page_one.LeadingVote, place: VotePlace) -> float:
    """What stands under the rows or beside them."""
    return NOTE * lines(one.told + one.how, place.line)


def _row_lines(one: page_one.LeadingRow, place: VotePlace) -> int:
    return lines(f"{shown(one, place)} {_after(one)}", place.cell_line) + (
        lines(one.answers, place.cell_line) if place.answers else 0
    )


def _departures(summary: Summary, told: Fit, lang: str) -> float:
    """The decisions that differ from the vote, under their heading."""
    part = page_one_departures.part(summary, lang)
    if part is None:
        return 0
    said = [
        f"{one.letter} {of} {one.number} ({one.decided}): {reason} {one.note}"
        for one in part.rows
        for of, reason in [departed(one, told)]
    ]
    return HEADING + sum(NOTE * lines(one, ACROSS.line) for one in (*said, part.more))


def _end(summary: Summary, told: Fit, lang: str) -> float:
    """What happens next, and the sentences that stand alone, before it and after it."""
    others = page_one.other_votes(summary, lang, told.votes)
    notices = page_one_wording.notices(summary, lang)
    alone = [others, wording.pick(summary.next_steps, lang), *page_one.of_the_forum(summary, lang), *notices]
    around = HEADING * bool(summary.next_steps) + NOTICE * len(notices)
    return around + sum(NOTE * lines(one, ACROSS.line) for one in alone)
