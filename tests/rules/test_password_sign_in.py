"""Accounts: password rules, and backoff after wrong passwords."""

import threading

import pytest
from argon2 import PasswordHasher, Type, extract_parameters
from sqlalchemy import Engine, select

from tests.conftest import START, Room
from workshop.access import authentication, password_sign_in
from workshop.access.password_sign_in import Patience
from workshop.contract.commands import AccountAdd
from workshop.domain.errors import Refusal
from workshop.storage.database import reading
from workshop.storage.tables import Account, admission

SECRET = "the server's own"
PASSWORD = "neljä sanaa on hyvä"


def account(room: Room, email: str = "kaisa@museo.fi", password: str = PASSWORD) -> int:
    made = room.must("account.add", email=email, called="Kaisa", password_hash=password_sign_in.hashed(password))
    return int(str(made["account"]))


def sign_in(
    engine: Engine, email: str = "kaisa@museo.fi", password: str = PASSWORD, before: str = ""
) -> password_sign_in.SignedIn | None:
    return password_sign_in.sign_in(engine, SECRET, email, password, before, START)


@pytest.mark.parametrize(
    "password", ["", "lyhyt", "elevenchars", "yksi kaksi", "           x", "a b c d", "twelve chars"]
)
def test_short_passwords_are_refused(password: str) -> None:
    with pytest.raises(Refusal, match="password_short"):
        password_sign_in.check_password(password)


@pytest.mark.parametrize("password", ["twelve charss", "kissa istuu matolla yhä", "äöå" * 5, "😀" * 12, "x" * 5000])
def test_long_ones_will_do(password: str) -> None:
    password_sign_in.check_password(password)


def test_passwords_are_kept_as_hashes_and_match_however_they_are_composed(room: Room) -> None:
    number = account(room, password="vähintään kaksitoista")
    with reading(room.engine) as db:
        kept = db.get_one(Account, number).password_hash
    assert kept.startswith("$argon2id$") and "kaksitoista" not in kept
    assert password_sign_in.is_password(room.engine, number, "va\u0308hinta\u0308a\u0308n kaksitoista")
    assert not password_sign_in.is_password(room.engine, number, "vahintaan kaksitoista")
    assert not password_sign_in.is_password(room.engine, 999, "vähintään kaksitoista")


def test_a_stolen_hash_takes_long_to_guess(costly_hasher: PasswordHasher) -> None:
    """RFC 9106's second recommendation: 64 MiB, three passes, four lanes."""
    cost = extract_parameters(costly_hasher.hash(PASSWORD))
    assert (cost.type, cost.memory_cost, cost.time_cost, cost.parallelism) == (Type.ID, 65536, 3, 4)


def test_hashing_never_happens_where_it_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    places = []

    class Hasher:
        def hash(self, _password: str) -> str:
            places.append(threading.current_thread())
            return "hash"

    monkeypatch.setattr(password_sign_in, "_hasher", Hasher)
    assert password_sign_in.hashed(PASSWORD) == "hash"
    assert places and places[0] is not threading.current_thread()


def test_signing_in_gives_a_new_token_each_time_and_ends_the_old_one(room: Room) -> None:
    account(room)
    first = sign_in(room.engine)
    assert first is not None
    second = sign_in(room.engine, before=first.token)
    assert second is not None and second.token != first.token
    with reading(room.engine) as db:
        assert authentication.account(db, first.token, START) is None
        assert authentication.account(db, second.token, START) is not None
        assert authentication.account(db, second.token, START + 15 * 86_400_000) is None
        kept = set(db.scalars(select(admission.c.token_hash)))
    assert second.token not in kept and len(kept) == 1


NO_ADDRESSES = (
    '"><script>@c.fi',
    "<b@c.fi",
    "a b@c.fi",
    "a@b c.fi",
    "a@b@c.fi",
    "a@",
    "@c.fi",
    "a@.fi",
    "a@c..fi",
    "a..b@c.fi",
    "a@c.fi.",
    "a@-c.fi",
    "a,b@c.fi",
    "a@c.fi\u200b",
    "a\u202e@c.fi",
    "Pekka <pekka@c.fi>",
    "mailto:a@c.fi",
    "a@c.fi\nb",
    "x" * 200 + "@c.fi",
    "",
    "   ",
)
ADDRESSES = (
    "o'brien@museo.fi",
    "anna+kurssi@kirjasto.turku.fi",
    "päivi@sähkö.fi",
    "a@museo",
    "a_b.c-d@x-y.example",
    " A@B.fi ",
)


