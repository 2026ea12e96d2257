"""Votes and their results for the phone page's first paint: pure, shapes in, plain values for the template out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workshop.charts import Chart, chart_of
from workshop.contract.shapes import (
    ActivityShape,
    ClusterShape,
    ForumShape,
    IdeaShape,
    OwnBallot,
    OwnDealt,
    OwnIdea,
    TallyRow,
    TallyShape,
)
from workshop.domain.main_vote import main_first
from workshop.domain.methods.base import Mark, Number
from workshop.domain.places import leading, places
from workshop.domain.shown_votes import shown_votes
from workshop.domain.shuffled_order import shuffled
from workshop.pages.phone.rows_by_theme import by_theme
from workshop.projections.revealed_votes import RevealedVote, has_votes, revealed_votes
from workshop.projections.shape_changes import Put, things

USUAL, MOST = 10, 12
"""How many places of a result stand above the button "show all": the usual number, and the largest where otherwise only
some rows of equal rank would be shown."""
OWN_BELOW = 3
"""How many own ideas below these places are shown with their place, at most."""


@dataclass(frozen=True)
class Target:
    """What is voted on, with the person's own mark. The label is what a room calls it: number or letter."""

    id: int
    label: int | str
    text: str
    lang: str = ""
    cluster: int | None = None
    mark: Mark | None = None
    """the own mark; None where there is none, because zero may be an answer"""
    lost: bool = False
    """its own mark names what was removed since, and counts for nothing"""
    merged: Sequence[int] = ()
    """the numbers of the ideas that are merged into it"""

    @property
    def given(self) -> int:
        """How many votes the own mark is, where it counts as any."""
        return self.mark if isinstance(self.mark, int) and self.mark > 0 else 0


@dataclass(frozen=True)
class ResultRow(Target):
    """A target with its result."""

    rank: int = 0
    value: Number = 0
    """its main measure"""
    measures: Mapping[str, Number] = field(default_factory=dict)
    own: bool = False
    """it is the person's own idea"""
    answer: str = ""
    """the name of the own mark, where people answer in words"""
    into: ClusterShape | None = None
    """the theme into which most people sorted it"""


@dataclass(frozen=True)
class ThemeSum:
    """A theme's rows of a result; `value` is the sum of their main measure. The rows without a theme
    stand last."""

    theme: ClusterShape | None
    rows: Sequence[ResultRow]
    value: Number


@dataclass(frozen=True)
class ShownResult:
    """A revealed vote of a `step`; `main` is the measure that its values are, `unit` what they count. `themes` is empty
    where no row has a theme, or the values do not add up."""

    step: ActivityShape
    method: str
    words: str
    """the ending of the keys of its sentences, as ".rating"; "" where people voted"""
    chart: Chart
    main: str
    unit: str
    facts: Mapping[str, Number]
    rows: list[ResultRow]
    themes: list[ThemeSum]

    short: bool = False
    """whether only its leading places are told at first, as of a vote that is not the main one"""
    recounted: int | None = None
    """when it was last counted again after it had been shown (epoch ms)"""

    @property
    def given(self) -> bool:
        """Whether anybody voted."""
        return bool(self.facts.get("ballots") or self.facts.get("hands"))

    @property
    def top(self) -> list[ResultRow]:
        """The rows that are told at first: only such as got anything, a tie whole. One for the first place that is
        larger than MOST is cut there."""
        voted = [row for row in self.rows if row.value > 0]
        ranks = [(row.rank, row.value) for row in voted]
        return voted[: leading(ranks) if self.short else places(ranks, USUAL, MOST)]

    @property
    def own_below(self) -> list[ResultRow]:
        """The person's own ideas below the `top` that got anything, the best ones."""
        below = [row for row in self.rows[len(self.top) :] if row.own and row.value > 0]
        return below[:OWN_BELOW]

    @property
    def has_more(self) -> bool:
        """Whether rows are left below the `top`."""
        return self.given and len(self.rows) > len(self.top)


@dataclass(frozen=True)
class ToldVote:
    """A vote of which a results step tells: its result, or while phones wait for it `waits`, the key of what they
    say."""

    step: ActivityShape
    result: ShownResult | None
    waits: str


@dataclass(frozen=True)
class Back:
    """Own dots that came back because their target is no longer in the vote; `label` is None when it is not shown."""

    label: int | None
    given: Mark


@dataclass(frozen=True)
class Moved:
    """An idea with an own mark that is merged now: its number, and that of the idea it is merged into. `uncounted`: as
    in OwnBallot, said once for the idea that it is merged into."""

    number: int
    into: int | str
    uncounted: int = 0


def paper(put: Put, own: Put, activity: ActivityShape, seed: int) -> list[Target]:
    """The targets with the own marks, in this phone's own order; where targets are dealt, those of the own hand."""
    targets = _targets(put, activity)
    if activity.deals:
        hand = things(own, OwnDealt).get(activity.id)
        targets = {one: targets[one] for one in (hand.targets if hand else ()) if one in targets}
    rows = [replace(targets[one], mark=_mark(own, activity, one)) for one in shuffled(seed, list(targets))]
    there = {None, 0, *things(put, ClusterShape)} if activity.into else {one.mark for one in rows}
    return [one if one.mark in there else replace(one, mark=None, lost=True) for one in rows]


def moved(put: Put, own: Put, activity: ActivityShape) -> list[Moved]:
    """The ideas with an own mark that are merged into another one that is voted on."""
    targets = _targets(put, activity)
    mine = ballot(own, activity)
    last = {into: number for number, into in mine.merged.items()}
    return [
        Moved(
            int(number),
            targets[into].label,
            mine.uncounted.get(str(into), 0) if last[into] == number else 0,
        )
        for number, into in mine.merged.items()
        if into in targets
    ]


