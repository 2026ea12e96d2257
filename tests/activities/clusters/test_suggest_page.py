"""Suggesting a theme for an idea on a phone without scripts: one form, by the idea's number."""

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
    unknown = phone.send("/placement", number="99", theme="1")
    assert unknown.status_code == 404 and "Tätä ideaa ei enää ole" in unknown.text
