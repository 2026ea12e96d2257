"""The ballots of a vote as files for programs give them: without owners, with numbers that hold in one file only."""

from collections.abc import Mapping

from workshop.domain.activities import KINDS
from workshop.domain.methods import merged_targets
from workshop.domain.methods.base import Ballot
from workshop.reports.summary import Summary
from workshop.reports.vote_summary import VoteSummary


def numbered(ballots: list[Ballot]) -> list[tuple[int, Ballot]]:
    """The ballots numbered from 1 in the order of what stands in them. Such a number says nothing that the ballot does
    not say: neither when it was cast, nor which ballot of another vote, file or forum is of the same person."""
    return list(
        enumerate(sorted(ballots, key=lambda one: (one.source, one.weight, sorted(map(str, one.marks.items())))), 1)
    )


def counted(summary: Summary, vote: VoteSummary) -> list[Ballot]:
    """The ballots by what their marks count for: those given to merged ideas stand under the idea that they are merged
    into."""
    numbers = {idea.number: idea.id for idea in summary.everything}
    leads = {one.id: numbers[one.merged_into] for one in summary.everything if one.merged_into is not None}
    about = {row.target: row.target for row in vote.rows}
    counts = about | ({idea: lead for idea, lead in leads.items() if lead in about} if vote.of == "ideas" else {})
    return merged_targets.all_ballots(vote.each, counts, KINDS[vote.step.kind].as_one)


def with_voters(summary: Summary, vote: VoteSummary) -> list[Ballot]:
    """The counted ballots that somebody gave: raised hands have no voter."""
    return [one for one in counted(summary, vote) if not one.raised]


def raised(summary: Summary, vote: VoteSummary) -> int:
    """How many raised hands were counted."""
    return sum(one.weight for one in counted(summary, vote) if one.raised)


def labels(summary: Summary, vote: VoteSummary) -> Mapping[int, str]:
    """What people call what was voted on: idea's id → its number, theme's id → its letter."""
    if vote.of == "ideas":
        return {idea.id: str(idea.number) for idea in summary.everything}
    return {row.target: row.label for row in vote.rows} | {theme.id: theme.letter for theme in summary.themes}
