"""Opinions from the first answer to the files: the phone without JavaScript, hands, the reveal and every format."""

import html
import json
import re
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from tests.conftest import Room
from tests.pages.test_phone import Phone, go
from workshop.pages.phone.typed_fields import typed
from workshop.projections import report_data
from workshop.reports import FORMATS
from workshop.reports.build_summary import build
from workshop.storage.database import reading
from workshop.verifier.check import verify

Opinion = tuple[Room, int, list[int]]


@pytest.fixture
def opinion(room: Room) -> Opinion:
    """An open opinion vote on three ideas."""
    ideas = room.ideas_on_paper(go(room, "ideas", 2), 3)
    return room, room.opens_vote("opinion", "Mitä mieltä olet?"), ideas


@pytest.fixture
def phone(client: FlaskClient, opinion: Opinion) -> Phone:
    room, _, _ = opinion
    return Phone(client, room)


def chosen(page: str) -> dict[int, str]:
    """Target → the value of its chosen answer."""
    fields = re.findall(r'<input type="radio" name="set:(\d+)" value="(-?\d)" checked', page)
    return {int(target): value for target, value in fields}


def test_each_idea_has_three_answers_and_no_script_is_needed(phone: Phone, opinion: Opinion) -> None:
    room, vote, (a, b, c) = opinion
    page = phone.look()
    assert page.count('class="stance radios"') == 3
    assert re.findall(rf'name="set:{a}" value="(-?\d)"', page) == ["1", "-1", "0"] and chosen(page) == {}
    phone.send("/ballot", activity=vote, n=1, **{f"set:{a}": "1", f"set:{b}": "-1", f"set:{c}": "0"})
    page = phone.look()
    assert chosen(page) == {a: "1", b: "-1", c: "0"} and "3/3 vastattu" in page, "a pass is an answer"
    phone.send("/ballot", activity=vote, n=2, **{f"set:{a}": "-1"})
    assert chosen(phone.look()) == {a: "-1", b: "-1", c: "0"}
    room.must("activity.close", activity=vote)
    page = phone.look()
    assert page.count("Valitsit: Eri mieltä") == 2 and "Valitsit: Ohita" in page
    assert verify(str(room.engine.url))["problems"] == []


@pytest.mark.parametrize("mark", ["2", "-2", "1,1", "x", "--1", "−1"])
def test_what_is_no_answer_changes_nothing(phone: Phone, opinion: Opinion, mark: str) -> None:
    room, vote, (a, *_) = opinion
    phone.look()
    answer = phone.send("/ballot", activity=vote, n=1, **{f"set:{a}": mark})
    assert (answer.status_code, 'class="status refused"' in answer.text) == (422, True)
    assert a not in chosen(phone.look()) and room.sees("everyone")["activity"][str(vote)]["voted"] == 0


def test_a_choice_that_another_button_sent_along_is_kept() -> None:
    left = typed(MultiDict([("activity", "5"), ("set:3", "-1"), ("set:4", "0"), ("set:6", "-")]))
    assert left.chosen(5) == {3: -1, 4: 0}


def test_the_shape_names_the_answers(opinion: Opinion) -> None:
    room, vote, _ = opinion
    assert room.sees("everyone")["activity"][str(vote)]["answers"] == ["disagree", "pass", "agree"]


def test_nobody_sees_an_answer_before_the_reveal(opinion: Opinion) -> None:
    room, vote, (a, *_) = opinion
    room.must("ballot.set", room.comes("ada"), activity=vote, n=1, marks={str(a): -1})
    room.must("hands.set", activity=vote, target=a, value=0, count=2)
    assert all("tally" not in room.sees(audience) for audience in ("everyone", "facilitators"))
    assert "hands" not in room.sees("everyone") and room.sees("everyone")["activity"][str(vote)]["voted"] == 1


def revealed(room: Room, vote: int) -> None:
    room.must("activity.close", activity=vote)
    room.must("activity.reveal", activity=vote)
    room.must("screen.uncover", activity=vote, uncovered=3)


def test_the_result_on_a_phone_without_scripts(phone: Phone, opinion: Opinion) -> None:
    room, vote, (a, b, _) = opinion
    phone.look()
    phone.send("/ballot", activity=vote, n=1, **{f"set:{a}": "1", f"set:{b}": "-1"})
    room.must("hands.set", activity=vote, target=a, value=1, count=7)
    revealed(room, vote)
    page = html.unescape(phone.look())
    assert re.findall(r"<b>(?:<span>)?([\d,–]+\s?%?)<", page) == ["90\u00a0%", "33\u00a0%", "–"], (
        "nothing where nobody answered"
    )
    assert "Valitsit: Samaa mieltä" in page and "Valitsit: Eri mieltä" in page and "1 ihminen vastasi" in page
    assert 'aria-label="Näin vastaukset jakautuvat: Eri mieltä: 0, Ohitti: 0, Samaa mieltä: 8"' in page
    assert all(f">{name}</text>" in page for name in ("Ohitti", "Samaa", "Eri")), "columns are named, not numbered"


SAID = {"fi": "3 ihmistä vastasi.", "sv": "3 personer svarade.", "en": "3 people answered."}
SAID["fi-simple"] = SAID["fi"]
VOTED = {"fi": r"\bäänesti\b", "sv": r"person(er)? röstade", "en": r"(person|people) voted", "fi-simple": "äänestäjä"}


@pytest.mark.parametrize("lang", ["fi", "sv", "en", "fi-simple"])
def test_every_format_tells_it(opinion: Opinion, lang: str) -> None:
    room, vote, (a, b, _) = opinion
    for n, name in enumerate(("ada", "ben", "cee")):
        room.must("ballot.set", room.comes(name), activity=vote, n=1, marks={str(a): 1 if n else 0, str(b): -1})
    revealed(room, vote)
    with reading(room.engine) as db:
        put, about = report_data.everything(db, room.forum, room.now)
    summary = build(put, about, room.now, ZoneInfo("Europe/Helsinki"))
    made = {name: form.write(summary, lang) for name, form in FORMATS.items()}
    first, second, third = json.loads(made["json"])["votes"][0]["rows"]
    assert (first["agree"], first["pass"], first["agreement_estimate"], first["agreed"]) == (2, 1, 60, 100)
    assert (second["disagree"], second["agreed"]) == (3, 0) and "agreed" not in third
    words = re.sub(r"<style.*?</style>|<[^>]*>", " ", html.unescape(made["html"].decode()), flags=re.S)
    assert "Polis" in words and "Laplace" in words, "the method is said, with its source"
    assert SAID[lang] in words and not re.search(VOTED[lang], words, re.IGNORECASE)
