"""The decisions that differ from the vote, as page 1 of every report says them before what happens next: of which theme
or idea, its place in the vote, what was decided and why. The whole answers stand with their themes and ideas.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from workshop.i18n import catalogues
from workshop.reports import wording
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import AnswerSummary

SHOWN = 2
"""Decisions that page 1 tells; of those that follow it says how many there are."""


@dataclass(frozen=True)
class Departure:
    """One decision. `letter` is that of a theme, or ""; `number` that of an idea as people read it, or "". `decided`:
    its place in the vote, or the votes of its ideas for a theme that was not voted on itself, and the status. `reason`:
    the organiser's words in `reason_lang`, with a `note` where that is not the reader's language."""

    letter: str
    text: str
    lang: str
    number: str
    decided: str
    reason: str
    reason_lang: str
    note: str


@dataclass(frozen=True)
class DeparturesPart:
    """The decisions of page 1 under their heading. `more` says how many others there are; "" for none."""

    head: str
    rows: Sequence[Departure]
    more: str


def departures(summary: Summary) -> list[tuple[str, str, str, AnswerSummary]]:
    """Where it was decided otherwise than the vote: (letter or number, words, their language, the answer) of each
    theme, and of each idea beside its theme's answer."""
    found = [(one.letter, one.title, "", one.answer) for one in summary.themes]
    found += [(str(idea.number), idea.text, idea.lang, summary.own_answer(idea)) for idea in summary.ideas]
    return [(of, words, lang, answer) for of, words, lang, answer in found if answer and answer.departure]


def part(summary: Summary, lang: str) -> DeparturesPart | None:
    """What page 1 says of them: those with the best places first. Returns None where there are none."""
    found = sorted(departures(summary), key=lambda one: _place(summary, one[0], lang)[0])
    if not found:
        return None
    say = partial(catalogues.say, lang)
    left = len(found) - SHOWN
    more = say("report.departures.more", left) if left > 0 else ""
    return DeparturesPart(say("public.departures"), [_row(summary, one, lang) for one in found[:SHOWN]], more)


def _row(summary: Summary, one: tuple[str, str, str, AnswerSummary], lang: str) -> Departure:
    label, text, text_lang, answer = one
    number = wording.idea_number(label, lang)
    rank, shared, kind = _place(summary, label, lang)
    votes = next((theme.votes for theme in summary.themes if theme.letter == label), None)
    place = []
    if rank < float("inf"):
        key = "report.departure.place" + ".of" * bool(kind) + ".shared" * shared
        place = [catalogues.say(lang, key, place=int(rank), kind=kind)]
    elif votes is not None:
        place = [catalogues.say(lang, "report.votes.count", int(votes))]
    return Departure(
        letter="" if number else label,
        text=text,
        lang=text_lang,
        number=number,
        decided=" · ".join([*place, catalogues.say(lang, f"status.{answer.status}")]),
        reason=wording.pick(answer.words, lang),
        reason_lang=catalogues.html_lang(catalogues.picked(answer.words, lang)) if answer.words else "",
        note=catalogues.in_other_language(answer.words, lang),
    )


def _place(summary: Summary, label: str, lang: str) -> tuple[float, bool, str]:
    """The place of a theme or an idea in the main vote, else in the last one that has it, whether others share it, and
    the name of that vote where there are several; after all others without one."""
    main = summary.main_vote
    votes = sorted((vote for vote in reversed(summary.votes) if vote.chooses), key=lambda vote: vote is not main)
    for vote in votes:
        ranks = {row.label: row.rank for row in vote.given}
        if label in ranks:
            kind, _ = catalogues.step_name(lang, vote.step.name, vote.step.kind, {})
            return ranks[label], list(ranks.values()).count(ranks[label]) > 1, kind if len(votes) > 1 else ""
    return float("inf"), False, ""
