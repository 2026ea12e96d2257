"""The tables of a forum's open data. Names and values are equal in every language; only questions and answers are in
one."""

from collections.abc import Iterable

from workshop.domain.methods.base import Mark
from workshop.reports import participation_wording, wording
from workshop.reports.anonymous_ballots import labels, numbered
from workshop.reports.data_table import DataColumn, DataTable, Row, csv_files
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import AnswerSummary
from workshop.reports.vote_summary import VoteSummary


def _activities(summary: Summary, lang: str) -> Iterable[Row]:
    votes = {vote.step.id: vote for vote in summary.votes}
    for step in summary.steps:
        vote = votes.get(step.id)
        effect = vote.position if vote else None
        yield (
            step.id,
            step.position,
            step.kind,
            wording.question(step, lang),
            step.state,
            step.revealed,
            step.ideas,
            step.opened_at,
            vote.recounted if vote else None,
            (vote.recounted_because or None) if vote else None,
            " ".join(map(str, vote.parted)) or None if vote else None,
            *((effect.part, effect.low, effect.high) if effect else (None, None, None)),
        )


def _themes(summary: Summary, lang: str) -> Iterable[Row]:
    for theme in summary.themes:
        yield theme.letter, theme.title, len(theme.ideas), theme.votes, *_answered(theme.answer, lang)


def _ideas(summary: Summary, lang: str) -> Iterable[Row]:
    for idea in summary.everything:
        read = idea.read  # a rehearsal's model holds the words of the others, too
        words = (idea.text, idea.lang, idea.theme, idea.original) if read else ("", "", "", "")
        said = tuple(word or None for word in words)
        yield (
            idea.number,
            *said[:2],
            idea.step,
            said[2],
            idea.source,
            idea.came_from,
            idea.table,
            idea.at,
            idea.state,
            idea.reason,
            idea.merged_into,
            idea.left_out,
            idea.masked,
            idea.beforehand,
            said[3],
            idea.supporters,
            *_answered(idea.answer, lang),
            *(idea.details.get(column.name) or None for column in _PROPOSAL),
        )


def _answered(given: AnswerSummary | None, lang: str) -> Row:
    if given is None:
        return None, None, None, None
    return given.status, wording.pick(given.words, lang) or None, given.departure, given.at


def _results(summary: Summary, lang: str) -> Iterable[Row]:
    for vote in summary.votes:
        for row in vote.rows:
            for name, number in row.measures.items():
                yield vote.step.id, row.label, *_named(vote, row.label), row.rank, name, number


def _ballots(summary: Summary, lang: str) -> Iterable[Row]:
    for vote in summary.votes:
        named = labels(summary, vote)
        for number, one in numbered(vote.each):
            for target, mark in one.marks.items():
                label = named.get(target, "")
                what = vote.step.id, number, label or f"({target})", *_named(vote, label)
                yield *what, one.source, one.weight, *_numbers(mark)


def _named(vote: VoteSummary, label: str) -> tuple[int | None, str | None]:
    """The idea's number, and the theme's letter."""
    return (int(label), None) if vote.of == "ideas" and label else (None, label or None)


def _numbers(mark: Mark) -> tuple[int, int | None]:
    return (mark, None) if isinstance(mark, int) else (mark[0], mark[1])


def _programme(summary: Summary, lang: str) -> Iterable[Row]:
    for event in summary.programme:
        yield event.number, event.title, event.starts_at, event.ends_at, event.place or None


def _participation(summary: Summary, lang: str) -> Iterable[Row]:
    whole = {"joined": summary.joined, "posted": summary.posted} if summary.counts_people else {}
    whole |= {"voted": summary.voted, "on_paper": summary.paper, "hands": summary.hands}
    yield from ((name, "all", number) for name, number in whole.items())
    yield from (("language", name, number) for name, number in summary.spoken.items())
    yield from (
        ("background", label, number) for label, number in participation_wording.background_groups(summary, lang)
    )
    if summary.confirmation is not None:
        yield from (("confirmation", *one) for one in zip(("complete", "answered"), summary.confirmation, strict=True))
    yield from (("source", name, number) for name, number in summary.sources.items())
    yield from (("state", name, number) for name, number in summary.states.items())


