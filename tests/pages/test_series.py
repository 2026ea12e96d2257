"""The page of a series: it compares its forums, is there for 0 and for many, and its files say the same."""

import csv
import io
import json
import re
from collections.abc import Iterable
from html import unescape
from typing import Any

import openpyxl
import pytest
from markupsafe import Markup

from tests.conftest import Room, forum_fields, minute_of
from tests.pages.test_office import Browser, kaisa, say, stranger
from tests.reports import small_summary
from tests.tools.pace import limit
from tests.tools.read_back import Page
from tests.tools.tagged_pdf import TaggedPdf
from workshop.downloads.series_files import SeriesFiles
from workshop.pages.base import Services
from workshop.reports import SERIES_FORMATS, series_results_page
from workshop.reports.results_page import Published
from workshop.reports.series_results_page import HeldForum, PublishedSeries
from workshop.reports.series_summary import build, part_of
from workshop.storage.database import transaction
from workshop.storage.tables import Series

__all__ = ["kaisa", "stranger"]


@pytest.fixture
def in_series(room: Room) -> Room:
    """A held forum of a series, with a theme of one idea."""
    with transaction(room.engine) as db:
        db.add(Series(title="Tulevaisuuden <museo>", created_at=room.now))
    room.must("forum.edit", **forum_fields(series=1, starts_at=minute_of(room.now), place="Turun linna"))
    ada, wall = room.comes("ada"), room.step("ideas", 2)
    room.must("agenda.go", activity=wall)
    idea = room.must("idea.add", ada, activity=wall, text="Vesibussi")["idea"]
    room.must("agenda.go", activity=room.step("clusters"))
    room.must("cluster.add", title="Joki & ranta", ideas=[idea])
    vote = room.step("dots")
    room.must("agenda.go", activity=vote)
    room.must("ballot.set", ada, activity=vote, n=1, marks={str(idea): 2})
    room.must("activity.close", activity=vote)
    room.must("activity.reveal", activity=vote)
    room.must("forum.end")
    return room


def ref(room: Room) -> str:
    return str(room.sees("facilitators")["forum"][str(room.forum)]["ref"])


def test_the_page_compares_forums_and_says_how_themes_are_the_same(in_series: Room, kaisa: Browser) -> None:
    form = f"/office/forum/{ref(in_series)}/next"
    fields = {"agenda": "forum-2", "themes": "1", "go-on": "1", "once": "once-0001", "title-fi": "Toinen kerta"}
    assert kaisa.post(form, form, **fields).status_code == 303
    assert "jatkui" not in re.sub(r"<p.*?</p>", "", kaisa.text("/office/series/1")), "it has not begun"
    in_series.forum = 2
    in_series.must("agenda.go", activity=in_series.step("recall"))
    page = kaisa.text("/office/series/1")
    assert "Tulevaisuuden &lt;museo&gt;" in page and "Turun linna" in page and "Toinen kerta" in page
    assert "Joki &amp; ranta" in page and "jatkui" in page
    assert '1 idea</b> <span class="votes">2 ääntä</span>' in page
    assert "1 foorumi pidetty · 1 kesken<" in page, "held is what was brought to its end"
    assert ">äänesti ainakin kerran<" in page and "vain alussa" not in page
    assert re.search(r"<b class=\"num\">1</b> <span>osallistuja<", page)
    assert ">fortsatte<" in kaisa.text("/office/series/1?lang=sv").replace("</small>", "<")


def test_a_change_in_a_forum_is_on_the_page_at_once(in_series: Room, kaisa: Browser) -> None:
    assert "Joki &amp; ranta" in kaisa.text("/office/series/1")
    in_series.must("cluster.rename", cluster=1, title="Aura", version=1)
    assert "Aura" in kaisa.text("/office/series/1") and "ranta" not in kaisa.text("/office/series/1")


def test_rehearsals_and_other_series_are_not_counted(in_series: Room, kaisa: Browser) -> None:
    kaisa.post(f"/office/forum/{ref(in_series)}/rehearse", "/office")
    kaisa.post("/office/series", "/office", title="Toinen")
    assert len(json.loads(kaisa.text("/office/series/1/download/json"))["forums"]) == 1
    assert "Sarjassa ei ole vielä foorumeita." in kaisa.text("/office/series/2")
    assert json.loads(kaisa.text("/office/series/2/download/json"))["totals"]["forums"] == 0


