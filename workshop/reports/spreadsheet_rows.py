"""The sheets of the spreadsheet as rows, each with its headings first: what `xlsx` writes down."""

from collections.abc import Iterable

from workshop.domain.methods.base import Number
from workshop.i18n import catalogues
from workshop.reports import idea_wording, page_one_wording, participation_wording, vote_wording, wording
from workshop.reports.idea_columns import Value, columns_of, idea_table
from workshop.reports.summary import Summary
from workshop.reports.theme_names import with_theme_names
from workshop.reports.vote_summary import VoteSummary
from workshop.runtime.whole_numbers import whole

Rows = list[list[Value]]
SHEETS = ("ideas", "themes", "votes", "programme", "participation", "agenda", "about")
"""In their order after the first, which is `xlsx_front`'s. Names: `report.sheet.<name>`."""
WIDTHS = {
    "themes": [8, 32, 10, 10, 10, 10, 80],
    "votes": [30, 8, 10, 56, 8, 24],
    "participation": [44, 12],
    "agenda": [8, 24, 46, 17, 17, 10, 9, 11, 13, 16, 16, 40],
    "programme": [17, 17, 40, 10, 60, 40],
    "about": [38, 90],
}
"""In characters; those of the ideas are their columns' own, and those of votes are followed by their measures."""
VOTE_WIDTH, MEASURE_WIDTH, MEASURES_ON_PAPER = 18, 13, 5
FIRST = ("number", "text", "letter", "theme")
AFTER_VOTES = ("state", "status")
"""The columns of ideas that stand before those of the votes and after them, and with them on paper; the others follow
on the screen only: together they would be too small to read."""
FORMS = {
    "share": "percent",
    "share.1": "percent_tenths",
    "share.2": "percent_hundredths",
    "share.3": "percent_thousandths",
    "points": "tenths",
}
"""The style of a measure's numbers, by its unit (`xlsx_cells`); those of votes and people have none (`style_of`)."""


def sheets_of(summary: Summary) -> list[str]:
    """The sheets of one forum: that of a programme only where one is published."""
    return [name for name in SHEETS if name != "programme" or summary.programme]


def rows_of(name: str, summary: Summary, lang: str) -> Rows:
    """The rows of one sheet."""
    summary = with_theme_names(summary, lang)
    made = {
        "ideas": _ideas,
        "themes": _themes,
        "votes": _votes,
        "programme": _programme,
        "participation": _participation,
        "agenda": _agenda,
        "about": _about,
    }
    return made[name](summary, lang)


def widths_of(name: str, summary: Summary) -> list[int]:
    """The widths of the columns of one sheet, in characters."""
    if name == "votes":
        return [*WIDTHS[name], *(MEASURE_WIDTH for _ in _measures(summary))]
    if name != "ideas":
        return WIDTHS[name]
    widths = [*(column.width for column in columns_of(summary)), *(VOTE_WIDTH for _ in _on_ideas(summary))]
    return [widths[at] for at in _order(summary)]


def forms_of(name: str, summary: Summary) -> dict[int, str]:
    """Column → the style of its numbers (`xlsx_cells`), where they have one."""
    if name == "agenda":
        return dict.fromkeys(range(8, 11), "percent_tenths")
    if name not in ("votes", "ideas"):
        return {}
    in_votes = name == "votes"
    columns = _numbers_of_measures(summary) if in_votes else _numbers_of_ideas(summary)
    styles = enumerate((style_of(*column) for column in columns), len(WIDTHS[name]) if in_votes else len(FIRST))
    return {at: style for at, style in styles if style}


def style_of(unit: str, numbers: Iterable[Number]) -> str:
    """The style of `numbers` in a unit; "" where they need none. Points that have one decimal at most, as every median
    has, are written as they are: 4 and 4,5, not 4,0."""
    if unit == "points" and all(round(number, 1) == number for number in numbers):
        return ""
    return FORMS.get(unit, "")


def printed_of(name: str, summary: Summary) -> int:
    """How many of its columns one sheet has on paper, from the first on; 0 for all."""
    if name == "votes":
        return len(WIDTHS[name]) + min(MEASURES_ON_PAPER, len(_measures(summary)))
    return len(FIRST) + len(_on_ideas(summary)) + len(AFTER_VOTES) if name == "ideas" else 0


