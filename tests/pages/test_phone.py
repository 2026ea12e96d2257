"""The phone page without JavaScript: every action is a plain form, and a refusal is shown beside the text, which stays
in its field."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.conftest import Room
from workshop.contract.base import TEXT_MAX
from workshop.domain.shuffled_order import shuffled
from workshop.i18n import catalogues
from workshop.pages.phone import view
from workshop.projections.participant_private_view import own_things
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Forum, Participant

CASES = json.loads((Path(__file__).parents[1] / "data/shuffle_cases.json").read_text())

TEMPLATES = re.compile(r"<template.*?</template>", re.S)
"""The empty cards for the page's script."""


class Phone:
    """Somebody's browser without scripts, in a forum."""

    def __init__(self, client: FlaskClient, room: Room, language: str = "fi") -> None:
        with reading(room.engine) as db:
            self.code = db.get_one(Forum, room.forum).code
        self.client, self.page = client, client.get(f"/j/{self.code}")
        self.send("", language=language)

    def look(self, address: str = "") -> str:
        self.page = self.client.get(address or f"/j/{self.code}")
        assert self.page.status_code == 200
        return html.unescape(TEMPLATES.sub("", self.page.text))

    def send(self, where: str, **fields: Any) -> TestResponse:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.page.text)
        assert found
        return self.client.post(f"/j/{self.code}{where}", data={"csrf": found[1], **fields})

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]+)"', self.page.text)
        assert found, name
        return found[1]


@pytest.fixture
def phone(client: FlaskClient, room: Room) -> Phone:
    return Phone(client, room)


def ideas(room: Room) -> list[str]:
    return [one["text"] for one in room.sees("facilitators").get("idea", {}).values()]


def go(room: Room, kind: str, nth: int = 0) -> int:
    step = room.step(kind, nth)
    room.must("agenda.go", activity=step)
    return step


def test_before_the_start_it_says_what_happens_next(phone: Phone) -> None:
    page = phone.look()
    assert "Olet mukana. Foorumi alkaa pian." in page
    assert "Tämä sivu vaihtuu, kun on sinun vuorosi." in page
    assert "Nimeäsi ei kysytä." in page and "Nosta käsi, niin auttaja tulee." in page
    assert '<noscript><meta http-equiv="refresh" content="30"></noscript>' in page


def test_the_page_starts_its_script_and_holds_no_secret(phone: Phone, room: Room) -> None:
    found = re.search(r'id="boot">(.*?)</script>', phone.look(), re.S)
    assert found
    boot = json.loads(found[1])
    assert set(boot) == {"page", "forum", "code", "lang", "words", "csrf", "post", "url", "zone", "second"}
    assert (boot["page"], boot["post"]) == ("phone", f"/j/{phone.code}/do")


