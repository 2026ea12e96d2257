"""The shortlist and the programme of an open call: set in the office, read by everybody once it is published, as a page
and as a file for calendars, and by the author behind the receipt."""

import re
import sqlite3
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from tests.activities.proposals.test_proposals import (
    FINNISH,
    FORM,
    PRIVATE,
    Phone,
    ada,
    ben,
    call,
    code_of,
    ideas,
    office_of,
    organiser,
)
from tests.conftest import MINUTE, Room
from workshop.domain import open_call_programme
from workshop.domain.errors import Refusal
from workshop.i18n import catalogues
from workshop.projections.open_call_programme import ProgrammeItem
from workshop.runtime.epoch_ms import HOUR
from workshop.runtime.settings import Settings
from workshop.storage.database import reading
from workshop.storage.tables import Forum
from workshop.verifier.check import check
from workshop.verifier.database_reader import Source

__all__ = ["ada", "ben", "call", "organiser"]
EVENING = int(datetime(2027, 6, 11, 15, 30, tzinfo=UTC).timestamp() * 1000)
"""Friday 11 June 2027, 18.30 in Finland."""


def item(number: int, starts: int | None, ends: int | None = None, place: str = "Piha") -> ProgrammeItem:
    return ProgrammeItem(number, number, "x", "fi", {}, starts, ends, place)


