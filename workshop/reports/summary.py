"""The summary model of a forum, from which every report format is written; built from the facilitators' shapes and the
report data.

Only ideas that everyone may see keep their words. Hidden, waiting, private and withdrawn ones are counted without their
words; in a rehearsal, where no real person wrote, `everything` carries the words for checking the count. Must not: read
the database, or hold a vote that is not revealed.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from zoneinfo import ZoneInfo

from workshop.charts import Chart, chart_of
from workshop.contract import shapes
from workshop.contract.idea_states import HIDDEN
from workshop.domain.activities import KINDS
from workshop.domain.activities.base import Settings
from workshop.domain.activities.ideas import grouped
from workshop.domain.activities.results import places
from workshop.domain.ideas import EVERYONE
from workshop.domain.methods.base import Ballot, Measure, Number
from workshop.projections.idea import presentable
from workshop.projections.put_and_drop import Put, things
from workshop.projections.report_data import ReportData

Texts = dict[str, str]
SOURCES = ("phone", "helper", "paper")
QUOTE = (25, 140)
"""Least and most characters of an idea that reads well as its theme's quote: more than an exclamation, at most a few
lines."""


@dataclass(frozen=True)
class Step:
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
class Idea:
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
    at: dt.datetime
    lang: str = ""
    """fi, sv, en, or empty when not known"""
    key: str = ""
    left_out: bool = False
    """not voted on, by the facilitator's choice"""
    original: str = ""
    """what its author wrote, where `text` is a facilitator's; empty also where it should not be shown unread"""
    merged_into: int | None = None
    """the number of the idea that it is merged into"""
    read: bool = True
    """everyone may read its words: it is shown, or merged into an idea that is"""


@dataclass(frozen=True)
class Theme:
    """A cluster with its shown ideas in posting order. `votes` are those of the last revealed vote, None before one;
    `quote` is the idea that represents it."""

    id: int
    letter: str
    title: str
    ideas: list[Idea]
    votes: Number | None = None
    quote: Idea | None = None


@dataclass(frozen=True)
class Row:
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
class Vote:
    """A revealed vote: its question, its method with the settings that explain it, and its rows from the most votes."""

    step: Step
    method: str
    of: str
    """ideas or clusters"""
    chart: Chart
    measures: Sequence[Measure]
    """what is said of each row, the main one first"""
    facts: Mapping[str, Number]
    rows: list[Row]
    by_theme: list[ThemeVotes] = field(default_factory=list)
    """a vote on ideas summed up by theme, the most votes first; empty where there are no themes"""
    each: list[Ballot] = field(default_factory=list)
    merged: bool = False
    """whether it is on ideas into which others are merged"""

    @property
    def given(self) -> list[Row]:
        """The rows whose main measure is not 0."""
        return [row for row in self.rows if row.value]

    @property
    def sums(self) -> list[Measure]:
        """The measures that can be added up over several rows."""
        return [measure for measure in self.measures if measure.adds_up]

    @property
    def ballots(self) -> int:
        """The number of ballots cast by phone."""
        return int(self.facts.get("ballots", 0))

    @property
    def hands(self) -> int:
        """The number of hands that were counted, in votes."""
        return int(self.facts.get("hands", 0))

    @property
    def top(self) -> list[Row]:
        """The rows that were shown in the hall: some places, a tie whole or not at all."""
        return self.rows[: places([(row.rank, row.value) for row in self.rows])]

    @property
    def first(self) -> list[Row]:
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

    Each idea that was ever posted has a number, and `states` counts the numbers by state. "So many ideas" always means
    those shown, on every page and in every file. `hidden` counts the hidden ones by reason.
    """

    code: str
    ref: str
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
    spoken: dict[str, int]
    sources: dict[str, int]
    hands: int
    steps: list[Step]
    ideas: list[Idea]
    everything: list[Idea]
    states: dict[str, int]
    hidden: dict[str, int]
    themes: list[Theme]
    loose: list[Idea]
    """shown ideas without a theme, of the steps whose ideas are up for grouping"""
    apart: list[Idea]
    """shown ideas without a theme of the other steps, which were never up for grouping; empty where there are no
    themes"""
    votes: list[Vote]
    left_out: int
    """shown ideas that were not voted on, by the facilitator's choice"""
    closed_votes: int
    """votes that were opened and are not revealed yet"""

    @property
    def unshown(self) -> list[Idea]:
        """The ideas without words: waiting, private, hidden or withdrawn."""
        return [idea for idea in self.everything if not idea.read]

    def merged(self, idea: Idea) -> list[Idea]:
        """The ideas that are merged into this one."""
        return self._merged.get(idea.number, [])

    @cached_property
    def _merged(self) -> dict[int, list[Idea]]:
        found: dict[int, list[Idea]] = {}
        for idea in self.everything:
            if idea.merged_into is not None:
                found.setdefault(idea.merged_into, []).append(idea)
        return found

    @property
    def main_vote(self) -> Vote | None:
        """The main vote of the report: the last revealed one with any votes."""
        return _main(self.votes)


