"""Who a cookie is: until when, in which forum, and what a stranger is told."""

from collections.abc import Iterator

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from tests.conftest import Room, furnish
from workshop import forum_templates
from workshop.access import authentication, facilitator_links
from workshop.access.authentication import SERVER_ITSELF, Actor, Credentials, desk_hash, device_hash
from workshop.contract.base import COMMANDS
from workshop.domain.errors import Refusal
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Account, Forum, admission

HOUR = 3_600_000


@pytest.fixture
def hall(room: Room) -> Room:
    """A forum with an organiser, who is signed in for an hour, and a link whose browser may lead for as long."""
    room.must("link.add", secret_hash=desk_hash("the secret"), label="Maija")
    until = {"created_at": 0, "expires_at": room.now + HOUR}
    with transaction(room.engine) as db:
        db.add(Account(id=7, email="o@museo.fi", called="O", password_hash="x", created_at=0))
        db.flush()
        db.execute(insert(admission).values(token_hash=desk_hash("organiser"), account=7, serial=0, **until))
        db.execute(insert(admission).values(token_hash=desk_hash("leader"), link=1, serial=1, **until))
        db.execute(insert(admission).values(token_hash=desk_hash("odd"), account=7, serial=1, **until))
    return room


@pytest.fixture
def db(hall: Room) -> Iterator[Session]:
    with reading(hall.engine) as session:
        yield session


def forum_of(db: Session, hall: Room) -> Forum:
    return db.get_one(Forum, hall.forum)


@pytest.mark.parametrize(
    ("desk", "later", "role"),
    [
        ("organiser", 0, "organiser"),
        ("organiser", HOUR - 1, "organiser"),
        ("organiser", HOUR, ""),
        ("leader", 0, "facilitator"),
        ("leader", HOUR - 1, "facilitator"),
        ("leader", HOUR, ""),
        ("odd", 0, ""),
        ("somebody", 0, ""),
        ("", 0, ""),
    ],
)
def test_a_desk_is_whom_its_cookie_admits_until_it_ends(
    db: Session, hall: Room, desk: str, later: int, role: str
) -> None:
    found = authentication.desk_actor(db, desk, forum_of(db, hall), hall.now + later)
    names = {"organiser": "account-7", "facilitator": "link-1"}
    assert found == (Actor(role, names[role]) if role else None)


def test_a_link_admits_to_its_own_forum_and_an_organiser_to_any(hall: Room) -> None:
    other = furnish(hall.engine, forum_templates.load("forum-1")).forum
    with reading(hall.engine) as db:
        second = db.get_one(Forum, other)
        assert authentication.valid_link(db, "leader", other, hall.now) is None
        assert authentication.forum_led_by(db, "leader", second.ref, hall.now) is None
        assert authentication.forum_led_by(db, "organiser", second.ref, hall.now) is second
        assert authentication.desk_actor(db, "leader", None, hall.now) is None
        assert authentication.desk_actor(db, "organiser", None, hall.now) == Actor("organiser", "account-7")


def test_a_link_that_was_revoked_admits_nobody(hall: Room) -> None:
    ref = hall.sees("facilitators")["forum"][str(hall.forum)]["ref"]
    assert facilitator_links.admit(hall.engine, ref, "the secret", "", hall.now)
    assert not facilitator_links.admit(hall.engine, ref, "another secret", "", hall.now)
    assert not facilitator_links.admit(hall.engine, "another forum", "the secret", "", hall.now)
    hall.must("link.revoke", link=1)
    assert not facilitator_links.admit(hall.engine, ref, "the secret", "", hall.now)
    with reading(hall.engine) as db:
        assert authentication.valid_link(db, "leader", hall.forum, hall.now) is None


