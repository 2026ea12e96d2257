"""The sentences of reports on a vote: how it was counted, how clear its result is, what its numbers are."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby

from workshop.domain.methods.base import Measure, Number
from workshop.i18n import catalogues
from workshop.reports import wording
from workshop.reports.vote_summary import RowSummary, VoteSummary


def method(vote: VoteSummary, lang: str) -> str:
    """How a vote was counted, in a few sentences."""
    of = {
        "of": catalogues.say(lang, f"report.of.{vote.of}"),
        "to_one": catalogues.say(lang, f"report.to_one.{vote.of}"),
    }
    said = catalogues.say(lang, f"report.method.{vote.method}", None, **{**_settings(vote, lang), **of})
    return f"{said} {catalogues.say(lang, f'report.merged.{vote.method}')}" if vote.merged else said


def method_in_full(vote: VoteSummary, lang: str) -> str:
    """How a vote was counted where `notes` do not follow: also which rows come last because few answered."""
    return " ".join([method(vote, lang), *few_answers(vote, lang)])


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


def hands(vote: VoteSummary, lang: str, drawn: Sequence[RowSummary] = ()) -> str:
    """How many hands were counted in a vote, and how they look where any are `drawn`, in the chart of these rows beside
    the sentence; "" where none were."""
    if not vote.hands:
        return ""
    counted = catalogues.say(lang, f"results.hands{vote.words}", vote.hands)
    outlined = "hands" in vote.chart.drawn and any(row.measures.get("hands") for row in drawn)
    return f"{counted}; {catalogues.say(lang, 'report.outlined')}" if outlined else f"{counted}."


SEVERAL = 2
"""Chooses the plural where a number may have decimals."""


def firmness(vote: VoteSummary, lang: str) -> str:
    """How clear the first place is, in a sentence or two; "" when no row has votes, or nobody is after the first.

    Votes and shares tell by how much the first place leads; points on a scale say little by their difference. Shares
    and estimates with an interval tell whether those of the first two overlap. That is a cautious test: intervals of 95
    % that do not overlap differ at a far stricter level than 5 %, and overlapping ones may still differ (N. Schenker
    and J. F. Gentleman, "On judging the significance of differences by examining the overlap between confidence
    intervals", The American Statistician 55, 2001). So it is called clear or uncertain, never equal.
    """
    if not vote.given:
        return ""
    if len(vote.first) > 1:
        return catalogues.say(
            lang, f"report.firm.{'tie' if vote.counts_votes else 'shared'}.{vote.of}", len(vote.first)
        )
    if vote.counts_votes:
        key = "report.firm.lead.hands" if vote.lead_rests_on_hands else "report.firm.lead"
        return catalogues.say(lang, key, int(vote.lead)) if vote.lead else ""
    if vote.measures[0].unit == "share":
        if not vote.lead:
            return ""
        points = catalogues.number(lang, _lead_as_written(vote), catalogues.decimals_of(vote.unit))
        lead = catalogues.say(lang, "report.firm.ahead", 1 if points == "1" else SEVERAL, points=points)
        first, after = (vote.share_interval(row) for row in (vote.first[0], vote.after_first[0]))
        return f"{lead} {_clear_or_not(first, after, lang)}" if first and after else lead
    return _estimated(vote, lang)


def _lead_as_written(vote: VoteSummary) -> float:
    """The lead in percentage points between the two shares as tables write them: a reader may subtract them."""
    scale: int = 10 ** (catalogues.decimals_of(vote.unit) or 1)
    first, after = (int(row.value * scale + 0.5) for row in (vote.given[0], vote.after_first[0]))
    return (first - after) / scale


def _estimated(vote: VoteSummary, lang: str) -> str:
    """Whether the intervals of the first place and the next overlap; "" without an estimate of both, and where the next
    has the clearly higher one, because the main measure ranks otherwise."""
    estimate = next((one for one in vote.measures if one.between), None)
    rows = [*vote.first, *vote.after_first][:2]
    if len(rows) < 2 or estimate is None or not all(estimate.name in row.measures for row in rows):
        return ""
    low, high = estimate.between or ("", "")
    first, after = (row.measures for row in rows)
    if after[low] > first[high]:
        return ""
    decimals = vote.decimals[estimate.name]
    means = {"first": first[estimate.name], "next": after[estimate.name]}
    said = {name: catalogues.number(lang, mean, decimals) for name, mean in means.items()}
    clear = _clear_or_not((first[low], first[high]), (after[low], after[high]), lang)
    return f"{catalogues.say(lang, f'report.firm.{estimate.name}', None, **said)} {clear}"


def _clear_or_not(first: tuple[Number, Number], after: tuple[Number, Number], lang: str) -> str:
    """Whether a lead is clear, from the intervals of the first place and of the next."""
    return catalogues.say(lang, "report.firm.clear" if first[0] > after[1] else "report.firm.uncertain")


def beyond(vote: VoteSummary, rows: Sequence[RowSummary], lang: str) -> str:
    """How many rows with votes a list of the leading `rows` leaves out, and how many of them are as high as its last;
    "" when it has all of them, or none: then it is said how many share the first place (`firmness`)."""
    left = vote.given[len(rows) :]
    if not left or not rows:
        return ""
    said = catalogues.say(lang, f"report.more_voted.{vote.of}{vote.words}", len(left))
    tied = sum(row.rank == rows[-1].rank for row in left)
    return f"{said} {catalogues.say(lang, 'report.tied_too', tied)}" if tied else said


def rest(vote: VoteSummary, lang: str) -> str:
    """The rows of a vote that documents do not list with their words, by their numbers or letters, those with one value
    together, in a sentence; "" when there are none. Of numbers the first is called one: they follow a number."""
    rows = vote.given[len(vote.listed) :]
    found = list[str]()
    for value, same in groupby(rows, key=lambda row: counted(vote, row, lang)):
        first, *others = (row.label for row in same)
        found.append(f"{value}: {', '.join([wording.idea_number(first, lang) or first, *others])}")
    return catalogues.say(lang, f"report.rest.{vote.of}", len(rows), values="; ".join(found)) if rows else ""


def counted(vote: VoteSummary, row: RowSummary, lang: str) -> str:
    """The main measure of a row where nothing beside it names it: votes and shares with their unit, others with the
    name of the measure."""
    if vote.counts_votes:
        return catalogues.say(lang, "report.votes.count", int(row.value))
    value, main = valued(vote, row, lang), vote.measures[0]
    return value if main.unit == "share" else f"{catalogues.measure(lang, main.name).lower()}{catalogues.NBSP}{value}"


def order(vote: VoteSummary, lang: str) -> str:
    """That each phone had its own order, and what effect that had where enough people voted; "" without phones."""
    if not vote.listed_on_phones:
        return ""
    return " ".join([catalogues.say(lang, f"report.order.{vote.of}"), *_position(vote, lang)])


def _position(vote: VoteSummary, lang: str) -> list[str]:
    """Which part of what was given went to the first half of the lists, with its interval, and what follows."""
    effect = vote.position
    if effect is None:
        return []
    shares = {"part": effect.part, "low": effect.low, "high": effect.high}
    said = {name: catalogues.valued(lang, round(100 * share), "share") for name, share in shares.items()}
    return [
        catalogues.say(lang, f"report.position{vote.words}", None, **said),
        catalogues.say(lang, f"report.position.{'seen' if effect.is_seen else 'unseen'}"),
    ]


def order_shares(vote: VoteSummary) -> list[float | None]:
    """Which part of what was given went to the first half of the lists, and the ends of its interval, for tables: from
    0 to 1; None each where too few voted."""
    effect = vote.position
    return [effect.part, effect.low, effect.high] if effect else [None, None, None]


def order_heads(lang: str) -> list[str]:
    """The headings of these columns."""
    return [catalogues.say(lang, f"report.column.order_{name}") for name in ("part", "low", "high")]


def notes(vote: VoteSummary, lang: str) -> list[str]:
    """What there is to say of a result beside the numbers, a sentence each: what its method has to say, that voting
    went on after it had been shown, and when and why it was counted again."""
    elsewhere = ("ballots", "hands", *FEW)
    said = [(name, number) for name, number in vote.facts.items() if number and name not in elsewhere]
    found = [catalogues.say(lang, f"results.note.{name}", int(number)) for name, number in said]
    found += few_answers(vote, lang)
    found += [shown_early(vote, vote.shown_early, lang)] if vote.shown_early else []
    return [*found, recounted(vote.recounted, vote.recounted_because, lang)] if vote.recounted else found


FEW = ("few", "few_answers")
"""The facts that count rows with few answers: `few_answers` says this and which these are, in one sentence."""
NAMED = 5
"""The most rows that the sentence on those with few answers names: more would fill page 1, so they are counted."""


def few_answers(vote: VoteSummary, lang: str) -> list[str]:
    """Which rows, or how many, rest on too few answers to be compared with the others, and so come after them, in a
    sentence or two; nothing where there are none."""
    few = [wording.idea_number(row.label, lang) or row.label for row in vote.given if vote.has_few(row)]
    if not few:
        return []
    if len(few) == len(vote.given):
        return [catalogues.say(lang, f"report.few_answers.all{vote.words}")]
    which = ", ".join(few) if len(few) <= NAMED else catalogues.say(lang, "report.few_answers.count", len(few))
    return [catalogues.say(lang, f"report.few_answers{vote.words}", len(few), which=which)]


def shown_early(vote: VoteSummary, at: dt.datetime, lang: str) -> str:
    """That people voted on after the hall had seen the result, and how many had voted until then."""
    day, time = catalogues.date(lang, at), catalogues.time(lang, at)
    return catalogues.say(lang, f"report.shown_early{vote.words}", vote.voted_early, day=day, time=time)


def recounted(at: dt.datetime, because: str, lang: str) -> str:
    """That a result was counted again after it had been shown, and why, in a sentence."""
    day, time = catalogues.date(lang, at), catalogues.time(lang, at)
    why = catalogues.say(lang, f"report.recounted.{because}")
    return catalogues.say(lang, "report.recounted", None, day=day, time=time, why=why)


def meaning(measure: str, unit: str, lang: str) -> str:
    """What the number of each row is, in a sentence; "" for votes, which need none."""
    return "" if unit == "votes" else catalogues.say(lang, f"results.value.{measure}")


def column(vote: VoteSummary, lang: str) -> str:
    """The heading of a column with the main measure of a vote."""
    asked, main = wording.question(vote.step, lang), vote.measures[0]
    if main.unit == "votes":
        return catalogues.say(lang, "report.column.votes", question=asked)
    return catalogues.say(
        lang, "report.column.of", measure=catalogues.say(lang, f"measure.{main.name}"), question=asked
    )


def columns(vote: VoteSummary) -> list[Measure]:
    """The measures that people read in a table: the ends of an interval stand with what they are the ends of."""
    ends = {name for measure in vote.measures for name in measure.between or ()}
    return [measure for measure in vote.told if measure.name not in ends]


def measured_in(vote: VoteSummary, row: RowSummary, measure: Measure, lang: str) -> str:
    """One measure of a row of this vote, as `measured`, with as many decimals as the other rows."""
    return measured(row.measures, measure, lang, vote.decimals[measure.name])


def measured(measures: Mapping[str, Number], measure: Measure, lang: str, decimals: int = 0) -> str:
    """One measure of a row as people read it, an estimate with its interval; a dash where the row does not have it.
    `decimals`: so many, where not as many as are usual."""
    if measure.name not in measures:
        return "–"
    said = catalogues.number(lang, measures[measure.name], decimals)
    if measure.between is None:
        return said
    low, high = (catalogues.number(lang, measures[name], decimals) for name in measure.between)
    return f"{said} ({low}–{high})"


def valued(vote: VoteSummary, row: RowSummary, lang: str) -> str:
    """The main measure of a row with its unit, where no heading of a column says it."""
    main = vote.measures[0]
    if main.unit == "share" and main.name in row.measures:
        return catalogues.valued(lang, row.value, vote.unit)
    return measured(row.measures, main, lang)
