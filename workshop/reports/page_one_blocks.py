"""Page 1 of the summary as blocks, for a decision-maker with one minute: who met, which themes, what came first, how
firm that is and how it was counted. `templates/reports/summary.html` has the same order."""

from workshop.contract.shared_types import Texts
from workshop.domain.activities.results import rank_signs
from workshop.i18n import catalogues
from workshop.reports import wording
from workshop.reports.blocks import Block, Cell, Column, Heading, Line, Paragraph, Table, Words, cell, said, written
from workshop.reports.summary import MANY_THEMES, IdeaSummary, RowSummary, Summary, VoteSummary

LONG_QUOTE = 100
"""Characters of a theme's quote on page 1."""


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
    where = " · ".join([*wording.when_and_where(summary, lang), f"{catalogues.say(lang, 'report.about.code')} "])
    blocks: list[Block] = [
        Paragraph(said(catalogues.say(lang, "report.title")), "quiet"),
        Heading(0, chosen(summary.title, lang)),
        Paragraph((Words(where, written=True), Words(summary.code, look="strong"))),
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
    if not summary.themes:
        return []
    sizes = wording.sizes(summary, lang)
    beyond = [one for one in sizes if one.letter][MANY_THEMES:]
    voted = sizes[0].votes is not None
    columns = [Column(wording.head("letter", lang), 12), Column(wording.head("theme", lang), 30)]
    columns += [Column(wording.head("ideas", lang), 10, number=True)]
    columns += [Column(wording.head("count", lang), 10, number=True)] if voted else []
    columns += [Column(wording.head("quote", lang), 38)]
    rows = [_size_row(one, voted, lang) for one in sizes if one not in beyond]
    blocks: list[Block] = [
        Heading(1, said(catalogues.say(lang, "report.came_to.votes" if voted else "report.came_to"))),
        Table(said(catalogues.say(lang, "report.caption.sizes")), tuple(columns), tuple(rows)),
    ]
    more = [catalogues.say(lang, "report.more_themes", len(beyond))] if beyond else []
    more += [catalogues.say(lang, "report.apart.count", len(summary.apart))] if summary.apart else []
    return [*blocks, *(Paragraph(said(sentence), "quiet") for sentence in more)]


def _size_row(size: wording.Size, voted: bool, lang: str) -> tuple[Cell, ...]:
    votes = [cell(None if size.votes is None else catalogues.number(lang, size.votes))] if voted else []
    quote: Cell = (_quoted(size.quote),) if size.quote else ()
    title = written(size.title) if size.letter else said(size.title)
    return (cell(size.letter), (title,), cell(catalogues.number(lang, size.ideas)), *votes, quote)


def _quoted(idea: IdeaSummary) -> Line:
    """An idea with its number; a long one ends at a word, because the whole of it follows under its theme."""
    text = catalogues.first_words(idea.text, LONG_QUOTE)
    return (Words(f"{idea.number} ", look="strong"), *written(text, idea.lang))


def _leading(summary: Summary, lang: str) -> list[Block]:
    leading = summary.leading
    blocks: list[Block] = []
    if leading:
        in_votes = all(vote.counts_votes for vote, _ in leading)
        blocks.append(Heading(1, said(catalogues.say(lang, "report.most" if in_votes else "report.leading"))))
    for vote, rows in leading:
        blocks += [_top(vote, rows, lang), *_counted(vote, rows, lang)]
    if summary.closed_votes:
        blocks.append(Paragraph(said(catalogues.say(lang, "report.closed_votes", summary.closed_votes)), "notice"))
    return blocks


def _next(summary: Summary, lang: str) -> list[Block]:
    blocks: list[Block] = []
    if summary.next_steps:
        blocks = [Heading(1, said(catalogues.say(lang, "report.next"))), Paragraph(chosen(summary.next_steps, lang))]
    confirmed = wording.confirmed(summary, lang)
    return [*blocks, Paragraph(said(confirmed))] if confirmed else blocks


def _top(vote: VoteSummary, rows: list[RowSummary], lang: str) -> Table:
    themed = any(row.theme for row in rows)
    signs = rank_signs([row.rank for row in vote.given])
    columns = [Column(wording.head("rank", lang), 9, number=True), Column(wording.head("label", lang), 11, number=True)]
    columns += [Column(wording.head("text", lang), 56)]
    columns += [Column(wording.head("letter", lang), 12)] if themed else []
    columns += [Column(catalogues.say(lang, f"measure.{vote.measures[0].name}"), 14, number=True)]
    found = []
    for row in rows:
        theme = [cell(row.theme)] if themed else []
        value = cell(wording.measured(row.measures, vote.measures[0], lang))
        found.append((cell(signs[row.rank]), cell(row.label), (written(row.text, row.lang),), *theme, value))
    return Table(chosen(vote.step.prompt, lang), tuple(columns), tuple(found))


def _counted(vote: VoteSummary, rows: list[RowSummary], lang: str) -> list[Block]:
    more = wording.beyond(vote, rows, lang)
    hands = [catalogues.say(lang, f"results.hands{vote.words}", vote.hands) + "."] if vote.hands else []
    sentences = [
        wording.method(vote, lang),
        catalogues.say(lang, f"results.voters{vote.words}", vote.ballots) + ".",
        *hands,
        wording.meaning(vote.measures[0].name, vote.measures[0].unit, lang),
        wording.firmness(vote, lang),
        *wording.notes(vote.facts, lang),
    ]
    lead = Words(catalogues.say(lang, "report.counted_so") + ". ", look="strong")
    counted = Paragraph((lead, Words(" ".join(filter(None, sentences)))))
    return [Paragraph(said(more), "quiet"), counted] if more else [counted]
