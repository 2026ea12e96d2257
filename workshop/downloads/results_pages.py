"""Writes the public results page of a forum or a series, and its Atom feed, and what a forum came to for the form of
the next one: pages of the server that need the whole summary of a forum.

What everybody may read of the forums of a series is kept until they change: of a series of six, five have ended long
ago.
"""

from collections import OrderedDict
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import msgspec
from markupsafe import Markup
from sqlalchemy.orm import Session

from workshop.downloads.worker_messages import (
    FEED,
    FileAnswer,
    FileOrder,
    FileRequest,
    PageFacts,
    PublicPage,
    WhatItCameTo,
)
from workshop.projections import report_data, series_forums
from workshop.reports import FORMATS, SERIES_FORMATS, FileFormat, atom_feed, results_page, series_results_page, wording
from workshop.reports.build_summary import build
from workshop.reports.for_the_next_forum import what_it_came_to
from workshop.reports.public_summary import public
from workshop.reports.results_page import Published
from workshop.reports.series_results_page import HeldForum, PublishedSeries
from workshop.reports.summary import Summary
from workshop.runtime import epoch_ms
from workshop.storage import database

MOST_KEPT = 24
"""Forums."""


def of_forum(summary: Summary, order: FileOrder, page: PublicPage, tz: str) -> bytes:
    """The page or the feed of a forum, of its whole summary."""
    told, published = public(summary), published_as(page.facts, order.lang, tz, FORMATS)
    if order.format == FEED:
        text = atom_feed.of_forum(told, order.lang, published)
    else:
        text = results_page.page(told, order.lang, published, Markup(page.head))
    return text.encode("utf-8", "replace")


def for_the_next(summary: Summary, order: FileOrder) -> bytes:
    """What the form of the next forum offers to carry on, to be read by `WhatItCameTo`."""
    vote = summary.main_vote_on_ideas
    asked = wording.question(vote.step, order.lang) if vote else ""
    return msgspec.json.encode(WhatItCameTo(earlier=what_it_came_to(summary, order.forum), asked=asked))


def published_as(facts: PageFacts, lang: str, tz: str, formats: Mapping[str, FileFormat]) -> Published:
    """What a page says of itself, as the reports take it."""
    return Published(
        url=facts.url,
        name=facts.name,
        at=epoch_ms.local(facts.at, ZoneInfo(tz)),
        indexed=facts.indexed,
        files=[(f"{facts.url}/{name}?lang={lang}", formats[name]) for name in facts.files],
        programme=facts.programme,
    )


class SeriesPages:
    """Keeps what everybody may read of forums."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int, str], Summary] = OrderedDict()
        self._read: tuple[FileOrder, list[Summary], bool] | None = None

    def read(self, question: FileRequest) -> FileAnswer:
        """The edition of the series, and how many ideas its published forums have. Raises Refusal gone."""
        order, engine = question.order, database.connect(question.database_url)
        try:
            with database.reading(engine) as db:
                found = series_forums.of_series(db, order.series, question.now, public=True)
                editions = dict(found.forums)
                held = order.public_page.held if order.public_page else []
                told = [self._of(db, forum, editions.get(forum, ""), question) for forum, _ in held]
        finally:
            engine.dispose()
        self._read = order, told, found.whole
        return FileAnswer(edition=found.edition, ideas=sum(len(one.ideas) for one in told))

    def write(self, question: FileRequest) -> FileAnswer:
        """The page or feed of the series that was read last."""
        order = question.order
        if self._read is None or self._read[0] != order or order.public_page is None:
            raise LookupError("write before read")
        _, told, whole = self._read
        return FileAnswer(content=_of_series(told, whole, order.public_page, question))

    def _of(self, db: Session, forum: int, edition: str, question: FileRequest) -> Summary:
        key = question.database_url, forum, edition
        if key not in self._kept or not edition:
            put, about = report_data.everything(db, forum, question.now)
            self._kept[key] = public(build(put, about, question.now, ZoneInfo(question.tz), question.licence))
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]


def _of_series(told: list[Summary], whole: bool, page: PublicPage, question: FileRequest) -> bytes:
    """`whole`: whether the page tells of all forums of the series."""
    order, lang, tz = question.order, question.order.lang, question.tz
    held = [
        HeldForum(summary, published_as(facts, lang, tz, FORMATS))
        for summary, (_, facts) in zip(told, page.held, strict=True)
    ]
    title = wording.pick(page.title, lang)
    series = PublishedSeries(title, page.next_steps, held, page.coming, question.licence, whole)
    published = published_as(page.facts, lang, tz, SERIES_FORMATS)
    if order.format == FEED:
        text = series_results_page.feed(series, lang, published)
    else:
        text = series_results_page.page(series, lang, published, Markup(page.head))
    return text.encode("utf-8", "replace")
