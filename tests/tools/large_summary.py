"""A summary as large as an evening of two hundred people leaves it, for tests of the printed page."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from textwrap import fill

from workshop.charts.chart_of_result import Chart
from workshop.domain.activities import KINDS
from workshop.domain.methods.base import Ballot, Number
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import AnswerSummary, IdeaSummary, Moderation, StepSummary, Theme
from workshop.reports.vote_summary import RowSummary, ThemeVotes, VoteSummary

START = dt.datetime(2029, 5, 14, 17, 30)
TITLE = "Kaupunginmuseon ja Itäharjun asukkaiden yhteinen ideafoorumi: millainen on seuraava museo ja kenelle se on"
WORDS = "Museoon tarvitaan kahvila, joka on auki myös iltaisin ja jossa voi istua lukemassa ostamatta mitään, sekä tila"


def large(ties: int = 1, intros: int = 1, then: str = "") -> Summary:
    """Twelve themes, 375 ideas, a title of 120 characters, the template's introduction `intros` times, and a vote in
    which the first `ties` ideas share the first place; `then` is the kind of a further vote, on the themes."""
    steps = [_step(1, "ideas"), _step(2, "clusters"), _step(3, "dots")]
    ideas = [_idea(number) for number in range(1, 376)]
    themes = [_theme(letter, ideas, 60 - 5 * at) for at, letter in enumerate("ABCDEFGHIJKL")]
    values = [9 if at < ties else max(0, 8 - at // 9) for at in range(len(ideas))]
    rows = [
        _row(idea, 1 if at < ties else at + 1, value)
        for at, (idea, value) in enumerate(zip(ideas, values, strict=True))
    ]
    votes = [_vote(steps[2], rows, themes)]
    votes += [_on_themes(_step(4, then), themes)] if then else []
    return Summary(
        code="ABCDEF",
        ref="r",
        title={"fi": _title()},
        intro={"fi": " ".join([_intro()] * intros)},
        series="Turun museokeskuksen foorumit",
        place="Turun linna, Kuninkaansali",
        organiser="Turun museokeskus",
        state="ended",
        rehearsal=False,
        self_paced=False,
        languages=["fi", "sv"],
        made_at=START,
        created_at=START,
        starts_at=START,
        started_at=START,
        ended_at=START + dt.timedelta(hours=2),
        log_n=4321,
        log_head="0" * 64,
        joined=212,
        posted=180,
        voted=173,
        active=198,
        spoken={"fi": 190, "sv": None, "en": None},
        steps=steps,
        ideas=ideas,
        everything=ideas,
        reasons={},
        moderation=Moderation(0, 0, 0, 0),
        themes=themes,
        loose=[idea for idea in ideas if not idea.theme],
        apart=[],
        votes=votes,
    )


def few(summary: Summary, ideas: int = 24) -> Summary:
    """The summary with its first ideas only, to be set in no time."""
    shown = [replace(idea, original="") for idea in summary.ideas[:ideas]]
    kept = {idea.id for idea in shown}
    return replace(
        summary,
        ideas=shown,
        everything=shown,
        themes=[replace(one, ideas=[idea for idea in shown if idea.theme == one.letter]) for one in summary.themes],
        loose=[idea for idea in shown if not idea.theme],
        votes=[replace(one, rows=[row for row in one.rows if row.target in kept]) for one in summary.votes],
    )


LONG_NAMES = (
    "Sijainti, liikenne ja saavutettavuus koko Turun seudulta",
    "Hinnat, aukioloajat ja yhteiset illat",
    "Lapset, perheet ja nuorten oma tila",
    "Kenen historia ja kenen kielet museossa kuuluvat",
    "Esteettömyys ja selkeät opasteet kaikille aisteille",
    "Tulevaisuus, ympäristö ja rakennuksen jalanjälki",
    "Työpajat, kädentaidot ja yhteisön omat näyttelyt",
)


def of_two_votes() -> Summary:
    """60 ideas in seven themes with long names, a vote on the ideas and a rating of the themes by 22 people, a theme of
    which it was decided otherwise, and what happens next."""
    big = few(large(then="rating"), 60)
    themes = [replace(one, title=name) for one, name in zip(big.themes, LONG_NAMES, strict=False)]
    reason = {"fi": "Tämä vaatii kaupungin päätöksen; rahaa ei ole ennen vuotta 2028."}
    themes[0] = replace(themes[0], answer=AnswerSummary("not_now", reason, True, START))
    ideas = [one if one.theme in "ABCDEFG" else replace(one, theme="") for one in big.ideas]
    dots, rating = big.votes
    return replace(
        big,
        title={"fi": "Turun museon syysfoorumi"},
        themes=themes,
        ideas=ideas,
        votes=[dots, _rated(rating, themes)],
        next_steps={"fi": "Museokeskus kertoo 31.1.2030 mennessä, mitä ideoista tehdään."},
    )


def _rated(vote: VoteSummary, themes: list[Theme]) -> VoteSummary:
    kind = KINDS["rating"]
    marks = [{one.id: 1 + (n * 7 + at * 3) % (5 - at // 3) for at, one in enumerate(themes)} for n in range(22)]
    found = kind.tally([Ballot(f"b{n}", "phone", 1, one) for n, one in enumerate(marks)], marks[0], {})
    named = {one.id: one for one in themes}
    rows = [
        RowSummary(one.target, one.rank, its.letter, its.title, "", "fi", one.measures["median"], one.measures)
        for one in found.rows
        for its in [named[one.target]]
    ]
    most = max(row.measures[name] for row in rows for name in kind.drawn)
    return replace(vote, rows=rows, facts=found.facts, chart=replace(vote.chart, scale=(1, 5), most=most))


def _title() -> str:
    """As many whole words as a title may have."""
    return fill(f"{TITLE} {TITLE}", 120).splitlines()[0]


def _intro() -> str:
    template = Path(__file__).parents[2] / "workshop/forum_templates/forum-1.json"
    return str(json.loads(template.read_text("utf-8"))["intro"]["fi"])


def _step(position: int, kind: str) -> StepSummary:
    prompt = {"fi": "Mitä uudessa museossa pitäisi ehdottomasti olla, jotta sinäkin tulisit sinne uudestaan?"}
    settings = {"of": "ideas", "dots": 3, "cap": 2}
    return StepSummary(position, position, kind, {}, prompt, {}, 15, settings, "closed", True, 0, START)


def _idea(number: int) -> IdeaSummary:
    theme = "ABCDEFGHIJKL"[number // 3 % 12] if number % 3 else ""
    text = f"{WORDS} numero {number}" if number % 2 else f"Lisää penkkejä {number}"
    return IdeaSummary(number, number, text, 1, theme, "phone", None, "shown", None, START, "fi", original=WORDS)


def _theme(letter: str, ideas: list[IdeaSummary], votes: int) -> Theme:
    its = [idea for idea in ideas if idea.theme == letter]
    return Theme(ord(letter), letter, "Kahvilat, kokoontumistilat ja iltaohjelma", its, votes, its[0])


def _row(idea: IdeaSummary, rank: int, value: int) -> RowSummary:
    return RowSummary(idea.id, rank, str(idea.number), idea.text, idea.theme, "fi", value, _measures(value))


def _vote(step: StepSummary, rows: list[RowSummary], themes: list[Theme]) -> VoteSummary:
    kind = KINDS["dots"]
    sums = [ThemeVotes(one.letter, one.title, 9, one.votes or 0, _measures(one.votes or 0)) for one in themes]
    facts = {"ballots": 173, "hands": 12}
    loose = ThemeVotes("", "", 9, 80, _measures(80))
    chart = Chart(kind.chart, "votes", "votes", kind.drawn, (0, 0), max(row.measures["votes"] for row in rows))
    return VoteSummary(step, "dots", "ideas", chart, kind.measures, facts, rows, [*sums, loose], [])


def _on_themes(step: StepSummary, themes: list[Theme]) -> VoteSummary:
    kind = KINDS[step.kind]
    measures: dict[str, Number] = {one.name: 4 for one in kind.measures}
    rows = [RowSummary(one.id, at, one.letter, one.title, "", "fi", 4, measures) for at, one in enumerate(themes, 1)]
    chart = Chart(kind.chart, kind.measures[0].name, kind.measures[0].unit, kind.drawn, (0, 0), 4)
    return VoteSummary(step, kind.name, "clusters", chart, kind.measures, {"ballots": 170}, rows)


def _measures(value: Number) -> dict[str, Number]:
    return {"votes": value, "phone": value, "hands": 0, "voters": value}
