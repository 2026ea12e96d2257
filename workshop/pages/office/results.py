"""A forum's results: the printable summary and the downloads, for organisers and for the forum's facilitators."""

from flask import Response, g, render_template, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

from workshop.access import authentication
from workshop.actions.writer import clock
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.pages.office.base import pages
from workshop.projections import report_data
from workshop.projections.put_and_drop import Put
from workshop.reports import FORMATS, html
from workshop.reports.build_summary import build
from workshop.reports.summary import Summary
from workshop.runtime import loop

POOL = "reports"


@pages.get("/office/forum/<ref>/summary")
def summary(ref: str) -> Response:
    """The printable page. Rendered in another thread, like the files."""
    whole, lang = summary_of(ref), base.language()
    head = Markup(render_template("office/summary_head.html"))
    back = url_for("office.forum", ref=ref) if g.me is not None else f"/console/{ref}"
    return Response(loop.in_thread(html.page, whole, lang, head, back, pool=POOL))


@pages.get("/office/forum/<ref>/download/<name>")
def download(ref: str, name: str) -> Response:
    """The results in one format, as a file with a readable name."""
    if name not in FORMATS:
        raise Refusal("page")
    whole, form = summary_of(ref), FORMATS[name]
    answer = Response(loop.in_thread(form.write, whole, base.language(), pool=POOL))
    answer.headers["Content-Type"] = form.mimetype
    answer.headers["Content-Disposition"] = f'attachment; filename="{form.file_name(whole)}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def summary_of(ref: str) -> Summary:
    """The summary of a forum that this desk may lead, as of now. Raises Refusal."""
    now = clock()
    put, about = base.look(_everything, ref, base.desk(), now)
    return loop.in_thread(build, put, about, now, base.services().settings.tz, pool=POOL)


def _everything(db: Session, ref: str, desk: str, now: int) -> tuple[Put, report_data.ReportData]:
    return report_data.everything(db, authentication.must_lead(db, desk, ref, now).id, now)
