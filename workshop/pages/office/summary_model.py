"""The summary model of a forum, for pages of the office that show a part of it. Files are made elsewhere, because they
take longer (`results.py`)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.writer import clock
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.projections import report_data
from workshop.projections.shape_changes import Put
from workshop.reports.build_summary import build
from workshop.reports.summary import Summary
from workshop.runtime import loop
from workshop.storage.tables import Forum

POOL = "reports"


def summary_of(ref: str) -> Summary:
    """The summary of a forum as of now, built in another thread. Only for organisers. Raises Refusal gone."""
    now = clock()
    put, about = base.look(_everything, ref, now)
    settings = base.services().settings
    return loop.in_thread(build, put, about, now, settings.tz, settings.licence, pool=POOL)


def _everything(db: Session, ref: str, now: int) -> tuple[Put, report_data.ReportData]:
    found = db.scalar(select(Forum.id).where(Forum.ref == ref))
    if found is None:
        raise Refusal("gone")
    return report_data.everything(db, found, now)
