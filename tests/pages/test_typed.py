"""Without JavaScript: whatever was typed or chosen in any field of the phone page comes back, whichever button was
pressed."""

import html
import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from tests.conftest import Room
from tests.pages.test_phone import Phone, fields, go
from tests.pages.test_self_paced import Visitor, field, opened
from tests.tools.enter import forms_of
from workshop.pages.phone.typed_fields import Typed, typed


def own_ideas(phone: Phone, room: Room, *texts: str) -> list[int]:
    step = go(room, "ideas")
    for text in texts:
        phone.send("/idea", activity=step, text=text, key=text * 5)
    return sorted(int(one) for one in room.sees("facilitators")["idea"])


def test_a_draft_that_its_step_ended_before_is_in_the_field_when_that_opens_again(
    client: FlaskClient, room: Room
) -> None:
    phone = Phone(client, room)
    step, text = go(room, "ideas"), "Keskeneräinen <ajatus>"
    later = room.step("ideas", 1)
    go(room, "welcome")
    kept = phone.send("/look", activity=step, key="m" * 22, text=text)
    assert f'name="unsent-{step}"' in kept.text and "Teksti, jota ei lähetetty" in kept.text
    carried = {f"unsent-{step}": text}
    room.must("agenda.go", activity=later)
    other = phone.send("/look", **carried)
    assert field(html.unescape(other.text)) == "" and "<textarea readonly" in other.text, "its step is another"
    moved = phone.send("/look", move="yes", activity=later, key="m" * 22, text="", **carried)
    assert field(html.unescape(moved.text)) == text and "<textarea readonly" not in moved.text
    full = phone.send("/look", move="yes", activity=later, key="m" * 22, text="Uusi ajatus", **carried)
    assert field(html.unescape(full.text)) == "Uusi ajatus" and "<textarea readonly" in full.text
    assert 'name="move"' in other.text and 'name="move"' not in full.text, "there is no room"
    go(room, "ideas")
    full = phone.send("/look", activity=step, key="k" * 22, text="Uusi ajatus", **carried)
    assert field(html.unescape(full.text)) == "Uusi ajatus" and "<textarea readonly" in full.text
    back = phone.send("/look", **carried)
    assert field(html.unescape(back.text)) == text and "<textarea readonly" not in back.text
    room.must("activity.close", activity=step)
    assert text not in html.unescape(phone.send("/look", close="", **carried).text)


def test_an_own_idea_that_is_emptied_is_refused_beside_its_field(client: FlaskClient, room: Room) -> None:
    phone = Phone(client, room)
    [idea] = own_ideas(phone, room, "Keinu")
    phone.look()
    answer = phone.send(f"/idea/{idea}", act="save", **{f"edit-{idea}": " ", f"was-edit-{idea}": "Keinu"})
    named = f'aria-describedby="problem-{idea}" aria-invalid="true"'
    assert answer.status_code == 422 and named in answer.text and f'id="problem-{idea}"' in answer.text


def test_saving_one_own_idea_leaves_what_is_typed_in_another(client: FlaskClient, room: Room) -> None:
    phone = Phone(client, room)
    first, second = own_ideas(phone, room, "Keinu", "Kahvila")
    page = phone.look()
    assert page.count('form="write" dir="auto"') == 2, "both editors belong to the one form"
    both: dict[str, Any] = {f"edit-{first}": "Keinut", f"was-edit-{first}": "Keinu"}
    both |= {f"edit-{second}": "Kahvila ja\r\nteetupa", f"was-edit-{second}": "Kahvila"}
    answer = phone.send(f"/idea/{first}", act="save", **both)
    assert "Keinut" in fields(answer) and "Kahvila ja\nteetupa" in fields(answer)
    assert len(re.findall(r"<details open>", answer.text)) == 1, "only what is not saved stands open"
    same = phone.send("/language", language="sv", **{f"edit-{second}": "Kahvila", f"was-edit-{second}": "Kahvila"})
    assert same.status_code == 303, "nothing was typed"


