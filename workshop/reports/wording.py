"""The sentences of reports, equal in every format: methods, dates, sources, reasons, and texts in the reader's
language."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from workshop.contract.idea_states import HIDDEN, IDEA_STATES
from workshop.contract.shared_types import Texts
from workshop.domain.ideas import EVERYONE
from workshop.domain.methods.base import Measure, Number
from workshop.i18n import catalogues
from workshop.reports.licence import LICENCES
from workshop.reports.summary import AnswerSummary, IdeaSummary, RowSummary, StepSummary, Summary, VoteSummary


def pick(texts: Texts, lang: str) -> str:
    """A text written in several languages: in the reader's, else Finnish, else any."""
    return texts.get(catalogues.picked(texts, lang), "")


def method(vote: VoteSummary, lang: str) -> str:
    """How a vote was counted, in a few sentences."""
    of = {
        "of": catalogues.say(lang, f"report.of.{vote.of}"),
        "to_one": catalogues.say(lang, f"report.to_one.{vote.of}"),
    }
    said = catalogues.say(lang, f"report.method.{vote.method}", None, **{**_settings(vote, lang), **of})
    return f"{said} {catalogues.say(lang, f'report.merged.{vote.method}')}" if vote.merged else said


def brief_method(vote: VoteSummary, lang: str) -> str:
    """How a vote was counted and what the number of each row is, in one sentence."""
    return catalogues.say(lang, f"report.brief.{vote.method}", None, **_settings(vote, lang))


def _settings(vote: VoteSummary, lang: str) -> dict[str, object]:
    """The settings of a vote as its method's texts take them; counts also in words."""
    settings = vote.step.settings
    counted = {
        f"{name}_counted": catalogues.say(lang, f"report.counted.{name}", value)
        for name, value in settings.items()
        if isinstance(value, int) and catalogues.has(lang, f"report.counted.{name}")
    }
    return {**settings, **counted}


def hands(vote: VoteSummary, lang: str, drawn: bool = True) -> str:
    """How many hands were counted in a vote, and how they look where its chart is `drawn` beside the sentence; "" where
    none were."""
    if not vote.hands:
        return ""
    counted = catalogues.say(lang, f"results.hands{vote.words}", vote.hands)
    outlined = drawn and "hands" in vote.chart.drawn
    return f"{counted}; {catalogues.say(lang, 'report.outlined')}" if outlined else f"{counted}."


SEVERAL = 2
"""Chooses the plural where a number may have decimals."""


def firmness(vote: VoteSummary, lang: str) -> str:
    """How clear the first place is, in a sentence; "" when no row has votes."""
    if not vote.given:
        return ""
    if len(vote.first) > 1:
        return catalogues.say(
            lang, f"report.firm.{'tie' if vote.counts_votes else 'shared'}.{vote.of}", len(vote.first)
        )
    if not vote.lead:
        return ""
    if vote.counts_votes:
        return catalogues.say(lang, "report.firm.lead", int(vote.lead))
    if vote.measures[0].unit == "share":
        points = catalogues.number(lang, vote.lead)
        return catalogues.say(lang, "report.firm.ahead", 1 if points == "1" else SEVERAL, points=points)
    return ""


FEW_ANSWERS = 5
"""With fewer answers on the results than these, a share would tell who said what."""


def confirmed(summary: Summary, lang: str) -> str:
    """How many of those who answered after the end said that the results are what people said, in a sentence; "" while
    few have answered."""
    if summary.answered < FEW_ANSWERS:
        return ""
    return catalogues.say(lang, "report.confirmed", summary.answered, complete=summary.complete)


def beyond(vote: VoteSummary, rows: Sequence[RowSummary], lang: str) -> str:
    """How many rows with votes a list of the leading `rows` leaves out, and how many of them are as high as its last;
    "" when it has all of them."""
    left = vote.given[len(rows) :]
    if not left:
        return ""
    said = catalogues.say(lang, f"report.more_voted.{vote.of}{vote.words}", len(left))
    tied = sum(row.rank == rows[-1].rank for row in left)
    return f"{said} {catalogues.say(lang, 'report.tied_too', tied)}" if tied else said


