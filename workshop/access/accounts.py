"""Organisers' accounts: passwords, signing in and out, and the one-time link that makes the first of them.

Hashing takes a tenth of a second on purpose, so it runs in threads of its own and never on the loop: one for strangers'
tries, where few may wait at once, and one for browsers that were in before, so that strangers never make them wait. Who
is signed in stands in the table `admission`, so that signing out ends it for good; only hashes of tokens, links and
passwords are kept. Must not: make or change accounts (those are commands), nor say which of email and password was
wrong.
"""

import hashlib
import hmac
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.orm import Session

from workshop.access import actors, codes
from workshop.domain.errors import Refusal
from workshop.runtime import loop
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Account, admission, house

PASSWORD_LEAST = 12
SIGNED_IN_DAYS = 14
FREE_TRIES = 5
LONGEST_WAIT = 60.0
MOST_REMEMBERED = 10_000
SETUP = "setup"
"""The name under which the table `house` keeps the hash of the one-time link."""
_STRANGERS, _KNOWN, _WRITES = "passwords", "known-passwords", "access"
"""Threads: for tries from anywhere, for browsers and people known here, and for what is written without any hashing."""
_DAY = 86_400_000


@dataclass(frozen=True)
class SignedIn:
    """Somebody who gave the right password: the account, the new desk token, and the mark by which this browser is
    known again."""

    account: int
    token: str
    mark: str


# -- passwords
# -----------------------------------------------------------------------------------------------------------


def check_password(password: str) -> None:
    """Raises Refusal password_short unless it has 12 characters; spaces between words are none."""
    if len("".join(_tidy(password).split())) < PASSWORD_LEAST:
        raise Refusal("password_short", n=PASSWORD_LEAST)


def hashed(password: str) -> str:
    """What is stored of a password. Takes a while, in a thread that strangers do not reach. Raises Refusal
    password_short."""
    check_password(password)
    return loop.in_thread(_hasher().hash, _tidy(password), pool=_KNOWN)


def is_password(engine: Engine, account: int, password: str) -> bool:
    """Whether this is the account's password. For who is already signed in."""
    return loop.in_thread(_is_password, engine, account, password, pool=_KNOWN)


def _is_password(engine: Engine, account: int, password: str) -> bool:
    with reading(engine) as db:
        row = db.get(Account, account)
        return _fits(row.password_hash if row else _nobody(), password) and row is not None


def _fits(stored: str, password: str) -> bool:
    try:
        return _hasher().verify(stored, _tidy(password))
    except (VerificationError, InvalidHashError):
        return False