_ACTIVITY = DataColumn("activity", "integer", True)
_ANSWER = (
    DataColumn("status"),
    DataColumn("answer"),
    DataColumn("departure", "boolean"),
    DataColumn("answered_at", "dateTime"),
)
_POSITION = (
    DataColumn("first_half", "number"),
    DataColumn("first_half_low", "number"),
    DataColumn("first_half_high", "number"),
)
"""The position effect of a vote."""
_PROPOSAL = (
    DataColumn("description", means="proposal_description"),
    DataColumn("wished", means="proposal_wished"),
    DataColumn("group", means="proposal_group"),
)
"""The public fields of a proposal beside its title."""
TABLES: tuple[DataTable[Summary], ...] = (
    DataTable(
        "activities",
        (
            _ACTIVITY,
            DataColumn("position", "integer", True),
            DataColumn("kind", "string", True),
            DataColumn("question"),
            DataColumn("state", "string", True, "activity_state"),
            DataColumn("revealed", "boolean", True),
            DataColumn("ideas", "integer", True, "activity_ideas"),
            DataColumn("opened_at", "dateTime"),
            DataColumn("recounted_at", "dateTime"),
            DataColumn("recounted_because"),
            DataColumn("parted"),
            *_POSITION,
        ),
        ("activity",),
        {},
        _activities,
    ),
    DataTable(
        "themes",
        (
            DataColumn("theme", "string", True),
            DataColumn("title"),
            DataColumn("ideas", "integer", True, "theme_ideas"),
            DataColumn("votes", "number", False, "theme_votes"),
            *_ANSWER,
        ),
        ("theme",),
        {},
        _themes,
    ),
    DataTable(
        "ideas",
        (
            DataColumn("number", "integer", True),
            DataColumn("text"),
            DataColumn("language"),
            DataColumn("activity", "integer", True, "idea_activity"),
            DataColumn("theme", means="idea_theme"),
            DataColumn("source", "string", True),
            DataColumn("came_from", "integer"),
            DataColumn("table", "integer"),
            DataColumn("posted_at", "dateTime"),
            DataColumn("state", "string", True, "idea_state"),
            DataColumn("reason"),
            DataColumn("merged_into", "integer"),
            DataColumn("left_out", "boolean", True),
            DataColumn("masked", "boolean", True),
            DataColumn("beforehand", "boolean", True),
            DataColumn("original"),
            DataColumn("supporters", "integer"),
            *_ANSWER,
            *_PROPOSAL,
        ),
        ("number",),
        {"activity": ("activities", "activity"), "theme": ("themes", "theme"), "merged_into": ("ideas", "number")},
        _ideas,
    ),
    DataTable(
        "results",
        (
            _ACTIVITY,
            DataColumn("target", "string", True),
            DataColumn("idea", "integer", False, "target_idea"),
            DataColumn("theme", "string", False, "target_theme"),
            DataColumn("rank", "integer", True),
            DataColumn("measure", "string", True),
            DataColumn("value", "number", True),
        ),
        ("activity", "target", "measure"),
        {"activity": ("activities", "activity"), "idea": ("ideas", "number"), "theme": ("themes", "theme")},
        _results,
    ),
    DataTable(
        "ballots",
        (
            _ACTIVITY,
            DataColumn("ballot", "integer", True),
            DataColumn("target", "string", True),
            DataColumn("idea", "integer", False, "target_idea"),
            DataColumn("theme", "string", False, "target_theme"),
            DataColumn("source", "string", True, "ballot_source"),
            DataColumn("weight", "integer", True),
            DataColumn("mark", "integer", True),
            DataColumn("second_mark", "integer"),
        ),
        ("activity", "ballot", "target"),
        {"activity": ("activities", "activity"), "idea": ("ideas", "number")},
        _ballots,
    ),
    DataTable(
        "programme",
        (
            DataColumn("idea", "integer", True, "programme_idea"),
            DataColumn("title", means="programme_title"),
            DataColumn("starts_at", "dateTime", True),
            DataColumn("ends_at", "dateTime"),
            DataColumn("place"),
        ),
        ("idea",),
        {"idea": ("ideas", "number")},
        _programme,
    ),
    DataTable(
        "participation",
        (DataColumn("what", "string", True), DataColumn("group", "string", True), DataColumn("count", "integer", True)),
        ("what", "group"),
        {},
        _participation,
    ),
)
"""Tables that others refer to come before them."""


def files(summary: Summary, lang: str) -> dict[str, bytes]:
    """File name → the CSV file of each table."""
    return csv_files(TABLES, summary, lang)
