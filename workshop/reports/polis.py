"""The last vote in which people agreed, disagreed or passed, in the columns of Polis's export: four CSV files in a zip,
and a README with the licence, for which their columns have no place, and with what each column counts.

`comment-id` is the idea's number. Nothing here knows an author or a voter: `author-id` is 0, voters are numbered in
this file only, and every vote carries the time when its activity was opened. An idea that is hidden, or that people
answered before it was taken out of sight, is there as in Polis, moderated -1 with what was answered to it; instead of
its words it has what became of it. Other ideas that not everyone may read are left out. In `vote` and in the matrix
agreeing is 1, disagreeing -1, passing 0. What is not known (opinion groups; who saw and wrote what was imported) is
left empty.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from workshop.contract.idea_states import HIDDEN
from workshop.domain.methods.base import Mark
from workshop.i18n import catalogues
from workshop.reports import idea_wording, wording
from workshop.reports.anonymous_ballots import numbered
from workshop.reports.cell_escaping import guarded
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import IdeaSummary
from workshop.reports.vote_summary import VoteSummary
from workshop.reports.zip_with_readme import zip_with_readme
from workshop.runtime import epoch_ms

AGREE, DISAGREE = 1, -1
IN, OUT = 1, -1
"""`moderated` of a statement that everyone may read, and of one that not everyone may."""
MEASURES = {"agree", "disagree"}
Row = Sequence[str | int]
Voter = tuple[int, dict[int, Mark]]
"""Its number, and idea's number → mark."""


def write(summary: Summary, lang: str) -> bytes:
    """The zip file. Without such a vote the statements have no votes."""
    vote = next((one for one in reversed(summary.votes) if {each.name for each in one.measures} >= MEASURES), None)
    answered = {target for one in vote.each for target in one.marks} if vote else set()
    statements = [one for one in summary.everything if _is_in(one) or one.state == HIDDEN or one.id in answered]
    voters = _voters(vote, statements) if vote else []
    at = (vote and vote.step.opened_at) or summary.created_at
    files = {
        "comments.csv": _comments(summary, statements, voters, lang),
        "votes.csv": _votes(voters, at),
        "participants-votes.csv": _matrix(statements, voters),
        "summary.csv": _overview(summary, statements, voters, vote, lang),
    }
    return zip_with_readme(summary, lang, {name: _csv(rows) for name, rows in files.items()}, _columns(lang))


def _columns(lang: str) -> list[str]:
    """What the columns of each file count, and why they may differ from Polis's own."""
    return [catalogues.say(lang, f"data.polis.{name}") for name in ("about", "comments", "votes", "matrix", "summary")]


def _voters(vote: VoteSummary, statements: list[IdeaSummary]) -> list[Voter]:
    numbers = {idea.id: idea.number for idea in statements}
    found = (
        (number, {numbers[its]: mark for its, mark in one.marks.items() if its in numbers})
        for number, one in numbered(vote.each)
    )
    return [(number, marks) for number, marks in found if marks]


def _is_in(idea: IdeaSummary) -> bool:
    return idea.read and bool(idea.text)


def _comments(summary: Summary, statements: list[IdeaSummary], voters: list[Voter], lang: str) -> Iterable[Row]:
    yield "timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"
    for idea in statements:
        given = [marks[idea.number] for _, marks in voters if idea.number in marks]
        posted = _moment(idea.at) if idea.at else (None, None)
        moderated, words = (IN, idea.text) if _is_in(idea) else (OUT, idea_wording.fate(summary, idea, lang))
        yield *posted, idea.number, 0, given.count(AGREE), given.count(DISAGREE), moderated, words


def _votes(voters: list[Voter], at: dt.datetime) -> Iterable[Row]:
    yield "timestamp", "datetime", "comment-id", "voter-id", "vote"
    for number, marks in voters:
        for idea, mark in marks.items():
            yield *_moment(at), idea, number, _one(mark)


def _matrix(statements: list[IdeaSummary], voters: list[Voter]) -> Iterable[Row]:
    numbers = [idea.number for idea in statements]
    yield "participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", *numbers
    for number, marks in voters:
        given = list(marks.values())
        counts = len(given), given.count(AGREE), given.count(DISAGREE)
        yield number, "", 0, *counts, *(_one(marks[one]) if one in marks else "" for one in numbers)


def _overview(
    summary: Summary, statements: list[IdeaSummary], voters: list[Voter], vote: VoteSummary | None, lang: str
) -> Iterable[Row]:
    yield "topic", wording.question(vote.step, lang) if vote else wording.pick(summary.title, lang)
    yield "url", ""
    yield "views", summary.joined or ""
    yield "voters", len(voters)
    yield "voters-in-conv", len(voters)
    yield "commenters", summary.posted or ""
    yield "comments", len(statements)
    yield "groups", ""
    yield "conversation-description", wording.pick(summary.intro, lang)


def _one(mark: Mark) -> int:
    return mark if isinstance(mark, int) else mark[0]


def _moment(at: dt.datetime) -> tuple[int, str]:
    return epoch_ms.of(at), at.strftime("%a %b %d %H:%M:%S %Z %Y")


def _csv(rows: Iterable[Row]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows([guarded(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8", "replace")