def _tidy(password: str) -> str:
    """The same letters however a keyboard composes them. Lone surrogates cannot be hashed and never match."""
    return unicodedata.normalize("NFC", password.encode("utf-8", "replace").decode())


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash that no password fits: an unknown email takes as long as a known one."""
    return _hasher().hash(secrets.token_hex(16))


# -- signing in and out
# --------------------------------------------------------------------------------------------------


def sign_in(
    engine: Engine, secret: str, email: str, password: str, before: str, now: int, *, known: bool = False
) -> SignedIn | None:
    """Sign in with a token made new each time; `before` (the browser's old token) is worth nothing afterwards. None:
    they don't match.

    `secret` is the server's own, `now` epoch milliseconds. Waits in the passwords' thread; a `known` browser does not
    wait for strangers.
    """
    return loop.in_thread(_sign_in, engine, secret, email, password, before, now, pool=_KNOWN if known else _STRANGERS)


def _sign_in(engine: Engine, secret: str, email: str, password: str, before: str, now: int) -> SignedIn | None:
    with reading(engine) as db:
        row = _by_email(db, email)
        found = None if row is None else (row.id, row.password_hash)
    if not _fits(found[1] if found else _nobody(), password) or found is None:
        return None
    return SignedIn(found[0], _admit(engine, found[0], before, now), _mark(secret, *found))


def _admit(engine: Engine, account: int, before: str, now: int) -> str:
    token = actors.new_token()
    with transaction(engine) as db:
        db.execute(delete(admission).where(admission.c.expires_at <= now))
        db.execute(delete(admission).where(admission.c.token_hash == actors.desk_hash(before), admission.c.serial == 0))
        row = {"account": account, "serial": 0, "created_at": now, "expires_at": now + SIGNED_IN_DAYS * _DAY}
        db.execute(insert(admission).values(token_hash=actors.desk_hash(token), **row))
    return token


def sign_out(engine: Engine, token: str) -> None:
    """End everything this browser was admitted to: the row goes, so a copy of the cookie is worth nothing either."""
    loop.in_thread(_sign_out, engine, token, pool=_WRITES)


def _sign_out(engine: Engine, token: str) -> None:
    with transaction(engine) as db:
        db.execute(delete(admission).where(admission.c.token_hash == actors.desk_hash(token)))


def _by_email(db: Session, email: str) -> Account | None:
    try:
        wanted = email.strip().lower().encode().decode()
    except UnicodeEncodeError:
        return None
    return db.scalar(select(Account).where(Account.email == wanted))


# -- patience with wrong passwords
# ---------------------------------------------------------------------------------------


def is_known(db: Session, secret: str, email: str, mark: str) -> bool:
    """Whether a browser carries the mark of an earlier sign-in to this account; a new password makes all marks void."""
    row = _by_email(db, email) if mark else None
    return row is not None and hmac.compare_digest(
        mark.encode("utf-8", "replace"), _mark(secret, row.id, row.password_hash).encode()
    )


def _mark(secret: str, account: int, password_hash: str) -> str:
    signature = hmac.new(secret.encode(), f"known/{account}/{password_hash}".encode(), hashlib.sha256).hexdigest()
    return f"{account}-{signature[:40]}"


class Patience:
    """Remembers failed sign-ins in memory: after five, each further try waits twice as long as the last, at most a
    minute.

    Counted by account together with where it came from: the address, or the mark of a browser that has signed in
    before. So nobody can lock an organiser out of the own computer by guessing from elsewhere.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._failed: dict[tuple[str, str], tuple[int, float]] = {}

    def wait(self, place: str, email: str) -> float:
        """Seconds until the next try is looked at; 0 when at once."""
        failures, at = self._failed.get(_who(place, email), (0, 0.0))
        if failures < FREE_TRIES:
            return 0.0
        return max(0.0, at + min(LONGEST_WAIT, 2.0 ** min(failures - FREE_TRIES + 1, 10)) - self._now())

    def failed(self, place: str, email: str) -> None:
        """One more wrong try."""
        if len(self._failed) >= MOST_REMEMBERED:
            oldest = sorted(self._failed, key=lambda who: self._failed[who][1])[: MOST_REMEMBERED // 2]
            for who in oldest:
                del self._failed[who]
        failures, _ = self._failed.get(_who(place, email), (0, 0.0))
        self._failed[_who(place, email)] = (failures + 1, self._now())

    def forget(self, place: str, email: str) -> None:
        """The right password was given."""
        self._failed.pop(_who(place, email), None)


def _who(place: str, email: str) -> tuple[str, str]:
    return place, hashlib.sha256(email.strip().lower().encode("utf-8", "replace")).hexdigest()[:24]


# -- the one-time link
# ---------------------------------------------------------------------------------------------------


def anybody(db: Session) -> bool:
    """Whether there is any account yet."""
    return db.scalar(select(Account.id).limit(1)) is not None


def new_setup(engine: Engine) -> str:
    """A fresh secret for the link /office/setup?key=…; the one before it no longer opens anything."""
    secret = codes.long_secret()
    with transaction(engine) as db:
        _keep_setup(db, secret)
    return secret


def is_setup(db: Session, secret: str) -> bool:
    """Whether the secret is that of the link not yet used. Once there is an organiser, no link opens anything."""
    if anybody(db):
        return False
    kept = db.scalar(select(house.c.value).where(house.c.name == SETUP))
    return kept is not None and hmac.compare_digest(str(kept), actors.desk_hash(_printable(secret)))


def use_setup(engine: Engine, secret: str) -> None:
    """Use the link up, before the account is made: of two at once only one gets through. Raises Refusal setup_used."""
    if not loop.in_thread(_use_setup, engine, secret, pool=_WRITES):
        raise Refusal("setup_used")


def _use_setup(engine: Engine, secret: str) -> bool:
    with transaction(engine) as db:
        used = is_setup(db, secret) and db.execute(delete(house).where(house.c.name == SETUP))
        return bool(used and used.rowcount)  # type: ignore[attr-defined]  # another process may have been quicker


def give_back_setup(engine: Engine, secret: str) -> None:
    """The account was refused after all (a bad email): the link may be used once more."""
    loop.in_thread(_give_back, engine, secret, pool=_WRITES)


def _give_back(engine: Engine, secret: str) -> None:
    with transaction(engine) as db:
        if not anybody(db):
            _keep_setup(db, secret)


def end_setup(engine: Engine) -> None:
    """There is an organiser: a link that somebody may have kept goes."""
    loop.in_thread(_end_setup, engine, pool=_WRITES)


def _end_setup(engine: Engine) -> None:
    with transaction(engine) as db:
        db.execute(delete(house).where(house.c.name == SETUP))


def _keep_setup(db: Session, secret: str) -> None:
    db.execute(delete(house).where(house.c.name == SETUP))
    db.execute(insert(house).values(name=SETUP, value=actors.desk_hash(secret)))


def _printable(secret: str) -> str:
    return secret.encode("utf-8", "replace").decode()
