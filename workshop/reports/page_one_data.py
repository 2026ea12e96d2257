"""Page 1 of the printed summary (`page_one`) as data for its templates: who met, the themes, what came first, how firm
that is and how it was counted. The blocks of `page_one_blocks` say the same where page 1 is a text to edit."""

from functools import partial

from workshop.charts import in_words, row_picture
from workshop.charts.standalone_svg import alone
from workshop.charts.tally_marks import lengths
from workshop.contract.shared_types import Texts
from workshop.i18n import catalogues
from workshop.reports import page_one, page_one_departures, page_one_wording, vote_wording, wording
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import IdeaSummary
from workshop.reports.theme_names import with_theme_names
from workshop.reports.vote_summary import VoteSummary
from workshop.reports.word_breaks import parts_of

BAR_PIXELS = 300.0
"""Pixels of the longest bar of page 1, of a theme or of a row, which the template fits to its column."""
LINE = 24.0
"""Pixels of a chart that is no taller than the line of words beside it."""
Facts = dict[str, object]


def facts(summary: Summary, lang: str, drawn: bool = True) -> Facts:
    """All that page 1 says in the language `lang`, for the templates. `drawn`: the template draws the rows of votes."""
    summary = with_theme_names(summary, lang)
    say = partial(catalogues.say, lang)
    themes = page_one.themes(summary, lang)
    return {
        "what": say("report.title"),
        "title": wording.pick(summary.title, lang),
        "lang": catalogues.html_lang(catalogues.picked(summary.title, lang)),
        "own": catalogues.html_lang(lang),
        "where": page_one_wording.with_code(summary, lang),
        "figures": [
            [catalogues.number(lang, n), page_one_wording.figure(summary, name, n, lang)]
            for name, n in page_one_wording.figures(summary)
        ],
        "notices": page_one_wording.notices(summary, lang),
        "sizes": _sizes(themes, lang) if themes else None,
        "leading": _leading(summary, lang, drawn) if summary.leading else None,
        "departures": _departures(summary, lang),
        "next": next_facts(summary.next_steps, lang) if summary.next_steps else None,
        "also": page_one.also(summary, lang),
    }


def next_facts(steps: Texts, lang: str, lead: str = "") -> Facts:
    """What happens next, in the organiser's words. `lead`: what stands before them."""
    return {
        "head": catalogues.say(lang, "report.next"),
        "lead": lead,
        "text": wording.pick(steps, lang),
        "lang": catalogues.html_lang(catalogues.picked(steps, lang)),
        "note": catalogues.in_other_language(steps, lang),
    }


def _departures(summary: Summary, lang: str) -> Facts | None:
    part = page_one_departures.part(summary, lang)
    return {"head": part.head, "rows": [vars(one) for one in part.rows], "more": part.more} if part else None


def _sizes(themes: page_one.ThemesPart, lang: str) -> Facts:
    return {
        "head": themes.head,
        "rows": [_size(one, lang) for one in themes.rows],
        "more": themes.more,
        "apart": themes.apart,
    }


def _size(size: page_one_wording.Size, lang: str) -> Facts:
    return {
        "letter": size.letter,
        "title": size.title,
        "said": page_one_wording.size_said(size, lang),
        "bar": alone(lengths([size.share], 1, BAR_PIXELS)) if size.share else "",
        "quote": _quote(size.quote, lang) if size.quote else None,
    }


def _quote(idea: IdeaSummary, lang: str) -> Facts:
    return {"number": wording.idea_number(str(idea.number), lang), "text": idea.text, "lang": idea.lang}


def _leading(summary: Summary, lang: str, drawn: bool) -> Facts:
    votes = page_one.leading(summary, lang, page_one.drawn_on_paper(summary) if drawn else 0)
    return {"head": page_one.leading_head(summary, lang), "votes": [_vote(one, lang) for one in votes]}


def _vote(one: page_one.LeadingVote, lang: str) -> Facts:
    """`meaning`: what the number of each row is, for pages that do not say how it was counted. `cuts`: for room for 1,
    2, 3 … rows, how many stand there and what is said of the others."""
    step = one.vote.step
    return {
        "which": one.which,
        "drawn": one.drawn,
        "question": wording.question(step, lang),
        "lang": catalogues.html_lang(catalogues.picked(step.prompt, lang)) if step.prompt else "",
        "note": catalogues.in_other_language(step.prompt, lang),
        "heads": [
            parts_of(head)
            for head in (
                wording.head("rank", lang),
                wording.head("text", lang),
                one.measure,
                wording.head("in_chart", lang),
            )
        ],
        "rows": [_row(one.vote, row, lang) for row in one.rows],
        "cuts": page_one.shortened(one, lang),
        "meaning": vote_wording.meaning(one.vote.measures[0].name, one.vote.measures[0].unit, lang),
        "said": one.said,
        "counted": [catalogues.say(lang, "report.counted_so"), one.how],
    }


def _row(vote: VoteSummary, leading: page_one.LeadingRow, lang: str) -> Facts:
    """`answers` stands in place of a chart where that would need names below each of its columns."""
    say = partial(catalogues.say, lang)
    row = leading.row
    bar = None if leading.answers else row_picture(vote.chart, row.measures, BAR_PIXELS, say)
    return {
        "sign": leading.sign,
        "first": row.rank == 1,
        "number": leading.number,
        "own": leading.letter,
        "letter": row.theme,
        "theme": leading.theme,
        "text": row.text,
        "lang": row.lang,
        "value": leading.value,
        "counted": vote_wording.counted(vote, row, lang),
        "answers": leading.answers,
        "bar": alone(bar) if bar else "",
        "tall": bar is not None and float(bar.attributes["height"]) > LINE,
        "wide": float(bar.attributes["width"]) / BAR_PIXELS if bar else 0,
        "alt": in_words(vote.chart, row.measures, say) or leading.value,
    }
