"""The columns of the table of ideas, in one place for every file that has it. Headings: `report.column.<name>`.

A forum with an open call has the public fields of proposals too, and once its programme is published when and where
each takes place. Ideas that are not shown have a row without their
words, with what became of them. Merged ideas keep their words, and name the idea that they are merged into.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from workshop.i18n import catalogues
from workshop.reports import idea_wording, vote_wording, wording
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import EventSummary, IdeaSummary
from workshop.reports.theme_names import with_theme_names

Value = str | int | float | dt.datetime | None
"""What a cell holds. Times are local; None is an empty cell."""


@dataclass(frozen=True)
class IdeaColumn:
    """One column: its name in every language, what its cells hold, its width in a spreadsheet (in characters), and its
    value of an idea in a language."""

    name: str
    holds: Literal["whole number", "text", "time"]
    width: int
    of: Callable[[Summary, IdeaSummary, str], Value]


def _question(summary: Summary, idea: IdeaSummary, lang: str) -> str:
    return next((wording.question(step, lang) for step in summary.steps if step.id == idea.step), "")


def _theme(summary: Summary, idea: IdeaSummary, lang: str) -> str:
    return next((theme.title for theme in summary.themes if theme.letter == idea.theme), "") if idea.read else ""


def _language(summary: Summary, idea: IdeaSummary, lang: str) -> str:
    return catalogues.say(lang, f"report.language.{idea.lang}") if idea.read and idea.lang else ""


IDEA_COLUMNS = (
    IdeaColumn("number", "whole number", 8, lambda _, idea, lang: idea.number),
    # a rehearsal's model holds the words of the unread ideas, too
    IdeaColumn("text", "text", 60, lambda _, idea, lang: idea.text if idea.read else ""),
    IdeaColumn("question", "text", 60, _question),
    IdeaColumn("letter", "text", 8, lambda _, idea, lang: idea.theme if idea.read else ""),
    IdeaColumn("theme", "text", 28, _theme),
    IdeaColumn("source", "text", 18, lambda _, idea, lang: idea_wording.origin(idea, lang)),
    IdeaColumn("table", "whole number", 8, lambda _, idea, lang: idea.table),
    IdeaColumn("at", "time", 17, lambda _, idea, lang: idea.at),
    IdeaColumn("language", "text", 12, _language),
    IdeaColumn("state", "text", 24, idea_wording.fate),
    IdeaColumn("merged_into", "whole number", 12, lambda _, idea, lang: idea.merged_into),
    IdeaColumn("original", "text", 60, lambda _, idea, lang: idea.original),
    IdeaColumn("supporters", "whole number", 12, lambda _, idea, lang: idea.supporters),
    IdeaColumn("status", "text", 20, lambda _, idea, lang: idea_wording.status(idea.answer, lang)),
    IdeaColumn(
        "answer", "text", 100, lambda _, idea, lang: wording.pick(idea.answer.words, lang) if idea.answer else ""
    ),
    IdeaColumn("answered_at", "time", 17, lambda _, idea, lang: idea.answer.at if idea.answer else None),
)


PROPOSAL_COLUMNS = (
    IdeaColumn("description", "text", 60, lambda _, idea, lang: idea.details.get("description", "")),
    IdeaColumn("wished", "text", 24, lambda _, idea, lang: idea.details.get("wished", "")),
    IdeaColumn("group", "text", 28, lambda _, idea, lang: idea.details.get("group", "")),
)


def _event(summary: Summary, idea: IdeaSummary) -> EventSummary | None:
    return next((event for event in summary.programme if event.number == idea.number), None)


def _starts(summary: Summary, idea: IdeaSummary, lang: str) -> Value:
    event = _event(summary, idea)
    return event.starts_at if event else None


def _ends(summary: Summary, idea: IdeaSummary, lang: str) -> Value:
    event = _event(summary, idea)
    return event.ends_at if event else None


def _place(summary: Summary, idea: IdeaSummary, lang: str) -> Value:
    event = _event(summary, idea)
    return event.place if event else None


PROGRAMME_COLUMNS = (
    IdeaColumn("programme_starts", "time", 17, _starts),
    IdeaColumn("programme_ends", "time", 17, _ends),
    IdeaColumn("programme_place", "text", 28, _place),
)


def columns_of(summary: Summary) -> tuple[IdeaColumn, ...]:
    """The columns of a forum's table, without those of its votes."""
    proposals = PROPOSAL_COLUMNS if summary.has_proposals else ()
    return (*IDEA_COLUMNS, *proposals, *(PROGRAMME_COLUMNS if summary.programme else ()))


def idea_table(summary: Summary, lang: str) -> list[list[Value]]:
    """Headings and rows: every number that was ever given in posting order, with a column more for each revealed vote
    on ideas."""
    summary = with_theme_names(summary, lang)
    votes = [vote for vote in summary.votes if vote.of == "ideas"]
    columns = columns_of(summary)
    heads: list[Value] = [wording.head(column.name, lang) for column in columns]
    heads += [vote_wording.column(vote, lang) for vote in votes]
    counts = [{row.target: row.measures.get(vote.measures[0].name) for row in vote.rows} for vote in votes]
    return [heads] + [
        [*(column.of(summary, idea, lang) for column in columns), *(count.get(idea.id) for count in counts)]
        for idea in summary.everything
    ]
