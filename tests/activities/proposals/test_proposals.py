"""An open call: the proposal form on a phone, its contact that only author and organisers see, and what the log, the
backup and other people get of it."""

import csv
import io
import json
import re
import sqlite3

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select, update
from werkzeug.test import TestResponse

from tests.conftest import MINUTE, Room
from tests.reports.forums import reported
from tests.tools.read_back import words_in
from workshop.access.authentication import desk_hash
from workshop.access.sealed_contacts import FILE, ContactSealer
from workshop.contract.shapes import EVERYONE, FACILITATORS
from workshop.domain.proposal_form import ContactDetails
from workshop.i18n import catalogues
from workshop.pages.base import Services
from workshop.pages.phone import proposals as pages_of_proposals
from workshop.reports import FORMATS, open_tables
from workshop.reports.idea_columns import idea_table
from workshop.reports.public_summary import public
from workshop.runtime.settings import Settings
from workshop.storage import backup
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Activity, Forum, Idea, admission, log
from workshop.storage.tables import Contact as StoredContact
from workshop.verifier.check import check
from workshop.verifier.database_reader import Source

FINNISH = {"Accept-Language": "fi", "Host": "localhost:5999"}
FORM = {
    "text": "Kuutamokonsertti pihalla",
    "description": "Kuoro laulaa täysikuun aikaan.\nKaikki saavat tulla.",
    "wished": "lokakuu",
    "group": "Aurajoen kuoro",
    "name": "Maija Meikäläinen",
    "email": "maija@kuoro.example",
    "phone": "+358 40 123 4567",
}
PRIVATE = (FORM["name"], FORM["email"], FORM["phone"])


@pytest.fixture
def call(room: Room, services: Services, monkeypatch: pytest.MonkeyPatch) -> int:
    """An open call in a self-paced forum, at the room's clock."""
    services.writer.now = lambda: room.now
    monkeypatch.setattr(pages_of_proposals, "clock", lambda: room.now)
    made = room.must("activity.add", kind="proposals", minutes=0, prompt={"fi": "Mitä museossa tehdään syksyllä?"})
    room.must("agenda.go", activity=made["activity"])
    return int(made["activity"])


def code_of(room: Room) -> str:
    with reading(room.engine) as db:
        return db.get_one(Forum, room.forum).code


class Phone:
    """A phone without scripts."""

    def __init__(self, app: Flask, room: Room, call: int) -> None:
        self.client, self.code = app.test_client(), code_of(room)
        self.form = f"/j/{self.code}/proposals/{call}"
        self.post(f"/j/{self.code}", f"/j/{self.code}", language="fi")

    def get(self, path: str = "") -> str:
        return self.client.get(path or self.form, headers=FINNISH).get_data(True)

    def post(self, page: str, path: str, **fields: str) -> TestResponse:
        hidden = dict(re.findall(r'name="(csrf|key)" value="([^"]+)"', self.get(page)))
        return self.client.post(path, data={**hidden, **fields}, headers=FINNISH)

    def send(self, **changed: str) -> TestResponse:
        return self.post(self.form, self.form, **{**FORM, **changed})


@pytest.fixture
def ada(app: Flask, room: Room, call: int) -> Phone:
    return Phone(app, room, call)


@pytest.fixture
def ben(app: Flask, room: Room, call: int) -> Phone:
    return Phone(app, room, call)


def ideas(room: Room) -> list[Idea]:
    with reading(room.engine) as db:
        found = list(db.scalars(select(Idea).order_by(Idea.id)))
        db.expunge_all()
        return found


def sealed(room: Room) -> list[str]:
    with reading(room.engine) as db:
        return list(db.scalars(select(StoredContact.sealed)))


