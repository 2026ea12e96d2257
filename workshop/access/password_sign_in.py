"""Organisers' accounts: password authentication, and sign-in sessions (signing in and out).

Argon2 hashing takes a tenth of a second on purpose, so it runs in separate thread pools and never on the event loop:
one pool for sign-in tries by unknown browsers, where few may wait, and one for browsers that have signed in before, so
that an attacker cannot make organisers wait. A sign-in session is a row of the table `admission`, so that signing out
ends it on the server; only hashes of tokens, links and passwords are stored. Must not: create or change accounts
(commands do that), nor say which of email and password was wrong.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.orm import Session

from workshop.access import authentication
from workshop.domain.errors import Refusal
from workshop.domain.unicode_properties import composed
from workshop.runtime import loop
from workshop.runtime.epoch_ms import DAY
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Account, admission

PASSWORD_LEAST = 12
SIGNED_IN_DAYS = 14
FREE_TRIES = 5
LONGEST_WAIT = 60.0
MOST_REMEMBERED = 10_000
_STRANGERS, _KNOWN, WRITES = "passwords", "known-passwords", "access"
"""Thread pools: for sign-in tries by unknown browsers, for known browsers and signed-in people, and for writes without
hashing."""


@dataclass(frozen=True)
class SignedIn:
    """A successful sign-in: the account, the new sign-in session token (desk cookie), and the mark by which this
    browser is recognised at its next sign-in."""

    account: int
    token: str
    mark: str


# -- passwords -----------------------------------------------------------------------------------------------------


def check_password(password: str) -> None:
    """Raises Refusal password_short unless it has 12 characters; spaces are not counted."""
    if len("".join(_tidy(password).split())) < PASSWORD_LEAST:
        raise Refusal("password_short", n=PASSWORD_LEAST)


def hashed(password: str) -> str:
    """The Argon2 hash of a password, as it is stored. Takes a tenth of a second, in the thread pool for known browsers.
    Raises Refusal password_short."""
    check_password(password)
    return loop.in_thread(_hasher().hash, _tidy(password), pool=_KNOWN)


def is_password(engine: Engine, account: int, password: str) -> bool:
    """Whether this is the account's password. Only for people who are signed in."""
    return loop.in_thread(_is_password, engine, account, password, pool=_KNOWN)


def _is_password(engine: Engine, account: int, password: str) -> bool:
    with reading(engine) as db:
        row = db.get(Account, account)
        return _fits(row.password_hash if row else _dummy_hash(), password) and row is not None


def _fits(stored: str, password: str) -> bool:
    try:
        return _hasher().verify(stored, _tidy(password))
    except (VerificationError, InvalidHashError):
        return False


def _tidy(password: str) -> str:
    """The password in Unicode's composed form (NFC), however a keyboard composes its letters. Lone surrogates are
    replaced: they cannot be hashed and never match."""
    return composed(password.encode("utf-8", "replace").decode())


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _dummy_hash() -> str:
    """The hash of a random password, checked when the email is unknown, so that the response time does not say which
    emails have an account."""
    return _hasher().hash(secrets.token_hex(16))


# -- signing in and out --------------------------------------------------------------------------------------------


def sign_in(
    engine: Engine, secret: str, email: str, password: str, before: str, now: int, *, known: bool = False
) -> SignedIn | None:
    """Check the password and start a sign-in session with a new token; the sign-in session of the browser's old token
    (`before`) ends. None when email and password don't match.

    `secret` is the server's secret, `now` epoch milliseconds. Waits in the thread pool for unknown browsers unless
    `known`.
    """
    return loop.in_thread(_sign_in, engine, secret, email, password, before, now, pool=_KNOWN if known else _STRANGERS)


def _sign_in(engine: Engine, secret: str, email: str, password: str, before: str, now: int) -> SignedIn | None:
    with reading(engine) as db:
        row = _by_email(db, email)
        found = None if row is None else (row.id, row.password_hash)
    if not _fits(found[1] if found else _dummy_hash(), password) or found is None:
        return None
    return SignedIn(found[0], _admit(engine, found[0], before, now), _mark(secret, *found))


def _admit(engine: Engine, account: int, before: str, now: int) -> str:
    token = authentication.new_token()
    with transaction(engine) as db:
        db.execute(delete(admission).where(admission.c.expires_at <= now))
        db.execute(
            delete(admission).where(admission.c.token_hash == authentication.desk_hash(before), admission.c.serial == 0)
        )
        row = {"account": account, "serial": 0, "created_at": now, "expires_at": now + SIGNED_IN_DAYS * DAY}
        db.execute(insert(admission).values(token_hash=authentication.desk_hash(token), **row))
    return token


def sign_out(engine: Engine, token: str) -> None:
    """End the sign-in session of this browser: its row is deleted, so a copy of the cookie is worthless too."""
    loop.in_thread(_sign_out, engine, token, pool=WRITES)


def _sign_out(engine: Engine, token: str) -> None:
    with transaction(engine) as db:
        db.execute(delete(admission).where(admission.c.token_hash == authentication.desk_hash(token)))


def _by_email(db: Session, email: str) -> Account | None:
    try:
        wanted = email.strip().lower().encode().decode()
    except UnicodeEncodeError:
        return None
    return db.scalar(select(Account).where(Account.email == wanted))


# -- patience with wrong passwords ---------------------------------------------------------------------------------


def is_known(db: Session, secret: str, email: str, mark: str) -> bool:
    """Whether a browser carries the mark (an HMAC) of an earlier sign-in to this account; a new password makes all
    marks invalid."""
    row = _by_email(db, email) if mark else None
    return row is not None and hmac.compare_digest(
        mark.encode("utf-8", "replace"), _mark(secret, row.id, row.password_hash).encode()
    )


def _mark(secret: str, account: int, password_hash: str) -> str:
    signature = hmac.new(secret.encode(), f"known/{account}/{password_hash}".encode(), hashlib.sha256).hexdigest()
    return f"{account}-{signature[:40]}"


class Patience:
    """Slows down password guessing by exponential backoff, in memory: after five failed tries each further one waits
    twice as long as the last, at most a minute.

    Counted by account and source together: the address, or the mark of a browser that has signed in before. So an
    attacker elsewhere cannot lock an organiser out of the computer they use.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._failed: dict[tuple[str, str], tuple[int, float]] = {}

    def wait(self, place: str, email: str) -> float:
        """Seconds until the next try is checked; 0 for immediately."""
        failures, at = self._failed.get(_who(place, email), (0, 0.0))
        if failures < FREE_TRIES:
            return 0.0
        return max(0.0, at + min(LONGEST_WAIT, 2.0 ** min(failures - FREE_TRIES + 1, 10)) - self._now())

    def failed(self, place: str, email: str) -> None:
        """Count one more wrong password."""
        if len(self._failed) >= MOST_REMEMBERED:
            oldest = sorted(self._failed, key=lambda who: self._failed[who][1])[: MOST_REMEMBERED // 2]
            for who in oldest:
                del self._failed[who]
        failures, _ = self._failed.get(_who(place, email), (0, 0.0))
        self._failed[_who(place, email)] = (failures + 1, self._now())

    def forget(self, place: str, email: str) -> None:
        """Forget the failures: the right password was given."""
        self._failed.pop(_who(place, email), None)


def _who(place: str, email: str) -> tuple[str, str]:
    return place, hashlib.sha256(email.strip().lower().encode("utf-8", "replace")).hexdigest()[:24]
