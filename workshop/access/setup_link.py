"""The one-time set-up link, by which the first account of an organiser is made. Only its secret's hash is stored."""

import hmac

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.orm import Session

from workshop.access import authentication, random_codes_and_keys
from workshop.access.password_sign_in import WRITES
from workshop.domain.errors import Refusal
from workshop.runtime import loop
from workshop.storage.database import transaction
from workshop.storage.tables import Account, house

NAME = "setup"
"""The name under which the table `house` stores the hash of the link's secret."""


def anybody(db: Session) -> bool:
    """Whether any account exists."""
    return db.scalar(select(Account.id).limit(1)) is not None


def new(engine: Engine) -> str:
    """Make a new secret for the link /office/setup?key=… and return it; the previous link stops working."""
    secret = random_codes_and_keys.long_secret()
    with transaction(engine) as db:
        _store(db, secret)
    return secret


def is_valid(db: Session, secret: str) -> bool:
    """Whether `secret` is that of the unused set-up link. Always false once an account exists."""
    if anybody(db):
        return False
    stored = db.scalar(select(house.c.value).where(house.c.name == NAME))
    return stored is not None and hmac.compare_digest(str(stored), authentication.desk_hash(_printable(secret)))


def use(engine: Engine, secret: str) -> None:
    """Consume the link before the account is created: of two requests at the same time only one succeeds. Raises
    Refusal setup_used."""
    if not loop.in_thread(_use, engine, secret, pool=WRITES):
        raise Refusal("setup_used")


def _use(engine: Engine, secret: str) -> bool:
    with transaction(engine) as db:
        if not is_valid(db, secret):
            return False
        used = db.connection().execute(delete(house).where(house.c.name == NAME))
        return used.rowcount > 0  # another process may have been quicker


def give_back(engine: Engine, secret: str) -> None:
    """Make the link usable again, because the account was refused (a bad email)."""
    loop.in_thread(_give_back, engine, secret, pool=WRITES)


def _give_back(engine: Engine, secret: str) -> None:
    with transaction(engine) as db:
        if not anybody(db):
            _store(db, secret)


def end(engine: Engine) -> None:
    """Delete the set-up link, because an account exists."""
    loop.in_thread(_end, engine, pool=WRITES)


def _end(engine: Engine) -> None:
    with transaction(engine) as db:
        db.execute(delete(house).where(house.c.name == NAME))


def _store(db: Session, secret: str) -> None:
    db.execute(delete(house).where(house.c.name == NAME))
    db.execute(insert(house).values(name=NAME, value=authentication.desk_hash(secret)))


def _printable(secret: str) -> str:
    return secret.encode("utf-8", "replace").decode()
