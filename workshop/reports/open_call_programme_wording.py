"""The sentences of reports on the programme of an open call."""

from workshop.i18n import catalogues
from workshop.reports import wording
from workshop.reports.summary_parts import EventSummary


def when(event: EventSummary, lang: str) -> str:
    """Its day and its hours; without its end where that is not settled."""
    if event.ends_at is None:
        return wording.moment(event.starts_at, lang)
    return wording.span(event.starts_at, event.ends_at, lang)


def heading(lang: str) -> str:
    """What the programme is called in reports, whose agenda is another thing."""
    return catalogues.say(lang, "report.programme")
