"""When the personal data of a forum is deleted, and whether it still has any. Only reads."""

import datetime as dt

from workshop.domain import retention
from workshop.storage.tables import Forum


def deletes_at(forum: Forum, months: int, tz: dt.tzinfo) -> int:
    """The moment in epoch milliseconds: what its organiser chose, else `months` after it."""
    return retention.deletes_at(forum.personal_until, forum.starts_at, forum.ended_at, forum.created_at, months, tz)


def is_left(forum: Forum) -> bool:
    """Whether a forum that has ended may still hold personal data."""
    return retention.is_left(forum.ended_at, forum.personal_deleted_at)
