"""The office's first page says what comes next, for 0, 1 and 40 forums; and a forum's date as a calendar entry."""

import time
from dataclasses import replace

import pytest
from icalendar import Calendar, Component
from sqlalchemy import update

from tests.conftest import Room, forum_fields
from tests.pages.test_office import HALF_PAST_FIVE_IN_TURKU, Browser, kaisa, stranger
from tests.tools.pace import late_each_time
from workshop.pages.base import Services
from workshop.runtime.epoch_ms import clock
from workshop.storage.database import transaction
from workshop.storage.tables import Activity, Forum

__all__ = ["kaisa", "stranger"]


def ref(room: Room) -> str:
    return str(room.sees("facilitators")["forum"][str(room.forum)]["ref"])


def test_a_house_without_forums_has_nothing_to_do(kaisa: Browser) -> None:
    page = kaisa.text("/office")
    assert "Seuraavaksi</h2>" not in page and 'role="search"' not in page


def test_each_step_of_a_forum_has_its_link(room: Room, kaisa: Browser) -> None:
    path = f"/office/forum/{ref(room)}"
    assert f'<a href="{path}/edit#date">Sovi päivä</a>' in kaisa.text("/office")
    ada, wall = room.comes("ada"), room.step("ideas", 2)
    room.must("agenda.go", activity=wall)
    assert f'<a href="/console/{ref(room)}">Lopeta foorumi: se on yhä auki' in kaisa.text("/office"), "since 2023"
    with transaction(room.engine) as db:
        db.get_one(Forum, room.forum).started_at = clock()
    assert f'<a href="/console/{ref(room)}">Käynnissä: avaa ohjauspöytä</a>' in kaisa.text("/office")
    room.must("idea.add", ada, activity=wall, text="Vesibussi")
    assert f'<a class="btn" href="/console/{ref(room)}"' in kaisa.text("/office")
    room.must("forum.end")
    with transaction(room.engine) as db:
        db.get_one(Forum, room.forum).ended_at = clock()
    assert f'<a class="btn" href="{path}/summary"' in kaisa.text("/office"), "what is over is read, not led"
    assert f'<a href="{path}/results">Julkaise tulokset</a>' in kaisa.text("/office")
    with transaction(room.engine) as db:
        db.get_one(Forum, room.forum).published_at = room.now
    assert f'<a href="{path}/answers">Vastaa: 1 / 1 idea ilman vastausta</a>' in kaisa.text("/office")
    room.must("ideas.answer", ideas=[1], status="done", words={"fi": "Tehty"}, departure=False)
    assert "Mikään ei odota sinua juuri nyt." in kaisa.text("/office")


def test_an_open_call_whose_steps_are_over_is_to_be_ended(room: Room, kaisa: Browser) -> None:
    """Only then its results can be published, and nobody stands in a hall to notice."""
    going, wall = "Käynnissä: avaa ohjauspöytä</a>", room.step("ideas", 2)
    with transaction(room.engine) as db:
        db.get_one(Forum, room.forum).self_paced = True
        db.execute(update(Activity).where(Activity.id != wall).values(state="closed"))
    room.must("activity.open", activity=wall)
    assert going in kaisa.text("/office")
    room.must("activity.close", activity=wall)
    page = kaisa.text("/office")
    assert f'<a href="/console/{ref(room)}">Lopeta foorumi: se on yhä auki' in page and going not in page


def test_a_forum_that_was_left_open_hides_no_evening(room: Room, kaisa: Browser) -> None:
    now = clock()
    room.must("agenda.go", activity=room.step("ideas"))
    with transaction(room.engine) as db:
        left = db.get_one(Forum, room.forum)
        columns = {one.name: getattr(left, one.name) for one in Forum.__table__.columns if one.name != "id"}
        tonight = {"ref": "tonight", "code": "TONITE", "join_secret": "t", "screen_token": "t", "state": "planned"}
        db.add(Forum(**{**columns, **tonight, "starts_at": now + 3_600_000}))
    assert 'id="next"' in (page := kaisa.text("/office"))

    needs = page.partition('id="needs"')[2].partition("</ul>")[0]
    assert "TON&nbsp;ITE" in needs, "two forums of one name are told apart"

    def next_one(page: str) -> str:
        return page.partition('id="next"')[2].partition("</h2>")[0]

    assert "/office/forum/tonight" in next_one(page), "it began in 2023, and nobody is in it"
    with transaction(room.engine) as db:
        db.get_one(Forum, room.forum).self_paced = True
    assert "/office/forum/tonight" in next_one(kaisa.text("/office")), "a call that is open for weeks"
    with transaction(room.engine) as db:
        db.get_one(Forum, room.forum).self_paced, db.get_one(Forum, room.forum).started_at = False, now
    assert "/office/forum/tonight" not in next_one(kaisa.text("/office"))


