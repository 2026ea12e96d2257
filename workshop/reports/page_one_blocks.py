"""Page 1 of the summary (`page_one`) as blocks, for a decision-maker with one minute: who met, which themes, what came
first, how firm that is and how it was counted. `templates/reports/summary.html` has the same order."""

from workshop.contract.shared_types import Texts
from workshop.i18n import catalogues
from workshop.reports import page_one, wording
from workshop.reports.blocks import Block, Cell, Column, Heading, Line, Paragraph, Table, Words, cell, said, written
from workshop.reports.summary import IdeaSummary, StepSummary, Summary

QUOTES = (100, 60, 40)
"""Characters of a theme's quote on page 1: the first with which all of it fits."""
PAGE = 50
"""Lines of a table that an A4 page holds, beside title and figures in larger letters (HEADS)."""
HEADS, VOTE = 13, 6
"""Lines of figures and headings, and of the heads, caption and count of one vote."""
TITLE, LINE, NAME, QUOTE, TEXT = 45, 85, 26, 38, 38
"""Characters on a line: of the title, of a paragraph, and of a theme's name, a quote and an idea in their columns."""


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
    where = " · ".join(wording.with_code(summary, lang)).removesuffix(summary.code)
    blocks: list[Block] = [
        Paragraph(said(catalogues.say(lang, "report.title")), "quiet"),
        Heading(0, chosen(summary.title, lang)),
        Paragraph((Words(where, written=True), *([Words(summary.code, look="strong")] if summary.code else []))),
    ]
    if summary.intro:
        blocks.insert(2, Paragraph(chosen(summary.intro, lang), "lead"))
    return [*blocks, Paragraph(_figures(summary, lang), "figures")]


def _figures(summary: Summary, lang: str) -> Line:
    line: list[Words] = []
    for name, n in wording.figures(summary):
        between = "\u2003" if line else ""
        line.append(Words(f"{between}{catalogues.number(lang, n)}", look="strong"))
        line.append(Words(f" {catalogues.say(lang, f'report.fact.{name}', n)}"))
    return tuple(line)


def _notices(summary: Summary, lang: str) -> list[Block]:
    return [Paragraph(said(sentence), "notice") for sentence in wording.notices(summary, lang)]


def _themes(summary: Summary, lang: str) -> list[Block]:
    part = page_one.themes(summary, lang)
    if part is None:
        return []
    long = _quote_length(summary, part)
    columns = [Column(wording.head("letter", lang), 11), Column(wording.head("theme", lang), 33 if long else 67)]
    columns += [Column(wording.head("ideas", lang), 11, number=True)]
    columns += [Column(wording.head("count", lang), 11, number=True)] if part.voted else []
    columns += [Column(wording.head("quote", lang), 45)] if long else []
    rows = [_size_row(one, part.voted, long, lang) for one in part.rows]
    return [
        Heading(1, said(part.head)),
        Table(said(catalogues.say(lang, "report.caption.sizes")), tuple(columns), tuple(rows)),
        *(Paragraph(said(sentence), "quiet") for sentence in part.more),
    ]


def _quote_length(summary: Summary, part: page_one.ThemesPart) -> int:
    """The most characters of a quote with which the leading rows still stand on page 1; 0 for none. An estimate in
    lines of A4, because only who opens the file knows its fonts."""
    votes = [lines_of(row.text, TEXT) for _, rows in summary.leading for row in rows]
    title = lines_of(wording.pick(summary.title, "fi"), TITLE) * 2 + lines_of(wording.pick(summary.intro, "fi"), LINE)
    told = title + HEADS + sum(votes) + VOTE * len(summary.leading)
    for most in QUOTES:
        sizes = (max(lines_of(one.title, NAME), lines_of(_cut(one.quote, most), QUOTE)) for one in part.rows)
        if told + sum(sizes) + len(part.more) <= PAGE:
            return most
    return 0


def lines_of(text: str, across: int) -> int:
    """About how many lines a text takes, with so many characters on one: at least one."""
    return max(1, -(-len(text) // across))


def _cut(quote: IdeaSummary | None, most: int) -> str:
    return catalogues.first_words(quote.text, most) if quote and most else ""


def _size_row(size: wording.Size, voted: bool, long: int, lang: str) -> tuple[Cell, ...]:
    votes = [cell(None if size.votes is None else catalogues.number(lang, size.votes))] if voted else []
    quote: list[Cell] = [(_quoted(size.quote, long),) if size.quote else ()] if long else []
    title = written(size.title) if size.letter else said(size.title)
    return (cell(size.letter), (title,), cell(catalogues.number(lang, size.ideas)), *votes, *quote)


def _quoted(idea: IdeaSummary, long: int) -> Line:
    """An idea with its number; a long one ends at a word, because the whole of it follows under its theme."""
    return (Words(f"{idea.number} ", look="strong"), *written(_cut(idea, long), idea.lang))


def _leading(summary: Summary, lang: str) -> list[Block]:
    votes = page_one.leading(summary, lang, drawn=False)
    blocks: list[Block] = [Heading(1, said(page_one.leading_head(summary, lang)))] if votes else []
    for vote in votes:
        blocks += [_top(vote, lang), _counted(vote, lang)]
    return blocks


def _next(summary: Summary, lang: str) -> list[Block]:
    blocks: list[Block] = []
    if summary.next_steps:
        blocks = [Heading(1, said(catalogues.say(lang, "report.next"))), Paragraph(chosen(summary.next_steps, lang))]
    return [*blocks, *(Paragraph(said(sentence), "quiet") for sentence in page_one.also(summary, lang))]


def _top(one: page_one.LeadingVote, lang: str) -> Table:
    themed = any(row.theme for row in one.rows)
    columns = [Column(wording.head("rank", lang), 9, number=True), Column(wording.head("label", lang), 11, number=True)]
    columns += [Column(wording.head("text", lang), 46)]
    columns += [Column(wording.head("theme", lang), 20)] if themed else []
    columns += [Column(one.measure, 14, number=True)]
    return Table(question(one.vote.step, lang), tuple(columns), tuple(_top_row(row, themed, lang) for row in one.rows))


def _top_row(one: page_one.LeadingRow, themed: bool, lang: str) -> tuple[Cell, ...]:
    row = one.row
    theme: list[Cell] = [((Words(f"{row.theme} "), *written(one.theme)),) if row.theme else ()] if themed else []
    answers = (said(one.answers, "quiet"),) if one.answers else ()
    return (cell(one.sign), cell(row.label), (written(row.text, row.lang), *answers), *theme, cell(one.value))


def _counted(one: page_one.LeadingVote, lang: str) -> Paragraph:
    lead = Words(f" {catalogues.say(lang, 'report.counted_so')}. ", look="strong")
    return Paragraph((Words(one.told), lead, Words(one.how)))


def question(step: StepSummary, lang: str) -> Line:
    """What people were asked, as a line; the activity's name where nothing was."""
    return chosen(step.prompt, lang) if step.prompt else written(wording.question(step, lang))