def undealt(put: Put, own: Put, activity: ActivityShape, rows: Sequence[Target]) -> int:
    """In a vote that deals its targets: how many this phone may still be dealt. Own ideas come when there are no
    others."""
    held, ours = {one.id for one in rows}, things(own, OwnIdea)
    rest = [one for one in _targets(put, activity) if one not in held] if activity.deals else []
    return sum(one not in ours for one in rest) if rows else len(rest)


def back(put: Put, own: Put, activity: ActivityShape) -> list[Back]:
    """Own dots whose target is no longer in the vote."""
    targets = _targets(put, activity)
    seen = things(put, IdeaShape) if activity.of == "ideas" else {}
    marks = {int(one): given for one, given in ballot(own, activity).marks.items() if given}
    gone = {one: given for one, given in marks.items() if one not in targets}
    return [Back(seen[one].number if one in seen else None, given) for one, given in gone.items()]


def results_at_the_end(put: Put, own: Put) -> list[ShownResult]:
    """Every vote that was revealed, after the end: the main one first, the others short, in the order of the agenda."""
    votes = main_first(revealed_votes(put))
    return [_shown(put, own, vote.step, vote.tally, short=at > 0) for at, vote in enumerate(votes)]


def told_votes(put: Put, own: Put, activity: ActivityShape) -> list[ToldVote]:
    """The votes of which the results step `activity` tells, the newest first, the others short. The twin of `toldVotes`
    in static/js/phone/told_votes.js."""
    tallies = things(put, TallyShape)
    votes = shown_votes(
        things(put, ActivityShape).values(), activity, lambda vote: vote in tallies and not has_votes(tallies[vote])
    )
    return [ToldVote(vote, result(put, own, vote, short=at > 0), _waits(put, vote)) for at, vote in enumerate(votes)]


def _waits(put: Put, vote: ActivityShape) -> str:
    """The key of what a phone says until the hall has seen every place of a result: soon, or, once a place is open,
    now; in a self-paced forum, until the result is shown."""
    if forum_of(put).self_paced:
        return "results.wait.self"
    return "results.now" if vote.revealed and vote.uncovered > 0 else "results.wait"


def result(put: Put, own: Put, vote: ActivityShape, short: bool = False) -> ShownResult | None:
    """The result of a vote, if it was revealed. While `RevealedVote.may_be_told` forbids it, phones wait."""
    tally = things(put, TallyShape).get(vote.id)
    if tally is None or not RevealedVote(vote, tally).may_be_told(forum_of(put)):
        return None
    return _shown(put, own, vote, tally, short)


def forum_of(put: Put) -> ForumShape:
    """The forum itself, which every snapshot has."""
    return next(iter(things(put, ForumShape).values()))


def _shown(put: Put, own: Put, vote: ActivityShape, tally: TallyShape, short: bool = False) -> ShownResult:
    targets = _targets(put, vote)
    rows = [_row(put, own, vote, tally, targets[row.target], row) for row in tally.rows if row.target in targets]
    sums = [
        ThemeSum(one.theme, one.rows, sum(row.value for row in one.rows))
        for one in by_theme(things(put, ClusterShape), rows)
    ]
    sums.sort(key=lambda one: (one.theme is None, -one.value))
    by_themes = sums if tally.adds_up and not short and any(one.theme for one in sums) else []
    return ShownResult(
        vote,
        tally.method,
        words_of(vote),
        chart_of(tally),
        tally.main,
        tally.unit,
        tally.facts,
        rows,
        by_themes,
        short,
        tally.recounted,
    )


def words_of(activity: ActivityShape) -> str:
    """The ending of the keys of sentences about a vote, as ".rating"; "" where people vote in it."""
    return f".{activity.words}" if activity.words else ""


def answer_of(activity: ActivityShape, mark: Mark | None) -> str:
    """The name of a mark of a vote in which people answer in words; "" elsewhere."""
    if not isinstance(mark, int) or activity.marks is None or not activity.answers:
        return ""
    return activity.answers[mark - activity.marks.least]


def _row(put: Put, own: Put, activity: ActivityShape, tally: TallyShape, target: Target, row: TallyRow) -> ResultRow:
    mine = activity.of == "ideas" and any(
        one.id == row.target or one.merged_into == target.label for one in things(own, OwnIdea).values()
    )
    mark = _mark(own, activity, target.id)
    return ResultRow(
        target.id,
        target.label,
        target.text,
        target.lang,
        target.cluster,
        mark,
        rank=row.rank,
        value=row.measures.get(tally.main, 0),
        measures=row.measures,
        own=mine,
        answer=answer_of(activity, mark),
        into=things(put, ClusterShape).get((tally.themes or {}).get(str(row.target), 0)),
    )


def ballot(own: Put, activity: ActivityShape) -> OwnBallot:
    """The own ballot in an activity; an empty one where none was cast."""
    return things(own, OwnBallot).get(activity.id) or OwnBallot(id=activity.id, n=0, marks={}, merged={}, uncounted={})


def _mark(own: Put, activity: ActivityShape, target: int) -> Mark | None:
    return ballot(own, activity).marks.get(str(target))


def _targets(put: Put, activity: ActivityShape) -> dict[int, Target]:
    """The targets of a vote, by id."""
    if activity.of == "clusters":
        return {one.id: Target(one.id, one.letter, one.title) for one in things(put, ClusterShape).values()}
    return {
        one.id: Target(one.id, one.number, one.text, one.lang, one.cluster, merged=one.merged)
        for one in things(put, IdeaShape).values()
        if one.votable
    }
