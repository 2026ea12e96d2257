"""The printable summary in HTML: as a page of the office, and as a self-contained file that loads nothing.

Must not: know about requests; the office gives the links to its style sheets and the way back.
"""

import base64
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from workshop.charts import row_chart, whole_chart
from workshop.domain.places import rank_signs
from workshop.domain.text_language import is_in_another_script
from workshop.i18n import catalogues, languages
from workshop.reports import (
    idea_wording,
    open_call_programme_wording,
    page_one,
    page_one_departures,
    page_one_wording,
    participation_wording,
    style_sheets,
    vote_wording,
    wording,
)
from workshop.reports.summary import MANY_THEMES, Summary
from workshop.reports.theme_names import with_theme_names
from workshop.reports.word_breaks import breakable

TOP = Path(__file__).resolve().parents[2]
_FONT = re.compile(r'url\("\.\./(vendor/[^"]+-latin-wght-normal\.woff2)"\)')
_OTHER_FONT = re.compile(r"@font-face \{[^}]*latin-ext[^}]*\}")


def write(summary: Summary, lang: str) -> bytes:
    """The self-contained file with styles and font inside: it opens and prints without the server."""
    return page(summary, lang, _whole_style()).encode("utf-8", "replace")


def page(summary: Summary, lang: str, head: Markup, back: str = "") -> str:
    """The page. `head` holds its style sheets as markup; `back` is the office's page of this forum, if there is a way
    back."""
    return rendered("reports/summary.html", summary, lang, head=head, back=back)


def rendered(template: str, summary: Summary, lang: str, /, **facts: object) -> str:
    """A page made from a summary, with the wording in the reader's language at hand."""
    summary = with_theme_names(summary, lang)
    drawn = {"rank_signs": rank_signs, "row_chart": row_chart, "whole_chart": whole_chart}
    return filled(template, lang, summary=summary, w=_wording(summary, lang), **drawn, **facts)


def filled(template: str, lang: str, /, **facts: object) -> str:
    """A page in the reader's language."""
    return (
        _templates()
        .get_template(template)
        .render(
            lang=lang,
            html_lang=catalogues.html_lang(lang),
            html_lang_of=catalogues.html_lang,
            languages=languages.NAMES,
            offered=languages.WHOLE,
            t=lambda key, n=None, **facts: catalogues.say(lang, key, n, **facts),
            pick=lambda texts: catalogues.with_dashes(wording.pick(texts, lang)),
            picked=lambda texts: catalogues.html_lang(catalogues.picked(texts, lang)),
            in_other_language=lambda texts: catalogues.in_other_language(texts, lang),
            reader_lang=lambda: catalogues.html_lang(lang),
            number=lambda n: catalogues.number(lang, n),
            **facts,
        )
    )


def _wording(summary: Summary, lang: str) -> SimpleNamespace:
    """What the modules of wording say of this summary in this language, for the template."""
    return SimpleNamespace(
        **_page_one_wording(summary, lang),
        **_vote_wording(lang),
        **_idea_wording(summary, lang),
        **_people_wording(summary, lang),
        **_step_and_time_wording(lang),
        licence=lambda: wording.licence_parts(summary, lang),
    )


def _page_one_wording(summary: Summary, lang: str) -> dict[str, object]:
    return {
        "figures": lambda: page_one_wording.figures(summary),
        "figure": lambda name, n: page_one_wording.figure(summary, name, n, lang),
        "notices": lambda: page_one_wording.notices(summary, lang),
        "when_and_where": lambda: page_one_wording.when_and_where(summary, lang),
        "size_said": lambda size: page_one_wording.size_said(size, lang),
        "themes": lambda most=MANY_THEMES: page_one.themes(summary, lang, most),
        "leading": lambda: page_one.leading(summary, lang),
        "leading_head": lambda: page_one.leading_head(summary, lang),
        "other_votes": lambda: page_one.other_votes(summary, lang),
        "departures": lambda: page_one_departures.part(summary, lang),
        "also": lambda: page_one.also(summary, lang),
    }


def _vote_wording(lang: str) -> dict[str, object]:
    return {
        "method": lambda vote: vote_wording.method(vote, lang),
        "notes": lambda vote: vote_wording.notes(vote, lang),
        "meaning": lambda vote: vote_wording.meaning(vote.measures[0].name, vote.measures[0].unit, lang),
        "columns": vote_wording.columns,
        "measured": lambda vote, row, measure: vote_wording.measured_in(vote, row, measure, lang),
        "beyond": lambda vote, rows: vote_wording.beyond(vote, rows, lang),
        "rest": lambda vote: vote_wording.rest(vote, lang),
        "order": lambda vote: vote_wording.order(vote, lang),
        "firmness": lambda vote: vote_wording.firmness(vote, lang),
    }


def _idea_wording(summary: Summary, lang: str) -> dict[str, object]:
    return {
        "parted": lambda: idea_wording.parted(summary, lang),
        "came": lambda idea: idea_wording.came(summary, idea, lang),
        "answered": lambda answer: idea_wording.answered(answer, lang),
        "own_answer": summary.own_answer,
        "idea_number": lambda number: wording.idea_number(str(number), lang),
        "numbers": lambda: idea_wording.numbers(summary.states, lang),
        "unshown": lambda: idea_wording.unshown(summary, lang),
    }


def _people_wording(summary: Summary, lang: str) -> dict[str, object]:
    return {
        "confirmed": lambda: participation_wording.confirmed(summary, lang),
        "took_part": lambda: participation_wording.took_part(summary, lang),
        "groups": lambda: participation_wording.groups(summary, lang),
        "people": lambda number: participation_wording.people(number, lang),
        "hides_groups": lambda: participation_wording.hides_groups(summary),
        "moderated": lambda: participation_wording.moderated(summary, lang),
    }


def _step_and_time_wording(lang: str) -> dict[str, object]:
    return {
        "question": lambda step: wording.question(step, lang),
        "step_name": lambda step: catalogues.step_name(lang, step.name, step.kind, {}),
        "open_times": lambda step: wording.open_times(step, lang),
        "event_when": lambda event: open_call_programme_wording.when(event, lang),
        "moment": lambda at: wording.moment(at, lang),
        "day": lambda at: catalogues.date(lang, at),
        "clock": lambda at: catalogues.time(lang, at),
    }


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(TOP / "templates")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["breakable"] = _breakable
    made.globals["is_in_another_script"] = is_in_another_script
    return made


@pass_context
def _breakable(context: Context, text: str, name: bool = False) -> Markup:
    """The text with places to break. Of names, and on public pages of all texts, a word that breaks has a hyphen; other
    words of a file are saved and copied as they were written."""
    return breakable(text, name or "published" in context)


@cache
def _whole_style() -> Markup:
    """All style sheets as one element, with the font inside; letters beyond basic Latin use the reader's own fonts."""
    sheets = "\n".join((TOP / "static" / path).read_text("utf-8") for path in style_sheets.SUMMARY)
    style = _FONT.sub(
        lambda found: f'url("data:font/woff2;base64,{_in_letters(found[1])}")', _OTHER_FONT.sub("", sheets)
    )
    return Markup("<style>\n{}\n</style>").format(Markup(style))


def _in_letters(path: str) -> str:
    return base64.b64encode((TOP / "static" / path).read_bytes()).decode()
