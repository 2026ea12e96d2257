"""Page 1 of the summary (`page_one`) as blocks, for a decision-maker with one minute: who met, which themes, what came
first, how firm that is and how it was counted. `templates/reports/summary.html` has the same order."""

from workshop.contract.shared_types import Texts
from workshop.i18n import catalogues
from workshop.reports import page_one, page_one_wording, wording
from workshop.reports.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Line,
    Paragraph,
    Table,
    TwoColumns,
    Words,
    cell,
    said,
    written,
)
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import IdeaSummary, StepSummary

LONG, SHORT = 200, 60
"""Characters of a leading idea across the page, and in one of two columns."""
QUOTES = (90, 60)
"""Characters of a theme's quote on page 1: the first with which all of it fits."""
PAGE = 715
"""Points of an A4 page within its margins, with some to spare."""
HEAD, PART, CAPTION, NOTE = 95, 39, 25, 14
"""Points of what stands around the title, with the figures, of a heading, a caption, and a note of one line."""
ROW, SMALL, LARGE = 3, 10.5, 33
"""Points around the text of a row, and of a line: of a table, and of the title."""
TITLE, LINE, NAME, TEXT, HALF = 38, 100, 34, 76, 35
"""Characters on a line: of the title, of a paragraph; of a theme's name and its quote; of an idea across the page, and
in one of two columns."""


def first_page(summary: Summary, lang: str) -> list[Block]:
    """Its blocks, from the title to what happens next."""
    return [
        *_title(summary, lang),
        *_notices(summary, lang),
        *_themes(summary, lang),
        *_leading(summary, lang),
        *_next(summary, lang),
    ]


def chosen(texts: Texts, lang: str) -> Line:
    """A text that organisers wrote in several languages, as a line in the reader's."""
    return written(wording.pick(texts, lang), catalogues.html_lang(catalogues.picked(texts, lang)))


def _title(summary: Summary, lang: str) -> list[Block]:
    where = " · ".join(page_one_wording.with_code(summary, lang)).removesuffix(summary.code)
    blocks: list[Block] = [
        Paragraph(said(catalogues.say(lang, "report.title")), "quiet"),
        Heading(0, chosen(summary.title, lang)),
        Paragraph((Words(where, written=True), *([Words(summary.code, look="strong")] if summary.code else []))),
    ]
    return [*blocks, Paragraph(_figures(summary, lang), "figures")]


def _figures(summary: Summary, lang: str) -> Line:
    line: list[Words] = []
    for name, n in page_one_wording.figures(summary):
        between = "\u2003" if line else ""
        line.append(Words(f"{between}{catalogues.number(lang, n)}", look="strong"))
        line.append(Words(f" {page_one_wording.figure(summary, name, n, lang)}"))
    return tuple(line)


def _notices(summary: Summary, lang: str) -> list[Block]:
    return [Paragraph(said(sentence), "notice") for sentence in page_one_wording.notices(summary, lang)]


def _themes(summary: Summary, lang: str) -> list[Block]:
    part = page_one.themes(summary, lang)
    if part is None:
        return []
    long = quote_length(summary, part, lang)
    columns = [Column(wording.head("theme", lang), 70), Column(wording.head("ideas", lang), 15, number=True)]
    columns += [Column(wording.head("count", lang), 15, number=True)] if part.voted else []
    rows = tuple(_size_row(one, part.voted, long, lang) for one in part.rows)
    caption = said(catalogues.say(lang, "report.caption.sizes" if long else "report.caption.sizes.plain"))
    return [
        Heading(1, said(part.head)),
        TwoColumns((Table(caption, tuple(columns), rows),)),
        *(Paragraph(said(sentence), "quiet") for sentence in part.more),
    ]


def quote_length(summary: Summary, part: page_one.ThemesPart, lang: str) -> int:
    """The most characters of a quote with which the leading rows still stand on page 1; 0 for no quotes."""
    return next((most for most in QUOTES if height(summary, part, most, lang) <= PAGE), 0)


