"""A co-facilitator's link: how its secret is made, what of it is kept, and how a browser that opens it is admitted.

The secret is shown once and stored only as its hash. Admitting is the one thing a visitor may write without the write
door: it changes nothing of the forum, only what this browser may open.
"""

from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from workshop.access import codes
from workshop.access.actors import desk_hash, new_token
from workshop.domain.agenda import link_until
from workshop.storage.tables import Forum, Link, admission

HOURS = 24
"""How long a browser that opened a link leads at least."""
MS_AN_HOUR = 3_600_000


def new_secret() -> tuple[str, str]:
    """A fresh secret for a link, and the hash that is stored of it."""
    secret = codes.long_secret()
    return secret, desk_hash(secret)


def address(base_url: str, ref: str, secret: str) -> str:
    """The full address that admits: what the co-facilitator scans or opens."""
    return f"{base_url}/console/{ref}?key={secret}"


def admit(db: Session, ref: str, secret: str, before: str, now: int) -> str:
    """Let a browser lead the forum called `ref`, if `secret` is that of a living link to it: until the link's time, and
    for a day at least.

    Its new desk token, or nothing. The token is new each time, for whoever chose the old one (`before`) must not come
    in with it; what that one admitted to by other links, the new one does too. The caller commits. `now` in epoch
    milliseconds.
    """
    link = _living(db, ref, secret)
    if link is None:
        return ""
    number, end = link
    token, end = new_token(), max(end, now + HOURS * MS_AN_HOUR)
    rows = [dict(row) for row in db.execute(_others(before, number, now)).mappings()] if before else []
    rows.append({"link": number, "serial": number, "created_at": now, "expires_at": end})
    db.execute(insert(admission), [{"token_hash": desk_hash(token), **row} for row in rows])
    return token


def prolong(db: Session, forum: Forum) -> list[int]:
    """The forum has another date: whoever came by a link of it leads through that one too. The numbers of its living
    links."""
    links = list(db.scalars(select(Link).where(Link.forum == forum.id, Link.revoked_at.is_(None))))
    for link in links:
        end = link_until(link.created_at, forum.starts_at)
        db.execute(
            update(admission).where(admission.c.link == link.id, admission.c.expires_at < end).values(expires_at=end)
        )
    return [link.id for link in links]


def _living(db: Session, ref: str, secret: str) -> tuple[int, int] | None:
    """The link's number, and until when it admits at least."""
    query = select(Link.id, Link.created_at, Forum.starts_at).join(Forum, Forum.id == Link.forum)
    row = db.execute(
        query.where(Forum.ref == ref, Link.secret_hash == desk_hash(secret), Link.revoked_at.is_(None))
    ).first()
    return None if row is None else (row.id, link_until(row.created_at, row.starts_at))


def _others(token: str, link: int, now: int) -> Select[Any]:
    """What a token admits to by other links than this."""
    query = select(admission.c.link, admission.c.serial, admission.c.created_at, admission.c.expires_at)
    mine = query.where(admission.c.token_hash == desk_hash(token), admission.c.expires_at > now)
    return mine.where(admission.c.link.is_not(None), admission.c.link != link)
