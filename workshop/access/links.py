"""A co-facilitator's link: how its secret is made, what of it is kept, and how a browser that opens it is admitted.

The secret is shown once and stored only as its hash. Admitting is the one thing a visitor may write without the write door: it
changes nothing of the forum, only what this browser may open.
"""

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from workshop.access import codes
from workshop.access.actors import desk_hash
from workshop.storage.tables import Forum, Link, admission

HOURS = 24
MS_AN_HOUR = 3_600_000


def new_secret() -> tuple[str, str]:
    """A fresh secret for a link, and the hash that is stored of it."""
    secret = codes.long_secret()
    return secret, desk_hash(secret)


def address(base_url: str, ref: str, secret: str) -> str:
    """The full address that admits: what the co-facilitator scans or opens."""
    return f"{base_url}/console/{ref}?key={secret}"


def admit(db: Session, ref: str, secret: str, token: str, now: int) -> bool:
    """Let the browser with desk token `token` lead the forum called `ref` for a day, if `secret` is that of a living link to it.

    True when admitted. The caller commits. `now` in epoch milliseconds.
    """
    link = _living(db, ref, secret)
    if link is None:
        return False
    hashed = desk_hash(token)
    db.execute(delete(admission).where(admission.c.token_hash == hashed, admission.c.serial == link))
    db.execute(insert(admission).values(token_hash=hashed, link=link, serial=link, created_at=now, expires_at=now + HOURS * MS_AN_HOUR))
    return True


def _living(db: Session, ref: str, secret: str) -> int | None:
    query = select(Link.id).join(Forum, Forum.id == Link.forum)
    return db.scalar(query.where(Forum.ref == ref, Link.secret_hash == desk_hash(secret), Link.revoked_at.is_(None)))
