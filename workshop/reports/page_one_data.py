"""Page 1 of the printed summary as data for its templates: who met, the themes, what came first, how firm that is and
how it was counted. The blocks of `page_one_blocks` say the same where page 1 is a text to edit."""

from functools import partial

from workshop.charts import in_words, row_picture
from workshop.charts.picture import alone
from workshop.domain.activities.results import rank_signs
from workshop.i18n import catalogues
from workshop.reports import chart_pictures, wording
from workshop.reports.summary import MANY_THEMES, IdeaSummary, RowSummary, Summary, VoteSummary

LONGEST = 300.0
"""Pixels of the longest bar of page 1, which the template fits to its column."""
Facts = dict[str, object]


def facts(summary: Summary, lang: str) -> Facts:
    """All that page 1 says in the language `lang`, for the templates."""
    say = partial(catalogues.say, lang)
    code = f"{say('report.about.code')} {summary.code}"
    return {
        "what": say("report.title"),
        "title": wording.pick(summary.title, lang),
        "lang": catalogues.html_lang(catalogues.picked(summary.title, lang)),
        "own": catalogues.html_lang(lang),
        "where": [*wording.when_and_where(summary, lang), code],
        "figures": [
            [catalogues.number(lang, n), say(f"report.fact.{name}", n)] for name, n in wording.figures(summary)
        ],
        "notices": wording.notices(summary, lang),
        "sizes": _sizes(summary, lang) if summary.themes else None,
        "leading": _leading(summary, lang) if summary.leading else None,
        "next": _next(summary, lang) if summary.next_steps else None,
        "also": _also(summary, lang),
    }


def _next(summary: Summary, lang: str) -> Facts:
    return {
        "head": catalogues.say(lang, "report.next"),
        "text": wording.pick(summary.next_steps, lang),
        "lang": catalogues.html_lang(catalogues.picked(summary.next_steps, lang)),
    }


def _also(summary: Summary, lang: str) -> list[str]:
    nothing = "" if summary.ideas else catalogues.say(lang, "report.no_ideas")
    closed = catalogues.say(lang, "report.closed_votes", summary.closed_votes) if summary.closed_votes else ""
    return [said for said in (nothing, closed, wording.confirmed(summary, lang)) if said]


def _sizes(summary: Summary, lang: str) -> Facts:
    say = partial(catalogues.say, lang)
    sizes = wording.sizes(summary, lang)
    beyond = [one for one in sizes if one.letter][MANY_THEMES:]
    more = [say("report.more_themes", len(beyond))] if beyond else []
    more += [say("report.apart.count", len(summary.apart))] if summary.apart else []
    voted = sizes[0].votes is not None
    rows = [_size(one, lang) for one in sizes if one not in beyond]
    return {"head": say("report.came_to.votes" if voted else "report.came_to"), "rows": rows, "more": more}


def _size(size: wording.Size, lang: str) -> Facts:
    votes = [] if size.votes is None else [catalogues.say(lang, "report.votes.count", int(size.votes))]
    return {
        "letter": size.letter,
        "title": size.title,
        "said": " · ".join([catalogues.say(lang, "idea.count", size.ideas), *votes]),
        "share": size.share,
        "quote": _quote(size.quote) if size.quote else None,
    }


def _quote(idea: IdeaSummary) -> Facts:
    return {"number": str(idea.number), "text": idea.text, "lang": idea.lang}


def _leading(summary: Summary, lang: str) -> Facts:
    in_votes = all(vote.counts_votes for vote, _ in summary.leading)
    return {
        "head": catalogues.say(lang, "report.most" if in_votes else "report.leading"),
        "votes": [_vote(vote, rows, lang) for vote, rows in summary.leading],
    }


def _vote(vote: VoteSummary, rows: list[RowSummary], lang: str) -> Facts:
    say = partial(catalogues.say, lang)
    heads = [wording.head(name, lang) for name in ("rank", "text", "theme")]
    signs = rank_signs([row.rank for row in vote.given])
    return {
        "question": wording.question(vote.step, lang),
        "lang": catalogues.html_lang(catalogues.picked(vote.step.prompt, lang)) if vote.step.prompt else "",
        "heads": [*heads, say(f"measure.{vote.measures[0].name}"), wording.head("in_chart", lang)],
        "rows": [_row(vote, row, signs[row.rank], lang) for row in rows],
        "counted": [[name, said] for name, said in _counted(vote, rows, lang) if said],
        "said": [f"{say(f'results.voters{vote.words}', vote.ballots)}.", wording.firmness(vote, lang)],
    }


def _row(vote: VoteSummary, row: RowSummary, sign: str, lang: str) -> Facts:
    say = partial(catalogues.say, lang)
    bar = row_picture(vote.chart, row.measures, LONGEST, say)
    value = wording.measured(row.measures, vote.measures[0], lang)
    return {
        "sign": sign,
        "label": row.label,
        "letter": row.theme,
        "text": row.text,
        "lang": row.lang,
        "value": value,
        "bar": alone(bar) if bar else "",
        "wide": float(bar.attributes["width"]) / LONGEST if bar else 0,
        "alt": in_words(vote.chart, row.measures, say) or value,
    }


def _counted(vote: VoteSummary, rows: list[RowSummary], lang: str) -> list[tuple[str, str]]:
    say = partial(catalogues.say, lang)
    return [
        ("", wording.beyond(vote, rows, lang)),
        ("", f"{say(f'results.voters{vote.words}', vote.ballots)}."),
        ("", wording.firmness(vote, lang)),
        *(("", said) for said in chart_pictures.hands(vote, lang)),
        (say("report.counted_so"), wording.method(vote, lang)),
        ("", wording.meaning(vote.measures[0].name, vote.measures[0].unit, lang)),
        *(("", said) for said in wording.notes(vote.facts, lang)),
    ]
