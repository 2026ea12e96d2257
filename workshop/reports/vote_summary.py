"""A revealed vote in a forum's summary, and what is worked out of its rows: which lead and by how much, which documents
list."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from workshop.charts import Chart
from workshop.domain.activities import KINDS
from workshop.domain.main_vote import main_vote
from workshop.domain.methods import wilson
from workshop.domain.methods.base import BROUGHT_IN, Ballot, Measure, Number
from workshop.domain.methods.position_effect import PositionEffect
from workshop.domain.places import MOST, USUAL, places, unit_written
from workshop.i18n import catalogues
from workshop.reports.summary_parts import StepSummary

LEAST = 3
"""The rows that each vote has on page 1, if it has so many: of a tie that is too large, as many as complete these."""
BY_HAND_OR_NOT = ("phone", "hands")
"""The measures into which votes are divided by how they were given."""
LISTED = (20, 25)
"""The usual and the largest number of rows of a vote that documents list with their words. Of those that follow they
give the numbers only: the words stand under the themes, and every number in the spreadsheet."""


@dataclass(frozen=True)
class RowSummary:
    """One row of a vote's result. `label` is an idea's number or a theme's letter, `theme` the letter of an idea's
    theme or "", of a sorting that of the theme which most people chose."""

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
    """a vote on ideas summed up by theme, the most votes first and ideas without a theme last; empty where there are no
    themes"""
    each: list[Ballot] = field(default_factory=list)
    merged: bool = False
    """whether it is on ideas into which others are merged"""
    position: PositionEffect | None = None
    """which part of what was given went to the first half of each phone's own list; None where too few voted for
    that, or phones had no list"""
    recounted: dt.datetime | None = None
    """when it was last counted again after it had been shown; None while it is as it was shown"""
    recounted_because: str = ""
    """hands, hidden, parted or themes (`undo.Recount`)"""
    shown_early: dt.datetime | None = None
    """when its result was shown for the first time, if voting went on after that; None where it was over"""
    voted_early: int = 0
    """how many had voted by phone until then"""
    parted: Mapping[int, int] = field(default_factory=dict)
    """the shown ideas that were part of another one for all of this vote, and so have no row in it: number → the number
    of that one"""

    @property
    def words(self) -> str:
        """The ending of the keys of its sentences, as ".rating"; "" where people voted."""
        own = KINDS[self.step.kind].words
        return f".{own}" if own else ""

    @cached_property
    def unit(self) -> str:
        """In which the values of its main measure are written (`domain.places.unit_written`)."""
        return unit_written(self.measures[0].unit, [(row.rank, row.value) for row in self.rows])

    @cached_property
    def decimals(self) -> dict[str, int]:
        """Measure → with how many decimals its numbers, and the ends of its interval, stand below each other: one where
        any of them has one, of the main measure as many as tell its places apart."""
        found = {one.name: int(any(self._has_tenths((one.name, *(one.between or ()))))) for one in self.measures}
        main = self.measures[0].name
        return found | {main: max(found[main], catalogues.decimals_of(self.unit))}

    def _has_tenths(self, names: Sequence[str]) -> Iterator[bool]:
        return (int(abs(row.measures.get(name, 0)) * 10 + 0.5) % 10 != 0 for row in self.rows for name in names)

    @property
    def names_themes(self) -> bool:
        """Whether its rows are told with their themes."""
        return bool(self.by_theme or KINDS[self.step.kind].into)

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
    def comparable(self) -> list[RowSummary]:
        """Those of them that rest on enough answers to be compared with each other; all where none does."""
        return [row for row in self.given if not self.has_few(row)] or self.given

    @property
    def told(self) -> list[Measure]:
        """The measures that people read: divided into votes by hand and others only where hands were counted."""
        return [measure for measure in self.measures if self.hands or measure.name not in BY_HAND_OR_NOT]

    @property
    def sums(self) -> list[Measure]:
        """Those of them that can be added up over several rows."""
        return [measure for measure in self.told if measure.adds_up]

    @property
    def ballots(self) -> int:
        """The number of ballots that people cast."""
        return int(self.facts.get("ballots", 0))

    @property
    def paper(self) -> int:
        """The number of these ballots that were on paper."""
        return int(self.facts.get("paper", 0))

    @property
    def listed_on_phones(self) -> bool:
        """Whether phones had a list of its rows: some ballot is neither on paper nor from another service."""
        return self.ballots > self.paper and not any(one.source == BROUGHT_IN for one in self.each)

    @property
    def hands(self) -> int:
        """The number of hands that were counted, in votes."""
        return int(self.facts.get("hands", 0))

    def top(self, usual: int = USUAL, most: int = MOST) -> list[RowSummary]:
        """The leading rows, as many as are shown in the hall or fewer (`domain.places`), but LEAST if there are so
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
    def after_first(self) -> list[RowSummary]:
        """The rows after the first place that may be compared with it."""
        return [row for row in self.given if row.rank > 1 and not self.has_few(row)]

    @property
    def lead(self) -> Number:
        """The difference between the first place and the next in the main measure; 0 when no other row has any, or none
        that it may be compared with."""
        return self.given[0].value - self.after_first[0].value if self.after_first else 0

    def share_interval(self, row: RowSummary) -> tuple[float, float] | None:
        """The 95 % interval of the share in which people of this row said what they prefer, from 0 to 1; None where the
        main measure is none of that."""
        part = KINDS[self.step.kind].part
        counted, answers = part(row.measures) if part else (0, 0)
        return wilson.interval(counted / answers, answers) if answers else None

    def has_few(self, row: RowSummary) -> bool:
        """Whether a row rests on too few answers for others to be compared with it."""
        return KINDS[self.step.kind].has_few(row.measures)

    @property
    def lead_rests_on_hands(self) -> bool:
        """Whether the row that is alone in the first place would not be without the votes that were counted by hand."""
        if len(self.first) != 1 or not self.lead:
            return False
        first, *others = (row.value - row.measures.get("hands", 0) for row in self.given)
        return first <= max(others)


def main_vote_on_ideas(votes: Sequence[VoteSummary]) -> VoteSummary | None:
    """The main one of those that are on ideas."""
    return main_vote([vote for vote in votes if vote.of == "ideas"])
