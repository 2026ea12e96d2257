"""What an organiser prints: read as a camera or a person reads it, from the picture and the PDF."""

import datetime as dt
import io
import re
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from msgspec import structs
from PIL import Image, ImageDraw
from sqlalchemy import insert

from tests.conftest import Room, forum_fields
from workshop import typesetting
from workshop.access import base_url_and_allowed_hosts, qr_payloads
from workshop.access.authentication import desk_hash
from workshop.access.base_url_and_allowed_hosts import Candidate
from workshop.i18n import catalogues
from workshop.pages.office import printing
from workshop.printables import PRINTABLES, ForumToPrint, Order
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Forum, admission

URL = "http://192.168.1.20:5999"
LEADER = "leader-of-the-forum"
HOSTILE = '#panic() ; "A"'
LONG = "Museokeskusyhdistystenvälinenosallisuusfoorumitoimikunta" * 2


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hall's network that is the same on every machine."""
    monkeypatch.setattr(
        base_url_and_allowed_hosts, "candidates", lambda *_: [Candidate(URL, "192.168.1.20", "wlan0", "wifi")]
    )


@pytest.fixture
def leader(client: FlaskClient, room: Room, app: Flask) -> FlaskClient:
    """A facilitator who came by a link, in a forum with a Wi-Fi card whose network and password need escaping."""
    fields = forum_fields(
        title={"fi": "Unelmien museo", "sv": "Drömmarnas museum"},
        languages=["fi", "sv"],
        screen_languages=["fi", "sv"],
        wifi_network='Museo;"vieras"',
        wifi_password="a\\b:c,d;1827",
    )
    room.must("forum.edit", **fields)
    link = room.must("link.add", secret_hash=desk_hash("secret"), label="Kaisa")["link"]
    with transaction(room.engine) as db:
        row = {"token_hash": desk_hash(LEADER), "link": link, "serial": link, "created_at": 0, "expires_at": 10**14}
        db.execute(insert(admission).values(row))
    client.set_cookie(app.extensions["services"].cookies.desk, LEADER, domain="localhost")
    return client


def test_the_code_of_an_invitation_is_a_picture_and_there_is_none_where_people_need_tickets(
    room: Room, leader: FlaskClient
) -> None:
    with reading(room.engine) as db:
        forum = db.get_one(Forum, room.forum)
        here, secret = f"/office/forum/{forum.ref}", forum.join_secret
    assert "invitation.png" in leader.get(f"{here}/print").text
    answer = leader.get(f"{here}/invitation.png")
    read = zxingcpp.read_barcodes(Image.open(io.BytesIO(answer.data)))
    assert [one.text for one in read] == [qr_payloads.qr_payload(URL, secret)] and answer.mimetype == "image/png"
    assert "invitation.svg" in leader.get(f"{here}/print").text
    drawn = leader.get(f"{here}/invitation.svg")
    assert drawn.mimetype == "image/svg+xml" and drawn.headers["Content-Disposition"].endswith('.svg"')
    assert [one.text for one in zxingcpp.read_barcodes(raster(drawn.data))] == [one.text for one in read]
    room.must("forum.end")
    assert leader.get(f"{here}/invitation.png").status_code == 404, "what is over invites nobody"
    over = catalogues.say("fi", "print.lacks.over")
    printing_page, ticket_page = leader.get(f"{here}/print").text, leader.get(f"{here}/tickets").text
    assert (printing_page.count(over), "invitation." in printing_page) == (len(PRINTABLES) - 2, False)
    assert (ticket_page.count(over), 'name="count"' in ticket_page) == (1, False)
    room.must("forum.end", ended=False)
    with transaction(room.engine) as db:
        db.get_one(Forum, room.forum).by_ticket = True
    assert all(leader.get(f"{here}/invitation.{form}").status_code == 404 for form in ("png", "svg", "gif"))
    assert "invitation." not in leader.get(f"{here}/print").text


