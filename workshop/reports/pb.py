"""The main vote as a Pabulib file (`.pb`), in which programs and researchers of participatory budgeting read votes.

Format: "Pabulib: A Participatory Budgeting Library", pabulib.org/format. Ideas of a vote have no price: each costs 1,
and the budget is as many places as lead the result. Nobody decided which projects are selected, so no column says it.
Raised hands are left out, because nobody says whose they are; a comment says how many there were, and how many people
voted only on what was taken out since. A voter's number holds in this file only (`anonymous_ballots.numbered`).
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale
from babel.core import get_global

from workshop.domain.activities import KINDS
from workshop.domain.methods.base import Ballot, MarkRange
from workshop.reports import page_one_wording, wording
from workshop.reports.anonymous_ballots import labels, numbered, raised, with_voters
from workshop.reports.cell_escaping import plain
from workshop.reports.summary import Summary
from workshop.reports.vote_summary import VoteSummary

PAPER = {"paper": "paper"}
"""The sources of ballots that were given on paper; all others came over the network."""
Row = tuple[str | int, ...]
Marks = list[tuple[str, int]]
"""The label of a project → what somebody gave it, the most first."""


@dataclass(frozen=True)
class Project:
    """What was voted on: its label, its words, the theme that it is in."""

    id: str
    name: str
    theme: str


@dataclass(frozen=True)
class VoterMarks:
    """What one voter gave, and how it came."""

    voter: int
    marks: Marks
    method: str


def write(summary: Summary, lang: str) -> bytes:
    """UTF-8. Without a revealed vote that fits, the ideas as projects and no votes."""
    vote = _vote(summary)
    projects = _projects(summary, vote)
    votes = list(_votes(summary, vote)) if vote else []
    marked = vote is not None and _type(_range(vote)) != "approval"
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter=";", lineterminator="\n")
    rows.writerows([("META",), ("key", "value"), *_meta(summary, vote, projects, len(votes), lang)])
    rows.writerows([("PROJECTS",), *_project_rows(projects, votes, marked)])
    rows.writerows([("VOTES",), *_vote_rows(votes, marked)])
    return file.getvalue().encode("utf-8", "replace")


def _project_rows(projects: list[Project], votes: list[VoterMarks], marked: bool) -> Iterable[Row]:
    """Headings and projects with how many voted for each, and the points that it got where people gave some."""
    voters, points = Counter[str](), Counter[str]()
    for one in votes:
        voters.update(label for label, _ in one.marks)
        points.update(dict(one.marks))
    yield "project_id", "cost", "votes", *(["score"] if marked else []), "name", "category"
    for project in projects:
        score = [points[project.id]] if marked else []
        yield project.id, 1, voters[project.id], *score, project.name, project.theme


def _vote_rows(votes: list[VoterMarks], marked: bool) -> Iterable[Row]:
    yield "voter_id", "vote", *(["points"] if marked else []), "voting_method"
    for one in votes:
        voted, points = (",".join(map(str, column)) for column in zip(*one.marks, strict=True))
        yield one.voter, voted, *([points] if marked else []), one.method


def _vote(summary: Summary) -> VoteSummary | None:
    """The main vote, else the last one, of those in which a mark is one number."""
    fits = [vote for vote in summary.votes if not _range(vote).pair]
    return summary.main_vote if summary.main_vote in fits else next(reversed(fits), None)


def _range(vote: VoteSummary) -> MarkRange:
    allowed = KINDS[vote.step.kind].marks
    return allowed(vote.step.settings) if allowed else MarkRange(0, 0, pair=True)


def _type(marks: MarkRange) -> str:
    """Dots that add up to what a person has are a cumulative vote, grades a scoring, and agreeing an approval."""
    if marks.least < 0:
        return "approval"
    return "scoring" if marks.total is None else "cumulative"


def _projects(summary: Summary, vote: VoteSummary | None) -> list[Project]:
    titles = {theme.letter: _category(theme.title) for theme in summary.themes}
    if vote is None:
        return [Project(str(one.number), _line(one.text), titles.get(one.theme, "")) for one in summary.ideas]
    return [Project(row.label, _line(row.text), titles.get(row.theme, "")) for row in vote.rows]


def _votes(summary: Summary, vote: VoteSummary) -> Iterable[VoterMarks]:
    named, least = labels(summary, vote), _range(vote).least
    on = {row.target for row in vote.rows}
    for number, one in numbered(with_voters(summary, vote)):
        given = ((target, mark) for target, mark in one.marks.items() if target in on and isinstance(mark, int))
        marks = [(named[target], mark) for target, mark in given if mark > 0 or least == 0]
        if marks:
            yield VoterMarks(number, sorted(marks, key=lambda mark: -mark[1]), _method(one))


def _method(one: Ballot) -> str:
    return PAPER.get(one.source, "internet")


def _meta(summary: Summary, vote: VoteSummary | None, projects: list[Project], votes: int, lang: str) -> list[Row]:
    began, ended = summary.started_at or summary.created_at, summary.ended_at or summary.made_at
    marks = _range(vote) if vote else MarkRange(1, 1)
    budget = min(len(vote.top()), len(projects) - 1) if vote else 1
    found: list[Row] = [
        ("description", _line(wording.pick(summary.title, lang)) or summary.code),
        ("country", _country(summary)),
        ("unit", _line(summary.organiser or summary.place) or summary.stem),
        ("instance", f"{began:%Y} {summary.code}".rstrip()),
        ("num_projects", len(projects)),
        ("num_votes", votes),
        ("budget", max(1, budget)),
        ("vote_type", _type(marks)),
        ("rule", "greedy"),
        ("date_begin", f"{began:%d.%m.%Y}"),
        ("date_end", f"{ended:%d.%m.%Y}"),
    ]
    limits = {"max_points": marks.most if _type(marks) != "approval" else None, "max_sum_points": marks.total}
    found += [(name, number) for name, number in limits.items() if number is not None]
    found += [("language", summary.languages[0])] if summary.languages else []
    return [*found, ("comment", _comment(summary, vote, lang))]


def _comment(summary: Summary, vote: VoteSummary | None, lang: str) -> str:
    hands = raised(summary, vote) if vote else 0
    void = int(vote.facts.get("void", 0)) if vote else 0
    said = [
        "Nothing here has a price: each project costs 1, and the budget is the number of leading places.",
        "Voters are numbered in this file only.",
        wording.licence(summary, lang),
        *page_one_wording.notices(summary, lang),
    ]
    if hands:
        said.append(f"{hands} raised hands were counted besides; they are in no row of VOTES.")
    if void:
        said.append(f"{void} more people voted only on what was taken out since; they are in no row of VOTES.")
    return " ".join(f"#{n}: {sentence}" for n, sentence in enumerate(said, 1))


def _country(summary: Summary) -> str:
    """The country of the time zone, which is where the forum was."""
    code = get_global("zone_territories").get(str(summary.made_at.tzinfo), "")
    return Locale("en").territories.get(code, "") or "Unknown"


def _category(title: str) -> str:
    """The name of a theme as one category: a comma would part it into two."""
    return "/".join(_line(title).split(","))


def _line(text: str) -> str:
    """Words of people in one line that no reader takes for two fields."""
    return " ".join(plain(text).replace(";", ",").replace('"', "'").split())
