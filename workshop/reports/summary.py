"""The summary model of a forum, from which every report format is written, and what is worked out of it: how many ideas
are in which state, which votes stand on page 1. `build_summary` makes it, `public_summary` leaves out what is not for
everybody; its parts are in `summary_parts` and `vote_summary`.

Only ideas that everyone may see keep their words. Hidden, waiting, private and withdrawn ones are counted without their
words; in a rehearsal, where no real person wrote, `everything` carries the words for checking the count. Must not: read
the database, or hold a vote that is not revealed.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from workshop.contract import idea_states
from workshop.contract.forum_states import ENDED
from workshop.contract.shared_types import Texts
from workshop.domain import activity_states
from workshop.domain.activities import KINDS
from workshop.domain.main_vote import main_vote
from workshop.domain.places import MOST, USUAL
from workshop.reports.licence import USUAL_LICENCE
from workshop.reports.small_group_suppression import Groups
from workshop.reports.summary_parts import (
    AnswerSummary,
    BackgroundSummary,
    EventSummary,
    IdeaSummary,
    Moderation,
    StepSummary,
    Theme,
)
from workshop.reports.vote_summary import RowSummary, VoteSummary, main_vote_on_ideas

SOURCES = ("phone", "helper", "paper", "import", "earlier")
PAGE_ONE = (((USUAL, MOST),), ((5, 6), (4, 4)), ((3, 4), (3, 4), (3, 4)))
"""The usual and the largest number of rows of each vote on page 1, the main one first, when one, two or three votes
stand there. Of two the main one has five, because so many usually go on."""
FEW_ANSWERS = 5
"""With fewer answers on the results than these, a share would tell who said what."""
MANY_THEMES = 8
"""The most themes on page 1. Beside more, two votes have the rows of three."""


@dataclass(frozen=True)
class Summary:
    """Everything that a report shows. Times are local.

    Each idea that was ever posted has a number. "So many ideas" always means those shown, on every page and in every
    file.
    """

    code: str
    ref: str
    """code and ref are empty in public"""
    title: Texts
    intro: Texts
    series: str
    place: str
    organiser: str
    state: str
    self_paced: bool
    rehearsal: bool
    languages: list[str]
    made_at: dt.datetime
    created_at: dt.datetime
    starts_at: dt.datetime | None
    """the announced start"""
    started_at: dt.datetime | None
    ended_at: dt.datetime | None
    log_n: int
    log_head: str
    joined: int
    posted: int
    voted: int
    spoken: Groups
    """people by the language that they read in; empty until the forum has ended"""
    steps: list[StepSummary] = field(default_factory=list)
    ideas: list[IdeaSummary] = field(default_factory=list)
    everything: list[IdeaSummary] = field(default_factory=list)
    reasons: dict[str, Texts] = field(default_factory=dict)
    """the forum's own reasons, and those of the house for which ideas were hidden, by name"""
    moderation: Moderation | None = None
    """None where neither this nor why ideas were hidden is told: in public"""
    themes: list[Theme] = field(default_factory=list)
    loose: list[IdeaSummary] = field(default_factory=list)
    """shown ideas without a theme, of the steps whose ideas are up for grouping"""
    apart: list[IdeaSummary] = field(default_factory=list)
    """shown ideas without a theme of the other steps, which were never up for grouping; empty where there are no
    themes"""
    votes: list[VoteSummary] = field(default_factory=list)
    next_steps: Texts = field(default_factory=dict)
    """what happens next, in the organiser's words"""
    active: int = 0
    """people who did anything on their phone, beside coming in"""
    complete: int = 0
    """people who said, after the end, that the results are what people said"""
    answered: int = 0
    """people who said anything of the results after the end, also that something is missing"""
    background: list[BackgroundSummary] = field(default_factory=list)
    """empty until the forum has ended"""
    programme: list[EventSummary] = field(default_factory=list)
    """the events of an open call in the order of their times; empty while the programme is not published"""
    licence: str = USUAL_LICENCE
    """of its data, by its name in `licence.LICENCES`"""
    retention: str = ""
    """how long the house keeps its results, in its own words; "" where nobody said it"""

    @property
    def stem(self) -> str:
        """What its files are called, without an ending."""
        return f"forum-{self.code}" if self.code else "forum"

    @property
    def has_proposals(self) -> bool:
        """Whether people filled in a form in any of its steps."""
        return any(KINDS[step.kind].form for step in self.steps)

    @property
    def in_progress(self) -> bool:
        """Whether the forum goes on, or has yet to begin: then its numbers may still change."""
        return self.state != ENDED and not self.brought_in

    @property
    def brought_in(self) -> bool:
        """Whether it was held elsewhere: its ideas and the ballots of its votes, if it had any, came from a file, and
        nobody joined."""
        held = bool(self.ideas and (self.votes or self.state == ENDED)) and not (self.joined or self.paper)
        return held and self.sources["import"] == len(self.ideas)

    @property
    def counts_people(self) -> bool:
        """Whether the number of people who joined says how many took part. Where nobody did, although there are ideas
        or votes, these came from elsewhere or on paper: nobody knows from how many people, and it was not none."""
        return bool(self.joined or not (self.everything or self.voted))

    @cached_property
    def states(self) -> dict[str, int]:
        """The number of all ideas by state."""
        return dict(Counter(idea.state for idea in self.everything))

    @cached_property
    def hidden(self) -> dict[str, int]:
        """The number of ideas that a person hid, by reason."""
        its = (idea for idea in self.everything if idea.state == idea_states.HIDDEN and not idea.import_undone)
        return dict(Counter(idea.reason or "" for idea in its))

    @property
    def imports_undone(self) -> int:
        """The number of ideas that came from a file, and are hidden because that was undone."""
        return sum(idea.import_undone for idea in self.everything)

    @cached_property
    def sources(self) -> dict[str, int]:
        """The number of shown ideas by source, zeros included."""
        counts = Counter(idea.source for idea in self.ideas)
        return {source: counts[source] for source in SOURCES}

    @property
    def left_out(self) -> int:
        """The number of shown ideas that were not voted on, by the facilitator's choice."""
        return sum(idea.left_out for idea in self.ideas)

    @property
    def hands(self) -> int:
        """The number of hands that were counted in the votes in which people chose."""
        return sum(vote.hands for vote in self.votes if vote.chooses)

    @property
    def paper(self) -> int:
        """The number of people who voted on paper: the most in any of the votes, because nobody knows who they are."""
        return max((vote.paper for vote in self.votes if vote.chooses), default=0)

    @property
    def confirmation(self) -> tuple[int, int] | None:
        """People who said that the results are what people said, and all who said anything of the results after the
        end; None while these are fewer than `FEW_ANSWERS`."""
        return (self.complete, self.answered) if self.answered >= FEW_ANSWERS else None

    @property
    def closed_votes(self) -> int:
        """The number of votes that were opened and are not revealed yet."""
        return sum(
            KINDS[one.kind].votes and one.state != activity_states.WAITING and not one.revealed for one in self.steps
        )

    @property
    def unshown(self) -> list[IdeaSummary]:
        """The ideas without words: waiting, private, hidden or withdrawn."""
        return [idea for idea in self.everything if not idea.read]

    def own_answer(self, idea: IdeaSummary) -> AnswerSummary | None:
        """What was answered to an idea itself, to be said beside it; None where its theme's answer says it for all."""
        return None if idea.answer == self._to_themes.get(idea.theme) else idea.answer

    @cached_property
    def _to_themes(self) -> dict[str, AnswerSummary | None]:
        return {theme.letter: theme.answer for theme in self.themes}

    def merged(self, idea: IdeaSummary) -> list[IdeaSummary]:
        """The ideas that are merged into this one."""
        return self._merged.get(idea.number, [])

    @cached_property
    def _merged(self) -> dict[int, list[IdeaSummary]]:
        found: dict[int, list[IdeaSummary]] = {}
        for idea in self.everything:
            if idea.merged_into is not None:
                found.setdefault(idea.merged_into, []).append(idea)
        return found

    @property
    def words(self) -> str:
        """The ending of the keys of sentences about all votes together: "" unless all of them have the same words.
        Where people only sorted, there are none."""
        used = self._vote_words
        return next(iter(used)) if len(used) == 1 else ""

    @property
    def votes_in_several_ways(self) -> bool:
        """Whether some of its votes have other words than others, so that its voters are counted together."""
        return len(self._vote_words) > 1

    @property
    def _vote_words(self) -> set[str]:
        return {vote.words for vote in self.votes if vote.chooses}

    @property
    def leading(self) -> list[tuple[VoteSummary, list[RowSummary]]]:
        """The votes of page 1 with their leading rows, as many as it holds: the main one first, then those on ideas,
        then later ones."""
        main = self.main_vote
        found = [vote for vote in reversed(self.votes) if vote.given and vote.chooses]
        found = sorted(found, key=lambda vote: (vote is not main, vote.of != "ideas"))[: len(PAGE_ONE)]
        crowded = len(found) == 2 and len(self.themes) > MANY_THEMES
        return [(vote, vote.top(*rows)) for vote, rows in zip(found, PAGE_ONE[len(found) - 1 + crowded], strict=False)]

    @property
    def main_vote(self) -> VoteSummary | None:
        """The main vote of the report."""
        return main_vote(self.votes)

    @property
    def main_vote_on_ideas(self) -> VoteSummary | None:
        """The main one of the votes on ideas, with whose leading ideas the next forum begins."""
        return main_vote_on_ideas(self.votes)