def test_where_a_form_asks_for_names_the_foot_of_the_page_promises_nothing_else(
    app: Flask, room: Room, ada: Phone, call: int
) -> None:
    def foot() -> list[str]:
        """Which lines of the foot are shown."""
        page = ada.get(f"/j/{ada.code}")
        return [name for name in ("help", "unnamed") if f'<p id="{name}">' in page]

    assert foot() == ["help"], "in the hall a helper comes"
    room.must("agenda.go", activity=room.step("ideas"))
    assert foot() == ["help", "unnamed"]
    room.must("forum.end")
    assert foot() == [], "of one step it would not be true, and nobody is there to help"


def test_a_proposal_is_made_and_only_its_author_sees_the_contact(room: Room, ada: Phone, ben: Phone) -> None:
    assert ada.send().status_code == 303
    one = ideas(room)[0]
    assert (one.text, one.details["group"], one.details["wished"]) == (FORM["text"], FORM["group"], "lokakuu")
    mine, theirs = ada.get(), ben.get()
    assert all(word in mine for word in (*PRIVATE, FORM["text"], "Aurajoen kuoro", f"/r/{one.receipt}"))
    assert FORM["text"] in theirs and "Kaikki saavat tulla." in theirs
    assert not [word for word in PRIVATE if word in theirs]
    seen = str(room.sees(EVERYONE)) + str(room.sees(FACILITATORS))
    assert "Kaikki saavat tulla." in seen and not [word for word in PRIVATE if word in seen]


def test_no_database_and_no_backup_holds_the_contact(room: Room, ada: Phone, settings: Settings) -> None:
    ada.send()
    with reading(room.engine) as db:
        rows = " ".join(db.scalars(select(log.c.body)))
    assert FORM["text"] in rows and "sha256:" in rows
    source, copy = settings.data / "forum.db", settings.data / "copy.db"
    backup.make(source, copy)
    for path in (*settings.data.glob("forum.db*"), copy):
        raw = path.read_bytes()
        assert not [word for word in PRIVATE if word.encode() in raw], path.name
    key = settings.data / FILE
    assert key.stat().st_mode & 0o777 == 0o600 and key.read_bytes().strip() not in copy.read_bytes()


def test_the_log_proves_the_proposal_and_its_contact(room: Room, ada: Phone, settings: Settings) -> None:
    ada.send()
    line = sqlite3.connect(settings.data / "forum.db", isolation_level=None)
    assert check(Source(line, "?"))["problems"] == []
    line.execute("UPDATE contact SET sealed = 'x'")
    line.execute("UPDATE idea SET details = '{}'")
    problems = str(check(Source(line, "?"))["problems"])
    line.close()
    assert "its sealed is not what the log left" in problems and "its details is not what the log left" in problems


def test_the_same_form_twice_is_one_proposal(room: Room, ada: Phone) -> None:
    hidden = dict(re.findall(r'name="(csrf|key)" value="([^"]+)"', ada.get()))
    for _ in range(2):
        assert ada.client.post(ada.form, data={**hidden, **FORM}, headers=FINNISH).status_code == 303
    assert len(ideas(room)) == len(sealed(room)) == 1


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("text", " ", "empty"),
        ("group", "", "empty"),
        ("name", "", "empty"),
        ("description", "x" * 1_201, "too_long"),
        ("email", "maija@", "email_bad"),
        ("email", "maija@kuoro", "email_bad"),  # an account may have such an address, of an internal network
        ("email", "maija@kuoro<script>", "email_bad"),
        ("phone", "soita", "phone_wrong"),
    ],
)
def test_a_form_that_is_refused_keeps_all_that_was_typed(
    room: Room, ada: Phone, field: str, typed: str, code: str
) -> None:
    answer = ada.send(**{field: typed})
    page = answer.get_data(True)
    facts = {"n": 1} if code == "too_long" else {}
    assert answer.status_code == 422 and catalogues.refusal("fi", code, facts, "form.refusal.") in page
    assert not ideas(room) and not sealed(room)
    kept = {name: words for name, words in FORM.items() if name != field}
    assert [words for words in kept.values() if words.splitlines()[0] not in page] == []
    assert re.search(rf'id="{field}"[^>]*aria-invalid="true"', page)


