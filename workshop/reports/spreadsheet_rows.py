"""The sheets of the spreadsheet as rows, each with its headings first: what `xlsx` writes down."""

from workshop.i18n import catalogues
from workshop.reports import idea_wording, page_one_wording, participation_wording, vote_wording, wording
from workshop.reports.idea_columns import Value, columns_of, idea_table
from workshop.reports.summary import Summary
from workshop.reports.theme_names import with_theme_names

Rows = list[list[Value]]
SHEETS = ("ideas", "themes", "votes", "programme", "participation", "agenda", "about")
"""In their order after the first, which is `xlsx_front`'s. Names: `report.sheet.<name>`."""
WIDTHS = {
    "themes": [8, 32, 10, 10, 10, 10, 80],
    "votes": [40, 8, 12, 70, 8, 28, 10, 14, 16, 14],
    "participation": [44, 12],
    "agenda": [8, 30, 60, 17, 17, 12, 10, 12, 14, 18, 18, 50],
    "programme": [17, 17, 40, 10, 60, 40],
    "about": [38, 90],
}
"""In characters; those of the ideas are their columns' own."""
VOTE_WIDTH = 24


def sheets_of(summary: Summary) -> list[str]:
    """The sheets of one forum: that of a programme only where one is published."""
    return [name for name in SHEETS if name != "programme" or summary.programme]


def rows_of(name: str, summary: Summary, lang: str) -> Rows:
    """The rows of one sheet."""
    summary = with_theme_names(summary, lang)
    made = {
        "ideas": idea_table,
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
    if name != "ideas":
        return WIDTHS[name]
    return [*(column.width for column in columns_of(summary)), *(VOTE_WIDTH for _ in summary.votes)]


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
    measures = list(dict.fromkeys(measure.name for vote in summary.votes for measure in vote.measures))
    heads = [wording.head(name, lang) for name in ("question", "rank", "label", "text", "letter", "theme")]
    rows: Rows = [[*heads, *(catalogues.say(lang, f"measure.{name}") for name in measures)]]
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
            rows.append([*what, *(row.measures.get(name) for name in measures)])
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
    return int(label) if label.isdecimal() else label


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
        said: list[Value] = [step.position, name, wording.pick(step.prompt, lang), step.opened_at, closed]
        counted = [step.minutes, step.ideas, ballots.get(step.id), *shares.get(step.id, [None] * 3)]
        rows.append([*said, *counted, times])
    return rows


def _about(summary: Summary, lang: str) -> Rows:
    say = catalogues.say
    rows: Rows = [[say(lang, "report.about"), wording.pick(summary.title, lang)]]
    said = (("series", summary.series), ("place", summary.place), ("organiser", summary.organiser))
    rows += [[say(lang, f"report.about.{name}"), value] for name, value in said if value]
    rows += [[say(lang, "report.about.code"), summary.code]] if summary.code else []
    rows += [
        [say(lang, "report.about.started"), summary.started_at or wording.moment(None, lang)],
        [say(lang, "report.about.ended"), summary.ended_at or wording.moment(None, lang)],
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
        counted = filter(None, [vote_wording.method(vote, lang), vote_wording.order(vote, lang)])
        rows.append([wording.question(vote.step, lang), " ".join(counted)])
    return rows + [[say(lang, "report.about.notice"), sentence] for sentence in page_one_wording.notices(summary, lang)]