def build(put: Put, facts: ReportData, now: int, tz: ZoneInfo) -> Summary:
    """A summary from the facilitators' snapshot and the facts (`workshop.projections.report_data.everything`), as of
    `now` (epoch ms), with times in `tz`."""
    forum = next(iter(things(put, shapes.ForumShape).values()))
    every = _ideas(put, facts, tz, bool(forum.rehearsal))
    shown = [idea for idea in every if idea.state in EVERYONE]
    steps = _steps(put, facts, shown, tz)
    votes = _votes(put, facts, steps, every)
    themes = _themes(put, shown, votes)
    loose, apart = without_theme(shown, steps if themes else [])
    sources = Counter(idea.source for idea in shown)
    return Summary(
        code=forum.code,
        ref=facts.ref,
        title=forum.title,
        intro=facts.intro,
        series=facts.series,
        place=forum.place,
        organiser=forum.organiser,
        state=forum.state,
        self_paced=forum.self_paced,
        rehearsal=forum.rehearsal,
        languages=forum.languages,
        made_at=_local(now, tz),
        created_at=_local(facts.created_at, tz),
        starts_at=_when(forum.starts_at, tz),
        started_at=_when(facts.started_at, tz),
        ended_at=_when(facts.ended_at, tz),
        log_n=facts.log_n,
        log_head=facts.log_head,
        joined=facts.joined,
        posted=facts.posted,
        voted=facts.voted,
        spoken=facts.languages,
        sources={source: sources[source] for source in SOURCES},
        hands=sum(vote.hands for vote in votes),
        steps=steps,
        ideas=shown,
        everything=every,
        states=dict(Counter(idea.state for idea in every)),
        hidden=dict(Counter(idea.reason or "" for idea in every if idea.state == HIDDEN)),
        themes=themes,
        loose=loose,
        apart=apart,
        votes=votes,
        left_out=sum(idea.left_out for idea in shown),
        closed_votes=sum(
            1 for step in steps if KINDS[step.kind].votes and step.state != "waiting" and not step.revealed
        ),
    )


def _ideas(put: Put, facts: ReportData, tz: ZoneInfo, rehearsal: bool) -> list[Idea]:
    letters = {thing: cluster.letter for thing, cluster in things(put, shapes.ClusterShape).items()}
    every, steps = things(put, shapes.FacilitatorIdea), things(put, shapes.ActivityShape)
    kept_back = {step.id for step in steps.values() if step.keeps_back and not step.revealed}

    def lead(idea: shapes.FacilitatorIdea) -> shapes.FacilitatorIdea:
        return idea if idea.merged_into is None else every[idea.merged_into]

    def is_read(idea: shapes.FacilitatorIdea) -> bool:
        return lead(idea).state in EVERYONE and (idea.state in EVERYONE or idea.activity not in kept_back)

    found = [
        Idea(
            id=idea.id,
            number=idea.number,
            text=idea.text if rehearsal or is_read(idea) else "",
            step=idea.activity,
            theme=letters.get(lead(idea).cluster or 0, ""),
            source=idea.source,
            table=idea.table,
            state=idea.state,
            reason=idea.reason,
            at=_local(idea.at, tz),
            lang=idea.lang,
            key=facts.keys.get(idea.id, ""),
            left_out=idea.left_out,
            original=presentable(idea.original or "") if is_read(idea) else "",
            merged_into=None if idea.merged_into is None else lead(idea).number,
            read=is_read(idea),
        )
        for idea in every.values()
    ]
    return sorted(found, key=lambda idea: idea.number)


def _steps(put: Put, facts: ReportData, shown: list[Idea], tz: ZoneInfo) -> list[Step]:
    counts = Counter(idea.step for idea in shown)
    found = [
        Step(
            id=one.id,
            position=one.position,
            kind=one.kind,
            name=one.name,
            prompt=one.prompt,
            instruction=one.instruction,
            minutes=one.minutes,
            settings=one.settings,
            state=one.state,
            revealed=one.revealed,
            ideas=counts[one.id],
            opened_at=_when(facts.opened.get(one.id), tz),
            spans=[(_local(span.opened, tz), _when(span.closed, tz)) for span in facts.spans.get(one.id, [])],
        )
        for one in things(put, shapes.ActivityShape).values()
    ]
    return sorted(found, key=lambda step: step.position)