def test_no_field_cuts_a_text_and_one_that_is_much_too_long_stays_whole(room: Room, ada: Phone) -> None:
    page = ada.send(description="x" * 10_000).get_data(True)
    assert "x" * 10_000 in page and catalogues.refusal("fi", "too_long", {"n": 8_800}, "form.refusal.") in page
    assert "maxlength" not in page, "the browser would cut what is pasted, and say nothing"


def test_one_way_to_be_reached_is_needed(room: Room, ada: Phone) -> None:
    assert catalogues.say("fi", "refusal.reach_missing") in ada.send(email="", phone="").get_data(True)
    assert ada.send(email="").status_code == 303


def test_what_is_written_is_never_markup(room: Room, ada: Phone, ben: Phone) -> None:
    evil = "<script>alert(1)</script>"
    ada.send(text=evil, description=evil, wished=evil, group=evil, name=evil)
    for page in (ada.get(), ben.get()):
        assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_a_form_of_100_kilobytes_is_refused_by_a_page(room: Room, ada: Phone) -> None:
    assert ada.send(description="x" * 100_000).status_code == 413
    assert not ideas(room)


def test_its_author_changes_it_until_the_deadline_and_takes_it_back(room: Room, ada: Phone, ben: Phone) -> None:
    ada.send()
    own = f"{ada.form}/{ideas(room)[0].id}"
    assert FORM["email"] in ada.get(own)
    assert ben.client.get(own, headers=FINNISH).status_code == 404
    assert ben.post(ben.form, own, **FORM).status_code == 404
    before = sealed(room)
    assert ada.post(own, own, **{**FORM, "text": "Konsertti", "email": "uusi@kuoro.example"}).status_code == 303
    assert ideas(room)[0].text == "Konsertti" and sealed(room) != before and "uusi@kuoro.example" in ada.get()
    assert ada.post(own, own, act="withdraw").status_code == 303
    assert ideas(room)[0].state == "withdrawn" and not sealed(room)


def test_after_the_end_nothing_is_taken_and_nothing_typed_is_lost(room: Room, call: int, ada: Phone) -> None:
    ada.send()
    own = f"{ada.form}/{ideas(room)[0].id}"
    ada.get(own)
    hidden = dict(re.findall(r'name="(csrf|key)" value="([^"]+)"', ada.get(own)))
    room.must("activity.close", activity=call)
    room.now += MINUTE * 10
    for path in (ada.form, own):
        answer = ada.client.post(path, data={**hidden, **FORM, "text": "Myöhässä"}, headers=FINNISH)
        page = answer.get_data(True)
        assert (
            answer.status_code == 422
            and "Myöhässä" in page
            and catalogues.say("fi", "form.refusal.ideas_closed") in page
        )
    assert [one.text for one in ideas(room)] == [FORM["text"]]


def test_ideas_and_forms_do_not_mix(room: Room, call: int, ada: Phone) -> None:
    eve = room.comes("eve")
    assert room.do("idea.add", eve, activity=call, text="ilman lomaketta").code == "wrong_activity"
    fields = {"text": "x", "description": "x", "wished": "", "group": "x", "sealed": "x"}
    assert room.do("form.send", eve, activity=room.step("ideas"), **fields).code == "wrong_activity"
    assert ada.client.get(f"/j/{ada.code}/proposals/{room.step('ideas')}", headers=FINNISH).status_code == 404
    made = room.must("form.send", eve, activity=call, **fields)["idea"]
    assert room.do("idea.edit", eve, idea=made, text="toinen").code == "wrong_activity"


def test_a_telephone_number_in_the_public_text_waits_for_a_facilitator(room: Room, ada: Phone, ben: Phone) -> None:
    ada.send(description="Soita 040 123 4567")
    assert ideas(room)[0].state == "waiting" and "040 123" not in ben.get()
    assert catalogues.say("fi", "form.waiting") in ada.get()


