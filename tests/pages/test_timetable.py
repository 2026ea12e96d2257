"""The times of an open call: set in the office by Finnish time, told on phones without scripts."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from markupsafe import Markup
from sqlalchemy import update

from tests.conftest import Room, forum_fields
from tests.pages.test_phone import Phone
from tests.pages.test_self_paced import Visitor
from workshop.domain.errors import Refusal
from workshop.pages.office import date_fields
from workshop.storage.database import transaction
from workshop.storage.tables import Activity

FINLAND = ZoneInfo("Europe/Helsinki")


@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [
        ("28.3.2027", "02.59", "2027-03-28T00:59"),
        ("28.3.2027", "04.00", "2027-03-28T01:00"),
        ("31.10.2027", "02.59", "2027-10-30T23:59"),
        ("31.10.2027", "04.00", "2027-10-31T02:00"),
    ],
)
def test_a_time_is_finnish_time_on_both_sides_of_the_change_of_clocks(day: str, hour: str, utc: str) -> None:
    at = date_fields.exact_moment(day, hour, FINLAND)
    assert at == dt.datetime.fromisoformat(f"{utc}+00:00").timestamp() * 1000


@pytest.mark.parametrize(
    ("day", "hour", "code"),
    [("28.3.2027", "03.30", "time_skipped"), ("31.10.2027", "3.15", "time_twice"), ("28.3.2027", "", "date_bad")],
)
def test_a_time_that_does_not_exist_or_exists_twice_is_refused(day: str, hour: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        date_fields.exact_moment(day, hour, FINLAND)


def test_who_writes_beforehand_is_told_so_and_until_when_and_when_and_where_the_forum_is(
    client: FlaskClient, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The poster said it, and the phone did not; once the time to write was over, people at home were told to watch the
    screen of a hall."""
    monkeypatch.setattr("workshop.pages.phone.page.clock", lambda: room.now)
    day = 24 * 3_600_000
    starts = int(dt.datetime(2030, 2, 28, 17, 30, tzinfo=FINLAND).timestamp() * 1000)
    room.must("forum.edit", **forum_fields(starts_at=starts, place="Turun linna"))
    room.must("forum.early", activity=room.step("ideas"), opens_at=1_699_999_980_000, due_at=starts - day)
    phone = Phone(client, room)
    page = phone.look()
    told = re.search(r'<p id="beforehand" class="note">(.*?)</p>', page)
    assert told and Markup(told[1]).striptags() == (
        "Kirjoitat ennakkoon. Ennakkoon voi kirjoittaa 27.2.2030 klo 17.30 asti. "
        "Foorumi alkaa 28.2.2030 klo 17.30. Turun linna"
    )
    assert '<p id="help" hidden>' in page, "there is no helper at home"
    phone.send("/idea", activity=room.step("ideas"), text="Ennakkoidea", key="k" * 22)
    room.now = starts - day
    page = phone.look()
    told = re.search(r'<p id="starts" class="note">(.*?)</p>', page)
    assert told and Markup(told[1]).striptags() == (
        "Foorumi alkaa 28.2.2030 klo 17.30. Turun linna. Voit sulkea sivun ja palata silloin."
    )
    assert "Foorumi ei ole vielä auki." in page and "Foorumi alkaa pian" not in page and "isoa näyttöä" not in page
    assert '<p id="help" hidden>' in page and "Ennakkoidea" in page and "Kuitti " in page
    assert 'http-equiv="refresh"' in page and "<textarea" not in page, "it goes on by itself"
    edits = re.search(r'<a class="link" href="([^"]+)" aria-label="Muokkaa ideaa 1">Muokkaa</a>', page)
    assert edits, "as with scripts, until people vote"
    page = phone.look(edits[1])
    assert "Ennakkoidea</textarea>" in page and 'http-equiv="refresh"' not in page
    long = phone.send("/idea/1", **{"edit-1": "x" * 300}, act="save").text
    assert "x" * 300 + "</textarea>" in long and "20 merkkiä liian pitkä" in long
    phone.send("/idea/1", **{"edit-1": "Uusi ennakkoidea"}, act="save")
    assert "Uusi ennakkoidea" in phone.look() and "<textarea" not in phone.look()
    room.now = starts - 3_600_000
    page = phone.look()
    assert "Foorumi alkaa pian." in page and '<p id="starts" class="note" hidden></p>' in page
    assert '<p id="help">' in page


def test_a_phone_says_what_opens_and_until_when_what_is_open_takes_ideas(client: FlaskClient, room: Room) -> None:
    visitor = Visitor(client, room)
    step, later = room.step("ideas"), room.step("ideas", 1)
    due = dt.datetime(2030, 2, 28, 15, 0, tzinfo=FINLAND).timestamp() * 1000
    with transaction(room.engine) as db:
        db.execute(update(Activity).where(Activity.id == step).values(due_at=int(due)))
        db.execute(update(Activity).where(Activity.id == later).values(opens_at=int(due)))
    room.must("activity.open", activity=step)
    page = visitor.look()
    assert "Auki 28.2.2030 klo 15.00 asti" in page
    assert "Avautuu 28.2.2030 klo 15.00" in page
    assert re.search(r'<p id="due" class="quiet">Auki 28.2.2030 klo 15.00 asti</p>', visitor.look(f"?activity={step}"))
    with transaction(room.engine) as db:
        db.execute(update(Activity).where(Activity.id == step).values(due_at=1, late_minutes=60))
    room.must("activity.open", activity=room.step("ideas", 2))
    page = visitor.look(f"?activity={step}")
    late = r'<p id="due" class="note kept">Määräaika oli [^<]*merkitään.</p>.*<textarea id="idea"'
    assert re.search(late, page, re.S)
