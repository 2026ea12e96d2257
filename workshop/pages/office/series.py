"""The pages of series: one that compares the forums of a series, with its downloads, and the form that renames or
removes it."""

import datetime as dt
from collections import OrderedDict

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.writer import clock
from workshop.contract.commands import SeriesAdd, SeriesRemove, SeriesRename
from workshop.domain.errors import Refusal
from workshop.i18n import catalogues
from workshop.pages import base
from workshop.pages.office import next_tasks, view_models
from workshop.pages.office.base import again, field, form_key, go, pages
from workshop.pages.office.summary_model import POOL, summary_of
from workshop.projections import results_pages
from workshop.reports import SERIES_FORMATS, series_wording
from workshop.reports.series_summary import ForumPart, SeriesSummary, build, part_of
from workshop.runtime import loop
from workshop.storage.tables import Forum

MOST_KEPT = 300
_KEPT: OrderedDict[tuple[str, str, str], ForumPart] = OrderedDict()
"""(ref, the end of its log and its next steps, time zone) → what the series needs of a forum: with the same
ends it is the same."""


@pages.post("/office/series")
def add_series() -> Response:
    """Create a series."""
    try:
        base.do(SeriesAdd(key=form_key(), title=field("title")))
    except Refusal as refusal:
        refusal = Refusal("title_missing") if refusal.code == "empty" else refusal
        return again("office/home.html", refusal, **next_tasks.facts(), typed=field("title"))
    return go("office.home")


@pages.get("/office/series/<int:series>")
def series(series: int) -> Response:
    """The series: its forums and themes compared, its downloads, and the form to rename or remove it."""
    title = _title(series)
    return base.render("office/series.html", **_facts(series), title=title, was=title, now=None, refusal="")


@pages.get("/office/series/<int:series>/download/<name>")
def download_series(series: int, name: str) -> Response:
    """The comparison in one format, as a file."""
    if name not in SERIES_FORMATS:
        raise Refusal("page")
    form = SERIES_FORMATS[name]
    answer = Response(loop.in_thread(form.write, summary_of_series(series), base.language(), pool=POOL))
    answer.headers["Content-Type"] = form.mimetype
    answer.headers["Content-Disposition"] = f'attachment; filename="{form.file_name(series)}"'
    return base.unkept(answer)


@pages.post("/office/series/<int:series>")
def rename_series(series: int) -> Response:
    """Save the new name."""
    try:
        base.do(SeriesRename(key=base.new_key(), series=series, title=field("title"), was=field("was") or None))
    except Refusal as refusal:
        refusal = Refusal("title_missing") if refusal.code == "empty" else refusal
        now = _title(series) if refusal.code == "changed" else None
        typed = {"title": field("title"), "was": now or field("was")}
        return again("office/series.html", refusal, **_facts(series), now=now, **typed)
    return go("office.series", series=series)


@pages.post("/office/series/<int:series>/remove")
def remove_series(series: int) -> Response:
    """Remove an empty series; one with forums is refused."""
    try:
        base.do(SeriesRemove(key=base.new_key(), series=series))
    except Refusal as refusal:
        title = _title(series)
        return again("office/series.html", refusal, **_facts(series), title=title, was=title, now=None)
    return go("office.home")


def summary_of_series(series: int) -> SeriesSummary:
    """The summary of a series as of now. Raises Refusal gone."""
    now, title, settings = clock(), _title(series), base.services().settings
    parts = [_part(ref, end) for ref, end in base.look(_forums, series)]
    next_steps = base.look(results_pages.of_series, series).next_steps
    return build(title, parts, dt.datetime.fromtimestamp(now // 1000, settings.tz), next_steps, settings.licence)


def _part(ref: str, end: str) -> ForumPart:
    key = ref, end, base.services().settings.tz.key
    if key not in _KEPT:
        _KEPT[key] = part_of(summary_of(ref))
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return _KEPT[key]


def _facts(series: int) -> dict[str, object]:
    summary = summary_of_series(series)
    return {
        "series": series,
        "summary": summary,
        "figures": series_wording.figures(summary, base.language()),
        "rests": series_wording.rests(summary, base.language()),
        "column": lambda name: series_wording.column(name, base.language()),
        "formats": list(SERIES_FORMATS.values()),
        "date": lambda at: catalogues.date(base.language(), at),
    }


def _forums(db: Session, series: int) -> list[tuple[str, str]]:
    """Each forum with what its part follows from. Its next steps are not in its own log."""
    query = select(Forum.ref, Forum.log_head, Forum.next_steps)
    rows = db.execute(query.where(Forum.series == series, Forum.rehearsal.is_(False)).order_by(Forum.id))
    return [(row.ref, f"{row.log_head} {sorted(row.next_steps.items())}") for row in rows]


def _title(series: int) -> str:
    found = dict(base.look(view_models.series)).get(series)
    if found is None:
        raise Refusal("gone")
    return found
