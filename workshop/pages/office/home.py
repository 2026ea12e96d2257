"""The office's first page with series and forums, and the pages of series."""

from flask import Response

from workshop.actions.writer import clock
from workshop.contract.commands import SeriesAdd, SeriesRemove, SeriesRename
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.pages.office import (
    agenda,
    answers,
    bring_in,
    copy,
    forum,
    people,
    printing,
    proposals,
    reasons,
    results,
    results_page,
    sign_in,
    tickets,
    timetable,
    view_models,
)
from workshop.pages.office.base import again, field, form_key, go, pages

__all__ = [
    "agenda",
    "answers",
    "bring_in",
    "copy",
    "forum",
    "pages",
    "people",
    "printing",
    "proposals",
    "reasons",
    "results",
    "results_page",
    "sign_in",
    "tickets",
    "timetable",
]


@pages.get("/office")
def home() -> Response:
    """Series with their forums; rehearsals separately."""
    return base.render("office/home.html", home=base.look(view_models.home, clock()), typed="", refusal="")


@pages.post("/office/series")
def add_series() -> Response:
    """Create a series."""
    try:
        base.do(SeriesAdd(key=form_key(), title=field("title")))
    except Refusal as refusal:
        refusal = Refusal("title_missing") if refusal.code == "empty" else refusal
        return again("office/home.html", refusal, home=base.look(view_models.home, clock()), typed=field("title"))
    return go("office.home")


@pages.get("/office/series/<int:series>")
def series(series: int) -> Response:
    """The form to rename or remove a series."""
    title = _title(series)
    return base.render("office/series.html", series=series, title=title, was=title, now=None, refusal="")


@pages.post("/office/series/<int:series>")
def rename_series(series: int) -> Response:
    """Save the new name."""
    try:
        base.do(SeriesRename(key=base.new_key(), series=series, title=field("title"), was=field("was") or None))
    except Refusal as refusal:
        refusal = Refusal("title_missing") if refusal.code == "empty" else refusal
        now = _title(series) if refusal.code == "changed" else None
        typed = {"title": field("title"), "was": now or field("was")}
        return again("office/series.html", refusal, series=series, now=now, **typed)
    return go("office.home")


@pages.post("/office/series/<int:series>/remove")
def remove_series(series: int) -> Response:
    """Remove an empty series; one with forums is refused."""
    try:
        base.do(SeriesRemove(key=base.new_key(), series=series))
    except Refusal as refusal:
        title = _title(series)
        return again("office/series.html", refusal, series=series, title=title, was=title, now=None)
    return go("office.home")


def _title(series: int) -> str:
    found = dict(base.look(view_models.series)).get(series)
    if found is None:
        raise Refusal("gone")
    return found