def test_in_grouping_every_button_carries_the_editors_and_the_suggestion(client: FlaskClient, room: Room) -> None:
    phone = Phone(client, room)
    own_ideas(phone, room, "Keinu")
    idea = int(next(iter(room.sees("facilitators")["idea"])))
    theme = room.must("cluster.add", title="Piha")["cluster"]
    other = room.must("cluster.add", title="Ovet")["cluster"]
    go(room, "clusters")
    page = phone.look()
    assert 'http-equiv="refresh"' not in page, "somebody may be typing a number"
    assert page.index('<button form="suggest" name="enter" value="yes" hidden>') < page.index("formaction"), (
        "Enter suggests"
    )
    assert f'form="suggest" formaction="/j/{phone.code}/look"' in page, "the button that shows the page anew, too"
    said: dict[str, Any] = {"number": "99", "theme": other, "was-theme": theme}
    for where, more in (("/placement", {}), ("/language", {"language": "fi"}), ("/look", {})):
        answer = phone.send(where, **said, **more)
        assert 'value="99"' in answer.text and f'value="{other}" selected' in answer.text, where
    unsaid = phone.send("/placement", number="", theme=theme, **{f"edit-{idea}": "Keinut", f"was-edit-{idea}": "Keinu"})
    assert unsaid.status_code == 422 and "Keinut" in fields(unsaid)


def test_choices_of_a_sorting_that_are_not_saved_come_back(client: FlaskClient, room: Room) -> None:
    form = MultiDict([("activity", "4"), ("set:7", "3"), ("set:8", ""), ("language", "sv")])
    found = typed(form)
    assert found.chosen(4) == {7: 3, 8: None} and found.chosen(5) == {}
    assert not typed(form, {"set:7", "set:8"}), "they are saved"
    hidden = MultiDict(found.fields())
    assert typed(hidden).chosen(4) == {7: 3, 8: None}, "carried through a page without their fields"


def test_hostile_fields_are_bounded_and_passed_over() -> None:
    form = MultiDict([("draft-" + "9" * 40, "x"), ("edit-x", "x"), ("set:1:2", "3"), ("set@:1", "3"), ("theme", "1")])
    assert typed(form).fields() == [("theme", "1")]
    many = typed(MultiDict([(f"edit-{n}", "y" * 20_000) for n in range(3000)]))
    assert len(many.edits) == 100 and max(map(len, many.edits.values())) == 16_000
    unsent = typed(MultiDict([("unsent", f"{n}") for n in range(8)])).unsent
    assert unsent == ["0", "1", "2", "3", "4"], "a page carries five on, in all its forms"
    assert not Typed()


def test_a_draft_waits_in_its_activity_while_another_is_opened(client: FlaskClient, room: Room) -> None:
    visitor = Visitor(client, room)
    first, second = opened(room, "ideas", "ideas")
    visitor.look(f"?activity={first}")
    page = visitor.send("/look", choose=0, text="Kesken <A>", key="some-key-1", activity=first)
    assert "Kesken <A>" in page and "Teksti, jota ei lähetetty" not in page
    page = visitor.send("/look", choose=second, **{f"draft-{first}": "Kesken <A>"})
    assert field(page) == "" and "Teksti, jota ei lähetetty" not in page
    assert f'name="draft-{first}" value="{html.escape("Kesken <A>")}"' in visitor.page.text
    page = visitor.send(
        "/look", choose=0, text="Kesken B", key="k2", activity=second, **{f"draft-{first}": "Kesken <A>"}
    )
    page = visitor.send("/look", choose=first, **{f"draft-{first}": "Kesken <A>", f"draft-{second}": "Kesken B"})
    assert field(page) == "Kesken <A>" and f'name="draft-{second}" value="Kesken B"' in page


