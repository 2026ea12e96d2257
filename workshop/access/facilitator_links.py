"""Co-facilitators' invitation links: makes the secret, stores its hash, and starts a sign-in session for the browser
that opens it.

The secret is shown once and stored only as a hash. Admitting is the only write by a visitor that bypasses the writer:
it changes nothing of the forum, only what this browser may open.
"""

from sqlalchemy import Engine, Select, insert, select, update
from sqlalchemy.orm import Session

from workshop.access import random_codes_and_keys
from workshop.access.authentication import desk_hash, new_token
from workshop.domain.link_lifetime import link_until
from workshop.runtime.epoch_ms import HOUR
from workshop.storage.database import transaction
from workshop.storage.tables import Forum, Link, admission

HOURS = 24
"""Hours for which a browser that opened a link may lead, at least."""


def new_secret() -> tuple[str, str]:
    """A new secret for a link, and the hash that is stored of it."""
    secret = random_codes_and_keys.long_secret()
    return secret, desk_hash(secret)


def address(base_url: str, ref: str, secret: str) -> str:
    """The full address of the link, which the co-facilitator scans or opens."""
    return f"{base_url}/console/{ref}?key={secret}"


def admit(engine: Engine, ref: str, secret: str, before: str, now: int) -> str:
    """Start a sign-in session that may lead the forum called `ref`, if `secret` is that of a valid link to it: until
    the link's time, and for a day at least.

    Returns the browser's new desk token, or an empty text without a valid link. The token is new each time, so that a
    person who planted the old one (`before`) gains nothing (session fixation); what the old token admitted to by other
    links, the new one does too. `now` in epoch milliseconds.
    """
    with transaction(engine) as db:
        return _admitted(db, ref, secret, before, now)


def _admitted(db: Session, ref: str, secret: str, before: str, now: int) -> str:
    link = _living(db, ref, secret)
    if link is None:
        return ""
    number, end = link
    token, end = new_token(), max(end, now + HOURS * HOUR)
    rows = [dict(row) for row in db.execute(_others(before, number, now)).mappings()] if before else []
    rows.append({"link": number, "serial": number, "created_at": now, "expires_at": end})
    db.execute(insert(admission), [{"token_hash": desk_hash(token), **row} for row in rows])
    return token


def prolong(db: Session, forum: Forum) -> list[int]:
    """Extend the sign-in sessions that began with a forum's links, after its date was changed. Returns the ids of its
    valid links."""
    links = list(db.scalars(select(Link).where(Link.forum == forum.id, Link.revoked_at.is_(None))))
    for link in links:
        end = link_until(link.created_at, forum.starts_at)
        db.execute(
            update(admission).where(admission.c.link == link.id, admission.c.expires_at < end).values(expires_at=end)
        )
    return [link.id for link in links]


def _living(db: Session, ref: str, secret: str) -> tuple[int, int] | None:
    """The valid link's id, and until when it admits at least in epoch milliseconds; None without one."""
    query = select(Link.id, Link.created_at, Forum.starts_at).join(Forum, Forum.id == Link.forum)
    row = db.execute(
        query.where(Forum.ref == ref, Link.secret_hash == desk_hash(secret), Link.revoked_at.is_(None))
    ).first()
    return None if row is None else (row.id, link_until(row.created_at, row.starts_at))


def _others(token: str, link: int, now: int) -> Select[tuple[object]]:
    """What a token admits to by links other than this one."""
    query = select(admission.c.link, admission.c.serial, admission.c.created_at, admission.c.expires_at)
    mine = query.where(admission.c.token_hash == desk_hash(token), admission.c.expires_at > now)
    return mine.where(admission.c.link.is_not(None), admission.c.link != link)
