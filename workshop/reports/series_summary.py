"""The summary model of a series: its forums side by side, their figures, and their themes compared.

Every page and file of a series takes its figures from here, and their words from `series_wording`. Whether two themes
of different forums are the same is never guessed: one goes on from the other when an organiser made it so
(`came_from`), or both have the same name; each cell says which. Participants are known only within one forum, so they
are added up, which every page and file says. Must not: read the database, or hold a vote that is not revealed.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from workshop.contract.forum_states import ENDED, PLANNED
from workshop.contract.shared_types import Texts
from workshop.domain.cluster_letters import by_letter
from workshop.domain.methods.base import Number
from workshop.domain.theme_names import same_theme_key
from workshop.reports import page_one_wording
from workshop.reports.licence import USUAL_LICENCE
from workshop.reports.summary import PAGE_ONE, Summary
from workshop.reports.summary_parts import Theme
from workshop.reports.vote_summary import VoteSummary

How = Literal["", "lineage", "name"]
Course = Literal["", "once", "new", "repeated", "grown"]
Rest = Literal["loose", "apart"]
RESTS: tuple[Rest, ...] = ("loose", "apart")
"""The ideas in no theme: those up for grouping, and those of steps that are not."""
LEADING = PAGE_ONE[-1][0]
"""The usual and the largest number of leading rows of a forum's main vote, as of each of three votes on page 1."""
VOTED = "voted"
"""How the names of the figures of those who voted, rated or answered begin."""
ON_PAPER = "on_paper"
"""The name of the figure of those who took part in votes on paper."""


@dataclass(frozen=True)
class Quote:
    """The idea that represents a theme in one forum, by its number there and in its own language."""

    number: int
    text: str
    lang: str
    votes_per_voter: float | None = None
    """in the main vote on ideas, without raised hands: comparable between forums of different sizes; None where nobody
    gave votes"""


@dataclass(frozen=True)
class ThemePart:
    """A theme of one forum. `votes`: of the forum's main vote, None where it had none that adds up; `quote`: the idea
    that represents it there."""

    id: int
    letter: str
    title: str
    ideas: int
    votes: Number | None
    came_from: int | None
    how: How = ""
    """why it stands in its line: it goes on from the theme of an earlier forum, it has the same name, or it is the
    line's first"""
    quote: Quote | None = None


@dataclass(frozen=True)
class ForumPart:
    """One forum of the series. `at`: when it began, else when it is planned to; `figures`: those of its own page 1 by
    their names (`page_one_wording.figures`); `themes` the largest first."""

    ref: str
    code: str
    title: Texts
    state: str
    at: dt.datetime | None
    place: str
    organiser: str
    figures: Mapping[str, int]
    themes: list[ThemePart]
    votes_in_several_ways: bool = False
    on_paper: int = 0
    """of those who voted, rated or answered"""
    loose: int = 0
    apart: int = 0
    """the ideas in no theme (`RESTS`)"""
    loose_votes: Number | None = None
    """of the ideas without a theme, in the main vote as the themes' (`page_one_wording.loose_votes`)"""
    carried: int = 0
    """the ideas that go on from an earlier forum"""
    next_steps: Texts = field(default_factory=dict)
    main: VoteSummary | None = None
    """its main vote, in which only the leading rows have their words, of one on themes all; None where nothing was
    given in any"""

    @property
    def begun(self) -> bool:
        """Whether it has begun."""
        return self.state != PLANNED

    @property
    def held(self) -> bool:
        """Whether it was brought to its end."""
        return self.state == ENDED

    def figure(self, name: str) -> int | None:
        """The figure that stands in a column of `SeriesSummary.columns`; None where it has none: it has not begun, or
        nobody voted so in it."""
        if not self.begun:
            return None
        return self.on_paper if name == ON_PAPER else self.figures.get(name)

    def rest(self, name: Rest) -> "RestPart":
        """Its ideas in no theme. Those outside the grouping have no votes of their own, as in its own files."""
        if name == "loose":
            return RestPart(self, self.loose, self.loose_votes)
        return RestPart(self, self.apart, None)