def sorting(phone: Phone, room: Room) -> tuple[int, int]:
    """A sorting in which the phone was dealt two ideas: the step, and one of the ideas."""
    wall = go(room, "ideas", 2)
    made = [room.must("idea.enter", activity=wall, text=text, source="paper") for text in ("Sauna", "Kahvila")]
    step = int(room.must("activity.add", kind="sort", minutes=3, prompt={"fi": "Mihin?"})["activity"])
    room.must("agenda.go", activity=step)
    phone.look()
    phone.send("/deal", activity=step)
    return step, int(made[0]["idea"])


def enter(phone: Phone, name: str, value: str, **chosen: str) -> str:
    """What Enter in this field of the phone's page comes to, after choosing something else in its form."""
    phone.look()
    form = next(one for one in forms_of(phone.page.text) if name in one.typed_in())
    address, sent = form.entered(name, value)
    answer = phone.client.post(address, data={**sent, **chosen})
    return html.unescape(answer.text if answer.status_code != 303 else phone.look())


def test_enter_in_a_field_does_what_its_own_button_does(client: FlaskClient, room: Room) -> None:
    phone = Phone(client, room)
    own_ideas(phone, room, "Keinu")
    assert not [name for form in forms_of(phone.look()) for name in form.typed_in()], "there Enter begins a line"
    room.must("cluster.add", title="Piha")
    go(room, "clusters")
    assert "1 → A" in enter(phone, "number", "1")

    step, idea = sorting(phone, room)
    chosen = {f"set:{idea}": "0"}
    page = enter(phone, "title", "Lämpö", **chosen)
    assert "Ohjaaja lukee ehdotuksen" in page and "0/2 lajiteltu" in page, "it proposes; the ballot is not sent with it"
    assert f'name="set:{idea}" value="0" checked' in page, "what was chosen is chosen still"
    refused = enter(phone, "title", "piha")
    assert "on jo teema A" in refused and 'value="piha"' in refused
    assert "1/2 lajiteltu" in enter(phone, "title", " ", **chosen), "with nothing typed it saves the ballot"
    every = {name for form in forms_of(phone.look()) for name in form.typed_in()}
    assert every == {"title"}, "a new field needs a line here"


def test_saving_with_nothing_chosen_says_so_and_being_done_needs_no_choice(client: FlaskClient, room: Room) -> None:
    phone = Phone(client, room)
    room.must("cluster.add", title="Piha")
    step, _ = sorting(phone, room)
    assert "0/2 lajiteltu" in phone.look()
    nothing = phone.send("/ballot", activity=step, n=1, save="yes", title="Kesken")
    assert nothing.status_code == 422 and "Et ole vielä valinnut mitään." in nothing.text and "Kesken" in nothing.text
    done = phone.send("/ballot", activity=step, n=1, done="yes")
    assert done.status_code == 303 and "Kiitos" in phone.look()


FORMS = re.compile(r'action="/j/\{\{[^}]*\}\}([^"{]*)(?:\{\{[^}]*\}\})?"|with_draft\(see, "([^"]*)"')


def test_every_form_of_a_phone_has_somebody_who_answers(app: Flask) -> None:
    loader = app.jinja_env.loader
    assert loader
    sources = [loader.get_source(app.jinja_env, name)[0] for name in loader.list_templates()]
    places = {one or other for text in sources for one, other in FORMS.findall(text)} - {""}
    assert {"/idea", "/ballot", "/proposal"} <= places
    rules = app.url_map.bind("localhost")
    for place in places:
        rules.match(f"/j/ABC123{place}{'7' if place.endswith('/') else ''}", method="POST")


def test_the_address_of_every_form_opened_anew_leads_to_the_page(app: Flask, client: FlaskClient, room: Room) -> None:
    """Without scripts it stands in the address bar, where Enter asks for it."""
    code = Phone(client, room).code
    posted = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ()) and "phone." in rule.endpoint]
    addresses = [rule.rule.replace("<code>", code).replace("<int:idea>", "1") for rule in posted]
    assert f"/j/{code}/confirm" in addresses and f"/j/{code}/idea/1" in addresses
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, answer.location) == (303, f"/j/{code}"), address
