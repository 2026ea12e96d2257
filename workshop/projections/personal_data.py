"""When the personal data of a forum is deleted, and whether it still has any. Only reads."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.contract.forum_states import ENDED
from workshop.domain import retention
from workshop.storage.tables import Forum, Participant, log


def deletes_at(db: Session, forum: Forum, months: int, tz: dt.tzinfo) -> int:
    """The moment in epoch milliseconds: what its organiser chose, else `months` after it."""
    newest = select(log.c.at).where(log.c.forum == forum.id, log.c.n == forum.log_n)
    last = db.scalar(newest) or forum.created_at
    return retention.deletes_at(forum.personal_until, forum.starts_at, forum.ended_at, last, months, tz)


def is_due(db: Session, forum: Forum, now: int, months: int, tz: dt.tzinfo) -> bool:
    """Whether its day has come and there may be something to delete: also in a forum that nobody ended, once somebody
    has been there."""
    came = select(Participant.id).where(Participant.forum == forum.id).limit(1)
    left = is_left(forum) if forum.state == ENDED else db.scalar(came) is not None
    return left and deletes_at(db, forum, months, tz) <= now


def is_left(forum: Forum) -> bool:
    """Whether a forum that has ended may still hold personal data."""
    return retention.is_left(forum.ended_at, forum.personal_deleted_at)