def rest(vote: VoteSummary, lang: str) -> str:
    """The rows of a vote that documents do not list with their words, by their numbers or letters, those with one value
    together, in a sentence; "" when there are none."""
    rows = vote.given[len(vote.listed) :]
    found = [
        f"{value}: {', '.join(row.label for row in same)}"
        for value, same in groupby(rows, key=lambda row: _counted(vote, row, lang))
    ]
    return catalogues.say(lang, f"report.rest.{vote.of}", len(rows), values="; ".join(found)) if rows else ""


def _counted(vote: VoteSummary, row: RowSummary, lang: str) -> str:
    if vote.counts_votes:
        return catalogues.say(lang, "report.votes.count", int(row.value))
    return valued(vote, row, lang)


def order(vote: VoteSummary, lang: str) -> str:
    """That each phone had its own order, so that what stands first in a list gains nothing by it; "" without phones."""
    return catalogues.say(lang, f"report.order.{vote.of}") if vote.ballots else ""


def licence(summary: Summary, lang: str) -> str:
    """Under which licence the data may be used, in a line."""
    given = LICENCES[summary.licence]
    return catalogues.say(lang, "report.licence", licence=given.short, url=given.url)


def notes(facts: Mapping[str, Number], lang: str) -> list[str]:
    """What a method has to say of its result beside the numbers, a sentence each."""
    said = [(name, number) for name, number in facts.items() if number and name not in ("ballots", "hands")]
    return [catalogues.say(lang, f"results.note.{name}", int(number)) for name, number in said]


def meaning(measure: str, unit: str, lang: str) -> str:
    """What the number of each row is, in a sentence; "" for votes, which need none."""
    return "" if unit == "votes" else catalogues.say(lang, f"results.value.{measure}")


def column(vote: VoteSummary, lang: str) -> str:
    """The heading of a column with the main measure of a vote."""
    asked, main = question(vote.step, lang), vote.measures[0]
    if main.unit == "votes":
        return catalogues.say(lang, "report.column.votes", question=asked)
    return catalogues.say(
        lang, "report.column.of", measure=catalogues.say(lang, f"measure.{main.name}"), question=asked
    )


def head(name: str, lang: str) -> str:
    """The heading of a column that is the same in every report."""
    return catalogues.say(lang, f"report.column.{name}")


def columns(vote: VoteSummary) -> list[Measure]:
    """The measures that people read in a table: the ends of an interval stand with what they are the ends of."""
    ends = {name for measure in vote.measures for name in measure.between or ()}
    return [measure for measure in vote.measures if measure.name not in ends]


def measured(measures: Mapping[str, Number], measure: Measure, lang: str) -> str:
    """One measure of a row as people read it, an estimate with its interval; a dash where the row does not have it."""
    if measure.name not in measures:
        return "–"
    said = catalogues.number(lang, measures[measure.name])
    if measure.between is None:
        return said
    low, high = (catalogues.number(lang, measures[name]) for name in measure.between)
    return f"{said} ({low}–{high})"


def valued(vote: VoteSummary, row: RowSummary, lang: str) -> str:
    """The main measure of a row with its unit, where no heading of a column says it."""
    main = vote.measures[0]
    if main.unit == "share" and main.name in row.measures:
        return catalogues.valued(lang, row.value, main.unit)
    return measured(row.measures, main, lang)


def moment(at: dt.datetime | None, lang: str) -> str:
    """Date and time, or a dash for None."""
    return "–" if at is None else f"{catalogues.date(lang, at)} {catalogues.time(lang, at)}"


def open_times(step: StepSummary, lang: str) -> str:
    """When an activity was open, each time with its dates; "" when it never was, or nothing says it."""
    return "; ".join(_span(opened, closed, lang) for opened, closed in step.spans)


