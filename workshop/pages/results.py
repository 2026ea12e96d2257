"""The public results pages, `/results/<slug>`: the page of a forum or series, its feed, its files, and the QR code of
its address.

Contains no rules: what is public, the projection says, and what is in it, the reports. An address that nobody chose and
one whose results are not published get the same answer, so it tells nobody which forums there are.
"""

import datetime as dt
import gzip
import hashlib
from collections.abc import Callable
from typing import cast

from flask import Blueprint, Response, request
from msgspec import structs

from workshop.access import base_url_and_allowed_hosts
from workshop.access.qr import qr_svg
from workshop.domain import join_codes, slugs
from workshop.domain.errors import Refusal
from workshop.downloads.queue import FAILED, MADE, Download
from workshop.downloads.worker_messages import FEED, PAGE, FileOrder, PageFacts, PublicPage
from workshop.pages import base, join
from workshop.pages.base import Services
from workshop.pages.compression import accepts_gzip
from workshop.projections import report_data, results_pages, series_forums
from workshop.projections.results_pages import ResultsPage
from workshop.reports import FORMATS, SERIES_FORMATS, FileFormat, series_results_page, wording
from workshop.reports.series_results_page import ComingForum, PublishedSeries
from workshop.runtime import epoch_ms
from workshop.runtime.epoch_ms import clock
from workshop.storage.database import reading
from workshop.transport.fair_page_queue import step_aside

pages = Blueprint("results", __name__)
NOT_OFFERED = frozenset({"html", "archive"})
"""Formats that the page of a forum does not offer: it is one itself, and an archive gets its package from the
organiser."""
NEXT_LOOK = 3
"""Seconds between two looks at a file in the making."""
LONGEST = 10.0
"""Seconds that a reader waits for a page that is made, before a page that says so and asks again by itself."""
BEST = 9
"""How well a page is compressed: once for all its readers."""


@pages.get("/results/<slug>")
def show(slug: str) -> Response:
    """The page, or that there is none here (yet)."""
    page = _public(slug)
    if page is None:
        return base.render("results/none.html", 404)
    here, lang = base.services(), base.language()
    head = base.text_of("results/head.html")
    kind = "text/html; charset=utf-8"
    answer = _answer_if_made(page, lang, kind, lambda tag: _by_child(here, page, PAGE, lang, tag, head))
    return answer or _making(503, base.t("public.making.page"), [base.t("public.making.page.opens")])


@pages.get("/results/<slug>/feed.xml")
def feed(slug: str) -> Response:
    """What became of the results, as an Atom feed. Raises Refusal page."""
    here, page, lang = base.services(), _there(_public(slug)), base.language()
    kind = "application/atom+xml; charset=utf-8"
    answer = _answer_if_made(page, f"feed-{lang}", kind, lambda tag: _by_child(here, page, FEED, lang, tag))
    return answer or _again_soon(Response(base.t("public.making.feed"), 503, mimetype="text/plain"))


@pages.get("/results/<slug>/calendar.ics")
def calendar(slug: str) -> Response:
    """The coming forums of a series, for calendars. Raises Refusal page."""
    here, page, lang = base.services(), _there(_public(slug)), base.language()
    if page.of_forum:
        raise Refusal("page")
    what = f"calendar-{lang}"
    made = _answer(
        page,
        what,
        "text/calendar; charset=utf-8",
        lambda tag: here.results.get((page.slug, what), tag, lambda: _calendar(here, page, lang)),
    )
    made.headers["Content-Disposition"] = f'inline; filename="{page.slug}.ics"'
    return made


@pages.get("/j/<code>/results.svg")
def qr_code(code: str) -> Response:
    """The QR code of the address, for who has the forum's code: the hall reads it at the end, when the results are not
    published yet. Nobody else learns which addresses were chosen. Raises Refusal page, and as `join.find`."""
    here, visit = base.services(), join.find(join_codes.tidy(code))
    page = base.look(results_pages.of_forum_number, visit.id)
    if page.rehearsal or not page.slug:
        raise Refusal("page")
    return _answer(
        page,
        "qr",
        "image/svg+xml",
        lambda tag: here.results.get((page.slug, "qr"), tag, lambda: _drawn(_url(here, page))),
    )