class RestPart(NamedTuple):
    """The ideas of one forum that are in no theme. `votes`: None where it has none that add up."""

    forum: ForumPart
    ideas: int
    votes: Number | None


@dataclass(frozen=True)
class ThemeLine:
    """One theme through the series: its part in each forum, None where it has none. Named as in its last forum."""

    parts: list[ThemePart | None]

    @property
    def found(self) -> list[ThemePart]:
        """Its parts, in the order of the forums."""
        return [part for part in self.parts if part]

    @property
    def title(self) -> str:
        """Its last name; an unnamed theme has its letter only."""
        return next((part.title for part in reversed(self.found) if part.title), "")

    @property
    def letters(self) -> str:
        """Its letters in the order of the forums, each once."""
        return " ".join(dict.fromkeys(part.letter for part in self.found))

    @property
    def ideas(self) -> int:
        """Its ideas in all forums."""
        return sum(part.ideas for part in self.found)

    @property
    def votes(self) -> Number | None:
        """Its votes in all forums, None where none had any that add up."""
        return votes_of(self.found)

    @property
    def quoted(self) -> tuple[int, Quote] | None:
        """The idea that represents it, and the place of its forum in the series, from 0; None where no forum has one.
        Of those of its forums, the one with the most votes for each voter; of equal ones, and without votes, the
        latest."""
        quotes = [(place, part.quote) for place, part in enumerate(self.parts) if part and part.quote]
        return max(quotes, key=lambda each: (each[1].votes_per_voter or 0, each[0]), default=None)


@dataclass(frozen=True)
class SeriesSummary:
    """A series as its reports show it. `forums` in the order in which they were held, those without a date last."""

    title: str
    made_at: dt.datetime
    forums: list[ForumPart]
    lines: list[ThemeLine]
    next_steps: Texts = field(default_factory=dict)
    """what happens next, in the organiser's words"""
    next_from: ForumPart | None = None
    """the forum whose next steps these are; None where the series has its own, or none"""
    licence: str = USUAL_LICENCE
    """of its data, by its name in `licence.LICENCES`"""
    whole: bool = True
    """whether it tells of all forums of the series; in public some may not be published"""

    @property
    def begun(self) -> list[ForumPart]:
        """The forums that have begun, whose figures are added up."""
        return [one for one in self.forums if one.begun]

    @property
    def held(self) -> list[ForumPart]:
        """The forums that were brought to their end."""
        return [one for one in self.forums if one.held]

    @property
    def outcome(self) -> ForumPart | None:
        """The forum whose main vote says what the series came to: the last of several, once all were held, where people
        chose among its themes. None where there is none, or not yet."""
        last = self.forums[-1] if len(self.forums) > 1 else None
        ended = self.whole and len(self.held) == len(self.forums)
        return last if ended and last and last.main and last.main.of == "clusters" else None

    @property
    def figures(self) -> dict[str, int]:
        """The figures of all forums that have begun, added up by their names: who came to two counts twice. Who voted,
        who rated and who answered are apart, unless a forum had votes of several kinds."""
        total = Counter[str]()
        for one in self.begun:
            total.update(one.figures)
        return dict(total)

    def paper(self, name: str) -> int:
        """How many of this figure, which is one of voters, took part on paper."""
        return sum(one.on_paper for one in self.begun if name in one.figures)

    def total(self, name: str) -> int:
        """The figure of a column of all forums together."""
        return sum(one.figure(name) or 0 for one in self.forums)

    @property
    def columns(self) -> list[str]:
        """The names of the figures in a table of the forums; of votes on paper only where there are any."""
        return [*self.figures, *([ON_PAPER] if any(one.on_paper for one in self.begun) else [])]

    @property
    def most(self) -> int:
        """The most ideas of one theme in one forum: the scale of the bars; at least 1."""
        return max((part.ideas for line in self.lines for part in line.found), default=0) or 1

    @property
    def by_size(self) -> list[ThemeLine]:
        """The themes with ideas, the largest first, of equal ones that with more votes, then as `lines`."""
        return sorted((line for line in self.lines if line.ideas), key=lambda line: (-line.ideas, -(line.votes or 0)))

    @property
    def compared(self) -> list[ForumPart]:
        """The forums that have themes."""
        return [one for one in self.forums if one.themes]

    @property
    def rests(self) -> list[tuple[Rest, list[RestPart]]]:
        """The ideas in no theme, by forum where there are any: with those of the themes they add up to all ideas, and
        their votes with those of the themes to all votes on ideas. Nothing while no forum has themes."""
        found = ((name, [one.rest(name) for one in self.begun if one.rest(name).ideas]) for name in RESTS)
        return [(name, forums) for name, forums in found if forums and self.lines]

    @property
    def has_courses(self) -> bool:
        """Whether anything can be said of what became of themes: two forums have some with ideas."""
        return sum(any(theme.ideas for theme in one.themes) for one in self.forums) > 1

    def cells(self, line: ThemeLine) -> list[tuple[ForumPart, ThemePart | None]]:
        """A theme's part in each forum that has themes, or None."""
        return [(forum, part) for forum, part in zip(self.forums, line.parts, strict=True) if forum.themes]

    def course(self, line: ThemeLine) -> Course:
        """What became of a theme: only in the first forum with themes, new in a later one, in several, or in several
        and with more ideas in its last than in the one before. Where it has no idea it counts as not there. "" while
        fewer than two forums have themes with ideas, because nothing can have become of any."""
        if not self.has_courses:
            return ""
        found = [part for part in line.found if part.ideas]
        if len(found) > 1:
            return "grown" if found[-1].ideas > found[-2].ideas else "repeated"
        begins = line.parts[next(place for place, one in enumerate(self.forums) if one.themes)]
        return "once" if begins and (begins.ideas or not found) else "new"


