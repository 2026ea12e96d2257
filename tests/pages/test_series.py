"""The page of a series: it compares its forums, is there for 0 and for many, and its files say the same."""

import json
import re

import pytest

from tests.conftest import Room, forum_fields, minute_of
from tests.pages.test_office import Browser, kaisa, stranger
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
    assert ">äänestäjä<" in page and "vain alussa" not in page
    assert re.search(r"<b class=\"num\">1</b> <span>liittyminen", page)
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
