"""What stands on page 1, decided once for every format: which themes, which votes with how many rows, what is said of
each, and what is left out. `page_one_data` (print), `page_one_blocks` (documents) and `templates/reports/page_one.html`
only arrange it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from workshop.charts import Chart, named_counts
from workshop.domain.places import places, rank_signs
from workshop.i18n import catalogues
from workshop.reports import page_one_wording, participation_wording, vote_wording, wording
from workshop.reports.summary import MANY_THEMES, PAGE_ONE, Summary
from workshop.reports.vote_summary import LEAST, RowSummary, VoteSummary

SHARING_FIRST = 4
"""So many rows that share the first place stand together also in less room: none is chosen by its number."""


@dataclass(frozen=True)
class ThemesPart:
    """The themes by size under their heading. In sentences, "" for none: `beyond`, how many themes the list leaves out;
    `apart`, how many ideas are neither in a theme nor up for grouping. The ideas of all themes, those without one, and
    these are all ideas of the forum."""

    head: str
    rows: list[page_one_wording.Size]
    voted: bool
    beyond: str
    apart: str

    @property
    def more(self) -> list[str]:
        """What stands under the list."""
        return [said for said in (self.beyond, self.apart) if said]


@dataclass(frozen=True)
class LeadingRow:
    """One leading row: its place as it is written, its number or its letter ("" for the other), its value with its
    unit, the title of its theme ("" without one), and the number of each answer in words, where the columns of its
    chart have names."""

    row: RowSummary
    sign: str
    number: str
    letter: str
    value: str
    theme: str
    answers: str


@dataclass(frozen=True)
class LeadingVote:
    """One vote with its leading rows under the name of their measure. `which`: which of several results it is, and of
    what ("" for the only one). In sentences: `beyond`, what these rows leave out ("" for nothing); `said`, what came of
    the vote; `how`, how it was counted, in one."""

    vote: VoteSummary
    which: str
    drawn: bool
    rows: list[LeadingRow]
    measure: str
    beyond: str
    said: list[str]
    how: str

    @property
    def told(self) -> str:
        """What stands under the rows before `how`."""
        return " ".join(filter(None, [self.beyond, *self.said]))

    @property
    def shared_places(self) -> set[int]:
        """The places of its rows that several rows of the whole result have."""
        return {one.row.rank for one in self.rows if one.sign != str(one.row.rank)}

    @property
    def chart(self) -> Chart:
        """How its rows are drawn."""
        return self.vote.chart


def themes(summary: Summary, lang: str, most: int | None = MANY_THEMES) -> ThemesPart | None:
    """The part of page 1 with the `most` largest themes (all with `most` None) and the ideas without a theme. Returns
    None for a forum without themes."""
    if not summary.themes:
        return None
    sizes = page_one_wording.sizes(summary, lang)
    beyond = [one for one in sizes if one.letter][most:] if most is not None else []
    voted = any(one.votes is not None for one in sizes)
    more = page_one_wording.left_out_said("report.more_themes", beyond, lang)
    apart = catalogues.say(lang, "report.apart.count", len(summary.apart)) if summary.apart else ""
    head = catalogues.say(lang, "report.came_to.votes" if voted else "report.came_to")
    return ThemesPart(head, [one for one in sizes if one not in beyond], voted, more, apart)


def leading_head(summary: Summary, lang: str) -> str:
    """The heading above the leading rows of all votes."""
    in_votes = all(vote.counts_votes for vote, _ in summary.leading)
    return catalogues.say(lang, "report.most" if in_votes else "report.leading")


def leading(summary: Summary, lang: str, drawn: int = len(PAGE_ONE)) -> list[LeadingVote]:
    """The votes of page 1, the main one first. `drawn`: how many of them have charts beside their rows."""
    titles = {one.letter: one.title for one in summary.themes}
    return [
        leading_vote(vote, rows, titles, lang, which=which, is_drawn=at < drawn)
        for at, (vote, rows, which) in enumerate(results(summary, lang))
    ]


def results(summary: Summary, lang: str) -> list[tuple[VoteSummary, list[RowSummary], str]]:
    """The votes of page 1, the main one first: each with its leading rows, and which of several results it is ("" for
    the only one)."""
    of = len(summary.leading)
    return [(vote, rows, _which(vote, at, of, lang)) for at, (vote, rows) in enumerate(summary.leading, 1)]


def drawn_on_paper(summary: Summary) -> int:
    """How many votes of page 1 have charts on the printed one: where more than two stand there, only the main one."""
    many = len(summary.leading)
    return many if many <= 2 else 1


def _which(vote: VoteSummary, at: int, of: int, lang: str) -> str:
    """Which of the `of` results of page 1 this is, of what and of which kind; "" for the only one."""
    name, _ = catalogues.step_name(lang, vote.step.name, vote.step.kind, {})
    return catalogues.say(lang, f"report.result_of.{vote.of}", at=at, all=of, kind=name) if of > 1 else ""


def leading_vote(
    vote: VoteSummary,
    rows: Sequence[RowSummary],
    titles: Mapping[str, str],
    lang: str,
    which: str = "",
    is_drawn: bool = False,
) -> LeadingVote:
    """One vote with its leading `rows`. `titles`: the name of each theme by its letter; `is_drawn`: its rows have
    charts beside them."""
    say = partial(catalogues.say, lang)
    said = [
        f"{say(f'results.voters{vote.words}', vote.ballots)}.",
        vote_wording.hands(vote, lang, rows if is_drawn else ()),
        vote_wording.firmness(vote, lang),
        *vote_wording.notes(vote, lang),
    ]
    signs = rank_signs([row.rank for row in vote.given])
    found = [
        LeadingRow(
            row=row,
            sign=signs[row.rank],
            number=wording.idea_number(row.label, lang),
            letter=row.label if vote.of == "clusters" else "",
            value=vote_wording.valued(vote, row, lang),
            theme=titles.get(row.theme, ""),
            answers=_answers(vote, row, lang),
        )
        for row in rows
    ]
    measure = catalogues.measure(lang, vote.measures[0].name)
    how = vote_wording.brief_method(vote, lang)
    return LeadingVote(
        vote, which, is_drawn, found, measure, vote_wording.beyond(vote, rows, lang), [one for one in said if one], how
    )


def shortened(one: LeadingVote, lang: str) -> list[tuple[int, str]]:
    """How a page with less room shows a vote: for room for each number of rows, from 1 to all of them, how many stand
    there, and a sentence on what they leave out ("" for nothing)."""
    given = one.vote.given
    fitting = [_fitting(one.vote, room) for room in range(1, len(one.rows))]
    return [*((n, vote_wording.beyond(one.vote, given[:n], lang)) for n in fitting), (len(one.rows), one.beyond)]


def _fitting(vote: VoteSummary, room: int) -> int:
    """How many leading rows stand where there is room for so many. Those that share the first place stand together
    though they need more room, or none of them does where they are more than SHARING_FIRST. Any other tie is left out
    whole (`domain.places`), but where there is room for LEAST rows these stand there."""
    least, first = LEAST if room >= LEAST else 0, len(vote.first)
    if room < first:
        return first if first <= SHARING_FIRST else (room if least else 0)
    return max(places([(row.rank, row.value) for row in vote.given], room, room), least)


def cut(one: LeadingVote, most: int, lang: str) -> LeadingVote:
    """A vote of page 1 with its `most` leading rows at most."""
    rows, beyond = shortened(one, lang)[: max(1, most)][-1]
    return replace(one, rows=one.rows[:rows], beyond=beyond)


def _named_first(vote: VoteSummary, lang: str) -> str:
    """The row in the first place and its main measure: a theme by its letter and its name."""
    first = vote.first[0]
    name = f"{first.label}: {first.text}" if vote.of == "clusters" else wording.idea_number(first.label, lang)
    return f"{name}, {vote_wording.counted(vote, first, lang)}"


def _answers(vote: VoteSummary, row: RowSummary, lang: str) -> str:
    """The number of each answer; a line ends between two of them."""
    counts = named_counts(vote.chart, row.measures, partial(catalogues.say, lang))
    return ", ".join(f"{name} {catalogues.number(lang, n)}".replace(" ", catalogues.NBSP) for name, n in counts)


def also(summary: Summary, lang: str) -> list[str]:
    """What page 1 says under its votes: the other votes, and what is said of the whole forum."""
    return [said for said in (other_votes(summary, lang), *of_the_forum(summary, lang)) if said]


def of_the_forum(summary: Summary, lang: str) -> list[str]:
    """That there are no ideas, the votes not shown yet, and how many confirmed the results."""
    nothing = "" if summary.ideas else catalogues.say(lang, "report.no_ideas")
    closed = catalogues.say(lang, "report.closed_votes", summary.closed_votes) if summary.closed_votes else ""
    return [said for said in (nothing, closed, participation_wording.confirmed(summary, lang)) if said]


def other_votes(summary: Summary, lang: str, shown: int | None = None) -> str:
    """The votes beyond the first `shown` of page 1 (None: all that stand there), each by its question and how many took
    part; "" when there are none. First those that have no other place on page 1 for want of room, each with how firm it
    is and how it was counted."""
    leading = [vote for vote, _ in summary.leading]
    cut_off = leading[len(leading[:shown]) :]
    rest = [vote for vote in summary.votes if vote.chooses and vote not in leading]
    named = [_named(vote, lang) + _firmness_and_method(vote, lang) for vote in cut_off]
    named.append("; ".join(_named(vote, lang) for vote in rest))
    votes = " ".join(filter(None, named))
    return catalogues.say(lang, "report.other_votes", votes=votes.rstrip(".")) if votes else ""


def _named(vote: VoteSummary, lang: str) -> str:
    return f"{wording.asked(vote.step, lang)} ({_took_part(vote, lang)})"


def _firmness_and_method(vote: VoteSummary, lang: str) -> str:
    """How firm the result of a vote is and how it was counted, in sentences that follow its name."""
    how = f"{catalogues.say(lang, 'report.counted_so')}: {vote_wording.brief_method(vote, lang)}"
    return ". " + " ".join(filter(None, [vote_wording.firmness(vote, lang), how]))


def _took_part(vote: VoteSummary, lang: str) -> str:
    if not vote.given:
        return catalogues.say(lang, f"report.no_votes{vote.words}").rstrip(".").lower()
    lead = f"1. {_named_first(vote, lang)}, " if len(vote.first) == 1 else ""
    return lead + catalogues.say(lang, f"results.voters{vote.words}", vote.ballots)
