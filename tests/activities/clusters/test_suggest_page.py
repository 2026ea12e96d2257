"""Suggesting a theme for an idea on a phone without scripts: one form, by the idea's number."""

import html
import re

from flask.testing import FlaskClient

from tests.conftest import Room
from tests.pages.test_phone import Phone


def test_a_theme_is_suggested_by_the_number_of_an_idea(client: FlaskClient, room: Room) -> None:
    phone, ada = Phone(client, room), room.comes("ada")
    step = room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    room.must("idea.add", ada, activity=step, text="Kahvila")
    room.must("agenda.go", activity=room.step("clusters"))
    assert 'action="/j/' + phone.code + '/placement"' not in phone.look(), "there is no theme yet"
    room.must("cluster.add", title="Ruoka & juoma", ideas=[])
    assert "Ehdota teemaa" in phone.look()
    assert phone.send("/placement", number="1", theme="1").status_code == 303
    assert "1 → A" in phone.look()
    assert room.sees("facilitators")["idea"]["1"]["suggested"] == {"1": 1}
    assert phone.send("/placement", number="1", theme="").status_code == 303
    assert room.sees("facilitators")["idea"]["1"]["suggested"] == {}
    assert phone.send("/placement", number=" ١ ", theme="1").status_code == 303, "digits of another script"


def test_a_number_that_says_no_idea_is_answered_by_what_is_wrong(client: FlaskClient, room: Room) -> None:
    phone, ada = Phone(client, room), room.comes("ada")
    step = room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    for text in ("Kahvila", "Kahvio", "Sauna"):
        room.must("idea.add", ada, activity=step, text=text)
    room.must("agenda.go", activity=room.step("clusters"))
    room.must("cluster.add", title="Ruoka", ideas=[])
    room.must("idea.hide", idea=3, reason="test")
    room.must("idea.merge", into=1, ideas=[2])
    phone.look()

    def said(number: str) -> str:
        answer = phone.send("/placement", number=number, theme="1")
        assert answer.status_code == 422
        return html.unescape(answer.text)

    for nothing in ("", "  ", "kolme", "-1", "1,5"):
        assert "Kirjoita idean numero." in said(nothing), nothing
    assert "Ideaa 99 ei ole, tai se ei ole nyt näkyvissä." in said("99")
    assert "Ideaa 3 ei ole, tai se ei ole nyt näkyvissä." in said("3"), (
        "a hidden one is told from an unknown one by nobody"
    )
    assert f"Ideaa {'9' * 21} ei ole" in said("9" * 21), "as it was typed"
    for huge in ("0", "9" * 9, "9" * 300, "00000000000099"):
        assert "ei ole, tai se ei ole nyt näkyvissä." in said(huge)
    offered = said("2")
    assert "Idea 2 on yhdistetty ideaan 1. Ehdota teemaa idealle 1." in offered
    assert re.search(r'name="number"[^>]* value="1"', offered), "one more tap suggests it"
    answer = room.do("placement.suggest", ada, idea=2, cluster=1)
    assert (answer.code, dict(answer.facts)) == ("suggest_merged", {"number": 2, "into": 1}), (
        "a phone that was not told yet"
    )


def test_the_theme_that_an_idea_is_in_is_no_suggestion(client: FlaskClient, room: Room) -> None:
    phone, ada = Phone(client, room), room.comes("ada")
    step = room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    room.must("idea.add", ada, activity=step, text="Kahvila")
    room.must("agenda.go", activity=room.step("clusters"))
    room.must("cluster.add", title="Ruoka", ideas=[1])
    phone.look()
    answer = phone.send("/placement", number="1", theme="1")
    assert answer.status_code == 422 and "Idea 1 on jo teemassa A." in answer.text