def test_an_account_has_an_address_and_a_name(room: Room) -> None:
    def told(email: str, called: str = "Pekka") -> str:
        return room.do("account.add", email=email, called=called, password_hash="argon").code

    assert {email: told(email) for email in NO_ADDRESSES} == dict.fromkeys(NO_ADDRESSES, "email_bad")
    assert {email: told(email) for email in ADDRESSES} == dict.fromkeys(ADDRESSES, "")
    assert {told("pekka@c.fi", called) for called in ("", "  ", "\u200b", "\u2800")} == {"name_missing"}


@pytest.mark.parametrize(
    ("email", "password"), [("kaisa@museo.fi", "väärä salasana"), ("pekka@museo.fi", PASSWORD), ("\ud800", PASSWORD)]
)
def test_whatever_is_wrong_the_answer_is_the_same(room: Room, email: str, password: str) -> None:
    account(room)
    assert sign_in(room.engine, email, password) is None


def test_a_broken_password_is_no_trouble(room: Room) -> None:
    account(room)
    assert sign_in(room.engine, password="\ud800\udfff") is None
    assert sign_in(room.engine, email=" KAISA@museo.fi ") is not None


def test_signing_out_ends_it_for_every_copy_of_the_cookie(room: Room) -> None:
    account(room)
    signed = sign_in(room.engine)
    assert signed is not None
    password_sign_in.sign_out(room.engine, signed.token)
    with reading(room.engine) as db:
        assert authentication.account(db, signed.token, START) is None


def test_a_new_password_ends_what_was_signed_in_and_the_mark_of_a_known_browser(room: Room) -> None:
    number = account(room)
    signed = sign_in(room.engine)
    assert signed is not None
    with reading(room.engine) as db:
        assert password_sign_in.is_known(db, SECRET, "Kaisa@museo.fi", signed.mark)
        assert not password_sign_in.is_known(db, SECRET, "pekka@museo.fi", signed.mark)
        assert not password_sign_in.is_known(db, "another server", "kaisa@museo.fi", signed.mark)
    room.must("account.password", account=number, password_hash=password_sign_in.hashed("aivan toinen salasana"))
    with reading(room.engine) as db:
        assert not password_sign_in.is_known(db, SECRET, "kaisa@museo.fi", signed.mark)
        assert authentication.account(db, signed.token, START) is None


def test_five_tries_are_free_and_then_each_waits_twice_as_long() -> None:
    now = [0.0]
    patience = Patience(lambda: now[0])
    for _ in range(5):
        assert patience.wait("10.0.0.1", "kaisa@museo.fi") == 0
        patience.failed("10.0.0.1", "kaisa@museo.fi")
    waits = []
    for _ in range(8):
        waits.append(patience.wait("10.0.0.1", "Kaisa@museo.fi "))
        now[0] += waits[-1]
        assert patience.wait("10.0.0.1", "kaisa@museo.fi") == 0
        patience.failed("10.0.0.1", "kaisa@museo.fi")
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60]
    assert patience.wait("10.0.0.2", "kaisa@museo.fi") == 0, "another place is not made to wait"
    assert patience.wait("10.0.0.1", "pekka@museo.fi") == 0, "nor another account"
    patience.forget("10.0.0.1", "kaisa@museo.fi")
    assert patience.wait("10.0.0.1", "kaisa@museo.fi") == 0


def test_patience_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(password_sign_in, "MOST_REMEMBERED", 20)
    patience = Patience()
    for place in range(200):
        patience.failed(str(place), "kaisa@museo.fi")
    assert len(patience._failed) <= 20


def test_no_password_or_hash_reaches_the_log(room: Room) -> None:
    from workshop.storage.tables import log

    account(room)
    with reading(room.engine) as db:
        bodies = " ".join(str(body) for body in db.scalars(select(log.c.body)))
    assert "argon2" not in bodies and PASSWORD not in bodies
    assert AccountAdd.verb == "account.add" and not AccountAdd.wired
