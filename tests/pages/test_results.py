"""The public results pages: who may read them and when, what is in them, their feed, files and QR code, and the form
of the office."""

import gzip
import io
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from jsonschema import Draft202012Validator
from markupsafe import Markup
from sqlalchemy import Engine

from tests.conftest import Room, connected, furnish, furnished, in_room
from tests.pages.test_office import Browser, new_account
from tests.pages.test_phone import Phone
from tests.reports.forums import reported
from tests.tools import atom_rules
from tests.tools.large_summary import large
from tests.tools.tagged_pdf import TaggedPdf
from workshop import docs, forum_templates
from workshop.access.authentication import Credentials
from workshop.domain import slugs
from workshop.domain.errors import Refusal
from workshop.downloads import making
from workshop.i18n import catalogues
from workshop.pages import results, scripts_and_styles
from workshop.pages.base import Services
from workshop.pages.results_cache import ResultsCache
from workshop.reports import FORMATS, SERIES_FORMATS, results_page
from workshop.reports.summary import Summary
from workshop.storage.database import reading
from workshop.storage.tables import Forum
from workshop.transport.fair_page_queue import STEP_ASIDE

PAGE = "/results/museon-ilta"
HOSTILE = "</script><script>alert(1)</script> & \"<b>'"
STATIC = Path(__file__).parents[2] / "static"
DATA = Path(__file__).parents[1] / "data"
SCHEMA = Draft202012Validator(json.loads(docs.schema("forum-1.json")))
ATOM = "{http://www.w3.org/2005/Atom}"


def say(key: str, n: int | None = None, **facts: Any) -> str:
    return catalogues.say("fi", key, n, **facts)


