"""The tables of a forum's data for programs: names, types and keys of their columns, and their rows.

One place for the CSV files, their CSVW description and the dictionary that explains each column in words
(`data.<meaning>` in the catalogues). Names and values are equal in every language; only questions and answers
are in one.
"""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from workshop.domain.methods.base import Mark
from workshop.reports import wording
from workshop.reports.cells import guarded
from workshop.reports.papers import labels, numbered
from workshop.reports.summary import AnswerSummary, Summary, VoteSummary

Value = str | int | float | bool | dt.datetime | None
Row = tuple[Value, ...]
Datatype = Literal["integer", "number", "string", "boolean", "dateTime"]


@dataclass(frozen=True)
class Column:
    """One column. `means`: the ending of the key of its explanation, where that is not its name."""

    name: str
    datatype: Datatype = "string"
    required: bool = False
    means: str = ""

    @property
    def key(self) -> str:
        """Of its explanation in the catalogues."""
        return f"data.{self.means or self.name}"


@dataclass(frozen=True)
class Table:
    """One table: its columns, its primary key, and which columns name a row of which table."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    refers: dict[str, tuple[str, str]]
    rows: Callable[[Summary, str], Iterable[Row]]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    def csv(self, summary: Summary, lang: str) -> bytes:
        """RFC 4180 in UTF-8. Cells that a spreadsheet would take for a formula are guarded."""
        file = io.StringIO(newline="")
        rows = csv.writer(file, lineterminator="\r\n")
        rows.writerow([column.name for column in self.columns])
        rows.writerows([_cell(value) for value in row] for row in self.rows(summary, lang))
        return file.getvalue().encode("utf-8")


def _cell(value: Value) -> str | int | float:
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value.isoformat() if isinstance(value, dt.datetime) else value)


def _activities(summary: Summary, lang: str) -> Iterable[Row]:
    for step in summary.steps:
        asked = wording.question(step, lang)
        yield step.id, step.position, step.kind, asked, step.state, step.revealed, step.ideas, step.opened_at


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
            idea.table,
            idea.at,
            idea.state,
            idea.reason,
            idea.merged_into,
            idea.left_out,
            idea.masked,
            said[3],
            idea.supporters,
            *_answered(idea.answer, lang),
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


def _participation(summary: Summary, lang: str) -> Iterable[Row]:
    whole = {"joined": summary.joined, "posted": summary.posted, "voted": summary.voted, "hands": summary.hands}
    yield from ((name, "all", number) for name, number in whole.items())
    yield from (("language", name, number) for name, number in summary.spoken.items())
    yield from (("source", name, number) for name, number in summary.sources.items())
    yield from (("state", name, number) for name, number in summary.states.items())


_ACTIVITY = Column("activity", "integer", True)
_ANSWER = (
    Column("status"),
    Column("answer"),
    Column("departure", "boolean"),
    Column("answered_at", "dateTime"),
)
TABLES = (
    Table(
        "activities",
        (
            _ACTIVITY,
            Column("position", "integer", True),
            Column("kind", "string", True),
            Column("question"),
            Column("state", "string", True, "activity_state"),
            Column("revealed", "boolean", True),
            Column("ideas", "integer", True, "activity_ideas"),
            Column("opened_at", "dateTime"),
        ),
        ("activity",),
        {},
        _activities,
    ),
    Table(
        "themes",
        (
            Column("theme", "string", True),
            Column("title"),
            Column("ideas", "integer", True, "theme_ideas"),
            Column("votes", "number", False, "theme_votes"),
            *_ANSWER,
        ),
        ("theme",),
        {},
        _themes,
    ),
    Table(
        "ideas",
        (
            Column("number", "integer", True),
            Column("text"),
            Column("language"),
            Column("activity", "integer", True, "idea_activity"),
            Column("theme", means="idea_theme"),
            Column("source", "string", True),
            Column("table", "integer"),
            Column("posted_at", "dateTime", True),
            Column("state", "string", True, "idea_state"),
            Column("reason"),
            Column("merged_into", "integer"),
            Column("left_out", "boolean", True),
            Column("masked", "boolean", True),
            Column("original"),
            Column("supporters", "integer"),
            *_ANSWER,
        ),
        ("number",),
        {"activity": ("activities", "activity"), "theme": ("themes", "theme"), "merged_into": ("ideas", "number")},
        _ideas,
    ),
    Table(
        "results",
        (
            _ACTIVITY,
            Column("target", "string", True),
            Column("idea", "integer", False, "target_idea"),
            Column("theme", "string", False, "target_theme"),
            Column("rank", "integer", True),
            Column("measure", "string", True),
            Column("value", "number", True),
        ),
        ("activity", "target", "measure"),
        {"activity": ("activities", "activity"), "idea": ("ideas", "number"), "theme": ("themes", "theme")},
        _results,
    ),
    Table(
        "ballots",
        (
            _ACTIVITY,
            Column("ballot", "integer", True),
            Column("target", "string", True),
            Column("idea", "integer", False, "target_idea"),
            Column("theme", "string", False, "target_theme"),
            Column("source", "string", True, "ballot_source"),
            Column("weight", "integer", True),
            Column("mark", "integer", True),
            Column("second_mark", "integer"),
        ),
        ("activity", "ballot", "target"),
        {"activity": ("activities", "activity"), "idea": ("ideas", "number")},
        _ballots,
    ),
    Table(
        "participation",
        (Column("what", "string", True), Column("group", "string", True), Column("count", "integer", True)),
        ("what", "group"),
        {},
        _participation,
    ),
)
"""Tables that others refer to come before them."""


def files(summary: Summary, lang: str) -> dict[str, bytes]:
    """File name → the CSV file of each table."""
    return {table.file: table.csv(summary, lang) for table in TABLES}