def shown(value: Number | None, unit: str) -> Number | None:
    """A number as a cell holds it: a share from 0 to 1, which its style shows in percent."""
    return value / 100 if unit.startswith("share") and value is not None else value


def _on_ideas(summary: Summary) -> list[VoteSummary]:
    return [vote for vote in summary.votes if vote.of == "ideas"]


def _measures(summary: Summary) -> dict[str, str]:
    """The measures of all votes, each once, the main ones first: name → unit, that with the most decimals."""
    main: dict[str, str] = {}
    for vote in summary.votes:
        name = vote.measures[0].name
        main[name] = max(main.get(name, vote.unit), vote.unit, key=catalogues.decimals_of)
    return {**main, **{measure.name: measure.unit for vote in summary.votes for measure in vote.measures}}


def _numbers_of_measures(summary: Summary) -> list[tuple[str, list[Number]]]:
    """The unit and the numbers of each of these measures."""
    rows = [row.measures for vote in summary.votes for row in vote.rows]
    return [(unit, [row[name] for row in rows if name in row]) for name, unit in _measures(summary).items()]


def _numbers_of_ideas(summary: Summary) -> list[tuple[str, list[Number]]]:
    return [(vote.unit, [row.value for row in vote.rows]) for vote in _on_ideas(summary)]


def _order(summary: Summary) -> list[int]:
    """In which order the columns of the table of ideas stand in the spreadsheet."""
    names = [column.name for column in columns_of(summary)]
    votes = range(len(names), len(names) + len(_on_ideas(summary)))
    begin = [*map(names.index, FIRST), *votes, *map(names.index, AFTER_VOTES)]
    return [*begin, *(at for at in range(len(names)) if at not in begin)]


def _ideas(summary: Summary, lang: str) -> Rows:
    heads, *rows = idea_table(summary, lang)
    many, units = len(columns_of(summary)), [vote.measures[0].unit for vote in _on_ideas(summary)]
    order = _order(summary)

    def row_of(row: list[Value]) -> list[Value]:
        voted = [shown(_number(value), unit) for value, unit in zip(row[many:], units, strict=True)]
        return [*row[:many], *voted]

    return [[row[at] for at in order] for row in (heads, *map(row_of, rows))]


def _number(value: Value) -> Number | None:
    return value if isinstance(value, int | float) else None


def _themes(summary: Summary, lang: str) -> Rows:
    """One row for each idea, under its theme; the votes of the theme and the idea are those of the main vote, where
    these add up. An idea that no such vote was about has none, which is not 0."""
    vote = summary.main_vote
    counted = vote is not None and vote.of == "ideas" and vote.adds_up
    own = {row.target: row.value for row in vote.rows} if vote and counted else {}
    loose = page_one_wording.loose_votes(summary)
    heads = ("letter", "theme", "ideas", "theme_votes", "number", "count", "text")
    rows: Rows = [[wording.head(name, lang) for name in heads]]
    for theme in summary.themes:
        head: list[Value] = [theme.letter, theme.title, len(theme.ideas), theme.votes]
        rows += [[*head, idea.number, own.get(idea.id), idea.text] for idea in theme.ideas] or [
            [*head, None, None, None]
        ]
    head = ["", catalogues.say(lang, "cluster.none"), len(summary.loose), loose]
    rows += [[*head, idea.number, own.get(idea.id), idea.text] for idea in summary.loose]
    head = ["", catalogues.say(lang, "report.apart"), len(summary.apart), None]
    return rows + [[*head, idea.number, None, idea.text] for idea in summary.apart]


def _votes(summary: Summary, lang: str) -> Rows:
    titles = {theme.letter: theme.title for theme in summary.themes}
    measures = _measures(summary)
    heads = [wording.head(name, lang) for name in ("question", "rank", "label", "text", "letter", "theme")]
    rows: Rows = [[*heads, *(catalogues.measure(lang, name) for name in measures)]]
    for vote in summary.votes:
        question = wording.question(vote.step, lang)
        for row in vote.rows:
            what: list[Value] = [
                question,
                row.rank,
                number_of(row.label),
                row.text,
                row.theme,
                titles.get(row.theme, ""),
            ]
            rows.append([*what, *(shown(row.measures.get(name), unit) for name, unit in measures.items())])
    return rows


