"""What stands on page 1 of a series, decided once for its file and its pages: what it came to, where its last forum
chose among its themes (`SeriesSummary.outcome`); its themes by size with one quote each; and its forums with the
leading rows of their main votes, how firm these are and how they were counted. A vote is told in the sentences of a
forum's page 1 (`page_one`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from workshop.i18n import catalogues
from workshop.reports import page_one, page_one_wording, series_wording, vote_wording, wording
from workshop.reports.page_one import LeadingVote
from workshop.reports.series_summary import LEADING, ForumPart, Quote, SeriesSummary, ThemeLine
from workshop.reports.summary import PAGE_ONE
from workshop.reports.summary_parts import StepSummary
from workshop.reports.theme_names import theme_name, vote_with_theme_names


@dataclass(frozen=True)
class ThemeRow:
    """A theme of the series. `counted`: its ideas and votes in all forums; `course`: what became of it, "" where
    nothing can have; `quote` stands there with its `number`, which says the forum where there are several; None where
    no forum has one."""

    line: ThemeLine
    title: str
    counted: str
    course: str
    quote: Quote | None
    number: str

    @property
    def size(self) -> str:
        """How large it is, and what became of it."""
        return " · ".join(filter(None, [self.counted, self.course]))


@dataclass(frozen=True)
class ForumRow:
    """A forum that has begun. `number`: its place in the series, from 1; `told`: when, where and by whom it was held,
    as far as the series' own line does not say it, and its figures; `vote`: its main vote, or None with a sentence
    (`none`) that says so, or that its result is the outcome, which stands apart; `asked`: whether its question stands
    here, because it is not the `common_question`."""

    number: int
    forum: ForumPart
    told: Sequence[str]
    vote: LeadingVote | None
    none: str
    asked: bool


@dataclass(frozen=True)
class Outcome:
    """What the series came to: the main vote of its last forum with all rows that a page 1 of one vote has. `number`:
    that of the forum; `told`: when and where it was held; `quotes`: theme's letter → the idea that represents it, with
    its number as it is written."""

    number: int
    forum: ForumPart
    told: Sequence[str]
    vote: LeadingVote
    quotes: Mapping[str, tuple[Quote, str]]


def outcome(summary: SeriesSummary, lang: str) -> Outcome | None:
    """What the series came to; None where that is not known."""
    one = summary.outcome
    vote = leading(one, lang, PAGE_ONE[0][0]) if one else None
    if one is None or vote is None:
        return None
    quotes = {
        part.letter: (part.quote, wording.idea_number(str(part.quote.number), lang))
        for part in one.themes
        if part.quote
    }
    told = [catalogues.date(lang, one.at)] if one.at else []
    return Outcome(summary.begun.index(one) + 1, one, [*told, *([one.place] if one.place else [])], vote, quotes)


def themes(summary: SeriesSummary, lang: str) -> list[ThemeRow]:
    """The themes with ideas, the largest first."""
    return [_theme(summary, line, lang) for line in summary.by_size]


def _theme(summary: SeriesSummary, line: ThemeLine, lang: str) -> ThemeRow:
    counted = page_one_wording.counted(line.ideas, line.votes, lang)
    course = series_wording.course(summary, line, lang)
    return ThemeRow(line, theme_name(line.title, lang), counted, course, *quoted(summary, line, lang))


def quoted(summary: SeriesSummary, line: ThemeLine, lang: str) -> tuple[Quote | None, str]:
    """The idea that represents a theme with its number, which says the forum where there are several."""
    if line.quoted is None:
        return None, ""
    place, quote = line.quoted
    number = wording.idea_number(str(quote.number), lang)
    if len(summary.begun) == 1:
        return quote, number
    return quote, catalogues.say(lang, "series.quote_of", None, number=number, forum=numbers(summary)[place])


def numbers(summary: SeriesSummary) -> dict[int, int]:
    """The number of each forum that has begun, by its place among all of the series."""
    begun = (place for place, one in enumerate(summary.forums) if one.begun)
    return {place: number for number, place in enumerate(begun, 1)}


def forums(summary: SeriesSummary, lang: str) -> list[ForumRow]:
    """The forums that have begun, in their order."""
    common = common_question(summary)
    return [_forum(summary, number, one, common, lang) for number, one in enumerate(summary.begun, 1)]


def common_question(summary: SeriesSummary) -> StepSummary | None:
    """What more than half of the main votes asked, where there are several; else None. It stands once, above the
    forums; one that asked something else says so."""
    steps = [one.main.step for one in summary.begun if one.main]
    alike = [[one for one in steps if one.prompt and one.prompt == step.prompt] for step in steps]
    most = max(alike, key=len, default=[])
    return most[0] if len(steps) > 1 and 2 * len(most) > len(steps) else None


def _forum(summary: SeriesSummary, number: int, one: ForumPart, common: StepSummary | None, lang: str) -> ForumRow:
    several = len({other.place for other in summary.begun}) > 1, len(series_wording.organisers_of(summary)) > 1
    where = [said for said, told in zip((one.place, one.organiser), several, strict=True) if said and told]
    is_outcome = one is summary.outcome
    vote = None if is_outcome else leading(one, lang)
    figures = [
        f"{catalogues.number(lang, n)} {page_one_wording.figure_of(one.on_paper, name, n, lang)}"
        for name, n in one.figures.items()
        if not (vote and name.startswith("voted"))  # what is said of the vote begins with it
    ]
    when = [catalogues.date(lang, one.at)] if one.at else []
    none = "" if vote else catalogues.say(lang, "series.outcome.above" if is_outcome else "series.no_vote")
    asked = vote is not None and one.main is not None and (common is None or one.main.step.prompt != common.prompt)
    return ForumRow(number, one, [*when, *where, *figures], vote, none, asked)


def leading(one: ForumPart, lang: str, rows: tuple[int, int] = LEADING) -> LeadingVote | None:
    """The main vote of a forum with its leading `rows` (the usual and the largest number); None where nothing was given
    in any."""
    if one.main is None:
        return None
    named = vote_with_theme_names(one.main, lang)
    titles = {theme.letter: theme_name(theme.title, lang) for theme in one.themes}
    return page_one.leading_vote(named, named.top(*rows), titles, lang)


def counted(summary: SeriesSummary, lang: str) -> list[str]:
    """How the main votes were counted, a sentence each: once where it holds for all, else with the numbers of its
    forums before it."""
    found = dict[str, list[int]]()
    for number, one in enumerate(summary.begun, 1):
        if one.main:
            found.setdefault(vote_wording.brief_method(one.main, lang), []).append(number)
    if len(found) < 2:
        return list(found)
    return [
        catalogues.say(lang, "series.counted_in", len(its), forums=_in_runs(its), how=how) for how, its in found.items()
    ]


def _in_runs(numbers: Sequence[int]) -> str:
    """Ascending numbers; three and more that follow each other as one: "1–3, 5"."""
    by_run = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    runs = [[number for _, number in run] for _, run in by_run]
    return ", ".join(f"{one[0]}–{one[-1]}" if len(one) > 2 else ", ".join(map(str, one)) for one in runs)
