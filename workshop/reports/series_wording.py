"""The sentences of a series, equal on its pages and in its files: when it was held, its figures, and what became of its
themes."""

from workshop.i18n import catalogues
from workshop.reports import page_one_wording, wording
from workshop.reports.series_summary import Rest, RestPart, SeriesSummary, ThemeLine, votes_of

MOST_ORGANISERS = 3


def when_and_where(summary: SeriesSummary, lang: str) -> list[str]:
    """The line under the title: from when until when, how many forums, where if all were in one place, who held
    them."""
    said = [_days(summary, lang), catalogues.say(lang, "series.held", len(summary.held))]
    still_open, planned = len(summary.begun) - len(summary.held), len(summary.forums) - len(summary.begun)
    said += [catalogues.say(lang, "series.open", still_open)] if still_open else []
    said += [catalogues.say(lang, "series.planned", planned)] if planned else []
    places, organisers = {one.place for one in summary.begun}, organisers_of(summary)
    said += places if len(places) == 1 else []
    said += organisers if len(organisers) <= MOST_ORGANISERS else []
    return [one for one in said if one]


def organisers_of(summary: SeriesSummary) -> list[str]:
    """Who held the forums, each once."""
    return list(dict.fromkeys(one.organiser for one in summary.forums if one.organiser))


def notices(summary: SeriesSummary, lang: str) -> list[str]:
    """What page 1 must say before anything else: that more may still come."""
    still_open = len(summary.begun) - len(summary.held)
    when = wording.moment(summary.made_at, lang)
    return [catalogues.say(lang, "series.in_progress", still_open, when=when)] if still_open else []


def figures(summary: SeriesSummary, lang: str) -> list[tuple[int, str]]:
    """The figures of all forums together, each with what stands beside it."""
    return [(n, figure(summary, name, n, lang)) for name, n in summary.figures.items()]


def figure(summary: SeriesSummary, name: str, n: int, lang: str) -> str:
    """What stands beside a figure of all forums together, in the words of a forum's page 1."""
    return page_one_wording.figure_of(summary.paper(name), name, n, lang)


def column(name: str, lang: str) -> str:
    """The heading of a column: a figure of voters is called as in a forum's table of participation."""
    return catalogues.say(lang, f"report.part.{name}" if name.startswith("voted") else f"series.column.{name}")


def counted(summary: SeriesSummary, lang: str) -> str:
    """How participants of several forums are counted, of how many forums their number is not known, and how many ideas
    count twice because they were carried from one forum to the next."""
    counts = {
        "unknown": sum("joined" not in one.figures for one in summary.begun),
        "carried": sum(one.carried for one in summary.begun),
    }
    more = [catalogues.say(lang, f"series.counted.{name}", number) for name, number in counts.items() if number]
    return " ".join([catalogues.say(lang, "series.counted"), *more])


def course(summary: SeriesSummary, line: ThemeLine, lang: str) -> str:
    """What became of a theme, in a word; "" while nothing can have."""
    found = summary.course(line)
    return catalogues.say(lang, f"series.course.{found}") if found else ""


def rest(name: Rest, lang: str) -> str:
    """What ideas in no theme are called, as in the files of a forum."""
    return catalogues.say(lang, "cluster.none" if name == "loose" else "report.apart")


def rests(summary: SeriesSummary, lang: str, by_forum: bool = True) -> list[str]:
    """How many ideas are in no theme and their votes, a sentence each. `by_forum`: and of which forums, where there are
    several."""
    split = by_forum and len(summary.begun) > 1
    return [f"{rest(name, lang)}: {_rest(parts, split, lang)}." for name, parts in summary.rests]


def _rest(parts: list[RestPart], split: bool, lang: str) -> str:
    votes = votes_of(parts)
    total = page_one_wording.counted(sum(one.ideas for one in parts), votes, lang)
    if not split:
        return total
    each = (
        catalogues.number(lang, one.ideas) if votes is None else page_one_wording.counted(one.ideas, one.votes, lang)
        for one in parts
    )
    named = zip((wording.pick(one.forum.title, lang) for one in parts), each, strict=True)
    return f"{total} ({'; '.join(f'{title}: {told}' for title, told in named)})"


def next_from(summary: SeriesSummary, lang: str) -> str:
    """Whose next steps are told, before them; "" where they are those of the series."""
    one = summary.next_from
    return catalogues.say(lang, "series.next_from", None, forum=wording.pick(one.title, lang)) if one else ""


def _days(summary: SeriesSummary, lang: str) -> str:
    days = [one.at.date() for one in summary.begun if one.at]
    if not days:
        return ""
    first, last = catalogues.date(lang, min(days)), catalogues.date(lang, max(days))
    return first if first == last else catalogues.with_dashes(f"{first} – {last}")
