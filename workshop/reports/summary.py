"""What a forum came to: the one model that every format writes down, made from the facilitators' shapes and the facts beside them.

Only ideas that everybody may see keep their words. Hidden, waiting, private and withdrawn ones are counted and their words stay in the
house; in a rehearsal, where nobody real wrote, `everything` carries them for whoever checks the count.
Must not: read the database, or hold a vote that is not revealed.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from workshop.domain.activities import KINDS
from workshop.domain.activities.base import Ballot
from workshop.facts import Facts, Put

Texts = dict[str, str]
SOURCES = ("phone", "helper", "paper")


@dataclass(frozen=True)
class Step:
    """One activity of the agenda. `ideas` counts those shown."""

    id: int
    position: int
    kind: str
    prompt: Texts
    instruction: Texts
    minutes: int
    settings: dict[str, Any]
    state: str
    revealed: bool
    ideas: int


@dataclass(frozen=True)
class Idea:
    """One idea. `text` is empty unless it is shown; `theme` is its cluster's letter or nothing."""

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
    """nobody voted on it, by the facilitator's choice"""


@dataclass(frozen=True)
class Theme:
    """A cluster with its shown ideas in posting order."""

    id: int
    letter: str
    title: str
    ideas: list[Idea]


@dataclass(frozen=True)
class Row:
    """One place of a vote. `label` is an idea's number or a theme's letter."""

    target: int
    rank: int
    label: str
    text: str
    votes: int
    phone: int
    hands: int
    voters: int


@dataclass(frozen=True)
class Vote:
    """A revealed vote: its question, its method with the settings that explain it, and its rows from the most votes."""

    step: Step
    method: str
    of: str
    """ideas or clusters"""
    ballots: int
    hands: int
    rows: list[Row]
    each: list[Ballot] = field(default_factory=list)

    @property
    def given(self) -> list[Row]:
        """The rows that got any vote."""
        return [row for row in self.rows if row.votes]


@dataclass(frozen=True)
class Summary:
    """Everything a report tells. Times are local. `unshown` counts ideas by state, `hidden` the hidden ones by reason."""

    code: str
    ref: str
    title: Texts
    intro: Texts
    series: str
    state: str
    rehearsal: bool
    languages: list[str]
    made_at: dt.datetime
    created_at: dt.datetime
    started_at: dt.datetime | None
    ended_at: dt.datetime | None
    log_n: int
    joined: int
    posted: int
    voted: int
    spoken: dict[str, int]
    sources: dict[str, int]
    hands: int
    steps: list[Step]
    ideas: list[Idea]
    everything: list[Idea]
    unshown: dict[str, int]
    hidden: dict[str, int]
    themes: list[Theme]
    loose: list[Idea]
    """shown ideas without a theme"""
    votes: list[Vote]
    left_out: int
    """shown ideas that nobody voted on, by the facilitator's choice"""
    closed_votes: int
    """votes that were opened and are not revealed yet"""


def build(put: Put, facts: Facts, now: int, tz: ZoneInfo) -> Summary:
    """A summary from the facilitators' snapshot and the facts (`workshop.facts.everything`), as of `now` (epoch ms), times in `tz`."""
    forum: Any = next(iter(put["forum"].values()))
    every = _ideas(put, facts, tz, bool(forum["rehearsal"]))
    shown = [idea for idea in every if idea.state == "shown"]
    steps = _steps(put, shown)
    votes = _votes(put, facts, steps, every)
    sources = Counter(idea.source for idea in shown)
    return Summary(
        code=forum["code"], ref=facts.ref, title=forum["title"], intro=facts.intro, series=facts.series, state=forum["state"],
        rehearsal=forum["rehearsal"], languages=forum["languages"], made_at=_local(now, tz), created_at=_local(facts.created_at, tz),
        started_at=_when(facts.started_at, tz), ended_at=_when(facts.ended_at, tz), log_n=facts.log_n, joined=facts.joined,
        posted=facts.posted, voted=facts.voted, spoken=facts.languages, sources={source: sources[source] for source in SOURCES},
        hands=sum(vote.hands for vote in votes), steps=steps, ideas=shown, everything=every,
        unshown=dict(Counter(idea.state for idea in every if idea.state != "shown")),
        hidden=dict(Counter(idea.reason or "" for idea in every if idea.state == "hidden")),
        themes=_themes(put, shown), loose=[idea for idea in shown if not idea.theme], votes=votes,
        left_out=sum(idea.left_out for idea in shown),
        closed_votes=sum(1 for step in steps if KINDS[step.kind].votes and step.state != "waiting" and not step.revealed),
    )  # fmt: skip


