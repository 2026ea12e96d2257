"""The office's first page, with series and forums."""

from flask import Response, request

from workshop.pages import base
from workshop.pages.office import (
    accounts,
    agenda,
    answers,
    background_questions,
    copy_forum,
    early_entry,
    forum,
    hiding_reasons,
    import_ideas,
    next_forum,
    next_tasks,
    personal_data,
    printing,
    proposals,
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
    "accounts",
    "agenda",
    "answers",
    "background_questions",
    "copy_forum",
    "early_entry",
    "forum",
    "hiding_reasons",
    "import_ideas",
    "next_forum",
    "next_tasks",
    "pages",
    "personal_data",
    "printing",
    "proposals",
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
    return base.render(
        "office/home.html", **next_tasks.facts(), typed="", refusal="", done=request.args.get("done", "")
    )
