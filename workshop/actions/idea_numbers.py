"""Gives new ideas their numbers, as long as there is room for them in the forum."""

from sqlalchemy.orm import Session

from workshop.contract.base import MOST_IDEA_NUMBERS, MOST_IDEAS
from workshop.domain.errors import Refusal
from workshop.projections import used_idea_capacity
from workshop.storage.tables import Forum


def take(db: Session, forum: Forum, count: int = 1) -> int:
    """The first of `count` numbers in sequence, which no idea of this forum ever had. Raises Refusal forum_full.

    Ideas are counted only when the numbers reach `forum.room_until`: up to it there is room whatever is hidden or taken
    back meanwhile, because each new idea takes one number."""
    first, after = forum.next_number, forum.next_number + count
    if after - 1 > forum.room_until:
        room = max(MOST_IDEAS - used_idea_capacity.taken(db, forum.id), 0)
        forum.room_until = min(first - 1 + room, MOST_IDEA_NUMBERS)
    if after - 1 > forum.room_until:
        raise Refusal("forum_full")
    forum.next_number = after
    return first
