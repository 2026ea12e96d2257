"""The office's first page, with series and forums."""

from flask import Response

from workshop.actions.writer import clock
from workshop.pages import base
from workshop.pages.office import (
    agenda,
    answers,
    bring_in,
    copy,
    forum,
    next_forum,
    people,
    printing,
    proposals,
    reasons,
    results,
    results_page,
    series,
    sign_in,
    tickets,
    timetable,
    view_models,
)
from workshop.pages.office.base import pages

__all__ = [
    "agenda",
    "answers",
    "bring_in",
    "copy",
    "forum",
    "next_forum",
    "pages",
    "people",
    "printing",
    "proposals",
    "reasons",
    "results",
    "results_page",
    "series",
    "sign_in",
    "tickets",
    "timetable",
]


@pages.get("/office")
def home() -> Response:
    """Series with their forums; rehearsals separately."""
    return base.render("office/home.html", home=base.look(view_models.home, clock()), typed="", refusal="")
