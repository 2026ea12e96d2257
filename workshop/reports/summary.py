"""The summary model of a forum, from which every report format is written. `build_summary` makes it,
`public_summary` leaves out what is not for everybody.

Only ideas that everyone may see keep their words. Hidden, waiting, private and withdrawn ones are counted without their
words; in a rehearsal, where no real person wrote, `everything` carries the words for checking the count. Must not: read
the database, or hold a vote that is not revealed.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from workshop.charts import Chart
from workshop.contract.idea_states import HIDDEN
from workshop.contract.shared_types import Texts
from workshop.domain.activities import KINDS
from workshop.domain.activities.base import Settings
from workshop.domain.activities.results import MOST, USUAL, places
from workshop.domain.agenda import WAITING
from workshop.domain.main_vote import main_vote
from workshop.domain.methods.base import Ballot, Measure, Number
from workshop.reports.licence import USUAL_LICENCE
from workshop.reports.small_groups import Groups

SOURCES = ("phone", "helper", "paper", "import", "earlier")

PAGE_ONE = ((USUAL, MOST), (4, 4), (3, 4))
"""The usual and the largest number of rows of each vote on page 1, when one, two or three votes stand there."""
LEAST = 3
"""The rows that each vote has there, if it has so many: of a tie that is too large, as many as complete these."""
LISTED = (20, 25)
"""The usual and the largest number of rows of a vote that documents list with their words. Of those that follow they
give the numbers only: the words stand under the themes, and every number in the spreadsheet."""
MANY_THEMES = 8
"""The most themes on page 1. Beside more, two votes have the rows of three."""


@dataclass(frozen=True)
class StepSummary:
    """One activity of the agenda. `name` is what it is called when it has another name than its kind.

    `ideas` counts the shown ones; `opened_at` is None for an activity that was never opened. `spans`: when it was open,
    each from when to when; until None, it still is.
    """

    id: int
    position: int
    kind: str
    name: Texts
    prompt: Texts
    instruction: Texts
    minutes: int
    settings: Settings
    state: str
    revealed: bool
    ideas: int
    opened_at: dt.datetime | None = None
    spans: list[tuple[dt.datetime, dt.datetime | None]] = field(default_factory=list)


@dataclass(frozen=True)
class AnswerSummary:
    """What the organisers answered: its status (`ANSWER_STATUSES`), their words, whether they decided otherwise than
    the vote would have it, and when."""

    status: str
    words: Texts
    departure: bool
    at: dt.datetime


@dataclass(frozen=True)
class IdeaSummary:
    """One idea. `text` is empty unless it is shown, or merged into one that is (in a rehearsal it is there always);
    `theme` is the letter of its cluster, of a merged idea that of the other, or ""."""

    id: int
    number: int
    text: str
    step: int
    theme: str
    source: str
    table: int | None
    state: str
    reason: str | None
    at: dt.datetime | None
    """None where it is not told: in public, of an idea that nobody may read"""
    lang: str = ""
    """fi, sv, en, or empty when not known"""
    key: str = ""
    left_out: bool = False
    """not voted on, by the facilitator's choice"""
    late: bool = False
    """came after the end that had been set for its step"""
    beforehand: bool = False
    """was written before the forum began"""
    came_from: int | None = None
    """the number that it had in the earlier forum from which it was carried on"""
    came_from_forum: Texts = field(default_factory=dict)
    """the title of that forum; empty when it was deleted"""
    masked: bool = False
    """a number or an address in it is covered"""
    original: str = ""
    """what its author wrote, where `text` is a facilitator's; empty also where it should not be shown unread"""
    merged_into: int | None = None
    """the number of the idea that it is merged into"""
    supporters: int | None = None
    """people who supported it, or an idea that is merged into it, instead of posting the same; None before the
    results"""
    read: bool = True
    """everyone may read its words: it is shown, or merged into an idea that is"""
    answer: AnswerSummary | None = None
    """the answer that counts for it, also where it was given to its whole theme; None while there is none"""
    details: Mapping[str, str] = field(default_factory=dict)
    """the public fields of a proposal beside its title (`proposal_form.DETAILS`); empty for an idea, and where nobody
    may read it. The contact is in no summary"""


@dataclass(frozen=True)
class Moderation:
    """What was done against what should not be on a wall. `held`: authors whose later ideas wait; the others count how
    often it was turned on: `slow` one idea at a time, `emergencies` a dark screen with every new idea waiting."""

    masked: int
    held: int
    slow: int
    emergencies: int


@dataclass(frozen=True)
class BackgroundSummary:
    """What people answered to a background question: how many gave each choice, and how many none (`silent`); None for
    a number that is not published."""

    words: Texts
    choices: list[tuple[Texts, int | None]]
    silent: int | None


@dataclass(frozen=True)
class Theme:
    """A cluster with its shown ideas in posting order. `votes` are those of the last revealed vote, None before one;
    `quote` is the idea that represents it."""

    id: int
    letter: str
    title: str
    ideas: list[IdeaSummary]
    votes: Number | None = None
    quote: IdeaSummary | None = None
    answer: AnswerSummary | None = None
    """what was answered to all of its ideas together"""
    came_from: int | None = None
    """the id of the theme of an earlier forum that it goes on from"""


