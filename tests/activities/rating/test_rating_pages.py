"""A rating from its first question to the files: the phone without JavaScript, hands, the reveal and every format."""

import csv
import html
import io
import json
import re
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient

from tests.conftest import Room, plain
from tests.pages.test_phone import Phone, go
from workshop.projections import report_data
from workshop.reports import FORMATS
from workshop.reports.build_summary import build
from workshop.reports.summary import Summary
from workshop.storage.database import reading
from workshop.verifier.check import verify

Rating = tuple[Room, int, list[int]]


@pytest.fixture
def rating(room: Room) -> Rating:
    """An open rating of three ideas."""
    ideas = room.ideas_on_paper(go(room, "ideas", 2), 3)
    return room, room.opens_vote("rating", "Kuinka tärkeä?"), ideas


@pytest.fixture
def phone(client: FlaskClient, rating: Rating) -> Phone:
    return Phone(client, rating[0])


def chosen(page: str) -> dict[str, str]:
    """Target → the mark of the radio button that is chosen; "" for no rating."""
    return dict(re.findall(r'name="set:(\d+)" value="(\d?)" checked', page))


def revealed(room: Room, vote: int) -> Summary:
    room.must("activity.close", activity=vote)
    room.must("activity.reveal", activity=vote)
    with reading(room.engine) as db:
        put, about = report_data.everything(db, room.forum, room.now)
    return build(put, about, room.now, ZoneInfo("Europe/Helsinki"))


def test_without_scripts_all_is_rated_in_one_form_and_no_rating_is_no_low_one(phone: Phone, rating: Rating) -> None:
    room, vote, (a, b, c) = rating
    page = phone.look()
    assert "Anna jokaiselle idealle arvio yhdestä viiteen." in page and "0/3 arvioitu" in page
    assert chosen(page) == {str(a): "", str(b): "", str(c): ""}
    sent = {f"set:{a}": "1", f"set:{b}": "5", f"set:{c}": ""}
    assert phone.send("/ballot", activity=vote, n=phone.hidden("n"), **sent).status_code == 303
    page = phone.look()
    assert chosen(page) == {str(a): "1", str(b): "5", str(c): ""} and "2/3 arvioitu" in page
    sent = {f"set:{a}": "", f"set:{c}": "3"}
    assert phone.send("/ballot", activity=vote, n=phone.hidden("n"), done="yes", **sent).status_code == 303
    page = phone.look()
    assert chosen(page) == {str(a): "", str(b): "5", str(c): "3"} and "Kiitos. Arviosi ovat tallessa." in page
    assert room.sees("everyone")["activity"][str(vote)]["done"] == 1
    room.must("idea.hide", idea=b, reason="test")
    assert room.sees("everyone")["activity"][str(vote)]["done"] == 1, (
        "a rating is of one idea: there is nothing to give again"
    )
    assert verify(str(room.engine.url))["problems"] == []


@pytest.mark.parametrize("mark", ["0", "6", "1,2", "x", "nan"])
def test_what_is_no_rating_changes_nothing(phone: Phone, rating: Rating, mark: str) -> None:
    room, vote, (a, *_) = rating
    phone.look()
    answer = phone.send("/ballot", activity=vote, n=1, **{f"set:{a}": mark})
    assert (answer.status_code, 'class="status refused"' in answer.text) == (422, True)
    assert chosen(phone.look())[str(a)] == ""


def test_nobody_sees_a_value_before_the_reveal(rating: Rating) -> None:
    room, vote, (a, *_) = rating
    room.must("ballot.set", room.comes("ada"), activity=vote, n=1, marks={str(a): 5})
    room.must("hands.set", activity=vote, target=a, value=4, count=2)
    assert all("tally" not in room.sees(audience) for audience in ("everyone", "facilitators"))
    assert "hands" not in room.sees("everyone") and room.sees("everyone")["activity"][str(vote)]["voted"] == 1


def test_the_result_on_a_phone_without_scripts(phone: Phone, rating: Rating) -> None:
    room, vote, (a, b, _) = rating
    phone.look()
    phone.send("/ballot", activity=vote, n=1, **{f"set:{a}": "4", f"set:{b}": "2"})
    room.must("hands.set", activity=vote, target=a, value=5, count=3)
    revealed(room, vote)
    page = phone.look()
    assert "Tulos näytetään kaikille yhtä aikaa." in page and "Annoit arvion 4" in page, "the hall has not seen it yet"
    room.must("screen.uncover", activity=vote, uncovered=2)
    page = phone.look()
    assert re.findall(r'<span class="pos">([^<]+)</span>', page) == ["1", "2", "3"]
    assert re.findall(r"<b>(?:<span>)?([\d,–]+)<", page) == ["5", "2", "–"], "the median; nothing where nobody rated"
    assert "Annoit arvion 4" in page and "Luku on mediaani" in page and page.count('<svg class="chart histogram"') == 2
    assert "2 vaihtoehtoa sai alle viisi arviota: tulokset ovat epävarmoja." in page