@pytest.fixture(scope="module")
def over(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The database of a forum that has ended: a theme, a reworded and a hidden idea, a revealed vote."""
    path = tmp_path_factory.mktemp("over") / "forum.db"
    made = connected(path, furnished()[0])
    an_evening(in_room(made, forum=1, keys_from=500))
    made.dispose()
    return path.read_bytes()


@pytest.fixture
def engine(tmp_path: Path, over: bytes) -> Iterator[Engine]:
    """A copy of it for each test."""
    made = connected(tmp_path / "forum.db", over)
    yield made
    made.dispose()


@pytest.fixture
def ended(engine: Engine) -> Room:
    """The forum that has ended."""
    return in_room(engine, forum=1, keys_from=1000)


def an_evening(room: Room) -> None:
    ada, ben = room.comes("ada"), room.comes("ben", "sv")
    room.must("forum.edit", **edited(room, place=HOSTILE, organiser="Turun museokeskus"))
    wall, dots = room.step("ideas", 2), room.step("dots")
    room.must("agenda.go", activity=wall)
    ideas = [
        room.must("idea.add", ada, activity=wall, text=text)["idea"] for text in (HOSTILE, "Sauna paatissa", "Törkeä")
    ]
    room.must("idea.reword", idea=ideas[1], text="Sauna")
    room.must("idea.hide", idea=ideas[2], reason="insult")
    room.must("agenda.go", activity=room.step("clusters"))
    room.must("cluster.add", title="Lämpö", ideas=ideas[:2])
    room.must("agenda.go", activity=dots)
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(ideas[1]): 2})
    room.must("ballot.set", ben, activity=dots, n=1, marks={str(ideas[0]): 1, str(ideas[1]): 2})
    room.must("activity.close", activity=dots)
    room.must("activity.reveal", activity=dots)
    room.must("forum.end")


def edited(room: Room, **changed: Any) -> dict[str, Any]:
    with reading(room.engine) as db:
        row = db.get_one(Forum, room.forum)
        names = ("title", "intro", "languages", "screen_languages", "wifi_network", "wifi_password", "series")
        return {name: getattr(row, name) for name in (*names, "version", "starts_at", "place", "organiser")} | changed


def version(room: Room) -> int:
    with reading(room.engine) as db:
        return db.get_one(Forum, room.forum).version


def page_fields(room: Room, **changed: Any) -> dict[str, Any]:
    fields = {"slug": "museon-ilta", "next_steps": {"fi": "Vastaamme keväällä."}, "published": True, "indexed": False}
    return {**fields, "version": version(room), **changed}


def published(room: Room, **changed: Any) -> Room:
    room.must("results.edit", **page_fields(room, **changed))
    return room


def read(client: FlaskClient, path: str = PAGE, lang: str = "fi", status: int = 200) -> str:
    answer = client.get(path, headers={"Accept-Language": lang})
    assert answer.status_code == status, (path, answer.status_code)
    return str(answer.get_data(True))


# -- who may read it ---------------------------------------------------------------------------------------------------


def test_before_it_is_published_it_says_the_same_as_where_nothing_is(ended: Room, client: FlaskClient) -> None:
    nothing = read(client, "/results/ei-mitaan", status=404)
    assert say("public.none.yet") in nothing
    published(ended, published=False)
    assert read(client, status=404).replace("museon-ilta", "") == nothing.replace("ei-mitaan", "")
    for part in ("feed.xml", "json"):
        read(client, f"{PAGE}/{part}", status=404)
    published(ended)
    assert say("public.none") not in read(client)
    assert read(client, "/results/MUSEON-ilta") == read(client)
    published(ended, published=False)
    read(client, status=404)


def test_a_theme_without_a_name_is_called_so_and_is_left_out_where_it_is_empty(
    ended: Room, client: FlaskClient
) -> None:
    room = ended
    room.must("forum.end", ended=False)
    room.must("cluster.add", title="", ideas=[])
    room.must(
        "cluster.add",
        title="",
        ideas=[room.must("idea.enter", activity=room.step("ideas", 2), text="Laituri", source="paper")["idea"]],
    )
    room.must("forum.end")
    page = read(published(room) and client)
    links = re.findall(r'<a href="#theme-(\w+)"><span[^>]*>(.*?)</span></a>', page)
    assert links == [("A", "Lämpö"), ("C", say("report.theme.unnamed"))]
    assert all(f'id="theme-{letter}"' in page for letter, _ in links)


def test_results_are_published_only_of_a_forum_that_has_ended(ended: Room, client: FlaskClient) -> None:
    room = ended
    room.must("forum.end", ended=False)
    assert room.do("results.edit", **page_fields(room)).code == "results_not_yet"
    published(room, published=False)
    room.must("forum.end")
    published(room)
    read(client)
    room.must("forum.end", ended=False)
    read(client, status=404)
    assert room.sees("everyone")["forum"][str(room.forum)]["results"] == "museon-ilta"


def test_a_rehearsal_has_no_results_page(ended: Room) -> None:
    with ended.engine.begin() as line:
        line.exec_driver_sql("UPDATE forum SET rehearsal = 1")
    assert ended.do("results.edit", **page_fields(ended)).code == "results_of_rehearsal"


def test_a_deleted_forum_leaves_no_results_page(ended: Room, client: FlaskClient) -> None:
    published(ended).must("forum.remove")
    read(client, status=404)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("ab", "slug_bad"), ("a" * 61, "slug_bad"), ("tämä", "slug_bad"), ("a--b", "slug_bad"), ("-abc", "slug_bad"),
     ("a/b", "slug_bad"), ("sarja", "slug_taken"), ("", "slug_missing"), (" Museon-ILTA ", "")],
)  # fmt: skip
def test_an_address_is_checked(ended: Room, typed: str, code: str) -> None:
    ended.must("series.add", title="Sarja")
    series = {"slug": "sarja", "next_steps": {}, "published": True, "indexed": True}
    ended.must("series.results", series=1, version=1, **series)
    assert ended.do("results.edit", **page_fields(ended, slug=typed)).code == code


def test_an_address_stays_while_the_page_is_published_and_is_free_again_later(ended: Room) -> None:
    published(ended)
    assert ended.do("results.edit", **page_fields(ended, slug="toinen")).code == "slug_published"
    ended.must("series.add", title="Sarja")
    series = {"series": 1, "next_steps": {}, "published": False, "indexed": False, "version": 1}
    assert ended.do("series.results", slug="museon-ilta", **series).code == "slug_taken"
    published(ended, published=False)
    published(ended, slug="toinen")
    ended.must("series.results", slug="museon-ilta", **series)


def test_who_saves_an_older_page_is_told(ended: Room) -> None:
    published(ended)
    assert ended.do("results.edit", **page_fields(ended, version=1)).code == "changed"


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Foorumi 1: Meidän museomme", "foorumi-1-meidan-museomme"), ("Åbo är vår!", "abo-ar-var"), ("Я", ""),
     ("hyvin " * 12 + "pitkä", "hyvin-hyvin-hyvin-hyvin-hyvin-hyvin-hyvin-hyvin-hyvin-hyvin"), ("ä" * 80, "a" * 60)],
)  # fmt: skip
def test_an_address_is_proposed_from_the_title(title: str, slug: str) -> None:
    assert slugs.proposed(title) == slug


# -- what is in it -----------------------------------------------------------------------------------------------------


def test_it_tells_what_the_room_came_to(ended: Room, client: FlaskClient) -> None:
    published(ended)
    assert say("report.votes.count", 5) in read(client)
    text = Markup(read(client)).striptags()
    for part in ("Lämpö", "Sauna", "Turun museokeskus", "Vastaamme keväällä.", say("report.firm.lead", 3)):
        assert part in text
    facts = [(2, "joined"), (2, "ideas"), (2, "voted")]
    assert all(f"{say(f'report.fact.{name}', n)}{n}" in text for n, name in facts), "a term, then its number"
    assert "Törkeä" not in text
    assert say("report.counted_so") in text


def test_long_words_break_with_a_hyphen_and_a_theme_without_votes_has_no_bar(ended: Room, client: FlaskClient) -> None:
    room, name = ended, "Vuorovaikutusmahdollisuudet"
    room.must("forum.edit", **edited(room, title={"fi": name}))
    room.must("forum.end", ended=False)
    late = room.must("idea.enter", activity=room.step("ideas", 2), text=name, source="paper")["idea"]
    room.must("cluster.add", title=name, ideas=[late])
    room.must("forum.end")
    page = read(published(room) and client)
    broken = re.findall(r"Vuoro(\W|<wbr>)vai", page)
    assert len(broken) > 4 and set(broken) == {"\u00ad"}, "forum, theme, its quote and the idea"
    assert page.count('class="solid share"') == 1


def test_words_of_another_script_are_not_said_to_be_finnish(ended: Room, client: FlaskClient) -> None:
    """A screen reader would spell Arabic in a Finnish voice."""
    ended.must("cluster.rename", cluster=1, title="ليلية", version=1)
    page = read(client) if published(ended) else ""
    assert page.count('dir="auto" lang="">ليلية</span>') == 2 and 'dir="auto" lang="fi">Sauna</span>' in page


def test_a_vote_that_was_not_revealed_is_told_nowhere(ended: Room, client: FlaskClient) -> None:
    ended.must("forum.end", ended=False)
    ended.must("activity.reveal", activity=ended.step("dots"), shown=False)
    ended.must("forum.end")
    published(ended)
    assert say("report.votes.count", 5) not in read(client)
    assert json.loads(read(client, f"{PAGE}/json"))["votes"] == []


def test_it_is_written_in_the_readers_language(ended: Room, client: FlaskClient) -> None:
    published(ended)
    for lang in ("fi", "sv", "en"):
        page = read(client, lang=lang)
        assert f'<html lang="{lang}">' in page and f'<b lang="{lang}" aria-current="true">' in page
        assert catalogues.say(lang, "report.next") in page
        assert catalogues.say(lang, "report.next") in read(client, f"{PAGE}?lang={lang}", lang="fi")


def test_search_engines_are_asked_in_only_when_the_organiser_says_so(ended: Room, client: FlaskClient) -> None:
    published(ended)
    assert '<meta name="robots" content="noindex">' in read(client)
    assert client.get(PAGE).headers["X-Robots-Tag"] == "noindex"
    published(ended, indexed=True)
    assert "noindex" not in read(client)
    assert "X-Robots-Tag" not in client.get(PAGE).headers


def test_other_sites_and_search_engines_read_when_and_where_it_was(ended: Room, client: FlaskClient) -> None:
    published(ended)
    page = read(client)
    event = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[0])
    assert (event["@type"], event["isAccessibleForFree"]) == ("Event", True)
    assert event["location"]["name"] == HOSTILE  # inside the script, which it cannot end
    assert event["eventAttendanceMode"].endswith("/OfflineEventAttendanceMode")
    assert datetime.fromisoformat(event["startDate"]).tzinfo
    assert re.fullmatch(r"[^T]+T\d\d:\d\d\+0[23]:00", event["startDate"]), "to the minute, as the page tells it"
    assert sorted(event["inLanguage"]) == ["en", "fi", "sv"], "Easy Finnish is Finnish"
    assert page.count("<script") == 1
    described = re.findall(r'<meta property="og:description" content="([^"]*)">', page)[0]
    assert f"2 {say('report.fact.joined', 2)}" in described


@pytest.mark.parametrize(
    ("self_paced", "place", "mode", "places"),
    [
        (False, "Linna", "Offline", ["Place"]),
        (False, "", "Offline", []),
        (True, "Linna", "Mixed", ["Place", "VirtualLocation"]),
        (True, "", "Online", ["VirtualLocation"]),
    ],
)
def test_an_event_has_a_place_for_each_way_to_take_part(
    self_paced: bool, place: str, mode: str, places: list[str]
) -> None:
    summary = replace(large(), self_paced=self_paced, place=place)
    said = str(results_page.event(summary, "fi", "https://museo.fi/results/a"))
    event = json.loads(said.partition(">")[2].rpartition("<")[0])
    assert event["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    found = event.get("location", [])
    assert [one["@type"] for one in (found if isinstance(found, list) else [found])] == places


def test_nothing_of_it_comes_from_elsewhere(ended: Room, client: FlaskClient) -> None:
    published(ended)
    page = read(client)
    page = re.sub(r"<a [^>]*>", "", page)  # a link, as that to the licence, loads nothing
    loaded = re.findall(r'(?:src|href)="(https?://[^"]*)"', page)
    assert all("/results/museon-ilta" in address for address in loaded)


def test_it_is_small_with_600_ideas() -> None:
    """All that a phone loads but the font, which stays with it."""
    told = results_page.Published("https://museo.fi/results/a", "x", datetime.now().astimezone(), False)
    page = results_page.page(of_600_ideas(), "fi", told, Markup(""))
    assert page.count('<li class="said">') == 600
    styles = b"".join((STATIC / path).read_bytes() for path in scripts_and_styles.STYLES["results"])
    assert len(gzip.compress(page.encode(), results.BEST)) + len(gzip.compress(styles)) <= 50_000


def of_600_ideas() -> Summary:
    """A summary with as many ideas, each of fourteen words that people wrote, in any order."""
    said = " ".join(line.split("\t")[-1] for line in (DATA / "ideas.tsv").read_text("utf-8").splitlines()).split()
    chance, whole = Random(7), large()
    some = [replace(whole.ideas[0], number=n, text=" ".join(chance.sample(said, 14))) for n in range(1, 601)]
    themes = [replace(theme, ideas=some[at::12], quote=some[at]) for at, theme in enumerate(whole.themes)]
    return replace(whole, ideas=some, everything=some, themes=themes, loose=[], apart=[])


# -- how it is given ---------------------------------------------------------------------------------------------------


def test_a_reader_who_has_it_is_told_that_nothing_changed(ended: Room, client: FlaskClient) -> None:
    published(ended)
    for path in (PAGE, f"{PAGE}/feed.xml", f"{PAGE}/json"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.get_data()) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
    tag = client.get(PAGE).headers["ETag"]
    ended.must("idea.hide", idea=2, reason="advert")
    assert client.get(PAGE, headers={"If-None-Match": tag}).status_code == 200
    assert "Sauna" not in read(client)


def test_it_is_made_once_however_many_ask(
    ended: Room, client: FlaskClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(ended)
    made: list[str] = []
    build = making.build
    monkeypatch.setattr(making, "build", lambda *facts: made.append("summary") or build(*facts))
    for lang in ("fi", "sv", "fi", "en", "fi"):
        read(client, lang=lang)
        read(client, f"{PAGE}/feed.xml", lang=lang)
    assert made == ["summary"]


def test_those_who_ask_at_the_same_time_wait_for_one_making() -> None:
    cache, made = ResultsCache(), []
    going, got = threading.Barrier(8), []

    def ask() -> None:
        going.wait()
        got.append(cache.get("page", "1", lambda: made.append("page") or "text"))

    people = [threading.Thread(target=ask) for _ in range(8)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert (got, made) == (["text"] * 8, ["page"])


def test_it_is_compressed_where_that_is_understood(ended: Room, client: FlaskClient) -> None:
    published(ended)
    packed = client.get(PAGE, headers={"Accept-Encoding": "gzip", "Accept-Language": "fi"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.get_data()).decode() == read(client)


# -- feed, files, QR code ----------------------------------------------------------------------------------------------


def test_the_feed_is_valid_atom_and_says_its_licence(ended: Room, client: FlaskClient) -> None:
    published(ended)
    ended.must("ideas.answer", ideas=[1], status="done", words={"fi": HOSTILE}, departure=False)
    answer = client.get(f"{PAGE}/feed.xml?lang=fi")
    assert answer.mimetype == "application/atom+xml" and atom_rules.problems(answer.get_data()) == []
    feed = ElementTree.fromstring(answer.get_data())
    assert len(feed.findall(f"{ATOM}entry")) == 2
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Turun museokeskus"
    assert "CC BY 4.0" in feed.findtext(f"{ATOM}rights", "")
    links = {one.get("rel"): one.get("href", "") for one in feed.findall(f"{ATOM}link")}
    assert "/results/museon-ilta/feed.xml" in links["self"]
    name = feed.findtext(f"{ATOM}id")
    published(ended, published=False)
    published(ended, slug="toinen")
    renamed = ElementTree.fromstring(client.get("/results/toinen/feed.xml").get_data())
    assert renamed.findtext(f"{ATOM}id") == name


def test_what_was_decided_otherwise_than_the_vote_is_said_with_its_reason(ended: Room, client: FlaskClient) -> None:
    published(ended)
    assert say("public.departures") not in read(client)
    ended.now += 60_000
    ended.must("cluster.answer", cluster=1, status="progress", words={"fi": "Selvitämme."}, departure=False)
    ended.now += 60_000
    answer = {"status": "not_now", "words": {"fi": "Kerros on suojeltu."}, "departure": True}
    ended.must("ideas.answer", ideas=[2], **answer)
    page = Markup(read(client)).striptags()
    assert page.index(say("public.departures")) < page.index("Kerros on suojeltu.")
    assert page.count("Selvitämme.") == 1, "once for the theme"
    feed = ElementTree.fromstring(client.get(f"{PAGE}/feed.xml", headers={"Accept-Language": "fi"}).get_data())
    entries = feed.findall(f"{ATOM}entry")
    titles = [entry.findtext(f"{ATOM}title", "") for entry in entries]
    idea, theme = titles[:2]
    assert idea.startswith("2 ") and theme.startswith("A "), "the newest first"
    assert all(len(title.split(":")[0]) > 3 and title.split(": ")[1] for title in (idea, theme)), (
        "of what, and what is new"
    )
    assert "Kerros on suojeltu." in entries[0].findtext(f"{ATOM}content", "")
    assert len({one.text for one in feed.iter(f"{ATOM}id")}) == 4


def test_its_files_are_those_of_the_office(ended: Room, client: FlaskClient) -> None:
    published(ended)
    page = read(client)
    files = re.findall(r'href="[^"]*/results/museon-ilta/([a-z]+)\?lang=fi"', page)
    assert {"xlsx", "csv", "json"} <= set(files)
    assert page.count('rel="license"') == 1
    for name in files:
        answer = client.get(f"{PAGE}/{name}")
        assert (answer.status_code, len(answer.get_data()) > 100) == (200, True), name
        assert "museon-ilta." in answer.headers["Content-Disposition"]
    read(client, f"{PAGE}/html", status=404)
    read(client, f"{PAGE}/exe", status=404)


def test_no_public_file_has_what_only_author_and_organisers_read(ended: Room, client: FlaskClient) -> None:
    """The author's replaced words, why an idea was hidden, and the code and name of the forum: in no page or file."""
    published(ended)
    with reading(ended.engine) as db:
        forum = db.get_one(Forum, ended.forum)
        secret = ["paatissa", "Törkeä", say("report.reason.insult"), "insult", forum.code, forum.ref]
    names = [name for name in FORMATS if name != "html"]
    read_words = {name: words_of(client.get(f"{PAGE}/{name}?lang=fi").get_data()) for name in names}
    read_words |= {"page": read(client), "feed": read(client, f"{PAGE}/feed.xml")}
    for name, words in read_words.items():
        assert [one for one in secret if one in words] == [], name
    for name in ("page", "pdf", "xlsx", "docx", "csv", "json", "md"):
        assert "Sauna" in read_words[name], name
    assert "paatissa" in words_of(FORMATS["md"].write(reported(ended), "fi")), "organisers have them"


def words_of(file: bytes) -> str:
    """All text of a file, with that of the files in it."""
    if file.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    if file.startswith(b"%PDF"):
        made = TaggedPdf(file)
        attached = [one.get_file() for one in made.file.attachments.values()]
        names = [*made.file.attachments, *map(str, made.file.docinfo.values()), str(made.file.open_metadata())]
        return " ".join([*made.pages, *names, *(one.read_bytes().decode() for one in attached)])
    return file.decode("utf-8", "replace")


def test_a_public_file_tells_nothing_of_an_idea_that_nobody_reads_but_its_number(
    ended: Room, client: FlaskClient
) -> None:
    published(ended)
    exported = json.loads(read(client, f"{PAGE}/json"))
    assert [error.message for error in SCHEMA.iter_errors(exported)] == []
    hidden = exported["ideas"][2]
    told = {name: value for name, value in hidden.items() if value not in (None, False)}
    assert told == {"id": 3, "number": 3, "activity": hidden["activity"], "source": "phone", "state": "hidden"}
    part = exported["participation"]
    assert (part["numbers"]["hidden"], part["hidden_reasons"], part["own_reasons"], part["moderation"]) == (
        1,
        None,
        None,
        None,
    )
    row = read(client, f"{PAGE}/csv").splitlines()[3].rpartition(";")[0]
    assert not re.search(r"\d+[.:]\d+", row), row


def test_who_was_there_has_the_qr_code_before_it_is_published_and_nobody_else(ended: Room, client: FlaskClient) -> None:
    with reading(ended.engine) as db:
        own = f"/j/{db.get_one(Forum, ended.forum).code}/results.svg"
    read(client, own, status=404)
    published(ended, published=False)
    drawn = client.get(own)
    assert drawn.mimetype == "image/svg+xml"
    assert b"<path" in drawn.get_data()
    for slug in ("museon-ilta", "ei-mitaan"):
        read(client, f"/results/{slug}/qr.svg", status=404)
    read(client, "/j/AAAAAA/results.svg", status=404)


def test_who_asks_for_a_file_in_the_making_waits_on_a_page_without_a_turn_and_then_has_it(
    ended: Room, client: FlaskClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(ended)
    given_up: list[bool] = []
    asked = {"path": f"{PAGE}/md", "headers": {"Accept-Language": "fi"}}
    turn = {STEP_ASIDE: lambda: given_up.append(True)}
    with monkeypatch.context() as slow:
        slow.setattr(services.downloads, "patience", 0)
        slow.setattr(services.downloads, "_begin", lambda download: None)
        waits = client.get(**asked, environ_overrides=turn)
    assert (waits.status_code, waits.headers["Retry-After"], waits.mimetype) == (202, "3", "text/html")
    assert given_up and 'http-equiv="refresh"' in waits.text and say("public.making") in waits.text
    assert "Content-Disposition" not in waits.headers
    [download] = services.downloads._known.values()
    services.downloads._begin(download)
    assert "museon-ilta." in client.get(**asked).headers["Content-Disposition"]


def test_a_page_that_is_still_being_made_says_so_and_opens_by_itself(
    ended: Room, client: FlaskClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its reader was told that nothing had been saved, and to send it again."""
    published(ended)
    asked = {"headers": {"Accept-Language": "sv"}}
    with monkeypatch.context() as slow:
        slow.setattr(results, "LONGEST", 0)
        slow.setattr(services.downloads, "_begin", lambda download: None)
        page, feed = (client.get(path, **asked) for path in (PAGE, f"{PAGE}/feed.xml"))
    assert [(one.status_code, one.headers["Retry-After"]) for one in (page, feed)] == [(503, "3")] * 2
    assert 'http-equiv="refresh" content="3"' in page.text and page.text.count("Sidan förbereds") == 2
    assert feed.text == catalogues.say("sv", "public.making.feed") and feed.mimetype == "text/plain"
    for download in list(services.downloads._known.values()):
        services.downloads._begin(download)
    assert "Sauna" in read(client, lang="sv") and read(client, f"{PAGE}/feed.xml", "sv").startswith("<?xml")


def test_who_only_reads_is_told_nothing_of_saving_when_a_page_cannot_be_made(
    ended: Room, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(ended)
    monkeypatch.setattr(results, "_by_child", refused)
    page = read(client, PAGE, status=503)
    assert page.count(say("read.refusal.server")) == 2, "its title and its heading"
    assert 'href="">' in page and say("join.over.other") not in page


def refused(*_: object) -> bytes:
    raise Refusal("server")


# -- the office --------------------------------------------------------------------------------------------------------


@pytest.fixture
def kaisa(ended: Room, client: FlaskClient, services: Services) -> Browser:
    new_account(services)
    browser = Browser(client)
    assert browser.sign_in().status_code == 303
    return browser


def test_an_organiser_publishes_and_takes_back(ended: Room, kaisa: Browser) -> None:
    with reading(ended.engine) as db:
        ref = db.get_one(Forum, ended.forum).ref
    form = f"/office/forum/{ref}/results"
    assert form in kaisa.text(f"/office/forum/{ref}")
    proposed = re.findall(r'name="slug" value="([^"]*)"', kaisa.text(form))
    assert slugs.is_slug(proposed[0])
    sent = {"slug": "museon-ilta", "next_steps-fi": "Päätämme toukokuussa.", "version": str(version(ended))}
    assert say("refusal.slug_missing") in kaisa.post(form, form, **{**sent, "slug": "", "published": "yes"}).text
    wrong = kaisa.post(form, form, **{**sent, "slug": "Ä!", "published": "yes"})
    assert (wrong.status_code, "Päätämme toukokuussa." in wrong.text) == (422, True)
    assert kaisa.post(form, form, **sent, published="yes").status_code == 303
    assert "Päätämme toukokuussa." in read(kaisa.client)
    assert 'name="slug"' not in kaisa.text(form)
    saved = {"next_steps-fi": "Päätimme.", "indexed": "yes", "version": str(version(ended))}
    assert kaisa.post(form, form, **saved).status_code == 303
    assert "Päätimme." in read(kaisa.client)
    assert "noindex" not in read(kaisa.client)
    ended.must("forum.end", ended=False)
    page = kaisa.text(form)
    told = [say(f"office.{key}") in page for key in ("public.paused", "unpublish", "public.later")]
    assert told == [True, True, False], "it is published already"
    assert kaisa.post(form, form, version=str(version(ended)), published="no").status_code == 303
    assert say("office.public.later") in kaisa.text(form)
    read(kaisa.client, status=404)


def test_what_happens_next_in_another_language_than_the_readers_is_marked_and_the_office_says_what_is_missing(
    ended: Room, kaisa: Browser
) -> None:
    """Written in Finnish only it stood on the Swedish page without a word."""
    published(ended)
    written = '<p class="words" lang="fi">Vastaamme keväällä.'
    assert f'{written}<span class="quiet" lang="sv"> (på finska)</span></p>' in read(kaisa.client, lang="sv")
    assert f"{written}</p>" in read(kaisa.client)
    assert f"{written}</p>" in read(kaisa.client, f"{PAGE}?lang=fi-simple")
    with reading(ended.engine) as db:
        ref = db.get_one(Forum, ended.forum).ref
    form = kaisa.text(f"/office/forum/{ref}/results")
    assert [language in form for language in ("Teksti puuttuu: Svenska", "Teksti puuttuu: English")] == [True, True]
    assert "Teksti puuttuu: Suomi" not in form
    published(ended, next_steps={})
    assert "Teksti puuttuu" not in kaisa.text(f"/office/forum/{ref}/results")


def test_a_facilitator_does_not_publish(ended: Room) -> None:
    cai, _ = ended.leader("cai")
    assert ended.do("results.edit", cai, **page_fields(ended)).code == "rights"


def test_what_is_missing_is_read_by_organisers_alone(ended: Room, kaisa: Browser) -> None:
    for name, missing in (("ada", HOSTILE), ("ben", "Penkit puuttuvat")):
        ended.must("results.confirm", Credentials(device=f"device-of-{name}"), complete=False, missing=missing)
    published(ended)
    with reading(ended.engine) as db:
        ref = db.get_one(Forum, ended.forum).ref
    page = kaisa.text(f"/office/forum/{ref}/results")
    assert "Penkit puuttuvat" in page
    assert HOSTILE not in page
    for path in (PAGE, f"{PAGE}/json", f"{PAGE}/csv", f"{PAGE}/feed.xml"):
        assert "Penkit" not in read(kaisa.client, path)
    ended.must("results.confirm", Credentials(device="device-of-ada"), complete=False, missing="=1+1 penkkiä")
    (link,) = re.findall(r'href="([^"]+/missing.csv)"', kaisa.text(f"/office/forum/{ref}/results"))
    answer = kaisa.get(link)
    rows = answer.get_data().decode("utf-8-sig").splitlines()
    assert rows == [say("office.public.missing"), "'=1+1 penkkiä", "Penkit puuttuvat"]
    assert "missing-museon-ilta.csv" in answer.headers["Content-Disposition"]


# -- the end of the evening --------------------------------------------------------------------------------------------


def joined(client: FlaskClient, ended: Room) -> Phone:
    """A phone that was there."""
    ended.must("forum.end", ended=False)
    phone = Phone(client, ended)
    ended.must("forum.end")
    return phone


def test_the_phone_after_the_end_says_where_the_results_will_be_and_are(ended: Room, client: FlaskClient) -> None:
    phone = joined(client, ended)
    assert "/results/" not in phone.look()
    published(ended, published=False)
    page = phone.look()
    assert say("ended.results.will") in page
    assert f">localhost{PAGE}<" in page
    assert f'href="{PAGE}"' not in page, "a link would lead nowhere yet"
    published(ended)
    page = phone.look()
    assert say("ended.results.out") in page
    assert f'href="{PAGE}"' in page


def test_the_phone_without_scripts_asks_whether_the_results_are_what_people_said(
    ended: Room, client: FlaskClient
) -> None:
    phone = joined(client, ended)
    page = phone.look()
    assert page.index(say("confirm.ask")) < page.index('<ol class="rank">'), "the list may be long"
    assert phone.send("/confirm", complete="no", missing="Penkit").status_code == 303
    assert say("confirm.thanks") in phone.look()
    assert missing(phone) == "Penkit"
    long = phone.send("/confirm", complete="no", missing="x" * 283)
    assert long.status_code == 422 and catalogues.refusal("fi", "missing_long", {"n": 3}) in long.text
    assert "x" * 283 in long.text and "maxlength" not in long.text
    same = {"missing": "Penkit", "was-missing": "Penkit"}
    assert phone.send("/language", language="fi", **same).status_code == 303, "nothing was typed"
    assert phone.send("/confirm", complete="yes").status_code == 303
    assert re.search(r'value="yes" aria-pressed="true"', phone.look())


def missing(phone: Phone) -> str:
    """What stands in the field for what is missing, on the page that the phone has."""
    found = re.search(r'<textarea id="missing"[^>]*>([^<]*)</textarea>', phone.page.text)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("where", "fields"),
    [("/language", {"language": "sv"}), ("/look", {}), ("/confirm", {"complete": "yes"}),
     ("/confirm", {"complete": "no", "missing": "Penkit" + "x" * 300})],
)  # fmt: skip
def test_without_scripts_what_is_typed_stays_whatever_is_pressed(
    ended: Room, client: FlaskClient, where: str, fields: dict[str, str]
) -> None:
    phone = joined(client, ended)
    assert f'form="confirm" formaction="/j/{phone.code}/language"' in phone.look()
    sent = {"missing": "Penkit", "was-missing": "", **fields}
    phone.page = phone.send(where, **sent)
    assert missing(phone) == sent["missing"]
    assert (say("confirm.kept") in phone.page.text) == (fields.get("complete") == "yes")


def test_words_that_were_sent_stay_in_the_field_when_the_answer_becomes_yes(ended: Room, client: FlaskClient) -> None:
    phone = joined(client, ended)
    phone.look()
    phone.send("/confirm", complete="no", missing="Penkit")
    phone.page = phone.send("/confirm", complete="yes", missing="Penkit", **{"was-missing": "Penkit"})
    assert missing(phone) == "Penkit"
    assert say("confirm.kept") in phone.page.text


def test_what_is_typed_waits_while_the_forum_goes_on(ended: Room, client: FlaskClient) -> None:
    phone = joined(client, ended)
    phone.look()
    ended.must("forum.end", ended=False)
    phone.page = phone.send("/confirm", complete="no", missing="Penkit", **{"was-missing": ""})
    assert say("refusal.not_ended") in phone.page.text
    carried = phone.hidden("missing")
    ended.must("forum.end")
    phone.page = phone.send("/look", missing=carried)
    assert missing(phone) == "Penkit"


def test_a_refused_answer_is_refused_beside_its_field_in_words_about_it(ended: Room, client: FlaskClient) -> None:
    phone = joined(client, ended)
    phone.look()
    page = phone.send("/confirm", complete="no", missing="\u200b\u200e", **{"was-missing": ""})
    assert page.status_code == 422
    assert f'<p class="refusal" role="alert">{say("refusal.missing_unseen")}</p>' in page.text
    assert say("confirm.thanks") not in page.text
    assert say("refusal.empty") not in page.text


def test_nobody_is_asked_about_results_that_they_have_not_seen(ended: Room, client: FlaskClient) -> None:
    phone = joined(client, ended)
    asked = ended.sees("everyone")["activity"][str(ended.step("dots"))]["prompt"]["fi"]
    assert f">{asked}</h2>" in phone.look().replace("\u00ad", "")
    ended.must("forum.end", ended=False)
    ended.must("activity.reveal", activity=ended.step("dots"), shown=False)
    ended.must("forum.end")
    page = phone.look()
    assert say("confirm.ask") not in page
    assert f">{asked}</h2>" not in page
    published(ended)
    assert say("confirm.ask") in phone.look(), "there they can be read"


def test_the_big_screen_has_the_address_and_its_qr_code(ended: Room, client: FlaskClient) -> None:
    with reading(ended.engine) as db:
        token = db.get_one(Forum, ended.forum).screen_token
    before = ended.sees("everyone")["forum"]["1"]["card"]
    assert client.get(f"/screen/{token}/card").json["results"] is None
    published(ended, published=False)
    card = client.get(f"/screen/{token}/card").json
    assert ended.sees("everyone")["forum"]["1"]["card"] != before, "screens ask for the card again"
    if card["url"]:  # this machine has an address that a phone could reach
        assert card["results"]["host"] == f"{card['host']}{PAGE}"
        assert card["results"]["qr"]["path"]


# -- a series ----------------------------------------------------------------------------------------------------------


def test_a_series_lists_its_published_forums_and_those_to_come(ended: Room, client: FlaskClient) -> None:
    ended.must("series.add", title="Meidän museomme")
    ended.must("forum.edit", **edited(ended, series=1))
    later = furnish(ended.engine, forum_templates.load("forum-1"))
    later.must("forum.edit", **edited(later, series=1, title={"fi": "Toinen ilta"}, place="Kirjasto"))
    secret = furnish(ended.engine, forum_templates.load("forum-1"))
    secret.must("forum.edit", **edited(secret, series=1, title={"fi": "Suljettu paneeli"}))
    page = {"slug": "sarja", "next_steps": {"fi": "Kokoamme kaiken."}, "published": True, "indexed": False}
    ended.must("series.results", series=1, version=1, **page)
    text = read(client, "/results/sarja")
    assert say("public.series.none") in text
    for hidden in ("Lämpö", "Sauna", "Toinen ilta", "Suljettu paneeli"):
        assert hidden not in text, "an organiser has not published it"
    published(ended)
    published(later, slug="toinen-ilta", published=False)
    text = Markup(read(client, "/results/sarja"))
    assert f'{PAGE}?lang=fi"' in text
    assert f'{PAGE}?lang=fi#theme-A"' in text
    told = text.striptags()
    for part in (
        "Meidän museomme",
        "Lämpö",
        "Kokoamme kaiken.",
        "Toinen ilta",
        "Kirjasto",
        say("public.series.coming"),
    ):
        assert part in told
    assert "Suljettu paneeli" not in told
    sent = client.get("/results/sarja/feed.xml").get_data()
    assert atom_rules.problems(sent) == []
    entries = ElementTree.fromstring(sent).findall(f"{ATOM}entry")
    leads_to = [link.get("href", "") for entry in entries for link in entry.findall(f"{ATOM}link")]
    assert sorted(one.partition("?")[0].rpartition("/")[2] for one in leads_to) == ["museon-ilta", "sarja"], (
        "the news of a forum leads to its page"
    )
    later.must("agenda.go", activity=later.step("ideas", 2))
    later.must("forum.end")
    assert "Toinen ilta" not in read(client, "/results/sarja"), "it is over, and not published"
    title = {"fi": "Takaisin otettu"}
    ended.must("forum.edit", **edited(ended, title=title))
    assert "Takaisin otettu" in read(client, "/results/sarja")
    published(ended, published=False)
    assert "Takaisin otettu" not in read(client, "/results/sarja")


def test_a_series_compares_the_themes_of_its_published_forums_only(ended: Room, client: FlaskClient) -> None:
    ended.must("series.add", title="Meidän museomme")
    ended.must("forum.edit", **edited(ended, series=1))
    later = furnish(ended.engine, forum_templates.load("forum-1"))
    later.must("forum.edit", **edited(later, series=1, title={"fi": "Toinen ilta"}))
    wall, ada = later.step("ideas", 2), later.comes("cleo")
    later.must("agenda.go", activity=wall)
    ideas = [later.must("idea.add", ada, activity=wall, text=text)["idea"] for text in ("Kiuas", "Takka", "Kaakeli")]
    for title, its in (("Lämpö", ideas[:2]), ("Uusi", ideas[2:])):
        later.must("cluster.add", title=title, ideas=its)
    later.must("forum.end")
    published(ended)
    page = {"slug": "sarja", "next_steps": {}, "published": True, "indexed": False}
    ended.must("series.results", series=1, version=1, **page)
    assert say("series.themes") not in read(client, "/results/sarja"), "one forum is compared with nothing"
    published(later, slug="toinen-ilta")
    text = read(client, "/results/sarja")
    rows = {row.split("</th>")[0]: row for row in text[text.index("<table") :].split("<tr>")[2:]}
    told = {Markup(name).striptags(): Markup(row).striptags() for name, row in rows.items()}
    warmth, new = (row for name, row in told.items() if name.startswith(("A Lämpö", "B Uusi")))
    assert say("series.how.name") in warmth and say("series.course.new") in new
    assert "Sauna nro 2, foorumi 1" in warmth and "Ensimmäisen ja seuraavan sijan välillä on 3 ääntä." in text
    for hidden in (ended, later):
        assert hidden.row().ref not in text and hidden.row().code not in text


def test_a_series_offers_files_of_its_published_forums_and_of_nothing_else(ended: Room, client: FlaskClient) -> None:
    ended.must("series.add", title="Meidän museomme")
    ended.must("forum.edit", **edited(ended, series=1))
    later = furnish(ended.engine, forum_templates.load("forum-1"))
    later.must("forum.edit", **edited(later, series=1, title={"fi": "Suljettu paneeli"}))
    later.must("agenda.go", activity=later.step("clusters"))
    later.must("cluster.add", title="Salainen teema", ideas=[])
    later.must("forum.end")
    page = {"slug": "sarja", "next_steps": {"fi": "Kokoamme."}, "published": True, "indexed": False}
    ended.must("series.results", series=1, version=1, **page)
    assert say("public.files") not in read(client, "/results/sarja"), "nothing is published yet"
    published(ended)
    files = re.findall(r'href="[^"]*/results/sarja/([a-z]+)\?lang=fi"', read(client, "/results/sarja"))
    assert files == list(SERIES_FORMATS)
    secret = ["Suljettu", "Salainen", "paatissa", "Törkeä"]
    secret += [name for room in (ended, later) for name in (room.row().code, room.row().ref)]
    for name in files:
        answer = client.get(f"/results/sarja/{name}?lang=fi")
        assert (answer.status_code, answer.mimetype) == (200, SERIES_FORMATS[name].mimetype.partition(";")[0])
        assert "sarja." in answer.headers["Content-Disposition"]
        words = words_of(answer.get_data())
        assert "Lämpö" in words and [one for one in secret if one in words] == [], name
    assert json.loads(read(client, "/results/sarja/json"))["totals"]["forums"] == 1
    published(ended, published=False)
    assert json.loads(read(client, "/results/sarja/json"))["totals"]["forums"] == 0, "what is taken back is in no file"
    for other in ("exe", "model", "docx"):
        read(client, f"/results/sarja/{other}", status=404)


def test_a_calendar_has_the_coming_forums_of_a_series_and_no_codes(ended: Room, client: FlaskClient) -> None:
    ended.must("series.add", title="Meidän museomme")
    ended.must("forum.edit", **edited(ended, series=1))
    page = {"slug": "sarja", "next_steps": {}, "published": True, "indexed": False}
    ended.must("series.results", series=1, version=1, **page)
    later = furnish(ended.engine, forum_templates.load("forum-1"))
    coming = {"title": {"fi": "Toinen ilta"}, "place": "Kirjasto", "starts_at": 1_893_506_400_000}
    later.must("forum.edit", **edited(later, series=1, **coming))
    assert "webcal:" not in read(client, "/results/sarja"), "no organiser has announced it"
    published(ended)
    published(later, slug="toinen-ilta", published=False)
    assert re.search(r'href="webcal://[^"]+/results/sarja/calendar.ics', read(client, "/results/sarja"))
    answer = client.get("/results/sarja/calendar.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.get_data()).walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Toinen ilta", "Kirjasto")
    assert int(event.start.timestamp()) * 1000 == coming["starts_at"] and later.row().code not in str(event)
    later.must("agenda.go", activity=later.step("ideas", 2))
    empty = Calendar.from_ical(client.get("/results/sarja/calendar.ics").get_data())
    assert not empty.walk("VEVENT"), "it has begun"
    assert empty.subcomponents, "RFC 5545: a calendar has a component, and who subscribed gets no broken file"
    assert client.get(f"{PAGE}/calendar.ics").status_code == 404, "a forum has its own entry in the invitation"


def test_a_series_page_never_shows_the_forum_of_the_same_number(ended: Room, client: FlaskClient) -> None:
    ended.must("series.add", title="Tyhjä sarja")
    page = {"slug": "sarja", "next_steps": {}, "published": True, "indexed": False}
    ended.must("series.results", series=1, version=1, **page)
    assert ended.forum == 1
    assert "Sauna" not in read(client, "/results/sarja")