def height(summary: Summary, part: page_one.ThemesPart, long: int, lang: str) -> float:
    """About how many points tall page 1 is with quotes of `long` characters. An estimate, because only who opens the
    file knows its fonts."""
    title = HEAD + LARGE * lines_of(wording.pick(summary.title, lang), TITLE)
    names = (lines_of(one.title, NAME) + lines_of(_cut(one.quote, long), NAME) for one in part.rows)
    themes = CAPTION + sum(ROW + SMALL * lines for lines in names) / 2 + NOTE * len(part.more)
    leading = page_one.leading(summary, lang, drawn=False)
    votes = sum(PART + _vote_height(one, LONG, TEXT, LINE) for one in leading[:1])
    votes += sum(_vote_height(one, SHORT, HALF, LINE // 2) for one in leading[1:]) / 2
    after = [wording.pick(summary.next_steps, lang), *page_one.also(summary, lang)]
    told = sum(NOTE * lines_of(one, LINE) for one in [*after, *page_one_wording.notices(summary, lang)] if one)
    return title + PART + themes + votes + PART * bool(summary.next_steps) + told


def _vote_height(one: page_one.LeadingVote, most: int, text: int, line: int) -> float:
    rows = NOTE + sum(ROW + SMALL * _row_lines(row, most, text) for row in one.rows)
    return CAPTION + rows + NOTE * lines_of(one.told + one.how, line)


def _row_lines(one: page_one.LeadingRow, most: int, text: int) -> int:
    said = f"{one.row.label} {catalogues.first_words(one.row.text, most)} {one.row.theme} {one.theme}"
    return lines_of(said, text) + (lines_of(one.answers, text) if most == LONG else 0)


def lines_of(text: str, across: int) -> int:
    """About how many lines a text takes, with so many characters on one; none for none."""
    return -(-len(text) // across)


def _cut(quote: IdeaSummary | None, most: int) -> str:
    return catalogues.first_words(quote.text, most) if quote and most else ""


def _size_row(size: page_one_wording.Size, voted: bool, long: int, lang: str) -> tuple[Cell, ...]:
    votes = [cell(None if size.votes is None else catalogues.number(lang, size.votes))] if voted else []
    letter = (Words(f"{size.letter}: ", look="strong"),) if size.letter else ()
    title = (*letter, *written(size.title)) if size.letter else said(size.title)
    quote = (_quoted(size.quote, long),) if size.quote and long else ()
    return ((title, *quote), cell(catalogues.number(lang, size.ideas)), *votes)


def _quoted(idea: IdeaSummary, long: int) -> Line:
    """An idea with its number; a long one ends at a word, because the whole of it follows under its theme."""
    return (Words(f"{idea.number} ", look="quiet"), *written(_cut(idea, long), idea.lang))


def _leading(summary: Summary, lang: str) -> list[Block]:
    """The main vote across the page, the others in two columns."""
    votes = page_one.leading(summary, lang, drawn=False)
    if not votes:
        return []
    main, *others = votes
    beside = [block for one in others for block in (_top(one, SHORT, lang), _counted(one, lang))]
    return [
        Heading(1, said(page_one.leading_head(summary, lang))),
        _top(main, LONG, lang),
        _counted(main, lang),
        *([TwoColumns(tuple(beside))] if beside else []),
    ]


def _next(summary: Summary, lang: str) -> list[Block]:
    blocks: list[Block] = []
    if summary.next_steps:
        blocks = [Heading(1, said(catalogues.say(lang, "report.next"))), Paragraph(chosen(summary.next_steps, lang))]
    return [*blocks, *(Paragraph(said(sentence), "quiet") for sentence in page_one.also(summary, lang))]


def _top(one: page_one.LeadingVote, most: int, lang: str) -> Table:
    """The leading rows with `most` characters of each text: the whole of it follows."""
    columns = (
        Column(wording.head("rank", lang), 9, number=True),
        Column(wording.head("text", lang), 74),
        Column(one.measure, 17, number=True),
    )
    rows = tuple(_top_row(row, most) for row in one.rows)
    return Table(question(one.vote.step, lang), columns, rows, close=True)


def _top_row(one: page_one.LeadingRow, most: int) -> tuple[Cell, ...]:
    """The number stands before the text, the theme's letter and name after it."""
    row = one.row
    theme = (Words(f" {row.theme}: ", look="quiet"), Words(one.theme, look="quiet", written=True)) if row.theme else ()
    text = (Words(f"{row.label} ", look="strong"), *written(catalogues.first_words(row.text, most), row.lang), *theme)
    answers = (said(one.answers, "quiet"),) if one.answers and most == LONG else ()
    return (cell(one.sign), (text, *answers), cell(one.value))


def _counted(one: page_one.LeadingVote, lang: str) -> Paragraph:
    lead = Words(f" {catalogues.say(lang, 'report.counted_so')}. ", look="strong")
    return Paragraph((Words(one.told), lead, Words(one.how)), "quiet")


def question(step: StepSummary, lang: str) -> Line:
    """What people were asked, as a line; the activity's name where nothing was."""
    return chosen(step.prompt, lang) if step.prompt else written(wording.question(step, lang))