def _span(opened: dt.datetime, closed: dt.datetime | None, lang: str) -> str:
    if closed is None:
        return catalogues.say(lang, "report.open.since", moment=moment(opened, lang))
    if closed.date() != opened.date():
        return f"{moment(opened, lang)} – {moment(closed, lang)}"
    return f"{moment(opened, lang)}–{catalogues.time(lang, closed)}"


@dataclass(frozen=True)
class Size:
    """The size of one theme in the chart; `letter` is empty for the ideas without one. `share` is relative to the
    largest of the chart, from 0 to 1; None where the ideas without a theme have no bar (`sizes`)."""

    letter: str
    title: str
    ideas: int
    votes: Number | None
    share: float | None
    quote: IdeaSummary | None = None


def sizes(summary: Summary, lang: str) -> list[Size]:
    """Themes by their votes, and the ideas without a theme in their place among them, because their votes belong to the
    whole, too. Before a vote, and where themes were voted on, these stand last without a share: they are often so many
    that beside them all themes would look small."""
    vote = summary.main_vote if summary.main_vote and summary.main_vote.adds_up else None
    loose = next((one.value for one in vote.by_theme if not one.letter), 0) if vote and vote.of == "ideas" else None
    found: list[tuple[str, str, int, Number | None, IdeaSummary | None]] = [
        (theme.letter, theme.title, len(theme.ideas), theme.votes if vote else None, theme.quote)
        for theme in summary.themes
    ]
    if summary.loose:
        found.append(("", catalogues.say(lang, "cluster.none"), len(summary.loose), loose, None))
    unsized = loose is None
    found.sort(key=lambda one: (unsized and not one[0], -(one[3] or 0), not one[0], -one[2], len(one[0]), one[0]))
    large = [
        (ideas if vote is None else votes or 0) if letter or not unsized else None
        for letter, _, ideas, votes, _ in found
    ]
    most = max((size for size in large if size is not None), default=0) or 1
    shares = [None if size is None else size / most for size in large]
    return [Size(*one[:4], share=share, quote=one[4]) for one, share in zip(found, shares, strict=True)]


def size_said(size: Size, lang: str) -> str:
    """How many ideas a theme has, and how many votes where it has any: "12 ideas · 30 votes"."""
    votes = [] if size.votes is None else [catalogues.say(lang, "report.votes.count", int(size.votes))]
    return " · ".join([catalogues.say(lang, "idea.count", size.ideas), *votes])


def when_and_where(summary: Summary, lang: str) -> list[str]:
    """The lines under the title: the day with its hours (as announced, until it has begun), the place, the organiser,
    the series."""
    began, ended = summary.started_at or summary.starts_at, summary.ended_at
    if began is None:
        when = catalogues.date(lang, summary.created_at)
    else:
        facts: dict[str, object] = {"date": catalogues.date(lang, began), "start": catalogues.time(lang, began)}
        same_day = ended is not None and ended.date() == began.date()
        key = "report.when.from_to" if same_day else "report.when.from"
        when = catalogues.say(lang, key, None, **facts, end=catalogues.time(lang, ended) if ended else "")
    return [when, *(said for said in (summary.place, summary.organiser, summary.series) if said)]


def figures(summary: Summary) -> list[tuple[str, int]]:
    """The figures of page 1, as the ending of their key (`report.fact.…`) and a number; of voters only if anyone
    voted."""
    voted = [(f"voted{summary.words}", summary.voted)] if summary.voted else []
    return [("joined", summary.joined), ("ideas", len(summary.ideas)), *voted]


def figure(summary: Summary, name: str, n: int, lang: str) -> str:
    """What stands beside a figure of page 1. Who voted on paper did not join with a phone, so that more may have voted
    than joined: of voters it says how many were on paper."""
    said = catalogues.say(lang, f"report.fact.{name}", n)
    if not name.startswith("voted") or not summary.paper:
        return said
    return f"{said} ({catalogues.say(lang, 'report.fact.on_paper', summary.paper)})"


