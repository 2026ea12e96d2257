"""The public results page of a forum: the same numbers as every report, for everybody's phone.

Must not: know about requests; its caller gives the address, the head and the files to download.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from workshop.i18n import catalogues
from workshop.reports import FileFormat, Format, html, page_one_departures, page_one_wording, wording
from workshop.reports.summary import Summary
from workshop.reports.theme_names import with_theme_names

DESCRIPTION = 200
"""The most characters of a description that other sites show beside a link."""


@dataclass(frozen=True)
class Published:
    """What a results page needs beside the summary. Times are local."""

    url: str
    """its whole address"""
    name: str
    """what the forum or series is called inside: it stays when the address changes"""
    at: dt.datetime
    indexed: bool
    files: Sequence[tuple[str, FileFormat]] = field(default_factory=list)
    """what can be downloaded, each with its address"""
    leaves_out: bool = False
    """whether there are formats that are not offered because nothing would be in them"""
    programme: str = ""
    """the address of the programme of its open call; empty while that is not published"""


def page(summary: Summary, lang: str, published: Published, head: Markup) -> str:
    """The page in the reader's language. `head` holds its style sheets and icon as markup."""
    said = {"description": description(summary, lang), "event": event(summary, lang, published.url)}
    found = page_one_departures.departures(with_theme_names(summary, lang))
    files = [(url, form) for url, form in published.files if not isinstance(form, Format) or form.has_content(summary)]
    published = replace(published, files=files, leaves_out=len(files) < len(published.files))
    return html.rendered(
        "reports/results.html", summary, lang, published=published, head=head, departures=found, **said
    )


def description(summary: Summary, lang: str) -> str:
    """What other sites show beside a link: when, where, how many took part, and the largest themes."""
    facts = page_one_wording.figures(summary)
    counted = [f"{n} {page_one_wording.figure(summary, name, n, lang)}" for name, n in facts if n]
    themes = [one.title for one in page_one_wording.sizes(summary, lang) if one.letter][:3]
    said = ". ".join(
        part for part in (", ".join(page_one_wording.when_and_where(summary, lang)), ", ".join(counted)) if part
    )
    whole = f"{said}. {', '.join(themes)}" if themes else said
    return whole if len(whole) <= DESCRIPTION else f"{whole[: DESCRIPTION - 1].rstrip()}…"


def event(summary: Summary, lang: str, url: str) -> Markup:
    """The forum as a schema.org Event: a block of JSON-LD, which is data and never run. `<` is escaped, so that no text
    of people can end the block."""
    began = summary.started_at or summary.starts_at or summary.created_at
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": wording.pick(summary.title, lang),
        "description": wording.pick(summary.intro, lang) or description(summary, lang),
        "url": url,
        "startDate": _minute(began),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": f"https://schema.org/{_attendance(summary)}EventAttendanceMode",
        "inLanguage": list(dict.fromkeys(map(catalogues.html_lang, summary.languages))),
        "isAccessibleForFree": True,
    }
    if summary.ended_at:
        found["endDate"] = _minute(summary.ended_at)
    if where := _where(summary, url):
        found["location"] = where if len(where) > 1 else where[0]
    if summary.organiser:
        found["organizer"] = {"@type": "Organization", "name": summary.organiser}
    text = json.dumps(found, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))


def _minute(at: dt.datetime) -> str:
    """A time as the page tells it, to the minute, which ISO 8601 and schema.org take."""
    return at.isoformat(timespec="minutes")


def _attendance(summary: Summary) -> str:
    if not summary.self_paced:
        return "Offline"
    return "Mixed" if summary.place else "Online"


def _where(summary: Summary, url: str) -> list[dict[str, str]]:
    """The places that fit the way of attendance: readers of events ask for one of each."""
    found = [{"@type": "Place", "name": summary.place, "address": summary.place}] if summary.place else []
    return [*found, {"@type": "VirtualLocation", "url": url}] if summary.self_paced else found