@pytest.mark.parametrize(
    ("events", "clash"),
    [
        ([item(1, 0, HOUR), item(2, HOUR // 2, 2 * HOUR)], {1, 2}),
        ([item(1, 0, HOUR), item(2, HOUR, 2 * HOUR)], set()),
        ([item(1, 0, HOUR), item(2, 0, HOUR, "piha ")], {1, 2}),
        ([item(1, 0, HOUR), item(2, 0, HOUR, "Sali")], set()),
        ([item(1, 0), item(2, 0)], {1, 2}),
        ([item(1, 0), item(2, HOUR)], set()),
        ([item(1, None), item(2, None)], set()),
        ([item(1, 0, HOUR, ""), item(2, 0, HOUR, "")], set()),
    ],
)
def test_events_clash_in_one_place_at_one_time(events: list[ProgrammeItem], clash: set[int]) -> None:
    assert open_call_programme.clashing(events) == clash


NOT_AFTER = [(None, EVENING), (EVENING, EVENING), (EVENING, EVENING - MINUTE)]


@pytest.mark.parametrize(
    ("starts", "ends"), [*NOT_AFTER, (EVENING, EVENING + open_call_programme.LONGEST_EVENT_MS + MINUTE)]
)
def test_an_event_that_ends_before_it_begins_or_is_longer_than_a_day_is_refused(starts: int | None, ends: int) -> None:
    with pytest.raises(Refusal, match="programme_times"):
        open_call_programme.check(starts, ends)


def placed(room: Room, idea: int, starts_at: int | None = EVENING, **changed: object) -> str:
    """The code of the refusal, or empty."""
    fields = {"listed": True, "starts_at": starts_at, "ends_at": None, "place": "Piha", **changed}
    return room.do("programme.set", idea=idea, **fields).code or ""


def test_only_organisers_list_proposals_and_only_proposals_are_listed(room: Room, call: int, ada: Phone) -> None:
    ada.send()
    mine = ideas(room)[0].id
    leader, _ = room.leader("cai")
    fields = {"idea": mine, "listed": True, "starts_at": None, "ends_at": None, "place": ""}
    assert room.do("programme.set", leader, **fields).code == "rights"
    assert room.do("programme.publish", leader, public=True).code == "rights"
    assert placed(room, mine, place="x" * 121) == "too_long"
    assert placed(room, mine, ends_at=EVENING - MINUTE) == "programme_times"
    assert placed(room, 999) == "idea_gone"
    plain = room.must("idea.enter", activity=room.step("ideas"), text="Penkki", source="paper")["idea"]
    assert placed(room, plain) == "wrong_activity"
    assert placed(room, mine) == placed(room, mine) == "", "it may be said twice"
    own = f"{ada.form}/{mine}"
    ada.post(own, own, act="withdraw")
    assert placed(room, mine) == "idea_gone"
    assert placed(room, mine, listed=False) == placed(room, mine, listed=False) == "", "off the list it always goes"


def test_the_log_proves_the_programme(room: Room, ada: Phone, settings: Settings) -> None:
    ada.send()
    placed(room, ideas(room)[0].id)
    line = sqlite3.connect(settings.data / "forum.db", isolation_level=None)
    assert check(Source(line, "?"))["problems"] == []
    line.execute("UPDATE programme_entry SET starts_at = starts_at + 60000")
    assert "its starts_at is not what the log left" in str(check(Source(line, "?"))["problems"])
    line.close()


def sent(office: FlaskClient, room: Room, path: str, **fields: str) -> str:
    """The page that a form of the office's page leads to."""
    here = office_of(room)
    token = re.search(r'name="csrf" value="([^"]+)"', office.get(here, headers=FINNISH).get_data(True))
    assert token is not None
    answer = office.post(f"{here}/{path}", data={"csrf": token[1], **fields}, headers=FINNISH)
    if answer.status_code == 303:
        answer = office.get(answer.headers["Location"], headers=FINNISH)
    return answer.get_data(True)


def test_a_programme_is_made_in_the_office_published_read_and_taken_off(
    room: Room, ada: Phone, ben: Phone, organiser: FlaskClient
) -> None:
    ada.send()
    ben.send(text="Lastenkierros", wished="", group="Pikkuväki")
    first, second = (str(one.id) for one in ideas(room))
    public, stranger = f"/programme/{code_of(room)}", ben.client

    empty = catalogues.say("fi", "office.programme.empty")
    page = sent(organiser, room, "programme", idea=first, act="add")
    assert empty in page, "before it can be published"
    assert catalogues.say("fi", "office.done.shortlisted") in page, "nothing says that a time was saved"
    page = sent(
        organiser, room, "programme", idea=first, act="save", day="11.6.2027", starts="18.30", ends="klo", place=""
    )
    assert catalogues.say("fi", "refusal.date_bad") in page and 'value="klo"' in page, "what was typed stays"
    times = {"day": "2027-06-11", "starts": "18.30", "ends": "0.15", "place": "  Linnan   piha "}
    page = sent(organiser, room, "programme", idea=first, act="save", **times)
    assert catalogues.say("fi", "office.programme.clash") not in page
    assert empty not in page and catalogues.say("fi", "office.done.programme") in page
    page = sent(organiser, room, "programme", idea=second, act="save", **{**times, "starts": "20", "ends": ""})
    assert page.count(catalogues.say("fi", "office.programme.clash")) == 2

    answer = stranger.get(public, headers=FINNISH)
    assert answer.status_code == 404 and FORM["text"] not in answer.get_data(True)
    swedish = f'href="{public}?lang=sv" lang="sv"'
    assert swedish in answer.get_data(True), "nobody needs Finnish to read that it is not published"
    assert stranger.get(f"{public}/calendar.ics", headers=FINNISH).status_code == 404
    sent(organiser, room, "publish", public="yes")
    page = stranger.get(public, headers=FINNISH).get_data(True)
    for words in ("Perjantai 11.6.2027", "18.30–0.15", "Linnan piha", FORM["text"], FORM["group"], "Lastenkierros"):
        assert words in page
    assert page.index(FORM["text"]) < page.index("Lastenkierros")
    assert swedish in page and not [word for word in PRIVATE if word in page]
    receipt = ada.get(f"/r/{ideas(room)[0].receipt}")
    assert catalogues.say("fi", "programme.yours", day="11.6.2027", time="18.30") + " Paikka: <span" in receipt

    listed = organiser.get(f"{office_of(room)}?show=listed", headers=FINNISH).get_data(True)
    assert FORM["text"] in listed and "Lastenkierros" in listed
    room.must("idea.merge", into=int(first), ideas=[int(second)])
    assert "Yhdistetty ideaan 1" in organiser.get(office_of(room), headers=FINNISH).get_data(True)
    room.must("idea.unmerge", ideas=[int(second)])
    sent(organiser, room, "programme", idea=second, act="remove")
    listed = organiser.get(f"{office_of(room)}?show=listed", headers=FINNISH).get_data(True)
    assert "Lastenkierros" not in listed and "Lastenkierros" not in stranger.get(public, headers=FINNISH).get_data(True)
    room.must("idea.hide", idea=int(first), reason="test")
    assert FORM["text"] not in stranger.get(public, headers=FINNISH).get_data(True), "nor what is hidden later"
    assert catalogues.say("fi", "programme.read") not in ada.get(f"/r/{ideas(room)[0].receipt}")


def test_the_office_says_how_many_the_programme_shows_and_leads_to_those_that_wait(
    room: Room, ada: Phone, ben: Phone, organiser: FlaskClient
) -> None:
    ada.send()
    ben.send(text="Soita 040 123 4567")
    for one in ideas(room):
        placed(room, one.id)
    with reading(room.engine) as db:
        console = f'href="/console/{db.get_one(Forum, room.forum).ref}"'
    page = organiser.get(office_of(room), headers=FINNISH).get_data(True)
    assert catalogues.say("fi", "office.programme.private", 1) in page, "what waits for review is not in it"
    assert catalogues.say("fi", "office.programme.unreviewed", 1) in page
    assert page.count(console) == 2, "there, and beside the proposal"
    room.must("programme.publish", public=True)
    page = organiser.get(office_of(room), headers=FINNISH).get_data(True)
    assert catalogues.say("fi", "office.programme.public", 1) in page
    room.must("idea.show", idea=ideas(room)[1].id)
    page = organiser.get(office_of(room), headers=FINNISH).get_data(True)
    assert catalogues.say("fi", "office.programme.public", 2) in page and console not in page


def test_calendars_read_the_programme(room: Room, ada: Phone, ben: Phone) -> None:
    ada.send()
    ben.send(text="Ilman aikaa")
    first, second = (one.id for one in ideas(room))
    placed(room, first, ends_at=EVENING + 2 * HOUR, place="")
    placed(room, second, None)
    room.must("programme.publish", public=True)
    answer = ben.client.get(f"/programme/{code_of(room)}/calendar.ics", headers=FINNISH)
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.mimetype == "text/calendar"
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert [str(one["summary"]) for one in events] == [FORM["text"]], "one without a time is in no programme"
    event = events[0]
    begins = event.decoded("dtstart")
    assert begins == datetime(2027, 6, 11, 18, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
    assert event.decoded("dtend") - begins == timedelta(hours=2)
    assert "Kaikki saavat tulla." in str(event["description"]) and FORM["group"] in str(event["description"])
    assert not [word for word in PRIVATE if word in answer.get_data(True)]
    again = ben.client.get(f"/programme/{code_of(room)}/calendar.ics", headers=FINNISH)
    assert Calendar.from_ical(again.data).walk("VEVENT")[0]["uid"] == event["uid"], "a later file moves the event"


def test_a_wrong_code_has_no_programme(ada: Phone) -> None:
    assert ada.client.get("/programme/ZZZZZZ", headers=FINNISH).status_code == 404
