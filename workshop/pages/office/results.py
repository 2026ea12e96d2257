"""A forum's results: the printable summary and the downloads, for organisers and for the forum's facilitators.

All of them are made by `services().downloads`, never in a request (`made_files`).
"""

from contextlib import suppress
from functools import partial

from flask import Response, g, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from workshop.access import authentication
from workshop.contract.commands import ResultsSettle
from workshop.domain.errors import Refusal
from workshop.downloads.queue import MADE, Download
from workshop.downloads.worker_messages import FileOrder, OfficePage
from workshop.pages import base
from workshop.pages.office import made_files
from workshop.pages.office.base import pages
from workshop.projections import group_counts_fixed_for_results, report_data
from workshop.reports import FORMATS
from workshop.runtime.epoch_ms import clock

SUMMARY = "summary"


@pages.get("/office/forum/<ref>/summary")
def summary(ref: str) -> Response | Redirect:
    """The printable page."""
    forum, edition = _given_out(ref)
    made = made_files.made(_order(forum, ref, SUMMARY), edition)
    return Response(made.content) if made.stage == MADE else _waits(ref, SUMMARY, made)


@pages.get("/office/forum/<ref>/download/<name>")
def download(ref: str, name: str) -> Response | Redirect:
    """The results in one format, as a file with a readable name."""
    if name not in FORMATS:
        raise Refusal("page")
    forum, edition = _given_out(ref)
    made = made_files.made(_order(forum, ref, name), edition)
    if made.stage != MADE:
        return _waits(ref, name, made)
    return base.unkept(base.attachment(made.content, FORMATS[name].mimetype, made.name))


@pages.get("/office/forum/<ref>/making/<name>")
def making(ref: str, name: str) -> Response | Redirect:
    """How far a file is (`?file=` is its id). A file that is not known any more, after a restart, is ordered anew."""
    if name != SUMMARY and name not in FORMATS:
        raise Refusal("page")
    forum = base.look(_edition, ref, base.desk(), clock())[0]
    made = made_files.known(_order(forum, ref, name))
    if made is None:
        return redirect(_address(ref, name), 303)
    heading = base.t("office.summary" if name == SUMMARY else f"download.{name}")
    return made_files.progress_page(made, heading, _back(ref), partial(_address, ref, name))


def _order(forum: int, ref: str, name: str) -> FileOrder:
    if name != SUMMARY:
        return FileOrder(forum=forum, format=name, lang=base.language())
    page = OfficePage(head=render_template("office/summary_head.html"), back=_back(ref))
    return FileOrder(forum=forum, format="html", lang=base.language(), page=page)


def _waits(ref: str, name: str, made: Download) -> Redirect:
    return redirect(url_for("office.making", ref=ref, name=name, file=made.id), 303)


def _address(ref: str, name: str, file: str | None = None) -> str:
    if name == SUMMARY:
        return url_for("office.summary", ref=ref, file=file)
    return url_for("office.download", ref=ref, name=name, file=file)


def _back(ref: str) -> str:
    return url_for("office.forum", ref=ref) if g.me is not None else f"/console/{ref}"


def _given_out(ref: str) -> tuple[int, str]:
    """The forum and the edition of its results, whose numbers by group are fixed if it is over. Where they cannot be
    (the disk is full, or it goes on again), the file does without them."""
    forum, edition, ready = base.look(_edition, ref, base.desk(), clock())
    if ready:
        return forum, edition
    with suppress(Refusal):
        base.do(ResultsSettle(key=base.new_key()), forum)
    return base.look(_edition, ref, base.desk(), clock())[:2]


def _edition(db: Session, ref: str, desk: str, now: int) -> tuple[int, str, bool]:
    """The forum, its edition, and whether its numbers may be given out as they are."""
    forum = authentication.must_lead(db, desk, ref, now).id
    return forum, report_data.edition(db, forum, now), group_counts_fixed_for_results.may_be_given_out(db, forum)