@pytest.mark.parametrize(
    ("desk", "known", "code"),
    [
        ("organiser", True, ""),
        ("leader", True, ""),
        ("somebody", True, "signed_out"),
        ("", True, "rights"),
        ("organiser", False, "gone"),
        ("leader", False, "signed_out"),
        ("somebody", False, "signed_out"),
        ("", False, "rights"),
    ],
)
def test_only_an_organiser_hears_that_there_is_no_such_forum(
    db: Session, hall: Room, desk: str, known: bool, code: str
) -> None:
    forum = forum_of(db, hall)
    ref = forum.ref if known else "no-such-forum"
    if not code:
        assert authentication.must_lead(db, desk, ref, hall.now) is forum
        return
    with pytest.raises(Refusal, match=f"^{code}$"):
        authentication.must_lead(db, desk, ref, hall.now)


ADA, NOBODY, LEADER, ORGANISER = (
    Credentials(device="device-of-ada"),
    Credentials(),
    Credentials(desk="leader"),
    Credentials(desk="organiser"),
)


@pytest.mark.parametrize(
    ("verb", "who", "found"),
    [
        ("idea.add", ADA, "participant"),
        ("idea.add", Credentials(device="device-of-eva"), "not_joined"),
        ("idea.add", NOBODY, "not_joined"),
        ("idea.add", LEADER, "not_joined"),
        ("idea.add", Credentials(administrator=True), "administrator"),
        ("agenda.go", LEADER, "facilitator"),
        ("agenda.go", ORGANISER, "organiser"),
        ("agenda.go", ADA, "rights"),
        ("agenda.go", NOBODY, "rights"),
        ("agenda.go", Credentials(desk="somebody"), "signed_out"),
        ("forum.edit", ORGANISER, "organiser"),
        ("forum.edit", LEADER, "rights"),
        ("forum.edit", ADA, "rights"),
        ("forum.edit", SERVER_ITSELF, "administrator"),
    ],
)
def test_who_sends_a_command(hall: Room, verb: str, who: Credentials, found: str) -> None:
    hall.comes("ada")
    with reading(hall.engine) as db:
        try:
            said = authentication.actor(db, COMMANDS[verb], who, forum_of(db, hall), hall.now).role
        except Refusal as refusal:
            said = refusal.code
    assert said == found


def test_the_log_tells_an_administrator_from_the_program(db: Session, hall: Room) -> None:
    command = COMMANDS["agenda.go"]
    names = [
        authentication.actor(db, command, Credentials(administrator=True, program=program), None, hall.now).name
        for program in (False, True)
    ]
    assert names == ["administrator", "program"]


def test_a_batch_of_phones_comes_back_in_its_order(hall: Room) -> None:
    hall.comes("ada")
    devices = ["device-of-eva", "device-of-ada", ""]
    with reading(hall.engine) as db:
        ref = forum_of(db, hall).ref
        line = db.connection()
        voters = authentication.on_phones(line, devices, hall.forum, ref, "ballot.set")
        joining = authentication.on_phones(line, devices, hall.forum, ref, "participant.join")
        elsewhere = authentication.on_phones(line, devices, hall.forum + 1, ref, "ballot.set")
    assert [one and one.token_hash for one in voters] == [None, device_hash("device-of-ada", ref), None]
    assert voters[1] is not None and voters[1].participant is not None and voters[1] == joining[1]
    assert joining[0] == Actor("participant", "", None, device_hash("device-of-eva", ref)) and joining[2] is None
    assert elsewhere == [None, None, None]


def test_one_phone_is_another_person_in_each_forum(hall: Room) -> None:
    assert device_hash("a", "one") != device_hash("a", "two") and device_hash("a", "one") != device_hash("b", "one")
    hall.comes("ada")
    with reading(hall.engine) as db:
        forum = forum_of(db, hall)
        person = authentication.participant(db, "device-of-ada", forum)
        assert person is not None
        number = authentication.participant_number(db, "device-of-ada", forum.id, forum.ref)
        assert number == person.id
        assert authentication.participant_number(db, "device-of-ada", forum.id, "another") is None
        assert authentication.participant_number(db, "device-of-ada", forum.id + 1, forum.ref) is None
        assert authentication.participant(db, "", forum) is None
        assert authentication.participant_number(db, "", forum.id, forum.ref) is None