def _themes(put: Put, shown: list[Idea], votes: list[Vote]) -> list[Theme]:
    last = _main(votes)
    adds_up = last is not None and last.measures[0].adds_up
    counts = {row.target: row.value for row in last.rows} if last else {}
    found = []
    for one in things(put, shapes.ClusterShape).values():
        ideas = [idea for idea in shown if idea.theme == one.letter]
        on_ideas = last is not None and last.of == "ideas"
        votes_here = sum(counts.get(idea.id, 0) for idea in ideas) if on_ideas else counts.get(one.id, 0)
        quote = _quote(ideas, counts if on_ideas else {})
        found.append(Theme(one.id, one.letter, one.title, ideas, votes_here if adds_up else None, quote))
    return sorted(found, key=lambda theme: (len(theme.letter), theme.letter))


def without_theme(shown: list[Idea], steps: list[Step]) -> tuple[list[Idea], list[Idea]]:
    """Ideas without a theme of the steps that are up for grouping, and of those among `steps` that are not."""
    written = {step.id: step.settings for step in steps if KINDS[step.kind].collects == "ideas"}
    outside = set(written) - grouped(written)
    loose = [idea for idea in shown if not idea.theme]
    return [one for one in loose if one.step not in outside], [one for one in loose if one.step in outside]


def _main(votes: list[Vote]) -> Vote | None:
    return next((vote for vote in reversed(votes) if vote.given), None)


def _quote(ideas: list[Idea], counts: Mapping[int, Number]) -> Idea | None:
    """The idea that represents its theme: most votes first, then a length that fits a line, then the earlier one."""
    return min(
        ideas,
        key=lambda idea: (-counts.get(idea.id, 0), not QUOTE[0] <= len(idea.text) <= QUOTE[1], idea.number),
        default=None,
    )


def _votes(put: Put, facts: ReportData, steps: list[Step], every: list[Idea]) -> list[Vote]:
    ideas = {idea.id: (str(idea.number), idea.text, idea.theme, idea.lang) for idea in every}
    clusters = {one.id: (one.letter, one.title, "", "") for one in things(put, shapes.ClusterShape).values()}
    titles = {letter: title for letter, title, *_ in clusters.values()}
    tallies = things(put, shapes.TallyShape)
    found = []
    for step in steps:
        tally = tallies.get(step.id)
        if tally is None:
            continue
        of = KINDS[step.kind].of(step.settings)
        rows = [_row(row, tally.main, clusters if of == "clusters" else ideas) for row in tally.rows]
        kind = KINDS[step.kind]
        by_theme = _by_theme(rows, kind.measures, titles) if of == "ideas" and titles else []
        found.append(
            Vote(
                step,
                tally.method,
                of,
                chart_of(tally),
                kind.measures,
                tally.facts,
                rows,
                by_theme,
                facts.ballots.get(step.id, []),
                of == "ideas" and any(idea.merged_into is not None for idea in every),
            )
        )
    return found


def _by_theme(rows: list[Row], measures: Sequence[Measure], titles: dict[str, str]) -> list[ThemeVotes]:
    """Sums per theme; nothing when the main measure does not add up."""
    if not measures[0].adds_up:
        return []
    given: dict[str, list[Row]] = {letter: [] for letter in titles}
    for row in rows:
        if row.value:
            given.setdefault(row.theme, []).append(row)
    added = [_added(letter, titles.get(letter, ""), its, measures) for letter, its in given.items()]
    return sorted(added, key=lambda one: (-one.value, not one.letter, len(one.letter), one.letter))


def _added(letter: str, title: str, rows: list[Row], measures: Sequence[Measure]) -> ThemeVotes:
    sums = {one.name: sum(row.measures.get(one.name, 0) for row in rows) for one in measures if one.adds_up}
    return ThemeVotes(letter, title, len(rows), sums[measures[0].name], sums)


def _row(row: shapes.TallyRow, main: str, names: dict[int, tuple[str, str, str, str]]) -> Row:
    named = names.get(row.target, ("", "", "", ""))
    return Row(row.target, row.rank, *named, row.measures.get(main, 0), row.measures)


def _when(at: int | None, tz: ZoneInfo) -> dt.datetime | None:
    return None if at is None else _local(at, tz)


def _local(at: int, tz: ZoneInfo) -> dt.datetime:
    return dt.datetime.fromtimestamp(at // 1000, tz)
