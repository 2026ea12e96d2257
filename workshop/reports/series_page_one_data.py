"""Page 1 of a series (`series_page_one`) as data for its template, `workshop/typesetting/series.typ`."""

from functools import partial

from workshop.contract.shared_types import Texts
from workshop.i18n import catalogues
from workshop.reports import (
    page_one,
    page_one_data,
    series_chart,
    series_page_one,
    series_wording,
    vote_wording,
    wording,
)
from workshop.reports.page_one import LeadingRow, LeadingVote
from workshop.reports.page_one_data import Facts
from workshop.reports.series_page_one import ForumRow, ThemeRow
from workshop.reports.series_summary import Quote, SeriesSummary


def facts(summary: SeriesSummary, lang: str) -> Facts:
    """All that page 1 says in the language `lang`."""
    say = partial(catalogues.say, lang)
    next_from = series_wording.next_from(summary, lang)
    return {
        "what": say("series.title"),
        "title": summary.title,
        "lang": "",
        "where": series_wording.when_and_where(summary, lang),
        "figures": [[catalogues.number(lang, n), words] for n, words in series_wording.figures(summary, lang)],
        "notices": series_wording.notices(summary, lang),
        "counted": series_wording.counted(summary, lang),
        "outcome": _outcome(summary, lang),
        "themes": _themes(summary, lang) if summary.by_size else None,
        "forums": _forums(summary, lang) if summary.begun else None,
        "next": page_one_data.next_facts(summary.next_steps, lang, next_from) if summary.next_steps else None,
    }


def _outcome(summary: SeriesSummary, lang: str) -> Facts | None:
    """`cuts` as of a forum; each row with the quote of its theme, None without one."""
    one = series_page_one.outcome(summary, lang)
    if one is None:
        return None
    title = one.forum.title
    return {
        "head": catalogues.say(lang, "series.outcome"),
        "number": str(one.number),
        "title": wording.pick(title, lang),
        "lang": catalogues.html_lang(catalogues.picked(title, lang)),
        "told": list(one.told),
        "question": _question(one.vote.vote.step.prompt, lang) if one.vote.vote.step.prompt else None,
        "rows": [
            {**_row(one.vote, row, lang), "quote": _quote(*one.quotes.get(row.letter, (None, "")))}
            for row in one.vote.rows
        ],
        "cuts": page_one.shortened(one.vote, lang),
        "said": " ".join(one.vote.said),
    }


def _quote(quote: Quote | None, number: str) -> Facts | None:
    return {"text": quote.text, "lang": quote.lang, "number": number} if quote else None


def _themes(summary: SeriesSummary, lang: str) -> Facts:
    """`more`: for 0, 1, 2 … themes on the page, the sentence on those that it leaves out; `columns`: the numbers of the
    forums above their columns, none with themes in one forum."""
    rows = series_page_one.themes(summary, lang)
    numbers, several = series_page_one.numbers(summary), len(summary.compared) > 1
    return {
        "head": catalogues.say(lang, "series.came_to"),
        "columns": [str(numbers[place]) for place, one in enumerate(summary.forums) if one.themes] if several else [],
        "legend": catalogues.say(lang, "series.chart.legend") if several else "",
        "rows": [_theme(summary, one, rows[0].line.ideas, lang) for one in rows],
        "more": [_more(rows[shown:], lang) for shown in range(len(rows) + 1)],
        "rests": " ".join(series_wording.rests(summary, lang, by_forum=False)),
    }


def _theme(summary: SeriesSummary, row: ThemeRow, most: int, lang: str) -> Facts:
    """`share`: how large it is beside the largest, which has `most` ideas, from 0 to 1."""
    chart = series_chart.of_theme(summary, row.line, lang)
    return {
        "letters": row.line.letters.split(),
        "title": row.title,
        "counted": row.counted,
        "course": row.course,
        "share": row.line.ideas / most,
        "chart": chart.svg,
        "alt": chart.alt,
        "quote": _quote(row.quote, row.number),
    }


def _more(left_out: list[ThemeRow], lang: str) -> str:
    ideas = catalogues.say(lang, "idea.count", sum(one.line.ideas for one in left_out))
    return catalogues.say(lang, "series.more_themes", len(left_out), ideas=ideas) if left_out else ""


def _forums(summary: SeriesSummary, lang: str) -> Facts:
    common = series_page_one.common_question(summary)
    rows = series_page_one.forums(summary, lang)
    return {
        "head": catalogues.say(lang, "series.leading" if any(one.vote for one in rows) else "series.forums"),
        "question": _question(common.prompt, lang) if common else None,
        "rows": [_forum(one, lang) for one in rows],
        "counted": [catalogues.say(lang, "report.counted_so"), " ".join(series_page_one.counted(summary, lang))],
    }


def _question(prompt: Texts, lang: str) -> Facts:
    return {
        "text": wording.pick(prompt, lang),
        "lang": catalogues.html_lang(catalogues.picked(prompt, lang)),
        "note": catalogues.in_other_language(prompt, lang),
    }


def _forum(row: ForumRow, lang: str) -> Facts:
    """`cuts`: for room for 1, 2, 3 … rows, how many stand there, what is said of the others, and whether that must be
    said: a tie is cut, because it has no room."""
    title, vote = row.forum.title, row.vote
    return {
        "number": str(row.number),
        "title": wording.pick(title, lang),
        "lang": catalogues.html_lang(catalogues.picked(title, lang)),
        "told": list(row.told),
        "question": _question(vote.vote.step.prompt, lang) if vote and row.asked and vote.vote.step.prompt else None,
        "rows": [_row(vote, one, lang) for one in vote.rows] if vote else [],
        "cuts": [(n, said, _cuts_a_tie(vote, n)) for n, said in page_one.shortened(vote, lang)] if vote else [],
        "said": " ".join(vote.said) if vote else row.none,
    }


def _cuts_a_tie(vote: LeadingVote, shown: int) -> bool:
    given = vote.vote.given
    return 0 < shown < len(given) and given[shown - 1].rank == given[shown].rank


def _row(vote: LeadingVote, one: LeadingRow, lang: str) -> Facts:
    return {
        "sign": one.sign,
        "number": one.number,
        "own": one.letter,
        "letter": one.row.theme,
        "theme": one.theme,
        "text": one.row.text,
        "lang": one.row.lang,
        "value": vote_wording.counted(vote.vote, one.row, lang),
    }
