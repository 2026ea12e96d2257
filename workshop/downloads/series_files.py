"""Makes one file of a series: reads its forums from the database one after another, and writes what they came to in the
format that was ordered.

What a series needs of a forum is kept until that forum changes: of a series of six, five have ended long ago.
"""

from collections import OrderedDict
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.orm import Session

from workshop.downloads.worker_messages import FileAnswer, FileOrder, FileRequest
from workshop.projections import report_data, series_forums
from workshop.projections.series_forums import SeriesForums
from workshop.reports import SERIES_FORMATS
from workshop.reports.build_summary import build
from workshop.reports.public_summary import public
from workshop.reports.series_summary import ForumPart, SeriesSummary, part_of
from workshop.reports.series_summary import build as build_series
from workshop.runtime import epoch_ms
from workshop.storage import database

MODEL = "model"
"""The format for pages of the server: what all files of a series are written from, to be read by `decoded`."""
MOST_KEPT = 300
"""Forums."""


class SeriesFiles:
    """Keeps the parts of forums, and the last summary."""

    def __init__(self) -> None:
        self._parts: OrderedDict[tuple[str, int, str, bool], ForumPart] = OrderedDict()
        self._kept: tuple[FileOrder, SeriesSummary] | None = None

    def read(self, question: FileRequest) -> FileAnswer:
        """The edition of the series, and how many ideas its forums have. Raises Refusal gone."""
        order, engine = question.order, database.connect(question.database_url)
        try:
            with database.reading(engine) as db:
                found = series_forums.of_series(db, order.series, question.now, order.public)
                summary = self.summary(db, found, question)
        finally:
            engine.dispose()
        self._kept = order, summary
        return FileAnswer(edition=found.edition, ideas=summary.figures.get("ideas", 0))

    def write(self, question: FileRequest) -> FileAnswer:
        """The file of the series that was read last."""
        order = question.order
        if self._kept is None or self._kept[0] != order:
            raise LookupError("write before read")
        summary = self._kept[1]
        if order.format == MODEL:
            return FileAnswer(content=msgspec.json.encode(summary))
        form = SERIES_FORMATS[order.format]
        return FileAnswer(name=form.file_name(order.series), content=form.write(summary, order.lang))

    def summary(self, db: Session, found: SeriesForums, question: FileRequest) -> SeriesSummary:
        """What these forums came to."""
        made_at = epoch_ms.local(question.now, ZoneInfo(question.tz))
        parts = [self._part(db, forum, edition, question) for forum, edition in found.forums]
        return build_series(found.title, parts, made_at, found.next_steps, question.licence, found.whole)

    def _part(self, db: Session, forum: int, edition: str, question: FileRequest) -> ForumPart:
        key = question.database_url, forum, edition, question.order.public
        if key not in self._parts:
            put, about = report_data.everything(db, forum, question.now)
            whole = build(put, about, question.now, ZoneInfo(question.tz), question.licence)
            self._parts[key] = part_of(public(whole) if question.order.public else whole)
            while len(self._parts) > MOST_KEPT:
                self._parts.popitem(last=False)
        return self._parts[key]


def decoded(model: bytes) -> SeriesSummary:
    """What a file in the format MODEL holds. Times keep their offset, so they are local ones."""
    return msgspec.json.decode(model, type=SeriesSummary)
