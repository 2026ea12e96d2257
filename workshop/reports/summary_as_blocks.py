"""The whole summary as blocks: page 1, then everything that was written and counted, in the order of
`templates/reports/summary.html`. Every format that is a document to read and edit is written from them."""

from collections.abc import Sequence

from workshop.domain.places import rank_signs
from workshop.i18n import catalogues
from workshop.reports import (
    chart_pictures,
    idea_wording,
    open_call_programme_wording,
    page_one,
    participation_wording,
    vote_wording,
    wording,
)
from workshop.reports.blocks import (
    Block,
    Cell,
    ChartPicture,
    Column,
    Contents,
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
from workshop.reports.page_one_blocks import chosen, first_page, question
from workshop.reports.page_one_height_estimate import Fit, fit
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import AnswerSummary, EventSummary, IdeaSummary, StepSummary
from workshop.reports.theme_names import with_theme_names
from workshop.reports.vote_summary import RowSummary, ThemeVotes, VoteSummary


def blocks_of(summary: Summary, lang: str, told: Fit | None = None) -> list[Block]:
    """All blocks of the document. `told`: how much its page 1 tells; None for as much as fits on a page."""
    summary = with_theme_names(summary, lang)
    return [
        *first_page(summary, told or fit(summary, lang), lang),
        Contents(catalogues.say(lang, "report.contents")),
        *_in_one_run([*_themes(summary, lang), *_loose(summary, lang)]),
        *(Paragraph(said(sentence), "quiet") for sentence in idea_wording.parted(summary, lang)),
        *_votes(summary, lang),
        *_programme(summary, lang),
        *_participation(summary, lang),
        *_agenda(summary, lang),
        *_numbers(summary, lang),
        *_made(summary, lang),
    ]


def _themes(summary: Summary, lang: str) -> list[Block]:
    part = page_one.themes(summary, lang, None)
    if part is None:
        return []
    blocks: list[Block] = [
        Heading(1, said(catalogues.say(lang, "report.themes"))),
        Paragraph(said(catalogues.say(lang, "report.themes.intro"))),
        _theme_chart(part, lang),
    ]
    listed: list[Heading | Paragraph | Table] = []
    for theme in summary.themes:
        size = catalogues.say(lang, "idea.count", len(theme.ideas))
        votes = [] if theme.votes is None else [catalogues.say(lang, "report.votes.count", int(theme.votes))]
        listed += [
            Heading(2, (Words(f"{theme.letter}: "), *written(theme.title))),
            Paragraph(said(" · ".join([size, *votes])), "quiet"),
        ]
        listed += [Paragraph(_answer_line(theme.answer, lang))] if theme.answer else []
        caption = said(catalogues.say(lang, "report.caption.theme", letter=theme.letter))
        listed += [_idea_table(summary, theme.ideas, caption, lang)] if theme.ideas else []
    return [*blocks, TwoColumns(tuple(listed))]


def _in_one_run(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of which those in columns with only a heading between them are one run: no page is left half empty
    where the next heading begins."""
    made = list[Block]()
    for block in blocks:
        heading = made[-1] if made else None
        before = made[-2] if len(made) > 1 else None
        if isinstance(block, TwoColumns) and isinstance(heading, Heading) and isinstance(before, TwoColumns):
            made[-2:] = [TwoColumns((*before.blocks, heading, *block.blocks))]
        else:
            made.append(block)
    return made


def _theme_chart(part: page_one.ThemesPart, lang: str) -> ChartPicture:
    made = chart_pictures.of_themes(part, lang)
    return ChartPicture(said(made.caption), made.alt, made.svg, made.pieces)


def _loose(summary: Summary, lang: str) -> list[Block]:
    blocks: list[Block] = []
    if summary.loose or not summary.themes:
        blocks.append(Heading(1, said(catalogues.say(lang, "cluster.none" if summary.themes else "kind.ideas"))))
        blocks += _by_step(summary, summary.loose, lang)
    if not summary.ideas:
        blocks.append(Paragraph(said(catalogues.say(lang, "report.no_ideas"))))
    if summary.apart:
        blocks.append(Heading(1, said(catalogues.say(lang, "report.apart"))))
        blocks += _by_step(summary, summary.apart, lang)
    return blocks


def _by_step(summary: Summary, ideas: list[IdeaSummary], lang: str) -> list[Block]:
    by_step: dict[int, list[IdeaSummary]] = {}
    for idea in ideas:
        by_step.setdefault(idea.step, []).append(idea)
    tables = [
        _idea_table(summary, by_step[step.id], question(step, lang), lang)
        for step in summary.steps
        if step.id in by_step
    ]
    return [TwoColumns(tuple(tables))] if tables else []


def _idea_table(summary: Summary, ideas: list[IdeaSummary], caption: Line, lang: str) -> Table:
    vote = summary.main_vote if summary.main_vote and summary.main_vote.of == "ideas" else None
    counts = {row.target: row for row in vote.rows} if vote else {}
    columns = [Column(wording.head("number", lang), 17, number=True), Column(wording.head("text", lang), 66)]
    if vote:
        columns.append(Column(catalogues.say(lang, f"measure.{vote.measures[0].name}"), 17, number=True))
    rows = []
    for idea in ideas:
        row = counts.get(idea.id)
        votes = [cell(vote_wording.measured_in(vote, row, vote.measures[0], lang) if row else "")] if vote else []
        answer = summary.own_answer(idea)
        answered = (_answer_line(answer, lang),) if answer else ()
        rows.append((cell(idea.number), (*_idea_cell(summary, idea, lang), *answered), *votes))
    return Table(caption, tuple(columns), tuple(rows))


def _idea_cell(summary: Summary, idea: IdeaSummary, lang: str) -> Cell:
    """Its words, how it came in where that is unusual, its author's words, and the ideas merged into it."""
    came = idea_wording.came(summary, idea, lang)
    lines = [(*written(idea.text, idea.lang), *(said(f" {came}", "quiet") if came else ()))]
    if idea.original:
        lines.append((Words(f"{catalogues.say(lang, 'idea.original')} ", look="quiet"), *written(idea.original)))
    merged = catalogues.say(lang, "report.merged_here")
    for one in summary.merged(idea):
        if one.read:
            label = Words(f"{merged}: {one.number} ", look="quiet")
            lines.append((label, *written(one.text or one.original, one.lang)))
    return tuple(lines)


def _answer_line(answer: AnswerSummary, lang: str) -> Line:
    """What the organisers answered: the status and its date, then their words."""
    status = Words(f"{idea_wording.answered(answer, lang)} ", look="strong")
    return (status, *chosen(answer.words, lang)) if answer.words else (status,)


def _votes(summary: Summary, lang: str) -> list[Block]:
    blocks: list[Block] = []
    if summary.votes:
        blocks.append(Heading(1, said(catalogues.say(lang, "report.all_votes"))))
    for vote in summary.votes:
        blocks += [Heading(2, question(vote.step, lang)), Paragraph(said(_how_counted(vote, lang)))]
        if not vote.given:
            blocks.append(Paragraph(said(catalogues.say(lang, f"report.no_votes{vote.words}"))))
            continue
        blocks += [_sums(vote, lang)] if vote.by_theme else []
        blocks.append(_chart(vote, lang))
        blocks += [_rows(vote, lang), *_rest(vote, lang), *_without_votes(summary, vote, lang)]
    return blocks


def _chart(vote: VoteSummary, lang: str) -> ChartPicture:
    made = chart_pictures.of_vote(vote, lang)
    return ChartPicture(said(catalogues.say(lang, "report.caption.chart")), made.alt, made.svg, made.pieces)


def _how_counted(vote: VoteSummary, lang: str) -> str:
    if not vote.given:
        return vote_wording.method(vote, lang)
    voters = catalogues.say(lang, f"results.voters{vote.words}", vote.ballots)
    sentences = [
        vote_wording.method(vote, lang),
        vote_wording.order(vote, lang),
        f"{voters}.",
        vote_wording.firmness(vote, lang),
    ]
    return " ".join(filter(None, [*sentences, *vote_wording.notes(vote, lang)]))


def _sums(vote: VoteSummary, lang: str) -> Table:
    columns = [Column(wording.head("theme", lang), 40)]
    columns += [Column(catalogues.say(lang, f"measure.{one.name}"), 13, number=True) for one in vote.sums]
    columns += [Column(wording.head("voted_ideas", lang), 18, number=True)]
    rows = [
        (
            (_theme_line(one, lang),),
            *(cell(catalogues.number(lang, one.measures[measure.name])) for measure in vote.sums),
            cell(catalogues.number(lang, one.ideas)),
        )
        for one in vote.by_theme
        if one.letter or one.value
    ]
    return Table(said(catalogues.say(lang, "report.by_theme")), tuple(columns), tuple(rows))


def _theme_line(one: ThemeVotes, lang: str) -> Line:
    if not one.letter:
        return said(catalogues.say(lang, "cluster.none"))
    return (Words(f"{one.letter} ", look="strong"), *written(one.title))


def _rows(vote: VoteSummary, lang: str) -> Table:
    signs = rank_signs([row.rank for row in vote.given])
    measures = vote_wording.columns(vote)
    columns = [
        Column(wording.head("rank", lang), 9, number=True),
        Column(wording.label_head(vote.of, lang), 11, number=True),
    ]
    columns += [Column(wording.head("text", lang), 44)]
    columns += [Column(wording.head("theme", lang), 10)] if vote.names_themes else []
    columns += [Column(catalogues.say(lang, f"measure.{one.name}"), 13, number=True) for one in measures]

    def cells(row: RowSummary) -> tuple[Cell, ...]:
        theme = [cell(row.theme)] if vote.names_themes else []
        numbers = [cell(vote_wording.measured_in(vote, row, one, lang)) for one in measures]
        return (cell(signs[row.rank]), cell(row.label), (written(row.text, row.lang),), *theme, *numbers)

    caption = said(catalogues.say(lang, f"report.caption.rows.{vote.of}"))
    return Table(caption, tuple(columns), tuple(map(cells, vote.listed)))


def _rest(vote: VoteSummary, lang: str) -> list[Block]:
    rest = vote_wording.rest(vote, lang)
    return [Paragraph(said(rest), "quiet")] if rest else []


def _without_votes(summary: Summary, vote: VoteSummary, lang: str) -> list[Block]:
    without = len(vote.rows) - len(vote.given)
    told = [catalogues.say(lang, f"report.without_votes.{vote.of}{vote.words}", without)] if without else []
    if vote.of == "ideas" and summary.left_out:
        told.append(catalogues.say(lang, "report.left_out", summary.left_out))
    return [Paragraph(said(sentence), "quiet") for sentence in told]


def _programme(summary: Summary, lang: str) -> list[Block]:
    if not summary.programme:
        return []
    columns = (
        Column(wording.head("when", lang), 26),
        Column(wording.head("where", lang), 22),
        Column(wording.head("number", lang), 10, number=True),
        Column(wording.head("event", lang), 42),
    )
    return [
        Heading(1, said(open_call_programme_wording.heading(lang))),
        Paragraph(said(catalogues.say(lang, "report.programme.intro"))),
        Table(
            said(catalogues.say(lang, "report.caption.programme")),
            columns,
            tuple(_event_row(event, lang) for event in summary.programme),
        ),
    ]


def _event_row(event: EventSummary, lang: str) -> tuple[Cell, ...]:
    place = (written(event.place),) if event.place else ()
    by = (written(event.group),) if event.group else ()
    title = written(event.title, event.lang)
    return (cell(open_call_programme_wording.when(event, lang)), place, cell(event.number), (title, *by))


def _participation(summary: Summary, lang: str) -> list[Block]:
    told = [*participation_wording.took_part(summary, lang), *participation_wording.groups(summary, lang)]
    columns = (Column(wording.head("what", lang), 75), Column(wording.head("amount", lang), 25, number=True))
    rows = tuple((cell(label), cell(participation_wording.people(n, lang))) for label, n in told)
    note = (
        [Paragraph(said(catalogues.say(lang, "report.group.note")), "quiet")]
        if participation_wording.hides_groups(summary)
        else []
    )
    return [
        Heading(1, said(catalogues.say(lang, "report.participation"))),
        Table(said(catalogues.say(lang, "report.caption.participation")), columns, rows),
        *note,
    ]


def _agenda(summary: Summary, lang: str) -> list[Block]:
    columns = (
        Column(wording.head("opened", lang), 16),
        Column(wording.head("activity", lang), 26),
        Column(wording.head("question", lang), 38),
        Column(wording.head("given", lang), 20),
    )
    return [
        Heading(1, said(catalogues.say(lang, "report.agenda"))),
        *([Paragraph(chosen(summary.intro, lang))] if summary.intro else []),
        Table(
            said(catalogues.say(lang, "report.caption.agenda")),
            columns,
            tuple(_step_row(summary, step, lang) for step in summary.steps),
        ),
    ]


def _step_row(summary: Summary, step: StepSummary, lang: str) -> tuple[Cell, ...]:
    name, its_lang = catalogues.step_name(lang, step.name, step.kind, {})
    given = [catalogues.say(lang, "idea.count", step.ideas)] if step.ideas else []
    given += [
        catalogues.say(lang, f"results.voters{vote.words}", vote.ballots)
        for vote in summary.votes
        if vote.step.id == step.id and vote.ballots
    ]
    return (
        cell(_opened(summary, step, lang)),
        (written(name, its_lang),),
        (chosen(step.prompt, lang),) if step.prompt else (),
        tuple(map(said, given)),
    )


def _opened(summary: Summary, step: StepSummary, lang: str) -> str:
    if step.opened_at is None:
        return "–"
    return wording.open_times(step, lang) if summary.self_paced else catalogues.time(lang, step.opened_at)


def _numbers(summary: Summary, lang: str) -> list[Block]:
    if not summary.everything:
        return []
    told = " ".join([idea_wording.numbers(summary.states, lang), *participation_wording.moderated(summary, lang)])
    blocks: list[Block] = [
        Heading(1, said(catalogues.say(lang, "report.about.numbers"))),
        Paragraph(said(told)),
    ]
    if summary.unshown:
        columns = (Column(wording.head("state", lang), 40), Column(wording.head("number", lang), 60))
        rows = tuple((cell(fate), cell(numbers)) for fate, numbers in idea_wording.unshown(summary, lang))
        blocks.append(Paragraph(said(catalogues.say(lang, "report.unshown.intro"))))
        blocks.append(Table(said(catalogues.say(lang, "report.unshown")), columns, rows))
    return blocks


def _made(summary: Summary, lang: str) -> Sequence[Block]:
    when = wording.moment(summary.made_at, lang)
    return (
        Paragraph(said(catalogues.say(lang, "report.made", when=when, n=summary.log_n)), "quiet"),
        Paragraph(said(f"{catalogues.say(lang, 'report.about.head')} {summary.log_head}"), "quiet"),
        Paragraph(licence_line(summary, lang), "quiet"),
    )


def licence_line(summary: wording.Licensed, lang: str) -> Line:
    """Under which licence the data may be used, with its address as a link."""
    before, address, after = wording.licence_parts(summary, lang)
    return (Words(before), Words(address, link=True), *((Words(after),) if after else ()))