@pytest.mark.parametrize("lang", ["fi", "sv", "en", "fi-simple"])
def test_every_format_tells_it_and_never_a_bare_mean(rating: Rating, lang: str) -> None:
    room, vote, (a, b, _) = rating
    for n, name in enumerate(("ada", "ben", "cee")):
        room.must("ballot.set", room.comes(name), activity=vote, n=1, marks={str(a): 5 - n, str(b): 2})
    summary = revealed(room, vote)
    made = {name: form.write(summary, lang) for name, form in FORMATS.items()}
    first, second, third = json.loads(made["json"])["votes"][0]["rows"]
    assert (first["median"], first["mean"], first["rated"]) == (4, 4, 3) and first["mean_low"] < 4 < first["mean_high"]
    assert (second["rated_2"], third["rated"], "mean" in third) == (3, 0, False)
    point = "." if lang == "en" else ","
    page = html.unescape(made["html"].decode()).replace("\u00ad", "")
    assert f">4{point}0 (2{point}0–4{point}9)</td>" in page, "its interval stands with it, and all have one decimal"
    assert made["xlsx"].startswith(b"PK")
    rows = list(csv.reader(io.StringIO(made["csv"].decode("utf-8-sig")), delimiter="," if lang == "en" else ";"))
    *_, (head, *medians), _licence = zip(*rows, strict=True)
    assert head.endswith("Kuinka tärkeä?") and medians[:3] == ["4", "2", ""]


VOTES = {"fi": r"\bään(i|t|es)", "sv": r"röst", "en": r"\bvot(e|ing)"}
SAID = {
    "fi": ("1 ihminen arvioi.", r"\bäänesti\b|äänestäj"),
    "sv": ("1 person bedömde.", r"person(er)? röstade"),
    "en": ("1 person rated.", r"(person|people) voted"),
}


@pytest.mark.parametrize("lang", SAID)
def test_nobody_is_said_to_have_voted(rating: Rating, lang: str) -> None:
    room, vote, (a, *_) = rating
    room.must("ballot.set", room.comes("ada"), activity=vote, n=1, marks={str(a): 5})
    room.must("hands.set", activity=vote, target=a, value=4, count=2)
    summary = revealed(room, vote)
    page = FORMATS["html"].write(summary, lang).decode()
    words = re.sub(r"<style.*?</style>|<[^>]*>", " ", html.unescape(page).replace("\u00ad", ""), flags=re.S)
    good, wrong = SAID[lang]
    assert good in words and not re.search(wrong, words, re.IGNORECASE)
    assert not re.search(VOTES[lang], FORMATS["csv"].write(summary, lang).decode("utf-8-sig"), re.IGNORECASE)


def test_a_phone_says_of_a_rating_that_people_rated(phone: Phone, rating: Rating) -> None:
    room, vote, (a, *_) = rating
    phone.look()
    phone.send("/ballot", activity=vote, n=1, **{f"set:{a}": "4"})
    pages = [phone.look()]
    room.must("activity.close", activity=vote)
    pages += [phone.look(), phone.send("/ballot", activity=vote, n=2, **{f"set:{a}": "5"}).text]
    room.must("activity.reveal", activity=vote)
    room.must("screen.uncover", activity=vote, uncovered=1)
    pages.append(phone.look())
    assert "Arviointi on päättynyt" in pages[1] and "1 ihminen arvioi" in pages[3]
    for page in pages:
        words = re.sub(r"<script.*?</script>|<template.*?</template>|<[^>]*>", " ", page, flags=re.S)
        assert not re.search(VOTES["fi"], words.replace("\u00ad", ""), re.IGNORECASE)


def test_the_shape_says_what_a_page_needs_to_know(rating: Rating) -> None:
    room, vote, _ = rating
    shape = plain(room.put("everyone"))["activity"][str(vote)]
    assert (shape["marks"]["least"], shape["marks"]["most"], shape["hands"]) == (1, 5, [1, 2, 3, 4, 5])
    revealed(room, vote)
    tally = room.sees("everyone")["tally"][str(vote)]
    assert (tally["chart"], tally["main"], tally["scale"], len(tally["drawn"])) == ("histogram", "median", [1, 5], 5)