@pages.get("/results/<slug>/<name>")
def download(slug: str, name: str) -> Response:
    """The results in one format, or the page on which its reader waits for it. Raises Refusal page and server."""
    here, page, lang = base.services(), _there(_public(slug)), base.language()
    form = _offered(page).get(name)
    if form is None:
        raise Refusal("page")
    tag = _tag(page, f"{name}-{lang}")
    if request.if_none_match.contains_weak(tag):
        return _tagged(Response(status=304), page, tag)
    made = _made(here, page, name, lang)
    if made.stage == FAILED:
        raise Refusal("server")
    if made.stage != MADE:
        return _waits(page, form)
    return _tagged(base.attachment(made.content, form.mimetype, f"{page.slug}.{form.extension}"), page, tag)


def _made(here: Services, page: ResultsPage, name: str, lang: str) -> Download:
    """A file, made by the same child process as those of the office, after at most a second of waiting. Meanwhile the
    pages of others at this address go on."""
    made = here.downloads.ask(*_order(page, name, lang))
    step_aside(request.environ)
    made.wait(here.downloads.patience)
    return made


def _order(page: ResultsPage, name: str, lang: str) -> tuple[FileOrder, str]:
    """What is asked for, and its edition."""
    if page.of_forum:
        edition = base.look(report_data.edition, page.id, clock())
        return FileOrder(forum=page.id, format=name, lang=lang, public=True), edition
    edition = base.look(series_forums.of_series, page.id, clock(), True).edition
    return FileOrder(series=page.id, format=name, lang=lang, public=True), edition


def _waits(page: ResultsPage, form: FileFormat) -> Response:
    """A page that asks for the file again by itself; programs read the same from its status and header."""
    said = [base.t(form.label), base.t("public.making")]
    return _making(202, base.t("office.making"), said, f"/results/{page.slug}")


def _making(status: int, title: str, said: list[str], back: str = "") -> Response:
    """A page that loads itself again until what is being made is there."""
    return _again_soon(
        base.render("results/making.html", status, title=title, said=said, back=back, next_look=NEXT_LOOK)
    )


def _again_soon(answer: Response) -> Response:
    answer.headers["Retry-After"] = str(NEXT_LOOK)
    return base.unkept(answer)


def _public(slug: str) -> ResultsPage | None:
    page = base.look(results_pages.at, slugs.tidy(slug))
    return page if page is not None and page.public else None


def _there(page: ResultsPage | None) -> ResultsPage:
    if page is None:
        raise Refusal("page")
    return page


def _answer(page: ResultsPage, what: str, mimetype: str, made: Callable[[str], bytes]) -> Response:
    """`_answer_if_made` of what is made at once."""
    answer = _answer_if_made(page, what, mimetype, made)
    assert answer is not None
    return answer


def _answer_if_made(
    page: ResultsPage, what: str, mimetype: str, made: Callable[[str], bytes | None]
) -> Response | None:
    """What is `made` for an ETag of all that it is made of; or that the reader has the newest already. Browsers ask
    each time, so that what was hidden or taken back is shown nowhere any more. None while it is still being made.
    Raises Refusal as `made`."""
    here, tag = base.services(), _tag(page, what)
    if request.if_none_match.contains_weak(tag):
        return _tagged(Response(status=304), page, tag)
    step_aside(request.environ)  # the first reader waits until it is made
    body = made(tag)
    if body is None:
        return None
    answer = Response(body, content_type=mimetype)
    if accepts_gzip(request.headers.get("Accept-Encoding", "")):
        answer.set_data(here.results.get((page.slug, what, "gzip"), tag, lambda: gzip.compress(body, BEST)))
        answer.headers["Content-Encoding"] = "gzip"
    return _tagged(answer, page, tag)