def test_an_idea_by_a_plain_form(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    assert "Mikä on ensimmäinen museomuistosi?" in phone.look()
    answer = phone.send("/idea", activity=step, key=phone.hidden("key"), text="Luuranko\r\nja <b>portaat</b>")
    assert (answer.status_code, answer.location) == (303, f"/j/{phone.code}?did=saved")
    assert ideas(room) == ["Luuranko\nja <b>portaat</b>"]
    phone.look()
    assert "&lt;b&gt;portaat" in phone.page.text and "<b>portaat" not in phone.page.text


def test_the_same_form_with_other_words_is_another_idea(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    phone.look()
    key = phone.hidden("key")
    for text in ("Kahvila", "Sauna", "Kahvila"):  # Back, other words, and Back again
        assert phone.send("/idea", activity=step, key=key, text=text).status_code == 303
    assert sorted(ideas(room)) == ["Kahvila", "Sauna"]


def test_the_same_form_twice_is_one_idea(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    phone.look()
    key = phone.hidden("key")
    for _ in range(2):
        assert phone.send("/idea", activity=step, key=key, text="Kahvila").status_code == 303
    assert ideas(room) == ["Kahvila"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Kirjoita ensin idea."),
        ("  \n ", "Kirjoita ensin idea."),
        ("x" * (TEXT_MAX + 1), "Teksti on 1 merkin liian pitkä."),
        ("x" * 10_000, "Teksti on 9 720 merkkiä liian pitkä."),
    ],
)
def test_a_refused_text_stays_in_its_field(phone: Phone, room: Room, text: str, sentence: str) -> None:
    step = go(room, "ideas")
    phone.look()
    answer = phone.send("/idea", activity=step, key=phone.hidden("key"), text=text)
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    field = re.search(r"<textarea[^>]*>(.*?)</textarea>", answer.text, re.S)
    assert field and html.unescape(field[1]) == text
    assert 'aria-describedby="hint problem" aria-invalid="true"' in field[0] and 'id="problem"' in answer.text
    assert ideas(room) == []


def test_without_a_script_the_clock_says_until_when(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    room.must("activity.time", activity=step, seconds=60)
    found = re.search(r'<p id="timer"[^>]*>([^<]*)</p>', phone.look())
    assert found and re.fullmatch(r"klo \d{1,2}\.\d\d asti", found[1]) and "role=" not in found[0]


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [("activity.close", "Vaihe, johon kirjoitit, on päättynyt."), ("ideas.pause", "Ideoiden keruu on hetken tauolla.")],
)
def test_too_late_or_paused_the_text_is_not_lost(phone: Phone, room: Room, verb: str, sentence: str) -> None:
    step = go(room, "ideas")
    phone.look()
    key = phone.hidden("key")
    room.must(verb, **({"on": True} if verb == "ideas.pause" else {"activity": step}))
    answer = phone.send("/idea", activity=step, key=key, text="Myöhässä mutta tärkeä")
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    assert fields(answer).count("Myöhässä mutta tärkeä") == 1


def fields(answer: TestResponse) -> list[str]:
    """What stands in the fields of a page, those for reading only too."""
    return [html.unescape(text) for text in re.findall(r"<textarea[^>]*>(.*?)</textarea>", answer.text, re.S)]


def test_a_text_that_came_too_late_is_said_once_to_be_in_the_field_of_the_next_question(
    phone: Phone, room: Room
) -> None:
    step = go(room, "ideas")
    phone.look()
    room.must("activity.close", activity=step)
    go(room, "ideas", 1)
    answer = phone.send("/idea", activity=step, key="m" * 22, text="Keinu")
    words = html.unescape(answer.text)
    assert fields(answer).count("Keinu") == 1 and words.count("Jos se sopii tähän, voit lähettää sen tänne.") == 1
    assert "auttajalle" not in words.split('id="status"')[1].split("</form>")[0]


@pytest.mark.parametrize("later", ["clusters", "dots", "results", "welcome", "end"])
@pytest.mark.parametrize("edited", [False, True])
def test_a_text_sent_after_the_hall_went_on_is_shown_to_its_author(
    phone: Phone, room: Room, later: str, edited: bool
) -> None:
    step = go(room, "ideas")
    phone.send("/idea", activity=step, text="Keinu", key="k" * 22)
    idea = int(next(iter(room.sees("facilitators")["idea"])))
    phone.look()
    room.must("activity.close", activity=step)
    room.must("forum.end") if later == "end" else go(room, later)
    where, field = (f"/idea/{idea}", f"edit-{idea}") if edited else ("/idea", "text")
    answer = phone.send(where, activity=step, key="m" * 22, **{field: "Iso <keinu> & liuku " * 40})
    assert answer.status_code == 422 and fields(answer).count("Iso <keinu> & liuku " * 40) == 1
    assert "http-equiv" not in answer.text, "the page must not load itself anew over it"
    assert "tallessa tässä puhelimessa" not in answer.text


def pressed(answer: TestResponse, button: str) -> tuple[str, dict[str, Any]]:
    """Where the form with this button goes, and what it sends without a script."""
    pressed = next(one for one in re.findall(r"<button.*?</button>", answer.text, re.S) if button in one)
    elsewhere = re.search(r' form="(\w+)"', pressed)
    has = f'id="{elsewhere[1]}"' if elsewhere else button
    form = next(one for one in re.findall(r"<form.*?</form>", answer.text, re.S) if has in one)
    hidden = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form)
    found = re.search(r'action="/j/[^/]+([^"]*)"', pressed if "formaction" in pressed else form)
    assert found
    return found[1], {name: html.unescape(value) for name, value in hidden if name != "csrf"}


@pytest.mark.parametrize("later", ["clusters", "dots", "end", "closed"])
def test_no_button_of_a_page_with_an_unsent_text_throws_it_away(phone: Phone, room: Room, later: str) -> None:
    step = go(room, "ideas", 1)
    room.must("idea.enter", activity=step, text="Keinu", source="paper")
    room.must("activity.close", activity=step)
    if later == "dots":
        go(room, "clusters")
    if later != "closed":
        room.must("forum.end") if later == "end" else go(room, later)
    text = 'Liian <myöhään> "tullut"'
    answer = phone.send("/idea", activity=step, key="m" * 22, text=text)
    buttons = ["Päivitä sivu", 'value="sv"'] + {"dots": ['name="set:', 'name="done"']}.get(later, [])
    for button in buttons:
        where, carried = pressed(answer, button)
        assert carried[f"unsent-{step}"] == text, button
        if button.startswith("name"):
            idea = min(int(one) for one in room.sees("facilitators")["idea"])
            carried |= {"done": "yes"} if "done" in button else {f"set:{idea}": "1"}
        elif "sv" in button:
            carried["language"] = "fi"
        answer = phone.send(where, **carried)
        assert answer.status_code == 200 and fields(answer).count(text) == 1, button
        assert "http-equiv" not in answer.text
    if later == "dots":
        assert sum(marks(room, phone).values()) == 1
    assert not [one for one in re.findall(r'<a [^>]*href="/[^>]*>', answer.text) if "_blank" not in one][1:], (
        "only the link that says that it removes the text leaves"
    )
    assert text not in phone.look()


def test_a_text_of_a_form_that_nobody_could_take_is_on_the_page_that_says_so(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    phone.look()
    stale = phone.client.post(
        f"/j/{phone.code}/idea", data={"csrf": "0" * 40, "activity": step, "text": "Keinu pihalle"}
    )
    assert stale.status_code == 403 and fields(stale) == ["Keinu pihalle"]
    foreign = phone.client.post(
        f"/j/{phone.code}/idea", data={"text": "Osta tästä"}, headers={"Origin": "http://evil.example"}
    )
    assert foreign.status_code == 403 and "Osta" not in foreign.text


@pytest.mark.parametrize("lang", ["fi", "sv", "en", "fi-simple"])
def test_without_scripts_nothing_is_promised_to_go_by_itself(phone: Phone, room: Room, lang: str) -> None:
    step = go(room, "ideas")
    phone.send("/language", language=lang)
    answers = [phone.send("/idea", activity=step, text=f"Idea {n}", key=str(n) * 22) for n in range(4)]
    assert answers[3].status_code == 429 and catalogues.say(lang, "phone.refusal.too_fast") in html.unescape(
        answers[3].text
    )
    assert "Idea 3" in fields(answers[3])


DRAFT = {"text": "Luonnos keinusta", "key": "d" * 22}


def test_other_buttons_than_send_take_the_draft_along(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    phone.send("/idea", activity=step, text="Kavhila", key="k" * 22)
    idea = int(next(iter(room.sees("facilitators")["idea"])))
    page = phone.look()
    for where in (f"/idea/{idea}", "/language", "/look"):
        assert f'form="write" formaction="/j/{phone.code}{where}"' in page
    edit = {f"edit-{idea}": "Kahvila"}
    saved = phone.send(f"/idea/{idea}", act="save", **edit, **DRAFT)
    assert saved.status_code == 200 and DRAFT["text"] in fields(saved) and ideas(room) == ["Kahvila"]
    taken = phone.send(f"/idea/{idea}", act="withdraw", **edit, **DRAFT)
    assert DRAFT["text"] in fields(taken) and 'value="restore"' in taken.text
    back = phone.send(f"/idea/{idea}", act="restore", **DRAFT)
    assert DRAFT["text"] in fields(back) and ideas(room) == ["Kahvila"]
    unfit = phone.send(f"/idea/{idea}", act="save", **{f"edit-{idea}": "x" * 300}, **DRAFT)
    assert unfit.status_code == 422 and {DRAFT["text"], "x" * 300} <= set(fields(unfit))
    spoken = phone.send("/language", language="sv", **DRAFT)
    assert DRAFT["text"] in fields(spoken) and '<html lang="sv"' in spoken.text


def test_a_change_and_a_draft_that_both_came_too_late_are_both_shown(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    phone.send("/idea", activity=step, text="Kavhila", key="k" * 22)
    idea = int(next(iter(room.sees("facilitators")["idea"])))
    phone.look()
    room.must("forum.end")
    answer = phone.send(f"/idea/{idea}", act="save", **{f"edit-{idea}": "Kahvila"}, **DRAFT)
    assert answer.status_code == 422 and sorted(filter(None, fields(answer))) == ["Kahvila", DRAFT["text"]]


def test_every_idea_of_others_can_be_reached(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    for n in range(25):
        room.must("idea.enter", activity=step, text=f"Muisto numero {n}.", source="paper")
    assert "Muisto numero 3." not in phone.look() and 'name="all"' in phone.look()
    everything = phone.send("/look", all="yes", **DRAFT)
    assert all(f"Muisto numero {n}." in everything.text for n in range(25)) and DRAFT["text"] in fields(everything)
    room.must("activity.close", activity=step)
    link = re.search(r'href="(/j/[^"]*all=1)"', phone.look())
    assert link and "Muisto numero 3." in phone.client.get(link[1]).text


def test_too_fast(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    phone.look()
    answers = [phone.send("/idea", activity=step, text=f"Idea {n}").status_code for n in range(5)]
    assert answers == [303, 303, 303, 429, 429]
    assert len(ideas(room)) == 3


def test_a_form_sent_twice_is_one_idea_and_counts_as_one(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    phone.look()
    key = phone.hidden("key")
    assert [phone.send("/idea", activity=step, key=key, text="Kerran").status_code for _ in range(5)] == [303] * 5
    assert ideas(room) == ["Kerran"]


def test_edit_and_withdraw_the_own_idea(phone: Phone, room: Room) -> None:
    step = go(room, "ideas", 1)
    phone.send("/idea", activity=step, text="Kavhila")
    idea = int(next(iter(room.sees("facilitators")["idea"])))
    assert "Nyt vain sinä näet ideasi." in phone.look()
    assert phone.send(f"/idea/{idea}", act="save", text="Kahvila").status_code == 303
    assert ideas(room) == ["Kahvila"]
    refused = phone.send(f"/idea/{idea}", act="save", text=" ")
    assert refused.status_code == 422 and "Kirjoita ensin idea." in refused.text
    assert phone.send(f"/idea/{idea}", act="withdraw").status_code == 303
    assert "Kahvila" not in phone.look()


def test_another_ones_idea_cannot_be_changed(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    made = room.must("idea.add", room.comes("ben"), activity=step, text="Benin")
    answer = phone.send(f"/idea/{made['idea']}", act="save", text="Varastettu")
    assert answer.status_code == 404
    assert ideas(room) == ["Benin"]


def test_open_ideas_of_others_newest_first_and_twenty_at_once(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    for n in range(45):
        room.must("idea.enter", activity=step, text=f"Muisto numero {n}", source="paper", table=3)
    page = phone.look()
    assert page.count('<article class="idea">') == view.SHOWN_AT_ONCE
    assert page.index("Muisto numero 44") < page.index("Muisto numero 43")
    assert "Muisto numero 3<" not in page and "Paperilta · Pöytä 3" in page and ">45<" in page


def test_private_ideas_of_others_are_not_in_the_page(phone: Phone, room: Room) -> None:
    step = go(room, "ideas", 1)
    room.must("idea.add", room.comes("ben"), activity=step, text="Salaisuus")
    assert "Salaisuus" not in phone.look()


def test_hidden_and_waiting_ideas_tell_their_author(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    phone.send("/idea", activity=step, text="Soita 040 123 4567")
    room.must("idea.hide", idea=int(next(iter(room.sees("facilitators")["idea"]))), reason="personal")
    assert "Ohjaaja piilotti ideasi. Syy: ideassa on nimi, puhelinnumero tai muu henkilötieto." in phone.look().replace(
        "\u00ad", ""
    )
    room.must("moderation.set", mode="before")
    phone.send("/idea", activity=step, text="Toinen")
    assert "Odottaa tarkistusta. Tekstisi on tallessa." in phone.look()


def test_own_ideas_of_earlier_steps_stand_after_those_of_this_one(phone: Phone, room: Room) -> None:
    first, second = room.step("ideas", 0), room.step("ideas", 2)
    go(room, "ideas", 0)
    phone.send("/idea", activity=first, text="Ensimmäinen oma")
    go(room, "ideas", 2)
    phone.send("/idea", activity=second, text="Toinen oma")
    here = phone.look().replace("\u00ad", "")
    own = here[here.index("Omat ideasi") : here.index("<h2><span>")]
    assert own.index("Toinen oma") < own.index("Ensimmäinen oma")
    assert "Toinen oma" not in here[here.index("<h2><span>") :]
    go(room, "ideas", 0)
    assert "Toinen oma" not in phone.look(), "a step shows nothing of what comes after it"


def test_after_the_end_a_hidden_idea_tells_its_reason_alone(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    phone.send("/idea", activity=step, text="Soita 040 123 4567")
    room.must("idea.hide", idea=int(next(iter(room.sees("facilitators")["idea"]))), reason="personal")
    room.must("forum.end")
    here = phone.look().replace("\u00ad", "")
    assert "Syy: ideassa on nimi, puhelinnumero tai muu henkilötieto." in here
    assert "Voit muokata" not in here and "Äänestys on alkanut" not in here


def test_after_the_end_each_vote_is_told_the_main_one_first(phone: Phone, room: Room) -> None:
    """By a place and its sign, with the reader's own idea below the leading ones; one in which nobody voted, too."""
    step = go(room, "ideas", 2)
    others = room.ideas_on_paper(step, 5)
    phone.send("/idea", activity=step, text="Oma keinu")
    own = next(int(key) for key, one in room.sees("facilitators")["idea"].items() if one["text"] == "Oma keinu")
    go(room, "clusters")
    dots = go(room, "dots")
    room.must("ballot.set", room.comes("ada"), activity=dots, n=1, marks={str(others[0]): 2, str(own): 1})
    room.must("activity.close", activity=dots)
    room.must("activity.reveal", activity=dots)
    place = room.sees("everyone")["activity"][str(dots)]["position"] + 1
    for prompt, marks in (("Kuinka tärkeä?", [5, 4, 4, 3, 3]), ("Kuinka helppo?", [])):
        asked = {"kind": "rating", "minutes": 1, "prompt": {"fi": prompt}, "position": place}
        step, place = int(room.must("activity.add", **asked)["activity"]), place + 1
        room.must("agenda.go", activity=step)
        if marks:
            stars = {str(one): mark for one, mark in zip(others, marks, strict=True)} | {str(own): 1}
            room.must("ballot.set", room.comes("ben"), activity=step, n=1, marks=stars)
        room.must("activity.close", activity=step)
        room.must("activity.reveal", activity=step)
    room.must("forum.end")
    here = phone.look().replace("\u00ad", "")
    main, first, second = (here.index(words) for words in ("äänesti", "Kuinka tärkeä?", "Kuinka helppo?"))
    assert main < first < second < here.index("Kukaan ei arvioinut.")
    told = here[first:second].partition("<details>")[0]
    assert re.findall(r'class="pos">([^<]*)<', told) == ["1", "2 =", "2 =", "6"]
    assert told.index("Oma keinu") < told.index("Sinun ideasi")
    assert "Näytä kaikki 6 ideaa" in here[first:second]


def test_a_forum_to_practise_with_says_so(client: FlaskClient, room: Room) -> None:
    with reading(room.engine) as db:
        code = db.get_one(Forum, room.forum).code
    assert 'class="rehearsal"' not in client.get(f"/j/{code}").text
    with transaction(room.engine) as db:
        db.get_one(Forum, room.forum).rehearsal = True
    assert 'data-t="phone.rehearsal">Harjoitus' in client.get(f"/j/{code}").text
    assert '<span class="rehearsal">Harjoitus' in Phone(client, room).look()


def voting(room: Room) -> tuple[int, list[int]]:
    targets = room.ideas_on_paper(go(room, "ideas", 1), 4)
    go(room, "clusters")
    return go(room, "dots"), targets


def ballot(phone: Phone, step: int, marks: dict[int, Any], n: int = 1) -> TestResponse:
    """Sends the fields of a ballot form: target → mark."""
    return phone.send("/ballot", activity=step, n=n, **{f"set:{target}": mark for target, mark in marks.items()})


@pytest.mark.parametrize("mark", ["x", "1,2,3", "1,", ",", "٣", "1e3", "9" * 30, "1 000", "--1"])
def test_a_ballot_that_holds_no_number_is_refused_on_the_page_and_changes_nothing(
    phone: Phone, room: Room, mark: str
) -> None:
    step, (a, b, *_) = voting(room)
    phone.look()
    ballot(phone, step, {a: 2})
    answer = ballot(phone, step, {b: mark}, n=2)
    assert (answer.status_code, 'class="status refused"' in answer.text) == (422, True) or mark == ","
    assert marks(room, phone) == {str(a): 2}


def test_a_form_of_a_former_release_is_told_to_load_the_page_again(phone: Phone, room: Room) -> None:
    step, (a, *_) = voting(room)
    phone.look()
    answer = phone.send("/ballot", activity=step, n=1, give=a)
    assert "Lataa sivu uudelleen" in answer.text and f'name="set:{a}"' in answer.text
    assert marks(room, phone) == {}


def test_a_form_may_say_that_its_sender_is_done_too(phone: Phone, room: Room) -> None:
    step, (a, *_) = voting(room)
    phone.look()
    assert phone.send("/ballot", activity=step, n=1, done="yes", **{f"set:{a}": "9"}).status_code == 422
    assert room.sees("everyone")["activity"][str(step)]["done"] == 0, "nothing was stored, so nobody is done"
    assert phone.send("/ballot", activity=step, n=1, done="yes", **{f"set:{a}": "1"}).status_code == 303
    assert marks(room, phone) == {str(a): 1}
    assert room.sees("everyone")["activity"][str(step)]["done"] == 1


def test_one_form_may_change_many_marks_and_an_empty_field_takes_one_away(phone: Phone, room: Room) -> None:
    step, (a, b, c, _) = voting(room)
    phone.look()
    ballot(phone, step, {a: 1, b: 1, c: 1})
    assert marks(room, phone) == {str(a): 1, str(b): 1, str(c): 1}
    ballot(phone, step, {a: "", b: 0, c: 2}, n=2)
    assert marks(room, phone) == {str(c): 2}


def marks(room: Room, phone: Phone) -> dict[str, int]:
    found: dict[str, int] = {}
    for card in re.findall(r'<article [^>]*class="idea has">.*?</article>', phone.look(), re.S):
        target = re.search(r'name="set:(\d+)"', card)
        assert target
        found[target[1]] = card.count("<i></i>")
    return found


def test_ready_and_not_after_all(phone: Phone, room: Room) -> None:
    step, _ = voting(room)
    phone.look()
    phone.send("/done", activity=step, done="yes")
    assert room.sees("everyone")["activity"][str(step)]["done"] == 1
    assert "Muutan vielä" in phone.look()
    phone.send("/done", activity=step, done="no")
    assert room.sees("everyone")["activity"][str(step)]["done"] == 0


def test_no_tally_before_the_reveal_and_none_before_the_screen_is_through(phone: Phone, room: Room) -> None:
    step, (a, b, *_) = voting(room)
    phone.look()
    ballot(phone, step, {a: 1}, n=1)
    room.must("ballot.set", room.comes("ben"), activity=step, n=1, marks={str(a): 2, str(b): 1})
    room.must("activity.close", activity=step)
    go(room, "results")
    assert "Tulos näytetään pian isolla näytöllä." in phone.look()
    room.must("activity.reveal", activity=step)
    assert "Tulos näytetään pian isolla näytöllä." in phone.look()
    room.must("screen.uncover", activity=step, uncovered=1)
    assert "Tulosta näytetään nyt isolla näytöllä." in phone.look()
    room.must("screen.uncover", activity=step, uncovered=2)
    page = phone.look()
    assert "2 ihmistä äänesti." in page and "Annoit 1 tarran" in page
    asked = room.sees("everyone")["activity"][str(step)]["prompt"]["fi"]
    assert re.search(rf"<h1.*?</h1>.*<h2[^>]*>{re.escape(asked)}</h2>", page, re.S), (
        "as the screen, it says of which vote"
    )
    assert re.findall(r'<span class="pos">([^<]+)</span>', page) == ["1", "2", "3 =", "3 ="]
    assert re.findall(r'<span aria-hidden="true">(\d)</span><span class="hidden"> (.*?)</span>', page) == [
        ("3", "3 ääntä"),
        ("1", "1 ääni"),
    ], "votes are read once"


def test_another_language_by_a_form(phone: Phone, room: Room) -> None:
    go(room, "ideas")
    phone.look()
    assert phone.send("/language", language="sv").status_code == 303
    page = phone.look()
    assert '<html lang="sv">' in page and "Vilket är ditt första museiminne?" in page and "Skicka idén" in page
    assert phone.send("/language", language="tlh").status_code == 400


def test_a_prompt_in_another_language_says_which(phone: Phone, room: Room) -> None:
    step = room.step("welcome")
    room.must(
        "activity.edit",
        activity=step,
        minutes=5,
        prompt={"fi": "Vain suomeksi"},
        instruction={},
        settings={},
        version=1,
    )
    room.must("agenda.go", activity=step)
    phone.look()
    phone.send("/language", language="en")
    said = '<span class="quiet" lang="en"> (in Finnish)</span>'
    assert f'<h1 dir="auto" lang="fi">Vain suomeksi{said}</h1>' in phone.look()


@pytest.mark.parametrize("where", ["/idea", "/idea/1", "/ballot", "/done", "/language"])
def test_strangers_and_forms_without_a_token(client: FlaskClient, phone: Phone, room: Room, where: str) -> None:
    fields = {"activity": 1, "text": "x", "n": 1, "language": "fi"}
    assert client.post(f"/j/{phone.code}{where}", data=fields).status_code == 403
    stranger = client.application.test_client()
    stranger.environ_base["HTTP_HOST"] = "localhost:5999"
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', stranger.get(f"/j/{phone.code}").text)
    assert token
    assert stranger.post(f"/j/{phone.code}{where}", data={"csrf": token[1], **fields}).status_code == 401


@pytest.mark.parametrize("activity", [None, "x", "-1", "9" * 30, "999", "1"])
def test_nonsense_in_a_form_is_refused_without_a_traceback(phone: Phone, room: Room, activity: str | None) -> None:
    fields = {} if activity is None else {"activity": activity}
    phone.look()
    for where in ("/idea", "/ballot", "/done"):
        answer = phone.send(where, **{"text": "x", "n": "1", "done": "maybe", **fields})
        assert 303 <= answer.status_code < 500, (where, answer.status_code)
    assert ideas(room) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["seed"]))
def test_the_order_of_a_vote_is_the_scripts_too(case: dict[str, Any]) -> None:
    assert shuffled(case["seed"], case["ids"]) == case["order"]


def test_nothing_loads_itself_anew_while_somebody_may_write(phone: Phone, room: Room) -> None:
    go(room, "ideas")
    assert "http-equiv" not in phone.look() and "jotta kirjoittamasi säilyy" in phone.look()
    phone.send("/idea", activity=room.step("ideas"), text="Keinu", key="k" * 22)
    go(room, "clusters")
    assert "http-equiv" not in phone.look(), "the editor of an own idea is a field too"
    go(room, "welcome")
    assert 'http-equiv="refresh" content="30"' in phone.look()


def test_nothing_loads_itself_anew_while_somebody_reads_in_what_they_opened(phone: Phone, room: Room) -> None:
    step, _ = themed(room)
    assert "http-equiv" not in phone.look() and "rauhassa" in phone.look(), "it would shut the theme that was opened"
    room.must("activity.close", activity=step)
    assert 'http-equiv="refresh"' in phone.look()
    go(room, "clusters")
    assert "http-equiv" not in phone.look()


def test_the_view_knows_whether_a_field_or_a_drawer_is_on_its_page(phone: Phone, room: Room) -> None:
    """The page reloads itself by these two facts, so they must be true wherever somebody may be."""
    step, targets = themed(room)
    seen = set()

    def agrees() -> None:
        page = re.sub(r"<template.*?</template>", "", phone.look(), flags=re.S)
        with reading(room.engine) as db:
            person = db.scalars(select(Participant.id).where(Participant.forum == room.forum)).one()
            own = own_things(db, person).put
        see = view.picture(room.put("everyone"), own, room.now)
        open_vote = see.open and see.collects == "votes"
        assert see.has_field == ("<textarea" in page or 'name="number"' in page), see.mode
        assert open_vote or see.has_drawer == ("<details" in page) or see.has_field, see.mode
        seen.add((see.mode, see.has_field, see.has_drawer))

    agrees()
    room.must("activity.close", activity=step)
    room.must("activity.reveal", activity=step)
    room.must("screen.uncover", activity=step, uncovered=9)
    agrees()
    for kind in ("welcome", "clusters", "results", "ideas"):
        go(room, kind)
        agrees()
    assert len({(field, drawer) for _, field, drawer in seen}) >= 3


def test_only_without_scripts_the_first_picture_says_that_one_is_in(phone: Phone, room: Room) -> None:
    status = re.search(r'<p id="status".*?</p>', phone.look(), re.S)
    assert status and "Olet mukana" not in re.sub(r"<noscript>.*?</noscript>", "", status[0], flags=re.S)
    assert 'data-lost="Yhteyttä ei vielä ole.' in status[0]


def test_an_idea_taken_back_by_a_form_can_be_brought_back(phone: Phone, room: Room) -> None:
    go(room, "ideas")
    phone.look()
    phone.send("/idea", activity=room.step("ideas"), text="Keinu", key="k" * 22)
    (idea,) = room.sees("everyone")["idea"]
    gone = phone.send(f"/idea/{idea}", act="withdraw")
    page = phone.client.get(gone.headers["Location"]).text
    assert "Vedit idean pois." in page and 'value="restore"' in page
    phone.send(f"/idea/{idea}", act="restore")
    assert room.sees("everyone")["idea"][idea]["number"] == 1
    assert 'value="restore"' not in phone.client.get(gone.headers["Location"]).text


def themed(room: Room) -> tuple[int, list[int]]:
    """A vote on four ideas, of which one is in each of two themes and one is left out."""
    step, targets = voting(room)
    room.must("idea.leave_out", idea=targets[3], out=True)
    for target, title in ((targets[0], "Piha"), (targets[1], "\u0628\u064a\u062a")):
        made = room.must("cluster.add", title=title, ideas=[target])
    room.must("cluster.colour", cluster=made["cluster"], colour="green")
    return step, targets


def test_a_theme_without_a_name_gets_it_later_on_a_ballot_and_has_none_in_a_result(phone: Phone, room: Room) -> None:
    idea = room.ideas_on_paper(go(room, "ideas", 1), 1)[0]
    go(room, "clusters")
    theme = room.must("cluster.add", title="", ideas=[idea])["cluster"]
    step = room.step("dots")
    words = {"minutes": 5, "prompt": {"fi": "Tärkein teema"}, "instruction": {}, "version": 1}
    room.must("activity.edit", activity=step, settings={"of": "clusters", "dots": 3, "cap": 2}, **words)
    go(room, "dots")
    assert phone.look().count("(nimi tulossa)") == 2, "on its card and in the words of its button"
    ballot(phone, step, {theme: 1})
    room.must("activity.close", activity=step)
    room.must("activity.reveal", activity=step)
    room.must("screen.uncover", activity=step, uncovered=1)
    page = phone.look()
    assert "Nimetön teema" in page and "(nimi tulossa)" not in page


def test_a_vote_stands_by_theme_and_says_how_many_ideas_are_left_out(phone: Phone, room: Room) -> None:
    step, targets = themed(room)
    page = phone.look()
    heads = re.findall(r'<summary class="drawer">.*?</summary>', page, re.S)
    assert len(heads) == 3 and "Ilman teemaa" in heads[2] and "1 idea" in heads[0]
    marked = [head for head in heads if 'data-colour="green">B<' in head]
    assert len(marked) == 1 and page.count("data-colour") == 1, "a theme's colour stands beside its letter"
    assert page.count('<details name="theme" open>') == 1, "one at a time"
    assert "1 idea on jätetty äänestyksestä pois." in page and f'value="{targets[3]}"' not in page
    answer = ballot(phone, step, {targets[1]: 1}, n=1)
    at = phone.client.get(answer.headers["Location"].split("#")[0]).text
    opened = re.search(r'<details name="theme" open>(.*?)</details>', at, re.S)
    assert opened and f'id="p{targets[1]}"' in opened[1] and "Annoit 1 tarran" in opened[1]


def test_results_by_theme_too(phone: Phone, room: Room) -> None:
    step, targets = themed(room)
    phone.look()
    ballot(phone, step, {targets[1]: 1, targets[2]: 2}, n=1)
    room.must("activity.close", activity=step)
    go(room, "results")
    room.must("activity.reveal", activity=step)
    room.must("screen.uncover", activity=step, uncovered=2)
    sums = re.search(r'<ul class="sums">.*?</ul>', phone.look(), re.S)
    assert sums and re.findall(r'<b aria-hidden="true">(\d)</b>', sums[0]) == ["1", "0", "2"]
    assert sums[0].index("Piha") < sums[0].index("Ilman teemaa"), "which stands last, whatever it got"


def test_while_the_hall_groups_every_idea_can_be_read(phone: Phone, room: Room) -> None:
    ideas = room.ideas_on_paper(go(room, "ideas", 1), 3)
    go(room, "clusters")
    assert all(f"Idea {n}</span>" in phone.look() for n in range(3))
    room.must("cluster.add", title="Aistit", ideas=ideas[:2])
    page = phone.look()
    assert (
        "2 ideaa" in page
        and "Ilman teemaa" in page
        and page.index("Idea 0") < page.index("Idea 1") < page.index("Idea 2")
    )


def test_what_nobody_groups_is_not_counted_among_ideas_without_a_theme(phone: Phone, room: Room) -> None:
    told: dict[str, Any] = {"kind": "ideas", "minutes": 3, "prompt": {"fi": "Muistoja"}}
    memories = int(room.must("activity.add", position=2, settings={"votable": False}, **told)["activity"])
    room.must("agenda.go", activity=memories)
    room.ideas_on_paper(memories, 2)
    ideas = room.ideas_on_paper(go(room, "ideas", 2), 4)
    go(room, "clusters")
    room.must("cluster.add", title="Aistit", ideas=ideas[:1])
    heads = re.findall(r'<summary class="drawer">(.*?)</summary>', phone.look(), re.S)
    said = [" ".join(re.sub(r"<.*?>", " ", head).split()) for head in heads]
    assert said == ["A Aistit 1 idea", "– Ilman teemaa 3 ideaa", "– Ryhmittelyn ulkopuolella 2 ideaa"]


def test_peoples_words_go_in_their_own_direction_and_say_their_language(phone: Phone, room: Room) -> None:
    step = go(room, "ideas")
    phone.look()
    phone.send("/idea", activity=step, text="Jag vill ha en gammal spårvagn i museet", key="k" * 22)
    page = phone.look()
    assert '<p dir="auto"><bdi class="no">1</bdi> <span lang="sv">Jag vill ha en gammal' in page
    assert '<textarea id="idea" name="text" dir="auto" lang="fi"' in page


def test_changing_the_language_leads_back_to_where_that_was_done(phone: Phone) -> None:
    phone.look()
    assert phone.send("/language", language="sv").headers["Location"].endswith("#languages")
    assert 'id="languages"' in phone.look()


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("أريد مقهى في المتحف", ' lang=""'),
        ("אני רוצה בית קפה", ' lang=""'),
        ("Музей для всех", ' lang=""'),
        ("Lisää penkkejä museon pihalle", ' lang="fi"'),
        ("123 😀", ""),
    ],
)
def test_an_idea_in_another_script_is_not_read_aloud_as_the_pages_language(
    phone: Phone, room: Room, text: str, attribute: str
) -> None:
    step = go(room, "ideas")
    room.must("idea.enter", activity=step, text=text, source="paper")
    phone.send("/idea", activity=step, key="k" * 22, text=text)
    found = re.findall(r'<p dir="auto"><bdi class="no">[0-9]</bdi> <span([^>]*)>' + re.escape(text), phone.look())
    assert found and set(found) == {attribute}


def test_a_break_says_on_the_phone_too_when_it_ends(phone: Phone, room: Room) -> None:
    step = room.step("welcome", 1)
    go(room, "welcome", 1)
    assert "Seuraa isoa näyttöä." in phone.look()
    facts = {"minutes": 10, "prompt": {"fi": "Kahvia"}, "instruction": {}, "version": 1}
    room.must("activity.edit", activity=step, settings={"break": True}, **facts)
    assert re.search(r"Jatkamme klo \d{1,2}\.\d\d\. Tämä sivu vaihtuu itsestään\.", phone.look())


def test_a_phone_asks_for_names_while_themes_are_named(phone: Phone, room: Room) -> None:
    go(room, "clusters")
    assert "Huomaatko, mihin teemaan jokin idea kuuluu?" in phone.look()
    go(room, "clusters", 1)
    assert "Kerro ohjaajalle, jos keksit hyvän nimen." in phone.look()


def test_what_a_form_has_done_is_said_in_the_status_line(phone: Phone, room: Room) -> None:
    step = go(room, "ideas", 1)
    phone.look()

    def said(where: str, **fields: Any) -> str:
        answer = phone.send(where, **fields)
        assert answer.status_code == 303, where
        phone.page = phone.client.get(answer.location.split("#")[0])
        found = re.search(r'<p id="status"[^>]*>(.*?)</p>', phone.page.text, re.DOTALL)
        assert found
        return html.unescape(re.sub(r"<[^>]+>", "", found[1])).strip()

    assert said("/idea", activity=step, key=phone.hidden("key"), text="Kahvila") == "Kaikki tallessa"
    idea = next(iter(room.sees("facilitators")["idea"]))
    assert said(f"/idea/{idea}", act="save", text="Pieni kahvila") == "Kaikki tallessa"
    assert said(f"/idea/{idea}", act="withdraw") == "Vedit idean pois. Muut eivät näe sitä."
    assert said(f"/idea/{idea}", act="restore") == "Ideasi on taas mukana."
    go(room, "clusters")
    room.must("cluster.add", title="Ruoka", ideas=[])
    assert said("/placement", number="1", theme="1") == "Ehdotus meni ohjaajalle."
    assert said("/placement", number="1", theme="") == "Ehdotus on peruttu."
    assert "Olet mukana" in phone.client.get(f"/j/{phone.code}?did=<b>").text, "an address says nothing of its own"


def test_a_question_and_an_instruction_that_are_not_in_the_readers_language_say_so(
    client: FlaskClient, room: Room
) -> None:
    """A Swedish phone had a Finnish instruction under a Swedish question, as if it were the only one."""
    told = {"fi": "Kirjoita yksi idea kerrallaan."}
    facts = {"minutes": 10, "prompt": {"fi": "Mitä?", "sv": "Vad?"}, "instruction": told, "settings": {}}
    step = int(str(room.must("activity.add", kind="ideas", **facts)["activity"]))
    room.must("agenda.go", activity=step)
    swedish = Phone(client, room, "sv").look()
    said = '<span class="quiet" lang="sv"> (på finska)</span>'
    assert f"kerrallaan.{said}</p>" in swedish and swedish.count(said) == 1, "the question is there in Swedish"
    client.delete_cookie("device")
    assert "(suomeksi)" not in Phone(client, room, "fi").look()


def test_the_question_on_an_own_card_says_which_language_it_is_in(client: FlaskClient, room: Room) -> None:
    asked = {"minutes": 10, "prompt": {"fi": "Mikä ilahdutti?"}, "settings": {}, "position": 1}
    step = int(str(room.must("activity.add", kind="ideas", **asked)["activity"]))
    room.must("agenda.go", activity=step)
    swedish = Phone(client, room, "sv")
    swedish.look()
    swedish.send("/idea", activity=step, key=swedish.hidden("key"), text="Bastun")
    go(room, "clusters")
    assert 'lang="fi">Mikä ilahdutti?<span class="quiet" lang="sv"> (på finska)</span></p>' in swedish.look()
