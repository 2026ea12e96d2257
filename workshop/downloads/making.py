"""Makes one file: reads the forum or series from the database, builds its summary, and writes it in the format that was
ordered.

Takes seconds of arithmetic for a large forum: in a server only the child process does it (`worker`).
"""

from dataclasses import replace
from zoneinfo import ZoneInfo

from markupsafe import Markup

from workshop.downloads import results_pages
from workshop.downloads.results_pages import SeriesPages
from workshop.downloads.series_files import SeriesFiles
from workshop.downloads.worker_messages import FOR_THE_NEXT, READ, FileAnswer, FileOrder, FileRequest
from workshop.projections import report_data
from workshop.reports import FORMATS, html
from workshop.reports.build_summary import build
from workshop.reports.public_summary import public
from workshop.reports.summary import Summary
from workshop.storage import database


class Maker:
    """Answers questions about forums and series."""

    def __init__(self) -> None:
        self._forums, self._series, self._pages = ForumFiles(), SeriesFiles(), SeriesPages()

    def answer(self, question: FileRequest) -> FileAnswer:
        """Read, or write what was read last. Raises NoResultFound or Refusal gone when there is no such forum or series
        any more."""
        files = self._maker_of(question.order)
        return files.read(question) if question.step == READ else files.write(question)

    def _maker_of(self, order: FileOrder) -> "ForumFiles | SeriesFiles | SeriesPages":
        if not order.series:
            return self._forums
        return self._series if order.public_page is None else self._pages


class ForumFiles:
    """Keeps the last summary, so that the second format of a forum is written without reading it again."""

    def __init__(self) -> None:
        self._kept: tuple[tuple[str, int, str], Summary] | None = None

    def read(self, question: FileRequest) -> FileAnswer:
        """The edition of the forum. Raises NoResultFound."""
        forum = question.order.forum
        engine = database.connect(question.database_url)
        try:
            with database.reading(engine) as db:
                edition = report_data.edition(db, forum, question.now)
                key = question.database_url, forum, edition
                if self._kept is None or self._kept[0] != key:
                    put, about = report_data.everything(db, forum, question.now)
                    summary = build(put, about, question.now, ZoneInfo(question.tz), question.licence)
                    self._kept = key, replace(summary, retention=question.retention)
        finally:
            engine.dispose()
        return FileAnswer(edition=edition, ideas=len(self._kept[1].ideas))

    def write(self, question: FileRequest) -> FileAnswer:
        """The file of the forum that was read last."""
        if self._kept is None or self._kept[0][1] != question.order.forum:
            raise LookupError("write before read")
        return _file(self._kept[1], question.order, question.tz)


def _file(summary: Summary, order: FileOrder, tz: str) -> FileAnswer:
    if order.public_page is not None:
        return FileAnswer(content=results_pages.of_forum(summary, order, order.public_page, tz))
    if order.format == FOR_THE_NEXT:
        return FileAnswer(content=results_pages.for_the_next(summary, order))
    if order.page is not None:
        page = html.page(summary, order.lang, Markup(order.page.head), order.page.back)
        return FileAnswer(name="summary.html", content=page.encode("utf-8", "replace"))
    form, told = FORMATS[order.format], public(summary) if order.public else summary
    return FileAnswer(name=form.file_name(told), content=form.write(told, order.lang))