def test_forty_forums_are_read_at_once(room: Room, kaisa: Browser) -> None:
    with transaction(room.engine) as db:
        made = db.get_one(Forum, room.forum)
        columns = {one.name: getattr(made, one.name) for one in Forum.__table__.columns if one.name != "id"}
        for n in range(39):
            db.add(
                Forum(**{**columns, "ref": f"r{n}", "code": f"C{n}", "join_secret": f"j{n}", "screen_token": f"s{n}"})
            )

    def seconds_of_the_page() -> float:
        began = time.perf_counter()
        page = kaisa.text("/office")
        assert page.count("Tee ohjelma</a>") == 39 and "Näytä vielä 34" in page
        return time.perf_counter() - began

    assert not late_each_time(seconds_of_the_page, 0.5)


def test_an_open_call_is_in_the_calendar_from_its_opening_to_its_deadline(room: Room, kaisa: Browser) -> None:
    """It was 404: the call has no evening, and its deadline stood in no calendar."""
    path, hour = f"/office/forum/{ref(room)}/calendar", 3_600_000
    call = room.step("ideas", 2)
    assert kaisa.get(path).status_code == 404 and path not in kaisa.text(path.removesuffix("/calendar"))
    with transaction(room.engine) as db:
        step = db.get_one(Activity, call)
        step.opens_at, step.due_at = HALF_PAST_FIVE_IN_TURKU, HALF_PAST_FIVE_IN_TURKU + 48 * hour
    assert path in kaisa.text(path.removesuffix("/calendar"))
    (event,) = Calendar.from_ical(kaisa.get(path).data).walk("VEVENT")
    begins, ends = (event.decoded(name).timestamp() * 1000 for name in ("dtstart", "dtend"))
    assert (begins, ends - begins) == (HALF_PAST_FIVE_IN_TURKU, 48 * hour)
    assert str(event["uid"]) == f"{ref(room)}-{call}@forum"


@pytest.fixture
def dated(room: Room) -> Room:
    place = "Linna; sali 2, \\ 1. krs"
    room.must(
        "forum.edit", **forum_fields(title={"fi": "Ilta, jolloin"}, starts_at=HALF_PAST_FIVE_IN_TURKU, place=place)
    )
    return room


def test_the_calendar_entry_is_in_finnish_time_and_read_back(dated: Room, kaisa: Browser) -> None:
    answer = kaisa.get(f"/office/forum/{ref(dated)}/calendar")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    read = Calendar.from_ical(answer.data)
    event = next(iter(read.walk("VEVENT")))
    begins = event.decoded("dtstart")
    assert begins.timestamp() * 1000 == HALF_PAST_FIVE_IN_TURKU and (begins.hour, begins.minute) == (17, 30)
    assert (event.decoded("dtend") - begins).total_seconds() == 117 * 60
    assert str(event["location"]) == "Linna; sali 2, \\ 1. krs" and str(event["summary"]) == "Ilta, jolloin"
    assert [str(one["tzid"]) for one in read.walk("VTIMEZONE")] == ["Europe/Helsinki"]
    again = Calendar.from_ical(kaisa.get(f"/office/forum/{ref(dated)}/calendar").data)
    assert next(iter(again.walk("VEVENT")))["uid"] == event["uid"], "a later file moves the entry"


def test_the_calendar_entry_says_where_to_join_and_until_when_one_may_write_beforehand(
    dated: Room, kaisa: Browser, services: Services
) -> None:
    def entry() -> Component:
        answer = kaisa.get(f"/office/forum/{ref(dated)}/calendar")
        return next(iter(Calendar.from_ical(answer.data).walk("VEVENT")))

    assert "url" not in entry(), "an address of this machine is another tomorrow"
    services.settings = replace(services.settings, url="https://foorumi.example")
    day = 24 * 3_600_000
    window = {"opens_at": HALF_PAST_FIVE_IN_TURKU - 2 * day, "due_at": HALF_PAST_FIVE_IN_TURKU - day}
    dated.must("forum.early", activity=dated.step("ideas"), **window)
    event, with_end = entry(), str(entry()["description"])
    code = dated.sees("facilitators")["forum"][str(dated.forum)]["code"]
    assert str(event["url"]) == f"https://foorumi.example/j/{code}" and str(event["url"]) in with_end
    assert f"{code[:3]} {code[3:]}" in with_end and with_end.count("klo 17.30") == 2
    dated.must("forum.early", activity=dated.step("ideas"), **{**window, "due_at": None})
    assert "kunnes foorumi alkaa" in str(entry()["description"])


def test_the_calendar_entry_of_a_forum_with_tickets_says_so_and_has_no_code_that_lets_nobody_in(
    dated: Room, kaisa: Browser, services: Services
) -> None:
    services.settings = replace(services.settings, url="https://foorumi.example")
    dated.must("tickets.require", required=True)
    answer = kaisa.get(f"/office/forum/{ref(dated)}/calendar")
    event = next(iter(Calendar.from_ical(answer.data).walk("VEVENT")))
    code = dated.sees("facilitators")["forum"][str(dated.forum)]["code"]
    said = str(event["description"])
    assert "osallistujakortilla" in said and "url" not in event
    assert code not in said and f"{code[:3]} {code[3:]}" not in said and "foorumi.example" not in said


def test_a_forum_without_a_date_has_no_entry(room: Room, kaisa: Browser, stranger: Browser) -> None:
    assert kaisa.get(f"/office/forum/{ref(room)}/calendar").status_code == 404
    assert "/calendar" not in kaisa.text(f"/office/forum/{ref(room)}")