@pytest.mark.parametrize(("path", "status"), [("1/download/exe", 404), ("9/download/csv", 404), ("9", 404)])
def test_what_is_not_there_is_said_so(in_series: Room, kaisa: Browser, path: str, status: int) -> None:
    assert kaisa.get(f"/office/series/{path}").status_code == status


def test_a_file_of_a_series_is_for_organisers_only(in_series: Room, stranger: Browser) -> None:
    assert stranger.get("/office/series/1/download/json").status_code == 303


def test_pages_of_the_office_that_offer_files_name_the_licence(in_series: Room, kaisa: Browser) -> None:
    forum = kaisa.text(f"/office/forum/{ref(in_series)}")
    assert forum.count('rel="license"') == 1
    series = kaisa.text("/office/series/1")
    assert series.count('rel="license"') == 1
    links = re.findall(r"<a [^>]*/series/1/download/[^>]*>", series)
    assert len(links) == len(SERIES_FORMATS) and not any(" download>" in one for one in links), (
        "a browser would save the page that says how far the file is"
    )


# -- figures -----------------------------------------------------------------------------------------------------------

FIGURES = {
    "osallistujaa puhelimella": ("Osallistujia", 100),
    "ideaa": ("Ideoita", 8),
    "äänesti ainakin kerran (39 puhelimella, 1 paperilla)": ("Äänesti ainakin kerran", 40),
    "arvioi ainakin kerran": ("Arvioi ainakin kerran", 21),
}
"""What stands beside each figure of two forums together: its column in tables, and the number."""


@pytest.fixture
def both(in_series: Room, monkeypatch: pytest.MonkeyPatch) -> list[HeldForum]:
    """Two forums, one in which people voted and one in which they rated; the office shows them as its series."""
    voted = small_summary.vote([6, 3, 1, 0], facts={"ballots": 40, "paper": 1})
    rated = small_summary.vote([5, 4], kind="rating", facts={"ballots": 21})
    held = [small_summary.summary(votes=[voted]), small_summary.summary(votes=[rated], voted=21)]
    series = build("Sarja", map(part_of, held), small_summary.START)
    monkeypatch.setattr(SeriesFiles, "summary", lambda *_: series)
    published = Published("https://forum.test/results/sarja", "series 1", small_summary.START, indexed=True)
    return [HeldForum(one, published) for one in held]


def test_all_pages_and_files_of_a_series_tell_the_same_figures_in_the_same_words(
    both: list[HeldForum], kaisa: Browser
) -> None:
    """The PDF said 166 voters where the public page said 145, and that 21 rated."""
    public = series_results_page.page(PublishedSeries("Sarja", {}, both, []), "fi", both[0].published, Markup())
    told = {
        "office": squeezed(Page(kaisa.text("/office/series/1")).words),
        "public": squeezed(Page(public).words),
        "pdf": squeezed(TaggedPdf(downloaded(kaisa, "pdf")).root.words),
    }
    for said, (_, n) in FIGURES.items():
        words, number = squeezed(said), str(n)
        found = {name: number + words in text or words + number in text for name, text in told.items()}
        assert all(found.values()), (said, found)
    assert 'rel="license"' in public
    assert "100 osallistujaa puhelimella, 8 ideaa, 40 äänesti ainakin kerran" in public, (
        "what other sites show beside a link"
    )
    assert all(squeezed("joka oli monessa, on luvussa monta kertaa") in text for text in told.values())