def with_code(summary: Summary, lang: str) -> list[str]:
    """When and where the forum was, and its code where it is told."""
    code = [f"{catalogues.say(lang, 'report.about.code')} {summary.code}"] if summary.code else []
    return [*when_and_where(summary, lang), *code]


def notices(summary: Summary, lang: str) -> list[str]:
    """What page 1 must say before anything else: that no real people wrote, or that more may still come."""
    said = [catalogues.say(lang, "report.rehearsal")] if summary.rehearsal else []
    if summary.in_progress:
        said.append(catalogues.say(lang, "report.in_progress", when=moment(summary.made_at, lang)))
    return said


def origin(idea: IdeaSummary, lang: str) -> str:
    """How an idea came in; one of an earlier forum with its number there and the forum's title, while that is known."""
    if idea.came_from is None:
        return catalogues.say(lang, f"report.source.{idea.source}")
    title = pick(idea.came_from_forum, lang)
    return catalogues.say(lang, "report.came_from" + (".titled" if title else ""), number=idea.came_from, title=title)


def source(idea: IdeaSummary, lang: str) -> str:
    """Where an idea came from, with its table if it has one."""
    said = origin(idea, lang)
    return said if idea.table is None else f"{said}, {catalogues.say(lang, 'idea.from_table', table=idea.table)}"


def question(step: StepSummary, lang: str) -> str:
    """An activity's question, or its name when it has none."""
    return pick(step.prompt, lang) or catalogues.step_name(lang, step.name, step.kind, {})[0]


def step_of(summary: Summary, idea: IdeaSummary) -> StepSummary | None:
    """The activity in which an idea was posted."""
    return next((step for step in summary.steps if step.id == idea.step), None)


def numbers(states: Mapping[str, int], lang: str) -> str:
    """The sentence that says how many ideas there are: `105 numbers: 101 shown, 1 waits, …`. `states`: state → how
    many."""
    used = [state for state in IDEA_STATES if states.get(state)]
    parts = [catalogues.say(lang, f"report.numbers.{state}", states[state]) for state in used]
    return catalogues.say(lang, "report.numbers", sum(states.values()), parts=", ".join(parts))


def reason(summary: Summary, name: str, lang: str) -> str:
    """Why an idea was hidden: one of every forum's reasons in a word or two, or an own or house reason as written."""
    own = pick(summary.reasons.get(name, {}), lang)
    return own or catalogues.say(lang, f"report.reason.{name}")


def fate(summary: Summary, idea: IdeaSummary, lang: str) -> str:
    """What became of an idea, with the reason where it has one, or that it was written beforehand or came late, a
    part of it is covered or it was not voted on."""
    said = catalogues.say(lang, f"report.state.{idea.state}", None, into=idea.merged_into)
    marks = [
        name
        for name in ("beforehand", "late", "masked", "left_out")
        if getattr(idea, name) and (idea.read or name != "left_out")
    ]
    if marks:
        return f"{said} ({', '.join(catalogues.say(lang, f'report.state.{name}') for name in marks)})"
    return f"{said}: {reason(summary, idea.reason, lang)}" if idea.reason else said


def status(given: AnswerSummary | None, lang: str) -> str:
    """What the organisers said became of an idea, in a few words; "" while they have not answered."""
    if given is None:
        return ""
    said = catalogues.say(lang, f"status.{given.status}")
    return catalogues.say(lang, "report.status.departure", status=said) if given.departure else said


def answered(given: AnswerSummary, lang: str) -> str:
    """The status with its date, before the words of the answer or instead of them."""
    key = "report.answered" if given.words else "report.answered.plain"
    return catalogues.say(lang, key, status=status(given, lang), date=catalogues.date(lang, given.at))