@dataclass(frozen=True)
class RowSummary:
    """One row of a vote's result. `label` is an idea's number or a theme's letter, `theme` the letter of an idea's
    theme or ""."""

    target: int
    rank: int
    label: str
    text: str
    theme: str
    lang: str
    value: Number
    """its main measure"""
    measures: Mapping[str, Number]


@dataclass(frozen=True)
class ThemeVotes:
    """The result of a vote on ideas for one theme: how many ideas got anything, and the measures that add up.

    `letter` is empty for the ideas without a theme.
    """

    letter: str
    title: str
    ideas: int
    value: Number
    measures: Mapping[str, Number]


@dataclass(frozen=True)
class VoteSummary:
    """A revealed vote: its question, its method with the settings that explain it, and its rows from the most votes."""

    step: StepSummary
    method: str
    of: str
    """ideas or clusters"""
    chart: Chart
    measures: Sequence[Measure]
    """what is said of each row, the main one first"""
    facts: Mapping[str, Number]
    rows: list[RowSummary]
    by_theme: list[ThemeVotes] = field(default_factory=list)
    """a vote on ideas summed up by theme, the most votes first; empty where there are no themes"""
    each: list[Ballot] = field(default_factory=list)
    merged: bool = False
    """whether it is on ideas into which others are merged"""

    @property
    def words(self) -> str:
        """The ending of the keys of its sentences, as ".rating"; "" where people voted."""
        own = KINDS[self.step.kind].words
        return f".{own}" if own else ""

    @property
    def chooses(self) -> bool:
        """Whether people said in it what they prefer."""
        return KINDS[self.step.kind].chooses

    @property
    def adds_up(self) -> bool:
        """Whether its main measure can be added up over the ideas of a theme."""
        return self.measures[0].adds_up

    @property
    def counts_votes(self) -> bool:
        """Whether the number of each row is one of votes."""
        return self.measures[0].unit == "votes"

    @property
    def given(self) -> list[RowSummary]:
        """The rows whose main measure is not 0."""
        return [row for row in self.rows if row.value]

    @property
    def sums(self) -> list[Measure]:
        """The measures that can be added up over several rows."""
        return [measure for measure in self.measures if measure.adds_up]

    @property
    def ballots(self) -> int:
        """The number of ballots that people cast."""
        return int(self.facts.get("ballots", 0))

    @property
    def paper(self) -> int:
        """The number of these ballots that were on paper."""
        return int(self.facts.get("paper", 0))

    @property
    def hands(self) -> int:
        """The number of hands that were counted, in votes."""
        return int(self.facts.get("hands", 0))

    def top(self, usual: int = USUAL, most: int = MOST) -> list[RowSummary]:
        """The leading rows, as many as are shown in the hall or fewer (`results.places`), but LEAST if there are so
        many."""
        found = places([(row.rank, row.value) for row in self.rows], usual, most)
        return self.given[: max(found, min(usual, LEAST))]

    @property
    def listed(self) -> list[RowSummary]:
        """The rows that documents list with their words."""
        return self.top(*LISTED)

    @property
    def first(self) -> list[RowSummary]:
        """The row in the first place, or the rows that share it."""
        return [row for row in self.given if row.rank == 1]

    @property
    def lead(self) -> Number:
        """The difference between the first place and the next in the main measure; 0 when no other row has any."""
        after = [row.value for row in self.given if row.rank > 1]
        return self.given[0].value - after[0] if after else 0


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
    steps: list[StepSummary]
    ideas: list[IdeaSummary]
    everything: list[IdeaSummary]
    reasons: dict[str, Texts]
    """the forum's own reasons, and those of the house for which ideas were hidden, by name"""
    moderation: Moderation | None
    """None where neither this nor why ideas were hidden is told: in public"""
    themes: list[Theme]
    loose: list[IdeaSummary]
    """shown ideas without a theme, of the steps whose ideas are up for grouping"""
    apart: list[IdeaSummary]
    """shown ideas without a theme of the other steps, which were never up for grouping; empty where there are no
    themes"""
    votes: list[VoteSummary]
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
        return self.state != "ended"

    @cached_property
    def states(self) -> dict[str, int]:
        """The number of all ideas by state."""
        return dict(Counter(idea.state for idea in self.everything))

    @cached_property
    def hidden(self) -> dict[str, int]:
        """The number of hidden ideas by reason."""
        return dict(Counter(idea.reason or "" for idea in self.everything if idea.state == HIDDEN))

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
    def closed_votes(self) -> int:
        """The number of votes that were opened and are not revealed yet."""
        return sum(KINDS[one.kind].votes and one.state != WAITING and not one.revealed for one in self.steps)

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
        used = {vote.words for vote in self.votes if vote.chooses}
        return used.pop() if len(used) == 1 else ""

    @property
    def leading(self) -> list[tuple[VoteSummary, list[RowSummary]]]:
        """The votes of page 1 with their leading rows, as many as it holds: votes on ideas first, then later ones."""
        found = [vote for vote in reversed(self.votes) if vote.given and vote.chooses]
        found = sorted(found, key=lambda vote: vote.of != "ideas")[: len(PAGE_ONE)]
        crowded = len(found) == 2 and len(self.themes) > MANY_THEMES
        return [(vote, vote.top(*PAGE_ONE[len(found) - 1 + crowded])) for vote in found]

    @property
    def main_vote(self) -> VoteSummary | None:
        """The main vote of the report."""
        return main_vote(self.votes)
