"""The sentences of page 1 of every report: when and where the forum was, its figures, what must be said before anything
else, and the sizes of the themes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from workshop.domain.cluster_letters import by_letter
from workshop.domain.methods.base import Number
from workshop.i18n import catalogues
from workshop.i18n.catalogues import NBSP
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import IdeaSummary
from workshop.reports.theme_names import theme_name
from workshop.reports.wording import moment


def when_and_where(summary: Summary, lang: str) -> list[str]:
    """The lines under the title: the day with its hours (as announced, until it has begun), the place, the organiser,
    the series."""
    began, ended = summary.started_at or summary.starts_at, summary.ended_at
    if summary.brought_in:
        came = began or summary.created_at
        when = catalogues.say(lang, "report.when.brought_in", None, date=catalogues.date(lang, came))
    elif began is None:
        when = catalogues.date(lang, summary.created_at)
    else:
        facts: dict[str, object] = {"date": catalogues.date(lang, began), "start": catalogues.time(lang, began)}
        same_day = ended is not None and ended.date() == began.date()
        key = "report.when.from_to" if same_day else "report.when.from"
        when = catalogues.say(lang, key, None, **facts, end=catalogues.time(lang, ended) if ended else "")
    return [when, *_where(summary)]


def begin_and_end(summary: Summary) -> list[tuple[str, dt.datetime]]:
    """When it began and ended, or is announced to begin, each with the ending of its key (`report.about.…`): for files
    in which times are no words. Nothing of one that was held elsewhere."""
    if summary.brought_in:
        return []
    begun = "started" if summary.started_at else "starts"
    times = ((begun, summary.started_at or summary.starts_at), ("ended", summary.ended_at))
    return [(name, at) for name, at in times if at is not None]


def with_code(summary: Summary, lang: str) -> list[str]:
    """When and where the forum was, and its code where it is told."""
    return [*when_and_where(summary, lang), *_code(summary, lang)]


def where_and_code(summary: Summary, lang: str) -> list[str]:
    """The place, the organiser and the series, and the code where it is told; first that it was brought in, if it was
    held elsewhere, because it has no times (`begin_and_end`)."""
    came = when_and_where(summary, lang)[:1] if summary.brought_in else []
    return [*came, *_where(summary), *_code(summary, lang)]


def _where(summary: Summary) -> list[str]:
    return [said for said in (summary.place, summary.organiser, summary.series) if said]


def _code(summary: Summary, lang: str) -> list[str]:
    return [f"{catalogues.say(lang, 'report.about.code')} {summary.code}"] if summary.code else []


def figures(summary: Summary) -> list[tuple[str, int]]:
    """The figures of page 1, as the ending of their key (`report.fact.…`) and a number; of voters only if anyone
    voted, and of participants only where their number is known (`Summary.counts_people`)."""
    voted = [(f"voted{summary.words}", summary.voted)] if summary.voted else []
    joined = [("joined", summary.joined)] if summary.counts_people else []
    return [*joined, ("ideas", len(summary.ideas)), *voted]


def figure(summary: Summary, name: str, n: int, lang: str) -> str:
    """What stands beside a figure of page 1."""
    return figure_of(summary.paper, name, n, lang)


def figure_of(paper: int, name: str, n: int, lang: str) -> str:
    """What stands beside a figure where `paper` people voted on paper: beside that of voters also how they voted, and
    beside that of participants that these came with phones."""
    by_phone = ".phone" if name == "joined" and paper else ""
    said = catalogues.say(lang, f"report.fact.{name}{by_phone}", n)
    return said + how_voted(n, paper, lang) if name.startswith("voted") else said


def how_voted(voted: int, paper: int, lang: str) -> str:
    """How many of these voters voted by phone and how many on paper, to follow their figure: " (62 by phone, 1 on
    paper)"; "" where nobody voted on paper. Who voted on paper did not join with a phone, so that as many may have
    voted as joined, or more, though not everybody did who joined. A line ends between the two."""
    ways = {"by_phone": voted - paper, "on_paper": paper}
    said = [catalogues.say(lang, f"report.fact.{way}", n).replace(" ", NBSP) for way, n in ways.items() if n > 0]
    return f" ({', '.join(said)})" if paper else ""


def notices(summary: Summary, lang: str) -> list[str]:
    """What page 1 must say before anything else: that no real people wrote, or that more may still come."""
    said = [catalogues.say(lang, "report.rehearsal")] if summary.rehearsal else []
    if summary.in_progress:
        said.append(catalogues.say(lang, "report.in_progress", when=moment(summary.made_at, lang)))
    return said


@dataclass(frozen=True)
class Size:
    """The size of one theme in the chart; `letter` is empty for the ideas without one. `share` is relative to the
    largest theme, from 0 to 1; None for the ideas without a theme, which have no bar (`sizes`)."""

    letter: str
    title: str
    ideas: int
    votes: Number | None
    share: float | None
    quote: IdeaSummary | None = None


def sizes(summary: Summary, lang: str) -> list[Size]:
    """Themes by their votes, or by their ideas where no votes add up; the ideas without a theme stand last, here as
    everywhere, and have no bar: they are often so many that beside them all themes would look small."""
    vote = summary.main_vote if summary.main_vote and summary.main_vote.adds_up else None
    themes = [(one, (one.votes or 0) if vote else len(one.ideas)) for one in summary.themes]
    themes.sort(key=lambda each: (-each[1], -len(each[0].ideas), *by_letter(each[0].letter)))
    most = max((large for _, large in themes), default=0) or 1
    found = [
        Size(
            one.letter,
            theme_name(one.title, lang),
            len(one.ideas),
            one.votes if vote else None,
            large / most,
            one.quote,
        )
        for one, large in themes
    ]
    if not summary.loose:
        return found
    none = catalogues.say(lang, "cluster.none")
    return [*found, Size("", none, len(summary.loose), loose_votes(summary), share=None)]


def loose_votes(summary: Summary) -> Number | None:
    """The votes of the ideas without a theme; None where they were not voted on, or votes do not add up."""
    vote = summary.main_vote
    if vote is None or not vote.adds_up or vote.of != "ideas":
        return None
    return next((one.value for one in vote.by_theme if not one.letter), 0)


def size_said(size: Size, lang: str) -> str:
    """How many ideas a theme has, and how many votes where it has any: "12 ideas · 30 votes"."""
    return counted(size.ideas, size.votes, lang)


def left_out_said(key: str, left_out: Sequence[Size], lang: str) -> str:
    """How many themes a list leaves out, in the sentence of `key`, with their ideas and votes added up: a reader can
    check the whole. Those that are empty are told apart; "" where none is left out."""
    full = [one for one in left_out if one.ideas or one.votes]
    empty = len(left_out) - len(full)
    said = [catalogues.say(lang, key, len(full), size=_added_up(full, lang))] if full else []
    said += [catalogues.say(lang, "report.empty_themes", empty)] if empty else []
    return " ".join(said)


def _added_up(sizes: Sequence[Size], lang: str) -> str:
    ideas = catalogues.say(lang, "idea.count", sum(one.ideas for one in sizes))
    votes = [one.votes for one in sizes if one.votes is not None]
    if not votes:
        return ideas
    told = catalogues.say(lang, "report.votes.count", int(sum(votes)))
    return catalogues.say(lang, "report.size.both", ideas=ideas, votes=told)


def counted(ideas: int, votes: Number | None, lang: str) -> str:
    """So many ideas, and their votes where they have any: "12 ideas · 30 votes"."""
    told = [] if votes is None else [catalogues.say(lang, "report.votes.count", int(votes))]
    return " · ".join([catalogues.say(lang, "idea.count", ideas), *told])