def test_where_a_forum_had_votes_of_two_kinds_those_who_took_part_in_any_are_counted_together() -> None:
    """The forum of 61 stood beside "177 rated at least once" as if nobody had rated in it."""
    dots, rating = small_summary.vote([6, 3]), small_summary.vote([5, 4], kind="rating")
    held = [small_summary.summary(votes=[dots, rating], voted=61), small_summary.summary(votes=[rating], voted=177)]
    series = build("Sarja", map(part_of, held), small_summary.START)
    assert [one.figures["voted"] for one in series.forums] == [61, 177]
    assert {name: n for name, n in series.figures.items() if name.startswith("voted")} == {"voted": 238}
    published = Published("https://forum.test/results/sarja", "series 1", small_summary.START, indexed=True)
    shown = PublishedSeries("Sarja", {}, [HeldForum(one, published) for one in held], [])
    page = squeezed(Page(series_results_page.page(shown, "fi", published, Markup())).words)
    for said in ("äänesti ainakin kerran 238", "61 äänesti ainakin kerran", "177 äänesti ainakin kerran"):
        assert squeezed(said) in page
    assert squeezed("arvioi ainakin kerran") not in page


def test_the_tables_of_a_series_add_up_to_the_same_figures(both: list[HeldForum], kaisa: Browser) -> None:
    book = openpyxl.load_workbook(io.BytesIO(downloaded(kaisa, "xlsx")))
    text = downloaded(kaisa, "csv").decode("utf-8-sig")
    columns = dict(FIGURES.values()) | {"Niistä paperilla": 1}
    assert sums(book["Foorumit"].values, columns) == columns
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    (total,) = [row for row in rows if row[1] == "Koko sarja yhteensä"]
    assert {head: int(total[rows[0].index(head)]) for head in columns} == columns
    assert sums([row for row in rows if row is not total], columns) == columns
    totals = {"joined": 100, "ideas": 8, "voted": 40, "rated": 21, "answered": 0, "on_paper": 1}
    model = json.loads(downloaded(kaisa, "json"))
    in_none = {"ideas_without_theme": 2, "ideas_outside_grouping": 0}
    assert model["totals"] == {"forums": 2, **totals, **in_none, "votes_without_theme": 0}
    assert sum(theme["ideas"] for theme in model["themes"]) + sum(in_none.values()) == totals["ideas"]
    assert {name: sum(one[name] for one in model["forums"]) for name in totals} == totals


@pytest.mark.parametrize(
    ("name", "leads_to", "holds"), [("/download/csv", "/download/csv", "Joki & ranta"), ("", "", "Joki &amp; ranta")]
)
def test_what_takes_a_while_of_a_series_is_waited_for_on_a_page_that_leads_on_to_it(
    in_series: Room,
    kaisa: Browser,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    leads_to: str,
    holds: str,
) -> None:
    with monkeypatch.context() as slow:
        slow.setattr(services.downloads, "patience", 0)
        slow.setattr(services.downloads, "_begin", lambda download: None)
        waits = kaisa.get(f"/office/series/1{name}").location
    assert "/office/series/1/making/" in waits and say("office.making.reading") in kaisa.text(waits)
    (ordered,) = services.downloads._known.values()
    services.downloads._begin(ordered)
    assert ordered.wait(limit(20)) and ordered.ideas == 1
    (onward,) = re.findall(r'content="0; url=([^"]+)"', kaisa.text(waits))
    assert onward.startswith(f"/office/series/1{leads_to}?file=")
    assert holds in kaisa.text(unescape(onward))
    assert kaisa.get(waits.replace("file=", "file=x")).location == f"/office/series/1{leads_to}", "after a restart"


def test_numbers_that_cannot_be_added_up_are_told_with_a_way_to_try_again(
    in_series: Room, kaisa: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("of a person's words")

    with monkeypatch.context() as patch:
        patch.setattr(SeriesFiles, "summary", fails)
        page = kaisa.text(kaisa.get("/office/series/1").location)
    assert say("office.making.failed.page") in page and "words" not in page
    assert 'href="/office/series/1"' in page and "Joki" in kaisa.text("/office/series/1")


def downloaded(browser: Browser, name: str) -> bytes:
    return bytes(browser.get(f"/office/series/1/download/{name}").get_data())


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def sums(rows: Iterable[Iterable[Any]], heads: Iterable[str]) -> dict[str, int]:
    """The sum of each of these columns of a table."""
    first, *others = map(list, rows)
    return {head: sum(int(row[first.index(head)] or 0) for row in others) for head in heads}