def _programme(summary: Summary, lang: str) -> Rows:
    """One row for each event of the published programme."""
    heads = ("programme_starts", "programme_ends", "programme_place", "number", "event", "group")
    rows: Rows = [[wording.head(name, lang) for name in heads]]
    return rows + [
        [event.starts_at, event.ends_at, event.place, event.number, event.title, event.group]
        for event in summary.programme
    ]


def number_of(label: str) -> int | str:
    """An idea's number as a number, so that it can be looked up in the other sheets; a theme's letter unchanged."""
    number = whole(label)
    return label if number is None else number


def _participation(summary: Summary, lang: str) -> Rows:
    rows: Rows = [[wording.head("what", lang), wording.head("amount", lang)]]
    rows += [[label, number] for label, number in participation_wording.took_part(summary, lang)]
    for label, people in participation_wording.groups(summary, lang):
        rows.append([label, participation_wording.people(None, lang) if people is None else people])
    return [*rows, [catalogues.say(lang, "report.group.note")]] if participation_wording.hides_groups(summary) else rows


def _agenda(summary: Summary, lang: str) -> Rows:
    """One row for each step, with its first opening and last closing, and what the order of the phones' lists did to a
    vote; all of its times in words where it was open more than once."""
    heads = ("position", "activity", "question", "opened", "until", "minutes", "ideas", "ballots")
    rows: Rows = [
        [*(wording.head(name, lang) for name in heads), *vote_wording.order_heads(lang), wording.head("times", lang)]
    ]
    ballots = {vote.step.id: vote.ballots for vote in summary.votes}
    shares = {vote.step.id: vote_wording.order_shares(vote) for vote in summary.votes}
    for step in summary.steps:
        name, _ = catalogues.step_name(lang, step.name, step.kind, {})
        closed = step.spans[-1][1] if step.spans else None
        times = wording.open_times(step, lang) if len(step.spans) > 1 else None
        asked = wording.asked(step, lang) if step.prompt else ""
        said: list[Value] = [step.position, name, asked, step.opened_at, closed]
        counted = [step.minutes or None, step.ideas, ballots.get(step.id), *shares.get(step.id, [None] * 3)]
        rows.append([*said, *counted, times])
    return rows


def about_heads(lang: str) -> list[Value]:
    """The headings of the sheet of what holds for the whole file."""
    return [wording.head("fact", lang), wording.head("content", lang)]


def _begun_and_ended(summary: Summary, lang: str) -> Rows:
    """Nothing of a forum that was held elsewhere: it began and ended here while the file was read."""
    times = (("started", summary.started_at), ("ended", summary.ended_at))
    never = wording.moment(None, lang)
    return [[catalogues.say(lang, f"report.about.{name}"), at or never] for name, at in times if not summary.brought_in]


def _about(summary: Summary, lang: str) -> Rows:
    say = catalogues.say
    rows: Rows = [about_heads(lang), [say(lang, "report.about"), wording.pick(summary.title, lang)]]
    said = (("series", summary.series), ("place", summary.place), ("organiser", summary.organiser))
    rows += [[say(lang, f"report.about.{name}"), value] for name, value in said if value]
    rows += [[say(lang, "report.about.code"), summary.code]] if summary.code else []
    rows += [
        *_begun_and_ended(summary, lang),
        [say(lang, "report.about.made"), summary.made_at],
        [say(lang, "report.about.head"), summary.log_head],
        [say(lang, "report.about.licence"), wording.licence(summary, lang)],
    ]
    rows += [[say(lang, "report.about.numbers"), idea_wording.numbers(summary.states, lang)]]
    rows += [[say(lang, "report.about.left_out"), sentence] for sentence in idea_wording.left_out(summary, lang)]
    rows += [
        [say(lang, "report.about.moderation"), sentence] for sentence in participation_wording.moderated(summary, lang)
    ]
    for vote in summary.votes:
        counted = filter(None, [vote_wording.method_in_full(vote, lang), vote_wording.order(vote, lang)])
        rows.append([wording.asked(vote.step, lang), " ".join(counted)])
    return rows + [[say(lang, "report.about.notice"), sentence] for sentence in page_one_wording.notices(summary, lang)]