def _tag(page: ResultsPage, what: str) -> str:
    here = base.services()
    made_of = f"{here.release} {_url(here, page)} {page.stamp}"
    return f"{hashlib.sha256(made_of.encode()).hexdigest()[:24]}-{what}"


def _tagged(answer: Response, page: ResultsPage, tag: str) -> Response:
    answer.set_etag(tag, weak=True)
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Vary"] = "Accept-Language, Accept-Encoding"
    if not page.indexed:
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _url(here: Services, page: ResultsPage) -> str:
    return f"{_base(here, page)}/results/{page.slug}"


def _base(here: Services, page: ResultsPage) -> str:
    return base_url_and_allowed_hosts.base_url(here.settings, here.hosts.port, page.address)


def _offered(page: ResultsPage) -> dict[str, FileFormat]:
    """The formats in which it can be downloaded, by name."""
    if not page.of_forum:
        return dict[str, FileFormat](SERIES_FORMATS)
    return {name: form for name, form in FORMATS.items() if name not in NOT_OFFERED}


# -- what is made ----------------------------------------------------------------------------------------------------


def _by_child(here: Services, page: ResultsPage, form: str, lang: str, tag: str, head: str = "") -> bytes | None:
    """The page or the feed, made beside the live room, by a child process that makes files; None while it is still
    being made. Raises Refusal server."""
    place = (page.slug, f"{form}-{lang}")
    if (kept := here.results.kept(place, tag)) is None:
        order, edition = _order(page, form, lang)
        made = here.downloads.ask(structs.replace(order, public_page=_public_page(here, page, head)), edition)
        if not made.wait(LONGEST):
            if made.stage == FAILED:
                raise Refusal("server")
            return None
        kept = made.content
        here.results.keep(place, tag, kept)
    return cast(bytes, kept)


def _public_page(here: Services, page: ResultsPage, head: str) -> PublicPage:
    """What the page has beside the summary. Of a series: its forums that are published, and those to come for which an
    organiser has chosen an address. One that has ended is told only while its results are published."""
    facts = _facts(here, page)
    if page.of_forum:
        return PublicPage(facts=facts, head=head)
    forums = base.look(results_pages.in_series, page.id)
    return PublicPage(
        facts=facts,
        head=head,
        title=page.title,
        next_steps=page.next_steps,
        held=[(one.id, _facts(here, one)) for one in forums if one.public],
        coming=[_coming(here, one) for one in forums if not one.ended],
    )


def _facts(here: Services, page: ResultsPage) -> PageFacts:
    return PageFacts(
        url=_url(here, page),
        name=page.ref or f"series {page.id}",
        at=page.published_at or 0,
        indexed=page.indexed,
        files=list(_offered(page)),
        programme=f"{_base(here, page)}{page.programme}" if page.programme else "",
    )


def _calendar(here: Services, page: ResultsPage, lang: str) -> bytes:
    """The coming forums of a series. In the thread of results."""
    with reading(here.engine) as db:
        forums = results_pages.in_series(db, page.id)
    coming = [_coming(here, one) for one in forums if not one.ended]
    series = PublishedSeries(wording.pick(page.title, lang), page.next_steps, [], coming, here.settings.licence)
    return series_results_page.calendar(series, lang, clock(), here.settings.tz)


def _coming(here: Services, page: ResultsPage) -> ComingForum:
    at = None if page.held_at is None else _local(here, page.held_at)
    return ComingForum(page.ref, page.title, at, page.place, page.minutes, dated=at is not None and not page.begun)


def _local(here: Services, at: int) -> dt.datetime:
    return epoch_ms.local(at, here.settings.tz)


def _drawn(url: str) -> bytes:
    """A QR code as a picture, black on white in every colour scheme."""
    code = qr_svg(url)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.size} {code.size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{code.size}v{code.size}H0z"/><path d="{code.path}"/></svg>'
    ).encode()