def _ideas(put: Put, facts: Facts, tz: ZoneInfo, rehearsal: bool) -> list[Idea]:
    letters = {int(thing): cluster["letter"] for thing, cluster in _shapes(put, "cluster")}
    found = [
        Idea(
            id=idea["id"], number=idea["number"], text=idea["text"] if rehearsal or idea["state"] == "shown" else "", step=idea["activity"],
            theme=letters.get(idea["cluster"], ""), source=idea["source"], table=idea["table"], state=idea["state"], reason=idea["reason"],
            at=_local(idea["at"], tz), lang=idea["lang"], key=facts.keys.get(idea["id"], ""), left_out=idea["left_out"],
        )
        for _, idea in _shapes(put, "idea")
    ]  # fmt: skip
    return sorted(found, key=lambda idea: idea.number)


def _steps(put: Put, shown: list[Idea]) -> list[Step]:
    counts = Counter(idea.step for idea in shown)
    found = [
        Step(
            id=one["id"], position=one["position"], kind=one["type"], prompt=one["prompt"], instruction=one["instruction"],
            minutes=one["minutes"], settings=one["settings"], state=one["state"], revealed=one["revealed"], ideas=counts[one["id"]],
        )
        for _, one in _shapes(put, "activity")
    ]  # fmt: skip
    return sorted(found, key=lambda step: step.position)


def _themes(put: Put, shown: list[Idea]) -> list[Theme]:
    found = [
        Theme(id=one["id"], letter=one["letter"], title=one["title"], ideas=[idea for idea in shown if idea.theme == one["letter"]])
        for _, one in _shapes(put, "cluster")
    ]
    return sorted(found, key=lambda theme: theme.letter)


def _votes(put: Put, facts: Facts, steps: list[Step], every: list[Idea]) -> list[Vote]:
    ideas = {idea.id: (str(idea.number), idea.text) for idea in every}
    clusters = {int(thing): (str(one["letter"]), str(one["title"])) for thing, one in _shapes(put, "cluster")}
    tallies = {int(thing): tally for thing, tally in _shapes(put, "tally")}
    found = []
    for step in steps:
        tally = tallies.get(step.id)
        if tally is None:
            continue
        of = KINDS[step.kind].of(step.settings)
        rows = [_row(row, clusters if of == "clusters" else ideas) for row in tally["rows"]]
        found.append(Vote(step, tally["method"], of, tally["ballots"], tally["hands"], rows, facts.ballots.get(step.id, [])))
    return found


def _row(row: dict[str, Any], names: dict[int, tuple[str, str]]) -> Row:
    label, text = names.get(row["target"], ("", ""))
    return Row(row["target"], row["rank"], label, text, row["votes"], row["phone"], row["hands"], row["voters"])


def _shapes(put: Put, kind: str) -> list[tuple[str, Any]]:
    return list(put.get(kind, {}).items())


def _when(at: int | None, tz: ZoneInfo) -> dt.datetime | None:
    return None if at is None else _local(at, tz)


def _local(at: int, tz: ZoneInfo) -> dt.datetime:
    return dt.datetime.fromtimestamp(at // 1000, tz)
