"""The office's first page, with series and forums."""

from flask import Response

from workshop.pages import base
from workshop.pages.office import (
    agenda,
    answers,
    background,
    bring_in,
    copy,
    dashboard,
    early_entry,
    forum,
    next_forum,
    people,
    personal_data,
    printing,
    proposals,
    reasons,
    results,
    results_page,
    search,
    series,
    sign_in,
    tickets,
    timetable,
)
from workshop.pages.office.base import pages

__all__ = [
    "agenda",
    "answers",
    "background",
    "bring_in",
    "copy",
    "dashboard",
    "early_entry",
    "forum",
    "next_forum",
    "pages",
    "people",
    "personal_data",
    "printing",
    "proposals",
    "reasons",
    "results",
    "results_page",
    "search",
    "series",
    "sign_in",
    "tickets",
    "timetable",
]


@pages.get("/office")
def home() -> Response:
    """Series with their forums; rehearsals separately."""
    return base.render("office/home.html", **dashboard.facts(), typed="", refusal="")
