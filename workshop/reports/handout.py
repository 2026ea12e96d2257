"""The summary on one page for handing out: the main things in plain words, in two languages side by side.

Shorter than page 1 of the summary and set larger; whoever wants more finds the code of the forum on it.
"""

from workshop import typesetting
from workshop.i18n import catalogues
from workshop.reports import page_one_data, page_one_wording, pdf, wording
from workshop.reports.summary import Summary


def write(summary: Summary, lang: str) -> bytes:
    """One A4 page as PDF/A-3a and PDF/UA-1: in `lang`, and beside it in the forum's first other language, if it has
    one."""
    columns = [_column(summary, one) for one in _languages(summary, lang)]
    return typesetting.pdf("handout", {**pdf.properties(summary, lang), "columns": columns})


def _column(summary: Summary, lang: str) -> dict[str, object]:
    """Page 1 in a language. `left`: the sentence for each number of themes that the page has no room for."""
    return {
        **page_one_data.facts(summary, lang, drawn=False),
        "left": _left(summary, lang),
        "licence": wording.licence_parts(summary, lang),
    }


def _left(summary: Summary, lang: str) -> list[str]:
    """For 0, 1, 2 … themes that are left out, which are the smallest: how many these are, with how many ideas and
    votes."""
    smallest = [one for one in reversed(page_one_wording.sizes(summary, lang)) if one.letter]
    return [page_one_wording.left_out_said("report.themes_left", smallest[:n], lang) for n in range(len(smallest) + 1)]


def _languages(summary: Summary, lang: str) -> list[str]:
    """Two languages that read differently: simple Finnish beside Finnish is none."""
    read = catalogues.html_lang(lang)
    others = [one for one in summary.languages if catalogues.html_lang(one) != read]
    return [lang, *others[:1]]
