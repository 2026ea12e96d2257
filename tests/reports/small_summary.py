"""A summary of a small evening that is written by hand: four ideas, two themes and a vote with dots. Tests change what
they are about with `dataclasses.replace`."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workshop.charts.chart_of_result import Chart
from workshop.domain.activities import KINDS
from workshop.domain.methods.base import Number
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import IdeaSummary, StepSummary, Theme
from workshop.reports.vote_summary import RowSummary, ThemeVotes, VoteSummary

START = dt.datetime(2029, 5, 14, 17, 30)


def step(id_: int, kind: str, prompt: str = "", **more: Any) -> StepSummary:
    """An activity that is over and was shown."""
    settings = {"of": "ideas", "dots": 3, "cap": 2}
    made = StepSummary(id_, id_, kind, {}, {"fi": prompt}, {}, 15, settings, "closed", True, 0, START)
    return replace(made, **more)


def idea(number: int, text: str = "", **more: Any) -> IdeaSummary:
    """An idea that everybody may read and that came by phone."""
    words = text or f"Idea {number}"
    made = IdeaSummary(number, number, words, 2, "", "phone", None, "shown", None, START, "fi")
    return replace(made, **more)


def row(target: int, rank: int, value: Number, **more: Any) -> RowSummary:
    """One row of a vote with dots on ideas."""
    measures = {"votes": value, "phone": value, "hands": 0, "voters": value}
    made = RowSummary(target, rank, str(target), f"Idea {target}", "", "fi", value, measures)
    return replace(made, **more)


def vote(values: Sequence[Number], kind: str = "dots", **more: Any) -> VoteSummary:
    """A vote on the ideas 1, 2, … with these values of the main measure, the highest first; equal ones share a rank."""
    its = KINDS[kind]
    main = its.measures[0]
    rows = [
        row(at, values.index(value) + 1, value, measures={main.name: value, "votes": value})
        for at, value in enumerate(values, 1)
    ]
    chart = Chart(its.chart, main.name, main.unit, its.drawn, (0, 0), max(values, default=0))
    made = VoteSummary(step(4, kind, "Mikä on tärkein?"), its.name, "ideas", chart, its.measures, {"ballots": 40}, rows)
    return replace(made, **more)


def summary(**more: Any) -> Summary:
    """The evening: ideas 1 and 2 in theme A, 3 in B, 4 in none."""
    ideas = [
        idea(1, "Kahvila pihalle", theme="A"),
        idea(2, "Sauna museon katolle", theme="A"),
        idea(3, "Laituri joelle", theme="B"),
        idea(4, "Lisää penkkejä"),
    ]
    themes = [Theme(11, "A", "Talo", ideas[:2], 7, ideas[0]), Theme(12, "B", "Ranta", ideas[2:3], 3, ideas[2])]
    sums = [ThemeVotes("A", "Talo", 2, 7, {"votes": 7}), ThemeVotes("B", "Ranta", 1, 3, {"votes": 3})]
    made = Summary(
        code="ABCDEF",
        ref="r",
        title={"fi": "Museo huomenna", "sv": "Museet i morgon"},
        intro={},
        series="",
        place="",
        organiser="",
        state="ended",
        self_paced=False,
        rehearsal=False,
        languages=["fi", "sv"],
        made_at=START + dt.timedelta(hours=3),
        created_at=START - dt.timedelta(days=30),
        starts_at=START,
        started_at=START,
        ended_at=START + dt.timedelta(hours=2),
        log_n=99,
        log_head="0" * 64,
        joined=50,
        posted=30,
        voted=40,
        spoken={},
        steps=[step(1, "welcome"), step(2, "ideas", "Mitä toivot?"), step(3, "clusters"), step(4, "dots")],
        ideas=ideas,
        everything=ideas,
        reasons={},
        moderation=None,
        themes=themes,
        loose=ideas[3:],
        apart=[],
        votes=[vote([6, 3, 1, 0], by_theme=sums)],
        active=45,
    )
    return replace(made, **more)
