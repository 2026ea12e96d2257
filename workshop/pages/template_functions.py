"""What templates may call, and the number converter of addresses."""

import datetime as dt
import re

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from workshop.charts import row_chart, whole_chart
from workshop.domain.idea_receipts import grouped
from workshop.domain.places import rank_signs
from workshop.domain.proposal_form import DETAILS
from workshop.domain.text_language import is_in_another_script
from workshop.i18n import catalogues, languages
from workshop.pages.base import (
    asset,
    boot,
    day,
    hour,
    in_other_language,
    language,
    measure,
    number,
    pick,
    picked,
    reader_lang,
    script,
    services,
    styles,
    t,
    valued,
    words_url,
)
from workshop.pages.post_checks import csrf, csrf_field
from workshop.reports import wording
from workshop.reports.word_breaks import breakable, hyphenated


def install(app: Flask) -> None:
    """Register the template functions and the number converter of addresses."""
    app.url_map.converters["int"] = Number
    app.jinja_env.filters.update(breakable=breakable, typical_time=typical_time)
    app.jinja_env.globals.update(
        t=t,
        pick=shown,
        on_cover=on_cover,
        long_title=LONG_TITLE,
        picked=picked,
        in_other_language=in_other_language,
        reader_lang=reader_lang,
        rank_signs=rank_signs,
        asset=asset,
        number=number,
        valued=valued,
        measure=measure,
        hour=hour,
        day=day,
        grouped_receipt=grouped,
        row_chart=row_chart,
        whole_chart=whole_chart,
        script=script,
        styles=styles,
        words_url=words_url,
        csrf=csrf,
        csrf_field=csrf_field,
        boot=boot,
        languages=languages.NAMES,
        proposal_fields=tuple(DETAILS),
        html_lang_of=catalogues.html_lang,
        is_in_another_script=is_in_another_script,
        first_sentence=first_sentence,
        licence_parts=licence_parts,
    )


def typical_time(lang: str) -> str:
    """A time of day as it is written in this language, for the placeholder of a field: most forums begin then."""
    return catalogues.time(lang, dt.time(17))


def shown(texts: dict[str, str], lang: str = "") -> str:
    """What `pick` finds, to be read on a page: no dash begins a line."""
    return catalogues.with_dashes(pick(texts, lang))


def licence_parts() -> tuple[str, str, str]:
    """Under which licence the house gives out its results (`wording.licence_parts`), for pages that offer files."""
    return wording.licence_parts(services().settings, language())


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence of a text of ours, for a heading, and what follows it."""
    first, *rest = re.split(r"(?<=[.!?]) (?=[A-ZÅÄÖ])", text, maxsplit=1)
    return first, " ".join(rest)


LONG_TITLE = 24
"""Characters from which on the title of a forum has smaller letters on the joining page."""


def on_cover(title: dict[str, str]) -> dict[str, str]:
    """The title of a forum in its languages, with places to break words that fill a line of the joining page."""
    return {lang: hyphenated(text, 14 if len(text) > LONG_TITLE else 10) for lang, text in title.items()}


class Number(IntegerConverter):
    """A whole number in an address, no larger than a database id can be."""

    regex = r"\d{1,16}"

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=2**53 - 1)
