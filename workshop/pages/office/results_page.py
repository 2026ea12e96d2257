"""The public results page of a forum or a series in the office: its address, what happens next, publishing and taking
back; and what participants say is missing in a forum's results."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypedDict

from flask import Response, request

from workshop.access import base_url_and_allowed_hosts
from workshop.contract.commands import ResultsEdit, SeriesResults
from workshop.domain import slugs
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.pages.office import csv_file
from workshop.pages.office.base import again, field, go, number_field, pages, texts, version_after
from workshop.projections import results_pages
from workshop.projections.results_pages import ResultsPage

TEMPLATE = "office/results_page.html"
DEEDS = ("results_saved", "results_out", "results_back")


@pages.get("/office/forum/<ref>/results")
def results_page(ref: str) -> Response:
    """The form of a forum's results page."""
    return _form(base.look(results_pages.of_forum, ref))


@pages.post("/office/forum/<ref>/results")
def save_results_page(ref: str) -> Response:
    """Save it, publish it or take it back, by the button that was pressed."""
    page = base.look(results_pages.of_forum, ref)
    saved = _saved(page, lambda typed: base.do(ResultsEdit(**_body(typed)), page.id))
    return saved if isinstance(saved, Response) else go("office.results_page", ref=ref, done=saved)


@pages.get("/office/forum/<ref>/results/missing.csv")
def missing_file(ref: str) -> Response:
    """What participants say is missing, one a row: participants are told that only organisers read it, so no file of
    results has it."""
    page = base.look(results_pages.of_forum, ref)
    rows = [[one] for one in base.look(results_pages.missing, page.id)]
    return csv_file.answer(f"missing-{page.slug or page.ref}.csv", [[base.t("office.public.missing")], *rows])


@pages.get("/office/series/<int:series>/results")
def series_results_page(series: int) -> Response:
    """The form of the results page of a series."""
    return _form(base.look(results_pages.of_series, series))


@pages.post("/office/series/<int:series>/results")
def save_series_results_page(series: int) -> Response:
    """Save it, publish it or take it back, by the button that was pressed."""
    page = base.look(results_pages.of_series, series)
    saved = _saved(page, lambda typed: base.do(SeriesResults(series=series, **_body(typed))))
    return saved if isinstance(saved, Response) else go("office.series_results_page", series=series, done=saved)


def _form(page: ResultsPage) -> Response:
    return base.render(TEMPLATE, typed=_proposed(page), refusal="", **_facts(page))


def _saved(page: ResultsPage, save: Callable[[ResultsPage], object]) -> str | Response:
    """What the form has done, one of DEEDS; or the form again with why it was refused."""
    typed = _typed(page)
    try:
        save(typed)
    except Refusal as refusal:
        return again(TEMPLATE, refusal, typed=_carried(typed, refusal, page), **_facts(page))
    return _done(page, typed)


def _facts(page: ResultsPage) -> dict[str, object]:
    """What the form shows beside its fields."""
    here = base.services()
    return {
        "page": page,
        "missing": base.look(results_pages.missing, page.id) if page.ref else [],
        "start": f"{base_url_and_allowed_hosts.base_url(here.settings, here.hosts.port, page.address)}/results/",
        "done": request.args.get("done", ""),
        "deeds": DEEDS,
    }


def _proposed(page: ResultsPage) -> ResultsPage:
    """The page with an address proposed from its title where it has none, unless another page has that."""
    proposed = "" if page.slug else slugs.proposed(base.pick(page.title, "fi"))
    if not proposed or base.look(results_pages.taken, proposed):
        return page
    return replace(page, slug=proposed)


def _typed(page: ResultsPage) -> ResultsPage:
    """The page as the form has it. A form without the field for the address keeps it: a published one has none."""
    wanted = field("published")
    published = page.published_at is not None if wanted not in ("yes", "no") else wanted == "yes"
    return replace(
        page,
        slug=slugs.tidy(field("slug")) if "slug" in request.form else page.slug,
        next_steps=texts("next_steps"),
        indexed="indexed" in request.form,
        published_at=(page.published_at or 0) if published else None,
        version=number_field("version") or 0,
    )


class _Fields(TypedDict):
    key: str
    slug: str
    next_steps: dict[str, str]
    published: bool
    indexed: bool
    version: int


def _body(typed: ResultsPage) -> _Fields:
    """The fields of the command that saves it."""
    return {
        "key": base.new_key(),
        "slug": typed.slug,
        "next_steps": typed.next_steps,
        "published": typed.published_at is not None,
        "indexed": typed.indexed,
        "version": typed.version,
    }


def _carried(typed: ResultsPage, refusal: Refusal, page: ResultsPage) -> ResultsPage:
    return replace(typed, version=version_after(refusal, page.version), published_at=page.published_at)


def _done(page: ResultsPage, typed: ResultsPage) -> str:
    if (page.published_at is None) == (typed.published_at is None):
        return "results_saved"
    return "results_back" if typed.published_at is None else "results_out"
