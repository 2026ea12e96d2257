"""Commands that prepare a forum: date and place, names and order of steps, invalid settings, organisers' accounts."""

from typing import Any

import pytest
from sqlalchemy import insert, select

from tests.conftest import Room, forum_fields, minute_of
from workshop.access import facilitator_links
from workshop.access.authentication import desk_hash
from workshop.domain.wifi_password import may_be_password
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Account, admission
from workshop.verifier.check import verify

HOUR = 3_600_000
DAY = 24 * HOUR


def forum_of(room: Room) -> dict[str, Any]:
    return room.sees("everyone")["forum"][str(room.forum)]


def order(room: Room) -> list[int]:
    return [one["id"] for one in sorted(room.sees("everyone")["activity"].values(), key=lambda one: one["position"])]


def step(room: Room, activity: int, **changed: Any) -> dict[str, Any]:
    kept = room.sees("everyone")["activity"][str(activity)]
    return {
        "activity": activity,
        "version": 1,
        **{name: kept[name] for name in ("prompt", "instruction", "minutes", "settings", "name")},
        **changed,
    }


def test_a_forum_knows_when_where_and_by_whom_it_is_held(room: Room) -> None:
    assert (forum_of(room)["starts_at"], forum_of(room)["place"], forum_of(room)["organiser"]) == (None, "", "")
    day = minute_of(room.now) + DAY
    room.must("forum.edit", **forum_fields(starts_at=day, place=" Pääkirjasto ", organiser="Museokeskus"))
    told = forum_of(room)
    assert (told["starts_at"], told["place"], told["organiser"]) == (day, "Pääkirjasto", "Museokeskus")


def test_a_step_is_called_by_its_own_name_in_every_language_written(room: Room) -> None:
    name = {"fi": "Kahvitauko", "sv": "Kaffepaus", "fi-simple": "Tauko"}
    made = room.must("activity.add", kind="welcome", minutes=10, prompt={"fi": "Kahvia"}, name=name)["activity"]
    assert room.sees("everyone")["activity"][str(made)]["name"] == name
    room.must("activity.edit", **step(room, made, name={"fi": " "}))
    assert room.sees("everyone")["activity"][str(made)]["name"] == {}


def test_easy_finnish_is_written_like_any_language(room: Room) -> None:
    prompt = {"fi": "Mitä museossa tehdään?", "fi-simple": "Mitä museossa voi tehdä?"}
    made = room.must("activity.add", kind="ideas", minutes=10, prompt=prompt)["activity"]
    assert room.sees("everyone")["activity"][str(made)]["prompt"] == prompt


@pytest.mark.parametrize(("position", "place"), [(1, 0), (3, 2), (9, 8), (10, 9), (400, 9), (None, 9)])
def test_a_new_step_stands_where_it_was_put(room: Room, position: int | None, place: int) -> None:
    before = order(room)
    made = room.must("activity.add", kind="welcome", minutes=0, prompt={"fi": "Tauko"}, position=position)["activity"]
    after = order(room)
    assert after.index(made) == place and [one for one in after if one != made] == before


@pytest.mark.parametrize(("dots", "cap", "fits"), [(4, 5, False), (1, 2, False), (4, 4, True), (20, 1, True)])
def test_nobody_can_be_asked_to_give_one_more_dots_than_there_are(room: Room, dots: int, cap: int, fits: bool) -> None:
    settings = {"dots": dots, "cap": cap, "of": "ideas"}
    changed = room.do("activity.edit", **step(room, room.step("dots"), settings=settings))
    added = room.do("activity.add", kind="dots", minutes=8, prompt={"fi": "Mikä?"}, settings=settings)
    for answer in (changed, added):
        assert answer.ok if fits else (answer.code, answer.facts) == ("cap_over_dots", {"dots": dots, "cap": cap})


@pytest.mark.parametrize(
    ("password", "fits"),
    [
        ("", True),
        ("museo", False),
        ("a" * 7, False),
        ("a" * 8, True),
        ("a" * 63, True),
        ("a" * 64, True),
        ("g" * 64, False),
        ("a" * 65, False),
        ("ääää", True),
        ("äää", False),
    ],
)
def test_a_password_that_no_network_can_have_is_refused(room: Room, password: str, fits: bool) -> None:
    assert may_be_password(password) is fits
    answer = room.do("forum.edit", **forum_fields(wifi_network="Museo", wifi_password=password))
    assert answer.ok if fits else answer.code == "wifi_password_bad"


def test_who_came_by_a_link_leads_through_the_forums_day_and_the_next_even_when_it_moves(room: Room) -> None:
    room.now = minute_of(room.now)
    room.must("forum.edit", **forum_fields(starts_at=room.now + 3 * DAY))
    room.must("link.add", secret_hash=desk_hash("secret"), label="Maija")
    assert room.sees("facilitators")["link"]["1"]["until"] == room.now + 5 * DAY
    ref = room.sees("facilitators")["forum"][str(room.forum)]["ref"]
    assert facilitator_links.admit(room.engine, ref, "secret", "token", room.now)
    room.must("forum.edit", **forum_fields(starts_at=room.now + 10 * DAY, version=2))
    assert room.sees("facilitators")["link"]["1"]["until"] == room.now + 12 * DAY
    with reading(room.engine) as db:
        assert db.scalar(select(admission.c.expires_at)) == room.now + 12 * DAY
    assert ("link", 1) in room.effects[-1].touched


def test_an_organiser_goes_with_every_sign_in_but_not_the_last(room: Room) -> None:
    first = room.must("account.add", email="a@museo.fi", called="A", password_hash="x")["account"]
    assert room.do("account.remove", account=first).code == "last_organiser"
    second = room.must("account.add", email="b@museo.fi", called="B", password_hash="x")["account"]
    with transaction(room.engine) as db:
        db.execute(
            insert(admission).values(token_hash="t", serial=0, account=second, created_at=0, expires_at=room.now + DAY)
        )
    room.must("account.remove", account=second)
    assert room.do("account.remove", account=second).code == "gone"
    with reading(room.engine) as db:
        assert [one.id for one in db.scalars(select(Account))] == [first]
        assert db.execute(select(admission)).all() == []


def test_what_the_office_did_is_proven_like_the_evening(room: Room) -> None:
    day = minute_of(room.now)
    room.must("forum.edit", **forum_fields(starts_at=day + DAY, place="Kirjasto", organiser="Museo"))
    made = room.must(
        "activity.add", kind="welcome", minutes=0, prompt={"fi": "Kahvia"}, name={"fi": "Tauko"}, position=3
    )["activity"]
    room.must("activity.edit", **step(room, made, name={"fi": "Kahvitauko"}))
    room.must("activity.move", activity=made, position=1)
    room.must("link.add", secret_hash=desk_hash("secret"), label="Maija")
    room.must("forum.edit", **forum_fields(starts_at=day + 2 * DAY, version=2))
    room.must("activity.remove", activity=made)
    for name in ("a", "b"):
        number = room.must("account.add", email=f"{name}@museo.fi", called=name, password_hash="x")["account"]
    room.must("account.password", account=number, password_hash="y")
    room.must("account.remove", account=number)
    assert verify(str(room.engine.url))["problems"] == []