def unshown(summary: Summary, lang: str) -> list[tuple[str, str]]:
    """What became of the ideas that are not shown, with their numbers: [("Hidden: insult", "3, 8"), …]."""
    found: dict[str, list[str]] = {}
    for idea in summary.unshown:
        found.setdefault(fate(summary, idea, lang), []).append(str(idea.number))
    return [(said, ", ".join(numbers)) for said, numbers in found.items()]


def left_out(summary: Summary, lang: str) -> list[str]:
    """One sentence for each kind of idea that is counted but not printed, or not voted on."""
    unseen = [state for state in IDEA_STATES if state not in (*EVERYONE, HIDDEN)]
    others = [state for state in unseen if summary.states.get(state)]
    said = [catalogues.say(lang, f"report.unshown.{state}", n=summary.states[state]) for state in others]
    reasons = [f"{reason(summary, name, lang)} {number}" for name, number in sorted(summary.hidden.items()) if name]
    if number := summary.states.get(HIDDEN):
        key = "report.unshown.hidden" if reasons else "report.unshown.hidden.plain"
        said.append(catalogues.say(lang, key, n=number, reasons=", ".join(reasons)))
    if summary.left_out:
        said.append(catalogues.say(lang, "report.left_out", n=summary.left_out))
    return said


def moderated(summary: Summary, lang: str) -> list[str]:
    """One sentence for each thing that was done against what should not be on a wall, beside hiding."""
    done = summary.moderation
    if done is None:
        return []
    counts = {"masked": done.masked, "held": done.held, "slow": done.slow, "emergencies": done.emergencies}
    return [catalogues.say(lang, f"report.moderation.{name}", number) for name, number in counts.items() if number]


def took_part(summary: Summary, lang: str) -> list[tuple[str, int]]:
    """Participation as (label, number) pairs; zeros are left out except for the usual ways."""
    rows = [
        ("joined", summary.joined),
        *([("active", summary.active)] if summary.joined else []),
        ("posted", summary.posted),
        (f"voted{summary.words}", summary.voted),
        ("ideas", len(summary.ideas)),
    ]
    rows += [(f"from.{name}", number) for name, number in summary.sources.items() if number or name == "phone"]
    rows += [("on_paper", summary.paper)] if summary.paper else []
    rows += [(f"hands{summary.words}", summary.hands)] if summary.hands else []
    return [(catalogues.say(lang, f"report.part.{name}"), number) for name, number in rows]


def groups(summary: Summary, lang: str) -> list[tuple[str, int | None]]:
    """How many people read the forum in each language, most first, and what people answered to background questions, as
    (label, number) pairs; None is not published. Languages that nobody read are left out."""
    read = [(name, number) for name, number in summary.spoken.items() if number != 0]
    read.sort(key=lambda pair: -(pair[1] or 0))
    spoken = [
        (
            catalogues.say(lang, "report.about.language", language=catalogues.say(lang, f"report.language.{name}")),
            number,
        )
        for name, number in read
    ]
    return [*spoken, *background_groups(summary, lang)]


def background_groups(summary: Summary, lang: str) -> list[tuple[str, int | None]]:
    """What people answered to background questions as (label, number) pairs, in the order of the choices; last how many
    gave none."""
    told = list[tuple[str, int | None]]()
    for one in summary.background:
        given = [(pick(words, lang), number) for words, number in one.choices]
        silent = (catalogues.say(lang, "report.background.silent"), one.silent)
        told += [
            (catalogues.say(lang, "report.about.background", question=pick(one.words, lang), answer=answer), number)
            for answer, number in [*given, silent]
        ]
    return told


def people(number: int | None, lang: str) -> str:
    """The number of people in a group, where it is published."""
    return catalogues.say(lang, "report.group.hidden") if number is None else catalogues.number(lang, number)


def hides_groups(summary: Summary) -> bool:
    """Whether a group is left out because it, or one that could be computed from it, is small."""
    return None in summary.spoken.values() or any(
        None in (one.silent, *(number for _, number in one.choices)) for one in summary.background
    )