def votes_of(parts: Iterable[ThemePart | RestPart]) -> Number | None:
    """The votes of these parts added up, None where none has any that add up."""
    counted = [part.votes for part in parts if part.votes is not None]
    return sum(counted) if counted else None


def part_of(summary: Summary) -> ForumPart:
    """What the series needs of one forum's summary. Themes that wait for a forum to begin are not compared."""
    begun = summary.themes if summary.state != PLANNED else []
    vote = summary.main_vote_on_ideas
    themes = [
        ThemePart(one.id, one.letter, one.title, len(one.ideas), one.votes, one.came_from, quote=_quote(one, vote))
        for one in begun
    ]
    return ForumPart(
        ref=summary.ref,
        code=summary.code,
        title=summary.title,
        state=summary.state,
        at=summary.started_at or summary.starts_at,
        place=summary.place,
        organiser=summary.organiser,
        figures=dict(page_one_wording.figures(summary)),
        themes=sorted(themes, key=lambda one: (-one.ideas, -(one.votes or 0), *by_letter(one.letter))),
        votes_in_several_ways=summary.votes_in_several_ways,
        on_paper=summary.paper,
        loose=len(summary.loose),
        apart=len(summary.apart),
        loose_votes=page_one_wording.loose_votes(summary),
        carried=summary.sources["earlier"],
        next_steps=summary.next_steps,
        main=_without_the_rest(summary.main_vote),
    )


def _quote(theme: Theme, vote: VoteSummary | None) -> Quote | None:
    if theme.quote is None:
        return None
    idea = theme.quote
    return Quote(idea.number, idea.text, idea.lang, _votes_per_voter(vote, idea.id) if vote else None)


def _votes_per_voter(vote: VoteSummary, idea: int) -> float | None:
    if not (vote.counts_votes and vote.ballots):
        return None
    by_voters = (row.value - row.measures.get("hands", 0) for row in vote.rows if row.target == idea)
    return round(sum(by_voters) / vote.ballots, 4)