def test_organisers_remove_contacts_for_good(room: Room, call: int) -> None:
    fields = {"description": "x", "wished": "", "group": "x", "sealed": "x"}
    made = [
        room.must("form.send", room.comes(f"p{n}"), activity=call, text=f"E{n}", **fields)["idea"] for n in range(3)
    ]
    leader, _ = room.leader("cai")
    assert room.do("contacts.remove", leader, idea=made[0]).code == "rights"
    room.must("contacts.remove", idea=made[0])
    assert room.do("contacts.remove", idea=made[0]).code == "gone" and len(sealed(room)) == 2
    room.must("contacts.remove", idea=None)
    assert not sealed(room) and len(ideas(room)) == 3


def test_a_deleted_forum_leaves_no_contact(room: Room, call: int, ada: Phone) -> None:
    ada.send()
    room.must("forum.end")
    room.must("forum.remove")
    assert not sealed(room)


def test_a_contact_opens_only_with_its_key_and_several_keys_may_stand_in_the_file(settings: Settings) -> None:
    first, other = settings.data / "a", settings.data / "b"
    for folder in (first, other):
        folder.mkdir()
    contact = ContactDetails("Maija", "maija@kuoro.example", "")
    closed = ContactSealer(first).seal(contact)
    assert ContactSealer(first).open(closed) == contact and ContactSealer(first).seal(contact) != closed
    assert ContactSealer(other).open(closed) is None
    with (other / FILE).open("ab") as file:
        file.write((first / FILE).read_bytes())
    assert ContactSealer(other).open(closed) == contact


def test_files_of_results_have_the_public_fields_and_never_the_contact(room: Room, ada: Phone, ben: Phone) -> None:
    """For organisers and for everybody: the words of one that nobody may read are in none."""
    ada.send(text="Kuutamo", description="=1+1 on kaava")
    ben.send(text="Salaisuus", description="Ei tätä", group="Kätketyt")
    room.must("idea.hide", idea=ideas(room)[1].id, reason="test")
    found = reported(room)
    for summary in (found, public(found)):
        table = idea_table(summary, "fi")
        row = dict(zip(table[0], table[1], strict=True))
        assert (row["Kuvaus"], row["Toivottu aika"], row["Ehdottaja"]) == ("=1+1 on kaava", "lokakuu", FORM["group"])
        of_json = json.loads(FORMATS["json"].write(summary, "fi"))["ideas"]
        assert of_json[0]["details"] == {"description": "=1+1 on kaava", "wished": "lokakuu", "group": FORM["group"]}
        assert of_json[1]["details"] is None
        data = list(csv.DictReader(open_tables.files(summary, "fi")["ideas.csv"].decode().splitlines()))
        assert (data[0]["description"], data[0]["group"]) == ("'=1+1 on kaava", FORM["group"])
        sheet = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(summary, "fi")))["Ideat"]
        cells = [cell for line in sheet.iter_rows(values_only=True) for cell in line]
        assert "=1+1 on kaava" in cells and "Kuvaus" in cells
        assert "=1+1 on kaava" in words_in(FORMATS["decidim"].write(summary, "fi"))
        files = [str(table), str(of_json), str(data), str(cells)]
        assert not [word for word in (*PRIVATE, "Ei tätä", "Kätketyt") if any(word in file for file in files)]


def test_a_forum_without_a_form_has_no_columns_for_it(room: Room) -> None:
    assert "Kuvaus" not in idea_table(reported(room), "fi")[0]


def test_what_is_covered_in_a_title_is_covered_in_the_details_too(room: Room, ada: Phone, ben: Phone) -> None:
    ada.send(text="Soita 040 123 4567", description="tai 050 765 4321")
    room.must("idea.mask", idea=ideas(room)[0].id)
    seen = ben.get() + str(room.sees(EVERYONE)) + FORMATS["json"].write(reported(room), "fi").decode()
    assert "tai […]" in seen and not [number for number in ("123 4567", "765 4321") if number in seen]
    assert "050 765 4321" in ada.get()


