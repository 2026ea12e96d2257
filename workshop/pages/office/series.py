"""The pages of series: one that compares the forums of a series, with its downloads, and the form that renames or
removes it.

What they show, and the files, the child process of downloads makes (`made_files`): it reads all forums of the series.
"""

from collections import OrderedDict
from functools import partial

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from workshop.contract.commands import SeriesAdd, SeriesRemove, SeriesRename
from workshop.domain.errors import Refusal
from workshop.downloads import series_files
from workshop.downloads.queue import MADE, SECONDS, Download
from workshop.downloads.worker_messages import FileOrder
from workshop.i18n import catalogues
from workshop.pages import base
from workshop.pages.office import made_files, next_tasks, view_models
from workshop.pages.office.base import again, field, form_key, go, pages
from workshop.projections import series_forums
from workshop.reports import SERIES_FORMATS, series_page_one, series_wording, vote_wording
from workshop.reports.series_summary import SeriesSummary
from workshop.runtime.epoch_ms import clock

MOST_KEPT = 50
_KEPT: OrderedDict[tuple[int, str], SeriesSummary] = OrderedDict()
"""(series, edition) → its numbers: until something changes the page is there at once, also after the child process has
ended."""


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
def series(series: int) -> Response | Redirect:
    """The series: its forums and themes compared, its downloads, and the form to rename or remove it."""
    title, found = _title(series), _summary(series, 0)
    if isinstance(found, Download):
        return _waits(series, series_files.MODEL, found)
    return base.render("office/series.html", **_facts(series, found), title=title, was=title, now=None, refusal="")


@pages.get("/office/series/<int:series>/download/<name>")
def download_series(series: int, name: str) -> Response | Redirect:
    """The comparison in one format, as a file."""
    if name not in SERIES_FORMATS:
        raise Refusal("page")
    made = _made(series, name)
    if made.stage != MADE:
        return _waits(series, name, made)
    return base.unkept(base.attachment(made.content, SERIES_FORMATS[name].mimetype, made.name))


@pages.get("/office/series/<int:series>/making/<name>")
def making_of_series(series: int, name: str) -> Response | Redirect:
    """How far a file is, or the page. One that is not known any more, after a restart, is ordered anew."""
    its_page = name == series_files.MODEL
    if not its_page and name not in SERIES_FORMATS:
        raise Refusal("page")
    title, made = _title(series), made_files.known(_order(series, name))
    if made is None:
        return redirect(_address(series, name), 303)
    heading = title if its_page else base.t(SERIES_FORMATS[name].label)
    back = url_for("office.home") if its_page else url_for("office.series", series=series)
    return made_files.progress_page(made, heading, back, partial(_address, series, name), is_file=not its_page)


@pages.post("/office/series/<int:series>")
def rename_series(series: int) -> Response:
    """Save the new name."""
    try:
        base.do(SeriesRename(key=base.new_key(), series=series, title=field("title"), was=field("was") or None))
    except Refusal as refusal:
        refusal = Refusal("title_missing") if refusal.code == "empty" else refusal
        now = _title(series) if refusal.code == "changed" else None
        return _refused(series, refusal, now=now, title=field("title"), was=now or field("was"))
    return go("office.series", series=series)


@pages.post("/office/series/<int:series>/remove")
def remove_series(series: int) -> Response:
    """Remove an empty series; one with forums is refused."""
    try:
        base.do(SeriesRemove(key=base.new_key(), series=series))
    except Refusal as refusal:
        title = _title(series)
        return _refused(series, refusal, title=title, was=title, now=None)
    return go("office.home")


def _order(series: int, name: str) -> FileOrder:
    """The model is the same in every language."""
    return FileOrder(series=series, format=name, lang="fi" if name == series_files.MODEL else base.language())


def _made(series: int, name: str) -> Download:
    """Raises Refusal gone."""
    return made_files.made(_order(series, name), base.look(series_forums.of_series, series, clock()).edition)


def _waits(series: int, name: str, made: Download) -> Redirect:
    return redirect(url_for("office.making_of_series", series=series, name=name, file=made.id), 303)


def _address(series: int, name: str, file: str | None = None) -> str:
    if name == series_files.MODEL:
        return url_for("office.series", series=series, file=file)
    return url_for("office.download_series", series=series, name=name, file=file)


def _refused(series: int, refusal: Refusal, **typed: object) -> Response:
    """The page with its form as it was sent, however long the numbers take: what was typed must not be lost. Raises
    Refusal gone and server."""
    found = _summary(series, SECONDS)
    if isinstance(found, Download):
        raise Refusal("server")
    return again("office/series.html", refusal, **_facts(series, found), **typed)


def _summary(series: int, seconds: float) -> SeriesSummary | Download:
    """The numbers of the page, or what makes them if that takes longer than so many seconds beyond the usual wait.
    Raises Refusal gone."""
    edition = base.look(series_forums.of_series, series, clock()).edition
    if (series, edition) not in _KEPT:
        made = made_files.made(_order(series, series_files.MODEL), edition)
        if not made.wait(seconds):
            return made
        edition = made.edition
        _KEPT[series, edition] = series_files.decoded(made.content)
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return _KEPT[series, edition]


def _facts(series: int, summary: SeriesSummary) -> dict[str, object]:
    return {
        "series": series,
        "summary": summary,
        "figures": series_wording.figures(summary, base.language()),
        "rests": series_wording.rests(summary, base.language()),
        "outcome": series_page_one.outcome(summary, base.language()),
        "rows": series_page_one.forums(summary, base.language()),
        "question": series_page_one.common_question(summary),
        "quoted": lambda line: series_page_one.quoted(summary, line, base.language()),
        "first_words": catalogues.first_words,
        "counted": series_page_one.counted(summary, base.language()),
        "how_counted": series_wording.counted(summary, base.language()),
        "value": lambda vote, row: vote_wording.counted(vote, row, base.language()),
        "column": lambda name: series_wording.column(name, base.language()),
        "formats": list(SERIES_FORMATS.values()),
        "date": lambda at: catalogues.date(base.language(), at),
    }


def _title(series: int) -> str:
    found = dict(base.look(view_models.series)).get(series)
    if found is None:
        raise Refusal("gone")
    return found