def _without_the_rest(vote: VoteSummary | None) -> VoteSummary | None:
    """A vote without what its leading rows are not told from: the words of other ideas, and the ballots."""
    if vote is None:
        return None
    told = {row.target for row in (vote.rows if vote.of == "clusters" else vote.top(*LEADING))}
    rows = [row if row.target in told else replace(row, text="", lang="") for row in vote.rows]
    return replace(vote, rows=rows, by_theme=[], each=[], position=None)


def build(
    title: str,
    parts: Iterable[ForumPart],
    made_at: dt.datetime,
    next_steps: Texts | None = None,
    licence: str = USUAL_LICENCE,
    whole: bool = True,
) -> SeriesSummary:
    """The summary of the series called `title` from its forums, without rehearsals; `whole`: these are all. Where it
    has no next steps of its own, those of its latest forum that has some are told."""
    forums = counted_alike(sorted(parts, key=lambda one: (one.at is None, one.at.timestamp() if one.at else 0)))
    lines = sorted(_lines(forums), key=_order)
    made = SeriesSummary(title, made_at, forums, lines, next_steps or {}, licence=licence, whole=whole)
    latest = next((one for one in reversed(made.begun) if one.next_steps), None)
    return made if made.next_steps or not latest else replace(made, next_steps=latest.next_steps, next_from=latest)


def counted_alike(forums: Sequence[ForumPart]) -> list[ForumPart]:
    """The forums, with one figure for all who voted, rated or answered if one of them has only such a figure: beside
    that of those who rated in another it would look as if nobody had rated there. One that is so already stays the
    same object."""
    if not any(one.votes_in_several_ways for one in forums):
        return list(forums)
    return [_with_one_figure_of_voters(one) for one in forums]


def _with_one_figure_of_voters(forum: ForumPart) -> ForumPart:
    figures = {VOTED if name.startswith(VOTED) else name: n for name, n in forum.figures.items()}
    return forum if figures == forum.figures else replace(forum, figures=figures)


def _order(line: ThemeLine) -> tuple[float, float, float, int, int, str]:
    """Those of the most forums first, then the largest, then those with the most votes; equal ones by their first forum
    and by their letter in it, as in that forum."""
    place, first = next((place, part) for place, part in enumerate(line.parts) if part)
    return -len(line.found), -line.ideas, -(line.votes or 0), place, *by_letter(first.letter)


def _lines(forums: list[ForumPart]) -> list[ThemeLine]:
    """The themes of all forums, those that are the same in one line."""
    lines = list[list[ThemePart | None]]()
    of_theme, of_name = dict[int, int](), dict[str, int]()
    for place, forum in enumerate(forums):
        for theme, (line, how) in _places(forum.themes, place, lines, of_theme, of_name):
            if line == len(lines):
                lines.append([None] * len(forums))
            lines[line][place] = ThemePart(**{**vars(theme), "how": how})
            of_theme[theme.id] = line
            if same_theme_key(theme.title):
                of_name.setdefault(same_theme_key(theme.title), line)
    return [ThemeLine(parts) for parts in lines]


def _places(
    themes: list[ThemePart],
    place: int,
    lines: list[list[ThemePart | None]],
    of_theme: Mapping[int, int],
    of_name: Mapping[str, int],
) -> Iterable[tuple[ThemePart, tuple[int, How]]]:
    """Each theme of a forum with its line (the number of lines: a new one) and the reason. What goes on takes its line
    before another theme of the same name can; a line has room for one theme of each forum."""
    for theme in sorted(themes, key=lambda one: one.came_from not in of_theme):
        going_on = of_theme.get(theme.came_from or 0)
        named = of_name.get(same_theme_key(theme.title))
        if going_on is not None and lines[going_on][place] is None:
            yield theme, (going_on, "lineage")
        elif named is not None and lines[named][place] is None:
            yield theme, (named, "name")
        else:
            yield theme, (len(lines), "")