def test_the_receipt_shows_the_whole_proposal_without_its_contact(room: Room, ada: Phone) -> None:
    ada.send()
    page = ada.get(f"/r/{ideas(room)[0].receipt}")
    assert "Kaikki saavat tulla." in page and FORM["group"] in page and "lokakuu" in page
    assert not [word for word in PRIVATE if word in page]


# -- the office --------------------------------------------------------------------------------------------------------


@pytest.fixture
def organiser(client: FlaskClient, room: Room, services: Services) -> FlaskClient:
    """An organiser who is signed in."""
    account = room.must("account.add", email="o@museo.example", called="O", password_hash="x")["account"]
    row = {"token_hash": desk_hash("organiser"), "account": account, "created_at": 0, "expires_at": 10**14}
    with transaction(room.engine) as db:
        db.execute(insert(admission).values(row))
    client.set_cookie(services.cookies.desk, "organiser", domain="localhost")
    return client


def office_of(room: Room) -> str:
    with reading(room.engine) as db:
        return f"/office/forum/{db.get_one(Forum, room.forum).ref}/proposals"


def test_an_organiser_reads_downloads_and_removes_contacts(room: Room, ada: Phone, organiser: FlaskClient) -> None:
    ada.send(name="=HYPERLINK(1)")
    here = office_of(room)
    page = organiser.get(here, headers=FINNISH).get_data(True)
    assert FORM["email"] in page and FORM["text"] in page
    file = organiser.get(f"{here}/contacts.csv", headers=FINNISH)
    assert file.content_type == "text/csv; charset=utf-8"
    rows = list(csv.reader(file.get_data(True)[1:].splitlines(), delimiter=";"))
    assert rows[1] == ["1", FORM["text"], FORM["group"], "'=HYPERLINK(1)", FORM["email"], "'" + FORM["phone"]]
    hidden = dict(re.findall(r'name="(csrf|once|idea)" value="([^"]+)"', page))
    answer = organiser.post(f"{here}/contacts", data=hidden, headers=FINNISH)
    assert answer.status_code == 303 and not sealed(room)
    page = organiser.get(here, headers=FINNISH).get_data(True)
    assert FORM["email"] not in page and FORM["text"] in page
    assert catalogues.say("fi", "form.contact.none") in ada.get()


def test_a_late_proposal_is_marked_wherever_somebody_chooses_or_follows(
    room: Room, call: int, ada: Phone, ben: Phone, organiser: FlaskClient
) -> None:
    """The phone promises that: `Myöhässä tulleet merkitään`."""
    mark = catalogues.say("fi", "idea.late")
    ada.send()
    with transaction(room.engine) as db:
        db.execute(update(Activity).where(Activity.id == call).values(due_at=room.now + MINUTE, late_minutes=60))
    room.now += MINUTE - 1
    ben.send(text="Juuri ajoissa")
    room.now += 1
    ada.send(text="Myöhästynyt kierros")
    proposals = organiser.get(office_of(room), headers=FINNISH).get_data(True)
    answers = organiser.get(office_of(room).replace("proposals", "answers"), headers=FINNISH).get_data(True)
    for page in (proposals, answers):
        assert page.count(mark) == 1
        assert page.index("Juuri ajoissa") < page.index("Myöhästynyt kierros") < page.index(mark)
    assert (ada.get().count(mark), ben.get().count(mark)) == (1, 1), "its author and whoever compares proposals"
    receipts = [ada.get(f"/r/{one.receipt}").count(mark) for one in ideas(room)]
    assert receipts == [0, 0, 1]
    assert [ada.get(f"/r/{one.receipt}/receipt.txt").count(mark) for one in ideas(room)] == [0, 0, 1]


def test_nobody_else_gets_the_contacts(room: Room, ada: Phone) -> None:
    ada.send()
    for path in (office_of(room), f"{office_of(room)}/contacts.csv"):
        answer = ada.client.get(path, headers=FINNISH)
        assert answer.status_code != 200 and FORM["email"] not in answer.get_data(True)
