"""Page 1 of the summary (`page_one`) as blocks, for a decision-maker with one minute: who met, which themes, what came
first, how firm that is and how it was counted. `templates/reports/summary.html` has the same order."""

from workshop.contract.shared_types import Texts
from workshop.i18n import catalogues
from workshop.reports import page_one, page_one_departures, page_one_wording, wording
from workshop.reports.blocks import (
    Block,
    Cell,
    Column,
    ColumnBreak,
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
from workshop.reports.page_one_height_estimate import (
    LEADING_COLUMNS,
    Fit,
    VotePlace,
    departed,
    quoted,
    shown,
    theme_columns,
)
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import StepSummary


def first_page(summary: Summary, told: Fit, lang: str) -> list[Block]:
    """Its blocks, from the title to what happens next. `told`: how much of each text."""
    return [
        *_title(summary, lang),
        *_notices(summary, lang),
        *_themes(summary, told, lang),
        *_leading(summary, told, lang),
        *_departures(summary, told, lang),
        *_next(summary, told, lang),
    ]


def chosen(texts: Texts, lang: str) -> Line:
    """A text that organisers wrote in several languages, as a line in the reader's, or with its own where theirs is
    missing."""
    note = catalogues.in_other_language(texts, lang)
    return (*named(texts, lang), *(said(f" {note}", "quiet") if note else ()))


def named(texts: Texts, lang: str) -> Line:
    """A title in the reader's language, or as it is."""
    return written(wording.pick(texts, lang), catalogues.html_lang(catalogues.picked(texts, lang)))


def _title(summary: Summary, lang: str) -> list[Block]:
    where = " · ".join(page_one_wording.with_code(summary, lang)).removesuffix(summary.code)
    blocks: list[Block] = [
        Paragraph(said(catalogues.say(lang, "report.title")), "quiet"),
        Heading(0, named(summary.title, lang)),
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


def _themes(summary: Summary, told: Fit, lang: str) -> list[Block]:
    part = page_one.themes(summary, lang)
    if part is None:
        return []
    theme, ideas, votes, quote = widths = theme_columns(part, told)
    columns = [Column(wording.head("theme", lang), theme), Column(wording.head("ideas", lang), ideas, number=True)]
    columns += [Column(wording.head("count", lang), votes, number=True)] if part.voted else []
    columns += [Column(wording.head("quote", lang), quote)] if told.quote else []
    rows = tuple(
        _size_row(one, quoted(one, told, widths, lang) if told.quote else None, part.voted, lang) for one in part.rows
    )
    caption = said(catalogues.say(lang, "report.caption.sizes" if told.quote else "report.caption.sizes.plain"))
    return [
        Heading(1, said(part.head)),
        Table(caption, tuple(columns), rows, close=True),
        *(Paragraph(said(sentence), "quiet") for sentence in part.more),
    ]


def _size_row(size: page_one_wording.Size, quote: tuple[str, str] | None, voted: bool, lang: str) -> tuple[Cell, ...]:
    """`quote`: its words and its number, as much as the table holds: the whole follows under its theme. None where the
    table has no quotes."""
    votes = [cell(None if size.votes is None else catalogues.number(lang, size.votes))] if voted else []
    letter = (Words(f"{size.letter}: ", look="strong"),) if size.letter else ()
    title = (*letter, *written(size.title)) if size.letter else said(size.title)
    quotes = [] if quote is None else [_quoted(size, *quote)]
    return ((title,), cell(catalogues.number(lang, size.ideas)), *votes, *quotes)


def _quoted(size: page_one_wording.Size, words: str, number: str) -> Cell:
    return ((*written(words, size.quote.lang), Words(f" {number}", look="quiet")),) if size.quote else ()


def _leading(summary: Summary, told: Fit, lang: str) -> list[Block]:
    """The main vote across the page, another one beside what is said of it, or two beside each other; then a sentence
    on the votes that have no rows."""
    votes = told.leading(summary, lang)
    unshown = page_one.other_votes(summary, lang, told.votes)
    named = [Paragraph(said(unshown), "quiet")] if unshown else []
    if not votes:
        return [*named]
    main, *others = votes
    beside = [(_top(one, told.beside, lang), _counted(one, lang)) for one in others]
    return [
        Heading(1, said(page_one.leading_head(summary, lang))),
        _top(main, told.main, lang),
        _counted(main, lang),
        *([TwoColumns(_in_columns(beside))] if beside else []),
        *named,
    ]


def _in_columns(votes: list[tuple[Table | Paragraph, Paragraph]]) -> tuple[Table | Paragraph | ColumnBreak, ...]:
    """No table is divided between two columns."""
    if len(votes) == 1:
        table, counted = votes[0]
        return (table, ColumnBreak(), counted)
    first, *rest = votes
    return (*first, *(one for vote in rest for one in (ColumnBreak(), *vote)))


def _departures(summary: Summary, told: Fit, lang: str) -> list[Block]:
    part = page_one_departures.part(summary, lang)
    if part is None:
        return []
    rows = [Paragraph(_departure(one, told)) for one in part.rows]
    return [Heading(1, said(part.head)), *rows, *([Paragraph(said(part.more), "quiet")] if part.more else [])]


def _departure(one: page_one_departures.Departure, told: Fit) -> Line:
    """Of what, its place and the status, and the beginning of the reason."""
    of, why = departed(one, told)
    reason = written(why, one.reason_lang)
    note = f" {one.note}" if one.note else ""
    return (
        *(said(f"{one.letter}: ", "strong") if one.letter else ()),
        *written(of, one.lang),
        *(said(f" {one.number}", "quiet") if one.number else ()),
        *said(f" ({one.decided})", "strong"),
        *((*said(": "), *reason) if one.reason else ()),
        *said(note, "quiet"),
    )


def _next(summary: Summary, told: Fit, lang: str) -> list[Block]:
    blocks: list[Block] = []
    if summary.next_steps:
        words = chosen(summary.next_steps, lang)
        blocks = [Heading(1, said(catalogues.say(lang, "report.next"))), Paragraph(words)]
    return [*blocks, *(Paragraph(said(sentence), "quiet") for sentence in page_one.of_the_forum(summary, lang))]


def _top(one: page_one.LeadingVote, place: VotePlace, lang: str) -> Table | Paragraph:
    """The leading rows with as much of each text as its place holds: the whole of it follows. The question alone where
    none stands there."""
    rank, text, value = LEADING_COLUMNS
    columns = (
        Column(wording.head("rank", lang), rank, number=True),
        Column(wording.head("text", lang), text),
        Column(one.measure, value, number=True),
    )
    rows = tuple(_top_row(row, place) for row in one.rows)
    caption = (*(said(f"{one.which}. ") if one.which else ()), *question(one.vote.step, lang))
    return Table(caption, columns, rows, close=True) if rows else Paragraph(caption)


def _top_row(one: page_one.LeadingRow, place: VotePlace) -> tuple[Cell, ...]:
    """An idea's number and its theme's letter and name stand after the text, a theme's own letter before it."""
    row = one.row
    number = said(f" {one.number}", "quiet") if one.number else ()
    theme = (Words(f" {row.theme}: ", look="quiet"), Words(one.theme, look="quiet", written=True)) if row.theme else ()
    text = (
        *(said(f"{one.letter} ", "strong") if one.letter else ()),
        *written(shown(one, place), row.lang),
        *number,
        *theme,
    )
    answers = (said(one.answers, "quiet"),) if one.answers and place.answers else ()
    return (cell(one.sign), (text, *answers), cell(one.value))


def _counted(one: page_one.LeadingVote, lang: str) -> Paragraph:
    """What came of a vote, and how it was counted."""
    lead = Words(f" {catalogues.say(lang, 'report.counted_so')}. ", look="strong")
    return Paragraph((Words(one.told), lead, Words(one.how)), "quiet")


def question(step: StepSummary, lang: str) -> Line:
    """What people were asked, as a line; the activity's name where nothing was."""
    return chosen(step.prompt, lang) if step.prompt else written(wording.question(step, lang))
