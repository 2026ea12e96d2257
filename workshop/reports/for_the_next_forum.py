"""What a forum came to, in the few words that the next forum of its series begins with."""

import datetime as dt

from workshop.contract.shared_types import EARLIER_IDEAS, EARLIER_THEMES, Earlier, EarlierIdea, EarlierTheme
from workshop.domain.cluster_letters import by_letter
from workshop.domain.methods.base import Number
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import Theme
from workshop.reports.vote_summary import RowSummary, VoteSummary
from workshop.runtime import epoch_ms

QUOTE = 200
"""The most characters of a quoted idea; a longer one is not quoted, because words of people are never cut."""


def what_it_came_to(summary: Summary, forum: int) -> Earlier:
    """The themes with ideas of the forum with id `forum`, the largest first, and the leading ideas of its main vote on
    ideas."""
    sized = sorted((one for one in summary.themes if one.ideas), key=_size)
    return Earlier(
        forum=forum,
        title={language: words for language, words in summary.title.items() if words},
        at=_moment(summary.started_at or summary.starts_at),
        themes=[_theme(one) for one in sized[:EARLIER_THEMES]],
        ideas=leading_ideas(summary)[:EARLIER_IDEAS],
    )


def leading_ideas(summary: Summary) -> list[EarlierIdea]:
    """The ideas that led the main one of the votes on ideas; none where people voted on themes only."""
    vote = summary.main_vote_on_ideas
    return [_idea(vote, row) for row in vote.top()] if vote else []


def _size(theme: Theme) -> tuple[Number, int, int, str]:
    return -(theme.votes or 0), -len(theme.ideas), *by_letter(theme.letter)


def _theme(theme: Theme) -> EarlierTheme:
    quote = theme.quote if theme.quote and len(theme.quote.text) <= QUOTE else None
    return EarlierTheme(
        cluster=theme.id,
        letter=theme.letter,
        title=theme.title,
        ideas=len(theme.ideas),
        votes=None if theme.votes is None else round(theme.votes),
        quote=quote.text if quote else "",
        lang=quote.lang if quote else "",
    )


def _idea(vote: VoteSummary, row: RowSummary) -> EarlierIdea:
    votes = round(row.value) if vote.counts_votes else None
    return EarlierIdea(
        idea=row.target, number=int(row.label), text=row.text, lang=row.lang, theme=row.theme, votes=votes
    )


def _moment(at: dt.datetime | None) -> int | None:
    return None if at is None else epoch_ms.of(at)