def raster(svg: bytes) -> Image.Image:
    """The black rectangles of a code's path, drawn with four pixels a module."""
    size = int(re.search(rb'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]
    picture = Image.new("L", (4 * size, 4 * size), 255)
    for x, y, wide in re.findall(rb"M(\d+) (\d+)h(\d+)v1h", svg):
        box = (4 * int(x), 4 * int(y), 4 * (int(x) + int(wide)) - 1, 4 * int(y) + 3)
        ImageDraw.Draw(picture).rectangle(box, fill=0)
    return picture


@pytest.fixture
def source(room: Room, leader: FlaskClient, app: Flask) -> ForumToPrint:
    """What the forum's things are printed from."""
    return read(room, app)


def address(room: Room, rest: str = "") -> str:
    with reading(room.engine) as db:
        return f"/office/forum/{db.get_one(Forum, room.forum).ref}/print{rest}"


def enter(room: Room, text: str, nth: int = 0) -> None:
    room.must("idea.enter", activity=room.step("ideas", nth), text=text, source="paper")


def scanned(name: str, data: object, page: int = 0) -> set[str]:
    """What a camera reads off one page."""
    picture = Image.open(io.BytesIO(typesetting.png(name, data, 100)[page]))
    return {one.text for one in zxingcpp.read_barcodes(picture)}


def secret(room: Room) -> str:
    with reading(room.engine) as db:
        return db.get_one(Forum, room.forum).join_secret


def ordered(source: ForumToPrint, name: str, **chosen: Any) -> Any:
    """The data of a printable."""
    one = PRINTABLES[name]
    steps = one.steps(source)
    return one.document(source, Order(**{"languages": ("fi", "sv"), "step": steps[0] if steps else None, **chosen}))


def test_a_camera_reads_the_way_in_and_the_network_off_the_poster_and_the_table_cards(
    room: Room, source: ForumToPrint
) -> None:
    way_in = f"{URL}/J/{secret(room)}"
    wifi = 'WIFI:T:WPA;S:Museo\\;\\"vieras\\";P:a\\\\b\\:c\\,d\\;1827;;'
    assert scanned("poster", ordered(source, "poster")) == {way_in, wifi}
    assert scanned("table_cards", ordered(source, "table_cards", count=2), page=1) == {way_in, wifi}
    assert scanned("wifi_cards", ordered(source, "wifi_cards")) == {wifi}


def test_where_people_need_a_ticket_nothing_shows_a_code_for_all(room: Room, source: ForumToPrint, app: Flask) -> None:
    """The code would lead to a page that asks for another one."""
    with reading(room.engine) as db:
        code = db.get_one(Forum, room.forum).code
    room.must("tickets.require", required=True)
    needs = read(room, app)
    for name in ("poster", "table_cards"):
        assert code[:3] in str(ordered(source, name)["join"]["code"])
        data = ordered(needs, name, languages=("fi", "en"))
        assert scanned(name, data) == {'WIFI:T:WPA;S:Museo\\;\\"vieras\\";P:a\\\\b\\:c\\,d\\;1827;;'}
        assert data["join"]["code"] == [] and secret(room) not in str(data)
        assert "osallistujakortti" in str(data) and "No ticket? Ask a helper." in str(data)
    first = ordered(needs, "table_cards", languages=("fi", "en"))["steps"][0][0]["text"]
    assert first == "Suuntaa puhelimen kamera osallistujakorttiisi.", "not at the code of the table, which has none"


@pytest.mark.parametrize("name", PRINTABLES)
def test_every_file_can_be_archived_and_read_aloud(name: str, room: Room, leader: FlaskClient) -> None:
    enter(room, HOSTILE)
    answer = leader.get(address(room, f"/{name}.pdf?count=3&languages=sv"))
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    with pikepdf.open(io.BytesIO(answer.data)) as file:
        marks = file.open_metadata()
        assert (marks["pdfaid:part"], marks["pdfaid:conformance"], marks["pdfuaid:part"]) == ("3", "A", "1")
        assert str(file.Root.Lang) == "sv" and "Drömmarnas museum" in str(marks["dc:title"])


def test_the_form_offers_what_there_is_and_says_what_is_missing(room: Room, leader: FlaskClient) -> None:
    page = leader.get(address(room), headers={"Accept-Language": "fi"}).get_data(True)
    assert URL in page and catalogues.say("fi", "print.lacks.ideas") in page
    assert leader.get(address(room, "/idea_cards.pdf")).status_code == 404
    enter(room, "Portaat pois")
    assert catalogues.say("fi", "print.lacks.ideas") not in leader.get(address(room)).get_data(True)
    preview = leader.get(address(room, "/idea_cards.png"))
    assert Image.open(io.BytesIO(preview.data)).size == (496, 702)


def test_the_poster_of_an_open_call_says_in_finnish_time_what_each_of_its_dates_is(
    room: Room, source: ForumToPrint, app: Flask
) -> None:
    """On both sides of the night when the clocks go forward, 28 March 2027. The day of the forum stood there without a
    word beside when it opens and ends."""
    opens, begins, due = (
        int(dt.datetime(2027, *rest, tzinfo=dt.UTC).timestamp() * 1000)
        for rest in ((1, 15, 7, 0), (3, 1, 15, 0), (4, 2, 12, 45))
    )
    times = {"opens_at": opens, "due_at": due, "late_minutes": 0}
    room.must("forum.edit", **forum_fields(version=2, self_paced=True))
    step = room.step("ideas")

    def said() -> list[list[str]]:
        poster = ordered(read(room, app), "poster")
        assert poster["when"] == [], "no date without a word"
        return [[one["text"] for one in date] for date in poster["dates"]]

    assert said() == []
    room.must("activity.schedule", activity=step, version=1, **times)
    first = ["Avautuu 15.1.2027 klo 9.00", "Öppnar 15.1.2027 kl. 9.00"]
    last = ["Avoinna 2.4.2027 klo 15.45 asti", "Öppet till 2.4.2027 kl. 15.45"]
    assert said() == [first, last]
    room.must("forum.edit", **forum_fields(version=3, self_paced=True, starts_at=begins))
    assert said() == [first, ["Foorumi alkaa 1.3.2027 klo 17.00", "Forumet börjar 1.3.2027 kl. 17.00"], last]
    room.must("forum.edit", **forum_fields(version=4, self_paced=True, starts_at=opens))
    assert said() == [first, last], "one moment is told once"
    room.must("activity.open", activity=step)
    room.now = opens
    assert said() == [last], "what is over needs no poster"
    room.must("activity.open", activity=room.step("ideas", 1))
    room.must("activity.time", activity=room.step("ideas", 1), seconds=60)
    room.must("activity.clock", activity=room.step("ideas", 1), ends_at=None)
    assert said() == [], "one of two open steps has no end"


def test_the_poster_says_in_both_languages_when_the_forum_is_and_that_people_may_write_before_it(
    room: Room, source: ForumToPrint, app: Flask
) -> None:
    starts, opens, due = (
        int(dt.datetime(2027, *rest, tzinfo=dt.UTC).timestamp() * 1000)
        for rest in ((4, 25, 14, 0), (3, 15, 7, 0), (4, 25, 13, 0))
    )
    room.must("forum.edit", **forum_fields(version=2, starts_at=starts))
    asked = {"fi": "Mitä toivot?", "sv": "Vad önskar du?"}
    names = {"fi": "Toiveet", "sv": "Önskemål"}
    step = room.must("activity.add", kind="ideas", minutes=5, prompt=asked, name=names)["activity"]

    def said(name: str) -> list[str]:
        return [one["text"] for one in name_of(ordered(read(room, app), "poster"), name)]

    def name_of(data: Any, path: str) -> Any:
        for part in path.split("."):
            data = data.get(part, {})
        return data

    assert said("when") == ["25.4.2027 klo 17.00", "kl. 17.00"]
    assert said("early.what") == said("early.when") == []
    room.must("forum.early", activity=step, opens_at=opens, due_at=due)
    assert said("early.what") == ["Kirjoita jo ennakkoon: Toiveet", "Skriv redan på förhand: Önskemål"]
    assert said("early.when") == [
        "Avoinna 15.3.2027 klo 9.00\xa0– 25.4.2027 klo 16.00",
        "Öppet 15.3.2027 kl. 9.00\xa0– 25.4.2027 kl. 16.00",
    ]
    assert said("question") == ["Mitä toivot?", "Vad önskar du?"], "what they are asked beforehand"
    room.must("forum.early", activity=step, opens_at=opens, due_at=None)
    assert said("early.when")[0] == "Avoinna 15.3.2027 klo 9.00 alkaen, kunnes foorumi alkaa"
    room.must("forum.early", activity=step, opens_at=opens, due_at=due)
    room.now = due
    assert said("early.when") == [], "it is over"


def test_nothing_with_an_address_is_printed_where_no_phone_reaches_this_machine(
    room: Room, leader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base_url_and_allowed_hosts, "candidates", lambda *_: [])
    page = leader.get(address(room), headers={"Accept-Language": "fi"}).get_data(True)
    assert page.count(catalogues.say("fi", "print.lacks.address")) == 2
    assert leader.get(address(room, "/poster.pdf")).status_code == 404
    assert leader.get(address(room, "/blank_cards.pdf")).status_code == 200


@pytest.mark.parametrize("query", ["count=-3", "count=x", "count=", "step=99", "languages=xx", "paper=a0"])
def test_a_query_that_means_nothing_prints_what_is_usual(query: str, room: Room, leader: FlaskClient) -> None:
    assert leader.get(address(room, f"/table_cards.png?{query}")).status_code == 200


def test_only_who_leads_the_forum_prints_for_it(room: Room, leader: FlaskClient, app: Flask) -> None:
    stranger = app.test_client()
    for rest in ("", "/poster.pdf", "/poster.png"):
        assert stranger.get(address(room, rest), headers={"Host": "localhost:5999"}).status_code in (401, 403)


def test_each_table_has_its_number_and_no_more_cards_than_there_may_be(source: ForumToPrint) -> None:
    assert ordered(source, "table_cards", count=12)["tables"] == list(range(1, 13))


def test_a_name_that_is_the_same_in_both_languages_is_printed_once(
    room: Room, source: ForumToPrint, app: Flask
) -> None:
    assert [one["lang"] for one in ordered(source, "poster")["title"]] == ["fi", "sv"]
    room.must("forum.edit", **forum_fields(title={"fi": "Museo", "sv": "Museo"}, version=2))
    assert [one["lang"] for one in ordered(read(room, app), "poster")["title"]] == ["fi"]


def test_cards_of_ideas_are_what_everyone_sees(room: Room, leader: FlaskClient, app: Flask) -> None:
    for text in ("Saunalautta", "Salaisuus", "Sillat"):
        enter(room, text)
    room.must("idea.hide", idea=2, reason="test")
    theme = room.must("cluster.add", title="Joki")["cluster"]
    room.must("idea.place", ideas=[3], cluster=theme)
    cards = ordered(read(room, app), "idea_cards")["cards"]
    assert [(card["number"], card["text"], card["letter"]) for card in cards] == [
        (1, "Saunalautta", ""),
        (3, "Sillat", "A"),
    ]


def test_a_ballot_has_the_numbers_of_the_phones_and_room_for_the_marks_of_its_vote(
    room: Room, leader: FlaskClient, app: Flask
) -> None:
    vote = room.step("dots")
    before = ordered(read(room, app), "paper_ballots")
    assert [row["number"] for row in before["rows"]] == [""] * 3, "one line for each dot, before there are ideas"
    for text in ("Saunalautta", "Sillat", "Portaat"):
        enter(room, text, nth=2)
    room.must("idea.leave_out", idea=2, out=True)
    source = read(room, app)
    ballot = ordered(source, "paper_ballots")
    assert [row["number"] for row in ballot["rows"]] == ["1", "3"]
    assert (ballot["marks"], ballot["round"]) == (["", ""], False)
    assert ballot["how"][0]["text"] == "Tee enintään 3 rastia. Samalle idealle enintään 2 rastia."
    rating = next(step for step in source.steps if step.id == vote)
    marks = replace_marks(rating, least=-1, most=1, total=None)
    assert ordered(source, "paper_ballots", step=marks)["marks"] == ["-1", "0", "1"]
    one_each, freely = (replace_marks(rating, most=most, total=3) for most in (1, 3))
    for step, boxes in ((one_each, 1), (freely, 3)):
        said = ordered(source, "paper_ballots", step=step)
        assert (len(said["marks"]), said["how"][0]["text"]) == (boxes, "Tee enintään 3 rastia."), (
            "the boxes say the cap"
        )
    answers = structs.replace(marks, answers=["disagree", "pass", "agree"])
    in_words = ordered(source, "paper_ballots", step=answers)
    assert in_words["marks"] == ["", "", ""]
    assert [head[0]["text"] for head in in_words["heads"]] == ["Samaa mieltä", "Ohita", "Eri mieltä"]
    budget = replace_marks(rating, least=1, most=100, total=100)
    shared = ordered(source, "paper_ballots", step=budget)
    assert shared["marks"] == [] and "100" in shared["how"][0]["text"]


def test_long_words_and_many_ideas_stay_on_their_pages(source: ForumToPrint, room: Room, app: Flask) -> None:
    named = {"title": {"fi": LONG}, "screen_languages": ["fi"], "wifi_network": "N" * 32}
    room.must("forum.edit", **forum_fields(**named, version=2, starts_at=1_800_000_000_000))
    for text in ["W" * 280, *["Ääkkönen " * 31] * 9]:
        enter(room, text, nth=2)
    step, opens = room.step("ideas", 2), 1_800_000_000_000
    room.must("forum.early", activity=step, opens_at=opens, due_at=opens + 86_400_000)
    source = read(room, app)
    assert len(typesetting.png("poster", ordered(source, "poster"), 20)) == 1
    assert len(scanned("poster", ordered(source, "poster"))) == 2, "no words over the codes"
    assert len(typesetting.png("idea_cards", ordered(source, "idea_cards"), 20)) == 2
    assert len(typesetting.png("blank_cards", ordered(source, "blank_cards"), 20)) == 1


@pytest.mark.parametrize("name", ["poster", "table_cards"])
def test_a_code_of_wide_letters_stands_on_one_line(source: ForumToPrint, name: str) -> None:
    """Two lines would be read as two codes."""

    def lines(code: str) -> int:
        data = ordered(source, name)
        halves = [code[:3], code[3:]]
        page = Image.open(io.BytesIO(typesetting.png(name, {**data, "join": {**data["join"], "code": halves}}, 40)[0]))
        raw, wide = page.convert("RGB").tobytes(), 3 * page.width
        rows = [raw[at : at + wide] for at in range(0, len(raw), wide)]
        is_green = [any(green > red + 25 for red, green in zip(row[::3], row[1::3], strict=True)) for row in rows]
        return sum(now and not before for before, now in pairwise([False, *is_green]))

    assert lines("WMWMWM") == lines("F3F3F3") > 1


def test_a_blank_card_has_as_many_lines_as_have_room_below_its_question(source: ForumToPrint) -> None:
    """A line ran through the words at the foot of the card."""

    def lines(**question: str) -> int:
        data = ordered(source, "blank_cards")
        asked = [{"lang": lang, "text": text} for lang, text in question.items()]
        with pikepdf.open(io.BytesIO(typesetting.pdf("blank_cards", {**data, "question": asked}))) as file:
            (page,) = file.pages
            return sum(1 for _, operator in pikepdf.parse_content_stream(page, "l"))

    long = "Vuosi on 2029. Astut unelmiesi museoon. Mitä näet, kuulet ja teet siellä?"
    assert lines(fi="Mitä toivot?") - lines(fi=long * 2, sv=long) == 4, "one line less on each card"


def replace_marks(step: Any, **marks: Any) -> Any:
    return structs.replace(step, marks=structs.replace(step.marks, **marks))


def read(room: Room, app: Flask) -> ForumToPrint:
    """What the forum's things are printed from now."""
    with reading(room.engine) as db:
        ref = db.get_one(Forum, room.forum).ref
        return printing.source_of(db, ref, LEADER, room.now, app.extensions["services"])
